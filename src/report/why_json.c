/* SPDX-License-Identifier: MIT */
/* --why: one object for each rule of a call. */
#include "report/format.h"
#include "report/json.h"

static json_t *
guards_json(struct knowledge *k, const struct why_rule *rule, struct arena *a)
{
	json_t *list = json_array();

	for (size_t i = 0; i < rule->count; i++) {
		const struct guard_seen *g = &rule->guards[i];
		json_t *o = json_object();

		json_add(o, "id", guard_id(g->guard));
		json_add(o, "text", guard_sentence(k, g->guard, a));
		json_object_set_new_nocheck(o, "holds", json_boolean(g->holds));
		if (g->has_value)
			json_object_set_new_nocheck(o, "value", json_real(g->value));
		if (g->has_limit)
			json_object_set_new_nocheck(o, "limit", json_real(g->limit));
		if (g->has_limit)
			json_add(o, "unit", guard_unit(g->guard));
		json_array_append_new(list, o);
	}
	return list;
}

/* It stands in the object of each rule: a long value is told by its beginning. */
static struct call_info
repeated_call(const struct call_info *c, struct arena *a)
{
	struct call_info out = *c;

	out.call_id = text_at_most(a, c->call_id, WHY_TEXT_MAX);
	out.method = text_at_most(a, c->method, WHY_TEXT_MAX);
	out.from = text_at_most(a, c->from, WHY_TEXT_MAX);
	out.to = text_at_most(a, c->to, WHY_TEXT_MAX);
	out.answered_by = text_at_most(a, c->answered_by, WHY_TEXT_MAX);
	out.ended_by = text_at_most(a, c->ended_by, WHY_TEXT_MAX);
	return out;
}

void
why_json(struct report *r, const struct why_call *why)
{
	struct arena a = ARENA_INIT;
	const struct call_info call = repeated_call(&why->call, &a);

	for (size_t i = 0; i < why->count; i++) {
		const struct why_rule *rule = &why->rules[i];
		json_t *o = json_object();

		json_add(o, "rule", rule->rule);
		json_add(o, "outcome", why_token(rule->outcome));
		json_add_spot(o, rule->at);
		json_object_set_new_nocheck(o, "guards", guards_json(r->k, rule, &a));
		if (why->call.call_id != NULL)
			json_add_call(o, &call);
		if (why->call.call_id != NULL || rule->at.message != 0)
			json_add_where(o, &why->where);
		json_line(o, &r->text);
	}
	arena_release(&a);
}
