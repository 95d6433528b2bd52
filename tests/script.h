/* SPDX-License-Identifier: MIT */
/*
 * Small traces for unit tests, one message a line:
 *
 *	0.0  a>b INVITE
 *	0.1  b>a 180
 *	0.5  b>a 200 | Server: Example/1
 *	0.5  a>b ACK
 *	9    b>a BYE from=t to=f cseq=7
 *	9.1  a>b 200 BYE from=t to=f cseq=7
 *	60   --
 *
 * time (seconds, or - for none), who to whom (a letter each: an address of its own, ? for none; upper-case: an
 * address of 10/8, a digit: one of IPv6, * one of a multicast group; a:61000 another port than 5060), method or code (and the method of its CSeq, INVITE if not said), then settings, then headers
 * after a |. Settings: id= Call-ID (c), from= and to= tags (f; t where there is a dialog, - none), cseq= (1; 2 in a
 * dialog), branch= (of INVITE and CANCEL the CSeq number, else method and CSeq number), via= how many more Vias,
 * uri=, contact= (- for none), user=, sdp= (a name of bodies[] below, or made up: see add_sdp()), size= (pads the
 * message), hops= (Max-Forwards, 70), length= (Content-Length), cut (its end is missing), stub (all is but the Via), torn (what stands behind its headers after | is), tcp, phrase=, frag= (a status in a message/sipfrag body;
 * both with _ for blanks, frag= with ~ for line ends), rel= (the cause of a release in an ISUP body), sentby=, received=, norport,
 * number= (all of CSeq, _ for blanks, - none), file= (a letter: which file it stands in), novia (none at all), mixed (sdp= is a part of a multipart body), loose (read from a text: nothing but itself says where it ends).
 * `--` is an unrelated message: the trace goes on. Lines may begin with blanks.
 *
 *	1    a:4000>b:4002 FLOW until=15 n=700 pt=8
 *	2    a:4000>b:4002 ICMP n=5 until=6
 *
 * A flow of packets: until= when, n= how many (50 a second; none where there is no RTP), pt= payload type (8; - for
 * none: no RTP), cn= how many more of comfort noise, rtcp= how many more of RTCP, num= the n= are DTLS that end with
 * this alert (256: none), hello= so many of them ClientHello, keyed (they led to keys),
 * loose: told by lines of a text; denied= so many STUN errors, asked= requests; ssrc= (1), sent= packets that its RTCP reports for the time of the flow. ICMP: b says that its port is closed,
 * n= times in equal steps (host: it can't be reached, filtered: it is forbidden).
 *
 *	3    a>b:5061 NET tls-alert detail=unknown_ca num=48 name=sip.example
 *
 * Something else that the network says, by its name in network_says[]: a and b are the ends of what failed; agreed: TLS has
 * chosen its version and cipher, uncertified: its client sent no certificate; name=,
 * detail=, quote= (the SIP that ICMP quotes, _ for blanks, ~ for line ends), num=, by= who says so.
 *
 *	3    a>b LINE reason.send-failed
 *
 * A log line that states this entry of the call id= (- for none); with name=, that a sent it, of what has this name.
 */
#ifndef SIPERR_TESTS_SCRIPT_H
#define SIPERR_TESTS_SCRIPT_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "diagnose/trace.h"
#include "sip/osip.h"

static const struct { const char *name; enum witness_kind kind; enum witness_what what; } network_says[] = {
	{ "closed", WITNESS_ICMP, ICMP_PORT_CLOSED }, { "host", WITNESS_ICMP, ICMP_HOST_UNREACHABLE },
	{ "filtered", WITNESS_ICMP, ICMP_FILTERED }, { "too-big", WITNESS_ICMP, ICMP_TOO_BIG }, { "ttl", WITNESS_ICMP, ICMP_TTL },
	{ "reassembly", WITNESS_ICMP, ICMP_REASSEMBLY }, { "tcp-refused", WITNESS_TCP, TCP_REFUSED },
	{ "sctp-refused", WITNESS_TCP, SCTP_REFUSED }, { "sctp-silent", WITNESS_TCP, SCTP_SILENT }, { "sctp-aborted", WITNESS_TCP, SCTP_ABORTED }, { "sctp-closed", WITNESS_TCP, SCTP_CLOSED }, { "tcp-silent", WITNESS_TCP, TCP_SILENT }, { "tcp-reset", WITNESS_TCP, TCP_RESET },
	{ "tcp-closed", WITNESS_TCP, TCP_CLOSED }, { "tcp-waited", WITNESS_TCP, TCP_WAITED }, { "tcp-lacks", WITNESS_TCP, TCP_LACKS }, { "no-name", WITNESS_DNS, DNS_NXDOMAIN },
	{ "no-record", WITNESS_DNS, DNS_EMPTY }, { "dns-silent", WITNESS_DNS, DNS_SILENT },
	{ "servfail", WITNESS_DNS, DNS_SERVFAIL }, { "dns-good", WITNESS_DNS, DNS_GOOD },
	{ "tls-alert", WITNESS_TLS, TLS_ALERT }, { "tls-closed", WITNESS_TLS, TLS_CLOSED_IN_HANDSHAKE },
	{ "tls-unanswered", WITNESS_TLS, TLS_UNANSWERED },
	{ "tls-good", WITNESS_TLS, TLS_ENCRYPTED }, { "http", WITNESS_SERVICE, SERVICE_HTTP },
	{ "upgrade-refused", WITNESS_SERVICE, SERVICE_UPGRADE_REFUSED }, { "upgrade-unanswered", WITNESS_SERVICE, SERVICE_UPGRADE_UNANSWERED }, { "clock", WITNESS_CLOCK, WHAT_NONE },
};

