/* SPDX-License-Identifier: MIT */
/*
 * Holds libosip2's reading of a message and our own against each other: what both take, both must read alike. For the
 * differential test and its fuzz target. Each difference that is known is explained where it is allowed.
 */
#ifndef SIPERR_TESTS_READING_H
#define SIPERR_TESTS_READING_H

#include <stdlib.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "sip/osip.h"
#include "sip/sdp.h"

static inline void
differ(struct buf *out, const char *what, struct slice osip, struct slice own)
{
	buf_addf(out, "%s: libosip2 '%.*s', we '%.*s'\n", what, SLICE_ARG(osip), SLICE_ARG(own));
}

/* libosip2 takes escapes of a URI back and writes those that are needed again: what they stand for is compared. */
static inline size_t
next_character(struct slice s, size_t i, char *c)
{
	if (s.p[i] == '%' && s.n - i > 2 && hex_value(s.p[i + 1]) >= 0 && hex_value(s.p[i + 2]) >= 0) {
		*c = (char)hex_byte(s.p + i + 1);
		return i + 3;
	}
	*c = s.p[i];
	return i + 1;
}

static inline bool
same_uri(struct slice a, struct slice b)
{
	size_t i = 0, j = 0;

	while (i < a.n && j < b.n) {
		char x, y;

		i = next_character(a, i, &x);
		j = next_character(b, j, &y);
		if (x != y)
			return false;
	}
	return i == a.n && j == b.n;
}

/* Own slices keep their folding, which libosip2 never sees. */
static inline void
compare(struct buf *out, const char *what, struct slice osip, struct slice own)
{
	char *flat = own.p != NULL ? header_unfold(own) : NULL;

	if (!slice_eq(slice_trim(osip), slice_trim(slice_of(flat))))
		differ(out, what, osip, own);
	free(flat);
}

/* An empty user part goes; blanks in a URI, which break the grammar, are skipped by libosip2 and kept by us. */
static inline void
compare_uri(struct buf *out, const char *what, struct slice osip, struct slice own)
{
	own = slice_trim(own);
	if (!slice_has_space(own) && slice_find(own, SLICE(":@")) == NULL && !same_uri(slice_trim(osip), own))
		differ(out, what, osip, own);
}

static inline void
compare_status(struct buf *out, const struct message *m, struct arena *a)
{
	struct osip_start start;

	if (!m->is_response || !osip_start_line(&start, PART(m, start_line), a))
		return;
	if (start.code != m->code)
		buf_addf(out, "code: libosip2 %d, we %d\n", start.code, m->code);
	compare(out, "phrase", start.phrase, PART(m, phrase));
}

/* Another header stuck to it: which tag counts is anybody's guess. */
static inline bool
has_two_addresses(struct slice value)
{
	const char *open = slice_chr(value, '<');

	return open != NULL && slice_chr(slice_from(open + 1, slice_limit(value)), '<') != NULL;
}

static inline void
compare_address(struct buf *out, const char *what, struct slice value, struct slice tag, struct arena *a)
{
	struct osip_address address;

	if (value.p == NULL || !osip_address(&address, value, a))
		return;
	compare_uri(out, what, address.uri, header_uri(value, NULL));
	if (!has_two_addresses(value))
		compare(out, what, address.tag, tag);
}

static inline void
compare_ids(struct buf *out, const struct message *m, struct arena *a)
{
	struct slice id, method;
	uint32_t number;

	if (m->call_id.at > 0 && osip_call_id_value(&id, PART(m, call_id), a))
		compare(out, "Call-ID", id, PART(m, call_id));
	if (m->has_cseq && osip_cseq_value(&number, &method, message_value(m, H_CSEQ), a)) {
		if (number != m->cseq)
			buf_addf(out, "CSeq: libosip2 %u, we %u\n", number, m->cseq);
		if (m->is_response)
			compare(out, "CSeq", method, PART(m, method_name));
	}
}

static inline void
compare_via(struct buf *out, const struct message *m, struct arena *a)
{
	struct slice rest = message_value(m, H_VIA), element;
	struct via osip, own;

	if (!header_element(&rest, &element) || !osip_via_value(&osip, element, a) || !via_parse(&own, element))
		return;
	compare(out, "Via transport", osip.transport, own.transport);
	compare(out, "Via sent-by", osip.sent_by, own.sent_by);
	compare(out, "Via branch", osip.branch, own.branch);
}

