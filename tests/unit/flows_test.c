/* SPDX-License-Identifier: MIT */
/* Datagrams counted by flow: what counts as media, when flows are handed on, what happens when there are too many. */
#include "packets.h"

#include "input/packet/flows.h"

enum { SECOND = 1000000 };

struct seen_flows {
	size_t count;
	struct witness last;
	uint64_t packets;	/* of all that were handed on */
};

static void
take(void *ctx, const struct frame *f)
{
	struct seen_flows *s = ctx;

	assert_int_equal(f->kind, FRAME_WITNESS);
	if (f->witness->kind == WITNESS_CLOCK)
		return;
	assert_int_equal(f->witness->kind, WITNESS_FLOW);
	s->count++;
	s->last = *f->witness;
	s->packets += f->witness->flow.packets;
}

static struct addr
host(unsigned n, unsigned port)
{
	return (struct addr){ .family = 4, .ip = { 10, (uint8_t)(n >> 16), (uint8_t)(n >> 8), (uint8_t)n }, .port = (uint16_t)port };
}

static void
add(struct flows *fs, double seconds, unsigned from, unsigned to, struct slice payload)
{
	struct place at = { .packet = (uint64_t)(seconds * 1000) + 1, .time = (int64_t)(seconds * SECOND) };
	struct addr a = host(1, from), b = host(2, to);

	flows_due(fs, at.time);
	flows_add(fs, &at, &a, &b, flows_hash(&a, &b), payload, payload.n);
}

/* An RTP packet of that type and source. */
static struct slice
rtp(unsigned type, unsigned ssrc)
{
	static char bytes[32];

	memcpy(bytes, (char[]){ (char)0x80, (char)type, 0, 1, 0, 0, 0, 1, WORD(ssrc), 0, 0, 0, 0 }, 16);
	return (struct slice){ bytes, 16 };
}

static const struct { const char *name; struct slice payload; uint64_t rtp, rtcp, keys; } kinds[] = {
	{ "RTP", SLICE("\x80\x08\0\1\0\0\0\1\0\0\0\x07xxxx"), 3, 0, 0 },
	{ "RTP with the marker", SLICE("\x80\x88\0\1\0\0\0\1\0\0\0\x07xxxx"), 3, 0, 0 },
	{ "sender report", SLICE("\x80\xc8\0\6\0\0\0\7yyyyyyyyyyyyyyyyyyyy"), 0, 3, 0 },
	{ "the first type of RTCP (RFC 5761 §4)", SLICE("\x80\xc0\0\6\0\0\0\7yyyyyyyyyyyyyyyyyyyy"), 0, 3, 0 },
	{ "the last", SLICE("\x80\xdf\0\6\0\0\0\7yyyyyyyyyyyyyyyyyyyy"), 0, 3, 0 },
	{ "one before: RTP with the marker", SLICE("\x80\xbf\0\6\0\0\0\7yyyyyyyyyyyyyyyyyyyy"), 3, 0, 0 },
	{ "one behind", SLICE("\x80\xe0\0\6\0\0\0\7yyyyyyyyyyyyyyyyyyyy"), 3, 0, 0 },
	{ "STUN", SLICE("\0\1\0\0\x21\x12\xa4\x42yyyyyyyyyyyy"), 0, 0, 3 },
	{ "DTLS", SLICE("\x16\xfe\xff\0\0\0\0\0\0\0\0\0\0"), 0, 0, 3 },
	{ "DTLS by its last type", SLICE("\x3f\xfe\xff\0\0\0\0\0\0\0\0\0\0"), 0, 0, 3 },
	{ "by its first", SLICE("\x14\xfe\xff\0\0\0\0\0\0\0\0\0\0"), 0, 0, 3 },
	{ "types of none", SLICE("\x40\xfe\xff\0\0\0\0\0\0\0\0\0\0"), 0, 0, 0 },
	{ "nor these", SLICE("\x13\xfe\xff\0\0\0\0\0\0\0\0\0\0"), 0, 0, 0 },
	{ "another version than DTLS", SLICE("\x16\x03\x01\0\0\0\0\0\0\0\0\0\0"), 0, 0, 0 },
	{ "STUN by its last type", SLICE("\3\1\0\0\x21\x12\xa4\x42yyyyyyyyyyyy"), 0, 0, 3 },
	{ "no STUN", SLICE("\4\1\0\0\x21\x12\xa4\x42yyyyyyyyyyyy"), 0, 0, 0 },
	{ "T.38", SLICE("\x00\x05\x06\x02\x02\x78\x34\x00\x00\x00\x00\x00"), 0, 0, 0 },
	{ "something short", SLICE("\x80\x08"), 0, 0, 0 },
};

