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

static const struct {
	const char *id;
	void *(*open)(void);
	void (*call)(void *state, const struct call *c, struct spans *s);
	void (*end)(void *state, struct spans *s);
	void (*close)(void *state);
} span_info[SPAN_COUNT] = {
#define SPAN(name, id, close) [SPAN_##name] = { id, span_##name##_open, span_##name##_call, span_##name##_end, close },
#include "diagnose/rules/spans.def"
#undef SPAN
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

const char *
spans_id(enum span which)
{
	return span_info[which].id;
}

struct spans *
spans_new(spans_report_to *report, void *ctx, struct beyond beyond)
{
	struct spans *s = xcalloc(1, sizeof *s);

	s->report = report;
	s->ctx = ctx;
	s->beyond = beyond;
	for (enum span i = 0; i < SPAN_COUNT; i++)
		s->states[i] = span_info[i].open();
	return s;
}

void
spans_free(struct spans *s)
{
	for (enum span i = 0; i < SPAN_COUNT; i++)
		span_info[i].close(s->states[i]);
	free(s);
}

void
spans_call(struct spans *s, const struct call *c)
{
	s->refusal_expected = false;
	for (enum span i = 0; i < SPAN_COUNT; i++)
		span_info[i].call(s->states[i], c, s);
}

void
spans_end(struct spans *s)
{
	for (enum span i = 0; i < SPAN_COUNT; i++)
		span_info[i].end(s->states[i], s);
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
spans_expect_refusal(struct spans *s)
{
	s->refusal_expected = true;
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

void *
spans_state(const struct spans *s, enum span which)
{
	return s->states[which];
}

const char *
spans_told_id(size_t i)
{
	static const char *const ids[] = {
		"answer.suspicious", "capture.one-sided", "options.peer-down", "overload.retry-after-ignored", "register.all-refused",
		"security.password-guessing", "security.scanner",
	};

	return i < sizeof ids / sizeof *ids ? ids[i] : NULL;
}

/* One at a time is weighed. */
struct verdict
spans_verdict(struct spans *s, const char *id)
{
	bool asked = s->beyond.why != NULL && filter_names(s->beyond.why, id);

	if (asked)
		why_begin(&s->why);
	return (struct verdict){ .f = { .arena = ARENA_INIT, .count = 1, .id = id }, .why = asked ? &s->why : NULL };
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
