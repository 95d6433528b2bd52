/* SPDX-License-Identifier: MIT */
/* What stands beside SIP, kept and found again: by Call-ID, by addresses, within bounds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "diagnose/rules/network.h"

static struct addr
at(const char *text)
{
	struct addr a;

	assert_true(addr_parse(&a, slice_of(text)));
	return a;
}

static void
add(struct witnesses *ws, struct witness w)
{
	struct frame frame = { .kind = FRAME_WITNESS, .where = { .time = NO_TIME }, .witness = &w };

	witnesses_add(ws, &frame);
}

static void
a_witness_is_found_by_its_call_id(void **state)
{
	struct witnesses *ws = witnesses_new();
	char id[] = "a@x";

	(void)state;
	assert_false(witnesses_any(ws));
	add(ws, (struct witness){ .kind = WITNESS_LINE, .call_id = slice_of(id), .number = 1 });
	add(ws, (struct witness){ .kind = WITNESS_LINE, .call_id = SLICE("b@x"), .number = 2 });
	add(ws, (struct witness){ .kind = WITNESS_LINE, .call_id = SLICE("a@x"), .number = 3 });
	id[0] = '?';	/* it keeps a copy */
	const struct seen *s = witnesses_of_call_id(ws, SLICE("a@x"), NULL);
	assert_int_equal(s->witness->number, 1);
	s = witnesses_of_call_id(ws, SLICE("a@x"), s);
	assert_int_equal(s->witness->number, 3);
	assert_null(witnesses_of_call_id(ws, SLICE("a@x"), s));
	assert_null(witnesses_of_call_id(ws, SLICE("c@x"), NULL));
	witnesses_free(ws);
}

static void
a_witness_is_found_once_by_either_end(void **state)
{
	struct witnesses *ws = witnesses_new();
	struct addr a = at("192.0.2.1:5060"), b = at("192.0.2.2:5060"), other = at("192.0.2.1:5061");

	(void)state;
	add(ws, (struct witness){ .kind = WITNESS_ICMP, .from = a, .to = b, .number = 1 });
	add(ws, (struct witness){ .kind = WITNESS_TCP, .from = a, .to = b, .number = 2 });
	add(ws, (struct witness){ .kind = WITNESS_ICMP, .from = b, .to = a, .number = 3 });
	add(ws, (struct witness){ .kind = WITNESS_ICMP, .from = a, .to = a, .number = 4 });
	unsigned sum = 0, n = 0;
	for (const struct seen *s = witnesses_of_addr(ws, WITNESS_ICMP, &a, NULL); s != NULL;
	    s = witnesses_of_addr(ws, WITNESS_ICMP, &a, s)) {
		sum += s->witness->number;
		assert_true(++n <= 3);
	}
	assert_int_equal(sum, 1 + 3 + 4);
	assert_null(witnesses_of_addr(ws, WITNESS_ICMP, &other, NULL));
	witnesses_free(ws);
}

static void
a_flow_takes_the_place_of_its_earlier_state(void **state)
{
	struct witnesses *ws = witnesses_new();
	struct addr a = at("192.0.2.1:4000"), b = at("192.0.2.2:4000");

	(void)state;
	add(ws, (struct witness){ .kind = WITNESS_FLOW, .from = a, .to = b, .flow = { .packets = 1 } });
	add(ws, (struct witness){ .kind = WITNESS_FLOW, .from = b, .to = a, .flow = { .packets = 7 } });
	add(ws, (struct witness){ .kind = WITNESS_FLOW, .from = a, .to = b, .flow = { .packets = 50 } });
	const struct seen *s = witnesses_of_addr(ws, WITNESS_FLOW, &a, NULL);
	assert_int_equal(s->witness->flow.packets, 50);
	s = witnesses_of_addr(ws, WITNESS_FLOW, &a, s);
	assert_int_equal(s->witness->flow.packets, 7);
	assert_null(witnesses_of_addr(ws, WITNESS_FLOW, &a, s));
	witnesses_free(ws);
}

/* Whichever of its ends, its beginning and its kind differs. */
static void
a_flow_takes_no_other_place(void **state)
{
	struct witnesses *ws = witnesses_new();
	struct addr a = at("192.0.2.1:4000"), b = at("192.0.2.2:4000"), c = at("192.0.2.3:4000");
	unsigned n = 0;

	(void)state;
	add(ws, (struct witness){ .kind = WITNESS_ICMP, .from = a, .to = b });
	add(ws, (struct witness){ .kind = WITNESS_FLOW, .from = a, .to = b, .flow = { .first = 1 } });
	add(ws, (struct witness){ .kind = WITNESS_FLOW, .from = a, .to = c, .flow = { .first = 1 } });
	add(ws, (struct witness){ .kind = WITNESS_FLOW, .from = a, .to = b, .flow = { .first = 2 } });
	for (const struct seen *s = NULL; (s = witnesses_of_addr(ws, WITNESS_FLOW, &a, s)) != NULL;)
		n++;
	assert_int_equal(n, 3);
	witnesses_free(ws);
}

