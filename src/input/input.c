/* SPDX-License-Identifier: MIT */
#include "input/input.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "base/memory.h"
#include "base/near.h"
#include "input/capture/capture.h"
#include "input/line/tone.h"
#include "input/relay.h"
#include "input/source/foreign.h"
#include "input/source/source.h"
#include "input/text/text.h"
#include "input/turn.h"
#include "input/unpack/library.h"

enum { FEW_BYTES = 4096, PAGES_BYTES = 64 * 1024 };

struct reader {
	struct source source;
	struct text_scanner *scanner;	/* of a text … */
	struct turn *turn;		/* … which may begin with its end */
	struct buf first;		/* what the text begins with, as long as that is all of it */
	bool is_short, holding;		/* it is; and it is one line so far that the scanner has not seen */
};

/* What people pipe that is no trace is one line: "486 Busy Here". */
static bool
is_one_line(struct slice text)
{
	text = slice_trim(text);
	return slice_chr(text, '\n') == NULL && slice_chr(text, '\r') == NULL && slice_chr(text, '\0') == NULL;
}

static void
let_go(struct reader *r)
{
	if (r->holding)
		text_scanner_feed(r->scanner, buf_slice(&r->first));
	r->holding = false;
}

static void
take_piece(struct reader *r, struct slice piece)
{
	bool had_it_all = r->is_short;

	r->is_short = r->is_short && r->first.n + piece.n <= PAGES_BYTES;
	if (r->is_short) {
		buf_add(&r->first, piece);
		if (r->holding && r->first.n <= FEW_BYTES && is_one_line(buf_slice(&r->first)))
			return;
		if (r->holding) {
			let_go(r);
			return;
		}
	} else if (had_it_all) {
		let_go(r);
	}
	text_scanner_feed(r->scanner, piece);
}

/* "488;", "Busy Here;": what few words end with makes no program of them. */
static struct slice
without_mark(struct slice line)
{
	enum { MOST_BLANKS = 2 };
	size_t blanks = 0;

	for (size_t i = 0; i + 1 < line.n; i++) {
		blanks += line.p[i] == ' ';
		if (is_one_of(line.p[i], "(){}[]=_<>;"))
			return line;
	}
	return blanks <= MOST_BLANKS && slice_ends(line, SLICE(";")) ? slice_head(line, line.n - 1) : line;
}

static void
text_ends(struct reader *r)
{
	const struct word_sink *words = r->source.options->words;
	struct slice text = buf_slice(&r->first), line = slice_trim(text);

	if (r->holding && words != NULL && line.n > 0 && !tone_is_talk(without_mark(line)) && !text_holds_message(line) &&
	    words->line(words->ctx, r->source.file, line))
		r->holding = r->is_short = false;
	let_go(r);
	text_scanner_end(r->scanner, source_is_stopped(&r->source) && !r->source.live);
	turn_end(r->turn);
	if (r->is_short && words != NULL && !tone_is_document(text))
		words->lines(words->ctx, r->source.file, text);
	buf_release(&r->first);
}

static void
text_lull(void *ctx)
{
	struct reader *r = ctx;

	text_scanner_lull(r->scanner);
}

static void
text_idle(void *ctx)
{
	struct reader *r = ctx;

	let_go(r);
	text_scanner_idle(r->scanner);
	turn_let_go(r->turn);
	r->source.sink->idle(r->source.sink->ctx);
}

/* Into `chunk`, or, where there is none, to where the scanner will have it. */
static struct slice
next_piece(struct reader *r, char *chunk)
{
	char *to = chunk != NULL ? chunk : text_scanner_room(r->scanner, TEXT_ROOM);

	return (struct slice){ to, source_read(&r->source, to, TEXT_ROOM) };
}

static void
text_read(struct reader *r)
{
	struct source *s = &r->source;
	struct input_options o = *s->options;
	char *chunk = s->live ? xmalloc(TEXT_ROOM) : NULL;	/* the scanner goes on, and its room moves, while a pipe is waited for */
	struct slice piece;

	o.live = o.live || s->live;
	r->turn = turn_open(s->sink);
	r->scanner = text_scanner_new(s->file, &o, turn_sink(r->turn));
	s->idle = text_idle;
	s->lull = text_lull;
	s->idle_ctx = r;
	r->is_short = r->holding = s->options->words != NULL;
	while ((piece = next_piece(r, chunk)).n > 0) {
		source_holds_something(s);
		take_piece(r, piece);
	}
	text_ends(r);
	free(chunk);
}

static void
read_format(struct reader *r, struct slice start)
{
	const char *foreign;

	if (capture_starts(start))
		capture_read(&r->source);
	else if (hep_may_start(start) && hep_starts(source_peek(&r->source, 6)))
		hep_read(&r->source);
	else if (foreign_may_start(start) && (foreign = foreign_find(source_peek(&r->source, FOREIGN_MAGIC))) != NULL)
		source_trouble(&r->source, TROUBLE_FOREIGN, foreign);
	else
		text_read(r);
}

/* As read_format(); what follows from the frames is seen to apart from their reading, `beside` it in another thread. */
static void
read_apart(struct reader *r, struct slice start, bool beside)
{
	const struct sink *sink = r->source.sink;
	struct relay *relay = relay_new(sink, beside);

	r->source.sink = relay_sink(relay);
	read_format(r, start);
	r->source.sink = sink;
	relay_finish(relay);
}

bool
sink_may_be_shared(const struct sink *sink)
{
	return sink->defer != NULL && processors_are_near();
}

/* What is shorter is not worth the try. */
static bool
is_shared(const struct source *s, struct slice start)
{
	enum { LEAST = 4 * 1024 * 1024 };

	return capture_starts(start) && s->size >= LEAST && sink_may_be_shared(s->sink);
}

/* A capture that one thread reads comes in batches of its own. */
static bool
is_read_apart(const struct source *s, struct slice start)
{
	if (!s->is_long || s->options->relayed)
		return false;
	return s->options->hands > 1 ? !is_shared(s, start) : !capture_starts(start);
}

bool
input_read(const char *file, const struct input_options *o, const struct sink *sink)
{
	struct reader r = { .scanner = NULL };
	struct slice start;

	if (file != NULL && slice_eq(slice_of(file), SLICE("-")))
		file = NULL;
	if (!source_open(&r.source, file, o, sink))
		return false;
	start = source_peek(&r.source, 4);
	if (is_read_apart(&r.source, start))
		read_apart(&r, start, o->hands > 1);
	else
		read_format(&r, start);
	source_close(&r.source);
	return !r.source.failed;
}

void
input_load(void)
{
	library_load_all();
}
