/* SPDX-License-Identifier: MIT */
/*
 * The rules: what can be proven from the messages of a call.
 *
 * How to write one:
 *  1. A line in rules.def: name, id of its knowledge entry, whether it looks beyond its call, the facts (enum call_fact)
 *     without which it can't hold. Its place in the table is its precedence, see there; GUESS is for one that yields to what
 *     a refusal says of itself.
 *  2. A function find_<name> in the file of its family. It looks at the call through find.h and sip/fields.h
 *     and returns false, or true with the verdict filled in:
 *
 *	bool
 *	find_no_contact(const struct call *c, struct verdict *v)
 *	{
 *		for (const struct tx *t = c->txs; t != NULL; t = t->next)
 *			if (t->method == METHOD_INVITE && t->success && !(t->success->facts & MSG_CONTACT)) {
 *				v->at = t->success;
 *				SAY(v, EVIDENCE_MISSING, "Contact", t->success, "no-contact", 0, verdict_id(v, t->success));
 *				return true;
 *			}
 *		return false;
 *	}
 *
 *     A rule whose other conditions hold but that can't tell whether something is missing, because the capture
 *     ends too early or has no times, returns cannot_tell() (false): --all says so.
 *  3. Each key given to SAY is a pattern evidence.<key> in locales/en/evidence.txt.
 *
 *     Conditions go through HOLDS, ENOUGH and the like, which name them, so that --why can say which of them held; what
 *     only chooses the messages that a rule is about needs no name. look_at() says that another of those is tried.
 *     A name is a row of guards.def with its sentence guard.<id> in labels.txt; take one that is there.
 *
 * Evidence of a verdict whose rule returns false is thrown away. What spans calls is in spans.h.
 */
#ifndef SIPERR_DIAGNOSE_RULES_H
#define SIPERR_DIAGNOSE_RULES_H

#include "diagnose/rules/verdict.h"

enum rule {
#define RULE(name, id, reach, needs) RULE_##name,
#include "diagnose/rules/rules.def"
#undef RULE
	RULE_COUNT
};

struct rule_info {
	const char *id;
	enum reach { REACH_CALL, REACH_TRACE } reach;
	unsigned needs;
	bool (*find)(const struct call *c, struct verdict *v);
	const char *same;	/* what a refusal may name without holding it back, see GUESS; NULL: it yields to none */
};

extern const struct rule_info rule_info[RULE_COUNT];

#define RULE(name, id, reach, needs) bool find_##name(const struct call *c, struct verdict *v);
#include "diagnose/rules/rules.def"
#undef RULE

#endif
