/* SPDX-License-Identifier: MIT */
#include "base/crew.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/jobs.h"
#include "base/memory.h"

struct crew {
	const struct crew_work *work;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	bool taking, over;		/* under `lock`, as … */
	uint64_t taken, delivered, settled;	/* … how many were */
};

struct hand {
	struct crew *crew;
	struct job job;
	void *piece;
	uint64_t number;		/* of the piece at hand; taken before it: as many */
	bool started;
};

static bool
may_take(const struct crew *c, const struct hand *h)
{
	(void)h;
	return !c->taking;
}

static bool
may_deliver(const struct crew *c, const struct hand *h)
{
	return c->delivered == h->number;
}

static bool
may_settle(const struct crew *c, const struct hand *h)
{
	return c->settled == h->number;
}

/* With the lock, which is not held while somebody else has to make room for us. */
static void
wait_until(struct crew *c, const struct hand *h, bool (*is_so)(const struct crew *c, const struct hand *h))
{
	while (!is_so(c, h)) {
		job_pause();
		while (!is_so(c, h))
			pthread_cond_wait(&c->changed, &c->lock);
		pthread_mutex_unlock(&c->lock);
		job_resume();
		pthread_mutex_lock(&c->lock);
	}
}

/* Who is woken wants the lock, and would only sleep again where it is still held. */
static void
unlock_changed(struct crew *c)
{
	pthread_mutex_unlock(&c->lock);
	pthread_cond_broadcast(&c->changed);
}

static bool
take(struct crew *c, struct hand *h)
{
	bool is_last;

	pthread_mutex_lock(&c->lock);
	wait_until(c, h, may_take);
	if (c->over) {
		pthread_mutex_unlock(&c->lock);
		return false;
	}
	c->taking = true;
	h->number = c->taken++;
	pthread_mutex_unlock(&c->lock);
	is_last = !c->work->take(c->work->ctx, h->piece);
	pthread_mutex_lock(&c->lock);
	c->taking = false;
	c->over = is_last;
	unlock_changed(c);
	return true;
}

/* Does `what` with the piece once it is its turn: as many pieces as *done says were through with it before. */
static void
in_turn(struct crew *c, struct hand *h, bool (*is_its_turn)(const struct crew *c, const struct hand *h), uint64_t *done,
    void (*what)(void *ctx, void *piece))
{
	if (what == NULL)
		return;
	pthread_mutex_lock(&c->lock);
	wait_until(c, h, is_its_turn);
	pthread_mutex_unlock(&c->lock);
	what(c->work->ctx, h->piece);
	pthread_mutex_lock(&c->lock);
	++*done;
	unlock_changed(c);
}

static void
work(void *ctx)
{
	struct hand *h = ctx;
	struct crew *c = h->crew;

	while (take(c, h)) {
		c->work->prepare(c->work->ctx, h->piece);
		in_turn(c, h, may_deliver, &c->delivered, c->work->deliver);
		in_turn(c, h, may_settle, &c->settled, c->work->settle);
	}
}

void
crew_run(const struct crew_work *what, void *pieces, size_t size, unsigned hands)
{
	struct crew c = { .work = what, .lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER };
	struct hand *all = xcalloc(hands, sizeof *all);

	for (unsigned i = 0; i < hands; i++) {
		all[i].crew = &c;
		all[i].piece = (char *)pieces + i * size;
		all[i].started = i > 0 && job_start(&all[i].job, work, &all[i]) == 0;
	}
	work(&all[0]);
	for (unsigned i = 1; i < hands; i++)
		if (all[i].started)
			job_wait(&all[i].job);
	pthread_cond_destroy(&c.changed);
	pthread_mutex_destroy(&c.lock);
	free(all);
}
