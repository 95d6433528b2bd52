/* SPDX-License-Identifier: MIT */
/* identity.refused: the call is refused for who the caller is said to be (RFC 8224, RFC 8197, RFC 8688). */
#include "diagnose/rules/causes.h"
#include "diagnose/rules/rules.h"

#include <jansson.h>

#include "base/base64.h"
#include "base/literals.h"

enum { LONGEST_PAYLOAD = 8192 };

static bool
says(const struct msg *m, const char *words)
{
	return slice_find_nocase(PART(msg_index(m), phrase), slice_of(words)) != NULL;
}

/* 603+ of ATIS-1000099: the network's analytics, not a person. */
static bool
is_network_block(const struct msg *m)
{
	return literals_stand_in(&literals_network_block, PART(msg_index(m), phrase)) ||
	    slice_find_nocase(msg_header(m, H_REASON), SLICE("v=analytics")) != NULL;
}

/* Of a call or a message (RFC 8197, RFC 8224); what another request gets says nothing of who calls. */
static bool
refuses_identity(const struct msg *m)
{
	if (m->method != METHOD_INVITE && m->method != METHOD_MESSAGE)
		return false;
	switch (m->code) {
	case 428: case 436: case 437: case 438: case 607: case 608:
		return true;
	case 403:
		return says(m, "stale date");
	case 603:
		return is_network_block(m);
	default:
		return false;
	}
}

/* Not the signature: nobody wants calls from this number. */
static bool
is_unwanted(const struct msg *m)
{
	return m->code >= 600;
}

/* What each code says about the signature (RFC 8224 §6.2.2). */
static const struct code_cause by_code[] = {
	{ 428, METHOD_OTHER, "unsigned" }, { 436, METHOD_OTHER, "certificate-not-fetched" }, { 437, METHOD_OTHER, "certificate-refused" },
	{ 438, METHOD_OTHER, "signature-broken" }, { 403, METHOD_OTHER, "stale" },
};

/* Where an Identity arrived, a 428 may also mean that none of its kind is known there: then it stays open. */
static void
state_by_code(struct verdict *v, const struct msg *final)
{
	const struct msg *request = final->tx->request;
	bool is_signed = request == NULL || !msg_is_whole(request) || msg_header(request, H_IDENTITY).p != NULL;
	const char *said = cause_of_code(v, final, by_code, sizeof by_code / sizeof *by_code);

	if (said != NULL && (final->code != 428 || !is_signed))
		verdict_proves(v, final, said);
}

/* The claims of the PASSporT (RFC 8225); NULL: none, or in the compact form that leaves them out. */
static json_t *
claims_of(struct slice identity)
{
	struct buf json = BUF_INIT;

	slice_cut(&identity, '.');
	struct slice payload = slice_trim(slice_cut(&identity, '.'));
	if (payload.n == 0 || payload.n > LONGEST_PAYLOAD)
		return NULL;
	base64_add(payload, BASE64_URL, &json);
	json_t *claims = json_loadb(json.p != NULL ? json.p : "", json.n, 0, NULL);
	buf_release(&json);
	return claims;
}

/* Digits alone, as RFC 8224 §8.3 compares numbers. */
static const char *
digits_of(struct verdict *v, struct slice text)
{
	char *out = arena_alloc(&v->f.arena, text.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] >= '0' && text.p[i] <= '9')
			out[n++] = text.p[i];
	return out;
}

static const char *
number_in(struct verdict *v, const struct msg *m, enum header_id id)
{
	struct uri uri;

	if (!uri_parse(&uri, header_uri(msg_header(m, id), NULL)))
		return "";
	return digits_of(v, uri.user.p != NULL ? uri.user : uri.host);
}

/* The number signed is not the one the message shows. */
static void
compare_number(struct verdict *v, const struct msg *m, const char *claim, const json_t *signed_for, enum header_id id)
{
	const char *tn = json_string_value(json_is_array(signed_for) ? json_array_get(signed_for, 0) : signed_for);
	const char *shown = number_in(v, m, id);

	if (tn == NULL || *shown == '\0')
		return;
	tn = digits_of(v, slice_of(tn));
	if (slice_eq(slice_of(tn), slice_of(shown)))
		return;
	SAY(v, EVIDENCE_HEADER, "Identity", m, "identity-number", 0, claim, tn, header_name(id), shown);
}

static void
say_age(struct verdict *v, const struct msg *m, const json_t *iat)
{
	if (!json_is_integer(iat) || m->where.time == NO_TIME || m->where.time_of_day)
		return;
	int64_t age = m->where.time / SECONDS(1) - json_integer_value(iat);
	if (age > IDENTITY_FRESH || age < -IDENTITY_FRESH)
		SAY(v, EVIDENCE_TIMER, "iat", m, "identity-age", (double)(age < 0 ? -age : age), NULL);
}

static void
say_identity(struct verdict *v, const struct msg *m)
{
	struct slice identity = msg_header(m, H_IDENTITY);

	if (identity.p == NULL) {
		if (msg_is_whole(m))
			SAY(v, EVIDENCE_MISSING, "Identity", m, "identity-missing", 0, verdict_start(v, m), verdict_id(v, m));
		return;
	}
	verdict_header(v, m, H_IDENTITY);
	json_t *claims = claims_of(identity);
	if (claims == NULL)
		return;
	say_age(v, m, json_object_get(claims, "iat"));
	compare_number(v, m, "orig", json_object_get(json_object_get(claims, "orig"), "tn"), H_FROM);
	compare_number(v, m, "dest", json_object_get(json_object_get(claims, "dest"), "tn"), H_TO);
	json_decref(claims);
}

/* Why, and of an unwanted call whom to ask about it (RFC 8688), which is what helps: that stands first. */
static void
say_contact(struct verdict *v, const struct msg *final)
{
	verdict_header(v, final, H_REASON);
	verdict_header(v, final, H_CALL_INFO);
}

bool
find_identity_refused(const struct call *c, struct verdict *v)
{
	const struct msg *final = v->failure;

	(void)c;
	look_at(v, final);
	if (!HOLDS(v, FAILURE_COUNTS, final != NULL) || !HOLDS(v, CODE_FITS, refuses_identity(final)))
		return false;
	v->at = final;
	if (is_unwanted(final)) {
		verdict_proves(v, final, "unwanted");
		say_contact(v, final);
	} else {
		verdict_excludes(v, final, "unwanted");
	}
	state_by_code(v, final);
	if (final->tx->request != NULL) {
		SAY(v, EVIDENCE_MESSAGE, NULL, final, "request-refused", 0, verdict_start(v, final->tx->request),
		    verdict_id(v, final->tx->request), verdict_start(v, final), verdict_id(v, final));
		say_identity(v, final->tx->request);
	}
	if (!is_unwanted(final))
		say_contact(v, final);
	return true;
}