struct line {
	struct slice says, name, detail, quote, by;
	uint64_t num;
	struct slice method, code, id, from, to, cseq, branch, uri, contact, user, sdp, headers;
	struct slice phrase, frag, sent_by, received, type, number;
	struct addr src, dst;
	const char *file;
	enum witness_what icmp;
	bool agreed, uncertified;
	bool has_time, tcp, to_given, keyed, no_rport, no_via, cut, stub, torn, loose, mixed;
	double time, until;
	uint64_t vias, size, packets, noise, reports, hellos, denied, asked, cause, hops, length, sent, source;
};

/* Everything found in a script: " id" and " (also …)" of each finding, and what is decided of their causes. */
struct found {
	struct buf text, causes, silent;	/* silent: the rules that could not tell, and why */
	struct buf said;		/* " #key " and " #key:argument " of each evidence, " %likely ", " %warning ", " %later ", " %caller " and " @time " of each finding */
	unsigned count, grave;
};

static const struct { const char *name, *text; } bodies[] = {
	{ "pcma", "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n"
	    "m=audio 4000 RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\n" },
	{ "pcmu", "v=0\r\no=- 1 1 IN IP4 198.51.100.2\r\ns=-\r\nc=IN IP4 198.51.100.2\r\nt=0 0\r\n"
	    "m=audio 4002 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n" },
};

static const char files[26][2] = {
	"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "w", "x", "y", "z",
};

static inline bool
takes(struct slice word, const char *key, struct slice *value)
{
	struct slice k = slice_of(key);

	if (!slice_starts(word, k))
		return false;
	*value = slice_skip(word, k.n);
	return true;
}

static inline struct slice
script_word(struct slice *rest)
{
	*rest = slice_trim(*rest);
	return slice_cut(rest, ' ');
}

static inline double
script_number(struct slice text)
{
	char number[32] = "";

	memcpy(number, text.p, text.n < 31 ? text.n : 31);
	return strtod(number, NULL);
}

static inline void
setting(struct line *l, struct slice word)
{
	struct slice n;

	if ((slice_eq(l->method, SLICE("NET")) || slice_eq(l->method, SLICE("LINE"))) && l->says.n == 0) {
		l->says = word;
		return;
	}
	if (takes(word, "id=", &l->id) || takes(word, "from=", &l->from) || takes(word, "cseq=", &l->cseq) ||
	    takes(word, "branch=", &l->branch) || takes(word, "uri=", &l->uri) || takes(word, "sdp=", &l->sdp) ||
	    takes(word, "contact=", &l->contact) || takes(word, "user=", &l->user) || takes(word, "phrase=", &l->phrase) ||
	    takes(word, "frag=", &l->frag) || takes(word, "sentby=", &l->sent_by) || takes(word, "received=", &l->received) ||
	    takes(word, "pt=", &l->type) || takes(word, "number=", &l->number))
		return;
	if (takes(word, "name=", &l->name) || takes(word, "detail=", &l->detail) || takes(word, "quote=", &l->quote) ||
	    takes(word, "by=", &l->by))
		return;
	if (takes(word, "num=", &n)) {
		slice_digits(n, &l->num);
		return;
	}
	if (takes(word, "to=", &l->to))
		l->to_given = true;
	else if (takes(word, "via=", &n))
		slice_digits(n, &l->vias);
	else if (takes(word, "size=", &n))
		slice_digits(n, &l->size);
	else if (takes(word, "hops=", &n))
		slice_digits(n, &l->hops);
	else if (takes(word, "length=", &n))
		slice_digits(n, &l->length);
	else if (takes(word, "rel=", &n))
		slice_digits(n, &l->cause);
	else if (takes(word, "n=", &n))
		slice_digits(n, &l->packets);
	else if (takes(word, "cn=", &n))
		slice_digits(n, &l->noise);
	else if (takes(word, "rtcp=", &n))
		slice_digits(n, &l->reports);
	else if (takes(word, "sent=", &n))
		slice_digits(n, &l->sent);
	else if (takes(word, "ssrc=", &n))
		slice_digits(n, &l->source);
	else if (takes(word, "hello=", &n))
		slice_digits(n, &l->hellos);
	else if (takes(word, "denied=", &n))
		slice_digits(n, &l->denied);
	else if (takes(word, "asked=", &n))
		slice_digits(n, &l->asked);
	else if (takes(word, "until=", &n))
		l->until = script_number(n);
	else if (takes(word, "file=", &n) && n.n > 0 && is_lower(n.p[0]))
		l->file = files[n.p[0] - 'a'];
	else if (slice_eq(word, SLICE("host")))
		l->icmp = ICMP_HOST_UNREACHABLE;
	else if (slice_eq(word, SLICE("filtered")))
		l->icmp = ICMP_FILTERED;
	else if (slice_eq(word, SLICE("keyed")))
		l->keyed = true;
	else if (slice_eq(word, SLICE("tcp")))
		l->tcp = true;
	else if (slice_eq(word, SLICE("cut")))
		l->cut = true;
	else if (slice_eq(word, SLICE("stub")))
		l->cut = l->stub = true;
	else if (slice_eq(word, SLICE("agreed")))
		l->agreed = true;
	else if (slice_eq(word, SLICE("uncertified")))
		l->uncertified = true;
	else if (slice_eq(word, SLICE("torn")))
		l->cut = l->torn = true;
	else if (slice_eq(word, SLICE("norport")))
		l->no_rport = true;
	else if (slice_eq(word, SLICE("novia")))
		l->no_via = true;
	else if (slice_eq(word, SLICE("mixed")))
		l->mixed = true;
	else if (slice_eq(word, SLICE("loose")))
		l->loose = true;
	else if (word.n > 0 && is_upper(word.p[0]))
		l->method = word;
	else if (word.n > 0)
		fail_msg("what is %.*s?", SLICE_ARG(word));
}

