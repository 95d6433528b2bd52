/* SPDX-License-Identifier: MIT */
#include "diagnose/rules/attack.h"

#include "base/ascii.h"
#include "base/literals.h"

/* Extensions of three or four digits, and the names everybody has. */
bool
is_usual_user(struct slice user)
{
	uint64_t number;

	return (slice_to_u64(user, INT64_MAX, &number) && user.n >= EXTENSION_SHORTEST && user.n <= EXTENSION_LONGEST) ||
	    literals_have_nocase(&literals_scanner_user, user);
}

bool
is_scanner_agent(struct slice agent)
{
	return literals_start_nocase(&literals_scanner_agent, agent) > 0;
}

static bool
has_credentials_for(const struct msg *request, struct slice realm)
{
	const struct message *index = msg_index(request);
	struct credentials c;

	for (size_t i = 0; i < index->header_count; i++)
		if ((index->headers[i].id == H_AUTHORIZATION || index->headers[i].id == H_PROXY_AUTHORIZATION) &&
		    credentials_parse(&c, header_value(index, &index->headers[i])) && slice_eq(c.realm, realm))
			return true;
	return false;
}

/* Asked again for the realm they were for, and not because of their age. */
static bool
asks_again(const struct msg *request, const struct msg *final)
{
	const struct message *index = msg_index(final);

	for (size_t i = 0; i < index->header_count; i++) {
		struct slice rest = header_value(index, &index->headers[i]);
		struct challenge one;

		if (index->headers[i].id != H_WWW_AUTHENTICATE && index->headers[i].id != H_PROXY_AUTHENTICATE)
			continue;
		while (challenge_next(&rest, &one))
			if (!one.stale && has_credentials_for(request, one.realm))
				return true;
	}
	return false;
}

static bool
are_refused(const struct tx *t)
{
	if (t->final == NULL || t->request == NULL || !(t->request->facts & MSG_CREDENTIALS))
		return false;
	if (t->final->code == 403)
		return t->method == METHOD_REGISTER;
	return is_challenge(t->final) && asks_again(t->request, t->final);
}

/* Credentials for an old nonce are refused as well; the next ones get past. */
static bool
got_past(const struct tx *t)
{
	t = tx_retry(t);
	while (t != NULL && t->request != NULL && !(t->request->facts & MSG_CREDENTIALS))
		t = tx_retry(t);
	return t != NULL && (t->provisional != NULL || t->final != NULL) && !are_refused(t);
}

bool
refuses_credentials(const struct tx *t)
{
	return are_refused(t) && !got_past(t);
}

bool
says_no_such_user(int code)
{
	switch (code) {
	case 401: case 403: case 404: case 405: case 407: case 410: case 484: case 485: case 604:
		return true;
	default:
		return false;
	}
}

bool
is_unacked_failure(const struct call *c, const struct tx *t)
{
	if (t->method != METHOD_INVITE || t->ack != NULL || call_ack(c, t->final) != NULL)
		return false;
	if (t->final_copies >= FAILURE_COPIES || call_goes_on(c, t->final, TIMER_64_T1))
		return true;
	/* Who waits for an answer and doesn't get it asks again. */
	return t->request_copies == 1 && call_goes_on(c, t->final, PEER_PATIENCE);
}

/* The first credentials of the request. */
bool
first_credentials(const struct msg *request, struct credentials *out)
{
	const struct message *index = msg_index(request);

	for (size_t i = 0; i < index->header_count; i++)
		if ((index->headers[i].id == H_AUTHORIZATION || index->headers[i].id == H_PROXY_AUTHORIZATION) &&
		    credentials_parse(out, header_value(index, &index->headers[i])))
			return true;
	return false;
}
