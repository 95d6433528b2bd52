/* SPDX-License-Identifier: MIT */
#include "knowledge/index/vendor_index.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/sort.h"
#include "knowledge/bundle/resource.h"

struct builder {
	struct arena a;
	struct vendor *p;
	size_t n, cap;
};

int
vendor_order(const void *left, const void *right)
{
	const struct vendor *a = left, *b = right;

	if (a->agent.n != b->agent.n)
		return a->agent.n > b->agent.n ? -1 : 1;
	return strcmp(a->agent.p, b->agent.p);
}

static void
add_vendor(struct builder *b, UResourceBundle *r)
{
	UResourceBundle *agents = bundle_member(r, "agents");
	struct strings s = bundle_strings(agents, &b->a);

	ures_close(agents);
	for (size_t i = 0; i < s.n; i++) {
		GROW(b->p, b->n, b->cap);
		b->p[b->n++] = (struct vendor){ ures_getKey(r), slice_of(s.p[i]) };
	}
}

void
vendor_index_build(UResourceBundle *vendors, struct buf *out)
{
	struct builder b = { ARENA_INIT, NULL, 0, 0 };
	UResourceBundle *r = NULL;

	for (int32_t i = 0; bundle_next(vendors, &i, &r);)
		add_vendor(&b, r);
	if (b.n > 0)
		sort(b.p, b.n, sizeof *b.p, vendor_order);
	for (size_t i = 0; i < b.n; i++) {
		buf_add_text(out, slice_of(b.p[i].token));
		buf_add_text(out, b.p[i].agent);
	}
	free(b.p);
	arena_release(&b.a);
}

struct vendor
vendor_index_next(struct slice *block)
{
	const char *token = slice_cut(block, '\0').p;

	return (struct vendor){ token, slice_cut(block, '\0') };
}
