/* SPDX-License-Identifier: MIT */
/* A site's text becomes the bundle that genrb makes of it; what is wrong with it is told by its line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "knowledge/bundle/check.h"
#include "knowledge/bundle/compile.h"
#include "knowledge/bundle/resource.h"
#include "knowledge/store/state.h"
#include "site.h"

static struct arena arena;

/* All of a resource, in words. */
static void
dump(UResourceBundle *r, struct buf *out)
{
	const char *key = ures_getKey(r);

	buf_addf(out, "%s%d", key != NULL ? key : "", ures_getType(r));
	if (ures_getType(r) == URES_STRING) {
		buf_addf(out, "\"%s\"", bundle_string(r, &arena));
		return;
	}
	buf_addc(out, '{');
	for (int32_t i = 0; i < ures_getSize(r); i++) {
		UErrorCode status = U_ZERO_ERROR;
		UResourceBundle *member = ures_getByIndex(r, i, NULL, &status);

		assert_true(U_SUCCESS(status));
		dump(member, out);
		ures_close(member);
	}
	buf_addc(out, '}');
}

/* The folder's one.res, as siperr reads it. */
static char *
as_read(void)
{
	const char *folders[] = { site_folder };
	struct knowledge *k = knowledge_open(&(struct knowledge_options){ .language = "en", .folders = folders, .folder_count = 1 });
	struct buf out = BUF_INIT;
	UResourceBundle *r = bundle_open(&k->stores[0], "one");

	assert_non_null(r);
	dump(r, &out);
	ures_close(r);
	knowledge_close(k);
	return buf_detach(&out);
}

static bool
compile(const char *text, struct compile_fault *fault)
{
	struct buf out = BUF_INIT;
	char path[100];
	bool good = knowledge_compile(slice_of(text), "one", &arena, &out, fault);

	if (good) {
		assert_true(bundle_is_sound(buf_slice(&out)));
		snprintf(path, sizeof path, "%s/one.res", site_folder);
		FILE *f = fopen(path, "wb");
		assert_non_null(f);
		assert_int_equal(fwrite(out.p, 1, out.n, f), out.n);
		fclose(f);
	} else {
		assert_int_equal(out.n, 0);
	}
	buf_release(&out);
	return good;
}

static void
it_is_what_genrb_makes(void **state)
{
	static const char *const texts[] = {
		"one:table(nofallback) { site.a { severity { \"notice\" } references { \"T\", \"Q\" } related { \"code.403\" } } }",
		"one:table { b { \"2\" } a { \"1\" } c.d-e { { \"x\", \"y\" }, { \"z\" } } }",
		"\xef\xbb\xbf// first\none { /* a */ a:string { \"Gespr\xc3\xa4\xc3\xa7\" } /* { */\n l:array { \"x\", { \"y\" }, } t:table { \"k\" { \"v\" } } }\n// end",
		"one:table { a { \"\" } q { \"say \\\"hi\\\" \\\\ \\u00e9\" } long { \"one \" \"and \"\n \"two\" } bare { word } \xc2\xa0 { \"x\" } }",
		"one:table { notes { asterisk { \"On Asterisk.\" } kamailio { \"x\", \"y\" } } decided { ack-lost { text { \"t\" } fixes { \"*\" } } } }",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct compile_fault fault = { NULL, 0, NULL };
		char *own, *other;

		if (strstr(texts[i], "\xc2\xa0") != NULL) {	/* a key is ASCII */
			assert_false(compile(texts[i], &fault));
			assert_string_equal(fault.label, "compile.key");
			continue;
		}
		assert_true(compile(texts[i], &fault));
		own = as_read();
		site_add("one", texts[i]);
		other = as_read();
		assert_string_equal(own, other);
		free(own);
		free(other);
	}
}

static void
what_is_wrong_is_told_by_its_line(void **state)
{
	static const struct { const char *text, *label; size_t line; const char *word; } rows[] = {
		{ "", "compile.open", 1, "{" },
		{ "one", "compile.open", 1, "{" },
		{ "two:table { a { \"x\" } }", "compile.name", 1, "two" },
		{ "one:array { \"x\" }", "compile.type", 1, "one" },
		{ "one:alias { \"x\" }", "compile.type", 1, "alias" },
		{ "one:table {\n n:int { 5 } }", "compile.type", 2, "int" },
		{ "one:table {\n a { \"x\" }\n", "compile.open", 1, "{" },
		{ "one:table {\n a { \"x\n } }\n", "compile.open", 2, "\"" },
		{ "one:table { }\n/* x", "compile.open", 2, "/*" },
		{ "one:table {\n\n a { \"x\" }\n a { \"y\" } }", "compile.twice", 4, "a" },
		{ "one:table { a { \"x\" } }\n}", "compile.unexpected", 2, "}" },
		{ "one:table { , }", "compile.unexpected", 1, "," },
		{ "one:table {\n a { \"\xff\" } }", "compile.encoding", 2, "" },
		{ "one:table { %%ALIAS { \"root\" } }", "compile.key", 1, "%%ALIAS" },
		{ "one:table { \"a b\" { \"x\" } }", "compile.key", 1, "a b" },
		{ "one { a { b { c { d { e { f { g { h { i { j { \"x\" } } } } } } } } } } }", "compile.deep", 1, "{" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct compile_fault fault = { NULL, 0, NULL };

		assert_false(compile(rows[i].text, &fault));
		if (strcmp(fault.label, rows[i].label) != 0)
			print_error("%s\n", rows[i].text);
		assert_string_equal(fault.label, rows[i].label);
		assert_int_equal(fault.line, rows[i].line);
		if (rows[i].word[0] != '\0')
			assert_string_equal(fault.word, rows[i].word);
	}
}

static int
set_up(void **state)
{
	(void)state;
	site_open();
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_what_genrb_makes),
		cmocka_unit_test(what_is_wrong_is_told_by_its_line),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
