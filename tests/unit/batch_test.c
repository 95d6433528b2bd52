/* SPDX-License-Identifier: MIT */
/* Packets of a plain capture where they lie, and those that go together from thread to thread. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "input/capture/batch.h"
#include "input/capture/records.h"

#define MICROSECONDS 0xa1b2c3d4
#define NANOSECONDS 0xa1b23c4d

static struct slice
head(char to[RECORDS_HEAD], uint32_t magic, uint16_t minor, uint32_t snaplen)
{
	const uint16_t version[] = { 2, minor };
	const uint32_t rest[] = { 0, 0, snaplen, 1 };

	memcpy(to, &magic, 4);
	memcpy(to + 4, version, 4);
	memcpy(to + 8, rest, sizeof rest);
	return (struct slice){ to, RECORDS_HEAD };
}

static bool
opens(struct records *r, uint32_t magic, uint16_t minor, uint32_t snaplen, int link_type)
{
	char bytes[RECORDS_HEAD];

	return records_open(r, head(bytes, magic, minor, snaplen), link_type);
}

static void
knows_what_is_plain(void **state)
{
	char bytes[RECORDS_HEAD];
	struct records r;

	(void)state;
	assert_true(opens(&r, MICROSECONDS, 4, 65535, 1));
	assert_false(r.nanoseconds);
	assert_int_equal(r.snaplen, 65535);
	assert_true(opens(&r, NANOSECONDS, 4, 1, 12));
	assert_true(r.nanoseconds);
	assert_false(opens(&r, __builtin_bswap32(MICROSECONDS), 4, 65535, 1));
	assert_false(opens(&r, 0xa1b2cd34, 4, 65535, 1));
	assert_false(opens(&r, MICROSECONDS, 3, 65535, 1));
	assert_false(opens(&r, MICROSECONDS, 4, 0, 1));
	assert_false(opens(&r, MICROSECONDS, 4, 65535, 220));
	assert_false(records_open(&r, slice_head(head(bytes, MICROSECONDS, 4, 65535), RECORDS_HEAD - 1), 1));
}

static enum record
next(const struct records *r, uint32_t seconds, uint32_t part, uint32_t captured, size_t there, struct packet *out)
{
	static char bytes[RECORD_MAX + 8];
	const uint32_t words[] = { seconds, part, captured, captured + 1 };
	struct slice rest = { bytes, 16 + there };
	enum record what;

	memcpy(bytes, words, sizeof words);
	what = records_next(r, &rest, out);
	assert_int_equal(rest.n, what == RECORD_PACKET ? there - captured : 16 + there);
	return what;
}

static void
takes_records_off(void **state)
{
	const struct records micro = { 1, 1000, false }, nano = { 1, 1000, true }, large = { 12, 400000, false };
	struct packet p;

	(void)state;
	assert_int_equal(next(&micro, 5, 999999, 1000, 1000, &p), RECORD_PACKET);
	assert_int_equal(p.time, 5999999);
	assert_int_equal(p.bytes.n, 1000);
	assert_int_equal(p.whole, 1001);
	assert_int_equal(p.link_type, 1);
	assert_int_equal(next(&micro, 5, 0, 0, 7, &p), RECORD_PACKET);
	assert_int_equal(next(&micro, INT32_MAX, 0, 3, 3, &p), RECORD_PACKET);
	assert_int_equal(next(&micro, 5, 0, 1000, 999, &p), RECORD_PART);
	assert_int_equal(next(&micro, 5, 0, 1001, 1001, &p), RECORD_ODD);
	assert_int_equal(next(&micro, 5, 1000000, 3, 3, &p), RECORD_ODD);
	assert_int_equal(next(&micro, INT32_MAX + 1u, 0, 3, 3, &p), RECORD_ODD);
	assert_int_equal(next(&nano, 5, 999999999, 3, 3, &p), RECORD_PACKET);
	assert_int_equal(p.time, 5999999);
	assert_int_equal(next(&nano, 5, 1000000000, 3, 3, &p), RECORD_ODD);
	assert_int_equal(next(&large, 5, 0, RECORD_MAX - 16, RECORD_MAX - 16, &p), RECORD_PACKET);
	assert_int_equal(next(&large, 5, 0, RECORD_MAX - 15, RECORD_MAX - 15, &p), RECORD_ODD);

	struct slice part = { "0123456789abcde", 15 };
	assert_int_equal(records_next(&micro, &part, &p), RECORD_PART);
}

static void
has_room_for_so_many(void **state)
{
	static char large[RECORD_MAX * 4];
	struct packet p = { .bytes = { "xyz", 3 } };
	struct batch b;
	size_t n = 0;

	(void)state;
	batch_init(&b);
	while (n <= BATCH_PACKETS && batch_add(&b, &p))
		n++;
	assert_int_equal(n, BATCH_PACKETS);
	assert_memory_equal(b.packets[0].bytes.p, "xyz", 3);
	assert_memory_equal(b.packets[n - 1].bytes.p, "xyz", 3);

	batch_empty(&b);
	p.bytes = (struct slice){ large, sizeof large };
	assert_true(batch_add(&b, &p));		/* the first one always */
	p.bytes.n = 1;
	assert_false(batch_add(&b, &p));
	p.bytes.n = 0;
	assert_true(batch_add(&b, &p));
	batch_release(&b);
}

