#include "input/text.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "base/memory.h"
#include "input/clean.h"
#include "input/hexdump.h"
#include "input/label.h"
#include "input/mention.h"
#include "input/recognise.h"
#include "input/record.h"
#include "input/remark_witness.h"
#include "input/search.h"
#include "input/stamp.h"
#include "input/unwrap.h"
#include "sip/start_line.h"

#define PIECE (256u * 1024)	/* bytes are taken in pieces of this size, so that they stay in the cache */
#define CONTEXT (64 * 1024)		/* bytes kept before the place looked at: prefixes, time and addresses */
#define AHEAD (512u * 1024)	/* no message, dressed, is longer */
#define SHORT (64u * 1024)	/* no paste is longer: in one without responses, fragments count */
#define SPANS_MAX 16

struct text_scanner {
	const char *file;
	const struct input_options *options;
	const struct sink *sink;
	struct cleaner cleaner;
	struct recogniser rec;
	struct stamp_clock clock;
	struct buf entry;	/* of the witness handed on */
	struct buf window;
	struct buf packet;	/* bytes of a hex dump */
	struct buf label;	/* a start line alone, held back: the message itself may follow */
	struct frame held;	/* its frame */
	size_t at;		/* decided up to here */
	size_t done;		/* where the last message ended */
	size_t probed;		/* looked for hex dumps up to here … */
	size_t hex;		/* … and found a line of one here; 0: none */
	size_t remarked;	/* looked for remarks up to here */
	size_t feedless;	/* no line feed from `remarked` to here: looked for once in a long line */
	size_t retry;		/* window size from which an unfinished message is looked at again */
	const char *feed_from, *feed;	/* the first line feed at or after a place: found once for a long line */
	struct { size_t begin, end; } spans[SPANS_MAX];	/* requests in a text that is short so far */
	size_t span_count;	/* more than SPANS_MAX: too many */
	bool answered;		/* a response was handed on */
	bool slid;		/* the beginning of the text is gone */
	bool noted;		/* a remark was handed on */
	bool idle;		/* the input paused: what is complete counts as ended */
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
	s->slid = true;
	count_lines(s, keep);
	s->window.n -= keep;
	memmove(s->window.p, s->window.p + keep, s->window.n);
	s->at -= keep;
	s->done = s->done > keep ? s->done - keep : 0;
	s->retry -= s->retry > keep ? keep : s->retry;
	s->line_at -= keep;
	s->probed = s->probed > keep ? s->probed - keep : 0;
	s->remarked = s->remarked > keep ? s->remarked - keep : 0;
	s->feedless = s->feedless > keep ? s->feedless - keep : 0;
	s->hex = s->hex > keep ? s->hex - keep : 0;
}

/* Hand on the label that was held back. */
static void
release(struct text_scanner *s)
{
	if (s->held.bytes.n > 0)
		s->sink->frame(s->sink->ctx, &s->held);
	s->held.bytes.n = 0;
}

static void
hold(struct text_scanner *s, const struct frame *frame)
{
	release(s);
	buf_reset(&s->label);
	buf_add(&s->label, frame->bytes);
	s->held = *frame;
	s->held.bytes = buf_slice(&s->label);
	s->held.flags |= FRAME_LABEL;
}

static bool
starts_alike(struct slice a, struct slice b)
{
	return slice_eq(slice_trim(slice_cut(&a, '\n')), slice_trim(slice_cut(&b, '\n')));
}

static int
code_of(struct slice bytes)
{
	struct slice line = slice_cut(&bytes, '\n');
	const char *blank = slice_chr(slice_head(line, 12), ' ');
	uint64_t code = 0;

	if (slice_starts_nocase(line, SLICE("SIP/")) && blank)
		slice_digits(slice_trim(slice_from(blank, line.p + line.n)), &code);
	return code < 1000 ? (int)code : 0;
}

static void
place(struct text_scanner *s, const struct stamp *stamp, struct frame *frame)
{
	frame->flags |= stamp->direction;
	frame->where.file = s->file;
	frame->where.line = s->line;
	frame->where.src = stamp->src;
	frame->where.dst = stamp->dst;
	frame->where.transport = stamp->transport;
	stamp_place(&s->clock, stamp, &frame->where);
}

/* A message was found, up to `end` of the window: what fragments there are stand elsewhere. */
static void
note_message(struct text_scanner *s, const char *at, const char *end, int code)
{
	s->answered |= code != 0;
	if (s->span_count < SPANS_MAX) {
		s->spans[s->span_count].begin = (size_t)(at - s->window.p);
		s->spans[s->span_count].end = (size_t)(end - s->window.p);
	}
	s->span_count += s->span_count <= SPANS_MAX;
}

