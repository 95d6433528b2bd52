#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>
#include <unicode/uspoof.h>

#include "text/locale.h"
#include "text/text.h"

struct pair {
	const char *in, *out;
};

static void
check_pairs(const struct pair *pairs, size_t n, void (*convert)(struct slice, struct buf *))
{
	for (size_t i = 0; i < n; i++) {
		struct buf out = BUF_INIT;

		convert(slice_of(pairs[i].in), &out);
		assert_string_equal(out.p, pairs[i].out);
		buf_release(&out);
	}
}

#define CHECK_PAIRS(pairs, convert) check_pairs(pairs, sizeof pairs / sizeof pairs[0], convert)

static void
folding_leaves_letters_and_digits(void **state)
{
	static const struct pair pairs[] = {
		{ "", "" }, { "...", "" }, { "Busy Here", "busy here" }, { "  BUSY\t-\r\n here!! ", "busy here" },
		{ "“Busy—Here’s”", "busy here s" }, { "Занято", "занято" }, { "ＢＵＳＹ　Here", "busy here" },
		{ "Straße", "strasse" }, { "İptal", "i̇ptal" }, { "a\xc2\xadz", "az" }, { "no\xc2\xa0route", "no route" },
		{ "№ 5", "no 5" }, { "Cuộc gọi", "cuộc gọi" }, { "无可用路由", "无可用路由" }, { "a\x01z", "a z" },
	};

	(void)state;
	CHECK_PAIRS(pairs, text_fold);
}

static void
loose_folding_drops_accents_and_mixed_scripts(void **state)
{
	static const struct pair pairs[] = {
		{ "Échec d’authentification", "echec d authentification" }, { "máy đích từ chối", "may dich tu choi" },
		{ "Zajęty", "zajety" }, { "İptal", "iptal" }, { "ПЕРЕАДРЕСАЦИЯ", "переадресация" },
		{ "Service Unavailablе", "service unavailable" },
	};

	(void)state;
	CHECK_PAIRS(pairs, text_fold_loosely);
}

