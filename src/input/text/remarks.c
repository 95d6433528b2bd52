/* SPDX-License-Identifier: MIT */
/* What a text's scanner looks for between messages: lines of a log, whole or put together of several, that state a failure. */
#include "base/clock.h"
#include "input/line/undo.h"
#include "input/line/unwrap.h"
#include "input/text/scanner.h"
#include "input/text/told.h"
#include "input/text/trees.h"

/* A terminal broke the lines: each is put together first. */
static void
look_for_wrapped(struct text_scanner *s, struct slice text, size_t width)
{
	struct buf joined = BUF_INIT;
	struct remark remark;

	while (text.n > 0) {
		const char *at = text.p;

		unwrap_line(&text, width, &joined);
		if (remark_match(s->options->remarks, buf_slice(&joined), &remark))
			text_hand_on_remark(s, &remark, at);
	}
	buf_release(&joined);
}

/* What a line says with the fields below it, and did not say alone. */
static void
look_for_fields(struct text_scanner *s, struct slice text)
{
	struct buf joined = BUF_INIT;
	struct remark remark;
	const char *at;

	while (unwrap_fields(&text, &at, &joined)) {
		struct slice line = slice_from(at, slice_limit(text));

		if (!remark_match(s->options->remarks, slice_cut(&line, '\n'), &remark) &&
		    remark_match(s->options->remarks, buf_slice(&joined), &remark))
			text_hand_on_remark(s, &remark, at);
	}
	buf_release(&joined);
}

static bool
any_remark(const struct text_scanner *s, struct slice text)
{
	struct remark remark;

	while (text.n > 0)
		if (remark_match(s->options->remarks, slice_trim(slice_cut(&text, '\n')), &remark))
			return true;
	return false;
}

/* What an event says by several of its fields. */
static void
look_for_events(struct text_scanner *s, struct slice text)
{
	struct buf joined = BUF_INIT;
	struct remark remark;
	struct slice event;

	while (unwrap_event(&text, &event, &joined))
		if (!any_remark(s, event) && remark_match(s->options->remarks, buf_slice(&joined), &remark))
			text_hand_on_remark(s, &remark, event.p);
	buf_release(&joined);
}

/* Lines that are one which was broken, in the middle of a word or at a blank, and what that says. */
struct broken {
	struct unwrap_edges edges;
	struct slice lines;
	struct buf glued, spaced;
	struct remark remark;
};

/* Broken at the edge of a terminal. */
static bool
is_cut(const struct broken *b)
{
	struct slice rest = b->lines;

	return slice_cut(&rest, '\n').n == b->edges.bare;
}

/* One of the lines says by itself what all do; the first not where it was cut off. */
static bool
is_said_alone(const struct text_scanner *s, const struct broken *b)
{
	struct slice lines = b->lines;
	struct remark alone;

	if (is_cut(b))
		slice_cut(&lines, '\n');
	while (lines.n > 0)
		if (remark_match(s->options->remarks, slice_trim(slice_cut(&lines, '\n')), &alone) &&
		    alone.entry.p == b->remark.entry.p)
			return true;
	return false;
}

/* Lines put together say more than each of them does. */
static bool
says_more(const struct text_scanner *s, struct broken *b)
{
	struct remark spaced;
	bool any = remark_match(s->options->remarks, buf_slice(&b->glued), &b->remark);

	if (remark_match(s->options->remarks, buf_slice(&b->spaced), &spaced) &&
	    (!any || spaced.literal > b->remark.literal || (spaced.literal == b->remark.literal && !is_cut(b)))) {
		b->remark = spaced;
		any = true;
	}
	return any && !is_said_alone(s, b);
}

/* The next broken lines of *text that say something when put together; *text is moved past them. */
static bool
find_broken(const struct text_scanner *s, struct slice *text, struct broken *b)
{
	struct slice below, again = *text;
	const char *at;

	while (unwrap_record(text, b->edges, SLICE(""), &at, &below, &b->glued) &&
	    unwrap_record(&again, b->edges, SLICE(" "), &at, &below, &b->spaced)) {
		b->lines = slice_from(at, slice_limit(below));
		if (says_more(s, b))
			return true;
	}
	return false;
}

/* Errors of ICMP that tcpdump printed, of whatever port. */
static void
look_for_icmp(struct text_scanner *s, struct slice text)
{
	const char *named;

	while ((named = slice_find(text, SLICE("ICMP"))) != NULL) {
		const char *feed = memrchr(text.p, '\n', (size_t)(named - text.p));
		struct slice line;

		text = slice_from(feed != NULL ? feed + 1 : text.p, slice_limit(text));
		line = slice_cut(&text, '\n');
		text_hand_on_icmp(s, line);
	}
}

