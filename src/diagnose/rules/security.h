/* SPDX-License-Identifier: MIT */
/* Who is no stranger, asked by other families of rules. */
#ifndef SIPERR_DIAGNOSE_RULES_SECURITY_H
#define SIPERR_DIAGNOSE_RULES_SECURITY_H

#include "diagnose/rules/spans.h"

/* Somebody there registered, or had a call that was acknowledged. */
bool host_is_welcome(const struct spans *s, const struct addr *a);

#endif
