/* SPDX-License-Identifier: MIT */
/* What is read without libosip2 is what libosip2 would give; and what it would not give byte by byte is left to it. */
#include "unit/sip.h"

#include <stdio.h>

#include "sip/osip.h"
#include "sip/plain.h"

static void
assert_same(struct slice own, struct slice theirs, const char *value)
{
	if (!slice_eq(own, theirs) || (own.p == NULL) != (theirs.p == NULL))
		fail_msg("%s: %.*s, and libosip2 reads %.*s", value, SLICE_ARG(own), SLICE_ARG(theirs));
}

/* False: it is not plain. */
static bool
compare_address(const char *value)
{
	struct arena a = ARENA_INIT;
	struct osip_address theirs;
	struct slice uri, tag;
	bool plain = plain_address(slice_of(value), &uri, &tag);

	if (plain) {
		if (!osip_address(&theirs, slice_of(value), &a))
			fail_msg("%s: libosip2 refuses it", value);
		assert_same(uri, theirs.uri, value);
		assert_same(tag, theirs.tag, value);
		assert_same(slice_of(value), theirs.text, value);
	}
	arena_release(&a);
	return plain;
}

static bool
compare_call_id(const char *value)
{
	struct arena a = ARENA_INIT;
	struct slice theirs;
	bool plain = plain_call_id(slice_of(value));

	if (plain) {
		if (!osip_call_id_value(&theirs, slice_of(value), &a))
			fail_msg("%s: libosip2 refuses it", value);
		assert_same(slice_of(value), theirs, value);
	}
	arena_release(&a);
	return plain;
}

static void
plain_values_are_read_as_libosip2_reads_them(void **state)
{
	static const char *const addresses[] = {
		"<sip:a@b>", "<sip:bob@example.org>;tag=1", "\"Bob\" <sip:bob@192.0.2.1:5060>;tag=a-b_c.d",
		"\"Bob of B.\" <sip:1-0_0.1@h-1.example.org:65535>", "<sip:bob@example.org:00001>", "<sip:bob@-.->;tag=0",
	};
	static const char *const ids[] = { "a", "a@b", "1.2-3_4@192.0.2.1", "-", "." };

	(void)state;
	for (size_t i = 0; i < COUNT(addresses); i++)
		if (!compare_address(addresses[i]))
			fail_msg("%s: not plain", addresses[i]);
	for (size_t i = 0; i < COUNT(ids); i++)
		if (!compare_call_id(ids[i]))
			fail_msg("%s: not plain", ids[i]);
}

static void
all_else_is_left_to_libosip2(void **state)
{
	static const char *const addresses[] = {
		"", "<", "<sip:", "<sip:@b>", "<sip:a@>", "<sip:a@b", "sip:a@b", "sip:a@b;tag=1", "Bob <sip:a@b>", "\"Bob\"<sip:a@b>",
		"\"\" <sip:a@b>", "\"Bob \" <sip:a@b>", "\"B\xc3\xb6""b\" <sip:a@b>", "\"B\\\"\" <sip:a@b>", "<sips:a@b>", "<SIP:a@b>",
		"<sip:a%41@b>", "<sip:a:b@c>", "<sip:b>", "<sip:a@[2001:db8::1]>", "<sip:a@b:>", "<sip:a@b:123456>", "<sip:a@b;x=y>",
		"<sip:a@b?c=d>", "<sip:a@b> ;tag=1", "<sip:a@b>;TAG=1", "<sip:a@b>;tag=", "<sip:a@b>;tag=1;x=y", "<sip:a@b>;x=y;tag=1",
		"<sip:a@b>\r\n ;tag=1", "<sip:a@b>;tag=\"1\"", " <sip:a@b>", "<sip:a@b> ", "<sip:a@b>, <sip:c@d>", "<sip:a@b@c>",
	};
	static const char *const ids[] = { "", "@", "a@", "@b", "a@b@c", "a b", "a ", " a", "a%41", "a@[2001:db8::1]", "<a>", "a:b", "\xc3\xb6" };

	(void)state;
	for (size_t i = 0; i < COUNT(addresses); i++)
		if (compare_address(addresses[i]))
			fail_msg("%s: plain", addresses[i]);
	for (size_t i = 0; i < COUNT(ids); i++)
		if (compare_call_id(ids[i]))
			fail_msg("%s: plain", ids[i]);
}

