/* SPDX-License-Identifier: MIT */
/* What UDP and SCTP may carry: SIP after keep-alives, HEP of each version, messages in chunks. */
#include <zlib.h>

#include "unit/decoding.h"

static void
udp(struct fixture *f, struct slice payload)
{
	buf_add(&f->b, payload);
	add_udp(&f->b, 1000, 2000);
	add_ip4(&f->b, 17, 1, 2, 1, 0);
	send(f->d, &f->b, RAW_IP, 5);
}

static void
sip_is_known_by_its_content(void **state)
{
	static const struct { struct slice payload; const char *message; } rows[] = {
		{ { OK_200, sizeof OK_200 - 1 }, OK_200 },
		{ { "\r\n\r\n" OPTIONS, sizeof OPTIONS + 3 }, OPTIONS },
		{ { BUSY_486 "trailing", sizeof BUSY_486 + 7 }, BUSY_486 "trailing" },
		{ { "\r\n\r\n", 4 }, NULL },
		{ { "jaK\0", 4 }, NULL },
		{ { "\x80\0zzzzSIP/2.0 200 OK\r\n", 22 }, NULL },
		{ { "SIP/2.0 200 O\0\r\n\r\n", 18 }, NULL },
		{ { "HTTP/1.1 200 OK\r\n\r\n", 19 }, NULL },
		{ { "", 0 }, NULL },
	};
	struct fixture f;

	(void)state;
	begin(&f);
	for (size_t i = 0; i < COUNT(rows); i++) {
		udp(&f, rows[i].payload);
		assert_int_equal(f.log.count, rows[i].message != NULL);
		if (rows[i].message != NULL)
			assert_true(log_holds(&f.log, 0, rows[i].message));
		log_release(&f.log);
	}
	end(&f);
}

static void
lengths_of_the_headers_drop_padding(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	build_udp4(&f.b, OK_200);
	add_ethernet(&f.b, 0x800);
	buf_add(&f.b, SLICE("\0\0\0\0\0\0"));
	send(f.d, &f.b, ETHERNET, 5);
	assert_true(log_holds(&f.log, 0, OK_200));
	assert_int_equal(f.log.frame[0].where.time, 5);
	end(&f);
}

static void
a_packet_cut_by_the_snaplen_says_so(void **state)
{
	struct fixture f;
	struct packet p = { .link_type = RAW_IP };

	(void)state;
	begin(&f);
	build_udp4(&f.b, OK_200);
	p.whole = f.b.n;
	p.bytes = slice_head(buf_slice(&f.b), 80);
	decoder_packet(f.d, &p);
	assert_int_equal(f.log.count, 1);
	assert_int_equal(f.log.frame[0].flags, FRAME_EXACT | FRAME_CUT);
	assert_int_equal(f.log.frame[0].bytes.n, 52);
	end(&f);
}

static void
add_chunk(struct buf *b, unsigned kind, struct slice value)
{
	buf_addc(b, 0);
	buf_addc(b, 0);
	buf_addc(b, HI(kind));
	buf_addc(b, LO(kind));
	buf_addc(b, HI(value.n + 6));
	buf_addc(b, LO(value.n + 6));
	buf_add(b, value);
}

static void
build_hep3_with(struct buf *b, unsigned kind, struct slice payload)
{
	add_chunk(b, 1, SLICE("\2"));
	add_chunk(b, 2, SLICE("\6"));
	add_chunk(b, 3, SLICE("\x0a\0\0\1"));
	add_chunk(b, 4, SLICE("\x0a\0\0\2"));
	add_chunk(b, 7, SLICE("\x13\xc4"));
	add_chunk(b, 8, SLICE("\x13\xc5"));
	add_chunk(b, 9, SLICE("\0\0\0\x64"));
	add_chunk(b, 10, SLICE("\0\0\0\7"));
	add_chunk(b, 11, SLICE("\1"));
	add_chunk(b, kind, payload);
	before(b, (struct slice){ (const char[]){ 'H', 'E', 'P', '3', HI(b->n + 6), LO(b->n + 6) }, 6 });
}

