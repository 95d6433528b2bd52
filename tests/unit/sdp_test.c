/* SPDX-License-Identifier: MIT */
/* Session descriptions: media, codecs, addresses, directions, keys. */
#include <stdio.h>

#include "base/buf.h"
#include "sip/sdp.h"
#include "unit/sip.h"

static const char offer[] =
    "v=0\r\n"
    "o=- 13 14 IN IP4 10.0.0.1\r\n"
    "s=call\r\n"
    "c=IN IP4 10.0.0.1/127\r\n"
    "t=0 0\r\n"
    "a=sendonly\r\n"
    "a=fingerprint:sha-256 AA:BB\r\n"
    "m=audio 49170/2 RTP/SAVP 0 8 97 101 200\r\n"
    "c=IN IP6 2001:db8::1\r\n"
    "a=rtpmap:97 opus/48000/2\r\n"
    "a=fmtp:97 useinbandfec=1\r\n"
    "a=rtpmap:101 telephone-event/8000\r\n"
    "a=rtpmap:99 none/8000\r\n"
    "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:xyz\r\n"
    "a=crypto:2 AEAD_AES_256_GCM inline:xyz\r\n"
    "a=candidate:1 1 UDP 2130706431 203.0.113.141 8998 typ host generation 0\r\n"
    "a=candidate:2 1 udp 1 a.local 9 typ srflx raddr 0.0.0.0 rport 0\r\n"
    "a=ptime:20\r\n"
    "a=rtcp:53020 IN IP4 192.0.2.9\r\n"
    "a=inactive\r\n"
    "m=image 0 udptl t38\r\n"
    "a=setup:actpass\r\n";

static void
an_offer_comes_apart(void **state)
{
	struct sdp s;
	const struct sdp_media *m;

	(void)state;
	assert_true(sdp_parse(&s, slice_of(offer)));
	assert_slice(s.session_version, "14");
	assert_int_equal(addr_scope(&s.origin_addr), SCOPE_PRIVATE);
	assert_slice(s.name, "call");
	assert_int_equal(s.media_count, 2);
	assert_null(s.bad_line.p);
	m = sdp_find(&s, SLICE("AUDIO"));
	assert_ptr_equal(m, &s.media[0]);
	assert_int_equal(m->port, 49170);
	assert_slice(m->protocol, "RTP/SAVP");
	assert_int_equal(m->connection.addr.family, 6);
	assert_int_equal(m->direction, SDP_INACTIVE);
	assert_int_equal(m->format_count, 5);
	assert_int_equal(m->suite_count, 2);
	assert_slice(m->suites[1], "AEAD_AES_256_GCM");
	assert_slice(m->fingerprint, "sha-256 AA:BB");
	assert_int_equal(m->ptime, 20);
	assert_int_equal(m->rtcp.port, 53020);
	assert_true(m->ice);
	assert_true(sdp_profile_is_secure(m));
	assert_false(sdp_is_fax(m));
	m = sdp_find(&s, SLICE("image"));
	assert_ptr_equal(m, &s.media[1]);
	assert_int_equal(m->port, 0);
	assert_slice(m->connection.address, "10.0.0.1");
	assert_int_equal(m->direction, SDP_SENDONLY);
	assert_slice(m->setup, "actpass");
	assert_true(sdp_is_fax(m));
	assert_slice(sdp_format(&s, m, 0)->name, "t38");
	assert_int_equal(sdp_format(&s, m, 0)->payload, -1);
	assert_null(sdp_format(&s, m, 1));
	assert_null(sdp_find(&s, SLICE("video")));
}

static void
payload_types_get_their_names(void **state)
{
	static const struct {
		int payload;
		const char *token, *name;
		bool codec;
		unsigned channels;
	} rows[] = {
		{ 0, "0", "PCMU", true, 1 }, { 8, "8", "PCMA", true, 1 }, { 97, "97", "opus/48000/2", true, 2 },
		{ 101, "101", "telephone-event", false, 1 }, { -1, "200", "200", true, 1 },
	};
	struct sdp s;

	(void)state;
	assert_true(sdp_parse(&s, slice_of(offer)));
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct sdp_format *f = sdp_format(&s, &s.media[0], i);
		struct buf name = BUF_INIT;

		assert_int_equal(f->payload, rows[i].payload);
		assert_slice(f->token, rows[i].token);
		assert_int_equal(sdp_is_codec(f), rows[i].codec);
		assert_int_equal(f->channels, rows[i].channels);
		sdp_format_name(f, &name);
		assert_string_equal(name.p, rows[i].name);
		buf_release(&name);
	}
	assert_slice(sdp_format(&s, &s.media[0], 2)->fmtp, "useinbandfec=1");
}

