/* SPDX-License-Identifier: MIT */
/* Packets that tcpdump tells in a line: what the line says, and what follows from many of them. */
#include "unit/scanning.h"

#include <stdio.h>

#include "input/outline/printed.h"

static void
reads_ends_flags_and_lengths(void **state)
{
	static const struct {
		const char *line, *src, *dst;
		bool tcp;
		unsigned flags, seq, ack;
		size_t length;
	} vectors[] = {
		{ "10:00:00.1 IP 192.0.2.1.20000 > 192.0.2.2.30000: UDP, length 172", "192.0.2.1:20000", "192.0.2.2:30000", false, 0, 0, 0, 172 },
		{ "    192.0.2.1.20000 > 192.0.2.2.30000: [udp sum ok] UDP, length 172", "192.0.2.1:20000", "192.0.2.2:30000", false, 0, 0, 0, 172 },
		{ "    192.0.2.1.9 > 192.0.2.2.30000: [bad udp cksum 0x1 -> 0xf788!] UDP, length 12", "192.0.2.1:9", "192.0.2.2:30000", false, 0, 0, 0, 12 },
		{ "10:00:00.1 eth0  In  IP 192.0.2.1.40000 > 192.0.2.2.sip: Flags [S], seq 1130926881, win 64240, options [mss 1460], length 0",
		    "192.0.2.1:40000", "192.0.2.2:5060", true, 2, 0, 0, 0 },
		{ "10:00:00.1 IP 192.0.2.2.5060 > 192.0.2.1.40000: Flags [S.], seq 77, ack 1130926882, win 64240, length 0",
		    "192.0.2.2:5060", "192.0.2.1:40000", true, 18, 0, 1, 0 },
		{ "10:00:00.1 IP 192.0.2.1.40000 > 192.0.2.2.5060: Flags [P.], seq 1:801, ack 1, win 64240, length 800: SIP: INVITE sip:a@b SIP/2.0",
		    "192.0.2.1:40000", "192.0.2.2:5060", true, 24, 1, 1, 800 },
		{ "10:00:00.1 IP6 2001:db8::1.40000 > 2001:db8::2.5061: Flags [R.], cksum 0x0 (correct), seq 290, ack 801, win 0, length 0",
		    "[2001:db8::1]:40000", "[2001:db8::2]:5061", true, 20, 290, 801, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(vectors); i++) {
		struct addr src, dst;
		struct printed p;

		assert_true(addr_parse(&src, slice_of(vectors[i].src)) && addr_parse(&dst, slice_of(vectors[i].dst)));
		if (!printed_read(&p, slice_of(vectors[i].line)))
			fail_msg("%s", vectors[i].line);
		assert_true(addr_eq(&p.src, &src) && addr_eq(&p.dst, &dst));
		assert_int_equal(p.tcp, vectors[i].tcp);
		assert_int_equal(p.flags, vectors[i].flags);
		assert_int_equal(p.seq, vectors[i].seq);
		assert_int_equal(p.ack, vectors[i].ack);
		assert_int_equal(p.length, vectors[i].length);
	}
}

static void
leaves_what_tells_less(void **state)
{
	static const char *const lines[] = {
		"10:00:00.1 IP 192.0.2.1.5060 > 192.0.2.2.5060: SIP: INVITE sip:a@b SIP/2.0",
		"10:00:00.1 IP 192.0.2.1.5060 > 192.0.2.2.5070: SIP, length: 590",
		"10:00:00.1 IP 192.0.2.1 > 192.0.2.2: ICMP echo request, id 1, seq 1, length 64",
		"10:00:00.1 IP 192.0.2.1 > 192.0.2.2: udp",
		"10:00:00.1 IP 192.0.2.1.20000 > 192.0.2.2.30000: UDP, length 0",
		"10:00:00.1 IP 192.0.2.1.40000 > 192.0.2.2.5060: Flags [P.], seq 1:801, ack 1, win 642",
		"10:00:00.1 IP phone.lab.test.40000 > pbx.lab.test.5060: Flags [S], seq 1, win 64240, length 0",
		"10:00:00.1 IP 192.0.2.1.40000 > 2001:db8::2.5060: Flags [S], seq 1, win 64240, length 0",
		"load 1.20000 > 0.9.30000: UDP, length 172",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(lines); i++) {
		struct printed p;

		if (printed_read(&p, slice_of(lines[i])))
			fail_msg("%s", lines[i]);
	}
}

#define MACS "02:00:00:00:00:01 > 02:00:00:00:00:02, "

/* What tcpdump prints before the packet, by its options and the link. */
static const char *const leads[] = {
	"10:00:00.100000 IP ", "1700000000.123456 IP ", "2026-03-01 10:00:00.100000 IP ", " 00:00:00.020000 IP ", "-00:00:00.000004 IP ",
	"    7  10:00:00.100000 IP ", "12345678  10:00:00.100000 IP ", "    7   00:00:00.020000 IP ", "10:00:00.123456789 IP ",
	"10:00:00.100000 eth0  In  IP ", "10:00:00.100000 wlan0 Out IP ", "10:00:00.100000 ?     P   IP ",
	"10:00:00.100000 " MACS "ethertype IPv4 (0x0800), length 214: ", "10:00:00.100000 " MACS "IPv4, length 214: ",
	" 00:00:00.020000 " MACS "ethertype IPv4 (0x0800), length 214: ",
	"10:00:00.100000 " MACS "ethertype 802.1Q (0x8100), length 218: vlan 5, p 0, ethertype IPv4 (0x0800), ",
	"10:00:00.100000 eth0  In  ifindex 2 02:00:00:00:00:01 ethertype IPv4 (0x0800), length 220: ",
	"10:00:00.100000  In 02:00:00:00:00:01 ethertype IPv4 (0x0800), length 216: ", "10:00:00.100000 AF IPv4 (2), length 204: ",
	"10:00:00.100000 ip: ", "10:00:00.100000 rule 3/0(match): pass in on em0: ",
	"10:00:00.100000 IP truncated-ip - 33 bytes missing! ",
};

static void
tells_the_line_of_a_packet(void **state)
{
	(void)state;
	assert_true(printed_begins(SLICE("10:00:00.1 IP 192.0.2.1.20000 > 192.0.2.2.30000: UDP, length 172")));
	assert_true(printed_begins(SLICE("2026-03-01 10:00:00.100000 IP6 2001:db8::1 > 2001:db8::2: frag")));
	assert_true(printed_begins(SLICE("1700000000.123456 eth0  Out IP 192.0.2.1.1 > 192.0.2.2.2: UDP, length 1")));
	for (size_t i = 0; i < COUNT(leads); i++) {
		char line[300];
		struct printed p;

		snprintf(line, sizeof line, "%s192.0.2.1.20000 > 192.0.2.2.30000: UDP, length 172", leads[i]);
		if (!printed_begins(slice_of(line)) || !printed_read(&p, slice_of(line)) || p.src.port != 20000 || p.length != 172)
			fail_msg("%s", line);
	}
	/* With -v the ends stand on the next line, those of IPv6 on this one. */
	assert_true(printed_begins(SLICE("10:00:00.1 " MACS "ethertype IPv4 (0x0800), length 200: (tos 0x0, ttl 64, id 1, offset 0, "
	    "flags [DF], proto UDP (17), length 186)")));
	assert_true(printed_begins(SLICE("10:00:00.1 " MACS "ethertype IPv6 (0x86dd), length 94: (flowlabel 0x1, hlim 64, next-header TCP (6) "
	    "payload length: 40) 2001:db8::1.5060 > 2001:db8::2.5060: Flags [S], seq 1, win 1, length 0")));
	assert_false(printed_begins(SLICE("10:00:00.1 ARP, Request who-has 192.0.2.1")));
	assert_false(printed_begins(SLICE("10:00:00.1 " MACS "ethertype ARP (0x0806), length 42: Request who-has 192.0.2.1 tell 192.0.2.2")));
	assert_false(printed_begins(SLICE("10:00:00.1 the queue, length 70: 192.0.2.1, then 192.0.2.2")));
	assert_false(printed_begins(SLICE("10:00:00.1 moved calls: 192.0.2.1.20000 > 192.0.2.2.30000: UDP, length 172")));
	assert_false(printed_begins(SLICE("    10:00:00.1 IP 192.0.2.1.20000 > 192.0.2.2.30000: UDP, length 172")));
	assert_false(printed_begins(SLICE("    12 10:00:00.1 IP 192.0.2.1.20000 > 192.0.2.2.30000: UDP, length 172")));
	assert_false(printed_begins(SLICE("10:00:00.1 new IPs were found, IPv4 and IPv6")));
	assert_false(printed_begins(SLICE("10:00:00.1 INFO the peer has changed its address to another IP 192.0.2.1")));
	assert_false(printed_begins(SLICE("IP 192.0.2.1.20000 > 192.0.2.2.30000: UDP, length 172")));
	assert_false(printed_begins(SLICE("")));
}

static void
reads_the_dns(void **state)
{
	static const struct {
		const char *text, *name, *target;
		unsigned id, type, code, records;
		bool answer, cut;
	} vectors[] = {
		{ "12345+ SRV? _sip._udp.lab.test. (40)", "_sip._udp.lab.test", "", 12345, 33, 0, 0, false, false },
		{ "7+ [1au] A? pbx.lab.test. (52)", "pbx.lab.test", "", 7, 1, 0, 0, false, false },
		{ "7 NXDomain 0/1/0 (102)", "", "", 7, 0, 3, 0, true, false },
		{ "7 NXDomain*- 0/1/0 (102)", "", "", 7, 0, 3, 0, true, false },
		{ "7 ServFail$ q: NAPTR? lab.test. 0/0/1 ar: . OPT UDPsize=1232 (37)", "lab.test", "", 7, 35, 2, 0, true, false },
		{ "7 Refused- 0/0/0 (28)", "", "", 7, 0, 5, 0, true, false },
		{ "7*| 0/0/0 (28)", "", "", 7, 0, 0, 0, true, true },
		{ "7 2/0/0 A 192.0.2.1, A 192.0.2.2 (60)", "", "", 7, 0, 0, 2, true, false },
		{ "7* q: SRV? _sip._udp.lab.test. 1/0/0 _sip._udp.lab.test. SRV pbx.lab.test.:5060 10 0 (80)", "_sip._udp.lab.test", "pbx.lab.test",
		    7, 33, 0, 1, true, false },
		{ "7 1/0/0 SRV .:0 0 0 (80)", "", ".", 7, 0, 0, 1, true, false },
	};
	struct printed_dns dns;

	(void)state;
	for (size_t i = 0; i < COUNT(vectors); i++) {
		if (!printed_dns_read(&dns, slice_of(vectors[i].text)))
			fail_msg("%s", vectors[i].text);
		if (!slice_eq(dns.name, slice_of(vectors[i].name)) || !slice_eq(dns.target, slice_of(vectors[i].target)))
			fail_msg("%s: %.*s %.*s", vectors[i].text, SLICE_ARG(dns.name), SLICE_ARG(dns.target));
		assert_int_equal(dns.id, vectors[i].id);
		assert_int_equal(dns.type, vectors[i].type);
		assert_int_equal(dns.code, vectors[i].code);
		assert_int_equal(dns.records, vectors[i].records);
		assert_int_equal(dns.answer, vectors[i].answer);
		assert_int_equal(dns.cut, vectors[i].cut);
	}
	assert_false(printed_dns_read(&dns, SLICE("7+ PTR? 1.2.0.192.in-addr.arpa. (40)")));
	assert_false(printed_dns_read(&dns, SLICE("7[|domain]")));
	assert_false(printed_dns_read(&dns, SLICE("Flags [S], seq 1")));
	assert_false(printed_dns_read(&dns, SLICE("")));
}

/* ---- all of a text ---- */

/* Of the lines that a log states something of, there are others. */
static size_t
count_kind(const struct log *l, enum witness_kind kind, enum witness_what what)
{
	size_t n = 0;

	for (size_t i = 0; i < l->witnesses; i++)
		n += l->witness[i]->kind == kind && l->witness[i]->what == what;
	return n;
}

#define SYN(time) "10:00:" time " IP 192.0.2.1.40000 > 192.0.2.2.5060: Flags [S], seq 38928028, win 64240, length 0\n"
#define SYN_ACK(time) "10:00:" time " IP 192.0.2.2.5060 > 192.0.2.1.40000: Flags [S.], seq 7, ack 38928029, win 64240, length 0\n"
#define RST(time) "10:00:" time " IP 192.0.2.2.5060 > 192.0.2.1.40000: Flags [R.], seq 0, ack 38928029, win 0, length 0\n"
#define RST_THEN(time) "10:00:" time " IP 192.0.2.2.5060 > 192.0.2.1.40000: Flags [R.], seq 1, ack 201, win 0, length 0\n"
#define OPTIONS_SENT(time) "10:00:" time " IP 192.0.2.1.40000 > 192.0.2.2.5060: Flags [P.], seq 1:201, ack 1, win 64240, length 200\n" \
	"E..H?.@.@....3dM.OPTIONS sip:a@b SIP/2.0\r\nVia: SIP/2.0/TCP 192.0.2.1;branch=z9hG4bK1\r\nCall-ID: e@f\r\nCSeq: 3 OPTIONS\r\n" \
	"Content-Length: 0\r\n\r\n\n"
#define ANSWERED(time, text) "10:00:" time " IP 192.0.2.2.5060 > 192.0.2.1.40000: Flags [P.], seq 1:201, ack 201, win 64240, length 200\n" \
	"E..H?.@.@....3dM." text "\r\n\n"
#define ASK(time, id, what) "10:00:" time " IP 192.0.2.1.40001 > 192.0.2.53.53: " id "+ " what " (40)\n"
#define REPLY(time, what) "10:00:" time " IP 192.0.2.53.53 > 192.0.2.1.40001: " what " (40)\n"

static void
tells_what_became_of_connections_and_names(void **state)
{
	static const struct {
		const char *text;
		enum witness_kind kind;
		enum witness_what what;	/* once; WHAT_NONE: none of the kind at all */
	} vectors[] = {
		{ SYN("00.1") SYN("01.1") SYN("03.1"), WITNESS_TCP, TCP_SILENT },
		{ SYN("00.1") SYN("01.1"), WITNESS_TCP, WHAT_NONE },
		{ SYN("00.1") SYN("01.1") SYN_ACK("01.2") SYN("03.1"), WITNESS_TCP, WHAT_NONE },
		{ SYN("00.1") RST("00.2"), WITNESS_TCP, TCP_REFUSED },
		{ SYN("00.1") SYN_ACK("00.2") OPTIONS_SENT("00.3") RST_THEN("00.4"), WITNESS_TCP, TCP_RESET },
		{ SYN("00.1") SYN_ACK("00.2") RST("00.4"), WITNESS_TCP, WHAT_NONE },
		{ SYN("00.1") SYN_ACK("00.2") OPTIONS_SENT("00.3") ANSWERED("00.4", "HTTP/1.1 400 Bad Request\r\nServer: nginx"),
		    WITNESS_SERVICE, SERVICE_HTTP },
		{ SYN("00.1") SYN_ACK("00.2") OPTIONS_SENT("00.3") ANSWERED("00.4", "<!DOCTYPE HTML>\n<html>\n<p>Error code: 400</p>\n"),
		    WITNESS_SERVICE, SERVICE_HTTP },
		{ SYN("00.1") SYN_ACK("00.2") OPTIONS_SENT("00.3") ANSWERED("00.4", OK_200), WITNESS_SERVICE, WHAT_NONE },
		{ OPTIONS_SENT("00.3") ANSWERED("00.4", "HTTP/1.1 400 Bad Request"), WITNESS_SERVICE, WHAT_NONE },
		{ ASK("00.1", "7", "SRV? _sip._udp.lab.test.") REPLY("00.2", "7 NXDomain 0/1/0"), WITNESS_DNS, DNS_NXDOMAIN },
		{ ASK("00.1", "7", "A? pbx.lab.test.") REPLY("00.2", "7 ServFail 0/0/0"), WITNESS_DNS, DNS_SERVFAIL },
		{ ASK("00.1", "7", "A? pbx.lab.test.") REPLY("00.2", "7 Refused 0/0/0"), WITNESS_DNS, DNS_REFUSED },
		{ ASK("00.1", "7", "SRV? _sip._udp.lab.test.") REPLY("00.2", "7 0/1/0"), WITNESS_DNS, DNS_EMPTY },
		{ ASK("00.1", "7", "SRV? _sip._udp.lab.test.") REPLY("00.2", "7 1/0/0 SRV .:0 0 0"), WITNESS_DNS, DNS_EMPTY },
		{ ASK("00.1", "7", "A? pbx.lab.test.") REPLY("00.2", "7 1/0/0 A 192.0.2.9"), WITNESS_DNS, WHAT_NONE },
		{ ASK("00.1", "7", "A? pbx.lab.test.") REPLY("00.2", "8 NXDomain 0/1/0"), WITNESS_DNS, WHAT_NONE },
		{ ASK("00.1", "7", "A? pbx.lab.test.") ASK("02.1", "8", "A? pbx.lab.test.") SYN("20.1"), WITNESS_DNS, DNS_SILENT },
		/* No line of a packet begins with its time: a text about such lines. */
		{ "the trace showed IP 192.0.2.1.40000 > 192.0.2.2.5060: Flags [S], length 0\nand\n"
		    "IP 192.0.2.2.5060 > 192.0.2.1.40000: Flags [R.], length 0\n", WITNESS_TCP, WHAT_NONE },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(vectors); i++) {
		struct log l = { 0 };
		size_t of_kind = 0;

		scan(slice_of(vectors[i].text), SIZE_MAX, &l);
		for (size_t j = 0; j < l.witnesses; j++)
			of_kind += l.witness[j]->kind == vectors[i].kind;
		if (of_kind != (vectors[i].what != WHAT_NONE) || (of_kind && !count_kind(&l, vectors[i].kind, vectors[i].what)))
			fail_msg("%zu: %zu", i, of_kind);
		log_release(&l);
	}
}

#define TREE(n, seconds, from, to) "Frame " n ": 70 bytes on wire (560 bits), 70 bytes captured (560 bits)\n" \
	"    Arrival Time: Mar  1, 2026 10:00:" seconds ".000000000 UTC\nInternet Protocol Version 4, Src: 192.0.2." from ", Dst: 192.0.2." to "\n"
#define TREE_TCP(ports, numbers, flags) "Transmission Control Protocol, " ports ", " numbers ", Len: 0\n    Flags: " flags "\n\n"
#define TREE_RTP "User Datagram Protocol, Src Port: 20000, Dst Port: 30000\n    Length: 40\nReal-Time Transport Protocol\n" \
	"    Payload type: ITU-T G.729 (18)\n    Synchronization Source identifier: 0x19501960 (424679776)\n\n"
#define TREE_DNS(kind, flags) "User Datagram Protocol, Src Port: 53, Dst Port: 53\n    Length: 60\nDomain Name System (" kind ")\n" \
	"    Transaction ID: 0xf985\n    Flags: " flags "\n    Answer RRs: 0\n    Queries\n        lab.test: type NAPTR, class IN\n\n"

static void
tells_the_same_of_a_tree_of_fields(void **state)
{
	static const char text[] =
	    TREE("1", "00", "1", "2") TREE_TCP("Src Port: 40000, Dst Port: 5060", "Seq: 0", "0x002 (SYN)")
	    TREE("2", "01", "2", "1") TREE_TCP("Src Port: 5060, Dst Port: 40000", "Seq: 1, Ack: 1", "0x014 (RST, ACK)")
	    TREE("3", "02", "1", "53") TREE_DNS("query", "0x0100 Standard query")
	    TREE("4", "03", "53", "1") TREE_DNS("response", "0x8183 Standard query response, No such name")
	    TREE("5", "04", "1", "2") TREE_RTP TREE("6", "04", "1", "2") TREE_RTP;
	struct log l = { 0 };

	(void)state;
	scan(slice_of(text), SIZE_MAX, &l);
	assert_int_equal(count_kind(&l, WITNESS_TCP, TCP_REFUSED), 1);
	assert_int_equal(count_kind(&l, WITNESS_DNS, DNS_NXDOMAIN), 1);
	assert_int_equal(l.witnesses, 3);
	assert_int_equal(l.witness[2]->flow.rtp, 2);
	assert_int_equal(l.witness[2]->flow.type[0], 18);
	assert_int_equal(l.witness[2]->flow.ssrc, 0x19501960);
	log_release(&l);
	/* Its last line is a sentence about a tree. */
	scan(SLICE("Frame 7 of the video was lost\n" TREE_TCP("Src Port: 40000, Dst Port: 5060", "Seq: 0", "0x002 (SYN)")
	    TREE_TCP("Src Port: 5060, Dst Port: 40000", "Seq: 1, Ack: 1", "0x014 (RST, ACK)")), SIZE_MAX, &l);
	assert_int_equal(l.witnesses, 0);
	log_release(&l);
}

#define TREE_TLS(ports, numbers, length, records) "Transmission Control Protocol, " ports ", " numbers ", Len: " length "\n" \
	"    Flags: 0x018 (PSH, ACK)\nTransport Layer Security\n" records "\n"
#define RECORD(kind, length, rest) "    TLSv1.2 Record Layer: x\n        Content Type: " kind "\n        Length: " length "\n" rest
#define FROM_PHONE "Src Port: 40000, Dst Port: 5061"
#define FROM_SERVER "Src Port: 5061, Dst Port: 40000"
#define SECURED(rest) \
	TREE("1", "00", "1", "2") TREE_TCP(FROM_PHONE, "Seq: 0", "0x002 (SYN)") \
	TREE("2", "00", "2", "1") TREE_TCP(FROM_SERVER, "Seq: 0, Ack: 1", "0x012 (SYN, ACK)") \
	TREE("3", "00", "1", "2") TREE_TLS(FROM_PHONE, "Seq: 1, Ack: 1", "112", RECORD("Handshake (22)", "107", \
	    "            Handshake Type: Client Hello (1)\n                    Server Name: sip.lab.test\n")) \
	TREE("4", "00", "2", "1") TREE_TLS(FROM_SERVER, "Seq: 1, Ack: 113", "932", RECORD("Handshake (22)", "927", \
	    "            Handshake Type: Server Hello (2)\n            Handshake Type: Certificate (11)\n")) \
	rest TREE("9", "02", "1", "2") TREE_TCP(FROM_PHONE, "Seq: 120, Ack: 933", "0x014 (RST, ACK)")
#define ALERT(level, description) TREE("5", "01", "1", "2") TREE_TLS(FROM_PHONE, "Seq: 113, Ack: 933", "7", RECORD("Alert (21)", "2", \
	    "        Alert Message\n            Level: " level "\n            Description: " description "\n"))

