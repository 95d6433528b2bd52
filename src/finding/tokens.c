/* SPDX-License-Identifier: MIT */
#include "finding/tokens.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const severities[] = {
	[SEVERITY_INFO] = "info", [SEVERITY_NOTICE] = "notice",
	[SEVERITY_WARNING] = "warning", [SEVERITY_ERROR] = "error",
};

static const char *const parties[] = {
	[PARTY_CALLER] = "caller", [PARTY_CALLEE] = "callee", [PARTY_PROXY] = "proxy",
	[PARTY_REGISTRAR] = "registrar", [PARTY_NETWORK] = "network", [PARTY_PROVIDER] = "provider",
	[PARTY_DEVICE] = "device", [PARTY_NOBODY] = "nobody",
};

static const char *const retries[] = {
	[RETRY_YES] = "yes", [RETRY_LATER] = "later", [RETRY_MODIFIED] = "modified",
	[RETRY_ELSEWHERE] = "elsewhere", [RETRY_NO] = "no",
};

static const char *const matches[] = {
	[MATCH_NONE] = NULL, [MATCH_EXACT] = "exact", [MATCH_PATTERN] = "pattern",
	[MATCH_CONFUSABLE] = "confusable", [MATCH_FUZZY] = "fuzzy", [MATCH_CODE] = "code",
	[MATCH_CLASS] = "class", [MATCH_WORDS] = "words",
};

static const char *const confidences[] = {
	[CONFIDENCE_PROVEN] = "proven", [CONFIDENCE_LIKELY] = "likely", [CONFIDENCE_POSSIBLE] = "possible",
};

static const char *const outcomes[] = {
	[OUTCOME_ANSWERED] = "answered", [OUTCOME_FAILED] = "failed", [OUTCOME_CANCELLED] = "cancelled",
	[OUTCOME_DECLINED] = "declined", [OUTCOME_UNFINISHED] = "unfinished",
};

static bool
token_index(const char *const *tokens, size_t count, struct slice token, size_t *index)
{
	for (size_t i = 0; i < count; i++) {
		if (slice_eq(slice_of(tokens[i]), token)) {
			*index = i;
			return true;
		}
	}
	return false;
}

const char *outcome_token(enum outcome o) { return outcomes[o]; }
const char *severity_token(enum severity s) { return severities[s]; }
const char *party_token(enum party p) { return parties[p]; }
const char *retry_token(enum retry r) { return retries[r]; }
const char *match_token(enum match_step m) { return matches[m]; }
const char *confidence_token(enum confidence c) { return confidences[c]; }

bool
severity_parse(enum severity *out, struct slice token)
{
	size_t i;

	if (!token_index(severities, COUNT(severities), token, &i))
		return false;
	*out = (enum severity)i;
	return true;
}

bool
party_parse(enum party *out, struct slice token)
{
	size_t i;

	if (!token_index(parties, COUNT(parties), token, &i))
		return false;
	*out = (enum party)i;
	return true;
}

bool
retry_parse(enum retry *out, struct slice token)
{
	size_t i;

	if (!token_index(retries, COUNT(retries), token, &i))
		return false;
	*out = (enum retry)i;
	return true;
}
