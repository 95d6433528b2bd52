/* SPDX-License-Identifier: MIT */
#include "input/stamp/cell.h"

#include "base/ascii.h"

/* What stands behind the transport: "udp:", "ws:", "udp4:". */
static struct slice
behind_transport(struct slice cell)
{
	size_t n = slice_span(cell, is_alnum);

	return n > 1 && n < cell.n && is_alpha(cell.p[0]) && is_alpha(cell.p[1]) && cell.p[n] == ':' ? slice_skip(cell, n + 1) : SLICE("");
}

bool
cell_address(struct addr *out, struct slice cell)
{
	return (addr_parse(out, cell) || addr_parse(out, behind_transport(cell))) && addr_scope(out) != SCOPE_UNSPECIFIED;
}

bool
cell_port(uint16_t *out, struct slice cell)
{
	return cell.n > 0 && addr_read_port(out, cell) == cell.n;
}
