/* SPDX-License-Identifier: MIT */
/*
 * A phrase of any bytes: recognising its character set, folding, matching, looking it up as an operand, wrapping,
 * output. First byte: which context.
 */
#include <stdint.h>
#include <stdlib.h>

#include "diagnose/message/lookup.h"
#include "knowledge/knowledge.h"
#include "text/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool holds)
{
	if (!holds)
		abort();
}

static void
wrap(struct slice text, size_t columns)
{
	while (!slice_empty(text)) {
		size_t length, next;

		text_break(text, columns, "vi", &length, &next);
		require(next > 0 && next <= text.n && length <= next);
		text = slice_skip(text, next);
	}
}

static void
put_out(struct slice text, const char *charset)
{
	struct text_output *o = text_output_open(charset);
	struct buf out = BUF_INIT;

	text_output_convert(o, text, &out);
	buf_release(&out);
	text_output_close(o);
}

static void
take(void *ctx, const struct finding *f)
{
	(void)ctx;
	require(f->id != NULL && (f->phrase == NULL || text_is_utf8(slice_of(f->phrase))));
}

static void
look_up(struct knowledge *k, struct slice bytes)
{
	const struct finding_sink sink = { NULL, take };

	lookup_words(k, bytes, &sink);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const contexts[] = { "", "400", "403", "486", "503", "ms-diagnostics", "reason/q.850", "symptom" };
	static struct knowledge *k;
	struct arena a = ARENA_INIT;
	struct buf utf8 = BUF_INIT, folded = BUF_INIT, skeleton = BUF_INIT;
	struct match m;

	if (k == NULL)
		k = knowledge_open(&(struct knowledge_options){ .language = "en" });
	if (size < 1 || size > 4096)
		return 0;
	char *bytes = xmalloc(size - 1);
	memcpy(bytes, data + 1, size - 1);
	text_to_utf8((struct slice){ bytes, size - 1 }, data[0] & 8 ? "ru" : NULL, &utf8);
	require(text_is_utf8(buf_slice(&utf8)));
	text_fold(buf_slice(&utf8), &folded);
	require(text_is_utf8(buf_slice(&folded)));
	text_skeleton(buf_slice(&utf8), &skeleton);
	text_width(buf_slice(&utf8));
	wrap(buf_slice(&utf8), 1 + data[0] % 40);
	put_out(buf_slice(&utf8), data[0] & 16 ? "KOI8-R" : "US-ASCII");
	if (knowledge_match(k, contexts[data[0] % 8], buf_slice(&utf8), NULL, &a, &m))
		require(m.id != NULL && m.step != MATCH_NONE);
	look_up(k, (struct slice){ bytes, size - 1 });
	knowledge_vendor(k, buf_slice(&utf8));
	buf_release(&utf8);
	buf_release(&folded);
	buf_release(&skeleton);
	arena_release(&a);
	free(bytes);
	return 0;
}
