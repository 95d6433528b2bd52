/* SPDX-License-Identifier: MIT */
/* Who called whom, in the fewest words. */
#ifndef SIPERR_REPORT_WHO_H
#define SIPERR_REPORT_WHO_H

#include "finding/finding.h"

/* Of a From or To value: the user of its URI, the host where there is none; empty when there is neither. */
struct slice who_of(const char *party);

/*
 * Adds "alice → bob" for a call, "alice" for an account's registration, "192.0.2.1 → 192.0.2.2" where no call is known,
 * "192.0.2.2" for the peer of many; escaped. Nothing when nobody is known, or when it would take more than `columns`.
 */
void who_add(const struct finding *f, bool unicode, size_t columns, struct buf *out);

/* The address a finding is about: who sent the failure, else whom the message was sent to. family 0: not known. */
const struct addr *peer_of(const struct finding *f);

#endif