/* What stands behind a message on its line: fields of a JSON record. */
static void
stamp_rest(const struct text_scanner *s, const char *end, struct stamp *stamp)
{
	struct slice rest = slice_head(slice_from(end, s->window.p + s->window.n), 512);
	struct stamp found;

	stamp_read(&found, slice_cut(&rest, '\n'));
	stamp->kind = found.kind;
	stamp->time = found.time;
}

/* The message's start line stands at `at` of the window. */
static void
hand_on(struct text_scanner *s, const char *at, const struct draft *d)
{
	struct frame frame = { .kind = FRAME_MESSAGE, .bytes = d->bytes, .index = d->index };
	const char *begin = s->window.p + s->done;
	struct slice before;
	struct stamp stamp;

	before = d->one_line ? line_before(begin, at) : slice_from(at - begin > CONTEXT ? at - CONTEXT : begin, at);
	if (d->dissected)
		stamp_fields(&stamp, before, d->dissected);
	else
		stamp_read(&stamp, before);
	if (d->reversed) {
		struct addr swap = stamp.src;

		stamp.src = stamp.dst;
		stamp.dst = swap;
	}
	if (d->one_line && stamp.kind == STAMP_NO_TIME)
		stamp_rest(s, d->end, &stamp);
	count_lines(s, (size_t)(at - s->window.p));
	frame.flags = (d->cut ? FRAME_CUT : 0) | (d->excerpt ? FRAME_LABEL : 0) | (d->exact && !s->cleaner.coloured ? FRAME_EXACT : 0);
	place(s, &stamp, &frame);
	note_message(s, at, d->end, code_of(d->bytes));
	if (d->label) {
		hold(s, &frame);
		return;
	}
	if (s->held.bytes.n > 0 && starts_alike(s->held.bytes, d->bytes))
		s->held.bytes.n = 0;
	release(s);
	s->sink->frame(s->sink->ctx, &frame);
}

/* A log line that states a failure; it begins at `at` of the window. */
static void
hand_on_remark(struct text_scanner *s, const struct remark *remark, const char *at)
{
	struct witness w;
	struct frame frame = { .kind = FRAME_WITNESS, .witness = &w };
	struct stamp stamp;

	if (!remark_witness(remark, &w, &s->entry))
		return;
	s->noted = true;
	stamp_read(&stamp, remark->line);
	count_lines(s, (size_t)(at - s->window.p));
	place(s, &stamp, &frame);
	s->sink->frame(s->sink->ctx, &frame);
}

/* A terminal broke the lines: each is put together first. */
static void
look_for_wrapped(struct text_scanner *s, struct slice text, size_t width)
{
	struct buf joined = BUF_INIT;
	struct remark remark;

	while (text.n > 0) {
		const char *at = text.p;

		unwrap_line(&text, width, &joined);
		if (remark_match(s->options->remarks, buf_slice(&joined), &remark))
			hand_on_remark(s, &remark, at);
	}
	buf_release(&joined);
}

/* Remarks in the lines between messages, up to `to` of the window. */
static void
look_for_remarks(struct text_scanner *s, const char *to, bool final, bool may_grow)
{
	const char *from = s->window.p + (s->remarked > s->done ? s->remarked : s->done), *feed, *unsure;
	struct remark remark;
	size_t width;

	if (s->options->remarks == NULL || to <= from)
		return;
	/* A page is looked at as a whole, however it comes: its width tells whether a terminal broke its lines. */
	if (may_grow && !s->options->live && to - from < UNWRAP_PAGE)
		return;
	unsure = s->window.p + s->feedless > from ? s->window.p + s->feedless : from;
	feed = final ? to - 1 : to > unsure ? memrchr(unsure, '\n', (size_t)(to - unsure)) : NULL;
	if (feed == NULL) {
		s->feedless = to > unsure ? (size_t)(to - s->window.p) : s->feedless;
		return;
	}
	to = feed + 1;
	s->remarked = (size_t)(to - s->window.p);
	if ((width = unwrap_width(slice_from(from, to))) > 0) {
		look_for_wrapped(s, slice_from(from, to), width);
		return;
	}
	while (from < to && remark_find(s->options->remarks, slice_from(s->window.p + s->done, to), from, &remark, &from))
		hand_on_remark(s, &remark, remark.line.p);
}

/* The line feed that ends the line of `at`; NULL when none has come yet. */
static const char *
feed_after(struct text_scanner *s, const char *at)
{
	const char *end = s->window.p + s->window.n;

	if (s->feed_from == NULL || at < s->feed_from || at > s->feed) {
		s->feed_from = at;
		s->feed = memchr(at, '\n', (size_t)(end - at));
		if (s->feed == NULL)
			s->feed = end;
	}
	return s->feed < end ? s->feed : NULL;
}

