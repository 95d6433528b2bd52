/* What is read without libosip2 is what libosip2 would give; and what it would not give byte by byte is left to it. */
#include "unit/sip.h"

#include <stdlib.h>

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

/* Made of what such values are made of, in any order: whichever of them is taken for plain. */
static void
whatever_is_taken_for_plain_is_what_libosip2_reads(void **state)
{
	static const char *const pieces[] = {
		"\"", "\" ", "Bob", " ", "<", "sip:", "a", "@", "b.c", ":", "5060", ">", ";tag=", "1", "-", "_", "..", "\"Bob\" <sip:a@",
		"<sip:bob@example.org", ">;tag=", "0",
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
	}
	assert_true(plain > 1000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_values_are_read_as_libosip2_reads_them),
		cmocka_unit_test(all_else_is_left_to_libosip2),
		cmocka_unit_test(whatever_is_taken_for_plain_is_what_libosip2_reads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
