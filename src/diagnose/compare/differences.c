/* SPDX-License-Identifier: MIT */
#include "diagnose/compare/differences.h"

#include "base/buf.h"
#include "text/text.h"

/* "INVITE", "re-INVITE", "200 (INVITE)" */
static const char *
message_name(struct arena *a, const struct msg *m)
{
	const char *method = text_identity(a, MSG(m, method_name));

	if (m->is_response)
		return arena_printf(a, "%d (%s)", m->code, method);
	return m->method == METHOD_INVITE && MSG(m, to_tag).p != NULL ? "re-INVITE" : method;
}

struct difference *
differ(struct differences *ds, enum difference_kind kind, const char *name, enum rank rank)
{
	static struct difference beyond;
	const struct pair *p = &ds->now;

	if (ds->n == COLLECTED_MOST)
		return &beyond;
	GROW(ds->list, ds->n, ds->cap);
	struct ranked *r = &ds->list[ds->n];
	*r = (struct ranked){ .d = { .kind = kind, .name = name }, .rank = p->far * RANKS + rank, .found = ds->n };
	ds->n++;
	r->d.in = message_name(ds->arena, p->failing != NULL ? p->failing : p->good);
	if (p->failing != NULL)
		r->d.at = msg_spot(p->failing);
	if (p->good != NULL)
		r->d.good_at = msg_spot(p->good);
	return &r->d;
}

static bool
is_same(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

struct difference *
differ_value(struct differences *ds, enum difference_kind kind, const char *name, enum rank rank, const char *failing,
    const char *good)
{
	if (is_same(failing, good))
		return NULL;
	struct difference *d = differ(ds, kind, name, rank);
	d->how = failing == NULL ? DIFFERS_MISSING : good == NULL ? DIFFERS_EXTRA : DIFFERS_VALUE;
	d->value = failing;
	d->good = good;
	return d;
}

struct difference *
differ_label(struct differences *ds, enum difference_kind kind, const char *name, enum rank rank, const char *failing,
    const char *good, bool words)
{
	struct difference *d = differ_value(ds, kind, name, rank, failing, good);

	if (d != NULL) {
		d->is_label = true;
		d->has_words = words;
	}
	return d;
}

static bool
has_word(const struct words *w, struct slice word)
{
	for (size_t i = 0; i < w->n; i++)
		if (slice_eq_nocase(w->p[i], word))
			return true;
	return false;
}

/* Those that the other list lacks (NULL: all of them), with commas; NULL: none. */
static const char *
join(struct differences *ds, const struct words *w, const struct words *other)
{
	struct buf text = BUF_INIT;
	char *joined = NULL;

	for (size_t i = 0; i < w->n; i++)
		if (other == NULL || !has_word(other, w->p[i])) {
			buf_addstr(&text, text.n > 0 ? ", " : "");
			buf_add(&text, w->p[i]);
		}
	if (text.n > 0)
		joined = text_identity(ds->arena, buf_slice(&text));
	buf_release(&text);
	return joined;
}

static bool
same_order(const struct words *a, const struct words *b)
{
	bool same = a->n == b->n;

	for (size_t i = 0; same && i < a->n; i++)
		same = slice_eq_nocase(a->p[i], b->p[i]);
	return same;
}

struct difference *
differ_list(struct differences *ds, enum difference_kind kind, const char *name, enum rank rank, const struct words *failing,
    const struct words *good, bool ordered)
{
	const char *lacks, *more;

	if (failing->n == 0 || good->n == 0)
		return differ_value(ds, kind, name, rank, join(ds, failing, NULL), join(ds, good, NULL));
	lacks = join(ds, good, failing);
	more = join(ds, failing, good);
	if (lacks == NULL && more == NULL && (!ordered || same_order(failing, good)))
		return NULL;
	struct difference *d = differ(ds, kind, name, rank);
	d->how = lacks == NULL && more == NULL ? DIFFERS_ORDER : DIFFERS_SET;
	d->lacks = lacks;
	d->more = more;
	d->value = join(ds, failing, NULL);
	d->good = join(ds, good, NULL);
	return d;
}
