/* SPDX-License-Identifier: MIT */
#include "script.h"

#include "diagnose/calls/calls.h"

struct seen {
	unsigned judged, clipped, most, silent;
	struct buf order;
};

static void
judge(void *ctx, struct call *c)
{
	struct seen *s = ctx;

	s->judged++;
	s->clipped += c->clipped;
	s->silent += (c->facts & HAS_SILENCE) != 0;
	if (c->message_count > s->most)
		s->most = c->message_count;
	if (s->order.n < 100)
		buf_addf(&s->order, "%.*s ", SLICE_ARG(c->id));
}

static const struct msg *
add(struct calls *cs, const char *text, uint64_t number)
{
	const struct msg *kept;

	struct message index = { 0 };
	struct line l = script_line(slice_of(text));
	struct buf bytes = BUF_INIT;

	script_message(&l, &bytes);
	struct frame frame = {
		.kind = FRAME_MESSAGE, .bytes = buf_slice(&bytes),
		.where = { .time = l.has_time ? 1000000001 + (int64_t)(l.time * 1e6) : NO_TIME, .src = l.src, .dst = l.dst },
	};
	assert_int_equal(message_index(&index, frame.bytes), MESSAGE_OK);
	kept = calls_add(cs, &index, &frame, number);
	message_release(&index);
	buf_release(&bytes);
	return kept;
}

static void
calls_end_when_their_timers_have_passed(void **state)
{
	struct seen s = { 0 };
	struct calls *cs = calls_new(judge, &s);

	(void)state;
	add(cs, "0 a>b INVITE id=busy", 1);
	add(cs, "1 b>a 486 id=busy", 2);
	add(cs, "2 a>b INVITE id=rings", 3);
	add(cs, "3 b>a 180 id=rings", 4);
	add(cs, "4 a>b INVITE id=talks", 5);
	add(cs, "5 b>a 200 id=talks", 6);
	add(cs, "6 a>b ACK id=talks", 7);
	add(cs, "36 a>b OPTIONS id=o1", 8);
	assert_int_equal(s.judged, 0);
	add(cs, "50 a>b OPTIONS id=o2", 9);
	assert_string_equal(s.order.p, "busy ");
	add(cs, "400 a>b OPTIONS id=o3", 10);
	assert_string_equal(s.order.p, "busy o1 o2 rings ");
	add(cs, "20000 a>b OPTIONS id=o4", 11);
	assert_string_equal(s.order.p, "busy o1 o2 rings o3 talks ");
	calls_end(cs, NULL);
	assert_int_equal(s.judged, 7);
	calls_free(cs);
	buf_release(&s.order);
}

static void
a_live_input_waits_in_real_time(void **state)
{
	struct seen s = { 0 };
	struct calls *cs = calls_new(judge, &s);

	(void)state;
	add(cs, "0 a>b INVITE", 1);
	add(cs, "1 b>a 486", 2);
	calls_waited(cs, SECONDS(20));
	assert_int_equal(s.judged, 0);
	calls_waited(cs, SECONDS(40));
	assert_int_equal(s.judged, 1);
	calls_free(cs);
	buf_release(&s.order);
}

static void
a_live_input_tells_of_what_is_over_when_it_falls_quiet(void **state)
{
	struct seen s = { 0 };
	struct calls *cs = calls_new(judge, &s);

	(void)state;
	add(cs, "- a>b INVITE id=busy", 1);
	add(cs, "- b>a 486 id=busy", 2);
	add(cs, "- a>b ACK branch=1 id=busy", 3);
	add(cs, "- a>b INVITE id=asked", 4);
	add(cs, "- b>a 401 id=asked", 5);
	add(cs, "- a>b ACK branch=1 id=asked", 6);
	add(cs, "- a>b INVITE id=unheard", 7);
	add(cs, "- b>a 486 id=unheard", 8);
	/* Each hop has an ACK of its own: this one's last is for the first of them. */
	add(cs, "- a>p INVITE id=hops", 9);
	add(cs, "- p>b INVITE branch=2 via=1 id=hops", 10);
	add(cs, "- b>p 486 branch=2 via=1 id=hops", 11);
	add(cs, "- p>b ACK branch=2 via=1 id=hops", 12);
	add(cs, "- p>a 486 id=hops", 13);
	add(cs, "- a>p ACK branch=1 id=hops", 14);
	calls_waited(cs, SECONDS(1));
	assert_int_equal(s.judged, 0);
	calls_waited(cs, SECONDS(2));
	assert_int_equal(s.judged, 2);
	assert_string_equal(s.order.p, "busy hops ");
	calls_free(cs);
	buf_release(&s.order);
}

#define LOGIN(nonce) "| Authorization: Digest username=u, realm=r, nonce=" nonce ", uri=\"sip:b\", response="

