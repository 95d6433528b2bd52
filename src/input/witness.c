#include "input/witness.h"

static struct slice
copy_slice(struct arena *a, struct slice s)
{
	return s.p == NULL ? s : (struct slice){ arena_slice(a, s), s.n };
}

void
witness_copy_to(struct witness *copy, struct arena *a, const struct witness *w)
{
	*copy = *w;
	copy->entry = copy_slice(a, w->entry);
	copy->product = copy_slice(a, w->product);
	copy->line = copy_slice(a, w->line);
	copy->call_id = copy_slice(a, w->call_id);
	copy->name = copy_slice(a, w->name);
	copy->detail = copy_slice(a, w->detail);
}

struct witness *
witness_copy(struct arena *a, const struct witness *w)
{
	struct witness *copy = arena_alloc(a, sizeof *copy);

	witness_copy_to(copy, a, w);
	return copy;
}
