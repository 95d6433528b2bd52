/* SPDX-License-Identifier: MIT */
#include "diagnose/rules/elsewhere.h"

#include "diagnose/calls/find.h"
#include "diagnose/calls/limits.h"

/* What the sender of that request asked for soon after it, or after the response to it. */
static struct recent_walk
soon_after(const struct recent *recent, const struct msg *m)
{
	struct recent_walk walk = recent_after(recent, m->number);

	walk.from = slice_hash(header_uri(MSG(m->tx->request, from), NULL));
	if (m->where.time != NO_TIME)
		walk.before = m->where.time + NEW_CALL_WITHIN + 1;
	return walk;
}

/* The next request there that is of the same host, too, under another Call-ID; NULL: none. */
static const struct request_seen *
next_attempt(const struct recent *recent, struct recent_walk *walk, const struct msg *after)
{
	const struct tx *t = after->tx;
	const struct request_seen *s;

	while ((s = recent_next(recent, walk)) != NULL)
		if (s->call != t->call->hash && s->method == t->method &&
		    (t->client.family == 0 || addr_same_ip(&s->client, &t->client)))
			return s;
	return NULL;
}

bool
answered_as_new_call(const struct recent *recent, const struct msg *challenge)
{
	const struct tx *t = challenge->tx;
	struct recent_walk walk;
	const struct request_seen *s;

	if (!tx_is_challenged(t) || t->request == NULL || !tx_is_initial(t))
		return false;
	walk = soon_after(recent, challenge);
	while ((s = next_attempt(recent, &walk, challenge)) != NULL)
		if (s->has_credentials)
			return true;
	return false;
}

bool
subscribed_anew(const struct recent *recent, const struct msg *gone)
{
	const struct tx *t = gone->tx;
	struct recent_walk walk;
	const struct request_seen *s;
	struct uri to;

	if (t->method != METHOD_SUBSCRIBE || gone->code != 481 || t->request == NULL ||
	    !uri_parse(&to, header_uri(MSG(t->request, to), NULL)))
		return false;
	walk = soon_after(recent, gone);
	while ((s = next_attempt(recent, &walk, gone)) != NULL)
		if (s->user == recent_hash(to.user))
			return true;
	return false;
}

static bool
is_persons(int code)
{
	return code == 486 || code == 487 || code == 600 || code == 603;
}

/* Without addresses the host that was asked tells servers apart. */
static bool
is_another_server(const struct request_seen *s, const struct tx *t, const struct uri *uri)
{
	if (t->server.family != 0 && s->server.family != 0)
		return !addr_same_ip(&s->server, &t->server);
	return s->host != recent_hash(uri->host);
}

/* Within one call that server was tried in vain so often that its address is dead. */
static bool
is_tried_on(const struct tx *tried)
{
	unsigned n = 0;

	for (const struct tx *t = tried->call->txs; t != NULL; t = t->next)
		n += t->method == tried->method && t->success == NULL && addr_eq(&t->server, &tried->server);
	return n >= FAIL_OVERS;
}

bool
registered_elsewhere(const struct recent *recent, const struct hosts *hosts, const struct msg *failure)
{
	const struct tx *t = failure->tx;
	struct recent_walk walk;
	const struct request_seen *s;

	if (t->method != METHOD_REGISTER || t->request == NULL || t->server.family == 0 || is_tried_on(t) ||
	    (failure->is_response && failure->code != 408 && (failure->code < 500 || failure->code > 599)))
		return false;
	walk = soon_after(recent, failure);
	while ((s = next_attempt(recent, &walk, failure)) != NULL) {
		int64_t answered = hosts_last(hosts, &s->server, &s->client);

		if (s->server.family != 0 && !addr_same_ip(&s->server, &t->server) && answered != NO_TIME &&
		    s->time != NO_TIME && answered >= s->time)
			return true;
	}
	return false;
}

const struct answer_seen *
answered_over_another(const struct recent *recent, const struct msg *failure)
{
	const struct tx *t = failure->tx;
	struct recent_walk walk;
	const struct answer_seen *answer;
	const struct request_seen *s;
	struct uri uri;

	if (t->method != METHOD_INVITE || t->request == NULL || !tx_is_initial(t) ||
	    (failure->is_response && (failure->code < 400 || is_persons(failure->code))) || tx_is_challenged(t) ||
	    !uri_parse(&uri, MSG(t->request, uri)) || uri.user.n == 0)
		return NULL;
	walk = soon_after(recent, failure);
	while ((s = next_attempt(recent, &walk, failure)) != NULL)
		if (s->user == recent_hash(uri.user) && is_another_server(s, t, &uri) &&
		    (answer = recent_answer(recent, s->call)) != NULL && answer->at.message > s->at.message)
			return answer;
	return NULL;
}
