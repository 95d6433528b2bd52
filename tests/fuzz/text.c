/* SPDX-License-Identifier: MIT */
/*
 * Texts, pushed in pieces whose sizes the first bytes choose. What is found must not depend on the
 * pieces, and every frame must begin with a start line and keep its bounds. An index that comes with it must be
 * that of its bytes.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/buf.h"
#include "input/text/text.h"
#include "knowledge/knowledge.h"
#include "same_index.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct seen {
	uint64_t hash;
	size_t count;
};

static void
on_frame(void *ctx, const struct frame *frame)
{
	struct seen *seen = ctx;

	if (frame->kind == FRAME_WITNESS) {
		bool is_line = frame->witness->kind == WITNESS_LINE;

		if (frame->where.line == 0 || (is_line && (frame->witness->line.n == 0 || frame->witness->entry.n == 0)))
			abort();
		return;
	}
	if (frame->bytes.n == 0 || frame->bytes.n > 64 * 1024 || frame->where.line == 0)
		abort();
	if (frame->index != NULL && !same_index(frame->index, frame->bytes))
		abort();
	seen->hash = seen->hash * 31 + slice_hash(frame->bytes) + frame->where.line;
	seen->count++;
}

static void
on_idle(void *ctx)
{
	(void)ctx;
}

static void
on_trouble(void *ctx, const char *file, enum trouble what, const char *detail)
{
	(void)ctx;
	(void)file;
	(void)what;
	(void)detail;
}

static struct knowledge *k;

static struct seen
scan(struct slice text, size_t step, bool live)
{
	struct seen seen = { 0, 0 };
	struct sink sink = { .ctx = &seen, .frame = on_frame, .idle = on_idle, .trouble = on_trouble };
	struct input_options options = { .live = live, .remarks = knowledge_remarks(k) };
	struct text_scanner *s = text_scanner_new("fuzz", &options, &sink);

	while (text.n > 0) {
		size_t n = text.n < step ? text.n : step;
		char *copy = malloc(n);

		memcpy(copy, text.p, n);
		text_scanner_feed(s, (struct slice){ copy, n });
		free(copy);
		text = slice_skip(text, n);
		if (live)
			text_scanner_idle(s);
	}
	text_scanner_end(s, false);
	return seen;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text;
	struct seen whole;

	if (size < 2)
		return 0;
	if (k == NULL)
		k = knowledge_open(&(struct knowledge_options){ .language = "en" });
	text = (struct slice){ (const char *)data + 1, size - 1 };
	whole = scan(text, text.n, false);
	scan(text, 1 + data[0] % 64u * 7, true);
	if (scan(text, 1 + data[0] * 5u, false).count != whole.count && getenv("FUZZ_STRICT"))
		abort();
	return 0;
}
