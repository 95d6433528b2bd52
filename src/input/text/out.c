/* SPDX-License-Identifier: MIT */
/* What a text's scanner hands on: messages with their place, log lines that state a failure. */
#include <stdlib.h>

#include "input/line/form.h"
#include "input/line/search.h"
#include "input/outline/lead.h"
#include "input/packet/decoder.h"
#include "input/remark/witness.h"
#include "input/text/dissected_icmp.h"
#include "input/text/scanner.h"

void
text_count_lines(struct text_scanner *s, size_t to)
{
	if (to > s->line_at)
		s->line += search_lines((struct slice){ s->window.p + s->line_at, to - s->line_at });
	else
		s->line -= search_lines((struct slice){ s->window.p + to, s->line_at - to });
	s->line_at = to;
}

/* The label is the message's start line, or what the edge of a page left of it, with the code. */
static bool
starts_alike(struct slice label, struct slice message)
{
	enum { UP_TO_CODE = sizeof "SIP/2.0 486" - 1 };
	struct slice start = slice_trim(slice_cut(&message, '\n'));

	label = slice_trim(slice_cut(&label, '\n'));
	return slice_eq(label, start) || (label.n >= UP_TO_CODE && slice_starts(start, label));
}

/* Hand on the lone start lines that were held back, but for the last `keep`. */
static void
release_but(struct text_scanner *s, size_t keep)
{
	size_t i = 0, begin;

	for (; i + keep < s->held_count; i++) {
		struct held *h = &s->held[i];

		h->frame.bytes.p = s->lone.p + h->begin;
		if (h->frame.bytes.n > 0)
			s->sink->frame(s->sink->ctx, &h->frame);
	}
	if (i == 0)
		return;
	s->held_count -= i;
	memmove(s->held, s->held + i, s->held_count * sizeof *s->held);
	begin = s->held_count > 0 ? s->held[0].begin : s->lone.n;
	memmove(s->lone.p, s->lone.p + begin, s->lone.n - begin);
	s->lone.n -= begin;
	for (i = 0; i < s->held_count; i++)
		s->held[i].begin -= begin;
}

void
text_release(struct text_scanner *s)
{
	release_but(s, 0);
}

/* A short text of lone start lines only is seen as a whole at its end. */
static bool
may_wait(const struct text_scanner *s)
{
	return s->held_count < HELD_MAX && !s->slid && !s->whole && s->window.n <= SHORT && s->options->remarks != NULL;
}

static void
hold(struct text_scanner *s, const struct frame *frame, const char *at)
{
	struct held *h;

	if (!may_wait(s))
		text_release(s);
	if (s->held == NULL)
		s->held = xcalloc(HELD_MAX, sizeof *s->held);
	h = &s->held[s->held_count++];
	h->frame = *frame;
	h->frame.flags |= FRAME_EXCERPT;
	h->begin = s->lone.n;
	h->at = (size_t)(at - s->window.p);
	buf_add(&s->lone, frame->bytes);
}

/* The last of them is the start line of the message that follows. */
static void
drop_start_of(struct text_scanner *s, struct slice message)
{
	struct held *last = s->held_count > 0 ? &s->held[s->held_count - 1] : NULL;

	if (last != NULL && starts_alike((struct slice){ s->lone.p + last->begin, last->frame.bytes.n }, message))
		last->frame.bytes.n = 0;
}

void
text_place(struct text_scanner *s, const struct stamp *stamp, struct frame *frame)
{
	frame->flags |= stamp->direction;
	frame->where.file = s->file;
	frame->where.line = s->line;
	frame->where.src = stamp->src;
	frame->where.dst = stamp->dst;
	frame->where.transport = stamp->transport;
	stamp_place(&s->clock, stamp, &frame->where);
}

/*
 * A log that tells only with whom its program spoke: the other end is the program, which puts its address on top of the Via of
 * what it sends, and finds it again in what comes back.
 */
static void
find_own(struct text_scanner *s, struct frame *frame)
{
	struct message read = { .headers = NULL };
	const struct message *m = frame->index != NULL ? frame->index : &read;
	bool sent = (frame->flags & FRAME_SENT) != 0;
	struct addr *own = sent ? &frame->where.src : &frame->where.dst, *other = sent ? &frame->where.dst : &frame->where.src, via;

	if ((frame->flags & (FRAME_SENT | FRAME_RECEIVED)) == 0 || own->family != 0 || other->family == 0)
		return;
	if (m == &read)
		message_index(&read, frame->bytes);
	if (sent != m->is_response && addr_parse(&via, PART(m, via.sent_by)) && !addr_same_ip(&via, other)) {
		s->several_own |= s->own.family != 0 && !addr_same_ip(&s->own, &via);
		s->own = *own = via;
	} else if (!s->several_own) {
		*own = s->own;
	}
	message_release(&read);
}

