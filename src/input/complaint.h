/* SPDX-License-Identifier: MIT */
/*
 * A line of a log that nobody knows, in English as logs are: does it say of a call or of a registration that it failed?
 * "Registration of 1001 failed: …" does; "query for call failed", "failed to save call" are about something else.
 */
#ifndef SIPERR_INPUT_COMPLAINT_H
#define SIPERR_INPUT_COMPLAINT_H

#include "base/slice.h"

bool complaint_is(struct slice line);

/* It says that one works: what failed before is over. */
bool complaint_is_over(struct slice line);

/* "state changed from Registering to Registered": what was on its way, and works now. */
bool complaint_is_passage(struct slice line);

/* "10:00:02 account 2 registered": what works, or is on its way, at that time; or a report without a word that may be of trouble. */
bool complaint_is_none(struct slice line);

#endif
