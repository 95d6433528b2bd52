/* SPDX-License-Identifier: MIT */
#include "base/handover.h"

#include "base/jobs.h"

void
handover_init(struct handover *h, size_t rooms)
{
	h->rooms = rooms;
	h->sent = h->done = 0;
	h->over = false;
	pthread_mutex_init(&h->lock, NULL);
	pthread_cond_init(&h->filled, NULL);
	pthread_cond_init(&h->emptied, NULL);
}

void
handover_release(struct handover *h)
{
	pthread_cond_destroy(&h->filled);
	pthread_cond_destroy(&h->emptied);
	pthread_mutex_destroy(&h->lock);
}

static bool
is_worth_emptying(const struct handover *h)
{
	return h->over || (h->sent - h->done) * 2 >= h->rooms;
}

static bool
is_worth_filling(const struct handover *h)
{
	return (h->sent - h->done) * 2 <= h->rooms;
}

/* Waits for the other thread, and for its turn among those that work: without the lock, which the other may want. */
static void
wait_until(struct handover *h, bool (*is_so)(const struct handover *h), pthread_cond_t *changed)
{
	job_pause();
	while (!is_so(h))
		pthread_cond_wait(changed, &h->lock);
	pthread_mutex_unlock(&h->lock);
	job_resume();
	pthread_mutex_lock(&h->lock);
}

size_t
handover_send(struct handover *h)
{
	size_t next;

	pthread_mutex_lock(&h->lock);
	next = ++h->sent % h->rooms;
	if (is_worth_emptying(h))
		pthread_cond_signal(&h->filled);
	if (h->sent - h->done >= h->rooms)
		wait_until(h, is_worth_filling, &h->emptied);
	pthread_mutex_unlock(&h->lock);
	return next;
}

void
handover_end(struct handover *h)
{
	pthread_mutex_lock(&h->lock);
	h->sent++;
	h->over = true;
	pthread_cond_signal(&h->filled);
	pthread_mutex_unlock(&h->lock);
}

bool
handover_receive(struct handover *h, size_t *room)
{
	bool is_there;

	pthread_mutex_lock(&h->lock);
	if (h->sent == h->done && !h->over)
		wait_until(h, is_worth_emptying, &h->filled);
	is_there = h->sent > h->done;
	*room = h->done % h->rooms;
	pthread_mutex_unlock(&h->lock);
	return is_there;
}

void
handover_give_back(struct handover *h)
{
	pthread_mutex_lock(&h->lock);
	h->done++;
	if (is_worth_filling(h))
		pthread_cond_signal(&h->emptied);
	pthread_mutex_unlock(&h->lock);
}
