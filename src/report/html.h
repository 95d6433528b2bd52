/* SPDX-License-Identifier: MIT */
/*
 * What the pages in HTML share: a report, a list of entries, the pages of a site. A page needs nothing from elsewhere and
 * no script, its policy forbids both, and its style is the only one that the policy lets in (html_style.c). Text of the input
 * goes through html_text() alone, siperr's own through html_own() or, with arguments in it, html_sentence().
 */
#ifndef SIPERR_REPORT_HTML_H
#define SIPERR_REPORT_HTML_H

#include "knowledge/knowledge.h"
#include "report/format.h"
#include "report/ladder_rows.h"

struct html {
	struct knowledge *k;
	struct buf *out;
	struct arena *arena;
	bool linked;		/* each entry has a page beside this one: html_file() */
	const char *other;	/* attributes of text that is not in the page's language; "" */
};

struct html html_open(struct report *r, struct arena *a);

void html_raw(const struct html *h, const char *markup);
void html_text(const struct html *h, const char *text);
void html_own(const struct html *h, const char *text);
void html_sentence(const struct html *h, const char *text);
void html_label(const struct html *h, const char *key);

/* "<tag class>own text</tag>"; nothing where there is none. */
void html_block(const struct html *h, const char *tag, const char *class, const char *text);
void html_heading(const struct html *h, const char *key);

/* A list below its heading; nothing where it is empty. `tag`: "ul", "ol". */
void html_items(const struct html *h, const char *key, const char *tag, const char *const *list, size_t n);

/* A name and a value of a list of facts, between html_facts_begin() and …_end(); nothing where there is no value. */
void html_facts_begin(const struct html *h);
void html_fact(const struct html *h, const char *key, const char *value);		/* text of the input */
void html_fact_code(const struct html *h, const char *key, const char *value);		/* the same, as it was sent */
void html_fact_own(const struct html *h, const char *key, const char *value);
void html_facts_end(const struct html *h);

/*
 * A table and its head: the keys of labels, a blank between them; what is none stands as it is, and what ends in "=" is a
 * column of numbers. "": no head.
 */
void html_table_begin(const struct html *h, const char *keys);
void html_table_end(const struct html *h);
void html_cell(const struct html *h, const char *class, const char *text);		/* of the input */
void html_cell_own(const struct html *h, const char *class, const char *text);

/* What can be opened on a screen and stands open on paper. */
void html_more_begin(const struct html *h, const char *key);
void html_more_end(const struct html *h);

/* A page of its own up to what it shows, and the end of any. The title is text of the input, or has some in it. */
void html_page_begin(const struct html *h, const char *title);
/* The head of a page, up to its title, with a policy of its own. */
void html_head_begin(const struct html *h, const char *policy, const char *title);
void html_page_end(const struct html *h);
/* "en", "pt-BR": as HTML, and everybody but ICU, writes it. */
const char *html_language(const char *name, struct arena *a);

extern const char html_style[], html_style_hash[];

/* What is known of an entry, its facts aside: html_entry.c. */
void html_references(const struct html *h, const struct strings *references);
void html_notes(const struct html *h, const struct entry_text *t);
void html_look(const struct html *h, const struct entry *e, const struct entry_text *t);
/* Other entries by id and title, with a link where they have a page. */
void html_entries(const struct html *h, const char *key, const char *const *ids, size_t n);
/* The whole of an entry, as a look-up has it. */
void html_entry(const struct html *h, const char *id);
/* The name of its page; in the arena. */
const char *html_file(const char *id, struct arena *a);
/* Its text may come in another language than the page: sets h->other. */
void html_entry_language(struct html *h, const struct entry_text *t);

/* The rows of a call, as a drawing or, where it can't be drawn, as a list. `where` begins their ids. */
void html_ladder(const struct html *h, const struct ladder_rows *l, bool drawable, const char *where);
/* The row of a message, from 1 on; 0: it has none. Its id is "f1-3". */
size_t html_ladder_row(const struct ladder_rows *l, uint64_t message);

/* ---- the format ---- */
/* Whole pages: entries by id, or what has no more than a name. The title is text of siperr's or what was searched for. */
void html_list(struct knowledge *k, const char *title, const struct strings *ids, struct buf *out);
void html_names(struct knowledge *k, const char *title, const struct strings *tokens, const struct strings *names,
    struct buf *out);
void html_finding(struct report *r, const struct finding *f);
void html_summary(struct report *r, const struct summary *s);
void html_report_open(struct report *r, const char *title);

#endif
