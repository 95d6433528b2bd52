/* SPDX-License-Identifier: MIT */
/* Findings alike are one: what counts as alike, which calls are shown, and what happens when there are too many kinds. */
#include <stdio.h>

#include "report/fold.h"
#include "unit/sip.h"

struct told {
	struct { char id[64]; uint64_t count; size_t shown; char first[64]; int64_t until; } rows[8];
	size_t n;
};

static void
tell(void *ctx, const struct finding *f)
{
	struct told *t = ctx;

	if (t->n < COUNT(t->rows)) {
		snprintf(t->rows[t->n].id, sizeof t->rows[t->n].id, "%s", f->id);
		snprintf(t->rows[t->n].first, sizeof t->rows[t->n].first, "%s", f->folded[0].call_id ? f->folded[0].call_id : "");
		t->rows[t->n].count = f->count;
		t->rows[t->n].shown = f->folded_count;
		t->rows[t->n].until = f->until;
	}
	t->n++;
}

static struct told
told(struct folds *fs)
{
	struct told t = { .n = 0 };
	const struct finding_sink sink = { &t, tell };

	folds_tell(fs, &sink);
	return t;
}

static void
add(struct folds *fs, const char *id, enum severity severity, const char *peer, const char *cause, const char *call, int64_t time)
{
	struct finding f;

	finding_init(&f, id);
	f.severity = severity;
	f.code = 503;
	f.has_call = f.has_where = true;
	f.call.call_id = call;
	f.where.time = time;
	addr_parse(&f.where.src, slice_of(peer));
	if (cause != NULL)
		finding_fact(&f, cause, true);
	folds_add(fs, &f);
	finding_release(&f);
}

static void
the_gravest_comes_first_then_the_most_frequent(void **state)
{
	struct folds *fs = folds_new();

	(void)state;
	for (int i = 0; i < 5; i++)
		add(fs, "a.notice", SEVERITY_NOTICE, "192.0.2.1:5060", NULL, "n", NO_TIME);
	add(fs, "b.error", SEVERITY_ERROR, "192.0.2.1:5060", NULL, "b", NO_TIME);
	add(fs, "c.error", SEVERITY_ERROR, "192.0.2.1:5060", NULL, "c", NO_TIME);
	add(fs, "d.error", SEVERITY_ERROR, "192.0.2.1:5060", NULL, "d", NO_TIME);
	add(fs, "d.error", SEVERITY_ERROR, "192.0.2.1:5060", NULL, "e", NO_TIME);
	struct told t = told(fs);
	assert_int_equal(t.n, 4);
	assert_string_equal(t.rows[0].id, "d.error");
	assert_int_equal(t.rows[0].count, 2);
	assert_string_equal(t.rows[1].id, "b.error");
	assert_string_equal(t.rows[2].id, "c.error");
	assert_string_equal(t.rows[3].id, "a.notice");
	assert_int_equal(t.rows[3].count, 5);
	assert_int_equal(told(fs).n, 0);
	folds_free(fs);
}

static void
another_cause_or_peer_is_another_kind_another_port_is_not(void **state)
{
	struct folds *fs = folds_new();

	(void)state;
	add(fs, "x", SEVERITY_ERROR, "192.0.2.1:5060", NULL, "1", NO_TIME);
	add(fs, "x", SEVERITY_ERROR, "192.0.2.1:40000", NULL, "2", NO_TIME);
	add(fs, "x", SEVERITY_ERROR, "192.0.2.2:5060", NULL, "3", NO_TIME);
	add(fs, "x", SEVERITY_ERROR, "192.0.2.1:5060", "ack-lost", "4", NO_TIME);
	struct told t = told(fs);
	assert_int_equal(t.n, 3);
	assert_int_equal(t.rows[0].count, 2);
	folds_free(fs);
}

static void
the_first_three_by_time_are_shown_and_when_the_last_was(void **state)
{
	static const struct { const char *call; int64_t time; } rows[] = { { "4", 40 }, { "9", 90 }, { "1", 10 }, { "3", 30 }, { "5", 50 } };
	struct folds *fs = folds_new();

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		add(fs, "x", SEVERITY_ERROR, "192.0.2.1:5060", NULL, rows[i].call, rows[i].time);
	struct told t = told(fs);
	assert_int_equal(t.rows[0].count, 5);
	assert_int_equal(t.rows[0].shown, 3);
	assert_string_equal(t.rows[0].first, "1");
	assert_int_equal(t.rows[0].until, 90);
	folds_free(fs);
}

static void
kinds_beyond_the_bound_are_only_counted(void **state)
{
	struct folds *fs = folds_new();
	char id[32];

	(void)state;
	for (int i = 0; i < FOLDS + 2; i++) {
		snprintf(id, sizeof id, "kind.%d", i);
		add(fs, id, SEVERITY_ERROR, "192.0.2.1:5060", NULL, "c", NO_TIME);
	}
	add(fs, "kind.7", SEVERITY_ERROR, "192.0.2.1:5060", NULL, "c", NO_TIME);
	assert_int_equal(folds_rest(fs), 2);
	struct told t = told(fs);
	assert_int_equal(t.n, FOLDS);
	assert_string_equal(t.rows[0].id, "kind.7");
	folds_free(fs);
}

/* What a finding points to dies with the message it came from. */
static void
a_copy_owns_the_name_of_the_text_that_tells_it(void **state)
{
	char id[] = "code.404", told_as[] = "code.4xx/options";
	struct finding f, copy;

	(void)state;
	finding_init(&f, id);
	f.told_as = told_as;
	finding_copy(&copy, &f);
	finding_release(&f);
	memset(id, 'x', sizeof id - 1);
	memset(told_as, 'x', sizeof told_as - 1);
	assert_string_equal(copy.id, "code.404");
	assert_string_equal(finding_text(&copy), "code.4xx/options");
	finding_release(&copy);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_gravest_comes_first_then_the_most_frequent),
		cmocka_unit_test(another_cause_or_peer_is_another_kind_another_port_is_not),
		cmocka_unit_test(the_first_three_by_time_are_shown_and_when_the_last_was),
		cmocka_unit_test(kinds_beyond_the_bound_are_only_counted),
		cmocka_unit_test(a_copy_owns_the_name_of_the_text_that_tells_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
