/* SPDX-License-Identifier: MIT */
/* Questions of the DNS and what comes of them. */
#include "input/packet/layers.h"
#include "unit/packets.h"

#define SECOND 1000000
#define START 1700000000000000
#define SLICE_OF(text) { text, sizeof(text) - 1 }
#define A "\0\1\0\1"
#define AAAA "\0\x1c\0\1"
#define SRV "\0\x21\0\1"
#define NAPTR "\0\x23\0\1"
#define DOMAIN "\7example\3net\0"
#define SERVICE "\4_sip\4_udp" DOMAIN
#define OTHER_SERVICE "\5_xmpp\4_tcp" DOMAIN
#define ASK "\1\0\0\1\0\0\0\0\0\0"
#define SAYS(rcode, count) "\x81" rcode "\0\1\0" count "\0\0\0\0"

struct asking {
	struct log log;
	struct sink sink;
	struct decoder *d;
	int64_t now;
};

static void
begin(struct asking *a)
{
	*a = (struct asking){ .now = START };
	a->sink = log_sink(&a->log);
	a->d = decoder_new("f", &a->sink);
}

static void
end(struct asking *a)
{
	decoder_free(a->d);
	log_release(&a->log);
}

static void
datagram(struct asking *a, bool back, struct slice text)
{
	struct buf b = BUF_INIT;

	buf_add(&b, SLICE("\x12\x34"));
	buf_add(&b, text);
	add_udp(&b, back ? 53 : 40000, back ? 40000 : 53);
	add_ip4(&b, 17, back ? 2 : 1, back ? 1 : 2, 1, 0);
	send(a->d, &b, RAW_IP, a->now);
	a->now += 20000;
	buf_release(&b);
}

static void
segment(struct asking *a, bool back, struct slice text)
{
	struct buf b = BUF_INIT;
	struct tcp_header h = { back ? 53 : 40000, back ? 40000 : 53, 1, 1, 16 };

	buf_add(&b, text);
	add_tcp(&b, &h);
	add_ip4(&b, 6, back ? 2 : 1, back ? 1 : 2, 1, 0);
	send(a->d, &b, RAW_IP, a->now);
	a->now += 20000;
	buf_release(&b);
}

#define QUESTION(a, text) datagram((a), false, SLICE(ASK text))
#define ANSWER(a, text) datagram((a), true, SLICE(text))

static void
expect_dns(const struct asking *a, size_t i, enum witness_what what, const char *name, const char *type)
{
	const struct witness *w = a->log.witness[i];

	assert_true(i < a->log.witnesses);
	assert_int_equal(w->kind, WITNESS_DNS);
	assert_int_equal(w->what, what);
	assert_int_equal(w->from.ip[3], 1);
	assert_int_equal(w->to.ip[3], 2);
	assert_true(slice_eq(w->name, slice_of(name)));
	assert_true(slice_eq(w->detail, slice_of(type)));
}

static void
every_failure_is_told_with_its_name(void **state)
{
	static const struct { struct slice answer; enum witness_what what; } rows[] = {
		{ SLICE_OF(SAYS("\x83", "\0") SERVICE SRV), DNS_NXDOMAIN },
		{ SLICE_OF(SAYS("\x82", "\0") SERVICE SRV), DNS_SERVFAIL },
		{ SLICE_OF(SAYS("\x85", "\0") SERVICE SRV), DNS_REFUSED },
		{ SLICE_OF(SAYS("\x80", "\0") SERVICE SRV), DNS_EMPTY },
		/* the target is the root: no such service */
		{ SLICE_OF(SAYS("\x80", "\1") SERVICE SRV "\xc0\x0c" SRV "\0\0\0\x3c\0\7" "\0\0\0\0\0\0\0"), DNS_EMPTY },
	};
	struct asking a;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		begin(&a);
		QUESTION(&a, SERVICE SRV);
		datagram(&a, true, rows[i].answer);
		assert_int_equal(a.log.witnesses, 1);
		expect_dns(&a, 0, rows[i].what, "_sip._udp.example.net", "SRV");
		end(&a);
	}
}

