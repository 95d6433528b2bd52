/* SPDX-License-Identifier: MIT */
#include "input/recognise.h"

#include "base/ascii.h"
#include "input/dissected.h"
#include "input/plain.h"
#include "input/search.h"
#include "input/undo.h"

/* A start line further right than this is in no log line. */
#define PREFIX_MAX 2048

struct slice
line_before(const char *begin, const char *at)
{
	const char *p;

	if (at - begin > PREFIX_MAX)
		begin = at - PREFIX_MAX;
	p = at > begin ? memrchr(begin, '\n', (size_t)(at - begin)) : NULL;
	return slice_from(p ? p + 1 : begin, at);
}

static const struct escape {
	const char *text;
	int level;
} escapes[] = {
	{ "\\\\\\\\r\\\\\\\\n", 3 }, { "\\\\r\\\\n", 2 }, { "\\r\\n", 1 }, { "\\\\n", 2 }, { "\\n", 1 }, { "\\x0d\\x0a", 1 },
	{ "\\u000d\\u000a", 1 }, { "\\015\\012", 1 }, { "#015#012", 0 }, { " #012", 0 }, { "#012", 0 }, { "^M ", 0 },
	{ "^M", 0 }, { "<013><010>", 0 }, { "<CR><LF>", 0 }, { "&#13;&#10;", 0 }, { "&#xD;&#xA;", 0 }, { "..", 0 }, { "\", \"", 1 },
	{ "\",\"", 1 },
};

/* The first line end of that kind in the line that a known header follows. */
static bool
escape_stands(struct slice escape, struct slice line)
{
	const char *hit, *end = line.p + line.n;

	line = slice_head(line, 512);
	for (; (hit = slice_find(line, escape)) != NULL; line = slice_from(hit + 1, line.p + line.n))
		if (header_starts(slice_trim(slice_from(hit + escape.n, end))))
			return true;
	return false;
}

static bool
find_escape(struct slice line, struct form *form)
{
	line = slice_head(line, 1024);
	if (line.n < 4 || !memchr(line.p, ':', line.n))
		return false;
	for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++) {
		struct slice escape = slice_of(escapes[i].text);

		if (!memchr(line.p, escape.p[0], line.n))
			continue;
		if (escape_stands(escape, line)) {
			form->escape = escape;
			form->level = escapes[i].level;
			return true;
		}
	}
	return false;
}

bool
holds_message(struct slice line)
{
	const char *version, *end = slice_limit(line);
	struct form form = { .level = 0 };
	struct start start;

	for (struct slice rest = line; (version = search_version(rest)) != NULL; rest = slice_from(version + 4, end))
		if (start_find(&start, line.p, version, end) && find_escape(slice_from(start.after, end), &form))
			return true;
	return false;
}

/* What closes a string that begins, or is already open, before the start line. */
static char
quote_before(struct slice before, int level)
{
	char last = before.n ? before.p[before.n - 1] : ' ';
	bool open = false;

	if (last == '"' || last == '\'' || last == '`')
		return last;
	if (level > 1 || before.n >= PREFIX_MAX)
		return level > 0 ? '"' : 0;
	for (size_t i = 0; i < before.n; i++)
		open ^= before.p[i] == '"' && (i == 0 || before.p[i - 1] != '\\');
	return open ? '"' : 0;
}

/* A run of dots, or a line, that may end in the dot that stands for CR. */
static bool
ends_in_dot(struct slice line)
{
	line = slice_trim(line);
	return line.n > 0 && line.p[line.n - 1] == '.';
}

static struct slice
next_line(struct slice *rest)
{
	struct slice line = slice_cut(rest, '\n');

	if (rest->p == NULL)
		*rest = slice_from(line.p + line.n, line.p + line.n);
	return line;
}

/* Do the lines end in dots, start line and most of what follows? */
static bool
has_dots(struct slice first, struct slice rest)
{
	int dots = 0, lines = 0;

	if (!ends_in_dot(first))
		return false;
	while (rest.n > 0 && lines < 5) {
		struct slice line = next_line(&rest);

		if (slice_trim(line).n == 0)
			break;
		lines++;
		dots += ends_in_dot(line);
	}
	return dots > 0 && 2 * dots >= lines;
}

