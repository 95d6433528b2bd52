#include "report/ladder.h"

#include "report/colour.h"
#include "report/escape.h"
#include "report/wrap.h"
#include "text/text.h"

enum {
	MAX_PEERS = 12,		/* more columns than that nobody can read */
	LEFT = 18,		/* mark, number and time before the first column */
	LEAST_GAP = 22,		/* between two participants: room for a label and an arrow */
	MOST_GAP = 44,
};

struct ladder {
	const struct finding *f;
	struct addr peers[MAX_PEERS];
	size_t peer_count, gap;
	bool unicode, colour;
	struct buf *out;
};

static size_t
peer_column(struct ladder *l, const struct addr *a)
{
	size_t i;

	for (i = 0; i < l->peer_count; i++)
		if (addr_eq(&l->peers[i], a))
			return i;
	if (l->peer_count < MAX_PEERS)
		l->peers[l->peer_count++] = *a;
	return i;
}

/* False when the drawing is not possible: no addresses, or more participants than the width has room for. */
static bool
find_peers(struct ladder *l, size_t width)
{
	for (size_t i = 0; i < l->f->step_count; i++) {
		const struct step *s = &l->f->steps[i];

		if (s->src.family == 0 || s->dst.family == 0 || peer_column(l, &s->src) == MAX_PEERS ||
		    peer_column(l, &s->dst) == MAX_PEERS)
			return false;
	}
	/* Half a gap on both sides holds the halves of the outer names. */
	if (l->peer_count < 2 || width < LEFT + l->peer_count * LEAST_GAP)
		return false;
	l->gap = (width - LEFT) / l->peer_count;
	if (l->gap > MOST_GAP)
		l->gap = MOST_GAP;
	return true;
}

/* The time since the first step, or blanks. */
static void
add_left(struct ladder *l, const struct step *s)
{
	struct buf left = BUF_INIT;

	buf_addf(&left, "%c%5s", s->marked ? '*' : ' ', "");
	left.n = 1;
	buf_addf(&left, "#%-5llu", (unsigned long long)spot_number((struct spot){ s->message, s->packet, s->line }));
	if (s->time != NO_TIME && l->f->steps[0].time != NO_TIME)
		buf_addf(&left, "%9.3f", (double)(s->time - l->f->steps[0].time) / 1e6);
	wrap_fit(buf_slice(&left), LEFT - 1, l->out);
	buf_addc(l->out, ' ');
	buf_release(&left);
}

static void
repeat(struct ladder *l, const char *what, size_t n)
{
	while (n-- > 0)
		buf_addstr(l->out, what);
}

/* "──── 486 Busy Here ───" of exactly `columns`. */
static void
add_shaft(struct ladder *l, const struct step *s, size_t columns)
{
	const char *line = l->unicode ? (s->repeated ? "╌" : "─") : s->repeated ? "." : "-";
	struct buf label = BUF_INIT, fitted = BUF_INIT;

	escape_text(slice_of(s->label ? s->label : ""), &label);
	size_t wanted = text_width(buf_slice(&label)), room = columns > 6 ? columns - 6 : 0;
	wrap_fit(buf_slice(&label), wanted < room ? wanted : room, &fitted);
	size_t used = text_width(buf_slice(&fitted)) + 2, before = (columns - used) / 2;
	repeat(l, line, before);
	buf_addc(l->out, ' ');
	buf_add(l->out, buf_slice(&fitted));
	buf_addc(l->out, ' ');
	repeat(l, line, columns - used - before);
	buf_release(&label);
	buf_release(&fitted);
}

static void
add_arrow(struct ladder *l, const struct step *s, size_t from, size_t to)
{
	size_t low = from < to ? from : to, high = from < to ? to : from;
	const char *post = l->unicode ? "│" : "|", *right = l->unicode ? "▶" : ">", *left = l->unicode ? "◀" : "<";
	size_t at = 0;

	wrap_blanks(l->gap / 2, l->out);
	for (; at < low; at++) {
		buf_addstr(l->out, post);
		wrap_blanks(l->gap - 1, l->out);
	}
	buf_addstr(l->out, post);
	colour_begin(l->colour && (s->marked || s->repeated), s->marked ? COLOUR_MARK : COLOUR_FAINT, l->out);
	if (low == high) {	/* to itself */
		buf_addstr(l->out, left);
		add_shaft(l, s, l->gap - 2);
	} else {
		if (to == low)
			buf_addstr(l->out, left);
		add_shaft(l, s, (high - low) * l->gap - 2);
		if (to == high)
			buf_addstr(l->out, right);
	}
	colour_end(l->colour && (s->marked || s->repeated), l->out);
	for (at = high; at < l->peer_count; at++) {
		if (at > low)
			buf_addstr(l->out, post);
		if (at + 1 < l->peer_count && !(low == high && at == low))
			wrap_blanks(l->gap - 1, l->out);
	}
	buf_addc(l->out, '\n');
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
		size_t post = l->gap / 2 + i * l->gap, start = post > n / 2 ? post - n / 2 : 0;

		wrap_blanks(start > used ? start - used : 0, l->out);
		wrap_fit(buf_slice(&name), n, l->out);
		used = (start > used ? start : used) + n;
	}
	buf_addc(l->out, '\n');
	buf_release(&name);
}

static void
draw(struct ladder *l)
{
	add_names(l);
	for (size_t i = 0; i < l->f->step_count; i++) {
		const struct step *s = &l->f->steps[i];

		add_left(l, s);
		add_arrow(l, s, peer_column(l, &s->src), peer_column(l, &s->dst));
	}
}

static void
list(struct ladder *l, size_t width)
{
	struct buf line = BUF_INIT;

	for (size_t i = 0; i < l->f->step_count; i++) {
		const struct step *s = &l->f->steps[i];

		add_left(l, s);
		buf_reset(&line);
		escape_text(slice_of(s->label ? s->label : ""), &line);
		if (s->src.family != 0) {
			buf_addstr(&line, "  ");
			addr_format(&s->src, true, &line);
			buf_addstr(&line, l->unicode ? " → " : " -> ");
			addr_format(&s->dst, true, &line);
		}
		colour_begin(l->colour && s->marked, COLOUR_MARK, l->out);
		size_t wanted = text_width(buf_slice(&line)), room = width > LEFT + 10 ? width - LEFT : 10;
		wrap_fit(buf_slice(&line), wanted < room ? wanted : room, l->out);
		colour_end(l->colour && s->marked, l->out);
		buf_addc(l->out, '\n');
	}
	buf_release(&line);
}

void
ladder_draw(const struct finding *f, size_t width, bool unicode, bool colour, struct buf *out)
{
	struct ladder l = { .f = f, .unicode = unicode, .colour = colour, .out = out };

	if (find_peers(&l, width))
		draw(&l);
	else
		list(&l, width);
}
