/* SPDX-License-Identifier: MIT */
#include "diagnose/rules/span_rules.h"

static const struct {
	void *(*open)(void);
	void (*call)(void *state, const struct call *c, struct spans *s);
	void (*end)(void *state, struct spans *s);
	void (*close)(void *state);
} span_info[SPAN_COUNT] = {
#define SPAN(name, id, close) [SPAN_##name] = { span_##name##_open, span_##name##_call, span_##name##_end, close },
#include "diagnose/rules/spans.def"
};

struct spans *
span_rules_open(spans_report_to *report, void *ctx, struct beyond beyond)
{
	struct spans *s = spans_new(report, ctx, beyond);

	for (enum span i = 0; i < SPAN_COUNT; i++)
		spans_keep(s, i, span_info[i].open());
	return s;
}

void
span_rules_close(struct spans *s)
{
	for (enum span i = 0; i < SPAN_COUNT; i++)
		span_info[i].close(spans_state(s, i));
	spans_free(s);
}

void
span_rules_call(struct spans *s, const struct call *c)
{
	spans_expect_refusal(s, false);
	for (enum span i = 0; i < SPAN_COUNT; i++)
		span_info[i].call(spans_state(s, i), c, s);
}

void
span_rules_end(struct spans *s)
{
	for (enum span i = 0; i < SPAN_COUNT; i++)
		span_info[i].end(spans_state(s, i), s);
}
