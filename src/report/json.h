/* SPDX-License-Identifier: MIT */
/* What the JSON outputs share: strings from anywhere, objects on one line. */
#ifndef SIPERR_REPORT_JSON_H
#define SIPERR_REPORT_JSON_H

#include <jansson.h>

#include "base/buf.h"
#include "finding/finding.h"
#include "knowledge/knowledge.h"

/* jansson allocates through base/memory.h from now on. */
void json_share_memory(void);

/* Nothing is added for a NULL text or an empty list. Bytes that are no UTF-8 become U+FFFD. */
void json_add(json_t *object, const char *key, const char *text);
void json_add_slice(json_t *object, const char *key, struct slice text);
void json_add_list(json_t *object, const char *key, const char *const *items, size_t n);
/* "references": objects with name and url. */
void json_add_references(json_t *object, const struct strings *references);
void json_add_number(json_t *object, const char *key, uint64_t n);

/* "192.0.2.1:5060". */
void json_add_address(json_t *object, const char *key, const struct addr *addr);
/* "message", and "packet" or else "line", as far as they are known. */
void json_add_spot(json_t *object, struct spot at);

/* "call" and "where" of a finding. */
void json_add_call(json_t *object, const struct call_info *call);
void json_add_where(json_t *object, const struct place *where);

struct report;
struct why_call;

void why_json(struct report *r, const struct why_call *why);

/* The object on one line, safe for a terminal; takes the object. */
void json_line(json_t *object, struct buf *out);

#endif
