/* SPDX-License-Identifier: MIT */
/* A comparison as one object. */
#include "report/compare.h"
#include "report/json.h"

static json_t *
call_json(const struct compared_call *c)
{
	json_t *o = json_object();

	json_add(o, "id", c->line.id);
	json_add(o, "outcome", outcome_token(c->line.outcome));
	json_add(o, "answer", c->answer);
	json_add_spot(o, c->answer_at);
	json_add_call(o, &c->line.call);
	json_add_where(o, &c->line.where);
	return o;
}

static json_t *
difference_json(struct knowledge *k, const struct difference *d, struct arena *a)
{
	json_t *o = json_object();

	json_add(o, "kind", difference_kind_token(d->kind));
	json_add(o, "how", difference_how_token(d->how));
	json_add(o, "in", d->in);
	json_add(o, "name", d->name);
	json_add(o, "value", d->value);
	json_add(o, "good_value", d->good);
	json_add(o, "lacks", d->lacks);
	json_add(o, "more", d->more);
	json_add(o, "text", difference_sentence(k, d, ARGUMENTS_RAW, a));
	json_add_spot(o, d->at);
	if (d->good_at.message != 0) {
		json_t *good = json_object();

		json_add_spot(good, d->good_at);
		json_object_set_new_nocheck(o, "good", good);
	}
	return o;
}

void
compare_json(struct report *r, const struct comparison *c)
{
	struct arena a = ARENA_INIT;
	json_t *o = json_object(), *list = json_array();

	json_add(o, "comparison", "calls");
	json_object_set_new_nocheck(o, "failing", call_json(&c->failing));
	json_object_set_new_nocheck(o, "good", call_json(&c->good));
	json_add(o, "answered", c->answered);
	json_add_number(o, "compared", c->messages);
	for (size_t i = 0; i < c->count; i++)
		json_array_append_new(list, difference_json(r->k, &c->list[i], &a));
	json_object_set_new_nocheck(o, "differences", list);
	if (c->left_out > 0)
		json_add_number(o, "left_out", c->left_out);
	json_add(o, "text", c->count == 0 ? alike_sentence(r->k, c, &a) : NULL);
	json_line(o, &r->text);
	arena_release(&a);
}

static json_t *
worsening_json(struct knowledge *k, const struct worsening *w, struct arena *a)
{
	json_t *o = json_object();

	json_add(o, "kind", worsening_token(w->kind));
	json_add(o, w->kind == WORSE_FINDING ? "id" : "name", w->name);
	json_object_set_new_nocheck(o, "value", json_real(w->value));
	json_object_set_new_nocheck(o, "good_value", json_real(w->good));
	json_add_number(o, "count", w->count);
	json_add_number(o, "of", w->of);
	json_add_number(o, "good_count", w->good_count);
	json_add_number(o, "good_of", w->good_of);
	json_add(o, "text", worsening_sentence(k, w, ARGUMENTS_RAW, a));
	return o;
}

void
captures_json(struct report *r, const struct captures *c)
{
	struct arena a = ARENA_INIT;
	json_t *o = json_object(), *list = json_array();

	json_add(o, "comparison", "captures");
	json_add_number(o, "calls", c->calls);
	json_add_number(o, "good_calls", c->good_calls);
	for (size_t i = 0; i < c->count; i++)
		json_array_append_new(list, worsening_json(r->k, &c->list[i], &a));
	json_object_set_new_nocheck(o, "worse", list);
	json_add(o, "text", c->count == 0 ? not_worse_sentence(r->k, c, &a) : NULL);
	json_line(o, &r->text);
	arena_release(&a);
}
