/* SPDX-License-Identifier: MIT */
#include "report/out.h"

#include <errno.h>

#include "report/escape.h"

void
out_open(struct out *o, FILE *file, const char *charset)
{
	*o = (struct out){ .file = file, .shown = BUF_INIT, .converted = BUF_INIT };
	if (charset == NULL)
		return;
	o->charset = text_output_open(charset);
	if (text_output_is_utf8(o->charset)) {
		text_output_close(o->charset);
		o->charset = NULL;
	}
}

void
out_close(struct out *o)
{
	if (o->charset != NULL)
		text_output_close(o->charset);
	buf_release(&o->shown);
	buf_release(&o->converted);
}

bool
out_is_utf8(const struct out *o)
{
	return o->charset == NULL;
}

void
out_write(struct out *o, struct buf *text)
{
	const struct buf *bytes = &o->shown;

	if (text->n == 0)
		return;
	buf_reset(&o->shown);
	escape_out(buf_slice(text), &o->shown);
	if (o->charset != NULL) {
		buf_reset(&o->converted);
		text_output_convert(o->charset, buf_slice(&o->shown), &o->converted);
		bytes = &o->converted;
	}
	if (fwrite(bytes->p, 1, bytes->n, o->file) != bytes->n && o->error == 0)
		o->error = errno;
	buf_reset(text);
}

bool
out_flush(struct out *o)
{
	if (fflush(o->file) != 0 && o->error == 0)
		o->error = errno;
	errno = o->error;
	return o->error == 0;
}
