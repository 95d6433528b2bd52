/* SPDX-License-Identifier: MIT */
/* The built-in knowledge in English, for the tests of a group: given to cmocka_run_group_tests(). */
#ifndef SIPERR_TESTS_KNOWN_H
#define SIPERR_TESTS_KNOWN_H

#include "knowledge/knowledge.h"

static struct knowledge *knowledge;

static inline int
open_known(void **state)
{
	(void)state;
	knowledge = knowledge_open(&(struct knowledge_options){ .language = "en" });
	return 0;
}

static inline int
close_known(void **state)
{
	(void)state;
	knowledge_close(knowledge);
	return 0;
}

#endif