static inline void
compare_contacts(struct buf *out, struct slice value, struct arena *a)
{
	struct slice rest = value, again = value, element;
	struct contact osip, own;

	while (header_element(&rest, &element) && contact_next(&again, &own)) {
		if (!osip_contact_value(&osip, element, a))
			continue;
		compare_uri(out, "Contact", osip.uri, own.uri);
		compare(out, "Contact q", osip.q, own.q);
	}
}

static inline void
compare_challenge(struct buf *out, struct slice value, struct arena *a)
{
	struct slice rest = value;
	struct challenge osip, own, second;

	/* Of several in one header libosip2 makes one. */
	if (!osip_challenge(&osip, value, a) || !challenge_next(&rest, &own) || challenge_next(&rest, &second))
		return;
	compare(out, "scheme", osip.scheme, own.scheme);
	compare(out, "realm", osip.realm, own.realm);
	compare(out, "nonce", osip.nonce, own.nonce);
	compare(out, "algorithm", osip.algorithm, own.algorithm);
	compare(out, "qop", osip.qop, own.qop);
	if (osip.stale != own.stale)
		buf_addf(out, "stale: libosip2 %d, we %d\n", osip.stale, own.stale);
}

static inline void
compare_credentials(struct buf *out, struct slice value, struct arena *a)
{
	struct credentials osip, own;

	if (!osip_credentials(&osip, value, a) || !credentials_parse(&own, value))
		return;
	compare(out, "username", osip.username, own.username);
	compare(out, "realm", osip.realm, own.realm);
	compare(out, "nonce", osip.nonce, own.nonce);
	compare(out, "uri", osip.uri, own.uri);
	compare(out, "response", osip.response, own.response);
}

static inline void
compare_type(struct buf *out, struct slice value, struct arena *a)
{
	struct content_type osip, own;

	/* An address in it belongs to a header that lost its line. */
	if (slice_chr(value, '<') == NULL && osip_type(&osip, value, a) && content_type_parse(&own, value))
		compare(out, "type", osip.type, own.type);
}

static inline void
compare_sdp(struct buf *out, const struct message *m, struct arena *a)
{
	struct slice part, again;
	struct sdp osip, own;

	if (!message_part(m, SLICE("application/sdp"), &part) || !osip_sdp(&again, part, a) || !sdp_parse(&own, part) || own.cut)
		return;
	if (!sdp_parse(&osip, again) || osip.media_count != own.media_count) {
		buf_addf(out, "SDP: %zu media, we %zu\n", osip.media_count, own.media_count);
		return;
	}
	for (size_t i = 0; i < own.media_count; i++) {
		const struct sdp_media *x = &osip.media[i], *y = &own.media[i];

		compare(out, "media", x->kind, y->kind);
		compare(out, "media protocol", x->protocol, y->protocol);
		compare(out, "media address", x->connection.address, y->connection.address);
		if (x->port != y->port || x->format_count != y->format_count || x->direction != y->direction)
			buf_addf(out, "media %zu: port %u %u, formats %zu %zu, direction %d %d\n", i, x->port, y->port, x->format_count,
			    y->format_count, (int)x->direction, (int)y->direction);
		for (size_t j = 0; j < y->format_count && j < x->format_count; j++)
			compare(out, "codec", sdp_format(&osip, x, j)->name, sdp_format(&own, y, j)->name);
	}
}

/* What the two read differently, a line each; nothing where they agree. */
static inline void
reading_differences(struct buf *out, const struct message *m)
{
	struct arena a = ARENA_INIT;

	compare_status(out, m, &a);
	compare_address(out, "From", PART(m, from), PART(m, from_tag), &a);
	compare_address(out, "To", PART(m, to), PART(m, to_tag), &a);
	compare_ids(out, m, &a);
	compare_via(out, m, &a);
	for (size_t i = 0; i < m->header_count; i++) {
		const struct header *h = &m->headers[i];

		if (h->value.at == 0)
			continue;
		if (h->id == H_CONTACT)
			compare_contacts(out, header_value(m, h), &a);
		else if (h->id == H_WWW_AUTHENTICATE || h->id == H_PROXY_AUTHENTICATE)
			compare_challenge(out, header_value(m, h), &a);
		else if (h->id == H_AUTHORIZATION || h->id == H_PROXY_AUTHORIZATION)
			compare_credentials(out, header_value(m, h), &a);
		else if (h->id == H_CONTENT_TYPE)
			compare_type(out, header_value(m, h), &a);
	}
	compare_sdp(out, m, &a);
	arena_release(&a);
}

#endif
