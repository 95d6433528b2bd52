/* SPDX-License-Identifier: MIT */
/*
 * What stands inside the headers a diagnosis looks into, one plain struct a header. Slices point into
 * the value that was parsed; quotes are taken off, escapes stay (use field_text() for showing).
 *
 * x_next() takes one element of a list at a time: *rest starts as the header's value. A message may also
 * spread a list over several headers: go through them with message_header() and message_next().
 * All of it is lenient: what can be read is read, missing parts are SLICE_NONE or their "has" is false.
 */
#ifndef SIPERR_SIP_FIELDS_H
#define SIPERR_SIP_FIELDS_H

#include "base/memory.h"
#include "sip/message.h"

/* A value as shown to people: unfolded, trimmed, without the quotes around it and their backslashes. In the arena. */
char *field_text(struct arena *a, struct slice value);

/* The number a value begins with (delta-seconds, Expires, Min-Expires, Min-SE, Max-Forwards, RSeq). Saturates. */
bool field_number(struct slice value, uint32_t *out);

struct warning {		/* RFC 3261 §20.43 */
	int code;		/* 0 when it isn't three digits */
	struct slice agent;	/* host or pseudonym */
	struct slice text;	/* quoted or not; where there is no code, all that stands there */
};
bool warning_next(struct slice *rest, struct warning *out);

struct reason {			/* RFC 3326 */
	struct slice protocol;	/* "Q.850", "SIP"; SLICE_NONE: bare text without a protocol, in `text` */
	bool has_cause;
	uint32_t cause;		/* cause=, or the nonstandard reasoncode=; decimal, or hexadecimal with 0x */
	struct slice text;	/* text=, or the nonstandard description= */
	struct slice location;	/* RFC 8606: "LN" */
};
bool reason_next(struct slice *rest, struct reason *out);
bool reason_is_q850(const struct reason *r);	/* Q.850, also as Q850 and q.850 */

/* All of a message, in whatever headers they stand: while (reasons_next(&all, &reason)). */
struct reasons {
	const struct message *m;
	const struct header *header;	/* of the next one; NULL: there is none */
	struct slice rest;
};
struct reasons message_reasons(const struct message *m);
bool reasons_next(struct reasons *all, struct reason *out);
/* The first cause of Q.850, a number of 1 to 127 (seven bits, ITU-T Q.850 §2.2); 0: the message gives none. */
unsigned message_q850(const struct message *m);

/*
 * What made the message, as it says itself: Server of a response (RFC 3261 §20.35), User-Agent of a request (§20.41). Many
 * products put the one where the other belongs, so that counts where the right one is missing or empty. `id`, unless NULL:
 * which it was. SLICE_NONE: neither.
 */
struct slice message_agent(const struct message *m, enum header_id *id);

struct challenge {		/* RFC 3261 §20.27, §20.44; RFC 7616 */
	struct slice scheme;	/* "Digest" */
	struct slice realm, nonce, opaque, algorithm, qop;
	bool stale;
};
/* One challenge of WWW- or Proxy-Authenticate; the commas between its parameters divide nothing. */
bool challenge_next(struct slice *rest, struct challenge *out);

struct credentials {		/* RFC 3261 §20.7, §20.28 */
	struct slice scheme, username, realm, nonce, uri, response, algorithm, opaque, cnonce, qop;
	bool has_nc;
	uint32_t nc;		/* from hexadecimal */
};
bool credentials_parse(struct credentials *out, struct slice value);

struct retry_after {		/* RFC 3261 §20.33 */
	uint32_t seconds;
	struct slice comment;	/* without parentheses */
	bool has_duration;
	uint32_t duration;	/* how long the callee will be there, seconds */
};
bool retry_after_parse(struct retry_after *out, struct slice value);

enum refresher { REFRESHER_NONE, REFRESHER_UAC, REFRESHER_UAS };

struct session_expires {	/* RFC 4028 §4 */
	uint32_t seconds;
	enum refresher refresher;
};
bool session_expires_parse(struct session_expires *out, struct slice value);

struct contact {		/* RFC 3261 §20.10 */
	struct slice uri, display;
	struct uri parts;	/* zeroed where `uri` is none, and for "*" */
	bool star;
	bool has_expires;
	uint32_t expires;
	struct slice q;		/* "0.7" */
};
bool contact_next(struct slice *rest, struct contact *out);

struct ms_diagnostics {		/* MS-OCER: ms-diagnostics, ms-diagnostics-public, X-MS-… of the same shape */
	uint32_t id;
	struct slice reason, source;
};
bool ms_diagnostics_parse(struct ms_diagnostics *out, struct slice value);

struct content_type {
	struct slice type;	/* "application/sdp" */
	struct slice boundary;	/* of multipart */
};
bool content_type_parse(struct content_type *out, struct slice value);

struct rack {			/* RFC 3262 §7.2 */
	uint32_t rseq, cseq;
	struct slice method;
};
bool rack_parse(struct rack *out, struct slice value);

struct geolocation_error {	/* RFC 6442 §4.4 */
	uint32_t code;
	struct slice text;
};
bool geolocation_error_parse(struct geolocation_error *out, struct slice value);

struct info_uri {		/* Error-Info, Call-Info, Alert-Info: RFC 3261 §20.18, §20.9 */
	struct slice uri, purpose;
};
bool info_uri_next(struct slice *rest, struct info_uri *out);

/* True when the list of tokens (Allow, Supported, Require …) names `token`, in any of the message's headers of that kind. */
bool message_lists(const struct message *m, enum header_id id, struct slice token);

/*
 * The body, or the part of a multipart body, whose content type is `type` ("application/sdp"). A body
 * without Content-Type that begins with "v=0" counts as application/sdp. False when there is none.
 */
bool message_part(const struct message *m, struct slice type, struct slice *part);

#endif
