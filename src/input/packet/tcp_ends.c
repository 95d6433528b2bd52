/* SPDX-License-Identifier: MIT */
#include "input/packet/tcp_ends.h"

enum {
	BOTH_SIDES = 3,
	SYNS_ENOUGH = 3,		/* sent at 0, 1 and 3 s: nothing answers */
	SILENT_AFTER = 20 * TIME_SECOND,	/* then fewer will do, and a ClientHello has waited long enough … */
	GIVEN_UP_AFTER = 3 * TIME_SECOND,	/* … or this long for a client that then ends the connection */
	WAITED_AFTER = 32 * TIME_SECOND,	/* timer F, RFC 3261 §17.1.2.2 */
	COPY_WITHIN = 5000,		/* µs: the capture's own copy, RFC 6298 has a second at least */
};

static bool
carried_sip(const struct tcp_event *v)
{
	return v->half[0].stream.fruitful || v->half[1].stream.fruitful;
}

static struct flow
flow_of(const struct flow *flow, unsigned side)
{
	return side == 0 ? *flow : (struct flow){ flow->dst, flow->src, flow->transport };
}

/* From the side that failed or ended it to the other; `by`: who sent the packet at hand. */
static void
tell(struct decoder *d, struct witness *w, const struct flow *flow, unsigned from, unsigned by)
{
	struct flow ends = flow_of(flow, from), packet = flow_of(flow, by);

	w->from = ends.src;
	w->to = ends.dst;
	w->tcp = true;
	decoder_witness(d, w, &packet);
}

static bool
has_waited(const struct place *since, const struct decoder *d, int64_t enough)
{
	int64_t now = d->place.time, begun = since->time;

	return now != NO_TIME && begun != NO_TIME && now - begun >= enough;
}

/* ---- opening ---- */

/* It could not be opened: what an answer of the DNS had no room for won't come. */
static void
note_unopened(const struct ends *e, struct decoder *d, const struct flow *flow)
{
	struct flow f = flow_of(flow, e->opener);

	if (f.dst.port == 53)
		dns_unreached(d, &f);
}

static void
tell_silence(struct ends *e, struct decoder *d, const struct flow *flow)
{
	struct witness w = { .kind = WITNESS_TCP, .what = TCP_SILENT, .number = e->syns };

	e->told_silence = true;
	tell(d, &w, flow, e->opener, e->opener);
	note_unopened(e, d, flow);
}

static void
note_syn(struct ends *e, const struct tcp_event *v)
{
	int64_t now = v->decoder->place.time, last = e->last_syn;

	e->last_syn = now;
	if (e->syns == 0 || e->seq != v->seq || e->opener != v->side) {
		*e = (struct ends){
			.seq = v->seq, .opener = (uint8_t)v->side, .syns = 1, .begun = v->decoder->place, .last_syn = now };
		return;
	}
	if (now != NO_TIME && last != NO_TIME && now >= last && now - last < COPY_WITHIN)
		return;
	if (e->syns < UINT8_MAX)
		e->syns++;
	if (e->syns == SYNS_ENOUGH && !e->up)
		tell_silence(e, v->decoder, v->flow);
}

static void
tell_refusal(const struct ends *e, const struct tcp_event *v)
{
	struct witness w = { .kind = WITNESS_TCP, .what = TCP_REFUSED, .number = e->syns };

	tell(v->decoder, &w, v->flow, e->opener, v->side);
	note_unopened(e, v->decoder, v->flow);
}

/* ---- TLS ---- */

/* TLS that may carry signalling: by its port, or because the client names SIP (ALPN). */
static bool
is_our_tls(const struct tcp_event *v, unsigned client)
{
	struct flow f = flow_of(v->flow, client);

	return port_is_signalling(f.dst.port) || f.dst.port == 8089 || f.dst.port == 7443 || v->half[client].stream.tls->sip;
}

static void
tell_tls(struct ends *e, const struct tcp_event *v, unsigned client, struct witness *w)
{
	e->told_tls = true;
	w->kind = WITNESS_TLS;
	w->name = slice_of(v->half[client].stream.tls->name);
	tell(v->decoder, w, v->flow, client, v->side);
}

/* The connection is up, the client has greeted and waits, and the server, whose side was captured, never said a word. */
static bool
is_left_waiting(const struct ends *e, const struct half *half, unsigned client)
{
	const struct tls *hello = half[client].stream.tls;

	return e->greeted && e->sides == BOTH_SIDES && hello != NULL && hello->client && !hello->broken && hello->data == 0 &&
	    !hello->ciphered && !half_has_data(&half[!client]) && !half_lacks(&half[!client]);
}

