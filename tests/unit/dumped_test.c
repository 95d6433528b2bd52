/* SPDX-License-Identifier: MIT */
/* Packets whose bytes a text prints, in the forms of many programs: they tell what a capture of them would. */
#include "unit/scanning.h"

#include <ctype.h>
#include <string.h>

#include "input/packet/internet.h"

/* How a program prints a line of it. */
struct form {
	const char *name, *offset, *end;	/* the offset, with %x; what parts bytes and letters; NULL: no letters */
	size_t group;				/* bytes of a group */
	bool middle;				/* a wider gap there */
};

static const struct form forms[] = {
	{ "tcpdump -X", "\t0x%04x:  ", "  ", 2, false },
	{ "tcpdump -x", "\t0x%04x:  ", NULL, 2, false },
	{ "tshark -x", "%04x  ", "   ", 1, false },
	{ "hexdump -C", "%08x  ", "  |", 1, true },
	{ "xxd", "%08x: ", "  ", 2, false },
	{ "a router", "  %04x:  ", "   ", 4, false },
	{ "a firewall", "0x%04x\t ", "\t", 2, false },
	{ "another firewall", "0x%04x   ", "        ", 2, false },
	{ "text2pcap", "%06x ", NULL, 1, false },
};

static void
print_line(struct buf *out, const struct form *f, struct slice bytes, size_t at)
{
	buf_addf(out, f->offset, (unsigned)at);
	for (size_t i = 0; i < bytes.n; i++) {
		buf_addf(out, "%02x", (unsigned char)bytes.p[i]);
		if (i + 1 < bytes.n && (i + 1) % f->group == 0)
			buf_addstr(out, f->middle && i == 7 ? "  " : " ");
	}
	if (f->end != NULL)
		buf_addstr(out, f->end);
	for (size_t i = 0; f->end != NULL && i < bytes.n; i++)
		buf_addf(out, "%c", isgraph((unsigned char)bytes.p[i]) ? bytes.p[i] : '.');
	buf_addstr(out, "\n");
}

/* The packet that was built, which is then empty, below the line `above`. */
static void
print(struct buf *out, const struct form *f, const char *above, struct buf *packet)
{
	struct slice rest = buf_slice(packet);

	buf_addstr(out, above);
	for (size_t at = 0; at < packet->n; at += 16, rest = slice_skip(rest, 16))
		print_line(out, f, slice_head(rest, 16), at);
	buf_reset(packet);
}

static void
is_between(const struct place *at, unsigned from, unsigned to)
{
	assert_int_equal(at->src.ip[3], from);
	assert_int_equal(at->dst.ip[3], to);
}

static void
any_form_of_a_dump_tells_when_and_between_whom(void **state)
{
	struct buf packet = BUF_INIT, text = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(forms); i++) {
		struct log l = { 0 };

		build_udp4(&packet, BUSY_486);
		add_ethernet(&packet, 0x0800);
		print(&text, &forms[i], "2026-03-01 10:00:00.250000 first\n", &packet);
		build_udp4(&packet, OK_200);
		print(&text, &forms[i], "\n2026-03-01 10:00:01.250000 second\n", &packet);
		scan(buf_slice(&text), 4096, &l);
		if (l.count != 2 || !log_holds(&l, 0, BUSY_486) || !log_holds(&l, 1, OK_200))
			fail_msg("%s: %zu messages", forms[i].name, l.count);
		is_between(&l.frame[0].where, 1, 2);
		assert_int_equal(l.frame[0].where.src.port, 5060);
		assert_int_equal(l.frame[0].where.dst.port, 5070);
		assert_int_equal(l.frame[0].where.line, 2);
		assert_int_equal(l.frame[0].where.packet, 0);
		assert_true(l.frame[0].where.dumped);
		assert_int_equal(l.frame[0].where.transport, TRANSPORT_UDP);
		assert_int_equal(l.frame[1].where.time - l.frame[0].where.time, 1000000);
		assert_true(l.frame[1].where.time != NO_TIME && !l.frame[1].where.time_of_day);
		log_release(&l);
		buf_reset(&text);
	}
	buf_release(&packet);
	buf_release(&text);
}

