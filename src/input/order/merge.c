/* SPDX-License-Identifier: MIT */
#include "input/order/merge.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/jobs.h"
#include "base/memory.h"
#include "input/capture/abreast.h"
#include "input/packet/decoder.h"
#include "input/relay.h"

/* Files that follow each other, read in a thread of their own where there is another lane beside them. */
struct lane {
	const struct ordered *files;
	size_t count, number;		/* of the trace's files; which of them are this lane's */
	const struct input_options *options;
	struct relay *relay;
	struct job job;
	bool started, over, good;
	int64_t front;			/* when what comes out next happened */
};

/* Times of this file, moved to the clock of the trace. */
struct mover {
	const struct sink *to;
	int64_t shift;
	int64_t unseen;			/* what of it people don't see: of times without a zone, which they see as they stand in the file */
	bool local;			/* its times have no zone … */
	bool placed;			/* … nor a date of their own */
	bool whole_seconds;
};

static void
move_frame(void *ctx, const struct frame *frame)
{
	const struct mover *m = ctx;
	struct frame moved = *frame;
	struct witness witness;

	if (frame->witness != NULL) {
		witness = *frame->witness;
		int64_t *const times[] = { &witness.flow.first, &witness.flow.last, &witness.flow.rtp_last, &witness.flow.hello_first,
			&witness.flow.hello_last, &witness.flow.report_last, &witness.flow.report_before };

		for (size_t i = 0; i < sizeof times / sizeof *times; i++)
			*times[i] += m->shift;
		moved.witness = &witness;
	}
	if (moved.where.time != NO_TIME)
		moved.where.time += m->shift;
	if (m->local)
		moved.where.moved = m->unseen;
	if (m->placed && moved.where.time != NO_TIME) {
		moved.where.time_of_day = false;
		moved.where.local = true;
	}
	moved.where.whole_second = m->whole_seconds;
	m->to->frame(m->to->ctx, &moved);
}

static void
move_soon(void *ctx, const struct frame *frame)
{
	const struct mover *m = ctx;

	if (m->to->soon != NULL)
		m->to->soon(m->to->ctx, frame);
}

static void
move_defer(void *ctx, struct docket **docket)
{
	const struct mover *m = ctx;

	m->to->defer(m->to->ctx, docket);
}

static void
move_settle(void *ctx, struct docket *docket)
{
	const struct mover *m = ctx;

	m->to->settle(m->to->ctx, docket);
}

static void
move_ease(void *ctx, struct docket *docket)
{
	const struct mover *m = ctx;

	m->to->ease(m->to->ctx, docket);
}

static void
move_idle(void *ctx)
{
	const struct mover *m = ctx;

	m->to->idle(m->to->ctx);
}

static void
move_trouble(void *ctx, const char *file, enum trouble what, const char *detail)
{
	const struct mover *m = ctx;

	m->to->trouble(m->to->ctx, file, what, detail);
}

/* Captures that hold one direction each. */
struct abreast_files {
	const struct ordered *files[ABREAST_MAX];
	struct input_options options;
	const struct sink *sink;
	bool good;
};

static void
open_abreast(void *ctx, size_t i)
{
	struct abreast_files *a = ctx;
	const struct survey *s = a->files[i]->survey;

	a->options.fd = s->fd;
	a->options.error = s->error;
	a->good = input_read(s->file, &a->options, a->sink) && a->good;
}

/* Those of the lane from its file `first` on that are abreast of it. */
static bool
read_abreast(const struct lane *l, size_t first, const struct input_options *o, const struct sink *sink)
{
	struct abreast_files files = { .options = *o, .sink = sink, .good = true };
	int64_t shifts[ABREAST_MAX];
	struct abreast all = { .open = open_abreast, .ctx = &files, .shifts = shifts };

	for (size_t i = first; i < l->count && all.count < ABREAST_MAX; i++)
		if (l->files[i].abreast == l->files[first].abreast) {
			files.files[all.count] = &l->files[i];
			shifts[all.count++] = l->files[i].shift;
		}
	files.options.abreast = &all;
	abreast_read(&all);
	return files.good;
}

/* Times of day get their day, but are seen as they stand in the file. */
static struct mover
mover_of(const struct ordered *f, const struct sink *sink)
{
	const struct survey *s = f->survey;
	int64_t shift = s->local + f->shift, days = f->placed ? (shift + TIME_DAY / 2) / TIME_DAY * TIME_DAY : 0;

	return (struct mover){
		.to = sink, .shift = shift, .unseen = shift - days, .local = s->clock == CLOCK_LOCAL || f->placed, .placed = f->placed,
		.whole_seconds = s->whole_seconds,
	};
}

static bool
is_read_already(const struct lane *l, size_t at)
{
	for (size_t i = 0; i < at && l->files[at].abreast != 0; i++)
		if (l->files[i].abreast == l->files[at].abreast)
			return true;
	return false;
}