static void
media_are_told_from_what_accompanies_them(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(kinds); i++) {
		struct seen_flows seen = { .count = 0 };
		struct sink sink = { .ctx = &seen, .frame = take };
		struct flows *fs = flows_new(&sink);

		for (int n = 0; n < 3; n++)
			add(fs, n * 0.02, 4000, 4002, kinds[i].payload);
		flows_end(fs);
		if (seen.count != 1 || seen.last.flow.packets != 3 || seen.last.flow.rtp != kinds[i].rtp ||
		    seen.last.flow.rtcp != kinds[i].rtcp || seen.last.flow.keys != kinds[i].keys)
			fail_msg("%s", kinds[i].name);
		flows_free(fs);
	}
}

static void
a_fatal_alert_in_the_clear_is_told(void **state)
{
	static const struct { struct slice payload; unsigned alert; } rows[] = {
		{ SLICE("\x15\xfe\xfd\0\0\0\0\0\0\0\1\0\2\2\x28"), 40 },
		{ SLICE("\x15\xfe\xfd\0\0\0\0\0\0\0\1\0\2\1\0"), 0 },		/* a warning: the end */
		{ SLICE("\x15\xfe\xfd\0\1\0\0\0\0\0\1\0\2\2\x28"), 0 },	/* encrypted */
		{ SLICE("\x15\xfe\xfd\0\0\0\0\0\0\0\1\0\3\2\x28"), 0 },
		{ SLICE("\x16\xfe\xfd\0\0\0\0\0\0\0\1\0\2\2\x28"), 0 },
		{ SLICE("\x15\xfe\xfd\0\0\0\0\0\0\0\1\0\2\2"), 0 },		/* cut */
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct seen_flows seen = { .count = 0 };
		struct sink sink = { .ctx = &seen, .frame = take };
		struct flows *fs = flows_new(&sink);

		add(fs, 0, 4000, 4002, rows[i].payload);
		flows_end(fs);
		if (seen.count != (rows[i].alert != 0) || (seen.count > 0 && seen.last.flow.alert != rows[i].alert))
			fail_msg("row %zu: %zu flows, alert %u", i, seen.count, seen.last.flow.alert);
		flows_free(fs);
	}
}

static void
how_far_a_handshake_came_is_told(void **state)
{
	static const struct { struct slice payload; unsigned hellos; bool secured; unsigned denied, asked; } rows[] = {
		{ SLICE("\x16\xfe\xff\0\0\0\0\0\0\0\0\0\1\1"), 2, false, 0, 0 },
		{ SLICE("\x16\xfe\xfd\0\0\0\0\0\0\0\0\0\1\2"), 0, false, 0, 0 },	/* ServerHello */
		{ SLICE("\x16\xfe\xfd\0\0\0\0\0\0\0\0\0\1"), 0, false, 0, 0 },	/* cut */
		{ SLICE("\x14\xfe\xfd\0\0\0\0\0\0\0\0\0\1\1"), 0, true, 0, 0 },
		{ SLICE("\x16\xfe\xfd\0\1\0\0\0\0\0\0\0\1\1"), 0, true, 0, 0 },
		{ SLICE("\x17\xfe\xfd\0\1\0\0\0\0\0\0\0\1\1"), 0, true, 0, 0 },
		{ SLICE("\0\1\0\0\x21\x12\xa4\x42yyyyy\1yyyyyy"), 0, false, 0, 2 },
		{ SLICE("\1\1\0\0\x21\x12\xa4\x42yyyyyyyyyyyy"), 0, false, 0, 0 },	/* success */
		{ SLICE("\1\x11\0\0\x21\x12\xa4\x42yyyyyyyyyyyy"), 0, false, 2, 0 },
		{ SLICE("\0\x11\0\0\x21\x12\xa4\x42yyyyyyyyyyyy"), 0, false, 0, 0 },	/* an indication */
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct seen_flows seen = { .count = 0 };
		struct sink sink = { .ctx = &seen, .frame = take };
		struct flows *fs = flows_new(&sink);
		const struct media_flow *f = &seen.last.flow;

		add(fs, 2, 4000, 4002, rows[i].payload);
		add(fs, 5, 4000, 4002, rows[i].payload);
		flows_end(fs);
		if (seen.count != 1 || f->hellos != rows[i].hellos || f->secured != rows[i].secured || f->denied != rows[i].denied ||
		    f->asked != rows[i].asked ||
		    f->hello_last - f->hello_first != (f->hellos > 0 ? 3 * SECOND : 0))
			fail_msg("row %zu: %zu flows, %u, %d", i, seen.count, f->hellos, f->secured);
		flows_free(fs);
	}
}

