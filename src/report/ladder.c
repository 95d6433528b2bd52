/* SPDX-License-Identifier: MIT */
#include "report/ladder.h"

#include <stdlib.h>

#include "report/colour.h"
#include "report/escape.h"
#include "report/wrap.h"
#include "text/text.h"

enum {
	MAX_PEERS = 12,		/* more columns than that nobody can read */
	LEFT = 17,		/* mark, number and time before the first column */
	LEAST_GAP = 22,		/* between two participants with their names above: room for an address */
	MOST_GAP = 44,
	NARROW_GAP = 6,		/* between two that are letters */
	WIDE_GAP = 12,
	LEAST_LABEL = 12,
	AROUND = 4,		/* of a label on its arrow: a blank and a dash on each side */
};

/* A line: a step, or its further sendings taken together. */
struct row {
	const struct step *s;
	const char *label;	/* escaped */
	size_t width;		/* of the label */
	size_t copies;		/* 0: the step itself */
	int64_t last;
	bool marked;
	size_t from, to;	/* columns; both MAX_PEERS: a witness without an arrow */
};

struct ladder {
	const struct finding *f;
	const struct ladder_style *style;
	struct addr peers[MAX_PEERS];
	size_t peer_count, gap, label_width;
	bool labels_apart;
	struct row *rows;
	size_t row_count;
	struct arena arena;
	struct buf *out;
};

/* ---- what there is to draw ---- */

