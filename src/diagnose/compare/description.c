/* SPDX-License-Identifier: MIT */
/* What two session descriptions offer or accept (RFC 8866, RFC 3264). Ports, session ids and keys never differ. */
#include "diagnose/compare/differences.h"

#include "base/buf.h"
#include "sip/sdp.h"
#include "text/text.h"

enum { PTIME = 20 };	/* ms where nothing is said, as all the usual codecs have it (RFC 3551 §4.2) */

static const char *
named(struct differences *ds, const char *kind, struct slice media)
{
	return slice_eq(media, SLICE("audio")) ? NULL : arena_printf(ds->arena, "%s %s", text_identity(ds->arena, media), kind);
}

/* In the media's name where it is not audio, of which there mostly is one and nothing else. */
static struct difference *
differ_media(struct differences *ds, const char *label, enum rank rank, struct slice media, const char *failing,
    const char *good, bool words)
{
	struct difference *d = differ_label(ds, DIFFERENCE_SDP, label, rank, failing, good, words);

	if (d != NULL && named(ds, "", media) != NULL)
		d->in = arena_printf(ds->arena, "%s, m=%s", d->in, text_identity(ds->arena, media));
	return d;
}

static void
codecs_of(struct differences *ds, const struct sdp *s, const struct sdp_media *m, struct words *out)
{
	const struct sdp_format *f;

	out->n = 0;
	for (size_t i = 0; (f = sdp_format(s, m, i)) != NULL; i++) {
		struct buf name = BUF_INIT;

		if (!sdp_is_codec(f))
			continue;
		sdp_format_name(f, &name);
		words_add(out, slice_of(arena_slice(ds->arena, buf_slice(&name))));
		buf_release(&name);
	}
}

static const char *
digits_by(const struct sdp *s, const struct sdp_media *m)
{
	const struct sdp_format *f;

	for (size_t i = 0; (f = sdp_format(s, m, i)) != NULL; i++)
		if (slice_eq_nocase(f->name, SLICE("telephone-event")))
			return "telephone-event";
	return NULL;
}

/* Where the keys of the media come from: a token, whose text is compared.<token>. */
static const char *
encryption_of(const struct sdp_media *m)
{
	if (m->fingerprint.p != NULL)
		return "dtls";
	return m->suite_count > 0 ? "sdes" : "no-keys";
}

static const char *
address_kind(const struct sdp_connection *c)
{
	if (!c->present)
		return NULL;
	if (c->addr.family == 0)
		return "host-name";
	if (addr_scope(&c->addr) == SCOPE_UNSPECIFIED)
		return "host-zero";
	return addr_is_inner(&c->addr) ? "host-inner" : addr_scope(&c->addr) == SCOPE_PUBLIC ? "host-public" : "host-other";
}

static const char *
version_of(const struct sdp_connection *c)
{
	return c->addr.family == 0 ? NULL : c->addr.family == 6 ? "IPv6" : "IPv4";
}

static void
compare_suites(struct differences *ds, const struct sdp_media *f, const struct sdp_media *g)
{
	struct words failing = { .n = 0 }, good = { .n = 0 };

	for (size_t i = 0; i < f->suite_count; i++)
		words_add(&failing, f->suites[i]);
	for (size_t i = 0; i < g->suite_count; i++)
		words_add(&good, g->suites[i]);
	if (failing.n > 0 && good.n > 0)
		differ_list(ds, DIFFERENCE_SDP, "a=crypto", RANK_ENCRYPTION, &failing, &good, false);
}

/* The parameters of a codec that both have; telephone-event's only list digits. */
static void
compare_parameters(struct differences *ds, const struct sdp *failing, const struct sdp_media *f, const struct sdp *good,
    const struct sdp_media *g)
{
	const struct sdp_format *x, *y;

	for (size_t i = 0; (x = sdp_format(failing, f, i)) != NULL; i++)
		for (size_t j = 0; sdp_is_codec(x) && x->name.n > 0 && (y = sdp_format(good, g, j)) != NULL; j++)
			if (slice_eq_nocase(x->name, y->name) && x->clock == y->clock &&
			    !slice_eq(slice_trim(x->fmtp), slice_trim(y->fmtp))) {
				differ_value(ds, DIFFERENCE_SDP,
				    arena_printf(ds->arena, "a=fmtp (%.*s)", SLICE_ARG(x->name)), RANK_MEDIA,
				    x->fmtp.p != NULL ? text_identity(ds->arena, x->fmtp) : NULL,
				    y->fmtp.p != NULL ? text_identity(ds->arena, y->fmtp) : NULL);
				break;
			}
}

