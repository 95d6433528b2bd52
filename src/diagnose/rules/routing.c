/* SPDX-License-Identifier: MIT */
/* routing.*: requests that meet themselves again (RFC 3261 §8.2.2.2, §16.3). */
#include "diagnose/rules/rules.h"

enum { MOST_VIAS = 100 };

struct path {
	struct via vias[MOST_VIAS];	/* the top one first */
	size_t count;
};

/* Puts them behind those that *out has. */
static void
path_of(const struct msg *m, struct path *out)
{
	const struct message *index = msg_index(m);

	for (const struct header *h = message_header(index, H_VIA); h != NULL; h = message_next(index, h)) {
		struct slice rest = header_value(index, h), element;

		while (out->count < MOST_VIAS && header_element(&rest, &element))
			if (via_parse(&out->vias[out->count], element))
				out->count++;
	}
}

/* 5060 is what is meant where no port is said. */
static struct slice
without_default_port(struct slice sent_by)
{
	if (slice_ends(sent_by, SLICE(":5060")))
		return slice_head(sent_by, sent_by.n - 5);
	return sent_by;
}

static bool
same_host(const struct via *a, const struct via *b)
{
	return slice_eq_nocase(without_default_port(a->sent_by), without_default_port(b->sent_by));
}

/* How often the host that stands most often does, and which it is. */
static size_t
most_repeated(const struct path *p, size_t *which)
{
	size_t most = 0;

	for (size_t i = 0; i < p->count; i++) {
		size_t n = 0;

		for (size_t j = i; j < p->count; j++)
			n += same_host(&p->vias[i], &p->vias[j]);
		if (n > most) {
			most = n;
			*which = i;
		}
	}
	return most;
}

static bool
has_branch(const struct path *p, struct slice branch)
{
	for (size_t i = 0; i < p->count; i++)
		if (!slice_empty(branch) && slice_eq(p->vias[i].branch, branch))
			return true;
	return false;
}

/* It arrives where its Via says that it has been: who gets it then stands first in *p, as the next to send it on. */
static bool
is_back(struct verdict *v, const struct tx *t, struct path *p)
{
	if (t->server.family == 0 || t->request->vias + 1 < LOOP_VIAS)
		return false;
	p->vias[0] = (struct via){ .sent_by = slice_of(verdict_addr(v, &t->server)) };
	p->count = 1;
	path_of(t->request, p);
	for (size_t i = 1; i < p->count; i++)
		if (same_host(&p->vias[i], &p->vias[0]))
			return true;
	return false;
}

/* ---- routing.merged ---- */

/* Two ways to the same place: neither copy came out of the other, none went round in a circle. */
static bool
is_merged(struct verdict *v, const struct tx *refused, const struct tx *other)
{
	struct path a, b;
	size_t which;

	if (other->request == NULL || !tx_same_request(refused, other) ||
	    slice_eq(refused->branch, other->branch) || is_back(v, refused, &a) || is_back(v, other, &b))
		return false;
	a.count = b.count = 0;
	path_of(refused->request, &a);
	path_of(other->request, &b);
	return most_repeated(&a, &which) < 2 && most_repeated(&b, &which) < 2 && !has_branch(&a, other->branch) &&
	    !has_branch(&b, refused->branch);
}

static const struct tx *
merged_with(struct verdict *v, const struct call *c, const struct tx *refused)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next)
		if (t != refused && is_merged(v, refused, t))
			return t;
	return NULL;
}

bool
find_merged(const struct call *c, struct verdict *v)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (t->final == NULL || t->request == NULL)
			continue;
		look_at(v, t->final);
		if (!HOLDS(v, CODE_FITS, t->final->code == 482))
			continue;
		const struct tx *other = merged_with(v, c, t);
		if (!HOLDS(v, SECOND_WAY, other != NULL))
			continue;
		v->at = t->final;
		SAY(v, EVIDENCE_MESSAGE, NULL, t->request, "merged-copies", 0, verdict_id(v, other->request),
		    verdict_addr(v, &other->client), verdict_id(v, t->request), verdict_addr(v, &t->client));
		SAY(v, EVIDENCE_MESSAGE, NULL, t->final, "request-refused", 0, verdict_start(v, t->request),
		    verdict_id(v, t->request), verdict_start(v, t->final), verdict_id(v, t->final));
		verdict_also_code(v, t->final);
		return true;
	}
	return false;
}

/* ---- routing.loop ---- */

enum { RETURNED = 1 };		/* its Via names a host once, and that gets it again */

