/* SPDX-License-Identifier: MIT */
/* JSON Lines: one object a finding, keys in the order of the manual, those without a value left out. */
#include "report/json.h"

#include "report/compare.h"
#include "report/escape.h"
#include "report/format.h"
#include "report/reference.h"
#include "report/summary.h"

/* Which message shows it, and where that stands: the finding's own message stands where the finding does. */
static void
add_shown_by(json_t *o, const struct finding *f, struct spot at)
{
	if (at.packet == 0 && at.line == 0 && at.message != 0 && at.message == f->message && f->has_where)
		at = spot_of(at.message, &f->where);
	json_add_spot(o, at);
}

static json_t *
evidence_json(struct knowledge *k, const struct finding *f, const struct evidence *e, struct arena *a)
{
	json_t *o = json_object();

	json_add(o, "kind", evidence_token(e->kind));
	json_add(o, "name", e->name);
	json_add(o, "value", e->value);
	json_add(o, "text", evidence_sentence(k, e, ARGUMENTS_RAW, a));
	add_shown_by(o, f, e->at);
	return o;
}

static void
add_evidence(json_t *o, struct knowledge *k, const struct finding *f, struct arena *a)
{
	if (f->evidence_count == 0)
		return;
	json_t *list = json_array();
	for (size_t i = 0; i < f->evidence_count; i++)
		json_array_append_new(list, evidence_json(k, f, &f->evidence[i], a));
	json_object_set_new_nocheck(o, "evidence", list);
}

static void
add_cause(json_t *o, const struct view *v)
{
	const struct known_cause *known;

	if (v->cause == NULL)
		return;
	json_t *cause = json_object();
	json_add(cause, "id", v->cause->token);
	json_add(cause, "text", v->cause_text);
	if ((known = entry_cause(&v->facts, v->cause->token)) != NULL)
		json_add(cause, "party", party_token(known->party));
	add_shown_by(cause, v->f, v->cause->at);
	json_object_set_new_nocheck(o, "cause", cause);
}

/* The causes that the messages exclude. */
static void
add_ruled_out(json_t *o, const struct view *v)
{
	json_t *list = json_array();

	for (size_t i = 0; i < v->f->fact_count; i++) {
		const struct fact *fact = &v->f->facts[i];
		const struct cause_text *text = text_cause(&v->text, fact->token);

		if (fact->holds || text == NULL)
			continue;
		json_t *out = json_object();
		json_add(out, "id", fact->token);
		json_add(out, "text", text->text);
		add_shown_by(out, v->f, fact->at);
		json_array_append_new(list, out);
	}
	if (json_array_size(list) > 0)
		json_object_set_nocheck(o, "ruled_out", list);
	json_decref(list);
}

static void
append_notes(json_t *list, struct knowledge *k, const struct view *v, const struct note *notes, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (v->product != NULL && strcmp(v->product, notes[i].vendor) != 0)
			continue;
		json_t *product = json_object();
		json_add(product, "id", notes[i].vendor);
		json_add(product, "name", knowledge_vendor_name(k, notes[i].vendor, v->arena));
		json_add(product, "text", notes[i].text);
		json_array_append_new(list, product);
	}
}

/* What the same answer means, and what to do, on the product at hand; on each, where it is not known which. */
static void
add_products(json_t *o, struct knowledge *k, const struct view *v)
{
	json_t *list = json_array();

	append_notes(list, k, v, v->text.notes, v->text.note_count);
	append_notes(list, k, v, v->text.advice, v->text.advice_count);
	if (json_array_size(list) > 0)
		json_object_set_nocheck(o, "products", list);
	json_decref(list);
}

/* How a trace tells the causes apart, where everything is asked for. */
static void
add_look(json_t *o, const struct view *v)
{
	json_add_list(o, "look", v->text.look.p, v->text.look.n);
	json_add(o, "example", v->facts.example);
}

static void
add_text(json_t *o, struct report *r, const struct view *v)
{
	const struct entry_text *t = &v->text;

	json_add(o, "lang", t->language);
	json_add(o, "title", t->title);
	json_add(o, "meaning", t->meaning);
	add_cause(o, v);
	json_add_list(o, "causes", v->causes, v->cause_count);
	json_add_list(o, "fixes", v->fixes, v->fix_count);
	add_ruled_out(o, v);
	if (r->o.explain)
		add_look(o, v);
	add_products(o, r->k, v);
	json_add_list(o, "related", v->facts.related.p, v->facts.related.n);
	json_add_references(o, &v->facts.references);
}

/* The first of those folded together. */
static void
add_folded(json_t *o, const struct finding *f)
{
	json_t *list = json_array();

	for (size_t i = 0; i < f->folded_count; i++) {
		const struct folded *one = &f->folded[i];
		json_t *call = json_object();

		json_add(call, "call_id", one->call_id);
		json_add(call, "from", one->from);
		json_add(call, "to", one->to);
		json_add_where(call, &one->where);
		json_array_append_new(list, call);
	}
	json_object_set_new_nocheck(o, "first_calls", list);
}

static void
json_finding(struct report *r, const struct finding *f)
{
	struct arena a = ARENA_INIT;
	struct view v;
	json_t *o = json_object();

	view_open(&v, r, f, &a);
	json_add(o, "id", f->id);
	json_add(o, "severity", severity_token(f->severity));
	json_add(o, "party", party_token(f->party));
	json_add(o, "retry", retry_token(f->retry));
	if (f->code != 0)
		json_add_number(o, "code", (uint64_t)f->code);
	if (f->phrase != NULL && f->phrase[0] != '\0')
		json_add(o, "phrase", f->phrase);
	json_add(o, "match", match_token(f->match));
	json_add(o, "confidence", confidence_token(f->confidence));
	add_text(o, r, &v);
	add_evidence(o, r->k, f, &a);
	json_add_list(o, "also", f->also, f->also_count);
	if (f->has_call)
		json_add_call(o, &f->call);
	if (f->has_where)
		json_add_where(o, &f->where);
	if (f->count > 1)
		json_add_number(o, "count", f->count);
	if (f->count > 1 && f->folded_count > 0)
		add_folded(o, f);
	json_line(o, &r->text);
	arena_release(&a);
}

static void
json_call(struct report *r, const struct call_line *line)
{
	json_t *o = json_object();

	json_add(o, "id", line->id);
	if (line->id != NULL)
		json_add(o, "severity", severity_token(line->severity));
	if (line->cause != NULL) {
		json_t *cause = json_object();

		json_add(cause, "id", line->cause);
		json_object_set_new_nocheck(o, "cause", cause);
	}
	json_add(o, "outcome", outcome_token(line->outcome));
	if (line->duration != NO_TIME)
		json_object_set_new_nocheck(o, "duration", json_real((double)line->duration / 1e6));
	json_add_call(o, &line->call);
	json_add_where(o, &line->where);
	json_line(o, &r->text);
}

const struct format_ops json_format = {
	.finding = json_finding, .call = json_call, .why = why_json,
	.summary = summary_json, .compare = compare_json, .captures = captures_json,
};
