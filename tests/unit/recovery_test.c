/* SPDX-License-Identifier: MIT */
/* Which line ends a story: the same thing works, for the same one, soon enough. */
#include "unit/sip.h"
#include "unit/known.h"

#include "diagnose/calls/limits.h"
#include "diagnose/story.h"
#include "finding/ids.h"

/* A failure and a later success, each with what its lines tell; "" is not told. */
struct row {
	const char *id;
	bool is_registration, is_no_call, is_host;
	const char *call_id, *thread, *name, *peer, *product;
	struct {
		bool is_registration, is_no_call;
		const char *call_id, *thread, *name, *detail, *from, *product;
	} then;
	bool sole, over;
};

#define REGISTRATION .is_registration = true
#define PEER .is_no_call = true

static const struct row rows[] = {
	/* a registration, by its account */
	{ "code.403", REGISTRATION, .name = "alice", .then = { REGISTRATION, .name = "alice" }, .over = true },
	{ "code.403", REGISTRATION, .name = "alice", .then = { REGISTRATION, .name = "alice@h" }, .over = true },
	{ "code.403", REGISTRATION, .name = "alice", .then = { REGISTRATION, .name = "bob" }, .over = false },
	{ "code.403", REGISTRATION, .name = "alice", .then = { PEER, .name = "alice" }, .over = false },
	{ "code.403", REGISTRATION, .name = "alice", .then = { .name = "alice" }, .over = false },
	{ "code.403", REGISTRATION, .then = { REGISTRATION, .name = "bob" }, .over = false },
	{ "code.403", REGISTRATION, .then = { REGISTRATION, .name = "bob" }, .sole = true, .over = true },
	{ "code.403", PEER, .then = { PEER, .name = "bob" }, .sole = true, .over = false },
	/* from elsewhere it is another phone, unless nobody had been reached */
	{ "code.403", REGISTRATION, .name = "alice", .peer = "192.0.2.1", .then = { REGISTRATION, .name = "alice", .from = "192.0.2.1" }, .over = true },
	{ "code.403", REGISTRATION, .name = "alice", .peer = "192.0.2.1", .then = { REGISTRATION, .name = "alice", .from = "192.0.2.2" }, .over = false },
	{ "code.403", REGISTRATION, .name = "alice", .peer = "192.0.2.1", .then = { REGISTRATION, .name = "alice" }, .over = true },
	{ "code.408", REGISTRATION, .name = "alice", .peer = "192.0.2.1", .then = { REGISTRATION, .name = "alice", .from = "192.0.2.2" }, .over = true },
	{ "reason.dns-failure", REGISTRATION, .name = "alice", .peer = "192.0.2.1", .then = { REGISTRATION, .name = "alice", .from = "192.0.2.2" }, .over = true },
	/* a registration ends what kept everybody away, too, but no call's failure */
	{ "path.refused", .name = "alice", .then = { REGISTRATION, .name = "alice" }, .over = true },
	{ "path.refused", .name = "alice", .call_id = "c", .then = { REGISTRATION, .name = "alice" }, .over = false },
	{ "code.404", .name = "alice", .then = { REGISTRATION, .name = "alice" }, .over = false },
	/* a peer */
	{ "options.peer-down", PEER, .name = "trunk", .then = { PEER, .name = "trunk" }, .over = true },
	{ "options.peer-down", PEER, .name = "trunk", .then = { .name = "trunk" }, .over = false },
	/* a host that could not be reached: its account is in, or the only one there is */
	{ "path.refused", PEER, .is_host = true, .name = "sip.example", .then = { REGISTRATION, .name = "alice@sip.example" }, .over = true },
	{ "path.refused", PEER, .is_host = true, .name = "sip.example", .then = { REGISTRATION, .name = "alice@other.example" }, .over = false },
	{ "path.refused", PEER, .is_host = true, .name = "sip.example", .then = { REGISTRATION, .name = "alice@other.example" }, .sole = true, .over = true },
	{ "code.403", REGISTRATION, .is_host = true, .name = "sip.example", .then = { REGISTRATION, .name = "alice@sip.example" }, .over = false },
	/* an account, and later only the host's name */
	{ "code.403", REGISTRATION, .name = "alice@sip.example", .then = { REGISTRATION, .name = "sip.example", .detail = "sip.example" }, .over = true },
	{ "code.403", REGISTRATION, .name = "alice@sip.example", .then = { REGISTRATION, .name = "sip.example" }, .over = false },
	/* a call, by what names it; a name alone does not */
	{ "code.503", .call_id = "c", .then = { .call_id = "c" }, .over = true },
	{ "code.503", .call_id = "c", .then = { .call_id = "d" }, .over = false },
	{ "code.503", .call_id = "c", .thread = "t", .then = { .call_id = "d", .thread = "t" }, .over = false },
	{ "code.503", .thread = "t", .then = { .thread = "t" }, .over = true },
	{ "code.503", .thread = "t", .then = { .thread = "u" }, .over = false },
	{ "code.503", .name = "alice", .then = { .name = "alice" }, .over = false },
	/* of another product */
	{ "code.403", REGISTRATION, .name = "alice", .product = "asterisk", .then = { REGISTRATION, .name = "alice", .product = "asterisk" }, .over = true },
	{ "code.403", REGISTRATION, .name = "alice", .product = "asterisk", .then = { REGISTRATION, .name = "alice", .product = "kamailio" }, .over = false },
	{ "code.403", REGISTRATION, .name = "alice", .product = "asterisk", .then = { REGISTRATION, .name = "alice" }, .over = true },
	/* what a success is no comfort for */
	{ "security.password-guessing", REGISTRATION, .name = "alice", .then = { REGISTRATION, .name = "alice" }, .over = false },
	{ "media.none", .thread = "t", .then = { .thread = "t" }, .over = false },
	{ "reason.media-timeout", .thread = "t", .then = { .thread = "t" }, .over = false },
	{ "reason.srtp-mismatch", .thread = "t", .then = { .thread = "t" }, .over = false },
	{ "dialog.dropped", .thread = "t", .then = { .thread = "t" }, .over = false },
};

