/* SPDX-License-Identifier: MIT */
/* Products, by the beginning of their Server or User-Agent value and by name (locales/vendors.txt). */
#include <stdlib.h>

#include "base/ascii.h"
#include "base/sort.h"
#include "knowledge/bundle/resource.h"
#include "knowledge/store/state.h"
#include "knowledge/store/vendor.h"

static struct slice
site_block(struct store *s, struct arena *a)
{
	struct buf block = BUF_INIT;

	vendor_index_build(store_table(s, TABLE_VENDORS), &block);
	struct slice kept = { arena_slice(a, buf_slice(&block)), block.n };
	buf_release(&block);
	return kept;
}

static void
read_vendors(struct knowledge *k)
{
	size_t cap = 0;

	k->vendors_tried = true;
	for (size_t i = 0; i < k->store_count; i++) {
		struct store *s = &k->stores[i];
		struct slice block = s->built_in ? store_block(s, "vendors") : site_block(s, &k->arena);

		while (!slice_empty(block)) {
			GROW(k->vendors, k->vendor_count, cap);
			k->vendors[k->vendor_count++] = vendor_index_next(&block);
		}
	}
	if (k->vendor_count > 0)
		sort(k->vendors, k->vendor_count, sizeof *k->vendors, vendor_order);
}

/* Their first letters, without a call: nearly all differ in them. */
static bool
may_begin(struct slice s, struct slice agent)
{
	return agent.n == 0 || (s.n > 0 && to_lower(s.p[0]) == to_lower(agent.p[0]));
}

const char *
find_vendor(struct knowledge *k, struct slice agent)
{
	struct slice s = slice_trim(agent);

	if (!k->vendors_tried)
		read_vendors(k);
	for (size_t i = 0; i < k->vendor_count; i++)
		if (may_begin(s, k->vendors[i].agent) && slice_starts_nocase(s, k->vendors[i].agent))
			return k->vendors[i].token;
	return NULL;
}

/* "Meraki" and "reproduce" begin with no product; "Snoms" and "3CXPhone" do. */
static bool
ends_word(struct slice s, size_t n)
{
	struct slice rest = slice_skip(s, n);

	if (n == 0 || !is_alnum(s.p[n - 1]) || rest.n == 0 || !is_any_letter(rest.p[0]))
		return true;
	if (rest.p[0] == 's' && (rest.n == 1 || !is_any_letter(rest.p[1])))
		return true;
	return is_upper(rest.p[0]) && (is_lower(s.p[n - 1]) || (rest.n > 1 && is_lower(rest.p[1])));
}

const char *
knowledge_product(struct knowledge *k, struct slice words, size_t *n)
{
	if (!k->vendors_tried)
		read_vendors(k);
	for (size_t i = 0; i < k->vendor_count; i++) {
		const struct vendor *v = &k->vendors[i];

		if (!may_begin(words, v->agent) || !slice_starts_nocase(words, v->agent) || !ends_word(words, v->agent.n))
			continue;
		if (n != NULL)
			*n = v->agent.n;
		return v->token;
	}
	return NULL;
}

const char *
knowledge_vendor_name(struct knowledge *k, const char *vendor, struct arena *a)
{
	for (size_t i = 0; i < k->store_count; i++) {
		UResourceBundle *r = bundle_member(store_table(&k->stores[i], TABLE_VENDORS), vendor);
		UResourceBundle *name = bundle_member(r, "name");
		const char *s = name ? bundle_string(name, a) : NULL;

		ures_close(name);
		ures_close(r);
		if (s != NULL)
			return s;
	}
	return arena_strdup(a, vendor);
}

static int
by_token(const void *left, const void *right)
{
	return strcmp(*(const char *const *)left, *(const char *const *)right);
}

void
knowledge_products(struct knowledge *k, struct arena *a, struct strings *tokens, struct strings *names)
{
	size_t n = 0;

	if (!k->vendors_tried)
		read_vendors(k);
	const char **p = arena_alloc(a, (k->vendor_count + 1) * sizeof *p), **q = arena_alloc(a, (k->vendor_count + 1) * sizeof *q);
	for (size_t i = 0; i < k->vendor_count; i++)
		p[i] = k->vendors[i].token;
	if (k->vendor_count > 1)
		sort(p, k->vendor_count, sizeof *p, by_token);
	for (size_t i = 0; i < k->vendor_count; i++)	/* one has several agents */
		if (n == 0 || strcmp(p[n - 1], p[i]) != 0)
			p[n++] = p[i];
	for (size_t i = 0; i < n; i++)
		q[i] = knowledge_vendor_name(k, p[i], a);
	*tokens = (struct strings){ p, n };
	*names = (struct strings){ q, n };
}
