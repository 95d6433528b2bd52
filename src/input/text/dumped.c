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
	where->dumped = s->prints == PRINTS_BYTES;
	where->time_of_day = s->dump_place.time_of_day;
	where->local = s->dump_place.local;
	if (s->dump_place.time == NO_TIME)
		where->time = NO_TIME;
}

/* A line tells of audio how long it was, not of which type. */
static void
forget_types(struct witness *w)
{
	w->flow.types = 0;
	for (size_t i = 0; i < sizeof w->flow.of_type / sizeof *w->flow.of_type; i++)
		w->flow.of_type[i] = 0;
}

static void
on_witness(struct text_scanner *s, const struct frame *found)
{
	struct witness w = *found->witness;
	struct frame frame = *found;

	/* Without times there is nothing by which a stream belongs to a call. */
	if (frame.where.time == NO_TIME && (w.kind == WITNESS_FLOW || w.kind == WITNESS_CLOCK))
		return;
	if (s->prints == PRINTS_LINES)
		forget_types(&w);
	s->answered |= w.kind == WITNESS_SERVICE;	/* what a page of its says is no code of SIP */
	frame.witness = &w;
	text_pass_on(s);
	s->sink->frame(s->sink->ctx, &frame);
}

static void
on_frame(void *ctx, const struct frame *found)
{
	struct text_scanner *s = ctx;
	struct frame frame = *found;

	place_in_text(s, &frame.where);
	if (frame.kind == FRAME_WITNESS) {
		on_witness(s, &frame);
	} else if (!s->dissected && s->prints == PRINTS_BYTES) {	/* else the text tells of it in other lines, too */
		text_take_over(s, &frame);
		text_pass_on(s);
		s->sink->frame(s->sink->ctx, &frame);
	}
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

void
dumped_give(struct text_scanner *s, struct packet *p, const struct stamp *stamp, const char *at)
{
	struct frame frame = { .kind = FRAME_WITNESS };

	if (s->dumps == NULL) {
		s->dump_sink = (struct sink){ .ctx = s, .frame = on_frame };
		s->dumps = decoder_new(s->file, &s->dump_sink);
	}
	text_count_lines(s, (size_t)(at - s->window.p));
	text_place(s, stamp, &frame);
	s->dump_place = frame.where;
	p->time = frame.where.time;
	p->timeless = p->time == NO_TIME;
	decoder_turn_to(s->dumps, s->file, s->line - 1);
	decoder_packet(s->dumps, p);
}

bool
dumped_packet(struct text_scanner *s, const char *before, const char *at)
{
	struct packet p = { .link_type = LINKTYPE_RAW, .bytes = internet_begin(buf_slice(&s->packet)) };
	const char *begin = s->window.p + s->done;
	struct slice above = slice_from(at - begin > CONTEXT ? at - CONTEXT : begin, at);
	struct stamp stamp;

	if (p.bytes.n == 0)
		return s->prints == PRINTS_BYTES && is_put_together(above);
	s->prints = PRINTS_BYTES;
	read_stamp(s, above, slice_from(at - before > CONTEXT ? at - CONTEXT : before, at), &stamp);
	p.whole = p.bytes.n;
	dumped_give(s, &p, &stamp, at);
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
