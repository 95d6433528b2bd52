/* SPDX-License-Identifier: MIT */
#include "input/outline_row.h"

#include <string.h>

#include "base/addr.h"
#include "base/ascii.h"
#include "input/json.h"
#include "input/table.h"
#include "sip/message.h"

static bool
is_address(struct slice cell)
{
	struct addr a;

	return cell.n >= 7 && addr_parse(&a, cell);
}

/* "INVITE", "INVITE sip:1@b SIP/2.0", but not "102 INVITE", a CSeq. */
static bool
names_method(struct slice cell)
{
	struct slice word = slice_head(cell, slice_span(cell, is_alnum));

	return method_id(word) != METHOD_OTHER && (word.n == cell.n || is_blank(cell.p[word.n]));
}

/* "486", "486 Busy Here", "SIP/2.0 486 Busy Here". */
static bool
names_code(struct slice cell)
{
	if (slice_starts(cell, SLICE("SIP/2.0 ")))
		cell = slice_skip(cell, 8);
	return cell.n >= 3 && cell.p[0] >= '1' && cell.p[0] <= '6' && is_digit(cell.p[1]) && is_digit(cell.p[2]) &&
	    (cell.n == 3 || (cell.p[3] == ' ' && !names_method(slice_skip(cell, 4))));
}

/* What Wireshark writes in its last column says it surely: another cell there is a length. */
static struct slice
behind_label(struct slice cell)
{
	static const struct slice labels[] = { SLICE("Request: "), SLICE("Status: ") };

	for (size_t i = 0; i < 2; i++)
		if (slice_starts(cell, labels[i]))
			return slice_trim(slice_skip(cell, labels[i].n));
	return SLICE("");
}

/* The value of the next member of an object of JSON, whose name says that it may be an end, a method or a code. */
static bool
next_member(struct slice *rest, struct slice *value)
{
	static const struct slice names[] = {
		SLICE("src"), SLICE("dst"), SLICE("source"), SLICE("dest"), SLICE("from"), SLICE("to"), SLICE("ip"), SLICE("addr"), SLICE("method"),
		SLICE("status"), SLICE("code"), SLICE("response"), SLICE("reply"), SLICE("message"), SLICE("msg"), SLICE("line"), SLICE("request"),
	};
	struct slice name;

	while (member_next(rest, &name)) {
		size_t n = 0;

		*value = slice_trim(*rest);
		if (slice_starts(*value, SLICE("\"")))
			*value = slice_skip(*value, 1);
		while (n < value->n && !is_one_of(value->p[n], "\",}"))
			n++;
		*value = slice_head(*value, n);
		for (size_t i = 0; i < sizeof names / sizeof *names; i++)
			if (slice_find_nocase(name, names[i]) != NULL)
				return true;
	}
	return false;
}

static bool
read_row(struct outline_row *out, struct slice line, char mark)
{
	struct slice cell, method = SLICE(""), code = SLICE(""), said = SLICE("");

	*out = (struct outline_row){ .from = SLICE("") };
	while (mark == '{' ? next_member(&line, &cell) : table_cell(&line, mark, &cell)) {
		if (is_address(cell) && out->to.n == 0)
			*(out->from.n == 0 ? &out->from : &out->to) = cell;
		else if (out->to.n == 0 && mark != '{')
			continue;
		else if (behind_label(cell).n > 0)
			said = behind_label(cell);
		else if (method.n == 0 && names_method(cell))
			method = cell;
		else if (code.n == 0 && names_code(cell))
			code = cell;
	}
	/* A response names the method that it answers, too. */
	out->what = said.n > 0 ? said : code.n > 0 ? code : method;
	return out->to.n > 0 && out->what.n > 0;
}

bool
outline_row_read(struct outline_row *out, struct slice line)
{
	static const char marks[] = { ',', ';', '\t', '|' };

	if (line.n > 1 && (line.p[0] == '{' || slice_starts(line, SLICE("[{"))))
		return read_row(out, line, '{');
	for (size_t i = 0; i < sizeof marks; i++)
		if (slice_chr(line, marks[i]) != NULL && read_row(out, line, marks[i]))
			return true;
	return false;
}
