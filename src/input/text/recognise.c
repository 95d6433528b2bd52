/* SPDX-License-Identifier: MIT */
#include "input/text/recognise.h"

#include "base/ascii.h"
#include "input/line/form.h"
#include "input/line/undo.h"
#include "input/text/dissected.h"
#include "input/text/members.h"
#include "input/text/plain.h"
#include "sip/header_line.h"

struct fitting {
	struct recogniser *rec;
	const struct text_view *view;
	const struct start *start;
	struct slice before;		/* on the line of the start line */
	struct slice rest;		/* after that line */
	struct draft *out;
};

static struct message *
index_of(struct recogniser *rec)
{
	return &rec->indexes[rec->turn];
}

static enum gathered
try_form(struct fitting *t, struct form *form, struct slice prefix)
{
	bool one_line = form->escape.n > 0;

	form->prefix = prefix;
	return gather(t->out, form, t->start->at, one_line && t->view->feed ? t->view->feed : t->view->end,
	    t->view->final || (one_line && t->view->feed), &t->rec->text, index_of(t->rec));
}

/* The prefix without a direction mark of its own ("RX ", "<--- ") before the start line. */
static struct slice
without_mark(struct slice before)
{
	size_t n = before.n;

	while (n > 0 && is_blank(before.p[n - 1]))
		n--;
	while (n > 0 && !is_blank(before.p[n - 1]))
		n--;
	return slice_head(before, n);
}

static bool
explains(struct slice prefix, struct slice line)
{
	size_t n = prefix.n ? prefix_match(prefix, line) : 0;

	return n > 0 && header_starts(slice_trim(slice_skip(line, n)));
}

/* Does the prefix come back before a later header, with lines without it between? */
static enum gathered
comes_back(const struct fitting *t)
{
	struct slice rest = t->rest;

	if (t->before.n < 8 && slice_chr(t->before, '>') == NULL)
		return GATHERED_NONE;
	for (int i = 0; i < 24; i++) {
		bool whole = memchr(rest.p, '\n', rest.n) != NULL;

		if (!whole && !t->view->final)
			return GATHERED_MORE;
		if (rest.n == 0)
			break;
		if (explains(t->before, line_next(&rest)))
			return GATHERED_MESSAGE;
	}
	return GATHERED_NONE;
}

/* What stands before the first known header of the line; *prefix empty when it begins the line. */
static bool
prefix_of(struct slice line, struct slice *prefix)
{
	const char *at;

	if (header_starts(line)) {
		*prefix = slice_head(line, 0);
		return true;
	}
	at = header_somewhere(line);
	if (at == NULL) {
		struct slice bare = slice_trim(line);

		/* A compact name only counts behind blanks. */
		at = bare.n && header_starts(bare) ? bare.p : NULL;
	}
	*prefix = slice_from(line.p, at ? at : line.p);
	return at != NULL;
}

/* The first of the next lines in which a known header stands; `prefix` is tried on it first. */
static struct slice
telling_line(struct slice rest, struct slice prefix, struct slice marked)
{
	struct slice first = SLICE(""), found;

	for (int i = 0; i < 5 && rest.n > 0; i++) {
		struct slice line = line_next(&rest);

		/* The next message, or the next row of a list. */
		if (start_somewhere(slice_head(line, 1024)))
			break;
		if (first.n == 0)
			first = line;
		if (explains(prefix, line) || explains(marked, line) || prefix_of(line, &found))
			return line;
	}
	return first;
}

/* What the prefixes of the next two lines end in, when they are otherwise different: `[Via] => Via: …`. */
static bool
common_tail(struct slice rest, struct slice *tail)
{
	struct slice a, b;
	struct slice first = line_next(&rest), second = line_next(&rest);
	size_t n = 0;

	if (start_somewhere(slice_head(first, 1024)) || !prefix_of(first, &a) || !prefix_of(second, &b))
		return false;
	while (n < a.n && n < b.n && a.p[a.n - 1 - n] == b.p[b.n - 1 - n] && n < 8)
		n++;
	*tail = slice_skip(a, a.n - n);
	return n >= 3 && n < a.n;
}

static enum gathered
try_prefixes(struct fitting *t, struct form *form)
{
	struct slice rest = t->rest, line, prefix;
	struct slice marked = without_mark(t->before);
	enum gathered got = GATHERED_NONE, back;

	/* Most messages stand at the margin. */
	if (t->before.n == 0 && header_starts(slice_head(t->rest, 80)))
		return try_form(t, form, SLICE_NONE);
	line = line_next(&rest);
	if (slice_trim(line).n == 0 && rest.n > 0) {
		form->doubled = true;
		if (slice_trim(line_next(&rest)).n == 0)
			return GATHERED_NONE;
	}
	line = telling_line(t->rest, t->before, marked);
	if (explains(t->before, line))
		got = try_form(t, form, t->before);
	if (got == GATHERED_NONE && explains(marked, line))
		got = try_form(t, form, marked);
	if (got == GATHERED_NONE && (back = comes_back(t)) != GATHERED_NONE) {
		if (back == GATHERED_MORE)
			return back;
		form->chunks = true;
		got = try_form(t, form, t->before);
		form->chunks = false;
	}
	if (got == GATHERED_NONE && prefix_of(line, &prefix))
		got = try_form(t, form, prefix);
	if (got == GATHERED_NONE && common_tail(t->rest, &form->tail))
		got = try_form(t, form, SLICE_NONE);
	return got;
}

static bool
enough(const struct fitting *t)
{
	struct slice rest = t->rest;

	if (t->view->final)
		return true;
	for (int i = 0; i < 6; i++)
		if (slice_cut(&rest, '\n').n == 0 && rest.p == NULL)
			return false;
	return rest.p != NULL;
}

