/* SPDX-License-Identifier: MIT */
/*
 * The fixed tokens of the contract: never translated, in this spelling in JSON and in locales/.
 */
#ifndef SIPERR_FINDING_TOKENS_H
#define SIPERR_FINDING_TOKENS_H

#include "base/slice.h"

enum severity { SEVERITY_INFO, SEVERITY_NOTICE, SEVERITY_WARNING, SEVERITY_ERROR };

enum party {
	PARTY_CALLER, PARTY_CALLEE, PARTY_PROXY, PARTY_REGISTRAR, PARTY_NETWORK, PARTY_PROVIDER,
	PARTY_DEVICE, PARTY_NOBODY,
};

enum retry { RETRY_YES, RETRY_LATER, RETRY_MODIFIED, RETRY_ELSEWHERE, RETRY_NO };

/* How a phrase led to its entry. */
enum match_step {
	MATCH_NONE,		/* no phrase or code was looked up: a rule, an id */
	MATCH_EXACT, MATCH_PATTERN, MATCH_CONFUSABLE, MATCH_FUZZY,
	MATCH_CODE,		/* phrase not known: the code's own entry */
	MATCH_CLASS,		/* code not known: its class, RFC 3261 §8.1.3.2 */
	MATCH_WORDS,		/* free text: the entry whose words fit best */
};

enum confidence { CONFIDENCE_PROVEN, CONFIDENCE_LIKELY, CONFIDENCE_POSSIBLE };

/* How a call ended; a failed one has a warning or an error. */
enum outcome { OUTCOME_ANSWERED, OUTCOME_FAILED, OUTCOME_CANCELLED, OUTCOME_DECLINED, OUTCOME_UNFINISHED };

const char *outcome_token(enum outcome o);
const char *severity_token(enum severity s);
const char *party_token(enum party p);
const char *retry_token(enum retry r);
const char *match_token(enum match_step m);	/* NULL for MATCH_NONE */
const char *confidence_token(enum confidence c);

bool severity_parse(enum severity *out, struct slice token);
bool party_parse(enum party *out, struct slice token);
bool retry_parse(enum retry *out, struct slice token);

#endif
