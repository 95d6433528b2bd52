/* SPDX-License-Identifier: MIT */
#include "sip/reading.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "sip/osip.h"
#include "sip/plain.h"

bool
read_status(struct reading_status *out, const struct message *m, struct arena *a)
{
	struct osip_start start;
	bool taken = osip_start_line(&start, PART(m, start_line), a) && start.is_response && start.code == m->code;

	*out = (struct reading_status){ m->code, taken ? slice_trim(start.phrase) : PART(m, phrase) };
	return taken;
}

/* "<sip:<user>@host>", "<sip:{user}@host>": who passed it on put it in place of a name. libosip2 would escape it, or end there. */
static bool
holds_stand_in(struct slice uri_text)
{
	struct uri uri;
	struct slice user = uri_parse(&uri, uri_text) ? uri.user : SLICE_NONE;

	return user.n > 2 && is_one_of(user.p[0], "<{[") && is_one_of(user.p[user.n - 1], ">}]");
}

bool
read_address(struct reading_address *out, struct slice value, struct arena *a)
{
	struct osip_address address;
	struct slice uri, tag;

	if (plain_address(value, &uri, &tag)) {
		*out = (struct reading_address){ uri, tag, value };
		return true;
	}
	bool stands_in = holds_stand_in(header_uri(value, NULL));

	if (!stands_in && osip_address(&address, value, a)) {
		*out = (struct reading_address){ address.uri, address.tag, address.text };
		return true;
	}
	*out = (struct reading_address){ header_uri(value, NULL), SLICE_NONE, value };
	if (!header_param(value, ';', SLICE("tag"), &out->tag))
		out->tag = SLICE_NONE;
	return stands_in;
}

bool
read_call_id(struct slice *out, struct slice value, struct arena *a)
{
	if (plain_call_id(value)) {
		*out = value;
		return true;
	}
	/* It is a name, to be compared byte by byte: read otherwise, it would be another one. */
	bool taken = osip_call_id_value(out, value, a) && slice_eq(*out, value);

	if (!taken)
		*out = value;
	return taken;
}

bool
read_cseq(struct reading_cseq *out, const struct message *m, struct arena *a)
{
	struct slice value = message_value(m, H_CSEQ);
	bool taken;

	*out = (struct reading_cseq){ .has_number = true };
	if (plain_cseq(value, &out->number, &out->method))
		return true;
	taken = osip_cseq_value(&out->number, &out->method, value, a);
	if (!taken)
		*out = (struct reading_cseq){ m->has_cseq, m->cseq, PART(m, method_name) };
	return taken;
}

bool
read_via(struct via *out, struct slice element, struct arena *a)
{
	bool taken = osip_via_value(out, element, a);

	if (!taken)
		via_parse(out, element);
	return taken;
}

/* A value that was found in a header; libosip2 takes the next that has quotes for one that has none: the realm for the user. */
static bool
is_quoted(struct slice found)
{
	return found.p == NULL || found.p[-1] == '"';
}

bool
read_credentials(struct credentials *out, struct slice value, struct arena *a)
{
	struct credentials own;

	credentials_parse(&own, value);
	if (is_quoted(own.username) && is_quoted(own.realm) && is_quoted(own.nonce) && is_quoted(own.uri) &&
	    is_quoted(own.response) &&
	    is_quoted(own.opaque) && is_quoted(own.cnonce) && osip_credentials(out, value, a))
		return true;
	*out = own;
	return false;
}

bool
read_type(struct content_type *out, struct slice value, struct arena *a)
{
	bool taken = osip_type(out, value, a);

	if (!taken)
		content_type_parse(out, value);
	return taken;
}

/* What was cut off the front of a list, without the comma behind it. */
static struct slice
cut_off(struct slice before, struct slice rest)
{
	struct slice s = slice_trim(slice_from(before.p, rest.p != NULL ? rest.p : slice_limit(before)));

	while (s.n > 0 && s.p[s.n - 1] == ',')
		s = slice_trim(slice_head(s, s.n - 1));
	return s;
}

bool
read_contact_next(struct slice *rest, struct contact *out, struct arena *a, bool *by_osip)
{
	struct slice before = *rest;
	struct contact own;

	if (!contact_next(rest, &own))
		return false;
	*by_osip = osip_contact_value(out, cut_off(before, *rest), a);
	if (!*by_osip)
		*out = own;
	return true;
}

bool
read_challenge_next(struct slice *rest, struct challenge *out, struct arena *a, bool *by_osip)
{
	struct slice before = *rest;
	struct challenge own;

	if (!challenge_next(rest, &own))
		return false;
	*by_osip = osip_challenge(out, cut_off(before, *rest), a);
	if (!*by_osip)
		*out = own;
	return true;
}

bool
read_sdp(struct slice *out, struct slice text, struct arena *a)
{
	if (osip_sdp(out, text, a))
		return true;
	*out = text;
	return false;
}
