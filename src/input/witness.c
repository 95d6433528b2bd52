/* SPDX-License-Identifier: MIT */
#include "input/witness.h"

struct slice *
witness_slice(struct witness *w, int i)
{
	struct slice *const all[WITNESS_SLICES] = {
		&w->entry, &w->product, &w->line, &w->call_id, &w->name, &w->detail, &w->cause, &w->severity, &w->phrase,
		&w->thread, &w->said,
	};

	return all[i];
}

void
witness_copy_to(struct witness *copy, struct arena *a, const struct witness *w)
{
	*copy = *w;
	for (int i = 0; i < WITNESS_SLICES; i++) {
		struct slice *s = witness_slice(copy, i);

		if (s->p != NULL)
			s->p = arena_slice(a, *s);
	}
}

struct witness *
witness_copy(struct arena *a, const struct witness *w)
{
	struct witness *copy = arena_alloc(a, sizeof *copy);

	witness_copy_to(copy, a, w);
	return copy;
}

bool
port_is_signalling(unsigned port)
{
	return (port >= 5060 && port <= 5069) || (port >= 5080 && port <= 5083) || port == 5160 || port == 5161;
}