static void
candidates_keep_address_and_type(void **state)
{
	struct sdp s;
	const struct sdp_candidate *c;

	(void)state;
	assert_true(sdp_parse(&s, slice_of(offer)));
	c = sdp_candidate(&s, &s.media[0], 0);
	assert_int_equal(addr_scope(&c->addr), SCOPE_PUBLIC);
	assert_int_equal(c->addr.port, 8998);
	assert_slice(c->type, "host");
	c = sdp_candidate(&s, &s.media[0], 1);
	assert_int_equal(c->addr.family, 0);
	assert_slice(c->address, "a.local");
	assert_slice(c->type, "srflx");
	assert_null(sdp_candidate(&s, &s.media[0], 2));
	assert_null(sdp_candidate(&s, &s.media[1], 0));
	/* What is no port is none, and not what is left of it in 16 bits. */
	assert_true(sdp_parse(&s, SLICE("v=0\r\nm=audio 4000 RTP/AVP 0\r\na=rtcp:70000 IN IP4 192.0.2.1\r\n"
	    "a=candidate:1 1 UDP 1 192.0.2.1 70000 typ host\r\n")));
	assert_int_equal(s.media[0].rtcp.port, 0);
	assert_int_equal(sdp_candidate(&s, &s.media[0], 0)->addr.port, 0);
	assert_slice(sdp_candidate(&s, &s.media[0], 0)->type, "host");
}

static void
what_is_no_description_is_refused(void **state)
{
	static const char *const rows[] = { "", "hello\r\n", "c=IN IP4 1.2.3.4\r\n", "\r\n\r\n", "m", "=" };
	struct sdp s;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_false(sdp_parse(&s, slice_of(rows[i])));
		assert_int_equal(s.media_count, 0);
	}
}

static void
a_broken_description_gives_what_can_be_read(void **state)
{
	struct sdp s;

	(void)state;
	assert_true(sdp_parse(&s, SLICE(" v=0\nrubbish\na=sendonly\nm=audio\na=rtpmap:\nc=\nm=audio 5 RTP/AVP 0\na=rtpma")));
	assert_slice(s.bad_line, "rubbish");
	assert_int_equal(s.media_count, 2);
	assert_int_equal(s.media[0].port, 0);
	assert_true(s.media[0].connection.present);
	assert_int_equal(s.media[0].connection.addr.family, 0);
	assert_ptr_equal(sdp_find(&s, SLICE("audio")), &s.media[1]);
	assert_int_equal(s.media[1].direction, SDP_SENDONLY);
}

static void
bounds_hold_and_are_told(void **state)
{
	static char text[65536];
	struct sdp s;
	size_t n = 0;

	(void)state;
	for (int i = 0; i < 40; i++)
		n += (size_t)sprintf(text + n, "m=audio 1 RTP/AVP 0 1 2 3 4 5 6 7 8 9 10\na=candidate:1 1 UDP 1 192.0.2.1 1 typ host\n");
	assert_true(sdp_parse(&s, (struct slice){ text, n }));
	assert_true(s.cut);
	assert_int_equal(s.media_count, SDP_MEDIA_MAX);
	assert_int_equal(s.format_count, SDP_FORMAT_MAX);
	assert_true(s.candidate_count <= SDP_CANDIDATE_MAX);
	assert_int_equal(s.media[SDP_MEDIA_MAX - 1].format_count, 0);
}

