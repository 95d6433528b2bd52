/* SPDX-License-Identifier: MIT */
/* The diagnosis of one message: headline, how sure, evidence, what it is about. */
#include <stdio.h>

#include "diagnose/message/single.h"
#include "unit/sip.h"

#define HEAD "Via: SIP/2.0/UDP h;branch=z9hG4bK1\r\nFrom: \"A\" <sip:a@example.com>;tag=1\r\nTo: <sip:b@example.com>;tag=2\r\n" \
	"Call-ID: call@h\r\nCSeq: 7 INVITE\r\n"

static struct knowledge *k;

static void
diagnose(struct finding *f, const char *raw, unsigned flags)
{
	struct message m = { 0 };
	struct frame frame = { .bytes = slice_of(raw), .flags = flags, .where = { .file = "x", .line = 3 } };

	assert_int_equal(message_index(&m, frame.bytes), MESSAGE_OK);
	diagnose_message(k, &m, &frame, 5, f);
	message_release(&m);
}

static const struct evidence *
evidence_with_key(const struct finding *f, const char *key, size_t nth)
{
	for (size_t i = 0; i < f->evidence_count; i++)
		if (f->evidence[i].key != NULL && strcmp(f->evidence[i].key, key) == 0 && nth-- == 0)
			return &f->evidence[i];
	return NULL;
}

static bool
has_also(const struct finding *f, const char *id)
{
	for (size_t i = 0; i < f->also_count; i++)
		if (strcmp(f->also[i], id) == 0)
			return true;
	return false;
}

