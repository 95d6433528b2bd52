/* SPDX-License-Identifier: MIT */
/* TCP: segments of every shape, both directions, used ports, missing bytes. */
#include "unit/decoding.h"

enum { FIN = 1, SYN = 2, RST = 4, ACK = 16 };

/* A segment from the client (192.0.2.1:40000) or back from the server (192.0.2.2:5060). */
static void
segment(struct fixture *f, bool back, uint32_t seq, uint32_t ack, unsigned flags, struct slice data)
{
	unsigned from = back ? 5060 : 40000, to = back ? 40000 : 5060;

	buf_add(&f->b, data);
	add_tcp(&f->b, &(struct tcp_header){ from, to, seq, ack, flags });
	add_ip4(&f->b, 6, back ? 2 : 1, back ? 1 : 2, 1, 0);
	send(f->d, &f->b, RAW_IP, f->time++);
}

static void
data(struct fixture *f, uint32_t seq, struct slice bytes)
{
	segment(f, false, seq, 1, ACK, bytes);
}

/* Bytes `from` … `to` of `text` in a stream that begins at `start`. */
static void
part(struct fixture *f, uint32_t start, const char *text, size_t from, size_t to)
{
	data(f, start + (uint32_t)from, slice_head(slice_skip(slice_of(text), from), to - from));
}

static void
expect(const struct fixture *f, size_t i, const char *text, uint64_t packet)
{
	assert_true(log_holds(&f->log, i, text));
	assert_int_equal(f->log.frame[i].where.packet, packet);
	assert_int_equal(f->log.frame[i].where.transport, TRANSPORT_TCP);
}

static void
a_message_in_one_segment_is_found_without_a_syn(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	data(&f, 77, SLICE(OK_200));
	expect(&f, 0, OK_200, 1);
	assert_int_equal(f.log.frame[0].where.src.port, 40000);
	assert_int_equal(f.log.frame[0].where.dst.port, 5060);
	assert_int_equal(f.log.frame[0].flags, FRAME_EXACT);
	end(&f);
}

static void
a_message_may_be_split_anywhere(void **state)
{
	struct fixture f;
	size_t n = strlen(BUSY_486);

	(void)state;
	begin(&f);
	for (size_t at = 1; at < n; at++) {
		uint32_t start = (uint32_t)at * 1000;

		part(&f, start, BUSY_486, 0, at);
		assert_int_equal(f.log.count, 0);
		part(&f, start, BUSY_486, at, n);
		expect(&f, 0, BUSY_486, 3 * at - 1);
		log_release(&f.log);
		segment(&f, false, start + (uint32_t)n, 1, RST, SLICE_NONE);
	}
	for (size_t i = 0; i < n; i++)
		part(&f, 5000000, BUSY_486, i, i + 1);
	assert_true(log_holds(&f.log, 0, BUSY_486));
	end(&f);
}

static void
merged_messages_come_one_by_one(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	data(&f, 1, SLICE("\r\n\r\n" OK_200 BUSY_486 "\r\n\r\n" OPTIONS "SIP/2.0 4"));
	expect(&f, 0, OK_200, 1);
	expect(&f, 1, BUSY_486, 1);
	expect(&f, 2, OPTIONS, 1);
	assert_int_equal(f.log.count, 3);
	end(&f);
}

static void
order_and_repeats_do_not_matter(void **state)
{
	struct fixture f;
	const char *both = OK_200 BUSY_486;
	size_t n = strlen(both);

	(void)state;
	begin(&f);
	segment(&f, false, 99, 0, SYN, SLICE_NONE);
	part(&f, 100, both, 60, 90);
	part(&f, 100, both, 30, 60);
	part(&f, 100, both, 60, 90);
	part(&f, 100, both, 100, n);
	assert_int_equal(f.log.count, 0);
	part(&f, 100, both, 0, 40);
	part(&f, 100, both, 20, 70);
	part(&f, 100, both, 50, n);
	expect(&f, 0, OK_200, f.log.frame[0].where.packet);
	expect(&f, 1, BUSY_486, 8);
	part(&f, 100, both, 0, n);
	assert_int_equal(f.log.count, 2);
	end(&f);
}

static void
sequence_numbers_wrap(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	part(&f, UINT32_MAX - 20, OK_200, 0, 40);
	part(&f, UINT32_MAX - 20, OK_200, 40, strlen(OK_200));
	expect(&f, 0, OK_200, 2);
	end(&f);
}

static void
directions_are_apart(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	part(&f, 1, OPTIONS, 0, 30);
	segment(&f, true, 1, 31, ACK, SLICE(OK_200));
	part(&f, 1, OPTIONS, 30, strlen(OPTIONS));
	expect(&f, 0, OK_200, 2);
	assert_int_equal(f.log.frame[0].where.src.port, 5060);
	assert_int_equal(f.log.frame[0].where.src.ip[3], 2);
	expect(&f, 1, OPTIONS, 3);
	assert_int_equal(f.log.frame[1].where.src.port, 40000);
	end(&f);
}

