/* SPDX-License-Identifier: MIT */
/*
 * The knowledge itself: what an author of the files in locales forgot. Each line it prints names the file and the key.
 * Nobody needs C to mend what it finds.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/ascii.h"
#include "bundles.h"
#include "knowledge/store/state.h"
#include "text/text.h"

enum { TITLE_WORDS = 9, LINES_MAX = 5, EXAMPLE_MAX = 120 };

static struct knowledge *knowledge;
static struct store *built_in;
static struct arena arena;
static int faults;

#define FAULT(...) \
	do { \
		print_error(__VA_ARGS__); \
		print_error("\n"); \
		faults++; \
	} while (0)

/* Calls `check` with the key and the value of each member. */
static void
each_member(UResourceBundle *table, void (*check)(const char *key, UResourceBundle *value, void *arg), void *arg)
{
	int32_t n = table ? ures_getSize(table) : 0;

	for (int32_t i = 0; i < n; i++) {
		UErrorCode status = U_ZERO_ERROR;
		UResourceBundle *value = ures_getByIndex(table, i, NULL, &status);

		assert_true(U_SUCCESS(status));
		check(arena_strdup(&arena, ures_getKey(value)), value, arg);
		ures_close(value);
	}
}

static bool
has(UResourceBundle *table, const char *key)
{
	UResourceBundle *r = bundle_member(table, key);

	ures_close(r);
	return r != NULL;
}

static struct strings
strings_at(UResourceBundle *table, const char *key)
{
	UResourceBundle *r = bundle_member(table, key);
	struct strings s = bundle_strings(r, &arena);

	ures_close(r);
	return s;
}

static const char *
string_at(UResourceBundle *table, const char *key)
{
	UResourceBundle *r = bundle_member(table, key);
	const char *s = r ? bundle_string(r, &arena) : NULL;

	ures_close(r);
	return s;
}

static UResourceBundle *
root_text(void)
{
	if (bundles.text[0] == NULL)
		bundles.text[0] = bundle_open(&bundles, "root");
	return bundles.text[0];
}

static UResourceBundle *
facts(enum table table)
{
	return store_table(&bundles, table);
}

static void
check_line(const char *file, const char *id, const char *key, const char *text)
{
	struct slice s = slice_of(text);

	if (slice_empty(s) || !slice_eq(s, slice_trim(s)))
		FAULT("%s: %s: %s is empty or has blanks at an end", file, id, key);
	if (slice_chr(s, '\'') != NULL && slice_find(s, SLICE("s'")) == NULL && slice_find(s, SLICE("'t")) != NULL)
		FAULT("%s: %s: %s: write ’, not '", file, id, key);
	if (slice_chr(s, '\t') != NULL || slice_chr(s, '\n') != NULL)
		FAULT("%s: %s: %s has a tab or a line break", file, id, key);
}

/* ---- entries.txt ---- */

static bool
has_section(struct slice reference)
{
	const char *at = slice_find(reference, SLICE(" §"));

	if (at == NULL)
		return true;
	struct slice section = slice_skip(slice_from(at, reference.p + reference.n), sizeof " §" - 1);
	return !slice_empty(section) && (is_alnum(section.p[0]));
}

/* "RFC 3261 §21.4.24", "ITU-T Q.850", "3GPP TS 24.229 §5.1": no blank too many, an RFC with its number. */
static bool
is_reference(struct slice s)
{
	uint64_t number;

	if (slice_empty(s) || !slice_eq(s, slice_trim(s)) || slice_find(s, SLICE("  ")) != NULL || !has_section(s))
		return false;
	if (!slice_starts(s, SLICE("RFC")))
		return true;
	return slice_starts(s, SLICE("RFC ")) && slice_digits(slice_skip(s, 4), &number) > 0 && number < 20000;
}

static void
check_token(const char *id, UResourceBundle *entry, const char *key, bool known)
{
	const char *value = string_at(entry, key);

	if (value == NULL)
		FAULT("entries.txt: %s: %s is missing", id, key);
	else if (!known)
		FAULT("entries.txt: %s: %s \"%s\" is none of those listed at the head of the file", id, key, value);
}

