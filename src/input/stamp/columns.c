/* SPDX-License-Identifier: MIT */
/* Two addresses in the columns of a row, neither arrow nor word between them: the first is where the message came from. */
#include "input/stamp/stamp.h"

#include "base/ascii.h"
#include "input/stamp/cell.h"

enum { COLUMNS_MOST = 24, PORT_LEAST = 1024 };

static char
mark_of(struct slice row)
{
	const char *p = slice_limit(row);

	while (p > row.p && (p[-1] == ' ' || p[-1] == '"'))
		p--;
	return p > row.p && is_one_of(p[-1], "\t,;|") ? p[-1] : 0;
}

static struct slice
bare(struct slice cell)
{
	cell = slice_trim(cell);
	if (cell.n > 1 && (cell.p[0] == '"' || cell.p[0] == '\'') && cell.p[cell.n - 1] == cell.p[0])
		cell = slice_trim(slice_from(cell.p + 1, slice_limit(cell) - 1));
	return cell;
}

/* A port in a column of its own; `least`: a smaller number may be anything. */
static bool
take_port(struct slice cell, uint16_t least, struct addr *a)
{
	uint16_t port;

	if (a->port != 0 || !cell_port(&port, cell) || port < least)
		return false;
	a->port = port;
	return true;
}

static void
read_columns(struct stamp *out, struct slice row, char mark)
{
	struct addr found[2], a;
	size_t count = 0, at[2] = { 0, 0 }, cells = 0;
	struct slice cell[COLUMNS_MOST];

	for (; mark != 0 && row.p != NULL && cells < COLUMNS_MOST; cells++) {
		cell[cells] = bare(slice_cut(&row, mark));
		if (!cell_address(&a, cell[cells]))
			continue;
		if (count == 2)
			return;
		at[count] = cells;
		found[count++] = a;
	}
	if (count < 2 || at[1] - at[0] > 3)
		return;
	/* Between them a port, and the transport of the other. */
	if (at[1] > at[0] + 1) {
		if (!take_port(cell[at[0] + 1], 1, &found[0]))
			return;
		if (at[1] + 1 < cells)
			take_port(cell[at[1] + 1], 1, &found[1]);
	} else if (at[1] + 2 < cells && take_port(cell[at[1] + 1], PORT_LEAST, &found[0])) {
		take_port(cell[at[1] + 2], PORT_LEAST, &found[1]);
	}
	out->src = found[0];
	out->dst = found[1];
	out->packet = true;
}

void
stamp_columns(struct stamp *out, struct slice row)
{
	read_columns(out, row, mark_of(row));
}

void
stamp_columns_behind(struct stamp *out, struct slice row)
{
	const char *next = slice_find(row, SLICE("),("));	/* of an SQL statement */

	if (row.n < 3 || (row.p[0] != '"' && row.p[0] != '\'') || !is_one_of(row.p[1], "\t,;|"))
		return;
	row = slice_from(row.p, next != NULL ? next : slice_limit(row));
	while (row.n > 2 && is_one_of(row.p[row.n - 1], "); \r"))
		row = slice_head(row, row.n - 1);
	read_columns(out, slice_skip(row, 2), row.p[1]);
}
