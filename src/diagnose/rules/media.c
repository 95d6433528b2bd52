/* SPDX-License-Identifier: MIT */
/* media.*: offers that are refused, answers that do not fit, streams that stay stopped (RFC 3264). */
#include "base/literals.h"
#include "diagnose/rules/offer.h"
#include "diagnose/rules/rules.h"

/* ---- media.no-common-codec ---- */

bool
media_is_refused(const struct msg *final)
{
	return final != NULL && final->method == METHOD_INVITE &&
	    (final->code == 488 || final->code == 606 || final->code == 415) && final->tx->request != NULL &&
	    (final->tx->request->facts & MSG_SDP);
}

/* 415 is about the body's type where the types taken are named, and what came is none of them: a multipart body, or SDP. */
static bool
is_about_type(const struct msg *final)
{
	struct content_type type;

	if (!content_type_parse(&type, msg_header(final->tx->request, H_CONTENT_TYPE)))
		type.type = SLICE("application/sdp");
	return final->code == 415 && msg_header(final, H_ACCEPT).p != NULL &&
	    !message_lists(msg_index(final), H_ACCEPT, type.type);
}

struct warnings {
	bool media;		/* 300–302, 304–307: what the session description asks for */
	bool type, format;	/* 304: media type; 305: format, that is codec */
	bool address;		/* 300, 301: network protocol or address format */
	bool bandwidth;		/* 303, 330, 331, 370: not that */
};

static struct warnings
warnings_of(const struct msg *m)
{
	const struct message *index = msg_index(m);
	struct warnings out = { .media = false };

	for (const struct header *h = message_header(index, H_WARNING); h != NULL; h = message_next(index, h)) {
		struct slice rest = header_value(index, h);
		struct warning w;

		while (warning_next(&rest, &w)) {
			out.type |= w.code == 304;
			out.format |= w.code == 305;
			out.address |= w.code == 300 || w.code == 301;
			out.media |= w.code >= 300 && w.code <= 307 && w.code != 303;
			out.bandwidth |= w.code == 303 || w.code == 330 || w.code == 331 || w.code == 370;
		}
	}
	return out;
}

/* What of the offer the other side's description does not have. */
struct comparison {
	bool differs;		/* a codec, kind of media or address family */
	bool secured;		/* the profile: another rule's matter */
};

/* A kind of media that the other side does not have at all. */
static void
state_kind(struct verdict *v, const struct msg *by, const struct sdp_media *m)
{
	if (sdp_is_fax(m))
		verdict_proves(v, by, "fax");
	else if (slice_eq_nocase(m->kind, SLICE("video")))
		verdict_proves(v, by, "video");
}

/* The stream of the offer, if it has only one; NULL. */
static const struct sdp_media *
only_stream(const struct sdp *offer)
{
	const struct sdp_media *only = NULL;

	for (size_t i = 0; i < offer->media_count; i++) {
		if (offer->media[i].port == 0)
			continue;
		if (only != NULL)
			return NULL;
		only = &offer->media[i];
	}
	return only;
}

/* What the Warning says of the only stream that was offered (RFC 3261 §20.43); of T.38 alone nothing else can be refused. */
static void
state_warned(struct verdict *v, const struct msg *final, const struct warnings *w, const struct sdp *offer)
{
	const struct sdp_media *m = offer != NULL ? only_stream(offer) : NULL;

	if (m != NULL && (w->type || (sdp_is_fax(m) && !w->address)))
		state_kind(v, final, m);
	else if (m != NULL && w->format && slice_eq_nocase(m->kind, SLICE("audio")) && !media_demands_srtp(m))
		verdict_proves(v, final, "codec");
}

static void
compare_media(struct verdict *v, const struct sdp *offer, const struct sdp_media *m, const struct msg *by,
    const struct sdp *theirs, struct comparison *out)
{
	const struct sdp_media *other = sdp_find(theirs, m->kind);
	const char *kind = verdict_text(v, m->kind);

	if (other == NULL) {
		out->differs = true;
		state_kind(v, by, m);
		SAY(v, EVIDENCE_SDP, "media", by, "media-kind-missing", 0, kind, verdict_start(v, by), verdict_id(v, by));
	} else if (!media_share_codec(offer, m, theirs, other)) {
		out->differs = true;
		verdict_proves(v, by, "codec");
		SAY(v, EVIDENCE_SDP, "codec", by, "codecs-differ", 0, kind, verdict_codecs(v, offer, m),
		    verdict_codecs(v, theirs, other), verdict_id(v, by));
	} else if (media_demands_srtp(m) != media_demands_srtp(other)) {
		out->secured = true;
	} else if (m->connection.addr.family != 0 && other->connection.addr.family != 0 &&
	    m->connection.addr.family != other->connection.addr.family) {
		out->differs = true;
		verdict_proves(v, by, "ip-version");
		SAY(v, EVIDENCE_SDP, "connection", by, "address-families-differ", 0, kind,
		    m->connection.addr.family == 6 ? "IPv6" : "IPv4", other->connection.addr.family == 6 ? "IPv6" : "IPv4");
	}
}

