/* SPDX-License-Identifier: MIT */
/*
 * Credentials that were good, whatever call they belonged to: a registration is judged each time it falls quiet, and
 * what it was let in with before is known from here only. Tables of fixed size, whose older entries give way.
 */
#ifndef SIPERR_DIAGNOSE_RULES_LOGINS_H
#define SIPERR_DIAGNOSE_RULES_LOGINS_H

#include "diagnose/calls/digest.h"
#include "diagnose/rules/spans.h"

enum { LOGIN_USER_MAX = 64 };

struct login {
	struct spot request, answer;
	bool has_nc;
	uint32_t nc;
	char user[LOGIN_USER_MAX];	/* as received, cut to fit */
};

/* When these very credentials, user and nonce, were good before. NULL. */
const struct login *login_with_nonce(const struct spans *s, const struct sent *sent);
/* When somebody with this From was let into that realm before, with whatever user. NULL. */
const struct login *login_of(const struct spans *s, const struct sent *sent);

#endif
