/* SPDX-License-Identifier: MIT */
/*
 * The door to libosip2: the only place that includes its headers, for it defines FROM, TO, VIA … as macros. What it
 * reads comes out as the plain structs of message.h and fields.h, their slices in the arena.
 *
 * Each function is false where libosip2 refuses the value, or has none; then *out says nothing. A value is what stands
 * behind the header's colon, folded or not, at most OSIP_VALUE_MAX bytes: its lists are searched from their beginning.
 */
#ifndef SIPERR_SIP_OSIP_H
#define SIPERR_SIP_OSIP_H

#include "base/memory.h"
#include "sip/fields.h"

enum { OSIP_VALUE_MAX = 8192 };

/* Quietens libosip2 and sets its parser up; again does nothing. Everything here does it where nobody has. */
void osip_start(void);

/* A start line by itself, without its line end: code and phrase, or method and Request-URI. */
struct osip_start {
	bool is_response;
	int code;
	struct slice phrase, method, uri;
};
bool osip_start_line(struct osip_start *out, struct slice line, struct arena *a);

struct osip_address {		/* From, To */
	struct slice uri, tag;	/* tag.p NULL: none */
	struct slice text;	/* the whole header as libosip2 writes it */
};
bool osip_address(struct osip_address *out, struct slice value, struct arena *a);

bool osip_call_id_value(struct slice *out, struct slice value, struct arena *a);
bool osip_cseq_value(uint32_t *number, struct slice *method, struct slice value, struct arena *a);
bool osip_via_value(struct via *out, struct slice element, struct arena *a);
bool osip_contact_value(struct contact *out, struct slice element, struct arena *a);
bool osip_challenge(struct challenge *out, struct slice value, struct arena *a);	/* one; of several the first, or none */
bool osip_credentials(struct credentials *out, struct slice value, struct arena *a);
bool osip_type(struct content_type *out, struct slice value, struct arena *a);
/* A session description, as libosip2 writes what it has read. */
bool osip_sdp(struct slice *out, struct slice text, struct arena *a);

/* Does it take the bytes of a whole message, at most MESSAGE_MAX? */
bool osip_takes_message(struct slice raw);
/* Does it take the value of such a header? True for those it has no parser for. */
bool osip_takes(enum header_id id, struct slice value);

#endif