static void
tells_why_tls_failed(void **state)
{
	struct log l = { 0 };
	const struct witness *w = NULL;

	(void)state;
	scan(SLICE(SECURED(ALERT("Fatal (2)", "Unknown CA (48)"))), SIZE_MAX, &l);
	assert_int_equal(count_kind(&l, WITNESS_TLS, TLS_ALERT), 1);
	for (size_t i = 0; i < l.witnesses; i++)
		w = l.witness[i]->kind == WITNESS_TLS ? l.witness[i] : w;
	assert_int_equal(w->number, 48);
	assert_true(slice_eq(w->name, SLICE("sip.lab.test")));
	log_release(&l);
	scan(SLICE(SECURED(ALERT("Warning (1)", "Close Notify (0)"))), SIZE_MAX, &l);
	assert_int_equal(count_kind(&l, WITNESS_TLS, TLS_ALERT), 0);
	log_release(&l);
	/* It can't be read. */
	scan(SLICE(SECURED(TREE("5", "01", "1", "2") TREE_TLS(FROM_PHONE, "Seq: 113, Ack: 933", "31", RECORD("Alert (21)", "26", "")))), SIZE_MAX, &l);
	assert_int_equal(count_kind(&l, WITNESS_TLS, TLS_ALERT), 0);
	log_release(&l);
}

