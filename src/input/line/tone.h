/* SPDX-License-Identifier: MIT */
/*
 * What kind of text it is, as far as that decides whether a code in it tells of a failure: documents, change logs,
 * program code, templates and the logs of web servers name codes, too.
 */
#ifndef SIPERR_INPUT_LINE_TONE_H
#define SIPERR_INPUT_LINE_TONE_H

#include "base/slice.h"

/* A document, a change log, program code or a template: nothing in it happened. */
bool tone_is_document(struct slice text);

/* The line speaks of HTTP, whose codes have the same numbers. */
bool tone_is_web(struct slice line);

/* A message of HTTP stands in the text. */
bool tone_holds_http(struct slice text);

/* The line says what would happen, not what did: "when the peer sends 404 Not Found, the call ends". */
bool tone_is_hypothetical(struct slice line);

/* The line is a statement of a program. */
bool tone_is_code(struct slice line);

/* "192.0.2.1:5060 udp SIP/2.0 404 Not Found: {"User-Agent"=>"…"}": a scanner lists who answered. */
bool tone_is_scan(struct slice line);

/*
 * The text names SIP, or a request that only SIP has: "sip:1001@…", "SIP/2.0", "sipd", "VoIP", "INVITE". "gossip" does not.
 * In a text that does not, a code that HTTP has, too, tells of that.
 */
bool tone_names_sip(struct slice text);

/* Any of the others, of a line that is all there is: it tells nobody's failure, or not one of SIP. */
bool tone_is_talk(struct slice line);

#endif