static void
build_hep3(struct buf *b, const char *message)
{
	build_hep3_with(b, 15, slice_of(message));
}

static void
expect_hep(const struct fixture *f, enum transport transport)
{
	const struct place *where = &f->log.frame[0].where;

	assert_true(log_holds(&f->log, 0, OK_200));
	assert_int_equal(where->src.ip[0], 10);
	assert_int_equal(where->dst.ip[3], 2);
	assert_int_equal(where->src.port, 5060);
	assert_int_equal(where->dst.port, 5061);
	assert_int_equal(where->transport, transport);
	assert_int_equal(where->time, 100000007);
}

static void
hep3_gives_its_own_addresses_and_time(void **state)
{
	struct fixture f;
	struct buf hep = BUF_INIT;

	(void)state;
	begin(&f);
	build_hep3(&hep, OK_200);
	udp(&f, buf_slice(&hep));
	expect_hep(&f, TRANSPORT_TCP);
	log_release(&f.log);
	buf_add(&f.b, buf_slice(&hep));
	add_tcp(&f.b, &(struct tcp_header){ 1000, 9060, 1, 1, 16 });
	add_ip4(&f.b, 6, 1, 2, 1, 0);
	send(f.d, &f.b, RAW_IP, 5);
	expect_hep(&f, TRANSPORT_TCP);
	log_release(&f.log);
	for (size_t n = 0; n < hep.n; n++)	/* cut anywhere: no overread */
		udp(&f, slice_head(buf_slice(&hep), n));
	log_release(&f.log);
	hep.p[10] = hep.p[11] = 0;		/* a chunk without length */
	udp(&f, buf_slice(&hep));
	assert_int_equal(f.log.count, 0);
	udp(&f, SLICE(OK_200));			/* and the packet's own time again */
	assert_int_equal(f.log.frame[0].where.time, 5);
	buf_release(&hep);
	end(&f);
}

static void
hep2_is_a_struct(void **state)
{
	struct fixture f;
	struct buf hep = BUF_INIT;

	(void)state;
	begin(&f);
	buf_add(&hep, SLICE("\2\x1c\2\x11\x13\xc4\x13\xc5\x0a\0\0\1\x0a\0\0\2" "\x64\0\0\0\7\0\0\0\1\0\0\0" OK_200));
	udp(&f, buf_slice(&hep));
	expect_hep(&f, TRANSPORT_UDP);
	buf_release(&hep);
	end(&f);
}

static void
add_data(struct buf *b, unsigned flags, uint32_t tsn, struct slice data)
{
	size_t n = data.n + 16;
	struct buf chunk = BUF_INIT;

	buf_add(&chunk, data);
	BEFORE(&chunk, 0, (char)flags, HI(n), LO(n), WORD(tsn), 0, 1, 0, 1, 0, 0, 0, 0);
	while (chunk.n % 4 != 0)
		buf_addc(&chunk, 0);
	buf_add(b, buf_slice(&chunk));
	buf_release(&chunk);
}

static void
sctp(struct fixture *f)
{
	BEFORE(&f->b, 0x13, (char)0xc4, 0x13, (char)0xc5, 0, 0, 0, 1, 0, 0, 0, 0);
	add_ip4(&f->b, 132, 1, 2, 1, 0);
	send(f->d, &f->b, RAW_IP, 5);
}

static void
sctp_chunks_hold_messages(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	buf_add(&f.b, SLICE("\3\0\0\x06zz\0\0"));		/* SACK, padded */
	add_data(&f.b, 3, 7, SLICE(OK_200));
	add_data(&f.b, 3, 8, SLICE(BUSY_486));
	sctp(&f);
	assert_true(log_holds(&f.log, 0, OK_200));
	assert_true(log_holds(&f.log, 1, BUSY_486));
	assert_int_equal(f.log.frame[0].where.transport, TRANSPORT_SCTP);
	assert_int_equal(f.log.frame[0].where.src.port, 5060);
	end(&f);
}

