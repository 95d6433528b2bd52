/* SPDX-License-Identifier: MIT */
/* Where text goes: UTF-8 in, the user's character set out. */
#ifndef SIPERR_REPORT_OUT_H
#define SIPERR_REPORT_OUT_H

#include <stdio.h>

#include "base/buf.h"
#include "text/text.h"

struct out {
	FILE *file;
	struct text_output *charset;	/* NULL: UTF-8 as it is */
	bool right_to_left;		/* lines run so, but for those of tables */
	bool in_table;			/* between MARK_TABLE and MARK_TABLE_END */
	struct buf shown;		/* what steers or hides is spelt out */
	struct buf converted;
	int error;		/* errno of the first write that failed */
};

/* `charset` as in the locale; NULL for UTF-8. */
void out_open(struct out *o, FILE *file, const char *charset);
void out_close(struct out *o);
bool out_is_utf8(const struct out *o);

/*
 * From now on the text is one of a language that runs from right to left. Each line is made one that does, whatever it
 * begins with and whatever the terminal takes lines for (UAX #9): a mark for those that look for the first letter, and
 * an isolate for those that don't. A table's line is made one from left to right: its cells keep their columns, arrows
 * their source and destination.
 */
void out_turn(struct out *o);

/* Writes what stands in `text`, whole lines, see escape_out(), and empties it. */
void out_write(struct out *o, struct buf *text);

/* What is still in the FILE's buffer, too. False, errno set, when not all could be written, now or before. */
bool out_flush(struct out *o);

#endif
