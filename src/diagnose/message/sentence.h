/* SPDX-License-Identifier: MIT */
/* What of a short text, a mail or a chat, is a complaint about calls: "Since Monday our calls drop\nafter 30 seconds.\nAny idea?" */
#ifndef SIPERR_DIAGNOSE_MESSAGE_SENTENCE_H
#define SIPERR_DIAGNOSE_MESSAGE_SENTENCE_H

#include "base/buf.h"
#include "knowledge/knowledge.h"

/* The sentence that complains most clearly, as it stands in the text, and on one line in `out`. SLICE_NONE: none does. */
struct slice sentence_of_complaint(struct knowledge *k, struct slice text, struct buf *out);

#endif