/* One line that says more than the code itself: "SIP/2.0 486 Busy Here" alone would be none for code.486. */
static void
check_example(const char *id, const char *example)
{
	struct slice s = slice_of(example);

	check_line("entries.txt", id, "example", example);
	if (text_width(s) > EXAMPLE_MAX)
		FAULT("entries.txt: %s: example is wider than %d columns", id, EXAMPLE_MAX);
	if (slice_chr(s, ' ') == NULL)
		FAULT("entries.txt: %s: example is no line of a message or log: %s", id, example);
}

static void
check_entry(const char *id, UResourceBundle *entry, void *arg)
{
	enum severity severity;
	enum party party;
	enum retry retry;
	struct strings references = strings_at(entry, "references"), related = strings_at(entry, "related");
	const char *example = string_at(entry, "example");

	(void)arg;
	check_token(id, entry, "severity", severity_parse(&severity, slice_of(string_at(entry, "severity"))));
	check_token(id, entry, "party", party_parse(&party, slice_of(string_at(entry, "party"))));
	check_token(id, entry, "retry", retry_parse(&retry, slice_of(string_at(entry, "retry"))));
	for (size_t i = 0; i < references.n; i++)
		if (!is_reference(slice_of(references.p[i])))
			FAULT("entries.txt: %s: reference \"%s\" is not of the form RFC 3261 §21.4.24", id, references.p[i]);
	for (size_t i = 0; i < related.n; i++)
		if (!has(facts(TABLE_ENTRIES), related.p[i]) || strcmp(related.p[i], id) == 0)
			FAULT("entries.txt: %s: related entry %s does not exist or is itself", id, related.p[i]);
	if (example != NULL)
		check_example(id, example);
	if (!has(root_text(), id))
		FAULT("en: %s is missing, entries.txt has it", id);
}

static void
every_entry_has_its_facts_and_a_text(void **state)
{
	(void)state;
	faults = 0;
	each_member(facts(TABLE_ENTRIES), check_entry, NULL);
	assert_int_equal(faults, 0);
}

/* ---- English and the other languages: entries ---- */

static bool
is_complete(const char *file)
{
	return language_is_complete(file);
}

static bool
is_entry(UResourceBundle *value)
{
	return ures_getType(value) == URES_TABLE;
}

static size_t
word_count(struct slice s)
{
	size_t n = 0;

	while (!slice_empty(s))
		n += !slice_empty(slice_cut(&s, ' '));
	return n;
}

static void
check_lines(const char *file, const char *id, UResourceBundle *entry, const char *key)
{
	struct strings s = strings_at(entry, key);

	if (s.n > LINES_MAX || (s.n < 1 && is_complete(file)))
		FAULT("%s: %s: %s has %zu lines, 1 to %d are wanted", file, id, key, s.n, LINES_MAX);
	for (size_t i = 0; i < s.n; i++)
		check_line(file, id, key, s.p[i]);
}

static void
check_title(const char *file, const char *id, const char *title)
{
	if (title == NULL) {
		if (is_complete(file))
			FAULT("%s: %s: title is missing", file, id);
		return;
	}
	check_line(file, id, "title", title);
	if (strcmp(file, "root") == 0 && word_count(slice_of(title)) > TITLE_WORDS)
		FAULT("%s: %s: title has more than 8 words: %s", file, id, title);
	if (slice_ends(slice_of(title), SLICE(".")) && !slice_ends(slice_of(title), SLICE("..")))
		FAULT("%s: %s: title ends with a full stop", file, id);
}

struct note_check {
	const char *file, *id;
};

