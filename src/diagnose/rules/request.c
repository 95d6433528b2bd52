/* SPDX-License-Identifier: MIT */
/* request.malformed: a request refused for its syntax, which indeed breaks the grammar (RFC 3261 §21.4.1). */
#include "diagnose/rules/rules.h"

#include "base/ascii.h"
#include "base/literals.h"
#include "sip/strict.h"

static bool
refuses_syntax(const struct msg *final)
{
	if (final->code == 400)
		return true;
	if (final->code < 400 || final->code >= 600)
		return false;
	return literals_stand_in(&literals_syntax_refused, PART(msg_index(final), phrase)) ||
	    literals_stand_in(&literals_syntax_refused, msg_header(final, H_WARNING));
}

/* The header's name as a word of its own; in its own spelling, since "from" and "to" are words as well. */
static bool
mentions(struct slice text, const char *name)
{
	struct slice word = slice_of(name);

	for (struct slice rest = text; word.n > 0 && rest.n >= word.n; ) {
		const char *p = slice_find(rest, word);
		if (p == NULL)
			return false;
		const char *end = p + word.n, *text_end = text.p + text.n;
		if ((p == text.p || (!is_alnum(p[-1]) && p[-1] != '-')) && (end == text_end || (!is_alnum(*end) && *end != '-')))
			return true;
		rest = slice_from(end, text_end);
	}
	return false;
}

/* Some header is named that has no defect: then that one is what it complains of. */
static bool
blames_another(struct slice text, const struct strict *strict)
{
	bool other = false;

	for (enum header_id id = H_OTHER + 1; id < H_COUNT; id++) {
		if (!mentions(text, header_name(id)))
			continue;
		for (size_t i = 0; i < strict->defect_count; i++)
			if (strict->defects[i].name != NULL &&
			    slice_eq_nocase(slice_of(strict->defects[i].name), slice_of(header_name(id))))
				return false;
		other = true;
	}
	return other;
}

static bool
blames(struct slice text, const struct defect *d)
{
	return d->name != NULL && mentions(text, d->name);
}

/* Of nearly all that must be there: what was left out by hand is more than one thing. */
static bool
lacks_one(const struct strict *strict)
{
	size_t missing = 0;

	for (size_t i = 0; i < strict->defect_count; i++)
		missing += strict->defects[i].kind == DEFECT_MISSING;
	return missing == 1;
}

/* A trace pasted by hand or cut by its logger lacks things that were on the wire. */
static bool
counts(const struct defect *d, const struct msg *request, const struct strict *strict)
{
	if (d->kind == DEFECT_SIZE)
		return false;
	if (request->frame_flags & FRAME_EXACT)
		return true;
	if (d->kind == DEFECT_MISSING)
		return (msg_is_whole(request) || lacks_one(strict)) && msg_header(request, H_CONTENT_LENGTH).p != NULL;
	return d->kind == DEFECT_HEADER || d->kind == DEFECT_REPEATED || d->kind == DEFECT_START_LINE;
}

static void
say_defect(struct verdict *v, const struct msg *request, const struct defect *d)
{
	struct evidence *e = finding_evidence(&v->f, EVIDENCE_DEFECT, d->name != NULL ? d->name : "start line", NULL);

	e->key = d->why;
	e->arg[0] = d->name;
	if (d->value != NULL)
		e->arg[1] = e->value = verdict_text(v, slice_of(d->value));
	e->number = (double)msg_index(request)->body.n;
	evidence_at(e, msg_spot(request));
}

/*
 * What begins something says by a tag in From which of its sender's it is (§8.1.1.3); only senders from before RFC 3261 had
 * none. Within a dialog it is another rule's matter: without, the dialog is not found.
 */
static void
check_tag(const struct msg *request, struct arena *arena, struct strict *strict)
{
	struct slice from = MSG(request, from);

	if (from.n > 0 && MSG(request, from_tag).n == 0 && MSG(request, to_tag).n == 0 && request->method != METHOD_BYE &&
	    slice_find(from, SLICE("...")) == NULL && strict->defect_count < DEFECT_MAX)
		strict->defects[strict->defect_count++] = (struct defect){
			DEFECT_MISSING, header_name(H_FROM), arena_slice(arena, from), "defect.no-tag",
		};
}

/* Does the request, as it stood on that hop, break the grammar? */
static bool
is_broken(const struct msg *final, const struct msg *request, struct verdict *v)
{
	struct slice phrase = PART(msg_index(final), phrase);
	struct strict strict;
	bool found = false;

	if (request == NULL || (request->frame_flags & (FRAME_CUT | FRAME_EXCERPT)))
		return false;
	strict_check(msg_index(request), request->frame_flags & FRAME_EXACT ? STRICT_WIRE : STRICT_TEXT, &v->f.arena, &strict);
	check_tag(request, &v->f.arena, &strict);
	if (blames_another(phrase, &strict))
		return false;
	v->f.confidence = CONFIDENCE_LIKELY;
	for (size_t i = 0; i < strict.defect_count; i++) {
		if (!counts(&strict.defects[i], request, &strict))
			continue;
		if (blames(phrase, &strict.defects[i]))
			v->f.confidence = CONFIDENCE_PROVEN;
		say_defect(v, request, &strict.defects[i]);
		found = true;
	}
	return found;
}

/* Its sender's own, at another point, was good: who stands between has broken it, a router where no Via tells of a proxy. */
static void
say_breaker(const struct call *c, struct verdict *v, const struct tx *t)
{
	struct arena arena = ARENA_INIT;
	struct strict strict;

	for (const struct tx *n = tx_other_point(c, t, NULL); n != NULL && !v->has_party; n = tx_other_point(c, t, n)) {
		if (n->request == NULL || n->request->number > t->request->number || n->request->vias != t->request->vias ||
		    !(n->request->frame_flags & FRAME_EXACT) || (n->request->frame_flags & (FRAME_CUT | FRAME_EXCERPT)))
			continue;
		strict_check(msg_index(n->request), STRICT_WIRE, &arena, &strict);
		v->has_party = strict.defect_count == 0;
		v->party = PARTY_NETWORK;
	}
	arena_release(&arena);
}

bool
find_malformed(const struct call *c, struct verdict *v)
{
	const struct msg *final = v->failure;

	look_at(v, final);
	if (!HOLDS(v, FAILURE_COUNTS, final != NULL) || !HOLDS(v, CODE_FITS, refuses_syntax(final)))
		return false;
	v->at = final;
	const struct tx *t = final->tx;
	/* A hop on the way may have broken it. */
	for (unsigned hops = 0; t != NULL && hops < HOPS_MOST; hops++) {
		if (HOLDS(v, GRAMMAR_BROKEN, is_broken(final, t->request, v))) {
			SAY(v, EVIDENCE_MESSAGE, NULL, t->request, "request-refused", 0, verdict_start(v, t->request),
			    verdict_id(v, t->request), verdict_start(v, final), verdict_id(v, final));
			say_breaker(c, v, t);
			return true;
		}
		t = tx_child(c, t, NULL);
		if (t != NULL && (t->final == NULL || t->final->code != final->code))
			return false;
	}
	return false;
}
