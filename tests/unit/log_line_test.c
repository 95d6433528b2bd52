/* SPDX-License-Identifier: MIT */
/* One line of a log: what it is told as. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "diagnose/message/log_line.h"

static struct knowledge *knowledge;

static void
what_is_normal_is_at_most_a_notice(void **state)
{
	static const char *const lines[] = {
		"[2026-03-01 10:00:00] VERBOSE[7][C-00000001] app_dial.c:     -- Nobody picked up in 20000 ms",
		"  == Everyone is busy/congested at this time (1:1/0/0)",
		"[2026-03-01 10:00:00] VERBOSE[7] chan_sip.c:     -- Got SIP response 486 \"Busy Here\" back from 192.0.2.7:5060",
		"[2026-03-01 10:00:00] DEBUG[7] res_pjsip_outbound_registration.c: Processing REGISTER response 401 from server 'sip:a.example' for client 'sip:1@a.example'",
		"[2026-03-01 10:00:00] DEBUG[7] res_pjsip_outbound_registration.c: Processing REGISTER response 200 from server 'sip:a.example' for client 'sip:1@a.example'",
		"[2026-03-01 10:00:00] VERBOSE[7] res_pjsip_registrar.c: Removed contact 'sip:21@192.0.2.21' from AOR '21' due to request",
		"[2026-03-01 10:00:00] SECURITY[7] res_security_log.c: SecurityEvent=\"ChallengeSent\",AccountID=\"21\"",
		"2026-03-01 10:00:00.1 [WARNING] sofia_reg.c:1842 SIP auth challenge (REGISTER) on sofia profile 'internal' for [1@a.example] from ip 192.0.2.7",
		"2026-03-01 10:00:00.1 [NOTICE] sofia.c:8736 Hangup sofia/internal/1@a.example [CS_EXECUTE] [NORMAL_CLEARING]",
		"2026-03-01 10:00:00.1 [NOTICE] sofia.c:8736 Hangup sofia/internal/1@a.example [CS_CONSUME_MEDIA] [ORIGINATOR_CANCEL]",
		"2026-03-01 10:00:00.1 [DEBUG] sofia.c:7301 Channel sofia/x/1 entering state [terminated][200]",
		"10:00:00.000 pjsua_app.c  .Call 0 is DISCONNECTED [reason=200 (Normal call clearing)]",
		"10:00:00.000 pjsua_app.c  .Call 0 is DISCONNECTED [reason=487 (Request Terminated)]",
		"10:00:00.000 tlsc0x55 TLS connection closed [code=70016]: End of file (PJ_EEOF) sip",
		"sip:bob@a.example: session closed: Connection reset by peer [104]",
		"nta.c:3448 agent_recv_response() nta: received 401 Unauthorized for REGISTER (7)",
		"2026-03-01T10:00:00Z INFO sip sip/inbound.go:782 Closing inbound call {\"callID\": \"SCL_a\", \"status\": 200, \"reason\": \"hangup\"}",
		"2026-03-01 10:00:00:000 MESSAGE Register refresher [401] reason [Unauthorized] for proxy [<sip:a.example>]",
		"Mar  1 10:00:00 edge kamailio[7]: INFO: <script>: request sent to sip:a@192.0.2.7 completed with code: 200, Type 1",
		"Mar  1 10:00:00 edge opensips[7]: NOTICE:tls_mgm:verify_callback: depth = 1, verify success",
	};

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct finding f;

		if (!log_line_finding(knowledge, slice_of(lines[i]), LINE_WHOLE, &f) &&
		    !log_line_finding(knowledge, slice_of(lines[i]), LINE_TAIL, &f))
			continue;
		if (f.severity > SEVERITY_NOTICE)
			fail_msg("\"%s\" is told as %s", lines[i], f.id);
		finding_release(&f);
	}
}

static void
check(const char *line, const char *id, int code, const char *phrase, enum party party)
{
	struct finding f;

	if (!log_line_finding(knowledge, slice_of(line), LINE_WHOLE, &f))
		fail_msg("\"%s\" is told as nothing", line);
	assert_string_equal(f.id, id);
	assert_int_equal(f.code, code);
	assert_int_equal(f.party, party);
	assert_int_equal(f.confidence, CONFIDENCE_LIKELY);
	assert_int_equal(f.match, MATCH_PATTERN);
	if (phrase == NULL)
		assert_null(f.phrase);
	else
		assert_string_equal(f.phrase, phrase);
	assert_int_equal(f.evidence_count, 1);
	assert_int_equal(f.evidence[0].kind, EVIDENCE_WITNESS);
	assert_string_equal(f.evidence[0].value, line);
	finding_release(&f);
}

static void
code_phrase_and_party_are_those_of_the_line(void **state)
{
	(void)state;
	/* The phrase is one that was received, never words of ours or of an error text. */
	check("x SIP registration failed, status=403 (Forbidden)", "code.403", 403, "Forbidden", PARTY_PROVIDER);
	check("x SIP registration failed, status=503 (Connection refused)", "path.refused", 0, NULL, PARTY_CALLEE);
	check("x SIP registration failed, status=502 (gethostbyname() has returned error (PJ_ERESOLVE))", "path.dns-failed", 0,
	    NULL, PARTY_NETWORK);
	check("x Over Session Limit! 1000", "reason.channel-limit", 0, NULL, PARTY_PROXY);
	check("x Unable to create channel of type 'PJSIP' (cause 34 - Circuit/channel congestion)", "q850.34", 0, NULL,
	    PARTY_PROVIDER);
}

static void
a_tail_needs_words_of_the_trade(void **state)
{
	struct finding f;

	(void)state;
	assert_true(log_line_finding(knowledge, SLICE("sip: write: Broken pipe"), LINE_TAIL, &f));
	assert_string_equal(f.id, "path.connection-lost");
	finding_release(&f);
	assert_false(log_line_finding(knowledge, SLICE("sip: write: Broken pipe"), LINE_WHOLE, &f));
	assert_false(log_line_finding(knowledge, SLICE("gossip: write: Broken pipe"), LINE_TAIL, &f));
	assert_false(log_line_finding(knowledge, SLICE("x Over Session Limit! 1000"), LINE_TAIL, &f));
	assert_false(log_line_finding(knowledge, SLICE(""), LINE_WHOLE, &f));
}

int
main(void)
{
	static const struct knowledge_options english = { .language = "en" };
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_normal_is_at_most_a_notice),
		cmocka_unit_test(code_phrase_and_party_are_those_of_the_line),
		cmocka_unit_test(a_tail_needs_words_of_the_trade),
	};

	knowledge = knowledge_open(&english);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	knowledge_close(knowledge);
	return failed;
}
