/* SPDX-License-Identifier: MIT */
/* Dialogs, session timers, credentials, loops. */
#define TALKS "0 a>b INVITE\n" "1 b>a 200\n" "1.1 a>b ACK\n"
#define TIMED(s) "0 a>b INVITE\n" "1 b>a 200 | Session-Expires: " s ";refresher=uac\n" "1.1 a>b ACK\n"
#define VIA(host, n) "Via: SIP/2.0/UDP " host ";branch=z9hG4bK-" n
/* A phone that registers, and calls later with the nonce of that time. */
#define OLD_NONCE \
	"0 a>b REGISTER id=d\n" "0.1 b>a 401 REGISTER id=d | " ASKS("r", "n1") "\n" "0.2 a>b REGISTER id=d cseq=2 | " GIVES("r", "n1") "\n" \
	"0.3 b>a 200 REGISTER id=d cseq=2\n" "50 --\n" "60 a>b INVITE | " GIVES("r", "n1") "\n" "60.1 b>a 401 | " ASKS("r", "n2") "\n" \
	"60.2 a>b ACK branch=1\n"

static const struct edge edges_of_dialogs[] = {
	{ "GLARE_WAIT", 5, 4.999999, "dialog.glare", "!dialog.glare",
	    TALKS "10 a>b INVITE cseq=2 to=t\n" "10.1 b>a 491 cseq=2\n" "10.2 a>b ACK cseq=2 branch=2\n" "{v+10.1} a>b BYE cseq=3\n"
	    "{v+10.2} b>a 200 BYE cseq=3\n" "60 --\n" },
	{ "GLARE_WAIT", 5, 4.999999, "dialog.glare", "!dialog.glare",
	    TALKS "10 a>b INVITE cseq=2 to=t\n" "10.1 b>a 491 cseq=2\n" "10.2 a>b ACK cseq=2 branch=2\n" "{v+10.1} --\n" },
	{ "GLARES_IN_A_ROW", 3, 2, "dialog.glare", "!dialog.glare",
	    TALKS "[\n" "{i+10} a>b INVITE cseq={i+2} to=t\n" "{i+10.1} b>a 491 cseq={i+2}\n" "{i+10.2} a>b ACK cseq={i+2} branch={i+2}\n" "]\n"
	    "20 a>b INVITE cseq=9 to=t\n" "20.1 b>a 200 cseq=9\n" "20.2 a>b ACK cseq=9\n" "60 --\n" },
	{ "WENT_ON", 5, 4.999999, "code.500 %notice", "code.500 %warning",
	    TALKS "10 a>b INFO cseq=2\n" "10.1 b>a 500 INFO cseq=2\n" "{v+10.1} a>b BYE cseq=3\n" "{v+10.2} b>a 200 BYE cseq=3\n" },
	{ "WENT_ON", 5, 4.999999, "code.500 %notice", "code.500 %warning",
	    TALKS "10 a>b INFO cseq=2\n" "10.1 b>a 500 INFO cseq=2\n" "{v+10.1} --\n" },
	{ "DROPPED_AT_ONCE", 2, 2.000001, "dialog.dropped #dropped-at-once", "dialog.dropped #dropped",
	    TALKS "{v+1} a>b BYE | Reason: SIP;cause=488\n" "{v+1.1} b>a 200 BYE\n" },

	{ "LOOP_TIMES", 3, 2, "routing.loop", "!routing.loop",
	    "0 a>b INVITE | " VIA("192.0.2.9", "1") " | " VIA("192.0.2.8", "2") " | " VIA("192.0.2.9", "3")
	    "{2< | " VIA("192.0.2.9", "4") "}\n" "0.1 b>a 483\n" },
	{ "LOOP_TIMES", 3, 2, "routing.loop %proven", "routing.loop %likely",
	    "0 a>b INVITE | " VIA("192.0.2.9", "1") " | " VIA("192.0.2.8", "2") " | " VIA("192.0.2.9", "3")
	    "{2< | " VIA("192.0.2.9", "4") "}\n" "0.1 b>a 482\n" },
	{ "LOOP_VIAS", 3, 2, "routing.loop", "!routing.loop",
	    "0 a>b INVITE | " VIA("203.0.113.97", "1") "{2< | " VIA("192.0.2.8", "2") "}\n" "0.1 b>a 482\n" },
	{ "LOOP_HOPS_LEFT", 3, 4, "routing.loop", "!routing.loop",
	    "0 a>b INVITE hops={v} | " VIA("192.0.2.9", "1") " | " VIA("192.0.2.9", "2") "\n" "0.1 b>a 483\n" },

	{ "NOTIFY_BEFORE_BYE", 5, 4.999999, "transfer.failed", "!transfer.failed",
	    TALKS "5 a>b REFER | Refer-To: <sip:z@example.net>\n" "5.1 b>a 202 REFER\n" "{v+5.1} a>b BYE cseq=3\n" "{v+5.2} b>a 200 BYE cseq=3\n" },
	{ "FAX_GIVEN_UP", 30, 30.000001, "fax.refused #fax-given-up %error", "fax.refused !#fax-given-up %warning",
	    TALKS "5 b>a INVITE cseq=9 from=t to=f sdp=203.0.113.98;image:4002:udptl:t38\n" "5.1 a>b 488 cseq=9 from=t to=f\n"
	    "5.2 b>a ACK cseq=9 from=t to=f branch=9\n" "{v+5.1} a>b BYE\n" "{v+5.2} b>a 200 BYE\n" },

	{ "EXPIRY_ONE_IN", 3, 2, "timer.session-expired", "!timer.session-expired",
	    TIMED("60") "{-60/v+60.5} b>a BYE from=t to=f\n" "{-60/v+60.6} a>b 200 BYE from=t to=f\n" },
	{ "EXPIRY_EARLY", 0.5, 0.500001, "timer.session-expired", "!timer.session-expired",
	    TIMED("90") "{-1*v+61} b>a BYE from=t to=f\n" "{-1*v+61.1} a>b 200 BYE from=t to=f\n" },
	/* of a long one 32 s are left, not a third */
	{ "EXPIRY_EARLY", 0.5, 0.500001, "timer.session-expired", "!timer.session-expired",
	    TIMED("1800") "{-1*v+1769} b>a BYE from=t to=f\n" "{-1*v+1769.1} a>b 200 BYE from=t to=f\n" },
	{ "EXPIRY_LATE", 2, 2.000001, "timer.session-expired", "!timer.session-expired",
	    TIMED("90") "{v+91} b>a BYE from=t to=f\n" "{v+91.1} a>b 200 BYE from=t to=f\n" },
	{ "REFRESH_ONE_IN", 5, 4, "timer.refresh-failed", "!timer.refresh-failed",
	    TIMED("180") "{-90/v+91} a>b UPDATE cseq=3\n" "91.1 b>a 500 UPDATE cseq=3\n" "92 a>b BYE cseq=4\n" "92.1 b>a 200 BYE cseq=4\n" },
	{ "REFRESH_SLACK", 5, 5.000001, "timer.refresh-failed", "!timer.refresh-failed",
	    TIMED("30") "{-1*v+16} a>b UPDATE cseq=3\n" "16.1 b>a 500 UPDATE cseq=3\n" "17 a>b BYE cseq=4\n" "17.1 b>a 200 BYE cseq=4\n" },
	{ "REFRESH_COPIES", 2, 1, "timer.refresh-failed", "!timer.refresh-failed",
	    TIMED("180") "[\n" "{i+90} a>b UPDATE cseq=3\n" "]\n" "95 a>b BYE cseq=4\n" "95.1 b>a 200 BYE cseq=4\n" },
	{ "ANSWER_COPIES", 3, 2, "timer.refresh-failed", "!timer.refresh-failed",
	    TIMED("180") "90 a>b INVITE cseq=3 to=t\n" "[\n" "{i+90.5} b>a 200 cseq=3\n" "]\n" "95 a>b BYE cseq=4\n" "95.1 b>a 200 BYE cseq=4\n" },

	{ "REALMS_AT_ONCE", 2, 1, "auth.realm-unanswered", "!auth.realm-unanswered",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASKS("q", "m1") "{1< | " ASKS("r", "n1") "}\n"
	    "0.2 a>b REGISTER cseq=2 | " GIVES("r", "n1") "\n" "0.3 b>a 401 REGISTER cseq=2 | " ASKS("q", "m2") "\n" },
	{ "STALE_ROUNDS", 3, 2, "auth.stale-nonce", "!auth.stale-nonce",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASKS("r", "n0") "\n"
	    "[\n" "{i+1} a>b REGISTER cseq={i+2} | " GIVES("r", "n{i}") "\n"
	    "{i+1.5} b>a 401 REGISTER cseq={i+2} | " ASKS("r", "n{i+1}") ", stale=true\n" "]\n" },
	{ "NONCE_FRESH", 0.999999, 1, "auth.stale-nonce =not-shared", "auth.stale-nonce =",
	    "0 a>b REGISTER\n" "0 b>a 401 REGISTER | " ASKS("r", "n0") "\n"
	    "[=3\n" "{2*i+v} a>b REGISTER cseq={i+2} | " GIVES("r", "n{i}") "\n"
	    "{2*i+2} b>a 401 REGISTER cseq={i+2} | " ASKS("r", "n{i+1}") ", stale=true\n" "]\n" },
	{ "NONCE_TRIED_AGAIN", 10, 9.999999, "auth.stale-nonce =not-marked", "!auth.stale-nonce", OLD_NONCE "{v+60.1} --\n" },
	{ "NONCE_TRIED_AGAIN", 10, 9.999999, "auth.stale-nonce =not-marked", "!auth.stale-nonce",
	    OLD_NONCE "{v+60} a>b INVITE cseq=2 | " GIVES("r", "n2") "\n" "{v+60.1} b>a 200 cseq=2\n" "{v+60.2} a>b ACK cseq=2\n" },
	/* The payload is {"iat":1000}; the trace begins at second 1000. */
	{ "IDENTITY_FRESH", 61, 60, "identity.refused #identity-age", "identity.refused !#identity-age",
	    "{v} a>b INVITE | Identity: e30.eyJpYXQiOjEwMDB9.x;info=<https://example.net>\n" "{v+0.1} b>a 438\n" "{v+0.2} a>b ACK branch=1\n" },
	{ "NEW_CALL_WITHIN", 5, 5.000001, "code.503 %notice", "code.503 %error",
	    "0 a>b INVITE id=1\n" "0.1 b>a 503 id=1\n" "0.2 a>b ACK id=1 branch=1\n"
	    "{v+0.1} a>d INVITE id=2\n" "{v+0.2} d>a 200 id=2\n" "{v+0.3} a>d ACK id=2\n" "99 --\n" },
	{ "NEW_CALL_WITHIN", 5, 5.000001, "auth.new-call-id", "!auth.new-call-id",
	    "0 a>b INVITE id=1\n" "0.1 b>a 401 id=1 | " ASKS("r", "n1") "\n" "0.2 a>b ACK id=1 branch=1\n"
	    "{v+0.1} a>b INVITE id=2 | " GIVES("r", "n1") "\n" "{v+0.2} b>a 401 id=2 | " ASKS("r", "n2") "\n" "{v+0.3} a>b ACK id=2 branch=1\n" "99 --\n" },
};