static void
used_ports_begin_anew(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	segment(&f, false, 99, 0, SYN, SLICE_NONE);
	segment(&f, true, 199, 100, SYN | ACK, SLICE_NONE);
	part(&f, 100, OK_200, 0, 60);
	segment(&f, false, 77777, 0, SYN, SLICE_NONE);
	assert_int_equal(f.log.count, 1);
	assert_int_equal(f.log.frame[0].flags, FRAME_EXACT | FRAME_CUT);
	assert_int_equal(f.log.frame[0].where.packet, 3);
	segment(&f, true, 5, 77778, SYN | ACK, SLICE_NONE);
	segment(&f, false, 77777, 0, SYN, SLICE_NONE);		/* sent twice */
	data(&f, 77778, SLICE(BUSY_486));
	segment(&f, true, 6, 77778, ACK, SLICE(OPTIONS));
	expect(&f, 1, BUSY_486, 7);
	expect(&f, 2, OPTIONS, 8);
	end(&f);
}

static void
a_lost_segment_costs_its_messages_only(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	part(&f, 100, OK_200, 0, 50);
	data(&f, 400, SLICE("st of some body\r\n" BUSY_486));
	assert_int_equal(f.log.count, 0);
	f.time += 1000000;
	segment(&f, true, 1, 600, ACK, SLICE_NONE);		/* it has reached the peer, so it won't come again */
	assert_int_equal(f.log.count, 2);
	assert_int_equal(f.log.frame[0].flags, FRAME_EXACT | FRAME_CUT);
	assert_int_equal(f.log.frame[0].bytes.n, 50);
	assert_true(log_holds(&f.log, 1, BUSY_486));
	end(&f);
}

/* What waits for a segment that the capture lacks had reached the peer when it came, not when somebody speaks again. */
static void
behind_a_gap_the_times_are_right(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	part(&f, 100, OK_200, 0, 50);
	data(&f, 400, SLICE("st of some body\r\n" BUSY_486));
	f.time += 40000000;
	segment(&f, true, 1, 600, ACK, SLICE(OPTIONS));
	assert_int_equal(f.log.count, 3);
	expect(&f, 0, OPTIONS, 3);
	expect(&f, 2, BUSY_486, 2);
	assert_int_equal(f.log.frame[2].where.time, 1000001);
	end(&f);

	begin(&f);	/* but where only the order was wrong, it waited for what came last */
	part(&f, 100, OK_200, 0, 50);
	data(&f, 100 + (uint32_t)strlen(OK_200), SLICE(BUSY_486));
	part(&f, 100, OK_200, 50, strlen(OK_200));
	expect(&f, 0, OK_200, 3);
	expect(&f, 1, BUSY_486, 3);
	end(&f);
}

static void
what_is_begun_at_the_end_is_handed_on_cut(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	part(&f, 100, OK_200, 0, 60);
	decoder_end(f.d);
	assert_int_equal(f.log.count, 1);
	assert_int_equal(f.log.frame[0].flags, FRAME_EXACT | FRAME_CUT);
	part(&f, 100, OK_200, 0, 60);
	segment(&f, false, 160, 1, FIN | ACK, SLICE_NONE);
	assert_int_equal(f.log.count, 2);
	end(&f);
}

static void
bytes_the_snaplen_cut_make_a_gap(void **state)
{
	struct fixture f;
	struct packet p = { .link_type = RAW_IP, .time = 1 };

	(void)state;
	begin(&f);
	buf_addstr(&f.b, BUSY_486);
	add_tcp(&f.b, &(struct tcp_header){ 40000, 5060, 100, 1, ACK });
	add_ip4(&f.b, 6, 1, 2, 1, 0);
	p.whole = f.b.n;
	p.bytes = slice_head(buf_slice(&f.b), 80);
	decoder_packet(f.d, &p);
	buf_reset(&f.b);
	assert_int_equal(f.log.count, 1);
	assert_int_equal(f.log.frame[0].flags, FRAME_EXACT | FRAME_CUT);
	assert_int_equal(f.log.frame[0].bytes.n, 40);
	data(&f, 100 + (uint32_t)strlen(BUSY_486), SLICE(OK_200));
	expect(&f, 1, OK_200, 2);
	end(&f);
}

static void
a_flood_of_connections_is_bound(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	for (unsigned i = 0; i < 100000; i++) {
		buf_addstr(&f.b, "INVITE sip:a@b SIP/2.0\r\n");
		add_tcp(&f.b, &(struct tcp_header){ i & 0xffff, 5060 + (i >> 16), 1, 1, ACK });
		add_ip4(&f.b, 6, 1, 2, 1, 0);
		send(f.d, &f.b, RAW_IP, f.time++);
	}
	assert_true(f.log.count > 0);		/* the oldest were given up */
	decoder_end(f.d);
	assert_int_equal(f.log.count, 100000);
	end(&f);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_message_in_one_segment_is_found_without_a_syn),
		cmocka_unit_test(a_message_may_be_split_anywhere),
		cmocka_unit_test(merged_messages_come_one_by_one),
		cmocka_unit_test(order_and_repeats_do_not_matter),
		cmocka_unit_test(sequence_numbers_wrap),
		cmocka_unit_test(directions_are_apart),
		cmocka_unit_test(used_ports_begin_anew),
		cmocka_unit_test(a_lost_segment_costs_its_messages_only),
		cmocka_unit_test(behind_a_gap_the_times_are_right),
		cmocka_unit_test(what_is_begun_at_the_end_is_handed_on_cut),
		cmocka_unit_test(bytes_the_snaplen_cut_make_a_gap),
		cmocka_unit_test(a_flood_of_connections_is_bound),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