static inline bool
in_dialog(struct slice method)
{
	static const char *const names[] = { "ACK", "BYE", "INFO", "UPDATE", "PRACK", "REFER", "NOTIFY" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (slice_eq(method, slice_of(names[i])))
			return true;
	return false;
}

static inline struct addr
script_addr(struct slice who)
{
	struct addr a = { .family = 4, .ip = { 203, 0, 113, (uint8_t)who.p[0] }, .port = 5060 };
	uint64_t port;

	if (who.p[0] == '?')
		return (struct addr){ .family = 0 };
	if (is_digit(who.p[0]))
		a = (struct addr){ .family = 6, .ip = { 0x20, 0x01, 0x0d, 0xb8, [15] = (uint8_t)who.p[0] }, .port = 5060 };
	if (is_upper(who.p[0]))
		a.ip[0] = 10;
	if (who.p[0] == '*')
		a.ip[0] = 224;
	if (slice_digits(slice_skip(who, 2), &port) > 0)
		a.port = (uint16_t)port;
	return a;
}

static inline struct line
script_line(struct slice text)
{
	struct line l = { .id = SLICE("c"), .from = SLICE("f"), .contact = SLICE("?"), .user = SLICE("bob"), .hops = 70 };
	struct slice rest = text, words = slice_cut(&rest, '|'), time = script_word(&words), who = script_word(&words);

	l.headers = rest;
	if (!slice_eq(time, SLICE("-"))) {
		l.has_time = true;
		l.time = script_number(time);
	}
	if (slice_eq(who, SLICE("--"))) {
		l.id = SLICE("unrelated");
		who = SLICE("y>z");
		words = SLICE("OPTIONS");
	}
	l.src = script_addr(slice_cut(&who, '>'));
	l.dst = script_addr(who);
	l.method = script_word(&words);
	l.until = l.time;
	if (is_digit(l.method.p[0])) {
		l.code = l.method;
		l.method = SLICE("INVITE");
	}
	while (words.n > 0)
		setting(&l, script_word(&words));
	if (!l.to_given && (in_dialog(l.method) || (l.code.n > 0 && !slice_eq(l.code, SLICE("100")))))
		l.to = SLICE("t");
	if (slice_eq(l.to, SLICE("-")))
		l.to = SLICE_NONE;
	if (l.cseq.n == 0)
		l.cseq = in_dialog(l.method) && !slice_eq(l.method, SLICE("ACK")) ? SLICE("2") : SLICE("1");
	return l;
}

static inline void
add_via(const struct line *l, struct buf *out)
{
	bool shared = slice_eq(l->method, SLICE("INVITE")) || slice_eq(l->method, SLICE("CANCEL"));
	struct buf host = BUF_INIT;
	struct addr client = l->code.n > 0 ? l->dst : l->src;

	if (l->no_via)
		return;
	if (l->sent_by.n > 0)
		buf_add(&host, l->sent_by);
	else if (client.family == 0)
		buf_addstr(&host, "host.example");
	else
		addr_format(&client, true, &host);
	buf_addf(out, "Via: SIP/2.0/%s %s%s;branch=z9hG4bK-", l->tcp ? "TCP" : "UDP", host.p, l->no_rport ? "" : ";rport");
	if (l->branch.n > 0)
		buf_add(out, l->branch);
	else
		buf_addf(out, "%.*s%.*s", shared ? 0 : (int)l->method.n, l->method.p, SLICE_ARG(l->cseq));
	if (l->received.n > 0)
		buf_addf(out, ";received=%.*s", SLICE_ARG(l->received));
	buf_addstr(out, "\r\n");
	for (uint64_t i = 0; i < l->vias; i++)
		buf_addf(out, "Via: SIP/2.0/UDP 192.0.2.%d;branch=z9hG4bK-below%d\r\n", (int)i + 1, (int)i);
	buf_release(&host);
}

static inline void
add_tag(const char *name, struct slice user, struct slice tag, struct buf *out)
{
	buf_addf(out, "%s: <sip:%.*s@example.net>", name, SLICE_ARG(user));
	if (tag.n > 0 && !slice_eq(tag, SLICE("-")))
		buf_addf(out, ";tag=%.*s", SLICE_ARG(tag));
	buf_addstr(out, "\r\n");
}

static inline void
add_contact(const struct line *l, struct buf *out)
{
	bool wanted = slice_eq(l->method, SLICE("INVITE")) || slice_eq(l->method, SLICE("REGISTER"));
	struct buf host = BUF_INIT;
	struct addr a = l->src;

	if (!wanted || slice_eq(l->contact, SLICE("-")) || (l->code.n > 0 && l->code.p[0] != '2'))
		return;
	addr_format(&a, true, &host);
	if (slice_eq(l->contact, SLICE("?")))
		buf_addf(out, "Contact: <sip:x@%s>\r\n", host.p != NULL && host.n > 0 ? host.p : "host.example");
	else
		buf_addf(out, "Contact: <%.*s>\r\n", SLICE_ARG(l->contact));
	buf_release(&host);
}

static inline void
add_own_headers(const struct line *l, struct buf *out)
{
	struct slice rest = l->headers;

	while (rest.n > 0) {
		buf_add(out, slice_trim(slice_cut(&rest, '|')));
		buf_addstr(out, "\r\n");
	}
}

static inline void
add_words(struct slice text, char blank, struct buf *out)
{
	for (size_t i = 0; i < text.n; i++)
		buf_addc(out, text.p[i] == blank ? ' ' : text.p[i]);
}

/*
 * "192.0.2.1;audio:4000:RTP/AVP:8,0:sendonly+ptime:20;video:0:RTP/AVP:31": the address, then each m-line as
 * kind:port:profile:formats:attributes, of which c= is a line of its own; a= of the session before them. ~ stands for a blank in an attribute.
 */
static inline void
add_sdp(struct slice text, struct buf *out)
{
	struct slice address = slice_cut(&text, ';');

	buf_addf(out, "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 %.*s\r\nt=0 0\r\n", SLICE_ARG(address));
	while (slice_starts(text, SLICE("a="))) {
		add_words(slice_cut(&text, ';'), '~', out);
		buf_addstr(out, "\r\n");
	}
	while (text.n > 0) {
		struct slice media = slice_cut(&text, ';'), kind = slice_cut(&media, ':'), port = slice_cut(&media, ':');
		struct slice profile = slice_cut(&media, ':');

		buf_addf(out, "m=%.*s %.*s %.*s ", SLICE_ARG(kind), SLICE_ARG(port), SLICE_ARG(profile));
		add_words(slice_cut(&media, ':'), ',', out);
		buf_addstr(out, "\r\n");
		while (media.n > 0) {
			buf_addstr(out, slice_starts(media, SLICE("c=")) ? "" : "a=");
			add_words(slice_cut(&media, '+'), '~', out);
			buf_addstr(out, "\r\n");
		}
	}
}

static inline void
make_body(const struct line *l, struct buf *out)
{
	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
		if (slice_eq(l->sdp, slice_of(bodies[i].name)))
			buf_addstr(out, bodies[i].text);
	if (l->cause > 0) {
		buf_add(out, (struct slice){ (const char[]){ 0x0c, 2, 0, 2, (char)0x84, (char)(l->cause | 128) }, 6 });
	} else if (l->frag.n > 0) {
		struct slice rest = l->frag;

		buf_addstr(out, "SIP/2.0 ");
		while (rest.n > 0) {
			add_words(slice_cut(&rest, '~'), '_', out);
			buf_addstr(out, "\r\n");
		}
	} else if (slice_chr(l->sdp, ';') != NULL) {
		buf_addstr(out, l->mixed ? "--x\r\nContent-Type: application/sdp\r\n\r\n" : "");
		add_sdp(l->sdp, out);
		buf_addstr(out, l->mixed ? "--x--\r\n" : "");
	} else if (out->n == 0 && l->sdp.n > 0) {
		fail_msg("no body %.*s", SLICE_ARG(l->sdp));
	}
}

static inline void
add_body(const struct line *l, struct buf *out)
{
	struct buf body = BUF_INIT, end = BUF_INIT;

	make_body(l, &body);
	if (l->sdp.n > 0)
		buf_addstr(out, l->mixed ? "Content-Type: multipart/mixed;boundary=x\r\n" : "Content-Type: application/sdp\r\n");
	else if (l->cause > 0)
		buf_addstr(out, "Content-Type: application/ISUP;version=itu-t92+\r\n");
	else if (l->frag.n > 0)
		buf_addstr(out, "Content-Type: message/sipfrag;version=2.0\r\n");
	buf_addf(&end, "Content-Length: %zu\r\n\r\n", l->length > 0 ? (size_t)l->length : body.n);
	buf_add(&end, buf_slice(&body));
	while (l->size >= out->n + end.n + 60)
		buf_addstr(out, "X-Padding: 0123456789abcdef\r\n");
	if (l->size >= out->n + end.n + 10)
		buf_addf(out, "X-Fill: %.*s\r\n", (int)(l->size - out->n - end.n - 10), "----------------------------------------------------");
	buf_add(out, buf_slice(&end));
	buf_release(&end);
	buf_release(&body);
}

static inline void
script_status(const struct line *l, struct buf *out)
{
	buf_addf(out, "SIP/2.0 %.*s ", SLICE_ARG(l->code));
	if (l->phrase.n > 0)
		add_words(l->phrase, '_', out);
	else
		buf_addstr(out, slice_eq(l->code, SLICE("403")) ? "Forbidden" : "Phrase");
	buf_addstr(out, "\r\n");
}

static inline void
add_number(const struct line *l, struct buf *out)
{
	if (slice_eq(l->number, SLICE("-")))
		return;
	buf_addstr(out, "CSeq: ");
	if (l->number.n == 0)
		buf_addf(out, "%.*s %.*s", SLICE_ARG(l->cseq), SLICE_ARG(l->method));
	for (size_t i = 0; i < l->number.n; i++)
		buf_addc(out, l->number.p[i] == '_' ? ' ' : l->number.p[i]);
	buf_addstr(out, "\r\n");
}

static inline void
script_message(const struct line *l, struct buf *out)
{
	if (l->code.n > 0)
		script_status(l, out);
	else if (l->uri.n > 0)
		buf_addf(out, "%.*s %.*s SIP/2.0\r\n", SLICE_ARG(l->method), SLICE_ARG(l->uri));
	else
		buf_addf(out, "%.*s sip:%.*s@example.net SIP/2.0\r\n", SLICE_ARG(l->method), SLICE_ARG(l->user));
	add_via(l, out);
	add_tag("From", SLICE("alice"), l->from, out);
	add_tag("To", l->user, l->to, out);
	buf_addf(out, "Call-ID: %.*s\r\n", SLICE_ARG(l->id));
	add_number(l, out);
	buf_addf(out, "Max-Forwards: %d\r\n", (int)l->hops);
	add_contact(l, out);
	add_own_headers(l, out);
	add_body(l, out);
}

static inline int64_t
script_time(double seconds)
{
	return 1000000001 + llround(seconds * 1e6);
}

static inline void
play_witness(struct trace *t, const struct line *l, const struct witness *w, double time, uint64_t packet)
{
	struct frame frame = {
		.kind = FRAME_WITNESS, .witness = w,
		.where = { .file = l->file, .packet = l->loose ? 0 : packet, .line = l->loose ? packet : 0, .time = isnan(time) ? NO_TIME : script_time(time), .src = w->from, .dst = w->to },
	};

	trace_frame(t, &frame);
}

static inline void
play_flow(struct trace *t, const struct line *l, uint64_t packet)
{
	bool is_rtp = !slice_eq(l->type, SLICE("-"));
	uint64_t n = l->packets > 0 || !is_rtp ? l->packets : (uint64_t)((l->until - l->time) * 50) + 1, type = 8;
	struct witness w = { .kind = WITNESS_FLOW, .from = l->src, .to = l->dst };

	if (l->type.n > 0)
		slice_digits(l->type, &type);
	w.flow = (struct media_flow){
		.first = script_time(l->time), .last = script_time(l->until), .packets = n + l->noise + l->reports,
		.first_packet = packet, .last_packet = packet, .last_file = l->file, .ssrc = l->source > 0 ? (uint32_t)l->source : 1, .rtp = is_rtp ? n + l->noise : 0, .rtp_last = script_time(l->until), .rtcp = l->reports,
		.of_type = { n, l->noise }, .type = { (uint8_t)type, 13 }, .types = is_rtp ? l->noise > 0 ? 2 : 1 : 0,
		.keys = l->num > 0 ? n : 0, .alert = (uint8_t)l->num,
		.hellos = (uint32_t)l->hellos, .hello_first = script_time(l->time), .hello_last = script_time(l->until),
		.reports = l->sent > 0 ? 2 : 0, .reporter = l->source > 0 ? (uint32_t)l->source : 1, .sent_before = 1000, .sent_last = 1000 + (uint32_t)l->sent,
		.report_before = script_time(l->time), .report_last = script_time(l->until), .secured = l->keyed, .denied = l->denied, .asked = l->asked,
	};
	play_witness(t, l, &w, l->until, packet);
}

static inline void
play_icmp(struct trace *t, const struct line *l, uint64_t packet)
{
	struct witness w = {
		.kind = WITNESS_ICMP, .what = l->icmp != WHAT_NONE ? l->icmp : ICMP_PORT_CLOSED, .from = l->src, .to = l->dst, .reporter = l->dst,
	};

	for (uint64_t i = 0; i < l->packets; i++)
		play_witness(t, l, &w, l->time + (l->until - l->time) * (double)i / (double)l->packets, packet);
}

static inline void
play_line(struct trace *t, const struct line *l, uint64_t packet)
{
	struct witness w = { .kind = WITNESS_LINE, .entry = l->says, .line = l->says };

	if (!slice_eq(l->id, SLICE("-")))
		w.call_id = l->id;
	if (l->name.n > 0) {
		w.name = l->name;
		w.from = l->src;
	}
	play_witness(t, l, &w, l->time, packet);
}

static inline void
play_net(struct trace *t, const struct line *l, uint64_t packet)
{
	struct witness w = {
		.kind = WITNESS_CLOCK, .from = l->src, .to = l->dst, .reporter = l->by.n > 0 ? script_addr(l->by) : l->dst,
		.number = (unsigned)l->num, .name = l->name, .detail = l->detail, .tcp = l->tcp,
		.is_agreed = l->agreed, .cause = l->uncertified ? SLICE("client-certificate") : SLICE_NONE,
	};
	struct buf quote = BUF_INIT;
	bool known = false;

	for (size_t i = 0; i < l->quote.n; i++)
		if (l->quote.p[i] == '~')
			buf_addstr(&quote, "\r\n");
		else
			buf_addc(&quote, l->quote.p[i] == '_' ? ' ' : l->quote.p[i]);
	w.line = buf_slice(&quote);
	for (size_t i = 0; i < sizeof network_says / sizeof *network_says; i++)
		if (slice_eq(l->says, slice_of(network_says[i].name))) {
			w.kind = network_says[i].kind;
			w.what = network_says[i].what;
			w.tcp |= w.kind != WITNESS_ICMP && w.kind != WITNESS_DNS;
			known = true;
		}
	if (!known)
		fail_msg("what is %.*s?", SLICE_ARG(l->says));
	play_witness(t, l, &w, l->has_time ? l->time : (double)NAN, packet);
	buf_release(&quote);
}

/* What comes waits in one docket after the other, for a few lines each, and one is settled when the next one is full. */
struct turns {
	struct trace *t;
	struct docket *dockets[2];
	unsigned lines;
};

enum { LINES_A_TURN = 3 };

/* What its calls tell by themselves is found out before: that changes nothing. */
static inline void
settle_turn(struct turns *turns, unsigned turn)
{
	struct docket *d = turns->dockets[turn % 2];

	if (d == NULL)
		return;
	trace_ease(turns->t, d);
	trace_settle(turns->t, d);
}

static inline void
next_turn(struct turns *turns)
{
	unsigned turn = turns->lines / LINES_A_TURN;

	if (turns->lines++ % LINES_A_TURN > 0)
		return;
	settle_turn(turns, turn);
	trace_defer(turns->t, &turns->dockets[turn % 2]);
}

static inline void
end_turns(struct turns *turns)
{
	unsigned last = (turns->lines + LINES_A_TURN - 1) / LINES_A_TURN;

	trace_defer(turns->t, NULL);
	for (unsigned i = last; i < last + 2; i++)
		settle_turn(turns, i);
}

/* `turns`: NULL: all is judged as it comes. */
static inline void
play_in_turns(struct trace *t, const char *script, struct turns *turns)
{
	struct slice rest = slice_of(script);
	uint64_t packet = 0;

	while (rest.n > 0) {
		struct slice text = slice_trim(slice_cut(&rest, '\n'));
		if (text.n == 0)
			continue;
		if (turns != NULL)
			next_turn(turns);
		struct line l = script_line(text);
		struct buf bytes = BUF_INIT;

		if (slice_eq(l.method, SLICE("FLOW")) || slice_eq(l.method, SLICE("ICMP"))) {
			(slice_eq(l.method, SLICE("FLOW")) ? play_flow : play_icmp)(t, &l, ++packet);
			continue;
		}
		if (slice_eq(l.method, SLICE("NET")) || slice_eq(l.method, SLICE("LINE"))) {
			(slice_eq(l.method, SLICE("NET")) ? play_net : play_line)(t, &l, ++packet);
			continue;
		}
		script_message(&l, &bytes);
		struct frame frame = {
			.kind = FRAME_MESSAGE, .flags = (l.loose ? 0 : FRAME_EXACT) | (l.cut ? FRAME_CUT : 0), .bytes = buf_slice(&bytes),
			.where = { .file = l.file, .packet = l.loose ? 0 : ++packet, .line = l.loose ? ++packet : 0, .time = l.has_time ? script_time(l.time) : NO_TIME,
			    .src = l.src, .dst = l.dst,
			    .transport = l.loose ? TRANSPORT_UNKNOWN : l.tcp ? TRANSPORT_TCP : TRANSPORT_UDP },
		};
		if (l.stub) {	/* as a capture of so many bytes a packet cuts it */
			struct slice left = frame.bytes;
			slice_cut(&left, '\n');
			slice_cut(&left, '\n');
			frame.bytes.n -= left.n;
		}
		if (l.torn)
			frame.bytes.n = (size_t)(slice_find(frame.bytes, slice_trim(l.headers)) - frame.bytes.p) + slice_trim(l.headers).n;
		trace_frame(t, &frame);
		buf_release(&bytes);
	}
}

static inline void
play(struct trace *t, const char *script)
{
	play_in_turns(t, script, NULL);
}

/* Knows the entries; opened once a program. */
static inline struct knowledge *
script_knowledge(void)
{
	static struct knowledge *k;
	static const struct knowledge_options o = { .language = "en" };

	if (k == NULL) {
		osip_start();
		k = knowledge_open(&o);
	}
	return k;
}

/* Every finding has an entry, every fact its sentence. */
static inline void
expect_text(const struct finding *f)
{
	struct arena a = ARENA_INIT;
	struct entry entry;

	if (!knowledge_entry(script_knowledge(), f->id, &entry))
		fail_msg("no entry %s", f->id);
	for (size_t i = 0; i < f->evidence_count; i++) {
		const char *key = f->evidence[i].key ? arena_printf(&a, "evidence.%s", f->evidence[i].key) : NULL;

		if (key != NULL && f->evidence[i].kind != EVIDENCE_DEFECT &&
		    strcmp(knowledge_label(script_knowledge(), key, &a), key) == 0)
			fail_msg("no text %s", key);
	}
	for (size_t i = 0; i < f->fact_count; i++)
		if (entry_cause(&entry, f->facts[i].token) == NULL)
			fail_msg("%s has no cause %s", f->id, f->facts[i].token);
	arena_release(&a);
}

/* Does another guard stand in for this one? Of all others a rule needs each. */
static inline bool
script_may_lack(const char *rule, enum guard guard)
{
	static const struct { const char *rule; enum guard guard; } either[] = {
		{ "auth.stale-nonce", GUARD_STALE_ROUNDS }, { "capture.one-sided", GUARD_ACK_WITHOUT_ANSWER },
		{ "dialog.glare", GUARD_AGAIN_AND_AGAIN }, { "dialog.missing-ack", GUARD_TRACE_GOES_ON },
		{ "media.one-way", GUARD_NOTHING_HEARD }, { "media.wrong-payload", GUARD_TYPE_NOT_LISTED },
		{ "path.no-response", GUARD_TRACE_GOES_ON }, { "request.branch-reused", GUARD_TRACE_GOES_ON },
		{ "routing.loop", GUARD_AGAIN_AND_AGAIN },
	};

	if (strncmp(rule, "security.", 9) == 0)		/* so many signs of several */
		return true;
	for (size_t i = 0; i < sizeof either / sizeof *either; i++)
		if (either[i].guard == guard && strcmp(either[i].rule, rule) == 0)
			return true;
	return false;
}

/* For --why, of every script: what is held back has a guard that says by what, and what is told has none against it. */
static inline void
script_why(void *ctx, const struct why_call *why)
{
	(void)ctx;
	for (size_t i = 0; i < why->count; i++) {
		const struct why_rule *rule = &why->rules[i];
		size_t n = 0;

		while (n < rule->count && (rule->guards[n].holds ||
		    (rule->outcome != WHY_HELD_BACK && script_may_lack(rule->rule, rule->guards[n].guard))))
			n++;
		if (rule->outcome == WHY_HELD_BACK && n == rule->count)
			fail_msg("%s is held back, and all its %zu guards hold", rule->rule, n);
		if (rule->outcome <= WHY_BESIDE && n < rule->count)
			fail_msg("%s is told, and its guard %s does not hold", rule->rule, guard_id(rule->guards[n].guard));
	}
}

static inline void
script_evidence(struct found *found, const struct evidence *e)
{
	buf_addf(&found->said, " #%s ", e->key);
	if (e->number != 0)
		buf_addf(&found->said, " #%s:%g ", e->key, e->number);
	for (size_t i = 0; i < sizeof e->arg / sizeof *e->arg && e->arg[i] != NULL; i++) {
		buf_addf(&found->said, " #%s:", e->key);
		for (const char *p = e->arg[i]; *p != '\0'; p++)
			buf_addc(&found->said, *p == ' ' ? '_' : *p);
		buf_addc(&found->said, ' ');
	}
}

static inline void
script_finding(void *ctx, const struct finding *f)
{
	struct found *found = ctx;

	found->count++;
	found->grave += f->severity >= SEVERITY_WARNING;
	buf_addf(&found->text, " %s ", f->id);
	for (size_t i = 0; i < f->also_count; i++)
		buf_addf(&found->text, "(%s) ", f->also[i]);
	expect_text(f);
	buf_addf(&found->causes, " =%s ", finding_cause(f) != NULL ? finding_cause(f)->token : "");
	for (size_t i = 0; i < f->fact_count; i++)
		if (!f->facts[i].holds)
			buf_addf(&found->causes, "/%s ", f->facts[i].token);
	buf_addf(&found->said, " %%%s %%%s %%%s %%%s ", confidence_token(f->confidence), severity_token(f->severity),
	    retry_token(f->retry), party_token(f->party));
	if (strcmp(finding_text(f), f->id) != 0)
		buf_addf(&found->said, " %%%s ", finding_text(f));
	if (f->vendor != NULL)
		buf_addf(&found->said, " %%on-%s ", f->vendor);
	if (f->has_where && f->where.time != NO_TIME)
		buf_addf(&found->said, " @%g ", (double)(f->where.time - script_time(0)) / 1e6);
	for (size_t i = 0; i < f->evidence_count; i++) {
		if (f->evidence[i].key != NULL)
			script_evidence(found, &f->evidence[i]);
		else if (f->evidence[i].name != NULL)
			buf_addf(&found->said, " #%s ", f->evidence[i].name);
		if (f->evidence[i].kind == EVIDENCE_NOTE && f->evidence[i].arg[0] != NULL)
			buf_addf(&found->silent, "?%s %s? ", f->evidence[i].key, f->evidence[i].arg[0]);
	}
}

static inline void
found_release(struct found *found)
{
	buf_release(&found->text);
	buf_release(&found->causes);
	buf_release(&found->silent);
	buf_release(&found->said);
}

static inline void
found_end(struct found *found)
{
	buf_addc(&found->text, ' ');
	buf_addc(&found->causes, ' ');
	buf_addc(&found->silent, ' ');
	buf_addc(&found->said, ' ');
}

static inline void
script_ignore(void *ctx, const struct finding *f)
{
	(void)ctx;
	(void)f;
}

/* The trace of the script, ended, for its summary; its findings are nobody's. Free it. */
static inline struct trace *
summarised(const char *script, const struct trace_options *o)
{
	static const struct finding_sink sink = { NULL, script_ignore };
	struct trace *t = trace_new(script_knowledge(), o, &sink);

	play(t, script);
	trace_end(t);
	return t;
}

static inline struct found
found_by(const char *script, const struct trace_options *o, bool in_turns)
{
	struct found found = { .text = BUF_INIT, .causes = BUF_INIT, .silent = BUF_INIT, .said = BUF_INIT };
	struct finding_sink sink = { &found, script_finding };
	struct trace *t = trace_new(script_knowledge(), o, &sink);
	struct turns turns = { .t = t };

	play_in_turns(t, script, in_turns ? &turns : NULL);
	if (in_turns)
		end_turns(&turns);
	trace_end(t);
	trace_free(t);
	found_end(&found);
	return found;
}

/* What is found in the script; release it. It is the same where calls are judged while others are put together. */
static inline struct found
found_in(const char *script, const struct trace_options *o)
{
	struct found found = found_by(script, o, false), again = found_by(script, o, true);

	assert_string_equal(again.text.p, found.text.p);
	assert_string_equal(again.causes.p, found.causes.p);
	assert_string_equal(again.silent.p, found.silent.p);
	assert_string_equal(again.said.p, found.said.p);
	assert_int_equal(again.count, found.count);
	found_release(&again);
	return found;
}

/*
 * `what` is a list of conditions, divided by blanks: `id` is a headline, `(id)` stands in an also,
 * `!id` is nowhere, `?id?` had to stay silent, `ok` no finding is a warning or error; `=token` is a cause that the
 * evidence decides, `=` alone that it decides none, `/token` a cause that is ruled out; `#key` is evidence, by its name
 * where it has no key (`#Record-Route`), `#key:text` with that among what its sentence names or counts (_ for blanks);
 * `%likely` a confidence, `%warning` a severity, `%later` whether trying again helps, `%caller` who has to act,
 * `%code.408/rang` the text that tells it in place of its own, `@9.1` the time of the message that a finding stands at.
 */
static inline bool
is_found(const struct found *found, const char *what)
{
	struct slice rest = slice_of(what);
	char id[128];

	while (rest.n > 0) {
		struct slice word = script_word(&rest);
		bool not = word.p[0] == '!', silent = word.p[0] == '?';

		if (not)
			word = slice_skip(word, 1);
		bool part = not && strchr("#%@/=", word.p[0]) == NULL;
		snprintf(id, sizeof id, part || silent ? "%.*s" : " %.*s ", SLICE_ARG(silent ? slice_skip(word, 1) : word));
		const struct buf *in = silent ? &found->silent : strchr("#%@", word.p[0]) != NULL ? &found->said :
		    slice_chr(word, '=') || slice_chr(word, '/') ? &found->causes : &found->text;
		const char *at = strstr(in->p, id);
		if (slice_eq(word, SLICE("ok")) ? found->grave > 0 : (at != NULL) == not)
			return false;
	}
	return true;
}

static inline void
expect(const char *name, const char *script, const char *what)
{
	static const char *every = "*";
	static const struct trace_options all = { .all = true, .why = { &every, 1 }, .why_call = script_why };
	struct found found = found_in(script, &all);

	if (!is_found(&found, what))
		fail_msg("%s: expected %s, found%s%s%s%s", name, what, found.text.p, found.causes.p, found.silent.p, found.said.p);
	found_release(&found);
}

static inline void
note_severity(void *ctx, const struct finding *f)
{
	*(enum severity *)ctx = f->severity;
}

/* Of the last finding that the script leads to. */
static inline enum severity
severity_of(const char *script)
{
	static const struct trace_options o = { .each = false };
	enum severity severity = SEVERITY_INFO;
	struct finding_sink sink = { &severity, note_severity };
	struct trace *t = trace_new(script_knowledge(), &o, &sink);

	play(t, script);
	trace_end(t);
	trace_free(t);
	return severity;
}

struct script {
	const char *name, *expected, *lines;
};

static inline void
expect_all(const struct script *scripts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		expect(scripts[i].name, scripts[i].lines, scripts[i].expected);
}

#endif
