#include <stdlib.h>

#include "knowledge/bundle.h"

static int
longest_first(const void *left, const void *right)
{
	const struct vendor *a = left, *b = right;
	if (a->agent.n != b->agent.n)
		return a->agent.n > b->agent.n ? -1 : 1;
	return strcmp(a->agent.p, b->agent.p);
}

static void
read_vendor(struct knowledge *k, UResourceBundle *r, size_t *cap)
{
	UResourceBundle *agents = bundle_member(r, "agents");
	struct strings s = bundle_strings(agents, &k->arena);
	const char *token = arena_strdup(&k->arena, ures_getKey(r));

	ures_close(agents);
	for (size_t i = 0; i < s.n; i++) {
		GROW(k->vendors, k->vendor_count, *cap);
		k->vendors[k->vendor_count++] = (struct vendor){ token, slice_of(s.p[i]) };
	}
}

static void
read_vendors(struct knowledge *k)
{
	size_t cap = 0;

	k->vendors_tried = true;
	for (size_t i = 0; i < k->source_count; i++) {
		UResourceBundle *table = source_fact(&k->sources[i], FACT_VENDORS);
		int32_t n = table ? ures_getSize(table) : 0;

		for (int32_t j = 0; j < n; j++) {
			UErrorCode status = U_ZERO_ERROR;
			UResourceBundle *r = ures_getByIndex(table, j, NULL, &status);

			if (U_SUCCESS(status))
				read_vendor(k, r, &cap);
			ures_close(r);
		}
	}
	if (k->vendor_count > 0)
		qsort(k->vendors, k->vendor_count, sizeof *k->vendors, longest_first);
}

const char *
knowledge_vendor(struct knowledge *k, struct slice agent, struct arena *a)
{
	struct slice s = slice_trim(agent);

	(void)a;
	if (!k->vendors_tried)
		read_vendors(k);
	for (size_t i = 0; i < k->vendor_count; i++)
		if (slice_starts_nocase(s, k->vendors[i].agent))
			return k->vendors[i].token;
	return NULL;
}

const char *
knowledge_vendor_name(struct knowledge *k, const char *vendor, struct arena *a)
{
	for (size_t i = 0; i < k->source_count; i++) {
		UResourceBundle *r = bundle_member(source_fact(&k->sources[i], FACT_VENDORS), vendor);
		UResourceBundle *name = bundle_member(r, "name");
		const char *s = name ? bundle_string(name, a) : NULL;

		ures_close(name);
		ures_close(r);
		if (s != NULL)
			return s;
	}
	return arena_strdup(a, vendor);
}
