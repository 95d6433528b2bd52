/* SPDX-License-Identifier: MIT */
/*
 * The lines of one message as a text dresses them: behind a prefix, with dots for CR, inside quotes,
 * or all on one line with escapes between them. A reader gives them undressed, one at a time.
 *
 * A reader is a small value: copy it to look ahead.
 */
#ifndef SIPERR_INPUT_LINE_LINES_H
#define SIPERR_INPUT_LINE_LINES_H

#include "base/buf.h"

struct form {
	struct slice prefix;	/* what stood before one of the lines; others may differ in their digits */
	bool chunks;		/* the prefix stands before some lines only */
	struct slice tail;	/* the prefixes differ, but end so (`] => `); n 0: they don't */
	bool dots;		/* a dot at line end is a CR */
	bool doubled;		/* every line is followed by an empty one */
	struct slice suffix;	/* closes each line: `\r\n"`, `",`, `<br>` */
	struct slice escape;	/* all on one line: what stands for a line end, a blank where it is lost; n 0: real line ends */
	int level;		/* how many times JSON or C escapes were laid over it */
	char quote;		/* the message ends at this quote; 0: none */
	bool indent;		/* escaped, and wrapped at the terminal's width under two blanks (ngrep) */
};

enum line_status {
	LINE_OK,
	LINE_MORE,		/* the bytes end within the line */
	LINE_END,		/* the message's own lines have ended: other prefix, closing quote, end of input */
};

struct line {
	struct slice text;	/* without prefix, CR, dot, suffix; escapes still in it */
	const char *begin;	/* where it stands, prefix included */
	bool crlf;		/* ended in CR LF and nothing else was taken off */
	bool altered;		/* CRs too many, or a ^M, were taken off */
	bool open;		/* dot mode: the dot was missing, so the line goes on in the next */
	bool prefixed;		/* chunks: the prefix stood before it */
};

struct reader {
	const struct form *form;
	const char *at, *end;
	bool final;		/* nothing will follow `end` */
	bool closed;
};

enum line_status reader_next(struct reader *r, struct line *out);

/*
 * How much of `line` the prefix takes up when runs of digits may differ (and ':' and '-' after them, as
 * grep -n writes them); 0 when it does not stand there. A line of the prefix only, its blanks at the
 * end missing, matches as a whole.
 */
size_t prefix_match(struct slice prefix, struct slice line);

/* Append a line's text with its escapes undone. */
void line_append(const struct form *form, struct slice text, struct buf *out);

#endif
