/* SPDX-License-Identifier: MIT */
/* What a number in a text is where it is no code: a process, a line, a party, a channel, an event, a length. */
#ifndef SIPERR_DIAGNOSE_MESSAGE_NUMBER_COUNTS_H
#define SIPERR_DIAGNOSE_MESSAGE_NUMBER_COUNTS_H

#include "knowledge/knowledge.h"

/* Does the number, which lies in `text`, count or name something else than a code? What stands beside it tells. */
bool number_counts(struct knowledge *k, struct slice text, struct slice number);

/* A word for a code that ends the text, in a language that sets no blanks. */
enum word number_word_at_end(struct knowledge *k, struct slice text);

#endif
