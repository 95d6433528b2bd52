/* SPDX-License-Identifier: MIT */
/* Names of headers, lists, parameters, URIs. */
#include <stdio.h>

#include "base/ascii.h"
#include "sip/message.h"
#include "unit/sip.h"

static void
every_header_is_found_by_its_names(void **state)
{
	static const struct {
		enum header_id id;
		const char *name;
		char compact;
	} rows[] = {
#define HEADER(symbol, name, compact) { H_##symbol, name, compact },
#include "sip/header.def"
#undef HEADER
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char upper[64] = "";

		for (size_t j = 0; rows[i].name[j]; j++)
			upper[j] = is_lower(rows[i].name[j]) ? (char)(rows[i].name[j] - 32) : rows[i].name[j];
		assert_int_equal(header_id(slice_of(rows[i].name)), rows[i].id);
		assert_int_equal(header_id(slice_of(upper)), rows[i].id);
		assert_string_equal(header_name(rows[i].id), rows[i].name);
		if (rows[i].compact)
			assert_int_equal(header_id((struct slice){ &rows[i].compact, 1 }), rows[i].id);
	}
	assert_int_equal(header_id(SLICE("Call-IDs")), H_OTHER);
	assert_int_equal(header_id(SLICE("z")), H_OTHER);
	assert_int_equal(header_id(SLICE("")), H_OTHER);
	assert_null(header_name(H_OTHER));
}

static void
methods_are_told_by_case(void **state)
{
	(void)state;
	assert_int_equal(method_id(SLICE("UPDATE")), METHOD_UPDATE);
	assert_int_equal(method_id(SLICE("invite")), METHOD_OTHER);
	assert_int_equal(method_id(SLICE_NONE), METHOD_OTHER);
}

/* Names are compared by a few of their bytes at once: none may be left out. */
static void
every_letter_of_a_name_counts(void **state)
{
	static const char *const headers[] = {
#define HEADER(symbol, name, compact) name,
#include "sip/header.def"
#undef HEADER
	};
	static const char *const methods[] = { "INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "REGISTER", "PRACK", "SUBSCRIBE", "NOTIFY", "PUBLISH",
		"INFO", "REFER", "MESSAGE", "UPDATE" };

	(void)state;
	for (size_t i = 0; i < COUNT(headers); i++)
		for (size_t j = 0; headers[i][j] != '\0'; j++) {
			char other[64] = "";

			memcpy(other, headers[i], strlen(headers[i]));
			other[j] = '!';
			if (header_id(slice_of(other)) != H_OTHER)
				fail_msg("%s", other);
		}
	for (size_t i = 0; i < COUNT(methods); i++) {
		assert_int_not_equal(method_id(slice_of(methods[i])), METHOD_OTHER);
		for (size_t j = 0; methods[i][j] != '\0'; j++) {
			char other[64] = "";

			memcpy(other, methods[i], strlen(methods[i]));
			other[j] = '!';
			if (method_id(slice_of(other)) != METHOD_OTHER)
				fail_msg("%s", other);
		}
	}
}

static void
commas_inside_quotes_and_brackets_divide_nothing(void **state)
{
	static const char *const expected[] = { "\"a, \\\" b\" <sip:x,y@h>;q=1", "c (d, (e), f)", "<sip:g@h" };
	struct slice rest = SLICE(" \"a, \\\" b\" <sip:x,y@h>;q=1 , ,, c (d, (e), f),<sip:g@h"), element;
	size_t n = 0;

	(void)state;
	while (header_element(&rest, &element)) {
		assert_true(n < 3);
		assert_slice(element, expected[n]);
		n++;
	}
	assert_int_equal(n, 3);
	rest = SLICE("a (b\\), c), d");
	assert_true(header_element(&rest, &element));
	assert_slice(element, "a (b\\), c)");
	assert_true(header_element(&rest, &element));
	assert_slice(element, "d");
	rest = SLICE("a (b, c");
	assert_true(header_element(&rest, &element));
	assert_slice(element, "a (b");
	/* Once a parenthesis is not closed, none is looked for any more. */
	rest = SLICE("a (b, c) (d, e");
	assert_true(header_element(&rest, &element));
	assert_slice(element, "a (b, c) (d");
	rest = SLICE("a ((b, c), d");
	assert_true(header_element(&rest, &element));
	assert_slice(element, "a ((b");
	rest = SLICE(" , ");
	assert_false(header_element(&rest, &element));
}

static void
a_comment_ends_soon_or_is_none(void **state)
{
	static char text[1200];
	struct slice rest, element;

	(void)state;
	memset(text, ',', sizeof text);
	text[0] = '(';
	text[1023] = ')';
	rest = (struct slice){ text, sizeof text };
	assert_true(header_element(&rest, &element));
	assert_int_equal(element.n, 1024);
	text[1023] = ',';
	text[1024] = ')';
	rest = (struct slice){ text, sizeof text };
	assert_true(header_element(&rest, &element));
	assert_slice(element, "(");
}

