/* SPDX-License-Identifier: MIT */
/* Name servers that can't be reached: over TCP, where an answer was cut short, and as ICMP says. */
#include "input/packet/layers.h"
#include "unit/packets.h"

#define SECOND 1000000
#define DOMAIN "\7example\3net\0"
#define A "\0\1\0\1"
#define A_RECORD "\xc0\x0c" A "\0\0\0\x3c\0\4" "\xc0\0\2\7"
enum { SYN = 2, RST = 4, ACK = 16, PORT = 40000 };

struct asking {
	struct log log;
	struct sink sink;
	struct decoder *d;
	int64_t now;
};

/* One thing that happens; the host is 10.0.0.1 of packets.h, its name servers are 2 and 3. */
enum act { ASK, CUT, GIVE, TCP_SYN_OUT, TCP_RST_BACK, TCP_UP, PORT_CLOSED, PORT_CLOSED_TCP, FILTERED_TCP, TTL_TCP, WAIT, OTHER_PORT_CLOSED };

static void
datagram(struct asking *a, bool back, unsigned server, const char *flags, struct slice rest)
{
	struct buf b = BUF_INIT;

	buf_add(&b, SLICE("\x12\x34"));
	buf_add(&b, (struct slice){ flags, 2 });
	buf_add(&b, rest);
	add_udp(&b, back ? 53 : PORT, back ? PORT : 53);
	add_ip4(&b, 17, back ? server : 1, back ? 1 : server, 1, 0);
	send(a->d, &b, RAW_IP, a->now);
	buf_release(&b);
}

static void
segment(struct asking *a, bool back, unsigned server, unsigned flags)
{
	struct buf b = BUF_INIT;
	struct tcp_header h = { back ? 53 : PORT, back ? PORT : 53, back ? 500 : 1, back ? 2 : 0, flags };

	add_tcp(&b, &h);
	add_ip4(&b, 6, back ? server : 1, back ? 1 : server, 1, 0);
	send(a->d, &b, RAW_IP, a->now);
	buf_release(&b);
}

static void
error(struct asking *a, bool tcp, unsigned server, unsigned port, unsigned type, unsigned code)
{
	struct buf b = BUF_INIT;

	if (tcp)
		add_tcp(&b, &(struct tcp_header){ port, 53, 1, 0, SYN });
	else
		add_udp(&b, port, 53);
	add_ip4(&b, tcp ? 6 : 17, 1, server, 7, 0);
	BEFORE(&b, (char)type, (char)code, 0, 0, 0, 0, 0, 0);
	add_ip4(&b, 1, 9, 1, 3, 0);
	send(a->d, &b, RAW_IP, a->now);
	buf_release(&b);
}

static void
play(struct asking *a, enum act act, unsigned server)
{
	switch (act) {
	case ASK:
		datagram(a, false, server, "\1\0", SLICE("\0\1\0\0\0\0\0\0" DOMAIN A));
		break;
	case CUT:
		datagram(a, true, server, "\x83\x80", SLICE("\0\1\0\0\0\0\0\0" DOMAIN A));
		break;
	case GIVE:
		datagram(a, true, server, "\x81\x80", SLICE("\0\1\0\1\0\0\0\0" DOMAIN A A_RECORD));
		break;
	case TCP_SYN_OUT:
		segment(a, false, server, SYN);
		break;
	case TCP_RST_BACK:
		segment(a, true, server, RST | ACK);
		break;
	case TCP_UP:
		segment(a, true, server, SYN | ACK);
		break;
	case PORT_CLOSED: case OTHER_PORT_CLOSED:
		error(a, false, server, act == PORT_CLOSED ? PORT : PORT + 1, 3, 3);
		break;
	case PORT_CLOSED_TCP:
		error(a, true, server, PORT, 3, 3);
		break;
	case FILTERED_TCP:
		error(a, true, server, PORT, 3, 13);
		break;
	case TTL_TCP:
		error(a, true, server, PORT, 11, 0);
		break;
	case WAIT:
		a->now += 30 * SECOND;
		break;
	}
	a->now += SECOND;
}