#define TREE_HTTP(ports, numbers, length, lines) "Transmission Control Protocol, " ports ", " numbers ", Len: " length "\n" \
	"    Flags: 0x018 (PSH, ACK)\nHypertext Transfer Protocol\n" lines "    \\r\\n\n"
#define UPGRADE(answer) \
	TREE("1", "00", "1", "2") TREE_TCP("Src Port: 40000, Dst Port: 8080", "Seq: 0", "0x002 (SYN)") \
	TREE("2", "00", "2", "1") TREE_TCP("Src Port: 8080, Dst Port: 40000", "Seq: 0, Ack: 1", "0x012 (SYN, ACK)") \
	TREE("3", "00", "1", "2") TREE_HTTP("Src Port: 40000, Dst Port: 8080", "Seq: 1, Ack: 1", "200", \
	    "    GET /ws HTTP/1.1\\r\\n\n        Request URI: /ws\n    Upgrade: websocket\\r\\n\n    Connection: Upgrade\\r\\n\n" \
	    "    Sec-WebSocket-Protocol: sip\\r\\n\n") \
	TREE("4", "00", "2", "1") TREE_HTTP("Src Port: 8080, Dst Port: 40000", "Seq: 1, Ack: 201", "100", answer)

static void
tells_an_upgrade_that_is_refused(void **state)
{
	struct log l = { 0 };

	(void)state;
	scan(SLICE(UPGRADE("    HTTP/1.1 404 Not Found\\r\\n\n        Status Code: 404\n    Content-Length: 0\\r\\n\n")), SIZE_MAX, &l);
	assert_int_equal(count_kind(&l, WITNESS_SERVICE, SERVICE_UPGRADE_REFUSED), 1);
	log_release(&l);
	scan(SLICE(UPGRADE("    HTTP/1.1 101 Switching Protocols\\r\\n\n    Upgrade: websocket\\r\\n\n    Connection: Upgrade\\r\\n\n"
	    "    Sec-WebSocket-Protocol: sip\\r\\n\n")), SIZE_MAX, &l);
	assert_int_equal(count_kind(&l, WITNESS_SERVICE, SERVICE_UPGRADE_REFUSED), 0);
	log_release(&l);
}