static void
what_was_cut_to_its_first_bytes_counts(void **state)
{
	struct seen_flows seen = { .count = 0 };
	struct sink sink = { .ctx = &seen, .frame = take };
	struct flows *fs = flows_new(&sink);
	struct addr a = host(1, 4000), b = host(2, 4002);
	struct place at = { .packet = 1, .time = 5 };

	(void)state;
	for (int n = 0; n < 9; n++)
		flows_add(fs, &at, &a, &b, flows_hash(&a, &b), SLICE("\x80\x12"), 32);
	flows_end(fs);
	assert_int_equal(seen.last.flow.rtp, 9);
	assert_int_equal(seen.last.flow.type[0], 18);
	flows_add(fs, &at, &b, &a, flows_hash(&b, &a), SLICE(""), 32);	/* nothing of it was kept, but it came */
	flows_add(fs, &at, &b, &a, flows_hash(&b, &a), SLICE(""), 32);
	flows_add(fs, &at, &b, &a, flows_hash(&b, &a), SLICE(""), 0);	/* this one was empty */
	flows_end(fs);
	assert_int_equal(seen.last.flow.packets, 2);
	assert_int_equal(seen.last.flow.rtp, 0);
	flows_free(fs);
}

static void
noise_that_looks_like_rtp_is_none(void **state)
{
	struct seen_flows seen = { .count = 0 };
	struct sink sink = { .ctx = &seen, .frame = take };
	struct flows *fs = flows_new(&sink);

	(void)state;
	for (unsigned n = 0; n < 200; n++)
		add(fs, n * 0.02, 4000, 4002, rtp(n & 127, n * 7919 + 1));
	flows_end(fs);
	assert_int_equal(seen.last.flow.packets, 200);
	assert_int_equal(seen.last.flow.rtp, 1);
	for (unsigned n = 0; n < 200; n++)	/* nothing behind the header */
		add(fs, 10 + n * 0.02, 4000, 4004, slice_head(rtp(n & 127, n * 7919 + 1), 12));
	flows_end(fs);
	assert_int_equal(seen.last.flow.packets, 200);
	assert_int_equal(seen.last.flow.rtp, 1);
	flows_free(fs);
}

static void
two_streams_on_one_port_are_both_counted(void **state)
{
	struct seen_flows seen = { .count = 0 };
	struct sink sink = { .ctx = &seen, .frame = take };
	struct flows *fs = flows_new(&sink);

	(void)state;
	for (unsigned n = 0; n < 100; n++)
		add(fs, n * 0.02, 4000, 4002, n % 2 ? rtp(96, 7) : rtp(111, 8));
	flows_end(fs);
	assert_int_equal(seen.last.flow.rtp, 99);	/* the second stream's first packet could have been anything */
	assert_int_equal(seen.last.flow.types, 2);
	flows_free(fs);
}

static void
the_types_seen_most_are_kept(void **state)
{
	struct seen_flows seen = { .count = 0 };
	struct sink sink = { .ctx = &seen, .frame = take };
	struct flows *fs = flows_new(&sink);
	uint64_t most = 0;

	(void)state;
	for (unsigned n = 0; n < 300; n++)
		add(fs, n * 0.02, 4000, 4002, rtp(n < 20 ? n : 18, 7));
	flows_end(fs);
	assert_int_equal(seen.last.flow.types, 3);
	for (size_t i = 0; i < 3; i++)
		if (seen.last.flow.type[i] == 18)
			most = seen.last.flow.of_type[i];
	assert_in_range(most, 280, 300);
	flows_free(fs);
}