/* RFC 3551 tables 4 and 5, and the one that is still sent. */
static void
static_payloads_are_those_of_the_table(void **state)
{
	static const char table[] = "0 PCMU 8000 1\n" "2 G726-32 8000 1\n" "3 GSM 8000 1\n" "4 G723 8000 1\n" "5 DVI4 8000 1\n"
	    "6 DVI4 16000 1\n" "7 LPC 8000 1\n" "8 PCMA 8000 1\n" "9 G722 8000 1\n" "10 L16 44100 2\n" "11 L16 44100 1\n"
	    "12 QCELP 8000 1\n" "13 CN 8000 1\n" "14 MPA 90000 1\n" "15 G728 8000 1\n" "16 DVI4 11025 1\n" "17 DVI4 22050 1\n"
	    "18 G729 8000 1\n" "25 CelB 90000 1\n" "26 JPEG 90000 1\n" "28 nv 90000 1\n" "31 H261 90000 1\n" "32 MPV 90000 1\n"
	    "33 MP2T 90000 1\n" "34 H263 90000 1\n";
	struct buf b = BUF_INIT;

	(void)state;
	for (int payload = -1; payload < 128; payload++) {
		struct sdp_format f;

		if (sdp_static_payload(payload, &f))
			buf_addf(&b, "%d %.*s %u %u\n", f.payload, SLICE_ARG(f.name), f.clock, f.channels);
	}
	assert_string_equal(b.p, table);
	buf_release(&b);
}

static void
what_is_said_once_holds_where_nothing_else_is_said(void **state)
{
	struct sdp s;

	(void)state;
	assert_true(sdp_parse(&s, SLICE("v=0\na=ice-lite\na=group:BUNDLE a v\na=ice-ufrag:x\na=setup:passive\na=recvonly\nc=IN IP4 192.0.2.1\n"
	    "m=audio 65535 UDP/TLS/RTP/SAVPF 127 128 0\na=mid:a\na=rtcp-mux\na=rtcp:65535\na=rtpmap:127 X/16000\na=rtpmap:0 Y/8000/2\n"
	    "m=video 2 RTP/AVP 31\na=setup:active\na=sendrecv\na=rtcp:65536\nc=IN IP4 192.0.2.2\na=fingerprint:f\n")));
	assert_true(s.ice_lite);
	assert_slice(s.group, "BUNDLE a v");
	assert_true(s.media[0].ice);
	assert_true(s.media[1].ice);
	assert_slice(s.media[0].setup, "passive");
	assert_slice(s.media[1].setup, "active");
	assert_int_equal(s.media[0].direction, SDP_RECVONLY);
	assert_true(s.media[0].has_direction);
	assert_int_equal(s.media[1].direction, SDP_SENDRECV);
	assert_slice(s.media[0].connection.address, "192.0.2.1");
	assert_slice(s.media[1].connection.address, "192.0.2.2");
	assert_slice(s.media[0].mid, "a");
	assert_null(s.media[1].mid.p);
	assert_true(s.media[0].rtcp_mux);
	assert_false(s.media[1].rtcp_mux);
	assert_int_equal(s.media[0].rtcp.port, 65535);
	assert_int_equal(s.media[1].rtcp.port, 0);
	assert_null(s.media[0].fingerprint.p);
	assert_slice(s.media[1].fingerprint, "f");
	assert_int_equal(sdp_format(&s, &s.media[0], 0)->payload, 127);
	assert_int_equal(sdp_format(&s, &s.media[0], 0)->channels, 1);
	assert_int_equal(sdp_format(&s, &s.media[0], 0)->clock, 16000);
	assert_int_equal(sdp_format(&s, &s.media[0], 1)->payload, -1);
	assert_slice(sdp_format(&s, &s.media[0], 2)->name, "Y");
	assert_int_equal(sdp_format(&s, &s.media[0], 2)->channels, 2);
}

static void
what_one_says_is_not_said_for_the_others(void **state)
{
	struct sdp s;

	(void)state;
	assert_true(sdp_parse(&s, SLICE("v=0\nm=audio 1 RTP/AVP 0\na=ice-ufrag:x\na=sendonly\na=ice-lite\na=group:y\n"
	    "m=audio 2 RTP/AVP 0\nm=text 3 RTP/AVP 0\na=candidate:1 1 UDP 1 192.0.2.1 1 typ host\n")));
	assert_true(s.media[0].ice);
	assert_false(s.media[1].ice);
	assert_true(s.media[2].ice);
	assert_false(s.ice);
	assert_false(s.ice_lite);
	assert_null(s.group.p);
	assert_false(s.has_direction);
	assert_false(s.media[1].has_direction);
	assert_int_equal(s.media[1].direction, SDP_SENDRECV);
}

