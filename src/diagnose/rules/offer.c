/* SPDX-License-Identifier: MIT */
#include "diagnose/rules/offer.h"

/* ---- which message answers which ---- */

static bool
carries_answer(const struct msg *m, struct slice to_tag)
{
	return m->is_response && m->code > 100 && m->code < 300 && (m->facts & MSG_SDP) && m->copy_of == NULL &&
	    slice_eq(MSG(m, to_tag), to_tag);
}

/* A reliable provisional response brings the answer; else the 2xx; else what was said before it. */
static const struct msg *
answer_in(const struct tx *t)
{
	const struct msg *early = NULL;

	for (const struct msg *m = t->first; m != NULL; m = m->tx_next) {
		if (!carries_answer(m, MSG(t->success, to_tag)))
			continue;
		if (m->code >= 200 || (m->facts & MSG_RSEQ))
			return m;
		early = m;
	}
	return early;
}

/* No offer in the INVITE: the 2xx has it and the ACK the answer, or a reliable response and its PRACK (RFC 3262 §5). */
static bool
late_exchange(const struct tx *t, struct exchange *out)
{
	const struct msg *offer = t->method == METHOD_INVITE ? answer_in(t) : NULL;

	if (offer == NULL || (offer != t->success && !(offer->facts & MSG_RSEQ)))
		return false;
	for (const struct msg *m = offer->next; m != NULL; m = m->next) {
		bool acknowledges = offer == t->success ? m->method == METHOD_ACK && m->cseq == t->cseq : m->method == METHOD_PRACK;

		if (acknowledges && !m->is_response && (m->facts & MSG_SDP) && same_tags(m, offer) &&
		    (t->client.family == 0 || addr_eq(&m->where.src, &t->client))) {
			*out = (struct exchange){ offer, m };
			return true;
		}
	}
	return false;
}

bool
exchange_of(const struct tx *t, struct exchange *out)
{
	if (t->request == NULL || t->success == NULL ||
	    (t->method != METHOD_INVITE && t->method != METHOD_UPDATE && t->method != METHOD_PRACK))
		return false;
	if (!(t->request->facts & MSG_SDP))
		return late_exchange(t, out);
	*out = (struct exchange){ t->request, answer_in(t) };
	return out->answer != NULL;
}

static bool
has_description(const struct msg *m)
{
	return m != NULL && (m->facts & MSG_SDP) != 0;
}

bool
exchange_is_half(const struct call *c, const struct tx *t)
{
	const struct tx *setup = call_setup(c);
	struct exchange e;

	if ((t->method != METHOD_INVITE && t->method != METHOD_UPDATE) || setup == NULL || setup->success == NULL ||
	    t->first->number < setup->success->number || (t->final != NULL && t->success == NULL) || exchange_of(t, &e))
		return false;
	return has_description(t->request) || has_description(t->success);
}

/* ---- a look without parsing ---- */

bool
sdp_has(const struct msg *m, const char *text)
{
	return slice_find(MSG(m, description), slice_of(text)) != NULL;
}

static bool
next_m_line(struct slice *rest, struct slice *line)
{
	const char *p = slice_find(*rest, SLICE("\nm="));

	if (p == NULL)
		return false;
	*rest = slice_from(p + 3, rest->p + rest->n);
	*line = slice_trim(slice_cut(rest, '\n'));
	/* The line end that begins the next m-line was cut off. */
	if (rest->p != NULL)
		*rest = slice_from(rest->p - 1, rest->p + rest->n);
	return true;
}

static bool
has_word(struct slice words, struct slice word)
{
	while (words.n > 0)
		if (slice_eq(slice_cut(&words, ' '), word))
			return true;
	return false;
}

static bool
is_static_payload(struct slice token)
{
	uint64_t payload;

	return slice_to_u64(token, 95, &payload);
}

static bool
m_lines_fit(struct slice offer, struct slice answer)
{
	if (!slice_eq(slice_cut(&offer, ' '), slice_cut(&answer, ' ')))
		return false;
	struct slice offer_port = slice_cut(&offer, ' '), port = slice_cut(&answer, ' '), protocol = slice_cut(&answer, ' ');
	if (slice_eq(port, SLICE("0")) || slice_eq(offer_port, SLICE("0")) || !slice_eq(slice_cut(&offer, ' '), protocol) ||
	    !slice_starts(protocol, SLICE("RTP/AVP")))
		return false;
	struct slice first = slice_cut(&answer, ' ');
	return is_static_payload(first) && has_word(offer, first);
}

/* A direction other than sendrecv, or keys: one look at each line. */
static bool
has_odd_attribute(struct slice description)
{
	static const struct slice odd[] = {
		SLICE("sendonly"), SLICE("recvonly"), SLICE("inactive"), SLICE("crypto"), SLICE("fingerprint"),
	};
	const char *p;

	while ((p = slice_chr(description, '\n')) != NULL) {
		description = slice_from(p + 1, slice_limit(description));
		if (!slice_starts(description, SLICE("a=")))
			continue;
		for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
			if (slice_starts(slice_skip(description, 2), odd[i]))
				return true;
	}
	return false;
}

bool
exchange_is_plain(const struct exchange *e)
{
	struct slice offer = MSG(e->offer, description), answer = MSG(e->answer, description), a, b;

	if (e->answer->plain_with == e->offer)
		return true;
	if (has_odd_attribute(answer))
		return false;
	for (;;) {
		bool more = next_m_line(&offer, &a);

		if (more != next_m_line(&answer, &b))
			return false;
		if (!more) {
			((struct msg *)e->answer)->plain_with = e->offer;	/* more than one rule asks */
			return true;
		}
		if (!m_lines_fit(a, b))
			return false;
	}
}

