#include "diagnose/calls/digest.h"

/* The headers to look at; nearly all messages have one, and need no index for it. */
static size_t
auth_headers(const struct msg *m, struct header *only, const struct header **list)
{
	const struct message *index;

	*only = (struct header){ .id = m->auth_id, .value = m->auth };
	*list = only;
	if (m->auth_count <= 1)
		return m->auth_count;
	index = msg_index(m);
	*list = index->headers;
	return index->header_count;
}

size_t
digest_asked(const struct msg *m, struct asked out[MOST_REALMS])
{
	const struct header *list;
	struct header only;
	size_t n = 0, count = auth_headers(m, &only, &list);

	for (size_t i = 0; i < count; i++) {
		const struct header *h = &list[i];
		struct slice rest = h->value;

		if (h->id != H_WWW_AUTHENTICATE && h->id != H_PROXY_AUTHENTICATE)
			continue;
		while (n < MOST_REALMS && challenge_next(&rest, &out[n].is))
			if (slice_eq_nocase(out[n].is.scheme, SLICE("Digest"))) {
				out[n].in = m;
				out[n++].header = h->id;
			}
	}
	return n;
}

size_t
digest_sent(const struct msg *m, struct sent out[MOST_REALMS])
{
	const struct header *list;
	struct header only;
	size_t n = 0, count = auth_headers(m, &only, &list);

	for (size_t i = 0; i < count && n < MOST_REALMS; i++) {
		const struct header *h = &list[i];

		if ((h->id == H_AUTHORIZATION || h->id == H_PROXY_AUTHORIZATION) && credentials_parse(&out[n].is, h->value)) {
			out[n].in = m;
			out[n++].header = h->id;
		}
	}
	return n;
}

const struct asked *
asked_for_realm(const struct asked *list, size_t n, struct slice realm)
{
	for (size_t i = 0; i < n; i++)
		if (slice_eq(list[i].is.realm, realm))
			return &list[i];
	return NULL;
}

const struct sent *
sent_for_realm(const struct sent *list, size_t n, struct slice realm)
{
	for (size_t i = 0; i < n; i++)
		if (slice_eq(list[i].is.realm, realm))
			return &list[i];
	return NULL;
}

static const struct asked *
asked_with_nonce(const struct asked *list, size_t n, struct slice nonce)
{
	for (size_t i = 0; i < n; i++)
		if (nonce.n == 0 || slice_eq(list[i].is.nonce, nonce))
			return &list[i];
	return NULL;
}

bool
digest_newest(const struct sent *sent, struct asked *out)
{
	struct asked list[MOST_REALMS];

	for (const struct msg *m = sent->in->prev; m != NULL; m = m->prev) {
		if (!m->is_response || !(m->facts & MSG_CHALLENGE))
			continue;
		size_t n = digest_asked(m, list);
		const struct asked *one = asked_for_realm(list, n, sent->is.realm);
		if (one == NULL)
			one = asked_with_nonce(list, n, sent->is.nonce);
		if (one != NULL) {
			*out = *one;
			return true;
		}
	}
	return false;
}
