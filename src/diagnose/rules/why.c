/* SPDX-License-Identifier: MIT */
#include "diagnose/rules/why.h"

#include <string.h>

#include "diagnose/calls/call.h"

static const struct {
	unsigned fact;
	enum guard guard;
} facts_by_guard[] = {
#define GUARD(name, id, unit)
#define FACT(name, id) { name, GUARD_##name },
#include "finding/guards.def"
#undef GUARD
#undef FACT
};

void
why_begin(struct why *w)
{
	w->now = w->best = (struct why_try){ .at = NULL };
	w->before = 0;
}

static void
keep_best(struct why *w)
{
	if (w->best.count == 0 || w->now.held > w->best.held)
		w->best = w->now;
}

/* A try of the rule begins at that message; the guards asked before the first try belong to each of them. */
void
why_look(struct why *w, const struct msg *m)
{
	if (m == NULL)
		return;
	if (w->now.at == NULL) {
		w->before = w->now.count;
	} else {
		keep_best(w);
		w->now.count = w->before;
		w->now.held = 0;
		for (size_t i = 0; i < w->before; i++)
			w->now.held += w->now.guards[i].holds;
	}
	w->now.at = m;
}

static struct guard_seen *
add(struct why *w, enum guard g, bool holds)
{
	struct guard_seen *last = w->now.count > 0 ? &w->now.guards[w->now.count - 1] : NULL;

	/* The same once more, of another part of the message: any will do. */
	if (last != NULL && last->guard == g && !last->holds) {
		w->now.count--;
	} else if (w->now.count == WHY_GUARDS) {
		return NULL;
	}
	w->now.held += holds;
	last = &w->now.guards[w->now.count++];
	*last = (struct guard_seen){ .guard = g, .holds = holds };
	return last;
}

void
why_note(struct why *w, enum guard g, bool holds)
{
	add(w, g, holds);
}

void
why_note_number(struct why *w, enum guard g, bool holds, int64_t value, int64_t limit)
{
	struct guard_seen *s = add(w, g, holds);
	double unit = strcmp(guard_unit(g), "s") == 0 ? 1e6 : 1;

	if (s == NULL)
		return;
	s->has_limit = true;
	s->limit = (double)limit / unit;
	s->has_value = value != NO_TIME;
	s->value = s->has_value ? (double)value / unit : 0;
}

/* Facts that a call must have for the rule to be tried at all stand first, as guards. */
static void
put_facts_before(struct why_try *t, unsigned needs, unsigned facts)
{
	struct guard_seen all[WHY_GUARDS + sizeof facts_by_guard / sizeof *facts_by_guard];
	size_t n = 0;

	for (size_t i = 0; i < sizeof facts_by_guard / sizeof *facts_by_guard; i++)
		if (needs & facts_by_guard[i].fact) {
			all[n] = (struct guard_seen){ .guard = facts_by_guard[i].guard,
			    .holds = (facts & facts_by_guard[i].fact) != 0 };
			t->held += all[n++].holds;
		}
	for (size_t i = 0; i < t->count && n < WHY_GUARDS; i++)
		all[n++] = t->guards[i];
	memcpy(t->guards, all, n * sizeof *all);
	t->count = n;
}

const struct why_try *
why_end(struct why *w, bool holds, unsigned needs, unsigned facts)
{
	/* All that was asked holds, and still there was nothing to look at. */
	if (!holds && (facts & needs) == needs && w->now.at == NULL && w->now.held == w->now.count)
		why_note(w, GUARD_SUBJECT_SEEN, false);
	if (holds)
		w->best = w->now;
	else
		keep_best(w);
	put_facts_before(&w->best, needs, facts);
	return &w->best;
}