static void
protection_and_fax_are_known(void **state)
{
	static const struct { const char *media; bool keys, secure, fax; } rows[] = {
		{ "audio 1 RTP/AVP 0", false, false, false },
		{ "audio 1 RTP/AVP 0\na=crypto:1 X y", true, true, false },
		{ "audio 1 RTP/AVP 0\na=fingerprint:sha-1 A", true, true, false },
		{ "audio 1 RTP/SAVP 0", false, true, false },
		{ "image 1 udptl t38", false, false, true },
		{ "IMAGE 1 UDPTL T38", false, false, true },
		{ "image 1 udptl jpeg", false, false, false },
		{ "audio 1 RTP/AVP t38", false, false, false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char text[128];
		struct sdp s;

		snprintf(text, sizeof text, "v=0\nm=%s\n", rows[i].media);
		assert_true(sdp_parse(&s, slice_of(text)));
		if (sdp_has_keys(&s.media[0]) != rows[i].keys || sdp_profile_is_secure(&s.media[0]) != rows[i].secure ||
		    sdp_is_fax(&s.media[0]) != rows[i].fax)
			fail_msg("%s", rows[i].media);
	}
}

/* `count` times `each` behind `head`. */
static bool
is_cut(const char *head, const char *each, size_t count)
{
	struct buf b = BUF_INIT;
	struct sdp s;

	buf_addstr(&b, head);
	while (count-- > 0)
		buf_addstr(&b, each);
	assert_true(sdp_parse(&s, buf_slice(&b)));
	buf_release(&b);
	return s.cut;
}

static void
as_many_as_it_holds_are_not_cut(void **state)
{
	struct sdp s;

	(void)state;
	for (size_t more = 0; more < 2; more++) {
		assert_int_equal(is_cut("v=0\n", "m=audio 1 RTP/AVP\n", SDP_MEDIA_MAX + more), more);
		assert_int_equal(is_cut("v=0\nm=audio 1 RTP/AVP", " 0", SDP_FORMAT_MAX + more), more);
		assert_int_equal(is_cut("v=0\nm=audio 1 RTP/AVP 0\n", "a=candidate:1 1 UDP 1 192.0.2.1 1 typ host\n", SDP_CANDIDATE_MAX + more), more);
	}
	assert_true(sdp_parse(&s, SLICE("v=0\nm=audio 1 RTP/AVP 0\n" "a=crypto:1 a x\na=crypto:2 b x\na=crypto:3 c x\na=crypto:4 d x\n"
	    "a=crypto:5 e x\na=crypto:6 f x\na=crypto:7 g x\na=crypto:8 h x\na=crypto:9 i x\n")));
	assert_int_equal(s.media[0].suite_count, SDP_SUITE_MAX);
	assert_slice(s.media[0].suites[0], "a");
}

/* Only letters stand before the sign; of two that are off the first is it. */
static void
lines_have_a_letter(void **state)
{
	struct sdp s;

	(void)state;
	assert_true(sdp_parse(&s, SLICE("v=0\n1=x\n")));
	assert_slice(s.bad_line, "1=x");
	assert_true(sdp_parse(&s, SLICE("v=0\nx\ny=\nz:1\n")));
	assert_slice(s.bad_line, "x");
	assert_true(sdp_parse(&s, SLICE("v=0\ny=\nz:1\n")));
	assert_slice(s.bad_line, "z:1");
	assert_true(sdp_parse(&s, SLICE("m=audio 0 RTP/AVP 0\nm=audio 0 RTP/AVP 8\n")));
	assert_ptr_equal(sdp_find(&s, SLICE("audio")), &s.media[0]);
	assert_slice(s.media[1].line, "audio 0 RTP/AVP 8");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_offer_comes_apart),
		cmocka_unit_test(payload_types_get_their_names),
		cmocka_unit_test(candidates_keep_address_and_type),
		cmocka_unit_test(what_is_no_description_is_refused),
		cmocka_unit_test(a_broken_description_gives_what_can_be_read),
		cmocka_unit_test(bounds_hold_and_are_told),
		cmocka_unit_test(static_payloads_are_those_of_the_table),
		cmocka_unit_test(what_is_said_once_holds_where_nothing_else_is_said),
		cmocka_unit_test(what_one_says_is_not_said_for_the_others),
		cmocka_unit_test(protection_and_fax_are_known),
		cmocka_unit_test(as_many_as_it_holds_are_not_cut),
		cmocka_unit_test(lines_have_a_letter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
