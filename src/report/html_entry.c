/* SPDX-License-Identifier: MIT */
/* What is known of an entry: by itself, or below what a trace shows of it. */
#include "base/ascii.h"
#include "report/escape.h"
#include "report/html.h"
#include "report/reference.h"

void
html_entry_language(struct html *h, const struct entry_text *t)
{
	h->other = "";
	if (t->language != NULL && strcmp(t->language, knowledge_language(h->k)) != 0)
		h->other = arena_printf(h->arena, " lang=\"%s\" dir=\"ltr\"", html_language(t->language, h->arena));
}

const char *
html_file(const char *id, struct arena *a)
{
	struct buf name = BUF_INIT;

	for (const char *c = id; *c != '\0'; c++) {
		if (is_alnum(*c) || *c == '.' || *c == '-')
			buf_addc(&name, *c);
		else
			buf_addf(&name, "_%02x", (unsigned char)*c);
	}
	buf_addstr(&name, ".html");
	const char *kept = arena_slice(a, buf_slice(&name));
	buf_release(&name);
	return kept;
}

/* Each with its address, which is all that leads out of the page, and only for who follows it. */
void
html_references(const struct html *h, const struct strings *references)
{
	if (references->n == 0)
		return;
	html_raw(h, "<section>\n");
	html_heading(h, "label.name_references");
	html_raw(h, "<ul class=\"references\">\n");
	for (size_t i = 0; i < references->n; i++) {
		struct buf url = BUF_INIT;
		struct slice name = reference_read(references->p[i], &url);

		html_raw(h, "<li>");
		if (url.n > 0) {
			html_raw(h, "<a rel=\"noopener noreferrer\" href=\"");
			escape_html(buf_slice(&url), h->out);
			html_raw(h, "\">");
		}
		html_raw(h, "<bdi>");
		escape_html(name, h->out);
		html_raw(h, url.n > 0 ? "</bdi></a></li>\n" : "</bdi></li>\n");
		buf_release(&url);
	}
	html_raw(h, "</ul>\n</section>\n");
}

static void
add_notes(const struct html *h, const struct note *notes, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		html_raw(h, "<div><dt>");
		html_own(h, knowledge_vendor_name(h->k, notes[i].vendor, h->arena));
		buf_addf(h->out, "</dt><dd%s>", h->other);
		html_own(h, notes[i].text);
		html_raw(h, "</dd></div>\n");
	}
}

void
html_notes(const struct html *h, const struct entry_text *t)
{
	if (t->note_count + t->advice_count == 0)
		return;
	html_more_begin(h, "label.notes");
	html_facts_begin(h);
	add_notes(h, t->notes, t->note_count);
	add_notes(h, t->advice, t->advice_count);
	html_facts_end(h);
	html_more_end(h);
}

void
html_look(const struct html *h, const struct entry *e, const struct entry_text *t)
{
	if (t->look.n == 0)
		return;
	html_more_begin(h, "label.look");
	buf_addf(h->out, "<ul%s>\n", h->other);
	for (size_t i = 0; i < t->look.n; i++) {
		html_raw(h, "<li>");
		html_own(h, t->look.p[i]);
		html_raw(h, "</li>\n");
	}
	html_raw(h, "</ul>\n");
	if (e->example != NULL && e->example[0] != '\0') {
		html_raw(h, "<p>");
		html_sentence(h, format_label(h->k, "label.example",
		    argument(h->k, e->example, ARGUMENTS_HTML, h->arena), NULL, NULL, 0,
		    h->arena));
		html_raw(h, "</p>\n");
	}
	html_more_end(h);
}

void
html_entries(const struct html *h, const char *key, const char *const *ids, size_t n)
{
	if (n == 0)
		return;
	html_raw(h, "<section>\n");
	html_heading(h, key);
	html_raw(h, "<ul>\n");
	for (size_t i = 0; i < n; i++) {
		const char *title = knowledge_title(h->k, ids[i], h->arena);
		bool link = h->linked && title != NULL;

		html_raw(h, "<li>");
		if (link)
			buf_addf(h->out, "<a href=\"%s\">", html_file(ids[i], h->arena));
		html_raw(h, "<code>");
		html_text(h, ids[i]);
		html_raw(h, link ? "</code></a>" : "</code>");
		if (title != NULL) {
			html_raw(h, " — ");
			html_own(h, title);
		}
		html_raw(h, "</li>\n");
	}
	html_raw(h, "</ul>\n</section>\n");
}

/* Causes that evidence can decide among those of which none can: in the order of their likelihood. */
static void
causes(const struct html *h, const struct entry *e, const struct entry_text *t)
{
	const char **all = arena_alloc(h->arena, (t->causes.n + e->cause_count + 1) * sizeof *all);
	size_t n = 0;

	for (size_t i = 0; i < e->cause_count; i++) {
		const struct cause_text *c = text_cause(t, e->causes[i].token);

		if (i == e->first_causes)
			for (size_t j = 0; j < t->causes.n; j++)
				all[n++] = t->causes.p[j];
		if (c != NULL)
			all[n++] = c->text;
	}
	if (e->first_causes >= e->cause_count)
		for (size_t j = 0; j < t->causes.n; j++)
			all[n++] = t->causes.p[j];
	html_items(h, "label.causes", "ul", all, n);
}

static void
phrases(const struct html *h, const char *id)
{
	struct strings list = { NULL, 0 };

	knowledge_phrases(h->k, id, h->arena, &list);
	if (list.n == 0)
		return;
	html_more_begin(h, "label.phrases");
	html_raw(h, "<ul class=\"phrases\">\n");
	for (size_t i = 0; i < list.n; i++) {
		html_raw(h, "<li><bdi>");
		html_text(h, list.p[i]);
		html_raw(h, "</bdi></li>\n");
	}
	html_raw(h, "</ul>\n");
	html_more_end(h);
}

void
html_entry(const struct html *h, const char *id)
{
	struct html own = *h;
	struct entry e = { .id = id };
	struct entry_text t;

	knowledge_entry(h->k, id, &e);
	if (!knowledge_text(h->k, id, &t))
		t = (struct entry_text){ .language = knowledge_language(h->k) };
	html_entry_language(&own, &t);
	buf_addf(h->out, "<article class=\"%s\" id=\"", severity_token(e.severity));
	html_text(h, id);
	html_raw(h, "\">\n<p class=\"tags\"><span class=\"severity\">");
	html_own(h, token_label(h->k, "severity", severity_token(e.severity), h->arena));
	html_raw(h, "</span> <code>");
	html_text(h, id);
	html_raw(h, "</code></p>\n");
	html_block(&own, h->linked ? "h1" : "h2", "headline", t.title != NULL && t.title[0] != '\0' ? t.title : id);
	html_block(&own, "p", "meaning", t.meaning);
	html_facts_begin(h);
	html_fact_own(h, "label.name_party", token_label(h->k, "party", party_token(e.party), h->arena));
	html_fact_own(h, "label.name_retry", token_label(h->k, "retry", retry_token(e.retry), h->arena));
	html_facts_end(h);
	html_raw(h, "<div class=\"pair\">\n");
	causes(&own, &e, &t);
	html_items(&own, "label.fixes", "ol", t.fixes.p, t.fixes.n);
	html_raw(h, "</div>\n");
	html_look(&own, &e, &t);
	html_notes(&own, &t);
	phrases(h, id);
	html_entries(h, "label.name_related", e.related.p, e.related.n);
	html_references(h, &e.references);
	html_raw(h, "</article>\n");
}