static void
a_dump_without_a_time_tells_between_whom(void **state)
{
	struct log l = { 0 };
	struct buf packet = BUF_INIT, text = BUF_INIT;

	(void)state;
	build_udp4(&packet, BUSY_486);
	print(&text, &forms[2], "", &packet);
	for (int i = 0; i < 3; i++) {
		buf_addstr(&packet, "\x80\x08..some voice");
		add_udp(&packet, 20000, 30000);
		add_ip4(&packet, 17, 1, 2, 7, 0);
		print(&text, &forms[2], "\n", &packet);
	}
	scan(buf_slice(&text), 4096, &l);
	assert_int_equal(l.count, 1);
	is_between(&l.frame[0].where, 1, 2);
	assert_true(l.frame[0].where.time == NO_TIME);
	assert_int_equal(l.frame[0].where.line, 1);
	assert_int_equal(l.witnesses, 0);	/* a stream that no time ties to a call */
	log_release(&l);
	buf_release(&packet);
	buf_release(&text);
}

/* An error of ICMP that quotes an OPTIONS, and media both ways: none is long. */
static void
print_short(struct buf *text, struct buf *packet, const struct form *f)
{
	build_udp4(packet, "OPTIONS s");
	BEFORE(packet, 3, 3, 0, 0, 0, 0, 0, 0);
	add_ip4(packet, 1, 2, 1, 8, 0);
	print(text, f, "10:00:00.000001 IP 192.0.2.2 > 192.0.2.1: ICMP 192.0.2.2 udp port 5070 unreachable, length 48\n", packet);
	for (unsigned i = 0; i < 6; i++) {
		buf_addstr(packet, "\x80\x08..someSSRCvoice");
		add_udp(packet, i % 2 ? 20000 : 30000, i % 2 ? 30000 : 20000);
		add_ip4(packet, 17, 1 + i % 2, 2 - i % 2, 7, 0);
		print(text, f, "10:00:00.000002 IP 192.0.2.1.30000 > 192.0.2.2.20000: UDP, length 17\n", packet);
	}
}

static void
short_packets_are_not_passed_over(void **state)
{
	struct buf packet = BUF_INIT, text = BUF_INIT;

	(void)state;
	for (size_t step = 1; step < 8192; step = step * 5 + 2) {
		struct log l = { 0 };

		print_short(&text, &packet, &forms[0]);
		scan(buf_slice(&text), step, &l);
		assert_int_equal(l.count, 0);
		assert_int_equal(l.witnesses, 3);
		assert_int_equal(l.witness[0]->what, ICMP_PORT_CLOSED);
		assert_int_equal(l.seen[0].line, 2);
		assert_true(l.seen[0].time_of_day);
		assert_int_equal(l.witness[1]->kind, WITNESS_FLOW);
		assert_int_equal(l.witness[1]->flow.rtp, 3);
		assert_int_equal(l.witness[2]->flow.rtp, 3);
		log_release(&l);
		buf_reset(&text);
	}
	buf_release(&packet);
	buf_release(&text);
}

static void
what_was_printed_twice_is_told_once(void **state)
{
	struct log l = { 0 };
	struct buf packet = BUF_INIT, text = BUF_INIT;

	(void)state;
	build_udp4(&packet, BUSY_486);
	print(&text, &forms[2], "Frame (90 bytes):\n", &packet);
	buf_addstr(&packet, BUSY_486);
	print(&text, &forms[2], "Reassembled TCP (62 bytes):\n", &packet);
	scan(buf_slice(&text), 4096, &l);
	assert_int_equal(l.count, 1);
	log_release(&l);
	buf_release(&packet);
	buf_release(&text);
}

static void
a_tree_of_fields_is_told_and_its_dump_is_not(void **state)
{
	struct log l = { 0 };
	struct buf packet = BUF_INIT, text = BUF_INIT;

	(void)state;
	buf_addstr(&text, "Frame 1: 90 bytes on wire\n    Arrival Time: Mar  1, 2026 10:00:00.000000000 UTC\n"
	    "Internet Protocol Version 4, Src: 192.0.2.1, Dst: 192.0.2.2\nUser Datagram Protocol, Src Port: 5060, Dst Port: 5070\n"
	    "Session Initiation Protocol (486)\n    Status-Line: SIP/2.0 486 Busy Here\n    Message Header\n"
	    "        Call-ID: c@d\n        CSeq: 2 INVITE\n        Content-Length: 0\n\n");
	build_udp4(&packet, BUSY_486);
	print(&text, &forms[2], "", &packet);
	scan(buf_slice(&text), 4096, &l);
	assert_int_equal(l.count, 1);
	is_between(&l.frame[0].where, 1, 2);
	assert_false(l.frame[0].where.dumped);
	log_release(&l);
	buf_release(&packet);
	buf_release(&text);
}

