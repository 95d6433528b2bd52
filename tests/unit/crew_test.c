/* SPDX-License-Identifier: MIT */
/* Work shared between threads: nothing lost, in order where it is to be, and no more at once than may be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>
#include <cmocka.h>

#include "base/crew.h"
#include "base/handover.h"
#include "base/jobs.h"
#include "base/near.h"

enum { HANDS = 5 };

struct bench {
	unsigned pieces, taken, delivered, settled;
	atomic_int taking, delivering, settling, working, most;
	bool in_order, settled_in_order, alone;
	atomic_int easing;
	atomic_uint begun;		/* how many were settled, or are just now */
	unsigned eased[200];		/* how often each piece was */
	bool eased_late;		/* one was while it was settled, or after */
	atomic_uint ahead;		/* delivered while the first one was settled */
	unsigned most_ahead;
};

static void
pass_some_time(unsigned n)
{
	const struct timespec t = { 0, (long)(n * 2654435761u % 7) * 20000 };

	nanosleep(&t, NULL);
}

static void
come(atomic_int *there, bool *alone)
{
	if (atomic_fetch_add(there, 1) > 0)
		*alone = false;
}

static bool
take(void *ctx, void *piece)
{
	struct bench *b = ctx;

	come(&b->taking, &b->alone);
	pass_some_time(b->taken);
	*(unsigned *)piece = b->taken++;
	atomic_fetch_sub(&b->taking, 1);
	return b->taken < b->pieces;
}

static void
prepare(void *ctx, void *piece)
{
	struct bench *b = ctx;
	int now = atomic_fetch_add(&b->working, 1) + 1, most = atomic_load(&b->most);

	while (now > most && !atomic_compare_exchange_weak(&b->most, &most, now))
		;
	pass_some_time(*(unsigned *)piece * 3 + 1);
	atomic_fetch_sub(&b->working, 1);
}

static void
deliver(void *ctx, void *piece)
{
	struct bench *b = ctx;

	come(&b->delivering, &b->alone);
	b->in_order = b->in_order && *(unsigned *)piece == b->delivered;
	b->delivered++;
	atomic_fetch_sub(&b->delivering, 1);
}

static void
settle(void *ctx, void *piece)
{
	struct bench *b = ctx;

	come(&b->settling, &b->alone);
	pass_some_time(b->settled);
	b->settled_in_order = b->settled_in_order && *(unsigned *)piece == b->settled;
	b->settled++;
	atomic_fetch_sub(&b->settling, 1);
}

static struct bench
run(unsigned pieces, unsigned begun, unsigned hands)
{
	struct bench b = { .pieces = pieces, .in_order = true, .settled_in_order = true, .alone = true };
	const struct crew_work work = { &b, take, prepare, deliver, settle, NULL };
	unsigned at_hand[2 * HANDS];

	crew_run(&work, at_hand, sizeof *at_hand, begun, hands);
	return b;
}

static void
delivers_all_in_order(void **state)
{
	(void)state;
	for (unsigned i = 0; i < 3 * HANDS; i++) {
		unsigned hands = i / 3 + 1, begun[] = { 1, hands, 2 * hands };
		struct bench b = run(200, begun[i % 3], hands);

		assert_int_equal(b.taken, 200);
		assert_int_equal(b.delivered, 200);
		assert_int_equal(b.settled, 200);
		assert_true(b.in_order && b.settled_in_order);
		assert_true(b.alone);
		assert_true((unsigned)b.most <= hands);
	}
	assert_int_equal(run(1, HANDS, HANDS).settled, 1);
	assert_int_equal(run(HANDS - 1, HANDS, HANDS).settled, HANDS - 1);
}

/* The first piece is settled when all others that may be begun are delivered, or a second has gone by. */
static void
settle_late(void *ctx, void *piece)
{
	struct bench *b = ctx;

	for (unsigned i = 0; *(unsigned *)piece == 0 && i < 1000 && atomic_load(&b->ahead) < HANDS; i++)
		nanosleep(&(const struct timespec){ 0, 1000000 }, NULL);
	b->most_ahead = b->settled++ == 0 ? atomic_load(&b->ahead) : b->most_ahead;
}

static void
deliver_ahead(void *ctx, void *piece)
{
	struct bench *b = ctx;

	(void)piece;
	atomic_fetch_add(&b->ahead, 1);
}

