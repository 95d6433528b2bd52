/* SPDX-License-Identifier: MIT */
/* The pages of `make site`: an entry, the index, the languages. */
#include <jansson.h>

#include "report/escape.h"
#include "site.h"

/* Files that lie beside the folders of the languages, and nothing else. */
static const char policy[] = "default-src 'none'; style-src 'self' file:; script-src 'self' file:; base-uri 'none'; form-action 'none'";

static struct html
open_page(const struct site *s, struct buf *out, struct arena *a)
{
	return (struct html){ .k = s->k, .out = out, .arena = a, .linked = true, .other = "" };
}

/* The same page in the other languages: for the browser, and for who reads it. */
static void
alternates(const struct html *h, const struct site *s, const char *file)
{
	for (size_t i = 0; i < s->tags.n; i++)
		buf_addf(h->out, "<link rel=\"alternate\" hreflang=\"%s\" href=\"../%s/%s\">\n", s->tags.p[i],
		    s->tags.p[i], file);
	buf_addf(h->out, "<link rel=\"alternate\" hreflang=\"x-default\" href=\"../en/%s\">\n", file);
}

static void
language_links(const struct html *h, const struct site *s, const char *up, const char *file)
{
	html_raw(h, "<ul>\n");
	for (size_t i = 0; i < s->tags.n; i++) {
		bool here = up[0] != '\0' && strcmp(s->tags.p[i], s->tag) == 0;

		buf_addf(h->out, "<li><a href=\"%s%s/%s\" lang=\"%s\" hreflang=\"%s\"%s>", up, s->tags.p[i], file,
		    s->tags.p[i], s->tags.p[i], here ? " aria-current=\"true\"" : "");
		html_text(h, s->names.p[i]);
		html_raw(h, "</a></li>\n");
	}
	html_raw(h, "</ul>\n");
}

static void
head(const struct html *h, const struct site *s, const char *title, const char *file, const char *about)
{
	html_head_begin(h, policy, title);
	if (about != NULL && about[0] != '\0') {
		html_raw(h, "<meta name=\"description\" content=\"");
		html_text(h, about);
		html_raw(h, "\">\n");
	}
	html_raw(h, "<link rel=\"stylesheet\" href=\"../style.css\">\n<link rel=\"stylesheet\" href=\"../site.css\">\n");
	alternates(h, s, file);
}

static void
bar(const struct html *h, const struct site *s, const char *file)
{
	html_raw(h, "</head>\n<body>\n<header>\n<a class=\"brand\" href=\"index.html\">siperr</a>\n<nav>"
	    "<details class=\"languages\"><summary>");
	for (size_t i = 0; i < s->tags.n; i++)
		if (strcmp(s->tags.p[i], s->tag) == 0)
			html_text(h, s->names.p[i]);
	html_raw(h, "</summary>\n");
	language_links(h, s, "../", file);
	html_raw(h, "</details></nav>\n</header>\n<main>\n");
}

void
site_entry(const struct site *s, const char *id, struct buf *out)
{
	struct arena a = ARENA_INIT;
	const struct html h = open_page(s, out, &a);
	const char *title = knowledge_title(s->k, id, &a), *file = html_file(id, &a);
	struct entry_text t = { .language = NULL };

	knowledge_text(s->k, id, &t);
	head(&h, s, arena_printf(&a, "%s: %s", id, title != NULL ? title : ""), file, t.meaning);
	bar(&h, s, file);
	html_entry(&h, id);
	html_page_end(&h);
	arena_release(&a);
}

static void
kind(const struct html *h, const char *name, const char *label)
{
	struct strings ids;

	if (!knowledge_list(h->k, name, h->arena, &ids) || ids.n == 0)
		return;
	buf_addf(h->out, "<section>\n<h2 class=\"part\" id=\"%s\">", name);
	html_label(h, label);
	html_raw(h, "</h2>\n<ul class=\"entries\">\n");
	for (size_t i = 0; i < ids.n; i++) {
		const char *title = knowledge_title(h->k, ids.p[i], h->arena);

		buf_addf(h->out, "<li><a href=\"%s\"><code>", html_file(ids.p[i], h->arena));
		html_text(h, ids.p[i]);
		html_raw(h, "</code></a> ");
		html_own(h, title != NULL ? title : "");
		html_raw(h, "</li>\n");
	}
	html_raw(h, "</ul>\n</section>\n");
}

