/* SPDX-License-Identifier: MIT */
#include "report/ladder_rows.h"

#include <stdlib.h>

#include "report/escape.h"
#include "text/text.h"

/* LADDER_PEERS when there is none, and none may be added. */
static size_t
peer_column(struct ladder_rows *l, const struct addr *a, bool add)
{
	for (size_t i = 0; i < l->peer_count; i++)
		if (addr_eq(&l->peers[i], a))
			return i;
	if (!add || l->peer_count == LADDER_PEERS)
		return LADDER_PEERS;
	l->peers[l->peer_count] = *a;
	return l->peer_count++;
}

static bool
is_same(const struct step *a, const struct step *b)
{
	return addr_eq(&a->src, &b->src) && addr_eq(&a->dst, &b->dst) && a->label != NULL && b->label != NULL &&
	    strcmp(a->label, b->label) == 0;
}

/* The row of the further sendings of that message; NULL: this is the first of them. */
static struct ladder_row *
copies_of(struct ladder_rows *l, const struct step *s)
{
	for (size_t i = l->count; i-- > 0;)
		if (is_same(l->rows[i].s, s))
			return l->rows[i].copies > 0 ? &l->rows[i] : NULL;
	return NULL;
}

/* An ACK to each sending of a response is no copy of the first, but says no more; nor does the same ICMP message. */
static bool
is_further(const struct ladder_rows *l, const struct step *s)
{
	if (s->repeated)
		return true;
	for (size_t i = l->count; i-- > 0 && s->label != NULL && (s->witness || strcmp(s->label, "ACK") == 0);)
		if (is_same(l->rows[i].s, s))
			return true;
	return false;
}

static void
add_row(struct ladder_rows *l, const struct step *s)
{
	bool further = is_further(l, s);
	struct ladder_row *before = further ? copies_of(l, s) : NULL;

	if (before != NULL) {
		before->copies++;
		before->last = s->time;
		before->marked |= s->marked;
		return;
	}
	l->rows[l->count++] = (struct ladder_row){ .s = s, .copies = further, .last = s->time, .marked = s->marked };
}

void
ladder_seconds(const struct ladder_rows *l, int64_t time, const char *point, struct buf *out)
{
	int64_t first = l->f->steps[0].time;
	long long ms;

	if (time == NO_TIME || first == NO_TIME)
		return;
	ms = (long long)(time - first) / 1000;
	buf_addf(out, "%s%lld%s%03lld", ms < 0 ? "-" : "", llabs(ms) / 1000, point, llabs(ms) % 1000);
}

/* "10× 200 OK … 31.502": how many more, and when the last of them was. */
static void
label_row(struct ladder_rows *l, struct ladder_row *r, const struct ladder_signs *signs)
{
	struct buf label = BUF_INIT;

	if (r->copies > 0)
		buf_addf(&label, "%zu%s ", r->copies, signs->unicode ? "×" : "x");
	escape_text(slice_of(r->s->label ? r->s->label : ""), &label);
	if (r->copies > 1 && r->last != NO_TIME) {
		buf_addstr(&label, signs->unicode ? " … " : " .. ");
		ladder_seconds(l, r->last, signs->point, &label);
	}
	r->label = arena_slice(&l->arena, buf_slice(&label));
	r->width = text_width(buf_slice(&label));
	r->turns = text_turns(buf_slice(&label));
	buf_release(&label);
}

/* A message without addresses makes a drawing impossible, and so do too many participants. */
static bool
aim_message(struct ladder_rows *l, struct ladder_row *r)
{
	if (r->s->src.family == 0 || r->s->dst.family == 0)
		return false;
	r->from = peer_column(l, &r->s->src, true);
	r->to = peer_column(l, &r->s->dst, true);
	return r->from < LADDER_PEERS && r->to < LADDER_PEERS;
}

/* A witness is an arrow where it is about two who take part. */
static void
aim_witness(struct ladder_rows *l, struct ladder_row *r)
{
	r->from = peer_column(l, &r->s->src, false);
	r->to = peer_column(l, &r->s->dst, false);
	if (r->from == LADDER_PEERS || r->to == LADDER_PEERS)
		r->from = r->to = LADDER_PEERS;
}

bool
ladder_rows_make(struct ladder_rows *l, const struct finding *f, const struct ladder_signs *signs)
{
	bool drawable = true;

	*l = (struct ladder_rows){ .f = f, .arena = ARENA_INIT };
	l->rows = xcalloc(l->f->step_count + 1, sizeof *l->rows);
	for (size_t i = 0; i < l->f->step_count; i++)
		add_row(l, &l->f->steps[i]);
	for (size_t i = 0; i < l->count; i++) {
		label_row(l, &l->rows[i], signs);
		drawable = drawable && (l->rows[i].s->witness || aim_message(l, &l->rows[i]));
	}
	for (size_t i = 0; i < l->count; i++)
		if (l->rows[i].s->witness)
			aim_witness(l, &l->rows[i]);
	return drawable && l->peer_count >= 2;
}

void
ladder_rows_release(struct ladder_rows *l)
{
	free(l->rows);
	arena_release(&l->arena);
}