/* What the start line found leads to; false when more bytes are needed first. */
static bool
take(struct text_scanner *s, const struct start *start, bool final)
{
	const char *end = s->window.p + s->window.n;
	struct text_view view = { s->window.p + s->done, end, feed_after(s, start->after), final || s->idle };
	struct draft draft;
	enum verdict verdict;

	if (end - start->at > AHEAD) {
		view.end = start->at + AHEAD;
		view.final = final = true;
		if (view.feed && view.feed >= view.end)
			view.feed = NULL;
	}
	verdict = recognise(&s->rec, &view, start, &draft);
	if (verdict == VERDICT_NONE && s->idle)
		return false;
	if (verdict == VERDICT_NONE && !start->broken) {
		verdict = label_find(&view, start, &s->rec.text);
		draft = (struct draft){ .bytes = buf_slice(&s->rec.text), .end = start->after, .ended = true, .label = true };
	}
	/* More bytes could still change a message whose end was not seen. */
	if (verdict == VERDICT_MORE || (verdict == VERDICT_MESSAGE && !draft.ended && !final))
		return false;
	if (verdict == VERDICT_MESSAGE) {
		hand_on(s, start->at, &draft);
		s->at = (size_t)(draft.end - s->window.p);
		if (!draft.label)
			s->done = s->at;
		else if (s->at > s->remarked)	/* the line is told: it is no remark, too */
			s->remarked = s->at;
	} else {
		s->at = (size_t)(start->after - s->window.p);
	}
	return true;
}

/* Every message in the bytes of a packet whose dump begins at `at` of the window. */
static void
scan_packet(struct text_scanner *s, const char *at)
{
	struct slice rest = buf_slice(&s->packet);
	const char *end = slice_limit(rest), *hit;

	while ((hit = search_version(rest)) != NULL) {
		struct text_view view = { rest.p, end, memchr(hit, '\n', (size_t)(end - hit)), true };
		struct start start;
		struct draft draft;

		rest = slice_from(hit + 4, end);
		if (!start_find(&start, line_before(view.begin, hit).p, hit, end) ||
		    recognise(&s->rec, &view, &start, &draft) != VERDICT_MESSAGE)
			continue;
		hand_on(s, at, &draft);
		rest = slice_from(draft.end, end);
	}
}

/* One packet of the dump at s->hex; false when it may go on. */
static bool
take_hex(struct text_scanner *s, bool final)
{
	const char *window = s->window.p, *end = window + s->window.n;
	const char *at = hex_begin(window + s->done, window + s->hex);
	const char *after = hex_packet(at, end, final || end - at > AHEAD, &s->packet);

	if (after == NULL)
		return false;
	/* A line that only looks like one of a dump holds no packet, but must be left behind all the same. */
	if (after <= window + s->hex) {
		after = memchr(window + s->hex, '\n', (size_t)(end - (window + s->hex)));
		after = after ? after + 1 : end;
	}
	scan_packet(s, at);
	s->at = s->done = (size_t)(after - window);
	s->hex = 0;
	/* The next packet often follows at once. */
	s->probed = s->at;
	return true;
}

static void
probe(struct text_scanner *s)
{
	const char *window = s->window.p, *next, *hit;

	if (s->hex > 0)
		return;
	if (s->probed < s->at)
		s->probed = s->at;
	hit = hex_probe(buf_slice(&s->window), window + s->probed, &next);
	s->probed = (size_t)(next - window);
	s->hex = hit ? (size_t)(hit - window) : 0;
}

/* A status line without a code that can be, at the beginning of a line: it may be one, where headers stand below. */
static bool
is_broken_start(struct text_scanner *s, const char *hit, struct start *start)
{
	const char *end = s->window.p + s->window.n, *feed;

	if (hit > s->window.p + s->done && hit[-1] != '\n')
		return false;
	feed = feed_after(s, hit);
	*start = (struct start){ .at = hit, .version = hit, .after = hit + 7, .response = true, .broken = true };
	return status_line_is_broken(slice_trim(slice_from(hit, feed != NULL ? feed : end)));
}

