/* SPDX-License-Identifier: MIT */
/*
 * Challenges and credentials (RFC 3261 §22, RFC 7616) of the messages of a call, for the rules of auth.* and their
 * causes. Slices point into the messages.
 */
#ifndef SIPERR_DIAGNOSE_CALLS_DIGEST_H
#define SIPERR_DIAGNOSE_CALLS_DIGEST_H

#include "diagnose/calls/find.h"
#include "sip/fields.h"

enum { MOST_REALMS = 8 };	/* of one message; more are passed over */

/* A Digest challenge, and the header it stood in. */
struct asked {
	struct challenge is;
	const struct msg *in;
	enum header_id header;
};

/* Credentials, and the header they stood in. */
struct sent {
	struct credentials is;
	struct slice value;	/* … whole */
	const struct msg *in;
	enum header_id header;
};

/* The header in which a response with that code asks for credentials (RFC 3261 §22.1), and that in which they are sent. */
static inline enum header_id
challenge_header(int code)
{
	return code == 401 ? H_WWW_AUTHENTICATE : H_PROXY_AUTHENTICATE;
}
static inline enum header_id
credentials_header(int code)
{
	return code == 401 ? H_AUTHORIZATION : H_PROXY_AUTHORIZATION;
}

size_t digest_asked(const struct msg *response, struct asked out[MOST_REALMS]);
size_t digest_sent(const struct msg *request, struct sent out[MOST_REALMS]);
const struct sent *sent_for_realm(const struct sent *list, size_t n, struct slice realm);

/*
 * The newest challenge before the request that these credentials can be meant for: of their realm, or with their nonce
 * under another one; any where they are empty.
 */
bool digest_newest(const struct sent *sent, struct asked *out);

/* The hop behind `t` where the credentials are gone that were meant for it; NULL. */
const struct tx *tx_stripped_behind(const struct call *c, const struct tx *t);

#endif
