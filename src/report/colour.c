/* SPDX-License-Identifier: MIT */
#include "report/colour.h"

#include "report/escape.h"

static const char *const sequences[] = {
	[COLOUR_HEADING] = MARK_COLOUR "[1m", [COLOUR_FAINT] = MARK_COLOUR "[2m", [COLOUR_MARK] = MARK_COLOUR "[1;31m",
	[COLOUR_SEVERITY + SEVERITY_INFO] = MARK_COLOUR "[1;32m", [COLOUR_SEVERITY + SEVERITY_NOTICE] = MARK_COLOUR "[1;36m",
	[COLOUR_SEVERITY + SEVERITY_WARNING] = MARK_COLOUR "[1;33m", [COLOUR_SEVERITY + SEVERITY_ERROR] = MARK_COLOUR "[1;31m",
};

enum colour
colour_of(enum severity s)
{
	return (enum colour)(COLOUR_SEVERITY + (int)s);
}

void
colour_begin(bool on, enum colour c, struct buf *out)
{
	if (on)
		buf_addstr(out, sequences[c]);
}

void
colour_end(bool on, struct buf *out)
{
	if (on)
		buf_addstr(out, MARK_COLOUR "[0m");
}

void
colour_text(bool on, enum colour c, const char *text, struct buf *out)
{
	colour_begin(on, c, out);
	buf_addstr(out, text);
	colour_end(on, out);
}