static void
the_oldest_go_first(void **state)
{
	enum { MANY = 70000, KEPT = 65536 };
	struct witnesses *ws = witnesses_new();
	unsigned n = 0;

	(void)state;
	for (unsigned i = 0; i < MANY; i++)
		add(ws, (struct witness){ .kind = WITNESS_LINE, .call_id = SLICE("a@x"), .number = i });
	for (const struct seen *s = NULL; (s = witnesses_of_call_id(ws, SLICE("a@x"), s)) != NULL; n++)
		assert_int_equal(s->witness->number, MANY - KEPT + n);
	assert_int_equal(n, KEPT);
	witnesses_free(ws);
}

static void
what_the_network_said_goes_in_order_too(void **state)
{
	enum { MANY = 16500, KEPT = 16384 };
	struct network *net = network_new();
	struct addr a = at("192.0.2.1:5060");
	unsigned n = 0;

	(void)state;
	for (unsigned i = 0; i < MANY; i++) {
		struct witness w = { .kind = WITNESS_ICMP, .from = a, .to = a, .number = i };
		struct frame frame = { .kind = FRAME_WITNESS, .where = { .time = i * 1000000ll }, .witness = &w };

		network_add(net, &frame);
	}
	for (const struct seen *s = network_since(net, 0); s != NULL; s = network_after(s), n++)
		assert_int_equal(s->witness->number, MANY - KEPT + n);
	assert_int_equal(n, KEPT);
	network_free(net);
}

static void
say(struct network *net, struct witness w, int64_t time)
{
	struct frame frame = { .kind = FRAME_WITNESS, .where = { .time = time }, .witness = &w };

	network_add(net, &frame);
}

static unsigned
said(const struct network *net)
{
	unsigned n = 0;

	for (const struct seen *s = network_since(net, 0); s != NULL; s = network_after(s))
		n++;
	return n;
}

/* The capture's own copy within a tenth of a second: of the same kind, about the same, between the same ends. */
static void
the_same_is_said_once(void **state)
{
	const struct addr a = at("192.0.2.1:5060"), b = at("192.0.2.2:5060"), c = at("192.0.2.3:5060"), port = at("192.0.2.2:5061");
	const struct witness w = { .kind = WITNESS_ICMP, .what = ICMP_PORT_CLOSED, .from = a, .to = b, .name = SLICE("x"), .line = SLICE("y") };
	struct { struct witness w; int64_t later; unsigned count; } rows[] = {
		{ w, 0, 1 }, { w, 99999, 1 }, { w, 100000, 2 }, { w, -1, 2 },
		{ w, 0, 2 }, { w, 0, 2 }, { w, 0, 2 }, { w, 0, 2 }, { w, 0, 2 }, { w, 0, 2 }, { w, 0, 2 },
	};

	(void)state;
	rows[4].w.kind = WITNESS_TCP;
	rows[5].w.what = ICMP_FILTERED;
	rows[6].w.from = c;
	rows[7].w.to = c;
	rows[8].w.to = port;
	rows[9].w.name = SLICE("z");
	rows[10].w.line = SLICE("z");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct network *net = network_new();

		say(net, w, 1000000);
		say(net, rows[i].w, 1000000 + rows[i].later);
		if (said(net) != rows[i].count)
			fail_msg("row %zu: %u", i, said(net));
		network_free(net);
	}
}

/* However many others are spoken of in between. */
static void
the_same_is_known_among_others(void **state)
{
	enum { OTHERS = 12000 };
	struct network *net = network_new();
	const struct witness w = { .kind = WITNESS_ICMP, .from = at("192.0.2.1:5060"), .to = at("192.0.2.2:5060") };

	(void)state;
	say(net, w, 1000000);
	for (unsigned i = 0; i < OTHERS; i++) {
		struct witness other = w;

		other.to = (struct addr){ .family = 4, .ip = { 10, 0, (uint8_t)(i >> 8), (uint8_t)i }, .port = 5060 };
		say(net, other, 1000000);
	}
	assert_int_equal(said(net), OTHERS + 1);
	say(net, w, 1000000);
	assert_int_equal(said(net), OTHERS + 1);
	network_free(net);
}

static unsigned
count_said(const struct network *net, struct said what)
{
	unsigned n = 0;

	for (const struct seen *s = network_next(net, &what, NULL); s != NULL; s = network_next(net, &what, s))
		n++;
	return n;
}

