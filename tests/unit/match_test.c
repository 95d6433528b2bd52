/* SPDX-License-Identifier: MIT */
/* Phrases to entries, over a site's folder whose phrases are the test's own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "knowledge/knowledge.h"
#include "site.h"

static struct knowledge *knowledge;
static struct arena arena;

static const struct vector {
	const char *context, *phrase, *vendor;
	const char *id;			/* NULL: nothing */
	enum match_step step;
	const char *other_context, *number;
} vectors[] = {
	{ "690", "Engine Worn Out", NULL, "site.worn", MATCH_EXACT, NULL, NULL },
	{ "690", " engine  WORN-out!! ", NULL, "site.worn", MATCH_EXACT, NULL, NULL },
	{ "690", "“Engine Worn Out” (690/TM)", NULL, "site.worn", MATCH_EXACT, NULL, NULL },
	{ "690", "690 Engine Worn Out.", NULL, "site.worn", MATCH_EXACT, NULL, NULL },
	{ "690", "Ｅngine Worn Out", NULL, "site.worn", MATCH_EXACT, NULL, NULL },
	{ "690", "Двигатель изношен", NULL, "site.worn", MATCH_EXACT, NULL, NULL },
	{ "690", "ДВИГАТЕЛЬ ИЗНОШЕН", NULL, "site.worn", MATCH_EXACT, NULL, NULL },

	/* {n}, {word}, {*} */
	{ "690", "Retry after 30 s", NULL, "site.retry", MATCH_PATTERN, NULL, "30" },
	{ "690", "retry AFTER 1234567 s (690/SL)", NULL, "site.retry", MATCH_PATTERN, NULL, "1234567" },
	{ "690", "Retry after soon s", NULL, "code.690", MATCH_CODE, NULL, NULL },
	{ "690", "Dialpeer a-7.x is overloaded", NULL, "site.overload", MATCH_PATTERN, NULL, NULL },
	{ "690", "Dialpeer two words is overloaded", NULL, "code.690", MATCH_CODE, NULL, NULL },
	{ "690", "Bad Gearbox", NULL, "site.gearbox", MATCH_PATTERN, NULL, NULL },
	{ "690", "Bad Gearbox - second wheel, third tooth", NULL, "site.gearbox", MATCH_PATTERN, NULL, NULL },
	{ "690", "Bad Gerbox: third wheel", NULL, "site.gearbox", MATCH_FUZZY, NULL, NULL },
	{ "690", "Bad Gearboxes", NULL, "code.690", MATCH_CODE, NULL, NULL },

	/* Look-alikes: Cyrillic е, capital В, о in a Cyrillic word that is Latin. */
	{ "690", "Enginе Worn Out", NULL, "site.worn", MATCH_CONFUSABLE, NULL, NULL },
	{ "690", "Вrake Fluid Low", NULL, "site.brake", MATCH_CONFUSABLE, NULL, NULL },
	{ "690", "Двигатель изнoшен", NULL, "site.worn", MATCH_CONFUSABLE, NULL, NULL },
	{ "690", "Rеtry after 30 s", NULL, "site.retry", MATCH_CONFUSABLE, NULL, "30" },
	{ "690", "Enginе Worn Ot", NULL, "site.worn", MATCH_FUZZY, NULL, NULL },

	/* One error, two in a long phrase, none in a short one. */
	{ "690", "Engin Worn Out", NULL, "site.worn", MATCH_FUZZY, NULL, NULL },
	{ "690", "Enigne Worn Out", NULL, "site.worn", MATCH_FUZZY, NULL, NULL },
	{ "690", "Enginne Wrn Out", NULL, "site.worn", MATCH_FUZZY, NULL, NULL },
	{ "690", "EngineWorn Out", NULL, "site.worn", MATCH_FUZZY, NULL, NULL },
	{ "690", "Engne Wrn Ot", NULL, "code.690", MATCH_CODE, NULL, NULL },
	{ "690", "Rtry after 30 s", NULL, "site.retry", MATCH_FUZZY, NULL, "30" },
	{ "690", "Oil", NULL, "site.oil", MATCH_EXACT, NULL, NULL },
	{ "690", "Oi", NULL, "code.690", MATCH_CODE, NULL, NULL },
	{ "690", "Fuel Line 43", NULL, "code.690", MATCH_CODE, NULL, NULL },		/* not 42 */
	{ "690", "Lights available now", NULL, "code.690", MATCH_CODE, NULL, NULL },	/* not unavailable */
	{ "690", "Horn broken", NULL, "code.690", MATCH_CODE, NULL, NULL },		/* "torn", "worn": which? */

	/* Known elsewhere. */
	{ "690", "Tank Empty", NULL, "site.tank", MATCH_EXACT, "691", NULL },
	{ "691", "Engine Worn Out", NULL, "site.worn", MATCH_EXACT, "690", NULL },
	{ "691", "Engin Worn Out", NULL, "code.6xx", MATCH_CLASS, NULL, NULL },
	{ "692", "Some Phrase Of No Code", NULL, "site.free", MATCH_EXACT, NULL, NULL },
	{ "690", "gearbox stuck", NULL, "site.header", MATCH_EXACT, NULL, NULL },
	{ "x-engine", "gearbox stuck", NULL, "site.header", MATCH_EXACT, NULL, NULL },
	{ "x-engine", "no such thing at all", NULL, NULL, MATCH_NONE, NULL, NULL },
	/* An exact phrase of another code before a similar one of this. */
	{ "691", "Tank Emptied", NULL, "site.emptied", MATCH_EXACT, "690", NULL },

	/* Products. */
	{ "690", "Limit Reached", NULL, "site.limit", MATCH_EXACT, NULL, NULL },
	{ "690", "Limit Reached", "kazoo", "site.limit-kazoo", MATCH_EXACT, NULL, NULL },
	{ "690", "Limit Reached", "asterisk", "site.limit", MATCH_EXACT, NULL, NULL },

	/* A site's row for a phrase that is built in. */
	{ "486", "busy here", NULL, "site.busy", MATCH_EXACT, NULL, NULL },

	/* The code, its class, nothing. */
	{ "690", "", NULL, "code.690", MATCH_CODE, NULL, NULL },
	{ "690", "Flux capacitor overload", NULL, "code.690", MATCH_CODE, NULL, NULL },
	{ "690", "...", NULL, "code.690", MATCH_CODE, NULL, NULL },
	{ "698", "", NULL, "code.6xx", MATCH_CLASS, NULL, NULL },
	{ "099", "", NULL, NULL, MATCH_NONE, NULL, NULL },
	{ "800", "Flux", NULL, NULL, MATCH_NONE, NULL, NULL },

	/* The phrase alone, and a description. */
	{ "", "engine worn out", NULL, "site.worn", MATCH_EXACT, NULL, NULL },
	{ "", "engin worn out", NULL, "site.worn", MATCH_FUZZY, NULL, NULL },
	{ "", "engine stalls after thirty seconds", NULL, "symptom.stall", MATCH_EXACT, NULL, NULL },
	{ "", "stalls uphill", NULL, NULL, MATCH_NONE, NULL, NULL },
	{ "", "", NULL, NULL, MATCH_NONE, NULL, NULL },
};

