/* SPDX-License-Identifier: MIT */
/* The scoreboard: under what calls are counted, what is counted of them, and what failing calls share. */
#include "script.h"

#include "diagnose/calls/limits.h"
#include "metrics/shared.h"

static const struct board_by everything = { { BOARD_PEER, BOARD_TRUNK, BOARD_PREFIX, BOARD_AGENT, BOARD_HOUR }, BOARD_KEYS };

static struct trace *
counted(const char *script, struct board_by by)
{
	const struct trace_options o = { .summary = true, .by = by };

	return summarised(script, &o);
}

/* The values of the only call, " | " between them. */
static void
check_values(const char *script, const char *expected)
{
	struct trace *t = counted(script, everything);
	const struct board *b = trace_summary(t)->board;
	struct buf text = BUF_INIT;

	assert_int_equal(b->groups.n, 1);
	for (size_t i = 0; i < BOARD_KEYS; i++) {
		buf_addstr(&text, i > 0 ? " | " : "");
		buf_add(&text, group_value(b->groups.items[0], i));
	}
	assert_string_equal(text.p, expected);
	buf_release(&text);
	trace_free(t);
}

static void
a_call_is_counted_under_what_its_messages_say(void **state)
{
	(void)state;
	check_values("3601 a>b INVITE user=+4930123456 | User-Agent: Desk\t1\n" "3602 b>a 486\n",
	    "203.0.113.97 | 203.0.113.98 | +4930 | Desk 1 | 1970-01-01T01:00Z");
	/* No addresses: the hosts that the message names. No time, no number, no agent. */
	check_values("- ?>? INVITE uri=sip:bob@B.example.net sentby=pbx.example.org:5070\n" "- ?>? 486\n",
	    "pbx.example.org | b.example.net | - | - | -");
	check_values("0 a>b INVITE uri=sip:1001@b sentby=x\n" "1 b>a 486\n", "203.0.113.97 | 203.0.113.98 | 10 | - | 1970-01-01T00:00Z");
	check_values("0 a>b INVITE uri=sip:112@b\n" "1 b>a 486\n", "203.0.113.97 | 203.0.113.98 | 11 | - | 1970-01-01T00:00Z");
	check_values("0 a>b INVITE uri=tel:+1-(408)-555\n" "1 b>a 486\n", "203.0.113.97 | 203.0.113.98 | +1408 | - | 1970-01-01T00:00Z");
	check_values("0 a>b INVITE uri=sip:+1408555;TGRP=tg1;trunk-context=x@b\n" "1 b>a 486\n",
	    "203.0.113.97 | tg1 | +1408 | - | 1970-01-01T00:00Z");
}

static void
the_trunk_is_the_one_that_answered_or_was_tried_last(void **state)
{
	(void)state;
	check_values("0 a>p INVITE\n" "0.1 p>b INVITE branch=x via=1\n" "0.5 b>p 503 branch=x via=1\n" "0.6 p>d INVITE branch=y via=1\n"
	    "1 d>p 503 branch=y via=1\n" "1.1 p>a 503\n", "203.0.113.97 | 203.0.113.100 | - | - | 1970-01-01T00:00Z");
	check_values("0 a>p INVITE\n" "0.1 p>b INVITE branch=x via=1\n" "0.11 p>d INVITE branch=y via=1\n" "0.5 b>p 200 branch=x via=1\n"
	    "1 d>p 487 branch=y via=1\n" "1.1 p>a 200\n" "1.2 a>b ACK\n", "203.0.113.97 | 203.0.113.98 | - | - | 1970-01-01T00:00Z");
}

#define ANSWERED(id) "0 a>b INVITE id=" id "\n" "0.5 a>b INVITE id=" id "\n" "1 b>a 180 id=" id "\n" "3 b>a 200 id=" id "\n" \
	"3.1 a>b ACK id=" id "\n" "9 a>b BYE cseq=3 id=" id "\n" "9.1 b>a 200 BYE cseq=3 id=" id "\n"

static void
attempts_and_times_are_counted_by_group(void **state)
{
	struct trace *t = counted(ANSWERED("1") "20 c>b INVITE id=2\n" "24 b>c 503 id=2\n" "24.1 c>b ACK branch=1 id=2\n"
	    "30 c>b INVITE id=3\n" "31 b>c 302 id=3 | Contact: <sip:x@example.org>\n" "31.1 c>b ACK branch=1 id=3\n"
	    "40 c>b INVITE id=4\n" "42 b>c 180 id=4\n" "43 b>c 486 id=4\n" "43.1 c>b ACK branch=1 id=4\n"
	    "50 c>b REGISTER id=5\n" "51 b>c 200 REGISTER id=5\n", (struct board_by){ { BOARD_PEER }, 1 });
	const struct board *b = trace_summary(t)->board;
	const struct attempts *a = &((const struct group *)b->groups.items[0])->a, *c = &((const struct group *)b->groups.items[1])->a;
	const struct group **sorted = board_sorted(b);

	(void)state;
	assert_int_equal(b->groups.n, 2);
	assert_ptr_equal(sorted[0], b->groups.items[1]);
	assert_int_equal(a->attempts, 1);
	assert_int_equal(a->answered, 1);
	assert_int_equal(a->effective, 1);
	assert_int_equal(a->messages, 7);
	assert_int_equal(a->retransmissions, 1);
	assert_int_equal(a->pdd.samples, 1);
	assert_true(fabs(histogram_quantile(&a->pdd, 50) / 1e6 - 1) < 1.0 / 32);
	assert_int_equal(a->srd.samples, 1);
	assert_int_equal(c->attempts, 3);
	assert_int_equal(c->with_final, 3);
	assert_int_equal(c->answered, 0);
	assert_int_equal(c->failed, 1);
	assert_int_equal(c->redirected, 1);
	assert_int_equal(c->effective, 1);
	assert_int_equal(c->pdd.samples, 1);
	assert_int_equal(c->srd.samples, 0);
	free(sorted);
	trace_free(t);
}

