/* SPDX-License-Identifier: MIT */
#include "trace.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	CALLS_A_SECOND = 20,
	USERS = 500,
	STEPS_MAX = 12,
	MESSAGE_MAX = 4096,
	START = 1700000000,	/* seconds since 1970 */
};

static const uint32_t server = 0x0a000001;	/* 10.0.0.1 */

/* The messages of the shapes below. */
enum what {
	END, INVITE, INVITE_AUTH, TRYING, RINGING, ANSWER, ACK, BYE, BYE_OK, CANCEL, CANCEL_OK, BUSY, TERMINATED, NOT_FOUND,
	UNAVAILABLE, PROXY_AUTH, ACK_FAILURE, REGISTER, REGISTER_AUTH, UNAUTHORIZED, REGISTERED, FORBIDDEN, OPTIONS, OPTIONS_OK,
};

static const struct message_form {
	const char *start;	/* NULL at the end of a status line: "SIP/2.0 …" is what doesn't begin with a method */
	const char *method;	/* of the CSeq */
	int cseq;		/* 1: that of the transaction begun last */
	bool from_server, to_tag, sdp;
	const char *extra;	/* header lines of this form only */
} forms[] = {
	[INVITE] = { "INVITE", "INVITE", 1, false, false, true, "" },
	[INVITE_AUTH] = { "INVITE", "INVITE", 1, false, false, true, "Proxy-Authorization: Digest username=\"u\", realm=\"bench.example\", "
	    "nonce=\"f84f1cec41e6cbe5aea9c8e88d359\", uri=\"sip:pbx.bench.example\", response=\"42ce3cef44b22f50c6a6071bc8\", algorithm=MD5\r\n" },
	[TRYING] = { "100 Trying", "INVITE", 1, true, false, false, "" },
	[RINGING] = { "180 Ringing", "INVITE", 1, true, true, false, "" },
	[ANSWER] = { "200 OK", "INVITE", 1, true, true, true, "" },
	[ACK] = { "ACK", "ACK", 1, false, true, false, "" },
	[BYE] = { "BYE", "BYE", 3, false, true, false, "" },
	[BYE_OK] = { "200 OK", "BYE", 3, true, true, false, "" },
	[CANCEL] = { "CANCEL", "CANCEL", 1, false, false, false, "" },
	[CANCEL_OK] = { "200 OK", "CANCEL", 1, true, true, false, "" },
	[BUSY] = { "486 Busy Here", "INVITE", 1, true, true, false, "Reason: Q.850;cause=17;text=\"User busy\"\r\n" },
	[TERMINATED] = { "487 Request Terminated", "INVITE", 1, true, true, false, "" },
	[NOT_FOUND] = { "404 Not Found", "INVITE", 1, true, true, false, "" },
	[UNAVAILABLE] = { "503 Service Unavailable", "INVITE", 1, true, true, false, "Retry-After: 30\r\n" },
	[PROXY_AUTH] = { "407 Proxy Authentication Required", "INVITE", 1, true, true, false,
	    "Proxy-Authenticate: Digest realm=\"bench.example\", nonce=\"f84f1cec41e6cbe5aea9c8e88d359\", algorithm=MD5\r\n" },
	[ACK_FAILURE] = { "ACK", "ACK", 1, false, true, false, "" },
	[REGISTER] = { "REGISTER", "REGISTER", 1, false, false, false, "Expires: 300\r\n" },
	[REGISTER_AUTH] = { "REGISTER", "REGISTER", 2, false, false, false, "Expires: 300\r\nAuthorization: Digest username=\"u\", "
	    "realm=\"bench.example\", nonce=\"84a4cc6f3082121f32b42a2187831a9e\", uri=\"sip:pbx.bench.example\", response=\"75872a3b4c2f7b6a3a1d\"\r\n" },
	[UNAUTHORIZED] = { "401 Unauthorized", "REGISTER", 1, true, true, false,
	    "WWW-Authenticate: Digest realm=\"bench.example\", nonce=\"84a4cc6f3082121f32b42a2187831a9e\"\r\n" },
	[REGISTERED] = { "200 OK", "REGISTER", 2, true, true, false, "Expires: 300\r\n" },
	[FORBIDDEN] = { "403 Forbidden", "REGISTER", 2, true, true, false, "" },
	[OPTIONS] = { "OPTIONS", "OPTIONS", 1, false, false, false, "Accept: application/sdp\r\n" },
	[OPTIONS_OK] = { "200 OK", "OPTIONS", 1, true, true, false, "Accept: application/sdp\r\n" },
};

/* What follows when: milliseconds after the step before, twice as much at most. */
struct shape {
	unsigned weight;
	struct step { enum what what; unsigned ms; } steps[STEPS_MAX];
};