static const char *
shown(const char *s)
{
	return s ? s : "-";
}

static void
each_phrase_leads_to_its_entry_by_its_step(void **state)
{
	const size_t n = sizeof vectors / sizeof vectors[0];
	int bad = 0;

	(void)state;
	/* Twice: the second time some answers are remembered ones. */
	for (size_t i = 0; i < 2 * n; i++) {
		const struct vector *v = &vectors[i % n];
		struct match m;
		bool found = knowledge_match(knowledge, v->context, slice_of(v->phrase), v->vendor, &arena, &m);

		if (found == (v->id != NULL) && strcmp(shown(m.id), shown(v->id)) == 0 && m.step == v->step &&
		    strcmp(shown(m.other_context), shown(v->other_context)) == 0 &&
		    strcmp(shown(m.number), shown(v->number)) == 0)
			continue;
		print_error("%s \"%s\": %s, %s, under %s, number %s\n", v->context, v->phrase, shown(m.id),
		    shown(match_token(m.step)), shown(m.other_context), shown(m.number));
		bad++;
	}
	assert_int_equal(bad, 0);
}

static void
other_entries_of_the_same_phrase_are_told(void **state)
{
	struct match m;

	(void)state;
	assert_true(knowledge_match(knowledge, "690", SLICE("limit reached"), "kazoo", &arena, &m));
	assert_string_equal(m.id, "site.limit-kazoo");
	assert_string_equal(m.vendor, "kazoo");
	assert_string_equal(m.phrase, "Limit reached");
	assert_int_equal(m.others.n, 1);
	assert_string_equal(m.others.p[0], "site.limit");
}

