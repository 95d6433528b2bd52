/* SPDX-License-Identifier: MIT */
#include "diagnose/calls/digest.h"

size_t
digest_asked(const struct msg *m, struct asked out[MOST_REALMS])
{
	const struct message *index = msg_index(m);
	size_t n = 0;

	for (size_t i = 0; i < index->header_count && (m->facts & MSG_CHALLENGE); i++) {
		const struct header *h = &index->headers[i];
		struct slice rest = header_value(index, h);

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
	const struct message *index = msg_index(m);
	size_t n = 0;

	for (size_t i = 0; i < index->header_count && n < MOST_REALMS && (m->facts & MSG_CREDENTIALS); i++) {
		const struct header *h = &index->headers[i];

		if ((h->id == H_AUTHORIZATION || h->id == H_PROXY_AUTHORIZATION) &&
		    credentials_parse(&out[n].is, header_value(index, h))) {
			out[n].value = header_value(index, h);
			out[n].in = m;
			out[n++].header = h->id;
		}
	}
	return n;
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

static bool
same_algorithm(struct slice a, struct slice b)
{
	return slice_eq_nocase(a.n > 0 ? a : SLICE("MD5"), b.n > 0 ? b : SLICE("MD5"));
}

/* Of the challenges of the realm, one for each algorithm (RFC 8760 §2.3), the one that the credentials took up. */
static const struct asked *
asked_for(const struct asked *list, size_t n, const struct credentials *sent)
{
	const struct asked *best = NULL;
	int most = -1;

	for (size_t i = 0; i < n; i++) {
		int fits = 2 * slice_eq(list[i].is.nonce, sent->nonce) + same_algorithm(list[i].is.algorithm, sent->algorithm);

		if (slice_eq(list[i].is.realm, sent->realm) && fits > most) {
			best = &list[i];
			most = fits;
		}
	}
	return best;
}

bool
digest_newest(const struct sent *sent, struct asked *out)
{
	struct asked list[MOST_REALMS];

	for (const struct msg *m = sent->in->prev; m != NULL; m = m->prev) {
		if (!m->is_response || !(m->facts & MSG_CHALLENGE))
			continue;
		size_t n = digest_asked(m, list);
		const struct asked *one = asked_for(list, n, &sent->is);
		if (one == NULL)
			one = asked_with_nonce(list, n, sent->is.nonce);
		if (one != NULL) {
			*out = *one;
			return true;
		}
	}
	return false;
}
