/* SPDX-License-Identifier: MIT */
/*
 * The words that name nobody: those of the knowledge in all its languages, of the protocol and of the products. The
 * build gathers them (src/tools/vocabulary.c); a word that is not among them is hidden.
 */
#ifndef SIPERR_REPORT_REDACT_WORDS_H
#define SIPERR_REPORT_REDACT_WORDS_H

#include "base/buf.h"

/* What makes up a word, and what joins words to a name such as "chan_sip.c" or "no-answer". */
bool word_char(char c);
bool word_joint(char c);

/* Upper and lower case made one; of what is no ASCII, punctuation goes too. */
void word_fold(struct slice word, struct buf *out);

/* The number that a word, folded, is kept under: the same in each build. */
uint64_t word_key(struct slice folded);

/* The whole of it, with its joints, is known. */
bool word_is_known(struct slice word);

#endif
