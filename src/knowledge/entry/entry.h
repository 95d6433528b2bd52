/* SPDX-License-Identifier: MIT */
/*
 * Entries as they are read, without remembering: knowledge_entry(), knowledge_text() and knowledge_title() ask here what
 * knowledge/memo.h does not have. All that *out holds lives in the arena. False, NULL: there is no such entry.
 */
#ifndef SIPERR_KNOWLEDGE_ENTRY_ENTRY_H
#define SIPERR_KNOWLEDGE_ENTRY_ENTRY_H

#include "knowledge/knowledge.h"

bool read_entry(struct knowledge *k, const char *id, struct arena *a, struct entry *out);
bool read_text(struct knowledge *k, const char *id, struct arena *a, struct entry_text *out);
const char *read_title(struct knowledge *k, const char *id, struct arena *a);

#endif
