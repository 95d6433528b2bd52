/* Where text goes: UTF-8 in, the user's character set out. */
#ifndef SIPERR_REPORT_OUT_H
#define SIPERR_REPORT_OUT_H

#include <stdio.h>

#include "base/buf.h"
#include "text/text.h"

struct out {
	FILE *file;
	struct text_output *charset;	/* NULL: UTF-8 as it is */
	struct buf converted;
};

/* `charset` as in the locale; NULL for UTF-8. */
void out_open(struct out *o, FILE *file, const char *charset);
void out_close(struct out *o);
bool out_is_utf8(const struct out *o);

/* Writes what stands in `text` and empties it. Errors stay in the FILE for out_flush(). */
void out_write(struct out *o, struct buf *text);

/* False, errno set, when something could not be written. */
bool out_flush(struct out *o);

#endif