static void
sctp_messages_in_parts_are_joined(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	add_data(&f.b, 2, 7, slice_head(SLICE(OK_200), 30));
	sctp(&f);
	add_data(&f.b, 0, 8, slice_head(slice_skip(SLICE(OK_200), 30), 20));
	add_data(&f.b, 0, 8, slice_head(slice_skip(SLICE(OK_200), 30), 20));	/* sent again */
	add_data(&f.b, 1, 9, slice_skip(SLICE(OK_200), 50));
	sctp(&f);
	assert_int_equal(f.log.count, 1);
	assert_true(log_holds(&f.log, 0, OK_200));
	assert_int_equal(f.log.frame[0].where.packet, 2);
	add_data(&f.b, 2, 17, slice_head(SLICE(OK_200), 30));
	add_data(&f.b, 1, 19, slice_skip(SLICE(OK_200), 50));			/* 18 is lost */
	sctp(&f);
	assert_int_equal(f.log.count, 1);
	end(&f);
}

/* One packet with one chunk: of side 0 or the other, with this verification tag. */
static void
chunk_at(struct fixture *f, int64_t time, unsigned side, uint32_t tag, struct slice bytes)
{
	buf_add(&f->b, bytes);
	BEFORE(&f->b, side ? 0x13 : 0x75, side ? (char)0xc4 : 0x30, side ? 0x75 : 0x13, side ? 0x30 : (char)0xc4, WORD(tag), 0, 0, 0, 0);
	add_ip4(&f->b, 132, side ? 2 : 1, side ? 1 : 2, 1, 0);
	send(f->d, &f->b, RAW_IP, time);
}

static void
chunk(struct fixture *f, unsigned side, uint32_t tag, struct slice bytes)
{
	chunk_at(f, 5, side, tag, bytes);
}

static void
an_sctp_association_may_be_refused(void **state)
{
	static const struct { uint32_t tag; size_t witnesses; } rows[] = { { 0x1234, 1 }, { 0x1235, 0 }, { 0, 0 } };
	struct slice init = SLICE("\1\0\0\x14\0\0\x12\x34\0\0\xff\xff\0\x0a\0\x0a\0\0\0\1"), abort = SLICE("\6\0\0\4");
	struct fixture f;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		begin(&f);
		chunk(&f, 1, rows[i].tag, abort);	/* no INIT yet */
		assert_int_equal(f.log.witnesses, 0);
		chunk(&f, 0, 0, init);
		chunk(&f, 0, rows[i].tag, abort);	/* of the one who opened it: not an answer */
		assert_int_equal(f.log.witnesses, 0);
		chunk(&f, 1, rows[i].tag, abort);
		chunk(&f, 1, rows[i].tag, abort);	/* told once */
		assert_int_equal(f.log.witnesses, rows[i].witnesses);
		if (f.log.witnesses > 0) {
			const struct witness *w = f.log.witness[0];

			assert_int_equal(w->what, SCTP_REFUSED);
			assert_int_equal(w->to.port, 5060);
			assert_int_equal(w->from.port, 30000);
		}
		end(&f);
	}
}