/* "D7 and D38", "ms-diagnostics 1005": the reader sees it among the causes, and it names none. */
static bool
is_only_a_code(struct slice note)
{
	while (!slice_empty(note)) {
		struct slice word = slice_cut(&note, ' ');
		bool digit = false, setting = false;

		for (size_t i = 0; i < word.n; i++) {
			digit |= is_digit(word.p[i]) || word.p[i] == '[';
			setting |= word.p[i] == '=';
		}
		if ((setting || !digit) && word.n > 3 && !slice_eq(word, SLICE("ms-diagnostics")))
			return false;
	}
	return true;
}

static void
check_note(const char *vendor, UResourceBundle *value, void *arg)
{
	const struct note_check *c = arg;
	const char *text = bundle_string(value, &arena);

	if (!has(facts(TABLE_VENDORS), vendor))
		FAULT("%s: %s: notes: %s is no token of vendors.txt", c->file, c->id, vendor);
	check_line(c->file, c->id, "notes", text ? text : "");
	if (text != NULL && strcmp(c->file, "root") == 0 && is_only_a_code(slice_of(text)))
		FAULT("%s: %s: note of %s is only a code: %s", c->file, c->id, vendor, text);
}

static void
check_notes(const char *file, const char *id, UResourceBundle *value)
{
	static const char *const fields[] = { "notes", "advice" };

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		UResourceBundle *notes = bundle_member(value, fields[i]);

		each_member(notes, check_note, &(struct note_check){ file, id });
		ures_close(notes);
	}
}

/* A cause that evidence can decide: the facts know it, too, and it says what to do. */
static void
check_decided(const char *token, UResourceBundle *value, void *arg)
{
	const struct note_check *c = arg;
	UResourceBundle *entry = bundle_member(facts(TABLE_ENTRIES), c->id), *causes = bundle_member(entry, "causes");
	const char *text = string_at(value, "text");

	if (!has(causes, token))
		FAULT("entries.txt: %s: causes lacks %s, %s.txt has it", c->id, token, c->file);
	if (text != NULL)
		check_line(c->file, c->id, "decided", text);
	else if (is_complete(c->file))
		FAULT("%s: %s: decided %s has no text", c->file, c->id, token);
	check_lines(c->file, c->id, value, "fixes");
	check_notes(c->file, c->id, value);
	ures_close(causes);
	ures_close(entry);
}

static void
check_text(const char *id, UResourceBundle *value, void *arg)
{
	const char *file = arg, *meaning;
	UResourceBundle *decided;

	if (!is_entry(value))
		return;
	if (!has(facts(TABLE_ENTRIES), id))
		FAULT("entries.txt: %s is missing, %s.txt has it", id, file);
	check_title(file, id, string_at(value, "title"));
	if ((meaning = string_at(value, "meaning")) != NULL)
		check_line(file, id, "meaning", meaning);
	else if (is_complete(file))
		FAULT("%s: %s: meaning is missing", file, id);
	check_lines(file, id, value, "causes");
	check_lines(file, id, value, "fixes");
	check_notes(file, id, value);
	if (has(value, "look"))
		check_lines(file, id, value, "look");
	else if (strcmp(file, "root") == 0 && strchr(id, '/') == NULL)
		FAULT("%s: %s: look is missing", file, id);
	decided = bundle_member(value, "decided");
	each_member(decided, check_decided, &(struct note_check){ file, id });
	ures_close(decided);
}

/* What the facts say of a cause, every language has in words. */
struct cause_check {
	const char *id, *file;
	UResourceBundle *decided;
};

static void
check_cause(const char *token, UResourceBundle *value, void *arg)
{
	const struct cause_check *c = arg;

	(void)value;
	if (!has(c->decided, token))
		FAULT("%s: %s: decided lacks %s, entries.txt has it", c->file, c->id, token);
}

static void
check_causes(const char *id, UResourceBundle *value, void *arg)
{
	const char *file = arg;
	UResourceBundle *bundle = bundle_open(&bundles, file), *entry = bundle_member(bundle, id);
	UResourceBundle *decided = bundle_member(entry, "decided"), *causes = bundle_member(value, "causes");

	each_member(causes, check_cause, &(struct cause_check){ id, file, decided });
	ures_close(causes);
	ures_close(decided);
	ures_close(entry);
	ures_close(bundle);
}

