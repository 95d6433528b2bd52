/* SPDX-License-Identifier: MIT */
/* What a number in a text is where it is no code: a process, a line, a party, a channel, an event, a length. */
#ifndef SIPERR_DIAGNOSE_MESSAGE_NO_CODE_H
#define SIPERR_DIAGNOSE_MESSAGE_NO_CODE_H

#include "knowledge/knowledge.h"

/* Does what stands beside the number, which lies in `text`, tell that it is one of those? */
bool number_is_no_code(struct knowledge *k, struct slice text, struct slice number);

#endif
