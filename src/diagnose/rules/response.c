/* SPDX-License-Identifier: MIT */
/* response.malformed: the sender takes no notice of a response that breaks the grammar. */
#include "diagnose/rules/ignored.h"
#include "diagnose/rules/rules.h"
#include "sip/strict.h"

/* An address of IPv6 in brackets: many write it so, but the grammar has none there (RFC 3261 §25.1; RFC 5118 §4.5). */
static bool
say_brackets(const struct msg *response, struct verdict *v)
{
	struct slice received = PART(msg_index(response), via.received);

	if (received.n == 0 || received.p[0] != '[')
		return false;
	SAY(v, EVIDENCE_DEFECT, "Via", response, "via.received-brackets", 0, verdict_text(v, received), verdict_start(v, response),
	    verdict_id(v, response));
	return true;
}

/* It has to come back with every Via of the request, and no more (§8.2.6.2, §16.7). */
static bool
say_via_count(const struct tx *t, const struct msg *response, struct verdict *v)
{
	if (response->vias == t->request->vias || response->vias == 0 || t->request->vias == 0)
		return false;
	SAY(v, EVIDENCE_DEFECT, "Via", response, "via.count", 0, verdict_uint(v, response->vias), verdict_uint(v, t->request->vias),
	    verdict_start(v, response), verdict_id(v, response));
	return true;
}

/* What may have been lost in a text says nothing about the wire. */
static bool
counts(const struct defect *d, const struct msg *response)
{
	return d->kind == DEFECT_HEADER || d->kind == DEFECT_REPEATED || d->kind == DEFECT_START_LINE ||
	    (d->kind == DEFECT_MISSING && msg_is_whole(response));
}

static bool
say_defects(const struct msg *response, struct verdict *v)
{
	struct strict strict;
	bool found = false;

	strict_check(msg_index(response), response->frame_flags & FRAME_EXACT ? STRICT_WIRE : STRICT_TEXT, &v->f.arena, &strict);
	for (size_t i = 0; i < strict.defect_count; i++) {
		const struct defect *d = &strict.defects[i];
		struct evidence *e;

		if (!counts(d, response))
			continue;
		e = finding_evidence(&v->f, EVIDENCE_DEFECT, d->name, NULL);
		e->key = d->why;
		e->arg[0] = d->name;
		if (d->value != NULL)
			e->arg[1] = e->value = verdict_text(v, slice_of(d->value));
		evidence_at(e, msg_spot(response));
		found = true;
	}
	return found;
}

bool
find_malformed_response(const struct call *c, struct verdict *v)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		struct ignored ignored;
		bool found;

		if (t->request == NULL)
			continue;
		look_at(v, t->request);
		if (!HOLDS(v, RESPONSE_IGNORED, response_ignored(c, t, &ignored)) ||
		    !HOLDS(v, WHOLE_MESSAGE, !(ignored.response->frame_flags & (FRAME_CUT | FRAME_EXCERPT))))
			continue;
		found = say_brackets(ignored.response, v);
		found |= say_via_count(t, ignored.response, v);
		found |= say_defects(ignored.response, v);
		if (!HOLDS(v, GRAMMAR_BROKEN, found))
			continue;
		v->at = ignored.response;
		v->f.confidence = CONFIDENCE_LIKELY;
		SAY(v, EVIDENCE_COUNT, "copies", ignored.last, "request-after-response", ignored.copies, verdict_start(v, t->request),
		    verdict_id(v, ignored.last), verdict_start(v, ignored.response), verdict_id(v, ignored.response));
		return true;
	}
	return false;
}
