/* SPDX-License-Identifier: MIT */
#include "input/text/mention.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "base/memory.h"
#include "input/line/json.h"
#include "input/line/mention_code.h"
#include "input/line/search.h"
#include "input/line/tone.h"
#include "input/line/words.h"
#include "input/outline/table.h"
#include "input/stamp/stamp.h"
#include "input/text/scanned.h"
#include "input/text/twice.h"
#include "sip/header_line.h"
#include "sip/message.h"

enum {
	MENTIONS_MAX = 1024,
	CELLS_MAX = 4096,	/* of tables */
	CODES_MAX = 4,		/* who names more codes in a text explains them */
	HEADERS_MAX = 40,	/* below a status line */
	LINE_MAX_READ = 2048,
};

struct hunt {
	struct mentions *found;
	bool goes_on;		/* no more than a piece of a text is looked at at once */
	bool web;		/* a web server's words stand in it */
	bool not_sip;		/* nothing in it names SIP */
	bool *scan;		/* a scanner began to list who answered */
	struct table *table;	/* that has begun */
};

static struct slice
next_line(struct slice *rest)
{
	struct slice line = slice_cut(rest, '\n');

	while (line.n > 0 && line.p[line.n - 1] == '\r')
		line.n--;
	return line;
}

/* A line without what quotes, lists and fences put around it: "> ", "* ", "1. ", "- `…`". */
static struct slice
undress(struct slice line)
{
	for (line = slice_trim(line); line.n > 1; line = slice_trim(line)) {
		size_t n = 0;

		while (n < line.n && n < 3 && is_digit(line.p[n]))
			n++;
		if (n > 0 && n + 1 < line.n && (line.p[n] == '.' || line.p[n] == ')') && is_blank(line.p[n + 1]))
			line = slice_skip(line, n + 1);
		else if (line.p[0] == '>' || (is_one_of(line.p[0], "|*-+#") && is_blank(line.p[1])))
			line = slice_skip(line, 1);
		else if (slice_starts(line, SLICE("\xe2\x80\xa2")) || slice_starts(line, SLICE("\xe2\x80\x94 ")))
			line = slice_skip(line, 3);
		else
			break;
	}
	return line;
}

/* Without the quotes or backticks around it. */
static struct slice
unquote(struct slice s)
{
	while (s.n > 2 && is_one_of(s.p[0], "`\"'*")) {
		const char *close = memchr(s.p + 1, s.p[0], s.n - 1);

		s = close != NULL ? slice_from(s.p + 1, close) : slice_skip(s, 1);
	}
	return s;
}

static struct mention *
add(struct hunt *h, enum mention_kind kind, struct slice line)
{
	struct mentions *m = h->found;
	struct mention *new;

	if (!h->goes_on && m->count >= (kind < MENTION_CELL ? (size_t)MENTIONS_MAX : (size_t)CELLS_MAX))
		return NULL;
	GROW(m->all, m->count, m->cap);
	new = &m->all[m->count++];
	*new = (struct mention){ .kind = kind, .line = line.p };
	return new;
}

static void
add_line(struct buf *out, struct slice line)
{
	buf_add(out, line);
	buf_add(out, SLICE("\r\n"));
}

/* A comment behind a dash belongs to who wrote the text, as does what follows a tab. */
static struct slice
without_comment(struct slice line)
{
	static const struct slice dashes[] = { SLICE(" \xe2\x80\x94 "), SLICE(" \xe2\x80\x93 "), SLICE("\t") };

	for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
		const char *dash = slice_find(line, dashes[i]);

		if (dash != NULL)
			line = slice_from(line.p, dash);
	}
	return slice_trim(line);
}

/* The header lines below, dressed alike; *rest goes on behind them. */
static void
take_headers(struct buf *out, struct slice *rest)
{
	for (int i = 0; i < HEADERS_MAX && rest->n > 0; i++) {
		struct slice after = *rest, line = undress(next_line(&after));

		if (!header_starts(line))
			break;
		add_line(out, line);
		*rest = after;
	}
}

