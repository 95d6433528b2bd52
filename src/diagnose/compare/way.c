/* SPDX-License-Identifier: MIT */
/* How a request went, and how long its answer took: by order of size, for no two calls take the same time. */
#include "diagnose/compare/differences.h"

#include "base/buf.h"
#include "text/text.h"

enum { COUNTED_MOST = 8 };	/* hops; each may have gone several ways on */

static const char *
transport_of(struct differences *ds, const struct msg *m)
{
	char *text = text_identity(ds->arena, PART(msg_index(m), via.transport));

	return text != NULL && text[0] != '\0' ? text : NULL;
}

static const char *
version_of(const struct addr *a)
{
	return a->family == 0 ? NULL : a->family == 6 ? "IPv6" : "IPv4";
}

static const char *
address_text(struct differences *ds, const struct addr *a)
{
	struct buf text = BUF_INIT;
	char *kept;

	addr_format(a, true, &text);
	kept = arena_slice(ds->arena, buf_slice(&text));
	buf_release(&text);
	return kept;
}

/* A difference on the way, where it is known of both messages. */
static void
differ_known(struct differences *ds, const char *name, const char *failing, const char *good)
{
	if (failing != NULL && good != NULL)
		differ_label(ds, DIFFERENCE_PATH, name, RANK_PATH, failing, good, false);
}

static bool
is_large(const struct msg *m)
{
	return m->bytes.n > FRAGMENT_BYTES;
}

/* The size matters over UDP, where the one message is larger than what arrives in one piece for sure and the other is not. */
static void
compare_size(struct differences *ds)
{
	const struct msg *f = ds->now.failing, *g = ds->now.good;
	size_t by = f->bytes.n > g->bytes.n ? f->bytes.n - g->bytes.n : g->bytes.n - f->bytes.n;

	if (is_large(f) == is_large(g) || by < COMPARED_LARGER || msg_is_reliable(f) || msg_is_reliable(g))
		return;
	differ_label(ds, DIFFERENCE_PATH, "size", RANK_PATH, arena_printf(ds->arena, "%zu", f->bytes.n),
	    arena_printf(ds->arena, "%zu", g->bytes.n), false);
}

/* One sender, two servers. Where both are others, it is another network, and says nothing. */
static void
compare_server(struct differences *ds)
{
	const struct place *f = &ds->now.failing->where, *g = &ds->now.good->where;

	if (addr_same_ip(&f->src, &g->src) && f->dst.family != 0 && g->dst.family != 0 && !addr_same_ip(&f->dst, &g->dst))
		differ_label(ds, DIFFERENCE_PATH, "server", RANK_PATH, address_text(ds, &f->dst), address_text(ds, &g->dst), false);
}

/* ---- times ---- */

static bool
other_order(int64_t a, int64_t b)
{
	int64_t less = a < b ? a : b, more = a < b ? b : a;

	return a != NO_TIME && b != NO_TIME && less >= 0 && more >= COMPARED_LONG && more >= less * COMPARED_TIMES;
}

static bool
differ_time(struct differences *ds, const char *name, int64_t failing, int64_t good)
{
	struct difference *d;

	if (!other_order(failing, good))
		return false;
	d = differ(ds, DIFFERENCE_TIME, name, RANK_TIMES);
	d->is_label = d->is_time = true;
	d->value = arena_printf(ds->arena, "%.3f", (double)failing / 1e6);
	d->good = arena_printf(ds->arena, "%.3f", (double)good / 1e6);
	return true;
}

/* One copy more says little: a packet gets lost now and then. */
static void
differ_copies(struct differences *ds, unsigned failing, unsigned good)
{
	if (failing >= good + COMPARED_COPIES || good >= failing + COMPARED_COPIES)
		differ_label(ds, DIFFERENCE_TIME, "copies", RANK_TIMES, arena_printf(ds->arena, "%u", failing),
		    arena_printf(ds->arena, "%u", good), false);
}

static const struct msg *
first_response(const struct tx *t)
{
	return t->trying != NULL ? t->trying : t->provisional != NULL ? t->provisional : t->final;
}

/* The first that says something of the other end. */
static const struct msg *
progress(const struct tx *t)
{
	return t->provisional != NULL ? t->provisional : t->final;
}

static int64_t
gap_to(const struct tx *t, const struct msg *response)
{
	return response != NULL ? msg_gap(t->request, response) : NO_TIME;
}

static void
compare_times(struct differences *ds)
{
	const struct tx *f = ds->now.failing->tx, *g = ds->now.good->tx;

	if (f->request != ds->now.failing || g->request != ds->now.good)
		return;
	/* Without an answer it is sent again: that says no more. */
	if (f->final != NULL && g->final != NULL)
		differ_copies(ds, f->request_copies, g->request_copies);
	if (!differ_time(ds, "time-response", gap_to(f, first_response(f)), gap_to(g, first_response(g))))
		differ_time(ds, "time-progress", gap_to(f, progress(f)), gap_to(g, progress(g)));
}

/* The longest way on which it was seen being passed on. */
static unsigned
hops_of(const struct tx *t, unsigned before)
{
	unsigned longest = before + 1;

	for (const struct tx *n = tx_child(t->call, t, NULL); n != NULL && longest < COUNTED_MOST; n = tx_child(t->call, t, n)) {
		unsigned hops = hops_of(n, before + 1);

		longest = hops > longest ? hops : longest;
	}
	return longest;
}

/* Of what sets the call up: within it all goes the same way, but an ACK may get lost on it. */
static void
compare_hops(struct differences *ds)
{
	const struct msg *m = ds->now.failing;

	if (!tx_is_initial(m->tx) && m->method != METHOD_ACK)
		return;
	unsigned f = hops_of(m->tx, 0), g = hops_of(ds->now.good->tx, 0);
	if (f != g)
		differ_label(ds, DIFFERENCE_PATH, "hops", RANK_TIMES, arena_printf(ds->arena, "%u", f),
		    arena_printf(ds->arena, "%u", g), false);
}

void
compare_way(struct differences *ds)
{
	const struct msg *f = ds->now.failing, *g = ds->now.good;

	if (f->is_response) {
		if (f == f->tx->final && g == g->tx->final)
			differ_copies(ds, f->tx->final_copies, g->tx->final_copies);
		return;
	}
	compare_hops(ds);
	differ_known(ds, "transport", transport_of(ds, f), transport_of(ds, g));
	differ_known(ds, "ip-version", version_of(&f->where.src), version_of(&g->where.src));
	compare_size(ds);
	compare_server(ds);
	compare_times(ds);
}