static void
look_alikes_have_one_skeleton(void **state)
{
	static const struct pair alike[] = {
		{ "Service Unavailablе", "Service Unavailable" }, { "Вusy Here", "Busy Here" }, { "Нет oтвета", "Нет ответа" },
		{ "Moved", "moved" }, { "Βusy", "busy" }, { "N0 R0ute", "no route" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof alike / sizeof alike[0]; i++) {
		struct buf a = BUF_INIT, b = BUF_INIT;

		text_skeleton(slice_of(alike[i].in), &a);
		text_skeleton(slice_of(alike[i].out), &b);
		assert_string_equal(a.p, b.p);
		buf_release(&a);
		buf_release(&b);
	}
}

/* The short way for ASCII says what ICU's table says. */
static void
the_skeleton_of_ascii_is_that_of_the_standard(void **state)
{
	UErrorCode status = U_ZERO_ERROR;
	USpoofChecker *checker = uspoof_open(&status);
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";

	(void)state;
	for (const char *p = letters; *p != '\0'; p++) {
		char standard[32];
		struct buf own = BUF_INIT;

		uspoof_getSkeletonUTF8(checker, 0, p, 1, standard, sizeof standard, &status);
		assert_true(U_SUCCESS(status));
		text_skeleton((struct slice){ p, 1 }, &own);
		assert_string_equal(own.p, standard[0] == 'O' ? "o" : standard);
		buf_release(&own);
	}
	uspoof_close(checker);
}

static const struct charset_vector {
	const char *bytes, *language, *utf8;
} charset_vectors[] = {
	{ "Busy Here", NULL, "Busy Here" },
	{ "Занято", NULL, "Занято" },
	/* windows-1251 */
	{ "\xc7\xe0\xed\xff\xf2\xee", NULL, "Занято" },
	{ "\xc0\xe1\xee\xed\xe5\xed\xf2 \xed\xe5\xe4\xee\xf1\xf2\xf3\xef\xe5\xed", NULL, "Абонент недоступен" },
	{ "\xcd\xe5\xf2 \xee\xf2\xe2\xe5\xf2\xe0", NULL, "Нет ответа" },
	{ "\xc7\xc0\xcd\xdf\xd2\xce", NULL, "ЗАНЯТО" },
	{ "SIP/2.0 486 \xc7\xe0\xed\xff\xf2\xee", NULL, "SIP/2.0 486 Занято" },
	{ "\xc7\xe0\xe9\xed\xff\xf2\xee", "uk", "Зайнято" },
	/* KOI8-R, KOI8-U */
	{ "\xfa\xc1\xce\xd1\xd4\xcf", NULL, "Занято" },
	{ "\xee\xc5\xd4 \xcf\xd4\xd7\xc5\xd4\xc1", NULL, "Нет ответа" },
	{ "\xe1\xc2\xcf\xce\xc5\xce\xd4 \xce\xc5\xc4\xcf\xd3\xd4\xd5\xd0\xc5\xce", NULL, "Абонент недоступен" },
	{ "\xf6\xcf\xc4\xce\xcf\xa7 \xd7\xa6\xc4\xd0\xcf\xd7\xa6\xc4\xa6", NULL, "Жодної відповіді" },
	/* CP866 */
	{ "\x87\xa0\xad\xef\xe2\xae", NULL, "Занято" },
	/* ISO-8859-1 */
	{ "Occup\xe9", NULL, "Occupé" },
	{ "Autenticaci\xf3n fallida", NULL, "Autenticación fallida" },
	{ "Vor\xfc" "bergehend nicht erreichbar", NULL, "Vorübergehend nicht erreichbar" },
	{ "N\xe3o encontrado", NULL, "Não encontrado" },
	{ "Expir\xe9 \xe0 l'\xe9" "cran", "fr", "Expiré à l'écran" },
	/* GB 2312, with and without a hint */
	{ "\xd3\xe0\xb6\xee\xb2\xbb\xd7\xe3", "zh", "余额不足" },
	{ "\xce\xde\xbf\xc9\xd3\xc3\xc2\xb7\xd3\xc9", "zh-Hans", "无可用路由" },
	/* Only for who speaks it */
	{ "Me\xfeguL", "tr", "MeşguL" },
	{ "Zaj\xeaty", "pl", "Zajęty" },
	/* UTF-8 cut within a character stays UTF-8. */
	{ "Занят\xd0", NULL, "Занят\xef\xbf\xbd" },
};

static void
character_sets_are_recognised_by_few_words(void **state)
{
	int bad = 0;

	(void)state;
	for (size_t i = 0; i < sizeof charset_vectors / sizeof charset_vectors[0]; i++) {
		const struct charset_vector *v = &charset_vectors[i];
		struct buf out = BUF_INIT;

		text_to_utf8(slice_of(v->bytes), v->language, &out);
		if (strcmp(out.p, v->utf8) != 0) {
			print_error("%s came out as %s\n", v->utf8, out.p);
			bad++;
		}
		buf_release(&out);
	}
	assert_int_equal(bad, 0);
	assert_true(text_is_utf8(SLICE("Занято \xef\xbf\xbd")));
	assert_false(text_is_utf8(SLICE("\xc7\xe0")));
}

static void
width_counts_columns(void **state)
{
	(void)state;
	assert_int_equal(text_width(SLICE("Busy")), 4);
	assert_int_equal(text_width(SLICE("Занято")), 6);
	assert_int_equal(text_width(SLICE("余额")), 4);
	assert_int_equal(text_width(SLICE("e\xcc\x81")), 1);
	assert_int_equal(text_width(SLICE("a\xe2\x80\x8b" "b")), 2);
	assert_int_equal(text_width(SLICE("")), 0);
}

static const struct break_vector {
	const char *text;
	size_t columns;
	const char *lines;	/* what comes out, with | between the lines */
} break_vectors[] = {
	{ "", 10, "" },
	{ "short", 10, "short" },
	{ "one two three", 7, "one two|three" },
	{ "one two  three", 7, "one two|three" },
	{ "one two three", 3, "one|two|thr|ee" },
	{ "one two ", 7, "one two" },
	{ "one\ntwo three", 20, "one|two three" },
	{ "P-Asserted-Identity header", 20, "P-Asserted-Identity|header" },
	{ "проверьте заголовок Contact", 12, "проверьте|заголовок|Contact" },
	{ "余额不足,请充值", 6, "余额不|足,请|充值" },
	{ "kiểm tra đăng ký", 9, "kiểm tra|đăng ký" },
	{ "余额", 1, "余|额" },
	{ "la réponse : non", 10, "la|réponse :|non" },
	{ "“Busy” — he said", 8, "“Busy” —|he said" },
	{ "ไม่มีคำตอบ", 5, "ไม่มีคำ|ตอบ" },
};

static void
lines_break_where_the_language_allows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof break_vectors / sizeof break_vectors[0]; i++) {
		struct slice rest = slice_of(break_vectors[i].text);
		struct buf lines = BUF_INIT;

		buf_add(&lines, SLICE_NONE);
		while (!slice_empty(rest)) {
			size_t length, next;

			text_break(rest, break_vectors[i].columns, "en", &length, &next);
			assert_true(next > 0 && next <= rest.n && length <= next);
			if (lines.n > 0)
				buf_addc(&lines, '|');
			buf_add(&lines, slice_head(rest, length));
			rest = slice_skip(rest, next);
		}
		assert_string_equal(lines.p, break_vectors[i].lines);
		buf_release(&lines);
	}
}

