/*
 * Which languages must have every text: those that say so of themselves (language.complete in labels.txt), and English.
 * Another one is on its way; what it lacks is told in English, and tests/translations.pl says what that is.
 */
#ifndef SIPERR_TESTS_COMPLETE_H
#define SIPERR_TESTS_COMPLETE_H

#include <string.h>

#include "knowledge/bundle.h"

/* `name` as built_in_languages() has it: "root", "pt_BR". */
static inline bool
language_is_complete(const struct source *built_in, const char *name)
{
	struct arena a = ARENA_INIT;
	UResourceBundle *bundle = bundle_open(built_in, name), *label = bundle_member(bundle, "language.complete");
	const char *said = label != NULL ? bundle_string(label, &a) : NULL;
	bool complete = strcmp(name, "root") == 0 || (said != NULL && strcmp(said, "yes") == 0);

	ures_close(label);
	ures_close(bundle);
	arena_release(&a);
	return complete;
}

#endif