/* A status line at the line's beginning. */
static bool
take_status_line(struct hunt *h, struct slice whole, struct slice *rest)
{
	struct slice line = unquote(undress(whole));
	struct mention *m;
	struct start start;

	if (!slice_starts_nocase(line, SLICE("SIP/")) || !start_find(&start, line.p, line.p, line.p + line.n) || !start.response ||
	    tone_is_code(whole))
		return false;
	m = add(h, MENTION_STATUS_LINE, whole);
	if (m == NULL)
		return true;
	add_line(&m->bytes, without_comment(line));
	take_headers(&m->bytes, rest);
	buf_add(&m->bytes, SLICE("\r\n"));
	m->cut = rest->p == NULL;
	return true;
}

/* A header that names an error, with a value as it has. */
static bool
names_error(struct slice line)
{
	struct slice name, value;

	if (!header_name_of(line, &name))
		return false;
	value = slice_trim(slice_skip(line, (size_t)(slice_chr(line, ':') - line.p) + 1));
	switch (header_id(name)) {
	case H_REASON:
		return slice_find_nocase(value, SLICE("cause=")) != NULL || slice_starts_nocase(value, SLICE("Q.850")) ||
		    slice_starts_nocase(value, SLICE("SIP;"));
	case H_WARNING:
		return value.n > 4 && value.p[0] == '3' && is_digit(value.p[1]) && is_digit(value.p[2]) && is_blank(value.p[3]) &&
		    slice_chr(value, '"') != NULL;
	case H_X_ASTERISK_HANGUPCAUSE: case H_X_ASTERISK_HANGUPCAUSECODE: case H_MS_DIAGNOSTICS: case H_MS_DIAGNOSTICS_PUBLIC:
	case H_P_REGISTRAR_ERROR:
		return value.n > 0;
	default:
		return value.n > 0 && (slice_eq_nocase(name, SLICE("X-Twilio-Error")) ||
		    slice_starts_nocase(name, SLICE("ms-diagnostics-")));
	}
}

/* Header lines that stand one below the other, one of which names an error. */
static bool
take_header_block(struct hunt *h, struct slice whole, struct slice *rest)
{
	struct slice ahead = *rest, line = unquote(undress(whole));
	bool names = false;
	struct mention *m;

	if (!header_starts(line) && !names_error(line))
		return false;
	names = names_error(line);
	while (!names && ahead.n > 0) {
		struct slice next = undress(next_line(&ahead));

		if (!header_starts(next))
			return false;
		names = names_error(next);
	}
	if (!names || (m = add(h, MENTION_HEADERS, whole)) == NULL)
		return names;
	add_line(&m->bytes, line);
	for (int i = 0; i < HEADERS_MAX && rest->n > 0; i++) {
		ahead = *rest;
		line = undress(next_line(&ahead));
		if (!header_starts(line) && !names_error(line))
			break;
		add_line(&m->bytes, line);
		*rest = ahead;
	}
	buf_add(&m->bytes, SLICE("\r\n"));
	return true;
}

static void
add_code(struct hunt *h, enum mention_kind kind, struct slice line, const char *at)
{
	struct mention *m = add(h, kind, line);

	if (m == NULL)
		return;
	m->at = (size_t)(at - line.p);
	buf_add(&m->bytes, line);
}

static bool
may_hold_code(struct slice line)
{
	const char *end = slice_limit(line);

	for (const char *p = line.p; end - p >= 3; p++)
		if (is_digit(*p) && code_stands_at(line, p))
			return true;
	return false;
}

static bool
take_scanned(struct hunt *h, struct slice whole)
{
	struct slice line = slice_head(whole, LINE_MAX_READ), answer = scanned_answer(line, h->scan);
	struct mention *m = answer.n > 0 ? add(h, MENTION_STATUS_LINE, whole) : NULL;

	if (m == NULL)
		return answer.n > 0;
	m->at = (size_t)(answer.p - line.p);
	scanned_message(answer, &m->bytes);
	return true;
}

