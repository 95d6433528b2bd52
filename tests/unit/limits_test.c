/* SPDX-License-Identifier: MIT */
/*
 * The table of limits: every one has a name of its own, a value, a unit and a source, and is tried at its last value
 * inside and the first one outside. The values of an edge are written out, not taken from the table: a limit that is
 * moved fails here.
 */
#include <math.h>

#include "diagnose/calls/calls.h"
#include "diagnose/story.h"
#include "template.h"

struct edge {
	const char *limit;
	double in, out;			/* the last value with which `expected` is found, and the first with which `otherwise` is */
	const char *expected, *otherwise;
	const char *script;
};

#define LIMITS_TEST
#include "edges/against.h"
#include "edges/board.h"
#include "edges/calls.h"
#include "edges/dialogs.h"
#include "edges/media.h"
#include "edges/network.h"
#include "edges/sources.h"
#include "edges/stories.h"

enum told { AT_THE_END, BEFORE, LIVE };		/* when what is found counts; LIVE: before the end, while somebody looks on */

static const struct {
	const struct edge *list;
	size_t count;
	enum told told;
} edges[] = {
#define EDGES(name, told) { name, sizeof name / sizeof *name, told }
	EDGES(edges_of_calls, AT_THE_END), EDGES(edges_of_looking_on, LIVE), EDGES(edges_of_waiting, BEFORE),
	EDGES(edges_of_dialogs, AT_THE_END), EDGES(edges_of_media, AT_THE_END), EDGES(edges_of_network, AT_THE_END),
	EDGES(edges_of_sources, AT_THE_END), EDGES(edges_of_sources_live, LIVE),
};

static const struct limit *
limit_named(const char *name)
{
	for (size_t i = 0; i < limit_count; i++)
		if (strcmp(limits[i].name, name) == 0)
			return &limits[i];
	fail_msg("there is no limit %s", name);
	return NULL;
}

/* Both values are next to each other and to the limit: a microsecond apart, or one. */
static void
check_values(const char *name, double in, double out)
{
	const struct limit *l = limit_named(name);
	double step = strcmp(l->unit, "s") == 0 ? 1.1e-6 : 1;

	if (in == out || fabs(in - out) > step || fabs(in - l->value) > step || fabs(out - l->value) > step)
		fail_msg("%s is %g: %.7g and %.7g are not its two sides", name, l->value, in, out);
}

static bool
try(const struct edge *e, enum told told, double value, const char *expected)
{
	const char *every = "*";
	const struct trace_options o = { .all = true, .live = told == LIVE, .why = { &every, 1 }, .why_call = script_why };
	struct found found = { .text = BUF_INIT, .causes = BUF_INIT, .silent = BUF_INIT, .said = BUF_INIT };
	struct buf script = BUF_INIT;
	struct finding_sink sink = { &found, script_finding };
	struct trace *t = trace_new(script_knowledge(), &o, &sink);

	template_expand(slice_of(e->script), &(struct values){ value, 0 }, &script);
	play(t, script.p);
	if (told == AT_THE_END)
		trace_end(t);
	found_end(&found);
	bool ok = is_found(&found, expected);
	if (!ok)
		print_error("%s at %.7g: expected %s, found%s%s%s%s\n", e->limit, value, expected, found.text.p, found.causes.p,
		    found.silent.p, found.said.p);
	trace_free(t);
	found_release(&found);
	buf_release(&script);
	return ok;
}

static size_t
count_edges(const char *name)
{
	size_t n = 0;

	for (size_t i = 0; i < sizeof edges / sizeof *edges; i++)
		for (size_t j = 0; j < edges[i].count; j++)
			n += strcmp(edges[i].list[j].limit, name) == 0;
	for (size_t i = 0; i < sizeof probes / sizeof *probes; i++)
		n += strcmp(probes[i].limit, name) == 0;
	return n;
}

static void
limits_say_where_they_come_from(void **state)
{
	(void)state;
	for (size_t i = 0; i < limit_count; i++) {
		assert_true(limits[i].value > 0);
		assert_true(limits[i].unit[0] != '\0');
		if (strncmp(limits[i].source, "RFC ", 4) != 0 && strncmp(limits[i].source, "ITU-T ", 6) != 0 &&
		    strncmp(limits[i].source, "experience", 10) != 0)
			fail_msg("%s: \"%s\" is no source", limits[i].name, limits[i].source);
		for (size_t n = 0; n < i; n++)
			assert_string_not_equal(limits[i].name, limits[n].name);
	}
	assert_int_equal(TIMER_64_T1, 64 * T1);
}

static void
every_limit_is_tried_on_both_sides(void **state)
{
	(void)state;
	for (size_t i = 0; i < limit_count; i++)
		if (count_edges(limits[i].name) == 0)
			fail_msg("%s is tried nowhere", limits[i].name);
}

static void
it_holds_inside_and_not_outside(void **state)
{
	bool ok = true;

	(void)state;
	for (size_t i = 0; i < sizeof edges / sizeof *edges; i++)
		for (size_t j = 0; j < edges[i].count; j++) {
			const struct edge *e = &edges[i].list[j];

			check_values(e->limit, e->in, e->out);
			ok &= try(e, edges[i].told, e->in, e->expected);
			ok &= try(e, edges[i].told, e->out, e->otherwise);
		}
	assert_true(ok);
}

static void
so_do_those_that_no_trace_shows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof probes / sizeof *probes; i++) {
		const struct probe *p = &probes[i];

		check_values(p->limit, p->in, p->out);
		if (!p->holds(p->in) || p->holds(p->out))
			fail_msg("%s: %.7g holds %d, %.7g holds %d", p->limit, p->in, p->holds(p->in), p->out, p->holds(p->out));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(limits_say_where_they_come_from),
		cmocka_unit_test(every_limit_is_tried_on_both_sides),
		cmocka_unit_test(it_holds_inside_and_not_outside),
		cmocka_unit_test(so_do_those_that_no_trace_shows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
