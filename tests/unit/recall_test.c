/* SPDX-License-Identifier: MIT */
/* What is remembered follows from what came, and never from the key of the hash. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/recall.h"
#include "diagnose/calls/hosts.h"
#include "diagnose/calls/limits.h"
#include "diagnose/calls/recent.h"

enum { KEYS = 16 };

static void
set_key(uint64_t n)
{
	slice_hash_key((uint64_t[2]){ n, n * 7919 });
}

static void
put(struct recall *r, uint64_t hash, int value)
{
	*(int *)recall_use(r, hash, NULL) = value;
}

static void
the_oldest_gives_way_but_for_what_is_in_use(void **state)
{
	struct recall r = RECALL(int, 3);
	bool fresh;

	(void)state;
	assert_null(recall_find(&r, 1));
	assert_null(recall_next(&r, NULL));
	put(&r, 1, 10);
	put(&r, 2, 20);
	put(&r, 3, 30);
	assert_int_equal(*(int *)recall_use(&r, 1, &fresh), 10);
	assert_false(fresh);
	assert_null(recall_yields(&r, 3));
	assert_int_equal(*(int *)recall_yields(&r, 4), 20);
	assert_int_equal(*(int *)recall_use(&r, 4, &fresh), 0);
	assert_true(fresh);
	assert_null(recall_find(&r, 2));
	assert_int_equal(*(int *)recall_find(&r, 3), 30);	/* which is not using it */
	put(&r, 5, 50);
	assert_null(recall_find(&r, 3));
	assert_non_null(recall_find(&r, 1));
	put(&r, 6, 60);			/* that 1 was used counts once */
	assert_null(recall_find(&r, 1));
	assert_int_equal(r.count, 3);
	recall_release(&r);
}

static void
they_are_walked_in_the_order_they_came(void **state)
{
	struct recall r = RECALL(int, 4);
	char seen[16] = "";
	size_t n = 0;

	(void)state;
	put(&r, 7, 1);
	put(&r, 8, 2);
	put(&r, 9, 3);
	put(&r, 8, 4);
	recall_forget(&r, recall_find(&r, 7));
	put(&r, 6, 5);
	for (const int *p = recall_next(&r, NULL); p != NULL; p = recall_next(&r, p))
		seen[n++] = (char)('0' + *p);
	assert_string_equal(seen, "435");
	recall_release(&r);
}

static void
a_table_holds_as_many_as_it_says_whatever_their_hashes(void **state)
{
	enum { MOST = 1000 };
	struct recall r = RECALL_HASHES(MOST);

	(void)state;
	for (uint64_t step = 1; step <= UINT64_C(1) << 40; step <<= 20) {
		for (uint64_t i = 1; i <= 3 * MOST; i++) {
			bool fresh;

			recall_use(&r, i * step, &fresh);
			assert_true(fresh);
		}
		for (uint64_t i = 1; i <= 3 * MOST; i++)
			assert_int_equal(recall_find(&r, i * step) != NULL, i > 2 * MOST);
		recall_release(&r);
	}
}

/* INVITE n of a client of its own, to one server. */
static void
invite(unsigned n, char *text, size_t size, struct frame *frame, struct message *m)
{
	int length = snprintf(text, size, "INVITE sip:%u@example.net SIP/2.0\r\nVia: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK%u\r\n"
	    "From: <sip:a@example.net>;tag=f%u\r\nTo: <sip:%u@example.net>\r\nCall-ID: call-%u\r\nCSeq: 1 INVITE\r\n\r\n", n, n, n, n, n);

	*frame = (struct frame){ .bytes = { text, (size_t)length } };
	assert_true(addr_parse(&frame->where.dst, SLICE("192.0.2.1:5060")) && addr_parse(&frame->where.src, SLICE("10.0.0.1:5060")));
	frame->where.src.ip[2] = (uint8_t)(n >> 8);
	frame->where.src.ip[3] = (uint8_t)n;
	assert_int_equal(message_index(m, frame->bytes), MESSAGE_OK);
}

