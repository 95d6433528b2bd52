/* The first line of a message: Request-Line (RFC 3261 §7.1) or Status-Line (§7.2). */
#ifndef SIPERR_SIP_START_LINE_H
#define SIPERR_SIP_START_LINE_H

#include "sip/message.h"

/*
 * Fills in what of *m a start line tells (start_line, is_response, code and phrase, or method and uri), without
 * its line end; false, with some of it filled in, when it is none.
 */
bool start_line_parse(struct message *m, struct slice line);

#endif
