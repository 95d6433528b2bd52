/* SPDX-License-Identifier: MIT */
/* The tone of a text, for misspelt.c. */
#ifndef SIPERR_KNOWLEDGE_WORD_TONES_H
#define SIPERR_KNOWLEDGE_WORD_TONES_H

#include "knowledge/knowledge.h"

/* That something works is said there, and nothing takes it back as it is spelt. */
bool tones_say_well(struct knowledge *k, struct slice text);

/* A folded word that stands in words.txt among those that take back; none by its ending alone, as of a misspelt "doesn't". */
bool tones_list_as_not(struct knowledge *k, struct slice folded);

#endif