/* So many calls of one agent fail and go well; what is said of it. */
static size_t
told(uint64_t failed, uint64_t failed_else, uint64_t good, uint64_t good_else, struct shared list[SHARED_MOST])
{
	static struct board b;
	const struct attempts attempts = { .attempts = failed + failed_else + good + good_else, .failed = failed + failed_else };
	const char *all[] = { "-" };
	size_t n;

	board_release(&b);
	board_init(&b, &(struct board_by){ { BOARD_PEER }, 1 });
	board_add_group(&b, all, &attempts);
	board_add_share(&b, BOARD_AGENT, "bad", failed + good, failed);
	board_add_share(&b, BOARD_AGENT, "other", failed_else + good_else, failed_else);
	n = board_shared(&b, list);
	return n;
}

static void
what_failing_calls_share_is_said_with_enough_of_them(void **state)
{
	struct shared list[SHARED_MOST];

	(void)state;
	assert_int_equal(told(30, 5, 10, 500, list), 1);
	assert_string_equal(list[0].value, "bad");
	assert_int_equal(list[0].failed, 30);
	assert_int_equal(list[0].failed_of, 35);
	assert_int_equal(list[0].rest, 10);
	assert_int_equal(list[0].rest_of, 510);
	assert_int_equal(told(9, 0, 0, 500, list), 0);		/* too few of them */
	assert_int_equal(told(300, 0, 0, 9, list), 0);		/* nothing to compare with */
	assert_int_equal(told(30, 0, 500, 0, list), 0);		/* all calls have it */
	assert_int_equal(told(3, 9, 20, 120, list), 0);		/* chance */
	assert_int_equal(told(600, 400, 900, 1500, list), 0);	/* surely more often, but not by much */
	assert_int_equal(told(150, 850, 1, 5000, list), 0);	/* surely more often, but of few of them */
	told(0, 0, 0, 0, list);
}

static void
groups_beyond_the_limit_stand_together(void **state)
{
	const struct attempts one = { .attempts = 1, .messages = 3 };
	struct board b, half[2];
	char name[16];
	const char *values[] = { name };

	(void)state;
	board_init(&b, &(struct board_by){ { BOARD_PREFIX }, 1 });
	board_init(&half[0], &b.by);
	board_init(&half[1], &b.by);
	for (unsigned i = 0; i < 3 * BOARD_GROUPS; i++) {
		snprintf(name, sizeof name, "%u", i * 7919 % (2 * BOARD_GROUPS));
		board_add_group(&b, values, &one);
		board_add_group(&half[i % 2], values, &one);
	}
	assert_int_equal(b.groups.n, BOARD_GROUPS);
	assert_int_equal(b.others.attempts, 3 * BOARD_GROUPS / 2);
	assert_true(board_merge(&half[1], &half[0]));
	assert_int_equal(half[1].groups.n, BOARD_GROUPS);
	assert_int_equal(half[1].others.attempts, b.others.attempts);
	for (size_t i = 0; i < b.groups.n; i++) {
		const struct group *x = b.groups.items[i], *y = half[1].groups.items[i];

		assert_string_equal(x->name, y->name);
		assert_int_equal(x->a.messages, y->a.messages);
	}
	half[0].by.keys[0] = BOARD_HOUR;
	assert_false(board_merge(&half[1], &half[0]));
	board_release(&b);
	board_release(&half[0]);
	board_release(&half[1]);
}

static void
values_cannot_divide_or_grow(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	assert_string_equal(board_value(&a, "  "), "-");
	assert_string_equal(board_value(&a, NULL), "-");
	assert_string_equal(board_value(&a, "a\nb\x7f" "c"), "a b c");
	assert_int_equal(strlen(board_value(&a, "ääääääääääääääääääääääääääääääääääääääääääääääää")), BOARD_VALUE_MAX);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_call_is_counted_under_what_its_messages_say),
		cmocka_unit_test(the_trunk_is_the_one_that_answered_or_was_tried_last),
		cmocka_unit_test(attempts_and_times_are_counted_by_group),
		cmocka_unit_test(what_failing_calls_share_is_said_with_enough_of_them),
		cmocka_unit_test(groups_beyond_the_limit_stand_together),
		cmocka_unit_test(values_cannot_divide_or_grow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