/* How far two log lines begin alike, digits apart. */
static size_t
alike_until(struct slice a, struct slice b)
{
	size_t i = 0, j = 0;

	while (i < a.n && j < b.n) {
		if (is_digit(a.p[i]) && is_digit(b.p[j])) {
			i += slice_span(slice_skip(a, i), is_digit);
			j += slice_span(slice_skip(b, j), is_digit);
		} else if (a.p[i++] == b.p[j]) {
			j++;
		} else {
			break;
		}
	}
	return j;
}

/*
 * Where the message goes on in the next line, when it does: under the same indent where a terminal
 * wrapped it, or in the next record of the log, which begins like this one.
 */
static bool
goes_on(const struct fitting *t, const struct form *form, struct slice line, size_t *from)
{
	*from = 2;
	if (slice_eq(t->before, SLICE("  ")) && form->escape.p[0] == '.')
		return slice_starts(line, SLICE("  ")) && slice_trim(line).n > 0;
	*from = alike_until(t->before, line);
	return *from >= 20 && form->level == 0 && slice_find(slice_head(line, 2048), form->escape) &&
	    !start_somewhere(slice_head(line, 1024));
}

/* A message on one line, or on the few it was broken into. */
static enum gathered
try_one_line(struct fitting *t, struct form *form)
{
	struct buf *joined = &t->rec->joined;
	struct slice rest = t->rest;
	enum gathered got = try_form(t, form, SLICE_NONE);
	size_t from;
	int lines = 0;

	if (got == GATHERED_MORE || (got == GATHERED_MESSAGE && t->out->ended) || t->view->feed == NULL)
		return got;
	buf_reset(joined);
	buf_add(joined, slice_from(t->start->at, t->view->feed));
	for (; rest.n > 0 && joined->n < 2 * MESSAGE_MAX; lines++) {
		const char *feed = memchr(rest.p, '\n', rest.n);
		struct slice line = slice_from(rest.p, feed ? feed : rest.p + rest.n);

		if (feed == NULL && !t->view->final)
			return GATHERED_MORE;
		if (!goes_on(t, form, line, &from))
			break;
		buf_add(joined, slice_skip(line, from));
		rest = slice_skip(rest, line.n + (feed != NULL));
	}
	if (rest.n == 0 && !t->view->final)
		return GATHERED_MORE;
	if (lines > 0) {
		got = gather(t->out, form, joined->p, joined->p + joined->n, true, &t->rec->text, index_of(t->rec));
		t->out->end = rest.p;
	}
	t->out->ended = true;
	return got;
}

/* What was done to the characters, rather than to the lines. */
static void
undo(struct fitting *t, struct form *form)
{
	struct buf *plain = &t->rec->joined;

	if (undo_html(t->out->bytes, plain) || (form->suffix.n == 0 && form->escape.n == 0 &&
	    ((t->before.n > 0 && t->before.p[t->before.n - 1] == '"') || csv_shows(t->out->bytes)) &&
	    undo_csv(t->out->bytes, plain))) {
		t->out->bytes = slice_head(buf_slice(plain), MESSAGE_MAX);
		t->out->exact = false;
		t->out->index = NULL;
	}
}

void
recogniser_release(struct recogniser *rec)
{
	buf_release(&rec->text);
	buf_release(&rec->joined);
	for (size_t i = 0; i < sizeof rec->indexes / sizeof *rec->indexes; i++)
		message_release(&rec->indexes[i]);
}

/* The start line goes on with `line`: which form it and what follows are in, and the message in it. */
static enum gathered
try_forms(struct fitting *t, struct slice line)
{
	struct form form = { .level = 0 };
	enum gathered got;

	if (form_escape(line, &form)) {
		/* "expected SIP/2.0 401, got SIP/2.0 486 …": the one before the headers counts. */
		if (start_somewhere(slice_from(line.p, slice_find(line, form.escape))))
			return GATHERED_NONE;
		form.quote = form_quote(t->before, form.level);
		got = try_one_line(t, &form);
		if (got == GATHERED_MESSAGE)
			undo(t, &form);
		t->out->one_line = t->before.n > 2;
		return got;
	}
	/* "Subject: SIP/2.0 200 OK" is mail. */
	if (t->before.n > 0 && header_starts(t->before))
		return GATHERED_NONE;
	/* Named twice: `[SIP/2.0 403 Forbidden] => SIP/2.0 403 Forbidden`. */
	if (start_somewhere(slice_head(line, 512)))
		return GATHERED_NONE;
	if (!enough(t))
		return GATHERED_MORE;
	form_suffix(t->before, line, &form);
	form.dots = form_has_dots(line, t->rest, &form);
	got = try_prefixes(t, &form);
	if (got == GATHERED_MESSAGE)
		undo(t, &form);
	return got;
}

enum gathered
recognise(struct recogniser *rec, const struct text_view *view, const struct start *start, struct draft *out)
{
	struct fitting t = { .rec = rec, .view = view, .start = start, .out = out };
	struct slice line;
	struct form form = { .level = 0 };
	const char *feed = view->feed;
	enum gathered got;

	if (feed == NULL && !view->final)
		return GATHERED_MORE;
	t.before = SLICE("");
	if (plain_message(view, start, index_of(rec), out)) {
		undo(&t, &form);
		return GATHERED_MESSAGE;
	}
	line = slice_from(start->after, feed ? feed : view->end);
	t.before = line_before(view->begin, start->at);
	t.rest = slice_from(feed ? feed + 1 : view->end, view->end);
	got = dissected(view, start, t.before, out, &rec->text);
	if (got == GATHERED_NONE)
		got = members(rec, view, start, t.before, out);
	if (got != GATHERED_NONE)
		return got;
	return try_forms(&t, line);
}