/* A byte that could be taken for something else where it is shown: a blank ends a name. */
static void
a_name_is_shown_in_one_piece(void **state)
{
	static const struct { struct slice question; const char *name; } rows[] = {
		{ SLICE_OF("\3a b" DOMAIN), "a?b.example.net" }, { SLICE_OF("\3a!b" DOMAIN), "a!b.example.net" },
		{ SLICE_OF("\3a~b" DOMAIN), "a~b.example.net" }, { SLICE_OF("\3a\x7f" "b" DOMAIN), "a?b.example.net" },
		{ SLICE_OF("\3a\nb" DOMAIN), "a?b.example.net" }, { SLICE_OF("\3a\xe9" "b" DOMAIN), "a?b.example.net" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf b = BUF_INIT;
		struct asking a;

		begin(&a);
		buf_add(&b, SLICE(SAYS("\x83", "\0")));
		buf_add(&b, rows[i].question);
		buf_add(&b, SLICE(A));
		datagram(&a, true, buf_slice(&b));
		expect_dns(&a, 0, DNS_NXDOMAIN, rows[i].name, "A");
		end(&a);
		buf_release(&b);
	}
}

#define TARGET "\3sip" DOMAIN
#define SRV_RECORD "\xc0\x0c" SRV "\0\0\0\x3c\0\x17" "\0\1\0\1\x13\xc4" TARGET
#define A_RECORD "\xc0\x0c" A "\0\0\0\x3c\0\4" "\xc0\0\2\7"

static void
what_falls_back_well_is_made_good(void **state)
{
	struct asking a;

	(void)state;
	begin(&a);	/* NAPTR fails, SRV gives */
	QUESTION(&a, DOMAIN NAPTR);
	ANSWER(&a, SAYS("\x82", "\0") DOMAIN NAPTR);
	expect_dns(&a, 0, DNS_SERVFAIL, "example.net", "NAPTR");
	QUESTION(&a, SERVICE SRV);
	ANSWER(&a, SAYS("\x80", "\1") SERVICE SRV SRV_RECORD);
	assert_int_equal(a.log.witnesses, 2);
	expect_dns(&a, 1, DNS_GOOD, "_sip._udp.example.net", "SRV");
	QUESTION(&a, TARGET AAAA);	/* what the record leads to has no address: then the domain has none */
	ANSWER(&a, SAYS("\x83", "\0") TARGET AAAA);
	assert_int_equal(a.log.witnesses, 3);
	assert_true(slice_eq(a.log.witness[2]->line, SLICE("example.net")));
	end(&a);

	begin(&a);	/* the records of another service say nothing of SIP */
	QUESTION(&a, OTHER_SERVICE SRV);
	ANSWER(&a, SAYS("\x80", "\1") OTHER_SERVICE SRV SRV_RECORD);
	QUESTION(&a, TARGET A);
	ANSWER(&a, SAYS("\x83", "\0") TARGET A);
	assert_int_equal(a.log.witnesses, 1);
	assert_int_equal(a.log.witness[0]->line.n, 0);
	end(&a);

	begin(&a);	/* a target that is cut off leads nowhere */
	QUESTION(&a, SERVICE SRV);
	ANSWER(&a, SAYS("\x80", "\1") SERVICE SRV "\xc0\x0c" SRV "\0\0\0\x3c\0\x17" "\0\1\0\1\x13\xc4" "\3sip\7example");
	QUESTION(&a, "\3sip\7example\0" A);
	ANSWER(&a, SAYS("\x83", "\0") "\3sip\7example\0" A);
	assert_int_equal(a.log.witnesses, 1);
	assert_int_equal(a.log.witness[0]->line.n, 0);
	end(&a);

	begin(&a);	/* an IPv4 address is enough */
	QUESTION(&a, DOMAIN A);
	ANSWER(&a, SAYS("\x80", "\1") DOMAIN A A_RECORD);
	QUESTION(&a, DOMAIN AAAA);
	ANSWER(&a, SAYS("\x80", "\0") DOMAIN AAAA);
	assert_int_equal(a.log.witnesses, 0);
	end(&a);
}

static void
silence_is_told_when_it_was_asked_again(void **state)
{
	struct asking a;

	(void)state;
	begin(&a);
	QUESTION(&a, SERVICE SRV);
	a.now += 10 * SECOND;
	QUESTION(&a, DOMAIN AAAA);	/* only once */
	assert_int_equal(a.log.witnesses, 0);
	end(&a);

	begin(&a);
	QUESTION(&a, SERVICE SRV);
	a.now += 2 * SECOND;
	QUESTION(&a, SERVICE SRV);
	a.now += 6 * SECOND;
	QUESTION(&a, DOMAIN A);
	assert_int_equal(a.log.witnesses, 1);
	expect_dns(&a, 0, DNS_SILENT, "_sip._udp.example.net", "SRV");
	assert_int_equal(a.log.witness[0]->number, 2);
	assert_int_equal(a.log.seen[0].packet, 1);
	end(&a);

	begin(&a);	/* answered the second time */
	QUESTION(&a, SERVICE SRV);
	a.now += 2 * SECOND;
	QUESTION(&a, SERVICE SRV);
	ANSWER(&a, SAYS("\x80", "\1") SERVICE SRV SRV_RECORD);
	a.now += 9 * SECOND;
	QUESTION(&a, DOMAIN A);
	decoder_end(a.d);
	assert_int_equal(a.log.witnesses, 0);
	end(&a);
}

/* One resolver sends a question again as it was, another as a new one. */
static void
copies_may_have_other_numbers(void **state)
{
	static const struct { struct slice second; size_t witnesses; } rows[] = {
		{ SLICE_OF("\x77\x01" ASK DOMAIN A), 1 },
		{ SLICE_OF("\x77\x01" ASK DOMAIN SRV), 0 },
		{ SLICE_OF("\x77\x01" ASK "\5other" DOMAIN A), 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct asking a;
		struct buf b = BUF_INIT;

		begin(&a);
		QUESTION(&a, DOMAIN A);
		a.now += 2 * SECOND;
		buf_add(&b, rows[i].second);
		add_udp(&b, 40001, 53);
		add_ip4(&b, 17, 1, 2, 1, 0);
		send(a.d, &b, RAW_IP, a.now);
		a.now += 6 * SECOND;
		QUESTION(&a, "\4last" DOMAIN A);
		assert_int_equal(a.log.witnesses, rows[i].witnesses);
		buf_release(&b);
		end(&a);
	}
}

/* How many witnesses come of a question that was asked `times` times so far apart, when the trace goes on so long after, or ends. */
static size_t
silences(unsigned times, int64_t apart, int64_t after, bool ends)
{
	struct asking a;
	size_t n;

	begin(&a);
	for (unsigned i = 0; i < times; i++) {
		a.now = START + (int64_t)i * apart;
		QUESTION(&a, SERVICE SRV);
	}
	a.now = START + (int64_t)(times - 1) * apart + after;
	QUESTION(&a, "\5other" DOMAIN A);
	dns_due(a.d, false);
	if (ends)
		dns_due(a.d, true);
	n = a.log.witnesses;
	end(&a);
	return n;
}

static void
copies_and_time_prove_silence(void **state)
{
	(void)state;
	assert_int_equal(silences(2, 800000, 5000001, false), 1);
	assert_int_equal(silences(2, 799999, 5000001, false), 0);	/* a copy that was sent to be quick */
	assert_int_equal(silences(2, 800000, 5000000, false), 0);
	assert_int_equal(silences(1, 0, 5000001, false), 0);
	assert_int_equal(silences(2, SECOND, SECOND, true), 0);		/* where the trace ends, one more is wanted */
	assert_int_equal(silences(3, SECOND, SECOND, true), 1);
}

/* Of several questions that wait, the answer is for the one of its type, name and host: copies have numbers of their own. */
static void
an_answer_is_to_its_question(void **state)
{
	static const struct { struct slice answer; size_t witnesses; } rows[] = {
		{ SLICE_OF("\x12\x34" SAYS("\x80", "\0") DOMAIN A), 1 },
		{ SLICE_OF("\x12\x34" SAYS("\x80", "\0") "\7EXAMPLE\3net\0" A), 1 },
		{ SLICE_OF("\x12\x35" SAYS("\x80", "\0") DOMAIN A), 1 },
		{ SLICE_OF("\x12\x34" SAYS("\x80", "\0") DOMAIN AAAA), 2 },	/* the answer to one that was not seen, and silence */
		{ SLICE_OF("\x12\x34" SAYS("\x80", "\0") "\7example\3org\0" A), 2 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct asking a;
		struct buf b = BUF_INIT;

		begin(&a);
		QUESTION(&a, DOMAIN A);
		a.now += SECOND;
		QUESTION(&a, DOMAIN A);
		a.now += SECOND;
		QUESTION(&a, DOMAIN A);
		buf_add(&b, rows[i].answer);
		add_udp(&b, 53, 40000);
		add_ip4(&b, 17, 2, 1, 1, 0);
		send(a.d, &b, RAW_IP, a.now);
		dns_due(a.d, true);
		if (a.log.witnesses != rows[i].witnesses)
			fail_msg("row %zu: %zu", i, (size_t)a.log.witnesses);
		buf_release(&b);
		end(&a);
	}
}

#define L63 "\x3f" "012345678901234567890123456789012345678901234567890123456789012"
#define L61 "\x3d" "0123456789012345678901234567890123456789012345678901234567890"

/* RFC 1035 §2.3.4: a label has 63 bytes, a name 255 with its lengths. */
static void
names_have_their_longest(void **state)
{
	static const struct { struct slice question; size_t witnesses; } rows[] = {
		{ SLICE_OF(SAYS("\x83", "\0") L63 "\0" A), 1 },
		{ SLICE_OF(SAYS("\x83", "\0") "\x40" "0123456789012345678901234567890123456789012345678901234567890123" "\0" A), 0 },
		{ SLICE_OF(SAYS("\x83", "\0") L63 L63 L63 L61 "\0" A), 1 },
		{ SLICE_OF(SAYS("\x83", "\0") L63 L63 L63 L63 "\1a\0" A), 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct asking a;

		begin(&a);
		datagram(&a, true, rows[i].question);
		if (a.log.witnesses != rows[i].witnesses)
			fail_msg("row %zu: %zu", i, (size_t)a.log.witnesses);
		end(&a);
	}
}

static void
other_types_and_broken_messages_are_left(void **state)
{
	static const struct slice rows[] = {
		SLICE_OF(SAYS("\x83", "\0") DOMAIN "\0\x0c\0\1"),		/* PTR */
		SLICE_OF(SAYS("\x83", "\0") DOMAIN "\0\1\0\3"),			/* another class */
		SLICE_OF("\x81\x83\0\2\0\0\0\0\0\0" DOMAIN A DOMAIN A),		/* two questions */
		SLICE_OF(SAYS("\x83", "\0") "\xc0\x0c" A),			/* a name that is itself */
		SLICE_OF(SAYS("\x83", "\0") "\1a\xc0\x0c" A),			/* or contains itself */
		SLICE_OF(SAYS("\x83", "\0") "\x7f" "abc" A),
		SLICE_OF(SAYS("\x83", "\0") "\x3f" "abc"),
		SLICE_OF(SAYS("\x83", "\0") "\0" A),				/* the root */
		SLICE_OF("\x28\0\0\1\0\0\0\0\0\0" DOMAIN A),			/* an update */
	};
	static const char record[] = SAYS("\x80", "\5") SERVICE SRV SRV_RECORD;
	struct asking a;

	(void)state;
	begin(&a);
	for (size_t i = 0; i < COUNT(rows); i++) {
		datagram(&a, true, rows[i]);
		if (a.log.witnesses > 0)
			fail_msg("row %zu", i);
	}
	for (size_t n = 0; n < sizeof record - 1; n++)
		datagram(&a, true, (struct slice){ record, n });
	end(&a);
}

/* A record that is not whole answers nothing. */
static void
a_broken_record_is_no_answer(void **state)
{
	static const struct slice rows[] = {
		SLICE_OF(SAYS("\x80", "\1") DOMAIN A "\xc0\x0c" "\0\1\0"),
		SLICE_OF(SAYS("\x80", "\1") DOMAIN A "\xc0\x0c" A "\0\0\0\x3c\0"),
		SLICE_OF(SAYS("\x80", "\1") DOMAIN A "\xc0\xff" A "\0\0\0\x3c\0\4" "\xc0\0\2\7"),
		SLICE_OF(SAYS("\x80", "\2") DOMAIN A "\xc0\xff" "\0\5\0\1" "\0\0\0\x3c\0\0" A_RECORD),
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct asking a;

		begin(&a);
		QUESTION(&a, DOMAIN A);
		datagram(&a, true, rows[i]);
		assert_int_equal(a.log.witnesses, 1);
		expect_dns(&a, 0, DNS_EMPTY, "example.net", "A");
		end(&a);
	}
}

/* Captured without what it holds: that there is one is enough. */
static void
a_record_may_end_behind_its_head(void **state)
{
	struct asking a;

	(void)state;
	begin(&a);
	QUESTION(&a, DOMAIN A);
	ANSWER(&a, SAYS("\x80", "\1") DOMAIN A "\xc0\x0c" A "\0\0\0\x3c\0\4");
	assert_int_equal(a.log.witnesses, 0);
	end(&a);
}

/* With its length before it, and all in one segment; what is asked there is not waited for, as its answer may be in several. */
static void
an_answer_may_come_over_tcp(void **state)
{
	static const struct { bool back; struct slice bytes; size_t witnesses; } rows[] = {
		{ true, SLICE_OF("\0\x1d" "\x12\x34" SAYS("\x83", "\0") DOMAIN A), 1 },
		{ true, SLICE_OF("\0\x1e" "\x12\x34" SAYS("\x83", "\0") DOMAIN A), 0 },
		{ true, SLICE_OF("\0\x1c" "\x12\x34" SAYS("\x83", "\0") DOMAIN A), 0 },
		{ true, SLICE_OF("\0\x0c" "\x12\x34" SAYS("\x83", "\0")), 0 },
		{ false, SLICE_OF("\0\x1d" "\x12\x34" ASK DOMAIN A), 0 },
	};
	struct asking a;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		begin(&a);
		for (int n = 0; n < 3; n++) {
			segment(&a, rows[i].back, rows[i].bytes);
			a.now += 5 * SECOND;
		}
		decoder_end(a.d);
		assert_int_equal(a.log.witnesses > 0, rows[i].witnesses > 0);
		if (rows[i].witnesses > 0)
			expect_dns(&a, 0, DNS_NXDOMAIN, "example.net", "A");
		end(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_failure_is_told_with_its_name),
		cmocka_unit_test(a_name_is_shown_in_one_piece),
		cmocka_unit_test(what_falls_back_well_is_made_good),
		cmocka_unit_test(silence_is_told_when_it_was_asked_again),
		cmocka_unit_test(copies_and_time_prove_silence),
		cmocka_unit_test(copies_may_have_other_numbers),
		cmocka_unit_test(an_answer_is_to_its_question),
		cmocka_unit_test(names_have_their_longest),
		cmocka_unit_test(other_types_and_broken_messages_are_left),
		cmocka_unit_test(a_broken_record_is_no_answer),
		cmocka_unit_test(a_record_may_end_behind_its_head),
		cmocka_unit_test(an_answer_may_come_over_tcp),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
