/* SPDX-License-Identifier: MIT */
/* --against: what differs between two calls is told, what never matters is not, and what matters most comes first. */
#include "script.h"

#include "edges/against.h"

/* " codecs: -PCMA +G729, -Supported: " …: what is missing, what is in addition; `~` another order, `=` another value. */
static void
tell(const struct comparison *c, struct buf *out)
{
	static const char marks[] = "=-+*~";

	for (size_t i = 0; i < c->count; i++) {
		const struct difference *d = &c->list[i];

		buf_addf(out, "%s%s %c%s", i > 0 ? ", " : "", d->in, marks[d->how], d->kind == DIFFERENCE_MESSAGE ? "" : d->name);
		if (d->lacks != NULL)
			buf_addf(out, " -%s", d->lacks);
		if (d->more != NULL)
			buf_addf(out, " +%s", d->more);
		if (d->how == DIFFERS_VALUE && d->has_words)
			buf_addf(out, " %s/%s", d->value, d->good);
	}
}

static struct buf
compared(const char *failing, const char *good)
{
	struct comparison c = { .count = 0 };
	struct against *a;
	struct buf out = BUF_INIT;

	switch (against_scripts(failing, good, &c, &a)) {
	case AGAINST_COMPARED: tell(&c, &out); break;
	case AGAINST_NO_FAILING: buf_addstr(&out, "no failing"); break;
	case AGAINST_NO_GOOD: buf_addstr(&out, "no good"); break;
	}
	buf_addstr(&out, "");
	arena_release(&c.arena);
	against_free(a);
	return out;
}

struct scene {
	const char *name, *expected, *failing, *good;
};

static void
expect_scenes(const struct scene *scenes, size_t n)
{
	bool ok = true;

	for (size_t i = 0; i < n; i++) {
		struct buf got = compared(scenes[i].failing, scenes[i].good);

		if (strcmp(got.p ? got.p : "", scenes[i].expected) != 0) {
			print_error("%s: expected “%s”, got “%s”\n", scenes[i].name, scenes[i].expected, got.p ? got.p : "");
			ok = false;
		}
		buf_release(&got);
	}
	assert_true(ok);
}

#define SDP "sdp=192.0.2.1;audio:4000:RTP/AVP:8,0,101:rtpmap:101~telephone-event/8000"
#define REFUSED(invite) "0 a>b INVITE " invite "\n0.1 b>a 100\n0.3 b>a 488\n0.4 a>b ACK to=t branch=1 cseq=1\n"
#define REFUSED_AS(code, invite) "0 a>b INVITE " invite "\n0.1 b>a 100\n0.3 b>a " code "\n0.4 a>b ACK to=t branch=1 cseq=1\n"
#define ANSWERED(invite) "0 a>b INVITE " invite "\n0.1 b>a 100\n0.3 b>a 180\n2 b>a 200 " SDP "\n2.1 a>b ACK\n" \
	"9 a>b BYE\n9.1 b>a 200 BYE cseq=2\n"

