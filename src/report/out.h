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
	struct buf shown;		/* what steers or hides is spelt out */
	struct buf converted;
	int error;		/* errno of the first write that failed */
};

/* `charset` as in the locale; NULL for UTF-8. */
void out_open(struct out *o, FILE *file, const char *charset);
void out_close(struct out *o);
bool out_is_utf8(const struct out *o);

/* Writes what stands in `text`, see escape_out(), and empties it. */
void out_write(struct out *o, struct buf *text);

/* What is still in the FILE's buffer, too. False, errno set, when not all could be written, now or before. */
bool out_flush(struct out *o);

#endif
