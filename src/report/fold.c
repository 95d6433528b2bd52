/* SPDX-License-Identifier: MIT */
#include "report/fold.h"

#include <stdlib.h>

#include "base/recall.h"
#include "base/sort.h"
#include "report/who.h"

struct folds {
	struct finding *folds;	/* each the one that came first, with the count of all */
	size_t count, cap;
	struct recall indexes;	/* uint32_t: in `folds`, by what is the same */
	uint64_t rest;
};

struct folds *
folds_new(void)
{
	struct folds *fs = xcalloc(1, sizeof *fs);

	fs->indexes = RECALL(uint32_t, FOLDS);
	return fs;
}

static void
empty(struct folds *fs)
{
	for (size_t i = 0; i < fs->count; i++)
		finding_release(&fs->folds[i]);
	fs->count = 0;
	recall_release(&fs->indexes);
}

void
folds_free(struct folds *fs)
{
	empty(fs);
	free(fs->folds);
	free(fs);
}

/* "auth.bad-credentials wrong-password 192.0.2.1" */
static void
add_key(const struct finding *f, struct buf *key)
{
	const struct fact *cause = finding_cause(f);

	buf_addf(key, "%s %s ", f->id, cause != NULL ? cause->token : "");
	if (f->has_where)
		addr_format(peer_of(f), false, key);
	/* A log tells one trunk or account from another by its name. */
	if (f->has_call && f->call.call_id == NULL && f->call.from != NULL && peer_of(f)->family == 0)
		buf_addstr(key, f->call.from);
}

static bool
is_earlier(const struct place *a, const struct place *b)
{
	return a->time != NO_TIME && b->time != NO_TIME && a->time < b->time;
}

/* Keeps the first calls by time; those without one in the order they came. */
static void
note_call(struct finding *to, const struct finding *f)
{
	struct folded one = { f->call.call_id, f->call.from, f->call.to, f->where };
	size_t at = to->folded_count;

	if (!f->has_where && !f->has_call)
		return;
	while (at > 0 && is_earlier(&one.where, &to->folded[at - 1].where))
		at--;
	if (at == FOLDED_SHOWN)
		return;
	if (to->folded == NULL)
		to->folded = arena_alloc(&to->arena, FOLDED_SHOWN * sizeof *to->folded);
	if (to->folded_count < FOLDED_SHOWN)
		to->folded_count++;
	memmove(&to->folded[at + 1], &to->folded[at], (to->folded_count - at - 1) * sizeof one);
	to->folded[at] = (struct folded){ arena_strdup(&to->arena, one.call_id), arena_strdup(&to->arena, one.from),
		arena_strdup(&to->arena, one.to), one.where };
	to->folded[at].where.file = arena_strdup(&to->arena, one.where.file);
}

static void
join(struct finding *to, const struct finding *f)
{
	to->count += f->count;
	note_call(to, f);
	if (f->has_where && f->where.time != NO_TIME && place_time(&f->where) > to->until)
		to->until = place_time(&f->where);
}

static void
begin(struct folds *fs, uint64_t key, const struct finding *f)
{
	*(uint32_t *)recall_use(&fs->indexes, key, NULL) = (uint32_t)fs->count;
	GROW(fs->folds, fs->count, fs->cap);
	struct finding *fold = &fs->folds[fs->count++];

	finding_copy(fold, f);
	fold->until = f->has_where ? place_time(&f->where) : NO_TIME;
	note_call(fold, f);
}

void
folds_add(struct folds *fs, const struct finding *f)
{
	struct buf key = BUF_INIT;

	add_key(f, &key);
	uint64_t hash = slice_hash(buf_slice(&key));
	const uint32_t *i = recall_find(&fs->indexes, hash);
	if (i != NULL)
		join(&fs->folds[*i], f);
	else if (fs->count < FOLDS)
		begin(fs, hash, f);
	else
		fs->rest += f->count;
	buf_release(&key);
}

/* Those that were first noted lie first in the array, so where they lie decides what is left. */
static int
by_gravity(const void *a, const void *b)
{
	const struct finding *const *left = a, *const *right = b, *l = *left, *r = *right;

	if (l->severity != r->severity)
		return l->severity > r->severity ? -1 : 1;
	if (l->count != r->count)
		return l->count > r->count ? -1 : 1;
	return l < r ? -1 : 1;
}

size_t
folds_count(const struct folds *fs)
{
	return fs->count;
}

const struct finding **
folds_sorted(const struct folds *fs)
{
	const struct finding **order = xmalloc((fs->count + 1) * sizeof *order);

	for (size_t i = 0; i < fs->count; i++)
		order[i] = &fs->folds[i];
	if (fs->count > 1)
		sort(order, fs->count, sizeof *order, by_gravity);
	return order;
}

void
folds_tell(struct folds *fs, const struct finding_sink *sink)
{
	const struct finding **order = folds_sorted(fs);

	for (size_t i = 0; i < fs->count; i++)
		sink->finding(sink->ctx, order[i]);
	free(order);
	empty(fs);
}

uint64_t
folds_rest(const struct folds *fs)
{
	return fs->rest;
}