static void
a_flow_is_handed_on_at_most_once_a_second_and_in_time(void **state)
{
	struct seen_flows seen = { .count = 0 };
	struct sink sink = { .ctx = &seen, .frame = take };
	struct flows *fs = flows_new(&sink);

	(void)state;
	for (unsigned n = 0; n < 501; n++)
		add(fs, n * 0.02, 4000, 4002, rtp(8, 7));	/* ten seconds */
	assert_in_range(seen.count, 9, 10);
	flows_due(fs, 11 * SECOND);		/* any other packet, a second after the last of the flow */
	assert_in_range(seen.count, 10, 11);
	assert_int_equal(seen.last.flow.packets, 501);
	assert_int_equal(seen.last.flow.first, 0);
	assert_int_equal(seen.last.flow.last, 10 * SECOND);
	size_t before = seen.count;
	flows_due(fs, 20 * SECOND);
	flows_end(fs);
	assert_int_equal(seen.count, before);	/* nothing new */
	flows_free(fs);
}

static void
after_a_long_pause_another_flow_begins(void **state)
{
	struct seen_flows seen = { .count = 0 };
	struct sink sink = { .ctx = &seen, .frame = take };
	struct flows *fs = flows_new(&sink);

	(void)state;
	add(fs, 0, 4000, 4002, rtp(8, 7));
	add(fs, 19, 4000, 4002, rtp(8, 7));
	flows_end(fs);
	assert_int_equal(seen.last.flow.packets, 2);
	add(fs, 40, 4000, 4002, rtp(8, 9));
	flows_end(fs);
	assert_int_equal(seen.last.flow.packets, 1);
	assert_int_equal(seen.last.flow.first, 40 * SECOND);
	flows_free(fs);
}

/* A phone that has but one port calls again a little later. */
static void
the_next_call_on_the_same_ports_is_another_flow(void **state)
{
	static const struct { unsigned packets, ssrc; double pause; bool another; } rows[] = {
		{ 50, 8, 2, true }, { 49, 8, 2, false }, { 50, 7, 2, false }, { 50, 8, 1.99, false },
	};
	struct slice report = SLICE("\x80\xc8\0\6\0\0\0\7yyyyyyyyyyyyyyyyyyyy");
	struct seen_flows seen = { 0 };
	struct sink sink = { .ctx = &seen, .frame = take };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct flows *fs = flows_new(&sink);
		double last = 0.02 * (rows[i].packets - 1);

		for (unsigned n = 0; n < rows[i].packets; n++)
			add(fs, 0.02 * n, 4000, 4002, rtp(8, 7));
		add(fs, last + rows[i].pause, 4000, 4002, rtp(0, rows[i].ssrc));
		add(fs, last + rows[i].pause, 4000, 4002, rtp(0, rows[i].ssrc));
		add(fs, last + rows[i].pause + 5, 4000, 4002, report);		/* a report is of the flow that there is */
		flows_end(fs);
		assert_int_equal(seen.last.flow.packets, rows[i].another ? 3 : rows[i].packets + 3);
		flows_free(fs);
	}
}

static void
names_time_and_single_probes_are_no_flows(void **state)
{
	struct seen_flows seen = { .count = 0 };
	struct sink sink = { .ctx = &seen, .frame = take };
	struct flows *fs = flows_new(&sink);

	(void)state;
	add(fs, 0, 53, 40000, rtp(8, 7));
	add(fs, 0, 40000, 123, rtp(8, 7));
	add(fs, 0, 40000, 40001, SLICE("hello"));
	flows_end(fs);
	assert_int_equal(seen.count, 0);
	flows_free(fs);
}