/* "order", where there is one, names each of them once, and where the others stand. */
static void
check_order(const char *id, UResourceBundle *value, void *arg)
{
	UResourceBundle *causes = bundle_member(value, "causes");
	struct strings order = strings_at(value, "order");
	size_t n = causes ? (size_t)ures_getSize(causes) : 0, rest = 0;

	(void)arg;
	for (size_t i = 0; i < order.n; i++) {
		if (strcmp(order.p[i], "*") == 0)
			rest++;
		else if (!has(causes, order.p[i]))
			FAULT("entries.txt: %s: order names %s, causes lacks it", id, order.p[i]);
		for (size_t k = 0; k < i; k++)
			if (strcmp(order.p[i], order.p[k]) == 0)
				FAULT("entries.txt: %s: order names %s twice", id, order.p[i]);
	}
	if (order.n > 0 && (rest != 1 || order.n != n + 1))
		FAULT("entries.txt: %s: order needs all %zu causes and \"*\"", id, n);
	ures_close(causes);
}

static void
every_complete_language_has_the_causes_of_the_facts(void **state)
{
	struct strings languages = built_in_languages(&arena);

	(void)state;
	faults = 0;
	for (size_t i = 0; i < languages.n; i++)
		if (is_complete(languages.p[i]))
			each_member(facts(TABLE_ENTRIES), check_causes, (void *)(uintptr_t)languages.p[i]);
	each_member(facts(TABLE_ENTRIES), check_order, NULL);
	assert_int_equal(faults, 0);
}

/* Entries about one fault, however it comes to be known: the same party has to act, and trying again means the same. */
static const char *const alike[] = {
	"code.401 code.407 reason.challenged",
	"auth.bad-credentials reason.wrong-password symptom.auth-loop reason.account-unknown symptom.register-403"
	    " symptom.port-7060-401",
	"code.486 code.600 q850.17",
	"code.603 q850.21 reason.phone-refused",
	"q850.19 reason.ring-timeout code.408/rang code.480/rang",
	"q850.18 q850.20 code.480 reason.callee-not-registered reason.callee-unavailable",
	"q850.1 reason.number-unknown reason.number-invalid q850.28 code.484 code.604",
	"code.410 q850.22 reason.number-changed",
	"q850.2 q850.3 reason.no-route",
	"q850.34 reason.no-circuit q850.44",
	"q850.42 reason.overload code.503",
	"q850.38 reason.network-failure",
	"q850.27 reason.destination-out-of-order",
	"code.300 code.301 code.303 code.305 code.3xx redirect.not-followed",
	"code.608 reason.network-blocked symptom.robocall-block",
	"code.488 code.606 media.no-common-codec reason.codec-mismatch warning.305 q850.88 code.499",
	"media.security-mismatch reason.srtp-mismatch",
	"code.482 code.483 routing.loop routing.merged reason.merged-request reason.routing-loop",
	"code.423 register.interval-loop",
	"code.422 timer.interval-loop",
	"code.420 code.421 extension.refused",
	"code.400 request.malformed",
	"auth.stale-nonce reason.stale-nonce symptom.stale-nonce",
	"code.476 code.478",
	"code.475 code.479",
	"code.487 reason.caller-cancelled q850.16 reason.user-hung-up reason.completed-elsewhere",
	"code.481 reason.dialog-unknown",
	"dialog.missing-ack reason.no-ack",
	"identity.refused code.428 code.436 code.437 code.438 reason.identity-missing reason.identity-invalid"
	    " reason.identity-certificate reason.bad-identity-429 reason.stale-date",
	"code.409 reason.already-registered",
	"media.private-address reason.private-media-address",
	"code.513 reason.too-large",
	"q850.29 q850.69 reason.facility-unsupported",
	"q850.57 reason.bearer-not-authorised",
	"q850.8 reason.preempted",
	"q850.54 q850.55 reason.incoming-barred",
	"q850.52 reason.class-of-service",
	"code.580 reason.precondition-failed",
	"reason.refer-precondition reason.transfer-not-possible",
	"code.405 code.501 reason.method-refused",
	"code.402 reason.no-credit reason.tariff-quota symptom.no-credit symptom.billing-masked-as-busy",
	"reason.channel-limit symptom.channel-limit",
	"reason.cps-limit symptom.cps-limit",
	"media.none media.one-way symptom.no-audio symptom.one-way-audio",
	"reason.callee-privacy symptom.telegram-privacy",
	"reason.flood-limit symptom.telegram-flood",
	"code.474 reason.no-transport",
	"code.904 auth.challenge-ignored reason.no-credentials",
	"reason.domain-needed reason.domain-not-served",
};

