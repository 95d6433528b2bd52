/* SPDX-License-Identifier: MIT */
#include "diagnose/rules/logins.h"

#include <stdlib.h>

#include "base/recall.h"

enum { LOGINS = 4096 };

struct logins {
	struct recall by_nonce, by_from;	/* struct login */
};

static uint64_t
mix(uint64_t a, uint64_t b)
{
	return ((a ^ b) * 0x9e3779b97f4a7c15u);
}

static uint64_t
nonce_key(const struct sent *sent)
{
	return mix(slice_hash(sent->is.nonce), slice_hash(sent->is.username) >> 1);
}

static uint64_t
from_key(const struct sent *sent)
{
	return mix(slice_hash(header_uri(MSG(sent->in, from), NULL)), slice_hash(sent->is.realm) >> 1);
}

void *
span_logins_open(void)
{
	struct logins *all = xcalloc(1, sizeof *all);

	all->by_nonce = RECALL(struct login, LOGINS);
	all->by_from = RECALL(struct login, LOGINS);
	return all;
}

void
span_logins_close(void *state)
{
	struct logins *all = state;

	recall_release(&all->by_nonce);
	recall_release(&all->by_from);
	free(all);
}

void
span_logins_end(void *state, struct spans *s)
{
	(void)state;
	(void)s;
}

static void
keep(struct recall *table, uint64_t key, const struct sent *sent, const struct tx *t)
{
	struct login *l = recall_use(table, key, NULL);
	size_t n = sent->is.username.n < LOGIN_USER_MAX - 1 ? sent->is.username.n : LOGIN_USER_MAX - 1;

	*l = (struct login){ .request = msg_spot(t->request), .answer = msg_spot(t->success),
		.has_nc = sent->is.has_nc, .nc = sent->is.nc };
	if (n > 0)
		memcpy(l->user, sent->is.username.p, n);
}

void
span_logins_call(void *state, const struct call *c, struct spans *s)
{
	struct logins *all = state;

	(void)s;
	if (!(c->facts & HAS_CREDENTIALS))
		return;
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		struct sent sent[MOST_REALMS];

		if (t->success == NULL || t->request == NULL || !(t->request->facts & MSG_CREDENTIALS) ||
		    t->method == METHOD_ACK || t->method == METHOD_CANCEL)
			continue;
		size_t n = digest_sent(t->request, sent);
		for (size_t i = 0; i < n; i++) {
			keep(&all->by_nonce, nonce_key(&sent[i]), &sent[i], t);
			keep(&all->by_from, from_key(&sent[i]), &sent[i], t);
		}
	}
}

static const struct login *
find(const struct recall *table, uint64_t key, const struct sent *sent)
{
	const struct login *l = recall_find(table, key);

	return l != NULL && l->answer.message < sent->in->number ? l : NULL;
}

const struct login *
login_with_nonce(const struct spans *s, const struct sent *sent)
{
	const struct logins *all = spans_state(s, SPAN_logins);

	return sent->is.nonce.n > 0 ? find(&all->by_nonce, nonce_key(sent), sent) : NULL;
}

const struct login *
login_of(const struct spans *s, const struct sent *sent)
{
	const struct logins *all = spans_state(s, SPAN_logins);

	return find(&all->by_from, from_key(sent), sent);
}
