/* SPDX-License-Identifier: MIT */
/* IP fragments: in order, out of order, overlapping, lost, too many. */
#include "unit/decoding.h"

/* The bytes `from` … `to` of a UDP datagram with OK_200 (99 and more bytes), as a fragment. */
static void
part4(struct fixture *f, unsigned id, size_t from, size_t to, int64_t time)
{
	struct buf whole = BUF_INIT;

	buf_addstr(&whole, OK_200);
	add_udp(&whole, 5060, 5070);
	bool more = to < whole.n;
	buf_add(&f->b, slice_head(slice_skip(buf_slice(&whole), from), to - from));
	add_ip4(&f->b, 17, 1, 2, id, (unsigned)from / 8 | (more ? 0x2000 : 0));
	send(f->d, &f->b, RAW_IP, time);
	buf_release(&whole);
}

static void
any_order_will_do(void **state)
{
	static const struct { size_t from, to; } orders[][3] = {
		{ { 0, 32 }, { 32, 64 }, { 64, 999 } },
		{ { 64, 999 }, { 32, 64 }, { 0, 32 } },
		{ { 32, 64 }, { 64, 999 }, { 0, 32 } },
	};
	struct fixture f;

	(void)state;
	begin(&f);
	for (size_t i = 0; i < COUNT(orders); i++) {
		for (size_t k = 0; k < 3; k++) {
			assert_int_equal(f.log.count, 0);
			part4(&f, (unsigned)i, orders[i][k].from, orders[i][k].to, 1);
		}
		assert_true(log_holds(&f.log, 0, OK_200));
		assert_int_equal(f.log.frame[0].where.packet, 3 * (i + 1));
		assert_int_equal(f.log.frame[0].flags, FRAME_EXACT);
		log_release(&f.log);
	}
	decoder_end(f.d);
	assert_int_equal(f.log.count, 0);
	end(&f);
}

static void
ipv6_fragments_are_put_together(void **state)
{
	struct fixture f;
	struct buf whole = BUF_INIT;

	(void)state;
	begin(&f);
	buf_addstr(&whole, OK_200);
	add_udp(&whole, 5060, 5070);
	buf_add(&f.b, slice_skip(buf_slice(&whole), 40));
	BEFORE(&f.b, 17, 0, 0, 40, 0, 0, 0, 9);
	add_ip6(&f.b, 44);
	send(f.d, &f.b, RAW_IP, 1);
	buf_add(&f.b, slice_head(buf_slice(&whole), 40));
	BEFORE(&f.b, 17, 0, 0, 1, 0, 0, 0, 9);
	add_ip6(&f.b, 44);
	send(f.d, &f.b, RAW_IP, 1);
	assert_true(log_holds(&f.log, 0, OK_200));
	assert_int_equal(f.log.frame[0].where.src.family, 6);
	buf_release(&whole);
	end(&f);
}

static void
what_came_first_wins_over_overlaps(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	part4(&f, 1, 0, 32, 1);
	buf_addstr(&f.b, "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX");	/* 16 … 56 */
	f.b.n = 40;
	add_ip4(&f.b, 17, 1, 2, 1, 0x2002);
	send(f.d, &f.b, RAW_IP, 1);
	part4(&f, 1, 24, 64, 1);
	assert_int_equal(f.log.count, 0);
	part4(&f, 1, 56, 999, 1);
	assert_int_equal(f.log.count, 1);
	assert_memory_equal(f.log.frame[0].bytes.p, OK_200, 24);	/* 32 less the UDP header */
	assert_int_equal(f.log.frame[0].bytes.n, strlen(OK_200));
	assert_int_equal(f.log.frame[0].bytes.p[24], 'X');
	end(&f);
}

static void
other_datagrams_keep_apart(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	part4(&f, 1, 0, 32, 1);
	part4(&f, 2, 32, 999, 1);
	assert_int_equal(f.log.count, 0);
	part4(&f, 1, 32, 999, 1);
	part4(&f, 2, 0, 32, 1);
	assert_int_equal(f.log.count, 2);
	end(&f);
}

static void
a_lone_first_fragment_is_handed_on_cut(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	part4(&f, 1, 0, 64, 1);
	part4(&f, 2, 8, 64, 1);			/* without its first: nothing to see */
	part4(&f, 3, 0, 32, 60 * 1000000);	/* long after: the first is given up */
	assert_int_equal(f.log.count, 1);
	assert_int_equal(f.log.frame[0].flags, FRAME_EXACT | FRAME_CUT);
	assert_int_equal(f.log.frame[0].bytes.n, 56);
	assert_int_equal(f.log.frame[0].where.packet, 1);
	assert_int_equal(f.log.frame[0].where.time, 1);
	decoder_end(f.d);
	assert_int_equal(f.log.count, 2);
	assert_int_equal(f.log.frame[1].where.packet, 3);
	end(&f);
}

static void
impossible_fragments_are_ignored(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	build_udp4(&f.b, OK_200);		/* ends beyond 64 KiB */
	add_ip4(&f.b, 17, 1, 2, 1, 0x1fff);
	send(f.d, &f.b, RAW_IP, 1);
	buf_addstr(&f.b, "odd");		/* not a multiple of 8, and more to come */
	add_ip4(&f.b, 17, 1, 2, 1, 0x2000);
	send(f.d, &f.b, RAW_IP, 1);
	add_ip4(&f.b, 17, 1, 2, 1, 0x2000);	/* empty */
	send(f.d, &f.b, RAW_IP, 1);
	decoder_end(f.d);
	assert_int_equal(f.log.count, 0);
	end(&f);
}

static void
a_flood_of_fragments_is_bound(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	for (unsigned id = 0; id < 5000; id++)
		part4(&f, id, 0, 64, 1);
	assert_true(f.log.count > 4000 && f.log.count < 5000);
	part4(&f, 4999, 64, 999, 1);		/* the youngest is still there */
	decoder_end(f.d);
	assert_int_equal(f.log.count, 5000);
	end(&f);
}

static void
bytes_the_snaplen_cut_stay_cut(void **state)
{
	struct fixture f;
	struct packet p = { .link_type = RAW_IP, .time = 1 };

	(void)state;
	begin(&f);
	buf_addstr(&f.b, OK_200);
	add_udp(&f.b, 5060, 5070);
	f.b.n = 64;
	add_ip4(&f.b, 17, 1, 2, 1, 0x2000);
	p.whole = f.b.n;
	p.bytes = slice_head(buf_slice(&f.b), 60);
	decoder_packet(f.d, &p);
	buf_reset(&f.b);
	part4(&f, 1, 64, 999, 1);
	assert_int_equal(f.log.count, 1);
	assert_int_equal(f.log.frame[0].flags, FRAME_EXACT | FRAME_CUT);
	assert_int_equal(f.log.frame[0].bytes.n, 60 - 20 - 8);
	end(&f);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_order_will_do),
		cmocka_unit_test(ipv6_fragments_are_put_together),
		cmocka_unit_test(what_came_first_wins_over_overlaps),
		cmocka_unit_test(other_datagrams_keep_apart),
		cmocka_unit_test(a_lone_first_fragment_is_handed_on_cut),
		cmocka_unit_test(impossible_fragments_are_ignored),
		cmocka_unit_test(a_flood_of_fragments_is_bound),
		cmocka_unit_test(bytes_the_snaplen_cut_stay_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
