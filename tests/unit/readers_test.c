/* SPDX-License-Identifier: MIT */
/* One reading: the same bytes as a text, a datagram, a stream and an operand give the same message and defects. */
#include "input/packet/stream.h"
#include "input/text/text.h"
#include "sip/strict.h"
#include "unit/sip.h"

#define HEAD "Via: SIP/2.0/UDP h.example.com;branch=z9hG4bK1\r\nFrom: <sip:a@example.com>;tag=1\r\nTo: <sip:b@example.com>;tag=2\r\n" \
	"Call-ID: k7@h\r\nCSeq: 1 INVITE\r\n"
#define SDP "v=0\r\no=- 1 1 IN IP4 192.0.2.7\r\ns=-\r\nc=IN IP4 192.0.2.7\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n"	/* 87 bytes */
#define TYPE "Content-Type: application/sdp\r\n"

/* What was read, as text: code, phrase, method, Call-ID, length of the body, defects. */
static void
tell(struct buf *out, struct slice bytes)
{
	struct message m = { .headers = NULL };
	struct arena a = ARENA_INIT;
	struct strict s;

	if (message_index(&m, bytes) != MESSAGE_NOT_SIP) {
		buf_addf(out, "%d '%.*s' %.*s %.*s %zu", m.code, SLICE_ARG(PART(&m, phrase)), SLICE_ARG(PART(&m, method_name)),
		    SLICE_ARG(PART(&m, call_id)), (size_t)m.body.n);
		strict_check(&m, STRICT_WIRE, &a, &s);
		for (size_t i = 0; i < s.defect_count; i++)
			buf_addf(out, " %s", s.defects[i].why);
	}
	buf_addc(out, '|');
	message_release(&m);
	arena_release(&a);
}

static void
on_frame(void *ctx, const struct frame *frame)
{
	tell(ctx, frame->bytes);
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
	fail_msg("trouble %d %s", what, detail);
}

static void
on_message(void *ctx, struct slice bytes, unsigned flags, bool websocket)
{
	(void)flags;
	(void)websocket;
	tell(ctx, bytes);
}

static void
on_hep(void *ctx, struct slice packet)
{
	(void)ctx;
	(void)packet;
	fail_msg("HEP");
}

static void
read_text(struct buf *out, struct slice bytes)
{
	struct sink sink = { .ctx = out, .frame = on_frame, .idle = on_idle, .trouble = on_trouble };
	struct input_options options = { .live = false };
	struct text_scanner *s = text_scanner_new("x", &options, &sink);

	text_scanner_feed(s, bytes);
	text_scanner_end(s, false);
}

static void
read_stream(struct buf *out, struct slice bytes)
{
	struct stream_out to = { out, on_message, on_hep };
	struct stream s = STREAM_INIT;

	stream_data(&s, &to, bytes);
	stream_end(&s, &to);
	stream_release(&s);
}