/* Its end stands in the window behind its beginning: a dump's is elsewhere. */
static bool
ends_here(const struct text_scanner *s, const char *at, const struct draft *d)
{
	return d->end >= at && d->end <= s->window.p + s->window.n;
}

/* A response that says more than that it goes on: of a text without one, the rest may tell how it ended. */
static bool
is_final(struct slice bytes)
{
	static const size_t version = sizeof "SIP/2.0 " - 1;

	return slice_starts_nocase(bytes, SLICE("SIP/")) && !(bytes.n > version && bytes.p[version] == '1');
}

/* A message was found, from one place of the window to another: what fragments there are stand beside it. */
static void
note_bytes(struct text_scanner *s, struct slice bytes, size_t begin, size_t end)
{
	s->answered |= is_final(bytes);
	if (s->span_count < SPANS_MAX) {
		s->spans[s->span_count].begin = begin;
		s->spans[s->span_count].end = end;
	}
	s->span_count += s->span_count <= SPANS_MAX;
}

static void
note_message(struct text_scanner *s, const char *at, const struct draft *d)
{
	note_bytes(s, d->bytes, (size_t)(at - s->window.p), (size_t)((ends_here(s, at, d) ? d->end : at) - s->window.p));
}

void
text_take_over(struct text_scanner *s, const struct frame *frame)
{
	note_bytes(s, frame->bytes, s->line_at, s->line_at);
	s->whole = true;
	drop_start_of(s, frame->bytes);
	text_release(s);
}

/* As far as the record goes: a brace that no key has opens the next one. */
static struct slice
rest_of_record(struct slice line)
{
	for (const char *brace = line.p; (brace = slice_find(slice_from(brace, slice_limit(line)), SLICE("{"))) != NULL; brace++) {
		struct slice before = slice_trim(slice_from(line.p, brace));

		if (!slice_ends(before, SLICE(":")))
			return before;
	}
	return line;
}

/* What stands behind a message on its line: fields of a JSON record, the columns of a row. */
static void
stamp_rest(const struct text_scanner *s, const char *end, struct stamp *stamp)
{
	struct slice rest = slice_head(slice_from(end, s->window.p + s->window.n), 512);
	struct slice line = slice_cut(&rest, '\n');
	struct stamp found;

	stamp_read(&found, rest_of_record(line));
	if (found.src.family == 0 && found.dst.family == 0)
		stamp_columns_behind(&found, line);
	if (stamp->kind == STAMP_NO_TIME) {
		stamp->kind = found.kind;
		stamp->time = found.time;
	}
	if (stamp->src.family == 0 && stamp->dst.family == 0 && found.src.family != 0 && found.dst.family != 0) {
		stamp->src = found.src;
		stamp->dst = found.dst;
	}
}

/* What the lines around it say in fields of their own, where the ends are not known. */
static void
read_card(const struct text_scanner *s, struct stamp *stamp, const char *at, const struct draft *d)
{
	const char *begin = s->window.p + s->done;
	struct slice before;

	if (stamp->src.family != 0 && stamp->dst.family != 0)
		return;
	before = line_before(begin, at);
	stamp_card(stamp, slice_from(begin, before.p), before, slice_from(d->end, s->window.p + s->window.n));
}

void
text_pass_on(struct text_scanner *s)
{
	if (s->waits)
		s->sink->frame(s->sink->ctx, &s->waiting);
	s->waits = false;
}

/* What lies in the window with an index of its own may wait for the next one, where somebody makes use of the time. */
static void
pass_on_later(struct text_scanner *s, const struct frame *frame)
{
	const char *window = s->window.p;
	bool may_wait = s->sink->soon != NULL && frame->index != NULL && frame->bytes.p >= window && frame->bytes.p < window + s->window.n;

	if (may_wait)
		s->sink->soon(s->sink->ctx, frame);
	text_pass_on(s);
	s->waiting = *frame;
	s->waits = true;
	if (may_wait)
		s->rec.turn ^= 1;
	else
		text_pass_on(s);
}

/* It was not sent: an error quotes it, which says what became of it. False: it was. */
static bool
hand_on_quoted(struct text_scanner *s, const char *at, const struct draft *d, struct slice before)
{
	struct witness w;
	struct frame frame = { .kind = FRAME_WITNESS, .witness = &w };
	struct stamp stamp;

	if (d->dissected ? !dissected_icmp(before, d->dissected, &w, &stamp) : !printed_icmp(before, &w, &stamp))
		return false;
	w.line = slice_trim(d->bytes);	/* an error may quote no more than a part: the last line has no end */
	text_pass_on(s);
	text_release(s);
	text_count_lines(s, (size_t)(at - s->window.p));
	text_place(s, &stamp, &frame);
	note_message(s, at, d);
	s->whole = true;
	if (w.what != WHAT_NONE)
		s->sink->frame(s->sink->ctx, &frame);
	return true;
}

