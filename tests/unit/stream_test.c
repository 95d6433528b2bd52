/* SPDX-License-Identifier: MIT */
/* What a TCP stream may carry: SIP with and without lengths, rubbish, WebSocket, HEP. */
#include <zlib.h>

#include "input/packet/stream.h"
#include "unit/packets.h"

struct kept {
	struct log log;
	bool websocket;
	size_t heps;
};

static void
keep_message(void *ctx, struct slice bytes, unsigned flags, bool websocket)
{
	struct kept *k = ctx;

	k->websocket = websocket;
	log_frame(&k->log, &(struct frame){ .flags = flags, .bytes = bytes });
}

static void
keep_hep(void *ctx, struct slice packet)
{
	struct kept *k = ctx;

	k->heps++;
	log_frame(&k->log, &(struct frame){ .bytes = packet });
}

/* The stream in pieces of `step` bytes. */
static void
run(struct kept *k, struct slice bytes, size_t step)
{
	struct stream s = STREAM_INIT;
	struct stream_out out = { k, keep_message, keep_hep };

	*k = (struct kept){ 0 };
	while (bytes.n > 0) {
		struct slice part = slice_head(bytes, step);
		char *exact = slice_dup(part);

		stream_data(&s, &out, (struct slice){ exact, part.n });
		bytes = slice_skip(bytes, part.n);
		free(exact);
	}
	stream_end(&s, &out);
	stream_release(&s);
}

static const size_t steps[] = { 1, 2, 3, 7, 50, 100000 };

#define HEAD "SIP/2.0 180 Ringing\r\nCall-ID: a\r\n"
#define FORM "Content-Type: application/sdp\r\n"

static void
messages_end_where_their_length_says(void **state)
{
	static const struct { const char *stream, *messages[3]; } rows[] = {
		{ OK_200 BUSY_486, { OK_200, BUSY_486 } },
		{ HEAD "Content-length :  2\r\n\r\nab" OK_200, { HEAD "Content-length :  2\r\n\r\nab", OK_200 } },
		{ HEAD "L:2\n\nab" OK_200, { HEAD "L:2\n\nab", OK_200 } },
		{ "\r\n\r\n" OK_200 "\r\n", { OK_200 } },
		{ "some old body\r\n" OK_200, { OK_200 } },
		{ OK_200 "left over\r\nmore\r\n" BUSY_486, { OK_200, BUSY_486 } },
		{ OK_200 "glued" BUSY_486, { OK_200, BUSY_486 } },
		{ OK_200 "left over\r\n" OPTIONS, { OK_200, OPTIONS } },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		for (size_t k = 0; k < COUNT(steps); k++) {
			struct kept kept;
			size_t n = 0;

			run(&kept, slice_of(rows[i].stream), steps[k]);
			for (; n < 3 && rows[i].messages[n] != NULL; n++)
				if (!log_holds(&kept.log, n, rows[i].messages[n]))
					fail_msg("row %zu step %zu message %zu", i, steps[k], n);
			assert_int_equal(kept.log.count, n);
			log_release(&kept.log);
		}
	}
}

static void
without_a_length_the_next_start_line_ends_it(void **state)
{
	struct kept k;

	(void)state;
	run(&k, SLICE(HEAD FORM "\r\nv=0\r\n" OK_200), 1000);
	assert_true(log_holds(&k.log, 0, HEAD FORM "\r\nv=0\r\n"));
	assert_true(log_holds(&k.log, 1, OK_200));
	log_release(&k.log);
	run(&k, SLICE(HEAD "Content-Length: many\r\n\r\n" OK_200), 1000);
	assert_true(log_holds(&k.log, 0, HEAD "Content-Length: many\r\n\r\n"));
	assert_true(log_holds(&k.log, 1, OK_200));
	log_release(&k.log);
}

static void
a_length_too_large_swallows_nothing(void **state)
{
	struct kept k;

	(void)state;
	for (size_t i = 0; i < COUNT(steps); i++) {
		run(&k, SLICE(HEAD FORM "l: 40\r\n\r\nv=0\r\n" OK_200 BUSY_486), steps[i]);
		assert_true(log_holds(&k.log, 0, HEAD FORM "l: 40\r\n\r\nv=0\r\n"));
		assert_true(log_holds(&k.log, 1, OK_200));
		assert_true(log_holds(&k.log, 2, BUSY_486));
		log_release(&k.log);
		run(&k, SLICE(HEAD FORM "l: 4000\r\n\r\nv=0\r\n" OK_200 BUSY_486), steps[i]);
		assert_int_equal(k.log.count, 3);
		assert_true(log_holds(&k.log, 2, BUSY_486));
		log_release(&k.log);
	}
}

static void
a_body_may_hold_a_start_line(void **state)
{
	static const char notify[] = "NOTIFY sip:a@b SIP/2.0\r\nc: message/sipfrag\r\nl: 16\r\n\r\nSIP/2.0 200 OK\r\n";
	struct kept k;

	(void)state;
	for (size_t i = 0; i < COUNT(steps); i++) {
		run(&k, (struct slice){ notify, sizeof notify - 1 }, steps[i]);
		assert_int_equal(k.log.count, 1);
		assert_true(log_holds(&k.log, 0, notify));
		log_release(&k.log);
	}
}