static void
say_offer(struct verdict *v, const struct msg *request, const struct sdp *offer)
{
	for (size_t i = 0; i < offer->media_count; i++) {
		const struct sdp_media *m = &offer->media[i];

		if (m->port == 0)
			continue;
		SAY(v, EVIDENCE_SDP, "codec", request, sdp_is_fax(m) ? "offers-fax" : "offers-codecs", 0,
		    verdict_id(v, request), verdict_text(v, m->kind), verdict_codecs(v, offer, m),
		    verdict_text(v, m->protocol));
	}
	if (MSG(request, to_tag).p != NULL)
		SAY(v, EVIDENCE_NOTE, NULL, request, "old-media-stay", 0, verdict_id(v, request));
}

/* Words of a Warning or phrase that speak of encryption. */
bool
media_speaks_of_srtp(const struct msg *final)
{
	struct slice phrase = PART(msg_index(final), phrase), warning = msg_header(final, H_WARNING);

	if (slice_find_nocase(phrase, SLICE("codec")) != NULL)
		return false;		/* "No matching codec or encryption algorithm" tells neither */
	return literals_stand_in(&literals_encryption_named, phrase) || literals_stand_in(&literals_encryption_named, warning);
}

static bool
speaks_of_codecs(const struct msg *final)
{
	return slice_find_nocase(PART(msg_index(final), phrase), SLICE("codec")) != NULL;
}

bool
find_no_common_codec(const struct call *c, struct verdict *v)
{
	const struct msg *final = v->failure;
	struct comparison found = { false, false };
	struct sdp offer, theirs;

	look_at(v, final);
	if (!HOLDS(v, FAILURE_COUNTS, final != NULL) || !HOLDS(v, OFFER_REFUSED, media_is_refused(final) && !is_about_type(final)))
		return false;
	struct warnings warnings = warnings_of(final);
	if (!HOLDS(v, NOT_BANDWIDTH, !warnings.bandwidth || warnings.media))
		return false;
	bool readable = sdp_of(final->tx->request, &offer);
	const struct msg *by = readable ? refuser_sdp(c, final, &theirs) : NULL;

	/* Who took the same offer in this dialog before has its codecs: it refuses something else, such as being put on hold. */
	bool agreed = by != NULL && MSG(final->tx->request, to_tag).p != NULL && !speaks_of_codecs(final);

	v->at = final;
	if (readable)
		say_offer(v, final->tx->request, &offer);
	for (size_t i = 0; by != NULL && i < offer.media_count; i++)
		if (offer.media[i].port != 0)
			compare_media(v, &offer, &offer.media[i], by, &theirs, &found);
	if (!HOLDS(v, DESCRIPTIONS_DIFFER, found.differs || warnings.type || warnings.format || !(found.secured || by == final || agreed ||
	    media_speaks_of_srtp(final) || (readable && by == NULL && offer_is_only_secured(&offer) && !speaks_of_codecs(final)))) ||
	    !HOLDS(v, WHOLE_MESSAGE,
	    readable || warnings.media || speaks_of_codecs(final) || !(final->tx->request->frame_flags & FRAME_CUT)))
		return false;
	if (readable && sdp_has_no_stream(&offer))
		verdict_proves(v, final->tx->request, "no-media");
	if (warnings.address && !found.differs)
		verdict_proves(v, final, "ip-version");
	if (!found.differs)
		state_warned(v, final, &warnings, readable ? &offer : NULL);
	if (!warnings.type && !warnings.format && (by != final || !found.differs))
		v->f.confidence = CONFIDENCE_LIKELY;
	verdict_header(v, final, H_WARNING);
	return true;
}

/* ---- media.bad-answer ---- */

struct pair {
	struct exchange e;
	struct sdp offer, answer;
};

static bool
say_count(struct verdict *v, const struct pair *p)
{
	if (p->offer.media_count == p->answer.media_count)
		return false;
	SAY(v, EVIDENCE_SDP, "m-lines", p->e.answer, "answer-m-lines", 0, verdict_id(v, p->e.offer),
	    verdict_uint(v, p->offer.media_count), verdict_id(v, p->e.answer), verdict_uint(v, p->answer.media_count));
	return true;
}

