/* SPDX-License-Identifier: MIT */
/* Labels inside of src/knowledge. */
#ifndef SIPERR_KNOWLEDGE_ENTRY_LABEL_H
#define SIPERR_KNOWLEDGE_ENTRY_LABEL_H

#include <unicode/utypes.h>

#include "knowledge/knowledge.h"

/* The string `key` of the first bundle that has it, and in which language it is. */
const UChar *find_label(struct knowledge *k, const char *key, int32_t *n, const char **language, struct arena *a);

#endif
