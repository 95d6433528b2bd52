/* SPDX-License-Identifier: MIT */
/* ICMP errors: who says which packet could not go on, also where the quote is cut or lies. */
#include "unit/packets.h"

struct quote {
	const char *name;
	bool six;
	char type, code;
	enum witness_what what;
	unsigned number;
};

static const struct quote quotes[] = {
	{ "port", false, 3, 3, ICMP_PORT_CLOSED, 0x0578 },
	{ "host", false, 3, 1, ICMP_HOST_UNREACHABLE, 0x0578 },
	{ "network", false, 3, 0, ICMP_HOST_UNREACHABLE, 0x0578 },
	{ "protocol", false, 3, 2, ICMP_HOST_UNREACHABLE, 0x0578 },
	{ "prohibited", false, 3, 13, ICMP_FILTERED, 0x0578 },
	{ "host prohibited", false, 3, 10, ICMP_FILTERED, 0x0578 },
	{ "fragmentation needed", false, 3, 4, ICMP_TOO_BIG, 0x0578 },
	{ "in transit", false, 11, 0, ICMP_TTL, 0 },
	{ "reassembly", false, 11, 1, ICMP_REASSEMBLY, 0 },
	{ "echo", false, 8, 0, WHAT_NONE, 0 },
	{ "port 6", true, 1, 4, ICMP_PORT_CLOSED, 0 },
	{ "no route 6", true, 1, 0, ICMP_HOST_UNREACHABLE, 0 },
	{ "address 6", true, 1, 3, ICMP_HOST_UNREACHABLE, 0 },
	{ "prohibited 6", true, 1, 1, ICMP_FILTERED, 0 },
	{ "too big 6", true, 2, 0, ICMP_TOO_BIG, 0x0578 },
	{ "reassembly 6", true, 3, 1, ICMP_REASSEMBLY, 0 },
	{ "neighbour 6", true, (char)135, 0, WHAT_NONE, 0 },
};

static void
add_icmp(struct buf *b, const struct quote *q)
{
	BEFORE(b, q->type, q->code, 0, 0, 0, 0, 5, 0x78);
	if (q->six)
		add_ip6(b, 58);
	else
		add_ip4(b, 1, 9, 1, 3, 0);
}

static void
add_quote(struct buf *b, const struct quote *q, const char *payload)
{
	buf_addstr(b, payload);
	add_udp(b, 5060, 5070);
	if (q->six)
		add_ip6(b, 17);
	else
		add_ip4(b, 17, 1, 2, 7, 0);
}

static void
every_error_is_told_with_what_it_quotes(void **state)
{
	struct log l = { 0 };
	struct sink sink = log_sink(&l);

	(void)state;
	for (size_t i = 0; i < COUNT(quotes); i++) {
		const struct quote *q = &quotes[i];
		struct decoder *d = decoder_new("f", &sink);
		struct buf b = BUF_INIT;

		add_quote(&b, q, OPTIONS);
		add_icmp(&b, q);
		send(d, &b, RAW_IP, 1000);
		if (l.witnesses != (q->what != WHAT_NONE))
			fail_msg("%s: %zu witnesses", q->name, l.witnesses);
		if (l.witnesses > 0) {
			const struct witness *w = l.witness[0];
			assert_int_equal(w->kind, WITNESS_ICMP);
			assert_int_equal(w->what, q->what);
			assert_int_equal(w->from.port, 5060);
			assert_int_equal(w->to.port, 5070);
			assert_int_equal(w->to.family, q->six ? 6 : 4);
			assert_int_equal(w->to.ip[q->six ? 15 : 3], 2);
			assert_int_equal(w->reporter.ip[q->six ? 15 : 3], q->six ? 1 : 9);
			assert_false(w->tcp);
			assert_true(slice_eq(w->line, SLICE(OPTIONS)));
			if (q->what == ICMP_TOO_BIG)
				assert_int_equal(w->number, 0x578);
			assert_int_equal(l.seen[0].packet, 1);
		}
		log_release(&l);
		decoder_free(d);
		buf_release(&b);
	}
}

/* At any length: what is quoted is told when its ports are there. */
static void
a_quote_may_be_cut(void **state)
{
	struct log l = { 0 };
	struct sink sink = log_sink(&l);

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		const struct quote *q = &quotes[i == 0 ? 0 : 10];
		size_t headers = q->six ? 40 + 8 + 40 : 20 + 8 + 20, ports = headers + 4;

		for (size_t n = 0; n < headers + 8 + sizeof OPTIONS - 1; n++) {
			struct decoder *d = decoder_new("f", &sink);
			struct buf b = BUF_INIT;

			add_quote(&b, q, OPTIONS);
			add_icmp(&b, q);
			b.n = n;
			send(d, &b, RAW_IP, 1000);
			assert_int_equal(l.witnesses, n >= ports);
			if (l.witnesses > 0)
				assert_int_equal(l.witness[0]->line.n, n > headers + 8 ? n - headers - 8 : 0);
			log_release(&l);
			decoder_free(d);
			buf_release(&b);
		}
	}
}

static void
a_quoted_tcp_segment_is_one(void **state)
{
	struct log l = { 0 };
	struct sink sink = log_sink(&l);
	struct decoder *d = decoder_new("f", &sink);
	struct buf b = BUF_INIT;

	(void)state;
	add_tcp(&b, &(struct tcp_header){ 40000, 5060, 1, 0, 2 });
	add_ip4(&b, 6, 1, 2, 7, 0);
	add_icmp(&b, &quotes[1]);
	send(d, &b, RAW_IP, 1000);
	assert_int_equal(l.witnesses, 1);
	assert_true(l.witness[0]->tcp);
	assert_int_equal(l.witness[0]->to.port, 5060);
	log_release(&l);
	/* A later fragment has no ports, and something else no witness. */
	add_quote(&b, &quotes[0], OPTIONS);
	b.p[6] = 0;
	b.p[7] = 9;
	add_icmp(&b, &quotes[0]);
	send(d, &b, RAW_IP, 1000);
	add_quote(&b, &quotes[0], OPTIONS);
	b.p[9] = 1;
	add_icmp(&b, &quotes[0]);
	send(d, &b, RAW_IP, 1000);
	assert_int_equal(l.witnesses, 0);
	log_release(&l);
	decoder_free(d);
	buf_release(&b);
}

static void
the_clock_goes_on_with_any_packet_once_a_second(void **state)
{
	struct log l = { 0 };
	struct sink sink = log_sink(&l);
	struct decoder *d = decoder_new("f", &sink);
	struct buf b = BUF_INIT;

	(void)state;
	for (int i = 0; i <= 30; i++) {
		build_udp4(&b, "nothing of interest");
		send(d, &b, RAW_IP, 1700000000000000 + i * 100000);
	}
	assert_int_equal(l.clocks, 4);
	build_udp4(&b, "a little later");
	send(d, &b, RAW_IP, 1700000003000001);
	assert_int_equal(l.clocks, 4);
	decoder_end(d);
	assert_int_equal(l.clocks, 5);
	log_release(&l);
	decoder_free(d);
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_error_is_told_with_what_it_quotes),
		cmocka_unit_test(a_quote_may_be_cut),
		cmocka_unit_test(a_quoted_tcp_segment_is_one),
		cmocka_unit_test(the_clock_goes_on_with_any_packet_once_a_second),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
