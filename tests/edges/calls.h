/* SPDX-License-Identifier: MIT */
/* Timers, silence, and when a call is sure. */
#define RINGS "0 a>b INVITE\n" "0.5 b>a 180\n"
#define UP_AT_1 RINGS "1 b>a 200\n" "1.1 a>b ACK\n"
#define ASKS(realm, nonce) "WWW-Authenticate: Digest realm=\"" realm "\", nonce=\"" nonce "\", algorithm=MD5"
#define GIVES(realm, nonce) "Authorization: Digest username=\"u\", realm=\"" realm "\", nonce=\"" nonce \
	"\", uri=\"sip:bob@example.net\", response=\"0\", algorithm=MD5"

static const struct edge edges_of_calls[] = {
	/* The next copy was due: one that came after the response may have crossed it. */
	{ "T1", 0.5, 0.500001, "path.response-lost", "!path.response-lost",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "0.2 a>b INVITE\n" "0.4 a>b INVITE\n" "0.5 b>a 180\n" "{v+0.4} --\n" },
	{ "T2", 4, 4.000001, "path.response-lost", "!path.response-lost",
	    "0 a>b REGISTER\n" "0.1 b>a 404 REGISTER\n" "0.5 a>b REGISTER\n" "3.5 a>b REGISTER\n" "3.6 b>a 404 REGISTER\n" "{v+3.5} --\n" },
	{ "TIMER_64_T1", 32, 31.999999, "path.no-response %proven", "!path.no-response",
	    "0 a>b INVITE\n" "0.5 a>b INVITE\n" "1.5 a>b INVITE\n" "{v} --\n" },
	{ "TIMER_64_T1", 32, 31.999999, "dialog.missing-ack %proven", "!dialog.missing-ack",
	    "0 a>b INVITE\n" "1 b>a 200\n" "9 b>a 200\n" "25 b>a 200\n" "{v+1} --\n" },
	{ "TIMER_64_T1", 32, 31.999999, "cancel.unfinished", "!cancel.unfinished",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "1 a>b CANCEL\n" "1.1 b>a 200 CANCEL\n" "{v+1} --\n" },
	{ "TIMER_64_T1", 32, 31.999999, "auth.challenge-ignored", "!(auth !auth.challenge-ignored ?auth.challenge-ignored?",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | WWW-Authenticate: Digest realm=\"r\", nonce=\"n\"\n" "{v+0.1} --\n" },
	{ "ANSWER_TIMER_SLACK", 2, 2.000001, "dialog.missing-ack", "!dialog.missing-ack",
	    "0 a>b INVITE\n" "1 b>a 200\n" "1.5 b>a 200\n" "{-1*v+33} b>a BYE from=t to=f\n" "{-1*v+33.1} a>b 200 BYE from=t to=f\n" "99 --\n" },
	{ "ANSWER_TIMER_SLACK", 2, 2.000001, "dialog.missing-ack", "!dialog.missing-ack",
	    "0 a>b INVITE\n" "1 b>a 200\n" "1.5 b>a 200\n" "{v+33} b>a BYE from=t to=f\n" "{v+33.1} a>b 200 BYE from=t to=f\n" "99 --\n" },
	{ "ANSWER_UNSATISFIED", 24, 23.999999, "dialog.missing-ack", "!dialog.missing-ack",
	    "0 a>b INVITE\n" "1 b>a 200\n" "{v+1} b>a 200\n" "60 --\n" },
	{ "ANSWER_AGAIN", 2, 1, "dialog.missing-ack", "!dialog.missing-ack",
	    "0 a>b INVITE\n" "1 b>a 200\n" "[-1\n" "{i+2} b>a 200\n" "]\n" "33 b>a BYE from=t to=f\n" "33.1 a>b 200 BYE from=t to=f\n" "60 --\n" },
	{ "ANSWER_COPIES", 3, 2, "dialog.missing-ack", "!dialog.missing-ack",
	    "0 a>b INVITE\n" "1 b>a 200\n" "[-1\n" "{i+2} b>a 200\n" "]\n" "6 b>a BYE from=t to=f\n" "6.1 a>b 200 BYE from=t to=f\n" "60 --\n" },
	{ "ANSWER_COPIES", 3, 2, "dialog.missing-ack", "!dialog.missing-ack",
	    "- a>b INVITE\n" "- b>a 200\n" "[-1\n" "- b>a 200\n" "]\n" "- b>a BYE from=t to=f\n" "- a>b 200 BYE from=t to=f\n" },
	{ "ANSWER_COPIES_AT_END", 8, 7, "dialog.missing-ack %likely", "!(dialog !dialog.missing-ack ?dialog.missing-ack?",
	    "0 a>b INVITE\n" "1 b>a 200\n" "[-1\n" "{2*i+2} b>a 200\n" "]\n" },
	{ "ANSWER_LAST_COPY", 5, 5.000001, "dialog.missing-ack", "!dialog.missing-ack",
	    "0 a>b INVITE\n" "1 b>a 200\n" "1.5 b>a 200\n" "2.5 b>a 200\n" "{v+2.5} b>a BYE from=t to=f\n" "{v+2.6} a>b 200 BYE from=t to=f\n" "60 --\n" },
	{ "ANSWERS_AFTER_ACK", 4, 3, "dialog.missing-ack", "!dialog.missing-ack",
	    "0 a>b INVITE\n" "1 b>a 200\n" "1.1 a>b ACK\n" "[\n" "{8*i+2} b>a 200\n" "]\n" "60 --\n" },
	{ "FAILURE_COPIES", 3, 2, "(dialog.failure-not-acked)", "!dialog.failure-not-acked",
	    "0 a>b INVITE\n" "[\n" "{i+1} b>a 486\n" "]\n" "60 --\n" },
	{ "DUPLICATE_WITHIN", 0.08, 0.080001, "!path.no-response", "path.no-response",
	    "0 a>b INVITE\n" "0.5 a>b INVITE\n" "{v+0.5} a>b INVITE\n" "60 --\n" },
	/* A second capture of the same, whose clock is behind. */
	{ "DUPLICATE_WITHIN", 0.08, 0.080001, "!path.no-response", "path.no-response",
	    "0 a>b INVITE\n" "0.5 a>b INVITE\n" "{-1*v+0.5} a>b INVITE\n" "60 --\n" },

	{ "SILENT_COPIES", 3, 2, "path.no-response", "!path.no-response", "[\n" "{i} a>b INVITE\n" "]\n" "60 --\n" },
	{ "SILENT_COPIES", 3, 2, "transfer.failed", "!transfer.failed",
	    UP_AT_1 "[\n" "{i+5} a>b REFER | Refer-To: <sip:z@example.net>\n" "]\n" "60 --\n" },
	{ "SILENT_COPIES_AT_END", 4, 3, "path.no-response %likely", "!path.no-response",
	    "[\n" "{i} a>b INVITE\n" "]\n" },
	{ "SILENT_BYE_COPIES", 3, 2, "dialog.bye-failed", "!dialog.bye-failed", UP_AT_1 "[\n" "{i+5} a>b BYE\n" "]\n" "60 --\n" },
	{ "FRAGMENT_BYTES", 1301, 1300, "path.fragmented", "!path.fragmented",
	    "0 a>b OPTIONS id=o\n" "0.1 b>a 200 OPTIONS id=o\n" "[=3\n" "{i+1} a>b INVITE size={v}\n" "]\n" "60 --\n" },
	{ "FRAGMENT_BYTES", 1300, 1301, "path.fragmented", "!path.fragmented",
	    "0 a>b OPTIONS id=o size={v}\n" "0.1 b>a 200 OPTIONS id=o\n" "[=3\n" "{i+1} a>b INVITE size=1500\n" "]\n" "60 --\n" },
	{ "FRAGMENT_BYTES", 1300, 1301, "path.fragmented", "!path.fragmented",
	    "0 a>b INVITE size={v}\n" "0.1 b>a 401 | WWW-Authenticate: Digest realm=\"r\", nonce=\"n\"\n" "0.2 a>b ACK branch=1\n"
	    "[=3\n" "{i+1} a>b INVITE cseq=2 size=1500 | Authorization: Digest realm=\"r\", nonce=\"n\"\n" "]\n" "60 --\n" },
	{ "FRAGMENT_COPIES", 2, 1, "path.fragmented", "!path.fragmented",
	    "0 a>b OPTIONS id=o\n" "0.1 b>a 200 OPTIONS id=o\n" "[\n" "{i+1} a>b INVITE size=1500\n" "]\n" "60 --\n" },
	{ "GIVEN_UP_AFTER", 10, 9.999999, "path.not-forwarded", "!path.not-forwarded",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "{v} a>b CANCEL\n" "{v+0.1} b>a 200 CANCEL\n" "{v+0.2} b>a 487\n" "{v+0.3} a>b ACK branch=1\n" },
	{ "WAITING_IN_VAIN", 212, 211.999999, "path.not-forwarded", "!path.not-forwarded", "0 a>b INVITE\n" "0 b>a 100\n" "{v} --\n" },
	{ "PROXY_GAVE_UP_AFTER", 2, 1.999999, "path.not-forwarded", "!path.not-forwarded",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "{v} b>a 408\n" "{v+0.1} a>b ACK branch=1\n" },
	{ "LOST_RESPONSE_COPIES", 2, 1, "path.response-lost", "!path.response-lost",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "[\n" "{0.3*i+0.2} a>b INVITE\n" "]\n" },
	{ "LOST_RESPONSE_AFTER", 1.000001, 1, "path.response-lost", "!path.response-lost",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "{v+0.1} a>b INVITE\n" },

	{ "REDIRECT_WITHIN", 5, 4.999999, "redirect.not-followed", "!redirect.not-followed",
	    "0 a>b INVITE\n" "0.1 b>a 302 | Contact: <sip:z@192.0.2.1>\n" "0.2 a>b ACK branch=1\n" "0.3 y>z OPTIONS id=o\n" "{v+0.1} --\n" },
	{ "SLOW_SETUP", 11.000001, 11, "setup.slow", "!setup.slow",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "{v} b>a 180\n" "{v+5} b>a 200\n" "{v+5.1} a>b ACK\n" },
	{ "UNPRACKED_COPIES", 3, 2, "provisional.no-prack", "!provisional.no-prack",
	    "0 a>b INVITE\n" "[\n" "{i+1} b>a 180 | Require: 100rel | RSeq: 7\n" "]\n" "33 b>a 504\n" "33.1 a>b ACK branch=1\n" },
	{ "PERSON_AFTER", 1, 0.999999, "code.486 =rejected", "code.486 =", "0 a>b INVITE\n" "1 b>a 180\n" "{v+1} b>a 486\n" },
	{ "PERSON_AFTER", 0.999999, 1, "code.486 = /rejected", "code.486 = !/rejected", "0 a>b INVITE\n" "{v} b>a 486\n" },
	{ "PERSON_UNTIL", 29.999999, 30, "code.486 =rejected", "code.486 =", "0 a>b INVITE\n" "1 b>a 180\n" "{v+1} b>a 486\n" },
	{ "NO_WAY_WITHIN", 0.999999, 1, "code.408 =no-way-to-phone", "code.408 = !/no-way-to-phone", "0 a>b INVITE\n" "{v} b>a 408\n" },
	{ "ASKED_AFTER", 4, 3.999999, "code.408 = /no-way-to-phone", "code.408 = !/no-way-to-phone", "0 a>b INVITE\n" "{v} b>a 408\n" },
	{ "SHUT_OUT_WITHIN", 1.999999, 2, "code.403 =not-let-in", "code.403 =", "0 a>b INVITE\n" "{v} b>a 403\n" },
};

