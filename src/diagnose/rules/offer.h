/* SPDX-License-Identifier: MIT */
/* Offers and answers (RFC 3264) as the rules about media see them. Not for others. */
#ifndef SIPERR_DIAGNOSE_RULES_OFFER_H
#define SIPERR_DIAGNOSE_RULES_OFFER_H

#include "diagnose/rules/verdict.h"
#include "sip/sdp.h"

struct exchange {
	const struct msg *offer, *answer;	/* the messages that carry them, at one hop */
};

/* The offer and the answer to it that the transaction brought about; false when either is not there. */
bool exchange_of(const struct tx *t, struct exchange *out);

/*
 * A later one that the capture shows half of: what is agreed on from then on nobody knows. Not where it was refused, nor for what
 * came before the call was answered.
 */
bool exchange_is_half(const struct call *c, const struct tx *t);

/* A look without parsing: same m-lines, the first codec was offered, no keys, both ways. Most are so. */
bool exchange_is_plain(const struct exchange *e);
/* The same of all of the call, which remembers it: whoever has the call in hand before the rules do saves them the look. */
void exchanges_look(const struct call *c);

/* The session description of a message, where all of it can be read. */
bool sdp_of(const struct msg *m, struct sdp *out);
/* Only a look for text in it ("\na=pcfg"); cheaper than parsing. */
bool sdp_has(const struct msg *m, const char *text);

/* "PCMU, PCMA, G729": the codecs of a media; all its formats when there are none. */
const char *verdict_codecs(struct verdict *v, const struct sdp *s, const struct sdp_media *m);
/* "PCMU, 96 (opus/48000/2)": the codecs, those whose number is agreed on each time with it; "–" when there are none. */
const char *verdict_numbered_codecs(struct verdict *v, const struct sdp *s, const struct sdp_media *m);
/* Do both have a codec in common? Lenient: what can't be told is taken for common. */
bool media_share_codec(const struct sdp *a, const struct sdp_media *am, const struct sdp *b, const struct sdp_media *bm);

/* The profile itself demands encryption. */
bool media_demands_srtp(const struct sdp_media *m);

/* The other side's session description for a refused INVITE: of the response, else of what else it sent. */
const struct msg *refuser_sdp(const struct call *c, const struct msg *final, struct sdp *out);

/* Every stream demands encryption, and at least one could have been taken by anybody but for that (PCMU, PCMA). */
bool offer_is_only_secured(const struct sdp *s);
/* No stream at all: every port is 0. */
bool sdp_has_no_stream(const struct sdp *s);

/* A final response that refuses an INVITE for what its session description says: 488, 606, 415. */
bool media_is_refused(const struct msg *final);
/* Words of its Warning or phrase speak of encryption. */
bool media_speaks_of_srtp(const struct msg *final);

#endif
