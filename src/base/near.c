/* SPDX-License-Identifier: MIT */
#include "base/near.h"

#include <stdatomic.h>
#include <stdint.h>
#include <time.h>

#include "base/jobs.h"
#include "base/memory.h"

/* Some 50 ns one way within a cache, 200 between two. */
enum { ROUNDS = 16, TRIES = 12, NEAR = ROUNDS * 2 * 110, PATIENCE = 500000, LOOKS = 64 };	/* ns */

struct ball {
	_Alignas(CACHE_LINE) atomic_uint thrown;	/* odd: by the caller; even: back */
	_Alignas(CACHE_LINE) atomic_bool over;
};

static int64_t
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void
throw_back(void *ctx)
{
	struct ball *b = ctx;
	unsigned next = 1;

	while (!atomic_load(&b->over))
		if (atomic_load(&b->thrown) == next) {
			atomic_store(&b->thrown, next + 1);
			next += 2;
		}
}

/* False: it did not come back in time. */
static bool
throw(struct ball *b, unsigned number, int64_t end)
{
	unsigned looked = 0;

	atomic_store(&b->thrown, number);
	while (atomic_load(&b->thrown) == number)
		if (++looked % LOOKS == 0 && now() > end)
			return false;
	return true;
}

/* The quickest of them: the others may have been interrupted. INT64_MAX: none came to an end. */
static int64_t
quickest(struct ball *b)
{
	int64_t end = now() + PATIENCE, least = INT64_MAX;
	unsigned number = 1;

	for (int try = 0; try < TRIES; try++) {
		int64_t begun = now();

		for (int i = 0; i < ROUNDS; i++, number += 2)
			if (!throw(b, number, end))
				return least;
		if (now() - begun < least)
			least = now() - begun;
	}
	return least;
}

bool
processors_are_near(void)
{
	struct ball b = { .thrown = 0 };
	struct job job;
	int64_t took;

	if (job_start(&job, throw_back, &b) != 0)
		return true;
	took = quickest(&b);
	atomic_store(&b.over, true);
	job_wait(&job);
	return took == INT64_MAX || took <= NEAR;
}
