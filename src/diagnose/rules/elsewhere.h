/* SPDX-License-Identifier: MIT */
/* Whether what failed went on under another Call-ID: the same request again, by the same sender, right after it. */
#ifndef SIPERR_DIAGNOSE_RULES_ELSEWHERE_H
#define SIPERR_DIAGNOSE_RULES_ELSEWHERE_H

#include "diagnose/calls/call.h"
#include "diagnose/calls/hosts.h"
#include "diagnose/calls/recent.h"

/* Credentials for the challenge came right after it. */
bool answered_as_new_call(const struct recent *recent, const struct msg *challenge);

/* The subscription that the 481 says is gone was made anew right after it, as RFC 6665 §4.1.2.2 has it. */
bool subscribed_anew(const struct recent *recent, const struct msg *gone);

/*
 * The caller asked another server at once for the same called party, and that call was answered: the answer; NULL. What the
 * person called said (busy, declined) is no matter of servers. A request that failed is one without answer.
 */
const struct answer_seen *answered_over_another(const struct recent *recent, const struct msg *failure);

/* Who registers asked another registrar at once, and got an answer. What the first refuses for good is another matter. */
bool registered_elsewhere(const struct recent *recent, const struct hosts *hosts, const struct msg *failure);

#endif
