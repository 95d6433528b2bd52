/* SPDX-License-Identifier: MIT */
/*
 * The diagnosis of one message by itself: the entry its code and phrase lead to, refined by its
 * headers and body, with each of them as evidence.
 */
#ifndef SIPERR_DIAGNOSE_MESSAGE_SINGLE_H
#define SIPERR_DIAGNOSE_MESSAGE_SINGLE_H

#include "finding/finding.h"
#include "input/frame/frame.h"
#include "knowledge/knowledge.h"
#include "sip/message.h"

/*
 * `m` is the index of frame->bytes. A request gives a finding with is_request set, for which there is no entry. `number` is the
 * message's number in the trace. out: finding_init() is done here; release it.
 */
void diagnose_message(struct knowledge *k, const struct message *m, const struct frame *frame, uint64_t number,
    struct finding *out);

/*
 * A line of text (FRAME_MENTION) in which a code stands beside a phrase of its own. out->id stays NULL where the words
 * are no phrase of the code.
 */
void diagnose_mention(struct knowledge *k, const struct frame *frame, struct finding *out);

/* Header lines without their message (FRAME_HEADERS). out->id stays NULL where none of them names something known. */
void diagnose_headers(struct knowledge *k, const struct frame *frame, struct finding *out);

/* Only code and phrase (UTF-8, may be empty): no message stood there. False when nothing is known. */
bool diagnose_code(struct knowledge *k, const char *code, struct slice phrase, struct finding *out);

#endif
