/* SPDX-License-Identifier: MIT */
/*
 * Each call is counted once. What files without dates show of a call is judged apart from what others show of it; so it is
 * remembered what it was counted as, until these come. As many are remembered as a recall holds: a longer log counts some twice.
 */
#include "diagnose/judge_state.h"

enum { REMEMBERED = 1 << 16 };

/* Which of them a call is; the first that any file shows it to be. */
enum bucket { BUCKET_CALL, BUCKET_REGISTRATION, BUCKET_OTHER };

struct counted {
	unsigned files;			/* which showed it */
	enum bucket bucket;
	struct call_counts added;
};

struct recall
judge_counted(void)
{
	return RECALL(struct counted, REMEMBERED);
}

static enum bucket
bucket_of(const struct call *c)
{
	return c->facts & HAS_INVITE ? BUCKET_CALL : c->kind == CALL_REGISTER ? BUCKET_REGISTRATION : BUCKET_OTHER;
}

static void
add(struct trace_counts *counts, enum bucket bucket, uint64_t n)
{
	*(bucket == BUCKET_CALL ? &counts->calls : bucket == BUCKET_REGISTRATION ? &counts->registrations : &counts->others) += n;
}

/* Other files showed it, and it was not met in these. */
static const struct counted *
find_other(const struct judge *j, const struct call *c)
{
	const struct counted *k = j->files > 0 ? recall_find(&j->counted, c->hash) : NULL;

	return k != NULL && k->files != j->files ? k : NULL;
}

/* Dated files are the last. */
static void
remember(struct judge *j, const struct call *c, const struct counted *now, bool is_first)
{
	struct counted *k;

	if (j->files == 0 || (j->dated && is_first))
		return;
	k = recall_use(&j->counted, c->hash, NULL);
	if (j->dated) {
		recall_forget(&j->counted, k);
		return;
	}
	for (size_t i = 0; i < CALL_COUNTS; i++)	/* a registration is judged each time it falls quiet */
		k->added.n[i] = now->added.n[i] + (k->files == j->files ? k->added.n[i] : 0);
	k->files = j->files;
	k->bucket = now->bucket;
}

void
judge_count(struct judge *j, const struct call *c, bool failed, bool fresh)
{
	const struct counted *other = find_other(j, c);
	struct counted now = { .bucket = bucket_of(c) };

	if (other != NULL) {		/* a file that begins in the middle of a call shows less of it */
		add(&j->counts, other->bucket, (uint64_t)-1);
		now.bucket = other->bucket < now.bucket ? other->bucket : now.bucket;
	}
	if (fresh || other != NULL)
		add(&j->counts, now.bucket, 1);
	if (j->metrics != NULL)
		metrics_call(j->metrics, c, j->hosts, failed, !fresh, &now.added, other != NULL ? &other->added : NULL);
	remember(j, c, &now, other == NULL);
}
