/* SPDX-License-Identifier: MIT */
/* The pages of the site, see site.c. Each adds a whole file to *out. */
#ifndef SIPERR_TOOLS_SITE_H
#define SIPERR_TOOLS_SITE_H

#include "report/html.h"

struct site {
	const char *folder;
	struct knowledge *k;		/* in the page's language … */
	const char *tag;		/* … "pt-BR" */
	struct strings tags, names;	/* of all languages */
};

void site_entry(const struct site *s, const char *id, struct buf *out);
void site_index(const struct site *s, struct buf *out);
/* The first page: which languages there are. */
void site_languages(const struct site *s, struct buf *out);
/* What the search looks in, as a script: entries in the order of the list, see site.js. */
void site_words(const struct site *s, const struct strings *ids, struct buf *out);

#endif
