/* SPDX-License-Identifier: MIT */
#include "report/call_lines.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/place.h"
#include "base/sort.h"

bool
call_lines_add(struct call_lines *l, int64_t time, struct slice line)
{
	GROW(l->list, l->count, l->room);
	if (time == NO_TIME)
		time = l->count > 0 ? l->list[l->count - 1].time : INT64_MIN;
	l->list[l->count++] = (struct kept_line){ time, l->text.n, line.n };
	buf_add(&l->text, line);
	return l->text.n < CALL_LINES_MOST;
}

static int
by_time(const void *a, const void *b)
{
	const struct kept_line *x = a, *y = b;

	return (x->time > y->time) - (x->time < y->time);
}

void
call_lines_take(struct call_lines *l, struct buf *out)
{
	sort(l->list, l->count, sizeof *l->list, by_time);
	for (size_t i = 0; i < l->count; i++)
		buf_add(out, (struct slice){ l->text.p + l->list[i].at, l->list[i].n });
	l->count = 0;
	buf_reset(&l->text);
}

void
call_lines_release(struct call_lines *l)
{
	free(l->list);
	buf_release(&l->text);
}
