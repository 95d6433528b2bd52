/* SPDX-License-Identifier: MIT */
/* --why: near misses of every rule, and the guard that holds each back, with its numbers. */
#include "diagnose/rules/rules.h"
#include "diagnose/rules/spans.h"
#include "script.h"

#include "edges/guards.h"

struct seen {
	const char *rule, *wanted;	/* wanted: the guard looked for; NULL: the first that does not hold */
	char guard[64], numbers[64], last[64];	/* last: the guard that was asked last */
	bool held_back, told;
	unsigned calls;
};

static void
on_why(void *ctx, const struct why_call *why)
{
	struct seen *s = ctx;

	/* path.no-response is one of calls, and of several. */
	if (why->call.call_id == NULL ? trace_has_rule(s->rule) : strcmp(why->call.call_id, "c") != 0)
		return;
	assert_int_equal(why->count, 1);
	assert_string_equal(why->rules[0].rule, s->rule);
	s->calls++;
	s->told = why->rules[0].outcome == WHY_TOLD || why->rules[0].outcome == WHY_BESIDE;
	s->held_back = why->rules[0].outcome == WHY_HELD_BACK || why->rules[0].outcome == WHY_CANNOT_TELL;
	s->guard[0] = s->numbers[0] = s->last[0] = '\0';
	if (why->rules[0].count > 0)
		snprintf(s->last, sizeof s->last, "%s", guard_id(why->rules[0].guards[why->rules[0].count - 1].guard));
	for (size_t i = 0; i < why->rules[0].count; i++) {
		const struct guard_seen *g = &why->rules[0].guards[i];

		if (g->holds || (s->wanted != NULL && strcmp(guard_id(g->guard), s->wanted) != 0))
			continue;
		snprintf(s->guard, sizeof s->guard, "%s", guard_id(g->guard));
		if (g->has_value && g->has_limit)
			snprintf(s->numbers, sizeof s->numbers, "%.4g of %.4g", g->value, g->limit);
		return;
	}
}

static void
nothing(void *ctx, const struct finding *f)
{
	(void)ctx;
	(void)f;
}

static struct seen
ask(const char *rule, const char *wanted, const char *lines)
{
	struct seen seen = { .rule = rule, .wanted = wanted };
	const struct trace_options o = { .why = { &rule, 1 }, .why_call = on_why };
	const struct finding_sink sink = { &seen, nothing };
	struct trace *t = trace_new(script_knowledge(), &o, &sink);

	play(t, lines);
	trace_end(t);
	trace_free(t);
	return seen;
}

static void
the_guard_that_holds_a_rule_back_is_named(void **state)
{
	bool ok = true;

	(void)state;
	for (size_t i = 0; i < sizeof near_misses / sizeof *near_misses; i++) {
		const struct near_miss *n = &near_misses[i];
		struct seen seen = ask(n->rule, n->guard, n->lines);

		if (seen.calls == 1 && seen.held_back && strcmp(seen.guard, n->guard) == 0 &&
		    strcmp(seen.numbers, n->numbers != NULL ? n->numbers : "") == 0)
			continue;
		struct seen first = ask(n->rule, NULL, n->lines);
		print_error("%s: expected %s %s, found %s %s (%u calls%s)\n", n->rule, n->guard, n->numbers ? n->numbers : "",
		    first.guard, n->numbers ? seen.numbers : "", seen.calls, seen.told ? ", told" : "");
		ok = false;
	}
	assert_true(ok);
}

/* Where the trace has nothing but messages, no request is looked at. */
static void
without_a_network_nothing_more_is_asked(void **state)
{
	size_t count = 0;

	(void)state;
	for (size_t i = 0; i < sizeof near_misses / sizeof *near_misses; i++) {
		if (strcmp(near_misses[i].guard, "network-seen") != 0)
			continue;
		struct seen seen = ask(near_misses[i].rule, NULL, near_misses[i].lines);

		if (strcmp(seen.last, "network-seen") != 0)
			fail_msg("%s: %s is asked", near_misses[i].rule, seen.last);
		count++;
	}
	assert_true(count > 0);
}

