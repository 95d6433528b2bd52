/* SPDX-License-Identifier: MIT */
/* What the rules found about one call: for judge.c, and for what it tells around the headline. */
#ifndef SIPERR_DIAGNOSE_TRIAL_H
#define SIPERR_DIAGNOSE_TRIAL_H

#include "diagnose/rules/rules.h"

/* What was found about one call. Of the verdicts only those of rules that ran mean anything. */
struct trial {
	const struct call *call;
	const struct msg *failure;
	enum rule ran[RULE_COUNT];	/* those that hold, those that know why they can't tell, and RULE_code; in their order */
	size_t ran_count;
	bool found[RULE_COUNT];		/* it holds … */
	bool holds[RULE_COUNT];		/* … and no filter leaves it out */
	struct verdict verdicts[RULE_COUNT];
};

#endif