/* MAX_PEERS when there is none, and none may be added. */
static size_t
peer_column(struct ladder *l, const struct addr *a, bool add)
{
	for (size_t i = 0; i < l->peer_count; i++)
		if (addr_eq(&l->peers[i], a))
			return i;
	if (!add || l->peer_count == MAX_PEERS)
		return MAX_PEERS;
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
static struct row *
copies_of(struct ladder *l, const struct step *s)
{
	for (size_t i = l->row_count; i-- > 0;)
		if (is_same(l->rows[i].s, s))
			return l->rows[i].copies > 0 ? &l->rows[i] : NULL;
	return NULL;
}

/* An ACK to each sending of a response is no copy of the first, but says no more; nor does the same ICMP message. */
static bool
is_further(const struct ladder *l, const struct step *s)
{
	if (s->repeated)
		return true;
	for (size_t i = l->row_count; i-- > 0 && s->label != NULL && (s->witness || strcmp(s->label, "ACK") == 0);)
		if (is_same(l->rows[i].s, s))
			return true;
	return false;
}

static void
add_row(struct ladder *l, const struct step *s)
{
	bool further = is_further(l, s);
	struct row *before = further ? copies_of(l, s) : NULL;

	if (before != NULL) {
		before->copies++;
		before->last = s->time;
		before->marked |= s->marked;
		return;
	}
	l->rows[l->row_count++] = (struct row){ .s = s, .copies = further, .last = s->time, .marked = s->marked };
}

static void
add_seconds(struct ladder *l, int64_t time, struct buf *out)
{
	int64_t first = l->f->steps[0].time;
	long long ms;

	if (time == NO_TIME || first == NO_TIME)
		return;
	ms = (long long)(time - first) / 1000;
	buf_addf(out, "%s%lld%s%03lld", ms < 0 ? "-" : "", llabs(ms) / 1000, l->style->point, llabs(ms) % 1000);
}

/* "10× 200 OK … 31.502": how many more, and when the last of them was. */
static void
label_row(struct ladder *l, struct row *r)
{
	struct buf label = BUF_INIT;

	if (r->copies > 0)
		buf_addf(&label, "%zu%s ", r->copies, l->style->unicode ? "×" : "x");
	escape_text(slice_of(r->s->label ? r->s->label : ""), &label);
	if (r->copies > 1 && r->last != NO_TIME) {
		buf_addstr(&label, l->style->unicode ? " … " : " .. ");
		add_seconds(l, r->last, &label);
	}
	r->label = arena_slice(&l->arena, buf_slice(&label));
	r->width = text_width(buf_slice(&label));
	buf_release(&label);
}

/* A message without addresses makes a drawing impossible, and so do too many participants. */
static bool
place_message(struct ladder *l, struct row *r)
{
	if (r->s->src.family == 0 || r->s->dst.family == 0)
		return false;
	r->from = peer_column(l, &r->s->src, true);
	r->to = peer_column(l, &r->s->dst, true);
	return r->from < MAX_PEERS && r->to < MAX_PEERS;
}

/* A witness is an arrow where it is about two who take part. */
static void
place_witness(struct ladder *l, struct row *r)
{
	r->from = peer_column(l, &r->s->src, false);
	r->to = peer_column(l, &r->s->dst, false);
	if (r->from == MAX_PEERS || r->to == MAX_PEERS)
		r->from = r->to = MAX_PEERS;
}

static bool
gather(struct ladder *l)
{
	bool drawable = true;

	l->rows = xcalloc(l->f->step_count + 1, sizeof *l->rows);
	for (size_t i = 0; i < l->f->step_count; i++)
		add_row(l, &l->f->steps[i]);
	for (size_t i = 0; i < l->row_count; i++) {
		label_row(l, &l->rows[i]);
		drawable = drawable && (l->rows[i].s->witness || place_message(l, &l->rows[i]));
	}
	for (size_t i = 0; i < l->row_count; i++)
		if (l->rows[i].s->witness)
			place_witness(l, &l->rows[i]);
	return drawable && l->peer_count >= 2;
}

/* ---- how much room it takes ---- */

static size_t
span_of(const struct row *r)
{
	return r->from == r->to ? 1 : r->from < r->to ? r->to - r->from : r->from - r->to;
}

/* Is there room for the label on its arrow? Without one, it begins at the first post. */
static bool
fits_arrow(const struct ladder *l, const struct row *r)
{
	if (r->from == MAX_PEERS)
		return LEFT + l->gap / 2 + r->width <= l->style->width;
	return r->width + AROUND + 2 <= span_of(r) * l->gap;
}

/* With names above and labels on the arrows: half a gap on both sides holds the halves of the outer names. */
static bool
fits_wide(struct ladder *l)
{
	if (l->style->width < LEFT + l->peer_count * LEAST_GAP)
		return false;
	l->gap = (l->style->width - LEFT) / l->peer_count;
	if (l->gap > MOST_GAP)
		l->gap = MOST_GAP;
	for (size_t i = 0; i < l->row_count; i++)
		if (!fits_arrow(l, &l->rows[i]))
			return false;
	return true;
}

/* Labels in a column of their own, as wide as the widest, if there is room. */
static bool
fits_narrow(struct ladder *l)
{
	size_t widest = 0, room;

	if (l->style->width < LEFT + LEAST_LABEL + l->peer_count * NARROW_GAP)
		return false;
	room = l->style->width - LEFT - l->peer_count * NARROW_GAP;
	for (size_t i = 0; i < l->row_count; i++)
		if (l->rows[i].width > widest)
			widest = l->rows[i].width;
	l->labels_apart = true;
	l->label_width = widest + 1 < room ? widest + 1 : room;
	l->gap = (l->style->width - LEFT - l->label_width) / l->peer_count;
	if (l->gap > WIDE_GAP)
		l->gap = WIDE_GAP;
	return true;
}

/* ---- the drawing ---- */

static void
repeat(struct ladder *l, const char *what, size_t n)
{
	while (n-- > 0)
		buf_addstr(l->out, what);
}

static const char *
post(const struct ladder *l)
{
	return l->style->unicode ? "│" : "|";
}

/* "*#12    1.250 ": the mark of what proves the finding, the number people find it by, the time since the first. */
static void
add_left(struct ladder *l, const struct row *r)
{
	const struct step *s = r->s;
	uint64_t number = spot_number((struct spot){ s->message, s->packet, s->line });
	struct buf left = BUF_INIT, time = BUF_INIT;

	buf_addc(&left, r->marked ? '*' : ' ');
	if (number != 0)
		buf_addf(&left, "#%llu", (unsigned long long)number);
	add_seconds(l, s->time, &time);
	size_t used = text_width(buf_slice(&left)) + text_width(buf_slice(&time));
	buf_add(l->out, buf_slice(&left));
	wrap_blanks(used + 1 < LEFT ? LEFT - 1 - used : time.n > 0, l->out);
	if (time.n > 0)
		buf_add(l->out, buf_slice(&time));
	buf_addc(l->out, ' ');
	buf_release(&left);
	buf_release(&time);
}

/* "──── 486 Busy Here ───" of exactly `columns`; the label not where it has its own column. */
static void
add_shaft(struct ladder *l, const struct row *r, size_t columns)
{
	bool faint = r->copies > 0 || r->s->witness;
	const char *line = l->style->unicode ? (faint ? "╌" : "─") : faint ? "." : "-";

	if (l->labels_apart) {
		repeat(l, line, columns);
		return;
	}
	size_t used = r->width + 2, before = (columns - used) / 2;
	repeat(l, line, before);
	buf_addf(l->out, " %s ", r->label);
	repeat(l, line, columns - used - before);
}

static void
add_posts(struct ladder *l, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		buf_addstr(l->out, post(l));
		if (i + 1 < l->peer_count)
			wrap_blanks(l->gap - 1, l->out);
	}
}

static void
add_arrow(struct ladder *l, const struct row *r)
{
	size_t low = r->from < r->to ? r->from : r->to, high = r->from < r->to ? r->to : r->from;
	const char *right = l->style->unicode ? "▶" : ">", *left = l->style->unicode ? "◀" : "<";
	bool coloured = l->style->colour && (r->marked || r->copies > 0);
	enum colour c = r->marked ? COLOUR_MARK : COLOUR_FAINT;

	add_posts(l, 0, low);
	buf_addstr(l->out, post(l));
	colour_begin(coloured, c, l->out);
	if (low == high) {	/* to itself */
		buf_addstr(l->out, left);
		add_shaft(l, r, l->gap - 2);
	} else {
		if (r->to == low)
			buf_addstr(l->out, left);
		add_shaft(l, r, (high - low) * l->gap - 2);
		if (r->to == high)
			buf_addstr(l->out, right);
	}
	colour_end(coloured, l->out);
	add_posts(l, low == high ? low + 1 : high, l->peer_count);
}

