/* SPDX-License-Identifier: MIT */
/* The short form of every entry, in every language: its lines are counted, and what must stand on it does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "bundles.h"
#include "report/report.h"

enum { LOOKUP_LINES = 16, TRACE_LINES = 12, COLUMNS = 80 };

/* The complete ones. */
static struct strings languages;
static struct arena arena;

static struct addr
address(const char *text)
{
	struct addr a;

	assert_true(addr_parse(&a, slice_of(text)));
	return a;
}

/* Marks of direction stand around the lines of Arabic and what is quoted in them: U+200E and U+200F, U+2066 to U+2069. */
static void
drop_marks(char *text)
{
	char *to = text;

	for (; *text; text++)
		if (strncmp(text, "\xe2\x80\x8e", 3) == 0 || strncmp(text, "\xe2\x80\x8f", 3) == 0 ||
		    (strncmp(text, "\xe2\x81", 2) == 0 && (unsigned char)text[2] >= 0xa6 && (unsigned char)text[2] <= 0xa9))
			text += 2;
		else
			*to++ = *text;
	*to = '\0';
}

/* What is written about the findings, one answer, without marks of direction; free() it. */
static char *
written(struct knowledge *k, struct finding *const *findings, size_t n, const struct report_mode *mode, size_t width)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);
	const struct report_options o = { .format = FORMAT_TEXT, .width = width, .charset = "UTF-8", .out = out };
	struct report *r = report_new(k, &o);

	report_mode(r, mode);
	for (size_t i = 0; i < n; i++)
		report_finding(r, findings[i]);
	report_seen(r, &(struct report_seen){ .calls = n });
	report_answered(r);
	report_free(r);
	fclose(out);
	drop_marks(text);
	return text;
}

static size_t
lines_of(const char *text)
{
	size_t n = 0;

	for (; *text; text++)
		n += *text == '\n';
	return n;
}

static size_t
widest_of(const char *text)
{
	struct slice rest = slice_of(text);
	size_t most = 0;

	while (rest.n > 0) {
		size_t n = text_width(slice_cut(&rest, '\n'));

		most = n > most ? n : most;
	}
	return most;
}

static void
check_page(const char *language, const char *id, const char *text, size_t lines)
{
	struct arena a = ARENA_INIT;

	if (lines_of(text) > lines || widest_of(text) > COLUMNS || strstr(text, "…\n") != NULL ||
	    strstr(text, arena_printf(&a, ": siperr -x %s\n", id)) == NULL)
		fail_msg("%s, %s: %zu lines, %zu columns:\n%s", language, id, lines_of(text), widest_of(text), text);
	arena_release(&a);
}

static bool
has_label(struct knowledge *k, const char *key, const char *text)
{
	struct arena a = ARENA_INIT;
	bool has = strstr(text, arena_printf(&a, "\n  %s ", knowledge_label(k, key, &a))) != NULL;

	arena_release(&a);
	return has;
}

/* A finding of a trace as large as they usually come. */
static void
fill(struct finding *f)
{
	static const char *const values[] = {
		"<sip:+441555010299@192.168.178.23:5060;transport=tcp>", "Q.850;cause=34;text=\"No circuit available\"", "G729, AMR",
	};

	f->has_call = f->has_where = true;
	f->code = 503;
	f->phrase = "Service Temporarily Unavailable";
	f->call = (struct call_info){ .call_id = "0f4b6a1c7d3e49e2a8c5@gateway-17.provider.example.net", .method = "INVITE",
		.from = "\"Alice\" <sip:+441555010101@pbx.example.org>;tag=1", .to = "<sip:+441555010202@pbx.example.org>" };
	f->where = (struct place){ .file = "traces/2025-08-26/gateway-17.pcap", .packet = 1234567, .time = 1756202402000000,
		.src = address("198.51.100.88:40112"), .dst = address("203.0.113.5:5060") };
	f->message = 4711;
	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		finding_evidence(f, EVIDENCE_HEADER, "Contact", values[i])->at.packet = 1234000 + i;
}

static void
take_facts(struct knowledge *k, struct finding *f)
{
	struct entry e;

	assert_true(knowledge_entry(k, f->id, &e));
	f->severity = e.severity;
	f->party = e.party;
	f->retry = e.retry;
}

static void
check_lookup(struct knowledge *k, const char *language, const char *id)
{
	const struct report_mode mode = { .trace = false };
	struct finding f, *all = &f;
	struct entry_text t;

	finding_init(&f, id);
	take_facts(k, &f);
	assert_true(knowledge_text(k, id, &t));
	char *text = written(k, &all, 1, &mode, COLUMNS);
	check_page(language, id, text, LOOKUP_LINES);
	if ((t.fixes.n > 0 && !has_label(k, "label.short_do", text)) || (t.causes.n > 0 && !has_label(k, "label.short_why", text)))
		fail_msg("%s, %s: no cause or nothing to do:\n%s", language, id, text);
	free(text);
	finding_release(&f);
}