static void
what_differs_is_told(void **state)
{
	static const struct scene scenes[] = {
		{ "codecs", "INVITE *codecs -PCMU +G729", REFUSED("sdp=192.0.2.1;audio:4000:RTP/AVP:8,18,101:rtpmap:101~telephone-event/8000"), ANSWERED(SDP) },
		{ "their order", "INVITE ~codecs", REFUSED("sdp=192.0.2.1;audio:4000:RTP/AVP:0,8,101:rtpmap:101~telephone-event/8000"), ANSWERED(SDP) },
		{ "DTMF", "INVITE -dtmf", REFUSED("sdp=192.0.2.1;audio:4000:RTP/AVP:8,0:"), ANSWERED(SDP) },
		{ "profile, and no keys with it", "INVITE =profile", REFUSED("sdp=192.0.2.1;audio:4000:RTP/SAVP:8,0,101:rtpmap:101~telephone-event/8000"), ANSWERED(SDP) },
		{ "direction", "INVITE =direction", REFUSED(SDP "+sendonly"), ANSWERED(SDP) },
		{ "packet time", "INVITE =ptime", REFUSED(SDP "+ptime:60"), ANSWERED(SDP) },
		{ "media at an inner address", "INVITE =media-address host-inner/host-public",
		    REFUSED("sdp=10.0.0.1;audio:4000:RTP/AVP:8,0,101:rtpmap:101~telephone-event/8000"), ANSWERED(SDP) },
		{ "a stream off", "INVITE =stream stream-off/stream-on", REFUSED("sdp=192.0.2.1;audio:0:RTP/AVP:8,0,101:rtpmap:101~telephone-event/8000"), ANSWERED(SDP) },
		{ "a stream more", "INVITE *media +video", REFUSED(SDP ";video:6000:RTP/AVP:31:"), ANSWERED(SDP) },
		{ "no description", "INVITE -description", REFUSED(""), ANSWERED(SDP) },
		{ "an extension required", "INVITE +Require", REFUSED(SDP " | Require: 100rel"), ANSWERED(SDP) },
		{ "one supported", "INVITE *Supported -timer", REFUSED(SDP " | Supported: 100rel"), ANSWERED(SDP " | Supported: timer, 100rel") },
		{ "a method allowed", "INVITE *Allow +UPDATE", REFUSED(SDP " | Allow: INVITE, UPDATE"), ANSWERED(SDP " | Allow: INVITE") },
		{ "a session timer", "INVITE =Session-Expires", REFUSED(SDP " | Session-Expires: 90"), ANSWERED(SDP " | Session-Expires: 1800") },
		{ "few hops left", "INVITE =Max-Forwards", REFUSED(SDP " hops=1"), ANSWERED(SDP) },
		{ "a Route", "INVITE -Route", REFUSED(SDP), ANSWERED(SDP " | Route: <sip:p.example;lr>") },
		{ "who calls, asserted", "INVITE -P-Asserted-Identity", REFUSED(SDP), ANSWERED(SDP " | P-Asserted-Identity: <sip:+4930123@b>") },
		{ "how it is written", "INVITE =identity-number number-0/number-plus", REFUSED(SDP " | P-Asserted-Identity: <sip:030123456@b>"),
		    ANSWERED(SDP " | P-Asserted-Identity: <sip:+4930123456@b>") },
		{ "the number called", "INVITE =uri-number number-00/number-plus", REFUSED(SDP " uri=sip:004930123456@b"), ANSWERED(SDP " uri=sip:+4930123456@b") },
		{ "its digits", "INVITE =uri-digits", REFUSED(SDP " uri=sip:+49301234@b"), ANSWERED(SDP " uri=sip:+493012345678@b") },
		{ "no name wanted", "INVITE +Privacy", REFUSED_AS("433", SDP " | Privacy: id"), ANSWERED(SDP) },
		{ "nor this one", "INVITE *Privacy -id +header", REFUSED_AS("433", SDP " | Privacy: header"), ANSWERED(SDP " | Privacy: id") },
		{ "the domain", "INVITE =uri-host", REFUSED(SDP " uri=sip:bob@one.example"), ANSWERED(SDP " uri=sip:bob@two.example") },
		{ "a name in place of an address", "INVITE =contact-host host-name/host-public", REFUSED(SDP " contact=sip:x@pc.example"), ANSWERED(SDP) },
		{ "an inner Contact", "INVITE =contact-host host-inner/host-public", REFUSED(SDP " contact=sip:x@192.168.1.5"), ANSWERED(SDP) },
		{ "no Contact", "INVITE -Contact", REFUSED(SDP " contact=-"), ANSWERED(SDP) },
		{ "product", "INVITE =User-Agent", REFUSED(SDP " | User-Agent: Phone/2"), ANSWERED(SDP " | User-Agent: Phone/1") },
		{ "any other header", "INVITE +X-Tenant", REFUSED(SDP " | X-Tenant: 7"), ANSWERED(SDP) },
		{ "transport", "INVITE =transport", REFUSED("tcp " SDP), ANSWERED(SDP) },
		{ "size", "INVITE =size, INVITE +X-Padding, INVITE +X-Fill", REFUSED(SDP " size=1500"), ANSWERED(SDP) },
		{ "another server", "INVITE =server", "0 a>d INVITE " SDP "\n0.3 d>a 503\n", ANSWERED(SDP) },
		{ "a challenge more", "INVITE +Authorization, 401 (INVITE) +",
		    "0 a>b INVITE branch=0 " SDP "\n0.1 b>a 401 branch=0 to=t | WWW-Authenticate: Digest realm=\"r\", nonce=\"n\"\n0.2 a>b ACK branch=0 cseq=1\n"
		    "0.3 a>b INVITE cseq=2 branch=2 " SDP " | Authorization: Digest username=\"bob\", realm=\"r\", nonce=\"n\", uri=\"sip:b\", response=\"0\"\n"
		    "0.4 b>a 403 cseq=2 branch=2\n0.5 a>b ACK cseq=2 branch=2\n", ANSWERED(SDP) },
		{ "the answer takes long", "INVITE =time-progress", "0 a>b INVITE " SDP "\n0.1 b>a 100\n12 b>a 503\n12.1 a>b ACK branch=1 cseq=1\n", ANSWERED(SDP) },
	};

	(void)state;
	expect_scenes(scenes, sizeof scenes / sizeof *scenes);
}

