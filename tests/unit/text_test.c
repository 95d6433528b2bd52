/* SPDX-License-Identifier: MIT */
/* Messages in texts of every dress: what is found, where, with which bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/memory.h"
#include "input/text/text.h"
#include "knowledge/knowledge.h"
#include "same_index.h"

/* The headers of one answer, each behind `p` and before `e`. */
#define TAIL(p, e) p "Via: SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bKq1" e p "From: <sip:eve@lab.test>;tag=f1" e \
	p "To: <sip:sam@lab.test>;tag=t2" e p "Call-ID: k7@192.0.2.7" e p "CSeq: 8 INVITE" e p "Content-Length: 0" e
#define BUSY(p, e) p "SIP/2.0 486 Busy Here" e TAIL(p, e)
#define FOUND " SIP/2.0 486 Busy Here k7@192.0.2.7\n"

#define SDP(p, e) p "v=0" e p "o=- 1 1 IN IP4 192.0.2.7" e p "s=-" e p "c=IN IP4 192.0.2.7" e p "t=0 0" e
#define INVITE(p, e, length) p "INVITE sip:sam@lab.test SIP/2.0" e p "Via: SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bKq1" e \
	p "From: <sip:eve@lab.test>;tag=f1" e p "To: <sip:sam@lab.test>" e p "Call-ID: k7@192.0.2.7" e \
	p "CSeq: 8 INVITE" e p "Content-Type: application/sdp" e p "Content-Length: " length e
#define INVITE_FOUND " INVITE sip:sam@lab.test SIP/2.0 k7@192.0.2.7\n"

static struct slice
header(struct slice bytes, struct slice name)
{
	while (bytes.n > 0) {
		struct slice line = slice_trim(slice_cut(&bytes, '\n'));

		if (slice_starts_nocase(line, name))
			return slice_trim(slice_skip(line, name.n));
	}
	return SLICE("-");
}

/* One line a frame: line number, marks, start line, Call-ID. */
static void
on_frame(void *ctx, const struct frame *frame)
{
	struct buf *out = ctx;
	struct slice rest = frame->bytes, start = slice_trim(slice_cut(&rest, '\n'));
	struct slice id = header(frame->bytes, SLICE("Call-ID:"));

	assert_true(frame->index == NULL || same_index(frame->index, frame->bytes));
	if (frame->kind == FRAME_MENTION) {
		buf_addf(out, "%d! %.*s\n", (int)frame->where.line, SLICE_ARG(slice_trim(slice_skip(frame->bytes, frame->at))));
		return;
	}
	if (frame->kind == FRAME_WITNESS) {
		buf_addf(out, "%d? %.*s %.*s\n", (int)frame->where.line, SLICE_ARG(frame->witness->entry),
		    SLICE_ARG(frame->witness->phrase));
		return;
	}
	buf_addf(out, "%d%s%s%s%s %.*s %.*s\n", (int)frame->where.line, frame->kind == FRAME_HEADERS ? "+" : "",
	    frame->flags & FRAME_EXACT ? "=" : "", frame->flags & FRAME_EXCERPT ? "~" : "", frame->flags & FRAME_CUT ? "/" : "",
	    SLICE_ARG(start), SLICE_ARG(id));
}

static void
on_bytes(void *ctx, const struct frame *frame)
{
	buf_add(ctx, frame->bytes);
	buf_addstr(ctx, "|");
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
	(void)detail;
	fail_msg("trouble %d", what);
}

/* Whoever wants to know what comes soon gets a message when the next one is found, and all in the same order. */
static void
on_soon(void *ctx, const struct frame *frame)
{
	(void)ctx;
	assert_non_null(frame->index);
}

static struct knowledge *k;

static char *
scan(struct slice text, size_t step, bool soon, void (*frame)(void *ctx, const struct frame *frame))
{
	struct buf out = BUF_INIT;
	struct sink sink = { .ctx = &out, .frame = frame, .idle = on_idle, .trouble = on_trouble, .soon = soon ? on_soon : NULL };
	struct input_options options = { .remarks = knowledge_remarks(k) };
	struct text_scanner *s = text_scanner_new("x", &options, &sink);

	for (; text.n > 0; text = slice_skip(text, step))
		text_scanner_feed(s, slice_head(text, step));
	text_scanner_end(s, false);
	return buf_detach(&out);
}

struct vector {
	const char *name;
	struct slice text;
	const char *found;
};

#define TEXT(literal) { literal, sizeof(literal) - 1 }

static void
check(const struct vector *v, void (*frame)(void *ctx, const struct frame *frame))
{
	static const size_t steps[] = { SIZE_MAX, 1, 37 };

	for (size_t i = 0; i < 2 * sizeof steps / sizeof *steps; i++) {
		char *found = scan(v->text, steps[i / 2], i % 2, frame);

		if (strcmp(found, v->found) != 0)
			fail_msg("%s in steps of %zu:\n%swanted:\n%s", v->name, steps[i / 2], found, v->found);
		free(found);
	}
}