/* Letters, digits, three signs; ports that there are; nothing long. */
static void
plain_has_its_limits(void **state)
{
	static const struct { const char *port; bool plain; } ports[] = {
		{ "0", false }, { "1", true }, { "65535", true }, { "65536", false }, { "00001", true }, { "000001", false }, { "", false },
	};
	char text[1100];
	struct slice uri, tag, method;
	uint32_t number;

	(void)state;
	for (int c = 1; c < 256; c++) {
		const char one[] = { (char)c, '\0' };
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';

		if (plain_call_id(slice_of(one)) != plain)
			fail_msg("%c", c);
	}
	for (size_t i = 0; i < COUNT(ports); i++) {
		snprintf(text, sizeof text, "<sip:a@b:%s>", ports[i].port);
		assert_int_equal(plain_address(slice_of(text), &uri, &tag), ports[i].plain);
		snprintf(text, sizeof text, "SIP/2.0/UDP h:%s", ports[i].port);
		assert_int_equal(plain_via(slice_of(text)), ports[i].plain);
	}
	for (int more = 0; more < 2; more++) {
		snprintf(text, sizeof text, "%0*d", 1024 + more, 0);
		assert_int_equal(plain_call_id(slice_of(text)), more == 0);
		snprintf(text, sizeof text, "<sip:a@b>;tag=%0*d", 1024 - 14 + more, 0);
		assert_int_equal(plain_address(slice_of(text), &uri, &tag), more == 0);
		snprintf(text, sizeof text, "SIP/2.0/UDP h;x=%0*d", 1024 - 16 + more, 0);
		assert_int_equal(plain_via(slice_of(text)), more == 0);
		snprintf(text, sizeof text, "7 %.*s", 32 + more, "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFG");
		assert_int_equal(plain_cseq(slice_of(text), &number, &method), more == 0);
	}
}

/* False: it is not plain. */
static bool
compare_taken(enum header_id id, bool plain, const char *value)
{
	char text[512];

	if (!plain)
		return false;
	snprintf(text, sizeof text, "SIP/2.0 486 x\r\n%s: %s\r\nContent-Length: 0\r\n\r\n", header_name(id), value);
	if (!osip_takes(id, slice_of(value)) || !osip_takes_message(slice_of(text)))
		fail_msg("%s: libosip2 refuses it", value);
	return true;
}

static bool
via_is_taken(const char *value)
{
	return compare_taken(H_VIA, plain_via(slice_of(value)), value);
}

static bool
cseq_is_taken(const char *value)
{
	uint32_t own, theirs;
	struct slice method, its_method;
	struct arena a = ARENA_INIT;
	bool plain = plain_cseq(slice_of(value), &own, &method);

	if (plain && (!osip_cseq_value(&theirs, &its_method, slice_of(value), &a) || own != theirs || !slice_eq(method, its_method)))
		fail_msg("%s: libosip2 reads another", value);
	arena_release(&a);
	return compare_taken(H_CSEQ, plain, value);
}

static bool
address_is_taken(const char *value)
{
	struct slice uri, tag;
	bool plain = plain_address(slice_of(value), &uri, &tag);

	return compare_taken(H_FROM, plain, value) && compare_taken(H_TO, plain, value);
}

static bool
call_id_is_taken(const char *value)
{
	return compare_taken(H_CALL_ID, plain_call_id(slice_of(value)), value);
}

