/* SPDX-License-Identifier: MIT */
/* The product that sent a message, as it is looked for: knowledge_vendor() without remembering (knowledge/memo.h). */
#ifndef SIPERR_KNOWLEDGE_STORE_VENDOR_H
#define SIPERR_KNOWLEDGE_STORE_VENDOR_H

#include "base/slice.h"

struct knowledge;

/* Its token for a Server or User-Agent value, as long as the knowledge; NULL when not known. */
const char *find_vendor(struct knowledge *k, struct slice agent);

#endif