static void
what_never_matters_is_not(void **state)
{
	static const struct scene scenes[] = {
		{ "the same", "", REFUSED(SDP), REFUSED(SDP) },
		{ "answered the same", "", ANSWERED(SDP), ANSWERED(SDP) },
		{ "Call-ID, tags, branches, CSeq", "", "0 a>b INVITE id=x from=g cseq=77 branch=q " SDP "\n0.3 b>a 488 id=x from=g cseq=77 branch=q to=u\n", ANSWERED(SDP) },
		{ "another port of the phone", "", "0 a:61000>b INVITE " SDP "\n0.3 b>a:61000 488\n", ANSWERED(SDP) },
		{ "another port for media", "", REFUSED("sdp=192.0.2.1;audio:30000:RTP/AVP:8,0,101:rtpmap:101~telephone-event/8000"), ANSWERED(SDP) },
		{ "another address of the same kind", "", REFUSED("sdp=198.51.100.9;audio:4000:RTP/AVP:8,0,101:rtpmap:101~telephone-event/8000"), ANSWERED(SDP) },
		{ "another number for DTMF", "", REFUSED("sdp=192.0.2.1;audio:4000:RTP/AVP:8,0,96:rtpmap:96~telephone-event/8000"), ANSWERED(SDP) },
		{ "20 ms are what nothing said means", "", REFUSED(SDP "+ptime:20"), ANSWERED(SDP) },
		{ "sendrecv likewise", "", REFUSED(SDP "+sendrecv"), ANSWERED(SDP) },
		{ "the order of what is supported", "", REFUSED(SDP " | Supported: timer, 100rel"), ANSWERED(SDP " | Supported: 100rel,timer") },
		{ "in two headers, in another case", "", REFUSED(SDP " | Supported: timer | Supported: 100REL"), ANSWERED(SDP " | Supported: 100rel,timer") },
		{ "the compact form", "", REFUSED(SDP " | k: timer"), ANSWERED(SDP " | Supported: timer") },
		{ "Date, Timestamp, Subject", "", REFUSED(SDP " | Date: Mon, 06 May 2024 07:08:09 GMT | Timestamp: 5 | Subject: x"), ANSWERED(SDP) },
		{ "a hop less left", "", REFUSED(SDP " hops=69"), ANSWERED(SDP) },
		{ "another number of that form", "", REFUSED(SDP " uri=sip:+4930999888@b"), ANSWERED(SDP " uri=sip:+4940123456@b") },
		{ "one digit more: another extension", "", REFUSED(SDP " uri=sip:+49301234567@b"), ANSWERED(SDP " uri=sip:+493012345678@b") },
		{ "nonce and realm of another server", "INVITE =server",
		    "0 a>d INVITE " SDP " | Authorization: Digest username=\"bob\", realm=\"q\", nonce=\"m\", uri=\"sip:b\", response=\"1\"\n0.3 d>a 503\n",
		    ANSWERED(SDP " | Authorization: Digest username=\"bob\", realm=\"r\", nonce=\"n\", uri=\"sip:b\", response=\"0\"") },
		{ "another network as a whole", "", "0 X>Y INVITE contact=sip:x@10.0.0.88 sdp=10.0.0.1;audio:4000:RTP/AVP:8,0,101:rtpmap:101~telephone-event/8000\n0.3 Y>X 488\n", ANSWERED(SDP) },
		{ "how often it rang", "", "0 a>b INVITE " SDP "\n0.1 b>a 180\n0.2 b>a 180 | X: 1\n2 b>a 200 " SDP "\n2.1 a>b ACK\n9 a>b BYE\n9.1 b>a 200 BYE cseq=2\n", ANSWERED(SDP) },
		{ "how long it rang, and who hung up when", "", "0 a>b INVITE " SDP "\n0.3 b>a 180\n25 b>a 200 " SDP "\n25.1 a>b ACK\n60 b>a BYE from=t to=f\n60.1 a>b 200 BYE cseq=2 from=t to=f\n", ANSWERED(SDP) },
		{ "a copy on the way", "", "0 a>b INVITE " SDP "\n0.5 a>b INVITE " SDP "\n0.6 b>a 100\n0.9 b>a 488\n", ANSWERED(SDP) },
		{ "a little slower", "", "0 a>b INVITE " SDP "\n0.1 b>a 100\n0.9 b>a 488\n", ANSWERED(SDP) },
		{ "1,300 bytes over TCP", "INVITE +X-Padding, INVITE +X-Fill", "0 a>b INVITE tcp size=1500 " SDP "\n0.3 b>a 488 tcp\n", ANSWERED("tcp " SDP) },
	};

	(void)state;
	expect_scenes(scenes, sizeof scenes / sizeof *scenes);
}

