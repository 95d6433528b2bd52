/* SPDX-License-Identifier: MIT */
/* What following a call needs of a header that takes more than a word, kept in the message's index. For message.c alone. */
#ifndef SIPERR_SIP_PICK_H
#define SIPERR_SIP_PICK_H

#include "sip/message.h"

/* Number and method; the method of a response is that of its CSeq. */
void pick_cseq(struct message *m, struct slice value);

/* From or To: where its value stands, and its tag. */
void pick_tagged(const struct message *m, const struct header *h, struct part *header, struct part *tag);

/* Counts its elements, and keeps the parts of the top one. */
void pick_via(struct message *m, struct slice value);

/* Of two lengths that differ neither can be believed: the body is what stands there. */
void pick_length(struct message *m, struct slice value);

#endif
