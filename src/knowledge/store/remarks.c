/* SPDX-License-Identifier: MIT */
/* The log lines that are known, of the site folders and the built-in ones, as a chain of tables. */
#include "knowledge/bundle/resource.h"
#include "knowledge/index/remark_index.h"
#include "knowledge/store/state.h"

static bool
open_table(struct store *s)
{
	struct slice block;

	if (!s->built_in)
		return remark_index_build(store_table(s, TABLE_REMARKS), &s->remark_block, NULL, NULL) &&
		    remark_index_open(&s->remarks, s->remark_block.p, s->remark_block.n);
	block = store_block(s, "remarks");
	return remark_index_open(&s->remarks, block.p, block.n);
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
