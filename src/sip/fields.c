/* SPDX-License-Identifier: MIT */
#include "sip/fields.h"

#include <stdlib.h>

#include "base/ascii.h"

/* Neither folded nor quoted, and nothing in it is escaped: it is its own text. */
static bool
is_bare(struct slice value)
{
	for (size_t i = 0; i < value.n; i++)
		if ((unsigned char)value.p[i] < ' ' || value.p[i] == '"' || value.p[i] == '\\')
			return false;
	return true;
}

char *
field_text(struct arena *a, struct slice value)
{
	value = slice_trim(value);
	if (is_bare(value))
		return arena_slice(a, value);
	char *text = header_unfold(value), *to = text;
	size_t n = strlen(text);
	const char *p = text, *end = text + n;
	char *copy;

	if (n >= 2 && text[0] == '"' && text[n - 1] == '"') {
		p++;
		end--;
	}
	for (; p < end; p++) {
		if (*p == '\\' && p + 1 < end && (p[1] == '"' || p[1] == '\\'))
			p++;
		*to++ = *p;
	}
	copy = arena_slice(a, slice_from(text, to));
	free(text);
	return copy;
}

bool
field_number(struct slice value, uint32_t *out)
{
	uint64_t number;
	bool good = slice_digits(slice_trim(value), &number) > 0;

	*out = number > UINT32_MAX ? UINT32_MAX : (uint32_t)number;
	return good;
}

static bool
number_param(struct slice element, struct slice name, uint32_t *out)
{
	struct slice value;

	*out = 0;
	return header_param(element, ';', name, &value) && field_number(value, out);
}

static struct slice
param_or_none(struct slice element, struct slice name)
{
	struct slice value;

	return header_param(element, ';', name, &value) ? value : SLICE_NONE;
}

/* What stands before the first parameter. */
static struct slice
without_params(struct slice element)
{
	struct slice params = header_params(element);

	return slice_trim(params.p ? slice_from(element.p, params.p - 1) : element);
}

static bool
starts_with_warn_code(struct slice s)
{
	s = slice_trim(s);
	return s.n >= 3 && is_digit(s.p[0]) && is_digit(s.p[1]) && is_digit(s.p[2]) && (s.n == 3 || is_space(s.p[3]));
}

bool
warning_next(struct slice *rest, struct warning *out)
{
	struct slice whole = slice_trim(*rest), element, inner;
	const char *quote;

	*out = (struct warning){ 0 };
	if (!header_element(rest, &element))
		return false;
	if (!starts_with_warn_code(element)) {	/* a text where the grammar wants three parts: keep all of it */
		out->text = whole;
		*rest = SLICE_NONE;
		return true;
	}
	quote = slice_chr(element, '"');
	while (quote == NULL && rest->n > 0 && !starts_with_warn_code(*rest)) {
		struct slice more;

		if (header_element(rest, &more))	/* a comma of an unquoted text */
			element = slice_from(element.p, slice_limit(more));
	}
	out->code = (element.p[0] - '0') * 100 + (element.p[1] - '0') * 10 + (element.p[2] - '0');
	inner = slice_skip(element, 3);
	if (quote == NULL) {
		out->agent = slice_cut_word(&inner);
		out->text = slice_trim(inner);
		return true;
	}
	out->agent = slice_trim(slice_from(inner.p, quote));
	out->text = slice_from(quote + 1, slice_limit(element));
	if (out->text.n > 0 && out->text.p[out->text.n - 1] == '"')
		out->text.n--;
	return true;
}

static bool
parse_cause(struct slice s, uint32_t *out)
{
	uint64_t value;

	if (!slice_starts_nocase(s, SLICE("0x")))
		return field_number(s, out);
	s = slice_skip(s, 2);
	if (s.n == 0 || slice_hex_digits(s, &value) != s.n || value > UINT32_MAX)
		return false;
	*out = (uint32_t)value;
	return true;
}

bool
reason_next(struct slice *rest, struct reason *out)
{
	struct slice element, name, value, params;

	*out = (struct reason){ 0 };
	if (!header_element(rest, &element))
		return false;
	out->protocol = without_params(element);
	params = header_params(element);
	if (slice_chr(out->protocol, '=') != NULL) {	/* the protocol is missing: cause=17;text="…" */
		out->protocol = SLICE_NONE;
		params = element;
	} else if (slice_chr(out->protocol, ' ') != NULL) {
		out->text = element;
		out->protocol = SLICE_NONE;
		return true;
	}
	while (header_next_param(&params, ';', &name, &value)) {
		if (slice_eq_nocase(name, SLICE("cause")))
			out->has_cause = parse_cause(value, &out->cause);
		else if (!out->has_cause && slice_eq_nocase(name, SLICE("reasoncode")))	/* X.int of Metaswitch and Nokia */
			out->has_cause = parse_cause(value, &out->cause);
		else if (slice_eq_nocase(name, SLICE("text")) ||
		    (out->text.p == NULL && slice_eq_nocase(name, SLICE("description"))))
			out->text = value;
		else if (slice_eq_nocase(name, SLICE("location")))
			out->location = value;
	}
	return true;
}