static void
check_trace(struct knowledge *k, const char *language, const char *id, const char *cause, size_t times)
{
	const struct report_mode mode = { .trace = true };
	struct finding f, *all[] = { &f, &f, &f, &f, &f };
	struct entry_text t;

	assert_true(times <= sizeof all / sizeof *all);
	finding_init(&f, id);
	take_facts(k, &f);
	fill(&f);
	if (cause != NULL)
		finding_fact(&f, cause, true)->at.packet = 1234567;
	assert_true(knowledge_text(k, id, &t));
	char *text = written(k, all, times, &mode, COLUMNS);
	check_page(language, id, text, TRACE_LINES);
	if ((t.fixes.n > 0 && !has_label(k, "label.short_do", text)) || !has_label(k, "label.short_evidence", text) ||
	    !has_label(k, "label.short_where", text) || (cause != NULL && !has_label(k, "label.short_why", text)))
		fail_msg("%s, %s: something to do, or the evidence, is left out:\n%s", language, id, text);
	free(text);
	finding_release(&f);
}

static void
every_entry_fits_its_lines_in_every_language(void **state)
{
	(void)state;
	for (size_t l = 0; l < languages.n; l++) {
		struct knowledge *k = knowledge_open(&(struct knowledge_options){ .language = languages.p[l] });
		struct arena a = ARENA_INIT;
		struct strings ids;

		assert_true(knowledge_list(k, NULL, &a, &ids));
		assert_true(ids.n > 500);
		for (size_t i = 0; i < ids.n; i++) {
			struct entry e;

			check_lookup(k, languages.p[l], ids.p[i]);
			check_trace(k, languages.p[l], ids.p[i], NULL, 1);
			check_trace(k, languages.p[l], ids.p[i], NULL, 5);
			assert_true(knowledge_entry(k, ids.p[i], &e));
			for (size_t c = 0; c < e.cause_count; c++)
				check_trace(k, languages.p[l], ids.p[i], e.causes[c].token, 1);
		}
		arena_release(&a);
		knowledge_close(k);
	}
}

/* Further meanings of a look-up take a line each, and all stand on the one page. */
static void
further_answers_are_a_line_each(void **state)
{
	static const char *const ids[] = { "reason.no-route", "reason.account-disabled", "code.404", "q850.1", "code.480" };
	const struct report_mode mode = { .trace = false };

	(void)state;
	for (size_t l = 0; l < languages.n; l++) {
		struct knowledge *k = knowledge_open(&(struct knowledge_options){ .language = languages.p[l] });
		struct finding f[5], *all[5];

		for (size_t i = 0; i < 5; i++) {
			finding_init(&f[i], ids[i]);
			take_facts(k, &f[i]);
			all[i] = &f[i];
		}
		char *text = written(k, all, 5, &mode, COLUMNS);
		check_page(languages.p[l], ids[0], text, LOOKUP_LINES);
		for (size_t i = 1; i < 5; i++)
			assert_non_null(strstr(text, ids[i]));
		free(text);
		for (size_t i = 0; i < 5; i++)
			finding_release(&f[i]);
		knowledge_close(k);
	}
}

/* What is longer than a page is left out whole: the code says what the phrase was about. */
static void
hostile_lengths_keep_to_the_page(void **state)
{
	enum { LONG = 4000 };
	const struct report_mode mode = { .trace = true };
	struct knowledge *k = knowledge_open(&(struct knowledge_options){ .language = "en" });
	struct finding f, *all = &f;
	char words[LONG + 1];

	(void)state;
	for (size_t i = 0; i < LONG; i++)
		words[i] = i % 7 == 6 ? ' ' : 'x';
	words[LONG] = '\0';
	finding_init(&f, "code.503");
	take_facts(k, &f);
	fill(&f);
	f.phrase = f.call.from = f.call.to = f.call.call_id = words;
	for (size_t i = 0; i < f.evidence_count; i++)
		f.evidence[i].value = words;
	char *text = written(k, &all, 1, &mode, COLUMNS);
	check_page("en", "code.503", text, TRACE_LINES);
	assert_non_null(strstr(text, "503 — "));
	assert_null(strstr(text, "xxx"));
	free(text);
	finding_release(&f);
	knowledge_close(k);
}

/* A narrow terminal gets the same pieces, on more lines. */
static void
a_narrow_terminal_gets_the_same_pieces(void **state)
{
	const struct report_mode mode = { .trace = false };
	struct knowledge *k = knowledge_open(&(struct knowledge_options){ .language = "en" });
	struct finding f, *all = &f;
	size_t bullets[2] = { 0, 0 };

	(void)state;
	finding_init(&f, "code.403");
	take_facts(k, &f);
	for (size_t i = 0; i < 2; i++) {
		char *text = written(k, &all, 1, &mode, i == 0 ? 80 : 45);

		for (const char *p = text; (p = strstr(p, "• ")) != NULL; p++)
			bullets[i]++;
		free(text);
	}
	assert_true(bullets[0] > 3);
	assert_int_equal(bullets[0], bullets[1]);
	finding_release(&f);
	knowledge_close(k);
}

static int
set_up(void **state)
{
	struct strings names = built_in_languages(&arena);
	size_t cap = 0;

	(void)state;
	for (size_t i = 0; i < names.n; i++)
		if (language_is_complete(names.p[i]))
			strings_add(&languages, &cap, names.p[i], &arena);
	return languages.n >= 4 ? 0 : -1;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_entry_fits_its_lines_in_every_language),
		cmocka_unit_test(further_answers_are_a_line_each),
		cmocka_unit_test(hostile_lengths_keep_to_the_page),
		cmocka_unit_test(a_narrow_terminal_gets_the_same_pieces),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
