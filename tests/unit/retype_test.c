/* SPDX-License-Identifier: MIT */
/* What copying did to the characters of a whole text, and what only looks like it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "input/line/retype.h"

/* The text behind its first `head` bytes in pieces of `step`. */
static void
run(struct slice text, size_t head, size_t step, struct buf *out, bool *done)
{
	struct retype r = { .kind = RETYPE_NONE };
	struct slice piece = slice_head(text, head);

	buf_reset(out);
	retype_look(&r, piece);
	for (; text.n > 0; piece = slice_head(text, step)) {
		buf_add(out, retype(&r, piece, false));
		text = slice_skip(text, piece.n);
	}
	buf_add(out, retype(&r, SLICE(""), true));
	*done = r.done;
	retype_release(&r);
}

#define HEX_LINE "5349502f322e30203438362042757379204865726513580d0a43616c6c2d49443a206b370d0a0d0a0d0a0d0a"

#define TEN "41414141414141414141"	/* bytes */

static void
gives_the_characters_back(void **state)
{
	static const struct {
		const char *name;
		size_t head;	/* the sign stands in so many bytes */
		const char *text, *result;
	} vectors[] = {
		{ "no-break spaces", 4, "To:\xc2\xa0<sip:a@b>\nA:\xc2\xa0", "To: <sip:a@b>\nA: " },
		{ "half of one at the end", 4, "To: x\xc2", "To: x\xc2" },
		{ "cat -A", 50, "SIP/2.0 486 Busy Here^M$\nTo: <sip:a@b>^M$\n^M$\n$\nx$y$\nlast", "SIP/2.0 486 Busy Here^M\nTo: <sip:a@b>^M\n^M\n\nx$y\nlast\n" },
		{ "quoted-printable", 60, "Via: SIP/2.0/UDP 192.0.2.7;branch=3Dz9hG4bK1\nTo: <sip:a@b>;tag=3Dx=\ny;q=3D1=C2=A0=\r\nz =XY =\nend=3",
		    "Via: SIP/2.0/UDP 192.0.2.7;branch=z9hG4bK1\nTo: <sip:a@b>;tag=xy;q=1 z =XY end=3\n" },
		{ "a mail's header says so", 60, "Content-Transfer-Encoding: quoted-printable\n\nlr=3Don\n", "Content-Transfer-Encoding: quoted-printable\n\nlr=on\n" },
		{ "base64 of a mail", 200, "Content-Type: text/plain\nContent-Transfer-Encoding: base64\nContent-Disposition: x\n\nU0lQLzIuMCA0ODYg\r\nQnVzeSBIZXJl\nCg==\n"
		    "\nQnVz\n--b\nQnVz\n\nQnVz\n", "Content-Type: text/plain\nContent-Transfer-Encoding: base64\nContent-Disposition: x\n\nSIP/2.0 486 Busy Here\n\n"
		    "\nQnVz\n--b\nQnVz\n\nQnVz\n" },
		{ "what is none ends it", 200, "Content-Transfer-Encoding: base64\n\nQnVz\nQnV\nQnVz\nContent-Transfer-Encoding: 7bit\n\nQnVz\n",
		    "Content-Transfer-Encoding: base64\n\nBus\nQnV\nQnVz\nContent-Transfer-Encoding: 7bit\n\nQnVz\n" },
		{ "base64 in YAML", 200, "packets:\n    data: !!binary |\n      U0lQLzIuMCA0ODYg\n      QnVzeSBIZXJl\n  - # Packet 2\n    QnVz\n",
		    "packets:\n    data: !!binary |\nSIP/2.0 486 Busy Here\n  - # Packet 2\n    QnVz\n" },
		{ "a packet as C", 60, "static const unsigned char pkt1[4] = {\n0x41, 0x42, /* AB */\n0x43, 0x0a /* C. */\n};\n",
		    "static const unsigned char pkt1[4] = {\nABC\n\n};\n" },
		{ "tcpdump -ttt", 200, "tcpdump: listening\n 00:00:00.000000 IP a > b: x\n 00:00:02.500000 IP a > b: x\n\tTo: x\n"
		    " 00:00:00.020000 IP a > b: x\n-00:00:00.000004 IP a > b: x\n 23:59:58.000000 IP a > b: x\n    6   00:00:01.000000123 IP a\n",
		    "tcpdump: listening\n 00:00:00.000000 IP a > b: x\n 00:00:02.500000 IP a > b: x\n\tTo: x\n"
		    " 00:00:02.520000 IP a > b: x\n 00:00:02.519996 IP a > b: x\n 00:00:00.519996 IP a > b: x\n    6   00:00:01.519996 IP a\n" },
		{ "a CR alone", 60, "SIP/2.0 486 Busy Here\rCall-ID: k7\r\rVia: x\r", "SIP/2.0 486 Busy Here\nCall-ID: k7\n\nVia: x\n" },
		{ "digits", 40, "Node 0\n" HEX_LINE "\n\t" HEX_LINE "\ncafe\n", "Node 0\nSIP/2.0 486 Busy Here\x13X\r\nCall-ID: k7\r\n\r\n\r\n\r\n\n"
		    "SIP/2.0 486 Busy Here\x13X\r\nCall-ID: k7\r\n\r\n\r\n\r\n\ncafe\n" },
		{ "so many that no number has them", 40, HEX_LINE "\n" TEN TEN TEN TEN "\n" TEN TEN TEN "414141414141414141\n", "SIP/2.0 486 Busy Here\x13X\r\nCall-ID: k7\r\n\r\n\r\n\r\n\n"
		    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n" TEN TEN TEN "414141414141414141\n" },
		{ "an array of C", 20, "char peer0_0[] = { /* Packet 1 */\n0x53, 0x49, 0x50, \n0x2f, 0x0d, 0x0a };\nchar peer1_0[] = {\n0x41 };\n",
		    "char peer0_0[] = { /* Packet 1 */\nSIP/\r\n\nchar peer1_0[] = {\nA" },
		{ "a journal's numbers", 30, "{\"__REALTIME_TIMESTAMP\":\"1\",\"MESSAGE\":[65,34,92,13,10,195,164],\"_PID\":\"7\"}\n{\"MESSAGE\" : [ 66 ]}\n{\"MESSAGE\":\"C\"}\n{\"MESSAGE\":[1\n",
		    "{\"__REALTIME_TIMESTAMP\":\"1\",\"MESSAGE\":\"A\\\"\\\\\\r\\n\xc3\xa4\",\"_PID\":\"7\"}\n{\"MESSAGE\" : \"B\"}\n{\"MESSAGE\":\"C\"}\n{\"MESSAGE\":[1\n" },
		{ "psql's records", 40, "-[ RECORD 1 ]--\nid  | 7\nmsg | SIP/2.0 486 Busy Here\\r   +\n    | Call-ID: k7\\r+\n    | 1 +1 +\nto  | x\n",
		    "-[ RECORD 1 ]--\nid  | 7\nmsg | SIP/2.0 486 Busy Here\n    | Call-ID: k7\n    | 1 +1\nto  | x\n" },
		{ "base64 in JSON", 40, "{\"at\":\"1\",\"data\":\"U0lQLzIuMCA0ODYgQnVzeSBIZXJlDQpDYWxsLUlEOiAiazciDQpWaWE6IHgNCg0K\",\"to\":\"x\"}\n{\"data\":\"U0lQLzIuMCA0ODYgQnVzeSBIZXJlDQpDYWxsLUlEOiAiazciDQpWaWE6IHgNCg0K\n",
		    "{\"at\":\"1\",\"data\":\"SIP/2.0 486 Busy Here\\r\\nCall-ID: \\\"k7\\\"\\r\\nVia: x\\r\\n\\r\\n\",\"to\":\"x\"}\n{\"data\":\"SIP/2.0 486 Busy Here\\r\\nCall-ID: \\\"k7\\\"\\r\\nVia: x\\r\\n\\r\\n\n" },
	};
	static const size_t steps[] = { SIZE_MAX, 1, 7 };
	struct buf out = BUF_INIT;
	bool done;

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
		for (size_t k = 0; k < sizeof steps / sizeof *steps; k++) {
			run(slice_of(vectors[i].text), vectors[i].head, steps[k], &out, &done);
			if (!slice_eq(buf_slice(&out), slice_of(vectors[i].result)))
				fail_msg("%s in steps of %zu:\n%.*s", vectors[i].name, steps[k], (int)out.n, out.p);
			assert_int_equal(done, i != 1);
		}
	buf_release(&out);
}

static void
leaves_what_only_looks_like_it(void **state)
{
	static const char *const texts[] = {
		/* tcpdump -ttttt: times that grow, but for what overtook */
		" 00:00:00.000000 IP a\n 00:00:00.020000 IP a\n 00:00:00.120000 IP a\n 00:00:00.119990 IP a\n 00:00:00.140000 IP a\n",
		"10:00:03.000000 IP a\n10:00:02.000000 IP a\n10:00:01.000000 IP a\n 10:00:00 IP\n 09:00:00 IP\n 08:00:00 IP\n",
		"Via: SIP/2.0/UDP 192.0.2.7;branch=z9hG4bK3D\nTo: <sip:a@b>;tag=3Dx\n",
		"price $\nTo: x\n",
		"one line that ends in $\n",
		"a\rb\rc\rd\re\r\n",
		"a\rb\rc\rd",
		"nonce=5349502f\ncafecafecafecafecafecafecafecafecafecafecafecafecafecafecafecafecafecafecafecafecafe\n",
		"{\"MESSAGE\":[65,66]}\n",
		/* "SIP/2.1 is no start line …", "SIP/2.0 x" */
		"{\"data\":\"U0lQLzIuMSBpcyBubyBzdGFydCBsaW5lLCBhbmQgc28gdGhpcyBpcyBubyBtZXNzYWdlIG9mIG91cnMgYXQgYWxs\"}\n",
		"data: U0lQLzIuMCB4\n",
		"\xc2\xa7 7 and \xc3\xa4\n",
	};
	struct buf out = BUF_INIT;
	bool done;

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		run(slice_of(texts[i]), SIZE_MAX, 5, &out, &done);
		assert_true(slice_eq(buf_slice(&out), slice_of(texts[i])));
		assert_false(done);
	}
	buf_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_the_characters_back),
		cmocka_unit_test(leaves_what_only_looks_like_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
