/* SPDX-License-Identifier: MIT */
#include "input/order/survey.h"

#include <stdlib.h>
#include <time.h>

#include "base/ascii.h"
#include "base/memory.h"
#include "base/sort.h"
#include "base/zone.h"
#include "input/frame/witness.h"
#include "sip/message.h"

enum { KEPT = 2048, NUMBER_SHORTEST = 6, NUMBER_LONGEST = 15 /* ITU-T E.164 */ };

struct look {
	struct survey *s;
	struct message index;
	struct buf wire;	/* a text's message as it was sent */
	size_t cap, number_cap;
	int64_t copy_within;
	uint64_t limit;		/* hashes from here on are too many */
	uint64_t messages, timed;
	bool something, utc, local, of_day, fine;
};

static int
by_hash(const void *a, const void *b)
{
	const struct sighting *x = a, *y = b;

	if (x->bytes != y->bytes)
		return x->bytes < y->bytes ? -1 : 1;
	return (x->time > y->time) - (x->time < y->time);
}

/* In order, each message once, no more than are kept. */
static void
tidy(struct look *l)
{
	struct survey *s = l->s;
	size_t n = 0;

	if (s->count > 0)
		sort(s->sightings, s->count, sizeof *s->sightings, by_hash);
	for (size_t i = 0; i < s->count; i++) {
		if (n > 0 && s->sightings[n - 1].bytes == s->sightings[i].bytes)
			s->sightings[n - 1].repeated |= s->sightings[i].repeated ||
			    s->sightings[i].time - s->sightings[n - 1].time > l->copy_within;
		else
			s->sightings[n++] = s->sightings[i];
	}
	if (n > KEPT) {
		n = KEPT;
		l->limit = s->sightings[n - 1].bytes;
	}
	s->count = n;
}

/* Programs write line ends and blank lines as they like: the bytes with those of the wire. */
static struct slice
as_sent(struct look *l, struct slice bytes)
{
	struct slice rest = slice_trim(bytes);
	bool body = false;

	buf_reset(&l->wire);
	while (rest.n > 0) {
		struct slice line = slice_cut(&rest, '\n');

		while (line.n > 0 && line.p[line.n - 1] == '\r')
			line.n--;
		body |= line.n == 0;
		buf_add(&l->wire, line);
		buf_add(&l->wire, SLICE("\r\n"));
	}
	if (!body)
		buf_add(&l->wire, SLICE("\r\n"));
	return buf_slice(&l->wire);
}

/* Long enough to be nobody's extension, nor a count of something. */
static void
add_numbers(struct look *l, struct slice text, int64_t time)
{
	struct survey *s = l->s;

	for (size_t i = 0; i < text.n && s->number_count < KEPT;) {
		size_t n = 0;

		while (i + n < text.n && is_digit(text.p[i + n]))
			n++;
		if (n >= NUMBER_SHORTEST && n <= NUMBER_LONGEST) {
			GROW(s->numbers, s->number_count, l->number_cap);
			s->numbers[s->number_count++] = (struct number_seen){ slice_hash((struct slice){ text.p + i, n }), time };
		}
		i += n + 1;
	}
}

/* Who calls, and whom, without host, tag and all that follows. */
static void
add_parties(struct look *l, const struct message *m, int64_t time)
{
	struct slice from = PART(m, from), to = PART(m, to);

	if (m->is_response)
		return;
	add_numbers(l, slice_cut(&from, '@'), time);
	add_numbers(l, slice_cut(&to, '@'), time);
}

static void
add_sighting(struct look *l, const struct frame *frame)
{
	const struct message *m = frame->index;
	uint64_t hash = slice_mark(frame->where.line > 0 ? as_sent(l, frame->bytes) : frame->bytes);
	struct survey *s = l->s;

	if (hash > l->limit)
		return;
	if (m == NULL && message_index(&l->index, frame->bytes) == MESSAGE_OK)
		m = &l->index;
	if (m != NULL && frame->where.line == 0)
		add_parties(l, m, frame->where.time);
	GROW(s->sightings, s->count, l->cap);
	s->sightings[s->count++] = (struct sighting){
		.bytes = hash, .call_id = m != NULL && m->call_id.n > 0 ? m->call_hash : 0, .time = frame->where.time,
	};
	if (s->count >= 2 * KEPT)
		tidy(l);
}