bool
reason_is_q850(const struct reason *r)
{
	return slice_eq_nocase(r->protocol, SLICE("Q.850")) || slice_eq_nocase(r->protocol, SLICE("Q850"));
}

struct reasons
message_reasons(const struct message *m)
{
	const struct header *h = message_header(m, H_REASON);

	return (struct reasons){ m, h, h != NULL ? header_value(m, h) : SLICE_NONE };
}

bool
reasons_next(struct reasons *all, struct reason *out)
{
	while (all->header != NULL) {
		if (reason_next(&all->rest, out))
			return true;
		all->header = message_next(all->m, all->header);
		if (all->header != NULL)
			all->rest = header_value(all->m, all->header);
	}
	return false;
}

unsigned
message_q850(const struct message *m)
{
	enum { GREATEST = 127 };
	struct reasons all = message_reasons(m);
	struct reason r;

	while (reasons_next(&all, &r))
		if (reason_is_q850(&r) && r.has_cause && r.cause > 0 && r.cause <= GREATEST)
			return r.cause;
	return 0;
}

struct slice
message_agent(const struct message *m, enum header_id *id)
{
	enum header_id own = m->is_response ? H_SERVER : H_USER_AGENT, other = m->is_response ? H_USER_AGENT : H_SERVER;
	struct slice agent = message_value(m, own);

	if (id != NULL)
		*id = agent.n > 0 ? own : other;
	return agent.n > 0 ? agent : message_value(m, other);
}

bool
retry_after_parse(struct retry_after *out, struct slice value)
{
	const char *open = slice_chr(value, '('), *close = NULL;

	*out = (struct retry_after){ 0 };
	if (!field_number(value, &out->seconds))
		return false;
	for (const char *p = slice_limit(value); open != NULL && p > open; p--) {
		if (p[-1] == ')') {
			close = p - 1;
			break;
		}
	}
	if (close != NULL && close > open)
		out->comment = slice_trim(slice_from(open + 1, close));
	out->has_duration = number_param(value, SLICE("duration"), &out->duration);
	return true;
}

bool
session_expires_parse(struct session_expires *out, struct slice value)
{
	struct slice refresher = param_or_none(value, SLICE("refresher"));

	*out = (struct session_expires){ 0 };
	if (slice_eq_nocase(refresher, SLICE("uac")))
		out->refresher = REFRESHER_UAC;
	else if (slice_eq_nocase(refresher, SLICE("uas")))
		out->refresher = REFRESHER_UAS;
	return field_number(value, &out->seconds);
}

bool
contact_next(struct slice *rest, struct contact *out)
{
	struct slice element;

	*out = (struct contact){ 0 };
	if (!header_element(rest, &element))
		return false;
	out->uri = header_uri(element, &out->display);
	out->star = slice_eq(out->uri, SLICE("*"));
	if (!uri_parse(&out->parts, out->uri))
		out->parts = (struct uri){ 0 };
	out->has_expires = number_param(element, SLICE("expires"), &out->expires);
	out->q = param_or_none(element, SLICE("q"));
	return true;
}

bool
ms_diagnostics_parse(struct ms_diagnostics *out, struct slice value)
{
	*out = (struct ms_diagnostics){ 0 };
	out->reason = param_or_none(value, SLICE("reason"));
	out->source = param_or_none(value, SLICE("source"));
	return field_number(value, &out->id);
}

bool
content_type_parse(struct content_type *out, struct slice value)
{
	out->type = without_params(value);
	out->boundary = param_or_none(value, SLICE("boundary"));
	return slice_chr(out->type, '/') != NULL;
}

bool
rack_parse(struct rack *out, struct slice value)
{
	struct slice rest = value;
	bool good = field_number(slice_cut_word(&rest), &out->rseq) && field_number(slice_cut_word(&rest), &out->cseq);

	out->method = slice_trim(rest);
	return good && out->method.n > 0;
}

bool
geolocation_error_parse(struct geolocation_error *out, struct slice value)
{
	out->text = param_or_none(value, SLICE("code"));
	return field_number(value, &out->code);
}

bool
info_uri_next(struct slice *rest, struct info_uri *out)
{
	struct slice element;

	*out = (struct info_uri){ 0 };
	if (!header_element(rest, &element))
		return false;
	out->uri = header_uri(element, NULL);
	out->purpose = param_or_none(element, SLICE("purpose"));
	return true;
}

bool
message_lists(const struct message *m, enum header_id id, struct slice token)
{
	for (const struct header *h = message_header(m, id); h != NULL; h = message_next(m, h)) {
		struct slice rest = header_value(m, h), element;

		while (header_element(&rest, &element))
			if (slice_eq_nocase(without_params(element), token))
				return true;
	}
	return false;
}
