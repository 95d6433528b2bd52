/* SPDX-License-Identifier: MIT */
#include "diagnose/rules/spans.h"

#include <stdlib.h>

#include "diagnose/calls/filter.h"

struct spans {
	spans_report_to *report;
	void *ctx;
	struct beyond beyond;
	bool refusal_expected;
	struct why why;			/* of the verdict being weighed */
	void *states[SPAN_COUNT];
};

void *
span_table(struct recall of)
{
	struct recall *table = xcalloc(1, sizeof *table);

	*table = of;
	return table;
}

void
span_table_close(void *state)
{
	recall_release(state);
	free(state);
}

struct spans *
spans_new(spans_report_to *report, void *ctx, struct beyond beyond)
{
	struct spans *s = xcalloc(1, sizeof *s);

	s->report = report;
	s->ctx = ctx;
	s->beyond = beyond;
	return s;
}

void
spans_free(struct spans *s)
{
	free(s);
}

const struct witnesses *
spans_witnesses(const struct spans *s)
{
	return s->beyond.witnesses;
}

const struct recent *
spans_recent(const struct spans *s)
{
	return s->beyond.recent;
}

const struct hosts *
spans_hosts(const struct spans *s)
{
	return s->beyond.hosts;
}

void
spans_go_live(struct spans *s)
{
	s->beyond.live = true;
}

void
spans_expect_refusal(struct spans *s, bool expected)
{
	s->refusal_expected = expected;
}

bool
spans_refusal_expected(const struct spans *s)
{
	return s->refusal_expected;
}

bool
spans_live(const struct spans *s)
{
	return s->beyond.live;
}

void
spans_keep(struct spans *s, enum span which, void *state)
{
	s->states[which] = state;
}

void *
spans_state(const struct spans *s, enum span which)
{
	return s->states[which];
}

const char *
spans_id(enum span which)
{
	static const char *const ids[SPAN_COUNT] = {
#define SPAN(name, id, close) [SPAN_##name] = id,
#include "diagnose/rules/spans.def"
	};

	return ids[which];
}

const char *
spans_alone_id(size_t i)
{
	static const char *const ids[] = {
#define ALONE(id) id,
#include "diagnose/rules/spans.def"
	};

	return i < sizeof ids / sizeof *ids ? ids[i] : NULL;
}

/* s->why is lent to the verdict: no two of them are weighed at once. */
struct verdict
spans_verdict(struct spans *s, const char *id)
{
	bool asked = s->beyond.why != NULL && filter_names(s->beyond.why, id);

	if (asked)
		why_begin(&s->why);
	return (struct verdict){ .f = { .arena = ARENA_INIT, .count = 1, .id = id }, .why = asked ? &s->why : NULL };
}

struct verdict
spans_verdict_at(struct spans *s, const char *id, const struct place *where, uint64_t message)
{
	struct verdict v = spans_verdict(s, id);

	v.f.has_where = true;
	v.f.where = *where;
	v.f.message = message;
	return v;
}

void
spans_report(struct spans *s, struct verdict *v)
{
	s->report(s->ctx, v, true);
	finding_release(&v->f);
}

void
spans_held_back(struct spans *s, struct verdict *v)
{
	if (v->why != NULL)
		s->report(s->ctx, v, false);
	finding_release(&v->f);
}
