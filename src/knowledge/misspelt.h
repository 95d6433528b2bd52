/* SPDX-License-Identifier: MIT */
/* Typing errors in the words that take back what others say. Only for src/knowledge. */
#ifndef SIPERR_KNOWLEDGE_MISSPELT_H
#define SIPERR_KNOWLEDGE_MISSPELT_H

#include "knowledge/knowledge.h"

/* In words.c: that something works is said there, and nothing takes it back as it is spelt. */
bool words_say_well(struct knowledge *k, struct slice text);

#endif
