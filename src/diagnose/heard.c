/* SPDX-License-Identifier: MIT */
#include "diagnose/heard.h"

#include "base/ascii.h"
#include "diagnose/calls/limits.h"
#include "diagnose/message/about.h"
#include "diagnose/message/party_numbers.h"
#include "sip/message.h"

void
heard_line(struct heard *t, const struct frame *frame)
{
	enum { LONGEST = 512 };		/* of a line that is kept */
	const struct witness *w = frame->witness;

	if (w->kind != WITNESS_LINE || w->is_success)
		return;
	if (t->count < HEARD_MOST)
		t->lines[t->count] = (struct heard_line){
			.entry = arena_slice(&t->arena, w->entry), .number = w->number, .time = frame->where.time,
			.is_registration = w->is_registration,
			.line = slice_of(arena_slice(&t->arena, slice_head(w->line, w->line.n < LONGEST ? w->line.n : LONGEST))),
		};
	t->count++;
}

void
heard_release(struct heard *t)
{
	arena_release(&t->arena);
	for (size_t i = 0; i < HEARD_LAST; i++)
		buf_release(&t->last[i].line);
}

/* The line gives the same code, the same entry, or one that names the other as its kin. */
static bool
tells_as_much(const struct heard_line *l, struct knowledge *k, const struct finding *f)
{
	struct entry e;

	if (strcmp(l->entry, f->id) == 0 || (f->code != 0 && l->number == (unsigned)f->code))
		return true;
	return (knowledge_entry(k, l->entry, &e) && strings_have(&e.related, f->id)) ||
	    (knowledge_entry(k, f->id, &e) && strings_have(&e.related, l->entry));
}

/* Of two lines where only one has a date, the time of day counts. */
static bool
is_far(int64_t a, int64_t b)
{
	if (a != NO_TIME && b != NO_TIME && (a < TIME_DAY) != (b < TIME_DAY)) {
		a %= TIME_DAY;
		b %= TIME_DAY;
	}
	return a != NO_TIME && b != NO_TIME && (a > b ? a - b : b - a) > STORY_FRAGMENT;
}

/* "checked status is <500>", "picked branch 0, code 500": a program says the same twice. Rows of a table are a call each. */
static bool
repeats(const struct heard_fragment *l, const struct frame *frame, int code)
{
	if (l->code != code || ((frame->flags & (FRAME_CELL | FRAME_CAUSE)) && frame->where.time != NO_TIME))
		return false;
	return !is_far(frame->where.time, l->time) && names_no_others(frame->bytes, code, buf_slice(&l->line));
}

/* One line is about a call, the other about a registration: a refusal of the one is not what the other came to. */
static bool
is_other_request(struct knowledge *k, const struct heard_line *l, const struct frame *frame)
{
	enum about about = about_at(k, frame->bytes, frame->at), named = about_requests(frame->bytes), told = about_requests(l->line);

	if (named != ABOUT_NEITHER && told != ABOUT_NEITHER && named != told)
		return true;
	return l->is_registration ? about == ABOUT_CALL :
	    about == ABOUT_REGISTRATION && about_at(k, l->line, l->line.n) == ABOUT_CALL;
}

static void
remember(struct heard *t, const struct frame *frame, int code)
{
	struct heard_fragment *l = &t->last[t->next];

	if (code == 0 || (frame->flags & (FRAME_CELL | FRAME_CAUSE)))
		return;
	t->next = (t->next + 1) % HEARD_LAST;
	l->code = code;
	l->time = frame->where.time;
	buf_reset(&l->line);
	buf_add(&l->line, frame->bytes);
}

bool
heard_covers(struct heard *t, struct knowledge *k, const struct frame *frame, const struct finding *f)
{
	if (t->count > HEARD_MOST)
		return true;
	for (size_t i = 0; i < t->count; i++) {
		const struct heard_line *l = &t->lines[i];

		if (tells_as_much(l, k, f))
			return true;
		if (!code_is_challenge(f->code) && is_other_request(k, l, frame))
			continue;
		if (!is_far(frame->where.time, l->time) && !names_others(frame->bytes, f->code, l->line))
			return true;
	}
	for (size_t i = 0; i < HEARD_LAST && f->code != 0; i++)
		if (repeats(&t->last[i], frame, f->code))
			return true;
	remember(t, frame, f->code);
	return false;
}
