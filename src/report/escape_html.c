/* SPDX-License-Identifier: MIT */
/* Text on a page: nothing in it becomes a tag, leaves an attribute, or turns around what stands beside it. */
#include "report/escape.h"

static void
add_plain(struct slice s, struct buf *out)
{
	for (size_t i = 0; i < s.n; i++) {
		switch (s.p[i]) {
		case '&': buf_addstr(out, "&amp;"); break;
		case '<': buf_addstr(out, "&lt;"); break;
		case '>': buf_addstr(out, "&gt;"); break;
		case '"': buf_addstr(out, "&quot;"); break;
		case '\'': buf_addstr(out, "&#39;"); break;
		default: buf_addc(out, s.p[i]);
		}
	}
}

void
escape_html(struct slice text, struct buf *out)
{
	struct buf clean = BUF_INIT;

	escape_text(text, &clean);
	add_plain(buf_slice(&clean), out);
	buf_release(&clean);
}

/* How much of the text there is before the first of siperr's marks. */
static size_t
until_mark(struct slice s)
{
	const char *first = slice_find(s, SLICE(MARK_ISOLATE)), *end = slice_find(s, SLICE(MARK_ISOLATE_END));
	const char *mark = first == NULL || (end != NULL && end < first) ? end : first;

	return mark != NULL ? (size_t)(mark - s.p) : s.n;
}

void
escape_html_sentence(struct slice text, struct buf *out)
{
	struct buf clean = BUF_INIT;
	size_t open = 0;

	escape_own(text, &clean);
	for (struct slice rest = buf_slice(&clean); rest.n > 0;) {
		size_t plain = until_mark(rest);
		bool opens = slice_starts(slice_skip(rest, plain), SLICE(MARK_ISOLATE));

		add_plain(slice_head(rest, plain), out);
		rest = slice_skip(rest, plain);
		if (rest.n == 0)
			break;
		if (opens || open > 0) {
			buf_addstr(out, opens ? "<bdi>" : "</bdi>");
			open = opens ? open + 1 : open - 1;
		}
		rest = slice_skip(rest, sizeof MARK_ISOLATE - 1);
	}
	for (; open > 0; open--)
		buf_addstr(out, "</bdi>");
	buf_release(&clean);
}

void
escape_html_own(struct slice text, struct buf *out)
{
	while (text.n > 0) {
		const char *open = slice_chr(text, '`');
		const char *end = open != NULL ? slice_chr(slice_from(open + 1, slice_limit(text)), '`') : NULL;

		if (end == NULL) {
			escape_html(text, out);
			return;
		}
		escape_html(slice_from(text.p, open), out);
		buf_addstr(out, "<code>");
		escape_html(slice_from(open + 1, end), out);
		buf_addstr(out, "</code>");
		text = slice_from(end + 1, slice_limit(text));
	}
}
