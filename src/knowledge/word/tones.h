/* SPDX-License-Identifier: MIT */
/* The tone of a text, for misspelt.c. */
#ifndef SIPERR_KNOWLEDGE_WORD_TONES_H
#define SIPERR_KNOWLEDGE_WORD_TONES_H

#include "knowledge/knowledge.h"

/* That something works is said there, and nothing takes it back as it is spelt. */
bool tones_say_well(struct knowledge *k, struct slice text);

#endif