static void
quotes_are_closed_or_not(void **state)
{
	(void)state;
	assert_true(header_quotes_match(SLICE("a \\ \"b\" \"c\\\"d\"")));
	assert_false(header_quotes_match(SLICE("a \"b\\\"")));
	assert_false(header_quotes_match(SLICE("\"a\\")));
	assert_true(header_quotes_match(SLICE("")));
}

static void
parameters_are_found_outside_the_uri(void **state)
{
	static const struct {
		const char *element, *name, *value;	/* NULL: not there */
	} rows[] = {
		{ "<sip:a@b;lr;tag=1>;tag=2", "tag", "2" },
		{ "<sip:a@b;lr;tag=1>", "tag", NULL },
		{ "\"x;tag=3\" <sip:a@b>;TAG=4", "tag", "4" },
		{ "sip:a@b;tag=5", "tag", "5" },
		{ "<sip:a@b> ; lr ; tag = \"6;7\" ", "tag", "6;7" },
		{ "<sip:a@b>;lr", "lr", "" },
		{ "<sip:a@b>;lr=", "lr", "" },
		{ "<sip:a@b>;x=\"un;closed;tag=8", "tag", NULL },
		{ "Q.850;cause=17 ;text=\"User \\\"busy\\\"\"", "text", "User \\\"busy\\\"" },
		{ "120 (in a meeting; duration=1);duration=60", "duration", "60" },
		{ ":-( ;tag=9", "tag", "9" },
		{ ";;tag=9", "tag", "9" },
		{ ";=8;tag=9", "tag", "9" },
		{ ";tag=\"\"", "tag", "" },
		{ ";tag=\"", "tag", "" },
		{ ";tag=8;tag=9", "tag", "8" },
		{ ";tag=a=b", "tag", "a=b" },
		{ ";a=\"b\";tag=\"9\"", "tag", "9" },
		{ "", "tag", NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct slice value;
		bool found = header_param(slice_of(rows[i].element), ';', slice_of(rows[i].name), &value);

		assert_int_equal(found, rows[i].value != NULL);
		if (found) {
			assert_non_null(value.p);
			assert_slice(value, rows[i].value);
		}
	}
}

static void
credentials_are_parameters_with_commas(void **state)
{
	struct slice value;
	struct slice s = SLICE("realm=\"a,b\", nonce=\"x==\",stale=TRUE , qop=\"auth,auth-int\"");

	(void)state;
	assert_true(header_param(s, ',', SLICE("realm"), &value));
	assert_slice(value, "a,b");
	assert_true(header_param(s, ',', SLICE("Nonce"), &value));
	assert_slice(value, "x==");
	assert_true(header_param(s, ',', SLICE("stale"), &value));
	assert_slice(value, "TRUE");
	assert_false(header_param(s, ',', SLICE("opaque"), &value));
}

static void
a_name_addr_gives_its_uri(void **state)
{
	static const struct {
		const char *element, *uri, *display;
	} rows[] = {
		{ "\"A <x> \\\" B\" <sip:a@b;x>;tag=1", "sip:a@b;x", "A <x> \\\" B" },
		{ "Bob Smith <sip:b@c>", "sip:b@c", "Bob Smith" },
		{ "sip:b@c;tag=1", "sip:b@c", "" },
		{ "<sip:b@c", "sip:b@c", "" },
		{ "\"unclosed <sip:b@c>", "", "unclosed <sip:b@c>" },
		{ "*", "*", "" },
		{ "\"\" <sip:a>", "sip:a", "" },
		{ "\"\\\"\" <sip:a>", "sip:a", "\\\"" },
		{ " < sip:a > ;b", "sip:a", "" },
		{ "<sip:<user>@<host>>;tag=1", "sip:<user>@<host>", "" },
		{ "<sip:a<b>;tag=1", "sip:a<b", "" }, { "<sip:a, <sip:b<c>>", "sip:a, <sip:b<c", "" },
		{ "", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct slice display, uri = header_uri(slice_of(rows[i].element), &display);

		assert_slice(uri, rows[i].uri);
		assert_slice(display, rows[i].display);
	}
}

static void
uris_are_the_same_or_not(void **state)
{
	static const struct {
		const char *a, *b;
		bool same;
	} rows[] = {
		/* RFC 3261 §19.1.4 */
		{ "sip:%61lice@atlanta.com;transport=TCP", "sip:alice@AtLanTa.CoM;Transport=tcp", true },
		{ "sip:carol@chicago.com", "sip:carol@chicago.com;newparam=5", true },
		{ "sip:ALICE@AtLanTa.CoM;Transport=udp", "sip:alice@AtLanTa.CoM;Transport=UDP", false },
		{ "sip:carol@chicago.com;security=on", "sip:carol@chicago.com;security=off", false },
		/* more lenient than it */
		{ "sip:bob@biloxi.com", "sip:bob@biloxi.com:5060", true },
		{ "sips:bob@biloxi.com", "sips:bob@biloxi.com:5061", true },
		{ "sip:bob@192.0.2.1;transport=udp", "sip:bob@192.0.2.1", true },
		{ "sip:192.0.2.1;lr", "sip:192.0.2.1;lr=on;ftag=x", false },
		/* not the same */
		{ "sip:bob@biloxi.com", "sip:bob@biloxi.com:6000", false },
		{ "sip:bob@biloxi.com", "sips:bob@biloxi.com", false },
		{ "sip:bob@biloxi.com", "sip:biloxi.com", false },
		{ "sip:bob@192.0.2.1", "sip:bob@192.0.2.2", false },
		{ "sip:bob@biloxi.com", "sip:bobby@biloxi.com", false },
		{ "sip:b%6fb@biloxi.com", "sip:b%6Fb@biloxi.com", true },
		{ "sip:b%6f@biloxi.com", "sip:bo@biloxi.com", true },
		{ "sip:b%6@biloxi.com", "sip:b%6@biloxi.com", true },
		{ "sip:b%6g@biloxi.com", "sip:b%6g@biloxi.com", true },
		{ "sip:b%6g@biloxi.com", "sip:bfg@biloxi.com", false },
		{ "sip:b%g6@biloxi.com", "sip:b@biloxi.com", false },
		{ "sips:bob@biloxi.com", "sips:bob@biloxi.com:5060", false },
		{ "sip:b;x=1;y=2", "sip:b;y=3;x=1", false },
		{ "sip:b;x=1;y=2", "sip:b;y=2;x=1", true },
		{ "sip:b;x=1;;y=2", "sip:b;;y=2;x=%31", true },
		{ "sip:b;lr", "sip:b;lr=", true },
		{ "sip:b;lr=on", "sip:b;lr=of", false },
		{ "sip:b;%6cr=on", "sip:b;lr=of", false },
		{ "sip:b;lr=on", "sip:b;lr=once", false },
		/* no SIP URIs */
		{ "nonsense", "nonsense", true },
		{ "nonsense", "sip:nonsense", false },
		{ "", "", true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (uri_same(slice_of(rows[i].a), slice_of(rows[i].b)) != rows[i].same ||
		    uri_same(slice_of(rows[i].b), slice_of(rows[i].a)) != rows[i].same)
			fail_msg("%s and %s", rows[i].a, rows[i].b);
}

static void
a_uri_comes_apart(void **state)
{
	static const struct {
		const char *text, *scheme, *user, *host, *port, *params;
		bool good;
	} rows[] = {
		{ "sip:a@b.example", "sip", "a", "b.example", "", "", true },
		{ "SIPS:a:pw@[2001:db8::1]:5061;transport=tls;lr?x=y", "SIPS", "a", "[2001:db8::1]", "5061", "transport=tls;lr", true },
		{ "sip:user;par=u%40example.net@example.com", "sip", "user;par=u%40example.net", "example.com", "", "", true },
		{ "sip:192.0.2.1:5062", "sip", "", "192.0.2.1", "5062", "", true },
		{ "sip:host?x=y", "sip", "", "host", "", "", true },
		{ "tel:+1-555;ext=12", "tel", "+1-555", "", "", "ext=12", true },
		{ "tel:;ext=12", "tel", "", "", "", "ext=12", false },
		{ "sip:", "sip", "", "", "", "", false },
		{ "sip:a@", "sip", "a", "", "", "", false },
		{ "*", "", "", "", "", "", false },
		{ "x+y-z.1:a;b", "x+y-z.1", "a", "", "", "b", true },
		{ "x_y:a", "x_y", "", "", "", "", false },
		{ ":a@b", "", "", "", "", "", false },
		{ "sip:a@[2001:db8::1", "sip", "a", "[2001:db8::1", "", "", true },
		{ "sip:a@h:5?x=y", "sip", "a", "h", "5", "", true },
		{ "sip:a@h:;lr", "sip", "a", "h", "", "lr", true },
		{ "sip:a@b@c", "sip", "a@b", "c", "", "", true },
		{ "sip:@h", "sip", "", "h", "", "", true },
		{ " sip:a@b ", "sip", "a", "b", "", "", true },
		{ "1sip:a@b", "1sip", "", "", "", "", false },
		{ "", "", "", "", "", "", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct uri u;

		assert_int_equal(uri_parse(&u, slice_of(rows[i].text)), rows[i].good);
		assert_slice(u.scheme, rows[i].scheme);
		assert_slice(u.user, rows[i].user);
		assert_slice(u.host, rows[i].host);
		assert_slice(u.port, rows[i].port);
		assert_slice(u.params, rows[i].params);
	}
}

static void
a_broken_via_gives_what_can_be_read(void **state)
{
	static const struct {
		const char *text, *transport, *sent_by;
		bool good;
	} rows[] = {
		{ "SIP/2.0/UDP [2001:db8::9:1]:5060;branch=x", "UDP", "[2001:db8::9:1]:5060", true },
		{ "SIP / 2.0 / TLS-SCTP h ; branch=x", "TLS-SCTP", "h", true },
		{ "SIP/2.0/UDP", "UDP", "", false },
		{ "SIP/2.0 UDP h", "", "", false },
		{ "HTTP/1.1/UDP h", "UDP", "h", false },
		{ "SIP/2.0/ h", "h", "", false },
		{ "SIP//UDP h", "UDP", "h", false },
		{ "SIP/3.0/UDP h", "UDP", "h", true },
		{ "sip/2.0/UDP h", "UDP", "h", true },
		{ "", "", "", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct via via;

		assert_int_equal(via_parse(&via, slice_of(rows[i].text)), rows[i].good);
		assert_slice(via.transport, rows[i].transport);
		assert_slice(via.sent_by, rows[i].sent_by);
	}
}

/* RFC 3261 §25.1: names in any case, values quoted or not, white space around signs. */
static void
a_via_has_parameters(void **state)
{
	static const struct { const char *params, *branch, *received, *rport; } rows[] = {
		{ ";branch=b;received=192.0.2.1;rport=7", "b", "192.0.2.1", "7" },
		{ ";BRANCH=b;Received=192.0.2.1;RPORT=7", "b", "192.0.2.1", "7" },
		{ ";rport;branch=b", "b", NULL, "" },
		{ ";rport=;;=x;branch=b", "b", NULL, "" },
		{ " ; branch = b ; received = c ", "b", "c", NULL },
		{ ";branch=b=c;branch=d", "b=c", NULL, NULL },
		{ ";xranch=b;branxh=b;brancx=b;xeceived=c;receixed=c;rxort=7;rporx=7;branc=b;recv=c;port=7", NULL, NULL, NULL },
		{ ";x=\"a;branch=b\";branch=\"c\";received=\"d\";rport", "c", "d", "" },
		{ ";x=\"a\";BRANCH=c;;RECEIVED=d", "c", "d", NULL },
		{ "", NULL, NULL, NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct via via;
		char text[128];

		snprintf(text, sizeof text, "SIP/2.0/UDP h%s", rows[i].params);
		assert_true(via_parse(&via, slice_of(text)));
		assert_slice(via.sent_by, "h");
		assert_int_equal(via.branch.p == NULL, rows[i].branch == NULL);
		assert_int_equal(via.received.p == NULL, rows[i].received == NULL);
		assert_int_equal(via.rport.p == NULL, rows[i].rport == NULL);
		assert_slice(via.branch, rows[i].branch != NULL ? rows[i].branch : "");
		assert_slice(via.received, rows[i].received != NULL ? rows[i].received : "");
		assert_slice(via.rport, rows[i].rport != NULL ? rows[i].rport : "");
	}
}

static void
folded_lines_become_one(void **state)
{
	static const struct { const char *text; size_t n; const char *flat; } rows[] = {
		{ "a\r\n b", 6, "a b" }, { "a \n\tb  c", 8, "a b  c" }, { "a  b", 4, "a  b" }, { "\r\n a", 4, " a" }, { "a\r\n b", 4, "a " }, { "", 0, "" },
		{ "a\r b", 4, "a b" }, { "a\n b", 4, "a b" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char *flat = header_unfold((struct slice){ rows[i].text, rows[i].n });

		assert_string_equal(flat, rows[i].flat);
		free(flat);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folded_lines_become_one),
		cmocka_unit_test(every_header_is_found_by_its_names),
		cmocka_unit_test(methods_are_told_by_case),
		cmocka_unit_test(every_letter_of_a_name_counts),
		cmocka_unit_test(commas_inside_quotes_and_brackets_divide_nothing),
		cmocka_unit_test(a_comment_ends_soon_or_is_none),
		cmocka_unit_test(quotes_are_closed_or_not),
		cmocka_unit_test(parameters_are_found_outside_the_uri),
		cmocka_unit_test(credentials_are_parameters_with_commas),
		cmocka_unit_test(a_name_addr_gives_its_uri),
		cmocka_unit_test(uris_are_the_same_or_not),
		cmocka_unit_test(a_uri_comes_apart),
		cmocka_unit_test(a_broken_via_gives_what_can_be_read),
		cmocka_unit_test(a_via_has_parameters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
