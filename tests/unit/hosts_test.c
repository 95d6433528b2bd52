/* SPDX-License-Identifier: MIT */
/* What is remembered of who spoke to whom, however long ago the calls were judged. */
#include "diagnose/calls/hosts.h"
#include "script.h"

/* Each line is one message; its number is that of the line. */
static struct hosts *
hosts_of(const char *script)
{
	struct hosts *h = hosts_new();
	struct slice rest = slice_of(script);

	for (uint64_t number = 1; rest.n > 0; number++) {
		struct line l = script_line(slice_trim(slice_cut(&rest, '\n')));
		struct message m = { 0 };
		struct buf bytes = BUF_INIT;

		script_message(&l, &bytes);
		struct frame frame = {
			.kind = FRAME_MESSAGE, .bytes = buf_slice(&bytes),
			.where = { .packet = number, .time = l.has_time ? script_time(l.time) : NO_TIME, .src = l.src, .dst = l.dst,
			    .transport = l.tcp ? TRANSPORT_TCP : TRANSPORT_UDP },
		};
		assert_int_equal(message_index(&m, frame.bytes), MESSAGE_OK);
		hosts_note(h, &m, &frame, number);
		message_release(&m);
		buf_release(&bytes);
	}
	return h;
}

static struct addr
host(const char *who)
{
	return script_addr(slice_of(who));
}

static void
a_way_has_a_direction(void **state)
{
	struct hosts *h = hosts_of("1 a>b INVITE\n2 a>b OPTIONS\n3 b>a 200\n- b>a 180\n5 ?>b INVITE\n6 a>? INVITE\n");
	struct addr a = host("a"), b = host("b"), d = host("d"), none = host("?");

	(void)state;
	assert_int_equal(hosts_way(h, &a, &b)->requests, 2);
	assert_int_equal(hosts_way(h, &a, &b)->responses, 0);
	assert_int_equal(hosts_way(h, &b, &a)->responses, 2);
	assert_null(hosts_way(h, &a, &d));
	assert_true(hosts_last(h, &a, &b) == script_time(2));
	assert_true(hosts_last(h, &b, &a) == script_time(3));	/* what has no time is none later */
	assert_true(hosts_last(h, &d, &a) == NO_TIME);
	assert_true(hosts_shows(h, &a) && hosts_shows(h, &b));
	assert_false(hosts_shows(h, &d) || hosts_shows(h, &none));
	hosts_free(h);
}

static void
what_passes_between_others_is_beside(void **state)
{
	struct hosts *h = hosts_of("1 a>b INVITE\n2 b>a 200\n3 a>d OPTIONS\n");
	struct addr a = host("a"), b = host("b"), d = host("d"), e = host("e");

	(void)state;
	assert_false(hosts_shows_beside(h, &a));
	assert_true(hosts_shows_beside(h, &b) && hosts_shows_beside(h, &d) && hosts_shows_beside(h, &e));
	hosts_free(h);
}

/* An ACK may go straight to who answered over others; whoever gets more says something, too. */
static void
who_only_gets_is_half_shown(void **state)
{
	struct hosts *h = hosts_of("1 a>b INVITE\n2 b>a 200\n3 a>d ACK\n4 e>b OPTIONS\n5 e>b OPTIONS cseq=2\n6 b>f OPTIONS\n7 b>f OPTIONS cseq=2\n");
	struct addr a = host("a"), b = host("b"), d = host("d"), e = host("e"), f = host("f"), none = host("g");

	(void)state;
	assert_true(hosts_shows_half(h, &e) && hosts_shows_half(h, &f));
	assert_false(hosts_shows_half(h, &a) || hosts_shows_half(h, &b) || hosts_shows_half(h, &d) || hosts_shows_half(h, &none));
	hosts_free(h);
}

static void
the_last_two_it_sent_are_known(void **state)
{
	struct hosts *h = hosts_of("1 a>b INVITE\n2 b>a 100\n3 a>b OPTIONS\n4 b>a 180\n");
	struct addr a = host("a"), d = host("d");

	(void)state;
	assert_true(hosts_sent_after(h, &a, 2, NO_TIME));
	assert_false(hosts_sent_after(h, &a, 3, NO_TIME));
	assert_false(hosts_sent_after(h, &d, 0, NO_TIME));
	assert_false(hosts_sent_after(h, &a, 2, script_time(3)));	/* before that moment */
	assert_true(hosts_sent_after(h, &a, 2, script_time(3) + 1));
	assert_true(hosts_sent_after(h, &a, 0, script_time(3)));	/* the one before did */
	assert_false(hosts_sent_after(h, &a, 0, script_time(1)));
	hosts_free(h);
}