static const struct shape shapes[] = {
	{ 30, { { INVITE, 0 }, { TRYING, 5 }, { RINGING, 300 }, { ANSWER, 4000 }, { ACK, 30 }, { BYE, 9000 }, { BYE_OK, 20 } } },
	{ 20, { { INVITE, 0 }, { TRYING, 5 }, { PROXY_AUTH, 10 }, { ACK_FAILURE, 20 }, { INVITE_AUTH, 5 }, { TRYING, 5 }, { RINGING, 300 },
	    { ANSWER, 3000 }, { ACK, 30 }, { BYE, 6000 }, { BYE_OK, 20 } } },
	{ 12, { { INVITE, 0 }, { TRYING, 5 }, { BUSY, 400 }, { ACK_FAILURE, 20 } } },
	{ 8, { { INVITE, 0 }, { TRYING, 5 }, { RINGING, 300 }, { CANCEL, 8000 }, { CANCEL_OK, 10 }, { TERMINATED, 5 }, { ACK_FAILURE, 20 } } },
	{ 5, { { INVITE, 0 }, { TRYING, 5 }, { NOT_FOUND, 50 }, { ACK_FAILURE, 20 } } },
	{ 3, { { INVITE, 0 }, { TRYING, 5 }, { UNAVAILABLE, 50 }, { ACK_FAILURE, 20 } } },
	{ 2, { { INVITE, 0 }, { INVITE, 500 }, { INVITE, 1000 }, { INVITE, 2000 }, { INVITE, 4000 }, { INVITE, 8000 } } },
	{ 12, { { REGISTER, 0 }, { UNAUTHORIZED, 10 }, { REGISTER_AUTH, 30 }, { REGISTERED, 10 } } },
	{ 2, { { REGISTER, 0 }, { UNAUTHORIZED, 10 }, { REGISTER_AUTH, 30 }, { FORBIDDEN, 10 } } },
	{ 6, { { OPTIONS, 0 }, { OPTIONS_OK, 10 } } },
};

struct call {
	int64_t time;		/* of its next step */
	uint64_t id;
	const struct shape *shape;
	unsigned step;
	int transaction;	/* 1; 2 after a challenge */
	unsigned user;
};

struct bench_trace {
	uint64_t random, next_id;
	int64_t next_call;
	struct call *heap;	/* the earliest first */
	size_t count, cap;
	char text[MESSAGE_MAX];
};

static uint64_t
random_next(struct bench_trace *t)
{
	t->random ^= t->random << 13;
	t->random ^= t->random >> 7;
	t->random ^= t->random << 17;
	return t->random;
}

struct bench_trace *
bench_trace_new(void)
{
	struct bench_trace *t = calloc(1, sizeof *t);

	if (t == NULL)
		abort();
	t->random = 0x9e3779b97f4a7c15u;
	t->next_call = (int64_t)START * 1000000;
	return t;
}

void
bench_trace_free(struct bench_trace *t)
{
	free(t->heap);
	free(t);
}

static void
heap_push(struct bench_trace *t, struct call c)
{
	size_t i = t->count++;

	if (t->count > t->cap) {
		t->cap = 2 * t->count;
		t->heap = realloc(t->heap, t->cap * sizeof *t->heap);
		if (t->heap == NULL)
			abort();
	}
	for (; i > 0 && t->heap[(i - 1) / 2].time > c.time; i = (i - 1) / 2)
		t->heap[i] = t->heap[(i - 1) / 2];
	t->heap[i] = c;
}

static struct call
heap_pop(struct bench_trace *t)
{
	struct call first = t->heap[0], last = t->heap[--t->count];
	size_t i = 0, child;

	for (; (child = 2 * i + 1) < t->count; i = child) {
		if (child + 1 < t->count && t->heap[child + 1].time < t->heap[child].time)
			child++;
		if (last.time <= t->heap[child].time)
			break;
		t->heap[i] = t->heap[child];
	}
	t->heap[i] = last;
	return first;
}

static const struct shape *
choose_shape(struct bench_trace *t)
{
	unsigned dice = (unsigned)(random_next(t) % 100);
	const struct shape *s = shapes;

	for (; dice >= s->weight; s++)
		dice -= s->weight;
	return s;
}

static void
begin_calls(struct bench_trace *t)
{
	while (t->count == 0 || t->heap[0].time >= t->next_call) {
		struct call c = { .time = t->next_call, .id = ++t->next_id, .shape = choose_shape(t), .transaction = 1 };

		c.user = (unsigned)(random_next(t) % USERS);
		heap_push(t, c);
		t->next_call += (int64_t)(random_next(t) % (2 * 1000000 / CALLS_A_SECOND));
	}
}

static size_t
add(char *text, size_t n, const char *format, ...)
{
	va_list args;
	int more;

	va_start(args, format);
	more = vsnprintf(text + n, MESSAGE_MAX - n, format, args);
	va_end(args);
	if (more < 0 || n + (size_t)more >= MESSAGE_MAX)
		abort();
	return n + (size_t)more;
}

static bool
is_request(const struct message_form *f)
{
	return f->start[0] > '9';
}