static void
libosip2_takes_messages_of_plain_values(void **state)
{
	static const char *const vias[] = {
		"SIP/2.0/UDP h", "SIP/2.0/TLS h.example:5061;branch=z9hG4bK-1_2.3;rport;received=192.0.2.1", "SIP/2.0/UDP h;rport=5060;alias",
	};
	static const char *const cseqs[] = { "1 INVITE", "0 X", "999999999 REGISTER" };
	static const char *const odd_vias[] = {
		"", "SIP/2.0/UDP", "SIP/2.0/UDP ", "SIP/2.0 /UDP h", "SIP/3.0/UDP h", "SIP/2.0/UDP  h", "SIP/2.0/UDP h:", "SIP/2.0/UDP h;",
		"SIP/2.0/UDP h;=x", "SIP/2.0/UDP h;branch=", "SIP/2.0/UDP h, SIP/2.0/UDP i", "SIP/2.0/UDP [2001:db8::1]", "SIP/2.0/UDP h;x=\"y\"",
	};
	static const char *const odd_cseqs[] = { "", "1", "1 ", " 1 INVITE", "INVITE", "1  INVITE", "1 invite", "1234567890 INVITE", "1 INVITE 2" };

	(void)state;
	for (size_t i = 0; i < COUNT(vias); i++)
		if (!via_is_taken(vias[i]))
			fail_msg("%s: not plain", vias[i]);
	for (size_t i = 0; i < COUNT(cseqs); i++)
		if (!cseq_is_taken(cseqs[i]))
			fail_msg("%s: not plain", cseqs[i]);
	for (size_t i = 0; i < COUNT(odd_vias); i++)
		if (via_is_taken(odd_vias[i]))
			fail_msg("%s: plain", odd_vias[i]);
	for (size_t i = 0; i < COUNT(odd_cseqs); i++)
		if (cseq_is_taken(odd_cseqs[i]))
			fail_msg("%s: plain", odd_cseqs[i]);
	/* Together as well, and in any order. */
	assert_true(osip_takes_message(SLICE("SIP/2.0 699 x\r\nCSeq: 0 X\r\nCall-ID: a@b\r\nTo: \"B\" <sip:a@b:1>;tag=1\r\nFrom: <sip:a@b>\r\n"
	    "Via: SIP/2.0/TLS h;rport\r\nVia: SIP/2.0/UDP i:5060;branch=x\r\nContent-Length: 0\r\n\r\n")));
	assert_true(osip_takes_message(SLICE("SIP/2.0 100 x\r\nContent-Length: 0\r\n\r\n")));
}

/* Made of what such values are made of, in any order: whichever of them is taken for plain. */
static void
whatever_is_taken_for_plain_is_what_libosip2_reads(void **state)
{
	static const char *const pieces[] = {
		"\"", "\" ", "Bob", " ", "<", "sip:", "a", "@", "b.c", ":", "5060", ">", ";tag=", "1", "-", "_", "..", "\"Bob\" <sip:a@",
		"<sip:bob@example.org", ">;tag=", "0", "SIP/2.0/", "UDP ", "SIP/2.0/UDP h", ";", "=", ";rport", " INVITE", "INVITE",
	};
	unsigned seed = 1, plain = 0;

	(void)state;
	for (int n = 0; n < 200000; n++) {
		char value[256] = "";

		for (int i = 0, count = 1 + n % 9; i < count; i++) {
			seed = seed * 1103515245 + 12345;
			strcat(value, pieces[(seed >> 16) % COUNT(pieces)]);
		}
		plain += compare_address(value);
		plain += compare_call_id(value);
		plain += via_is_taken(value) + cseq_is_taken(value) + address_is_taken(value) + call_id_is_taken(value);
	}
	assert_true(plain > 1000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_values_are_read_as_libosip2_reads_them),
		cmocka_unit_test(all_else_is_left_to_libosip2),
		cmocka_unit_test(plain_has_its_limits),
		cmocka_unit_test(libosip2_takes_messages_of_plain_values),
		cmocka_unit_test(whatever_is_taken_for_plain_is_what_libosip2_reads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
