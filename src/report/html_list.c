/* SPDX-License-Identifier: MIT */
/* --list and --search as a page: the entries written out, one below the other. */
#include "report/html.h"

static struct html
open_list(struct knowledge *k, const char *title, struct buf *out, struct arena *a)
{
	const struct html h = { .k = k, .out = out, .arena = a, .other = "" };

	html_page_begin(&h, title);
	html_block(&h, "h1", "total", title);
	return h;
}

void
html_list(struct knowledge *k, const char *title, const struct strings *ids, struct buf *out)
{
	struct arena page = ARENA_INIT;
	struct html h = open_list(k, title, out, &page);

	for (size_t i = 0; i < ids->n; i++) {
		struct arena a = ARENA_INIT;

		h.arena = &a;
		html_entry(&h, ids->p[i]);
		arena_release(&a);
	}
	h.arena = &page;
	html_page_end(&h);
	arena_release(&page);
}

void
html_names(struct knowledge *k, const char *title, const struct strings *tokens, const struct strings *names, struct buf *out)
{
	struct arena a = ARENA_INIT;
	const struct html h = open_list(k, title, out, &a);

	html_table_begin(&h, "");
	for (size_t i = 0; i < tokens->n; i++) {
		html_raw(&h, "<tr>");
		html_cell(&h, "", tokens->p[i]);
		html_cell(&h, "", names->p[i]);
		html_raw(&h, "</tr>\n");
	}
	html_table_end(&h);
	html_page_end(&h);
	arena_release(&a);
}
