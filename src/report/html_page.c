/* SPDX-License-Identifier: MIT */
/* What a page is made of: text, escaped, in paragraphs, lists, facts, tables; its head and end. */
#include "report/html.h"

#include "base/ascii.h"
#include "report/escape.h"

struct html
html_open(struct report *r, struct arena *a)
{
	return (struct html){ .k = r->k, .out = &r->text, .arena = a, .other = "" };
}

void
html_raw(const struct html *h, const char *markup)
{
	buf_addstr(h->out, markup);
}

void
html_text(const struct html *h, const char *text)
{
	escape_html(slice_of(text), h->out);
}

void
html_own(const struct html *h, const char *text)
{
	escape_html_own(slice_of(text), h->out);
}

void
html_sentence(const struct html *h, const char *text)
{
	escape_html_sentence(slice_of(text), h->out);
}

void
html_label(const struct html *h, const char *key)
{
	html_own(h, knowledge_label(h->k, key, h->arena));
}

static bool
is_empty(const char *text)
{
	return text == NULL || text[0] == '\0';
}

void
html_block(const struct html *h, const char *tag, const char *class, const char *text)
{
	if (is_empty(text))
		return;
	buf_addf(h->out, "<%s class=\"%s\"%s>", tag, class, h->other);
	html_own(h, text);
	buf_addf(h->out, "</%s>\n", tag);
}

void
html_heading(const struct html *h, const char *key)
{
	html_raw(h, "<h3>");
	html_label(h, key);
	html_raw(h, "</h3>\n");
}

void
html_items(const struct html *h, const char *key, const char *tag, const char *const *list, size_t n)
{
	if (n == 0)
		return;
	html_raw(h, "<section>\n");
	html_heading(h, key);
	buf_addf(h->out, "<%s%s>\n", tag, h->other);
	for (size_t i = 0; i < n; i++) {
		html_raw(h, "<li>");
		html_own(h, list[i]);
		html_raw(h, "</li>\n");
	}
	buf_addf(h->out, "</%s>\n</section>\n", tag);
}

void
html_facts_begin(const struct html *h)
{
	html_raw(h, "<dl class=\"facts\">\n");
}

static bool
begin_fact(const struct html *h, const char *key, const char *value)
{
	if (is_empty(value))
		return false;
	html_raw(h, "<div><dt>");
	html_label(h, key);
	html_raw(h, "</dt><dd>");
	return true;
}

void
html_fact(const struct html *h, const char *key, const char *value)
{
	if (!begin_fact(h, key, value))
		return;
	html_raw(h, "<bdi>");
	html_text(h, value);
	html_raw(h, "</bdi></dd></div>\n");
}

void
html_fact_code(const struct html *h, const char *key, const char *value)
{
	if (!begin_fact(h, key, value))
		return;
	html_raw(h, "<code>");
	html_text(h, value);
	html_raw(h, "</code></dd></div>\n");
}

void
html_fact_own(const struct html *h, const char *key, const char *value)
{
	if (!begin_fact(h, key, value))
		return;
	html_own(h, value);
	html_raw(h, "</dd></div>\n");
}

void
html_facts_end(const struct html *h)
{
	html_raw(h, "</dl>\n");
}

void
html_table_begin(const struct html *h, const char *keys)
{
	html_raw(h, keys[0] != '\0' ? "<div class=\"wide\"><table>\n<thead><tr>" : "<div class=\"wide\"><table>\n");
	for (struct slice rest = slice_of(keys); rest.n > 0;) {
		struct slice word = slice_cut(&rest, ' ');
		bool number = slice_ends(word, SLICE("="));
		const char *key = arena_slice(h->arena, slice_head(word, word.n - number));

		buf_addf(h->out, "<th scope=\"col\"%s>", number ? " class=\"n\"" : "");
		html_own(h, slice_chr(word, '.') != NULL ? knowledge_label(h->k, key, h->arena) : key);
		html_raw(h, "</th>");
	}
	html_raw(h, keys[0] != '\0' ? "</tr></thead>\n<tbody>\n" : "<tbody>\n");
}

void
html_table_end(const struct html *h)
{
	html_raw(h, "</tbody></table></div>\n");
}

static void
begin_cell(const struct html *h, const char *class)
{
	buf_addf(h->out, "<td%s%s%s>", class[0] ? " class=\"" : "", class, class[0] ? "\"" : "");
}

void
html_cell(const struct html *h, const char *class, const char *text)
{
	begin_cell(h, class);
	html_raw(h, "<bdi>");
	html_text(h, text);
	html_raw(h, "</bdi></td>");
}

void
html_cell_own(const struct html *h, const char *class, const char *text)
{
	begin_cell(h, class);
	html_own(h, text);
	html_raw(h, "</td>");
}

void
html_more_begin(const struct html *h, const char *key)
{
	html_raw(h, "<details><summary>");
	html_label(h, key);
	html_raw(h, "</summary>\n");
}

void
html_more_end(const struct html *h)
{
	html_raw(h, "</details>\n");
}

const char *
html_language(const char *name, struct arena *a)
{
	char *tag = arena_strdup(a, name);

	for (char *c = tag; *c != '\0'; c++)
		*c = *c == '_' ? '-' : *c;
	return tag;
}

void
html_head_begin(const struct html *h, const char *policy, const char *title)
{
	buf_addf(h->out, "<!DOCTYPE html>\n<html lang=\"%s\" dir=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
	    html_language(knowledge_language(h->k), h->arena), knowledge_is_right_to_left(h->k) ? "rtl" : "ltr");
	buf_addf(h->out, "<meta http-equiv=\"Content-Security-Policy\" content=\"%s\">\n", policy);
	html_raw(h, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	    "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
	    "<title>");
	html_text(h, title);
	html_raw(h, " — siperr</title>\n");
}

void
html_page_begin(const struct html *h, const char *title)
{
	html_head_begin(h, arena_printf(h->arena,
	    "default-src 'none'; style-src '%s'; base-uri 'none'; form-action 'none'", html_style_hash), title);
	html_raw(h, "<meta name=\"robots\" content=\"noindex\">\n<style>");
	html_raw(h, html_style);
	html_raw(h, "</style>\n</head>\n<body>\n<main>\n");
}

void
html_page_end(const struct html *h)
{
	html_raw(h, "</main>\n<footer><bdi>siperr " SIPERR_VERSION "</bdi></footer>\n</body>\n</html>\n");
}

void
html_report_open(struct report *r, const char *title)
{
	struct arena a = ARENA_INIT;
	struct html h = html_open(r, &a);

	if (!r->opened)
		html_page_begin(&h, title);
	r->opened = true;
	arena_release(&a);
}
