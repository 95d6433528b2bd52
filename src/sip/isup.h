/* SPDX-License-Identifier: MIT */
/*
 * The cause in an ISUP message that SIP carries (SIP-I: ITU-T Q.1912.5, SIP-T: RFC 3372; message format: Q.763). The
 * body begins with the message type, without the circuit's number.
 */
#ifndef SIPERR_SIP_ISUP_H
#define SIPERR_SIP_ISUP_H

#include "base/slice.h"

struct isup {
	const char *name;	/* "REL", "ACM" … (static) */
	unsigned cause;		/* Q.850, 1–127 */
	unsigned location;	/* Q.850 §2.2.3: 0 user, 1 private network local … 10 beyond an interworking point */
};

/* False where it carries no cause, or breaks off before it. */
bool isup_cause(struct isup *out, struct slice body);

#endif
