/* SPDX-License-Identifier: MIT */
#include "input/text/lone.h"

#include "base/ascii.h"
#include "input/line/form.h"
#include "input/line/json.h"
#include "input/stamp/stamp.h"
#include "sip/header_line.h"
#include "sip/message.h"

#define LINE_MAX_READ 1024

static struct slice
line_of(const char *p, const char *end)
{
	size_t n = (size_t)(end - p) < LINE_MAX_READ ? (size_t)(end - p) : LINE_MAX_READ;
	const char *feed = memchr(p, '\n', n);

	return slice_from(p, feed ? feed : p + n);
}

static bool
is_ruler(struct slice line)
{
	return line.n > 3 && line.p[0] == line.p[1] && line.p[1] == line.p[2] && !is_alnum(line.p[0]);
}

/* "1 INVITE", "CSeq: 1 INVITE": the value, or nothing. */
static struct slice
cseq_of(struct slice cell)
{
	struct slice rest;
	uint64_t number;
	size_t n;

	if (slice_starts_nocase(cell, SLICE("CSeq:")))
		cell = slice_trim(slice_skip(cell, 5));
	n = slice_digits(cell, &number);
	rest = slice_skip(cell, n);
	if (n == 0 || rest.n < 4 || rest.p[0] != ' ' || !is_upper(rest.p[1]))
		return SLICE_NONE;
	for (size_t i = 1; i < rest.n; i++)
		if (!is_upper(rest.p[i]) && rest.p[i] != '_' && rest.p[i] != '-')
			return SLICE_NONE;
	return cell;
}

/* "2026-03-01", "01/03/2026": of a row whose time has a cell of its own. */
static bool
is_date(struct slice cell)
{
	enum { DATE = 10, SIGNS = 2 };
	size_t digits = 0;

	for (size_t i = 0; i < cell.n; i++)
		digits += is_digit(cell.p[i]);
	return cell.n == DATE && digits == DATE - SIGNS &&
	    slice_count(cell, '-') + slice_count(cell, '/') + slice_count(cell, '.') == SIGNS;
}

/* A cell without blanks that is neither number, time nor address may be the Call-ID. */
static bool
may_be_call_id(struct slice cell)
{
	enum stamp_time kind;
	struct addr a;
	int64_t time;
	bool other = false;

	for (size_t i = 0; i < cell.n; i++) {
		if (is_blank(cell.p[i]))
			return false;
		other |= !is_digit(cell.p[i]) && cell.p[i] != '.';
	}
	return cell.n >= 6 && other && !is_date(cell) && !addr_parse(&a, cell) && stamp_time(cell, &kind, &time) == 0;
}

static void
add_header(struct buf *out, struct slice name, struct slice value)
{
	if (value.n == 0)
		return;
	buf_add(out, name);
	buf_add(out, value);
	buf_add(out, SLICE("\r\n"));
}

/* A row of a table with tabs between the cells. */
static bool
from_row(struct slice row, struct slice start_line, struct buf *out)
{
	struct slice cseq = SLICE_NONE, call_id = SLICE_NONE;

	while (row.n > 0) {
		struct slice cell = slice_trim(slice_cut(&row, '\t'));

		if (cell.p == NULL || (start_line.p >= cell.p && start_line.p < cell.p + cell.n))
			continue;
		if (cseq_of(cell).n > 0)
			cseq = cseq_of(cell);
		else if (may_be_call_id(cell) && cell.n > call_id.n)
			call_id = cell;
	}
	add_header(out, SLICE("CSeq: "), cseq);
	add_header(out, SLICE("Call-ID: "), call_id);
	return cseq.n + call_id.n > 0;
}

/* Does the line say that a message was sent or received, and nothing more? */
static bool
announces(struct slice line)
{
	struct stamp stamp;

	stamp_read(&stamp, line);
	return stamp.direction != 0 && (stamp.src.family || stamp.dst.family || slice_ends(slice_trim(line), SLICE(":")));
}

