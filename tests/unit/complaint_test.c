/* SPDX-License-Identifier: MIT */
/* What says of a call or a registration that it failed, or works, and what only sounds so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "diagnose/message/complaint.h"
#include "unit/known.h"

static const char *const complaints[] = {
	"Registration failed", "ERROR sip: registration of 1001 failed: no answer", "onRegistrationStateChanged: state === Failed message === io error",
	"REGISTER to sip.example.net rejected", "the call was refused", "call setup failure", "SIP trunk registration timed out", "call to 0301234567 at 192.0.2.1:5060 failed", "onCallFailed",
	"authentication failed for sip:1002@sip.example.net", "the credentials of 1002 were refused", "Аутентификация отклонена",
	"registration was not successful", "Anmeldung der Nummer 33 war nicht erfolgreich",
	"failed to register", "failed to register with the server", "unable to register 1001", "could not register: forbidden", "couldn't place the next call",
	"cannot call 7", "failed to send INVITE", "failed to establish a new call", "trunk request timeout", "INVITE error",
	"Anmeldung an sip.example.net fehlgeschlagen", "ERROR: registro de 1001 rechazado", "Регистрация отклонена", "échec : appel vers 33 refusé",
	"call 33 to 4930123 failed with PJSIP_ETPNOTSUITABLE",
	"[EP sip-if] Call released, cause 34 (no circuit/channel available)", "call 4 ended with cause code 17",
};

static const char *const others[] = {
	"", "failed", "call", "call record insert failed", "phonebook query for call failed", "history of call denied", "failed to save call", "failed to notify call to device",
	"could not register callback", "could not register the callback", "failed to place it on the list of the next call", "call quality report error",
	"the caller failed", "calls today: 12 answered, 3 failed", "registered, 0 errors", "failed to", "unable to", "not", "call ended without an error",
	"to register or not to fail", "call a b failed", "call to a b c d e f g h i j failed",
	"call 33 record insert failed",
	"authentication", "auth server started, 3 failed", "1001 is not registered", "caller not connected", "registration successful",
	"call released", "call ended, no cause", "record of call released, cause 34", "because the session ended, cause 3",
};

static const char *const works[] = { "Registered", "registration succeeded", "call answered", "< SIP/2.0 200 OK", "onConnected", "connection established", "Konto 3 angemeldet", "аккаунт зарегистрирован" };
static const char *const does_not[] = { "not registered", "Konto 3 nicht angemeldet", "аккаунт не зарегистрирован", "registering", "200", "success", "", "unanswered" };

static const char *const passages[] = {
	"state changed from Registering to Registered", "REG STATE CHANGE -> [ oldState=Registering; newState=RegistrationState=Registered; reason=null]",
	"new state: Registered, old state: Registering", "{\"old\":\"Connecting\",\"new\":\"Connected\"}", "INVITE progress, then answered",
};

static const char *const well[] = {
	"2024-03-01 10:00:00 account 2 registered", "10:00:00 call answered", "Mar  1 10:00:00 gw sip[221]: 180 Ringing received", "10:00:00 200 OK for BYE, call over",
	"2024-03-01 10:00:00 INFO call on hold", "2024-03-01 10:00:00 INFO 12 calls active, 0 failed",
	"[12/May/2025:10:11:12 +0200] account 2 registered", "<134>May 12 10:11:12 gw account 2 registered", "Mon May 12 10:11:12 2025 account 2 registered",
	"2024-03-01 10:00:00 [NOTICE] REGISTER of 1001 expires 300", "10:00:00 [belle-sip] MESSAGE channel: 343 bytes sent", "10:00:00 sua <6+info> call on hold",
	"10:00:00 [voice] connection state: checking", "Mar  1 10:00:00 pbx app[12]: call 42 completed, talk time 61s", "10:00:00 INFO call disconnected",
	"Mar  1 10:00:00 gw sip: trunk group 404 in service", "*Mar  1 10:00:00.123: codec PCMA", "002913: *Mar  1 10:00:00.123: codec PCMA",
	"10:00:00 DEBUG timers.c(404): starting expires timer",
};
static const char *const unwell[] = {
	"2024-03-01 10:00:00 account 2 not registered", "10:00:00 call answered, then failed", "10:00:00 unregistered", "account 2 registered", "10:00:00",
	"2024-03-01 10:00:00 call on hold", "2024-03-01 10:00:00 INFO call on hold is cut", "2024-03-01 10:00:00 INFO call without an answer",
	"2024-03-01 10:00:00 [NOTICE] REGISTER of 1001 expired", "2024-03-01 10:00:00 [WARN] call on hold",
	"10:00:00 [voice] connection state: timeout", "[10:00:00] call on hold", "10:00:00 call on hold [2] is silent", "10:00:00 [voice] \xe7\x94\xb5\xe8\xaf\x9d",
	"2913 *Mar  1 10:00:00 codec PCMA", "*10:00:00 codec PCMA", "Mar  1 10:00:00 gw sip: call is dead",
	"10:00:00 one sentence that has so many words before it comes to its [bracket]",
};

static const char *const none[] = {
	"", "Registering", "Registered", "registering, never registered", "from Registered to Registering", "new state: Registering, old state: Registered",
	"was registering, then registered, then failed", "from connecting to registration failure", "Registered, not ringing",
};

#define ALL(field, list, expected) \
	for (size_t i = 0; i < sizeof(list) / sizeof *(list); i++) \
		if (complaint_read(knowledge, slice_of((list)[i])).field != (expected)) \
			fail_msg("“%s”", (list)[i])

static void
what_is_a_complaint(void **state)
{
	(void)state;
	ALL(is, complaints, true);
	ALL(is, others, false);
}

static void
what_ends_it(void **state)
{
	(void)state;
	ALL(over, works, true);
	ALL(over, does_not, false);
}

static void
what_was_on_its_way_works(void **state)
{
	(void)state;
	ALL(passage, passages, true);
	ALL(passage, none, false);
	ALL(none, well, true);
	ALL(none, unwell, false);
}

/* A line of a program without its level: a code in it may still tell. */
static void
what_is_calm(void **state)
{
	static const char *const calm[] = { "10:00:00 [voice] call 42 is on hold", "Mar  1 10:00:00 gw sip: call ends with 503", "10:00:00.123         sip_endpoint.c  Processing incoming message: Request msg" };
	static const char *const not_calm[] = {
		"10:00:00 INFO call ends with 503", "10:00:00 [voice] account registered", "10:00:00 [voice] congestion", "call ends with 503",
		"10:00:00 [voice] only one side is heard", "10:00:00 [voice] maximum of calls",
		"10:00:00.123         sip_inv.c  .Call timed out", "10:00:00 nobody hears us",
	};

	(void)state;
	ALL(calm, calm, true);
	ALL(none, calm, true);
	ALL(calm, not_calm, false);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_a_complaint),
		cmocka_unit_test(what_ends_it),
		cmocka_unit_test(what_was_on_its_way_works),
		cmocka_unit_test(what_is_calm),
	};

	return cmocka_run_group_tests(tests, open_known, close_known);
}
