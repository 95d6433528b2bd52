/* SPDX-License-Identifier: MIT */
/* A text that begins with what happened last comes out the other way round; any other as it stands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "input/turn.h"

static struct buf said;

static void
say_frame(void *ctx, const struct frame *frame)
{
	(void)ctx;
	buf_add(&said, frame->witness != NULL ? frame->witness->line : frame->bytes);
}

static void
say_idle(void *ctx)
{
	(void)ctx;
	buf_addc(&said, '.');
}

static void
say_trouble(void *ctx, const char *file, enum trouble what, const char *detail)
{
	(void)ctx, (void)file, (void)what, (void)detail;
	buf_addc(&said, '!');
}

static const struct sink out = { .frame = say_frame, .idle = say_idle, .trouble = say_trouble };

/* Frames by their times, a digit each, that are called a, b, …; "-" has none, "." is an idle input, "!" a trouble; the fourth is a line of a log. */
static void
put(struct turn *t, const char *times)
{
	const struct sink *in = turn_sink(t);
	char name = 'a';

	for (const char *p = times; *p != '\0'; p++) {
		char bytes[1] = { name };
		struct witness w = { .line = { bytes, 1 } };
		struct frame f = { .bytes = { bytes, 1 }, .where = { .time = *p == '-' ? NO_TIME : *p - '0' } };

		if (*p == '.') {
			in->idle(in->ctx);
			continue;
		}
		if (*p == '!') {
			in->trouble(in->ctx, NULL, TROUBLE_READ, NULL);
			continue;
		}
		if (name == 'd') {
			f.kind = FRAME_WITNESS;
			f.bytes = SLICE_NONE;
			f.witness = &w;
		}
		in->frame(in->ctx, &f);
		bytes[0] = '?';		/* it lasts no longer */
		name++;
	}
}

static const struct { const char *times, *order; } rows[] = {
	{ "", "" }, { "5", "a" }, { "12345", "abcde" }, { "54321", "edcba" }, { "55555", "abcde" }, { "55333", "edcba" }, { "54345", "abcde" },
	{ "53214", "abcde" }, { "45321", "abcde" }, { "-----", "abcde" }, { "5-4-3", "ecdab" }, { "-5432", "edcba" }, { "---------54", "abcdefghijk" },
	{ "--------54", "jiabcdefgh" }, { "543.21", "abc.de" }, { "543!21", "!edcba" }, { "21", "ba" },
};

static void
newest_first_is_turned(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct turn *t = turn_open(&out);

		put(t, rows[i].times);
		turn_end(t);
		if (!slice_eq(buf_slice(&said), slice_of(rows[i].order)))
			fail_msg("%s: %.*s", rows[i].times, (int)said.n, said.p);
		buf_reset(&said);
	}
}

static void
what_is_held_can_be_let_go(void **state)
{
	struct turn *t = turn_open(&out);

	(void)state;
	put(t, "543");
	turn_let_go(t);
	put(t, "21");
	turn_end(t);
	assert_true(slice_eq(buf_slice(&said), SLICE("abcab")));
	buf_reset(&said);
}

/* More than fit are not turned, and none is lost. */
static void
there_is_an_end_to_it(void **state)
{
	enum { MANY = 40000 };
	struct turn *t = turn_open(&out);

	(void)state;
	for (int i = 0; i < MANY; i++)
		turn_sink(t)->frame(turn_sink(t)->ctx, &(struct frame){ .bytes = i == 0 ? SLICE("a") : SLICE("b"), .where = { .time = MANY - i } });
	turn_end(t);
	assert_int_equal(said.n, MANY);
	assert_int_equal(said.p[0], 'a');
	buf_release(&said);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(newest_first_is_turned), cmocka_unit_test(what_is_held_can_be_let_go), cmocka_unit_test(there_is_an_end_to_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
