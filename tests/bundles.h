/* SPDX-License-Identifier: MIT */
/*
 * The bundles as they were built from locales/, each whole: the program has the languages only in pieces, and of some
 * tables only their index. And which languages must have every text: those that say so of themselves (language.complete
 * in labels.txt), and English. Another one is on its way; what it lacks is told in English, and tests/translations.pl
 * says what that is.
 */
#ifndef SIPERR_TESTS_BUNDLES_H
#define SIPERR_TESTS_BUNDLES_H

#include <string.h>

#include "knowledge/store/store.h"
#include "knowledge/bundle/resource.h"

/* BUNDLES is the folder's absolute name. */
static struct store bundles = { .package.name = BUNDLES, .built_in = true };

/* `name` as built_in_languages() has it: "root", "pt_BR". */
static inline bool
language_is_complete(const char *name)
{
	struct arena a = ARENA_INIT;
	UResourceBundle *bundle = bundle_open(&bundles, name), *label = bundle_member(bundle, "language.complete");
	const char *said = label != NULL ? bundle_string(label, &a) : NULL;
	bool complete = strcmp(name, "root") == 0 || (said != NULL && strcmp(said, "yes") == 0);

	ures_close(label);
	ures_close(bundle);
	arena_release(&a);
	return complete;
}

/* Closes what was opened of them to stay: tables, and English in text[0]. */
static inline void
bundles_release(void)
{
	for (size_t i = 0; i < TABLE_COUNT; i++)
		ures_close(bundles.table[i]);
	ures_close(bundles.text[0]);
	bundles = (struct store){ .package.name = BUNDLES, .built_in = true };
}

#endif
