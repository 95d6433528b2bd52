/* SPDX-License-Identifier: MIT */
/*
 * The first calls that a finding which spans calls is about: their Call-IDs outlive them. Zeroed, it holds none; nothing is
 * to be freed.
 */
#ifndef SIPERR_DIAGNOSE_RULES_CALL_IDS_H
#define SIPERR_DIAGNOSE_RULES_CALL_IDS_H

#include "diagnose/rules/verdict.h"

enum { CALL_IDS_MOST = 4, CALL_ID_ROOM = 256 };	/* a longer one is cut */

struct call_ids {
	unsigned count;
	char list[CALL_IDS_MOST][CALL_ID_ROOM];
};

/* Nothing where there is no room, or the call has no Call-ID. */
void call_ids_add(struct call_ids *ids, const struct call *c);
/* The same, but for one that is there. */
void call_ids_add_once(struct call_ids *ids, const struct call *c);
/* Each as evidence of the verdict, in the order they came. */
void say_call_ids(struct verdict *v, const struct call_ids *ids);

#endif