static void
an_ack_to_nothing_shows_half_of_a_trace(void **state)
{
	static const struct { const char *name, *script; bool one_sided; } rows[] = {
		{ "requests alone", "1 a>b INVITE\n2 a>b ACK\n", true },
		{ "an answer", "1 a>b INVITE\n2 b>a 200\n3 a>b ACK\n", false },
		{ "ringing came back", "1 a>b INVITE\n2 b>a 180\n3 a>b ACK\n", false },
		{ "the answer came on another way", "1 a>b INVITE\n2 d>a 200\n3 a>b ACK\n", false },
		{ "only ringing did", "1 a>b INVITE\n2 d>a 180\n3 a>b ACK\n", true },
		{ "the answer to something else did", "1 a>b INVITE\n2 d>a 200 OPTIONS cseq=1\n3 a>b ACK\n", true },
		{ "the answer of another number did", "1 a>b INVITE\n2 d>a 200 cseq=2\n3 a>b ACK\n", true },
		{ "the answer of another call did", "1 a>b INVITE\n2 d>a 200 id=other\n3 a>b ACK\n", true },
		{ "the ACK has no To tag", "1 a>b INVITE\n2 a>b ACK to=-\n", false },
		{ "no INVITE was seen", "2 a>b ACK\n", false },
		{ "no ACK was", "1 a>b INVITE\n2 a>b BYE\n", false },
		{ "an answer to another call came back", "1 a>b INVITE\n2 a>b ACK\n3 b>a 200 OPTIONS id=other\n", false },
	};
	struct addr a = host("a"), b = host("b"), none = host("?");

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct hosts *h = hosts_of(rows[i].script);

		if (hosts_one_sided(h, &a, &b) != rows[i].one_sided)
			fail_msg("%s", rows[i].name);
		assert_false(hosts_one_sided(h, &b, &a) || hosts_one_sided(h, &none, &b) || hosts_one_sided(h, &a, &none));
		hosts_free(h);
	}
}

static void
a_small_request_that_was_answered_shows_what_passes(void **state)
{
	static const struct { const char *name, *script; unsigned bytes; uint64_t by; } rows[] = {
		{ "the greatest of them", "1 a>b OPTIONS size=1300\n2 b>a 200 OPTIONS\n", 1300, 1 },
		{ "a big one", "1 a>b OPTIONS size=1301\n2 b>a 200 OPTIONS\n", 0, 0 },
		{ "over a connection", "1 a>b OPTIONS size=1300 tcp\n2 b>a 200 OPTIONS tcp\n", 0, 0 },
		{ "the top Via says UDP, nothing else does", "1 a>b OPTIONS size=1300 loose\n2 b>a 200 OPTIONS loose\n", 1300, 1 },
		{ "it says TCP", "1 a>b OPTIONS size=1300 tcp loose\n2 b>a 200 OPTIONS tcp loose\n", 0, 0 },
		{ "not answered", "1 a>b OPTIONS size=1300\n", 0, 0 },
		{ "something else was answered", "1 a>b OPTIONS size=1300\n2 b>a 200 OPTIONS branch=y\n", 0, 0 },
		{ "the last of two", "1 a>b OPTIONS size=1000\n2 b>a 200 OPTIONS\n3 a>b OPTIONS size=900 branch=y\n4 b>a 200 OPTIONS branch=y\n", 900, 3 },
	};
	struct addr a = host("a"), b = host("b");

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct hosts *h = hosts_of(rows[i].script);
		const struct way *w = hosts_way(h, &a, &b);

		if (w->small.bytes != rows[i].bytes || w->small.spot.message != rows[i].by)
			fail_msg("%s: %u bytes", rows[i].name, (unsigned)w->small.bytes);
		hosts_free(h);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_way_has_a_direction),
		cmocka_unit_test(what_passes_between_others_is_beside),
		cmocka_unit_test(who_only_gets_is_half_shown),
		cmocka_unit_test(the_last_two_it_sent_are_known),
		cmocka_unit_test(an_ack_to_nothing_shows_half_of_a_trace),
		cmocka_unit_test(a_small_request_that_was_answered_shows_what_passes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