static void
every_rule_has_a_near_miss(void **state)
{
	(void)state;
	for (enum rule r = 0; r < RULE_COUNT; r++) {
		bool found = false;

		for (size_t i = 0; i < sizeof near_misses / sizeof *near_misses; i++)
			found |= strcmp(near_misses[i].rule, rule_info[r].id) == 0 && strncmp(near_misses[i].guard, "has-a", 5) != 0;
		if (!found)
			fail_msg("%s has none", rule_info[r].id);
	}
	for (size_t n = 0; spans_alone_id(n) != NULL; n++) {
		bool found = false;

		for (size_t i = 0; i < sizeof near_misses / sizeof *near_misses; i++)
			found |= strcmp(near_misses[i].rule, spans_alone_id(n)) == 0;
		if (!found)
			fail_msg("%s has none", spans_alone_id(n));
	}
}

static void
what_holds_has_no_guard_against_it(void **state)
{
	struct seen seen = ask("code", NULL, REFUSED("486"));

	(void)state;
	assert_true(seen.told);
	assert_string_equal(seen.guard, "");
	seen = ask("path.no-response", NULL, "0 a>b INVITE\n" "0.5 a>b INVITE\n" "1.5 a>b INVITE\n" "60 --\n");
	assert_true(seen.told);
	assert_string_equal(seen.guard, "");
	seen = ask("options.peer-down", NULL, "0 a>b OPTIONS id=x\n" "20 a>b OPTIONS id=y\n" "40 a>b OPTIONS id=z\n" "90 --\n");
	assert_true(seen.told);
	assert_int_equal(seen.calls, 1);
	assert_string_equal(seen.guard, "");
}

/* Of every rule, also where the trace is one for another. limits_test.c asks the same of its traces. */
static void
what_is_held_back_has_a_guard_against_it(void **state)
{
	static const char *const others[] = {
		"0 a>b 200\n", "0 a>b 401 REGISTER\n", "0 a>b OPTIONS\n" "0.1 b>a 200 OPTIONS\n", REFUSED("500"), REFUSED("422"),
		"0 a>b INVITE\n" "0.1 b>a 183\n" "5 a>b CANCEL\n" "5.1 b>a 200 CANCEL\n" "5.2 b>a 487\n" "5.3 a>b ACK branch=1\n",
		TALK BOTH_WAYS, TALK "2.2 a:4000>b:4002 FLOW until=20\n" ENDS, LOGGED_IN, REFUSED_LOGIN, DROPPED_LOGIN, SPIRAL,
		"0 a>b INVITE | Authorization: Digest\n" "0.1 b>a 403\n", "0 a>b REGISTER | Authorization: Digest\n" "60 --\n",
		"0 a>b INVITE\n" "0.5 a>b INVITE\n" "1.5 a>b INVITE\n" "3.5 a>b INVITE\n" "60 --\n",
	};
	const char *every = "*";
	const struct trace_options o = { .why = { &every, 1 }, .why_call = script_why };
	const struct finding_sink sink = { NULL, nothing };
	size_t misses = sizeof near_misses / sizeof *near_misses;

	(void)state;
	for (size_t i = 0; i < misses + sizeof others / sizeof *others; i++) {
		struct trace *t = trace_new(script_knowledge(), &o, &sink);

		play(t, i < misses ? near_misses[i].lines : others[i - misses]);
		trace_end(t);
		trace_free(t);
	}
}

static void
a_call_lacks_what_the_rule_needs(void **state)
{
	struct seen seen = ask("dialog.bye-failed", NULL, REFUSED("486"));

	(void)state;
	assert_true(seen.held_back);
	assert_string_equal(seen.guard, "has-bye");
}

static void
every_guard_has_its_sentence(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	for (enum guard g = 0; g < GUARD_COUNT; g++) {
		const char *key = arena_printf(&a, "guard.%s", guard_id(g));

		assert_string_not_equal(knowledge_label(script_knowledge(), key, &a), key);
	}
	for (enum why_outcome o = 0; o < WHY_OUTCOMES; o++) {
		const char *key = arena_printf(&a, "token.why.%s", why_token(o));

		assert_string_not_equal(knowledge_label(script_knowledge(), key, &a), key);
	}
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_guard_that_holds_a_rule_back_is_named),
		cmocka_unit_test(without_a_network_nothing_more_is_asked),
		cmocka_unit_test(every_rule_has_a_near_miss),
		cmocka_unit_test(what_holds_has_no_guard_against_it),
		cmocka_unit_test(what_is_held_back_has_a_guard_against_it),
		cmocka_unit_test(a_call_lacks_what_the_rule_needs),
		cmocka_unit_test(every_guard_has_its_sentence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
