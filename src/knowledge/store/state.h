/* SPDX-License-Identifier: MIT */
/* What an open knowledge holds; nobody outside of src/knowledge looks into it. */
#ifndef SIPERR_KNOWLEDGE_STORE_STATE_H
#define SIPERR_KNOWLEDGE_STORE_STATE_H

#include "knowledge/index/vendor_index.h"
#include "knowledge/store/language.h"
#include "knowledge/store/store.h"

struct memo;

struct knowledge {
	struct store *stores;		/* sites first, the built-in one last */
	size_t store_count;
	struct chain chain;
	struct arena arena;		/* what lives as long as this */
	const char *language;
	const char *numbers;		/* ICU name of the locale they are written for: the language with its region */
	struct knowledge_trouble *troubles;
	size_t trouble_count, trouble_cap;
	struct vendor *vendors;		/* longest agent first */
	size_t vendor_count;
	bool vendors_tried;
	const struct remark_table *remarks;
	bool remarks_tried;
	struct memo *memo;		/* questions asked before */
	const char *asked_language;	/* what it was opened with, as are the folders of its stores */
	struct knowledge *twin;		/* NULL: not asked for */
};

#endif
