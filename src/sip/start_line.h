/* SPDX-License-Identifier: MIT */
/* The first line of a message: Request-Line (RFC 3261 §7.1) or Status-Line (§7.2). */
#ifndef SIPERR_SIP_START_LINE_H
#define SIPERR_SIP_START_LINE_H

#include "sip/message.h"

/*
 * The beginning of a status line, in whatever it stands: version in any case, blanks or tabs, a code from 100 to 799,
 * and then no letter or digit. One leniency for all who look for one; what is not as §7.2 wants it is a defect (defect.h).
 */
struct status_line {
	int code;
	const char *code_end;
};
bool status_line_read(struct status_line *out, struct slice s);

/*
 * A line that is meant for a status line, for it begins with a version and a blank, but has no code that can be: "SIP/2.0
 * 4x4 What", "SIP/2.0 4294967301 …". Only where more of a message stands below can it be told from prose.
 */
bool status_line_is_broken(struct slice line);

/*
 * Fills in what of *m a start line tells (start_line, is_response, code and phrase, or method and uri); the line is a
 * piece of m->raw, without its line end. False, with some of it filled in, when it is none.
 */
bool start_line_parse(struct message *m, struct slice line);

#endif