/* The copy of the request whose Via repeats a host most often. */
static const struct msg *
furthest_copy(const struct call *c, const struct tx *refused, struct path *p, size_t *times, size_t *which)
{
	const struct msg *best = NULL;

	*times = 1;
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		struct path other;
		size_t i = 0, n;

		if (t->request == NULL || t->request->vias < LOOP_VIAS || !tx_same_request(t, refused))
			continue;
		other.count = 0;
		path_of(t->request, &other);
		n = most_repeated(&other, &i);
		if (n > *times || (n == *times && best != NULL && other.count > p->count)) {
			*times = n;
			*which = i;
			*p = other;
			best = t->request;
		}
	}
	return best;
}

/* A copy that is back where it has been. */
static const struct msg *
returned_copy(struct verdict *v, const struct call *c, const struct tx *refused, struct path *p)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next)
		if (t->request != NULL && tx_same_request(t, refused) && is_back(v, t, p))
			return t->request;
	return NULL;
}

/* The Request-URI came back to a host that had seen it. */
static bool
uri_came_back(const struct call *c, const struct msg *copy)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next)
		if (t->request != NULL && t->request != copy && tx_same_request(t, copy->tx) &&
		    t->request->vias < copy->vias && slice_eq(MSG(t->request, uri), MSG(copy, uri)) &&
		    (copy->tx->server.family == 0 || addr_eq(&t->server, &copy->tx->server)))
			return true;
	return false;
}

/* "10.0.0.1 → 10.0.0.2 → 10.0.0.1": from one time the host sent it to the next, oldest first. */
static const char *
circle(struct verdict *v, const struct path *p, size_t which)
{
	struct buf out = BUF_INIT;
	size_t end = which + 1;

	while (end < p->count - 1 && !same_host(&p->vias[end], &p->vias[which]))
		end++;
	for (size_t i = end + 1; i-- > which; ) {
		buf_add(&out, p->vias[i].sent_by);
		if (i > which)
			buf_addstr(&out, " → ");
	}
	const char *text = verdict_text(v, buf_slice(&out));
	buf_release(&out);
	return text;
}

static void
say_loop(struct verdict *v, const struct tx *refused, const struct msg *copy, const struct path *p, size_t which,
    size_t times)
{
	struct evidence *e = SAY(v, EVIDENCE_HEADER, "Via", copy, times == RETURNED ? "loop-returned" : "loop-circle", (double)times,
	    verdict_id(v, copy), verdict_text(v, p->vias[which].sent_by), circle(v, p, which));

	e->value = e->arg[2];
	SAY(v, EVIDENCE_MESSAGE, NULL, refused->final, "request-refused", 0, verdict_start(v, copy), verdict_id(v, copy),
	    verdict_start(v, refused->final), verdict_id(v, refused->final));
	verdict_header(v, copy, H_MAX_FORWARDS);
	verdict_header(v, copy, H_DIVERSION);
	verdict_header(v, copy, H_HISTORY_INFO);
	verdict_also_code(v, refused->final);
}

bool
find_loop(const struct call *c, struct verdict *v)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (t->final == NULL)
			continue;
		look_at(v, t->final);
		if (!HOLDS(v, CODE_FITS, t->final->code == 482 || t->final->code == 483) ||
		    !HOLDS(v, NOT_RESOLVED, !tx_succeeded(c, t)))
			continue;
		struct path p = { .count = 0 };
		size_t times, which = 0;
		uint32_t left = 0;
		const struct msg *copy = furthest_copy(c, t, &p, &times, &which);
		if (copy == NULL && (copy = returned_copy(v, c, t, &p)) != NULL)
			times = RETURNED;
		if (!HOLDS(v, HOST_REPEATED, copy != NULL))
			continue;
		/* Twice through a proxy may be a spiral (§16.3): more must speak for a circle. */
		bool few_left = field_number(msg_header(copy, H_MAX_FORWARDS), &left) && left <= LOOP_HOPS_LEFT;
		if (!ENOUGH(v, AGAIN_AND_AGAIN, (int64_t)times, LOOP_TIMES) &&
		    !HOLDS(v, NO_SPIRAL, t->final->code != 483 || few_left || uri_came_back(c, copy)))
			continue;
		v->at = t->final;
		if (times < LOOP_TIMES && !uri_came_back(c, copy))
			v->f.confidence = CONFIDENCE_LIKELY;
		say_loop(v, t, copy, &p, which, times);
		return true;
	}
	return false;
}