/* An IMS phone's first REGISTER has credentials with nothing in them: what is refused is not them. */
static void
a_live_input_tells_refused_credentials_at_once(void **state)
{
	struct seen s = { 0 };
	struct calls *cs = calls_new(judge, &s);

	(void)state;
	calls_live(cs);
	add(cs, "0 a>b REGISTER id=first " LOGIN("\"\"") "\"\"", 1);
	add(cs, "0.1 b>a 401 REGISTER id=first", 2);
	add(cs, "0 a>b REGISTER id=refused " LOGIN("n1") "x", 3);
	add(cs, "0.1 b>a 401 REGISTER id=refused", 4);
	add(cs, "0 a>b REGISTER id=again", 5);
	add(cs, "0.1 b>a 401 REGISTER id=again", 6);
	add(cs, "0.2 a>b REGISTER id=again cseq=2 " LOGIN("\"\"") "\"\"", 7);
	add(cs, "0.3 b>a 401 REGISTER id=again cseq=2", 8);
	add(cs, "5 a>b OPTIONS id=o1", 9);
	assert_int_equal(s.judged, 0);
	add(cs, "6 a>b OPTIONS id=o2", 10);
	assert_string_equal(s.order.p, "refused again ");
	add(cs, "100 a>b OPTIONS id=o3", 11);
	assert_string_equal(s.order.p, "refused again o1 o2 ");
	calls_free(cs);
	buf_release(&s.order);
}

static void
without_times_messages_are_counted(void **state)
{
	struct seen s = { 0 };
	struct calls *cs = calls_new(judge, &s);

	(void)state;
	add(cs, "- a>b INVITE id=first", 1);
	add(cs, "- b>a 486 id=first", 2);
	add(cs, "- a>b OPTIONS id=o1", 4000);
	assert_int_equal(s.judged, 0);
	add(cs, "- a>b OPTIONS id=o2", 5000);
	assert_int_equal(s.judged, 1);
	calls_free(cs);
	buf_release(&s.order);
}

static void
a_call_too_long_keeps_its_ends(void **state)
{
	struct seen s = { 0 };
	struct calls *cs = calls_new(judge, &s);
	char text[100];

	(void)state;
	for (int i = 1; i <= 2000; i++) {
		snprintf(text, sizeof text, "%d a>b INFO cseq=%d", i, i + 1);
		add(cs, text, (uint64_t)i);
	}
	calls_end(cs, NULL);
	assert_int_equal(s.judged, 1);
	assert_int_equal(s.clipped, 1);
	assert_true(s.most < 600);
	calls_free(cs);
	buf_release(&s.order);
}

struct put_by {
	struct call *calls[4];
	unsigned judged, count;
};

static void
judge_later(void *ctx, struct call *c)
{
	struct put_by *k = ctx;

	k->judged += c->message_count > 0;
}

static void
keep_call(void *ctx, struct call *c)
{
	struct put_by *k = ctx;

	assert_true(k->count < sizeof k->calls / sizeof *k->calls);
	k->calls[k->count++] = c;
}

static void
what_is_kept_can_be_read_until_it_is_freed(void **state)
{
	struct put_by k = { .count = 0 };
	struct calls *cs = calls_new(judge_later, &k);
	struct arena_pool pool = { .count = 0 };
	const struct msg *first, *second;
	char text[100];

	(void)state;
	calls_keep(cs, keep_call);
	first = add(cs, "0 a>b INVITE id=busy", 1);
	second = add(cs, "1.5 b>a 486 id=busy", 2);
	assert_null(add(cs, "1.5 b>a 486 id=busy", 3));		/* the capture has it twice */
	add(cs, "50 a>b OPTIONS id=o1", 4);
	assert_int_equal(k.judged, 1);
	assert_int_equal(k.count, 1);
	assert_int_equal(first->number, 1);
	assert_int_equal(second->code, 486);
	assert_true(slice_starts(second->bytes, SLICE("SIP/2.0 486")));
	/* One whose middle goes is given away, too, though it goes on. */
	for (int i = 1; i <= 600; i++) {
		snprintf(text, sizeof text, "%d a>b INFO id=long cseq=%d", 60 + i / 100, i);
		first = add(cs, text, (uint64_t)i + 4);
		assert_int_equal(first->number, i + 4);
	}
	assert_int_equal(k.judged, 1);
	assert_int_equal(k.count, 2);
	for (unsigned i = 0; i < k.count; i++)
		call_free(k.calls[i], &pool);
	assert_true(pool.count > 0);
	calls_free(cs);
	arena_pool_release(&pool);
}

static void
a_flood_of_calls_is_capped(void **state)
{
	struct seen s = { 0 };
	struct calls *cs = calls_new(judge, &s);
	char text[100];

	(void)state;
	for (int i = 1; i <= 210000; i++) {
		snprintf(text, sizeof text, "%f a>b INVITE id=%d", i / 1e5, i);
		add(cs, text, (uint64_t)i);
	}
	assert_true(calls_dropped(cs) > 9000);
	assert_int_equal(s.judged, calls_dropped(cs));
	calls_end(cs, NULL);
	assert_int_equal(s.judged, 210000);
	assert_int_equal(s.silent, 210000);
	calls_free(cs);
	buf_release(&s.order);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(calls_end_when_their_timers_have_passed),
		cmocka_unit_test(a_live_input_waits_in_real_time),
		cmocka_unit_test(a_live_input_tells_of_what_is_over_when_it_falls_quiet),
		cmocka_unit_test(a_live_input_tells_refused_credentials_at_once),
		cmocka_unit_test(without_times_messages_are_counted),
		cmocka_unit_test(a_call_too_long_keeps_its_ends),
		cmocka_unit_test(what_is_kept_can_be_read_until_it_is_freed),
		cmocka_unit_test(a_flood_of_calls_is_capped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