/* What stands at a "SIP/" that begins no start line; false when more bytes are needed first. */
static bool
take_record(struct text_scanner *s, const char *hit, bool final)
{
	const char *end = s->window.p + s->window.n;
	struct text_view view = { s->window.p + s->done, end, NULL, final || end - hit > AHEAD };
	struct draft draft;

	s->at = (size_t)(hit + 4 - s->window.p);
	if (end - hit < 8 || hit[7] != '/')
		return true;
	view.feed = feed_after(s, hit);
	switch (record_find(&view, hit, &draft, &s->rec.text)) {
	case VERDICT_MESSAGE:
		hand_on(s, draft.end, &draft);
		s->at = s->done = (size_t)(draft.end - s->window.p);
		return true;
	case VERDICT_MORE:
		s->at = (size_t)(hit - s->window.p);
		return false;
	default:
		return true;
	}
}

/* The next start line, dump or message; false when nothing more can be said before more bytes come. */
static bool
step(struct text_scanner *s, bool final)
{
	const char *end = s->window.p + s->window.n, *hit;
	struct start start;

	probe(s);
	/* A dump that a start line was found in begins before it. */
	hit = s->hex && s->hex <= s->at ? NULL :
	    search_version(slice_from(s->window.p + s->at, s->hex ? s->window.p + s->hex : end));
	if (hit == NULL && s->hex) {
		look_for_remarks(s, s->window.p + s->hex, false, false);
		return take_hex(s, final);
	}
	look_for_remarks(s, hit ? line_before(s->window.p + s->done, hit).p : end, final && hit == NULL, !final && hit == NULL);
	if (hit == NULL || (end - hit < 64 && !final && !s->idle)) {
		size_t left = hit ? (size_t)(end - hit) : 4;

		s->at = s->window.n - s->at > left ? s->window.n - left : s->at;
		return false;
	}
	if (is_hex_line(line_before(s->window.p + s->done, hit))) {
		s->hex = (size_t)(line_before(s->window.p + s->done, hit).p - s->window.p);
		return take_hex(s, final);
	}
	if (!start_find(&start, line_before(s->window.p + s->done, hit).p, hit, end) && !is_broken_start(s, hit, &start))
		return take_record(s, hit, final);
	if (take(s, &start, final))
		return true;
	s->at = (size_t)(start.at - s->window.p);
	return false;
}

static void
scan(struct text_scanner *s, bool final)
{
	s->feed_from = NULL;
	while (s->at < s->window.n && step(s, final))
		;
	/* Growing steps, so that bytes one by one do not cost a look at all of it each. */
	s->retry = s->window.n + (s->options->live ? 1 : (s->window.n - s->at) / 4);
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
	s->idle = true;
	scan(s, false);
	s->idle = false;
	release(s);
}

static void
hand_on_mention(struct text_scanner *s, const struct mention *m)
{
	struct frame frame = { .bytes = buf_slice(&m->bytes), .at = m->at };
	struct slice line = slice_from(m->line, s->window.p + s->window.n);
	struct stamp stamp;

	frame.kind = m->kind == MENTION_STATUS_LINE ? FRAME_MESSAGE : m->kind == MENTION_HEADERS ? FRAME_HEADERS : FRAME_MENTION;
	frame.flags = m->kind == MENTION_STATUS_LINE ? FRAME_LABEL : 0;
	stamp_read(&stamp, slice_trim(slice_cut(&line, '\n')));
	frame.where.line = 1;
	place(s, &stamp, &frame);
	frame.where.line = 1 + search_lines(slice_from(s->window.p, m->line));
	s->sink->frame(s->sink->ctx, &frame);
}

/* A short text without a single response: its fragments are what it is about. */
static void
look_for_mentions(struct text_scanner *s)
{
	struct mentions found = { .count = 0 };
	size_t at = 0;

	if (s->slid || s->window.n > SHORT || s->answered || s->span_count > SPANS_MAX)
		return;
	for (size_t i = 0; i <= s->span_count; i++) {
		size_t end = i < s->span_count ? s->spans[i].begin : s->window.n;

		if (end > at)
			mentions_find(&found, (struct slice){ s->window.p + at, end - at });
		at = i < s->span_count ? s->spans[i].end : at;
	}
	for (size_t i = 0; i < found.count; i++)
		if (!s->noted || found.all[i].kind != MENTION_CODE)
			hand_on_mention(s, &found.all[i]);
	mentions_release(&found);
}

void
text_scanner_end(struct text_scanner *s)
{
	take_bytes(s, clean(&s->cleaner, SLICE(""), true));
	scan(s, true);
	release(s);
	look_for_mentions(s);
	clean_release(&s->cleaner);
	buf_release(&s->window);
	buf_release(&s->packet);
	buf_release(&s->label);
	buf_release(&s->entry);
	recogniser_release(&s->rec);
	free(s);
}

bool
text_holds_message(struct slice line)
{
	return holds_message(line);
}
