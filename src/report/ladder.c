/* SPDX-License-Identifier: MIT */
#include "report/ladder.h"

#include "report/colour.h"
#include "report/escape.h"
#include "report/ladder_rows.h"
#include "report/wrap.h"
#include "text/text.h"

enum {
	LEFT = 17,		/* mark, number and time before the first column */
	LEAST_GAP = 22,		/* between two participants with their names above: room for an address */
	MOST_GAP = 44,
	NARROW_GAP = 6,		/* between two that are letters */
	WIDE_GAP = 12,
	LEAST_LABEL = 12,
	AROUND = 4,		/* of a label on its arrow: a blank and a dash on each side */
};

struct ladder {
	struct ladder_rows r;
	const struct ladder_style *style;
	size_t gap, label_width;
	bool labels_apart;
	struct buf *out;
};

/* ---- how much room it takes ---- */

static size_t
span_of(const struct ladder_row *r)
{
	return r->from == r->to ? 1 : r->from < r->to ? r->to - r->from : r->from - r->to;
}

/* Is there room for the label on its arrow? Without one, it begins at the first post. */
static bool
fits_arrow(const struct ladder *l, const struct ladder_row *r)
{
	if (r->from == LADDER_PEERS)
		return LEFT + l->gap / 2 + r->width <= l->style->width;
	return r->width + AROUND + 2 <= span_of(r) * l->gap;
}

/* With names above and labels on the arrows: half a gap on both sides holds the halves of the outer names. */
static bool
fits_wide(struct ladder *l)
{
	if (l->style->width < LEFT + l->r.peer_count * LEAST_GAP)
		return false;
	l->gap = (l->style->width - LEFT) / l->r.peer_count;
	if (l->gap > MOST_GAP)
		l->gap = MOST_GAP;
	for (size_t i = 0; i < l->r.count; i++)
		if (!fits_arrow(l, &l->r.rows[i]))
			return false;
	return true;
}

/* Labels in a column of their own, as wide as the widest, if there is room. */
static bool
fits_narrow(struct ladder *l)
{
	size_t widest = 0, room;

	if (l->style->width < LEFT + LEAST_LABEL + l->r.peer_count * NARROW_GAP)
		return false;
	room = l->style->width - LEFT - l->r.peer_count * NARROW_GAP;
	for (size_t i = 0; i < l->r.count; i++)
		if (l->r.rows[i].width > widest)
			widest = l->r.rows[i].width;
	l->labels_apart = true;
	l->label_width = widest + 1 < room ? widest + 1 : room;
	l->gap = (l->style->width - LEFT - l->label_width) / l->r.peer_count;
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
add_left(struct ladder *l, const struct ladder_row *r)
{
	const struct step *s = r->s;
	uint64_t number = spot_number(s->at);
	struct buf left = BUF_INIT, time = BUF_INIT;

	buf_addc(&left, r->marked ? '*' : ' ');
	if (number != 0)
		buf_addf(&left, "#%llu", (unsigned long long)number);
	ladder_seconds(&l->r, s->time, l->style->point, &time);
	size_t used = text_width(buf_slice(&left)) + text_width(buf_slice(&time));
	buf_add(l->out, buf_slice(&left));
	wrap_blanks(used + 1 < LEFT ? LEFT - 1 - used : time.n > 0, l->out);
	if (time.n > 0)
		buf_add(l->out, buf_slice(&time));
	buf_addc(l->out, ' ');
	buf_release(&left);
	buf_release(&time);
}

static void
add_isolated(struct ladder *l, const struct ladder_row *r, struct slice label)
{
	buf_addstr(l->out, r->turns ? MARK_ISOLATE : "");
	buf_add(l->out, label);
	buf_addstr(l->out, r->turns ? MARK_ISOLATE_END : "");
}

/* "──── 486 Busy Here ───" of exactly `columns`; the label not where it has its own column. */
static void
add_shaft(struct ladder *l, const struct ladder_row *r, size_t columns)
{
	bool faint = r->copies > 0 || r->s->witness;
	const char *line = l->style->unicode ? (faint ? "╌" : "─") : faint ? "." : "-";

	if (l->labels_apart) {
		repeat(l, line, columns);
		return;
	}
	size_t used = r->width + 2, before = (columns - used) / 2;
	repeat(l, line, before);
	buf_addc(l->out, ' ');
	add_isolated(l, r, slice_of(r->label));
	buf_addc(l->out, ' ');
	repeat(l, line, columns - used - before);
}

static void
add_posts(struct ladder *l, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		buf_addstr(l->out, post(l));
		if (i + 1 < l->r.peer_count)
			wrap_blanks(l->gap - 1, l->out);
	}
}

static void
add_arrow(struct ladder *l, const struct ladder_row *r)
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
	add_posts(l, low == high ? low + 1 : high, l->r.peer_count);
}

static void
add_label(struct ladder *l, const struct ladder_row *r)
{
	bool coloured = l->style->colour && r->marked;
	struct buf fitted = BUF_INIT;

	colour_begin(coloured, COLOUR_MARK, l->out);
	wrap_fit(slice_of(r->label), l->label_width - 1, &fitted);
	add_isolated(l, r, buf_slice(&fitted));
	buf_release(&fitted);
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
add_line(struct ladder *l, const struct ladder_row *r)
{
	add_left(l, r);
	if (l->labels_apart)
		add_label(l, r);
	else
		wrap_blanks(l->gap / 2, l->out);
	if (r->from < LADDER_PEERS)
		add_arrow(l, r);
	else if (l->labels_apart)
		add_posts(l, 0, l->r.peer_count);
	else
		add_isolated(l, r, slice_of(r->label));
	end_line(l);
}

/* The names over the columns, each centred on its post. */
static void
add_names(struct ladder *l)
{
	struct buf name = BUF_INIT;
	size_t used = 0;

	wrap_blanks(LEFT, l->out);
	for (size_t i = 0; i < l->r.peer_count; i++) {
		buf_reset(&name);
		addr_format(&l->r.peers[i], true, &name);
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

	for (size_t i = 0; i < l->r.peer_count; i++) {
		struct buf name = BUF_INIT;

		buf_addf(&name, "%c ", (char)('A' + i));
		addr_format(&l->r.peers[i], true, &name);
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
	for (size_t i = 0; i < l->r.peer_count; i++) {
		buf_addc(l->out, (char)('A' + i));
		wrap_blanks(i + 1 < l->r.peer_count ? l->gap - 1 : 0, l->out);
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
	for (size_t i = 0; i < l->r.count; i++)
		add_line(l, &l->r.rows[i]);
}

static void
list(struct ladder *l)
{
	size_t room = l->style->width > LEFT + 10 ? l->style->width - LEFT : 10;

	for (size_t i = 0; i < l->r.count; i++) {
		const struct ladder_row *r = &l->r.rows[i];
		struct buf line = BUF_INIT;

		add_left(l, r);
		buf_addf(&line, "%s%s%s", r->turns ? MARK_ISOLATE : "", r->label, r->turns ? MARK_ISOLATE_END : "");
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
	const struct ladder_signs signs = { style->unicode, style->point };
	struct ladder l = { .style = style, .out = out };

	if (ladder_rows_make(&l.r, f, &signs) && (fits_wide(&l) || fits_narrow(&l)))
		draw(&l);
	else
		list(&l);
	ladder_rows_release(&l.r);
}
