/* SPDX-License-Identifier: MIT */
#include "trace_heard.h"

#include "base/ascii.h"
#include "diagnose/message/single.h"

/* The number in the line is a code, which says something. */
static bool
tells(const struct program *p, const struct frame *mention)
{
	struct finding f;
	bool known;

	diagnose_mention(p->k, mention, &f);
	known = f.id != NULL;
	finding_release(&f);
	return known;
}

void
hear_line(struct program *p, const struct frame *frame)
{
	enum { HEARD_MOST = 64 * 1024 };
	bool stated = frame->kind == FRAME_WITNESS && frame->witness->kind == WITNESS_LINE;
	struct slice line = slice_trim(stated ? frame->witness->line : frame->bytes);

	p->log_lines += stated;
	if (frame->kind == FRAME_WITNESS ? !stated : frame->kind == FRAME_MENTION && (p->heard.n >= HEARD_MOST || !tells(p, frame)))
		return;
	p->deaf |= p->heard.n + line.n >= HEARD_MOST;
	if (p->deaf)
		return;
	buf_add(&p->heard, line);
	buf_addc(&p->heard, '\n');
}

bool
heard_refusal(const struct program *p)
{
	struct slice rest = buf_slice(&p->heard), version = SLICE("SIP/2.0 ");
	const char *at;

	while ((at = slice_find(rest, version)) != NULL) {
		rest = slice_from(at + version.n, slice_limit(rest));
		if (rest.n > 3 && rest.p[0] >= '3' && rest.p[0] <= '6' && is_digit(rest.p[1]) && !slice_starts(rest, SLICE("401")) &&
		    !slice_starts(rest, SLICE("407")))
			return true;
	}
	return p->deaf;
}
