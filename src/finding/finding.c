/* SPDX-License-Identifier: MIT */
#include "finding/finding.h"

#include "base/utf8.h"

#include <stdlib.h>

void
finding_init(struct finding *f, const char *id)
{
	*f = (struct finding){ .arena = ARENA_INIT, .count = 1, .until = NO_TIME };
	f->id = arena_strdup(&f->arena, id);
}

void
finding_release(struct finding *f)
{
	arena_release(&f->arena);
	free(f->evidence);
	free(f->also);
	free(f->facts);
	free(f->steps);
	*f = (struct finding){ .arena = ARENA_INIT };
}

/* What it points to becomes that arena's. */
static void
own_evidence(struct evidence *e, struct arena *a)
{
	e->name = arena_strdup(a, e->name);
	e->value = arena_strdup(a, e->value);
	e->key = arena_strdup(a, e->key);
	e->entry = arena_strdup(a, e->entry);
	for (size_t n = 0; n < 4; n++)
		e->arg[n] = arena_strdup(a, e->arg[n]);
}

static void
copy_evidence(struct finding *out, const struct finding *in)
{
	out->evidence = array_copy(in->evidence, in->evidence_count, sizeof *in->evidence);
	out->evidence_cap = in->evidence_count;
	for (size_t i = 0; i < out->evidence_count; i++)
		own_evidence(&out->evidence[i], &out->arena);
}

static void
copy_lists(struct finding *out, const struct finding *in)
{
	out->also = array_copy(in->also, in->also_count, sizeof *in->also);
	out->facts = array_copy(in->facts, in->fact_count, sizeof *in->facts);
	out->steps = array_copy(in->steps, in->step_count, sizeof *in->steps);
	out->also_cap = in->also_count;
	out->fact_cap = in->fact_count;
	out->step_cap = in->step_count;
	for (size_t i = 0; i < out->also_count; i++)
		out->also[i] = arena_strdup(&out->arena, out->also[i]);
	for (size_t i = 0; i < out->fact_count; i++)
		out->facts[i].token = arena_strdup(&out->arena, out->facts[i].token);
	for (size_t i = 0; i < out->step_count; i++)
		out->steps[i].label = arena_strdup(&out->arena, out->steps[i].label);
}

void
call_info_keep(struct call_info *c, struct arena *a)
{
	c->call_id = arena_strdup(a, c->call_id);
	c->method = arena_strdup(a, c->method);
	c->from = arena_strdup(a, c->from);
	c->to = arena_strdup(a, c->to);
	c->answered_by = arena_strdup(a, c->answered_by);
	c->ended_by = arena_strdup(a, c->ended_by);
}

void
finding_copy(struct finding *out, const struct finding *in)
{
	*out = *in;
	out->arena = ARENA_INIT;
	out->id = arena_strdup(&out->arena, in->id);
	out->told_as = arena_strdup(&out->arena, in->told_as);
	out->phrase = arena_strdup(&out->arena, in->phrase);
	out->vendor = arena_strdup(&out->arena, in->vendor);
	out->other_code = arena_strdup(&out->arena, in->other_code);
	copy_evidence(out, in);
	copy_lists(out, in);
	call_info_keep(&out->call, &out->arena);
	out->where.file = arena_strdup(&out->arena, in->where.file);
	out->folded = NULL;
	out->folded_count = 0;
}

static char *
head_of(struct arena *a, struct slice value, size_t most)
{
	struct slice kept = utf8_head_of_words(value, most);

	if (kept.n == value.n)
		return arena_slice(a, value);
	return arena_printf(a, "%.*s… [+%zu]", SLICE_ARG(kept), value.n - kept.n);
}

char *
evidence_slice(struct arena *a, struct slice value)
{
	return head_of(a, value, EVIDENCE_TEXT_MAX);
}

const char *
text_at_most(struct arena *a, const char *text, size_t most)
{
	return text == NULL || strnlen(text, most + 1) <= most ? text : head_of(a, slice_of(text), most);
}

const char *
evidence_text(struct arena *a, const char *text)
{
	return text_at_most(a, text, EVIDENCE_TEXT_MAX);
}

static bool
has_room(const struct finding *f, enum evidence_kind kind, const char *name)
{
	size_t alike = 0;

	if (f->left_out > 0 || f->evidence_count >= EVIDENCE_MAX)
		return false;
	for (size_t i = 0; i < f->evidence_count; i++) {
		const struct evidence *e = &f->evidence[i];

		alike += e->kind == kind && (e->name == NULL) == (name == NULL) && (name == NULL || strcmp(e->name, name) == 0);
	}
	return alike < EVIDENCE_MAX_ALIKE;
}

static struct evidence *
new_evidence(struct finding *f, enum evidence_kind kind)
{
	GROW(f->evidence, f->evidence_count, f->evidence_cap);
	f->evidence[f->evidence_count] = (struct evidence){ .kind = kind };
	return &f->evidence[f->evidence_count++];
}

/* Says how many there are that are not here; the one it gives back is nobody's. */
static struct evidence *
leave_out(struct finding *f, enum evidence_kind kind)
{
	if (f->left_out++ == 0)
		new_evidence(f, EVIDENCE_NOTE)->key = "left-out";
	f->evidence[f->evidence_count - 1].number = (double)f->left_out;
	struct evidence *spare = arena_alloc(&f->arena, sizeof *spare);
	spare->kind = kind;
	return spare;
}

struct evidence *
finding_evidence(struct finding *f, enum evidence_kind kind, const char *name, const char *value)
{
	if (!has_room(f, kind, name))
		return leave_out(f, kind);
	struct evidence *e = new_evidence(f, kind);
	e->name = arena_strdup(&f->arena, evidence_text(&f->arena, name));
	e->value = arena_strdup(&f->arena, evidence_text(&f->arena, value));
	return e;
}

struct evidence *
finding_evidence_copy(struct finding *f, const struct evidence *from)
{
	struct evidence *e = has_room(f, from->kind, from->name) ? new_evidence(f, from->kind) : leave_out(f, from->kind);

	*e = *from;
	own_evidence(e, &f->arena);
	return e;
}

void
evidence_at(struct evidence *e, struct spot at)
{
	e->at = at;
}

const char *
finding_text(const struct finding *f)
{
	return f->told_as != NULL ? f->told_as : f->id;
}

void
finding_also(struct finding *f, const char *id)
{
	if (f->id != NULL && strcmp(f->id, id) == 0)
		return;
	for (size_t i = 0; i < f->also_count; i++)
		if (strcmp(f->also[i], id) == 0)
			return;
	GROW(f->also, f->also_count, f->also_cap);
	f->also[f->also_count++] = arena_strdup(&f->arena, id);
}

struct fact *
finding_fact(struct finding *f, const char *token, bool holds)
{
	for (size_t i = 0; i < f->fact_count; i++)
		if (strcmp(f->facts[i].token, token) == 0)
			return &f->facts[i];
	GROW(f->facts, f->fact_count, f->fact_cap);
	f->facts[f->fact_count] = (struct fact){ .token = arena_strdup(&f->arena, token), .holds = holds };
	return &f->facts[f->fact_count++];
}

const struct fact *
finding_cause(const struct finding *f)
{
	for (size_t i = 0; i < f->fact_count; i++)
		if (f->facts[i].holds)
			return &f->facts[i];
	return NULL;
}

struct step *
finding_step(struct finding *f)
{
	GROW(f->steps, f->step_count, f->step_cap);
	f->steps[f->step_count] = (struct step){ .time = NO_TIME };
	return &f->steps[f->step_count++];
}
