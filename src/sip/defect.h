/* SPDX-License-Identifier: MIT */
/* What can be held against one header by the grammar of RFC 3261 §25, without libosip2. */
#ifndef SIPERR_SIP_DEFECT_H
#define SIPERR_SIP_DEFECT_H

#include "sip/message.h"

/* The key of what is wrong with the header's value ("defect.bad-cseq"); NULL when nothing is. */
const char *header_defect(const struct message *m, const struct header *h);

/*
 * What a page leaves of an address: it shows "<sip:…>" as a link, without the brackets, or takes it for a tag of its own and
 * shows nothing. In no header of the message stands a bracket then; of a text that may be such a page it proves nothing.
 */
bool header_lost_brackets(const struct message *m, const struct header *h);

/* Likewise for the start line. `exact`: blanks at its end count. */
const char *start_line_defect(const struct message *m, bool exact);

/* A header that may stand only once (RFC 3261 §7.3.1, table 2). */
bool header_is_single(enum header_id id);

#endif