/* The last tree of a text that is no page: nothing follows that would end it. */
static void
tells_the_last_tree_of_a_long_text(void **state)
{
	enum { LONG = 200 };
	struct log l = { 0 };
	struct buf text = BUF_INIT;

	(void)state;
	for (int i = 0; i < LONG; i++)
		buf_addstr(&text, TREE("3", "00", "1", "2") TREE_RTP);
	buf_addstr(&text, TREE("1", "00", "1", "2") TREE_TCP("Src Port: 40000, Dst Port: 5060", "Seq: 0", "0x002 (SYN)")
	    TREE("2", "01", "2", "1") TREE_TCP("Src Port: 5060, Dst Port: 40000", "Seq: 1, Ack: 1", "0x014 (RST, ACK)"));
	scan(buf_slice(&text), SIZE_MAX, &l);
	assert_int_equal(count_kind(&l, WITNESS_TCP, TCP_REFUSED), 1);
	log_release(&l);
	buf_release(&text);
}

/* The same six packets as `tshark -T json`, `-T ek` and `-T pdml` write them: the layers of each, then its fields. */
static const struct packet_fields {
	const char *from, *to, *layer;
	const char *fields[8][2];
} six[] = {
	{ "1", "2", "tcp", { { "tcp.srcport", "40000" }, { "tcp.dstport", "5060" }, { "tcp.len", "0" }, { "tcp.seq", "0" }, { "tcp.flags", "0x0002" } } },
	{ "2", "1", "tcp", { { "tcp.srcport", "5060" }, { "tcp.dstport", "40000" }, { "tcp.len", "0" }, { "tcp.seq", "1" }, { "tcp.ack", "1" },
	    { "tcp.flags", "0x0014" } } },
	{ "1", "53", "dns", { { "udp.srcport", "53" }, { "udp.dstport", "53" }, { "udp.length", "60" }, { "dns.id", "0xf985" }, { "dns.flags", "0x0100" },
	    { "dns.count.answers", "0" }, { "dns.qry.name", "lab.test" }, { "dns.qry.type", "35" } } },
	{ "53", "1", "dns", { { "udp.srcport", "53" }, { "udp.dstport", "53" }, { "udp.length", "60" }, { "dns.id", "0xf985" }, { "dns.flags", "0x8183" },
	    { "dns.count.answers", "0" }, { "dns.qry.name", "lab.test" }, { "dns.qry.type", "35" } } },
	{ "1", "2", "rtp", { { "udp.srcport", "20000" }, { "udp.dstport", "30000" }, { "udp.length", "40" }, { "rtp.p_type", "18" }, { "rtp.ssrc", "0x19501960" } } },
	{ "1", "2", "rtp", { { "udp.srcport", "20000" }, { "udp.dstport", "30000" }, { "udp.length", "40" }, { "rtp.p_type", "18" }, { "rtp.ssrc", "0x19501960" } } },
};

