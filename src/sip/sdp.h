/* SPDX-License-Identifier: MIT */
/*
 * A session description (RFC 8866) as an offer or answer needs it (RFC 3264). Slices of the text, no
 * memory of its own: declare it, parse, look. Everything is bounded; what exceeds the bounds is left out
 * and `cut` says so. Names of codecs may also point to static text (RFC 3551).
 */
#ifndef SIPERR_SIP_SDP_H
#define SIPERR_SIP_SDP_H

#include "base/addr.h"
#include "sip/message.h"

enum {
	SDP_MEDIA_MAX = 16,
	SDP_FORMAT_MAX = 128,		/* of all media together */
	SDP_CANDIDATE_MAX = 32,		/* likewise */
	SDP_SUITE_MAX = 8,		/* of one media */
};

enum sdp_direction { SDP_SENDRECV, SDP_SENDONLY, SDP_RECVONLY, SDP_INACTIVE };

struct sdp_connection {		/* c= */
	bool present;
	struct slice address;	/* as written, without /ttl; may be a host name */
	struct addr addr;	/* family 0 when it is no IP address */
};

struct sdp_format {		/* one payload type, or one word of a non-RTP media's format list */
	struct slice token;	/* "8", "t38" */
	int payload;		/* 0–127; -1: not RTP */
	struct slice name;	/* "PCMA", of a=rtpmap or the static table; SLICE_NONE: not known; not RTP: the token */
	uint32_t clock;		/* Hz; 0: not known */
	uint32_t channels;	/* 1 where nothing is said */
	struct slice fmtp;	/* SLICE_NONE: none */
};

struct sdp_candidate {		/* a=candidate, RFC 8839 §5.1 */
	struct addr addr;	/* family 0 when it is a name (mDNS) */
	struct slice address;
	struct slice type;	/* "host", "srflx", "prflx", "relay" */
	struct slice transport;	/* "UDP" */
	uint32_t component;
};

struct sdp_media {		/* m= and what follows it */
	struct slice kind;	/* "audio" */
	uint32_t port;		/* 0: refused or switched off */
	struct slice protocol;	/* "RTP/AVP", "RTP/SAVP", "udptl" */
	size_t first_format, format_count;	/* in sdp.formats */
	struct sdp_connection connection;	/* its own, else the session's */
	enum sdp_direction direction;	/* its own, else the session's, else sendrecv */
	bool has_direction;		/* something was said */
	uint32_t ptime;			/* ms; 0: not said */
	bool rtcp_mux;
	struct addr rtcp;		/* a=rtcp */
	size_t first_candidate, candidate_count;	/* in sdp.candidates */
	bool ice;			/* a=ice-ufrag here or for the session, or a candidate */
	struct slice suites[SDP_SUITE_MAX];	/* of a=crypto (RFC 4568): "AES_CM_128_HMAC_SHA1_80" */
	size_t suite_count;
	struct slice fingerprint, setup;	/* RFC 8122, RFC 4145; its own, else the session's */
	struct slice mid;
	struct slice line;		/* the m= line as written, after "m=" */
};

struct sdp {
	struct slice origin;		/* o= */
	struct slice session_id, session_version;
	struct addr origin_addr;
	struct slice name;		/* s= */
	struct sdp_connection connection;
	enum sdp_direction direction;
	bool has_direction;
	bool ice, ice_lite;
	struct slice fingerprint, setup, group;
	struct sdp_media media[SDP_MEDIA_MAX];
	size_t media_count;
	struct sdp_format formats[SDP_FORMAT_MAX];
	size_t format_count;
	struct sdp_candidate candidates[SDP_CANDIDATE_MAX];
	size_t candidate_count;
	bool cut;			/* more than the bounds hold */
	struct slice bad_line;		/* the first line that is none of SDP; SLICE_NONE: none */
};

/*
 * False when no `v=` or `m=` line is in it; then *out is empty. A description that breaks off, or has bad
 * lines, gives what is readable. *out must not be copied while parsing; afterwards it may.
 */
bool sdp_parse(struct sdp *out, struct slice text);

/* The SDP of a message, also out of a multipart body; false when it carries none. */
bool message_sdp(const struct message *m, struct sdp *out);

/* The first media of that kind ("audio") whose port isn't 0, or with port 0 when there is no other; NULL: none. */
const struct sdp_media *sdp_find(const struct sdp *s, struct slice kind);

/* i-th format of a media; NULL past the end. */
const struct sdp_format *sdp_format(const struct sdp *s, const struct sdp_media *m, size_t i);
const struct sdp_candidate *sdp_candidate(const struct sdp *s, const struct sdp_media *m, size_t i);

/* False for what only accompanies a codec: telephone-event, CN, RED, rtx, ulpfec, tone. */
bool sdp_is_codec(const struct sdp_format *f);

/* Secured by SDES or DTLS: the profile says SAVP or SAVPF, or keys are offered with plain AVP. */
bool sdp_profile_is_secure(const struct sdp_media *m);
bool sdp_has_keys(const struct sdp_media *m);

/* T.38 fax: m=image … udptl t38, or TCP. */
bool sdp_is_fax(const struct sdp_media *m);

/* "sendrecv" … */
const char *sdp_direction_name(enum sdp_direction d);

/* Static payload type of RFC 3551 §6: false when there is none of that number. */
bool sdp_static_payload(int payload, struct sdp_format *out);

/* "PCMA", "opus/48000/2", "97" where no name is known: for lists shown to people. The clock stands there unless it is 8000. */
void sdp_format_name(const struct sdp_format *f, struct buf *out);

#endif