/* What is a little too late goes to its place, and keeps the number it has in its file. */
static void
puts_in_order(void **state)
{
	static const struct {
		const char *what;
		int64_t times[5];
		int timeless;			/* which of them has none; -1: each has one */
		const char *order;		/* of their numbers, 0 is the first */
	} rows[] = {
		{ "in order", { 1, 2, 3, 4, 5 }, -1, "01234" },
		{ "at one time", { 7, 7, 7, 7, 7 }, -1, "01234" },
		{ "one too late", { 10, 20, 30, 15, 40 }, -1, "03124" },
		{ "beside one of its time", { 10, 20, 30, 20, 40 }, -1, "01324" },
		{ "two that changed places, twice", { 20, 10, 40, 30, 50 }, -1, "10324" },
		{ "all the other way round", { 50, 40, 30, 20, 10 }, -1, "43210" },
		{ "as late as can be", { 0, LATE_MOST + 5, LATE_MOST + 6, 6, LATE_MOST + 7 }, -1, "03124" },
		{ "later than that: a clock that was set", { LATE_MOST + 5, LATE_MOST + 6, 4, 5, 6 }, -1, "01234" },
		{ "one that has no time", { 10, 20, 0, 30, 40 }, 2, "01234" },
		{ "nor does another go past it", { 10, 20, 0, 15, 40 }, 2, "01234" },
		{ "times as far apart as can be", { INT64_MAX, INT64_MIN, INT64_MAX, INT64_MIN, 0 }, -1, "01234" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct batch b;
		char order[6] = "";

		batch_init(&b);
		batch_empty(&b);
		for (int n = 0; n < 5; n++) {
			struct packet p = { .bytes = { "x", 1 }, .time = rows[i].times[n], .timeless = n == rows[i].timeless };

			assert_true(batch_add(&b, &p));
		}
		batch_order(&b);
		for (int n = 0; n < 5; n++) {
			order[n] = (char)('0' + n + b.packets[n].moved);
			assert_int_equal(b.packets[n].time, rows[i].times[n + b.packets[n].moved]);
		}
		if (strcmp(order, rows[i].order) != 0)
			fail_msg("%s: %s, expected %s", rows[i].what, order, rows[i].order);
		batch_release(&b);
	}
}

/* Not past more than come between where calls are captured. */
static void
looks_back_so_far(void **state)
{
	struct batch b;

	(void)state;
	for (size_t between = 255; between <= 257; between++) {
		struct packet p = { .bytes = { "x", 1 }, .time = 1000 };

		batch_init(&b);
		batch_empty(&b);
		for (size_t n = 0; n < between; n++)
			assert_true(batch_add(&b, &p));
		p.time = 999;
		assert_true(batch_add(&b, &p));
		batch_order(&b);
		assert_int_equal(b.packets[0].time, between <= 256 ? 999 : 1000);
		assert_int_equal(b.packets[0].moved, between <= 256 ? (int)between : 0);
		batch_release(&b);
	}
}

/* ---- what comes out ---- */

struct heard {
	char text[400];
};

static void
hear(struct heard *h, const char *line)
{
	size_t n = strlen(h->text);

	snprintf(h->text + n, sizeof h->text - n, "%s\n", line);
}

static void
on_frame(void *ctx, const struct frame *frame)
{
	char line[100];

	if (frame->kind != FRAME_MESSAGE)
		return;
	snprintf(line, sizeof line, "%llu %.*s %s", (unsigned long long)frame->where.packet, 7, frame->bytes.p,
	    frame->index != NULL && frame->index->raw.p == frame->bytes.p ? "indexed" : "-");
	hear(ctx, line);
}

static void
on_trouble(void *ctx, const char *file, enum trouble what, const char *detail)
{
	char line[100];

	snprintf(line, sizeof line, "%s %d %s", file, (int)what, detail != NULL ? detail : "-");
	hear(ctx, line);
}

#define OPTIONS "OPTIONS sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK1\r\nCall-ID: x\r\nCSeq: 1 OPTIONS\r\n\r\n"
#define DATAGRAM(bytes) "\x45\0\0\0\0\0\0\0\x40\x11\0\0\xc0\0\2\1\xc0\0\2\2\x13\xc4\x13\xc4\0\0\0\0" bytes

static void
gives_messages_then_trouble(void **state)
{
	static const char *const expected = "1 OPTIONS indexed\n4 OPTIONS indexed\n3 OPTIONS indexed\nx.pcap 2 why\nx.pcap 1 -\n";
	struct heard heard = { "" };
	const struct sink sink = { .ctx = &heard, .frame = on_frame, .trouble = on_trouble };
	const struct slice payloads[] = { SLICE(DATAGRAM("\r\n\r\n" OPTIONS)), SLICE(DATAGRAM("\x80\x08 0123456789abcdef")), SLICE(DATAGRAM(OPTIONS)),
	    SLICE(DATAGRAM(OPTIONS)) };
	struct decoder *d = decoder_new("x.pcap", &sink);
	struct batch b;

	(void)state;
	batch_init(&b);
	for (size_t i = 0; i < 4; i++) {
		struct packet p = { .link_type = 101, .bytes = payloads[i], .whole = payloads[i].n, .time = i < 2 ? (int64_t)i : 7 - (int64_t)i };

		assert_true(batch_add(&b, &p));
	}
	batch_trouble(&b, "x.pcap", TROUBLE_CUT, "why");
	batch_trouble(&b, "x.pcap", TROUBLE_READ, NULL);
	batch_peel(&b);
	assert_int_equal(b.layers[0].kind, LAYER_MESSAGE);
	assert_int_equal(b.layers[1].kind, LAYER_MEDIA);
	batch_decode(&b, d);
	batch_tell(&b, &sink);
	assert_string_equal(heard.text, expected);
	batch_tell(&b, &sink);			/* once */
	assert_string_equal(heard.text, expected);
	batch_trouble(&b, "x.pcap", TROUBLE_CUT, "not told");
	batch_release(&b);
	decoder_free(d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_what_is_plain),
		cmocka_unit_test(takes_records_off),
		cmocka_unit_test(has_room_for_so_many),
		cmocka_unit_test(puts_in_order),
		cmocka_unit_test(looks_back_so_far),
		cmocka_unit_test(gives_messages_then_trouble),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
