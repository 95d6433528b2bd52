/* SPDX-License-Identifier: MIT */
#include "diagnose/calls/legs.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/recall.h"
#include "diagnose/calls/outcome.h"

enum { LEGS = 2048 };

struct legs {
	struct recall list;	/* struct leg, by the hash of the Call-ID it names, or of the session */
};

struct legs *
legs_new(void)
{
	struct legs *l = xcalloc(1, sizeof *l);

	l->list = RECALL(struct leg, LEGS);
	return l;
}

void
legs_free(struct legs *l)
{
	recall_release(&l->list);
	free(l);
}

/* The first uuid of a Session-ID is the caller's on every leg of the set-up; 0 when there is none. */
static uint64_t
session_key(const struct msg *invite)
{
	struct slice rest = msg_header(invite, H_SESSION_ID), uuid = slice_trim(slice_cut(&rest, ';'));

	return uuid.n >= 32 ? slice_hash(uuid) : 0;
}

static uint64_t
named_key(const struct msg *invite)
{
	struct slice other = slice_trim(msg_header(invite, H_X_CID));

	return other.n > 0 ? slice_hash(other) : 0;
}

static void
note(struct legs *l, uint64_t key, const struct leg *leg)
{
	struct leg *kept = key != 0 ? recall_use(&l->list, key, NULL) : NULL;

	/* Of two legs with the session's key the later one is behind. */
	if (kept != NULL && kept->number <= leg->number)
		*kept = *leg;
}

void
legs_note(struct legs *l, const struct call *c)
{
	const struct tx *setup = c->facts & HAS_LEG ? call_setup(c) : NULL;

	if (setup == NULL)
		return;
	const struct msg *final = setup->success != NULL ? setup->success : call_failure(c);
	struct leg leg = { .call = c->hash, .number = c->first->number, .code = final != NULL ? final->code : 0 };
	struct arena a = ARENA_INIT;
	const char *who = final != NULL ? call_answered_by(c, final, &a) : NULL;

	snprintf(leg.answered_by, sizeof leg.answered_by, "%s", who != NULL ? who : "");
	arena_release(&a);
	note(l, named_key(setup->request), &leg);
	note(l, session_key(setup->request), &leg);
}

static const struct leg *
find(const struct legs *l, uint64_t key, const struct call *c)
{
	const struct leg *leg = key != 0 ? recall_find(&l->list, key) : NULL;

	return leg != NULL && leg->call != c->hash && leg->number >= c->first->number ? leg : NULL;
}

const struct leg *
legs_behind(const struct legs *l, const struct call *c)
{
	const struct leg *leg = find(l, c->hash, c);

	if (leg == NULL && (c->facts & HAS_LEG)) {
		const struct tx *setup = call_setup(c);
		if (setup != NULL)
			leg = find(l, session_key(setup->request), c);
	}
	return leg;
}
