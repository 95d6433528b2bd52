/* SPDX-License-Identifier: MIT */
/*
 * Which languages are asked, in which order, and what they are called. ICU names a language "pt_BR", and English "root";
 * people say "pt-BR" and "en".
 */
#ifndef SIPERR_KNOWLEDGE_STORE_LANGUAGE_H
#define SIPERR_KNOWLEDGE_STORE_LANGUAGE_H

#include "base/strings.h"

enum { CHAIN_MAX = 6, TAG_SIZE = 64 };

/* "es_MX", "es", "root". */
struct chain {
	char name[CHAIN_MAX][TAG_SIZE];
	size_t n;
};

/* For the language: itself, its parents, what is kin to it where none of them is built in, root. */
void chain_fill(struct chain *c, const char *language);
/* The same language in the same script, the likely one where none is named: pt and pt_BR, zh_CN and zh_Hans; not zh_TW. */
bool same_script(const char *one, const char *other);
/* "pt_BR" → "pt-BR", "root" → "en". */
const char *language_tag(const char *name, struct arena *a);
/* Names of the languages that are built in, root first. */
struct strings built_in_languages(struct arena *a);

#endif
