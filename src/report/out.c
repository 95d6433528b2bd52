/* SPDX-License-Identifier: MIT */
#include "report/out.h"

#include <errno.h>

#include "report/escape.h"

/* At the beginning of a line: the mark of a direction, and where lines run against the terminal's an isolate around it. */
#define LEFT_TO_RIGHT "\u200e"
#define RIGHT_TO_LEFT "\u200f\u2067"
#define RIGHT_TO_LEFT_END "\u2069"

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

void
out_turn(struct out *o)
{
	o->right_to_left = true;
}

bool
out_is_utf8(const struct out *o)
{
	return o->charset == NULL;
}

/* A line with its direction. */
static void
add_line(struct out *o, struct slice line)
{
	if (line.n == 0)
		return;
	buf_addstr(&o->shown, o->in_table ? LEFT_TO_RIGHT : RIGHT_TO_LEFT);
	escape_out(line, &o->shown);
	buf_addstr(&o->shown, o->in_table ? "" : RIGHT_TO_LEFT_END);
}

static void
add_lines(struct out *o, struct slice text)
{
	while (text.n > 0) {
		bool begins = slice_starts(text, SLICE(MARK_TABLE));
		const char *end;

		if (begins || slice_starts(text, SLICE(MARK_TABLE_END))) {
			o->in_table = begins;
			text = slice_skip(text, sizeof MARK_TABLE - 1);
			continue;
		}
		end = slice_chr(text, '\n');
		struct slice line = end != NULL ? slice_from(text.p, end) : text;
		add_line(o, line);
		if (end != NULL)
			buf_addc(&o->shown, '\n');
		text = slice_skip(text, line.n + (end != NULL));
	}
}

void
out_write(struct out *o, struct buf *text)
{
	const struct buf *bytes = &o->shown;

	if (text->n == 0)
		return;
	buf_reset(&o->shown);
	if (o->right_to_left)
		add_lines(o, buf_slice(text));
	else
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
