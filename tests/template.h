/* SPDX-License-Identifier: MIT */
/*
 * Scripts (script.h) with a value in them, for tests that try a limit just inside and just outside:
 *
 *	{v}  {v+0.1}  {-1*v+33}  {60/v+1}	the value, multiplied or divided, and numbers added to it
 *	{2<text}	the text, where the value is greater than 2
 *	[		the lines down to ] as often as the value says, {i} in them is 0, 1, …
 *	[=5   [-1   [5*v-5	five times, once less, as often as the expression says
 *	]
 *
 * Braces may stand within braces. Times are rounded to microseconds.
 */
#ifndef SIPERR_TESTS_TEMPLATE_H
#define SIPERR_TESTS_TEMPLATE_H

#include <math.h>

#include "script.h"

struct values {
	double v, i;
};

/* "v", "-1*v+33", "60/v", "5*i+0.1", "7" */
static inline double
template_number(struct slice text, const struct values *values)
{
	struct buf copy = BUF_INIT;
	double out, value = 0;
	char *at;

	buf_add(&copy, text);
	buf_addstr(&copy, "");
	out = strtod(copy.p, &at);
	if (at == copy.p && (*at == 'v' || *at == 'i')) {
		out = *at++ == 'v' ? values->v : values->i;
	} else if (*at == '*' || *at == '/') {
		value = at[1] == 'v' ? values->v : values->i;
		out = *at == '*' ? out * value : out / value;
		at += 2;
	}
	while (*at == '+' || *at == '-')
		if (at[1] == 'v') {
			out += values->v;
			at += 2;
		} else {
			out += strtod(at, &at);
		}
	buf_release(&copy);
	return out;
}

static inline void template_expand(struct slice text, const struct values *values, struct buf *out);

static inline void
template_brace(struct slice inside, const struct values *values, struct buf *out)
{
	const char *less = slice_chr(inside, '<'), *brace = slice_chr(inside, '{');

	if (less == NULL || (brace != NULL && brace < less)) {
		buf_addf(out, "%.15g", round(template_number(inside, values) * 1e6) / 1e6);
		return;
	}
	if (values->v > script_number(slice_from(inside.p, less)))
		template_expand(slice_from(less + 1, slice_limit(inside)), values, out);
}

static inline struct slice
template_until(struct slice *rest, char open, char close)
{
	size_t depth = 1, n = 0;
	struct slice inside;

	for (; n < rest->n; n++) {
		depth += rest->p[n] == open;
		depth -= rest->p[n] == close;
		if (depth == 0)
			break;
	}
	inside = slice_head(*rest, n);
	*rest = slice_skip(*rest, n + 1);
	return inside;
}

static inline void
template_block(struct slice inside, const struct values *values, struct buf *out)
{
	struct slice head = slice_trim(slice_cut(&inside, '\n'));
	double times = values->v;
	struct values now = *values;

	if (head.n > 0 && head.p[0] == '=')
		times = template_number(slice_skip(head, 1), values);
	else if (head.n > 0 && slice_chr(head, 'v') != NULL)
		times = template_number(head, values);
	else if (head.n > 0)
		times += script_number(head);
	for (now.i = 0; now.i < times; now.i++)
		template_expand(inside, &now, out);
}

static inline void
template_expand(struct slice text, const struct values *values, struct buf *out)
{
	bool begins = true;

	while (text.n > 0) {
		char c = text.p[0];

		text = slice_skip(text, 1);
		if (c == '{')
			template_brace(template_until(&text, '{', '}'), values, out);
		else if (c == '[' && begins)
			template_block(template_until(&text, '[', ']'), values, out);
		else
			buf_addc(out, c);
		begins = c == '\n' || (begins && c == ' ');
	}
}

#endif