/* What each line says. */
static void
look_for_lines(struct text_scanner *s, const char *from, const char *to)
{
	struct remark remark;

	while (from < to && remark_find(s->options->remarks, slice_from(s->window.p + s->done, to), from, &remark, &from))
		text_hand_on_remark(s, &remark, remark.line.p);
}

/* As look_for_lines(); lines that were one before something broke it are put together first. */
static void
look_for_broken(struct text_scanner *s, struct slice text)
{
	struct broken b = { .edges = unwrap_edges(text) };
	const char *from = text.p, *to = slice_limit(text);

	while (find_broken(s, &text, &b)) {
		look_for_lines(s, from, b.lines.p);
		text_hand_on_remark(s, &b.remark, b.lines.p);
		from = text.n > 0 ? text.p : to;
	}
	look_for_lines(s, from, to);
	buf_release(&b.glued);
	buf_release(&b.spaced);
}

/* Lines of a page's source, or within a string: what one says whose quotes and brackets stand there as references or escapes. */
static void
look_for_escaped(struct text_scanner *s, struct slice text)
{
	struct buf plain = BUF_INIT;
	struct remark remark;

	while (text.n > 0) {
		struct slice line = slice_cut(&text, '\n');

		if ((undo_html(line, &plain) || undo_string(line, &plain)) && !remark_match(s->options->remarks, line, &remark) &&
		    remark_match(s->options->remarks, buf_slice(&plain), &remark))
			text_hand_on_remark(s, &remark, line.p);
	}
	buf_release(&plain);
}

/*
 * May what comes change what the lines up to `to` say? Of a page that a person pipes the last line may be the rest of the one
 * above, and a line as wide as a terminal go on; a log that grows is told as it comes, and what one line says within a second.
 */
static bool
may_go_on(const struct text_scanner *s, const char *from, const char *to)
{
	enum { LONGEST = TIME_SECOND };
	struct slice text = slice_from(from, to);
	bool late = s->idle || (s->awaits != 0 && clock_now() - s->awaits > LONGEST);

	if (s->slid || to - s->window.p >= UNWRAP_PAGE)
		return false;
	switch (unwrap_end(text)) {
	case UNWRAP_WITHIN: return !late || !any_remark(s, text);
	case UNWRAP_WIDE: return !late && !s->lull && !any_remark(s, text);
	default: return false;
	}
}

/* Remarks in the lines between messages, up to `to` of the window. */
void
text_look_for_remarks(struct text_scanner *s, const char *to, bool final, bool may_grow)
{
	const char *from = s->window.p + (s->remarked > s->done ? s->remarked : s->done), *feed, *unsure;
	struct slice text;
	size_t width;

	if (s->options->remarks == NULL || to <= from)
		return;
	/* A page is looked at as a whole, however it comes: its width tells whether a terminal broke its lines. */
	if (may_grow && !s->options->live && to - from < UNWRAP_PAGE)
		return;
	if (may_grow && s->options->live && may_go_on(s, from, to)) {
		s->awaits = s->awaits != 0 ? s->awaits : clock_now();
		return;
	}
	s->awaits = 0;
	unsure = s->window.p + s->feedless > from ? s->window.p + s->feedless : from;
	feed = final ? to - 1 : to > unsure ? memrchr(unsure, '\n', (size_t)(to - unsure)) : NULL;
	if (feed == NULL) {
		s->feedless = to > unsure ? (size_t)(to - s->window.p) : s->feedless;
		return;
	}
	to = feed + 1;
	s->remarked = (size_t)(to - s->window.p);
	text = slice_from(from, to);
	told_lines(s, text);
	trees_take(s, text, !may_grow);
	if (s->whole)
		look_for_icmp(s, text);
	if (!remark_may_fit(s->options->remarks, text))
		return;
	if ((width = unwrap_width(text)) > 0) {
		look_for_wrapped(s, text, width);
		return;
	}
	if (text.n > UNWRAP_PAGE || s->slid)	/* a mail is short */
		look_for_lines(s, from, to);
	else
		look_for_broken(s, text);
	if (text.n <= UNWRAP_PAGE) {
		look_for_fields(s, text);
		look_for_escaped(s, text);
		look_for_events(s, text);
	}
}
