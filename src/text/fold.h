/* SPDX-License-Identifier: MIT */
/* What the text functions share with the phrase index. Not for the other folders. */
#ifndef SIPERR_TEXT_FOLD_H
#define SIPERR_TEXT_FOLD_H

#include "base/buf.h"
#include "base/slice.h"

/* Stands for a run of punctuation without white space: "a-b" is one word to a person, "a - b" are three. */
enum { SOFT_SPACE = 0x1f };
/* U+02BC, the apostrophe that is a letter: Ukrainian is written with it, and with ' and ’ as often. */
enum { APOSTROPHE = 0x02bc };

/* text_fold() that keeps the difference: ' ' where white space stood, SOFT_SPACE where only punctuation did. */
void fold_marked(struct slice utf8, struct buf *out);
/* The same, once look-alikes within a word took the script that most of its letters have. */
void fold_unmixed(struct slice utf8, struct buf *out);
/* From `start` on, soft separators become ordinary ones. */
void unmark(struct buf *b, size_t start);

bool slice_is_ascii(struct slice s);
/* UTF-8 through one of ICU's normalisers (unicode/unorm2.h); the text as it is where that fails. */
struct UNormalizer2;
void fold_normalize(const struct UNormalizer2 *how, struct slice s, struct buf *out);

/* One character from s at *at, U+FFFD for a byte that starts none; *at moves on. At the end -1. */
int32_t next_char(struct slice s, size_t *at);

#endif