/* The search stands there for whom it works: the script shows it. */
static void
search(const struct html *h)
{
	const char *label = knowledge_label(h->k, "site.search", h->arena);

	html_raw(h, "<search id=\"search\" hidden>\n"
	    "<input type=\"search\" id=\"query\" autocomplete=\"off\" spellcheck=\"false\" aria-label=\"");
	html_text(h, label);
	html_raw(h, "\" placeholder=\"");
	html_text(h, label);
	html_raw(h, "\">\n<p id=\"none\" class=\"note\" hidden>");
	html_label(h, "message.nothing_matches");
	html_raw(h, "</p>\n<ol id=\"found\" class=\"contents\" aria-live=\"polite\"></ol>\n</search>\n");
}

void
site_index(const struct site *s, struct buf *out)
{
	static const struct { const char *kind, *label; } kinds[] = {
		{ "codes", "site.codes" }, { "symptoms", "site.symptoms" }, { "rules", "site.rules" },
		{ "causes", "site.causes" },
		{ "reasons", "site.reasons" }, { "warnings", "site.warnings" },
	};
	struct arena a = ARENA_INIT;
	const struct html h = open_page(s, out, &a);
	const char *what = knowledge_label(s->k, "usage.what", &a);

	head(&h, s, what, "index.html", NULL);
	html_raw(&h, "<script src=\"words.js\" defer></script>\n<script src=\"../site.js\" defer></script>\n");
	bar(&h, s, "index.html");
	html_block(&h, "h1", "total", what);
	search(&h);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		kind(&h, kinds[i].kind, kinds[i].label);
	html_page_end(&h);
	arena_release(&a);
}

void
site_languages(const struct site *s, struct buf *out)
{
	struct arena a = ARENA_INIT;
	const struct html h = open_page(s, out, &a);
	const char *what = knowledge_label(s->k, "usage.what", &a);

	html_head_begin(&h, policy, what);
	html_raw(&h, "<link rel=\"stylesheet\" href=\"style.css\">\n<link rel=\"stylesheet\" href=\"site.css\">\n"
	    "</head>\n<body>\n<main>\n");
	html_block(&h, "h1", "total", what);
	html_raw(&h, "<nav class=\"languages\">\n");
	language_links(&h, s, "", "index.html");
	html_raw(&h, "</nav>\n");
	html_page_end(&h);
	arena_release(&a);
}

/* All of an entry's text that a reader may have a word of in mind. */
static json_t *
words_of(const struct entry_text *t)
{
	struct buf all = BUF_INIT;

	escape_own(slice_of(t->meaning), &all);
	for (size_t i = 0; i < t->causes.n; i++)
		buf_addf(&all, " %s", t->causes.p[i]);
	for (size_t i = 0; i < t->decided_count; i++)
		buf_addf(&all, " %s", t->decided[i].text);
	for (size_t i = 0; i < t->fixes.n; i++)
		buf_addf(&all, " %s", t->fixes.p[i]);
	json_t *text = json_stringn(buf_slice(&all).p, all.n);
	buf_release(&all);
	return text;
}

void
site_words(const struct site *s, const struct strings *ids, struct buf *out)
{
	struct arena a = ARENA_INIT;
	json_t *list = json_array();

	for (size_t i = 0; i < ids->n; i++) {
		struct entry e = { .id = ids->p[i] };
		struct entry_text t = { .language = NULL };
		struct strings phrases = { NULL, 0 };
		json_t *said = json_array();

		knowledge_entry(s->k, e.id, &e);
		knowledge_text(s->k, e.id, &t);
		knowledge_phrases(s->k, e.id, &a, &phrases);
		for (size_t n = 0; n < phrases.n; n++)
			json_array_append_new(said, json_string(phrases.p[n]));
		json_array_append_new(list, json_pack("[s,s,s,s,o,o]", ids->p[i], html_file(ids->p[i], &a),
		    severity_token(e.severity), t.title != NULL ? t.title : ids->p[i], said, words_of(&t)));
	}
	char *text = json_dumps(list, JSON_COMPACT);
	buf_addf(out, "siperr_words = %s;\n", text);
	free(text);
	json_decref(list);
	arena_release(&a);
}
