/* SPDX-License-Identifier: MIT */
#include "input/outline/row.h"

#include <string.h>

#include "base/addr.h"
#include "base/ascii.h"
#include "input/line/column.h"
#include "input/line/json.h"
#include "input/outline/table.h"
#include "sip/message.h"

static const char marks[] = { ',', ';', '\t', '|' };	/* part the cells of a row */

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
		SLICE("src"), SLICE("dst"), SLICE("source"), SLICE("dest"), SLICE("from"), SLICE("to"), SLICE("ip"),
		SLICE("addr"), SLICE("method"),
		SLICE("status"), SLICE("code"), SLICE("response"), SLICE("reply"), SLICE("message"), SLICE("msg"),
		SLICE("line"), SLICE("request"),
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

static enum outline_column
column_kind(struct slice cell)
{
	static const struct { enum outline_column column; const struct literals *names; } rows[] = {
		{ OUTLINE_SOURCE, &literals_column_source }, { OUTLINE_DESTINATION, &literals_column_destination },
		{ OUTLINE_METHOD, &literals_column_method }, { OUTLINE_REPLY, &literals_column_reply },
		{ OUTLINE_CALL, &literals_column_call },
	};
	struct column name = column_of(cell);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (column_is(&name, rows[i].names))
			return rows[i].column;
	return OUTLINE_CELLS;
}

bool
outline_head_read(struct outline_head *out, struct slice line)
{
	for (size_t i = 0; i < sizeof marks; i++) {
		struct outline_head head = { .mark = marks[i] };
		struct slice rest = line, cell;

		while (table_cell(&rest, head.mark, &cell)) {
			enum outline_column column = column_kind(cell);

			head.cells++;
			if (column < OUTLINE_CELLS && head.column[column] == 0)
				head.column[column] = head.cells;
		}
		if (head.column[OUTLINE_SOURCE] > 0 && head.column[OUTLINE_DESTINATION] > 0 && head.column[OUTLINE_METHOD] > 0) {
			*out = head;
			return true;
		}
	}
	return false;
}

bool
outline_head_row(const struct outline_head *head, struct slice line, struct outline_row *out)
{
	struct slice value[OUTLINE_CELLS] = { SLICE("") }, cell;
	size_t cells = 0;

	while (head->mark != '\0' && table_cell(&line, head->mark, &cell)) {
		cells++;
		for (size_t c = 0; c < OUTLINE_CELLS; c++)
			if (head->column[c] == cells)
				value[c] = cell;
	}
	*out = (struct outline_row){ .from = value[OUTLINE_SOURCE], .to = value[OUTLINE_DESTINATION], .call = value[OUTLINE_CALL] };
	out->what = names_code(value[OUTLINE_REPLY]) ? value[OUTLINE_REPLY] : value[OUTLINE_METHOD];
	return cells > 0 && cells == head->cells && is_address(out->from) && is_address(out->to) &&
	    (names_code(out->what) || names_method(out->what));
}

bool
outline_row_read(struct outline_row *out, struct slice line)
{
	if (line.n > 1 && (line.p[0] == '{' || slice_starts(line, SLICE("[{"))))
		return read_row(out, line, '{');
	for (size_t i = 0; i < sizeof marks; i++)
		if (slice_chr(line, marks[i]) != NULL && read_row(out, line, marks[i]))
			return true;
	return false;
}
