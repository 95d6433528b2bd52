/* SPDX-License-Identifier: MIT */
/* What got worse between two traces: more than chance explains, and nothing of two that are healthy. */
#include "metrics/worse.h"
#include "script.h"

/* What one side holds. */
struct side {
	struct counts *c;
	struct answers answers;
};

static struct side *
side_new(uint64_t calls, uint64_t answered)
{
	struct side *s = xcalloc(1, sizeof *s);

	s->c = counts_new(&(struct board_by){ .n = 0 });
	s->c->s.calls = s->c->with_final = calls;
	s->c->s.answered = answered;
	s->c->network_effective = calls;
	return s;
}

static void
side_free(struct side *s)
{
	counts_free(s->c);
	free(s);
}

static void
has_finding(struct side *s, const char *id, uint64_t count)
{
	tallies_add(&s->c->findings, id, NULL, count, NULL);
}

static void
has_code(struct side *s, unsigned code, uint64_t count, uint64_t asked)
{
	s->answers.asked[METHOD_INVITE] = asked;
	s->answers.codes[METHOD_INVITE][code] = count;
}

/* So many set-ups that took these times in turn, spread by a tenth. */
static void
took(struct side *s, unsigned n, double seconds)
{
	struct attempts a = { .attempts = n };
	const char *values[] = { NULL };

	for (unsigned i = 0; i < n; i++)
		histogram_add(&a.pdd, (int64_t)(seconds * 1e6 * (0.9 + 0.2 * i / n)));
	board_add_group(&s->c->board, values, &a);
	attempts_release(&a);
}

/* " ASR PDD code.503 503 INVITE" in the order told; both sides are freed. */
static char *
told(struct side *now, struct side *good)
{
	struct captures out;
	struct buf text = BUF_INIT;
	const struct capture a = { counts_summary(now->c), &now->answers }, b = { counts_summary(good->c), &good->answers };

	if (!captures_compare(&a, &b, &out))
		buf_addstr(&text, " too few");
	for (size_t i = 0; i < out.count; i++)
		buf_addf(&text, " %s:%s", worsening_token(out.list[i].kind), out.list[i].name);
	arena_release(&out.arena);
	side_free(now);
	side_free(good);
	return buf_detach(&text);
}

static void
expect_told(struct side *now, struct side *good, const char *expected)
{
	char *text = told(now, good);

	assert_string_equal(text, expected);
	free(text);
}

static void
what_is_more_is_told(void **state)
{
	struct side *now = side_new(100, 50), *good = side_new(120, 100);

	(void)state;
	has_finding(now, "auth.bad-credentials", 40);
	has_finding(good, "auth.bad-credentials", 2);
	has_finding(now, "media.no-packets", 3);	/* three of a hundred and none may be chance */
	has_finding(now, "code.503", 20);
	has_code(now, 503, 20, 100);			/* the same once more */
	took(now, 90, 2.5);
	took(good, 110, 0.8);
	expect_told(now, good, " ratio:ASR time:PDD finding:auth.bad-credentials finding:code.503");

	now = side_new(100, 80);
	good = side_new(100, 80);
	has_code(now, 488, 30, 100);
	has_code(good, 488, 0, 100);
	expect_told(now, good, " code:488 INVITE");
}

static void
what_is_less_or_chance_is_not(void **state)
{
	struct side *now = side_new(100, 80), *good = side_new(100, 84);

	(void)state;
	has_finding(now, "code.503", 5);
	has_finding(good, "code.503", 3);
	took(now, 90, 0.85);
	took(good, 90, 0.8);
	expect_told(now, good, "");

	now = side_new(100, 95);		/* the other way round: it got better */
	good = side_new(100, 40);
	has_finding(good, "code.503", 60);
	took(now, 90, 0.5);
	took(good, 90, 4);
	expect_told(now, good, "");

	now = side_new(1000000, 690000);	/* far from chance, and no more than a little */
	good = side_new(1000000, 700000);
	expect_told(now, good, "");
	expect_told(side_new(9, 0), side_new(1000, 1000), " too few");
	expect_told(side_new(1000, 0), side_new(9, 9), " too few");
	expect_told(side_new(0, 0), side_new(0, 0), " too few");
}

/* Of a low share what went well counts, of a high one what did not. */
static void
a_ratio_falls_at_both_ends(void **state)
{
	(void)state;
	expect_told(side_new(1000, 200), side_new(1000, 400), " ratio:ASR");
	expect_told(side_new(1000, 930), side_new(1000, 980), " ratio:ASR");
}

/* Of many draws from one and the same, hardly any is told: a hundred pairs of healthy traces. */
static void
two_healthy_traces_give_nothing(void **state)
{
	(void)state;
	srand(11);
	for (unsigned i = 0; i < 100; i++) {
		struct side *sides[2];

		for (unsigned s = 0; s < 2; s++) {
			uint64_t n = 50 + (uint64_t)(rand() % 500), bad = 0, busy = 0;

			for (uint64_t call = 0; call < n; call++) {
				bad += rand() % 20 == 0;
				busy += rand() % 5 == 0;
			}
			sides[s] = side_new(n, n - bad - busy);
			has_finding(sides[s], "code.503", bad);
			has_finding(sides[s], "code.486", busy);
			has_code(sides[s], 480, bad, n);
			took(sides[s], (unsigned)(n - bad), 0.8 + 0.002 * (rand() % 10));
		}
		expect_told(sides[0], sides[1], "");
	}
}

/* The largest numbers there are cost no more time. */
static void
large_numbers_are_no_work(void **state)
{
	struct side *now = side_new(COUNT_MOST / 4, COUNT_MOST / 8), *good = side_new(COUNT_MOST / 4, COUNT_MOST / 5);

	(void)state;
	has_finding(now, "code.503", COUNT_MOST / 8);
	has_finding(good, "code.503", COUNT_MOST / 100);
	expect_told(now, good, " ratio:ASR finding:code.503");
}

/* A row has one text, where that tells all it counts; in whichever order and however many tables they came. */
static void
a_row_is_told_as_its_findings(void **state)
{
	static const struct { const char *first, *then, *told; } rows[] = {
		{ "x/register", "x/register", "x/register" }, { "x/register", NULL, NULL }, { NULL, "x/register", NULL },
		{ "x/register", "x/bye", NULL }, { NULL, NULL, NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (int parts = 0; parts < 2; parts++) {
			struct kept one, other;
			size_t n;

			tallies_init(&one, 4);
			tallies_init(&other, 4);
			tallies_add(&one, "x", rows[i].first, 1, NULL);
			tallies_add(parts ? &other : &one, "x", rows[i].then, 1, NULL);
			tallies_merge(&one, &other);
			struct tally *t = tallies_sorted(&one, &n);
			assert_int_equal(t[0].count, 2);
			if (rows[i].told == NULL)
				assert_null(t[0].text);
			else
				assert_string_equal(t[0].text, rows[i].told);
			free(t);
			kept_release(&one);
			kept_release(&other);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_row_is_told_as_its_findings),
		cmocka_unit_test(what_is_more_is_told),
		cmocka_unit_test(what_is_less_or_chance_is_not),
		cmocka_unit_test(a_ratio_falls_at_both_ends),
		cmocka_unit_test(two_healthy_traces_give_nothing),
		cmocka_unit_test(large_numbers_are_no_work),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
