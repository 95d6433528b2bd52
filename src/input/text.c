#include "input/text.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "base/memory.h"
#include "input/clean.h"
#include "input/recognise.h"
#include "input/search.h"
#include "input/stamp.h"

#define PIECE (256u * 1024)	/* bytes are taken in pieces of this size, so that they stay in the cache */
#define CONTEXT 4096		/* bytes kept before the place looked at: prefixes, time and addresses */
#define AHEAD (512u * 1024)	/* no message, dressed, is longer */

struct text_scanner {
	const char *file;
	const struct input_options *options;
	const struct sink *sink;
	struct cleaner cleaner;
	struct recogniser rec;
	struct stamp_clock clock;
	struct buf window;
	size_t at;		/* decided up to here */
	size_t done;		/* where the last message ended */
	size_t retry;		/* window size from which an unfinished message is looked at again */
	uint64_t line;		/* the number of the line at … */
	size_t line_at;
};

struct text_scanner *
text_scanner_new(const char *file, const struct input_options *o, const struct sink *sink)
{
	struct text_scanner *s = xcalloc(1, sizeof *s);

	s->file = file;
	s->options = o;
	s->sink = sink;
	s->line = 1;
	return s;
}

static void
count_lines(struct text_scanner *s, size_t to)
{
	if (to > s->line_at) {
		s->line += search_lines((struct slice){ s->window.p + s->line_at, to - s->line_at });
		s->line_at = to;
	}
}

/* Forget what is decided, but for the lines that may tell about the next message. */
static void
slide(struct text_scanner *s)
{
	size_t keep = s->at > CONTEXT ? s->at - CONTEXT : 0;

	if (keep < s->done)
		keep = s->done;
	if (keep < PIECE)
		return;
	count_lines(s, keep);
	s->window.n -= keep;
	memmove(s->window.p, s->window.p + keep, s->window.n);
	s->at -= keep;
	s->done = s->done > keep ? s->done - keep : 0;
	s->retry -= s->retry > keep ? keep : s->retry;
	s->line_at -= keep;
}

static void
hand_on(struct text_scanner *s, const struct start *start, const struct draft *d)
{
	struct frame frame = { .kind = FRAME_MESSAGE, .bytes = d->bytes };
	const char *begin = s->window.p + s->done;
	struct stamp stamp;

	if (start->at - begin > CONTEXT)
		begin = start->at - CONTEXT;
	stamp_read(&stamp, slice_from(begin, start->at));
	count_lines(s, (size_t)(start->at - s->window.p));
	frame.flags = (d->cut ? FRAME_CUT : 0) | (d->exact && !s->cleaner.coloured ? FRAME_EXACT : 0) | stamp.direction;
	frame.where.file = s->file;
	frame.where.line = s->line;
	frame.where.src = stamp.src;
	frame.where.dst = stamp.dst;
	frame.where.transport = stamp.transport;
	stamp_place(&s->clock, &stamp, &frame.where);
	s->sink->frame(s->sink->ctx, &frame);
}

/* Is the message sure enough to be handed on although more bytes may come? */
static bool
is_sure(const struct text_scanner *s, const struct draft *d, bool final)
{
	(void)s;
	return d->ended || final;
}

/* What the start line found leads to; false when more bytes are needed first. */
static bool
take(struct text_scanner *s, const struct start *start, bool final)
{
	const char *end = s->window.p + s->window.n;
	struct text_view view = { s->window.p + s->done, end, final };
	struct draft draft;
	enum verdict verdict;

	if (end - start->at > AHEAD) {
		view.end = start->at + AHEAD;
		view.final = true;
	}
	verdict = recognise(&s->rec, &view, start, &draft);
	if (verdict == VERDICT_MORE || (verdict == VERDICT_MESSAGE && !is_sure(s, &draft, view.final)))
		return false;
	if (verdict == VERDICT_MESSAGE) {
		hand_on(s, start, &draft);
		s->at = s->done = (size_t)(draft.end - s->window.p);
	} else {
		s->at = (size_t)(start->after - s->window.p);
	}
	return true;
}

static void
scan(struct text_scanner *s, bool final)
{
	while (s->at < s->window.n) {
		const char *begin = s->window.p + s->done, *end = s->window.p + s->window.n;
		const char *hit = search_version(slice_from(s->window.p + s->at, end));
		struct start start;

		if (hit == NULL || (end - hit < 64 && !final)) {
			size_t left = hit ? (size_t)(end - hit) : 4;

			s->at = s->window.n - s->at > left ? s->window.n - left : s->at;
			break;
		}
		if (!start_find(&start, line_before(begin, hit).p, hit, end)) {
			s->at = (size_t)(hit + 4 - s->window.p);
		} else if (!take(s, &start, final)) {
			s->at = (size_t)(start.at - s->window.p);
			/* Growing steps, so that bytes one by one do not cost a look at all of it each. */
			s->retry = s->window.n + (s->options->live ? 1 : (s->window.n - s->at) / 4);
			break;
		}
	}
	slide(s);
}

static void
take_bytes(struct text_scanner *s, struct slice bytes)
{
	while (bytes.n > 0) {
		struct slice piece = slice_head(bytes, PIECE);

		buf_add(&s->window, piece);
		bytes = slice_skip(bytes, piece.n);
		if (s->window.n >= s->retry)
			scan(s, false);
	}
}

void
text_scanner_feed(struct text_scanner *s, struct slice bytes)
{
	take_bytes(s, clean(&s->cleaner, bytes, false));
}

void
text_scanner_idle(struct text_scanner *s)
{
	(void)s;
}

void
text_scanner_end(struct text_scanner *s)
{
	take_bytes(s, clean(&s->cleaner, SLICE(""), true));
	scan(s, true);
	clean_release(&s->cleaner);
	buf_release(&s->window);
	buf_release(&s->rec.text);
	buf_release(&s->rec.joined);
	free(s);
}
