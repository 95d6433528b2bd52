/* SPDX-License-Identifier: MIT */
/* Every phrase of tests/knowledge/phrases.tsv leads to its entry, none of unknown.tsv to more than its code. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "knowledge/knowledge.h"

enum { COLUMNS = 4 };

static struct knowledge *knowledge;
static struct arena arena;

struct lines {
	FILE *file;
	char text[4096];
	const char *column[COLUMNS];	/* "" beyond the last */
};

/* The next line of data: comments and the line that names the columns are left out. */
static bool
lines_next(struct lines *l)
{
	while (fgets(l->text, sizeof l->text, l->file) != NULL) {
		char *p = l->text;

		if (p[0] == '#' || strncmp(p, "context\t", 8) == 0)
			continue;
		p[strcspn(p, "\n")] = '\0';
		for (int i = 0; i < COLUMNS; i++) {
			char *end = p + strcspn(p, "\t");

			l->column[i] = p;
			p = *end != '\0' ? end + 1 : end;
			*end = '\0';
		}
		return true;
	}
	return false;
}

static struct match
match_line(const struct lines *l)
{
	const char *context = strcmp(l->column[0], "0") != 0 ? l->column[0] : "";
	const char *vendor = l->column[3][0] != '\0' && strcmp(l->column[3], "-") != 0 ? l->column[3] : NULL;
	struct match m;

	knowledge_match(knowledge, context, slice_of(l->column[1]), vendor, &arena, &m);
	return m;
}

static void
every_phrase_received_leads_to_its_entry(void **state)
{
	struct lines l = { .file = fopen("tests/knowledge/phrases.tsv", "r") };
	int lines = 0, bad = 0;

	(void)state;
	assert_non_null(l.file);
	while (lines_next(&l)) {
		struct match m = match_line(&l);

		lines++;
		if (m.id == NULL || strcmp(m.id, l.column[2]) != 0 || m.step > MATCH_PATTERN) {
			print_error("%s %s: %s, not %s\n", l.column[0], l.column[1], m.id ? m.id : "nothing", l.column[2]);
			bad++;
		}
	}
	fclose(l.file);
	assert_true(lines > 1000);
	assert_int_equal(bad, 0);
}

static void
a_phrase_nobody_sends_stays_its_code(void **state)
{
	struct lines l = { .file = fopen("tests/knowledge/unknown.tsv", "r") };
	int lines = 0, bad = 0;

	(void)state;
	assert_non_null(l.file);
	while (lines_next(&l)) {
		struct match m = match_line(&l);

		lines++;
		if (m.step != MATCH_CODE) {
			print_error("%s %s: %s\n", l.column[0], l.column[1], m.id ? m.id : "nothing");
			bad++;
		}
	}
	fclose(l.file);
	assert_true(lines >= 200);
	assert_int_equal(bad, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_phrase_received_leads_to_its_entry),
		cmocka_unit_test(a_phrase_nobody_sends_stays_its_code),
	};

	knowledge = knowledge_open(&(struct knowledge_options){ .language = "en" });
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	knowledge_close(knowledge);
	arena_release(&arena);
	return failed;
}
