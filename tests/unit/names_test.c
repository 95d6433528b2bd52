/* SPDX-License-Identifier: MIT */
/* Small words of the reports: who called whom, where a reference can be read, what was probably meant. */
#include "nearest.h"
#include "report/reference.h"
#include "report/who.h"
#include "unit/sip.h"

static struct arena arena;

static void
who_is_the_user_else_the_host(void **state)
{
	static const struct { const char *party, *who; } rows[] = {
		{ "\"Alice\" <sip:alice@example.org;x=y>;tag=1", "alice" }, { "sip:bob@example.org;tag=2", "bob" },
		{ "<sips:+441555010101;npdi@example.org:5061>", "+441555010101" }, { "<tel:+4930123456>", "+4930123456" },
		{ "<sip:registrar.example.org>", "registrar.example.org" }, { "<sip:@example.org>", "example.org" },
		{ "<sip:u:secret@h>", "u" }, { "sip:x?Subject=a", "x" }, { "", "" }, { "<", "" }, { "<sip:", "" }, { "rubbish", "rubbish" },
		{ "<sip:<user>@<host>>;tag=1", "<user>" }, { "<sip:{user}@h>", "{user}" }, { "<sip:a>b@h>", "a" }, { "<sip:<user@h", "<user" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct slice who = who_of(rows[i].party);

		if (!slice_eq(who, slice_of(rows[i].who)))
			fail_msg("%s is %.*s, not %s", rows[i].party, SLICE_ARG(who), rows[i].who);
	}
	assert_int_equal(who_of(NULL).n, 0);
}

static void
expect_who(const struct finding *f, size_t columns, const char *want)
{
	struct buf out = BUF_INIT;

	who_add(f, false, columns, &out);
	assert_string_equal(out.p ? out.p : "", want);
	buf_release(&out);
}

static void
a_line_says_who_called_whom_in_the_room_there_is(void **state)
{
	struct finding f = { .has_call = true, .count = 1, .call = { .from = "<sip:alice@a>", .to = "<sip:bob@b>" }, .has_where = true };

	(void)state;
	assert_true(addr_parse(&f.where.src, SLICE("192.0.2.1:5060")));
	assert_true(addr_parse(&f.where.dst, SLICE("192.0.2.2:5060")));
	expect_who(&f, 40, "alice -> bob");
	expect_who(&f, 11, "");
	f.call.to = f.call.from;
	expect_who(&f, 40, "alice");
	f.has_call = false;
	expect_who(&f, 40, "192.0.2.1 -> 192.0.2.2");
	f.count = 5;	/* many calls have their peer in common */
	expect_who(&f, 40, "192.0.2.2");
	f.code = 503;
	expect_who(&f, 40, "192.0.2.1");
}

static void
references_have_their_addresses(void **state)
{
	static const struct { const char *reference, *name, *url; } rows[] = {
		{ "RFC 3261 §21.4.24", "RFC 3261 §21.4.24", "https://www.rfc-editor.org/rfc/rfc3261#section-21.4.24" },
		{ "RFC 3398", "RFC 3398", "https://www.rfc-editor.org/rfc/rfc3398" },
		{ "RFC 3261 §A", "RFC 3261 §A", "https://www.rfc-editor.org/rfc/rfc3261#appendix-A" },
		{ "ITU-T Q.850", "ITU-T Q.850", "https://www.itu.int/rec/T-REC-Q.850" },
		{ "IANA SIP Parameters", "IANA SIP Parameters", "https://www.iana.org/assignments/sip-parameters" },
		{ "The desk's page https://example.org/x", "The desk's page", "https://example.org/x" },
		{ "3GPP TS 24.229 §5.1", "3GPP TS 24.229 §5.1", "https://www.3gpp.org/dynareport/24229.htm" },
		{ "3GPP TS 29.228", "3GPP TS 29.228", "https://www.3gpp.org/dynareport/29228.htm" },
		{ "A handbook", "A handbook", "" }, { "RFC x", "RFC x", "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf url = BUF_INIT;
		struct slice name = reference_read(rows[i].reference, &url);

		assert_true(slice_eq(name, slice_of(rows[i].name)));
		assert_string_equal(url.p ? url.p : "", rows[i].url);
		buf_release(&url);
	}
}

/* "RFC 3261 §21.4.4": what stands there says no more than the code itself. */
static bool
is_section_of_a_code(const char *reference)
{
	return strncmp(reference, "RFC 3261 §21", sizeof "RFC 3261 §21" - 1) == 0;
}

static const char *
reference_fault(const char *id, const struct strings *all, const char *reference)
{
	struct buf url = BUF_INIT;
	struct slice name = reference_read(reference, &url);
	const char *address = arena_strdup(&arena, url.p ? url.p : ""), *host = strstr(address, "://");

	buf_release(&url);
	if (host == NULL || strncmp(address, "https://", 8) != 0 || strchr(address, ' ') != NULL)
		return "has no address";
	if (name.n == 0 || slice_starts(slice_of(host + 3), name))
		return "is called like its host";
	if (strstr(address, "/blob/HEAD/") != NULL)
		return "has an address that may be gone: name a branch or commit";
	if (strncmp(id, "reason.", 7) == 0 && all->n == 1 && is_section_of_a_code(reference))
		return "is only the section of its code";
	return NULL;
}

static void
every_reference_leads_somewhere(void **state)
{
	struct knowledge *k = knowledge_open(&(struct knowledge_options){ .language = "en" });
	struct strings ids;
	int faults = 0;

	(void)state;
	assert_true(knowledge_list(k, NULL, &arena, &ids));
	for (size_t i = 0; i < ids.n; i++) {
		struct entry e;

		assert_true(knowledge_entry(k, ids.p[i], &e));
		for (size_t j = 0; j < e.references.n; j++) {
			const char *fault = reference_fault(ids.p[i], &e.references, e.references.p[j]);

			if (fault != NULL)
				print_error("%s: reference %s %s\n", ids.p[i], e.references.p[j], fault);
			faults += fault != NULL;
		}
	}
	assert_true(ids.n > 500);
	assert_int_equal(faults, 0);
	arena_release(&arena);
	knowledge_close(k);
}

static void
the_nearest_word_is_meant_if_there_is_only_one(void **state)
{
	static const char *words[] = { "explain", "each", "ladder", "lang", "least", "list", "calls", "call", "color" };
	static const struct strings list = { words, COUNT(words) };
	static const struct { const char *word, *near; } rows[] = {
		{ "explian", "explain" }, { "EXPLAIN", "explain" }, { "lader", "ladder" }, { "colour", "color" }, { "colo", "color" },
		{ "expl", "explain" }, { "cal", NULL }, { "l", NULL }, { "", NULL }, { "something", NULL }, { "lxng", "lang" },
	};
	char longest[300];

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *near = nearest(rows[i].word, &list);

		if ((near == NULL) != (rows[i].near == NULL) || (near != NULL && strcmp(near, rows[i].near) != 0))
			fail_msg("%s is near %s, not %s", rows[i].word, near ? near : "nothing", rows[i].near ? rows[i].near : "nothing");
	}
	memset(longest, 'a', sizeof longest - 1);
	longest[sizeof longest - 1] = '\0';
	assert_null(nearest(longest, &list));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_is_the_user_else_the_host),
		cmocka_unit_test(a_line_says_who_called_whom_in_the_room_there_is),
		cmocka_unit_test(references_have_their_addresses),
		cmocka_unit_test(every_reference_leads_somewhere),
		cmocka_unit_test(the_nearest_word_is_meant_if_there_is_only_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
