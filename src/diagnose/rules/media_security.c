/* SPDX-License-Identifier: MIT */
/* media.security-mismatch: one side wants SRTP, the other does not, or not in that way (RFC 4568, RFC 5763). */
#include "diagnose/rules/offer.h"
#include "diagnose/rules/rules.h"

struct sides {
	struct exchange e;
	struct sdp offer, answer;
};

/* Keys may come by other ways as well: RFC 3830 (MIKEY), ZRTP, the k= of old. */
static bool
may_have_other_keys(const struct msg *m)
{
	return sdp_has(m, "\na=key-mgmt") || sdp_has(m, "\na=zrtp-hash") || sdp_has(m, "\nk=");
}

static bool
say_profiles(struct verdict *v, const struct sides *s, const struct sdp_media *o, const struct sdp_media *a)
{
	if (media_demands_srtp(o) == media_demands_srtp(a))
		return false;
	verdict_proves(v, s->e.answer, "profile");
	SAY(v, EVIDENCE_SDP, "profile", s->e.answer, "profiles-differ", 0, verdict_text(v, o->kind),
	    verdict_text(v, o->protocol), verdict_text(v, a->protocol), verdict_id(v, s->e.answer));
	return true;
}

/* Of media that share one transport, one may tell the keys for all (RFC 8843 §7.1.3). */
static bool
bundle_has_keys(const struct sdp *s, const struct sdp_media *media)
{
	for (size_t i = 0; media->mid.n > 0 && slice_starts_nocase(s->group, SLICE("BUNDLE")) && i < s->media_count; i++)
		if (s->media[i].mid.n > 0 && sdp_has_keys(&s->media[i]))
			return true;
	return false;
}

static bool
say_missing_keys(struct verdict *v, const struct msg *m, const struct sdp *sdp, const struct sdp_media *media)
{
	if (!media_demands_srtp(media) || sdp_has_keys(media) || bundle_has_keys(sdp, media) || may_have_other_keys(m))
		return false;
	verdict_proves(v, m, "no-key");
	SAY(v, EVIDENCE_SDP, "keys", m, "keys-missing", 0, verdict_id(v, m), verdict_text(v, media->kind),
	    verdict_text(v, media->protocol));
	return true;
}

/* SDES alone against DTLS alone. */
static bool
say_methods(struct verdict *v, const struct sides *s, const struct sdp_media *o, const struct sdp_media *a)
{
	bool sdes_only = o->suite_count > 0 && o->fingerprint.n == 0, dtls_only = o->suite_count == 0 && o->fingerprint.n > 0;

	if (!(sdes_only && a->suite_count == 0 && a->fingerprint.n > 0) &&
	    !(dtls_only && a->suite_count > 0 && a->fingerprint.n == 0))
		return false;
	verdict_proves(v, s->e.answer, "key-method");
	SAY(v, EVIDENCE_SDP, "keys", s->e.answer, "key-methods-differ", 0, sdes_only ? "SDES" : "DTLS",
	    sdes_only ? "DTLS" : "SDES", verdict_id(v, s->e.answer));
	return true;
}

static bool
suite_is_offered(const struct sdp_media *o, const struct sdp_media *a)
{
	for (size_t i = 0; i < a->suite_count; i++)
		for (size_t j = 0; j < o->suite_count; j++)
			if (slice_eq_nocase(a->suites[i], o->suites[j]))
				return true;
	return false;
}

static bool
say_suites(struct verdict *v, const struct sides *s, const struct sdp_media *o, const struct sdp_media *a)
{
	struct buf list = BUF_INIT;

	if (a->suite_count == 0 || o->suite_count == 0 || o->suite_count >= SDP_SUITE_MAX || suite_is_offered(o, a))
		return false;
	verdict_proves(v, s->e.answer, "suite");
	for (size_t i = 0; i < o->suite_count; i++) {
		if (i > 0)
			buf_addstr(&list, ", ");
		buf_add(&list, o->suites[i]);
	}
	SAY(v, EVIDENCE_SDP, "keys", s->e.answer, "suite-not-offered", 0, verdict_text(v, a->suites[0]),
	    verdict_id(v, s->e.answer), verdict_text(v, buf_slice(&list)));
	buf_release(&list);
	return true;
}

/* Who begins the DTLS handshake: one must, the other wait. */
static bool
say_roles(struct verdict *v, const struct sides *s, const struct sdp_media *o, const struct sdp_media *a)
{
	if (o->fingerprint.n == 0 || a->fingerprint.n == 0 || !slice_eq_nocase(o->setup, a->setup) ||
	    (!slice_eq_nocase(o->setup, SLICE("active")) && !slice_eq_nocase(o->setup, SLICE("passive"))))
		return false;
	verdict_proves(v, s->e.answer, "setup-role");
	SAY(v, EVIDENCE_SDP, "setup", s->e.answer, "setup-same", 0, verdict_text(v, o->setup), verdict_id(v, s->e.offer),
	    verdict_id(v, s->e.answer));
	return true;
}