/* Three INITs with the tag of the first, a second and two apart, and not one INIT ACK that carries it. */
static void
an_sctp_association_may_get_no_answer(void **state)
{
	static const struct { uint32_t answered; int64_t gap; size_t witnesses; } rows[] = {
		{ 0, 1000000, 1 }, { 0x1235, 1000000, 1 }, { 0x1234, 1000000, 0 }, { 0, 4999, 0 },
	};
	struct slice init = SLICE("\1\0\0\x14\0\0\x12\x34\0\0\xff\xff\0\x0a\0\x0a\0\0\0\1");
	struct fixture f;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		begin(&f);
		chunk_at(&f, 0, 0, 0, init);
		chunk_at(&f, 0, 1, rows[i].answered, SLICE("\2\0\0\x14\0\0\x77\x77\0\0\xff\xff\0\x0a\0\x0a\0\0\0\1"));
		chunk_at(&f, rows[i].gap, 0, 0, init);
		assert_int_equal(f.log.witnesses, 0);
		chunk_at(&f, 2 * rows[i].gap, 0, 0, init);
		chunk_at(&f, 3 * rows[i].gap, 0, 0, init);	/* told once */
		assert_int_equal(f.log.witnesses, rows[i].witnesses);
		if (f.log.witnesses > 0) {
			assert_int_equal(f.log.witness[0]->what, SCTP_SILENT);
			assert_int_equal(f.log.witness[0]->number, 3);
			assert_int_equal(f.log.witness[0]->to.port, 5060);
			assert_int_equal(f.log.witness[0]->from.port, 30000);
		}
		end(&f);
	}
}

/* It carried a message before, in whichever direction. */
static void
an_sctp_association_may_break(void **state)
{
	struct buf data = BUF_INIT;
	struct fixture f;

	(void)state;
	add_data(&data, 3, 7, SLICE(OK_200));
	for (unsigned n = 0; n < 4; n++) {
		unsigned i = n % 2, shut = n / 2;

		begin(&f);
		chunk(&f, 0, 0x77, buf_slice(&data));
		chunk(&f, i, 0x77, SLICE("\3\0\0\x10\0\0\0\7\0\0\xff\xff\0\0\0\0"));	/* SACK */
		assert_int_equal(f.log.witnesses, 0);
		chunk(&f, i, 0x77, shut ? SLICE("\7\0\0\x08\0\0\0\0") : SLICE("\6\0\0\4"));
		assert_int_equal(f.log.witnesses, 1);
		assert_int_equal(f.log.witness[0]->what, shut ? SCTP_CLOSED : SCTP_ABORTED);
		assert_int_equal(f.log.witness[0]->from.port, i == 0 ? 30000 : 5060);
		end(&f);
	}
	buf_release(&data);
}

