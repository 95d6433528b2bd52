/* SPDX-License-Identifier: MIT */
/* extension.refused: the response names the option tag, method, event or body type that it won't take. */
#include "diagnose/calls/outcome.h"
#include "diagnose/rules/causes.h"
#include "diagnose/rules/rules.h"

/* What each code must come with, and where the request said what was refused. */
static const struct refusal {
	int code;
	enum header_id names[3];	/* of the response; one of them must be there */
	enum header_id asked;		/* of the request */
} refusals[] = {
	{ 405, { H_ALLOW }, H_OTHER },
	{ 406, { H_ACCEPT, H_ACCEPT_ENCODING, H_ACCEPT_LANGUAGE }, H_ACCEPT },
	{ 415, { H_ACCEPT, H_ACCEPT_ENCODING, H_ACCEPT_LANGUAGE }, H_CONTENT_TYPE },
	{ 420, { H_UNSUPPORTED }, H_REQUIRE },
	{ 421, { H_REQUIRE }, H_SUPPORTED },
	{ 489, { H_ALLOW_EVENTS }, H_EVENT },
};

static const struct refusal *
refusal_of(int code)
{
	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++)
		if (refusals[i].code == code)
			return &refusals[i];
	return NULL;
}

static bool
names_it(const struct refusal *r, const struct msg *m)
{
	for (size_t i = 0; i < 3; i++)
		if (r->names[i] != H_OTHER && msg_header(m, r->names[i]).p != NULL)
			return true;
	if (r->code != 489)
		return false;
	const struct msg *request = m->tx->request;	/* its Event does */
	return request == NULL || !msg_is_whole(request) || msg_header(request, H_EVENT).p != NULL;
}

static bool
is_encoded(const struct msg *request)
{
	return msg_header(request, H_CONTENT_ENCODING).p != NULL;
}

/* The body's type is among those accepted: the 415 is about what stands in it, not about the extension. */
static bool
takes_body(const struct msg *final, const struct msg *request)
{
	struct content_type type;

	return final->code == 415 && request != NULL && !is_encoded(request) &&
	    content_type_parse(&type, msg_header(request, H_CONTENT_TYPE)) &&
	    message_lists(msg_index(final), H_ACCEPT, type.type);
}

/* A request whose only purpose is to get any answer: OPTIONS as a ping, NOTIFY to keep a NAT's binding. */
static bool
is_sign_of_life(const struct msg *final)
{
	return final->method == METHOD_OPTIONS ? final->code == 405 : is_keep_alive(final->tx->request);
}

/* None of the tags in Unsupported is one that the request asked for: somebody on the way put it in, or had it refused. */
static bool
nobody_asked(const struct msg *final, const struct msg *request)
{
	const struct message *index = msg_index(final), *asked = msg_index(request);
	bool any = false;

	for (const struct header *h = message_header(index, H_UNSUPPORTED); h != NULL; h = message_next(index, h)) {
		struct slice rest = header_value(index, h), tag;

		while (header_element(&rest, &tag)) {
			any = true;
			if (message_lists(asked, H_REQUIRE, tag) || message_lists(asked, H_PROXY_REQUIRE, tag))
				return false;
		}
	}
	return any;
}

static void
say_header(struct verdict *v, const struct msg *m, enum header_id id, const char *key)
{
	struct slice value = msg_header(m, id);

	if (value.p == NULL)
		return;
	const char *text = verdict_text(v, value);
	struct evidence *e = SAY(v, EVIDENCE_HEADER, header_name(id), m, key, 0, verdict_start(v, m), verdict_id(v, m), text,
	    header_name(id));
	e->value = text;
}

bool
find_extension_refused(const struct call *c, struct verdict *v)
{
	const struct msg *final = v->failure;
	const struct refusal *r = final != NULL ? refusal_of(final->code) : NULL;

	(void)c;
	look_at(v, final);
	if (!HOLDS(v, FAILURE_COUNTS, final != NULL) || !HOLDS(v, CODE_FITS, r != NULL) || !HOLDS(v, NAMES_IT, names_it(r, final)) ||
	    !HOLDS(v, NO_KEEP_ALIVE, !is_sign_of_life(final)) || !HOLDS(v, BODY_NOT_TAKEN, !takes_body(final, final->tx->request)))
		return false;
	v->at = final;
	for (size_t i = 0; i < 3; i++)
		if (r->names[i] != H_OTHER)
			say_header(v, final, r->names[i], "refusal-names");
	causes_of_refused_extension(v, final);
	if (final->tx->request == NULL)
		return true;
	SAY(v, EVIDENCE_MESSAGE, NULL, final->tx->request, "request-refused", 0, verdict_start(v, final->tx->request),
	    verdict_id(v, final->tx->request), verdict_start(v, final), verdict_id(v, final));
	if (r->asked != H_OTHER)
		say_header(v, final->tx->request, r->asked, "request-asks");
	if (r->code != 420)
		return true;
	say_header(v, final->tx->request, H_PROXY_REQUIRE, "request-asks");
	if (msg_is_whole(final->tx->request) && nobody_asked(final, final->tx->request))
		v->variant = "unasked";
	return true;
}
