/* SPDX-License-Identifier: MIT */
/*
 * What most header values look like: nothing in them is escaped, quoted oddly or can be written in two ways, so that
 * libosip2 gives them back byte by byte. That is seen at a tenth of the time it takes. All else is libosip2's.
 */
#ifndef SIPERR_SIP_PLAIN_H
#define SIPERR_SIP_PLAIN_H

#include "base/slice.h"

/* `"Name" <sip:user@host:port>;tag=token`, where name, port and tag may be missing; false for all else. */
bool plain_address(struct slice value, struct slice *uri, struct slice *tag);

/* `word` or `word@host`. */
bool plain_call_id(struct slice value);

/* `1 INVITE`, up to nine digits. */
bool plain_cseq(struct slice value, uint32_t *number, struct slice *method);

/* `SIP/2.0/UDP host:port;name=word;name`, one of them. */
bool plain_via(struct slice value);

#endif
