/* SPDX-License-Identifier: MIT */
/* Entries as they are read, without remembering. Only for src/knowledge. */
#ifndef SIPERR_KNOWLEDGE_ENTRY_H
#define SIPERR_KNOWLEDGE_ENTRY_H

#include "knowledge/knowledge.h"

bool read_entry(struct knowledge *k, const char *id, struct arena *a, struct entry *out);
bool read_text(struct knowledge *k, const char *id, struct arena *a, struct entry_text *out);
const char *read_title(struct knowledge *k, const char *id, struct arena *a);
const char *find_vendor(struct knowledge *k, struct slice agent);

#endif