static bool
is_mismatch(struct verdict *v, const struct sides *s)
{
	for (size_t i = 0; i < s->offer.media_count && i < s->answer.media_count; i++) {
		const struct sdp_media *o = &s->offer.media[i], *a = &s->answer.media[i];

		if (a->port == 0 || o->port == 0 || !slice_eq_nocase(o->kind, a->kind))
			continue;
		if (say_profiles(v, s, o, a) || say_missing_keys(v, s->e.offer, &s->offer, o) ||
		    say_missing_keys(v, s->e.answer, &s->answer, a) ||
		    say_methods(v, s, o, a) || say_suites(v, s, o, a) || say_roles(v, s, o, a))
			return true;
	}
	return false;
}

/*
 * Codecs that everybody has, under a profile that a plain phone does not know, refused without a word of codecs or
 * formats: the profile it is (an endpoint set up for WebRTC, or for SRTP only).
 */
static bool
refuses_only_security(const struct msg *final, const struct sdp *offer)
{
	struct slice warning = msg_header(final, H_WARNING);

	return final->code != 415 && offer_is_only_secured(offer) &&
	    slice_find_nocase(PART(msg_index(final), phrase), SLICE("codec")) == NULL &&
	    (warning.p == NULL || !(slice_starts(warning, SLICE("304")) || slice_starts(warning, SLICE("305"))));
}

/* The offer was refused, and the other side's description, or its words, say why. */
static bool
is_refused_for_security(const struct call *c, struct verdict *v)
{
	const struct msg *final = v->failure, *request = media_is_refused(final) ? final->tx->request : NULL;
	struct sdp offer, theirs;

	if (request == NULL)
		return false;
	look_at(v, final);
	if (!HOLDS(v, DESCRIPTIONS_READABLE, sdp_of(request, &offer) && !sdp_has(request, "\na=pcfg")))
		return false;
	const struct msg *by = refuser_sdp(c, final, &theirs);
	v->at = final;
	for (size_t i = 0; i < offer.media_count; i++) {
		const struct sdp_media *m = &offer.media[i], *other = by != NULL ? sdp_find(&theirs, m->kind) : NULL;

		if (m->port != 0 && say_missing_keys(v, request, &offer, m))
			return true;
		if (m->port == 0 || other == NULL || media_demands_srtp(m) == media_demands_srtp(other))
			continue;
		verdict_proves(v, by, "profile");
		SAY(v, EVIDENCE_SDP, "profile", by, "profiles-differ", 0, verdict_text(v, m->kind), verdict_text(v, m->protocol),
		    verdict_text(v, other->protocol), verdict_id(v, by));
		if (by != final)
			v->f.confidence = CONFIDENCE_LIKELY;
		verdict_header(v, final, H_WARNING);
		return true;
	}
	if (!HOLDS(v, ABOUT_ENCRYPTION, by != final && offer.media_count > 0 && (media_speaks_of_srtp(final) ||
	    (by == NULL && refuses_only_security(final, &offer)))))
		return false;
	v->f.confidence = CONFIDENCE_LIKELY;
	verdict_proves(v, request, "profile");
	SAY(v, EVIDENCE_SDP, "profile", request, "offers-profile", 0, verdict_id(v, request),
	    verdict_text(v, offer.media[0].protocol));
	verdict_header(v, final, H_WARNING);
	return true;
}

bool
find_security_mismatch(const struct call *c, struct verdict *v)
{
	if (is_refused_for_security(c, v))
		return true;
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		struct sides s;

		/* A re-INVITE may repeat the roles of the connection that stands. Capabilities (RFC 5939) let both differ. */
		bool agreed = exchange_of(t, &s.e);
		look_at(v, agreed ? s.e.answer : t->first);
		if (!HOLDS(v, MEDIA_AGREED, agreed) || !HOLDS(v, NO_PLAIN_EXCHANGE, !exchange_is_plain(&s.e)) ||
		    !HOLDS(v, DESCRIPTIONS_READABLE,
		    sdp_of(s.e.offer, &s.offer) && sdp_of(s.e.answer, &s.answer) && !sdp_has(s.e.offer, "\na=pcfg")) ||
		    !HOLDS(v, DESCRIPTIONS_DIFFER, is_mismatch(v, &s)))
			continue;
		v->at = s.e.answer;
		return true;
	}
	return false;
}
