/* SPDX-License-Identifier: MIT */
/* What a look-up answers: an entry, a code or a match becomes a finding, and is told. */
#include "diagnose/message/asked.h"

#include <stdio.h>

#include "diagnose/message/about.h"
#include "diagnose/message/entry_facts.h"
#include "diagnose/message/method.h"
#include "diagnose/message/product_words.h"
#include "diagnose/message/single.h"
#include "finding/ids.h"
#include "text/text.h"

enum { MOST_CANDIDATES = 5 };

/* "Yealink 480", "one way audio on FreePBX": that product's advice comes first. */
static void
set_product(struct asked *q, struct finding *f)
{
	if (f->vendor == NULL)
		f->vendor = product_named(q->k, &q->dress);
}

void
answer_finding(struct asked *q, struct finding *f)
{
	struct entry e;

	if (knowledge_entry(q->k, finding_text(f), &e))
		take_entry_facts(f, &e);
	set_product(q, f);
	q->sink->finding(q->sink->ctx, f);
	finding_release(f);
}

bool
answer_id(struct asked *q, const char *id, enum match_step step, enum confidence confidence)
{
	struct entry e;
	struct finding f;

	if (!knowledge_entry(q->k, id, &e))
		return false;
	finding_init(&f, id);
	f.match = step;
	f.confidence = confidence;
	answer_finding(q, &f);
	return true;
}

/* The phrase proves its entry when it means nothing else; of several, the first is the usual one. */
static enum confidence
phrase_confidence(const struct match *m, bool first)
{
	if (!first)
		return CONFIDENCE_POSSIBLE;
	return m->others.n == 0 && (m->step == MATCH_EXACT || m->step == MATCH_PATTERN) ?
	    CONFIDENCE_PROVEN : CONFIDENCE_LIKELY;
}

static void
answer_phrase(struct asked *q, const char *id, const struct match *m, struct slice phrase, bool first)
{
	struct finding f;

	finding_init(&f, id);
	f.phrase = arena_slice(&f.arena, phrase);
	f.match = m->step;
	f.vendor = arena_strdup(&f.arena, m->vendor);
	f.confidence = q->is_guess || q->of_line ? CONFIDENCE_POSSIBLE : phrase_confidence(m, first);
	if (m->phrase != NULL && (m->step == MATCH_FUZZY || m->step == MATCH_CONFUSABLE)) {
		struct evidence *e = finding_evidence(&f, EVIDENCE_PHRASE, NULL, m->phrase);

		e->key = m->step == MATCH_FUZZY ? "phrase.taken-for" : "phrase.look-alike";
		e->arg[0] = f.phrase;
		e->arg[1] = e->value;
	}
	answer_finding(q, &f);
}

/* "register failed, response code 401" */
static bool
is_refused_login(struct asked *q, const struct finding *f)
{
	return about_refused_login(q->k, q->text, f->code) && knowledge_speaks_of_registering(q->k, q->text);
}

/* `phrase` is what is known of what was received. */
bool
answer_code(struct asked *q, const char *code, struct slice phrase, struct slice received, enum method method)
{
	struct finding f;

	if (!diagnose_code(q->k, code, phrase, &f))
		return false;
	if (id_is_of(finding_text(&f), "code") && is_refused_login(q, &f)) {
		finding_release(&f);
		return answer_id(q, "auth.bad-credentials", MATCH_CODE, q->is_guess ? CONFIDENCE_POSSIBLE : CONFIDENCE_LIKELY);
	}
	if (received.n > 0)
		f.phrase = text_shown(&f.arena, received, knowledge_language(q->k));
	tell_by_method(q->k, &f, method);
	if (q->is_guess)
		f.confidence = CONFIDENCE_POSSIBLE;
	set_product(q, &f);
	q->sink->finding(q->sink->ctx, &f);
	finding_release(&f);
	return true;
}

bool
answer_code_instead(struct asked *q, const char *id)
{
	struct entry said, known;
	enum method method;
	char code[4];

	if (!asked_stands_apart(q) || !knowledge_entry(q->k, id, &said))
		return false;
	snprintf(code, sizeof code, "%u", q->dress.number);
	if (asked_registration_unsaid(q, id) || (id_is_of(id, "code") && !id_is_code(id, code)))
		method = METHOD_INVITE;	/* the number says more than words that another code has */
	else if (said.general != NULL && strstr(id, code) == NULL)
		method = method_id(slice_of(said.general));
	else
		return false;
	return knowledge_entry(q->k, arena_printf(&q->arena, "code.%s", code), &known) &&
	    answer_code(q, code, SLICE_NONE, SLICE_NONE, method);
}

/* All that a phrase may mean, best first. */
bool
answer_match(struct asked *q, const struct match *m, struct slice phrase)
{
	if (answer_code_instead(q, m->id))
		return true;
	answer_phrase(q, m->id, m, phrase, true);
	for (size_t i = 0; i < m->others.n && i + 1 < MOST_CANDIDATES; i++)
		answer_phrase(q, m->others.p[i], m, phrase, false);
	return true;
}
