/* SPDX-License-Identifier: MIT */
/*
 * DNS over UDP (RFC 1035): questions for NAPTR, SRV, A and AAAA records, and what came of them. A failure is told when
 * it comes, what gives something only where it makes an earlier failure good (RFC 3263 §4 falls back from one type to
 * the next), silence when the question was sent again in vain, or the network says that it can't be asked. Tables are of
 * fixed size: the oldest gives way.
 */
#include <stdlib.h>

#include "base/ascii.h"
#include "base/memory.h"
#include "base/recall.h"
#include "input/frame/dns.h"
#include "input/packet/layers.h"

enum {
	RESPONSE = 0x8000, OPCODE = 0x7800, TRUNCATED = 0x0200, RCODE = 15,
	NO_ERROR = 0, SERVER_FAILURE = 2, NO_SUCH_NAME = 3, REFUSED = 5,
	NAME_MAX_BYTES = 255, LABELS_MAX = 128,
	RECORDS_MAX = 64,
	ASKED = 256, REMEMBERED = 4096, TARGETS = 256,
};

#define SILENT_AFTER (5 * TIME_SECOND)	/* since the last copy: resolvers wait no longer (resolv.conf(5)) */
#define MEANT_AGAIN (4 * TIME_SECOND / 5)	/* copies in shorter time are sent to be quick, not because nothing came */

struct name {
	char text[NAME_MAX_BYTES + 1];
	size_t n;
};

/* A question that waits for its answer. */
struct asked {
	bool waits;
	bool cut;			/* the answer did not fit into a datagram: it is asked again over TCP (RFC 7766 §5) */
	unsigned type, times;
	struct flow flow;
	struct place place;		/* of the first time */
	int64_t last;
	struct name name;
};

/* Of a host: the domain whose records led to it. */
struct target {
	struct name domain;
};

struct dns {
	struct asked asked[ASKED];
	unsigned next;
	unsigned waiting;
	struct recall failed, good;	/* by domain and asker */
	struct recall targets;		/* struct target, by host and asker */
};

struct dns *
dns_new(void)
{
	struct dns *t = xcalloc(1, sizeof *t);

	t->failed = t->good = RECALL_HASHES(REMEMBERED);
	t->targets = RECALL(struct target, TARGETS);
	return t;
}

void
dns_free(struct dns *t)
{
	recall_release(&t->failed);
	recall_release(&t->good);
	recall_release(&t->targets);
	free(t);
}

/* ---- the format ---- */

/*
 * The name at *at, which moves behind it. Pointers lead only backwards, so there is no circle; what is no host name's
 * character becomes a question mark.
 */
static bool
name_read(struct slice s, size_t *at, struct name *out)
{
	size_t i = *at, limit = *at;
	bool jumped = false;

	out->n = 0;
	for (int labels = 0; labels < LABELS_MAX; labels++) {
		unsigned length = byte_at(s, i);

		if (i >= s.n)
			return false;
		if (length >= 0xc0) {
			size_t to = be16(s, i) & 0x3fff;
			if (!jumped)
				*at = i + 2;
			jumped = true;
			if (to >= limit)
				return false;
			i = limit = to;
			continue;
		}
		i++;
		if (length == 0) {
			if (!jumped)
				*at = i;
			return true;
		}
		if (length > 63 || i + length > s.n || out->n + length + 1 > NAME_MAX_BYTES)
			return false;
		if (out->n > 0)
			out->text[out->n++] = '.';
		for (unsigned k = 0; k < length; k++, i++)
			out->text[out->n++] = s.p[i] > ' ' && s.p[i] < 0x7f ? s.p[i] : '?';
	}
	return false;
}

static struct slice
name_slice(const struct name *n)
{
	return (struct slice){ n->text, n->n };
}

/* ---- what is remembered ---- */

static uint64_t
key_of(struct slice host, const struct addr *asker)
{
	char folded[NAME_MAX_BYTES];
	size_t n = host.n < sizeof folded ? host.n : sizeof folded;

	for (size_t i = 0; i < n; i++)
		folded[i] = to_lower(host.p[i]);
	return slice_hash((struct slice){ folded, n }) ^ addr_hash(asker, false);
}