static void
a_million_flows_are_all_handed_on_from_a_bound_table(void **state)
{
	enum { MANY = 1000000 };
	struct seen_flows seen = { .count = 0 };
	struct sink sink = { .ctx = &seen, .frame = take };
	struct flows *fs = flows_new(&sink);

	(void)state;
	for (unsigned n = 0; n < MANY; n++) {
		struct place at = { .packet = n + 1, .time = n };
		struct addr a = host(n / 1000, 10000 + n % 1000), b = host(77, 4002);

		flows_due(fs, at.time);
		flows_add(fs, &at, &a, &b, flows_hash(&a, &b), rtp(8, n), 16);
	}
	flows_end(fs);
	assert_int_equal(seen.count, MANY);
	assert_int_equal(seen.packets, MANY);
	flows_free(fs);
}

static void
times_that_go_back_hold_nothing_up(void **state)
{
	struct seen_flows seen = { .count = 0 };
	struct sink sink = { .ctx = &seen, .frame = take };
	struct flows *fs = flows_new(&sink);

	(void)state;
	add(fs, 1000, 4000, 4002, rtp(8, 7));
	add(fs, 1, 5000, 5002, rtp(8, 7));
	assert_int_equal(seen.count, 1);
	flows_end(fs);
	assert_int_equal(seen.count, 2);
	flows_free(fs);
}

static void
the_decoder_counts_what_is_no_sip(void **state)
{
	struct seen_flows seen = { .count = 0 };
	struct sink sink = { .ctx = &seen, .frame = take };
	struct decoder *d = decoder_new("x", &sink);
	struct buf b = BUF_INIT;

	(void)state;
	for (int n = 0; n < 3; n++) {
		buf_add(&b, rtp(8, 7));
		add_udp(&b, 4000, 4002);
		add_ip4(&b, 17, 1, 2, 7, 0);
		send(d, &b, RAW_IP, n * 20000);
	}
	decoder_end(d);
	assert_int_equal(seen.last.flow.rtp, 3);
	assert_int_equal(seen.last.flow.first_packet, 1);
	assert_int_equal(seen.last.flow.last_packet, 3);
	assert_int_equal(seen.last.from.port, 4000);
	assert_int_equal(seen.last.to.port, 4002);
	decoder_free(d);
	buf_release(&b);
}

struct order {
	uint64_t packets;	/* of the flow, as known when the clock moved last */
	uint64_t known;
};

static void
note_order(void *ctx, const struct frame *f)
{
	struct order *o = ctx;

	if (f->witness->kind == WITNESS_FLOW)
		o->known = f->witness->flow.packets;
	else if (f->witness->kind == WITNESS_CLOCK)
		o->packets = o->known;
}

static void
flows_are_known_before_the_clock_moves_on(void **state)
{
	struct order order = { 0, 0 };
	struct sink sink = { .ctx = &order, .frame = note_order };
	struct decoder *d = decoder_new("x", &sink);
	struct buf b = BUF_INIT;

	(void)state;
	for (int n = 0; n < 4; n++) {
		buf_add(&b, rtp(8, 7));
		add_udp(&b, 4000, 4002);
		add_ip4(&b, 17, 1, 2, 7, 0);
		send(d, &b, RAW_IP, n < 3 ? n * 20000 : 60 * SECOND);	/* the last one a minute later */
		assert_int_equal(order.packets, n < 3 ? 0 : 3);
	}
	decoder_end(d);
	decoder_free(d);
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(media_are_told_from_what_accompanies_them),
		cmocka_unit_test(a_fatal_alert_in_the_clear_is_told),
		cmocka_unit_test(how_far_a_handshake_came_is_told),
		cmocka_unit_test(what_was_cut_to_its_first_bytes_counts),
		cmocka_unit_test(noise_that_looks_like_rtp_is_none),
		cmocka_unit_test(two_streams_on_one_port_are_both_counted),
		cmocka_unit_test(the_types_seen_most_are_kept),
		cmocka_unit_test(a_flow_is_handed_on_at_most_once_a_second_and_in_time),
		cmocka_unit_test(after_a_long_pause_another_flow_begins),
		cmocka_unit_test(the_next_call_on_the_same_ports_is_another_flow),
		cmocka_unit_test(names_time_and_single_probes_are_no_flows),
		cmocka_unit_test(a_million_flows_are_all_handed_on_from_a_bound_table),
		cmocka_unit_test(times_that_go_back_hold_nothing_up),
		cmocka_unit_test(flows_are_known_before_the_clock_moves_on),
		cmocka_unit_test(the_decoder_counts_what_is_no_sip),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