static struct slice
told(const char *text)
{
	return text != NULL ? slice_of(text) : SLICE_NONE;
}

/* The success comes so many µs after the failure. */
static bool
recovers_after(const struct row *r, int64_t gap)
{
	struct witness failed = { .product = told(r->product), .name = told(r->name) };
	struct witness then = {
		.is_registration = r->then.is_registration, .is_no_call = r->then.is_no_call, .call_id = told(r->then.call_id),
		.thread = told(r->then.thread), .name = told(r->then.name), .detail = told(r->then.detail), .product = told(r->then.product),
	};
	struct story s = {
		.best = { .id = r->id, .witness = &failed }, .call_id = told(r->call_id), .thread = told(r->thread), .name = told(r->name),
		.is_registration = r->is_registration, .is_no_call = r->is_no_call, .is_host = r->is_host, .last = { .time = 1000 },
	};
	const struct place where = { .time = 1000 + gap };
	struct entry entry;

	assert_true(knowledge_entry(knowledge, r->id, &entry));
	s.best.traits = entry.traits;
	if (r->peer != NULL)
		assert_true(addr_parse(&s.peer, slice_of(r->peer)));
	if (r->then.from != NULL)
		assert_true(addr_parse(&then.from, slice_of(r->then.from)));
	return story_recovers(&s, &then, &where, r->sole);
}

static void
a_success_ends_the_story_of_the_same_thing(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (recovers_after(&rows[i], 1) != rows[i].over)
			fail_msg("row %zu: %s %s", i, rows[i].id, rows[i].over ? "goes on" : "is over");
}

/* What is tried again and again may come back late; what may have been a call comes back while one tries. */
static void
it_comes_soon_enough(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		int64_t longest = rows[i].is_registration || rows[i].is_no_call ? STORY_RECOVERS : STORY_WAITS;

		if (recovers_after(&rows[i], longest) != rows[i].over || recovers_after(&rows[i], longest + 1))
			fail_msg("row %zu: %s", i, rows[i].id);
	}
}

static void
what_is_over_is_no_more_than_a_notice(void **state)
{
	static const struct { bool is_over; enum severity was, is; } severities[] = {
		{ false, SEVERITY_ERROR, SEVERITY_ERROR }, { true, SEVERITY_ERROR, SEVERITY_NOTICE }, { true, SEVERITY_WARNING, SEVERITY_NOTICE },
		{ true, SEVERITY_NOTICE, SEVERITY_NOTICE }, { true, SEVERITY_INFO, SEVERITY_INFO },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(severities); i++) {
		struct story s = { .is_over = severities[i].is_over, .best = { .severity = severities[i].was } };

		assert_int_equal(story_severity(&s), severities[i].is);
	}
}

/* Who adds an entry to a family doesn't forget what a story asks of all of it. */
static void
a_family_has_its_traits(void **state)
{
	static const struct { const char *family; unsigned traits; } families[] = {
		{ "media", 1u << TRAIT_IN_CALL | 1u << TRAIT_OFFER }, { "dtmf", 1u << TRAIT_IN_CALL }, { "dialog", 1u << TRAIT_IN_CALL },
		{ "path", 1u << TRAIT_UNREACHED }, { "security", 1u << TRAIT_ATTACK }, { "auth", 1u << TRAIT_VAGUE },
		{ "register", 1u << TRAIT_REGISTRATION },
	};
	struct arena a = ARENA_INIT;
	struct strings ids;
	size_t found = 0;

	(void)state;
	assert_true(knowledge_list(knowledge, NULL, &a, &ids));
	for (size_t i = 0; i < ids.n; i++)
		for (size_t j = 0; j < COUNT(families); j++)
			if (id_is_of(ids.p[i], families[j].family)) {
				struct entry e;

				assert_true(knowledge_entry(knowledge, ids.p[i], &e));
				if ((e.traits & families[j].traits) != families[j].traits)
					fail_msg("%s lacks a trait of its family", ids.p[i]);
				found++;
			}
	assert_true(found > 30);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_success_ends_the_story_of_the_same_thing),
		cmocka_unit_test(it_comes_soon_enough),
		cmocka_unit_test(what_is_over_is_no_more_than_a_notice),
		cmocka_unit_test(a_family_has_its_traits),
	};

	return cmocka_run_group_tests(tests, open_known, close_known);
}
