/* SPDX-License-Identifier: MIT */
/* What a text's scanner hands on at the end of a text without responses: what its lines show together, and fragments. */
#include <stdlib.h>

#include "input/line/mention_code.h"
#include "input/line/search.h"
#include "input/line/tone.h"
#include "input/line/unwrap.h"
#include "input/outline/outline.h"
#include "input/text/scanner.h"

/* `sure`: what stands around it says that it is a code. */
static void
hand_on_mention(struct text_scanner *s, const struct mention *m, bool sure)
{
	bool message = m->kind == MENTION_STATUS_LINE;
	struct frame frame = { .bytes = buf_slice(&m->bytes), .at = message ? 0 : m->at };
	struct slice line = m->number > 0 ? frame.bytes : slice_from(m->line, s->window.p + s->window.n);
	struct stamp stamp;

	frame.kind = message ? FRAME_MESSAGE : m->kind == MENTION_HEADERS ? FRAME_HEADERS : FRAME_MENTION;
	frame.flags = message ? FRAME_EXCERPT | (m->cut ? FRAME_CUT : 0) :
	    m->kind == MENTION_CELL ? FRAME_CELL : m->kind == MENTION_CAUSE ? FRAME_CAUSE : m->number > 0 ? FRAME_LONG : 0;
	if (m->kind == MENTION_CODE && (sure || code_is_within_arrow(frame.bytes, frame.bytes.p + m->at)))
		frame.flags |= frame.bytes.p[0] == '{' ? FRAME_CELL : FRAME_DRAWN;
	line = slice_cut(&line, '\n');
	/* What stands behind a status line, such as the version of a product, says nothing about who sent it. */
	stamp_read(&stamp, slice_trim(message && m->at > 0 && m->at < line.n ? slice_head(line, m->at) : line));
	frame.where.line = 1;
	text_place(s, &stamp, &frame);
	frame.where.line = m->number > 0 ? m->number : 1 + search_lines(slice_from(s->window.p, m->line));
	s->sink->frame(s->sink->ctx, &frame);
}

/* The first so many wait for the text's end; with as many there is no response to be waited for. */
static void
hand_on_noted(struct text_scanner *s)
{
	for (size_t i = 0; i < s->noted.count; i++)
		hand_on_mention(s, &s->noted.all[i], false);
	mentions_release(&s->noted);
}

void
text_note_mentions(struct text_scanner *s, size_t to, bool final)
{
	enum { WAITING_MOST = 4096 };
	size_t from = s->noted_to, count = s->noted.count;
	struct slice text = { s->window.p + from, to > from ? to - from : 0 };
	const char *feed = final ? slice_limit(text) - 1 : memrchr(text.p, '\n', text.n);

	if (text.n == 0 || feed == NULL || s->answered || s->options->remarks == NULL)
		return;
	text = slice_from(text.p, feed + 1);
	s->noted_to = from + text.n;
	mentions_go_on(&s->noted, &s->log, text);
	for (; count < s->noted.count; count++) {
		text_count_lines(s, (size_t)(s->noted.all[count].line - s->window.p));
		s->noted.all[count].number = s->line;
	}
	s->settled |= s->noted.count > WAITING_MOST;
	if (s->settled)
		hand_on_noted(s);
}

/* What the lines of an outline show together. */
static void
hand_on_outline(struct text_scanner *s, struct outline *o)
{
	for (size_t i = 0; i < o->count; i++) {
		struct frame frame = { .kind = FRAME_WITNESS, .witness = &o->said[i].witness };
		struct stamp stamp;

		stamp_read(&stamp, o->said[i].witness.line);
		frame.where.line = 1;
		text_place(s, &stamp, &frame);
		frame.where.line = 1 + search_lines(slice_from(s->window.p, o->said[i].at));
		s->sink->frame(s->sink->ctx, &frame);
	}
}

/* A text without whole messages may be a line a message; nobody's documentation is. */
static bool
may_be_outline(const struct text_scanner *s)
{
	return !s->whole && s->options->remarks != NULL && !tone_is_document(buf_slice(&s->window));
}

static bool
is_on_line(const char *at, struct slice line)
{
	return at >= line.p && at <= slice_limit(line);
}

/* Something else on the line is told. */
static bool
is_found(const struct mentions *found, struct slice line)
{
	for (size_t i = 0; i < found->count; i++)
		if (is_on_line(found->all[i].line, line) ||
		    is_on_line(line.p, (struct slice){ found->all[i].line, found->all[i].bytes.n }))
			return true;
	return false;
}

/* "b -> a: 408", "|<----(408)----|": codes without a word, which a drawing alone tells from other numbers. */
static void
hand_on_bare_codes(struct text_scanner *s, const struct outline *o, const struct mentions *found)
{
	for (size_t i = 0; i < o->steps.count; i++) {
		struct slice line = o->steps.step[i].line, refusal = outline_refusal(o, i);
		struct mention m = { .kind = MENTION_CODE, .line = line.p };

		if (refusal.p == NULL || refusal.n > 3 || is_found(found, line))
			continue;
		m.at = (size_t)(refusal.p - line.p);
		buf_add(&m.bytes, line);
		hand_on_mention(s, &m, true);
		buf_release(&m.bytes);
	}
}

/* A short text without a single response: its fragments are what it is about. */
static void
look_for_fragments(struct text_scanner *s, const struct outline *o)
{
	struct mentions found = { .count = 0 };
	size_t at = 0;

	for (size_t i = 0; i <= s->span_count; i++) {
		size_t end = i < s->span_count ? s->spans[i].begin : s->window.n;

		if (end > at)
			mentions_find(&found, (struct slice){ s->window.p + at, end - at });
		at = i < s->span_count ? s->spans[i].end : at;
	}
	for (size_t i = 0; i < found.count; i++)
		if (!outline_settles(o, found.all[i].line))
			hand_on_mention(s, &found.all[i], outline_is_sure(o, found.all[i].line));
	hand_on_bare_codes(s, o, &found);
	mentions_release(&found);
}

/* Hands on the lone start lines that were held back, but for those of a failure that the outline shows to be overcome. */
static void
release_unsettled(struct text_scanner *s, const struct outline *o)
{
	for (size_t i = 0; i < s->held_count; i++)
		if (outline_makes_up(o, s->window.p + s->held[i].at))
			s->held[i].frame.bytes.n = 0;
	text_release(s);
}

void
text_look_for_mentions(struct text_scanner *s)
{
	struct outline *o;

	if (s->slid || s->window.n > SHORT) {
		text_release(s);
		text_note_mentions(s, s->window.n, true);
		if (!s->answered)
			hand_on_noted(s);
		return;
	}
	o = xcalloc(1, sizeof *o);
	if (may_be_outline(s))
		outline_read(o, buf_slice(&s->window));
	release_unsettled(s, o);
	hand_on_outline(s, o);
	if (!s->answered && s->span_count <= SPANS_MAX)
		look_for_fragments(s, o);
	free(o);
}