enum written { AS_JSON, AS_EK, AS_PDML };

static void
add_field(struct buf *out, enum written as, const char *name, const char *value)
{
	if (as == AS_JSON) {
		buf_addf(out, "          \"%s\": \"%s\",\n", name, value);
	} else if (as == AS_PDML) {
		buf_addf(out, "    <field name=\"%s\" showname=\"x: %s\" size=\"2\" pos=\"34\" show=\"%s\" value=\"1388\"/>\n", name, value, value);
	} else {
		buf_addf(out, "\"%.*s_", (int)strcspn(name, "."), name);
		for (const char *p = name; *p != '\0'; p++)
			buf_addc(out, *p == '.' ? '_' : *p);
		buf_addf(out, "\":\"%s\",", value);
	}
}

static void
add_layer(struct buf *out, enum written as, const char *name)
{
	buf_addf(out, as == AS_JSON ? "        \"%s\": {\n" : as == AS_EK ? "\"%s\":{" : "  <proto name=\"%s\" showname=\"x\" size=\"20\" pos=\"14\">\n", name);
}

static void
add_fields(struct buf *out, enum written as, const struct packet_fields *p, unsigned second)
{
	char time[30], from[20], to[20];

	snprintf(time, sizeof time, "17723592%02u.000000000", second);
	snprintf(from, sizeof from, "192.0.2.%s", p->from);
	snprintf(to, sizeof to, "192.0.2.%s", p->to);
	buf_addstr(out, as == AS_JSON ? "  {\n    \"_source\": {\n      \"layers\": {\n" : as == AS_EK ? "{\"index\":{\"_index\":\"packets-2026-03-01\"}}\n"
	    "{\"timestamp\":\"1772359200000\",\"layers\":{" : "<packet>\n");
	add_layer(out, as, "frame");
	add_field(out, as, "frame.time_epoch", time);
	add_layer(out, as, "ip");
	add_field(out, as, "ip.src", from);
	add_field(out, as, "ip.dst", to);
	add_layer(out, as, strcmp(p->layer, "tcp") == 0 ? "tcp" : "udp");
	for (size_t i = 0; i < COUNT(p->fields) && p->fields[i][0] != NULL; i++) {
		if (i == 3 && strcmp(p->layer, "tcp") != 0)
			add_layer(out, as, p->layer);
		add_field(out, as, p->fields[i][0], p->fields[i][1]);
	}
	buf_addstr(out, as == AS_JSON ? "        }\n      }\n    }\n  },\n" : as == AS_EK ? "}}}\n" : "  </proto>\n</packet>\n\n");
}