static const struct output_vector {
	const char *charset, *utf8, *bytes;
} output_vectors[] = {
	{ "UTF-8", "не ’", "не ’" },
	{ "US-ASCII", "It’s “on” — see RFC 3261 §21.4.24…", "It's \"on\" - see RFC 3261 section 21.4.24..." },
	{ "ANSI_X3.4-1968", "Échoué → naïve ½", "Echoue -> naive 1/2" },
	{ "US-ASCII", "máy đích", "may dich" },
	{ "US-ASCII", "нет", "???" },
	{ "KOI8-R", "Нет — «да»", "\xee\xc5\xd4 - \"\xc4\xc1\"" },
	{ "ISO-8859-1", "Occupé ’x’", "Occup\xe9 'x'" },
	{ "no-such-charset", "é", "e" },
};

static void
output_takes_a_likeness_for_what_the_set_lacks(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof output_vectors / sizeof output_vectors[0]; i++) {
		const struct output_vector *v = &output_vectors[i];
		struct text_output *o = text_output_open(v->charset);
		struct buf out = BUF_INIT;

		text_output_convert(o, slice_of(v->utf8), &out);
		assert_string_equal(out.p, v->bytes);
		assert_int_equal(text_output_is_utf8(o), strcmp(v->charset, "UTF-8") == 0);
		buf_release(&out);
		text_output_close(o);
	}
}

static void
locale_names_of_both_kinds_are_understood(void **state)
{
	static const struct pair pairs[] = {
		{ "ru_RU.KOI8-R@x", "ru_RU" }, { "ru-RU", "ru_RU" }, { "es", "es" }, { "C", "en" }, { "POSIX", "en" }, { "", "en" },
		{ "C.UTF-8", "en" }, { "zh-hans-cn", "zh_Hans_CN" }, { "%%%", "en" }, { "x", "en" }, { "vi_VN.utf8", "vi_VN" },
		{ "../../etc/passwd", "en" },
		{ "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "en" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		char out[32];

		locale_name(slice_of(pairs[i].in), out, sizeof out);
		assert_string_equal(out, pairs[i].out);
	}
}

static void
the_environment_is_asked_in_its_order(void **state)
{
	char out[32];

	(void)state;
	setenv("LANG", "vi_VN.UTF-8", 1);
	setenv("LC_MESSAGES", "ru_RU.KOI8-R", 1);
	setenv("LC_ALL", "", 1);
	unsetenv("LC_CTYPE");
	locale_from_environment(out, sizeof out);
	assert_string_equal(out, "ru_RU");
	assert_string_equal(locale_charset(), "UTF-8");
	setenv("LC_ALL", "C", 1);
	locale_from_environment(out, sizeof out);
	assert_string_equal(out, "en");
	assert_string_equal(locale_charset(), "US-ASCII");
	setenv("LC_ALL", "ru_RU.KOI8-R", 1);
	assert_string_equal(locale_charset(), "KOI8-R");
	setenv("LC_ALL", "C.UTF-8", 1);
	assert_string_equal(locale_charset(), "UTF-8");
	unsetenv("LC_ALL");
	unsetenv("LC_MESSAGES");
	unsetenv("LANG");
	locale_from_environment(out, sizeof out);
	assert_string_equal(out, "en");
	assert_string_equal(locale_charset(), "US-ASCII");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folding_leaves_letters_and_digits),
		cmocka_unit_test(loose_folding_drops_accents_and_mixed_scripts),
		cmocka_unit_test(look_alikes_have_one_skeleton),
		cmocka_unit_test(the_skeleton_of_ascii_is_that_of_the_standard),
		cmocka_unit_test(character_sets_are_recognised_by_few_words),
		cmocka_unit_test(width_counts_columns),
		cmocka_unit_test(lines_break_where_the_language_allows),
		cmocka_unit_test(output_takes_a_likeness_for_what_the_set_lacks),
		cmocka_unit_test(locale_names_of_both_kinds_are_understood),
		cmocka_unit_test(the_environment_is_asked_in_its_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
