/* SPDX-License-Identifier: MIT */
/* --list and --search: the knowledge itself, as a list of titles or written out whole. */
#ifndef SIPERR_REPORT_LIST_H
#define SIPERR_REPORT_LIST_H

#include "knowledge/knowledge.h"
#include "report/report.h"

struct list_options {
	enum format format;	/* text and brief: id and title; json, tsv, markdown: everything there is */
	size_t width;
	bool colour;
};

/* `kind` as knowledge_list() takes it, or "languages"; NULL for all entries. */
void list_kind(struct knowledge *k, const char *kind, const struct list_options *o, struct buf *out);

/* False when nothing matches. */
bool list_search(struct knowledge *k, struct slice text, const struct list_options *o, struct buf *out);

#endif
