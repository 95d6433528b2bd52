/* Pseudonyms: what names somebody goes, what a diagnosis needs stays, the same thing stays the same. */
#include "report/redact.h"
#include "unit/sip.h"

typedef void redactor(struct redact *r, struct slice text, struct buf *out);

static void
expect(struct redact *r, redactor *how, const char *in, const char *want)
{
	struct buf out = BUF_INIT;

	how(r, slice_of(in), &out);
	assert_string_equal(out.p ? out.p : "", want);
	buf_release(&out);
}

static void
users_hosts_numbers_and_addresses_get_pseudonyms(void **state)
{
	static const struct { const char *in, *want; } rows[] = {
		{ "sip:alice@pbx.example.com", "sip:user-1@host-1.example" },
		{ "<sip:alice@PBX.example.com:5060;transport=tcp>", "<sip:user-1@host-1.example:5060;transport=tcp>" },
		{ "tel:+49-30-1234567", "tel:number-1" },
		{ "sip:0049301234567@10.1.2.3", "sip:number-1@10.0.0.1" },
		{ "call alice at pbx.example.com.", "call user-1 at host-1.example." },
		{ "from 203.0.113.9:5060 to 203.0.113.10", "from 198.18.0.1:5060 to 198.18.0.2" },
		{ "[2001:db8:7::5]:5062 and 2001:db8:7::5", "[2001:db8::1]:5062 and 2001:db8::1" },
		{ "sips:bob:secret@[fd12::7]:5061", "sips:user-2@[fd00::1]:5061" },
		{ "127.0.0.1 0.0.0.0 224.0.1.75", "127.0.0.1 0.0.0.0 224.0.1.75" },
		{ "sip:anonymous@anonymous.invalid", "sip:anonymous@anonymous.invalid" },
		{ "number 4930123456789 is not in service", "number number-2 is not in service" },
	};
	struct redact *r = redact_new();

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		expect(r, redact_text, rows[i].in, rows[i].want);
	redact_free(r);
}

static void
what_names_nobody_stays(void **state)
{
	static const char *const rows[] = {
		"486 Busy Here", "SIP/2.0 200 OK", "Q.850;cause=17;text=\"User busy\"", "Asterisk PBX 18.2.1",
		"FreeSWITCH-mod_sofia/1.10.7", "32.0 s", "12:34:56", "timer B", "application/sdp", "a=rtpmap:8 PCMA/8000",
		"Retry-After: 3600", "", "«занято»",
	};
	struct redact *r = redact_new();

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		expect(r, redact_text, rows[i], rows[i]);
	redact_free(r);
}

static void
credentials_are_dropped(void **state)
{
	static const struct { const char *in, *want; } rows[] = {
		{ "Digest username=\"bob\", realm=\"x\", nonce=\"abc\", uri=\"sip:h.example.net\", response=\"0f\"",
		    "Digest username=\"user-1\", realm=\"x\", nonce=\"***\", uri=\"sip:host-1.example\", response=\"***\"" },
		{ "Basic dXNlcjpwYXNz", "Basic ***" },
		{ "1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj|2^20",
		    "1 AES_CM_128_HMAC_SHA1_80 inline:***" },
		{ "nonce=", "nonce=" },
		{ "nonce=\"cut", "nonce=\"***\"" },
	};
	struct redact *r = redact_new();

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		expect(r, redact_text, rows[i].in, rows[i].want);
	redact_free(r);
}

static void
identifiers_keep_what_tells_them_apart(void **state)
{
	struct redact *r = redact_new();

	(void)state;
	expect(r, redact_identifier, "3c26700857a87f84@10.0.4.4", "3c26700857a87f84@10.0.0.1");
	expect(r, redact_identifier, "7f3a-4930123456-1@pbx.example.com", "7f3a-number-1-1@host-1.example");
	expect(r, redact_identifier, "abc-192.168.3.4", "abc-10.0.0.2");
	redact_free(r);
}

static void
parties_lose_their_display_name(void **state)
{
	struct redact *r = redact_new();

	(void)state;
	expect(r, redact_party, "\"Alice Smith\" <sip:1001@a.example.com>;tag=3668192225",
	    "\"user-1\" <sip:user-2@host-1.example>;tag=3668192225");
	expect(r, redact_party, "\"Alice Smith <sip:1001@a.example.com>", "\"user-1\" <sip:user-2@host-1.example>");
	expect(r, redact_text, "peer 1001 is gone", "peer user-2 is gone");
	redact_free(r);
}

static void
a_finding_is_hidden_whole_and_the_original_kept(void **state)
{
	struct redact *r = redact_new();
	struct finding f, hidden;

	(void)state;
	finding_init(&f, "code.486");
	f.has_call = true;
	f.call.from = "sip:alice@pbx.example.com";
	f.call.call_id = "1@pbx.example.com";
	f.phrase = "alice is busy";
	finding_evidence(&f, EVIDENCE_HEADER, "Identity", "eyJhbGciOi")->arg[0] = "eyJhbGciOi";
	finding_step(&f)->label = "INVITE sip:alice@pbx.example.com";
	redact_finding(r, &f, &hidden);
	assert_string_equal(hidden.call.from, "sip:user-1@host-1.example");
	assert_string_equal(hidden.call.call_id, "1@host-1.example");
	assert_string_equal(hidden.phrase, "user-1 is busy");
	assert_string_equal(hidden.evidence[0].value, "***");
	assert_string_equal(hidden.evidence[0].arg[0], "***");
	assert_string_equal(hidden.steps[0].label, "INVITE sip:user-1@host-1.example");
	assert_string_equal(f.phrase, "alice is busy");
	assert_string_equal(f.evidence[0].value, "eyJhbGciOi");
	finding_release(&hidden);
	finding_release(&f);
	redact_free(r);
}

static void
many_names_stay_apart(void **state)
{
	struct redact *r = redact_new();
	struct arena a = ARENA_INIT;

	(void)state;
	for (int i = 0; i < 3000; i++)
		assert_string_equal(redact_name(r, arena_printf(&a, "h%d.example.com", i), &a),
		    arena_printf(&a, "host-%d.example", i + 1));
	assert_string_equal(redact_name(r, "h7.example.com", &a), "host-8.example");
	arena_release(&a);
	redact_free(r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(users_hosts_numbers_and_addresses_get_pseudonyms),
		cmocka_unit_test(what_names_nobody_stays),
		cmocka_unit_test(credentials_are_dropped),
		cmocka_unit_test(identifiers_keep_what_tells_them_apart),
		cmocka_unit_test(parties_lose_their_display_name),
		cmocka_unit_test(a_finding_is_hidden_whole_and_the_original_kept),
		cmocka_unit_test(many_names_stay_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
