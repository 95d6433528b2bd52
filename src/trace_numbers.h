/* SPDX-License-Identifier: MIT */
/* Numbers in the lines of a log that no program is known to write: extensions, calls and trunks have some that codes have, too. */
#ifndef SIPERR_TRACE_NUMBERS_H
#define SIPERR_TRACE_NUMBERS_H

#include "trace_complaints.h"

/*
 * The line has a program's time and speaks of no trouble, and its numbers without a phrase are no codes: "agent 403 answered",
 * "REGISTER 403: 200 OK" go on to say that something works; "bridge 403 created", "403 parked on 486" say whose they are.
 */
bool line_numbers_things(struct program *p, struct slice line);

/*
 * The line says how causes are numbered, or for which of them something is to be done, and not that one came up:
 * "CALL_REJECTED=21 USER_BUSY=17", "continue_on_fail=USER_BUSY,NO_ANSWER"; not so "hangup_cause=USER_BUSY".
 */
bool line_lists_causes(struct program *p, struct slice line);

#endif
