/* SPDX-License-Identifier: MIT */
/* Entries, languages and fallback, over a site's folder so that the test's knowledge is its own. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/buf.h"
#include "knowledge/knowledge.h"
#include "knowledge/store/language.h"
#include "site.h"

static struct arena arena;

static struct knowledge *
open_with_site(const char *language)
{
	static const char *folders[] = { site_folder };

	return knowledge_open(&(struct knowledge_options){ .language = language, .folders = folders, .folder_count = 1 });
}

static void
a_site_entry_is_found_with_its_facts(void **state)
{
	struct knowledge *k = open_with_site("en");
	struct entry e;

	(void)state;
	assert_true(knowledge_entry(k, "site.one", &e));
	assert_string_equal(e.id, "site.one");
	assert_int_equal(e.severity, SEVERITY_WARNING);
	assert_int_equal(e.party, PARTY_PROXY);
	assert_int_equal(e.retry, RETRY_LATER);
	assert_int_equal(e.references.n, 1);
	assert_string_equal(e.references.p[0], "RFC 3261 §21.4.24");
	assert_false(knowledge_entry(k, "site.none", &e));
	knowledge_close(k);
}

static void
text_falls_back_from_region_to_language_to_root(void **state)
{
	struct knowledge *k = open_with_site("xx_MX");
	struct entry_text t;

	(void)state;
	assert_true(knowledge_text(k, "site.one", &t));
	assert_string_equal(t.title, "Uno");
	assert_string_equal(t.language, "xx");
	assert_string_equal(t.meaning, "First meaning.");
	assert_int_equal(t.causes.n, 2);
	assert_int_equal(t.note_count, 1);
	assert_string_equal(t.notes[0].vendor, "asterisk");
	assert_true(knowledge_text(k, "site.two", &t));
	assert_string_equal(t.title, "Two");
	assert_string_equal(t.language, "en");
	assert_string_equal(knowledge_title(k, "site.one", &arena), "Uno");
	assert_null(knowledge_title(k, "site.none", &arena));
	knowledge_close(k);
}

static void
a_language_that_is_not_there_gives_english_whatever_the_machine_speaks(void **state)
{
	setenv("LC_ALL", "xx", 1);
	struct knowledge *k = open_with_site("tlh");
	struct entry_text t;

	(void)state;
	assert_string_equal(knowledge_language(k), "en");
	assert_true(knowledge_text(k, "site.one", &t));
	assert_string_equal(t.title, "One");
	knowledge_close(k);
	unsetenv("LC_ALL");
}

static void
a_label_that_is_missing_is_its_key(void **state)
{
	struct knowledge *k = open_with_site("en");

	(void)state;
	assert_string_equal(knowledge_label(k, "site.none", &arena), "site.none");
	assert_string_equal(knowledge_label(k, "site.plain", &arena), "It’s plain");
	knowledge_close(k);
}

static void
patterns_take_strings_and_a_plural(void **state)
{
	struct knowledge *k = open_with_site("en");
	const char *const arg[4] = { "a", "b{0}", NULL, "d" };

	(void)state;
	assert_string_equal(knowledge_format(k, "site.args", arg, 0, &arena), "a, b{0}, , d");
	assert_string_equal(knowledge_format(k, "site.plural", arg, 1, &arena), "a: one call");
	assert_string_equal(knowledge_format(k, "site.plural", arg, 1234, &arena), "a: 1,234 calls");
	/* A number where umsg would take a pointer: shown, not filled in. */
	assert_string_equal(knowledge_format(k, "site.wrong", arg, 1, &arena), "{0, number} {4}");
	assert_string_equal(knowledge_format(k, "site.blank", arg, 1, &arena), "{ 4 } it’s");
	assert_string_equal(knowledge_format(k, "site.mark", arg, 1, &arena), "{\u200e4} it’s");
	assert_string_equal(knowledge_format(k, "site.many", arg, 1, &arena), "{12} it’s");
	assert_string_equal(knowledge_format(k, "site.spaced", arg, 2, &arena), "a it's 2 calls");
	knowledge_close(k);
}

static void
expect_joined(const char *language, struct strings items, const char *want)
{
	struct knowledge *k = open_with_site(language);

	assert_string_equal(knowledge_join(k, &items, &arena), want);
	knowledge_close(k);
}

static void
a_blank_stands_between_chinese_and_other_letters(void **state)
{
	const char *calls[] = { "5 个呼叫", "3 次注册", "1 个其他事务" }, *names[] = { "标题", "title", "URI" }, *words[] = { "标题", "原因" };

	(void)state;
	expect_joined("zh-Hans", (struct strings){ calls, 3 }, "5 个呼叫、3 次注册和 1 个其他事务");
	expect_joined("zh-Hans", (struct strings){ calls, 2 }, "5 个呼叫和 3 次注册");
	expect_joined("zh-Hans", (struct strings){ names, 3 }, "标题、title 和 URI");
	expect_joined("zh-Hans", (struct strings){ names, 2 }, "标题和 title");
	expect_joined("zh-Hans", (struct strings){ words, 2 }, "标题和原因");
	expect_joined("ja", (struct strings){ names, 3 }, "标题、title、URI");
	expect_joined("en", (struct strings){ names + 1, 2 }, "title and URI");
}

