/* SPDX-License-Identifier: MIT */
/*
 * The log lines of a `remarks` bundle in the form they are looked for in: one block of bytes, made when siperr is built
 * (src/tools/phrase_index.c) and, for a site's folder, when that is opened. Numbers are the machine's own.
 */
#ifndef SIPERR_KNOWLEDGE_INDEX_REMARK_INDEX_H
#define SIPERR_KNOWLEDGE_INDEX_REMARK_INDEX_H

#include <unicode/ures.h>

#include "base/buf.h"
#include "base/remark_table.h"

/* A row that can't be used is left out; each such is told to `bad`, if given: why, and the row's pattern. */
typedef void remark_bad(void *arg, const char *why, const char *pattern);

/* False when the bundle is none. */
bool remark_index_build(UResourceBundle *remarks, struct buf *out, remark_bad *bad, void *arg);
/* The block must be aligned for uint32_t and stays the caller's. */
bool remark_index_open(struct remark_table *t, const void *block, size_t size);

#endif
