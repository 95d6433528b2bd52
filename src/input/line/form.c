/* SPDX-License-Identifier: MIT */
#include "input/line/form.h"

#include "base/ascii.h"
#include "input/line/search.h"
#include "input/line/undo.h"
#include "sip/header_line.h"

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
	{ "[\\r][\\n]", 0 }, { "\\\\\\\\r\\\\\\\\n", 3 }, { "\\\\r\\\\n", 2 }, { "\\r\\n", 1 }, { "\\\\n", 2 },
	{ "\\n", 1 }, { "\\\\r", 2 }, { "\\r", 1 }, { "\\x0d\\x0a", 1 }, { "\\x0D\\x0A", 1 }, { "\\u000d\\u000a", 1 },
	{ "\\u000D\\u000A", 1 }, { "\\015\\012", 1 }, { "#015#012", 0 }, { " #012", 0 }, { "#012", 0 }, { "#015", 0 },
	{ "^M^J", 0 }, { "^M ", 0 }, { "^M", 0 }, { "<013><010>", 0 }, { "<0d><0a>", 0 }, { "<CR><LF>", 0 },
	{ "[CR][LF]", 0 }, { "<LF>", 0 }, { "\xe2\x90\x8d\xe2\x90\x8a", 0 }, { "\xe2\x86\xb5", 0 }, { "&#13;&#10;", 0 },
	{ "&#xD;&#xA;", 0 }, { "&#10;", 0 }, { "&#xA;", 0 }, { " | ", 0 },
	{ "..", 0 }, { "\", \"", 1 }, { "\",\"", 1 },
};

/* The first line end of that kind in the line that a known header follows. */
static bool
escape_stands(struct slice escape, struct slice line)
{
	const char *hit, *end = line.p + line.n;

	if (memchr(line.p, escape.p[0], line.n) == NULL)
		return false;
	line = slice_head(line, 512);
	for (; (hit = slice_find(line, escape)) != NULL; line = slice_from(hit + 1, line.p + line.n))
		if (header_starts(slice_trim(slice_from(hit + escape.n, end))))
			return true;
	return false;
}

/* Headers that no line has but one that is a whole message, its line ends lost: blanks stand for them. */
static bool
is_run_together(struct slice line)
{
	static const struct slice names[] = { SLICE(" Via: "), SLICE(" Call-ID: "), SLICE(" CSeq: "), SLICE(" From: ") };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (slice_find_nocase(line, names[i]) == NULL)
			return false;
	return true;
}

bool
form_escape(struct slice line, struct form *form)
{
	struct slice whole = slice_head(line, 4096);

	line = slice_head(line, 1024);
	if (line.n < 4 || !memchr(line.p, ':', line.n))
		return false;
	for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++) {
		struct slice escape = slice_of(escapes[i].text);

		if (escape_stands(escape, line)) {
			form->escape = escape;
			form->level = escapes[i].level;
			return true;
		}
	}
	for (int i = 0; i < HTML_BREAKS; i++)
		if (escape_stands(html_breaks[i], line)) {
			form->escape = html_breaks[i];
			form->level = 0;
			return true;
		}
	if (!is_run_together(whole) || !escape_stands(SLICE(" "), line))
		return false;
	form->escape = SLICE(" ");
	return true;
}

bool
holds_message(struct slice line)
{
	const char *version, *end = slice_limit(line);
	struct form form = { .level = 0 };
	struct start start;

	for (struct slice rest = line; (version = search_version(rest)) != NULL; rest = slice_from(version + 4, end))
		if (start_find(&start, line.p, version, end) && form_escape(slice_from(start.after, end), &form))
			return true;
	return false;
}

/* What closes a string that begins, or is already open, before the start line. */
char
form_quote(struct slice before, int level)
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

/* A line that may end in the dot that stands for CR, before a page's line break. */
static bool
ends_in_dot(struct slice line, const struct form *form)
{
	line = slice_trim(line);
	if (form->suffix.n > 0 && slice_ends(line, form->suffix))
		line = slice_trim(slice_head(line, line.n - form->suffix.n));
	return line.n > 0 && line.p[line.n - 1] == '.';
}

struct slice
line_next(struct slice *rest)
{
	struct slice line = slice_cut(rest, '\n');

	if (rest->p == NULL)
		*rest = slice_from(line.p + line.n, line.p + line.n);
	return line;
}

/* Do the lines end in dots, start line and most of what follows? */
bool
form_has_dots(struct slice first, struct slice rest, const struct form *form)
{
	int dots = 0, lines = 0;

	if (!ends_in_dot(first, form))
		return false;
	while (rest.n > 0 && lines < 5) {
		struct slice line = line_next(&rest);

		if (slice_trim(line).n == 0)
			break;
		lines++;
		dots += ends_in_dot(line, form);
	}
	return dots > 0 && 2 * dots >= lines;
}

/* A page breaks each line. */
static bool
ends_in_break(struct slice first, struct form *form)
{
	first = slice_trim(first);
	for (int i = 0; i < HTML_BREAKS; i++)
		if (slice_ends(first, html_breaks[i])) {
			form->suffix = html_breaks[i];
			return true;
		}
	return false;
}

/* A line each in its own quotes: C literals, arrays of header lines. */
void
form_suffix(struct slice before, struct slice first, struct form *form)
{
	char quote = before.n ? before.p[before.n - 1] : ' ';

	if (ends_in_break(first, form))
		return;
	if (quote != '"' && quote != '\'')
		return;
	first = slice_trim(first);
	while (first.n > 0 && is_one_of(first.p[first.n - 1], ",;)+\\"))
		first.n--;
	if (first.n == 0 || first.p[first.n - 1] != quote)
		return;
	form->suffix = quote == '"' ? SLICE("\"") : SLICE("'");
	form->level = 1;
}
