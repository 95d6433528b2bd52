/* SPDX-License-Identifier: MIT */
/*
 * A line of a log that nobody knows: does it say of a call or of a registration that it failed, or works? "Registration of 1001
 * failed: …" does; "query for call failed", "failed to save call" are about something else. Which words say so is knowledge
 * (words.txt, the lists log_…).
 */
#ifndef SIPERR_DIAGNOSE_MESSAGE_COMPLAINT_H
#define SIPERR_DIAGNOSE_MESSAGE_COMPLAINT_H

#include "knowledge/knowledge.h"

struct complaint {
	bool is;	/* it failed */
	bool login;	/* then: only a login, and who knows to what */
	struct slice said;	/* then: from what failed to the end of the line; empty where that stands behind */
	struct slice account;	/* whose it is, where his number could be a code: "account 403", "sip:486@…"; or empty */
	bool over;	/* something works: what failed before is over */
	bool lives;	/* something works, or is on its way */
	bool trouble;	/* a word of it may be about trouble */
	bool passage;	/* "state changed from Registering to Registered": what was on its way works now */
	bool none;	/* at that time it works, or is on its way; or a report without a word that may be of trouble */
	bool calm;	/* then: for that alone that a program wrote the line; a code in it may still tell */
};

struct complaint complaint_read(struct knowledge *k, struct slice line);

#endif
