/* SPDX-License-Identifier: MIT */
#include "knowledge/store/language.h"

#include <stdio.h>
#include <string.h>

#include <unicode/uloc.h>

#include "knowledge/bundle/resource.h"
#include "knowledge/store/texts.h"

struct strings
built_in_languages(struct arena *a)
{
	struct strings names = { NULL, 0 };
	size_t cap = 0;

	for (size_t i = 0; i < texts_languages(); i++)
		strings_add(&names, &cap, texts_language(i), a);
	return names;
}

const char *
language_tag(const char *name, struct arena *a)
{
	char *tag = arena_strdup(a, strcmp(name, "root") == 0 ? "en" : name);

	for (char *p = tag; *p != '\0'; p++)
		if (*p == '_')
			*p = '-';
	return tag;
}

static void
chain_add(struct chain *c, const char *name)
{
	if (c->n < CHAIN_MAX)
		snprintf(c->name[c->n++], TAG_SIZE, "%s", name);
}

/* Language and script, the likely one where none is named: "zh_TW" is "zh_Hant", "pt" is "pt_Latn". */
static bool
language_and_script(const char *name, char *out, size_t size)
{
	UErrorCode status = U_ZERO_ERROR;
	char full[TAG_SIZE], language[TAG_SIZE], script[TAG_SIZE];

	uloc_addLikelySubtags(name, full, sizeof full, &status);
	uloc_getLanguage(full, language, sizeof language, &status);
	uloc_getScript(full, script, sizeof script, &status);
	snprintf(out, size, "%s_%s", language, script);
	return U_SUCCESS(status) && language[0] != '\0';
}

bool
same_script(const char *one, const char *other)
{
	char a[2 * TAG_SIZE], b[2 * TAG_SIZE];

	return language_and_script(one, a, sizeof a) && language_and_script(other, b, sizeof b) && strcmp(a, b) == 0;
}

/* Asked for pt with only pt_BR at hand: the same language and script will do. */
static void
chain_add_kin(struct chain *c, const char *language)
{
	for (size_t i = 0; i < texts_languages(); i++)
		if (strcmp(texts_language(i), "root") != 0 && same_script(language, texts_language(i)))
			chain_add(c, texts_language(i));
}

void
chain_fill(struct chain *c, const char *language)
{
	char name[TAG_SIZE];
	bool found = false;

	snprintf(name, sizeof name, "%s", language);
	if (strcmp(name, "en") != 0 && strcmp(name, "root") != 0) {
		for (char *cut = name + strlen(name); cut != NULL && c->n < CHAIN_MAX - 2;
		    cut = strrchr(name, '_')) {
			*cut = '\0';
			if (strcmp(name, language) != 0 && !same_script(language, name))
				continue;
			chain_add(c, name);
			found |= texts_speak(name);
		}
		if (!found && strncmp(language, "en", 2) != 0)
			chain_add_kin(c, language);
	}
	chain_add(c, "root");
}
