/* SPDX-License-Identifier: MIT */
/* What the other side supports, requires, allows and accepts, when it wants what, and how it checks who asks. */
#include "diagnose/message/evidence.h"

struct demand {
	enum header_id id;
	const char *key;
	int codes[5];		/* the responses in which it says why; none: any */
};

/* {0}: the values. Elsewhere the same headers are only an advertisement. */
static const struct demand demands[] = {
	{ H_UNSUPPORTED, "unsupported", { 0 } },
	{ H_REQUIRE, "require", { 420, 421, 494 } },
	{ H_ALLOW, "allow", { 405, 501 } },
	{ H_ALLOW_EVENTS, "allow-events", { 489 } },
	{ H_ACCEPT, "accept", { 406, 415, 488, 606 } },
	{ H_ACCEPT_ENCODING, "accept-encoding", { 406, 415, 488, 606 } },
	{ H_ACCEPT_LANGUAGE, "accept-language", { 406, 415, 488, 606 } },
	{ H_RECV_INFO, "recv-info", { 469 } },
	{ H_SECURITY_SERVER, "security-server", { 421, 494 } },
};

static bool
applies(const struct demand *d, int code)
{
	if (d->codes[0] == 0)
		return true;
	for (size_t i = 0; i < sizeof d->codes / sizeof *d->codes; i++)
		if (d->codes[i] == code)
			return true;
	return false;
}

static void
add_demand(struct gather *g, const struct demand *d)
{
	const char *all;
	struct evidence *e;

	if (!applies(d, g->m->code) || message_header(g->m, d->id) == NULL)
		return;
	all = gather_list(g, d->id);
	e = gather_header(g, header_name(d->id), slice_of(all), *all ? d->key : arena_printf(&g->f->arena, "%s.none", d->key));
	e->arg[0] = all;
	if (d->id == H_ALLOW && g->m->method_name.n > 0 && *all && !message_lists(g->m, H_ALLOW, PART(g->m, method_name))) {
		e->key = "allow.without";
		e->arg[1] = gather_text(g, PART(g->m, method_name));
	}
}

/* {4}: the seconds. */
static struct evidence *
add_seconds(struct gather *g, enum header_id id, const char *key)
{
	struct slice value = message_value(g->m, id);
	uint32_t seconds;
	struct evidence *e;

	if (value.p == NULL || !field_number(value, &seconds))
		return NULL;
	e = gather_header(g, header_name(id), value, key);
	e->number = seconds;
	return e;
}

static void
add_retry_after(struct gather *g)
{
	struct evidence *e = add_seconds(g, H_RETRY_AFTER, "retry-after");
	struct retry_after r;

	if (e == NULL || !retry_after_parse(&r, message_value(g->m, H_RETRY_AFTER)))
		return;
	e->arg[0] = gather_text(g, r.comment);
	if (r.comment.n > 0)
		e->key = "retry-after.comment";
	if (r.has_duration) {
		struct evidence *d = gather_header(g, header_name(H_RETRY_AFTER), message_value(g->m, H_RETRY_AFTER), "retry-after.duration");

		d->number = r.duration;
	}
}

void
gather_demands(struct gather *g)
{
	for (size_t i = 0; i < sizeof demands / sizeof *demands; i++)
		add_demand(g, &demands[i]);
	add_retry_after(g);
	add_seconds(g, H_MIN_EXPIRES, "min-expires");
	if (g->m->code == 422)
		add_seconds(g, H_MIN_SE, "min-se");
}

static void
add_challenge(struct gather *g, const struct header *h, const struct challenge *c)
{
	struct evidence *e = gather_header(g, header_name(h->id), header_value(g->m, h), c->stale ? "challenge.stale" : "challenge");

	e->arg[0] = gather_text(g, c->realm);
	e->arg[1] = gather_text(g, c->algorithm.n > 0 ? c->algorithm : SLICE("MD5"));
	e->arg[2] = gather_text(g, c->qop.n > 0 ? c->qop : SLICE("none"));
	e->arg[3] = gather_text(g, c->scheme);
	if (!slice_eq_nocase(c->scheme, SLICE("Digest")))
		e->key = "challenge.other";
}

void
gather_challenges(struct gather *g)
{
	static const enum header_id ids[] = { H_WWW_AUTHENTICATE, H_PROXY_AUTHENTICATE };
	size_t count = 0;

	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
		for (const struct header *h = message_header(g->m, ids[i]); h != NULL; h = message_next(g->m, h)) {
			struct slice rest = header_value(g->m, h);
			struct challenge c;
			bool by_osip;

			for (; read_challenge_next(&rest, &c, &g->f->arena, &by_osip); count++) {
				if (!by_osip)
					gather_refused(g, h);
				add_challenge(g, h, &c);
			}
		}
	}
	if (count > 1) {
		struct evidence *e = finding_evidence(g->f, EVIDENCE_COUNT, "challenges", arena_printf(&g->f->arena, "%zu", count));

		e->key = "challenge.several";
		e->number = (double)count;
		e->message = g->number;
	}
}
