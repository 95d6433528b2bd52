/* SPDX-License-Identifier: MIT */
/* What the two forms of a finding as text, the short one and the whole one, share. */
#ifndef SIPERR_REPORT_PAGE_H
#define SIPERR_REPORT_PAGE_H

#include "report/format.h"

enum { PAGE_INDENT = 2, PAGE_ITEM = 4 };

struct page {
	struct report *r;
	struct knowledge *k;
	struct buf *out;
	struct arena *arena;
	size_t width;
};

/* A page of the report's next text; no wider than anybody reads. */
struct page page_open(struct report *r, struct arena *a);

/* Text of the input, or with arguments from it, as a terminal may have it; in the page's arena. */
const char *page_safe(struct page *p, const char *text);

/*
 * Names and figures of the input, escaped, that read from left to right: "alice → bob", a file's name. Where lines run
 * the other way they keep to themselves.
 */
void page_add_data(struct page *p, struct slice text, struct buf *out);

/* A sentence of the knowledge: the marks its language needs stay. */
const char *page_own(struct page *p, const char *text);

/* A paragraph behind what takes `taken` columns already, wrapped under itself at `indent`. */
void page_paragraph(struct page *p, size_t taken, size_t indent, const char *text);
void page_indented(struct page *p, size_t indent, const char *text);

/* What stands between a text and the next: a full-width stop or bracket has its blank in it. */
const char *page_gap(const char *text);

/* "error: " in its colour; returns the columns it takes. */
size_t page_severity(struct page *p, enum severity s);

/* When, and who called whom: "14:05:06Z alice → bob: "; nothing where neither is known, names only if not too long. */
void page_lead(struct page *p, const struct finding *f, struct buf *out);

/* The phrase was understood so: belongs to the answer, not to the proofs of it. */
bool page_is_about_phrase(const struct evidence *e);

/* Whose product sent it: that helps on, but proves nothing. */
bool page_is_product(const struct evidence *e);

/* That the phrase, or the code, is not known; NULL: it is, or the evidence says where it belongs. */
const char *page_phrase_step(struct page *p, const struct finding *f, enum argument_style style);

/* "Who has to act. Whether to try again.", and how sure it is where it is not proven: token.<sureness>.* in words. */
const char *page_verdict(struct page *p, const struct view *v, const char *sureness);

/* "The 200 names a private Contact (#4)": what the evidence says, and which message does. */
const char *page_fact(struct page *p, const struct fact *fact, const char *text);

/* "#4 Contact: <sip:…>, — what it shows", escaped; `with_value` false leaves the value out. */
const char *page_evidence(struct page *p, const struct evidence *e, bool with_value);

/* Titles of the other entries that the phrase stands for, joined; NULL when there are none. */
const char *page_other_meanings(struct page *p, const struct finding *f);

/* "trace.pcap:#12  14:05:06Z  alice → bob  Call-ID …", one of those folded together. */
const char *page_folded(struct page *p, const struct folded *one, bool with_id);

/*
 * The forms. The short one of a look-up waits for further answers, each of which adds a line, until page_answered(); in
 * a trace it is written at once, as the whole one always is.
 */
void page_short(struct page *p, const struct view *v);
void page_whole(struct page *p, const struct view *v);
void page_answered(struct report *r);

#endif