/* All files of the lane; streams and fragments of its captures go on from one to the next. */
static bool
read_lane(const struct lane *l, const struct sink *sink)
{
	struct input_options o = *l->options;
	struct decoder *decoder = NULL;
	bool good = true;

	o.decoder = &decoder;
	for (size_t i = 0; i < l->count; i++) {
		if (l->files[i].lane != l->number || is_read_already(l, i))
			continue;
		if (l->files[i].abreast != 0) {
			good = read_abreast(l, i, &o, sink) && good;
			continue;
		}
		const struct survey *s = l->files[i].survey;
		struct mover mover = mover_of(&l->files[i], sink);
		const struct sink moved = {
			&mover, move_frame, move_idle, move_trouble, move_soon, sink->defer != NULL ? move_defer : NULL, move_settle,
			move_ease,
		};
		if (decoder != NULL)
			decoder_hand_to(decoder, &moved);
		o.fd = s->fd;
		o.error = s->error;
		good = input_read(s->file, &o, &moved) && good;
		if (decoder != NULL)
			decoder_hand_to(decoder, sink);
	}
	if (decoder != NULL) {
		decoder_end(decoder);
		decoder_free(decoder);
	}
	return good;
}

static void
run(void *ctx)
{
	struct lane *l = ctx;

	l->good = read_lane(l, relay_sink(l->relay));
	relay_end(l->relay);
}

/* A lane that gets no thread is lost, and that is said. */
static void
start(struct lane *l, const struct sink *sink)
{
	int status;

	l->relay = relay_open();
	status = job_start(&l->job, run, l);
	l->started = status == 0;
	l->over = !l->started;
	for (size_t i = 0; !l->started && i < l->count; i++)
		if (l->files[i].lane == l->number)
			sink->trouble(sink->ctx, l->files[i].survey->file, TROUBLE_OPEN, strerror(status));
}

/* Times within a file may go back a little: what comes later in its file is not earlier. */
static void
look(struct lane *l)
{
	int64_t time;

	if (!relay_front(l->relay, &time))
		l->over = true;
	else if (time != NO_TIME && (l->front == NO_TIME || time > l->front))
		l->front = time;
}

static struct lane *
earliest(struct lane *lanes, size_t n)
{
	struct lane *best = NULL;

	for (size_t i = 0; i < n; i++)
		if (!lanes[i].over && (best == NULL || lanes[i].front < best->front))
			best = &lanes[i];
	return best;
}

static bool
read_beside(struct lane *lanes, size_t n, const struct sink *sink)
{
	bool good = true;
	struct lane *l;

	for (size_t i = 0; i < n; i++)
		start(&lanes[i], sink);
	for (size_t i = 0; i < n; i++)
		if (lanes[i].started)
			look(&lanes[i]);
	while ((l = earliest(lanes, n)) != NULL) {
		relay_pass(l->relay, sink);
		look(l);
	}
	for (size_t i = 0; i < n; i++) {
		if (lanes[i].started)
			job_wait(&lanes[i].job);
		good = good && lanes[i].good;
		relay_free(lanes[i].relay);
	}
	return good;
}

static bool
read_lanes(const struct ordered *files, size_t count, const struct input_options *o, const struct sink *sink)
{
	struct input_options beside = *o;
	size_t n = 0;
	bool good;

	for (size_t i = 0; i < count; i++)
		if (files[i].lane >= n)
			n = files[i].lane + 1;
	struct lane *lanes = xcalloc(n, sizeof *lanes);
	for (size_t i = 0; i < n; i++)
		lanes[i] = (struct lane){
			.files = files, .count = count, .number = i, .options = &beside, .front = NO_TIME,
		};
	if (n > 1)
		beside.hands = 1;	/* there are threads enough */
	good = n == 1 ? read_lane(&lanes[0], sink) : read_beside(lanes, n, sink);
	free(lanes);
	return good;
}

/* Threads share it when it is read (capture.c). */
static bool
is_long_capture(const struct survey *s)
{
	struct stat st;

	return !s->text && s->fd > 0 && fstat(s->fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size >= INPUT_LONG;
}

static bool
has_lanes(const struct ordered *files, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (files[i].lane > 0)
			return true;
	return false;
}

/* Of one lane, so that threads can share one file after the other. */
static bool
are_shared(const struct ordered *files, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_long_capture(files[i].survey))
			return !has_lanes(files, count);
	return false;
}

bool
merge_read(const struct ordered *files, size_t count, const struct input_options *o, const struct sink *sink)
{
	struct input_options relayed = *o;
	struct relay *relay = o->hands > 1 && !(are_shared(files, count) && sink_may_be_shared(sink)) ?
	    relay_new(sink, true) : NULL;
	bool good;

	relayed.relayed = true;
	good = read_lanes(files, count, &relayed, relay != NULL ? relay_sink(relay) : sink);
	if (relay != NULL)
		relay_finish(relay);
	return good;
}