/* Each request comes again when many others have come in between. */
static void
a_copy_is_no_new_request_under_any_key(void **state)
{
	enum { CALLS = 3000, BEHIND = 1000 };
	struct message m = { 0 };
	struct frame frame;
	char text[512];

	(void)state;
	for (uint64_t key = 0; key < KEYS; key++) {
		struct recent *r = recent_new();
		uint64_t number = 0;

		set_key(key);
		for (unsigned i = 0; i < CALLS; i++) {
			invite(i, text, sizeof text, &frame, &m);
			recent_add(r, &m, &frame, ++number);
			if (i < BEHIND)
				continue;
			invite(i - BEHIND, text, sizeof text, &frame, &m);
			recent_add(r, &m, &frame, ++number);
		}
		struct recent_walk walk = recent_after(r, number - 200);
		unsigned fresh = 0;
		while (recent_next(r, &walk) != NULL)
			fresh++;
		assert_int_equal(fresh, 100);
		recent_free(r);
	}
	set_key(0);
	message_release(&m);
}

static unsigned
steps(const struct recent *r, struct recent_walk walk)
{
	unsigned n = 0;

	while (recent_next(r, &walk) != NULL)
		n++;
	return n;
}

/* Ten requests, one a second, each of a host of its own, all with the same From. */
static void
a_walk_passes_over_whom_nobody_asked_for(void **state)
{
	struct recent *r = recent_new();
	struct message m = { 0 };
	struct frame frame = { 0 };
	char text[512];

	(void)state;
	for (unsigned i = 0; i < 10; i++) {
		invite(i, text, sizeof text, &frame, &m);
		frame.where.time = SECONDS(i);
		recent_add(r, &m, &frame, i + 1);
	}
	struct recent_walk walk = recent_after(r, 2);
	assert_int_equal(steps(r, walk), 8);
	walk.from = slice_hash(SLICE("sip:a@example.net"));
	assert_int_equal(steps(r, walk), 8);
	walk.from = slice_hash(SLICE("sip:b@example.net"));
	assert_int_equal(steps(r, walk), 0);
	walk.from = 0;
	walk.before = SECONDS(5);
	assert_int_equal(steps(r, walk), 3);	/* of seconds 2, 3 and 4 */
	walk.before = SECONDS(5) + 1;
	assert_int_equal(steps(r, walk), 4);
	walk.before = NO_TIME;
	walk.ends = recent_ends(&frame.where.src, &frame.where.dst);
	assert_int_equal(steps(r, walk), 1);
	frame.where.src.port++;			/* a client's port is a new one each time */
	walk.ends = recent_ends(&frame.where.src, &frame.where.dst);
	assert_int_equal(steps(r, walk), 1);
	frame.where.dst.port++;
	walk.ends = recent_ends(&frame.where.src, &frame.where.dst);
	assert_int_equal(steps(r, walk), 0);
	message_release(&m);
	recent_free(r);
}

static void
every_host_is_known_under_any_key(void **state)
{
	enum { HOSTS = 1500 };
	struct message m = { 0 };
	struct frame frame;
	char text[512];

	(void)state;
	for (uint64_t key = 0; key < KEYS; key++) {
		struct hosts *h = hosts_new();

		set_key(key);
		for (unsigned i = 0; i < HOSTS; i++) {
			invite(i, text, sizeof text, &frame, &m);
			hosts_note(h, &m, &frame, i + 1);
		}
		for (unsigned i = 0; i < HOSTS; i++) {
			invite(i, text, sizeof text, &frame, &m);
			assert_true(hosts_shows(h, &frame.where.src));
			assert_non_null(hosts_way(h, &frame.where.src, &frame.where.dst));
		}
		hosts_free(h);
	}
	set_key(0);
	message_release(&m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_oldest_gives_way_but_for_what_is_in_use),
		cmocka_unit_test(they_are_walked_in_the_order_they_came),
		cmocka_unit_test(a_table_holds_as_many_as_it_says_whatever_their_hashes),
		cmocka_unit_test(a_copy_is_no_new_request_under_any_key),
		cmocka_unit_test(a_walk_passes_over_whom_nobody_asked_for),
		cmocka_unit_test(every_host_is_known_under_any_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