/* MessageFormat goes down with its pattern. */
static void
a_pattern_has_an_end(void **state)
{
	enum { DEPTH = 20000 };
	struct buf text = BUF_INIT;
	struct knowledge *k;

	(void)state;
	buf_addstr(&text, "yy:table { site.deep { \"");
	for (int i = 0; i < DEPTH; i++)
		buf_addstr(&text, "{4,plural,other{");
	for (int i = 0; i < DEPTH; i++)
		buf_addstr(&text, "}}");
	buf_addstr(&text, "\" } }\n");
	site_add("yy", text.p);
	buf_release(&text);
	k = open_with_site("yy");
	assert_true(slice_starts(slice_of(knowledge_format(k, "site.deep", NULL, 1, &arena)), SLICE("{4,plural")));
	knowledge_close(k);
}

static void
lists_and_numbers_are_the_languages_own(void **state)
{
	const char *items[] = { "a", "b", "c" };
	struct strings three = { items, 3 };
	struct knowledge *k = open_with_site("en");

	(void)state;
	assert_string_equal(knowledge_join(k, &three, &arena), "a, b, and c");
	assert_string_equal(knowledge_join(k, &(struct strings){ items, 1 }, &arena), "a");
	assert_string_equal(knowledge_join(k, &(struct strings){ NULL, 0 }, &arena), "");
	assert_string_equal(knowledge_number(k, 12, 0, &arena), "12");
	assert_string_equal(knowledge_number(k, 1234.56, 1, &arena), "1,234.6");
	assert_string_equal(knowledge_percent(k, 1, 1, &arena), "100%");
	assert_string_equal(knowledge_percent(k, 8998.0 / 9000, 1, &arena), "99.9%");
	assert_string_equal(knowledge_percent(k, 2.0 / 9000, 1, &arena), "0.1%");
	assert_string_equal(knowledge_percent(k, 0, 1, &arena), "0%");
	knowledge_close(k);
}

static void
a_folder_that_is_of_no_use_is_named(void **state)
{
	const char *folders[] = { "/nonexistent/knowledge" };
	struct knowledge *k = knowledge_open(&(struct knowledge_options){ .language = "en", .folders = folders,
	    .folder_count = 1 });
	size_t n;
	const struct knowledge_trouble *bad = knowledge_troubles(k, &n);

	(void)state;
	assert_int_equal(n, 1);
	assert_string_equal(bad[0].path, folders[0]);
	assert_string_equal(bad[0].why, strerror(ENOENT));
	knowledge_close(k);
	k = open_with_site("en");
	knowledge_troubles(k, &n);
	assert_int_equal(n, 0);
	knowledge_close(k);
}

static int
set_up(void **state)
{
	(void)state;
	site_open();
	site_add("entries", "entries:table(nofallback) {\n"
	    "site.one { severity { \"warning\" } party { \"proxy\" } retry { \"later\" } references { \"RFC 3261 §21.4.24\" } }\n"
	    "site.two { severity { \"error\" } party { \"callee\" } retry { \"no\" } references { \"RFC 3261\" } } }\n");
	site_add("root", "root:table {\n"
	    "site.plain { \"It’s plain\" } site.args { \"{0}, {1}, {2}, {3}\" }\n"
	    "site.plural { \"{0}: {4, plural, one {one call} other {# calls}}\" } site.wrong { \"{0, number} {4}\" }\n"
	    "site.blank { \"{ 4 } it’s\" } site.mark { \"{\u200e4} it’s\" } site.many { \"{12} it’s\" }\n"
	    "site.spaced { \"{ 0 } it''s { 4 ,plural , other {# calls}}\" }\n"
	    "site.one { title { \"One\" } meaning { \"First meaning.\" } causes { \"c1\", \"c2\" } fixes { \"f1\" }\n"
	    " notes { asterisk { \"On Asterisk.\" } } }\n"
	    "site.two { title { \"Two\" } meaning { \"Second.\" } causes { \"c\" } fixes { \"f\" } } }\n");
	site_add("xx", "xx:table { site.one { title { \"Uno\" } } }\n");
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	site_close();
	return 0;
}

/* A language that is there in one region or script only serves who asks for it without, or for another region. */
static void
a_language_serves_its_own_script(void **state)
{
	static const struct {
		const char *asked, *there;
		bool serves;
	} rows[] = {
		{ "pt", "pt_BR", true }, { "pt_PT", "pt_BR", true }, { "pt_BR", "pt_BR", true }, { "zh", "zh_Hans", true },
		{ "zh_CN", "zh_Hans", true }, { "zh_SG", "zh_Hans", true }, { "zh_TW", "zh_Hans", false }, { "zh_Hant", "zh_Hans", false },
		{ "uk_UA", "uk", true }, { "sr_Latn", "sr", false }, { "pt", "es", false }, { "de_AT", "de", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (same_script(rows[i].asked, rows[i].there) != rows[i].serves)
			fail_msg("%s asked for, %s there", rows[i].asked, rows[i].there);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_site_entry_is_found_with_its_facts),
		cmocka_unit_test(text_falls_back_from_region_to_language_to_root),
		cmocka_unit_test(a_language_serves_its_own_script),
		cmocka_unit_test(a_language_that_is_not_there_gives_english_whatever_the_machine_speaks),
		cmocka_unit_test(a_label_that_is_missing_is_its_key),
		cmocka_unit_test(patterns_take_strings_and_a_plural),
		cmocka_unit_test(a_pattern_has_an_end),
		cmocka_unit_test(lists_and_numbers_are_the_languages_own),
		cmocka_unit_test(a_blank_stands_between_chinese_and_other_letters),
		cmocka_unit_test(a_folder_that_is_of_no_use_is_named),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