static bool
say_all_refused(struct verdict *v, const struct pair *p)
{
	if (!sdp_has_no_stream(&p->answer) || sdp_has_no_stream(&p->offer))
		return false;
	SAY(v, EVIDENCE_SDP, "port", p->e.answer, "answer-all-refused", 0, verdict_start(v, p->e.answer),
	    verdict_id(v, p->e.answer));
	verdict_proves(v, p->e.answer, "all-refused");
	return true;
}

static bool
has_codec(const struct sdp *s, const struct sdp_media *m)
{
	for (size_t i = 0; i < m->format_count; i++)
		if (sdp_format(s, m, i)->payload >= 0 && sdp_is_codec(sdp_format(s, m, i)))
			return true;
	return false;
}

static bool
say_stream(struct verdict *v, const struct pair *p, size_t i)
{
	const struct sdp_media *o = &p->offer.media[i], *a = &p->answer.media[i];
	const char *kind = verdict_text(v, o->kind);

	if (a->port == 0)
		return false;
	if (!slice_eq_nocase(o->kind, a->kind)) {
		SAY(v, EVIDENCE_SDP, "m-lines", p->e.answer, "answer-kind", 0, verdict_uint(v, i + 1), kind,
		    verdict_text(v, a->kind), verdict_id(v, p->e.answer));
		return true;
	}
	if (has_codec(&p->offer, o) && has_codec(&p->answer, a) && !media_share_codec(&p->offer, o, &p->answer, a)) {
		SAY(v, EVIDENCE_SDP, "codec", p->e.answer, "codecs-differ", 0, kind, verdict_codecs(v, &p->offer, o),
		    verdict_codecs(v, &p->answer, a), verdict_id(v, p->e.answer));
		verdict_proves(v, p->e.answer, "codec");
		return true;
	}
	if (o->direction == a->direction && (o->direction == SDP_SENDONLY || o->direction == SDP_RECVONLY)) {
		SAY(v, EVIDENCE_SDP, "direction", p->e.answer, "answer-directions", 0, kind, sdp_direction_name(o->direction),
		    verdict_id(v, p->e.offer), verdict_id(v, p->e.answer));
		return true;
	}
	return false;
}

/* Set up with nothing flowing, and left so: nobody will hear anybody. */
static bool
say_inactive(const struct call *c, struct verdict *v, const struct pair *p, const struct tx *t)
{
	const struct sdp_media *o = sdp_find(&p->offer, SLICE("audio")), *a = sdp_find(&p->answer, SLICE("audio"));

	if (o == NULL || a == NULL || !tx_is_initial(t) || o->direction != SDP_INACTIVE || a->direction != SDP_INACTIVE)
		return false;
	for (const struct msg *m = p->e.answer->next; m != NULL; m = m->next)
		if ((m->facts & MSG_SDP) && m->cseq != t->cseq)
			return false;
	const struct tx *bye = dialog_request(c, t->success, METHOD_BYE);
	if (bye != NULL ? !ENOUGH(v, TIME_ENOUGH, msg_gap(t->success, bye->request), INACTIVE_FOR) :
	    !outlasts(c, v, t->success, TIMER_64_T1))
		return false;
	v->f.confidence = CONFIDENCE_LIKELY;
	SAY(v, EVIDENCE_SDP, "direction", p->e.answer, "answer-directions", 0, "audio", "inactive",
	    verdict_id(v, p->e.offer), verdict_id(v, p->e.answer));
	return true;
}

static bool
is_bad(const struct call *c, struct verdict *v, const struct pair *p, const struct tx *t)
{
	bool bad = say_count(v, p) || say_all_refused(v, p);

	for (size_t i = 0; !bad && i < p->offer.media_count; i++)
		bad = say_stream(v, p, i);
	return bad || say_inactive(c, v, p, t);
}

bool
find_bad_answer(const struct call *c, struct verdict *v)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		struct pair p;

		bool agreed = exchange_of(t, &p.e);
		look_at(v, agreed ? p.e.answer : t->first);
		if (!HOLDS(v, MEDIA_AGREED, agreed) || !HOLDS(v, NO_PLAIN_EXCHANGE, !exchange_is_plain(&p.e)) ||
		    !HOLDS(v, DESCRIPTIONS_READABLE, sdp_of(p.e.offer, &p.offer) && sdp_of(p.e.answer, &p.answer)) ||
		    !HOLDS(v, DESCRIPTIONS_DIFFER, is_bad(c, v, &p, t)))
			continue;
		v->at = p.e.answer;
		return true;
	}
	return false;
}

