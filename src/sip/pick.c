/* SPDX-License-Identifier: MIT */
#include "sip/pick.h"

#include "base/ascii.h"

/* The last word, when it is a token; so a damaged number doesn't cost the method. */
static struct slice
cseq_method(struct slice value)
{
	size_t start = value.n;

	while (start > 0 && is_token(value.p[start - 1]))
		start--;
	return start == 0 || is_blank(value.p[start - 1]) ? slice_skip(value, start) : SLICE_NONE;
}

void
pick_cseq(struct message *m, struct slice value)
{
	uint64_t number;
	size_t digits = slice_digits(value, &number);
	struct slice method = cseq_method(slice_skip(value, digits));

	m->has_cseq = digits > 0 && number <= UINT32_MAX;
	m->cseq = m->has_cseq ? (uint32_t)number : 0;
	m->cseq_method = method_id(method);
	if (m->is_response) {
		m->method_name = part_at(m, method);
		m->method = m->cseq_method;
	}
}

/* Past `"name"` and the blanks behind it; NULL: something in it needs a closer look. */
static const char *
skip_plain_name(const char *p, const char *end)
{
	for (p++; p < end && *p != '"'; p++)
		if (*p == '\\')
			return NULL;
	if (p == end)
		return NULL;
	for (p++; p < end && is_blank(*p); p++)
		;
	return p;
}

/* What nearly all of them look like, `"name" <uri>;tag=token` and no more, with or without name and tag; false for the rest. */
static bool
plain_tag(struct slice value, struct slice *tag)
{
	const char *p = value.p, *end = slice_limit(value);

	if (value.n > 0 && *p == '"')
		p = skip_plain_name(p, end);
	if (p == NULL || p >= end || *p != '<' || (p = memchr(p, '>', (size_t)(end - p))) == NULL)
		return false;
	*tag = SLICE_NONE;
	if (++p == end)
		return true;
	if (end - p <= 5 || memcmp(p, ";tag=", 5) != 0)
		return false;
	*tag = slice_from(p + 5, end);
	return slice_is_all(*tag, is_token);
}

void
pick_tagged(const struct message *m, const struct header *h, struct part *header, struct part *tag)
{
	struct slice value = header_value(m, h), found;

	*header = h->value;
	if (plain_tag(value, &found) || header_param(value, ';', SLICE("tag"), &found))
		*tag = part_at(m, found);
}

/* The top one. */
static void
take_via(struct message *m, struct slice element)
{
	struct via via;

	if (element.n == 0 || m->via.transport.at > 0)
		return;
	via_parse(&via, element);
	m->via.transport = part_at(m, via.transport);
	m->via.sent_by = part_at(m, via.sent_by);
	m->via.branch = part_at(m, via.branch);
	m->branch_hash = slice_hash(via.branch);
	m->via.received = part_at(m, via.received);
	m->via.rport = part_at(m, via.rport);
}

void
pick_via(struct message *m, struct slice value)
{
	struct slice element;

	if (slice_chr(value, ',') == NULL) {
		m->via_count++;
		take_via(m, value);
		return;
	}
	for (; header_element(&value, &element); m->via_count++)
		take_via(m, element);
}

void
pick_length(struct message *m, struct slice value)
{
	uint64_t number;

	if (!slice_to_u64(value, INT32_MAX, &number) || m->lengths_differ)
		return;
	m->lengths_differ = m->content_length >= 0 && m->content_length != (int32_t)number;
	m->content_length = m->lengths_differ ? -1 : (int32_t)number;
}