/* A status line somewhere in the line, or all codes in it. */
static void
take_codes(struct hunt *h, struct slice whole)
{
	struct slice line = slice_trim(slice_head(whole, LINE_MAX_READ));
	const char *version = search_version(line), *end = slice_limit(line);
	bool web;
	struct start start;

	if (line.n < 8 || (version == NULL && !code_is_hexadecimal(line) && !may_hold_code(line)) ||
	    tone_is_code(line) || tone_is_hypothetical(line))
		return;
	web = h->web || h->not_sip || tone_is_web(line);
	if (code_is_hexadecimal(line)) {
		add_code(h, MENTION_CODE, line, line.p);
		return;
	}
	if (version != NULL && start_find(&start, line.p, version, end)) {
		if (start.response && !header_starts(line) && !is_one_of(version > line.p ? version[-1] : ' ', "^("))
			add_code(h, MENTION_CODE, line, version);
		return;
	}
	for (const char *p = line.p; end - p >= 3; p++)
		if (is_digit(*p) && code_stands_at(line, p) && !(web && code_is_of_web(p)))
			add_code(h, code_is_arrow(line, p) ? MENTION_CELL : MENTION_CODE, line, p);
}

/* "486", "404 Not Found". */
static bool
is_code(struct slice cell)
{
	return cell.n >= 3 && (cell.n == 3 || cell.p[3] == ' ') && cell.p[0] >= '1' && cell.p[0] <= '6' &&
	    is_digit(cell.p[1]) && is_digit(cell.p[2]);
}

/* A row of a table of calls, whose cause says more than its code; or the names of a table's columns. */
static bool
take_row(struct hunt *h, struct slice line, struct slice follow)
{
	struct slice value[TABLE_COLUMNS];
	bool guessed = false;

	if (h->table->mark == '\0' || !table_row(h->table, line, value)) {
		h->table->mark = '\0';
		if (!h->web && table_begins(h->table, line))
			return true;
		guessed = table_guess(h->table, line) && table_row(h->table, line, value);
		if (!guessed)
			return false;
	}
	if (h->table->of_messages) {
		table_note(h->table, value);
		if (!table_fails(h->table, value, follow))
			return true;
	}
	enum table_cause cause = table_cause(value[TABLE_CAUSE]);
	if (cause == TABLE_TELLS || (cause == TABLE_MAY_TELL && !is_code(value[TABLE_CODE])))
		add_code(h, MENTION_CAUSE, line, value[TABLE_CAUSE].p);
	else if (is_code(value[TABLE_CODE]))
		add_code(h, MENTION_CELL, line, value[TABLE_CODE].p);
	else
		return guessed;
	return true;
}

/* What a member of JSON holds, the first of an array as well, which may begin on the next line; up to the end of its line. */
static struct slice
member_value(struct slice value, struct slice after)
{
	while (value.n > 0 && is_one_of(value.p[0], " \"["))
		value = slice_skip(value, 1);
	if (value.n > 0 || value.p[-1] != '[')
		return value;
	value = slice_trim(next_line(&after));
	return value.n > 0 && value.p[0] == '"' ? slice_skip(value, 1) : value;
}

/* "finalSipCode": 503, "sip_response_code":"486", "sip.Status-Code": ["404"]: members of JSON, on one line or on several. */
static bool
take_members(struct hunt *h, struct slice line, struct slice after)
{
	struct slice rest = line, name;
	bool any = false;

	while (member_next(&rest, &name)) {
		struct slice value = member_value(rest, after);

		if (value.n < 3 || value.p[0] < '3' || !is_code(slice_head(value, 3)) ||
		    (value.n > 3 && is_alnum(value.p[3])) || !table_names_code(name))
			continue;
		add_code(h, MENTION_CELL, value.p < slice_limit(line) ? line : value, value.p);
		any = true;
	}
	return any;
}

