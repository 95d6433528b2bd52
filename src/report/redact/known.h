/* SPDX-License-Identifier: MIT */
/*
 * What the input itself says is somebody's: users, display names, hosts, numbers and addresses of its messages. Only marks
 * are kept, made with the key, in a filter (Bloom's) that does not grow and forgets nothing: what was added is always
 * known; of what was not, with 50,000 people one in a thousand seems to be, and is hidden too.
 *
 * A name is known by its letters and digits alone (known_plain()), so that "Max Page", "max.page" and "MaxPage" are one.
 */
#ifndef SIPERR_REPORT_REDACT_KNOWN_H
#define SIPERR_REPORT_REDACT_KNOWN_H

#include "base/buf.h"

enum known_kind {
	KNOWN_NAME,		/* a user, or a whole display name; a number of up to five digits, too */
	KNOWN_PIECE,		/* one of the words of a person's display name */
	KNOWN_HOST,
	KNOWN_NUMBER,		/* six digits or more, with the country code or without */
	KNOWN_ADDRESS,		/* the 4 or 16 bytes */
};

enum { KNOWN_BITS = 1 << 23, KNOWN_START_BITS = 1 << 18, KNOWN_START = 4, KNOWN_LONGEST = 63 };

struct known {
	uint64_t bits[KNOWN_BITS / 64];
	uint64_t starts[KNOWN_START_BITS / 64];	/* the first letters of names and numbers … */
	uint64_t lengths;			/* … and how long they are, a bit each: for known_within() */
	bool any;
};

void known_add(struct known *k, const uint64_t key[2], enum known_kind kind, struct slice what);
bool known_has(const struct known *k, const uint64_t key[2], enum known_kind kind, struct slice what);

/* A name or number of at least KNOWN_START characters stands somewhere in the plain text. */
bool known_within(const struct known *k, const uint64_t key[2], struct slice plain);

/* Letters and digits only, case folded, what is percent-coded decoded; added to what is in `out`. */
void known_plain(struct slice text, struct buf *out);

#endif