static void
what_matters_most_comes_first(void **state)
{
	static const char good[] = ANSWERED("sdp=192.0.2.1;audio:4000:RTP/AVP:8: uri=sip:+4930123456@b | Supported: timer | User-Agent: P/1 | Session-Expires: 1800");
	static const struct scene scenes[] = {
		{ "by rank", "INVITE =uri-number number-short/number-plus, INVITE *codecs -PCMA +PCMU, INVITE =Session-Expires, INVITE *Supported -timer +100rel, INVITE =User-Agent",
		    REFUSED_AS("503", "sdp=192.0.2.1;audio:4000:RTP/AVP:0: uri=sip:123@b | Supported: 100rel | User-Agent: P/2 | Session-Expires: 90"), good },
		{ "what the refusal is about", "INVITE *codecs -PCMA +PCMU, INVITE =uri-number number-short/number-plus, INVITE =Session-Expires, INVITE *Supported -timer +100rel, INVITE =User-Agent",
		    REFUSED("sdp=192.0.2.1;audio:4000:RTP/AVP:0: uri=sip:123@b | Supported: 100rel | User-Agent: P/2 | Session-Expires: 90"), good },
		{ "a timer", "INVITE =Session-Expires, INVITE =uri-number number-short/number-plus, INVITE *codecs -PCMA +PCMU, INVITE *Supported -timer +100rel, INVITE =User-Agent",
		    REFUSED_AS("422", "sdp=192.0.2.1;audio:4000:RTP/AVP:0: uri=sip:123@b | Supported: 100rel | User-Agent: P/2 | Session-Expires: 90"), good },
		{ "a certificate", "INVITE +Identity, INVITE =uri-number number-short/number-plus",
		    REFUSED_AS("437", SDP " uri=sip:123@b | Identity: a.b.c;info=<https://x/2>"), ANSWERED(SDP " uri=sip:+4930123456@b") },
		{ "consent, which no signature gives", "INVITE =uri-number number-short/number-plus, INVITE +Identity",
		    REFUSED_AS("470", SDP " uri=sip:123@b | Identity: a.b.c;info=<https://x/2>"), ANSWERED(SDP " uri=sip:+4930123456@b") },
		{ "no answer: the way", "INVITE =server, INVITE *codecs -PCMU",
		    "0 a>d INVITE sdp=192.0.2.1;audio:4000:RTP/AVP:8:\n0.5 a>d INVITE sdp=192.0.2.1;audio:4000:RTP/AVP:8:\n40 --\n",
		    ANSWERED("sdp=192.0.2.1;audio:4000:RTP/AVP:8,0:") },
		{ "the hop that decided before the first", "INVITE *codecs -PCMU, INVITE =User-Agent",
		    "0 a>b INVITE sdp=192.0.2.1;audio:4000:RTP/AVP:8,0: | User-Agent: P/2\n0.1 b>c INVITE branch=h via=1 sdp=192.0.2.1;audio:4000:RTP/AVP:8:\n"
		    "0.2 c>b 488 branch=h via=1\n0.3 b>a 488\n",
		    "0 a>b INVITE sdp=192.0.2.1;audio:4000:RTP/AVP:8,0: | User-Agent: P/1\n0.1 b>c INVITE branch=h via=1 sdp=192.0.2.1;audio:4000:RTP/AVP:8,0:\n"
		    "0.2 c>b 200 branch=h via=1 sdp=pcma\n0.3 b>a 200 sdp=pcma\n0.4 a>b ACK\n" },
		{ "a request that never came", "PRACK -",
		    "0 a>b INVITE\n0.1 b>a 183 | Require: 100rel | RSeq: 1\n30 b>a 504\n30.1 a>b ACK branch=1 cseq=1\n",
		    "0 a>b INVITE\n0.1 b>a 183 | Require: 100rel | RSeq: 1\n0.2 a>b PRACK cseq=2\n0.3 b>a 200 PRACK cseq=2\n2 b>a 200\n2.1 a>b ACK\n" },
		{ "of an answered call the answer", "200 (INVITE) *codecs -PCMA +PCMU, ACK -",
		    "0 a>b INVITE sdp=192.0.2.1;audio:4000:RTP/AVP:8,0:\n1 b>a 200 sdp=198.51.100.2;audio:4000:RTP/AVP:0:\n40 --\n",
		    "0 a>b INVITE sdp=192.0.2.1;audio:4000:RTP/AVP:8,0:\n1 b>a 200 sdp=198.51.100.2;audio:4000:RTP/AVP:8:\n1.1 a>b ACK\n" },
	};

	(void)state;
	expect_scenes(scenes, sizeof scenes / sizeof *scenes);
}