static const char *
milliseconds(struct differences *ds, const struct sdp_media *m)
{
	return arena_printf(ds->arena, "%u ms", m->ptime != 0 ? m->ptime : PTIME);
}

static void
compare_media(struct differences *ds, const struct sdp *failing, const struct sdp_media *f, const struct sdp *good,
    const struct sdp_media *g)
{
	struct words f_codecs, g_codecs;

	if ((f->port == 0) != (g->port == 0)) {
		differ_media(ds, "stream", RANK_MEDIA, f->kind, f->port == 0 ? "stream-off" : "stream-on",
		    g->port == 0 ? "stream-off" : "stream-on", true);
		return;
	}
	differ_media(ds, "profile", RANK_ENCRYPTION, f->kind, text_identity(ds->arena, f->protocol),
	    text_identity(ds->arena, g->protocol), false);
	differ_media(ds, "encryption", RANK_ENCRYPTION, f->kind, encryption_of(f), encryption_of(g), true);
	compare_suites(ds, f, g);
	codecs_of(ds, failing, f, &f_codecs);
	codecs_of(ds, good, g, &g_codecs);
	struct difference *d = differ_list(ds, DIFFERENCE_SDP, "codecs", RANK_CODECS, &f_codecs, &g_codecs, true);
	if (d != NULL)
		d->is_label = true;
	compare_parameters(ds, failing, f, good, g);
	differ_media(ds, "dtmf", RANK_MEDIA, f->kind, digits_by(failing, f), digits_by(good, g), false);
	differ_media(ds, "direction", RANK_MEDIA, f->kind, sdp_direction_name(f->direction), sdp_direction_name(g->direction), false);
	if (slice_eq(f->kind, SLICE("audio")))
		differ_media(ds, "ptime", RANK_MEDIA, f->kind, milliseconds(ds, f), milliseconds(ds, g), false);
	if (!kinds_fit(address_kind(&f->connection), &ds->now.failing->where.src, address_kind(&g->connection),
	    &ds->now.good->where.src))
		differ_media(ds, "media-address", RANK_MEDIA, f->kind, address_kind(&f->connection),
		    address_kind(&g->connection), true);
	if (version_of(&f->connection) != NULL && version_of(&g->connection) != NULL)
		differ_media(ds, "ip-version", RANK_MEDIA, f->kind, version_of(&f->connection), version_of(&g->connection), false);
	differ_media(ds, "ice", RANK_MEDIA, f->kind, f->ice ? "ICE" : NULL, g->ice ? "ICE" : NULL, false);
	differ_media(ds, "rtcp-mux", RANK_MEDIA, f->kind, f->rtcp_mux ? "a=rtcp-mux" : NULL, g->rtcp_mux ? "a=rtcp-mux" : NULL, false);
}

static void
kinds_of(const struct sdp *s, struct words *out)
{
	out->n = 0;
	for (size_t i = 0; i < s->media_count; i++)
		words_add(out, s->media[i].kind);
}

void
compare_descriptions(struct differences *ds)
{
	static const char *const there = "application/sdp";
	struct sdp failing, good;
	bool has_failing = message_sdp(msg_index(ds->now.failing), &failing), has_good = message_sdp(msg_index(ds->now.good), &good);
	struct words f_kinds, g_kinds;

	if (!has_failing || !has_good) {
		differ_label(ds, DIFFERENCE_SDP, "description", RANK_BODY, has_failing ? there : NULL, has_good ? there : NULL, false);
		return;
	}
	kinds_of(&failing, &f_kinds);
	kinds_of(&good, &g_kinds);
	struct difference *d = differ_list(ds, DIFFERENCE_SDP, "media", RANK_CODECS, &f_kinds, &g_kinds, true);
	if (d != NULL)
		d->is_label = true;
	for (size_t i = 0; i < failing.media_count; i++) {
		const struct sdp_media *f = &failing.media[i], *g = sdp_find(&good, f->kind);

		if (g != NULL && sdp_find(&failing, f->kind) == f)
			compare_media(ds, &failing, f, &good, g);
	}
}