/* The domain whose SRV or NAPTR record named this host; empty. */
static struct slice
led_from(const struct dns *t, struct slice host, const struct addr *asker)
{
	const struct target *target = recall_find(&t->targets, key_of(host, asker));

	return target != NULL ? name_slice(&target->domain) : SLICE("");
}

/* ---- telling ---- */

static void
tell(struct decoder *d, const struct asked *q, enum witness_what what, const struct flow *packet)
{
	struct witness w = {
		.kind = WITNESS_DNS, .what = what, .from = q->flow.src, .to = q->flow.dst, .reporter = q->flow.dst,
		.number = q->times, .name = name_slice(&q->name), .detail = slice_of(dns_type_name(q->type)),
		.line = led_from(d->dns, name_slice(&q->name), &q->flow.src),
	};

	decoder_witness(d, &w, packet);
}

static void
tell_failure(struct decoder *d, const struct asked *q, enum witness_what what, const struct flow *packet)
{
	uint64_t key = key_of(dns_domain(name_slice(&q->name)), &q->flow.src);

	if (recall_find(&d->dns->good, key) != NULL)
		return;
	recall_use(&d->dns->failed, key, NULL);
	tell(d, q, what, packet);
}

static void
tell_good(struct decoder *d, const struct asked *q, const struct flow *packet)
{
	struct slice host = name_slice(&q->name), from = led_from(d->dns, host, &q->flow.src);
	uint64_t key = key_of(dns_domain(host), &q->flow.src);

	if (q->type != DNS_TYPE_NAPTR)
		recall_use(&d->dns->good, key, NULL);
	if (from.n > 0)
		recall_use(&d->dns->good, key_of(from, &q->flow.src), NULL);
	if (recall_find(&d->dns->failed, key) != NULL)
		tell(d, q, DNS_GOOD, packet);
}

/* ---- questions ---- */

/* Whatever its number: many resolvers give each copy one of its own. */
static bool
is_same(const struct asked *q, const struct flow *f, unsigned type, const struct name *name)
{
	return q->waits && q->type == type && addr_same_ip(&q->flow.src, &f->src) &&
	    slice_eq_nocase(name_slice(&q->name), name_slice(name));
}

static struct asked *
find(struct dns *t, const struct flow *f, unsigned type, const struct name *name)
{
	for (unsigned i = 0; t->waiting > 0 && i < ASKED; i++)
		if (is_same(&t->asked[i], f, type, name))
			return &t->asked[i];
	return NULL;
}

static void
ask(struct decoder *d, const struct flow *f, unsigned type, const struct name *name)
{
	struct dns *t = d->dns;
	struct asked *q = find(t, f, type, name);

	if (q != NULL) {
		if (d->place.time - q->last >= MEANT_AGAIN)
			q->times++;
		q->last = d->place.time;
		return;
	}
	q = &t->asked[t->next++ % ASKED];
	t->waiting += !q->waits;
	*q = (struct asked){
		.waits = true, .type = type, .times = 1, .flow = *f, .place = d->place, .last = d->place.time, .name = *name,
	};
}

static void
give_up(struct decoder *d, struct asked *q)
{
	struct place here = d->place;
	bool in_time = here.time - q->last > SILENT_AFTER;

	q->waits = false;
	d->dns->waiting--;
	if (q->cut || q->times < (in_time ? 2 : 3))	/* one that is lost proves nothing, nor the end of the capture */
		return;
	d->place = q->place;
	tell_failure(d, q, DNS_SILENT, &q->flow);
	d->place = here;
}

void
dns_due(struct decoder *d, bool all)
{
	struct dns *t = d->dns;

	for (unsigned i = 0; t->waiting > 0 && i < ASKED; i++) {
		struct asked *q = &t->asked[(t->next + i) % ASKED];
		if (q->waits && (all || d->place.time - q->last > SILENT_AFTER || d->place.time < q->place.time))
			give_up(d, q);
	}
}

/* What was asked of that server, over TCP where the answer was cut short, can't come any more. */
void
dns_unreached(struct decoder *d, const struct flow *f)
{
	bool tcp = f->transport == TRANSPORT_TCP;

	for (unsigned i = 0; d->dns->waiting > 0 && i < ASKED; i++) {
		struct asked *q = &d->dns->asked[i];

		if (!q->waits || q->cut != tcp || !addr_same_ip(&q->flow.src, &f->src) || !addr_same_ip(&q->flow.dst, &f->dst) ||
		    (!tcp && q->flow.src.port != f->src.port))
			continue;
		q->waits = false;
		d->dns->waiting--;
		tell_failure(d, q, tcp ? DNS_CUT : DNS_SILENT, f);
	}
}

