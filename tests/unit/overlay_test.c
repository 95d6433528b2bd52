/* SPDX-License-Identifier: MIT */
/* A site's folder over the built-in knowledge: one field is corrected, the others stay; what it says in vain is named. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "knowledge/knowledge.h"
#include "site.h"

static struct arena arena;

static struct knowledge *
open_in(const char *language, bool with_site)
{
	static const char *folders[] = { site_folder };

	return knowledge_open(&(struct knowledge_options){
	    .language = language, .folders = folders, .folder_count = with_site ? 1 : 0 });
}

static struct entry_text
text_of(const char *language, bool with_site, const char *id)
{
	struct knowledge *k = open_in(language, with_site);
	struct entry_text t;

	assert_true(knowledge_text(k, id, &t));
	t.title = arena_strdup(&arena, t.title);
	t.meaning = arena_strdup(&arena, t.meaning);
	t.language = arena_strdup(&arena, t.language);
	knowledge_close(k);
	return t;
}

static void
same_strings(const struct strings *a, const struct strings *b, size_t from)
{
	assert_int_equal(a->n, b->n + from);
	for (size_t i = 0; i < b->n; i++)
		assert_string_equal(a->p[i + from], b->p[i]);
}

static void
one_fact_is_corrected(void **state)
{
	struct knowledge *plain = open_in("en", false), *site = open_in("en", true);
	struct entry was, is;

	(void)state;
	assert_true(knowledge_entry(plain, "code.486", &was));
	assert_true(knowledge_entry(site, "code.486", &is));
	assert_int_equal(is.party, PARTY_PROVIDER);
	assert_int_not_equal(was.party, PARTY_PROVIDER);
	assert_true(is.denies && !was.denies);
	assert_int_equal(is.traits, 1u << TRAIT_UNREACHED | 1u << TRAIT_IN_CALL);
	assert_int_equal(was.traits, 0);
	assert_int_equal(is.severity, was.severity);
	assert_int_equal(is.retry, was.retry);
	same_strings(&is.references, &was.references, 0);
	same_strings(&is.related, &was.related, 0);
	assert_int_equal(is.cause_count, was.cause_count);
	/* A word that there is not changes nothing. */
	assert_true(knowledge_entry(plain, "code.487", &was));
	assert_true(knowledge_entry(site, "code.487", &is));
	assert_int_equal(is.severity, was.severity);
	assert_int_equal(is.party, was.party);
	assert_int_equal(is.traits, 1u << TRAIT_VAGUE);
	knowledge_close(plain);
	knowledge_close(site);
}

static void
the_facts_of_one_cause_are_corrected(void **state)
{
	struct knowledge *plain = open_in("en", false), *site = open_in("en", true);
	struct entry was, is;

	(void)state;
	assert_true(knowledge_entry(plain, "dialog.missing-ack", &was));
	assert_true(knowledge_entry(site, "dialog.missing-ack", &is));
	assert_int_equal(is.party, was.party);
	assert_int_equal(is.cause_count, was.cause_count + 1);
	assert_int_equal(is.first_causes, was.first_causes);
	for (size_t i = 0; i < was.cause_count; i++) {
		bool ours = strcmp(was.causes[i].token, "ack-lost") == 0;

		assert_string_equal(is.causes[i].token, was.causes[i].token);
		assert_int_equal(is.causes[i].party, ours ? PARTY_PROVIDER : was.causes[i].party);
		assert_int_equal(is.causes[i].retry, ours ? RETRY_ELSEWHERE : was.causes[i].retry);
	}
	assert_string_equal(is.causes[was.cause_count].token, "our-firewall");
	assert_int_equal(is.causes[was.cause_count].party, PARTY_NETWORK);
	knowledge_close(plain);
	knowledge_close(site);
}

static void
one_text_is_corrected(void **state)
{
	struct knowledge *plain = open_in("en", false), *site = open_in("en", true);
	struct entry_text was, is;

	(void)state;
	assert_true(knowledge_text(plain, "code.486", &was));
	assert_true(knowledge_text(site, "code.486", &is));
	assert_string_equal(is.title, "Front desk busy");
	assert_string_equal(knowledge_title(site, "code.486", &arena), "Front desk busy");
	assert_string_equal(is.meaning, was.meaning);
	/* "*" is what was there. */
	same_strings(&is.fixes, &was.fixes, 1);
	assert_string_equal(is.fixes.p[0], "Ring the desk");
	assert_int_equal(is.look.n, was.look.n + 1);
	assert_string_equal(is.look.p[was.look.n], "Our desk is the 486 from .9");
	/* A text is replaced, another left out. */
	assert_int_equal(is.causes.n, was.causes.n - 1);
	assert_string_equal(is.causes.p[0], "The desk is on the phone");
	assert_string_equal(is.causes.p[1], was.causes.p[2]);
	assert_int_equal(is.decided_count, was.decided_count);
	knowledge_close(plain);
	knowledge_close(site);
}

