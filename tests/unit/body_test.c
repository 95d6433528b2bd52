/* SPDX-License-Identifier: MIT */
/* What bodies say of the cause: ISUP, what an IMS core asks for, a Reason within sipfrag. */
#include <stdio.h>

#include "base/buf.h"
#include "diagnose/message/single.h"
#include "script.h"
#include "sip/isup.h"
#include "unit/sip.h"

#define BYTES(...) { (const char[]){ __VA_ARGS__ }, sizeof((const char[]){ __VA_ARGS__ }) }
#define O(n) (char)(n)

static const struct { const char *name; struct slice body; unsigned cause, location; } messages[] = {
	{ "REL", BYTES(0x0c, 2, 0, 2, O(0x8a), O(0xa2)), 34, 10 },
	{ "REL with optional parameters behind", BYTES(0x0c, 2, 4, 2, O(0x82), O(0x90), 0x39, 1, 0, 0), 16, 2 },
	{ "REL with a recommendation", BYTES(0x0c, 2, 0, 3, 0x00, O(0x80), O(0x91)), 17, 0 },
	{ "REL with a diagnostic", BYTES(0x0c, 2, 0, 4, O(0x84), O(0x81), 1, 2), 1, 4 },
	{ "ACM with a cause among others", BYTES(0x06, 0x16, 0x04, 1, 0x29, 1, 1, 0x12, 2, O(0x83), O(0xaa), 0), 42, 3 },
	{ "CPG", BYTES(0x2c, 2, 1, 0x12, 2, O(0x85), O(0x9f), 0), 31, 5 },
	{ "ACM without one", BYTES(0x06, 0x16, 0x04, 1, 0x29, 1, 1, 0), 0, 0 },
	{ "ACM without optional parameters", BYTES(0x06, 0x16, 0x04, 0), 0, 0 },
	{ "another message", BYTES(0x01, 2, 0, 2, O(0x8a), O(0xa2)), 0, 0 },
	{ "a pointer to nowhere", BYTES(0x0c, 0x7f, 0, 2, O(0x8a), O(0xa2)), 0, 0 },
	{ "a length beyond the end", BYTES(0x0c, 2, 0, 9, O(0x8a)), 0, 0 },
	{ "optional parameters without an end", BYTES(0x06, 0, 0, 1, 0x29, O(0xff), 1), 0, 0 },
	{ "nothing", BYTES(0x0c), 0, 0 },
	{ "not even a type", { "", 0 }, 0, 0 },
	{ "CFN", BYTES(0x2f, 2, 0, 2, O(0x80), O(0xe1)), 97, 0 },
	{ "RLC", BYTES(0x10, 1, 0x12, 2, O(0x80), O(0x90), 0), 16, 0 },
	{ "RLC, bare", BYTES(0x10), 0, 0 },
	{ "REL that points to nothing", BYTES(0x0c, 0, 2, O(0x80), O(0x90)), 0, 0 },
	{ "a location and no cause", BYTES(0x0c, 2, 0, 1, O(0x80), O(0x90)), 0, 0 },
	{ "a recommendation and no cause", BYTES(0x0c, 2, 0, 2, 0x00, O(0x80), O(0x90)), 0, 0 },
	{ "a cause of 0", BYTES(0x0c, 2, 0, 2, O(0x80), O(0x80)), 0, 0 },
	{ "another coding standard", BYTES(0x0c, 2, 0, 2, O(0xef), O(0x83)), 3, 15 },
	{ "octets that a text could not show", BYTES(0x0c, 2, 0, 2, O(0xef), O(0xbf), O(0xbd), O(0xef), O(0xbf), O(0xbd)), 0, 0 },
	{ "the end before the cause", BYTES(0x06, 0, 0, 1, 0, 0x12, 2, O(0x80), O(0x90)), 0, 0 },
	{ "optional parameters that end with it", BYTES(0x2c, 2, 1, 0x12, 2, O(0x80), O(0x90)), 16, 0 },
};

static void
the_cause_of_an_isup_message(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(messages); i++) {
		struct isup isup = { .name = NULL };
		bool found = isup_cause(&isup, messages[i].body);

		if (found != (messages[i].cause != 0))
			fail_msg("%s: %s", messages[i].name, found ? "found" : "not found");
		if (found && (isup.cause != messages[i].cause || isup.location != messages[i].location))
			fail_msg("%s: cause %u, location %u", messages[i].name, isup.cause, isup.location);
	}
}

#define HEAD "Via: SIP/2.0/UDP h;branch=z9hG4bK1\r\nFrom: <sip:a@example.com>;tag=1\r\nTo: <sip:b@example.com>;tag=2\r\n" \
	"Call-ID: call@h\r\nCSeq: 7 INVITE\r\n"
#define IMS(type) "Content-Type: application/3gpp-ims+xml\r\n\r\n<?xml version=\"1.0\"?><ims-3gpp version=\"1\">" \
	"<alternative-service><type>" type "</type><reason>gone</reason><action>initial-registration</action></alternative-service>"

static const struct { const char *name, *status, *rest, *key, *also; } bodies_with_causes[] = {
	{ "sipfrag", "500 Server Internal Error", "Content-Type: message/sipfrag\r\n\r\nSIP/2.0 503 No\r\nReason: Q.850;cause=38\r\n",
	    "reason.q850", "q850.38" },
	{ "restoration", "504 Server Time-out", IMS("restoration"), "ims-restoration", "reason.registration-expired" },
	{ "emergency", "380 Alternative Service", IMS("emergency"), "ims-emergency", NULL },
	{ "ISUP in parts", "500 Server Internal Error", "Content-Type: multipart/mixed;boundary=b\r\n\r\n--b\r\n"
	    "Content-Type: application/isup;version=itu-t92+\r\n\r\n\x0c\x02\x01\x02\x8a\xa2\r\n--b--\r\n", "isup-cause", "q850.34" },
};

static void
a_body_is_evidence_like_a_reason_header(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(bodies_with_causes); i++) {
		struct message m = { 0 };
		struct buf raw = BUF_INIT;
		struct finding f;
		bool said = false, also = bodies_with_causes[i].also == NULL;

		buf_addf(&raw, "SIP/2.0 %s\r\n" HEAD "%s", bodies_with_causes[i].status, bodies_with_causes[i].rest);
		struct frame frame = { .bytes = buf_slice(&raw), .where = { .file = "x", .packet = 3 } };
		assert_int_equal(message_index(&m, frame.bytes), MESSAGE_OK);
		diagnose_message(script_knowledge(), &m, &frame, 5, &f);
		for (size_t n = 0; n < f.evidence_count; n++)
			said |= f.evidence[n].key != NULL && strcmp(f.evidence[n].key, bodies_with_causes[i].key) == 0;
		for (size_t n = 0; n < f.also_count; n++)
			also |= bodies_with_causes[i].also != NULL && strcmp(f.also[n], bodies_with_causes[i].also) == 0;
		if (!said || !also)
			fail_msg("%s: %s%s", bodies_with_causes[i].name, said ? "" : "not said ", also ? "" : "not in also");
		finding_release(&f);
		message_release(&m);
		buf_release(&raw);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_cause_of_an_isup_message),
		cmocka_unit_test(a_body_is_evidence_like_a_reason_header),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