static void
related_entries_agree(void **state)
{
	(void)state;
	faults = 0;
	for (size_t i = 0; i < sizeof alike / sizeof *alike; i++) {
		struct slice rest = slice_of(alike[i]);
		struct entry first = { .id = NULL }, e;

		while (rest.n > 0) {
			const char *id = arena_slice(&arena, slice_cut(&rest, ' '));

			if (!knowledge_entry(knowledge, id, &e))
				FAULT("no entry %s", id);
			else if (first.id == NULL)
				first = e;
			else if (e.party != first.party || e.retry != first.retry)
				FAULT("entries.txt: %s and %s are about one fault; party or retry differ", first.id, id);
		}
	}
	assert_int_equal(faults, 0);
}

static void
every_text_has_title_meaning_causes_and_fixes(void **state)
{
	struct strings languages = built_in_languages(&arena);

	(void)state;
	faults = 0;
	for (size_t i = 0; i < languages.n; i++) {
		UResourceBundle *bundle = bundle_open(&bundles, languages.p[i]);

		each_member(bundle, check_text, (void *)(uintptr_t)languages.p[i]);
		ures_close(bundle);
	}
	assert_int_equal(faults, 0);
}

/* ---- the languages against root ---- */

/* Which of {0} … {9} a pattern uses, a bit each. */
static unsigned
arguments(const char *pattern)
{
	unsigned set = 0;

	for (const char *p = pattern; (p = strchr(p, '{')) != NULL; p++)
		if (is_digit(p[1]) && (p[2] == '}' || p[2] == ',' || p[2] == ' '))
			set |= 1u << (p[1] - '0');
	return set;
}

static bool
braces_close(const char *pattern)
{
	int depth = 0;

	for (const char *p = pattern; *p != '\0' && depth >= 0; p++)
		depth += (*p == '{') - (*p == '}');
	return depth == 0;
}

struct language {
	const char *file;
	UResourceBundle *bundle, *other;
	bool complete;
};

static void
check_label(const struct language *l, const char *key, const char *ours, const char *theirs)
{
	if (theirs != NULL && arguments(ours) != arguments(theirs))
		FAULT("%s: %s has other arguments ({0}, {1} …) than English", l->file, key);
}

/* {0} … {3} are texts and {4} is a number; nothing else may stand there. */
static void
check_pattern(const char *file, const char *key, const char *pattern)
{
	if (!braces_close(pattern))
		FAULT("%s: %s: a { or } has no partner", file, key);
	if (arguments(pattern) > 0x1f)
		FAULT("%s: %s: only {0} … {4} are arguments", file, key);
	if (arguments(pattern) != 0 && strchr(pattern, '\'') != NULL)
		FAULT("%s: %s: in a pattern write ’, not '", file, key);
	for (const char *p = pattern; (p = strchr(p, '{')) != NULL; p++) {
		bool number = p[1] == '4' && p[2] == ',' &&
		    (strncmp(p + 3 + (p[3] == ' '), "plural", 6) == 0 || strncmp(p + 3 + (p[3] == ' '), "number", 6) == 0);
		bool text = p[1] >= '0' && p[1] <= '3' &&
		    (p[2] == '}' || strncmp(p + 2, ", select", 8) == 0 || strncmp(p + 2, ",select", 7) == 0);

		if (is_digit(p[1]) && (p[2] == '}' || p[2] == ',') && !number && !text)
			FAULT("%s: %s: {0} … {3} are texts, {4, number} or {4, plural, …} is the number", file, key);
	}
}

