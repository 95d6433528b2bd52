/* SPDX-License-Identifier: MIT */
/*
 * What one request tells of who sent it, for security.c: does it look for users that may not be there, or try passwords?
 * Nothing is remembered here.
 */
#ifndef SIPERR_DIAGNOSE_RULES_ATTACK_H
#define SIPERR_DIAGNOSE_RULES_ATTACK_H

#include "diagnose/rules/verdict.h"

/* Extensions of three or four digits, and the names everybody has. */
bool is_usual_user(struct slice user);
bool is_scanner_agent(struct slice agent);

/* The credentials were for the realm that asks again, and no later request got past. */
bool refuses_credentials(const struct tx *t);
/* The first credentials of the request. */
bool first_credentials(const struct msg *request, struct credentials *out);

/* Statuses with which a server says that there is nobody of that name, or nothing for the one who asks. */
bool says_no_such_user(int code);

/* Of an INVITE that failed: the failure was sent again and again, or long ago, and never acknowledged. */
bool is_unacked_failure(const struct call *c, const struct tx *t);

#endif