static const char *
note_of(const struct note *notes, size_t n, const char *vendor)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(notes[i].vendor, vendor) == 0)
			return notes[i].text;
	return NULL;
}

static void
one_decided_cause_and_one_note_are_corrected(void **state)
{
	struct knowledge *plain = open_in("en", false), *site = open_in("en", true);
	struct entry_text was, is;

	(void)state;
	assert_true(knowledge_text(plain, "dialog.missing-ack", &was));
	assert_true(knowledge_text(site, "dialog.missing-ack", &is));
	assert_string_equal(is.title, was.title);
	const struct cause_text *lost = text_cause(&is, "ack-lost"), *lost_was = text_cause(&was, "ack-lost");
	const struct cause_text *private = text_cause(&is, "contact-private"), *private_was = text_cause(&was, "contact-private");
	assert_string_equal(lost->text, lost_was->text);
	same_strings(&lost->fixes, &lost_was->fixes, 1);
	assert_int_equal(lost->note_count, lost_was->note_count);
	assert_string_equal(private->text, "Our gateway forgot its public address");
	same_strings(&private->fixes, &private_was->fixes, 0);
	assert_string_equal(note_of(private->notes, private->note_count, "kamailio"), "Ours: route[NAT]");
	assert_string_equal(note_of(private->notes, private->note_count, "asterisk"),
	    note_of(private_was->notes, private_was->note_count, "asterisk"));
	assert_string_equal(text_cause(&is, "our-firewall")->text, "Our firewall ate it");
	knowledge_close(plain);
	knowledge_close(site);
}

static void
the_readers_language_comes_before_english_and_both_before_what_is_built_in(void **state)
{
	struct entry_text was = text_of("es", false, "code.486"), is = text_of("es", true, "code.486");

	(void)state;
	assert_string_equal(is.title, "Front desk busy");
	assert_string_equal(is.language, "en");
	assert_string_equal(is.meaning, was.meaning);
	is = text_of("ru", true, "code.486");
	assert_string_equal(is.title, "Стойка занята");
	assert_string_equal(is.language, "ru");
	was = text_of("ru", false, "code.480");
	is = text_of("ru", true, "code.480");
	assert_string_equal(is.title, was.title);
	assert_string_equal(is.meaning, "Nobody is there.");
}

/* All four of its own: the notes and decided causes of the built-in entry would contradict it. */
static void
a_whole_text_takes_nothing_from_the_built_in_one(void **state)
{
	struct entry_text is = text_of("en", true, "code.408"), es = text_of("es", true, "code.408");

	(void)state;
	assert_string_equal(is.title, "Own");
	assert_int_equal(is.note_count, 0);
	assert_int_equal(is.decided_count, 0);
	assert_string_equal(es.title, "Own");
	/* With "*" it goes on. */
	is = text_of("en", true, "code.603");
	assert_string_equal(is.title, "Own");
	assert_true(is.decided_count > 0 && is.causes.n > 1);
}

static void
a_new_entry_is_taken_as_it_is(void **state)
{
	struct knowledge *k = open_in("vi", true);
	struct entry e;
	struct entry_text t;

	(void)state;
	assert_true(knowledge_entry(k, "reason.ours", &e));
	assert_true(knowledge_text(k, "reason.ours", &t));
	assert_string_equal(t.title, "Ours");
	assert_int_equal(t.causes.n, 1);
	/* Text without facts makes no entry. */
	assert_false(knowledge_entry(k, "reason.no-rout", &e));
	knowledge_close(k);
}

