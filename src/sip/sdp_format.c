/* SPDX-License-Identifier: MIT */
/* What the parts of a session description mean: payload types, codecs, profiles, directions. */
#include "base/buf.h"
#include "sip/sdp.h"

bool
sdp_static_payload(int payload, struct sdp_format *out)
{
	static const struct {
		struct slice name;
		uint32_t clock, channels;
	} table[35] = {
#define PAYLOAD(number, text, rate, chans) [number] = { { text, sizeof text - 1 }, rate, chans }
		PAYLOAD(0, "PCMU", 8000, 1),
		PAYLOAD(2, "G726-32", 8000, 1),	/* withdrawn by RFC 3551, still sent */
		PAYLOAD(3, "GSM", 8000, 1), PAYLOAD(4, "G723", 8000, 1), PAYLOAD(5, "DVI4", 8000, 1),
		PAYLOAD(6, "DVI4", 16000, 1), PAYLOAD(7, "LPC", 8000, 1), PAYLOAD(8, "PCMA", 8000, 1),
		PAYLOAD(9, "G722", 8000, 1), PAYLOAD(10, "L16", 44100, 2), PAYLOAD(11, "L16", 44100, 1),
		PAYLOAD(12, "QCELP", 8000, 1), PAYLOAD(13, "CN", 8000, 1), PAYLOAD(14, "MPA", 90000, 1),
		PAYLOAD(15, "G728", 8000, 1), PAYLOAD(16, "DVI4", 11025, 1), PAYLOAD(17, "DVI4", 22050, 1),
		PAYLOAD(18, "G729", 8000, 1), PAYLOAD(25, "CelB", 90000, 1), PAYLOAD(26, "JPEG", 90000, 1),
		PAYLOAD(28, "nv", 90000, 1), PAYLOAD(31, "H261", 90000, 1), PAYLOAD(32, "MPV", 90000, 1),
		PAYLOAD(33, "MP2T", 90000, 1), PAYLOAD(34, "H263", 90000, 1),
#undef PAYLOAD
	};

	if (payload < 0 || (size_t)payload >= sizeof table / sizeof *table || table[payload].clock == 0)
		return false;
	*out = (struct sdp_format){ .payload = payload, .name = table[payload].name,
	    .clock = table[payload].clock, .channels = table[payload].channels };
	return true;
}

const struct sdp_media *
sdp_find(const struct sdp *s, struct slice kind)
{
	const struct sdp_media *off = NULL;

	for (size_t i = 0; i < s->media_count; i++) {
		const struct sdp_media *m = &s->media[i];

		if (!slice_eq_nocase(m->kind, kind))
			continue;
		if (m->port != 0)
			return m;
		if (off == NULL)
			off = m;
	}
	return off;
}

const struct sdp_format *
sdp_format(const struct sdp *s, const struct sdp_media *m, size_t i)
{
	return i < m->format_count ? &s->formats[m->first_format + i] : NULL;
}

const struct sdp_candidate *
sdp_candidate(const struct sdp *s, const struct sdp_media *m, size_t i)
{
	return i < m->candidate_count ? &s->candidates[m->first_candidate + i] : NULL;
}

bool
sdp_is_codec(const struct sdp_format *f)
{
	static const char *const others[] = {
		"telephone-event", "CN", "RED", "rtx", "ulpfec", "flexfec", "flexfec-03", "parityfec", "tone",
	};

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (slice_eq_nocase(f->name, slice_of(others[i])))
			return false;
	return true;
}

bool
sdp_has_keys(const struct sdp_media *m)
{
	return m->suite_count > 0 || m->fingerprint.n > 0;
}

bool
sdp_profile_is_secure(const struct sdp_media *m)
{
	return slice_find_nocase(m->protocol, SLICE("SAVP")) != NULL || sdp_has_keys(m);
}

bool
sdp_is_fax(const struct sdp_media *m)
{
	return slice_eq_nocase(m->kind, SLICE("image")) && slice_find_nocase(m->line, SLICE("t38")) != NULL;
}

const char *
sdp_direction_name(enum sdp_direction d)
{
	static const char *const names[] = {
		[SDP_SENDRECV] = "sendrecv", [SDP_SENDONLY] = "sendonly",
		[SDP_RECVONLY] = "recvonly", [SDP_INACTIVE] = "inactive",
	};

	return names[d];
}

void
sdp_format_name(const struct sdp_format *f, struct buf *out)
{
	buf_add(out, f->name.n > 0 ? f->name : f->token);
	if (f->clock != 0 && f->clock != 8000)
		buf_addf(out, "/%u", f->clock);
	if (f->clock != 0 && f->channels > 1)
		buf_addf(out, "/%u", f->channels);
}
