/* SPDX-License-Identifier: MIT */
/* All rules tried on one call: which of them is its headline, and why the others are not (--why). */
#include <stdio.h>

#include "diagnose/around.h"
#include "diagnose/calls/outcome.h"
#include "diagnose/ease.h"
#include "diagnose/explain.h"
#include "diagnose/judge_state.h"
#include "diagnose/rules/elsewhere.h"
#include "diagnose/rules/streams.h"
#include "finding/ids.h"

/* What each rule finds there. */
static void
give(struct judge *j, struct verdict *v)
{
	memset(v, 0, sizeof *v);
	v->f.count = 1;
	v->failure = j->trial.failure;
	v->recent = j->recent;
	v->spans = j->spans;
	v->hosts = j->hosts;
	v->witnesses = j->witnesses;
	v->streams = &j->streams;
	v->network = j->network;
}

static void
begin(struct judge *j, enum rule r, struct verdict *v)
{
	v->f.id = rule_info[r].id;
	v->why = j->whys != NULL && filter_names(&j->o->why, v->f.id) ? &j->whys[r] : NULL;
	if (v->why != NULL)
		why_begin(v->why);
}

/* The response has an entry of its own, known only when it was explained. */
static bool
ignores_code(struct judge *j, const struct msg *failure)
{
	struct finding f;
	bool ignored;
	char code[16];

	if (j->filter->ignore.n == 0)
		return false;
	snprintf(code, sizeof code, "code.%d", failure->code);
	explain_response(j->k, failure, &f);
	ignored = filter_ignores(j->filter, f.id) || filter_ignores(j->filter, code);
	finding_release(&f);
	return ignored;
}

/* A header of the response names outright what it is about, and that is another thing than the rule's. */
static bool
names_otherwise(struct judge *j, const struct msg *failure, const char *same)
{
	struct finding f;
	bool named = false;

	explain_response(j->k, failure, &f);
	for (size_t i = 0; i < f.evidence_count && id_is_of(f.id, "reason") && strcmp(f.id, same) != 0; i++)
		named |= f.evidence[i].kind == EVIDENCE_HEADER && f.evidence[i].entry != NULL && strcmp(f.evidence[i].entry, f.id) == 0;
	finding_release(&f);
	return named;
}

/* What is only likely by the offer, or by the number beside the code, yields to what the refusal says of itself. */
static void
hear_refusal(struct judge *j)
{
	struct trial *t = &j->trial;

	for (enum rule r = 0; r < RULE_COUNT; r++) {
		struct verdict *v = &t->verdicts[r];

		if (rule_info[r].same != NULL && t->holds[r] && v->at == t->failure && v->f.confidence == CONFIDENCE_LIKELY &&
		    !HOLDS(v, NAMES_NOTHING_ELSE, !names_otherwise(j, t->failure, rule_info[r].same)))
			t->holds[r] = t->found[r] = false;
	}
}

static bool
owns_memory(const struct verdict *v)
{
	return v->f.arena.blocks != NULL || v->f.evidence != NULL || v->f.also != NULL || v->f.facts != NULL;
}

void
judge_let_go(struct verdict *v)
{
	if (owns_memory(v))
		finding_release(&v->f);
}

/* For the next rule: most leave a word or two at most. */
static void
give_again(struct judge *j, struct verdict *v)
{
	if (!owns_memory(v)) {
		verdict_unsay(v);
		return;
	}
	finding_release(&v->f);
	give(j, v);
}

bool
judge_hears_both(struct judge *j, const struct call *c)
{
	struct verdict v;

	give(j, &v);
	bool hears = call_has_media_both_ways(c, &v);
	judge_let_go(&v);
	return hears;
}

void
judge_try_rules(struct judge *j, const struct call *c)
{
	struct trial *t = &j->trial;
	struct verdict v;	/* most find nothing: one place for all, which stays in the cache */

	t->call = c;
	t->failure = call_failure(c);
	if (t->failure != NULL && ((answered_as_new_call(j->recent, t->failure) && !tx_has_credentials(t->failure->tx)) ||
	    subscribed_anew(j->recent, t->failure)))
		t->failure = NULL;
	t->ran_count = 0;
	j->streams.call = NULL;
	memset(t->found, 0, sizeof t->found);
	memset(t->holds, 0, sizeof t->holds);
	give(j, &v);
	for (enum rule r = 0; r < RULE_COUNT; r++) {
		const struct rule_info *info = &rule_info[r];

		if ((c->facts & info->needs) != info->needs || (j->whys == NULL && ease_rules_out(c, t->failure, r)))
			continue;
		begin(j, r, &v);
		t->found[r] = info->find(c, &v);
		t->holds[r] = t->found[r] && !filter_ignores(j->filter, v.f.id);
		if (!t->holds[r] && v.silent == NULL && r != RULE_code) {
			give_again(j, &v);
			continue;
		}
		t->verdicts[r] = v;
		t->ran[t->ran_count++] = r;
		give(j, &v);
	}
	look_at(&t->verdicts[RULE_code], t->failure);
	t->found[RULE_code] = HOLDS(&t->verdicts[RULE_code], FAILURE_COUNTS, t->failure != NULL);
	t->holds[RULE_code] = t->found[RULE_code] && !ignores_code(j, t->failure);
	if (t->holds[RULE_code])
		hear_refusal(j);
}

