/* SPDX-License-Identifier: MIT */
#include "extract/wire.h"

static void
add_lines(struct slice text, struct buf *out)
{
	while (text.n > 0) {
		const char *end = slice_chr(text, '\n');
		struct slice line = end != NULL ? slice_from(text.p, end) : text;

		text = slice_skip(text, line.n + (end != NULL));
		if (line.n > 0 && line.p[line.n - 1] == '\r')
			line.n--;
		buf_add(out, line);
		if (end != NULL)
			buf_addstr(out, "\r\n");
	}
}

static bool
is_line_end(char c)
{
	return c == '\r' || c == '\n';
}

/* Its lines end as the others did; where it holds a CR, it is as it came. */
static void
add_body(struct slice body, int32_t length, bool cut, struct buf *out)
{
	size_t before = out->n, most;

	if (slice_chr(body, '\r') != NULL)
		buf_add(out, body);
	else
		add_lines(body, out);
	if (length < 0 || cut)
		return;
	for (most = before + (size_t)length; out->n > most && is_line_end(out->p[out->n - 1]); )
		out->n--;
	if (out->n > before && out->n < most && most - out->n <= 2)
		buf_add(out, slice_skip(SLICE("\r\n"), 2 - (most - out->n)));
}

void
wire_message(const struct message *m, struct slice bytes, bool cut, struct buf *out)
{
	struct slice body = part_of(m, m->body);
	struct slice head = body.p != NULL ? slice_from(bytes.p, body.p) : bytes;

	add_lines(head, out);
	if (!cut && body.n == 0) {	/* the empty line may not have been copied */
		while (out->n > 0 && is_line_end(out->p[out->n - 1]))
			out->n--;
		buf_addstr(out, "\r\n\r\n");
	}
	add_body(body, m->content_length, cut, out);
}
