/* SPDX-License-Identifier: MIT */
/*
 * The values that a finding states of a message: what libosip2 reads from the bytes as they were received, and where it
 * refuses a part, what our own parsers recover. Each function tells which: true, libosip2 took it; false, it refused and
 * *out was recovered (empty where nothing can be), so that the part is to be named. Slices: the arena's or the value's.
 *
 * What rules weigh, our own parsers read (fields.h), for libosip2 takes too long for each message; tests/reading.h holds
 * both readings against each other.
 */
#ifndef SIPERR_SIP_READING_H
#define SIPERR_SIP_READING_H

#include "base/memory.h"
#include "sip/fields.h"

struct reading_status {
	int code;
	struct slice phrase;	/* trimmed */
};
bool read_status(struct reading_status *out, const struct message *m, struct arena *a);

struct reading_address {
	struct slice uri, tag;
	struct slice text;	/* the whole header */
};
bool read_address(struct reading_address *out, struct slice value, struct arena *a);
bool read_via(struct via *out, struct slice element, struct arena *a);
bool read_credentials(struct credentials *out, struct slice value, struct arena *a);
bool read_type(struct content_type *out, struct slice value, struct arena *a);
bool read_call_id(struct slice *out, struct slice value, struct arena *a);

struct reading_cseq {
	bool has_number;
	uint32_t number;
	struct slice method;
};
bool read_cseq(struct reading_cseq *out, const struct message *m, struct arena *a);
/* As contact_next() and challenge_next(): one element of *rest at a time; *by_osip is what the others return. */
bool read_contact_next(struct slice *rest, struct contact *out, struct arena *a, bool *by_osip);
bool read_challenge_next(struct slice *rest, struct challenge *out, struct arena *a, bool *by_osip);
/* The description to parse: libosip2's writing of it, or the text itself. */
bool read_sdp(struct slice *out, struct slice text, struct arena *a);

#endif