/* The BYE says that it came because nothing was to be heard. */
static bool
waited_in_vain(struct judge *j, const struct msg *bye)
{
	struct finding f;
	bool named = false;

	explain_response(j->k, bye, &f);
	for (size_t i = 0; i < f.also_count; i++)
		named |= strcmp(f.also[i], "reason.media-timeout") == 0;
	finding_release(&f);
	return named;
}

/*
 * What nobody could hear came before the BYE that went wrong, or that says so; who hangs up for another reason of its own
 * names that.
 */
static enum rule
what_came_before(struct judge *j, enum rule r)
{
	const struct trial *t = &j->trial;
	static const enum rule deaf[] = {
		RULE_bad_answer, RULE_media_refused, RULE_misdirected, RULE_wrong_payload, RULE_dtls_failed, RULE_one_way,
	};

	if (r == RULE_bye_failed ? t->holds[RULE_dropped] : r != RULE_dropped)
		return r;
	for (size_t i = 0; i < sizeof deaf / sizeof *deaf; i++)
		if (t->holds[deaf[i]] && t->verdicts[deaf[i]].f.confidence == CONFIDENCE_PROVEN)
			return r == RULE_bye_failed || waited_in_vain(j, t->verdicts[r].explain) ? deaf[i] : r;
	return r;
}

/* The first that is more than a hint; a hint only when there is nothing better; RULE_COUNT: nothing at all. */
enum rule
judge_headline(struct judge *j)
{
	const struct trial *t = &j->trial;
	enum rule hint = RULE_COUNT;

	for (size_t i = 0; i < t->ran_count; i++) {
		enum rule r = t->ran[i];

		if (!t->holds[r] || t->verdicts[r].is_mild)
			continue;
		if (t->verdicts[r].f.confidence != CONFIDENCE_POSSIBLE)
			return what_came_before(j, r);
		if (hint == RULE_COUNT)
			hint = r;
	}
	return hint;
}

bool
judge_cannot_say(const struct trial *t, enum rule r)
{
	for (size_t i = 0; i < t->ran_count; i++)
		if (t->ran[i] == r)
			return t->verdicts[r].silent != NULL;
	return false;
}

static enum why_outcome
outcome_of(const struct trial *t, enum rule r, enum rule head)
{
	if (t->holds[r])
		return r == head ? WHY_TOLD : WHY_BESIDE;
	if (t->found[r])
		return WHY_IGNORED;
	return judge_cannot_say(t, r) ? WHY_CANNOT_TELL : WHY_HELD_BACK;
}

/* What each rule asked for saw of the call, and what held it back. */
void
judge_tell_why(struct judge *j, const struct call *c, enum rule head)
{
	const struct trial *t = &j->trial;
	struct why_rule rules[RULE_COUNT];
	struct why_call why = { .where = c->first->where, .rules = rules };
	struct finding f = { .arena = ARENA_INIT };

	for (enum rule r = 0; r < RULE_COUNT; r++) {
		unsigned needs = rule_info[r].needs;

		if (!filter_names(&j->o->why, rule_info[r].id))
			continue;
		if ((c->facts & needs) != needs)
			why_begin(&j->whys[r]);
		const struct why_try *try = why_end(&j->whys[r], t->found[r], needs, c->facts);
		rules[why.count++] = (struct why_rule){ rule_info[r].id, outcome_of(t, r, head),
		    try->at != NULL ? msg_spot(try->at) : (struct spot){ 0 }, try->guards, try->count };
	}
	if (why.count == 0)
		return;
	around_call(c, NULL, &f);
	why.call = f.call;
	j->o->why_call(j->out->ctx, &why);
	arena_release(&f.arena);
}

void
judge_tell_span_why(struct judge *j, struct why *w, const struct finding *f, enum why_outcome outcome)
{
	const struct why_try *try = why_end(w, outcome != WHY_HELD_BACK, 0, 0);
	const struct place where = f->has_where ? f->where : (struct place){ .time = NO_TIME };
	const struct why_rule rule = { f->id, outcome, spot_of(f->message, &where), try->guards, try->count };
	const struct why_call why = { .where = where, .rules = &rule, .count = 1 };

	for (size_t i = 0; spans_alone_id(i) != NULL; i++)
		if (strcmp(spans_alone_id(i), f->id) == 0)
			j->spans_asked |= 1u << i;
	if (outcome != WHY_HELD_BACK || !filter_chooses(j->filter))	/* the filters can't tell whom it would be about */
		j->o->why_call(j->out->ctx, &why);
}

void
judge_tell_unseen_why(struct judge *j)
{
	for (size_t i = 0; j->whys != NULL && j->has_messages && !filter_chooses(j->filter) && spans_alone_id(i) != NULL; i++) {
		struct verdict v = spans_verdict(j->spans, spans_alone_id(i));

		if (v.why != NULL && !(j->spans_asked & 1u << i))
			judge_tell_span_why(j, v.why, &v.f, WHY_HELD_BACK);
	}
}