static void
tells_the_same_of_fields_by_their_names(void **state)
{
	static const char *const begins[] = { "[\n", "", "<?xml version=\"1.0\"?>\n<pdml version=\"0\">\n" };

	(void)state;
	for (int as = AS_JSON; as <= AS_PDML; as++)
		for (size_t step = 64; step < 70000; step *= 1000) {
			struct log l = { 0 };
			struct buf text = BUF_INIT;

			buf_addstr(&text, begins[as]);
			for (unsigned i = 0; i < COUNT(six); i++)
				add_fields(&text, (enum written)as, &six[i], i < 4 ? i : 4);
			scan(buf_slice(&text), step, &l);
			if (l.witnesses != 3 || count_kind(&l, WITNESS_TCP, TCP_REFUSED) != 1 || count_kind(&l, WITNESS_DNS, DNS_NXDOMAIN) != 1)
				fail_msg("%d, %zu: %zu", as, step, l.witnesses);
			assert_int_equal(l.witness[2]->flow.rtp, 2);
			assert_int_equal(l.witness[2]->flow.type[0], 18);
			assert_int_equal(l.witness[2]->flow.ssrc, 0x19501960);
			log_release(&l);
			buf_release(&text);
		}
}

/* Records of a log whose members are called so, and a packet without its time, are no packets. */
static void
other_fields_are_no_packets(void **state)
{
	static const char *const texts[] = {
		"{\"tcp.srcport\": \"40000\", \"tcp.seq\": \"0\", \"ip.src\": \"192.0.2.1\", \"frame.time_epoch\": \"1772359200.0\"}\n",
		"{\n  \"layers\": {\n  \"tcp\": {\n \"tcp.srcport\": \"40000\",\n \"tcp.dstport\": \"5060\",\n \"tcp.len\": \"0\",\n \"tcp.seq\": \"0\",\n"
		    " \"tcp.flags\": \"0x0014\"\n } } }\n",
		"{\n  \"layers\": {\n  \"cake\": \"tcp\"\n } }\n",
		"<packet>\n <proto name=\"tcp\" showname=\"x\">\n <field name=\"tcp.seq\" show=\"0\"/>\n",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct log l = { 0 };

		scan(slice_of(texts[i]), SIZE_MAX, &l);
		assert_int_equal(l.witnesses, 0);
		log_release(&l);
	}
}

