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
add_demand(struct collect *c, const struct demand *d)
{
	const char *all;
	struct evidence *e;

	if (!applies(d, c->m->code) || message_header(c->m, d->id) == NULL)
		return;
	all = collect_list(c, d->id);
	e = collect_header(c, header_name(d->id), slice_of(all), *all ? d->key : arena_printf(&c->f->arena, "%s.none", d->key));
	e->arg[0] = all;
	if (d->id == H_ALLOW && c->m->method_name.n > 0 && *all && !message_lists(c->m, H_ALLOW, PART(c->m, method_name))) {
		e->key = "allow.without";
		e->arg[1] = collect_text(c, PART(c->m, method_name));
	}
}

/* {4}: the seconds. */
static struct evidence *
add_seconds(struct collect *c, enum header_id id, const char *key)
{
	struct slice value = message_value(c->m, id);
	uint32_t seconds;
	struct evidence *e;

	if (value.p == NULL || !field_number(value, &seconds))
		return NULL;
	e = collect_header(c, header_name(id), value, key);
	e->number = seconds;
	return e;
}

static void
add_retry_after(struct collect *c)
{
	struct evidence *e = add_seconds(c, H_RETRY_AFTER, "retry-after");
	struct retry_after r;

	if (e == NULL || !retry_after_parse(&r, message_value(c->m, H_RETRY_AFTER)))
		return;
	e->arg[0] = collect_text(c, r.comment);
	if (r.comment.n > 0)
		e->key = "retry-after.comment";
	if (r.has_duration) {
		struct evidence *d = collect_header(c, header_name(H_RETRY_AFTER), message_value(c->m, H_RETRY_AFTER),
		    "retry-after.duration");

		d->number = r.duration;
	}
}

void
collect_demands(struct collect *c)
{
	for (size_t i = 0; i < sizeof demands / sizeof *demands; i++)
		add_demand(c, &demands[i]);
	add_retry_after(c);
	add_seconds(c, H_MIN_EXPIRES, "min-expires");
	if (c->m->code == 422)
		add_seconds(c, H_MIN_SE, "min-se");
}

static void
add_challenge(struct collect *c, const struct header *h, const struct challenge *one)
{
	const char *key = one->stale ? "challenge.stale" : "challenge";
	struct evidence *e = collect_header(c, header_name(h->id), header_value(c->m, h), key);

	e->arg[0] = collect_text(c, one->realm);
	e->arg[1] = collect_text(c, one->algorithm.n > 0 ? one->algorithm : SLICE("MD5"));
	e->arg[2] = collect_text(c, one->qop.n > 0 ? one->qop : SLICE("none"));
	e->arg[3] = collect_text(c, one->scheme);
	if (!slice_eq_nocase(one->scheme, SLICE("Digest")))
		e->key = "challenge.other";
}

/* All of one header, of which a server may put several into a line; how many. */
static size_t
collect_challenges_of(struct collect *c, const struct header *h)
{
	struct slice rest = header_value(c->m, h);
	struct challenge one;
	bool by_osip;
	size_t count = 0;

	for (; read_challenge_next(&rest, &one, &c->f->arena, &by_osip); count++) {
		if (c->f->left_out > 0) {	/* one more of those that are only counted */
			finding_evidence(c->f, EVIDENCE_HEADER, NULL, NULL);
			continue;
		}
		if (!by_osip)
			collect_refused(c, h);
		add_challenge(c, h, &one);
	}
	return count;
}

void
collect_challenges(struct collect *c)
{
	static const enum header_id ids[] = { H_WWW_AUTHENTICATE, H_PROXY_AUTHENTICATE };
	size_t count = 0;

	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
		for (const struct header *h = message_header(c->m, ids[i]); h != NULL; h = message_next(c->m, h))
			count += collect_challenges_of(c, h);
	if (count > 1) {
		struct evidence *e = finding_evidence(c->f, EVIDENCE_COUNT, "challenges", arena_printf(&c->f->arena, "%zu", count));

		e->key = "challenge.several";
		e->number = (double)count;
		e->at.message = c->number;
	}
}