static void
a_dump_of_a_message_alone_is_read_as_before(void **state)
{
	struct log l = { 0 };
	struct buf packet = BUF_INIT, text = BUF_INIT;

	(void)state;
	buf_addstr(&packet, BUSY_486);
	print(&text, &forms[3], "", &packet);
	scan(buf_slice(&text), 4096, &l);
	assert_int_equal(l.count, 1);
	assert_int_equal(l.frame[0].where.src.family, 0);
	assert_false(l.frame[0].where.dumped);
	log_release(&l);
	buf_release(&packet);
	buf_release(&text);
}

/* ---- where IP begins ---- */

static void
begins_at(struct buf *packet, size_t at)
{
	struct slice ip = internet_begin(buf_slice(packet));

	if (at == SIZE_MAX)
		assert_int_equal(ip.n, 0);
	else
		assert_int_equal(packet->n - ip.n, at);
	buf_reset(packet);
}

/* RFC 1071, in a header of twenty bytes. */
static void
set_checksum(struct buf *b)
{
	uint32_t sum = 0;

	for (size_t i = 0; i < 20; i += 2)
		sum += (uint32_t)((unsigned char)b->p[i] << 8 | (unsigned char)b->p[i + 1]);
	sum = ~((sum >> 16) + (sum & 0xffff));
	b->p[10] = (char)(sum >> 8), b->p[11] = (char)sum;
}

static void
ip_is_found_behind_any_link_layer(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	build_udp4(&b, OPTIONS);
	begins_at(&b, 0);
	build_udp4(&b, OPTIONS);
	add_ethernet(&b, 0x0800);
	begins_at(&b, 14);
	build_udp4(&b, "hi");
	buf_add(&b, (struct slice){ "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 16 });	/* as short frames are filled up to 60 */
	add_ethernet(&b, 0x0800);
	begins_at(&b, 14);
	buf_addstr(&b, OPTIONS);
	add_udp(&b, 1, 2);
	add_ip6(&b, 17);
	BEFORE(&b, 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, (char)0x81, 0, 0, 5, (char)0x86, (char)0xdd);
	begins_at(&b, 18);
	/* A right checksum needs no name before it: PPP, HDLC, whatever a firewall puts there. */
	build_udp4(&b, "hi");
	set_checksum(&b);
	BEFORE(&b, 15, 0, 1, 2, 3);
	begins_at(&b, 5);
	buf_release(&b);
}

static void
what_only_begins_like_ip_is_none(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	buf_addstr(&b, "EVENT: a text that begins like a header of twenty bytes");
	begins_at(&b, SIZE_MAX);
	buf_addstr(&b, "from: a text that begins like a header, it is as long as one of IPv6 at least");
	begins_at(&b, SIZE_MAX);
	build_udp4(&b, OPTIONS);
	b.n -= 10;		/* neither its checksum nor its length is right */
	begins_at(&b, SIZE_MAX);
	build_udp4(&b, OPTIONS);
	BEFORE(&b, 1, 2, 3);	/* nothing says that it begins there */
	begins_at(&b, SIZE_MAX);
	build_udp4(&b, OPTIONS);
	b.p[9] = (char)200;	/* no protocol */
	begins_at(&b, SIZE_MAX);
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_form_of_a_dump_tells_when_and_between_whom),
		cmocka_unit_test(a_dump_without_a_time_tells_between_whom),
		cmocka_unit_test(short_packets_are_not_passed_over),
		cmocka_unit_test(what_was_printed_twice_is_told_once),
		cmocka_unit_test(a_tree_of_fields_is_told_and_its_dump_is_not),
		cmocka_unit_test(a_dump_of_a_message_alone_is_read_as_before),
		cmocka_unit_test(ip_is_found_behind_any_link_layer),
		cmocka_unit_test(what_only_begins_like_ip_is_none),
	};

	return cmocka_run_group_tests(tests, open_knowledge, close_knowledge);
}
