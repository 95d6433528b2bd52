/* SPDX-License-Identifier: MIT */
/* Reason (RFC 3326, RFC 6432, RFC 8606) and the hangup causes Asterisk writes beside it. */
#include <stdio.h>

#include "base/ascii.h"
#include "diagnose/message/evidence.h"
#include "finding/ids.h"

/* FreeSWITCH keeps its own causes above the 127 of Q.850 and sends them with protocol SIP. */
enum { SIP_CAUSE_MAX = 699 };

/* "reason/release_cause": the knowledge's context for a protocol. */
static const char *
context_of(struct collect *c, struct slice protocol)
{
	char *context = arena_printf(&c->f->arena, "reason/%.*s", SLICE_ARG(protocol));

	for (char *p = context; *p; p++)
		*p = to_lower(*p);
	return context;
}

static void
set_args(struct collect *c, struct evidence *e, const struct reason *r, const char *text)
{
	e->arg[0] = collect_text(c, r->protocol);
	e->arg[1] = r->has_cause ? arena_printf(&c->f->arena, "%u", r->cause) : "";
	e->arg[2] = text;
	if (!r->has_cause && r->protocol.n > 0)	/* each sentence but that of a bare text tells the number */
		e->key = NULL;
}

/* Where the cause arose: its own sentence, so that it can be read without the table of RFC 8606. */
static void
add_location(struct collect *c, const struct reason *r)
{
	static const struct {
		struct slice token;
		const char *key;
	} locations[] = {
#define LOCATION(token, key) { { token, sizeof token - 1 }, key }
		LOCATION("U", "location.user"), LOCATION("LPN", "location.local-private"), LOCATION("LN", "location.local"),
		LOCATION("TN", "location.transit"), LOCATION("RLN", "location.remote-local"),
		LOCATION("RPN", "location.remote-private"), LOCATION("INTL", "location.international"),
		LOCATION("BI", "location.interworking"),
#undef LOCATION
	};

	for (size_t i = 0; i < sizeof locations / sizeof *locations; i++)
		if (slice_eq_nocase(locations[i].token, r->location))
			collect_header(c, "Reason", r->location, locations[i].key);
}

/*
 * Some put what they know into the text and any cause beside it ("…;No callee endpoints were found."): words that are
 * known name the fault more closely than the number.
 */
static void
refine_by_text(struct collect *c, struct evidence *e, const char *text)
{
	struct match match;

	if (text == NULL || *text == '\0' ||
	    !knowledge_match(c->k, "reason/q.850", slice_of(text), c->f->vendor, &c->f->arena, &match) ||
	    match.step > MATCH_PATTERN || match.other_context != NULL || !id_is_of(match.id, "reason"))
		return;
	collect_explain(c, e, match.id);
	if (c->refined == NULL)
		c->refined = e->entry;
}

static void
add_q850(struct collect *c, const struct reason *r, struct slice element)
{
	struct evidence *e = collect_header(c, "Reason", element, "reason.q850");
	const char *text = collect_text(c, r->text), *id = NULL;

	set_args(c, e, r, text);
	if (r->has_cause && r->cause >= 1 && r->cause <= 127)
		id = arena_printf(&c->f->arena, "q850.%u", r->cause);
	else
		id = collect_match(c, "reason/q.850", text);
	collect_explain(c, e, id);
	refine_by_text(c, e, text);
	add_location(c, r);
}

/* The key of the sentence and the entry for a cause of protocol SIP. */
static const char *
explain_sip(struct collect *c, const struct reason *r, const char *text, const char **key)
{
	const char *id;

	*key = "reason.sip";
	if (r->has_cause && r->cause > SIP_CAUSE_MAX) {
		*key = "reason.freeswitch";
		id = collect_match_number(c, "reason/freeswitch", r->cause);
		return id ? id : collect_match(c, "reason/freeswitch", text);
	}
	id = collect_match(c, "reason/sip", text);
	if (id == NULL && r->has_cause && r->cause >= 100)
		id = arena_printf(&c->f->arena, "code.%03u", r->cause);
	return id;
}