static int
by_number(const void *a, const void *b)
{
	const struct number_seen *x = a, *y = b;

	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	return (x->time > y->time) - (x->time < y->time);
}

static void
on_frame(void *ctx, const struct frame *frame)
{
	struct look *l = ctx;
	struct survey *s = l->s;
	int64_t time = frame->where.time;

	l->something = true;
	s->text |= frame->where.line > 0;
	l->messages += frame->kind == FRAME_MESSAGE;
	if (time == NO_TIME)
		return;
	if (frame->where.time_of_day)
		l->of_day = true;
	else if (frame->where.local)
		l->local = true;
	else
		l->utc = true;
	l->fine |= time % TIME_SECOND != 0;
	l->timed += frame->kind == FRAME_MESSAGE;
	if (s->first == NO_TIME || time < s->first)
		s->first = time;
	if (s->last == NO_TIME || time > s->last)
		s->last = time;
	if (frame->kind == FRAME_MESSAGE)
		add_sighting(l, frame);
	else if (frame->kind == FRAME_WITNESS && frame->witness->kind == WITNESS_LINE)
		add_numbers(l, frame->witness->said, time);
}

static void
on_idle(void *ctx)
{
	(void)ctx;
}

static void
on_trouble(void *ctx, const char *file, enum trouble what, const char *detail)
{
	struct look *l = ctx;

	(void)file;
	(void)detail;
	if (what != TROUBLE_CUT)	/* it is named when the file is read for good */
		l->something = true;
}

/* Nobody asks for the moment: a single line is looked through like any text. */
static bool
on_line(void *ctx, const char *file, struct slice line)
{
	(void)ctx;
	(void)file;
	(void)line;
	return false;
}

static void
on_lines(void *ctx, const char *file, struct slice text)
{
	struct look *l = ctx;

	(void)file;
	buf_add(&l->s->pages, text);
}

/* Times without a zone are those of TZ. One offset serves the whole file: nothing in it says when clocks were changed. */
static void
read_in_tz(struct survey *s)
{
	time_t as_utc = (time_t)(s->first / TIME_SECOND);
	struct tm tm;

	zone_read();
	if (gmtime_r(&as_utc, &tm) == NULL)
		return;
	tm.tm_isdst = -1;
	time_t utc = mktime(&tm);
	if (utc == (time_t)-1)
		return;
	s->local = (int64_t)(utc - as_utc) * TIME_SECOND;
	s->first += s->local;
	s->last += s->local;
	for (size_t i = 0; i < s->count; i++)
		s->sightings[i].time += s->local;
	for (size_t i = 0; i < s->number_count; i++)
		s->numbers[i].time += s->local;
}

void
survey_read(struct survey *s, const char *file, const struct input_options *o, int64_t copy_within)
{
	struct look look = { .s = s, .copy_within = copy_within, .limit = UINT64_MAX };
	const struct sink sink = { .ctx = &look, .frame = on_frame, .idle = on_idle, .trouble = on_trouble };
	const struct word_sink words = { &look, on_line, on_lines };
	bool empty = true;
	struct input_options quietly = *o;
	struct ways *ways = ways_new();

	*s = (struct survey){ .file = file, .fd = o->fd, .error = o->error, .first = NO_TIME, .last = NO_TIME };
	quietly.empty = &empty;
	quietly.decoder = NULL;
	quietly.ways = ways;
	quietly.words = &words;
	input_read(file, &quietly, &sink);
	tidy(&look);
	if (s->number_count > 0)
		sort(s->numbers, s->number_count, sizeof *s->numbers, by_number);
	s->alone = ways_alone(ways, &s->alone_count);
	ways_free(ways);
	message_release(&look.index);
	buf_release(&look.wire);
	s->empty = empty && !look.something;
	s->few_times = 2 * look.timed < look.messages;
	s->whole_seconds = s->text && s->first != NO_TIME && !look.fine;
	s->clock = look.utc ? CLOCK_UTC : look.local ? CLOCK_LOCAL : look.of_day ? CLOCK_OF_DAY : CLOCK_NONE;
	if (s->clock == CLOCK_LOCAL)
		read_in_tz(s);
}

void
survey_release(struct survey *s)
{
	free(s->sightings);
	free(s->alone);
	free(s->numbers);
	buf_release(&s->pages);
	s->sightings = NULL;
	s->alone = NULL;
	s->numbers = NULL;
	s->count = s->alone_count = s->number_count = 0;
}