static void
a_huge_message_is_cut_and_passed_over(void **state)
{
	struct buf b = BUF_INIT;
	struct kept k;

	(void)state;
	buf_addstr(&b, HEAD "l: 300000\r\n\r\n");
	memset(buf_room(&b, 300000), 'x', 300000);
	b.n += 300000;
	buf_addstr(&b, OK_200);
	for (size_t step = 1000; step <= 1000000; step *= 1000) {
		run(&k, buf_slice(&b), step);
		assert_int_equal(k.log.count, 2);
		assert_int_equal(k.log.frame[0].flags, FRAME_CUT);
		assert_int_equal(k.log.frame[0].bytes.n, MESSAGE_MAX);
		assert_true(log_holds(&k.log, 1, OK_200));
		log_release(&k.log);
	}
	buf_release(&b);
}

static void
a_stream_without_sip_is_given_up(void **state)
{
	static const char *const begins[] = {
		"\x16\3\1\2\0zzzzzzzzzzzzzzzz", "HTTP/1.1 200 OK\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "SSH-2.0-x\r\nzzzzzzzzz",
	};
	struct stream_out out = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT(begins); i++) {
		struct stream s = STREAM_INIT;
		char line[1000];

		stream_data(&s, &out, slice_of(begins[i]));
		memset(line, 'x', sizeof line);
		for (int k = 0; k < 200; k++)
			stream_data(&s, &out, (struct slice){ line, sizeof line });
		assert_int_equal(s.mode, STREAM_DEAD);
		assert_int_equal(s.held.cap, 0);
		stream_release(&s);
	}
}

static void
add_frame(struct buf *b, unsigned first, bool masked, const char *text)
{
	size_t n = strlen(text);

	buf_addc(b, (char)first);
	if (n < 126) {
		buf_addc(b, (char)(n | (masked ? 0x80 : 0)));
	} else {
		buf_addc(b, (char)(126 | (masked ? 0x80 : 0)));
		buf_addc(b, HI(n));
		buf_addc(b, LO(n));
	}
	if (masked)
		buf_addstr(b, "mask");
	for (size_t i = 0; i < n; i++)
		buf_addc(b, (char)(text[i] ^ (masked ? "mask"[i % 4] : 0)));
}

#define UPGRADE "GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nSec-WebSocket-Protocol: sip\r\n\r\n"
#define SWITCHED "HTTP/1.1 101 Switching Protocols\r\nupgrade: WebSocket\r\n\r\n"

static void
websocket_frames_are_opened(void **state)
{
	static const char *const starts[] = { UPGRADE, SWITCHED, "" };

	(void)state;
	for (size_t i = 0; i < COUNT(starts); i++) {
		for (size_t k = 0; k < COUNT(steps); k++) {
			struct buf b = BUF_INIT;
			struct kept kept;
			/* Without the upgrade a stream is recognised by its first frame, which must be there. */
			size_t step = i == 2 ? 100000 : steps[k];

			buf_addstr(&b, starts[i]);
			add_frame(&b, 0x81, i == 0, BUSY_486 "and a body that makes the length need two more bytes of the header");
			add_frame(&b, 0x89, i == 0, "ping");
			add_frame(&b, 0x01, i == 0, "\r\nSIP/2.0 200 ");		/* in three frames, a pong between */
			add_frame(&b, 0x8a, i == 0, "");
			add_frame(&b, 0x00, i == 0, "OK\r\nCall-ID: a@b\r\n");
			add_frame(&b, 0x80, i == 0, "CSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n");
			add_frame(&b, 0x82, i == 0, "no SIP");
			add_frame(&b, 0x82, i == 0, OPTIONS);
			run(&kept, buf_slice(&b), step);
			assert_int_equal(kept.log.count, 3);
			assert_true(kept.websocket);
			assert_true(log_holds(&kept.log, 1, OK_200));
			assert_true(log_holds(&kept.log, 2, OPTIONS));
			log_release(&kept.log);
			buf_release(&b);
		}
	}
}

