/* SPDX-License-Identifier: MIT */
/* A record printed a field a line, as `\G` makes mysql do it: what stands above and below the message. */
#include "input/stamp/stamp.h"

#include "base/ascii.h"
#include "input/line/column.h"
#include "input/stamp/cell.h"

enum { LINES_BELOW = 24, LINES_ABOVE = 60, KEY_MOST = 24 };

/* "    msg: " and nothing else: the message is the value of a field. */
static bool
is_field(struct slice before)
{
	before = slice_trim(before);
	if (before.n < 3 || before.n > KEY_MOST || (before.p[before.n - 1] != ':' && before.p[before.n - 1] != '|'))
		return false;
	before = slice_trim(slice_head(before, before.n - 1));
	for (size_t i = 0; i < before.n; i++)
		if (!is_alnum(before.p[i]) && before.p[i] != '_')
			return false;
	return true;
}

static void
take_address(struct addr *out, struct slice value)
{
	uint16_t port = out->port;	/* of a field of its own */

	if (!cell_address(out, value))
		*out = (struct addr){ 0 };
	if (out->port == 0)
		out->port = port;
}

/* False where the record ends. */
static bool
read_field(struct stamp *out, struct slice line)
{
	struct slice value = slice_trim(line), key;

	if (slice_starts(value, SLICE("***")) || slice_starts(value, SLICE("-[ ")))
		return false;
	key = slice_trim(slice_cut(&value, slice_chr(value, '|') != NULL ? '|' : ':'));
	if (value.p == NULL)
		return true;
	value = slice_trim(value);
	struct column name = column_of(key);
	if (column_is(&name, &literals_column_source))
		take_address(&out->src, value);
	else if (column_is(&name, &literals_column_destination))
		take_address(&out->dst, value);
	else if (column_is(&name, &literals_column_source_port))
		cell_port(&out->src.port, value);
	else if (column_is(&name, &literals_column_destination_port))
		cell_port(&out->dst.port, value);
	else if (out->kind == STAMP_NO_TIME && stamp_names_time(key))
		stamp_take_time(out, value);
	return true;
}

void
stamp_card(struct stamp *out, struct slice above, struct slice before, struct slice behind)
{
	if (!is_field(before))
		return;
	for (int i = 0; i < LINES_BELOW && behind.n > 0; i++)
		if (!read_field(out, slice_cut(&behind, '\n')))
			break;
	for (int i = 0; i < LINES_ABOVE && above.n > 0; i++) {
		const char *feed = memrchr(above.p, '\n', above.n - 1);
		struct slice line = slice_from(feed != NULL ? feed + 1 : above.p, slice_limit(above));

		above = slice_head(above, (size_t)(line.p - above.p));
		if (!read_field(out, line))
			break;
	}
}