/* A line each in its own quotes: C literals, arrays of header lines. */
static void
find_suffix(struct slice before, struct slice first, struct form *form)
{
	char quote = before.n ? before.p[before.n - 1] : ' ';

	if (quote != '"' && quote != '\'')
		return;
	first = slice_trim(first);
	while (first.n > 0 && strchr(",;)+\\", first.p[first.n - 1]))
		first.n--;
	if (first.n == 0 || first.p[first.n - 1] != quote)
		return;
	form->suffix = quote == '"' ? SLICE("\"") : SLICE("'");
	form->level = 1;
}

struct trial {
	struct recogniser *rec;
	const struct text_view *view;
	const struct start *start;
	struct slice before;		/* on the line of the start line */
	struct slice rest;		/* after that line */
	struct draft *out;
};

static enum verdict
try_form(struct trial *t, struct form *form, struct slice prefix)
{
	bool one_line = form->escape.n > 0;

	form->prefix = prefix;
	return gather(t->out, form, t->start->at, one_line && t->view->feed ? t->view->feed : t->view->end,
	    t->view->final || (one_line && t->view->feed), &t->rec->text, &t->rec->index);
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
static enum verdict
comes_back(const struct trial *t)
{
	struct slice rest = t->rest;

	if (t->before.n < 8 && slice_chr(t->before, '>') == NULL)
		return VERDICT_NONE;
	for (int i = 0; i < 24; i++) {
		bool whole = memchr(rest.p, '\n', rest.n) != NULL;

		if (!whole && !t->view->final)
			return VERDICT_MORE;
		if (rest.n == 0)
			break;
		if (explains(t->before, next_line(&rest)))
			return VERDICT_MESSAGE;
	}
	return VERDICT_NONE;
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
		struct slice line = next_line(&rest);

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
	struct slice first = next_line(&rest), second = next_line(&rest);
	size_t n = 0;

	if (start_somewhere(slice_head(first, 1024)) || !prefix_of(first, &a) || !prefix_of(second, &b))
		return false;
	while (n < a.n && n < b.n && a.p[a.n - 1 - n] == b.p[b.n - 1 - n] && n < 8)
		n++;
	*tail = slice_skip(a, a.n - n);
	return n >= 3 && n < a.n;
}

static enum verdict
try_prefixes(struct trial *t, struct form *form)
{
	struct slice rest = t->rest, line, prefix;
	struct slice marked = without_mark(t->before);
	enum verdict verdict = VERDICT_NONE, back;

	/* Most messages stand at the margin. */
	if (t->before.n == 0 && header_starts(slice_head(t->rest, 80)))
		return try_form(t, form, SLICE_NONE);
	line = next_line(&rest);
	if (slice_trim(line).n == 0 && rest.n > 0) {
		form->doubled = true;
		if (slice_trim(next_line(&rest)).n == 0)
			return VERDICT_NONE;
	}
	line = telling_line(t->rest, t->before, marked);
	if (explains(t->before, line))
		verdict = try_form(t, form, t->before);
	if (verdict == VERDICT_NONE && explains(marked, line))
		verdict = try_form(t, form, marked);
	if (verdict == VERDICT_NONE && (back = comes_back(t)) != VERDICT_NONE) {
		if (back == VERDICT_MORE)
			return back;
		form->chunks = true;
		verdict = try_form(t, form, t->before);
		form->chunks = false;
	}
	if (verdict == VERDICT_NONE && prefix_of(line, &prefix))
		verdict = try_form(t, form, prefix);
	if (verdict == VERDICT_NONE && common_tail(t->rest, &form->tail))
		verdict = try_form(t, form, SLICE_NONE);
	return verdict;
}

static bool
enough(const struct trial *t)
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
			while (i < a.n && is_digit(a.p[i]))
				i++;
			while (j < b.n && is_digit(b.p[j]))
				j++;
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
goes_on(const struct trial *t, const struct form *form, struct slice line, size_t *from)
{
	*from = 2;
	if (slice_eq(t->before, SLICE("  ")) && form->escape.p[0] == '.')
		return slice_starts(line, SLICE("  ")) && slice_trim(line).n > 0;
	*from = alike_until(t->before, line);
	return *from >= 20 && form->level == 0 && slice_find(slice_head(line, 2048), form->escape) &&
	    !start_somewhere(slice_head(line, 1024));
}

/* A message on one line, or on the few it was broken into. */
static enum verdict
try_one_line(struct trial *t, struct form *form)
{
	struct buf *joined = &t->rec->joined;
	struct slice rest = t->rest;
	enum verdict verdict = try_form(t, form, SLICE_NONE);
	size_t from;
	int lines = 0;

	if (verdict == VERDICT_MORE || (verdict == VERDICT_MESSAGE && t->out->ended) || t->view->feed == NULL)
		return verdict;
	buf_reset(joined);
	buf_add(joined, slice_from(t->start->at, t->view->feed));
	for (; rest.n > 0 && joined->n < 2 * MESSAGE_MAX; lines++) {
		const char *feed = memchr(rest.p, '\n', rest.n);
		struct slice line = slice_from(rest.p, feed ? feed : rest.p + rest.n);

		if (feed == NULL && !t->view->final)
			return VERDICT_MORE;
		if (!goes_on(t, form, line, &from))
			break;
		buf_add(joined, slice_skip(line, from));
		rest = slice_skip(rest, line.n + (feed != NULL));
	}
	if (rest.n == 0 && !t->view->final)
		return VERDICT_MORE;
	if (lines > 0) {
		verdict = gather(t->out, form, joined->p, joined->p + joined->n, true, &t->rec->text, &t->rec->index);
		t->out->end = rest.p;
	}
	t->out->ended = true;
	return verdict;
}

/* What was done to the characters, rather than to the lines. */
static void
undo(struct trial *t, struct form *form)
{
	struct buf *plain = &t->rec->joined;

	if (undo_html(t->out->bytes, plain) || (form->suffix.n == 0 && form->escape.n == 0 && t->before.n > 0 &&
	    t->before.p[t->before.n - 1] == '"' && undo_csv(t->out->bytes, plain))) {
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
	message_release(&rec->index);
}

enum verdict
recognise(struct recogniser *rec, const struct text_view *view, const struct start *start, struct draft *out)
{
	struct trial t = { .rec = rec, .view = view, .start = start, .out = out };
	struct slice line;
	struct form form = { .level = 0 };
	const char *feed = view->feed;
	enum verdict verdict;

	if (feed == NULL && !view->final)
		return VERDICT_MORE;
	t.before = SLICE("");
	if (plain_message(view, start, &rec->index, out)) {
		undo(&t, &form);
		return VERDICT_MESSAGE;
	}
	line = slice_from(start->after, feed ? feed : view->end);
	t.before = line_before(view->begin, start->at);
	t.rest = slice_from(feed ? feed + 1 : view->end, view->end);
	verdict = dissected(view, start, t.before, out, &rec->text);
	if (verdict != VERDICT_NONE)
		return verdict;
	if (find_escape(line, &form)) {
		/* "expected SIP/2.0 401, got SIP/2.0 486 …": the one before the headers counts. */
		if (start_somewhere(slice_from(line.p, slice_find(line, form.escape))))
			return VERDICT_NONE;
		form.quote = quote_before(t.before, form.level);
		verdict = try_one_line(&t, &form);
		out->one_line = t.before.n > 2;
		return verdict;
	}
	/* "Subject: SIP/2.0 200 OK" is mail. */
	if (t.before.n > 0 && header_starts(t.before))
		return VERDICT_NONE;
	/* Named twice: `[SIP/2.0 403 Forbidden] => SIP/2.0 403 Forbidden`. */
	if (start_somewhere(slice_head(line, 512)))
		return VERDICT_NONE;
	if (!enough(&t))
		return VERDICT_MORE;
	form.dots = has_dots(line, t.rest);
	find_suffix(t.before, line, &form);
	verdict = try_prefixes(&t, &form);
	if (verdict == VERDICT_MESSAGE)
		undo(&t, &form);
	return verdict;
}
