/* SPDX-License-Identifier: MIT */
#include "diagnose/calls/patience.h"

#include "diagnose/calls/digest.h"

static const struct { int64_t time; uint64_t messages; } patience[PATIENCES] = {
	[PATIENCE_OVER] = { SURE_AFTER, 64 },		/* somebody looks on: it is told as soon as it is sure */
	[PATIENCE_ASKED] = { SURE_AFTER_CHALLENGE, 256 },
	[PATIENCE_ENDED] = { CALL_ENDED, 4096 },
	[PATIENCE_SOON] = { CALL_RETRIED, 16384 },
	[PATIENCE_OPEN] = { CALL_OPEN, 65536 },
	[PATIENCE_TALKING] = { CALL_TALKING, 262144 },
};

bool
patience_ends(enum patience p, int64_t quiet)
{
	return quiet > patience[p].time;
}

bool
patience_ends_after(enum patience p, uint64_t messages)
{
	return messages > patience[p].messages;
}

/* Credentials that can be refused: those of an IMS phone's first REGISTER are empty (3GPP TS 24.229 §5.1.1.2.1). */
static bool
answers_challenge(const struct call *c, const struct tx *t)
{
	struct sent sent[MOST_REALMS];
	size_t n;

	if (!tx_has_credentials(t))
		return false;
	for (const struct tx *earlier = c->txs; earlier != t; earlier = earlier->next)
		if (tx_is_challenged(earlier))
			return true;
	n = digest_sent(t->request, sent);
	for (size_t i = 0; i < n; i++)
		if (sent[i].is.nonce.n > 0)
			return true;
	return n == 0;
}

/* A phone may take its time to ask its user for the password. */
static bool
is_left_challenged(const struct call *c)
{
	const struct tx *t = c->tx_last;

	return t != NULL && tx_is_challenged(t) && t->request != NULL && !answers_challenge(c, t);
}

bool
call_is_over(const struct call *c)
{
	const struct msg *final = NULL;

	if (c->pending > 0 || c->answered || c->interval || (c->facts & (HAS_REDIRECT | HAS_RETRY_AFTER)))
		return false;
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (t->method == METHOD_ACK || t->method == METHOD_CANCEL)
			continue;
		if (t->method == METHOD_INVITE && !tx_was_acked(c, t))
			return false;
		final = t->final;
	}
	return final != NULL && final->code >= 400 && !is_challenge(final);
}

/* Credentials were refused: another try may come, but what this one was is sure. */
static bool
was_refused_again(const struct call *c)
{
	const struct tx *t = c->tx_last;

	return c->pending == 0 && !c->answered && t != NULL && tx_is_challenged(t) && answers_challenge(c, t) &&
	    (t->method != METHOD_INVITE || t->ack != NULL);
}

enum patience
patience_with(const struct call *c, bool live)
{
	if (live && call_is_over(c))
		return PATIENCE_OVER;
	if (live && was_refused_again(c))
		return PATIENCE_ASKED;
	if (c->answered && !c->hung_up)
		return c->acked ? PATIENCE_TALKING : PATIENCE_SOON;
	if (c->pending > 0) {
		for (const struct tx *t = c->txs; t != NULL; t = t->next)
			if (t->final == NULL && t->method == METHOD_INVITE && (t->trying || t->provisional))
				return PATIENCE_OPEN;
		return PATIENCE_ENDED;
	}
	if (c->interval)
		return PATIENCE_SOON;
	return c->kind == CALL_REGISTER && is_left_challenged(c) ? PATIENCE_OPEN : PATIENCE_ENDED;
}