static void
check_as_many(const struct language *l, const char *key, UResourceBundle *ours, UResourceBundle *theirs, const char *field)
{
	UResourceBundle *mine = bundle_member(ours, field), *other = bundle_member(theirs, field);
	int32_t n = mine ? ures_getSize(mine) : 0, m = other ? ures_getSize(other) : 0;

	if (n != m)
		FAULT("%s: %s: %d of %s, English has %d", l->file, key, (int)m, field, (int)n);
	ures_close(mine);
	ures_close(other);
}

/* What is missing has to follow: make translations counts it, a release wants it. */
static void
check_against(const char *key, UResourceBundle *ours, void *arg)
{
	const struct language *l = arg;
	UResourceBundle *theirs = bundle_member(l->other, key);

	if (!is_entry(ours)) {
		const char *text = bundle_string(ours, &arena);

		check_label(l, key, text ? text : "", theirs ? bundle_string(theirs, &arena) : NULL);
	} else if (theirs != NULL && l->complete) {
		check_as_many(l, key, ours, theirs, "notes");
		check_as_many(l, key, ours, theirs, "advice");
		if (has(theirs, "look") && strings_at(ours, "look").n != strings_at(theirs, "look").n)
			FAULT("%s: %s: look has other lines than the English one", l->file, key);
	}
	ures_close(theirs);
}

static void
check_surplus(const char *key, UResourceBundle *theirs, void *arg)
{
	const struct language *l = arg;

	(void)theirs;
	if (!has(l->bundle, key))
		FAULT("%s: %s is not in English", l->file, key);
}

static void
check_own(const char *key, UResourceBundle *value, void *arg)
{
	if (!is_entry(value)) {
		const char *text = bundle_string(value, &arena);

		check_line(arg, key, "text", text ? text : "");
		check_pattern(arg, key, text ? text : "");
	}
}

static void
what_a_language_has_is_made_like_the_english_text(void **state)
{
	struct strings languages = built_in_languages(&arena);

	(void)state;
	faults = 0;
	for (size_t i = 0; i < languages.n; i++) {
		struct language l = { languages.p[i], root_text(), bundle_open(&bundles, languages.p[i]), is_complete(languages.p[i]) };

		each_member(l.bundle, check_against, &l);
		each_member(l.other, check_surplus, &l);
		each_member(l.other, check_own, (void *)(uintptr_t)l.file);
		ures_close(l.other);
	}
	assert_int_equal(faults, 0);
}

/* ---- phrases.txt ---- */

static bool
is_context(struct slice s)
{
	static const char *const others[] = { "0", "symptom", "hangupcause" };
	uint64_t code;

	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		if (slice_eq(s, slice_of(others[i])))
			return true;
	if (is_digit(s.p[0]))
		return (s.n == 3 || s.n == 4) && slice_to_u64(s, 9999, &code) && code >= 100;
	for (size_t i = 0; i < s.n; i++)
		if (is_upper(s.p[i]) || !(is_token(s.p[i]) || s.p[i] == '/'))
			return false;
	return true;
}

static void
check_contexts(const char *id, const char *phrase, const char *contexts)
{
	struct slice rest = slice_of(contexts);

	if (slice_empty(rest))
		FAULT("phrases.txt: %s: \"%s\" has no context", id, phrase);
	while (!slice_empty(rest)) {
		struct slice word = slice_cut(&rest, ' ');

		if (slice_empty(word) || !is_context(word))
			FAULT("phrases.txt: %s: \"%s\": \"%.*s\" is no context", id, phrase, SLICE_ARG(word));
	}
}