static void
all_ways_give_one_reading(void **state)
{
	static const struct {
		const char *raw, *reading;
	} rows[] = {
		{ "SIP/2.0 486 Busy Here\r\n" HEAD "Content-Length: 0\r\n\r\n", "486 'Busy Here' INVITE k7@h 0|" },
		{ "SIP/2.0 488 No\r\n" HEAD TYPE "l: 87\r\n\r\n" SDP, "488 'No' INVITE k7@h 87|" },
		{ "SIP/2.0 488 No\r\n" HEAD TYPE "Content-Length:\r\n 87\r\n\r\n" SDP, "488 'No' INVITE k7@h 87|" },
		{ "SIP/2.0 488 No\r\n" HEAD TYPE "Content-Length : 87\r\n\r\n" SDP, "488 'No' INVITE k7@h 87|" },
		{ "SIP/2.0 488 No\r\n" HEAD TYPE "Content-Length: 83x\r\n\r\n" SDP, "488 'No' INVITE k7@h 87 defect.bad-number|" },
		{ "SIP/2.0 488 No\r\n" HEAD TYPE "Content-Length: 87\r\nl: 0\r\n\r\n" SDP,
		    "488 'No' INVITE k7@h 87 defect.repeated defect.repeated|" },
		{ "SIP/2.0 488 No\r\n" HEAD TYPE "Content-Length: 0\r\nl: 87\r\n\r\n" SDP,
		    "488 'No' INVITE k7@h 87 defect.repeated defect.repeated|" },
		{ "SIP/2.0 488 No\r\n" HEAD TYPE "Content-Length: 87\r\nl: 87\r\n\r\n" SDP, "488 'No' INVITE k7@h 87 defect.repeated|" },
		{ "SIP/2.0\t486 Busy Here\r\n" HEAD "l: 0\r\n\r\n", "486 'Busy Here' INVITE k7@h 0 defect.start-line-blanks|" },
		{ "SIP/2.0 486\tBusy Here\r\n" HEAD "l: 0\r\n\r\n", "486 'Busy Here' INVITE k7@h 0 defect.start-line-blanks|" },
		{ "SIP/2.0  486 Busy Here\r\n" HEAD "l: 0\r\n\r\n", "486 'Busy Here' INVITE k7@h 0 defect.start-line-blanks|" },
		{ "SIP/2.0 486: Busy Here\r\n" HEAD "l: 0\r\n\r\n", "486 'Busy Here' INVITE k7@h 0 defect.no-blank-after-code|" },
		{ "SIP/2.0 486-Busy Here\r\n" HEAD "l: 0\r\n\r\n", "486 'Busy Here' INVITE k7@h 0 defect.no-blank-after-code|" },
		{ "sip/2.0 486 Busy Here\r\n" HEAD "l: 0\r\n\r\n", "486 'Busy Here' INVITE k7@h 0 defect.lower-version|" },
		{ "SIP/2.0 486\r\n" HEAD "l: 0\r\n\r\n", "486 '' INVITE k7@h 0 defect.no-blank-after-code|" },
		{ "SIP/2.0 486 Busy \xf0\x9f\x98\x80\r\n" HEAD "l: 0\r\n\r\n", "486 'Busy \xf0\x9f\x98\x80' INVITE k7@h 0|" },
		{ "SIP/2.0 486 Busy\r\nVIA : SIP/2.0/UDP h;branch=z9hG4bK1\r\nf:<sip:a@b>;tag=1\r\nt:<sip:c@d>;tag=2\r\ni:k7@h\r\nCSEQ: 1 INVITE\r\nl:0\r\n\r\n",
		    "486 'Busy' INVITE k7@h 0|" },
		{ "SIP/2.0 488 No\r\n" HEAD TYPE "l: 87\r\n\r\n" SDP "SIP/2.0 486 Busy\r\n" HEAD "l: 0\r\n\r\n",
		    "488 'No' INVITE k7@h 87|486 'Busy' INVITE k7@h 0|" },
		{ "SIP/2.0 4x4 What\r\n" HEAD "l: 0\r\n\r\n", "0 '' INVITE k7@h 0 defect.bad-code|" },
		{ "SIP/2.0 48600 What\r\n" HEAD "l: 0\r\n\r\n", "0 '' INVITE k7@h 0 defect.bad-code|" },
		{ "NOTIFY sip:a@b SIP/2.0\r\n" HEAD "Max-Forwards: 70\r\nContent-Type: message/sipfrag\r\nl: 16\r\n\r\nSIP/2.0 200 OK\r\n",
		    "0 '' NOTIFY k7@h 16 defect.cseq-method|" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct slice bytes = slice_of(rows[i].raw);
		bool single = strchr(rows[i].reading, '|')[1] == '\0';
		struct buf text = BUF_INIT, stream = BUF_INIT, datagram = BUF_INIT;

		read_text(&text, bytes);
		read_stream(&stream, bytes);
		assert_true(message_starts(bytes) || message_starts_broken(bytes));
		tell(&datagram, bytes);		/* an operand is read as a datagram is */
		assert_string_equal(text.p, rows[i].reading);
		assert_string_equal(stream.p, rows[i].reading);
		if (single)
			assert_string_equal(datagram.p, rows[i].reading);
		buf_release(&text);
		buf_release(&stream);
		buf_release(&datagram);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_ways_give_one_reading),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