/* The nearest line above that holds more than a ruler. */
static struct slice
line_above(const char *begin, struct slice line)
{
	const char *end = line.p;

	for (int i = 0; i < 4 && end > begin; i++) {
		struct slice above = line_before(begin, end - 1);

		end = above.p;
		above = slice_trim(above);
		if (above.n > 0 && !is_ruler(above))
			return above;
	}
	return SLICE_NONE;
}

/* Beside it stand only empty lines and other start lines, whatever somebody put behind them. */
static bool
stands_alone(struct slice neighbour)
{
	neighbour = slice_trim(neighbour);
	return neighbour.n == 0 || message_starts(neighbour) || (slice_find(neighbour, SLICE(" SIP/2.0 ")) != NULL &&
	    method_id(slice_head(neighbour, slice_span(neighbour, is_upper))) != METHOD_OTHER);
}

/* A line that somebody wrote above a message to say whose it is: "== Sent by the proxy ==", "<--- answer --->", "Response:". */
static bool
is_heading(struct slice line)
{
	line = slice_trim(line);
	return line.n > 0 && memchr(":>=-*#~]|", line.p[line.n - 1], sizeof ":>=-*#~]|" - 1) != NULL;
}

/* Does the line above leave it by itself? `before` is what stands before it on its own line. */
static bool
may_stand_under(const struct text_view *view, struct slice before)
{
	struct slice above = before.p > view->begin ? line_before(view->begin, before.p - 1) : SLICE_NONE;

	return stands_alone(above) || (view->answered && is_heading(above));
}

/* Was the text cut off here? Then it is the last that is known, whatever stands above. */
static bool
ends_text(const struct text_view *view, struct slice below)
{
	return view->final && slice_trim(slice_from(slice_limit(below), view->end)).n == 0;
}

/* A string that holds the start line ends where its quote does. */
static struct slice
in_string(struct slice before, struct slice line)
{
	char quote = before.n > 0 ? before.p[before.n - 1] : ' ';
	const char *close = NULL;

	if (quote == '"' || quote == '\'' || quote == '`')
		close = string_end(line.p, slice_limit(line), quote);
	return close != NULL ? slice_from(line.p, close) : line;
}

enum gathered
lone_find(const struct text_view *view, const struct start *start, struct buf *out, bool *cut)
{
	static const struct form json = { .level = 1 }, plain = { .level = 0 };
	struct slice before = line_before(view->begin, start->at);
	struct slice line = line_of(start->at, view->end), row = slice_from(before.p, line.p + line.n);
	const char *tab = slice_chr(line, '\t');
	struct slice start_line = slice_trim(tab ? slice_from(line.p, tab) : in_string(before, line)), below, above;
	struct stamp stamp;

	if (line.p + line.n == view->end && !view->final)
		return GATHERED_MORE;
	below = line.p + line.n < view->end ? line_of(line.p + line.n + 1, view->end) : slice_from(view->end, view->end);
	if (below.n > 0 && below.p + below.n == view->end && !view->final)
		return GATHERED_MORE;
	if (start_line.n > 300 || before.n > 600)
		return GATHERED_NONE;
	buf_reset(out);
	*cut = false;
	line_append(before.n > 0 && before.p[before.n - 1] == '"' ? &json : &plain, start_line, out);
	buf_add(out, SLICE("\r\n"));
	if (memchr(row.p, '\t', row.n) && from_row(row, start_line, out))
		goto found;
	if (slice_trim(before).n > 0) {
		stamp_read(&stamp, before);
		if ((stamp.kind == STAMP_NO_TIME && stamp.direction == 0) || !(stamp.src.family || stamp.dst.family))
			return GATHERED_NONE;
		goto found;
	}
	above = line_above(view->begin, before);
	if (announces(above))
		goto found;
	if (!start->response || before.n > 0 || !(stands_alone(below) || (view->answered && header_starts(below))) ||
	    !(may_stand_under(view, before) || (view->answered && ends_text(view, below))))
		return GATHERED_NONE;
	/* Somebody left one header. */
	*cut = header_starts(below) && slice_limit(below) == view->end;
	if (header_starts(below) && !*cut) {
		buf_add(out, slice_trim(below));
		buf_add(out, SLICE("\r\n"));
	}
found:
	buf_add(out, SLICE("\r\n"));
	return GATHERED_MESSAGE;
}