/* The faults, one a line, without the folder. */
static void
what_is_said_in_vain_is_named(void **state)
{
	static const char *const wanted[] = {
		"entries code.487: severity 1 eror", "entries code.487 0 partie", "entries code.487: traits 1 vage", "entries dialog.missing-ack: causes 0 paty",
		"entries reason.half 2 retry, meaning, causes, and fixes", "root code.480 0 titel", "root code.480: replace 3 Nobody says this",
		"root code.480: replace 1 alone", "root dialog.missing-ack: decided 0 ack-lots", "root dialog.missing-ack: decided 0 fixs",
		"root reason.no-rout 2 entries.txt",
	};
	struct knowledge *k = open_in("en", true);
	struct site_faults faults = knowledge_site_faults(k, &arena);
	size_t found = 0;

	(void)state;
	for (size_t i = 0; i < faults.n; i++) {
		const char *file = strrchr(faults.p[i].file, '/') + 1;
		const char *line = arena_printf(&arena, "%.*s %s %d %s", (int)strcspn(file, "."), file, faults.p[i].where,
		    (int)faults.p[i].kind, faults.p[i].what);
		bool known = false;

		for (size_t j = 0; j < sizeof wanted / sizeof *wanted; j++)
			known |= strcmp(line, wanted[j]) == 0;
		if (!known)
			print_error("%s\n", line);
		found += known;
	}
	assert_int_equal(found, sizeof wanted / sizeof *wanted);
	assert_int_equal(faults.n, found);
	knowledge_close(k);
	k = open_in("en", false);
	assert_int_equal(knowledge_site_faults(k, &arena).n, 0);
	knowledge_close(k);
}

static int
set_up(void **state)
{
	(void)state;
	site_open();
	site_add("entries", "entries:table(nofallback) {\n"
	    "code.486 { party { \"provider\" } denies { \"yes\" } traits { \"unreached\", \"in-call\" } }\n"
	    "code.487 { severity { \"eror\" } partie { \"caller\" } traits { \"vague\", \"vage\" } }\n"
	    "dialog.missing-ack { causes { ack-lost { party { \"provider\" } retry { \"elsewhere\" } } our-firewall { paty { \"network\" } } } }\n"
	    "reason.half { severity { \"error\" } party { \"proxy\" } }\n"
	    "reason.ours { severity { \"error\" } party { \"proxy\" } retry { \"no\" } } }\n");
	site_add("root", "root:table {\n"
	    "code.408 { title { \"Own\" } meaning { \"Own.\" } causes { \"c\" } fixes { \"f\" } }\n"
	    "code.603 { title { \"Own\" } meaning { \"Own.\" } causes { \"c\", \"*\" } fixes { \"f\" } }\n"
	    "code.480 { titel { \"x\" } meaning { \"Nobody is there.\" } replace { { \"Nobody says this\", \"x\" }, { \"alone\" } } }\n"
	    "code.486 { title { \"Front desk busy\" } fixes { \"Ring the desk\", \"*\" } look { \"*\", \"Our desk is the 486 from .9\" } replace {\n"
	    "  { \"The callee is on the phone\", \"The desk is on the phone\" },\n"
	    "  { \"Rejected by hand, do not disturb, call waiting off\", \"\" } } }\n"
	    "dialog.missing-ack { decided { ack-lost { fixes { \"Ask our team\", \"*\" } fixs { \"x\" } } ack-lots { text { \"x\" } }\n"
	    "  contact-private { text { \"Our gateway forgot its public address\" } notes { kamailio { \"Ours: route[NAT]\" } } }\n"
	    "  our-firewall { text { \"Our firewall ate it\" } fixes { \"Tell them\" } } } }\n"
	    "reason.half { title { \"Half\" } }\n"
	    "reason.no-rout { title { \"x\" } meaning { \"x\" } causes { \"x\" } fixes { \"x\" } }\n"
	    "reason.ours { title { \"Ours\" } meaning { \"Ours.\" } causes { \"c\" } fixes { \"f\" } } }\n");
	site_add("ru", "ru:table { code.486 { title { \"Стойка занята\" } } }\n");
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
		cmocka_unit_test(one_fact_is_corrected),
		cmocka_unit_test(the_facts_of_one_cause_are_corrected),
		cmocka_unit_test(one_text_is_corrected),
		cmocka_unit_test(one_decided_cause_and_one_note_are_corrected),
		cmocka_unit_test(the_readers_language_comes_before_english_and_both_before_what_is_built_in),
		cmocka_unit_test(a_whole_text_takes_nothing_from_the_built_in_one),
		cmocka_unit_test(a_new_entry_is_taken_as_it_is),
		cmocka_unit_test(what_is_said_in_vain_is_named),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
