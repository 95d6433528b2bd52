/* SPDX-License-Identifier: MIT */
/* Times, addresses and directions around messages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buf.h"
#include "input/stamp/stamp.h"

/* µs since 1970 of 2024-03-05 06:07:08, a day that tells month from day. */
#define MOMENT INT64_C(1709618828000000)
#define CLOCK INT64_C(22028000000)	/* 06:07:08 */
#define MARCH_5 (INT64_C(64) * 86400000000)

static void
reads_times_as_they_are_written(void **state)
{
	static const struct {
		const char *text;
		enum stamp_time kind;
		int64_t time;
	} vectors[] = {
		{ "2024-03-05 06:07:08.5", STAMP_LOCAL, MOMENT + 500000 },
		{ "2024-03-05T06:07:08.123456789Z", STAMP_DATE, MOMENT + 123456 },
		{ "2024-03-05_06:07:08", STAMP_LOCAL, MOMENT },
		{ "2024-03-05T08:07:08.5+02:00", STAMP_DATE, MOMENT + 500000 },
		{ "2024-03-05T00:37:08-0530 host", STAMP_DATE, MOMENT },
		{ "2024-03-05 07:07:08 +0100 INFO", STAMP_DATE, MOMENT },
		{ "05/Mar/2024:07:07:08 +0100] x", STAMP_DATE, MOMENT },
		{ "2024-03-05 06:07:08-09:00:00", STAMP_LOCAL, MOMENT },		/* from … to … */
		{ "2024-03-05 06:07:08 -1234 bytes", STAMP_LOCAL, MOMENT },
		{ "2024-03-05 06:07:08 +15551234567", STAMP_LOCAL, MOMENT },
		{ "Mar 5 2024 14:07:08 GMT+0800 (CST)", STAMP_DATE, MOMENT },
		{ "2024-03-05 08:07:08 UTC+02:00", STAMP_DATE, MOMENT },
		{ "2024-03-05 06:07:08 UTC", STAMP_DATE, MOMENT },
		{ "2024-03-05 06:07:08 GMT,", STAMP_DATE, MOMENT },
		{ "2024-03-05 06:07:08 Zone", STAMP_LOCAL, MOMENT },
		{ "2024-03-05 06:07:08 CET", STAMP_LOCAL, MOMENT },
		{ "06:07:08+02:00", STAMP_CLOCK, CLOCK },
		{ "2024/03/05 06:07:08.000001", STAMP_LOCAL, MOMENT + 1 },
		{ "05/03/2024 06:07:08", STAMP_LOCAL, MOMENT },
		{ "03/05/2024|06:07:08.250", STAMP_LOCAL, MOMENT + 250000 },
		{ "25/03/2024 06:07:08", STAMP_LOCAL, MOMENT + INT64_C(20) * 86400000000 },
		{ "05-03-2024 06:07:08.1", STAMP_LOCAL, MOMENT + 100000 },
		{ "Mar  5, 2024 06:07:08.000002", STAMP_LOCAL, MOMENT + 2 },
		{ "5 Mar 2024 06:07:08", STAMP_LOCAL, MOMENT },
		{ "2024.03.05 06:07:08:042", STAMP_LOCAL, MOMENT + 42000 },
		{ "03052024 060708.000003", STAMP_LOCAL, MOMENT + 3 },
		{ "20240305060708.000003 <sip:INFO> 'udp", STAMP_LOCAL, MOMENT + 3 },
		{ "20240305060708 49301234", STAMP_NO_TIME, 0 }, { "20241305060708.5 x", STAMP_NO_TIME, 0 },
		{ "1709618828.5", STAMP_DATE, MOMENT + 500000 },
		{ "1709618828042", STAMP_DATE, MOMENT + 42000 },
		{ "Mar  5 06:07:08.046", STAMP_DAY, MARCH_5 + CLOCK + 46000 },
		{ "03-05 06:07:08.046", STAMP_DAY, MARCH_5 + CLOCK + 46000 },
		{ "0305060708.046|sip  |1|00|", STAMP_DAY, MARCH_5 + CLOCK + 46000 },
		{ "1231235959.000|sip", STAMP_DAY, INT64_C(366) * 86400000000 - 1000000 },
		{ "1709618828.500|sip", STAMP_DATE, MOMENT + 500000 },		/* no month has that number */
		{ "0305060708.0461|sip", STAMP_NO_TIME, 0 }, { "0305060708.046 sip", STAMP_NO_TIME, 0 },
		{ "06:07:08.9", STAMP_CLOCK, CLOCK + 900000 },
		{ "06:07:08,9", STAMP_CLOCK, CLOCK + 900000 },
		{ "06:07:08,192.0.2.7,", STAMP_CLOCK, CLOCK },			/* the next column */
		{ "06:07:08,5060,", STAMP_CLOCK, CLOCK },
		{ "06:07:08,046,", STAMP_CLOCK, CLOCK + 46000 },
		{ "06:07:08,046. next", STAMP_CLOCK, CLOCK + 46000 },
		{ "06:07:08 am", STAMP_CLOCK, CLOCK },
		{ "6:07:08.9 PM:", STAMP_CLOCK, CLOCK + INT64_C(43200900000) },
		{ "12:07:08 p.m.", STAMP_CLOCK, INT64_C(43628000000) },
		{ "12:07:08 A.M. x", STAMP_CLOCK, INT64_C(428000000) },
		{ "18:07:08 pm", STAMP_CLOCK, INT64_C(65228000000) },
		{ "06:07:08 pmtud", STAMP_CLOCK, CLOCK },
		{ "03/05/2024 02:07:08 PM GMT+0800", STAMP_DATE, MOMENT },
		{ "3/5/2024 6:07:08 AM", STAMP_LOCAL, MOMENT },
		{ "3/25/2024 6:07:08 AM", STAMP_LOCAL, MOMENT + INT64_C(20) * 86400000000 },
		{ "5/3/2024 06:07:08", STAMP_LOCAL, MOMENT },
		{ "5-3 06:07:08", STAMP_NO_TIME, 0 },
		{ "00:34:56:aa:bb:cc", STAMP_NO_TIME, 0 },
		{ "192.0.2.7:5060", STAMP_NO_TIME, 0 },
		{ "2024-13-05 06:07:08", STAMP_NO_TIME, 0 },
		{ "25:07:08", STAMP_NO_TIME, 0 },
		{ "1234567890", STAMP_NO_TIME, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
		enum stamp_time kind;
		int64_t time = -1;
		size_t n = stamp_time(slice_of(vectors[i].text), &kind, &time);

		if (n == 0 ? vectors[i].kind != STAMP_NO_TIME : kind != vectors[i].kind || time != vectors[i].time)
			fail_msg("%s: kind %d, time %lld", vectors[i].text, n ? (int)kind : 0, (long long)time);
	}
}

/* A column that a row lacks. */
static void
no_text_is_no_time(void **state)
{
	enum stamp_time kind;
	int64_t time;

	(void)state;
	assert_int_equal(stamp_time(SLICE_NONE, &kind, &time), 0);
}

/* "from>to" */
static void
add_ends(struct buf *out, const struct stamp *stamp)
{
	if (stamp->src.family)
		addr_format(&stamp->src, true, out);
	buf_addc(out, '>');
	if (stamp->dst.family)
		addr_format(&stamp->dst, true, out);
}

static void
reads_who_sent_to_whom(void **state)
{
	static const struct {
		const char *text, *addresses;
		unsigned direction;
		enum transport transport;
	} vectors[] = {
		{ "2024/03/05 06:07:08.1 192.0.2.7:5060 -> 192.0.2.8:5070", "192.0.2.7:5060>192.0.2.8:5070", 0, TRANSPORT_UNKNOWN },
		{ "2024/03/05 06:07:08.1 192.0.2.7:5060 -&gt; 192.0.2.8:5070", "192.0.2.7:5060>192.0.2.8:5070", 0, TRANSPORT_UNKNOWN },
		{ "2024/03/05 06:07:08.1 192.0.2.7:5060 ---&gt; 192.0.2.8:5070", "192.0.2.7:5060>192.0.2.8:5070", 0, TRANSPORT_UNKNOWN },
		{ "2024/03/05 06:07:08.1 192.0.2.7:5060 &gt; 192.0.2.8:5070", "192.0.2.7:5060>192.0.2.8:5070", 0, TRANSPORT_UNKNOWN },
		{ "2024/03/05 06:07:08.1 192.0.2.7:5060 &lt;- 192.0.2.8:5070", "192.0.2.8:5070>192.0.2.7:5060", 0, TRANSPORT_UNKNOWN },
		{ "U 192.0.2.7:5060 -> 192.0.2.8:5070 #4", "192.0.2.7:5060>192.0.2.8:5070", 0, TRANSPORT_UDP },
		{ "06:07:08.1 IP 192.0.2.7.5060 > 192.0.2.8.5070: SIP: SIP/2.0 100 Trying", "192.0.2.7:5060>192.0.2.8:5070", 0, TRANSPORT_UDP },
		{ "2024/03/05 06:07:08.1 [2001:db8::7]:5060 -> [2001:db8::8]:5070", "[2001:db8::7]:5060>[2001:db8::8]:5070", 0, TRANSPORT_UNKNOWN },
		{ "recv 407 bytes from udp/[192.0.2.7]:5060 at 06:07:08.1:", "192.0.2.7:5060>", FRAME_RECEIVED, TRANSPORT_UDP },
		{ "send 407 bytes to tcp/[192.0.2.7]:5060 at 06:07:08.1:", ">192.0.2.7:5060", FRAME_SENT, TRANSPORT_TCP },
		{ "<--- Received SIP request (9 bytes) from TLS:192.0.2.7:5061 --->", "192.0.2.7:5061>", FRAME_RECEIVED, TRANSPORT_TLS },
		{ "Retransmitting #1 (no NAT) to 192.0.2.7:5060:", ">192.0.2.7:5060", FRAME_SENT, TRANSPORT_UNKNOWN },
		{ "Mar  5 06:07:08.1 On [0:0]192.0.2.8:5060 received from 192.0.2.7:5060", "192.0.2.7:5060>192.0.2.8:5060", FRAME_RECEIVED, TRANSPORT_UNKNOWN },
		{ "Mar  5 06:07:08.1 On [0:0]192.0.2.8:5060 sent to 192.0.2.7:5060", "192.0.2.8:5060>192.0.2.7:5060", FRAME_SENT, TRANSPORT_UNKNOWN },
		{ "Incoming SIP TCP message from 192.0.2.7 on port 5062 index 8", "192.0.2.7:5062>", FRAME_RECEIVED, TRANSPORT_TCP },
		{ "received msg from IP/port:192.0.2.7/5060", "192.0.2.7:5060>", FRAME_RECEIVED, TRANSPORT_UNKNOWN },
		{ "Received: SIP UDP message from 192.0.2.7:5060 to 192.0.2.8:5070", "192.0.2.7:5060>192.0.2.8:5070", FRAME_RECEIVED, TRANSPORT_UDP },
		{ "proto: udp ipv4\nsrcip: 192.0.2.7\nsrcport: 5060\ndstip: 192.0.2.8\ndstport: 5070\n~~~~~", "192.0.2.7:5060>192.0.2.8:5070", 0, TRANSPORT_UDP },
		{ "Outgoing SIP UDP message to 192.0.2.7:[5060]:", ">192.0.2.7:5060", FRAME_SENT, TRANSPORT_UDP },
		{ "SIP UDP message received from 192.0.2.7:[70000]:", "192.0.2.7>", FRAME_RECEIVED, TRANSPORT_UDP },
		{ "06:07:08.1 - OUT: my=192.0.2.7 peer=192.0.2.8 port=5060 UDP", "192.0.2.7>192.0.2.8:5060", FRAME_SENT, TRANSPORT_UDP },
		{ "06:07:08.1 - IN: my=192.0.2.7 peer=192.0.2.8 port=5060 UDP", "192.0.2.8:5060>192.0.2.7", FRAME_RECEIVED, TRANSPORT_UDP },
		{ "remote 192.0.2.7:5060 local 192.0.2.8:5070", ">", 0, TRANSPORT_UNKNOWN },
		{ "{\"srcIp\":\"192.0.2.7\",\"srcPort\":5060,\"dstIp\":\"192.0.2.8\",\"dstPort\":5070", "192.0.2.7:5060>192.0.2.8:5070", 0, TRANSPORT_UNKNOWN },
		{ "{\"source\": {\"ip\": \"192.0.2.7\", \"port\": 5060}, \"destination\": {\"ip\": \"192.0.2.8\", \"port\": 5070}", "192.0.2.7:5060>192.0.2.8:5070", 0, TRANSPORT_UNKNOWN },
		{ "7,06:07:08,192.0.2.7:5060,192.0.2.8:5070,UDP,\"", "192.0.2.7:5060>192.0.2.8:5070", 0, TRANSPORT_UDP },
		{ "\"7\";\"192.0.2.7\";\"5060\";\"192.0.2.8\";\"5070\";", "192.0.2.7:5060>192.0.2.8:5070", 0, TRANSPORT_UNKNOWN },
		{ "1709618828.5\t192.0.2.7\t192.0.2.8\t5060\t5070\t", "192.0.2.7:5060>192.0.2.8:5070", 0, TRANSPORT_UNKNOWN },
		{ "1709618828.5\t192.0.2.7\t192.0.2.8\t17\t407\t", "192.0.2.7>192.0.2.8", 0, TRANSPORT_UNKNOWN },
		{ "06:07:08|2001:db8::7|2001:db8::8|", "2001:db8::7>2001:db8::8", 0, TRANSPORT_UNKNOWN },
		{ "06:07:08|192.0.2.7|a|b|192.0.2.8|", ">", 0, TRANSPORT_UNKNOWN },
		{ "06:07:08|192.0.2.7|a|192.0.2.8|", ">", 0, TRANSPORT_UNKNOWN },
		{ "06:07:08|192.0.2.7|192.0.2.8|192.0.2.9|", ">", 0, TRANSPORT_UNKNOWN },
		{ "06:07:08|192.0.2.7|0.0.0.0|", ">", 0, TRANSPORT_UNKNOWN },
		{ "06:07:08|192.0.2.7|192.0.2.8|\n", ">", 0, TRANSPORT_UNKNOWN },		/* a line of its own */
		{ "listening on 192.0.2.7:5060, 192.0.2.8:5070, ", ">", 0, TRANSPORT_UNKNOWN },
		/* A terminal broke the line. */
		{ "[2024-03-05 06:07:08.205] VERBOSE[2417] res_pjsip_logger.c: <--- Received SIP response (370 bytes) f\nrom UDP:192.0.2.7:5060 --->\n", "192.0.2.7:5060>", FRAME_RECEIVED, TRANSPORT_UDP },
		{ "[2024-03-05 06:07:08.205] VERBOSE[2417] res_pjsip_logger.c: <--- Transmitting SIP request (370 bytes) to UDP:192.0.\n2.7:5060 --->\n",
		    ">192.0.2.7:5060", FRAME_SENT, TRANSPORT_UDP },
		{ "[2024-03-05 06:07:08.205] VERBOSE[2417] short <--- Received SIP r\nesponse from UDP:192.0.2.7:5060 --->\n", "192.0.2.7:5060>", FRAME_RECEIVED,
		    TRANSPORT_UDP },
		{ "[2024-03-05 06:07:08.205] VERBOSE[2417] res_pjsip_logger.c: this one says nothing of whom it was f\n"
		    "[2024-03-05 06:07:08.205] rom UDP:192.0.2.7:5060\n", ">", 0, TRANSPORT_UDP },
		{ "Really destroying SIP dialog 'a@192.0.2.7' Method: BYE", ">", 0, TRANSPORT_UNKNOWN },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
		struct buf found = BUF_INIT;
		struct stamp stamp;

		stamp_read(&stamp, slice_of(vectors[i].text));
		add_ends(&found, &stamp);
		if (strcmp(found.p, vectors[i].addresses) || stamp.direction != vectors[i].direction ||
		    stamp.transport != vectors[i].transport)
			fail_msg("%s: %s, direction %u, transport %d", vectors[i].text, found.p, stamp.direction, stamp.transport);
		buf_release(&found);
	}
}

/* In a row of SQL or CSV they may stand behind the message, whose quote comes first. */
static void
reads_the_columns_behind_a_message(void **state)
{
	static const struct { const char *text, *addresses; } vectors[] = {
		{ "','INVITE','','udp:192.0.2.7:5060','udp:192.0.2.8:5070','t1','','in');", "192.0.2.7:5060>192.0.2.8:5070" },
		{ "','INVITE','','udp','192.0.2.7',5060,'udp','192.0.2.8',5070,'t1','in');", "192.0.2.7:5060>192.0.2.8:5070" },
		{ "\",\"192.0.2.7\",\"192.0.2.8\"", "192.0.2.7>192.0.2.8" },
		/* the last port there is, and a number beyond (RFC 768) */
		{ "','192.0.2.7',65535,'192.0.2.8',65535,'in');", "192.0.2.7:65535>192.0.2.8:65535" },
		{ "','192.0.2.7',5060,'192.0.2.8',65536,'in');", "192.0.2.7:5060>192.0.2.8" }, { "','192.0.2.7',65536,'192.0.2.8',5060,'in');", ">" },
		{ "','udp:192.0.2.7:5060','udp:192.0.2.8:5070'),(2,'x','udp:192.0.2.9:5060'", "192.0.2.7:5060>192.0.2.8:5070" },
		{ "','192.0.2.7','192.0.2.8');", "192.0.2.7>192.0.2.8" },
		/* a transport of two letters, one with a digit; what a server listens on is no address */
		{ "','ws:192.0.2.7:80','udp6:[2001:db8::8]:5070');", "192.0.2.7:80>[2001:db8::8]:5070" },
		{ "','0.0.0.0','192.0.2.7','192.0.2.8');", "192.0.2.7>192.0.2.8" }, { "','s:192.0.2.7','192.0.2.8');", ">" },
		/* one alone, three, far apart, no quote, nothing behind it */
		{ "','INVITE','udp:192.0.2.7:5060','in');", ">" }, { "','192.0.2.7','192.0.2.8','192.0.2.9');", ">" },
		{ "','192.0.2.7','a','b','c','192.0.2.8');", ">" }, { ",'192.0.2.7','192.0.2.8'", ">" }, { "' 192.0.2.7, 192.0.2.8", ">" }, { "'", ">" }, { "", ">" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
		struct buf found = BUF_INIT;
		struct stamp stamp = { .kind = STAMP_NO_TIME };

		stamp_columns_behind(&stamp, slice_of(vectors[i].text));
		add_ends(&found, &stamp);
		if (strcmp(found.p, vectors[i].addresses))
			fail_msg("%s: %s", vectors[i].text, found.p);
		buf_release(&found);
	}
}

static void
read_as_a_line(struct stamp *out, const char *text, const char *end)
{
	struct buf line = BUF_INIT;

	buf_addstr(&line, text);
	buf_addstr(&line, end);
	stamp_read(out, buf_slice(&line));
	buf_release(&line);
}

/* What is only time and addresses goes a shorter way than the same with a dot behind it. */
static void
a_plain_line_says_what_any_other_says(void **state)
{
	static const struct { const char *text, *source; bool packet; } vectors[] = {
		{ "2024/03/05 06:07:08.123456 192.0.2.7:5060 -> 192.0.2.8:5070", "192.0.2.7:5060", true },
		{ "2024-03-05T06:07:08Z 192.0.2.7 -> 192.0.2.8", "192.0.2.7", true },
		{ "06:07:08 192.0.2.7:5060 -> 192.0.2.7:5060", "192.0.2.7:5060", true },
		{ "1709618828.25 192.0.2.7:5060 -> 192.0.2.8:5070", "192.0.2.7:5060", true },
		{ "2024/13/05 06:07:08 192.0.2.7:5060 -> 192.0.2.8:5070", "192.0.2.7:5060", true },
		{ "2024/03/05 06:07:08 0.0.0.0:5060 -> 192.0.2.8:5070", "", false },
		{ "2024/03/05 06:07:08 192.0.2.7:5060 -> 0.0.0.0:5070", "", false },
		{ "2024/03/05 06:07:08 192.0.2.7:5060 192.0.2.8:5070", "", false },
		{ "2024/03/05 06:07:08 192.0.2.7:5060 <- 192.0.2.8:5070", "192.0.2.8:5070", true },
		{ "2024/03/05 06:07:08  192.0.2.7:5060 -> 192.0.2.8:5070", "192.0.2.7:5060", true },
		{ "2024/03/05 06:07:08 192.0.2.7:5060 -> sip.example.net", "", false },
		{ "192.0.2.7:5060 -> 192.0.2.8:5070", "192.0.2.7:5060", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
		struct stamp plain, other;
		struct buf source = BUF_INIT;

		read_as_a_line(&plain, vectors[i].text, "\n");
		read_as_a_line(&other, vectors[i].text, " .\n");
		buf_addstr(&source, "");
		addr_format(&plain.src, true, &source);
		if (plain.kind != other.kind || plain.time != other.time || !addr_eq(&plain.src, &other.src) ||
		    !addr_eq(&plain.dst, &other.dst) || plain.packet != other.packet || plain.direction != other.direction ||
		    plain.transport != other.transport)
			fail_msg("%s", vectors[i].text);
		assert_int_equal(plain.packet, vectors[i].packet);
		assert_string_equal(source.n > 0 ? source.p : "", vectors[i].source);
		buf_release(&source);
	}
}

static void
takes_no_port_from_a_number_that_can_be_none(void **state)
{
	struct stamp stamp;

	(void)state;
	stamp_fields(&stamp, SLICE("Src: 192.0.2.7, Dst: 192.0.2.8\nUser Datagram Protocol, Src Port: 70596, Dst Port: 65535\n"), STAMP_TREE);
	assert_int_equal(stamp.src.port, 0);
	assert_int_equal(stamp.dst.port, 65535);
}

static void
reads_the_fields_of_dissected_packets(void **state)
{
	static const struct {
		enum stamp_form form;
		const char *text;
	} vectors[] = {
		{ STAMP_TREE, "    Arrival Time: Mar  5, 2024 06:07:08.000000000 UTC\nInternet Protocol Version 4, Src: 192.0.2.7, Dst: 192.0.2.8\n"
		    "User Datagram Protocol, Src Port: 5060, Dst Port: 5070\n" },
		{ STAMP_JSON, "\"frame.time_epoch\": \"1709618828.000000000\", \"ip.src\": \"192.0.2.7\", \"ip.dst\": \"192.0.2.8\", \"udp\": { "
		    "\"udp.srcport\": \"5060\", \"udp.dstport\": \"5070\"" },
		{ STAMP_PDML, "<field name=\"frame.time_epoch\" showname=\"x\" show=\"1709618828.0\"/><field name=\"ip.src\" show=\"192.0.2.7\"/>"
		    "<field name=\"ip.dst\" show=\"192.0.2.8\"/><proto name=\"udp\"><field name=\"udp.srcport\" show=\"5060\"/>"
		    "<field name=\"udp.dstport\" show=\"5070\"/>" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
		struct buf found = BUF_INIT;
		struct stamp stamp;

		stamp_fields(&stamp, slice_of(vectors[i].text), vectors[i].form);
		addr_format(&stamp.src, true, &found);
		addr_format(&stamp.dst, true, &found);
		assert_string_equal(found.p, "192.0.2.7:5060192.0.2.8:5070");
		assert_int_equal(stamp.transport, TRANSPORT_UDP);
		assert_true(stamp.time == MOMENT);
		buf_release(&found);
	}
}

static void
reads_numbers_that_a_key_says_are_times(void **state)
{
	static const struct {
		const char *text;
		int64_t time;		/* 0: none */
	} vectors[] = {
		{ "{\"ts\":1709618828,\"m\":\"", MOMENT },
		{ "{\"ts\":1709618828.5,\"m\":\"", MOMENT + 500000 },
		{ "{\"time\": 1709618828042, \"m\": \"", MOMENT + 42000 },
		{ "{\"@timestamp\" : 1709618828000042, \"m\" : \"", MOMENT + 42 },
		{ "{\"timestamp\":\"1709618828000042999\",\"m\":\"", MOMENT + 42 },
		{ "{ \"__REALTIME_TIMESTAMP\" : \"1709618828000042\", \"MESSAGE\" : \"", MOMENT + 42 },
		{ "{\"__MONOTONIC_TIMESTAMP\":\"1728000000000\",\"__REALTIME_TIMESTAMP\":\"1709618828000042\",\"m\":\"", MOMENT + 42 },
		{ "{\"startTime\":1709618828042,\"m\":\"", MOMENT + 42000 },
		{ "{\"__MONOTONIC_TIMESTAMP\":\"1728000000000\",\"m\":\"", 0 },
		{ "{\"id\":1709618828,\"number\":1709618828042,\"card\":1709618828000042,\"m\":\"", 0 },
		{ "{\"lifetime\":1709618828,\"contacts\":1709618828,\"expires_ts\":1709618828,\"m\":\"", 0 },
		{ "{\"ts\":899999999,\"time\":17096188280,\"date\":4102444801000,\"m\":\"", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
		struct stamp stamp;

		stamp_read(&stamp, slice_of(vectors[i].text));
		if (vectors[i].time == 0 ? stamp.kind != STAMP_NO_TIME : stamp.kind != STAMP_DATE || stamp.time != vectors[i].time)
			fail_msg("%s: kind %d, time %lld", vectors[i].text, (int)stamp.kind, (long long)stamp.time);
	}
}

/* The text has an X at the message. */
static int64_t
time_of_object(const char *text)
{
	struct stamp stamp = { .kind = STAMP_NO_TIME };
	const char *at = strchr(text, 'X');

	stamp_object(&stamp, slice_of(text), at, at + 1);
	return stamp.kind == STAMP_NO_TIME ? 0 : stamp.time;
}

static void
reads_the_time_of_the_object_around(void **state)
{
	(void)state;
	assert_true(time_of_object("{\"m\":\"X\",\"ts\":1709618828}\n") == MOMENT);
	assert_true(time_of_object("{\"ts\":1709618829}\n{\"m\":\"X\",\"ts\":1709618828}\n{\"ts\":1709618827}\n") == MOMENT);
	assert_true(time_of_object("{\"m\":\"X\"}\n{\"ts\":1709618827}\n") == 0);
	assert_true(time_of_object("{\n\t\"ts\": 1709618828,\n\t\"m\": \"X\"\n}\n") == MOMENT);
	assert_true(time_of_object("{\n \"ts\": 1709618828,\n \"a\": {\n  \"b\": 1\n },\n \"sip\": {\n  \"m\": \"X\"\n }\n}\n") == MOMENT);
	assert_true(time_of_object("{\n \"m\": \"X\",\n \"t\": \"\\\"ts\\\":1709618829\",\n \"time\": \"2024-03-05T06:07:08Z\"\n}\n") == MOMENT);
	assert_true(time_of_object("{\n \"ts\": 1709618829\n}\n{\n \"m\": \"X\"\n}\n{\n \"ts\": 1709618827\n}\n") == 0);
	assert_true(time_of_object("\"ts\": 1709618828\nX\n") == 0);
}

static void
reads_the_addresses_of_the_object_around(void **state)
{
	static const struct { const char *text, *want; } rows[] = {
		{ "{\n \"srcIp\": \"192.0.2.7\",\n \"srcPort\": 5060,\n \"dstIp\": \"192.0.2.8\",\n \"dstPort\": 5070,\n \"m\": \"X\"\n}\n", "192.0.2.7:5060>192.0.2.8:5070" },
		{ "{\n \"m\": \"X\",\n \"source\": \"192.0.2.7\",\n \"destination\": \"192.0.2.8\"\n}\n", "192.0.2.7>192.0.2.8" },
		{ "{\n \"a\": {\n  \"srcIp\": \"192.0.2.7\",\n  \"dstIp\": \"192.0.2.8\",\n  \"b\": 1,\n  \"c\": 1,\n  \"d\": 1,\n  \"e\": 1,\n  \"f\": 1,\n  \"g\": 1\n },\n"
		    " \"sip\": {\n  \"m\": \"X\"\n }\n}\n", "192.0.2.7>192.0.2.8" },
		{ "{\n \"srcIp\": \"192.0.2.7\",\n \"m\": \"X\"\n}\n", ">" },
		{ "{\n \"srcIp\": \"192.0.2.7\",\n \"dstIp\": \"192.0.2.8\"\n}\n{\n \"m\": \"X\"\n}\n", ">" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct stamp stamp = { .kind = STAMP_NO_TIME };
		const char *at = strchr(rows[i].text, 'X');
		struct buf ends = BUF_INIT;

		stamp_object(&stamp, slice_of(rows[i].text), at, at + 1);
		add_ends(&ends, &stamp);
		buf_addc(&ends, '\0');
		assert_string_equal(ends.p, rows[i].want);
		buf_release(&ends);
	}
}

static int64_t
placed(struct stamp_clock *clock, enum stamp_time kind, int64_t time)
{
	struct stamp stamp = { .kind = kind, .time = time };
	struct place place;

	stamp_place(clock, &stamp, &place);
	assert_true(place.time_of_day == !stamp_is_date(kind) && place.local == (kind == STAMP_LOCAL));
	return place.time;
}

static void
counts_midnights_and_new_years(void **state)
{
	struct stamp_clock clock = { .started = false };
	const int64_t day = INT64_C(86400000000);

	(void)state;
	assert_true(placed(&clock, STAMP_CLOCK, day - 2) == day - 2);
	assert_true(placed(&clock, STAMP_CLOCK, 5) == day + 5);
	assert_true(placed(&clock, STAMP_CLOCK, 4) == day + 4);	/* a little back is no midnight */
	clock = (struct stamp_clock){ .started = false };
	assert_true(placed(&clock, STAMP_DAY, 365 * day + 7) == 7);
	assert_true(placed(&clock, STAMP_DAY, 9) == day + 9);
	assert_true(placed(&clock, STAMP_DATE, 9) == 9);
}

#define MINUTE INT64_C(60000000)

/* A log whose lines have a date, and messages in it that have none: one clock, whichever comes first. */
static void
a_date_and_a_time_of_day_are_of_one_clock(void **state)
{
	const int64_t day = INT64_C(86400000000);
	static const struct {
		enum stamp_time kind;
		int64_t days, time, want_days, want;
		bool of_day, local;
	} rows[] = {
		/* a time of day first: midnights are counted */
		{ STAMP_CLOCK, 0, 600 * MINUTE, 0, 600 * MINUTE, true, false },
		{ STAMP_LOCAL, 20000, 601 * MINUTE, 0, 601 * MINUTE, true, false },
		{ STAMP_CLOCK, 0, 602 * MINUTE, 0, 602 * MINUTE, true, false },
		{ STAMP_LOCAL, 20003, 5 * MINUTE, 3, 5 * MINUTE, true, false },	/* nothing was said for days */
		{ STAMP_CLOCK, 0, 6 * MINUTE, 3, 6 * MINUTE, true, false },
		{ STAMP_LOCAL, 19990, 5 * MINUTE, 19990, 5 * MINUTE, false, true },	/* what is of another time stays so */
		{ STAMP_NO_TIME, 0, 0, 0, 0, false, false },
		/* a date first: what has none gets it */
		{ STAMP_LOCAL, 20000, 1439 * MINUTE, 20000, 1439 * MINUTE, false, true },
		{ STAMP_CLOCK, 0, 1439 * MINUTE + 5, 20000, 1439 * MINUTE + 5, false, true },
		{ STAMP_CLOCK, 0, 1 * MINUTE, 20001, 1 * MINUTE, false, true },
		{ STAMP_CLOCK, 0, 1439 * MINUTE, 20000, 1439 * MINUTE, false, true },	/* a little back */
		{ STAMP_NO_TIME, 0, 0, 0, 0, false, false },
		/* in another zone they don't meet; within ten minutes they do, and from then on */
		{ STAMP_DATE, 20000, 600 * MINUTE, 20000, 600 * MINUTE, false, false },
		{ STAMP_CLOCK, 0, 611 * MINUTE, 0, 611 * MINUTE, true, false },
		{ STAMP_DATE, 20000, 620 * MINUTE, 20000, 620 * MINUTE, false, false },
		{ STAMP_CLOCK, 0, 630 * MINUTE, 20000, 630 * MINUTE, false, false },
		{ STAMP_DATE, 20000, 640 * MINUTE, 20000, 640 * MINUTE, false, false },
		{ STAMP_CLOCK, 0, 700 * MINUTE, 20000, 700 * MINUTE, false, false },
		{ STAMP_NO_TIME, 0, 0, 0, 0, false, false },
		{ STAMP_CLOCK, 0, 600 * MINUTE, 0, 600 * MINUTE, true, false },
		{ STAMP_DATE, 20000, 611 * MINUTE, 20000, 611 * MINUTE, false, false },
		{ STAMP_CLOCK, 0, 610 * MINUTE, 0, 610 * MINUTE, true, false },
		{ STAMP_DATE, 20000, 620 * MINUTE, 0, 620 * MINUTE, true, false },
	};
	struct stamp_clock clock = { .started = false };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct stamp stamp = { .kind = rows[i].kind, .time = rows[i].days * day + rows[i].time };
		struct place place = { .time = 0 };

		if (rows[i].kind == STAMP_NO_TIME) {
			clock = (struct stamp_clock){ .started = false };
			continue;
		}
		stamp_place(&clock, &stamp, &place);
		if (place.time != rows[i].want_days * day + rows[i].want || place.time_of_day != rows[i].of_day || place.local != rows[i].local)
			fail_msg("row %zu: %lld", i, (long long)place.time);
	}
}

static void
reads_seconds_since_the_first_packet(void **state)
{
	static const struct {
		const char *text;
		enum stamp_time kind;
		int64_t time;
	} vectors[] = {
		{ "2.345678 port1 in 192.0.2.1.5060 -> 192.0.2.2.5060: udp 200\n", STAMP_CLOCK, 2345678 },
		{ "    7  12.000001    192.0.2.1 \xe2\x86\x92 192.0.2.2    SIP 846 Request: INVITE sip:1@192.0.2.2 |\n\n", STAMP_CLOCK, 12000001 },
		{ "  7 1.5001 192.0.2.1 -> 192.0.2.2 SIP 846\n", STAMP_CLOCK, 1500100 },
		{ "90000.000000 port1 in 192.0.2.1.5060 -> 192.0.2.2.5060: udp 200\n", STAMP_CLOCK, INT64_C(3600000000) },
		/* No packet, no fraction, no first on its line; a time is a time. */
		{ "2.345678 seconds later 192.0.2.1 was gone\n", STAMP_NO_TIME, 0 },
		{ "7 12 192.0.2.1 -> 192.0.2.2 SIP 846\n", STAMP_NO_TIME, 0 },
		{ "call 2.345678 192.0.2.1.5060 -> 192.0.2.2.5060: udp 200\n", STAMP_NO_TIME, 0 },
		{ "10:00:00.5 1.500000 192.0.2.1 -> 192.0.2.2 SIP 846\n", STAMP_CLOCK, INT64_C(36000500000) },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
		struct stamp s;

		stamp_read(&s, slice_of(vectors[i].text));
		if (s.kind != vectors[i].kind || (s.kind != STAMP_NO_TIME && s.time != vectors[i].time))
			fail_msg("%s: %d %lld", vectors[i].text, (int)s.kind, (long long)s.time);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_times_as_they_are_written),
		cmocka_unit_test(no_text_is_no_time),
		cmocka_unit_test(reads_who_sent_to_whom),
		cmocka_unit_test(reads_the_columns_behind_a_message),
		cmocka_unit_test(a_plain_line_says_what_any_other_says),
		cmocka_unit_test(takes_no_port_from_a_number_that_can_be_none),
		cmocka_unit_test(reads_the_fields_of_dissected_packets),
		cmocka_unit_test(reads_numbers_that_a_key_says_are_times),
		cmocka_unit_test(reads_the_time_of_the_object_around), cmocka_unit_test(reads_the_addresses_of_the_object_around),
		cmocka_unit_test(counts_midnights_and_new_years),
		cmocka_unit_test(a_date_and_a_time_of_day_are_of_one_clock),
		cmocka_unit_test(reads_seconds_since_the_first_packet),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