/* Of several the gravest is the failing one, and what is most like it the good one. */
static void
the_calls_are_chosen(void **state)
{
	static const struct scene scenes[] = {
		{ "the error before the busy one", "INVITE +Require", "0 a>b INVITE id=1\n0.1 b>a 486 id=1\n0.2 a>b ACK id=1 branch=1 cseq=1\n"
		    "1 a>b INVITE id=2 | Require: x\n1.1 b>a 500 id=2\n1.2 a>b ACK id=2 branch=1 cseq=1\n", ANSWERED("") },
		{ "to the same server", "INVITE +Require", REFUSED("| Require: x"),
		    "0 a>d INVITE id=1\n0.1 d>a 200 id=1\n0.2 a>d ACK id=1\n1 a>b INVITE id=2\n1.1 b>a 200 id=2\n1.2 a>b ACK id=2\n2 a>d INVITE id=3\n2.1 d>a 200 id=3\n2.2 a>d ACK id=3\n" },
		{ "one that went well", "INVITE +Require", REFUSED("| Require: x"), "0 a>b INVITE id=1 | Require: x\n0.1 b>a 500 id=1\n1 a>b INVITE id=2\n1.1 b>a 200 id=2\n1.2 a>b ACK id=2\n" },
		{ "the fewest differences", "INVITE +Require", REFUSED("| Require: x | Supported: timer"),
		    "0 a>b INVITE id=1\n0.1 b>a 200 id=1\n0.2 a>b ACK id=1\n1 a>b INVITE id=2 | Supported: timer\n1.1 b>a 200 id=2\n1.2 a>b ACK id=2\n2 a>b INVITE id=3\n2.1 b>a 200 id=3\n2.2 a>b ACK id=3\n" },
		{ "none of the kind", "no good", REFUSED(""), "0 a>b OPTIONS\n0.1 b>a 200 OPTIONS\n" },
	};

	(void)state;
	expect_scenes(scenes, sizeof scenes / sizeof *scenes);
}