/* While somebody looks on: what is told before the input ends. */
static const struct edge edges_of_looking_on[] = {
	{ "SURE_AFTER", 2.000001, 2, "code.486", "!code.486", "0 a>b INVITE\n" "1 b>a 486\n" "1.1 a>b ACK branch=1\n" "{v+1.1} --\n" },
	{ "SURE_AFTER_CHALLENGE", 5.000001, 5, "auth.bad-credentials", "!auth.bad-credentials",
	    "0 a>b REGISTER\n" "0.1 b>a 401 REGISTER | " ASKS("r", "n1") "\n" "0.2 a>b REGISTER cseq=2 | " GIVES("r", "n1") "\n"
	    "0.3 b>a 401 REGISTER cseq=2 | " ASKS("r", "n2") "\n" "{v+0.3} --\n" },
};

/* The same where nobody does. */
static const struct edge edges_of_waiting[] = {
	{ "CALL_ENDED", 36.000001, 36, "code.486", "!code.486", "0 a>b INVITE\n" "1 b>a 486\n" "1.1 a>b ACK branch=1\n" "{v+1.1} --\n" },
	{ "CALL_ENDED", 36.000001, 36, "path.no-response", "!path.no-response",
	    "0 a>b INVITE\n" "0.5 a>b INVITE\n" "1.5 a>b INVITE\n" "{v+1.5} --\n" },
	{ "CALL_RETRIED", 120.000001, 120, "code.423", "!code.423",
	    "0 a>b REGISTER\n" "1 b>a 423 REGISTER | Min-Expires: 300\n" "{v+1} --\n" },
	{ "CALL_OPEN", 300.000001, 300, "path.response-lost", "!path.response-lost",
	    "0 a>b INVITE\n" "0.1 b>a 100\n" "0.2 a>b INVITE\n" "0.5 a>b INVITE\n" "{v+0.5} --\n" },
	{ "CALL_TALKING", 14400.000001, 14400, "dialog.no-contact", "!dialog.no-contact",
	    "0 a>b INVITE\n" "1 b>a 200 contact=-\n" "1.1 a>b ACK\n" "{v+1.1} --\n" },
	{ "CLOCK_LEAP", 3600, 3600.000001, "path.not-forwarded", "!path.not-forwarded", "0 a>b INVITE\n" "0.1 b>a 100\n" "{v+0.1} --\n" "8000 --\n" },
	/* Times that go back by so much are those of another file; what is due is measured from there. */
	{ "A_FILE_LATER", 60, 60.000001, "!code.486", "code.486",
	    "20.5 a>b INVITE id=y\n" "20.5 b>a 180 id=y\n" "{-1*v+20.5} b>a 486\n" "{-1*v+57.5} --\n" },
};
