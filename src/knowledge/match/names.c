/* SPDX-License-Identifier: MIT */
/* Names of stacks and products. */
#include "knowledge/match/match.h"
#include "knowledge/store/state.h"

/* The entry of a number that holds a SIP code: 170486 is code.486. */
static bool
resolve_code(struct knowledge *k, struct arena *a, struct match *out)
{
	if (strcmp(out->id, "code.NNN") != 0)
		return true;
	if (out->number == NULL || strlen(out->number) != 3)
		return false;
	out->id = arena_printf(a, "code.%s", out->number);
	return entry_exists(k, out->id);
}

bool
knowledge_name(struct knowledge *k, struct slice text, const char *vendor, struct arena *a, struct match *out)
{
	enum { LONGEST = 400 };

	if (text.n > LONGEST)
		return false;
	if (vendor != NULL && knowledge_match(k, arena_printf(a, "product/%s", vendor), text, NULL, a, out))
		return true;
	return knowledge_match(k, "product", text, vendor, a, out) && resolve_code(k, a, out);
}
