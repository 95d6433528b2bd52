/* SPDX-License-Identifier: MIT */
#include "input/text/told_tls.h"

#include "input/frame/tls.h"

enum { RANDOM = 32, NAME_MOST = 250 };

static void
add_zeros(struct buf *out, size_t length)
{
	while (out->n < length)
		buf_addc(out, 0);
}

static void
add_header(struct buf *out, unsigned kind, size_t length)
{
	buf_addc(out, (char)kind);
	buf_add(out, SLICE("\3\3"));
	buf_add_be16(out, (unsigned)length);
}

/* RFC 5246 §7.4.1: version, random, no session, one cipher suite, no compression; then the server's name, or its choice of TLS 1.3. */
static void
add_hello(struct buf *out, const struct printed_record *r)
{
	struct slice name = slice_head(r->name, NAME_MOST);
	bool client = r->handshake == TLS_CLIENT_HELLO;
	size_t begin = out->n, body;

	buf_addc(out, (char)r->handshake);
	buf_add(out, SLICE("\0\0\0\3\3"));
	add_zeros(out, out->n + RANDOM);
	buf_add(out, client ? SLICE("\0\0\2\0\0\1\0") : SLICE("\0\0\0\0"));
	if (client && name.n > 0) {
		buf_add_be16(out, (unsigned)name.n + 9);
		buf_add(out, SLICE("\0\0"));
		buf_add_be16(out, (unsigned)name.n + 5);
		buf_add_be16(out, (unsigned)name.n + 3);
		buf_addc(out, 0);
		buf_add_be16(out, (unsigned)name.n);
		buf_add(out, name);
	} else if (!client && r->is_13) {
		buf_add(out, SLICE("\0\6\0\53\0\2\3\4"));
	} else {
		buf_add(out, SLICE("\0\0"));
	}
	body = out->n - begin - 4;
	out->p[begin + 2] = (char)(body >> 8);
	out->p[begin + 3] = (char)body;
}

/* All of it, in so many bytes at most. */
static void
add_record(struct buf *out, const struct printed_record *r, size_t most)
{
	size_t length = r->length < most - TLS_HEADER ? r->length : most - TLS_HEADER, begin;

	add_header(out, r->kind, length);
	begin = out->n;
	if (r->kind == TLS_TYPE_HANDSHAKE && (r->handshake == TLS_CLIENT_HELLO || r->handshake == TLS_SERVER_HELLO)) {
		add_hello(out, r);
	} else if (r->kind == TLS_TYPE_HANDSHAKE && r->handshake > 0) {	/* an empty Certificate says something, too */
		buf_addc(out, (char)r->handshake);
		buf_add_be16(out, 0);
		buf_addc(out, (char)(length > 4 ? length - 4 : 0));
	} else if (r->kind == TLS_TYPE_ALERT && r->has_alert) {
		buf_addc(out, (char)r->level);
		buf_addc(out, (char)r->alert);
	}
	if (out->n > begin + length)
		out->n = begin + length;
	add_zeros(out, begin + length);
}

void
told_tls_add(struct buf *out, const struct printed *p)
{
	size_t end = out->n + p->length;

	for (size_t i = 0; i < p->records && end - out->n > TLS_HEADER; i++)
		add_record(out, &p->record[i], end - out->n);
	/* An alert that has not two bytes says nothing. */
	if (end - out->n > TLS_HEADER + 2)
		add_header(out, TLS_TYPE_ALERT, end - out->n - TLS_HEADER);
	add_zeros(out, end);
}
