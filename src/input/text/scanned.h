/* SPDX-License-Identifier: MIT */
/*
 * What a scanner lists: "[*] 192.0.2.1:5060 udp SIP/2.0 404 Not Found: {"User-Agent"=>"…"}". It asks by OPTIONS, and any answer
 * says that somebody is there.
 */
#ifndef SIPERR_INPUT_TEXT_SCANNED_H
#define SIPERR_INPUT_TEXT_SCANNED_H

#include "base/buf.h"

/* The status line in a line of such a list; empty: none. *scan: a line before was the list's heading, which this one may be. */
struct slice scanned_answer(struct slice line, bool *scan);
/* It as a response to OPTIONS. */
void scanned_message(struct slice answer, struct buf *out);

#endif