static void
look_at_tls(struct ends *e, const struct tcp_event *v)
{
	unsigned client = v->half[0].stream.tls != NULL && v->half[0].stream.tls->client ? 0 : 1;
	const struct tls *hello = v->half[client].stream.tls, *server = v->half[!client].stream.tls;
	const struct tls *mine = v->half[v->side].stream.tls;
	bool ends = v->flags & (TCP_FIN | TCP_RST);

	if (e->told_tls || hello == NULL || !hello->client || !is_our_tls(v, client))
		return;
	if (!e->greeted) {
		e->greeted = true;
		e->begun = v->decoder->place;
	}
	if (!e->tls_finished && hello->data > 0 && server != NULL) {
		e->tls_finished = true;
		e->tls_before = server->long_data;
	}
	if (mine != NULL && mine->has_alert) {
		tell_tls(e, v, client, &(struct witness){
			.what = TLS_ALERT, .number = mine->alert, .detail = slice_of(tls_alert_name(mine->alert)),
			.is_agreed = server != NULL && server->server,
			.cause = v->side != client && hello->no_certificate ? SLICE("client-certificate") : SLICE_NONE });
	} else if (server != NULL && server->server && tls_is_good(hello, server, e->tls_before)) {
		tell_tls(e, v, client, &(struct witness){ .what = TLS_ENCRYPTED });
	} else if (server == NULL && v->side != client && v->half[!client].stream.note.n > 0 && !half_lacks(&v->half[!client])) {
		tell_tls(e, v, client, &(struct witness){
			.what = TLS_CLOSED_IN_HANDSHAKE, .detail = buf_slice(&v->half[!client].stream.note) });
	} else if (server == NULL && v->half[!client].stream.fruitful) {
		tell_tls(e, v, client, &(struct witness){ .what = TLS_CLOSED_IN_HANDSHAKE, .detail = SLICE("SIP/2.0") });
	} else if (ends && v->side == client && is_left_waiting(e, v->half, client) &&
	    has_waited(&e->begun, v->decoder, GIVEN_UP_AFTER)) {
		tell_tls(e, v, client, &(struct witness){ .what = TLS_UNANSWERED });
	} else if (ends && e->sides == BOTH_SIDES && !hello->broken && (server == NULL || !server->broken) &&
	    !half_lacks(&v->half[0]) && !half_lacks(&v->half[1])) {
		tell_tls(e, v, client, &(struct witness){ .what = TLS_CLOSED_IN_HANDSHAKE });
	}
}

/* ---- another service ---- */

static bool
is_upgrade_refused(const struct stream *asked, struct slice answer)
{
	return asked->upgrade && asked->for_sip && slice_starts(answer, SLICE("HTTP/")) &&
	    slice_find(slice_head(answer, 16), SLICE(" 101")) == NULL && slice_find(slice_head(answer, 16), SLICE(" 401")) == NULL;
}

/* Only where all of the connection was seen: else it may be the middle of something. */
static void
look_at_service(struct ends *e, const struct tcp_event *v)
{
	const struct stream *answer = &v->half[v->side].stream, *asked = &v->half[!v->side].stream;
	struct witness w = { .kind = WITNESS_SERVICE, .name = buf_slice(&answer->note) };

	if (e->told_service || e->syns == 0 || answer->fruitful || answer->upgrade || half_lacks(&v->half[v->side]))
		return;
	if (answer->tls != NULL && answer->tls->has_alert && asked->fruitful) {
		w.what = SERVICE_OTHER;
		w.name = SLICE("TLS");
	} else if (answer->note.n == 0) {
		return;
	} else if (is_upgrade_refused(asked, w.name)) {
		w.what = SERVICE_UPGRADE_REFUSED;
		w.detail = buf_slice(&asked->note);
	} else if (asked->fruitful) {
		bool http = slice_starts(w.name, SLICE("HTTP/")) || slice_starts(w.name, SLICE("<"));
		w.what = http ? SERVICE_HTTP : SERVICE_OTHER;
	} else {
		return;
	}
	e->told_service = true;
	tell(v->decoder, &w, v->flow, !v->side, v->side);
}

/* ---- what is left unanswered ---- */

/* It is up, both sides of it were captured, and one asked something that the other never said a word to. */
static bool
is_left_asking(const struct ends *e, const struct half *half)
{
	return e->syns > 0 && e->up && e->asks && e->sides == BOTH_SIDES && !half_lacks(&half[0]) && !half_lacks(&half[1]);
}

static void
tell_at(struct ends *e, const struct tcp_event *v, struct witness *w)
{
	struct place here = v->decoder->place;

	v->decoder->place = e->asked;
	tell(v->decoder, w, v->flow, e->asker, e->asker);
	v->decoder->place = here;
}