/* "The cause in X.int is .": a sentence that tells a number needs one; the header itself and what it means stay. */
static void
a_reason_without_a_number_has_no_sentence_about_it(void **state)
{
	static const struct { const char *header, *entry; } rows[] = {
		{ "Reason: Q.850;text=\"User busy\"", "q850.17" }, { "Reason: X.int;text=\"0x00000000\"", "q850.16" },
		{ "Reason: SIP;text=\"Call completed elsewhere\"", "reason.completed-elsewhere" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char raw[1024];
		struct finding f;
		const struct evidence *found = NULL;

		snprintf(raw, sizeof raw, "SIP/2.0 480 Temporarily Unavailable\r\n" HEAD "%s\r\n\r\n", rows[i].header);
		diagnose(&f, raw, FRAME_EXACT);
		for (size_t n = 0; n < f.evidence_count; n++)
			if (f.evidence[n].name != NULL && strcmp(f.evidence[n].name, "Reason") == 0)
				found = &f.evidence[n];
		assert_non_null(found);
		assert_null(found->key);
		assert_string_equal(found->entry, rows[i].entry);
		finding_release(&f);
	}
}

static void
headers_become_evidence_with_their_entry(void **state)
{
	static const struct {
		const char *start, *header;
		const char *key, *entry, *arg0;		/* NULL: none */
		bool also;
	} rows[] = {
		{ "SIP/2.0 488 Not Acceptable Here", "Warning: 399 h \"x\", 304 h:5060 \"Media\"", "warning", "warning.304", "304", true },
		{ "SIP/2.0 503 Service Unavailable", "Reason: Q.850;cause=34", "reason.q850", "q850.34", "Q.850", true },
		{ "SIP/2.0 486 Busy Here", "Reason: Q.850;cause=17", "reason.q850", "q850.17", "Q.850", false },
		{ "SIP/2.0 503 Service Unavailable", "Reason: Q.850;cause=34;location=TN", "location.transit", NULL, NULL, false },
		{ "SIP/2.0 480 Temporarily Unavailable", "Reason: SIP;cause=604", "reason.sip", "code.604", "SIP", true },
		{ "SIP/2.0 603 Decline", "Reason: SIP;cause=603", "reason.sip", "code.603", "SIP", false },
		{ "SIP/2.0 480 Temporarily Unavailable", "Reason: SIP;cause=806;text=\"USER_NOT_REGISTERED\"", "reason.freeswitch",
		  "reason.callee-not-registered", "SIP", true },
		{ "SIP/2.0 480 Temporarily Unavailable", "Reason: Q.850;cause=200", "reason.q850", NULL, "Q.850", false },
		{ "SIP/2.0 480 Temporarily Unavailable", "Reason: Q.850;cause=255;text=\"User busy\"", "reason.q850", "q850.17", "Q.850", true },
		{ "SIP/2.0 480 Temporarily Unavailable", "Reason: SIP;cause=699", "reason.sip", "code.699", "SIP", true },
		{ "SIP/2.0 480 Temporarily Unavailable", "Reason: SIP;cause=700", "reason.freeswitch", "reason.switch-restarted", "SIP", true },
		{ "SIP/2.0 480 Temporarily Unavailable", "Reason: X.int;reasoncode=0x00000015", "reason.other", "reason.metaswitch-internal",
		  "X.int", true },
		{ "SIP/2.0 486 Bussy Here", "X-A: b", "phrase.taken-for", NULL, "Bussy Here", false },
		{ "SIP/2.0 486 \xd0\x92usy Here", "X-A: b", "phrase.look-alike", NULL, NULL, false },
		{ "SIP/2.0 503 Service Unavailable", "X-Asterisk-HangupCauseCode: 34", "hangup-cause", "q850.34", "34", true },
		{ "SIP/2.0 420 Bad Extension", "Unsupported: 100rel\r\nUnsupported: timer", "unsupported", NULL, "100rel, timer", false },
		{ "SIP/2.0 421 Extension Required", "Require: 100rel", "require", NULL, "100rel", false },
		{ "SIP/2.0 405 Method Not Allowed", "Allow: ACK, BYE", "allow.without", NULL, "ACK, BYE", false },
		{ "SIP/2.0 501 Not Implemented", "Allow: INVITE", "allow", NULL, "INVITE", false },
		{ "SIP/2.0 415 Unsupported Media Type", "Accept:", "accept.none", NULL, "", false },
		{ "SIP/2.0 415 Unsupported Media Type", "Accept-Encoding: gzip", "accept-encoding", NULL, "gzip", false },
		{ "SIP/2.0 415 Unsupported Media Type", "Accept-Language: ru", "accept-language", NULL, "ru", false },
		{ "SIP/2.0 489 Bad Event", "u: presence", "allow-events", NULL, "presence", false },
		{ "SIP/2.0 469 Bad Info Package", "Recv-Info: foo", "recv-info", NULL, "foo", false },
		{ "SIP/2.0 494 Security Agreement Required", "Security-Server: tls;q=0.2", "security-server", NULL, "tls;q=0.2", false },
		{ "SIP/2.0 401 Unauthorized", "WWW-Authenticate: Digest realm=\"r\",nonce=\"n\",stale=true", "challenge.stale", NULL, "r", false },
		{ "SIP/2.0 401 Unauthorized", "WWW-Authenticate: Digest realm=\"r\",nonce=\"n\"", "challenge", NULL, "r", false },
		{ "SIP/2.0 401 Unauthorized", "WWW-Authenticate: NTLM realm=\"r\"", "challenge.other", NULL, "r", false },
		{ "SIP/2.0 302 Moved Temporarily", "Contact: <sip:c@h>;q=0.5", "contact.q", NULL, "sip:c@h", false },
		{ "SIP/2.0 300 Multiple Choices", "Contact: <sip:c@h>", "contact", NULL, "sip:c@h", false },
		{ "SIP/2.0 399 Elsewhere", "Contact: <sip:c@h>", "contact", NULL, "sip:c@h", false },
		{ "SIP/2.0 485 Ambiguous", "Contact: <sip:c@h>", "contact", NULL, "sip:c@h", false },
		{ "SIP/2.0 486 Busy Here", "Error-Info: <sip:busy@h>", "error-info", NULL, "sip:busy@h", false },
		{ "SIP/2.0 608 Rejected", "Call-Info: <https://h/x>;purpose=jwscard", "call-info.jwscard", NULL, "https://h/x", false },
		{ "SIP/2.0 424 Bad Location Information", "Geolocation-Error: 999;code=\"odd one\"", "geolocation-error", NULL, "odd one", false },
		{ "SIP/2.0 480 x y z", "Server: Asterisk PBX 18.1", "product", NULL, "Asterisk", false },
		{ "SIP/2.0 500 Server Internal Error", "X-MS-Server-Fqdn: s.example", "x-ms", NULL, NULL, false },
		{ "SIP/2.0 486 Busy Here", "Call-ID: again@h", "defect.repeated", NULL, "Call-ID", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char raw[1024];
		struct finding f;
		const struct evidence *e;

		snprintf(raw, sizeof raw, "%s\r\n" HEAD "%s\r\n\r\n", rows[i].start, rows[i].header);
		diagnose(&f, raw, FRAME_EXACT);
		e = evidence_with_key(&f, rows[i].key, 0);
		if (e == NULL)
			print_error("row %zu: no %s\n", i, rows[i].key);
		assert_non_null(e);
		assert_int_equal(e->at.message, 5);
		if (rows[i].entry == NULL)
			assert_null(e->entry);
		else
			assert_string_equal(e->entry, rows[i].entry);
		if (rows[i].arg0 != NULL)
			assert_string_equal(e->arg[0], rows[i].arg0);
		if (rows[i].entry != NULL)
			assert_int_equal(has_also(&f, rows[i].entry), rows[i].also);
		finding_release(&f);
	}
}

/* Elsewhere the same headers are only an advertisement. */
static void
what_is_wanted_explains_some_codes_only(void **state)
{
	static const struct { const char *header, *key; int codes[5]; } rows[] = {
		{ "Require: 100rel", "require", { 420, 421, 494 } }, { "Allow: INVITE", "allow", { 405, 501 } },
		{ "Allow-Events: x", "allow-events", { 489 } }, { "Accept: a/b", "accept", { 406, 415, 488, 606 } },
		{ "Accept-Encoding: x", "accept-encoding", { 406, 415, 488, 606 } }, { "Accept-Language: x", "accept-language", { 406, 415, 488, 606 } },
		{ "Recv-Info: x", "recv-info", { 469 } }, { "Security-Server: x", "security-server", { 421, 494 } },
		{ "Min-SE: 90", "min-se", { 422 } },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		for (int code = 300; code < 700; code++) {
			bool wanted = false;
			char raw[512];
			struct finding f;

			for (size_t j = 0; j < COUNT(rows[i].codes); j++)
				wanted |= rows[i].codes[j] == code;
			snprintf(raw, sizeof raw, "SIP/2.0 %d x\r\n" HEAD "%s\r\n\r\n", code, rows[i].header);
			diagnose(&f, raw, FRAME_EXACT);
			if ((evidence_with_key(&f, rows[i].key, 0) != NULL) != wanted)
				fail_msg("%d %s", code, rows[i].header);
			finding_release(&f);
		}
}

/* RFC 3261 §8.1.3.4, §21.4.23: other targets. Who explains a failure does it in a failure. */
static void
a_response_points_elsewhere_or_not(void **state)
{
	static const struct { int code; bool targets, explains; } rows[] = {
		{ 200, false, false }, { 299, false, false }, { 300, true, true }, { 399, true, true }, { 400, false, true }, { 484, false, true },
		{ 485, true, true }, { 486, false, true }, { 699, false, true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char raw[512];
		struct finding f;

		snprintf(raw, sizeof raw, "SIP/2.0 %d x\r\n" HEAD "Contact: <sip:c@h>\r\nError-Info: <sip:busy@h>\r\n\r\n", rows[i].code);
		diagnose(&f, raw, FRAME_EXACT);
		if ((evidence_with_key(&f, "contact", 0) != NULL) != rows[i].targets || (evidence_with_key(&f, "error-info", 0) != NULL) != rows[i].explains)
			fail_msg("%d", rows[i].code);
		finding_release(&f);
	}
}

/* A phrase that is registered with another code is told as that code's; a cause's name as what it stands for elsewhere. */
static void
a_phrase_of_something_else_is_told_once(void **state)
{
	static const struct { const char *start, *key, *entry, *none; } rows[] = {
		{ "SIP/2.0 404 Busy Here", "phrase.other-code", "code.404", "phrase.also-means" },
		{ "SIP/2.0 480 Forbidden", "phrase.other-code", "code.480", "phrase.also-means" },
		{ "SIP/2.0 403 User Busy", "phrase.also-means", "code.403", "phrase.other-code" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char raw[512];
		struct finding f;

		snprintf(raw, sizeof raw, "%s\r\n" HEAD "\r\n", rows[i].start);
		diagnose(&f, raw, FRAME_EXACT);
		assert_string_equal(f.id, rows[i].entry);
		assert_non_null(evidence_with_key(&f, rows[i].key, 0));
		assert_null(evidence_with_key(&f, rows[i].none, 0));
		finding_release(&f);
	}
}

/* Each media: its codecs or what it is, how it is protected, where it wants to be heard, and what it only does. */
static void
a_description_is_evidence(void **state)
{
	static const struct { const char *sdp, *says; } rows[] = {
		{ "c=IN IP4 198.51.100.1\r\nm=audio 4000 RTP/AVP\r\n", "sdp.connection=198.51.100.1;" },
		{ "c=IN IP4 198.51.100.1\r\nm=audio 4000 RTP/AVP 0 8\r\n", "sdp.codecs=PCMU, PCMA;sdp.connection=198.51.100.1;" },
		{ "c=IN IP4 0.0.0.0\r\nm=audio 4000 RTP/AVP 0\r\n", "sdp.codecs=PCMU;sdp.connection.hold=0.0.0.0;" },
		{ "c=IN IP4 10.0.0.1\r\nm=audio 4000 RTP/AVP 0\r\n", "sdp.codecs=PCMU;sdp.connection.private=10.0.0.1;" },
		{ "c=IN IP4 100.64.0.1\r\nm=audio 4000 RTP/AVP 0\r\n", "sdp.codecs=PCMU;sdp.connection.private=100.64.0.1;" },
		{ "c=IN IP4 192.0.0.7\r\nm=audio 4000 RTP/AVP 0\r\n", "sdp.codecs=PCMU;sdp.connection.private=192.0.0.7;" },
		{ "c=IN IP4 192.0.0.8\r\nm=audio 4000 RTP/AVP 0\r\n", "sdp.codecs=PCMU;sdp.connection=192.0.0.8;" },
		{ "c=IN IP4 192.0.1.7\r\nm=audio 4000 RTP/AVP 0\r\n", "sdp.codecs=PCMU;sdp.connection=192.0.1.7;" },
		{ "c=IN IP4 media.example\r\nm=audio 4000 RTP/AVP 0\r\n", "sdp.codecs=PCMU;sdp.connection=media.example;" },
		{ "m=audio 4000 RTP/AVP 0\r\n", "sdp.codecs=PCMU;" },
		{ "m=audio 0 RTP/AVP 0\r\n", "sdp.refused=0;" },
		{ "m=image 4000 udptl t38\r\n", "sdp.fax=udptl;" },
		{ "m=audio 4000 RTP/SAVP 0\r\na=crypto:1 X y\r\n", "sdp.codecs=PCMU;sdp.srtp=RTP/SAVP;" },
		{ "m=audio 4000 UDP/TLS/RTP/SAVPF 0\r\na=fingerprint:x\r\n", "sdp.codecs=PCMU;sdp.dtls=UDP/TLS/RTP/SAVPF;" },
		{ "m=audio 4000 RTP/AVP 0\r\na=sendonly\r\n", "sdp.codecs=PCMU;sdp.direction=sendonly;" },
		{ "m=audio 4000 RTP/AVP 0\r\na=sendrecv\r\nm=video 0 RTP/AVP 31\r\n", "sdp.codecs=PCMU;sdp.refused=0;" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char raw[1024], says[256] = "";
		struct finding f;

		snprintf(raw, sizeof raw, "SIP/2.0 488 Not Acceptable Here\r\n" HEAD "Content-Type: application/sdp\r\n\r\nv=0\r\n"
		    "o=- 1 1 IN IP4 h\r\ns=-\r\nt=0 0\r\n%s", rows[i].sdp);
		diagnose(&f, raw, 0);
		for (size_t j = 0; j < f.evidence_count; j++)
			if (f.evidence[j].kind == EVIDENCE_SDP && f.evidence[j].key != NULL)
				snprintf(says + strlen(says), sizeof says - strlen(says), "%s=%s;", f.evidence[j].key, f.evidence[j].value);
		if (strcmp(says, rows[i].says) != 0)
			fail_msg("%s: %s", rows[i].sdp, says);
		finding_release(&f);
	}
}

/* One header of those that tell which call it is. */
static void
a_part_of_a_message_may_name_its_call(void **state)
{
	static const struct { const char *headers; bool names; } rows[] = {
		{ "Call-ID: c@h\r\n", true }, { "CSeq: 1 INVITE\r\n", true }, { "From: <sip:a@h>\r\n", true }, { "To: <sip:a@h>\r\n", false },
		{ "Server: x\r\n", false }, { "", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char raw[256];
		struct finding f;

		snprintf(raw, sizeof raw, "SIP/2.0 486 Busy Here\r\n%s\r\n", rows[i].headers);
		diagnose(&f, raw, FRAME_EXACT);
		assert_int_equal(f.has_call, rows[i].names);
		finding_release(&f);
	}
}

/* Who writes the phrase, unless the message says who sent it. */
static void
a_phrase_names_its_product(void **state)
{
	static const struct { const char *start, *header, *vendor; } rows[] = {
		{ "SIP/2.0 423 Interval too small", "", "asterisk" },
		{ "SIP/2.0 423 Interval too small", "Server: Kamailio\r\n", "kamailio" },
		{ "SIP/2.0 423 Interval Too Brief", "", NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char raw[1024];
		struct finding f;

		snprintf(raw, sizeof raw, "%s\r\n" HEAD "%s\r\n", rows[i].start, rows[i].header);
		diagnose(&f, raw, FRAME_EXACT);
		if (rows[i].vendor == NULL)
			assert_null(f.vendor);
		else
			assert_string_equal(f.vendor, rows[i].vendor);
		finding_release(&f);
	}
}

static void
a_plain_response_is_its_code(void **state)
{
	struct finding f;

	(void)state;
	diagnose(&f, "SIP/2.0 486 Busy Here\r\n" HEAD "\r\n", FRAME_EXACT);
	assert_string_equal(f.id, "code.486");
	assert_string_equal(f.phrase, "Busy Here");
	assert_int_equal(f.code, 486);
	assert_int_equal(f.match, MATCH_EXACT);
	assert_int_equal(f.confidence, CONFIDENCE_PROVEN);
	assert_int_equal(f.severity, SEVERITY_NOTICE);
	assert_int_equal(f.evidence_count, 0);
	assert_true(f.has_call && f.has_where);
	assert_string_equal(f.call.call_id, "call@h");
	assert_string_equal(f.call.method, "INVITE");
	assert_string_equal(f.call.from, "sip:a@example.com");
	assert_string_equal(f.call.to, "sip:b@example.com");
	assert_int_equal(f.call.cseq, 7);
	assert_int_equal(f.where.line, 3);
	assert_int_equal(f.message, 5);
	assert_false(f.is_request);
	finding_release(&f);
}

static void
a_header_that_names_the_error_refines_a_bare_code_only(void **state)
{
	struct finding f;

	(void)state;
	diagnose(&f, "SIP/2.0 503 Service Unavailable\r\n" HEAD "P-Registrar-Error: Too many registered contacts\r\n\r\n", 0);
	assert_string_equal(f.id, "reason.too-many-contacts");
	assert_int_equal(f.code, 503);
	assert_false(has_also(&f, "reason.too-many-contacts"));
	finding_release(&f);
	diagnose(&f, "SIP/2.0 403 Empty Route Set\r\n" HEAD "P-Registrar-Error: Too many registered contacts\r\n\r\n", 0);
	assert_string_equal(f.id, "reason.no-route");
	assert_true(has_also(&f, "reason.too-many-contacts"));
	finding_release(&f);
	diagnose(&f, "SIP/2.0 503 Service Unavailable\r\n" HEAD "Reason: Q.850;cause=34\r\n\r\n", 0);
	assert_string_equal(f.id, "code.503");
	finding_release(&f);
}

static void
q850_comes_before_sip(void **state)
{
	struct finding f;

	(void)state;
	diagnose(&f, "SIP/2.0 480 Gone away\r\n" HEAD "Reason: SIP;cause=480, Q.850;cause=19\r\n\r\n", 0);
	assert_true(f.evidence_count >= 2);
	assert_ptr_equal(evidence_with_key(&f, "reason.q850", 0) + 1, evidence_with_key(&f, "reason.sip", 0));
	assert_string_equal(evidence_with_key(&f, "reason.q850", 0)->value, "Q.850;cause=19");
	finding_release(&f);
}

/* Microsoft writes what it knows after an id of its own, beside a cause of the network. */
static void
words_beside_q850_say_more(void **state)
{
	static const struct {
		const char *reason, *id;
	} rows[] = {
		{ "Q.850;cause=31;text=\"1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9;No callee endpoints were found.\"",
		    "reason.callee-not-registered" },
		{ "Q.850;cause=31;text=\"1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9;something else\"", "code.480" },
		{ "Q.850;cause=17;text=\"User busy\"", "code.480" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char text[512];
		struct finding f;

		snprintf(text, sizeof text, "SIP/2.0 480 Temporarily Unavailable\r\n" HEAD "Reason: %s\r\n\r\n", rows[i].reason);
		diagnose(&f, text, 0);
		assert_string_equal(f.id, rows[i].id);
		finding_release(&f);
	}
}

static void
times_are_numbers(void **state)
{
	struct finding f;

	(void)state;
	diagnose(&f, "SIP/2.0 480 x\r\n" HEAD "Retry-After: 60 (lunch);duration=90\r\nMin-Expires: 120\r\n\r\n", 0);
	assert_true(evidence_with_key(&f, "retry-after.comment", 0)->number == 60);
	assert_string_equal(evidence_with_key(&f, "retry-after.comment", 0)->arg[0], "lunch");
	assert_true(evidence_with_key(&f, "retry-after.duration", 0)->number == 90);
	assert_true(evidence_with_key(&f, "min-expires", 0)->number == 120);
	finding_release(&f);
	diagnose(&f, "SIP/2.0 422 x\r\n" HEAD "Min-SE: 1800;x=y\r\n\r\n", 0);
	assert_true(evidence_with_key(&f, "min-se", 0)->number == 1800);
	finding_release(&f);
}

static void
sdp_in_the_body_is_told(void **state)
{
	struct finding f;

	(void)state;
	diagnose(&f, "SIP/2.0 488 Not Acceptable Here\r\n" HEAD "Content-Type: application/sdp\r\n\r\n"
	    "v=0\r\nc=IN IP4 10.0.0.1\r\nm=audio 4000 RTP/SAVP 8 96\r\na=rtpmap:96 opus/48000/2\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x\r\n"
	    "a=sendonly\r\nm=video 0 RTP/AVP 34\r\n", FRAME_EXACT);
	assert_string_equal(evidence_with_key(&f, "sdp.codecs", 0)->value, "PCMA, opus/48000/2");
	assert_string_equal(evidence_with_key(&f, "sdp.connection.private", 0)->value, "10.0.0.1");
	assert_string_equal(evidence_with_key(&f, "sdp.srtp", 0)->value, "RTP/SAVP");
	assert_string_equal(evidence_with_key(&f, "sdp.direction", 0)->value, "sendonly");
	assert_string_equal(evidence_with_key(&f, "sdp.refused", 0)->arg[0], "video");
	assert_null(evidence_with_key(&f, "sdp.codecs", 1));
	finding_release(&f);
}

static void
a_cut_message_is_not_blamed_for_what_it_lost(void **state)
{
	struct finding f;

	(void)state;
	diagnose(&f, "SIP/2.0 486 Busy Here\r\nVia: SIP/2.0/UDP h;branch=z9hG4bK1\r\nContent-Length: 10\r\n", FRAME_EXACT | FRAME_CUT);
	assert_int_equal(f.evidence_count, 0);
	finding_release(&f);
	diagnose(&f, "SIP/2.0 486 Busy Here\r\nVia: SIP/2.0/UDP h;branch=z9hG4bK1\r\nContent-Length: 10\r\n", FRAME_EXACT);
	assert_int_equal(f.evidence_count, 5);
	finding_release(&f);
}

static void
a_request_is_said_to_be_one(void **state)
{
	struct finding f;

	(void)state;
	diagnose(&f, "BYE sip:b@h SIP/2.0\r\n" HEAD "Max-Forwards: 70\r\nReason: Q.850;cause=41\r\n\r\n", 0);
	assert_true(f.is_request);
	assert_int_equal(f.code, 0);
	assert_non_null(evidence_with_key(&f, "reason.q850", 0));
	assert_non_null(evidence_with_key(&f, "defect.cseq-method", 0));
	finding_release(&f);
}

static void
unknown_codes_and_other_character_sets_are_survived(void **state)
{
	struct finding f;

	(void)state;
	diagnose(&f, "SIP/2.0 799 \xc0\xe1\xee\xed\xe5\xed\xf2 \xe7\xe0\xed\xff\xf2\r\n" HEAD "X-Reason: \xff\r\n\r\n", 0);
	assert_non_null(f.id);
	assert_int_equal(f.code, 799);
	assert_true(strstr(f.phrase, "\xc0\xe1") == NULL);
	finding_release(&f);
	assert_true(diagnose_code(k, "486", SLICE_NONE, &f));
	assert_string_equal(f.id, "code.486");
	assert_null(f.phrase);
	assert_int_equal(f.match, MATCH_CODE);
	finding_release(&f);
	assert_false(diagnose_code(k, "999", SLICE_NONE, &f));
}

/* Its value is told all the same. */
static void
a_contact_that_libosip2_refuses_is_named(void **state)
{
	struct finding f;

	(void)state;
	diagnose(&f, "SIP/2.0 302 Moved Temporarily\r\n" HEAD "Contact: <sip:%00@h>\r\n\r\n", 0);
	assert_non_null(evidence_with_key(&f, "defect.refused", 0));
	assert_string_equal(evidence_with_key(&f, "defect.refused", 0)->arg[0], "Contact");
	assert_string_equal(evidence_with_key(&f, "contact", 0)->arg[0], "sip:%00@h");
	finding_release(&f);
	diagnose(&f, "SIP/2.0 302 Moved Temporarily\r\n" HEAD "Contact: <sip:c@h>\r\n\r\n", 0);
	assert_null(evidence_with_key(&f, "defect.refused", 0));
	finding_release(&f);
}

static void
a_challenge_that_libosip2_takes_is_not_blamed(void **state)
{
	struct finding f;

	(void)state;
	diagnose(&f, "SIP/2.0 401 Unauthorized\r\n" HEAD "WWW-Authenticate: Digest realm=\"r\",nonce=\"n\"\r\n\r\n", 0);
	assert_non_null(evidence_with_key(&f, "challenge", 0));
	assert_null(evidence_with_key(&f, "defect.refused", 0));
	finding_release(&f);
}

/* One that ends early was cut, or lost its line ends; one that is as long as was said is the sender's. */
static void
a_description_that_libosip2_refuses_is_named_where_it_is_whole(void **state)
{
	static const char sdp[] = "v=0\r\nc=IN IP4 192.0.2.1\r\nm=audio 4000 RTP/AVP 8\r\n";
	static const struct { int more; bool refused; } rows[] = { { -1, true }, { 0, true }, { 1, false } };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char raw[1024];
		struct finding f;

		snprintf(raw, sizeof raw, "SIP/2.0 488 Not Acceptable Here\r\n" HEAD "Content-Type: application/sdp\r\nContent-Length: %d\r\n\r\n%s",
		    (int)sizeof sdp - 1 + rows[i].more, sdp);
		diagnose(&f, raw, FRAME_EXACT);
		if ((evidence_with_key(&f, "defect.refused-sdp", 0) != NULL) != rows[i].refused)
			fail_msg("%d", rows[i].more);
		finding_release(&f);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_contact_that_libosip2_refuses_is_named),
		cmocka_unit_test(a_challenge_that_libosip2_takes_is_not_blamed),
		cmocka_unit_test(a_description_that_libosip2_refuses_is_named_where_it_is_whole),
		cmocka_unit_test(headers_become_evidence_with_their_entry),
		cmocka_unit_test(a_reason_without_a_number_has_no_sentence_about_it),
		cmocka_unit_test(what_is_wanted_explains_some_codes_only),
		cmocka_unit_test(a_response_points_elsewhere_or_not),
		cmocka_unit_test(a_phrase_of_something_else_is_told_once),
		cmocka_unit_test(a_description_is_evidence),
		cmocka_unit_test(a_part_of_a_message_may_name_its_call),
		cmocka_unit_test(a_phrase_names_its_product),
		cmocka_unit_test(a_plain_response_is_its_code),
		cmocka_unit_test(a_header_that_names_the_error_refines_a_bare_code_only),
		cmocka_unit_test(q850_comes_before_sip),
		cmocka_unit_test(words_beside_q850_say_more),
		cmocka_unit_test(times_are_numbers),
		cmocka_unit_test(sdp_in_the_body_is_told),
		cmocka_unit_test(a_cut_message_is_not_blamed_for_what_it_lost),
		cmocka_unit_test(a_request_is_said_to_be_one),
		cmocka_unit_test(unknown_codes_and_other_character_sets_are_survived),
	};
	const struct knowledge_options options = { .language = "en" };
	int failed;

	k = knowledge_open(&options);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	knowledge_close(k);
	return failed;
}
