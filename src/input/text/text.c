/* SPDX-License-Identifier: MIT */
#include "input/text/text.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "base/memory.h"
#include "input/line/form.h"
#include "input/line/search.h"
#include "input/text/dumped.h"
#include "input/text/hexdump.h"
#include "input/text/lone.h"
#include "input/text/members.h"
#include "input/text/record.h"
#include "input/text/scanner.h"
#include "input/text/told.h"
#include "input/text/trees.h"
#include "input/text/twice.h"
#include "sip/start_line.h"

/* So far from the beginning, and behind each dump, a short one is not passed over. */
enum { NEAR_BEGIN = 4 * 1024, NEAR_DUMP = 16 * 1024 };

struct text_scanner *
text_scanner_new(const char *file, const struct input_options *o, const struct sink *sink)
{
	struct text_scanner *s = xcalloc(1, sizeof *s);

	s->file = file;
	s->options = o;
	s->sink = sink;
	s->line = 1;
	s->near = NEAR_BEGIN;
	return s;
}

/* Forget what is decided, but for the lines that may tell about the next message. */
static void
slide(struct text_scanner *s)
{
	size_t *const moved[] = { &s->done, &s->retry, &s->probed, &s->remarked, &s->feedless, &s->hex, &s->near, &s->treed,
		&s->dumped, &s->decoded_to, &s->noted_to };
	size_t keep = s->at > CONTEXT ? s->at - CONTEXT : 0;

	if (keep < s->done)
		keep = s->done;
	if (keep < PIECE)
		return;
	s->slid = true;
	text_note_mentions(s, keep, false);
	text_count_lines(s, keep);
	s->window.n -= keep;
	memmove(s->window.p, s->window.p + keep, s->window.n);
	s->at -= keep;
	s->line_at -= keep;
	for (size_t i = 0; i < sizeof moved / sizeof *moved; i++)
		*moved[i] -= *moved[i] > keep ? keep : *moved[i];
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

/* All of the line of `at`, as far as it is there. */
static struct slice
line_of(struct text_scanner *s, const char *at)
{
	const char *feed = feed_after(s, at);

	return slice_from(line_before(s->window.p + s->done, at).p, feed != NULL ? feed : s->window.p + s->window.n);
}

/* What the start line found leads to; false when more bytes are needed first. */
static bool
take(struct text_scanner *s, const struct start *start, bool final)
{
	const char *end = s->window.p + s->window.n;
	struct text_view view = { s->window.p + s->done, end, feed_after(s, start->after), final || s->idle, s->answered };
	struct draft draft;
	enum gathered got;

	if (end - start->at > AHEAD) {
		view.end = start->at + AHEAD;
		view.final = final = true;
		if (view.feed && view.feed >= view.end)
			view.feed = NULL;
	}
	got = recognise(&s->rec, &view, start, &draft);
	if (got == GATHERED_NONE && s->idle)
		return false;
	if (got == GATHERED_NONE && !start->broken) {
		bool cut = false;

		got = lone_find(&view, start, &s->rec.text, &cut);
		draft = (struct draft){ .bytes = buf_slice(&s->rec.text), .end = start->after, .ended = true, .lone = true, .cut = cut };
	}
	/* More bytes could still change a message whose end was not seen. */
	if (got == GATHERED_MORE || (got == GATHERED_MESSAGE && !draft.ended && !final))
		return false;
	if (got == GATHERED_MESSAGE) {
		if (draft.lone)
			told_line(s, line_of(s, start->at));
		if (!text_is_twice(s, start->at, &draft))
			text_hand_on(s, start->at, &draft);
		s->at = (size_t)(draft.end - s->window.p);
		if (!draft.lone)
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
		struct text_view view = { rest.p, end, memchr(hit, '\n', (size_t)(end - hit)), true, false };
		struct start start;
		struct draft draft;

		rest = slice_from(hit + 4, end);
		if (!start_find(&start, line_before(view.begin, hit).p, hit, end) ||
		    recognise(&s->rec, &view, &start, &draft) != GATHERED_MESSAGE)
			continue;
		text_hand_on(s, at, &draft);
		rest = slice_from(draft.end, end);
	}
}

/* One packet of the dump at s->hex; false when it may go on. */
static bool
take_hex(struct text_scanner *s, bool final)
{
	if (s->hex < s->done) {		/* it is part of the message that was found there */
		s->is_hex = false;
		s->probed = s->at;
		return true;
	}
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
	if (!dumped_packet(s, window + s->dumped, at))
		scan_packet(s, at);
	s->at = s->done = s->dumped = (size_t)(after - window);
	s->is_hex = false;
	/* The next packet often follows at once. */
	s->probed = s->at;
	s->near = s->at + NEAR_DUMP;
	return true;
}

static void
probe(struct text_scanner *s, bool final)
{
	const char *window = s->window.p, *next, *hit;

	if (s->is_hex)
		return;
	if (s->probed < s->at)
		s->probed = s->at;
	if (s->probed < s->near && s->probed > 0 && window[s->probed - 1] != '\n') {
		const char *feed = memchr(window + s->probed, '\n', s->window.n - s->probed);

		if (feed == NULL)
			return;
		s->probed = (size_t)(feed + 1 - window);
	}
	hit = hex_probe(buf_slice(&s->window), window + s->probed, window + s->near, final, &next);
	s->probed = (size_t)(next - window);
	s->is_hex = hit != NULL;
	s->hex = hit != NULL ? (size_t)(hit - window) : 0;
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
	struct text_view view = { s->window.p + s->done, end, NULL, final || end - hit > AHEAD, false };
	struct draft draft;

	s->at = (size_t)(hit + 4 - s->window.p);
	if (end - hit < 8 || hit[7] != '/')
		return true;
	view.feed = feed_after(s, hit);
	switch (record_find(&view, hit, &draft, &s->rec.text)) {
	case GATHERED_MESSAGE:
		text_hand_on(s, draft.end, &draft);
		s->at = s->done = (size_t)(draft.end - s->window.p);
		return true;
	case GATHERED_MORE:
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
	struct slice before;	/* on the line of it */
	struct start start;

	probe(s, final);
	/* A dump that a start line was found in begins before it. */
	hit = s->is_hex && s->hex <= s->at ? NULL :
	    search_version(slice_from(s->window.p + s->at, s->is_hex ? s->window.p + s->hex : end));
	if (hit == NULL && s->is_hex) {
		text_look_for_remarks(s, s->window.p + s->hex, false, false);
		return take_hex(s, final);
	}
	before = hit != NULL ? line_before(s->window.p + s->done, hit) : SLICE_NONE;
	text_look_for_remarks(s, hit ? before.p : end, final && hit == NULL, !final && hit == NULL);
	if (hit == NULL || (end - hit < 64 && !final && !s->idle)) {
		size_t left = hit ? (size_t)(end - hit) : 4;

		s->at = s->window.n - s->at > left ? s->window.n - left : s->at;
		return false;
	}
	if (is_hex_line(before)) {
		s->hex = (size_t)(before.p - s->window.p);
		s->is_hex = true;
		return take_hex(s, final);
	}
	if (!start_find(&start, before.p, hit, end) && !is_broken_start(s, hit, &start))
		return take_record(s, hit, final);
	if (take(s, &start, final))
		return true;
	s->at = (size_t)(start.at - s->window.p);
	return false;
}

static void
scan(struct text_scanner *s, bool final)
{
	s->feed_from = s->rec.barren = NULL;
	while (s->at < s->window.n && step(s, final))
		;
	text_pass_on(s);
	/* Growing steps, so that bytes one by one do not cost a look at all of it each. */
	s->retry = s->window.n + (s->options->live ? 1 : (s->window.n - s->at) / 4);
	slide(s);
}

char *
text_scanner_room(struct text_scanner *s, size_t size)
{
	return buf_room(&s->window, size);
}

static void
take_piece(struct text_scanner *s, struct slice piece)
{
	if (s->window.p != NULL && piece.p == s->window.p + s->window.n)
		s->window.n += piece.n;
	else
		buf_add(&s->window, piece);
}

static void
take_bytes(struct text_scanner *s, struct slice bytes)
{
	while (bytes.n > 0) {
		struct slice piece = slice_head(bytes, PIECE);

		take_piece(s, piece);
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
text_scanner_lull(struct text_scanner *s)
{
	if (s->awaits == 0)
		return;
	s->lull = true;
	scan(s, false);
	s->lull = false;
}

void
text_scanner_idle(struct text_scanner *s)
{
	take_bytes(s, clean_pause(&s->cleaner));
	s->idle = true;
	scan(s, false);
	s->idle = false;
	text_release(s);
}

void
text_scanner_end(struct text_scanner *s, bool stopped)
{
	take_bytes(s, clean(&s->cleaner, SLICE(""), true));
	scan(s, !stopped);
	if (!stopped)
		trees_end(s);
	dumped_end(s);
	told_end(s);
	text_look_for_mentions(s);
	clean_release(&s->cleaner);
	buf_release(&s->window);
	buf_release(&s->packet);
	buf_release(&s->lone);
	buf_release(&s->decoded);
	free(s->held);
	mentions_release(&s->noted);
	buf_release(&s->entry);
	recogniser_release(&s->rec);
	free(s);
}

/* Does the line hold a message as the members of a JSON object? */
static bool
holds_members(struct slice line)
{
	const char *version, *end = slice_limit(line);
	struct text_view view = { line.p, end, NULL, true, false };
	struct recogniser rec = { .barren = NULL };
	enum gathered got = GATHERED_NONE;
	struct draft draft;
	struct start start;

	for (struct slice rest = line; got == GATHERED_NONE && (version = search_version(rest)) != NULL;
	    rest = slice_from(version + 4, end))
		if (start_find(&start, line.p, version, end))
			got = members(&rec, &view, &start, slice_from(line.p, start.at), &draft);
	recogniser_release(&rec);
	return got == GATHERED_MESSAGE;
}

bool
text_holds_message(struct slice line)
{
	return holds_message(line) || (slice_starts(line, SLICE("{")) && holds_members(line));
}
