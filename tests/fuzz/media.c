/* SPDX-License-Identifier: MIT */
/*
 * The media of a call. Input: the offer's session description, a line "%", the answer's, a line "%", then flows and ICMP
 * errors of eight bytes each: who to whom (numbers in `hosts`), port of each beyond 4000, when it begins and how long
 * it lasts in fifths of a second, packets in twenties, and what: 0–127 RTP of that type, 128 RTCP, 129 an ICMP error,
 * else no RTP.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "diagnose/trace.h"
#include "sip/osip.h"

#define START 1700000000000001

static volatile size_t seen;

static const uint8_t hosts[8][4] = {
	{ 192, 0, 2, 1 }, { 192, 0, 2, 2 }, { 198, 51, 100, 3 }, { 203, 0, 113, 4 }, { 10, 0, 0, 5 }, { 192, 168, 1, 6 },
	{ 127, 0, 0, 1 },
};

static void
take(void *ctx, const struct finding *f)
{
	(void)ctx;
	seen += strlen(f->id);
	for (size_t i = 0; i < f->evidence_count; i++)
		for (int k = 0; k < 4; k++)
			seen += f->evidence[i].arg[k] != NULL ? strlen(f->evidence[i].arg[k]) : 0;
}

static struct addr
host(unsigned n, unsigned port)
{
	struct addr a = { .family = n % 8 == 7 ? 0 : 4, .port = (uint16_t)(4000 + port) };

	memcpy(a.ip, hosts[n % 8], 4);
	return a;
}

static void
message(struct trace *t, bool forth, int64_t at, const char *start, int cseq, const char *method, struct slice sdp)
{
	struct frame frame = { .kind = FRAME_MESSAGE, .flags = FRAME_EXACT, .where = { .packet = 1, .time = START + at } };
	struct buf b = BUF_INIT;

	buf_addf(&b, "%s\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK%s\r\nFrom: <sip:a@x>;tag=f\r\nTo: <sip:b@x>%s\r\n"
	    "Call-ID: c\r\nCSeq: %d %s\r\nContact: <sip:a@192.0.2.1>\r\n%sContent-Length: %zu\r\n\r\n%.*s", start, method,
	    at > 0 ? ";tag=t" : "", cseq, method, sdp.n > 0 ? "Content-Type: application/sdp\r\n" : "", sdp.n, SLICE_ARG(sdp));
	frame.bytes = buf_slice(&b);
	frame.where.src = host(!forth, 1060);
	frame.where.dst = host(forth, 1060);
	frame.where.transport = TRANSPORT_UDP;
	trace_frame(t, &frame);
	buf_release(&b);
}

static void
witness(struct trace *t, const uint8_t *p)
{
	struct witness w = { .kind = WITNESS_FLOW, .from = host(p[0], p[2]), .to = host(p[1], p[3]) };
	int64_t first = START + p[4] * 200000, last = first + p[5] * 200000;
	uint64_t n = p[6] * 20u + 1;

	if (p[7] == 129) {
		w.kind = WITNESS_ICMP;
		w.what = ICMP_PORT_CLOSED;
	}
	w.flow = (struct media_flow){
		.first = first, .last = last, .packets = n, .rtp = p[7] < 128 ? n : 0, .rtcp = p[7] == 128 ? n : 0,
		.of_type = { n }, .type = { p[7] & 127 }, .types = p[7] < 128,
	};
	struct frame frame = { .kind = FRAME_WITNESS, .witness = &w, .where = { .packet = 2, .time = last } };
	trace_frame(t, &frame);
}

static struct slice
until_mark(struct slice *rest)
{
	const char *end = slice_find(*rest, SLICE("\n%\n"));
	struct slice part = end != NULL ? slice_from(rest->p, end + 1) : *rest;

	*rest = slice_skip(*rest, part.n + 2);
	return part;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct knowledge_options language = { .language = "en" };
	static const struct trace_options full = { .all = true, .steps = true };
	static struct knowledge *k;
	const struct finding_sink sink = { NULL, take };
	struct slice rest = { (const char *)data, size }, offer = until_mark(&rest), answer = until_mark(&rest);

	if (k == NULL) {
		osip_start();
		k = knowledge_open(&language);
	}
	struct trace *t = trace_new(k, &full, &sink);
	message(t, true, 0, "INVITE sip:b@x SIP/2.0", 1, "INVITE", offer);
	message(t, false, 1000000, "SIP/2.0 200 OK", 1, "INVITE", answer);
	message(t, true, 1100000, "ACK sip:b@x SIP/2.0", 1, "ACK", SLICE(""));
	for (; rest.n >= 8; rest = slice_skip(rest, 8))
		witness(t, (const uint8_t *)rest.p);
	message(t, true, 20000000, "BYE sip:b@x SIP/2.0", 2, "BYE", SLICE(""));
	message(t, false, 20100000, "SIP/2.0 200 OK", 2, "BYE", SLICE(""));
	trace_end(t);
	trace_free(t);
	return 0;
}
