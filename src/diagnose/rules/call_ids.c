/* SPDX-License-Identifier: MIT */
#include "diagnose/rules/call_ids.h"

void
call_ids_add(struct call_ids *ids, const struct call *c)
{
	struct slice id = slice_head(c->id, CALL_ID_ROOM - 1);

	if (ids->count == CALL_IDS_MOST || id.n == 0)
		return;
	memcpy(ids->list[ids->count], id.p, id.n);
	ids->list[ids->count++][id.n] = '\0';
}

void
call_ids_add_once(struct call_ids *ids, const struct call *c)
{
	struct slice id = slice_head(c->id, CALL_ID_ROOM - 1);

	for (unsigned i = 0; i < ids->count; i++)
		if (slice_eq(slice_of(ids->list[i]), id))
			return;
	call_ids_add(ids, c);
}

void
say_call_ids(struct verdict *v, const struct call_ids *ids)
{
	for (unsigned i = 0; i < ids->count; i++)
		finding_evidence(&v->f, EVIDENCE_CALL, "Call-ID", arena_strdup(&v->f.arena, ids->list[i]));
}
