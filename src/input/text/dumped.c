/* SPDX-License-Identifier: MIT */
#include "input/text/dumped.h"

#include "base/literals.h"
#include "input/line/search.h"
#include "input/packet/decoder.h"
#include "input/packet/internet.h"

/* As the packet's place in a capture is counted, so are the lines of the text: a dump's is that of its first line. */
static void
place_in_text(const struct text_scanner *s, struct place *where)
{
	where->line = where->packet;
	where->packet = 0;
	where->dumped = true;
	where->time_of_day = s->dump_place.time_of_day;
	where->local = s->dump_place.local;
	if (s->dump_place.time == NO_TIME)
		where->time = NO_TIME;
}

static void
on_frame(void *ctx, const struct frame *found)
{
	struct text_scanner *s = ctx;
	struct frame frame = *found;

	place_in_text(s, &frame.where);
	/* Without times there is nothing by which a stream belongs to a call. */
	if (frame.kind == FRAME_WITNESS && frame.where.time == NO_TIME &&
	    (frame.witness->kind == WITNESS_FLOW || frame.witness->kind == WITNESS_CLOCK))
		return;
	if (frame.kind == FRAME_MESSAGE) {
		if (s->dissected)	/* the same packet is printed as a tree of its fields, which was told */
			return;
		text_take_over(s, &frame);
	}
	text_pass_on(s);
	s->sink->frame(s->sink->ctx, &frame);
}

/* "Reassembled TCP (1443 bytes):" */
static bool
is_put_together(struct slice above)
{
	const char *feed;

	above = slice_trim(above);
	feed = memrchr(above.p, '\n', above.n);
	return literals_start(&literals_dump_derived, feed != NULL ? slice_from(feed + 1, slice_limit(above)) : above) > 0;
}

/* When, as the line above the dump says, or the fields of the packet between this dump and the last one. */
static void
read_stamp(struct text_scanner *s, struct slice above, struct slice before, struct stamp *out)
{
	enum { TREE_LEAST = 200 };
	const char *frame = NULL;

	stamp_read(out, above);
	if (out->kind != STAMP_NO_TIME)
		return;
	if (s->dissected || before.n >= TREE_LEAST)
		frame = slice_find_last(before, SLICE("Frame "));
	if (frame != NULL)
		stamp_fields(out, slice_from(frame, slice_limit(before)), STAMP_TREE);
}

bool
dumped_packet(struct text_scanner *s, const char *before, const char *at)
{
	struct packet p = { .link_type = LINKTYPE_RAW, .bytes = internet_begin(buf_slice(&s->packet)) };
	const char *begin = s->window.p + s->done;
	struct slice above = slice_from(at - begin > CONTEXT ? at - CONTEXT : begin, at);
	struct frame frame = { .kind = FRAME_WITNESS };
	struct stamp stamp;

	if (p.bytes.n == 0)
		return s->dumps != NULL && is_put_together(above);
	if (s->dumps == NULL) {
		s->dump_sink = (struct sink){ .ctx = s, .frame = on_frame };
		s->dumps = decoder_new(s->file, &s->dump_sink);
	}
	read_stamp(s, above, slice_from(at - before > CONTEXT ? at - CONTEXT : before, at), &stamp);
	text_count_lines(s, (size_t)(at - s->window.p));
	text_place(s, &stamp, &frame);
	s->dump_place = frame.where;
	p.whole = p.bytes.n;
	p.time = frame.where.time;
	p.timeless = p.time == NO_TIME;
	decoder_turn_to(s->dumps, s->file, s->line - 1);
	decoder_packet(s->dumps, &p);
	return true;
}

void
dumped_end(struct text_scanner *s)
{
	if (s->dumps == NULL)
		return;
	decoder_end(s->dumps);
	decoder_free(s->dumps);
	s->dumps = NULL;
}
