/* SPDX-License-Identifier: MIT */
/*
 * What stands for a thing: made from the thing itself and a key, so that the same thing always gets the same, nobody
 * without the key can work out or try out what it was, and nothing has to be remembered. Forty bits tell names apart:
 * of a hundred thousand, two are alike in one run of two hundred.
 */
#ifndef SIPERR_REPORT_REDACT_PSEUDONYM_H
#define SIPERR_REPORT_REDACT_PSEUDONYM_H

#include "base/addr.h"
#include "base/buf.h"

/* "user-7k3mx9q2": the kind, and eight letters and digits for the text. ASCII case, and Unicode's, is folded. */
void pseudonym_add(const uint64_t key[2], const char *kind, struct slice text, struct buf *out);

/*
 * The address that stands for *in. A private, shared or link-local one keeps its block and no two become one; a public
 * one is of 240.0.0.0/4 or 2001:db8::/48, which belong to nobody. What names no single host stays.
 */
void pseudonym_address(const uint64_t key[2], const struct addr *in, struct addr *out);

#endif
