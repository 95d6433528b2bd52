/* SPDX-License-Identifier: MIT */
/* Two addresses in the columns of a row, neither arrow nor word between them: the first is where the message came from. */
#include "input/stamp.h"

#include "base/ascii.h"

enum { COLUMNS_MOST = 24, PORT_LEAST = 1024 };

static char
mark_of(struct slice row)
{
	const char *p = slice_limit(row);

	while (p > row.p && (p[-1] == ' ' || p[-1] == '"'))
		p--;
	return p > row.p && strchr("\t,;|", p[-1]) ? p[-1] : 0;
}

static struct slice
bare(struct slice cell)
{
	cell = slice_trim(cell);
	if (cell.n > 1 && cell.p[0] == '"' && slice_ends(cell, SLICE("\"")))
		cell = slice_trim(slice_from(cell.p + 1, slice_limit(cell) - 1));
	return cell;
}

/* A port in a column of its own; `least`: a smaller number may be anything. */
static bool
take_port(struct slice cell, uint64_t least, struct addr *a)
{
	uint64_t port;

	if (cell.n == 0 || slice_digits(cell, &port) != cell.n || port < least || port > UINT16_MAX || a->port != 0)
		return false;
	a->port = (uint16_t)port;
	return true;
}

void
stamp_columns(struct stamp *out, struct slice row)
{
	char mark = mark_of(row);
	struct addr found[2], a;
	size_t count = 0, at[2] = { 0, 0 }, cells = 0;
	struct slice cell[COLUMNS_MOST];

	for (; mark != 0 && row.p != NULL && cells < COLUMNS_MOST; cells++) {
		cell[cells] = bare(slice_cut(&row, mark));
		if (!addr_parse(&a, cell[cells]) || addr_scope(&a) == SCOPE_UNSPECIFIED)
			continue;
		if (count == 2)
			return;
		at[count] = cells;
		found[count++] = a;
	}
	if (count < 2 || at[1] - at[0] > 2)
		return;
	if (at[1] == at[0] + 2) {
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