/* The capture begins within the connection, with what keeps it alive, and not with a message. */
static void
frames_without_a_message_may_come_first(void **state)
{
	static const struct { unsigned first; const char *says; size_t messages; } rows[] = {
		{ 0x89, "", 1 }, { 0x8a, "pong", 1 }, { 0x81, "\r\n\r\n", 1 }, { 0x82, "\r\n", 1 },
		{ 0x88, "\x03\xe8", 0 }, { 0x81, "hello", 0 }, { 0x81, "", 0 }, { 0x09, "ping", 0 }, { 0xc9, "ping", 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf b = BUF_INIT;
		struct kept k;

		add_frame(&b, (char)rows[i].first, true, rows[i].says);
		add_frame(&b, (char)0x89, true, "ping");
		add_frame(&b, (char)0x81, true, OK_200);
		run(&k, buf_slice(&b), 100000);
		assert_int_equal(k.log.count, rows[i].messages);
		log_release(&k.log);
		buf_release(&b);
	}
}

static void
websocket_frames_too_long_are_passed_over(void **state)
{
	struct buf b = BUF_INIT;
	struct kept k;

	(void)state;
	buf_addstr(&b, UPGRADE "\x82\x7f");
	buf_add(&b, SLICE("\0\0\0\0\0\3\0\0"));
	memset(buf_room(&b, 0x30000), 'x', 0x30000);
	b.n += 0x30000;
	add_frame(&b, 0x81, false, OK_200);
	run(&k, buf_slice(&b), 5000);
	assert_int_equal(k.log.count, 1);
	assert_true(log_holds(&k.log, 0, OK_200));
	log_release(&k.log);
	buf_release(&b);
}

static void
hep_packets_are_told_apart(void **state)
{
	struct kept k;

	(void)state;
	for (size_t i = 0; i < COUNT(steps); i++) {
		run(&k, SLICE("HEP3\0\x12" "abcdefghijkl" "HEP3\0\x12" "mnopqrstuvwx" "rubbish that ends it"), steps[i]);
		assert_int_equal(k.heps, 2);
		assert_memory_equal(k.log.frame[1].bytes.p + 6, "mnopqrstuvwx", 12);
		log_release(&k.log);
	}
}

static void
after_a_gap_the_next_start_line_counts(void **state)
{
	struct stream s = STREAM_INIT;
	struct kept k = { 0 };
	struct stream_out out = { &k, keep_message, keep_hep };

	(void)state;
	stream_data(&s, &out, SLICE(HEAD "l: 500\r\n\r\nv=0\r\n"));
	stream_gap(&s, &out);
	stream_data(&s, &out, SLICE("a=x\r\n" OK_200));
	stream_end(&s, &out);
	assert_int_equal(k.log.count, 2);
	assert_int_equal(k.log.frame[0].flags, FRAME_CUT);
	assert_true(log_holds(&k.log, 1, OK_200));
	log_release(&k.log);
}

/* A message as RFC 7692 packs it, in one frame or two, after what was packed before. */
static void
add_packed(struct buf *out, z_stream *z, const char *text, bool in_two)
{
	unsigned char packed[1024];
	size_t n, first;

	z->next_in = (unsigned char *)(uintptr_t)text;
	z->avail_in = (uInt)strlen(text);
	z->next_out = packed;
	z->avail_out = sizeof packed;
	deflate(z, Z_SYNC_FLUSH);
	n = sizeof packed - z->avail_out - 4;	/* without 00 00 ff ff */
	first = in_two ? n / 2 : n;
	buf_add(out, (struct slice){ (const char[]){ in_two ? 0x41 : (char)0xc1, 126, (char)(first >> 8), (char)first }, 4 });
	buf_add(out, (struct slice){ (const char *)packed, first });
	if (!in_two)
		return;
	buf_add(out, (struct slice){ "\x89\0", 2 });	/* a ping in between */
	buf_add(out, (struct slice){ (const char[]){ (char)0x80, 126, (char)((n - first) >> 8), (char)(n - first) }, 4 });
	buf_add(out, (struct slice){ (const char *)packed + first, n - first });
}

static void
packed_websocket_messages_refer_to_earlier_ones(void **state)
{
	struct kept k;
	struct buf stream = BUF_INIT;
	z_stream z = { .next_in = NULL };

	(void)state;
	deflateInit2(&z, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
	buf_addstr(&stream, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n");
	add_packed(&stream, &z, OK_200, false);
	add_packed(&stream, &z, BUSY_486, true);
	add_packed(&stream, &z, OK_200, false);
	deflateEnd(&z);
	for (size_t i = 0; i < COUNT(steps); i++) {
		run(&k, buf_slice(&stream), steps[i]);
		assert_int_equal(k.log.count, 3);
		assert_true(log_holds(&k.log, 0, OK_200));
		assert_true(log_holds(&k.log, 1, BUSY_486));
		assert_true(log_holds(&k.log, 2, OK_200));
		log_release(&k.log);
	}
	stream.p[130] ^= 0x55;		/* broken: what follows it is, too, but nothing else happens */
	run(&k, buf_slice(&stream), 7);
	assert_true(k.log.count < 3);
	log_release(&k.log);
	buf_release(&stream);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(messages_end_where_their_length_says),
		cmocka_unit_test(without_a_length_the_next_start_line_ends_it),
		cmocka_unit_test(a_length_too_large_swallows_nothing),
		cmocka_unit_test(a_body_may_hold_a_start_line),
		cmocka_unit_test(a_huge_message_is_cut_and_passed_over),
		cmocka_unit_test(a_stream_without_sip_is_given_up),
		cmocka_unit_test(websocket_frames_are_opened),
		cmocka_unit_test(frames_without_a_message_may_come_first),
		cmocka_unit_test(websocket_frames_too_long_are_passed_over),
		cmocka_unit_test(hep_packets_are_told_apart),
		cmocka_unit_test(after_a_gap_the_next_start_line_counts),
		cmocka_unit_test(packed_websocket_messages_refer_to_earlier_ones),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
