/* SPDX-License-Identifier: MIT */
#include "finding/why.h"

static const struct {
	const char *id, *unit;
} guards[GUARD_COUNT] = {
#define GUARD(name, id, unit) [GUARD_##name] = { id, unit },
#define FACT(name, id) [GUARD_##name] = { id, "" },
#include "finding/guards.def"
#undef GUARD
#undef FACT
};

const char *
guard_id(enum guard g)
{
	return guards[g].id;
}

const char *
guard_unit(enum guard g)
{
	return guards[g].unit;
}

const char *
why_token(enum why_outcome o)
{
	static const char *const tokens[WHY_OUTCOMES] = {
		[WHY_TOLD] = "told", [WHY_BESIDE] = "beside", [WHY_IGNORED] = "ignored", [WHY_CANNOT_TELL] = "cannot-tell",
		[WHY_HELD_BACK] = "held-back",
	};

	return tokens[o];
}