/* The message's start line stands at `at` of the window. */
void
text_hand_on(struct text_scanner *s, const char *at, const struct draft *d)
{
	struct frame frame = { .kind = FRAME_MESSAGE, .bytes = d->bytes, .index = d->index };
	const char *begin = s->window.p + s->done;
	struct slice before;
	struct stamp stamp;

	before = d->one_line ? line_before(begin, at) : slice_from(at - begin > CONTEXT ? at - CONTEXT : begin, at);
	if (d->dissected)
		stamp_fields(&stamp, before, d->dissected);
	else
		stamp_read(&stamp, before);
	s->dissected |= d->dissected != 0;
	if (!stamp.alone && hand_on_quoted(s, at, d, before))
		return;
	if (d->reversed) {
		struct addr swap = stamp.src;

		stamp.src = stamp.dst;
		stamp.dst = swap;
	}
	if (d->one_line && (stamp.kind == STAMP_NO_TIME || (stamp.src.family == 0 && stamp.dst.family == 0)))
		stamp_rest(s, d->end, &stamp);
	if (!d->dissected)
		stamp_object(&stamp, slice_from(begin, s->window.p + s->window.n), at, d->end);
	if (ends_here(s, at, d))
		read_card(s, &stamp, at, d);
	text_count_lines(s, (size_t)(at - s->window.p));
	frame.flags = (d->cut ? FRAME_CUT : 0) | (d->excerpt ? FRAME_EXCERPT : 0) | (d->exact && !s->cleaner.coloured ? FRAME_EXACT : 0);
	text_place(s, &stamp, &frame);
	if (s->prints != PRINTS_BYTES && s->dumps != NULL && frame.where.time != NO_TIME)
		decoder_time(s->dumps, frame.where.time);	/* streams, and connections that wait */
	find_own(s, &frame);
	note_message(s, at, d);
	if (d->lone) {
		text_pass_on(s);
		hold(s, &frame, at);
		return;
	}
	s->whole = true;
	drop_start_of(s, d->bytes);
	text_release(s);
	pass_on_later(s, &frame);
	if (d->lines > 0 && ends_here(s, at, d)) {
		s->line += d->lines;
		s->line_at = (size_t)(d->end - s->window.p);
	}
}

/* The message that this error of ICMP quotes is printed below it, as text or as bytes: that tells more. */
static bool
is_printed_below(const struct text_scanner *s, struct slice line)
{
	struct slice behind = slice_from(slice_limit(line), s->window.p + s->window.n);

	return lead_begins_dump(behind) || slice_find(lead_packet_below(behind), SLICE("SIP/2.0")) != NULL;
}

/* What stands between messages up to the end of `line`. */
static struct slice
between_up_to(const struct text_scanner *s, struct slice line)
{
	return slice_from(s->window.p + s->done, slice_limit(line));
}

/* Beside messages, an error of ICMP on a line of tcpdump's says what a capture would, but for the packet it quotes. */
static bool
tells_icmp(const struct text_scanner *s, struct slice line, struct witness *w, struct stamp *stamp)
{
	return s->whole && printed_icmp(between_up_to(s, line), w, stamp) && w->what != WHAT_NONE;
}

void
text_hand_on_icmp(struct text_scanner *s, struct slice line)
{
	struct witness w;
	struct frame frame = { .kind = FRAME_WITNESS, .witness = &w };
	struct stamp stamp;

	if (!prints_icmp(line) || is_printed_below(s, line) || !tells_icmp(s, line, &w, &stamp))
		return;
	text_pass_on(s);
	text_count_lines(s, (size_t)(line.p - s->window.p));
	text_place(s, &stamp, &frame);
	s->sink->frame(s->sink->ctx, &frame);
}

void
text_hand_on_remark(struct text_scanner *s, const struct remark *remark, const char *at)
{
	struct witness w;
	struct frame frame = { .kind = FRAME_WITNESS, .witness = &w };
	struct stamp stamp;

	/* A line that was put together stands elsewhere: nothing is behind it. */
	if (at == remark->line.p && prints_icmp(remark->line) &&
	    (is_printed_below(s, remark->line) || tells_icmp(s, remark->line, &w, &stamp)))
		return;
	if (!remark_witness(remark, &w, &s->entry))
		return;
	text_pass_on(s);
	release_but(s, 1);
	stamp_read(&stamp, remark->line);
	if (at == remark->line.p)
		stamp_object(&stamp, slice_from(s->window.p + s->done, s->window.p + s->window.n), at, slice_limit(remark->line));
	text_count_lines(s, (size_t)(at - s->window.p));
	text_place(s, &stamp, &frame);
	s->sink->frame(s->sink->ctx, &frame);
}