/* So many datagrams from a port to another, so many milliseconds apart. */
static void
add_stream(struct buf *text, unsigned from, unsigned to, unsigned apart, bool verbose)
{
	for (unsigned i = 0; i < 20; i++) {
		unsigned at = i * apart;

		buf_addf(text, "10:00:%02u.%03u000 IP%s192.0.2.%u.%u > 192.0.2.%u.%u: UDP, length 172\n", at / 1000, at % 1000,
		    verbose ? " (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto UDP (17), length 200)\n    " : " ",
		    from % 7, from, to % 7, to);
	}
}

static void
tells_streams_from_questions(void **state)
{
	static const struct { unsigned apart; bool verbose, stream; } vectors[] = {
		{ 20, false, true }, { 20, true, true }, { 150, false, true }, { 151, false, false }, { 1000, false, false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(vectors); i++) {
		struct log l = { 0 };
		struct buf text = BUF_INIT;
		const struct witness *w;

		add_stream(&text, 20001, 30001, vectors[i].apart, vectors[i].verbose);
		scan(buf_slice(&text), SIZE_MAX, &l);
		assert_true(l.witnesses > 0);
		w = l.witness[l.witnesses - 1];
		assert_int_equal(w->kind, WITNESS_FLOW);
		assert_int_equal(w->flow.packets, 20);
		assert_int_equal(w->flow.rtp, vectors[i].stream ? 17 : 0);
		assert_int_equal(w->flow.types, 0);
		assert_int_equal(w->from.port, 20001);
		assert_int_equal(l.seen[l.witnesses - 1].line, vectors[i].verbose ? 40 : 20);
		log_release(&l);
		buf_release(&text);
	}
}

static void
leaves_lines_to_the_dumps_below_them(void **state)
{
	static const char text[] =
	    SYN("00.1") "\t0x0000:  4500 0028 0001 0000 4006 0000 c000 0201  E..(....@.......\n"
	    "\t0x0010:  c000 0202 9c40 13c4 0000 0001 0000 0000  .....@..........\n"
	    "\t0x0020:  5002 ffff 0000 0000                      P.......\n"
	    RST("00.2") "\t0x0000:  4500 0028 0001 0000 4006 0000 c000 0202  E..(....@.......\n"
	    "\t0x0010:  c000 0201 13c4 9c40 0000 0000 0000 0002  .......@........\n"
	    "\t0x0020:  5014 0000 0000 0000                      P.......\n";
	struct log l = { 0 };

	(void)state;
	scan(slice_of(text), SIZE_MAX, &l);
	assert_int_equal(count_kind(&l, WITNESS_TCP, TCP_REFUSED), 1);
	log_release(&l);
}

static void
messages_beside_the_lines_are_told_once(void **state)
{
	struct log l = { 0 };

	(void)state;
	scan(SLICE(SYN("00.1") SYN_ACK("00.2") OPTIONS_SENT("00.3") ANSWERED("00.4", OK_200)), SIZE_MAX, &l);
	assert_int_equal(l.count, 2);
	assert_true(log_holds(&l, 1, OK_200));
	assert_false(l.frame[0].where.dumped);
	log_release(&l);
}

#define HEADERS(dress, end) dress "Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK7" end dress "Call-ID: k7" end dress "CSeq: 1 INVITE" end
#define VERBOSE(time) "10:00:" time " IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto UDP (17), length 120)\n" \
	"    192.0.2.2.5060 > 192.0.2.1.5060: SIP, length: 92\n"
#define BYTES "E..`...%..@.K{..o...o.......@a"

/* With -v a message stands behind tabs, with -A once more as its bytes. */
static void
a_message_printed_twice_is_told_once(void **state)
{
	static const struct { const char *text; size_t count; } vectors[] = {
		{ VERBOSE("00.1") "\tSIP/2.0 486 Busy Here\n" HEADERS("\t", "\n") "\n" BYTES "SIP/2.0 486 Busy Here\n" HEADERS("", "\r\n"), 1 },
		/* grep -A3 */
		{ "\tSIP/2.0 486 Busy Here\n" HEADERS("\t", "\n") "--\n" BYTES "SIP/2.0 486 Busy Here\n" HEADERS("", "\n"), 1 },
		/* grep alone */
		{ "\tSIP/2.0 486 Busy Here\n" BYTES "SIP/2.0 486 Busy Here\n", 1 },
		{ "\tSIP/2.0 480 Gone\n" BYTES "SIP/2.0 486 Busy Here\n", 2 },
		{ "\tSIP/2.0 486 Busy Here\nthe trunk told us SIP/2.0 486 Busy Here\n", 2 },
		/* Of another packet, another response, or one that no packet's bytes stand before. */
		{ VERBOSE("00.1") "\tSIP/2.0 486 Busy Here\n" HEADERS("\t", "\n") "\n10:00:00.6 IP 192.0.2.2.5060 > 192.0.2.1.5060: SIP: SIP/2.0 486\n"
		    BYTES "SIP/2.0 486 Busy Here\n" HEADERS("", "\n"), 2 },
		{ "\tSIP/2.0 480 Gone\n" HEADERS("\t", "\n") "--\n" BYTES "SIP/2.0 486 Busy Here\n" HEADERS("", "\n"), 2 },
		{ "\tSIP/2.0 486 Busy Here\n\tVia: a\n\tCSeq: 1 INVITE\n--\nSIP/2.0 486 Busy Here\nVia: b\nCSeq: 1 INVITE\n", 2 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(vectors); i++) {
		struct log l = { 0 };

		scan(slice_of(vectors[i].text), SIZE_MAX, &l);
		if (l.count != vectors[i].count)
			fail_msg("%zu: %zu", i, l.count);
		log_release(&l);
	}
}

/* … and what an error quotes of one, too. */
static void
a_quote_printed_twice_is_no_message(void **state)
{
	struct log l = { 0 };

	(void)state;
	scan(SLICE(VERBOSE("00.1") "\tOPTIONS sip:a@b SIP/2.0\n" HEADERS("\t", "\n") "\n"
	    "10:00:00.2 IP (tos 0xc0, ttl 64, id 2, offset 0, flags [none], proto ICMP (1), length 148)\n"
	    "    192.0.2.1 > 192.0.2.2: ICMP 192.0.2.1 udp port 5060 unreachable, length 128\n"
	    "\tIP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto UDP (17), length 120)\n    192.0.2.2.5060 > 192.0.2.1.5060: SIP, length: 92\n"
	    "\tOPTIONS sip:a@b SIP/2.0\n" HEADERS("\t", "\n") "\nE..........@..\n..." BYTES "OPTIONS sip:a@b SIP/2.0\n" HEADERS("", "\n")
	    "\n" VERBOSE("05.0") "\tOPTIONS sip:c@b SIP/2.0\n" HEADERS("\t", "\n")), SIZE_MAX, &l);
	assert_int_equal(l.count, 2);
	assert_int_equal(l.witnesses, 1);
	assert_int_equal(l.witness[0]->what, ICMP_PORT_CLOSED);
	log_release(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_ends_flags_and_lengths),
		cmocka_unit_test(leaves_what_tells_less),
		cmocka_unit_test(tells_the_line_of_a_packet),
		cmocka_unit_test(reads_the_dns),
		cmocka_unit_test(tells_what_became_of_connections_and_names),
		cmocka_unit_test(tells_the_same_of_a_tree_of_fields),
		cmocka_unit_test(tells_why_tls_failed),
		cmocka_unit_test(tells_an_upgrade_that_is_refused),
		cmocka_unit_test(tells_the_last_tree_of_a_long_text),
		cmocka_unit_test(tells_the_same_of_fields_by_their_names),
		cmocka_unit_test(other_fields_are_no_packets),
		cmocka_unit_test(tells_streams_from_questions),
		cmocka_unit_test(leaves_lines_to_the_dumps_below_them),
		cmocka_unit_test(messages_beside_the_lines_are_told_once),
		cmocka_unit_test(a_message_printed_twice_is_told_once),
		cmocka_unit_test(a_quote_printed_twice_is_no_message),
	};

	return cmocka_run_group_tests(tests, open_knowledge, close_knowledge);
}