/* ---- answers ---- */

/* SRV: priority, weight, port, target. NAPTR: order, preference, three strings, replacement. */
static void
note_target(struct dns *t, const struct asked *q, struct slice s, size_t at, unsigned type)
{
	struct name name;

	if (type == DNS_TYPE_NAPTR) {
		at += 4;
		for (int i = 0; i < 3; i++)
			at += 1u + byte_at(s, at);
	} else {
		at += 6;
	}
	if (at >= s.n || !name_read(s, &at, &name) || (type == DNS_TYPE_SRV && !slice_starts_nocase(name_slice(&q->name), SLICE("_sip"))))
		return;
	struct slice host = dns_domain(name_slice(&name)), domain = dns_domain(name_slice(&q->name));
	if (slice_eq_nocase(host, domain))
		return;
	struct target *target = recall_use(&t->targets, key_of(host, &q->flow.src), NULL);
	memcpy(target->domain.text, domain.p, domain.n);
	target->domain.n = domain.n;
}

/* SRV with the root as its target: there is no such service (RFC 2782). */
static bool
names_nobody(unsigned type, struct slice s, size_t data)
{
	return type == DNS_TYPE_SRV && data + 6 < s.n && byte_at(s, data + 6) == 0;
}

/* Whether a record of the type that was asked for is among the answers. */
static bool
holds_answer(struct dns *t, const struct asked *q, struct slice s, size_t at)
{
	unsigned count = be16(s, 6);
	struct name name;
	bool found = false;

	for (unsigned i = 0; i < count && i < RECORDS_MAX; i++) {
		if (!name_read(s, &at, &name) || at + 10 > s.n)
			return found;
		unsigned type = be16(s, at);
		if (type == q->type && !names_nobody(type, s, at + 10)) {
			found = true;
			if (type == DNS_TYPE_SRV || type == DNS_TYPE_NAPTR)
				note_target(t, q, s, at + 10, type);
		}
		at += 10u + be16(s, at + 8);
	}
	return found;
}

static void
answer(struct decoder *d, struct asked *q, struct slice s, size_t at, const struct flow *packet)
{
	unsigned flags = be16(s, 2);

	if ((flags & TRUNCATED) && (flags & RCODE) == NO_ERROR) {
		q->cut = true;
		q->last = d->place.time;
		return;
	}
	q->waits = false;
	d->dns->waiting--;
	switch (flags & RCODE) {
	case NO_ERROR:
		if (holds_answer(d->dns, q, s, at))
			tell_good(d, q, packet);
		else
			tell_failure(d, q, DNS_EMPTY, packet);
		break;
	case NO_SUCH_NAME:
		tell_failure(d, q, DNS_NXDOMAIN, packet);
		break;
	case SERVER_FAILURE:
		tell_failure(d, q, DNS_SERVFAIL, packet);
		break;
	case REFUSED:
		tell_failure(d, q, DNS_REFUSED, packet);
		break;
	}
}

void
dns_take(struct decoder *d, const struct flow *f, struct piece p)
{
	struct slice s = p.bytes;
	unsigned flags = be16(s, 2), type;
	struct name name;
	size_t at = 12;

	if ((flags & OPCODE) != 0 || be16(s, 4) != 1 || !name_read(s, &at, &name) || at + 4 > s.n)
		return;
	type = be16(s, at);
	if (dns_type_name(type) == NULL || be16(s, at + 2) != 1 || name.n == 0)
		return;
	if (!(flags & RESPONSE)) {
		if (f->dst.port == 53)
			ask(d, f, type, &name);
		return;
	}
	struct flow back = { f->dst, f->src, f->transport };
	struct asked *q = find(d->dns, &back, type, &name);
	if (q == NULL) {	/* the question was not captured: it is told all the same */
		ask(d, &back, type, &name);
		q = find(d->dns, &back, type, &name);
	}
	answer(d, q, s, at + 4, f);
}
