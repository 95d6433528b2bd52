/* SPDX-License-Identifier: MIT */
#include "base/crew.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/jobs.h"
#include "base/memory.h"

struct crew {
	const struct crew_work *work;
	char *pieces;
	size_t size;			/* of one of them */
	unsigned count;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	bool taking, delivering, settling;	/* somebody is: under `lock`, as all that follows */
	bool over;				/* nothing is left to take */
	uint64_t taken, delivered, settled;	/* how many were: the piece of a number is used again by those behind it */
	bool *prepared;				/* of each piece: it may be delivered */
	bool *eased;				/* of each piece: it was, or is just now */
	bool easing;				/* somebody is at the piece of the number: */
	uint64_t at_ease;
};

enum step { STEP_WAIT, STEP_TAKE, STEP_DELIVER, STEP_SETTLE, STEP_EASE, STEP_END };

/*
 * The number of the newest that can be eased, so that nobody comes to settle it meanwhile: not one that is settled, nor the next
 * to be, and so never 0, which says that there is none.
 */
static uint64_t
to_ease(const struct crew *c)
{
	if (c->work->ease == NULL || c->easing)
		return 0;
	for (uint64_t n = c->delivered; n > c->settled + 2; n--)
		if (!c->eased[(n - 1) % c->count])
			return n - 1;
	return 0;
}

/*
 * What whoever is free does now: what stands furthest behind comes first, since all that is still to be settled waits for it; so
 * one hand goes on settling as long as there is something, and its memory stays in its processor's cache.
 */
static enum step
next_step(const struct crew *c)
{
	if (!c->settling && c->settled < c->delivered && !(c->easing && c->at_ease == c->settled))
		return STEP_SETTLE;
	if (!c->delivering && c->delivered < c->taken && c->prepared[c->delivered % c->count])
		return STEP_DELIVER;
	if (!c->taking && !c->over && c->taken - c->settled < c->count)
		return STEP_TAKE;
	if (c->over && c->settled == c->taken)
		return STEP_END;
	return to_ease(c) > 0 ? STEP_EASE : STEP_WAIT;
}

/* Who is woken wants the lock, and would only sleep again where it is still held. */
static void
unlock_changed(struct crew *c)
{
	pthread_mutex_unlock(&c->lock);
	pthread_cond_broadcast(&c->changed);
}

static void *
piece_of(const struct crew *c, uint64_t number)
{
	return c->pieces + number % c->count * c->size;
}

/* With the lock, as all steps: it is not held while the work is done. */
static void
take(struct crew *c)
{
	uint64_t number = c->taken++;
	void *piece = piece_of(c, number);
	bool *prepared = &c->prepared[number % c->count], is_last;

	c->taking = true;
	*prepared = false;
	c->eased[number % c->count] = false;
	unlock_changed(c);
	is_last = !c->work->take(c->work->ctx, piece);
	pthread_mutex_lock(&c->lock);
	c->taking = false;
	c->over = is_last;
	unlock_changed(c);
	c->work->prepare(c->work->ctx, piece);
	pthread_mutex_lock(&c->lock);
	*prepared = true;
}

/* Does `what` with the next piece that it is to be done with: as many as *done says were through with it before. */
static void
in_turn(struct crew *c, void (*what)(void *ctx, void *piece), bool *busy, uint64_t *done)
{
	void *piece = piece_of(c, *done);

	if (what != NULL) {
		*busy = true;
		unlock_changed(c);
		what(c->work->ctx, piece);
		pthread_mutex_lock(&c->lock);
		*busy = false;
	}
	++*done;
}

static void
ease(struct crew *c)
{
	c->at_ease = to_ease(c);
	c->easing = true;
	c->eased[c->at_ease % c->count] = true;
	pthread_mutex_unlock(&c->lock);
	c->work->ease(c->work->ctx, piece_of(c, c->at_ease));
	pthread_mutex_lock(&c->lock);
	c->easing = false;
	unlock_changed(c);
	pthread_mutex_lock(&c->lock);
}

/* Somebody else has to be done with something first; meanwhile another thread may work. */
static void
wait_for_change(struct crew *c)
{
	job_pause();
	while (next_step(c) == STEP_WAIT)
		pthread_cond_wait(&c->changed, &c->lock);
	pthread_mutex_unlock(&c->lock);
	job_resume();
	pthread_mutex_lock(&c->lock);
}

static void
work(void *ctx)
{
	struct crew *c = ctx;
	enum step step;

	pthread_mutex_lock(&c->lock);
	while ((step = next_step(c)) != STEP_END) {
		if (step == STEP_SETTLE)
			in_turn(c, c->work->settle, &c->settling, &c->settled);
		else if (step == STEP_DELIVER)
			in_turn(c, c->work->deliver, &c->delivering, &c->delivered);
		else if (step == STEP_TAKE)
			take(c);
		else if (step == STEP_EASE)
			ease(c);
		else
			wait_for_change(c);
	}
	unlock_changed(c);
}

void
crew_run(const struct crew_work *what, void *pieces, size_t size, unsigned count, unsigned hands)
{
	struct crew c = {
		.work = what, .pieces = pieces, .size = size, .count = count, .prepared = xcalloc(count, sizeof *c.prepared),
		.eased = xcalloc(count, sizeof *c.eased),
		.lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER,
	};
	struct job *others = xcalloc(hands, sizeof *others);
	unsigned n = 0;

	while (n + 1 < hands && job_start(&others[n], work, &c) == 0)
		n++;
	work(&c);
	while (n > 0)
		job_wait(&others[--n]);
	pthread_cond_destroy(&c.changed);
	pthread_mutex_destroy(&c.lock);
	free(others);
	free(c.prepared);
	free(c.eased);
}
