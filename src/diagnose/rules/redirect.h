/* SPDX-License-Identifier: MIT */
/* What became of a redirection (RFC 3261 §8.1.3.4), asked by other families of rules. */
#ifndef SIPERR_DIAGNOSE_RULES_REDIRECT_H
#define SIPERR_DIAGNOSE_RULES_REDIRECT_H

#include "diagnose/calls/call.h"
#include "diagnose/calls/recent.h"

/* A 3xx, and one of its targets was asked, be it under another Call-ID. */
bool redirect_was_followed(const struct recent *recent, const struct msg *failure);

#endif