static const char sdp[] =
	"v=0\r\no=- 3890844526 3890844526 IN IP4 10.0.0.7\r\ns=-\r\nc=IN IP4 10.0.0.7\r\nt=0 0\r\nm=audio 49170 RTP/AVP 8 0 101\r\n"
	"a=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\na=sendrecv\r\n";

/*
 * As many header lines, and as long, as in captures of real phones and proxies: those have ten a message and
 * 500 to 600 bytes with the body; these have 9.5 and 520.
 */
static const char capabilities[] =
	"Allow: INVITE, ACK, CANCEL, BYE, REFER, NOTIFY, OPTIONS, MESSAGE, SUBSCRIBE, INFO, UPDATE\r\n";

static bool
names_contact(enum what what)
{
	switch (what) {
	case INVITE: case INVITE_AUTH: case RINGING: case ANSWER: case ACK: case BYE: case REGISTER: case REGISTER_AUTH: case REGISTERED: case OPTIONS:
		return true;
	default:
		return false;
	}
}

static bool
names_capabilities(enum what what)
{
	switch (what) {
	case INVITE: case INVITE_AUTH: case RINGING: case ANSWER: case REGISTER: case REGISTER_AUTH: case OPTIONS: case OPTIONS_OK:
		return true;
	default:
		return false;
	}
}

static size_t
write_message(struct bench_trace *t, const struct call *c, enum what what)
{
	const struct message_form *f = &forms[what];
	int cseq = f->cseq == 1 && strcmp(f->method, "REGISTER") != 0 ? c->transaction : f->cseq;
	unsigned long long id = (unsigned long long)c->id;
	bool dialog = what == ACK || what == BYE || what == BYE_OK, request = is_request(f);
	unsigned user = c->user, net = user / 250, host = 1 + user % 250;
	char *p = t->text;
	size_t n = 0;

	n = request ? add(p, n, "%s sip:%u@pbx.bench.example SIP/2.0\r\n", f->start, 2000 + user) : add(p, n, "SIP/2.0 %s\r\n", f->start);
	n = add(p, n, "Via: SIP/2.0/UDP 10.1.%u.%u:5060;%s;branch=z9hG4bK-524287-1-%016llx.%d%s\r\n", net, host, request ? "rport" : "rport=5060",
	    id * 2654435761u, cseq, dialog ? f->method : "");
	n = add(p, n, "From: \"User %u\" <sip:%u@pbx.bench.example>;tag=f%010llx\r\nTo: <sip:%u@pbx.bench.example>", user, 1000 + user, id, 2000 + user);
	n = add(p, n, f->to_tag ? ";tag=as%010llx\r\n" : "\r\n", id * 40503);
	n = add(p, n, "Call-ID: %llx-%016llx@10.1.%u.%u\r\nCSeq: %d %s\r\n", id, id * 0x2545f4914f6cdd1du, net, host, cseq, f->method);
	if (request)
		n = add(p, n, "Max-Forwards: 70\r\n");
	if (request || names_capabilities(what))
		n = add(p, n, "Supported: replaces, timer, path, outbound\r\n");
	if (names_contact(what))
		n = add(p, n, "Contact: <sip:%u@10.%d.%u.%u:5060>\r\n", 1000 + user, f->from_server && f->sdp ? 0 : 1, net, host);
	n = add(p, n, "%s\r\n%s%s", request ? "User-Agent: Benchphone T46 66.84.0.125" : "Server: Benchproxy 5.7.2 (x86_64/linux)",
	    names_capabilities(what) ? capabilities : "", f->extra);
	if (f->sdp)
		return add(p, n, "Content-Type: application/sdp\r\nContent-Length: %zu\r\n\r\n%s", sizeof sdp - 1, sdp);
	return add(p, n, "Content-Length: 0\r\n\r\n");
}

void
bench_trace_next(struct bench_trace *t, struct trace_message *out)
{
	struct call c;
	enum what what;
	uint32_t client;

	begin_calls(t);
	c = heap_pop(t);
	what = c.shape->steps[c.step].what;
	client = 0x0a010000 + (c.user / 250 << 8) + 1 + c.user % 250;
	if (what == INVITE_AUTH)
		c.transaction = 2;
	*out = (struct trace_message){ .time = c.time, .src = client, .dst = server, .src_port = 5060, .dst_port = 5060, .bytes = t->text };
	if (forms[what].from_server) {
		out->src = server;
		out->dst = client;
	}
	out->n = write_message(t, &c, what);
	if (++c.step < STEPS_MAX && c.shape->steps[c.step].what != END) {
		unsigned ms = c.shape->steps[c.step].ms;
		bool repeated = c.shape->steps[c.step].what == what;	/* timers don't vary */

		c.time += (int64_t)ms * 1000 + (repeated ? 0 : (int64_t)(random_next(t) % (ms * 1000 + 1)));
		heap_push(t, c);
	}
}
