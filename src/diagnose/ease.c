/* SPDX-License-Identifier: MIT */
#include "diagnose/ease.h"

#include "diagnose/calls/outcome.h"
#include "diagnose/explain.h"
#include "diagnose/rules/offer.h"

struct eased {
	const struct msg *failure;	/* with which the rules were tried; NULL: none */
	bool no[RULE_COUNT];		/* it doesn't hold */
	bool is_explained;
	struct finding explained;
};

/* It holds, or knows why it can't tell. */
static bool
finds_something(const struct call *c, enum rule r, const struct msg *failure)
{
	struct verdict v = { .f = { .id = rule_info[r].id, .count = 1 }, .failure = failure };
	bool finds = rule_info[r].find(c, &v) || v.silent != NULL;

	finding_release(&v.f);
	return finds;
}

/* What the failure says by itself is asked for where no rule explains it. */
static bool
try_rules(const struct call *c, struct eased *e)
{
	bool code_counts = e->failure != NULL;

	for (enum rule r = 0; r < RULE_COUNT; r++) {
		if (rule_info[r].reach != REACH_CALL || (c->facts & rule_info[r].needs) != rule_info[r].needs)
			continue;
		e->no[r] = !finds_something(c, r, e->failure);
		code_counts = code_counts && (e->no[r] || r > RULE_code);
	}
	return code_counts;
}

void
ease_call(struct call *c, struct knowledge *k, struct arena *a)
{
	struct eased *e = arena_alloc(a, sizeof *e);

	e->failure = call_failure(c);
	exchanges_look(c);
	e->is_explained = try_rules(c, e);
	if (e->is_explained)
		explain_response(k, e->failure, &e->explained);
	c->eased = e;
}

bool
ease_rules_out(const struct call *c, const struct msg *failure, enum rule r)
{
	return c->eased != NULL && c->eased->failure == failure && c->eased->no[r];
}

bool
ease_explained(const struct call *c, const struct msg *failure, struct finding *f)
{
	struct eased *e = c->eased;

	if (e == NULL || !e->is_explained || e->failure != failure)
		return false;
	*f = e->explained;
	e->is_explained = false;
	return true;
}

void
ease_release(struct call *c)
{
	if (c->eased != NULL && c->eased->is_explained)
		finding_release(&c->eased->explained);
	c->eased = NULL;
}
