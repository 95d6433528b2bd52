/* SPDX-License-Identifier: MIT */
/*
 * Header lines by their names, for whoever looks for SIP in a text (RFC 3261 §7.3). What a message's headers hold is in
 * header.h.
 */
#ifndef SIPERR_SIP_HEADER_LINE_H
#define SIPERR_SIP_HEADER_LINE_H

#include "base/slice.h"

/* The name of a header line ("Via" of "Via: …"), whether or not the name is known; false for any other line. */
bool header_name_of(struct slice line, struct slice *name);
/* A header of RFC 3261 or its extensions, by full or compact name. */
bool header_known(struct slice name);
/* Both: the line begins with a known header. */
bool header_starts(struct slice line);
/* Where in the line a known header with its full name begins, or NULL. */
const char *header_somewhere(struct slice line);

#endif
