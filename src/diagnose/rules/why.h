/* SPDX-License-Identifier: MIT */
/*
 * Takes down which guards of a rule held, where --why asks for it. A rule tries one message after the other; kept is the
 * try that got furthest, or the one with which the rule holds: that is the last.
 */
#ifndef SIPERR_DIAGNOSE_RULES_WHY_H
#define SIPERR_DIAGNOSE_RULES_WHY_H

#include "finding/why.h"

struct msg;

enum { WHY_GUARDS = 24 };		/* of one try; further ones are not taken down */

struct why_try {
	const struct msg *at;		/* NULL: the call as a whole */
	struct guard_seen guards[WHY_GUARDS];
	size_t count, held;
};

struct why {
	struct why_try now, best;
	size_t before;			/* guards that were asked before the first message was looked at */
};

void why_begin(struct why *w);
void why_look(struct why *w, const struct msg *m);
void why_note(struct why *w, enum guard g, bool holds);
/* In the guard's unit, or µs; `value` NO_TIME: not known. */
void why_note_number(struct why *w, enum guard g, bool holds, int64_t value, int64_t limit);
/* What the call must have, and whether it has, stands before what the rule asked. */
const struct why_try *why_end(struct why *w, bool holds, unsigned needs, unsigned facts);

#endif
