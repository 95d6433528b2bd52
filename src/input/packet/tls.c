/* SPDX-License-Identifier: MIT */
#include "input/packet/tls.h"

#include "input/packet/bytes.h"

enum { CERTIFICATE_LIST = 7 };
enum { SERVER_NAME = 0, ALPN = 16, SUPPORTED_VERSIONS = 43 };
enum { EXTENSIONS_MAX = 64, ALERT_MAX = 32 };

bool
tls_starts(struct slice s)
{
	return s.n >= 3 && byte_at(s, 0) >= TLS_TYPE_CHANGE_CIPHER && byte_at(s, 0) <= TLS_TYPE_DATA + 1 &&
	    byte_at(s, 1) == 3 && byte_at(s, 2) <= 4;
}

/* RFC 6066 §3: a list of names, of which the first is the host's. */
static void
server_name(struct tls *t, struct slice s)
{
	struct slice name = slice_head(slice_skip(s, 5), be16(s, 3));

	if (byte_at(s, 2) != 0 || name.n == 0 || name.n >= TLS_NAME_MAX || slice_chr(name, '\0') != NULL)
		return;
	memcpy(t->name, name.p, name.n);
	t->name[name.n] = '\0';
}

static void
alpn(struct tls *t, struct slice s)
{
	s = slice_skip(s, 2);
	while (s.n > 0) {
		size_t n = byte_at(s, 0);
		struct slice name = slice_head(slice_skip(s, 1), n);

		t->sip |= slice_eq(name, SLICE("sip")) || slice_eq(name, SLICE("sip/2"));
		s = slice_skip(s, 1 + n);
	}
}

static void
extensions(struct tls *t, struct slice s)
{
	s = slice_head(slice_skip(s, 2), be16(s, 0));
	for (int i = 0; i < EXTENSIONS_MAX && s.n >= 4; i++) {
		unsigned kind = be16(s, 0);
		struct slice value = slice_head(slice_skip(s, 4), be16(s, 2));

		if (t->client && kind == SERVER_NAME)
			server_name(t, value);
		else if (t->client && kind == ALPN)
			alpn(t, value);
		else if (t->server && kind == SUPPORTED_VERSIONS)
			t->is_13 = be16(value, 0) >= 0x0304;
		s = slice_skip(s, 4 + value.n);
	}
}

/* Version, random, session id, cipher suites or the one chosen, compression, extensions. */
static void
hello(struct tls *t, struct slice s)
{
	t->begun = true;
	t->client = byte_at(s, 0) == TLS_CLIENT_HELLO;
	t->server = byte_at(s, 0) == TLS_SERVER_HELLO;
	if (!t->client && !t->server) {
		t->broken = true;
		return;
	}
	s = slice_skip(slice_head(s, 4 + ((size_t)byte_at(s, 1) << 16 | be16(s, 2))), 4 + 2 + 32);
	s = slice_skip(s, 1u + byte_at(s, 0));
	s = slice_skip(s, t->client ? 2u + be16(s, 0) : 2);
	s = slice_skip(s, t->client ? 1u + byte_at(s, 0) : 1);
	extensions(t, s);
}

/* An alert has two bytes, and the cipher adds its kind and a check value. */
static void
count_data(struct tls *t, size_t length)
{
	t->data++;
	t->long_data += length > ALERT_MAX;
}

/* How much of a record is looked at. */
static size_t
held_of(const struct tls *t, unsigned kind, size_t length)
{
	if (kind == TLS_TYPE_HANDSHAKE && !t->begun)
		return length;
	if (kind == TLS_TYPE_HANDSHAKE && t->client && !t->answered && !t->ciphered)
		return length < CERTIFICATE_LIST ? length : CERTIFICATE_LIST;
	return kind == TLS_TYPE_ALERT && length == 2 ? 2 : 0;
}

/* The client was asked for a certificate, and has none: its list is empty. */
static void
client_answer(struct tls *t, struct slice s)
{
	t->answered = true;
	t->no_certificate = s.n == CERTIFICATE_LIST && byte_at(s, 0) == TLS_CERTIFICATE && byte_at(s, 4) == 0 && be16(s, 5) == 0;
}

size_t
tls_take(struct tls *t, struct slice bytes, size_t *need, uint64_t *skip)
{
	unsigned kind = byte_at(bytes, 0);
	size_t length = be16(bytes, 3), held;

	*need = TLS_HEADER;
	if (bytes.n < TLS_HEADER)
		return 0;
	if (!tls_starts(bytes) || length > TLS_RECORD_MAX) {
		t->broken = true;
		return 0;
	}
	held = held_of(t, kind, length);
	*need = TLS_HEADER + held;
	if (bytes.n < *need)
		return 0;
	if (kind == TLS_TYPE_CHANGE_CIPHER)
		t->ciphered = true;
	else if (kind == TLS_TYPE_DATA)
		count_data(t, length);
	else if (kind == TLS_TYPE_HANDSHAKE && held > 0 && t->begun)
		client_answer(t, slice_head(slice_skip(bytes, TLS_HEADER), held));
	else if (kind == TLS_TYPE_HANDSHAKE && held > 0)
		hello(t, slice_head(slice_skip(bytes, TLS_HEADER), held));
	else if (kind == TLS_TYPE_ALERT && held == 2 && !t->ciphered && byte_at(bytes, TLS_HEADER) == TLS_FATAL) {
		t->has_alert = true;
		t->alert = byte_at(bytes, TLS_HEADER + 1);
	}
	*skip = length - held;
	return *need;
}

bool
tls_is_good(const struct tls *client, const struct tls *server, unsigned before)
{
	if (!server->is_13)
		return client->data > 0 && server->data > 0;
	return client->data > 1 && server->long_data > before;
}
