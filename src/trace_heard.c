/* SPDX-License-Identifier: MIT */
#include "trace_heard.h"

#include "diagnose/trace.h"

static void
hear(struct program *p, struct slice line)
{
	enum { HEARD_MOST = 64 * 1024 };

	p->deaf |= p->heard.n + line.n >= HEARD_MOST;
	if (p->deaf)
		return;
	buf_add(&p->heard, line);
	buf_addc(&p->heard, '\n');
}

void
hear_frame(struct program *p, const struct frame *frame)
{
	bool stated = frame->kind == FRAME_WITNESS && frame->witness->kind == WITNESS_LINE;

	p->log_lines += stated;
	if (stated)
		hear(p, slice_trim(frame->witness->line));
	else if (frame->kind == FRAME_MESSAGE || frame->kind == FRAME_HEADERS)
		hear(p, slice_trim(frame->bytes));
}

void
hear_mention(struct program *p, const struct frame *frame)
{
	hear(p, slice_trim(frame->bytes));
}

bool
heard_refusal(const struct program *p)
{
	return p->deaf || trace_refuses(p->trace);
}
