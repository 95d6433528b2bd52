/* SPDX-License-Identifier: MIT */
/* The log lines that are known, of the site folders and the built-in ones, as a chain of tables. */
#include "knowledge/remark_index.h"
#include "knowledge/resource.h"
#include "knowledge/state.h"

static bool
open_table(struct store *s)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t n = 0;

	if (!s->built_in)
		return remark_index_build(store_table(s, TABLE_REMARKS), &s->remark_block, NULL, NULL) &&
		    remark_index_open(&s->remarks, s->remark_block.p, s->remark_block.n);
	UResourceBundle *block = bundle_member(store_table(s, TABLE_INDEX), "remarks");
	const uint8_t *p = block ? ures_getBinary(block, &n, &status) : NULL;
	bool good = U_SUCCESS(status) && remark_index_open(&s->remarks, p, (size_t)n);

	ures_close(block);
	return good;
}

const struct remark_table *
knowledge_remarks(struct knowledge *k)
{
	const struct remark_table *first = NULL;

	if (k->remarks_tried)
		return k->remarks;
	k->remarks_tried = true;
	for (size_t i = k->store_count; i-- > 0;)
		if (open_table(&k->stores[i])) {
			k->stores[i].remarks.next = first;
			first = &k->stores[i].remarks;
		}
	k->remarks = first;
	return first;
}