/* What 3GPP TS 24.229 §7.2A.18 says of a release names the fault, where the status is only what was left to send. */
static bool
names_the_fault(struct collect *c, const struct reason *r, const char *id)
{
	struct entry entry;

	return (slice_eq_nocase(r->protocol, SLICE("RELEASE_CAUSE")) || slice_eq_nocase(r->protocol, SLICE("FAILURE_CAUSE"))) &&
	    id != NULL && id_is_of(id, "reason") && knowledge_entry(c->k, id, &entry) &&
	    entry.severity >= SEVERITY_WARNING;
}

static void
add_other(struct collect *c, const struct reason *r, struct slice element)
{
	const char *text = collect_text(c, r->text), *key = "reason.other", *id;
	struct evidence *e;

	if (r->protocol.n == 0) {
		key = "reason.text";
		id = collect_match(c, "reason", text);
	} else if (slice_eq_nocase(r->protocol, SLICE("SIP"))) {
		id = explain_sip(c, r, text, &key);
	} else {
		const char *context = context_of(c, r->protocol);

		if (slice_eq_nocase(r->protocol, SLICE("FreeSWITCH")))
			key = "reason.freeswitch";
		id = r->has_cause ? collect_match_number(c, context, r->cause) : NULL;
		if (id == NULL)
			id = collect_match(c, context, text);
		/* What a layer below counts (EMM, S1AP …) is none of Q.850: its name tells where the number belongs. */
		if (id == NULL && r->has_cause)
			id = collect_match_whole(c, context, collect_text(c, r->protocol));
	}
	e = collect_header(c, "Reason", element, key);
	set_args(c, e, r, text);
	collect_explain(c, e, id);
	if (c->refined == NULL && names_the_fault(c, r, id))
		c->refined = e->entry;
	add_location(c, r);
}

/* Q.850 tells more than a status that was mapped from it, so it comes first. */
static void
add_reasons(struct collect *c, bool q850)
{
	for (const struct header *h = message_header(c->m, H_REASON); h != NULL; h = message_next(c->m, h)) {
		struct slice rest = header_value(c->m, h), again = header_value(c->m, h), element;
		struct reason r;

		while (reason_next(&rest, &r)) {
			if (!header_element(&again, &element))
				break;
			if (reason_is_q850(&r) && q850)
				add_q850(c, &r, element);
			else if (!reason_is_q850(&r) && !q850)
				add_other(c, &r, element);
		}
	}
}

/* X-Asterisk-HangupCause: a name; X-Asterisk-HangupCauseCode: the number of Q.850. */
static void
add_hangup_causes(struct collect *c)
{
	struct slice name = message_value(c->m, H_X_ASTERISK_HANGUPCAUSE);
	struct slice code = message_value(c->m, H_X_ASTERISK_HANGUPCAUSECODE);
	uint32_t number = 0;

	if (code.p != NULL) {
		struct evidence *e = collect_header(c, header_name(H_X_ASTERISK_HANGUPCAUSECODE), code, "hangup-cause");

		e->arg[0] = collect_text(c, code);
		if (field_number(code, &number) && number > 0 && number <= 127)
			collect_explain(c, e, arena_printf(&c->f->arena, "q850.%u", number));
	}
	if (name.p != NULL) {
		struct evidence *e = collect_header(c, header_name(H_X_ASTERISK_HANGUPCAUSE), name, "hangup-cause");
		const char *text = collect_text(c, name);
		const char *id = collect_match(c, "x-asterisk-hangupcause", text);

		e->arg[0] = text;
		if (number == 0)	/* the number says the same, and more surely */
			collect_explain(c, e, id ? id : collect_match(c, "hangupcause", text));
	}
}

void
collect_reasons(struct collect *c)
{
	add_reasons(c, true);
	add_reasons(c, false);
	add_hangup_causes(c);
}