static void
check_placeholders(const char *id, const char *phrase)
{
	for (const char *p = phrase; (p = strchr(p, '{')) != NULL; p++)
		if (strncmp(p, "{n}", 3) != 0 && strncmp(p, "{word}", 6) != 0 && strncmp(p, "{*}", 3) != 0)
			FAULT("phrases.txt: %s: \"%s\": only {n}, {word} and {*} are known", id, phrase);
}

static void
check_phrase_row(const char *id, const struct strings *column)
{
	struct buf key = BUF_INIT;

	if (column->n != 4) {
		FAULT("phrases.txt: %s: a row has %zu columns: phrase, contexts, language, product are wanted", id, column->n);
		return;
	}
	phrase_key(slice_of(column->p[0]), &key);
	if (key.n == 0 && strcmp(column->p[0], "{*}") != 0)
		FAULT("phrases.txt: %s: \"%s\" has no letter in it", id, column->p[0]);
	buf_release(&key);
	check_contexts(id, column->p[0], column->p[1]);
	check_placeholders(id, column->p[0]);
	if (column->p[3][0] != '\0' && !has(facts(TABLE_VENDORS), column->p[3]))
		FAULT("phrases.txt: %s: \"%s\": product %s is not in vendors.txt", id, column->p[0], column->p[3]);
}

static void
check_phrases(const char *id, UResourceBundle *rows, void *arg)
{
	int32_t n = ures_getSize(rows);

	(void)arg;
	if (!has(facts(TABLE_ENTRIES), id) && strcmp(id, "code.NNN") != 0)
		FAULT("phrases.txt, products.txt: %s leads to no entry: entries.txt lacks it", id);
	if (ures_getType(rows) != URES_ARRAY) {
		FAULT("phrases.txt: %s: rows are written { { \"phrase\", \"486\", \"en\", \"\" } }", id);
		return;
	}
	for (int32_t i = 0; i < n; i++) {
		UErrorCode status = U_ZERO_ERROR;
		UResourceBundle *row = ures_getByIndex(rows, i, NULL, &status);
		struct strings column = bundle_strings(row, &arena);

		check_phrase_row(id, &column);
		ures_close(row);
	}
}

static void
every_phrase_leads_to_an_entry(void **state)
{
	(void)state;
	faults = 0;
	each_member(facts(TABLE_PHRASES), check_phrases, NULL);
	each_member(facts(TABLE_PRODUCTS), check_phrases, NULL);
	assert_int_equal(faults, 0);
}

static bool
names_as_related(const char *id, const char *other)
{
	UResourceBundle *entry = bundle_member(facts(TABLE_ENTRIES), id);
	struct strings related = strings_at(entry, "related");

	ures_close(entry);
	return strings_have(&related, other);
}

/*
 * Whether the two rows share a context and differ in entry only: then nothing says which of them is meant, unless one
 * entry names the other as related.
 */
static bool
collide(const struct phrase_index *x, const struct row *a, const struct row *b)
{
	struct slice rest = slice_of(index_text(x, a->contexts));

	/* One number of a product may stand for several things, then all are told; a word of a log or a text does what each of its lists says. */
	if (slice_starts(rest, SLICE("product")) || slice_eq(rest, SLICE(LOG_CONTEXT)) || slice_eq(rest, SLICE(TONE_CONTEXT)))
		return false;
	if (strcmp(index_text(x, a->key), index_text(x, b->key)) != 0 ||
	    strcmp(index_text(x, a->vendor), index_text(x, b->vendor)) != 0 ||
	    strcmp(index_text(x, a->id), index_text(x, b->id)) == 0)
		return false;
	while (!slice_empty(rest))
		if (context_listed(index_text(x, b->contexts), slice_cut(&rest, ' ')))
			return true;
	return false;
}

