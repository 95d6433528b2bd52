#include "finding/finding.h"

#include <stdlib.h>

void
finding_init(struct finding *f, const char *id)
{
	*f = (struct finding){ .arena = ARENA_INIT, .count = 1 };
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

struct evidence *
finding_evidence(struct finding *f, enum evidence_kind kind, const char *name, const char *value)
{
	GROW(f->evidence, f->evidence_count, f->evidence_cap);
	struct evidence *e = &f->evidence[f->evidence_count++];

	*e = (struct evidence){ .kind = kind };
	e->name = arena_strdup(&f->arena, name);
	e->value = arena_strdup(&f->arena, value);
	return e;
}

void
evidence_at(struct evidence *e, struct spot at)
{
	e->message = at.message;
	e->packet = at.packet;
	e->line = at.line;
}

uint64_t
spot_number(struct spot at)
{
	return at.packet != 0 ? at.packet : at.line != 0 ? at.line : at.message;
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