/* A code in words without a time: what a log tells of a call has one. */
static bool
may_explain(const struct mention *m)
{
	struct stamp stamp;

	if (m->kind != MENTION_CODE)
		return false;
	stamp_read(&stamp, slice_trim(buf_slice(&m->bytes)));
	return stamp.kind == STAMP_NO_TIME;
}

/* Forgets mentions from `from` on that only explain a code. */
static void
drop_what_explains(struct mentions *m, size_t from)
{
	size_t kept = from;

	for (size_t i = from; i < m->count; i++)
		if (may_explain(&m->all[i]))
			buf_release(&m->all[i].bytes);
		else
			m->all[kept++] = m->all[i];
	m->count = kept;
}

/* Somebody who names many codes explains them. */
static void
drop_explanations(struct mentions *m)
{
	unsigned seen[CODES_MAX];
	size_t count = 0;

	for (size_t i = 0; i < m->count && count <= CODES_MAX; i++) {
		const char *p = m->all[i].bytes.p + m->all[i].at;
		unsigned code;
		size_t j = 0;

		if (!may_explain(&m->all[i]) || !is_digit(*p) || p[1] == 'x')
			continue;
		code = (unsigned)(p[0] * 10000 + p[1] * 100 + p[2]);
		while (j < count && seen[j] != code)
			j++;
		if (j == count && count++ < CODES_MAX)
			seen[j] = code;
	}
	if (count <= CODES_MAX)
		return;
	drop_what_explains(m, 0);
}

/* tcpdump -v -A printed the status line above once more, behind the bytes before it. */
static bool
is_printed_again(const struct mentions *found, struct slice line)
{
	const struct mention *last = found->count > 0 ? &found->all[found->count - 1] : NULL;
	const char *at = last != NULL && last->kind == MENTION_STATUS_LINE ? slice_find(line, SLICE("SIP/")) : NULL;

	return at != NULL && twice_in_bytes(slice_from(line.p, at)) &&
	    slice_starts(buf_slice(&last->bytes), slice_trim(slice_from(at, slice_limit(line))));
}

void
mentions_find(struct mentions *found, struct slice text)
{
	struct table table = { .mark = '\0' };
	bool scan = false;
	struct hunt h = { .found = found, .web = tone_holds_http(text), .scan = &scan, .table = &table };

	if (tone_is_document(text))
		return;
	for (struct slice rest = text; rest.n > 0;) {
		struct slice line = next_line(&rest);

		if (slice_trim(line).n == 0 || is_printed_again(found, line))
			continue;
		if (!take_scanned(&h, line) && !take_members(&h, line, rest) && !take_row(&h, line, rest) &&
		    !take_status_line(&h, line, &rest) && !take_header_block(&h, line, &rest))
			take_codes(&h, line);
	}
	drop_explanations(found);
}

void
mentions_go_on(struct mentions *found, struct mention_log *log, struct slice lines)
{
	log->names_sip = log->names_sip || tone_names_sip(lines);
	struct hunt h = { .found = found, .goes_on = true, .web = tone_holds_http(lines), .not_sip = !log->names_sip,
	    .scan = &log->scan, .table = &log->table };

	for (struct slice rest = lines; rest.n > 0;) {
		struct slice line = next_line(&rest);
		size_t before = found->count;

		if (slice_trim(line).n == 0)
			continue;
		if (!take_scanned(&h, line) && !take_members(&h, line, rest) && !take_row(&h, line, rest))
			take_codes(&h, line);
		drop_what_explains(found, before);
	}
}

void
mentions_release(struct mentions *found)
{
	for (size_t i = 0; i < found->count; i++)
		buf_release(&found->all[i].bytes);
	free(found->all);
	*found = (struct mentions){ 0 };
}