static void
a_long_phrase_is_no_trouble(void **state)
{
	static char phrase[100000];
	struct match m;

	(void)state;
	memset(phrase, 'x', sizeof phrase);
	assert_true(knowledge_match(knowledge, "690", (struct slice){ phrase, sizeof phrase }, NULL, &arena, &m));
	assert_int_equal(m.step, MATCH_CODE);
	for (size_t i = 0; i < sizeof phrase; i += 2)
		memcpy(phrase + i, "\xd0\xb0", 2);
	assert_true(knowledge_match(knowledge, "690", (struct slice){ phrase, sizeof phrase }, NULL, &arena, &m));
	assert_int_equal(m.step, MATCH_CODE);
}

#define FACTS " { severity { \"error\" } party { \"proxy\" } retry { \"no\" } references { \"RFC 3261\" } }\n"

static int
set_up(void **state)
{
	static const char *folders[] = { site_folder };

	(void)state;
	site_open();
	site_add("entries", "entries:table(nofallback) { code.690" FACTS "code.6xx" FACTS "}\n");
	site_add("phrases", "phrases:table(nofallback) {\n"
	    "site.worn { { \"Engine worn out\", \"690\", \"en\", \"\" }, { \"Двигатель изношен\", \"690\", \"ru\", \"\" } }\n"
	    "site.busy { { \"Busy Here\", \"486\", \"en\", \"\" } }\n"
	    "site.brake { { \"Brake Fluid Low\", \"690\", \"en\", \"\" } }\n"
	    "site.retry { { \"Retry after {n} s\", \"690\", \"en\", \"\" } }\n"
	    "site.overload { { \"Dialpeer {word} is overloaded\", \"690\", \"en\", \"\" } }\n"
	    "site.gearbox { { \"Bad Gearbox {*}\", \"690\", \"en\", \"\" } }\n"
	    "site.oil { { \"Oil\", \"690\", \"en\", \"\" } }\n"
	    "site.fuel { { \"Fuel Line 42\", \"690\", \"en\", \"\" } }\n"
	    "site.lights { { \"Lights unavailable now\", \"690\", \"en\", \"\" } }\n"
	    "site.torn { { \"Torn broken\", \"690\", \"en\", \"\" } } site.born { { \"Born broken\", \"690\", \"en\", \"\" } }\n"
	    "site.tank { { \"Tank Empty\", \"691 693\", \"en\", \"\" }, { \"Tank Emptier\", \"691\", \"en\", \"\" } }\n"
	    "site.emptied { { \"Tank Emptied\", \"690\", \"en\", \"\" } }\n"
	    "site.free { { \"Some phrase of no code\", \"0\", \"en\", \"\" } }\n"
	    "site.header { { \"Gearbox stuck\", \"x-engine\", \"en\", \"\" } }\n"
	    "site.limit { { \"Limit reached\", \"690\", \"en\", \"\" } }\n"
	    "site.limit-kazoo { { \"Limit reached\", \"690\", \"en\", \"kazoo\" } }\n"
	    "symptom.stall { { \"engine stalls after thirty seconds\", \"symptom\", \"en\", \"\" } }\n"
	    "}\n");
	knowledge = knowledge_open(&(struct knowledge_options){ .language = "en", .folders = folders, .folder_count = 1 });
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	knowledge_close(knowledge);
	arena_release(&arena);
	site_close();
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_phrase_leads_to_its_entry_by_its_step),
		cmocka_unit_test(other_entries_of_the_same_phrase_are_told),
		cmocka_unit_test(a_long_phrase_is_no_trouble),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
