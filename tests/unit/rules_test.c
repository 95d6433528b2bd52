/* SPDX-License-Identifier: MIT */
#include "diagnose/rules/rules.h"
#include "script.h"

#include "diagnose/rules/spans.h"

static const char *const ids[] = {
#define RULE(name, id, reach, needs) id,
#include "diagnose/rules/rules.def"
#undef RULE
#define SPAN(name, id, close) id,
#include "diagnose/rules/spans.def"
};

static void
every_rule_has_its_entry_and_text(void **state)
{
	struct arena a = ARENA_INIT;
	struct entry entry;
	struct entry_text text;

	(void)state;
	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
		if (strcmp(ids[i], "code") == 0)
			continue;
		if (!knowledge_entry(script_knowledge(), ids[i], &entry) || entry.references.n == 0)
			fail_msg("no entry or no reference: %s", ids[i]);
		if (!knowledge_text(script_knowledge(), ids[i], &text) || text.causes.n == 0 || text.fixes.n == 0)
			fail_msg("no text: %s", ids[i]);
	}
	arena_release(&a);
}

static void
no_rule_stands_twice(void **state)
{
	(void)state;
	for (size_t i = 0; i < RULE_COUNT; i++)
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(rule_info[i].id, rule_info[k].id);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_rule_has_its_entry_and_text),
		cmocka_unit_test(no_rule_stands_twice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