/* By kind, by one end or both, and within a time, its ends included. */
static void
what_is_said_is_found_by_host_and_time(void **state)
{
	const struct addr a = at("192.0.2.1:5060"), b = at("192.0.2.2:5060"), c = at("192.0.2.3:5060"), other = at("192.0.2.1:9");
	struct network *net = network_new();

	(void)state;
	assert_int_equal(count_said(net, (struct said){ .kind = WITNESS_ICMP, .from = &a, .first = 0, .last = 99000000 }), 0);
	say(net, (struct witness){ .kind = WITNESS_ICMP, .from = a, .to = b }, 1000000);
	say(net, (struct witness){ .kind = WITNESS_TCP, .from = a, .to = b }, 2000000);
	say(net, (struct witness){ .kind = WITNESS_ICMP, .from = a, .to = c }, 9000000);
	say(net, (struct witness){ .kind = WITNESS_ICMP, .from = b, .to = a }, 20000000);
	assert_int_equal(count_said(net, (struct said){ .kind = WITNESS_ICMP, .from = &a, .first = 0, .last = 99000000 }), 2);
	assert_int_equal(count_said(net, (struct said){ .kind = WITNESS_ICMP, .from = &other, .first = 0, .last = 99000000 }), 2);
	assert_int_equal(count_said(net, (struct said){ .kind = WITNESS_TCP, .from = &a, .first = 0, .last = 99000000 }), 1);
	assert_int_equal(count_said(net, (struct said){ .kind = WITNESS_ICMP, .to = &b, .first = 0, .last = 99000000 }), 1);
	assert_int_equal(count_said(net, (struct said){ .kind = WITNESS_ICMP, .from = &a, .to = &c, .first = 0, .last = 99000000 }), 1);
	assert_int_equal(count_said(net, (struct said){ .kind = WITNESS_ICMP, .from = &a, .to = &a, .first = 0, .last = 99000000 }), 0);
	assert_int_equal(count_said(net, (struct said){ .kind = WITNESS_ICMP, .from = &a, .first = 1000000, .last = 9000000 }), 2);
	assert_int_equal(count_said(net, (struct said){ .kind = WITNESS_ICMP, .from = &a, .first = 1000001, .last = 9000000 }), 1);
	assert_int_equal(count_said(net, (struct said){ .kind = WITNESS_ICMP, .from = &a, .first = 1000000, .last = 8999999 }), 1);
	network_free(net);
}

/* Until when a flow may be missing. */
static void
flows_that_had_to_go_are_remembered(void **state)
{
	enum { KEPT = 65536 };
	struct witnesses *ws = witnesses_new();
	struct addr a = at("192.0.2.1:4000");

	(void)state;
	assert_false(witnesses_lost_flows(ws, 0));
	add(ws, (struct witness){ .kind = WITNESS_FLOW, .from = a, .to = a, .flow = { .last = 7 } });
	add(ws, (struct witness){ .kind = WITNESS_LINE, .flow = { .last = 9 } });
	for (unsigned i = 2; i < KEPT; i++)
		add(ws, (struct witness){ .kind = WITNESS_LINE });
	assert_false(witnesses_lost_flows(ws, 0));
	add(ws, (struct witness){ .kind = WITNESS_LINE });
	add(ws, (struct witness){ .kind = WITNESS_LINE });
	assert_true(witnesses_lost_flows(ws, 7));
	assert_false(witnesses_lost_flows(ws, 8));
	witnesses_free(ws);
}

static void
ports_of_sip_are_known_to_their_last(void **state)
{
	static const unsigned known[] = { 5060, 5069, 5080, 5083, 5160, 5161 }, others[] = { 5059, 5070, 5079, 5084, 5159, 5162, 0, 80 };

	(void)state;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		assert_true(port_is_signalling(known[i]));
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_false(port_is_signalling(others[i]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_witness_is_found_by_its_call_id),
		cmocka_unit_test(a_witness_is_found_once_by_either_end),
		cmocka_unit_test(a_flow_takes_the_place_of_its_earlier_state),
		cmocka_unit_test(a_flow_takes_no_other_place),
		cmocka_unit_test(the_oldest_go_first),
		cmocka_unit_test(what_the_network_said_goes_in_order_too),
		cmocka_unit_test(the_same_is_said_once),
		cmocka_unit_test(the_same_is_known_among_others),
		cmocka_unit_test(what_is_said_is_found_by_host_and_time),
		cmocka_unit_test(flows_that_had_to_go_are_remembered),
		cmocka_unit_test(ports_of_sip_are_known_to_their_last),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