/* RFC 6951: within UDP. What only goes to that port is something else. */
static void
sctp_may_stand_in_udp(void **state)
{
	static const struct { unsigned port, kind, length; size_t count; } rows[] = {
		{ 9899, 0, 0, 1 }, { 9898, 0, 0, 0 }, { 9899, 15, 0, 0 }, { 9899, 0, 3, 0 }, { 9899, 0, 9999, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct fixture f;

		begin(&f);
		add_data(&f.b, 3, 7, SLICE(OK_200));
		if (rows[i].kind > 0)
			f.b.p[0] = (char)rows[i].kind;
		if (rows[i].length > 0)
			memcpy(f.b.p + 2, (char[]){ (char)(rows[i].length >> 8), (char)rows[i].length }, 2);
		BEFORE(&f.b, 0x13, (char)0xc4, 0x75, 0x30, 0, 0, 0, 1, 0, 0, 0, 0);
		add_udp(&f.b, 9899, rows[i].port);
		if (rows[i].port != 9899)
			memcpy(f.b.p, (char[]){ 0x26, (char)0xaa }, 2);
		add_ip4(&f.b, 17, 2, 1, 1, 0);
		send(f.d, &f.b, RAW_IP, 5);
		if (f.log.count != rows[i].count)
			fail_msg("row %zu: %zu", i, (size_t)f.log.count);
		if (f.log.count > 0)
			assert_int_equal(f.log.frame[0].where.transport, TRANSPORT_SCTP);
		end(&f);
	}
}

/* A chunk of nothing but its head, COOKIE ACK, in front of the data (RFC 9260 §3.2, §3.3.12). */
static void
the_shortest_chunk_may_be_the_first_in_udp(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	add_data(&f.b, 3, 7, SLICE(OK_200));
	BEFORE(&f.b, 11, 0, 0, 4);
	BEFORE(&f.b, 0x13, (char)0xc4, 0x75, 0x30, 0, 0, 0, 1, 0, 0, 0, 0);
	add_udp(&f.b, 9899, 9899);
	add_ip4(&f.b, 17, 2, 1, 1, 0);
	send(f.d, &f.b, RAW_IP, 5);
	assert_int_equal(f.log.count, 1);
	end(&f);
}

/* An association that was opened breaks with the very tag that its INIT gave. */
static void
an_opened_association_may_break(void **state)
{
	static const struct { bool answered; enum witness_what what; } rows[] = { { true, SCTP_ABORTED }, { false, SCTP_REFUSED } };
	struct buf data = BUF_INIT;
	struct fixture f;

	(void)state;
	add_data(&data, 3, 7, SLICE(OK_200));
	for (size_t i = 0; i < COUNT(rows); i++) {
		begin(&f);
		chunk(&f, 0, 0, SLICE("\1\0\0\x14\0\0\x12\x34\0\0\xff\xff\0\x0a\0\x0a\0\0\0\1"));
		if (rows[i].answered)
			chunk(&f, 1, 0x1234, SLICE("\2\0\0\x14\0\0\x77\x77\0\0\xff\xff\0\x0a\0\x0a\0\0\0\1"));
		chunk(&f, 0, 0x7777, buf_slice(&data));
		chunk(&f, 1, 0x1234, SLICE("\6\0\0\4"));
		assert_int_equal(f.log.witnesses, 1);
		assert_int_equal(f.log.witness[0]->what, rows[i].what);
		end(&f);
	}
	buf_release(&data);
}

static void
wrong_chunk_lengths_end_the_packet(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	buf_add(&f.b, SLICE("\3\0\0\0"));
	add_data(&f.b, 3, 7, SLICE(OK_200));
	sctp(&f);
	assert_int_equal(f.log.count, 0);
	add_data(&f.b, 3, 7, SLICE(OK_200));
	f.b.p[2] = 0x7f;
	sctp(&f);
	assert_int_equal(f.log.frame[0].flags, FRAME_EXACT | FRAME_CUT);
	end(&f);
}

static void
hep3_payloads_may_be_compressed(void **state)
{
	struct fixture f;
	struct buf hep = BUF_INIT;
	unsigned char packed[512];
	uLongf n = sizeof packed;

	(void)state;
	begin(&f);
	compress(packed, &n, (const unsigned char *)OK_200, sizeof OK_200 - 1);
	build_hep3_with(&hep, 16, (struct slice){ (const char *)packed, n });
	udp(&f, buf_slice(&hep));
	expect_hep(&f, TRANSPORT_TCP);
	log_release(&f.log);
	buf_reset(&hep);
	packed[4] ^= 0x55;	/* broken */
	build_hep3_with(&hep, 16, (struct slice){ (const char *)packed, n });
	udp(&f, buf_slice(&hep));
	assert_int_equal(f.log.count, 0);
	buf_release(&hep);
	end(&f);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(sip_is_known_by_its_content),
		cmocka_unit_test(lengths_of_the_headers_drop_padding),
		cmocka_unit_test(a_packet_cut_by_the_snaplen_says_so),
		cmocka_unit_test(hep3_gives_its_own_addresses_and_time),
		cmocka_unit_test(hep3_payloads_may_be_compressed),
		cmocka_unit_test(hep2_is_a_struct),
		cmocka_unit_test(sctp_chunks_hold_messages),
		cmocka_unit_test(sctp_messages_in_parts_are_joined),
		cmocka_unit_test(an_sctp_association_may_be_refused),
		cmocka_unit_test(an_sctp_association_may_get_no_answer),
		cmocka_unit_test(an_sctp_association_may_break),
		cmocka_unit_test(an_opened_association_may_break),
		cmocka_unit_test(sctp_may_stand_in_udp),
		cmocka_unit_test(the_shortest_chunk_may_be_the_first_in_udp),
		cmocka_unit_test(wrong_chunk_lengths_end_the_packet),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
