/* SPDX-License-Identifier: MIT */
#include "input/frame/witness.h"

struct slice *
witness_slice(struct witness *w, int i)
{
	struct slice *const all[WITNESS_SLICES] = {
		&w->entry, &w->product, &w->line, &w->call_id, &w->name, &w->detail, &w->cause, &w->severity, &w->phrase,
		&w->thread, &w->said,
	};

	return all[i];
}

void
witness_copy_to(struct witness *copy, struct arena *a, const struct witness *w)
{
	*copy = *w;
	for (int i = 0; i < WITNESS_SLICES; i++) {
		struct slice *s = witness_slice(copy, i);

		if (s->p != NULL)
			s->p = arena_slice(a, *s);
	}
}

struct witness *
witness_copy(struct arena *a, const struct witness *w)
{
	struct witness *copy = arena_alloc(a, sizeof *copy);

	witness_copy_to(copy, a, w);
	return copy;
}

bool
port_is_signalling(unsigned port)
{
	return (port >= 5060 && port <= 5069) || (port >= 5080 && port <= 5083) || port == 5160 || port == 5161;
}

const char *
tls_alert_name(unsigned number)
{
	static const struct { unsigned char number; const char *name; } names[] = {
		{ 0, "close_notify" }, { 10, "unexpected_message" }, { 20, "bad_record_mac" }, { 21, "decryption_failed" },
		{ 22, "record_overflow" }, { 30, "decompression_failure" }, { 40, "handshake_failure" },
		{ 41, "no_certificate" }, { 42, "bad_certificate" }, { 43, "unsupported_certificate" },
		{ 44, "certificate_revoked" }, { 45, "certificate_expired" }, { 46, "certificate_unknown" },
		{ 47, "illegal_parameter" }, { 48, "unknown_ca" }, { 49, "access_denied" }, { 50, "decode_error" },
		{ 51, "decrypt_error" }, { 60, "export_restriction" }, { 70, "protocol_version" },
		{ 71, "insufficient_security" }, { 80, "internal_error" }, { 86, "inappropriate_fallback" },
		{ 90, "user_canceled" }, { 100, "no_renegotiation" }, { 109, "missing_extension" },
		{ 110, "unsupported_extension" }, { 111, "certificate_unobtainable" }, { 112, "unrecognized_name" },
		{ 113, "bad_certificate_status_response" }, { 114, "bad_certificate_hash_value" },
		{ 115, "unknown_psk_identity" }, { 116, "certificate_required" }, { 120, "no_application_protocol" },
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (names[i].number == number)
			return names[i].name;
	return "";
}

struct slice
dns_domain(struct slice name)
{
	struct slice rest = name;

	while (rest.n > 0 && rest.p[0] == '_') {
		slice_cut(&rest, '.');
		if (rest.n > 0)
			name = rest;
	}
	return name;
}

const char *
refusal_cause(enum witness_what what)
{
	switch (what) {
	case ICMP_PORT_CLOSED: case TCP_REFUSED: case SCTP_REFUSED:
		return "port-closed";
	case ICMP_HOST_UNREACHABLE: case ICMP_TTL:
		return "host-unreachable";
	case ICMP_FILTERED:
		return "filtered";
	case ICMP_TOO_BIG:
		return "too-big";
	default:
		return NULL;
	}
}
