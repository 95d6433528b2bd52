/* SPDX-License-Identifier: MIT */
#include "input/outline/what.h"

#include "base/ascii.h"
#include "input/stamp/stamp.h"
#include "sip/message.h"

/* "(486)". */
static bool
is_bracketed_code(struct slice s)
{
	return s.n >= 5 && s.p[0] == '(' && is_digit(s.p[1]) && is_digit(s.p[2]) && is_digit(s.p[3]) && s.p[4] == ')';
}

bool
outline_what(struct slice s, struct outline_step *out)
{
	struct slice word;

	s = slice_trim(s);
	while (s.n > 0 && is_name_end(s.p[0]))
		s = slice_trim(slice_skip(s, 1));
	if (slice_starts(s, SLICE("SIP: ")))
		s = slice_skip(s, 5);
	if (slice_starts(s, SLICE("SIP/2.0 ")))
		s = slice_skip(s, 8);
	if (is_bracketed_code(s))
		s = slice_head(slice_skip(s, 1), 3);
	out->what = s;
	out->method = SLICE("");
	out->code = 0;
	if (s.n >= 3 && s.p[0] >= '1' && s.p[0] <= '6' && is_digit(s.p[1]) && is_digit(s.p[2]) &&
	    (s.n == 3 || (s.p[3] == ' ' && (s.n == 4 || !is_digit(s.p[4]))))) {
		out->code = (unsigned)((s.p[0] - '0') * 100 + (s.p[1] - '0') * 10 + s.p[2] - '0');
		return true;
	}
	word = slice_head(s, slice_span(s, is_alnum));
	if (method_id(word) != METHOD_OTHER)
		out->method = word;
	return out->method.n > 0;
}

void
outline_time(struct slice before, struct outline_step *out)
{
	struct stamp stamp;

	stamp_read(&stamp, before);
	out->time = stamp.kind != STAMP_NO_TIME ? stamp.time : INT64_MIN;
}
