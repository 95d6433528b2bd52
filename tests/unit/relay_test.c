/* SPDX-License-Identifier: MIT */
/* Hand-over between threads: nothing lost, nothing out of order, everything still readable on the other side. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "input/relay.h"
#include "same_index.h"

enum { FRAMES = 5000, LARGE = 300 * 1024 };

static const char *const files[] = { "one.pcap", "two.pcap" };

/* What came out, as one line each. */
struct heard {
	char *text;
	size_t n, cap;
	unsigned idle;
	const struct frame *announced[3];	/* the frames that were last said to come soon */
	unsigned expected, broken;		/* frames that came as announced; announcements that can't be read */
};

static void
hear(struct heard *h, const char *line)
{
	size_t n = strlen(line);

	if (h->n + n + 1 > h->cap) {
		h->cap = 2 * (h->cap + n + 1);
		h->text = realloc(h->text, h->cap);
		assert_non_null(h->text);
	}
	memcpy(h->text + h->n, line, n + 1);
	h->n += n;
}

static void
on_frame(void *ctx, const struct frame *frame)
{
	const struct message *m = frame->index;
	struct heard *h = ctx;
	char line[256];

	h->expected += frame == h->announced[0] || frame == h->announced[1] || frame == h->announced[2];
	assert_true(m == NULL || same_index(m, frame->bytes));
	if (frame->kind == FRAME_WITNESS) {
		snprintf(line, sizeof line, "%.*s %.*s %llu\n", SLICE_ARG(frame->witness->line), SLICE_ARG(frame->witness->thread),
		    (unsigned long long)frame->where.line);
		hear(ctx, line);
		return;
	}
	snprintf(line, sizeof line, "%zu %.*s %llu %s %d\n", frame->bytes.n,
	    (int)(frame->bytes.n < 60 ? frame->bytes.n : 60), frame->bytes.p,
	    (unsigned long long)frame->where.line, m == NULL ? "-" : m->is_response ? "response" : "request",
	    m != NULL && m->call_id.n > 0 ? (int)m->call_id.n : -1);
	hear(ctx, line);
}

static void
on_idle(void *ctx)
{
	((struct heard *)ctx)->idle++;
	hear(ctx, "idle\n");
}

static void
on_soon(void *ctx, const struct frame *frame)
{
	struct heard *h = ctx;

	h->broken += frame->index != NULL && !same_index(frame->index, frame->bytes);
	h->announced[2] = h->announced[1];
	h->announced[1] = h->announced[0];
	h->announced[0] = frame;
}

static void
on_trouble(void *ctx, const char *file, enum trouble what, const char *detail)
{
	char line[128];

	snprintf(line, sizeof line, "trouble %s %d %s\n", file, (int)what, detail ? detail : "-");
	hear(ctx, line);
}

/* With an index as the relay makes it, so that both ways can be compared; some come to the relay with one, too. */
static void
give(const struct sink *to, struct frame *frame, bool indexed)
{
	struct message m = { .headers = NULL };

	if (indexed && frame->kind == FRAME_MESSAGE && message_index(&m, frame->bytes) == MESSAGE_OK)
		frame->index = &m;
	to->frame(to->ctx, frame);
	frame->index = NULL;
	message_release(&m);
}

static void
play(const struct sink *to, bool indexed)
{
	static char large[LARGE];
	char text[256], detail[32];

	memset(large, 'x', sizeof large);
	for (int i = 0; i < FRAMES; i++) {
		struct frame frame = { .kind = FRAME_MESSAGE, .where = { .line = (uint64_t)i } };
		struct witness witness;
		int n = snprintf(text, sizeof text, "SIP/2.0 %d X\r\nCall-ID: %0*d\r\n\r\n", 100 + i % 600, 1 + i % 90, i);

		frame.bytes = (struct slice){ text, (size_t)n };
		if (i % 97 == 0) {
			frame.kind = FRAME_WITNESS;
			witness = (struct witness){ .kind = WITNESS_LINE, .line = slice_of(text), .thread = slice_of(text) };
			frame.witness = &witness;
		} else if (i % 1000 == 999) {	/* larger than a batch, and no message */
			frame.bytes = (struct slice){ large, sizeof large };
		} else if (i % 211 == 0) {
			frame.bytes = SLICE("");
		}
		give(to, &frame, indexed || i % 3 == 0);
		memset(text, '?', sizeof text);	/* the bytes last no longer than the call */
		if (i % 500 == 0)
			to->idle(to->ctx);
		if (i % 700 == 0) {
			snprintf(detail, sizeof detail, "detail %d", i);
			to->trouble(to->ctx, files[i % 2], TROUBLE_CUT, i % 1400 ? detail : NULL);
			memset(detail, '?', sizeof detail);
		}
	}
}

static void
gives_all(bool beside)
{
	struct heard direct = { 0 }, relayed = { 0 };
	const struct sink to_direct = { .ctx = &direct, .frame = on_frame, .idle = on_idle, .trouble = on_trouble };
	const struct sink to_relayed = { .ctx = &relayed, .frame = on_frame, .idle = on_idle, .trouble = on_trouble, .soon = on_soon };
	struct relay *r = relay_new(&to_relayed, beside);

	play(&to_direct, true);
	play(relay_sink(r), false);
	relay_finish(r);
	assert_int_equal(relayed.idle, FRAMES / 500);
	assert_int_equal(relayed.broken, 0);
	assert_in_range(relayed.expected, FRAMES * 9 / 10, FRAMES);
	assert_int_equal(relayed.n, direct.n);
	assert_string_equal(relayed.text, direct.text);
	free(direct.text);
	free(relayed.text);
}

/* With a thread of its own, and by turns in one. */
static void
gives_all_in_order(void **state)
{
	(void)state;
	gives_all(true);
	gives_all(false);
}

static void
ends_without_anything(void **state)
{
	struct heard heard = { 0 };
	const struct sink to = { .ctx = &heard, .frame = on_frame, .idle = on_idle, .trouble = on_trouble };

	(void)state;
	relay_finish(relay_new(&to, true));
	relay_finish(relay_new(&to, false));
	assert_int_equal(heard.n, 0);
}

/* Whole batches and the step over them. */
static void
gives_each_number_of_frames(void **state)
{
	(void)state;
	for (unsigned count = 1; count < 500; count += 7) {
		struct heard heard = { 0 };
		const struct sink to = { .ctx = &heard, .frame = on_frame, .idle = on_idle, .trouble = on_trouble };
		struct relay *r = relay_new(&to, count % 2 == 0);

		for (unsigned i = 0; i < count; i++)
			relay_sink(r)->idle(relay_sink(r)->ctx);
		relay_finish(r);
		assert_int_equal(heard.idle, count);
		free(heard.text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_all_in_order),
		cmocka_unit_test(ends_without_anything),
		cmocka_unit_test(gives_each_number_of_frames),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