/* Two of one trace, by a part of the Call-ID of the good one. */
static void
two_calls_of_one_trace(void **state)
{
	struct against *a = against_new("good", false);
	struct comparison c = { .count = 0 };
	struct buf out = BUF_INIT;

	(void)state;
	against_play(a, "0 a>b INVITE id=good\n0.1 b>a 200 id=good\n0.2 a>b ACK id=good\n1 a>b INVITE id=bad | Require: x\n1.1 b>a 420 id=bad\n1.2 a>b ACK id=bad branch=1 cseq=1\n");
	assert_int_equal(against_compare(a, &c), AGAINST_COMPARED);
	tell(&c, &out);
	assert_string_equal(out.p, "INVITE +Require");
	assert_string_equal(c.answered, "INVITE");
	assert_string_equal(c.failing.answer, "420 Phrase");
	assert_string_equal(c.failing.line.call.call_id, "bad");
	assert_string_equal(c.good.line.call.call_id, "good");
	buf_release(&out);
	arena_release(&c.arena);
	against_free(a);
}

/* The same call once more: other ids, tags, branches, numbers, ports, and a time that nobody notices. */
static void
a_call_made_once_more_tells_nothing(void **state)
{
	static const char lines[] =
	    "%1$u.0 a:%2$u>b INVITE id=i%3$u from=f%3$u cseq=%4$u branch=b%3$u sdp=192.0.2.1;audio:%2$u:RTP/AVP:8,0: | Supported: timer | User-Agent: P/1\n"
	    "%1$u.1 b>a:%2$u 401 id=i%3$u from=f%3$u cseq=%4$u branch=b%3$u to=x%3$u | WWW-Authenticate: Digest realm=\"r\", nonce=\"n%3$u\"\n"
	    "%1$u.2 a:%2$u>b ACK id=i%3$u from=f%3$u cseq=%4$u branch=b%3$u to=x%3$u\n"
	    "%1$u.3 a:%2$u>b INVITE id=i%3$u from=f%3$u cseq=1%4$u branch=c%3$u sdp=192.0.2.1;audio:%2$u:RTP/AVP:8,0: | Supported: timer | User-Agent: P/1 | "
	    "Authorization: Digest username=\"alice\", realm=\"r\", nonce=\"n%3$u\", uri=\"sip:b\", response=\"%3$u\"\n"
	    "%1$u.%5$u b>a:%2$u 503 id=i%3$u from=f%3$u cseq=1%4$u branch=c%3$u to=t%3$u\n"
	    "%1$u.9 a:%2$u>b ACK id=i%3$u from=f%3$u cseq=1%4$u branch=c%3$u to=t%3$u\n";
	char one[2048], other[2048];

	(void)state;
	srand(7);
	snprintf(one, sizeof one, lines, 1u, 5060u, 1u, 1u, 4u);
	for (unsigned i = 0; i < 100; i++) {
		unsigned n = (unsigned)rand();

		snprintf(other, sizeof other, lines, n % 5000 + 1, n % 50000 + 1024, n, n % 900 + 1, n % 5 + 4);
		struct buf got = compared(one, other);
		if (strcmp(got.p, "") != 0)
			fail_msg("%s differs from %s: %s", other, one, got.p);
		buf_release(&got);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_differs_is_told),
		cmocka_unit_test(what_never_matters_is_not),
		cmocka_unit_test(what_matters_most_comes_first),
		cmocka_unit_test(the_calls_are_chosen),
		cmocka_unit_test(two_calls_of_one_trace),
		cmocka_unit_test(a_call_made_once_more_tells_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