static void
check_collision(const struct phrase_index *x, const struct row *a, const struct row *b)
{
	const char *id = index_text(x, a->id), *other = index_text(x, b->id);

	if (!names_as_related(id, other) && !names_as_related(other, id))
		FAULT("phrases.txt: \"%s\" (%s) stands under %s and %s: drop one, give it its product, or let one entry "
		    "name the other as related", index_text(x, a->phrase), index_text(x, a->contexts), id, other);
}

static void
no_phrase_leads_to_two_entries_that_do_not_say_so(void **state)
{
	const struct phrase_index *x = store_index(built_in);

	(void)state;
	faults = 0;
	assert_non_null(x->head);
	for (size_t i = 0; i < x->row_count; i++)
		for (size_t j = i + 1; j < x->row_count; j++)
			if (x->rows[i].letters == x->rows[j].letters && collide(x, &x->rows[i], &x->rows[j]))
				check_collision(x, &x->rows[i], &x->rows[j]);
	assert_int_equal(faults, 0);
}

/* What is written under a context is found there, by the step its kind has. */
static void
every_phrase_finds_its_own_entry(void **state)
{
	const struct phrase_index *x = store_index(built_in);

	(void)state;
	faults = 0;
	for (size_t i = 0; i < x->row_count; i++) {
		struct arena a = ARENA_INIT;
		struct match m;
		struct slice contexts = slice_of(index_text(x, x->rows[i].contexts));
		const char *context = arena_slice(&a, slice_cut(&contexts, ' '));
		const char *id = index_text(x, x->rows[i].id), *vendor = index_text(x, x->rows[i].vendor);

		if (!(x->rows[i].flags & ROW_PATTERN) &&
		    (!knowledge_match(knowledge, strcmp(context, "0") == 0 ? "" : context,
		    slice_of(index_text(x, x->rows[i].phrase)), vendor[0] ? vendor : NULL, &a, &m) ||
		    m.step != MATCH_EXACT || (strcmp(m.id, id) != 0 && !strings_have(&m.others, id))))
			FAULT("phrases.txt: %s: \"%s\" (%s) leads to %s", id, index_text(x, x->rows[i].phrase), context,
			    m.id ? m.id : "nothing");
		arena_release(&a);
	}
	assert_int_equal(faults, 0);
}

/* ---- vendors.txt ---- */

static void
check_vendor(const char *token, UResourceBundle *value, void *arg)
{
	struct strings agents = strings_at(value, "agents");

	(void)arg;
	if (string_at(value, "name") == NULL || agents.n == 0)
		FAULT("vendors.txt: %s: name or agents is missing", token);
	for (size_t i = 0; i < agents.n; i++) {
		const char *found = knowledge_vendor(knowledge, slice_of(agents.p[i]));

		if (found == NULL || strcmp(found, token) != 0)
			FAULT("vendors.txt: %s: agent \"%s\" stands under %s too", token, agents.p[i], found ? found : "none");
	}
}

static void
every_vendor_is_recognised_by_its_agents(void **state)
{
	(void)state;
	faults = 0;
	each_member(facts(TABLE_VENDORS), check_vendor, NULL);
	assert_int_equal(faults, 0);
}

static int
set_up(void **state)
{
	(void)state;
	knowledge = knowledge_open(&(struct knowledge_options){ .language = "en" });
	built_in = &knowledge->stores[knowledge->store_count - 1];
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	bundles_release();
	knowledge_close(knowledge);
	arena_release(&arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_entry_has_its_facts_and_a_text),
		cmocka_unit_test(every_text_has_title_meaning_causes_and_fixes),
		cmocka_unit_test(every_complete_language_has_the_causes_of_the_facts),
		cmocka_unit_test(related_entries_agree),
		cmocka_unit_test(what_a_language_has_is_made_like_the_english_text),
		cmocka_unit_test(every_phrase_leads_to_an_entry),
		cmocka_unit_test(no_phrase_leads_to_two_entries_that_do_not_say_so),
		cmocka_unit_test(every_phrase_finds_its_own_entry),
		cmocka_unit_test(every_vendor_is_recognised_by_its_agents),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