/* Of SIP: a request; which one, who has the messages knows. Of HTTP: an upgrade to WebSocket. */
static void
look_at_waiting(struct ends *e, const struct tcp_event *v, int64_t patience)
{
	const struct stream *asked = &v->half[e->asker].stream, *answer = &v->half[!e->asker].stream;

	if (e->told_waiting || !is_left_asking(e, v->half))
		return;
	if (asked->fruitful && has_waited(&e->asked, v->decoder, WAITED_AFTER)) {
		e->told_waiting = true;
		tell_at(e, v, &(struct witness){ .kind = WITNESS_TCP, .what = TCP_WAITED });
	} else if (!asked->fruitful && asked->upgrade && asked->for_sip && !answer->upgrade && answer->tls == NULL &&
	    answer->note.n == 0 &&
	    has_waited(&e->asked, v->decoder, patience)) {
		e->told_waiting = true;
		tell_at(e, v, &(struct witness){ .kind = WITNESS_SERVICE, .what = SERVICE_UPGRADE_UNANSWERED,
		    .name = buf_slice(&asked->note) });
	}
}

/* Whose turn it is to say something. */
static bool
take_turn(struct ends *e, const struct tcp_event *v)
{
	unsigned asked = v->half[v->side].stream.asked;
	bool asks = asked != e->asks_before[v->side], asked_before = e->asks;

	e->asks_before[v->side] = asked;
	if ((asked_before && e->asker == v->side) || (!asks && !v->words))
		return false;
	e->asks = asks;
	e->asker = (uint8_t)v->side;
	e->asked = v->decoder->place;
	e->told_waiting = false;
	return asks || asked_before;
}

/* ---- all of it ---- */

/* A TLS handshake that the server never answered, on a connection that stays open to the end. */
static void
look_at_greeting(struct ends *e, struct decoder *d, const struct flow *flow, const struct half *half)
{
	for (unsigned side = 0; side < 2; side++) {
		struct tcp_event v = { .decoder = d, .flow = flow, .half = half, .side = side };

		if (!e->told_tls && is_left_waiting(e, half, side))
			tell_tls(e, &v, side, &(struct witness){ .what = TLS_UNANSWERED });
	}
}

bool
ends_due(struct ends *e, struct decoder *d, const struct flow *flow, const struct half *half)
{
	if (!has_waited(&e->asked, d, WAITED_AFTER))
		return false;
	if (!e->ended)
		look_at_waiting(e, &(struct tcp_event){ .decoder = d, .flow = flow, .half = half }, SILENT_AFTER);
	return true;
}

void
ends_over(struct ends *e, struct decoder *d, const struct flow *flow, const struct half *half)
{
	struct place here = d->place;

	if (e->ended || e->syns == 0 || !has_waited(&e->begun, d, SILENT_AFTER))
		return;
	look_at_waiting(e, &(struct tcp_event){ .decoder = d, .flow = flow, .half = half }, SILENT_AFTER);
	d->place = e->begun;
	if (!e->up && !e->told_silence)
		tell_silence(e, d, flow);
	else if (e->up)
		look_at_greeting(e, d, flow, half);
	d->place = here;
}

static void
note_end(struct ends *e, const struct tcp_event *v)
{
	struct witness w = { .kind = WITNESS_TCP, .what = v->flags & TCP_RST ? TCP_RESET : TCP_CLOSED };

	if (e->ended)
		return;
	e->ended = true;
	if (!e->up && (v->flags & TCP_RST) && v->side != e->opener)
		tell_refusal(e, v);
	else if (carried_sip(v) && e->sides == BOTH_SIDES && !half_lacks(&v->half[0]) && !half_lacks(&v->half[1]))
		tell(v->decoder, &w, v->flow, v->side, v->side);
}

/* A connection that carried SIP has a gap in the capture: what is missing of SIP from then on may be in it. */
static void
look_at_gaps(struct ends *e, const struct tcp_event *v)
{
	unsigned gaps = v->half[0].gaps + v->half[1].gaps;

	if (gaps != e->gaps && carried_sip(v))
		tell(v->decoder, &(struct witness){ .kind = WITNESS_TCP, .what = TCP_LACKS }, v->flow, v->side, v->side);
	e->gaps = gaps;
}

bool
ends_segment(struct ends *e, const struct tcp_event *v)
{
	bool turned = false;

	look_at_gaps(e, v);
	if ((v->flags & (TCP_SYN | TCP_ACK)) == TCP_SYN)
		note_syn(e, v);
	else if ((v->flags & TCP_SYN) || v->data)
		e->up = true;
	e->sides |= (uint8_t)(1u << v->side);
	if (v->data)
		turned = take_turn(e, v);
	if (v->side == e->asker || !(v->flags & (TCP_FIN | TCP_RST)))
		look_at_waiting(e, v, v->flags & (TCP_FIN | TCP_RST) ? GIVEN_UP_AFTER : SILENT_AFTER);
	if (v->data || (v->flags & (TCP_FIN | TCP_RST))) {
		look_at_tls(e, v);
		look_at_service(e, v);
	}
	if (v->flags & (TCP_FIN | TCP_RST))
		note_end(e, v);
	return turned;
}