static void
settle_slowly(void *ctx, void *piece)
{
	struct bench *b = ctx;

	atomic_store(&b->begun, *(unsigned *)piece + 1);
	nanosleep(&(const struct timespec){ 0, 500000 }, NULL);
	settle(ctx, piece);
}

static void
ease(void *ctx, void *piece)
{
	struct bench *b = ctx;
	unsigned number = *(unsigned *)piece;

	come(&b->easing, &b->alone);
	b->eased[number]++;
	b->eased_late = b->eased_late || atomic_load(&b->begun) > number;
	nanosleep(&(const struct timespec){ 0, number % 8 == 0 ? 3000000 : 100000 }, NULL);	/* some take longer than all before them */
	b->eased_late = b->eased_late || atomic_load(&b->begun) > number;
	atomic_fetch_sub(&b->easing, 1);
}

/* Who would only wait eases what is not settled yet: never a piece twice, nor one that is settled meanwhile. */
static void
eases_what_waits_to_be_settled(void **state)
{
	(void)state;
	for (unsigned hands = 1; hands <= 3; hands++) {
		struct bench b = { .pieces = 200, .in_order = true, .settled_in_order = true, .alone = true };
		const struct crew_work work = { &b, take, prepare, deliver, settle_slowly, ease };
		unsigned at_hand[2 * HANDS], eased = 0;

		crew_run(&work, at_hand, sizeof *at_hand, 4, hands);
		assert_int_equal(b.settled, 200);
		assert_true(b.in_order && b.settled_in_order && b.alone && !b.eased_late);
		for (unsigned i = 0; i < 200; i++) {
			assert_in_range(b.eased[i], 0, 1);
			eased += b.eased[i];
		}
		assert_true(hands > 1 ? eased > 0 : eased == 0);
	}
}

static void
does_not_wait_for_what_is_being_settled(void **state)
{
	struct bench b = { .pieces = 20 };
	const struct crew_work work = { &b, take, prepare, deliver_ahead, settle_late, NULL };
	unsigned at_hand[HANDS];

	(void)state;
	crew_run(&work, at_hand, sizeof *at_hand, HANDS, 2);
	assert_int_equal(b.most_ahead, HANDS);
	assert_int_equal(b.settled, 20);
}

/* Last: nothing takes the limit back. */
static void
works_no_more_than_may(void **state)
{
	(void)state;
	assert_true(jobs_processors() >= 1);
	jobs_limit(2);
	assert_in_range(run(200, HANDS, HANDS).most, 1, 2);
	jobs_limit(1);
	assert_int_equal(run(200, HANDS, HANDS).most, 1);
	const struct bench b = run(200, 2 * HANDS, HANDS);

	assert_true(b.in_order && b.settled_in_order);
	assert_true(processors_are_near());	/* there is nobody to try it with */
}

static void
tells_whether_processors_are_near(void **state)
{
	(void)state;
	for (int i = 0; i < 20; i++)
		processors_are_near();		/* either; but it comes to an end */
}

/* ---- from one to the other ---- */

struct rooms {
	struct handover h;
	unsigned room[3];
	unsigned count;
};

static void
fill(void *ctx)
{
	struct rooms *r = ctx;
	size_t room = 0;

	for (unsigned i = 0; i < r->count; i++) {
		r->room[room] = i;
		pass_some_time(i);
		if (i + 1 < r->count)
			room = handover_send(&r->h);
	}
	handover_end(&r->h);
}

static void
hands_over_each_number(void **state)
{
	(void)state;
	for (unsigned count = 1; count < 40; count += 3) {
		struct rooms r = { .count = count };
		struct job job;
		unsigned n = 0;
		size_t room;

		handover_init(&r.h, sizeof r.room / sizeof *r.room);
		assert_int_equal(job_start(&job, fill, &r), 0);
		while (handover_receive(&r.h, &room)) {
			assert_int_equal(r.room[room], n);
			pass_some_time(++n * 5);
			handover_give_back(&r.h);
		}
		assert_false(handover_receive(&r.h, &room));
		assert_int_equal(n, count);
		job_wait(&job);
		handover_release(&r.h);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(delivers_all_in_order),
		cmocka_unit_test(eases_what_waits_to_be_settled),
		cmocka_unit_test(does_not_wait_for_what_is_being_settled),
		cmocka_unit_test(hands_over_each_number),
		cmocka_unit_test(tells_whether_processors_are_near),
		cmocka_unit_test(works_no_more_than_may),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