static const struct row {
	const char *name;
	struct { enum act act; unsigned server; } steps[8];
	size_t count;
	enum witness_what what;		/* of the DNS, the last one; WHAT_NONE: nothing is told */
} rows[] = {
	{ "cut short, TCP refused", { { ASK, 2 }, { CUT, 2 }, { TCP_SYN_OUT, 2 }, { TCP_RST_BACK, 2 } }, 4, DNS_CUT },
	{ "the question was not captured", { { CUT, 2 }, { TCP_SYN_OUT, 2 }, { TCP_RST_BACK, 2 } }, 3, DNS_CUT },
	{ "TCP never answers", { { ASK, 2 }, { CUT, 2 }, { TCP_SYN_OUT, 2 }, { TCP_SYN_OUT, 2 }, { TCP_SYN_OUT, 2 } }, 5, DNS_CUT },
	{ "a firewall says so", { { ASK, 2 }, { CUT, 2 }, { TCP_SYN_OUT, 2 }, { FILTERED_TCP, 2 } }, 4, DNS_CUT },
	{ "or calls the port closed", { { ASK, 2 }, { CUT, 2 }, { TCP_SYN_OUT, 2 }, { PORT_CLOSED_TCP, 2 } }, 4, DNS_CUT },
	{ "TCP is not tried", { { ASK, 2 }, { CUT, 2 }, { WAIT, 0 }, { ASK, 3 } }, 4, WHAT_NONE },
	{ "not even when asked twice", { { ASK, 2 }, { CUT, 2 }, { ASK, 2 }, { CUT, 2 }, { WAIT, 0 }, { TCP_SYN_OUT, 3 } }, 6, WHAT_NONE },
	{ "TCP is up", { { ASK, 2 }, { CUT, 2 }, { TCP_SYN_OUT, 2 }, { TCP_UP, 2 }, { WAIT, 0 }, { TCP_SYN_OUT, 3 } }, 6, WHAT_NONE },
	{ "two tries of TCP, and there may be more", { { ASK, 2 }, { CUT, 2 }, { TCP_SYN_OUT, 2 }, { TCP_SYN_OUT, 2 } }, 4, WHAT_NONE },
	{ "another server refuses TCP", { { ASK, 2 }, { CUT, 2 }, { TCP_SYN_OUT, 3 }, { TCP_RST_BACK, 3 } }, 4, WHAT_NONE },
	{ "nothing was cut short", { { ASK, 2 }, { TCP_SYN_OUT, 2 }, { TCP_RST_BACK, 2 } }, 3, WHAT_NONE },
	{ "it was answered in the end", { { ASK, 2 }, { CUT, 2 }, { ASK, 2 }, { GIVE, 2 }, { TCP_SYN_OUT, 2 }, { TCP_RST_BACK, 2 } }, 6, WHAT_NONE },
	{ "another server has it afterwards", { { ASK, 2 }, { CUT, 2 }, { TCP_SYN_OUT, 2 }, { TCP_RST_BACK, 2 }, { ASK, 3 }, { GIVE, 3 } }, 6, DNS_GOOD },
	{ "a hop too many is no word of the server's", { { ASK, 2 }, { CUT, 2 }, { TCP_SYN_OUT, 2 }, { TTL_TCP, 2 } }, 4, WHAT_NONE },
	{ "nobody serves names there", { { ASK, 2 }, { PORT_CLOSED, 2 } }, 2, DNS_SILENT },
	{ "but another does", { { ASK, 2 }, { PORT_CLOSED, 2 }, { ASK, 3 }, { GIVE, 3 } }, 4, DNS_GOOD },
	{ "the port of another question", { { ASK, 2 }, { OTHER_PORT_CLOSED, 2 } }, 2, WHAT_NONE },
	{ "or another server", { { ASK, 2 }, { PORT_CLOSED, 3 } }, 2, WHAT_NONE },
	{ "after the answer", { { ASK, 2 }, { GIVE, 2 }, { PORT_CLOSED, 2 } }, 3, WHAT_NONE },
};

static void
what_can_not_be_asked_is_told(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct asking a = { .now = 1700000000000000 };
		enum witness_what what = WHAT_NONE;

		a.sink = log_sink(&a.log);
		a.d = decoder_new("f", &a.sink);
		for (size_t n = 0; n < rows[i].count; n++)
			play(&a, rows[i].steps[n].act, rows[i].steps[n].server);
		decoder_end(a.d);
		for (size_t n = 0; n < a.log.witnesses; n++)
			if (a.log.witness[n]->kind == WITNESS_DNS) {
				what = a.log.witness[n]->what;
				assert_true(slice_eq(a.log.witness[n]->name, SLICE("example.net")));
				assert_int_equal(a.log.witness[n]->from.ip[3], 1);
			}
		if (what != rows[i].what)
			fail_msg("%s: %d", rows[i].name, what);
		decoder_free(a.d);
		log_release(&a.log);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_can_not_be_asked_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
