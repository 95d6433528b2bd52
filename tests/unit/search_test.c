/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/buf.h"
#include "knowledge/knowledge.h"
#include "site.h"

static struct knowledge *knowledge;
static struct arena arena;

/* The site's entries among what is found, in their order. */
static const char *
found(const char *text)
{
	struct strings ids;
	struct buf b = BUF_INIT;

	knowledge_search(knowledge, slice_of(text), &arena, &ids);
	buf_add(&b, SLICE_NONE);
	for (size_t i = 0; i < ids.n; i++)
		if (strncmp(ids.p[i], "site.", 5) == 0)
			buf_addf(&b, "%s%s", b.n ? " " : "", ids.p[i] + 5);
	const char *list = arena_slice(&arena, buf_slice(&b));
	buf_release(&b);
	return list;
}

static void
a_phrase_goes_before_a_title_and_a_title_before_text(void **state)
{
	(void)state;
	assert_string_equal(found("zyzzyva plume"), "phrase title text");
	assert_string_equal(found("Zyzzyva"), "phrase title text");
}

static void
case_accents_and_look_alikes_do_not_matter(void **state)
{
	(void)state;
	assert_string_equal(found("ZYZZYVÄ PLÚMÉ"), "phrase title text");
	assert_string_equal(found("zyzzyva рlumе"), "phrase title text");
	assert_memory_equal(found("máquina zyzzyvera"), "text", 4);
	assert_memory_equal(found("maquina ZYZZYVERA"), "text", 4);
}

static void
an_id_is_found_by_itself(void **state)
{
	(void)state;
	assert_string_equal(found("site.text"), "text");
	assert_string_equal(found("nothing has these wörds, qqq"), "");
	assert_string_equal(found(""), "");
}

static void
what_a_kind_lists_is_in_the_order_of_numbers(void **state)
{
	struct strings ids;
	long before = 0;

	(void)state;
	assert_true(knowledge_list(knowledge, "causes", &arena, &ids));
	for (size_t i = 0; i < ids.n; i++) {
		assert_memory_equal(ids.p[i], "q850.", 5);
		if (strcmp(ids.p[i], "q850.unassigned") == 0)
			continue;
		assert_true(strtol(ids.p[i] + 5, NULL, 10) > before);
		before = strtol(ids.p[i] + 5, NULL, 10);
	}
	assert_true(before > 100);
	assert_false(knowledge_list(knowledge, "nonsense", &arena, &ids));
}

static void
languages_are_those_there_are(void **state)
{
	struct strings tags, names;

	(void)state;
	knowledge_languages(knowledge, &arena, &tags, &names);
	assert_true(tags.n >= 2);
	assert_string_equal(tags.p[0], "en");
	assert_string_equal(names.p[0], "English");
	assert_string_equal(tags.p[tags.n - 1], "xx-YY");
	assert_string_equal(names.p[names.n - 1], "Exe");
}

static void
a_product_is_known_by_the_longest_agent_that_fits(void **state)
{
	(void)state;
	assert_string_equal(knowledge_vendor(knowledge, SLICE("Zyzzyva PBX 1.0")), "zyzzyvapbx");
	assert_string_equal(knowledge_vendor(knowledge, SLICE(" zyzzyva/2")), "zyzzyva");
	assert_string_equal(knowledge_vendor(knowledge, SLICE("FPBX-16.0.33(18.14.0)")), "asterisk");
	assert_string_equal(knowledge_vendor(knowledge, SLICE("FreeSWITCH-mod_sofia/1.10")), "freeswitch");
	assert_null(knowledge_vendor(knowledge, SLICE("nobody knows")));
	assert_string_equal(knowledge_vendor_name(knowledge, "zyzzyvapbx", &arena), "Zyzzyva PBX");
	assert_string_equal(knowledge_vendor_name(knowledge, "unknown", &arena), "unknown");
}

#define FACTS " { severity { \"error\" } party { \"proxy\" } retry { \"no\" } references { \"RFC 3261\" } }\n"

static int
set_up(void **state)
{
	static const char *folders[] = { site_folder };

	(void)state;
	site_open();
	site_add("entries", "entries:table(nofallback) { site.text" FACTS "site.title" FACTS "site.phrase" FACTS "}\n");
	site_add("phrases", "phrases:table(nofallback) { site.phrase { { \"Zyzzyva plume\", \"690\", \"en\", \"\" } } }\n");
	site_add("root", "root:table {\n"
	    "site.text { title { \"T\" } meaning { \"Has plume and zyzzyva.\" } causes { \"c\" } fixes { \"f\" } }\n"
	    "site.title { title { \"A zyzzyva with a plume\" } meaning { \"m\" } causes { \"c\" } fixes { \"f\" } }\n"
	    "site.phrase { title { \"P\" } meaning { \"m\" } causes { \"c\" } fixes { \"f\" } } }\n");
	site_add("xx_YY", "xx_YY:table { language.name { \"Exe\" }\n"
	    "site.text { title { \"X\" } meaning { \"m\" } causes { \"La máquina zyzzyvera\" } fixes { \"f\" } } }\n");
	site_add("vendors", "vendors:table(nofallback) { zyzzyva { name { \"Zyzzyva\" } agents { \"Zyzzyva\" } }\n"
	    "zyzzyvapbx { name { \"Zyzzyva PBX\" } agents { \"Zyzzyva PBX\" } } }\n");
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
		cmocka_unit_test(a_phrase_goes_before_a_title_and_a_title_before_text),
		cmocka_unit_test(case_accents_and_look_alikes_do_not_matter),
		cmocka_unit_test(an_id_is_found_by_itself),
		cmocka_unit_test(what_a_kind_lists_is_in_the_order_of_numbers),
		cmocka_unit_test(languages_are_those_there_are),
		cmocka_unit_test(a_product_is_known_by_the_longest_agent_that_fits),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
