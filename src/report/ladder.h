/* SPDX-License-Identifier: MIT */
/* The messages of a call drawn as arrows between its participants. */
#ifndef SIPERR_REPORT_LADDER_H
#define SIPERR_REPORT_LADDER_H

#include "finding/finding.h"

struct ladder_style {
	size_t width;		/* columns */
	bool unicode, colour;	/* lines of Unicode, else of ASCII */
	const char *point;	/* of decimals, as the language writes it */
};

/*
 * Adds the drawing of f->steps, no wider than asked for. Labels stand on their arrows where there is room for all of
 * them, else in a column before, the participants by letters. Without addresses, or with too many participants, it is a
 * list of lines. Further sendings of a message are one line: how many, and until when.
 */
void ladder_draw(const struct finding *f, const struct ladder_style *style, struct buf *out);

#endif