static void
add_label(struct ladder *l, const struct row *r)
{
	bool coloured = l->style->colour && r->marked;

	colour_begin(coloured, COLOUR_MARK, l->out);
	wrap_fit(slice_of(r->label), l->label_width - 1, l->out);
	colour_end(coloured, l->out);
	buf_addc(l->out, ' ');
}

static void
end_line(struct ladder *l)
{
	while (l->out->n > 0 && l->out->p[l->out->n - 1] == ' ')
		l->out->n--;
	buf_addc(l->out, '\n');
}

static void
add_line(struct ladder *l, const struct row *r)
{
	add_left(l, r);
	if (l->labels_apart)
		add_label(l, r);
	else
		wrap_blanks(l->gap / 2, l->out);
	if (r->from < MAX_PEERS)
		add_arrow(l, r);
	else if (l->labels_apart)
		add_posts(l, 0, l->peer_count);
	else
		buf_addstr(l->out, r->label);
	end_line(l);
}

/* The names over the columns, each centred on its post. */
static void
add_names(struct ladder *l)
{
	struct buf name = BUF_INIT;
	size_t used = 0;

	wrap_blanks(LEFT, l->out);
	for (size_t i = 0; i < l->peer_count; i++) {
		buf_reset(&name);
		addr_format(&l->peers[i], true, &name);
		size_t n = name.n < l->gap - 1 ? name.n : l->gap - 1;
		size_t at = l->gap / 2 + i * l->gap, start = at > n / 2 ? at - n / 2 : 0;

		wrap_blanks(start > used ? start - used : 0, l->out);
		wrap_fit(buf_slice(&name), n, l->out);
		used = (start > used ? start : used) + n;
	}
	buf_addc(l->out, '\n');
	buf_release(&name);
}

/* "A 192.0.2.1:5060  B 192.0.2.2:5060", as many on a line as it has room for, and the letters over the posts. */
static void
add_letters(struct ladder *l)
{
	size_t used = 0;

	for (size_t i = 0; i < l->peer_count; i++) {
		struct buf name = BUF_INIT;

		buf_addf(&name, "%c ", (char)('A' + i));
		addr_format(&l->peers[i], true, &name);
		if (used > 0 && used + name.n + 2 > l->style->width) {
			buf_addc(l->out, '\n');
			used = 0;
		}
		buf_addf(l->out, "%s%s", used > 0 ? "  " : "", name.p);
		used += name.n + (used > 0 ? 2 : 0);
		buf_release(&name);
	}
	buf_addc(l->out, '\n');
	wrap_blanks(LEFT + l->label_width, l->out);
	for (size_t i = 0; i < l->peer_count; i++) {
		buf_addc(l->out, (char)('A' + i));
		wrap_blanks(i + 1 < l->peer_count ? l->gap - 1 : 0, l->out);
	}
	buf_addc(l->out, '\n');
}

static void
draw(struct ladder *l)
{
	if (l->labels_apart)
		add_letters(l);
	else
		add_names(l);
	for (size_t i = 0; i < l->row_count; i++)
		add_line(l, &l->rows[i]);
}

static void
list(struct ladder *l)
{
	size_t room = l->style->width > LEFT + 10 ? l->style->width - LEFT : 10;

	for (size_t i = 0; i < l->row_count; i++) {
		const struct row *r = &l->rows[i];
		struct buf line = BUF_INIT;

		add_left(l, r);
		buf_addstr(&line, r->label);
		if (r->s->src.family != 0) {
			buf_addstr(&line, "  ");
			addr_format(&r->s->src, true, &line);
			buf_addstr(&line, l->style->unicode ? " → " : " -> ");
			addr_format(&r->s->dst, true, &line);
		}
		colour_begin(l->style->colour && r->marked, COLOUR_MARK, l->out);
		size_t wanted = text_width(buf_slice(&line));
		wrap_fit(buf_slice(&line), wanted < room ? wanted : room, l->out);
		colour_end(l->style->colour && r->marked, l->out);
		end_line(l);
		buf_release(&line);
	}
}

void
ladder_draw(const struct finding *f, const struct ladder_style *style, struct buf *out)
{
	struct ladder l = { .f = f, .style = style, .out = out, .arena = ARENA_INIT };

	if (gather(&l) && (fits_wide(&l) || fits_narrow(&l)))
		draw(&l);
	else
		list(&l);
	free(l.rows);
	arena_release(&l.arena);
}
