/* SPDX-License-Identifier: MIT */
#include "diagnose/compare/pairs.h"

struct told {
	const struct msg *p[STORY_MOST];
	size_t n;
	const struct tx *first;		/* whose sender is the caller */
};

static bool
from_caller(const struct told *t, const struct msg *m)
{
	return slice_eq(m->tx->from_tag, t->first->from_tag);
}

static bool
is_alike(const struct told *a, const struct msg *x, const struct told *b, const struct msg *y)
{
	return x->is_response == y->is_response && x->code == y->code &&
	    slice_eq(MSG(x, method_name), MSG(y, method_name)) &&
	    from_caller(a, x) == from_caller(b, y) &&
	    (x->is_response || (MSG(x, to_tag).p == NULL) == (MSG(y, to_tag).p == NULL));
}

static void
tell(struct told *out, const struct call *c)
{
	*out = (struct told){ .first = c->txs };
	for (const struct msg *m = c->first; m != NULL && out->n < STORY_MOST; m = m->next) {
		const struct msg *before = out->n > 0 ? out->p[out->n - 1] : NULL;

		if (m->copy_of != NULL || (m->is_response && m->code == 100) || !tx_is_first_sight(c, m->tx))
			continue;
		/* Ringing on. */
		if (before != NULL && m->is_response && is_alike(out, before, out, m))
			continue;
		out->p[out->n++] = m;
	}
}

/* How many can be put beside each other from i and j on. */
typedef unsigned char table[STORY_MOST + 1][STORY_MOST + 1];

static void
count(table t, const struct told *f, const struct told *g)
{
	memset(t, 0, sizeof(table));
	for (size_t i = f->n; i-- > 0;)
		for (size_t j = g->n; j-- > 0;) {
			unsigned char skip = t[i + 1][j] > t[i][j + 1] ? t[i + 1][j] : t[i][j + 1];

			t[i][j] = skip;
			if (is_alike(f, f->p[i], g, g->p[j]) && t[i + 1][j + 1] + 1 >= skip)
				t[i][j] = t[i + 1][j + 1] + 1;
		}
}

void
pairs_make(struct pairs *out, const struct call *failing, const struct call *good)
{
	struct told f, g;
	table t;
	size_t i = 0, j = 0;

	tell(&f, failing);
	tell(&g, good);
	count(t, &f, &g);
	out->n = 0;
	while (i < f.n || j < g.n) {
		struct beside *b = &out->list[out->n++];

		*b = (struct beside){ i < f.n ? f.p[i] : NULL, j < g.n ? g.p[j] : NULL };
		if (i < f.n && j < g.n && is_alike(&f, f.p[i], &g, g.p[j]) && t[i][j] == t[i + 1][j + 1] + 1) {
			i++, j++;
		} else if (j == g.n || (i < f.n && t[i + 1][j] >= t[i][j + 1])) {
			b->good = NULL;
			i++;
		} else {
			b->failing = NULL;
			j++;
		}
	}
}

const struct msg *
pairs_good(const struct pairs *p, const struct msg *failing)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->list[i].failing == failing)
			return p->list[i].good;
	return NULL;
}

bool
pairs_is_alone(const struct pairs *p, const struct msg *m)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->list[i].failing == m || p->list[i].good == m)
			return p->list[i].failing == NULL || p->list[i].good == NULL;
	return false;
}