static void
finds_messages_in_every_dress(void **state)
{
	static const struct vector vectors[] = {
		{ "one after another", TEXT(BUSY("", "\r\n") "\r\n" INVITE("", "\r\n", "63") "\r\n" SDP("", "\r\n") BUSY("", "\r\n") "\r\n"),
		    "1=" FOUND "9=" INVITE_FOUND "23=" FOUND },
		{ "LF for CRLF", TEXT(BUSY("", "\n") "\n" INVITE("", "\n", "63") "\n" SDP("", "\n") BUSY("", "\n") "\n"),
		    "1" FOUND "9" INVITE_FOUND "23" FOUND },
		{ "no blank line between", TEXT(BUSY("", "\n") BUSY("", "\n")), "1" FOUND "8" FOUND },
		{ "CR CR LF", TEXT("{\r\n" BUSY("", "\r\r\n") "\r\r\n}\r\n"), "2" FOUND },
		{ "an indent", TEXT("recv 9 bytes from udp/[192.0.2.7]:5060 at 10:00:00.000001:\n" BUSY("   ", "\n") "   \n"), "2" FOUND },
		{ "a syslog prefix", TEXT(BUSY("Nov  2 10:00:09 sbc app[71]: ", "\n") "Nov  2 10:00:09 sbc app[71]:\n"), "1" FOUND },
		{ "other digits in each prefix", TEXT("10:00:08.9 [1] SIP/2.0 486 Busy Here\n" TAIL("10:00:10.11 [22] ", "\n")), "1" FOUND },
		{ "grep -n", TEXT("7:SIP/2.0 486 Busy Here\n" TAIL("8-", "\n") "--\n"), "1" FOUND },
		{ "a mark before the start line", TEXT("RX SIP/2.0 486 Busy Here\n" TAIL("", "\n")), "1" FOUND },
		{ "a quoted mail", TEXT(BUSY("> > ", "\n") "> >\n> thanks\n"), "1" FOUND },
		{ "a container's log", TEXT(BUSY("kam-1  | ", "\r\n") "kam-1  | \r\n"), "1" FOUND },
		{ "packet bytes glued on", TEXT("10:00:00.1 IP 192.0.2.7.5060 > 192.0.2.8.5060: SIP: SIP/2.0 486 Busy Here\n"
		    "E..8..@.@.xK......tb." BUSY("", "\n") "\n"), "2" FOUND },
		{ "the packet's line broken", TEXT("10:00:00.1 IP 192.0.2.7.5060 > 192.0.2.8.5060: SIP: SIP/2.0 486 Bu\nsy Here\n"
		    "E..8..@.@.xK......tb." BUSY("", "\n") "\n"), "3" FOUND },
		{ "the packet's line broken, of another code", TEXT("10:00:00.1 IP 192.0.2.7.5060 > 192.0.2.8.5060: SIP: SIP/2.0 481 Ca\nll\n"
		    "E..8..@.@.xK......tb." BUSY("", "\n") "\n"), "1~ SIP/2.0 481 Ca -\n3" FOUND },
		{ "dots for CR", TEXT("U 192.0.2.7:5060 -> 192.0.2.8:5060 #1\n" BUSY("", ".\n") ".\n\n"), "2" FOUND },
		{ "dots, hard wrapped", TEXT("SIP/2.0 486 Busy Here.\nVia: SIP/2.0/UDP 192.0.2.7:5060;bra\nnch=z9hG4bKq1.\n"
		    "From: <sip:eve@lab.test>;tag=f1.\nTo: <sip:sam@lab.test>;tag=t2.\nCall-ID: k7@192.0\n.2.7.\nCSeq: 8 INVITE.\n.\n"), "1" FOUND },
		{ "dots, of which a line has one alone", TEXT("SIP/2.0 486 Busy Here.\nVia: SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bKq1\n.\n"
		    "From: <sip:eve@lab.test>;tag=f1.\nTo: <sip:sam@lab.test>;tag=t2.\nCall-ID: k7@192.0.2.7\n.\nCSeq: 8 INVITE.\n.\n"), "1" FOUND },
		{ "indented, the rest at the edge is not", TEXT("recv 5 bytes\n   SIP/2.0 486 Busy Here\n   Via: SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bKq1;rport=5060;received=1\n"
		    "92.0.2.7\n   From: <sip:eve@lab.test>;tag=f1\n   To: <sip:sam@lab.test>;tag=t2\n   Call-ID: k7@192.0.2.7\n   CSeq: 8 INVITE\n   \n"), "2" FOUND },
		{ "ngrep -W single", TEXT("U 192.0.2.7:5060 -> 192.0.2.8:5060 " BUSY("", "..") "..\n"), "1" FOUND },
		{ "syslog escapes", TEXT("Nov  2 10:00:09 sbc k[7]: SENT#012" BUSY("", "#015#012") "#015\n"), "1" FOUND },
		{ "a JSON string", TEXT("{\"t\":\"2024-01-02T10:00:00Z\",\"m\":\"" BUSY("", "\\r\\n") "\\r\\n\",\"code\":486}\n"), "1" FOUND },
		{ "two in one JSON string", TEXT("{\"m\":\"" BUSY("", "\\r\\n") "\\r\\n" BUSY("", "\\r\\n") "\\r\\n\"}\n"), "1" FOUND "1" FOUND },
		{ "JSON in JSON", TEXT("{\"m\":\"{\\\"raw\\\":\\\"" BUSY("", "\\\\r\\\\n") "\\\\r\\\\n\\\"}\"}\n"), "1" FOUND },
		{ "docker's log driver", TEXT("{\"log\":\"SIP/2.0 486 Busy Here\\r\\n\",\"time\":\"2024-01-02T10:00:00Z\"}\n"
		    "{\"log\":\"To: \\u003csip:a@b\\u003e\\r\\n\",\"time\":\"2024-01-02T10:00:00Z\"}\n"
		    "{\"log\":\"Call-ID: k7@192.0.2.7\\r\\n\",\"time\":\"2024-01-02T10:00:00Z\"}\n"), "1" FOUND },
		{ "another driver's", TEXT("{\"timestamp\": \"2024-01-02T10:00:00Z\", \"message\": \"SIP/2.0 486 Busy Here\", \"host\": \"pbx\"}\n"
		    "{\"timestamp\": \"2024-01-02T10:00:00Z\", \"message\": \"To: <sip:a@b>\", \"host\": \"pbx\"}\n"
		    "{\"timestamp\": \"2024-01-02T10:00:00Z\", \"message\": \"Call-ID: k7@192.0.2.7\", \"host\": \"pbx\"}\n"), "1" FOUND },
		{ "the text stands last", TEXT("{\"stream\":\"stdout\",\"log\":\"SIP/2.0 486 Busy Here\\r\\n\"}\n"
		    "{\"stream\":\"stdout\",\"log\":\"To: <sip:a@b>\\r\\n\"}\n"
		    "{\"stream\":\"stdout\",\"log\":\"Call-ID: k7@192.0.2.7\\r\\n\"}\n"), "1" FOUND },
		{ "C literals", TEXT("char *m =\n" BUSY("    \"", "\\r\\n\"\n") "    \"\\r\\n\";\n"), "2" FOUND },
		{ "a literal ^M", TEXT(BUSY("", "^M\n") "^M\n"), "1" FOUND },
		{ "a CR alone, escaped", TEXT("10:00 sbc|from=a|message=\\r" BUSY("", "\\r") "\\r\n"), "1" FOUND },
		{ "an HTTP library's log", TEXT("10:00 DEBUG << \"" BUSY("", "[\\r][\\n]") "[\\r][\\n]\"\n"), "1" FOUND },
		{ "pictures of line ends", TEXT("10:00 RX " BUSY("", "\xe2\x90\x8d\xe2\x90\x8a") "\n"), "1" FOUND },
		{ "bars for line ends", TEXT("10:00 RX " BUSY("", " | ") "\n"), "1" FOUND },
		{ "^M on one line", TEXT("Oct  1 phone: TX " BUSY("", "^M ") "^M\n"), "1" FOUND },
		{ "line ends are lost", TEXT("Got SIP/2.0 486 Busy Here Via: SIP/2.0/UDP 192.0.2.7 From: \"a: b\" <sip:eve@lab.test>  Call-ID: k7@192.0.2.7 "
		    "CSeq: 8 INVITE Content-Length: 0 | 402\n"), "1" FOUND },
		{ "those of two messages", TEXT("SIP/2.0 486 Busy Here Via: SIP/2.0/UDP 192.0.2.7 From: <sip:eve@lab.test> Call-ID: k7@192.0.2.7 "
		    "CSeq: 8 INVITE Content-Length: 5 v=0 s=- SIP/2.0 486 Busy Here Via: SIP/2.0/UDP 192.0.2.7 From: <sip:eve@lab.test> "
		    "Call-ID: k7@192.0.2.7 CSeq: 8 INVITE Content-Length: 0\n"), "1" FOUND "1" FOUND },
		{ "an empty line after each", TEXT("Received:\n\n" BUSY("", "\n\n") "\n\n"), "3" FOUND },
		{ "a Via broken behind its transport", TEXT("SIP/2.0 486 Busy Here\nVia: SIP/2.0/UDP\n192.0.2.7:5060;branch=z9hG4bKq1\n"
		    "From: <sip:eve@lab.test>\nCall-ID: k7@192.0.2.7\n\n"), "1" FOUND },
		{ "a word that did not fit", TEXT("SIP/2.0 486 Busy Here\nTo: <sip:a@b>\nUser-Agent: Some phone\n"
		    "Of-A-Make-With-A-Name-Longer-Than-Half-A-Line\nCall-ID: k7@192.0.2.7\n\n"), "1" FOUND },
		{ "cut in a header line", TEXT("SIP/2.0 486 Busy Here\nCall-ID: k7@192.0.2.7\nTo: <sip:a@"), "1/" FOUND },
		{ "chunks with a prefix each", TEXT("<15> box [a] USER.DEBUG  SIP/2.0 486 Busy Here\nTo: <sip:sam@lab.test>\n\n"
		    "<15> box [a] USER.DEBUG  From: <sip:eve@lab.test>\n\n<15> box [a] USER.DEBUG  Call-ID: k7@192.0.2.7\n\n"
		    "<14> box [a] USER.INFO  idle\n"), "1" FOUND },
		{ "colours", TEXT("\033[1mSIP/2.0 \033[33m486 Busy Here\033[0m\n" TAIL("", "\n")), "1" FOUND },
		{ "a byte order mark", TEXT("\xef\xbb\xbf" BUSY("", "\r\n") "\r\n"), "1=" FOUND },
		{ "a network monitor's record", TEXT("{\"ts\":1709618828.5,\"id.orig_h\":\"192.0.2.7\",\"method\":\"INVITE\",\"call_id\":\"k7@192.0.2.7\","
		    "\"seq\":\"8 INVITE\",\"request_path\":[\"SIP/2.0/UDP 192.0.2.7\"],\"response_path\":[\"SIP/2.0/UDP 192.0.2.7\"],"
		    "\"status_code\":486,\"status_msg\":\"Busy Here\"}\nx\n"), "1~" FOUND },
		{ "its record in columns", TEXT("1709618828.5\tC\t192.0.2.7\t5060\t192.0.2.8\t5060\t0\tINVITE\tsip:a@b\t-\t<sip:a@b>\t<sip:c@d>\t-\t<sip:c@d>\t-\t"
		    "k7@192.0.2.7\t8 INVITE\t-\tSIP/2.0/UDP 192.0.2.7\tSIP/2.0/UDP 192.0.2.7\t-\t486\tBusy Here\t-\t0\t0\t-\n"), "1~" FOUND },
		{ "its record without an answer", TEXT("{\"call_id\":\"x\",\"seq\":\"8 INVITE\",\"request_path\":[\"SIP/2.0/UDP 192.0.2.7\"]}\n"), "" },
		{ "an intrusion detector's", TEXT("{\"timestamp\":\"2024-03-05T06:07:08Z\",\"src_ip\":\"192.0.2.8\",\"dest_ip\":\"192.0.2.7\",\"sip\":{\"code\":\"486\","
		    "\"response_line\":\"SIP/2.0 486 Busy \\ud83d\\ude00 \\u00e9\\ud83d\"}}\n"), "1~ SIP/2.0 486 Busy \xf0\x9f\x98\x80 \xc3\xa9\xef\xbf\xbd -\n" },
		{ "HTML", TEXT("<pre>\nSIP/2.0 486 Busy Here\nFrom: &lt;sip:eve@lab.test&gt;\nCall-ID: k7@192.0.2.7\n\n</pre>\n"), "2" FOUND },
		{ "a page of HTML on one line", TEXT("<p>SIP/2.0 486 Busy Here<br/>From: &lt;sip:eve@lab.test&gt;<br/>Call-ID: k7@192.0.2.7<br/><br/></p>\n"), "1" FOUND },
		{ "an attribute of XML", TEXT("<e to=\"x\" data=\"SIP/2.0 486 Busy Here&#10;From: &lt;sip:eve@lab.test&gt;&#10;Call-ID: k7@192.0.2.7&#10;&#10;\"/>\n"), "1" FOUND },
		{ "a mail", TEXT("Content-Transfer-Encoding: quoted-printable\n\nSIP/2.0 486 Busy =\nHere\nTo: <sip:a@b>;tag=3Dx\nCall-ID: k7=40192.0.2.7\n\n"), "3" FOUND },
		{ "a journal's record", TEXT("{\"__REALTIME_TIMESTAMP\":\"1\",\"MESSAGE\":[83,73,80,47,50,46,48,32,52,56,54,32,66,117,115,121,32,72,101,114,101,13,10,"
		    "84,111,58,32,120,13,10,67,97,108,108,45,73,68,58,32,107,55,64,49,57,50,46,48,46,50,46,55,13,10,13,10]}\n"), "1" FOUND },
		{ "a dissected packet", TEXT("Session Initiation Protocol (486)\n    Status-Line: SIP/2.0 486 Busy Here\n        Status-Code: 486\n"
		    "    Message Header\n        From: <sip:eve@lab.test>\n            SIP from tag: f1\n        Call-ID: k7@192.0.2.7\n\n"), "2" FOUND },
		{ "a dissected packet with a long line", TEXT("Session Initiation Protocol (486)\n    Status-Line: SIP/2.0 486 Busy Here\n"
		    "    Message Header\n        From: <sip:eve@lab.test>\n         [truncated]Call-ID: k7@192.0.2.7\n            [Part: 1]\n\n"), "2/" FOUND },
		{ "an array of header lines", TEXT("{\"label\": \"SIP/2.0 486 Busy Here\", \"raw\": [" "\"SIP/2.0 486 Busy Here\", \"To: <sip:a@b>\", "
		    "\"Call-ID: k7@192.0.2.7\"]}\n"), "1" FOUND },
		{ "an array over lines", TEXT("[\n  \"SIP/2.0 486 Busy Here\",\n  \"To: <sip:a@b>\",\n  \"Call-ID: k7@192.0.2.7\"\n]\n"), "2" FOUND },
		{ "members of an object", TEXT("{\"ts\": 1709618828.5, \"start_line\": \"SIP/2.0 486 Busy Here\", \"headers\": {\"Via\": \"SIP/2.0/UDP 192.0.2.7\", \"Call-ID\": \"k7@192.0.2.7\"}}\n"), "1~" FOUND },
		{ "headers beside the start line", TEXT("{\"status_line\":\"SIP/2.0 486 Busy Here\",\"Via\": \"SIP/2.0/UDP 192.0.2.7\", \"Call-ID\": \"k7@192.0.2.7\"}\n"), "1~" FOUND },
		{ "headers before it", TEXT("{\"headers\": {\"Via\": \"SIP/2.0/UDP 192.0.2.7\", \"Call-ID\": \"k7@192.0.2.7\"}, \"line\": \"SIP/2.0 486 Busy Here\"}\n"), "1~" FOUND },
		{ "pairs of name and value", TEXT("{\"line\": \"SIP/2.0 486 Busy Here\", \"sipHeaders\": [{\"name\": \"To\", \"value\": \"<sip:a@b>\"}, "
		    "{\"name\": \"Call-ID\", \"value\": \"k7@192.0.2.7\"}]}\n"), "1~" FOUND },
		{ "members a line each", TEXT("{\n  \"line\": \"SIP/2.0 486 Busy Here\",\n  \"headers\": {\n    \"to\": \"<sip:a@b>\",\n"
		    "    \"call-id\": [\n      \"k7@192.0.2.7\"\n    ]\n  }\n}\n{\n  \"line\": \"SIP/2.0 486 Busy Here\",\n  \"headers\": {\n    \"to\": \"<sip:a@b>\",\n"
		    "    \"call_id\": \"k7@192.0.2.7\"\n  }\n}\n"), "2~" FOUND "11~" FOUND },
		{ "a record a line of it, printed", TEXT("{\n \"p\": 6,\n \"MESSAGE\": \"SIP/2.0 486 Busy Here\"\n}\n{\n \"p\": 6,\n \"MESSAGE\": \"To: <sip:a@b>\"\n}\n"
		    "{\n \"p\": 6,\n \"MESSAGE\": \"Call-ID: k7@192.0.2.7\"\n}\n{\n \"p\": 6,\n \"MESSAGE\": \"done: 1\"\n}\n"), "3~" FOUND },
		{ "keys before each line", TEXT("[SIP/2.0 486 Busy Here] => SIP/2.0 486 Busy Here\n[To] => To: <sip:a@b>\n"
		    "[Call-ID] => Call-ID: k7@192.0.2.7\n)\n"), "1" FOUND },
		{ "ngrep's wrapping", TEXT("U 192.0.2.7:5060 -> 192.0.2.8:5060\n  SIP/2.0 486 Busy Here..To: <sip:a@b>..Call-ID: k7@1\n"
		    "  92.0.2.7..CSeq: 8 INVITE....                       \n\n"), "2" FOUND },
		{ "the next record of the log", TEXT("Jan 1 10:00:01 192.0.2.1 [S=17] [SID=b9:24]  (N 6) ---- Incoming SIP Message ---- #012SIP/2.0 486 Busy Here #012To: <sip:a@b> #012\n"
		    "Jan 1 10:00:01 192.0.2.1 [S=18] [SID=b9:24]  From: <sip:c@d> #012Call-ID: k7@192.0.2.7 #012 #012  [Time:10:00]\n"), "1" FOUND },
		{ "a response a tool expected", TEXT("want SIP/2.0 401, got 'SIP/2.0 486 Busy Here\\r\\nTo: <sip:a@b>\\r\\nCall-ID: k7@192.0.2.7\\r\\n\\r\\n'\n"), "1" FOUND },
		{ "UTF-16", TEXT("\xff\xfe" "S\0I\0P\0/\0002\0.\0000\0 \0004\0008\0006\0 \0B\0\n\0T\0o\0:\0x\0\n\0i\0:\0y\0\n\0\n\0"), "1 SIP/2.0 486 B -\n" },
		{ "half a pair of UTF-16 stands for nothing, nor does what comes later", TEXT("\xff\xfe" "S\0I\0P\0/\0002\0.\0000\0 \0004\0008\0006\0 \0"
		    "\0\xd8" "B\0" "\0\xdc" "\n\0T\0o\0:\0x\0\n\0i\0:\0y\0\n\0\n\0"), "1 SIP/2.0 486 B\xef\xbf\xbd -\n" },
		{ "an escape that is none", TEXT("got 'SIP/2.0 486 \\x42\\xzy\\r\\nTo: <sip:a@b>\\r\\nCall-ID: k7@192.0.2.7\\r\\n\\r\\n'\n"), "1 SIP/2.0 486 Bxzy k7@192.0.2.7\n" },
		{ "a hex dump", TEXT("\t0x0000:  5349 502f 322e 3020 3438 3620 4275 7379  SIP/2.0.486.Busy\n"
		    "\t0x0010:  2048 6572 650d 0a54 6f3a 203c 7369 703a  .Here..To:.<sip:\n"
		    "\t0x0020:  6140 623e 0d0a 4361 6c6c 2d49 443a 206b  a@b>..Call-ID:.k\n"
		    "\t0x0030:  3740 3139 322e 302e 322e 370d 0a0d 0a    7@192.0.2.7....\n"), "1" FOUND },
		{ "a message behind the dump of a whole one", TEXT("\t0x0000:  5349 502f 322e 3020 3438 3620 4275 7379  SIP/2.0.486.Busy\n"
		    "\t0x0010:  2048 6572 650d 0a54 6f3a 203c 7369 703a  .Here..To:.<sip:\n"
		    "\t0x0020:  6140 623e 0d0a 4361 6c6c 2d49 443a 206b  a@b>..Call-ID:.k\n"
		    "\t0x0030:  3740 3139 322e 302e 322e 370d 0a43 6f6e  7@192.0.2.7..Con\n"
		    "\t0x0040:  7465 6e74 2d4c 656e 6774 683a 2030 0d0a  tent-Length:.0..\n"
		    "\t0x0050:  0d0a                                     ..\n"
		    "\n" BUSY("", "\r\n") "\r\n"), "1=" FOUND "8=" FOUND },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
		check(&vectors[i], on_frame);
}

static void
count_indexes(void *ctx, const struct frame *frame)
{
	buf_addstr(ctx, frame->index != NULL ? "+" : "-");
}

/* What stands in the text as it was on the wire, line ends apart, is indexed on the way, and only that. */
static void
hands_on_the_index_of_what_stands_as_it_was(void **state)
{
	static const struct vector vectors[] = {
		{ "plain", TEXT(BUSY("", "\r\n") "\r\n"), "+" },
		{ "with a body", TEXT(INVITE("", "\r\n", "63") "\r\n" SDP("", "\r\n")), "+" },
		{ "two", TEXT(BUSY("", "\r\n") "\r\n" BUSY("", "\r\n") "\r\n"), "++" },
		{ "LF only", TEXT(BUSY("", "\n") "\n"), "+" },
		{ "prefixed", TEXT(BUSY("log: ", "\r\n") "log: \r\n"), "-" },
		{ "folded", TEXT("SIP/2.0 486 Busy Here\r\nSubject: a\r\n b\r\n" TAIL("", "\r\n") "\r\n"), "+" },
		{ "two lengths", TEXT(BUSY("", "\r\n") "l: 0\r\n\r\n"), "+" },
		{ "no length", TEXT("SIP/2.0 486 Busy Here\r\nCall-ID: k7\r\nCSeq: 8 INVITE\r\n\r\n"), "+" },
		{ "a line that is no header", TEXT(BUSY("", "\r\n") "what is this\r\n\r\n"), "+" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
		check(&vectors[i], count_indexes);
}

static void
takes_start_lines_alone_as_labels(void **state)
{
	static const struct vector vectors[] = {
		{ "pasted", TEXT("SIP/2.0 480 Worker no funciona\n"), "1~ SIP/2.0 480 Worker no funciona -\n" },
		{ "under a frame marker", TEXT("recv 9 bytes from udp/[192.0.2.7] at 10:00:00.000001:\n   SIP/2.0 180 Ringing\n\n"),
		    "2~ SIP/2.0 180 Ringing -\n" },
		{ "a row", TEXT("1\t192.0.2.7\tSIP/2.0 486 Busy Here\t8 INVITE\tk7@192.0.2.7\n"), "1~" FOUND },
		{ "the last line after a message", TEXT(BUSY("", "\n") "\nthen came\nSIP/2.0 603 Decline"), "1" FOUND "10~ SIP/2.0 603 Decline -\n" },
		{ "the last line, and one header", TEXT(BUSY("", "\n") "\nthen came\nSIP/2.0 603 Decline\nCall-ID: k8@192.0.2.7\n"),
		    "1" FOUND "10~ SIP/2.0 603 Decline k8@192.0.2.7\n" },
		{ "the last line, and half a header", TEXT(BUSY("", "\n") "\nthen came\nSIP/2.0 603 Decline\nCall-ID: k8@1"),
		    "1" FOUND "10~/ SIP/2.0 603 Decline -\n" },
		{ "under a line that names it", TEXT(BUSY("", "\n") "\n== from the proxy ==\nSIP/2.0 603 Decline\n\nand that was all\n"),
		    "1" FOUND "10~ SIP/2.0 603 Decline -\n" },
		{ "under a line that names it, and one header", TEXT(BUSY("", "\n") "\nIts answer:\nSIP/2.0 603 Decline\nCall-ID: k8@192.0.2.7\n...\n"),
		    "1" FOUND "10~ SIP/2.0 603 Decline k8@192.0.2.7\n" },
		{ "the message follows", TEXT("RECEIVED:\nSIP/2.0 486 Busy Here\n\nRaw:\nb'" BUSY("", "\\r\\n") "\\r\\n'\n"), "5" FOUND },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
		check(&vectors[i], on_frame);
}

static void
takes_fragments_of_a_short_text(void **state)
{
	static const struct vector vectors[] = {
		{ "quoted", TEXT("they wrote:\n> SIP/2.0 480 Away\n> thanks\n"), "2~ SIP/2.0 480 Away -\n" },
		{ "an item of a list", TEXT("Seen:\n\n* SIP/2.0 486 Busy Here\n* twice\n"), "3~ SIP/2.0 486 Busy Here -\n" },
		{ "within an address", TEXT("SIP/2.0 480 Away\nTo: <sip:a@b>\nCall-ID: k7@192.0.2.7\nFrom: <sip:1\n"), "1/ SIP/2.0 480 Away k7@192.0.2.7\n" },
		{ "before a parameter", TEXT("SIP/2.0 480 Away\nTo: <sip:a@b>\nCall-ID: k7@192.0.2.7\nFrom: <sip:c@d>;\n"), "1/ SIP/2.0 480 Away k7@192.0.2.7\n" },
		{ "behind an address", TEXT("SIP/2.0 480 Away\nTo: <sip:a@b>\nCall-ID: k7@192.0.2.7\nFrom: \"<\" <sip:c@d>\n"), "1 SIP/2.0 480 Away k7@192.0.2.7\n" },
		{ "within an address, and an empty line", TEXT("SIP/2.0 480 Away\nTo: <sip:a@b>\nCall-ID: k7@192.0.2.7\nFrom: <sip:1\n\n"),
		    "1 SIP/2.0 480 Away k7@192.0.2.7\n" },
		{ "numbered", TEXT("2. SIP/2.0 486 Busy Here\nthen nothing\n"), "1~ SIP/2.0 486 Busy Here -\n" },
		{ "between fences", TEXT("so:\n```\nSIP/2.0 404 Gone Fishing\n```\n"), "3~ SIP/2.0 404 Gone Fishing -\n" },
		{ "set in", TEXT("why?\n\n    SIP/2.0 488 No\n"), "3~ SIP/2.0 488 No -\n" },
		{ "with one header", TEXT("SIP/2.0 480 Away\nCall-ID: k7@192.0.2.7\n"), "1~ SIP/2.0 480 Away k7@192.0.2.7\n" },
		{ "with a header that is cut", TEXT("SIP/2.0 480 Away\nVia: SIP/2.0/UDP 192.0.2.7;"), "1~/ SIP/2.0 480 Away -\n" },
		{ "a comment behind a dash", TEXT("we get\nSIP/2.0 403 Barred \xe2\x80\x94 ask sales\n"), "2~ SIP/2.0 403 Barred -\n" },
		{ "in a sentence", TEXT("It says `SIP/2.0 420 Bad Extension` and\nhangs up\n"), "1! SIP/2.0 420 Bad Extension` and\n" },
		{ "behind a label", TEXT("x\n\xd0\x9f\xd1\x80\xd0\xb8\xd1\x87: 486 Busy Here\n"), "2! 486 Busy Here\n" },
		{ "two in a line", TEXT("first 403 Forbidden, then 480 Gone\nodd\n"), "1! 403 Forbidden, then 480 Gone\n1! 480 Gone\n" },
		{ "behind its phrase", TEXT("Call ended: Bad Request (SIP 400)\nx\n"), "1! 400)\n" },
		{ "as a phone shows it", TEXT("VoIP\n0x480 Nummer nicht da\n"), "2! 0x480 Nummer nicht da\n" },
		{ "through a unit's docker", TEXT("Mar  1 10:00:00 h docker[7]: call to trunk: 480 Gone\nx\n"), "1! 480 Gone\n" },
		{ "header lines", TEXT("the BYE had\n> Reason: Q.850;cause=34\n> Server: x\n"), "2+ Reason: Q.850;cause=34 -\n" },
		{ "beside a request", TEXT(INVITE("", "\r\n", "0") "\r\nand then 486 Busy Here came\n"), "1=" INVITE_FOUND "10! 486 Busy Here came\n" },
		{ "after a provisional response", TEXT("SIP/2.0 100 Trying\n" TAIL("", "\n") "\nthen 486 Busy Here came\n"),
		    "1 SIP/2.0 100 Trying k7@192.0.2.7\n9! 486 Busy Here came\n" },
		{ "beside a remark", TEXT("-- Got SIP response 503 \"Down\" back from 192.0.2.7\nso 503 Down it is\nSIP/2.0 503 Down\n"),
		    "1? code.503 Down\n1! 503 \"Down\" back from 192.0.2.7\n2! 503 Down it is\n3~ SIP/2.0 503 Down -\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
		check(&vectors[i], on_frame);
}

static void
takes_no_fragment_of_another_kind_of_text(void **state)
{
	static const struct vector vectors[] = {
		{ "a response stands there", TEXT(BUSY("", "\n") "\nthen 404 Not Found\n"), "1" FOUND },
		{ "prose on both sides", TEXT(BUSY("", "\n") "\nIts answer is\nSIP/2.0 603 Decline\nas we know.\n"), "1" FOUND },
		{ "prose below", TEXT(BUSY("", "\n") "\nIts answer:\nSIP/2.0 603 Decline\nwhich is right.\n"), "1" FOUND },
		{ "prose above", TEXT(BUSY("", "\n") "\nIts answer is\nSIP/2.0 603 Decline\n\nas we know.\n"), "1" FOUND },
		{ "a request's last line", TEXT(BUSY("", "\n") "\nIt asked\nBYE sip:a@b SIP/2.0\n"), "1" FOUND },
		{ "numbers", TEXT("486 of 503 users sit in room 404,\nline 480.\nCable 0x480 = 1\n"), "1! 486 of 503 users sit in room 404,\n1! 503 users sit in room 404,\n" },
		{ "a process", TEXT("Mar  1 10:00:00 sip[486]: Busy Here it says\nForbidden [403]: no\n"), "2! 403]: no\n" },
		{ "parts of numbers", TEXT("#404 Not found, v4.404 Not, 1404 Not, 404th Not,\n+486 Busy Here\n"), "" },
		{ "what would be", TEXT("When the peer is busy it returns 486 Busy Here.\n\n"), "" },
		{ "a change log", TEXT("1.2:\n* fixed: 486 Busy Here was sent twice\n* added 603 Decline\n"), "" },
		{ "a standard", TEXT("21.4.4 403 Forbidden\n\nThe request SHOULD NOT be repeated.\n21.4.5 404 Not Found\n"), "" },
		{ "code", TEXT("log.error(\"486 Busy Here\")\nx = 1;\ny = 2;\n"), "" },
		{ "a template", TEXT("<send><![CDATA[\nSIP/2.0 486 Busy Here\n[last_Via:]\n]]>\n"), "" },
		{ "a web server's log", TEXT("192.0.2.7 \"GET /x HTTP/1.0\" 404 Not Found\n"), "" },
		{ "a client of one", TEXT("curl said: 503 Service Unavailable\nodd\n"), "" },
		{ "a registry of images", TEXT("Mar  1 10:00:00 h docker[7]: the daemon got 404 Not Found\ndocker pull: 503 Service Unavailable\n"), "" },
		{ "a list of codes", TEXT("400 Bad Request\n403 Forbidden\n404 Not Found\n480 Gone\n486 Busy Here\n"), "" },
		{ "a difference", TEXT("diff --git a/x b/x\n+reply 486 Busy Here\n"), "" },
		{ "a template of text", TEXT("{% if busy %}\nSIP/2.0 486 Busy Here\n{% endif %}\n"), "" },
		{ "a test plan", TEXT("1. Expected: 486 Busy Here\n2. Expected: 404 Not Found\n"), "" },
		{ "a search", TEXT("sipgrep '^SIP/2.0 603' -m\n\n"), "" },
		{ "prose with colons", TEXT("Reason: the line was down\nWarning: 300 files left\n"), "2! 300 files left\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
		check(&vectors[i], on_frame);
}

static void
finds_nothing_where_no_message_stands(void **state)
{
	static const struct vector vectors[] = {
		{ "prose", TEXT("When the peer sends SIP/2.0 404 Not Found the call ends.\nFrom: here on it is quiet.\n"), "" },
		{ "prose that begins with a version", TEXT("SIP/2.0 is a protocol.\nSIP/2.0 4x4 What\nIs: that\n"), "" },
		{ "a version that goes on", TEXT("INVITE sip:sam@lab.test SIP/2.0/UDP\n" TAIL("", "\n") "\n"), "" },
		{ "another version", TEXT("INVITE sip:sam@lab.test SIP/2.0-x\n" TAIL("", "\n") "\n"), "" },
		{ "in brackets", TEXT("(INVITE sip:sam@lab.test SIP/2.0)\n" TAIL("", "\n") "\n"), "" },
		{ "mail", TEXT("Subject: SIP/2.0 200 OK\nFrom: bob\nTo: ann\n\nhello\n"), "" },
		{ "SQL", TEXT("INSERT INTO t VALUES ('SIP/2.0 404 Not Found', 1);\n"), "" },
		{ "HTTP", TEXT("HTTP/1.1 404 Not Found\nServer: x\nDate: y\n\n"), "" },
		{ "a template", TEXT("      SIP/2.0 180 Ringing\n      [last_Via:]\n      [last_From:]\n      Content-Length: 0\n"), "" },
		{ "a fragment in a body", TEXT("NOTIFY sip:a@b SIP/2.0\r\nTo: x\r\nCall-ID: k7@192.0.2.7\r\nContent-Type: message/sipfrag\r\n"
		    "Content-Length: 24\r\n\r\nSIP/2.0 503 Unavailable\r\n"), "1= NOTIFY sip:a@b SIP/2.0 k7@192.0.2.7\n" },
		{ "the same with an empty line after each", TEXT("Received:\n\nNOTIFY sip:a@b SIP/2.0\n\nTo: <sip:a@b>\n\nFrom: <sip:c@d>\n\nCall-ID: k7@192.0.2.7\n\n"
		    "CSeq: 8 NOTIFY\n\nContent-Type: message/sipfrag\n\nContent-Length: 25\n\n\n\nSIP/2.0 503 Unavailable\n\n\n"),
		    "3 NOTIFY sip:a@b SIP/2.0 k7@192.0.2.7\n" },
		{ "the same behind its label", TEXT("$$begin_record\nStart-Line: NOTIFY sip:a@b SIP/2.0\nTo: <sip:a@b>\nFrom: <sip:c@d>\nCall-ID: k7@192.0.2.7\n"
		    "CSeq: 8 NOTIFY\nContent-Type: message/sipfrag\nContent-Length: 25\nMessage-Body: SIP/2.0 503 Unavailable\n$$end_record\n"),
		    "2 NOTIFY sip:a@b SIP/2.0 k7@192.0.2.7\n" },
		{ "an attribute beside it", TEXT("<m firstLine=\"SIP/2.0 486 Busy Here\">\n<![CDATA[" BUSY("", "\r\n") "\r\n]]></m>\n"), "2=" FOUND },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
		check(&vectors[i], on_frame);
}

static void
keeps_the_bytes_of_a_message(void **state)
{
	static const struct vector vectors[] = {
		{ "folding", TEXT("SIP/2.0 486 Busy\r\nTo: <sip:a@b>\r\n ;tag=1\r\nCall-ID: x\r\n\r\n"),
		    "SIP/2.0 486 Busy\r\nTo: <sip:a@b>\r\n ;tag=1\r\nCall-ID: x\r\n\r\n|" },
		{ "a value on the next line", TEXT("SIP/2.0 486 Busy\nTo: \n<sip:a@b>;tag=1\nCall-ID: x\nCSeq: 1 BYE\n\n"),
		    "SIP/2.0 486 Busy\r\nTo: <sip:a@b>;tag=1\r\nCall-ID: x\r\nCSeq: 1 BYE\r\n\r\n|" },
		{ "a Call-ID that ends in a dot", TEXT("SIP/2.0 486 Busy.\nCall-ID: x..\nTo: <sip:a@b>.\n.\n"),
		    "SIP/2.0 486 Busy\r\nCall-ID: x.\r\nTo: <sip:a@b>\r\n\r\n|" },
		{ "escaped quotes", TEXT("{\"m\":\"SIP/2.0 486 Busy\\r\\nFrom: \\\"A\\\" <sip:a@b>\\r\\nCall-ID: x\\r\\n\\r\\n\"}\n"),
		    "SIP/2.0 486 Busy\r\nFrom: \"A\" <sip:a@b>\r\nCall-ID: x\r\n\r\n|" },
		{ "^M in the body alone", TEXT("SIP/2.0 200 OK\nTo: <sip:a@b>\nCall-ID: x\nContent-Type: application/sdp\nContent-Length: 10\n\nv=0^M\ns=-^M\n"),
		    "SIP/2.0 200 OK\r\nTo: <sip:a@b>\r\nCall-ID: x\r\nContent-Type: application/sdp\r\nContent-Length: 10\r\n\r\nv=0\r\ns=-\r\n|" },
		{ "broken at blanks", TEXT("SIP/2.0 486 Busy\nFrom: \"Somebody With A Very Long Name That Is Longer\nThan A Line Can Be\" <sip:a@b>\n"
		    "Contact: <sip:somebody@example.com;transport=udp>\n;expires=60\nCall-ID: x\n\n"),
		    "SIP/2.0 486 Busy\r\nFrom: \"Somebody With A Very Long Name That Is Longer Than A Line Can Be\" <sip:a@b>\r\n"
		    "Contact: <sip:somebody@example.com;transport=udp> ;expires=60\r\nCall-ID: x\r\n\r\n|" },
		{ "broken at a width", TEXT("SIP/2.0 486 Busy\nTo: <sip:a@b>;tag=0123456789012345678901234567890123456\n789\n"
		    "Contact: <sip:somebyy@example.com>;+sip.instance=\"<urn:\nd:0000>\"\nCall-ID: x\n\n"),
		    "SIP/2.0 486 Busy\r\nTo: <sip:a@b>;tag=0123456789012345678901234567890123456789\r\n"
		    "Contact: <sip:somebyy@example.com>;+sip.instance=\"<urn:d:0000>\"\r\nCall-ID: x\r\n\r\n|" },
		{ "broken at a width, and again", TEXT("SIP/2.0 486 Busy\nAuthorization: Digest username=\"anna\", realm=\"example.net\", nonce=\"01234\n"
		    "56789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abc\n"
		    "def\", uri=\"sip:b\", response=\"0123456789abcdef0123456789abcdef\"\nCall-ID: x\n\n"),
		    "SIP/2.0 486 Busy\r\nAuthorization: Digest username=\"anna\", realm=\"example.net\", nonce=\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\", uri=\"sip:b\", response=\"0123456789abcdef0123456789abcdef\"\r\nCall-ID: x\r\n\r\n|" },
		{ "broken before what is no time", TEXT("SIP/2.0 486 Busy\nVia: SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bKPj0003d20a658-ec00-4773-a9\n"
		    "48-270fbcc67161;rport\nCall-ID: x\n\n"),
		    "SIP/2.0 486 Busy\r\nVia: SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bKPj0003d20a658-ec00-4773-a948-270fbcc67161;rport\r\nCall-ID: x\r\n\r\n|" },
		{ "a time ends it", TEXT("SIP/2.0 486 Busy\nVia: SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bKPj0003d20a658-ec00-4773-a9\n"
		    "10:00:01 end\nCall-ID: x\n\n"), "SIP/2.0 486 Busy\r\nVia: SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bKPj0003d20a658-ec00-4773-a9\r\n\r\n|" },
		{ "indented, broken at the edge", TEXT("   SIP/2.0 486 Busy\n   Via: SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bK-o6lvpdy2dujx;rport=5060;receiv\ned=192.0.2.7\n   Call-ID: x\n   \n"),
		    "SIP/2.0 486 Busy\r\nVia: SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bK-o6lvpdy2dujx;rport=5060;received=192.0.2.7\r\nCall-ID: x\r\n\r\n|" },
		{ "indented, and what follows is not", TEXT("   SIP/2.0 486 Busy\n   Via: SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bK-o6lvpdy2dujx;rport=5060;receiv\nrecv 3 bytes\nCall-ID: x\n"),
		    "SIP/2.0 486 Busy\r\nVia: SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bK-o6lvpdy2dujx;rport=5060;receiv\r\n\r\n|" },
		{ "broken before a quote", TEXT("SIP/2.0 486 Busy\nAuthorization: Digest username=\"anna\", realm=\"example.net\", uri=\"sip:b\", nonce=\n\"01\"\nCall-ID: x\n\n"),
		    "SIP/2.0 486 Busy\r\nAuthorization: Digest username=\"anna\", realm=\"example.net\", uri=\"sip:b\", nonce=\"01\"\r\nCall-ID: x\r\n\r\n|" },
		{ "SDP broken at a width", TEXT("SIP/2.0 200 OK\nCall-ID: x\nCSeq: 1 INVITE\nContent-Type: application/sdp\nContent-Length: 183\n\nv=0\no=- 1 1 IN IP4 h\ns=-\nc=IN IP4 192.0.2.7\nt=0 0\nm=audio 4000 RTP/AVP 0\na=candidate:2 1 UDP 1694498687 198.51.100.75 40812 typ srflx raddr 192.168.\n0.75 rport 7078\na=rtcp-mux\ndone\n"),
		    "SIP/2.0 200 OK\r\nCall-ID: x\r\nCSeq: 1 INVITE\r\nContent-Type: application/sdp\r\nContent-Length: 183\r\n\r\nv=0\r\no=- 1 1 IN IP4 h\r\ns=-\r\nc=IN IP4 192.0.2.7\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\na=candidate:2 1 UDP 1694498687 198.51.100.75 40812 typ srflx raddr 192.168.0.75 rport 7078\r\na=rtcp-mux\r\n|" },
		{ "SDP behind its label", TEXT("Start-Line: SIP/2.0 200 OK\nCall-ID: x\nCSeq: 1 INVITE\nContent-Type: application/sdp\nContent-Length: 24\nMessage-Body: v=0\no=- 1 1 IN IP4 h\n$$end_record\n"),
		    "SIP/2.0 200 OK\r\nCall-ID: x\r\nCSeq: 1 INVITE\r\nContent-Type: application/sdp\r\nContent-Length: 24\r\n\r\nv=0\r\no=- 1 1 IN IP4 h\r\n|" },
		{ "its last line broken so", TEXT("SIP/2.0 200 OK\nCall-ID: x\nCSeq: 1 INVITE\nContent-Type: application/sdp\nContent-Length: 171\n\nv=0\no=- 1 1 IN IP4 h\ns=-\nc=IN IP4 192.0.2.7\nt=0 0\nm=audio 4000 RTP/AVP 0\na=candidate:2 1 UDP 1694498687 198.51.100.75 40812 typ srflx raddr 192.168.\n0.75 rport 7078\ndone\n"),
		    "SIP/2.0 200 OK\r\nCall-ID: x\r\nCSeq: 1 INVITE\r\nContent-Type: application/sdp\r\nContent-Length: 171\r\n\r\nv=0\r\no=- 1 1 IN IP4 h\r\ns=-\r\nc=IN IP4 192.0.2.7\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\na=candidate:2 1 UDP 1694498687 198.51.100.75 40812 typ srflx raddr 192.168.0.75 rport 7078\r\n|" },
		{ "what follows a cut body is no part of it", TEXT("SIP/2.0 200 OK\nCall-ID: x\nCSeq: 1 INVITE\nContent-Type: application/sdp\nContent-Length: 183\n\nv=0\no=- 1 1 IN IP4 h\ns=-\nc=IN IP4 192.0.2.7\nt=0 0\nm=audio 4000 RTP/AVP 0\na=candidate:2 1 UDP 1694498687 198.51.100.75 40812 typ srflx raddr 192.168.\nthe trace ends here\ndone\n"),
		    "SIP/2.0 200 OK\nCall-ID: x\nCSeq: 1 INVITE\nContent-Type: application/sdp\nContent-Length: 183\n\nv=0\no=- 1 1 IN IP4 h\ns=-\nc=IN IP4 192.0.2.7\nt=0 0\nm=audio 4000 RTP/AVP 0\na=candidate:2 1 UDP 1694498687 198.51.100.75 40812 typ srflx raddr 192.168.\n|" },
		{ "the bodies of packets in PDML: a sipfrag, SDP, none, not the next packet's", TEXT("<packet>\n<field name=\"sip.Status-Line\" showname=\"Status-Line: SIP/2.0 200 OK\" value=\"\"/>\n"
		    "<field name=\"sip.msg_hdr\" showname=\"x\" value=\"546f3a203c7369703a6140623e0d0a43616c6c2d49443a20780d0a\">\n<field name=\"sip.msg_body\" showname=\"Message Body\" value=\"\">\n"
		    "<field name=\"sipfrag.line\" showname=\"SI\" value=\"5349\"/>\n<field name=\"sipfrag.other\" showname=\"T\" value=\"54\"/>\n"
		    "<field name=\"sdp.version\" showname=\"Session Description Protocol Version (v): 0\" value=\"30\"/>\n</packet>\n"
		    "<packet>\n<field name=\"sip.Status-Line\" showname=\"Status-Line: SIP/2.0 404 No\" value=\"\"/>\n"
		    "<field name=\"sip.msg_hdr\" showname=\"x\" value=\"546f3a203c7369703a6140623e0d0a43616c6c2d49443a20790d0a\">\n</packet>\n"
		    "<packet>\n<field name=\"sipfrag.line\" showname=\"SI\" value=\"5349\"/>\n</packet>\n"),
		    "SIP/2.0 200 OK\r\nTo: <sip:a@b>\r\nCall-ID: x\r\n\r\nSI\r\nv=0\r\n|SIP/2.0 404 No\r\nTo: <sip:a@b>\r\nCall-ID: y\r\n|" },
		{ "quoted, broken behind the quote", TEXT("> SIP/2.0 486 Busy\n> Via: SIP/2.0/UDP\n192.0.2.1:5060;branch=z9hG4bK31592000000000000000000\n"
		    "> To: <sip:a@b>\n> Call-ID: x\n>\n"),
		    "SIP/2.0 486 Busy\r\nVia: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK31592000000000000000000\r\nTo: <sip:a@b>\r\nCall-ID: x\r\n\r\n|" },
		{ "a CSV field", TEXT("1,\"SIP/2.0 486 Busy\nFrom: \"\"A\"\" <sip:a@b>\nCall-ID: x\n\n\"\n"),
		    "SIP/2.0 486 Busy\nFrom: \"A\" <sip:a@b>\nCall-ID: x\n\n|" },
		{ "a CSV field that begins with the line of a log", TEXT("1,\"sbc:\nSIP/2.0 486 Busy\nX: \"\"\"\"\nY: realm=\"\"lab\"\"\nCall-ID: x\n\n\"\n"),
		    "SIP/2.0 486 Busy\nX: \"\"\nY: realm=\"lab\"\nCall-ID: x\n\n|" },
		{ "empty strings", TEXT("SIP/2.0 486 Busy\nFrom: \"\" <sip:a@b>\nY: opaque=\"\", realm=\"\"\nCall-ID: x\n\n"),
		    "SIP/2.0 486 Busy\nFrom: \"\" <sip:a@b>\nY: opaque=\"\", realm=\"\"\nCall-ID: x\n\n|" },
		{ "a body whose lines a terminal's copy padded", TEXT(INVITE("", "   \n", "63") "   \n" SDP("", "   \n") "done\n"),
		    INVITE("", "   \r\n", "63") "\r\n" SDP("", "   \r\n") "|" },
		{ "a body", TEXT(INVITE("x ", "\n", "63") "x \n" SDP("x ", "\n") "x done\n"), INVITE("", "\r\n", "63") "\r\n" SDP("", "\r\n") "|" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
		check(&vectors[i], on_bytes);
}

static void
log_lines_become_witnesses(void **state)
{
	static const struct vector vectors[] = {
		{ "Asterisk", TEXT("    -- Got SIP response 486 \"Busy Here\" back from 192.0.2.7:5060\n"),
		    "1? code.486 Busy Here\n1! 486 \"Busy Here\" back from 192.0.2.7:5060\n" },
		{ "a wrong password", TEXT("[2024-01-02 10:00:00] NOTICE[7]: chan_sip.c: Registration from '<sip:a@b>' failed for '192.0.2.7:5060' - Wrong password\n"),
		    "1? reason.wrong-password \n" },
		{ "FreeSWITCH", TEXT("10:00:00 [NOTICE] sofia.c:1 Hangup sofia/x/y [CS_EXECUTE] [NO_ROUTE_DESTINATION]\n"),
		    "1? q850.NO_ROUTE_DESTINATION \n" },
		{ "pjsua", TEXT("10:00:00.000 pjsua_acc.c SIP registration failed, status=403 (Forbidden)\n"), "1? code.403 Forbidden\n1! 403 (Forbidden)\n" },
		{ "wrapped by a terminal", TEXT(
		    "[Mar  7 12:33:47] WARNING[7] res_pjsip_outbound_reg.c: No response receive\n"
		    "d from 'sip:gw.example.net:5060' on registration attempt to 'sip:1001_prod\n"
		    "@gw.example.net:5060', retrying in '60'\n"), "1? reason.peer-timeout \n" },
		{ "wrapped before the code", TEXT(
		    "[Mar  7 12:33:40] VERBOSE[1302] chan_sip.c:     -- Got SIP response \n"
		    "503 \"Service Unavailable\" back from 192.0.2.7:5060\n"
		    "[Mar  7 12:33:40] VERBOSE[11299] netsock2.c:     == Using SIP RTP Co\n"
		    "S mark 5\n"), "1? code.503 Service Unavailable\n2! 503 \"Service Unavailable\" back from 192.0.2.7:5060\n" },
		{ "a time is no code", TEXT(
		    "[Mar  7 12:33:40] VERBOSE[1302] chan_sip.c:     -- Got SIP response \n"
		    "503.17 \"Service Unavailable\" back from 192.0.2.7:5060\n"
		    "[Mar  7 12:33:40] VERBOSE[11299] netsock2.c:     == Using SIP RTP Co\n"
		    "S mark 5\n"), "" },
		{ "one line, broken anywhere", TEXT(
		    "nta.c:9310 outgoing_timer_bf() nta: timer\n B fired, timeout INVITE (2071)\n"), "1? path.no-response \n" },
		{ "the next is longer", TEXT(
		    "nta.c:9310 outgoing_timer_bf() nta: timer\n B fired, timeout INVITE (2071) and so on for some time\n"), "" },
		{ "a part says less", TEXT(
		    "2026-03-01T10:00:00.000Z INFO sip sip/client.go:141 SIP invite failed {\"callID\": \n\"SCL_a1\", \"error\": \"canceled\"}\n"),
		    "1? code.487 \n" },
		{ "the end says less", TEXT(
		    "[2026-03-01 10:00:00] WARNING[2211][C-0000000b]: RTP Transmission error of packet to 198.51.\n"
		    "100.7:4000: Network is unreachable\n"), "1? reason.media-failed \n" },
		{ "each says its own", TEXT(
		    "[2026-03-01 10:00:00] NOTICE[7]: chan_sip.c: Registration from '<sip:a@b>' failed for '192.0.2.7:5060' - Wrong password\n"
		    "chan_sip.c: Registration from '<sip:c@b>' failed for '192.0.2.7:5060' - Wrong password\n"),
		    "1? reason.wrong-password \n2? reason.wrong-password \n" },
		{ "broken at a blank", TEXT(
		    "[2026-03-01 10:00:02] ERROR[22][C-00000001]\nres_rtp_asterisk.c: RTCP SR transmission error to\n"
		    "192.0.2.21:4001, rtcp halted Connection refused\n"), "1? reason.media-failed \n" },
		{ "broken before a blank, in a narrow window", TEXT(
		    "[2026-03-01 10:00:00] WARNING[2211][C-00\n00000b]: app_dial.c:2525 dial_exec_full:\n Unable to create channel of type 'SIP' \n"
		    "(cause 20 - Subscriber absent)\n"), "1? reason.callee-not-registered \n" },
		{ "a success", TEXT("10:00:00.000 pjsua_acc.c SIP registration failed, status=200 (OK)\n"), "" },
		{ "HTTP", TEXT("HTTP/1.1 404 Not Found\nStatus: 404 Not Found\n"), "" },
		{ "byte counts", TEXT("<--- Received SIP response (540 bytes) from UDP:192.0.2.7:5060 --->\n"), "" },
		{ "beside a message", TEXT(BUSY("", "\n") "\n-- Got SIP response 503 \"Down\" back from 192.0.2.7\n"), "1" FOUND "9? code.503 Down\n" },
		{ "between messages", TEXT(BUSY("", "\r\n") "\r\n-- Got SIP response 503 \"Down\" back from 192.0.2.7\n" BUSY("", "\r\n") "\r\n"),
		    "1=" FOUND "9? code.503 Down\n10=" FOUND },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
		check(&vectors[i], on_frame);
}

static void
hands_on_a_complete_message_when_the_input_pauses(void **state)
{
	struct buf out = BUF_INIT;
	struct sink sink = { .ctx = &out, .frame = on_frame, .idle = on_idle, .trouble = on_trouble, .soon = on_soon };
	struct input_options options = { .live = true };
	struct text_scanner *s = text_scanner_new("x", &options, &sink);

	(void)state;
	text_scanner_feed(s, SLICE("SIP/2.0 486 Busy Here\r\nTo: <sip:a@b>\r\nCall-ID: k7@192.0.2.7\r\n"));
	text_scanner_idle(s);
	assert_int_equal(out.n, 0);
	text_scanner_feed(s, SLICE("\r\n"));
	text_scanner_idle(s);
	assert_string_equal(out.p, "1" FOUND);
	text_scanner_end(s, false);
	assert_string_equal(out.p, "1" FOUND);
	buf_release(&out);
}

/* What was told of the pieces of a pipe, which end with NULL, before its end (`;`) and at it. */
static char *
pour(const char *const *piece)
{
	struct buf out = BUF_INIT;
	struct sink sink = { .ctx = &out, .frame = on_frame, .idle = on_idle, .trouble = on_trouble };
	struct input_options options = { .live = true, .remarks = knowledge_remarks(k) };
	struct text_scanner *s = text_scanner_new("x", &options, &sink);

	/* The begin is looked at as a whole, or once the input pauses. */
	text_scanner_feed(s, SLICE("Connected to pbx.\n"));
	text_scanner_idle(s);
	for (; *piece != NULL; piece++) {
		if (strcmp(*piece, "lull") == 0)
			text_scanner_lull(s);
		else if (strcmp(*piece, "pause") == 0)
			text_scanner_idle(s);
		else
			text_scanner_feed(s, slice_of(*piece));
	}
	buf_addstr(&out, ";");
	text_scanner_end(s, false);
	return buf_detach(&out);
}

/* A line of 80 columns that says nothing, its rest, and what both say. */
#define WIDE "[Mar  7 12:33:47] WARNING[22140] res_pjsip_outbound_registration.c: No response "
#define REST "received from 'sip:gw.example.net:5060' on registration attempt to '1001', retrying in '60'"
#define SAYS "2? reason.peer-timeout \n"
#define DENIED "chan_sip.c: Registration from '<sip:a@b>' failed for '192.0.2.7:5060' - Wrong password"

static void
waits_for_the_rest_of_a_broken_line(void **state)
{
	static const struct { const char *name, *piece[6], *found; } rows[] = {
		{ "at once", { WIDE "\n" REST "\n" }, ";" SAYS },
		{ "without a line end", { WIDE "\n" REST }, ";" SAYS },
		{ "with a pause", { WIDE "\n" REST, "pause" }, ";" SAYS },
		{ "cut where the input pauses", { WIDE "\nreceiv", "pause", "ed from 'sip:gw.example.net:5060' on registration attempt to '1001', "
		    "retrying in '60'\n", "lull" }, SAYS ";" },
		{ "a moment later", { WIDE "\n" REST "\n", "lull" }, SAYS ";" },
		{ "in two pieces", { WIDE "\n", REST }, ";" SAYS },
		{ "in two pieces, late", { WIDE "\n", "lull", REST }, ";" },
		{ "cut anywhere", { "[Mar  7 12:33:47] WARNING[22140] res_pjsip_outbound_registration", ".c: No respo\nnse received fr",
		    "om 'sip:gw.example.net:5060' on registration attempt to '1001', retrying in '60'" }, ";" SAYS },
		/* What is whole is told at once, but where the next goes on with it. */
		{ "a whole line", { DENIED "\n" }, "2? reason.wrong-password \n;" },
		{ "a whole line, then one with a time", { DENIED "\n[Mar  7 12:33:48] NOT" }, "2? reason.wrong-password \n;" },
		{ "a whole line, then more", { DENIED "\n    -- Exec", "lull" }, ";2? reason.wrong-password \n" },
		{ "a whole line, then more, with a pause", { DENIED "\n    -- Exec", "pause" }, "2? reason.wrong-password \n;" },
		{ "a whole line after a wide one", { WIDE "\n" DENIED "\n" }, "3? reason.wrong-password \n;" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *found = pour(rows[i].piece);

		if (strcmp(found, rows[i].found) != 0)
			fail_msg("%s: %s", rows[i].name, found);
		free(found);
	}
}

static void
tells_no_message_that_a_stop_breaks_off(void **state)
{
	static const char message[] = "SIP/2.0 486 Busy Here\r\nTo: <sip:a@b>\r\nCall-ID: k7@192.0.2.7\r\nContent-Length: 0\r\n\r\n";
	size_t whole = sizeof message - 1;

	(void)state;
	for (size_t n = whole / 2; n <= whole; n++)
		for (int stopped = 0; stopped < 2; stopped++) {
			struct buf out = BUF_INIT;
			struct sink sink = { .ctx = &out, .frame = on_frame, .idle = on_idle, .trouble = on_trouble };
			struct input_options options = { .live = false };
			struct text_scanner *s = text_scanner_new("x", &options, &sink);

			text_scanner_feed(s, (struct slice){ message, whole });
			text_scanner_feed(s, (struct slice){ message, n });
			text_scanner_end(s, stopped);
			assert_non_null(out.p);
			if (stopped && n < whole)
				assert_string_equal(out.p, "1=" FOUND);
			else if (n == whole)
				assert_string_equal(out.p, "1=" FOUND "6=" FOUND);
			buf_release(&out);
		}
}

static void
cuts_a_message_without_end(void **state)
{
	struct buf text = BUF_INIT;
	char *found;

	(void)state;
	buf_addstr(&text, "SIP/2.0 486 Busy Here\r\nTo: <sip:a@b>\r\nCall-ID: k7@192.0.2.7\r\n");
	while (text.n < 300 * 1024)
		buf_addstr(&text, "X-Filler: 0123456789012345678901234567890123456789\r\n");
	found = scan(buf_slice(&text), 4096, true, on_frame);
	assert_string_equal(found, "1/" FOUND);
	free(found);
	buf_release(&text);
}

int
main(void)
{
	static const struct knowledge_options english = { .language = "en" };
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_messages_in_every_dress),
		cmocka_unit_test(hands_on_the_index_of_what_stands_as_it_was),
		cmocka_unit_test(takes_start_lines_alone_as_labels),
		cmocka_unit_test(takes_fragments_of_a_short_text),
		cmocka_unit_test(takes_no_fragment_of_another_kind_of_text),
		cmocka_unit_test(finds_nothing_where_no_message_stands),
		cmocka_unit_test(keeps_the_bytes_of_a_message),
		cmocka_unit_test(log_lines_become_witnesses),
		cmocka_unit_test(hands_on_a_complete_message_when_the_input_pauses),
		cmocka_unit_test(waits_for_the_rest_of_a_broken_line),
		cmocka_unit_test(tells_no_message_that_a_stop_breaks_off),
		cmocka_unit_test(cuts_a_message_without_end),
	};

	k = knowledge_open(&english);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	knowledge_close(k);
	return failed;
}