/* ---- media.direction-stuck ---- */

static enum sdp_direction
audio_direction(const struct sdp *s)
{
	const struct sdp_media *m = sdp_find(s, SLICE("audio"));

	if (m == NULL || m->port == 0)
		return SDP_SENDRECV;
	if (addr_scope(&m->connection.addr) == SCOPE_UNSPECIFIED && m->direction == SDP_SENDRECV)
		return SDP_SENDONLY;		/* the hold of RFC 2543 */
	return m->direction;
}

struct hold {
	const struct msg *since;	/* the answer that stopped the stream; NULL: it flows */
	const struct msg *refused;	/* what refused to let it flow again */
	const struct msg *resume;
	struct slice holders[2];	/* From tags of those whose last offer was a hold */
	enum sdp_direction direction;
};

static bool
holds(const struct hold *h, struct slice tag)
{
	return slice_eq(h->holders[0], tag) || slice_eq(h->holders[1], tag);
}

static void
note_holder(struct hold *h, struct slice tag, bool is_holding)
{
	size_t i = slice_eq(h->holders[1], tag) || (h->holders[0].n > 0 && !slice_eq(h->holders[0], tag)) ? 1 : 0;

	h->holders[i] = is_holding ? tag : SLICE_NONE;
}

static void
note_exchange(struct hold *h, const struct exchange *e, enum sdp_direction offered, enum sdp_direction answered)
{
	bool flows = offered == SDP_SENDRECV && answered == SDP_SENDRECV, was_held = h->since != NULL;
	struct slice offerer = msg_sender_tag(e->offer), answerer = msg_sender_tag(e->answer);

	if (flows) {
		*h = (struct hold){ .since = NULL };
		return;
	}
	note_holder(h, offerer, offered != SDP_SENDRECV);
	h->since = e->answer;
	h->direction = answered != SDP_SENDRECV ? answered : offered;
	h->refused = h->resume = NULL;
	/* One who only sends plays music to the one on hold: that is another hold. */
	if (was_held && offered == SDP_SENDRECV && answered != SDP_SENDONLY && !holds(h, answerer)) {
		h->resume = e->offer;
		h->refused = e->answer;
	}
}

static bool
is_plain_failure(const struct tx *t)
{
	return t->final != NULL && t->final->code >= 300 && !tx_is_challenged(t);
}

static void
follow(const struct call *c, const struct tx *t, struct hold *h)
{
	struct exchange e;
	struct sdp a, b;

	if (exchange_of(t, &e)) {
		if (sdp_of(e.offer, &a) && sdp_of(e.answer, &b))
			note_exchange(h, &e, audio_direction(&a), audio_direction(&b));
		return;
	}
	if (exchange_is_half(c, t))
		*h = (struct hold){ .since = NULL };
	if (h->since == NULL || !is_plain_failure(t) || t->request == NULL || !sdp_of(t->request, &a) ||
	    audio_direction(&a) != SDP_SENDRECV)
		return;
	h->resume = t->request;
	h->refused = t->final;
}

bool
find_direction_stuck(const struct call *c, struct verdict *v)
{
	struct hold h = { .since = NULL };

	for (const struct tx *t = c->txs; t != NULL; t = t->next)
		if ((!tx_is_initial(t) || t->request == NULL) && (t->method == METHOD_INVITE || t->method == METHOD_UPDATE) &&
		    tx_parent(c, t) == NULL)
			follow(c, t, &h);
	look_at(v, h.since);
	if (!HOLDS(v, ON_HOLD, h.since != NULL) || !HOLDS(v, RESUME_REFUSED, h.refused != NULL))
		return false;
	const struct tx *bye = dialog_request(c, h.refused, METHOD_BYE);
	if (bye == NULL && !outlasts(c, v, h.refused, STUCK_FOR))
		return cannot_tell(c, v);
	v->at = h.refused;
	SAY(v, EVIDENCE_SDP, "direction", h.since, "hold-since", 0, sdp_direction_name(h.direction), verdict_id(v, h.since));
	SAY(v, EVIDENCE_MESSAGE, NULL, h.refused, h.refused->code >= 300 ? "request-refused" : "resume-unheard", 0,
	    verdict_start(v, h.resume), verdict_id(v, h.resume), verdict_start(v, h.refused), verdict_id(v, h.refused));
	if (h.refused->code >= 300)
		verdict_also_code(v, h.refused);
	else
		v->f.confidence = CONFIDENCE_LIKELY;
	return true;
}
