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
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