void
exchanges_look(const struct call *c)
{
	struct exchange e;

	for (const struct tx *t = c->txs; t != NULL; t = t->next)
		if (exchange_of(t, &e))
			exchange_is_plain(&e);
}

/* ---- parsed ---- */

/* Logs cut bodies, and turn CRLF into LF: the length may be short by one a line, not by more. */
static bool
is_whole(const struct msg *m)
{
	const struct message *index = msg_index(m);
	struct slice body = PART(index, body);
	int64_t missing = index->content_length - (int64_t)body.n;

	if (m->frame_flags & (FRAME_CUT | FRAME_EXCERPT))
		return false;
	return missing <= 2 || missing <= (int64_t)slice_count(body, '\n') + 2;
}

bool
sdp_of(const struct msg *m, struct sdp *out)
{
	return (m->facts & MSG_SDP) && is_whole(m) && message_sdp(msg_index(m), out) && !out->cut && out->media_count > 0 &&
	    out->bad_line.p == NULL;
}

bool
media_demands_srtp(const struct sdp_media *m)
{
	return slice_find_nocase(m->protocol, SLICE("SAVP")) != NULL;
}

/* All formats, or the codecs among them; numbered: the number before those whose number is agreed on each time. */
static void
list_formats(struct buf *list, const struct sdp *s, const struct sdp_media *m, bool all, bool numbered)
{
	enum { FIRST_DYNAMIC = 96 };		/* RFC 3551 §3 */

	for (size_t i = 0; i < m->format_count; i++) {
		const struct sdp_format *f = sdp_format(s, m, i);
		bool number = numbered && f->payload >= FIRST_DYNAMIC;

		if (!all && !sdp_is_codec(f))
			continue;
		if (list->n > 0)
			buf_addstr(list, ", ");
		if (number)
			buf_addf(list, "%d (", f->payload);
		sdp_format_name(f, list);
		if (number)
			buf_addc(list, ')');
	}
}

static const char *
shown_list(struct verdict *v, struct buf *list)
{
	const char *text = list->n > 0 ? verdict_text(v, buf_slice(list)) : "–";

	buf_release(list);
	return text;
}

const char *
verdict_codecs(struct verdict *v, const struct sdp *s, const struct sdp_media *m)
{
	struct buf list = BUF_INIT;

	list_formats(&list, s, m, false, false);
	if (list.n == 0)
		list_formats(&list, s, m, true, false);
	return shown_list(v, &list);
}

const char *
verdict_numbered_codecs(struct verdict *v, const struct sdp *s, const struct sdp_media *m)
{
	struct buf list = BUF_INIT;

	list_formats(&list, s, m, false, true);
	return shown_list(v, &list);
}

static bool
same_codec(const struct sdp_format *a, const struct sdp_format *b)
{
	if (a->payload < 0 || b->payload < 0)
		return slice_eq_nocase(a->token, b->token);
	if (a->payload == b->payload && a->payload < 96)
		return true;
	if (a->name.n == 0 || b->name.n == 0)
		return a->payload == b->payload;
	if (slice_eq_nocase(a->name, b->name))
		return true;
	return slice_starts_nocase(a->name, SLICE("G729")) && slice_starts_nocase(b->name, SLICE("G729"));
}

bool
media_share_codec(const struct sdp *a, const struct sdp_media *am, const struct sdp *b, const struct sdp_media *bm)
{
	for (size_t i = 0; i < am->format_count; i++)
		for (size_t j = 0; j < bm->format_count; j++)
			if (sdp_is_codec(sdp_format(a, am, i)) && sdp_is_codec(sdp_format(b, bm, j)) &&
			    same_codec(sdp_format(a, am, i), sdp_format(b, bm, j)))
				return true;
	return false;
}

static bool
has_plain_voice(const struct sdp *s, const struct sdp_media *m)
{
	for (size_t i = 0; i < m->format_count; i++) {
		const struct sdp_format *f = sdp_format(s, m, i);

		if (slice_eq_nocase(f->name, SLICE("PCMU")) || slice_eq_nocase(f->name, SLICE("PCMA")))
			return true;
	}
	return false;
}

bool
offer_is_only_secured(const struct sdp *s)
{
	bool voice = false;

	for (size_t i = 0; i < s->media_count; i++) {
		const struct sdp_media *m = &s->media[i];

		if (m->port == 0)
			continue;
		if (!media_demands_srtp(m) || m->connection.addr.family == 6)
			return false;
		voice = voice || has_plain_voice(s, m);
	}
	return voice;
}

bool
sdp_has_no_stream(const struct sdp *s)
{
	for (size_t i = 0; i < s->media_count; i++)
		if (s->media[i].port != 0)
			return false;
	return true;
}

const struct msg *
refuser_sdp(const struct call *c, const struct msg *final, struct sdp *out)
{
	if (sdp_of(final, out))
		return final;
	if (MSG(final, to_tag).p == NULL)
		return NULL;
	for (const struct msg *m = final->prev; m != NULL; m = m->prev) {
		struct slice sender = msg_sender_tag(m);

		if ((m->facts & MSG_SDP) && slice_eq(sender, MSG(final, to_tag)) && sdp_of(m, out))
			return m;
	}
	(void)c;
	return NULL;
}
