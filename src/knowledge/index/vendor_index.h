/* SPDX-License-Identifier: MIT */
/*
 * The products of a `vendors` bundle in the form they are read in: of each beginning of a Server or User-Agent value, the
 * longest first, the product's token and itself, both NUL-terminated. One block of bytes, made when siperr is built
 * (src/tools/phrase_index.c) and, for a site's folder, when a product is first asked for.
 */
#ifndef SIPERR_KNOWLEDGE_INDEX_VENDOR_INDEX_H
#define SIPERR_KNOWLEDGE_INDEX_VENDOR_INDEX_H

#include <unicode/ures.h>

#include "base/buf.h"

struct vendor {
	const char *token;
	struct slice agent;
};

/* For sort(). */
int vendor_order(const void *left, const void *right);

/* Nothing when the bundle is none. */
void vendor_index_build(UResourceBundle *vendors, struct buf *out);
/* Takes the first one off the block, where it stays; there has to be one. */
struct vendor vendor_index_next(struct slice *block);

#endif
