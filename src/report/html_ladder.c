/* SPDX-License-Identifier: MIT */
/* The messages of a call as a picture: arrows between posts, from left to right whatever the language. */
#include "report/escape.h"
#include "report/html.h"
#include "report/ladder_rows.h"
#include "report/wrap.h"

/* Pixels. */
enum {
	LEFT = 132,		/* number and time before the names */
	MARGIN = 82,		/* half a name on both sides of the outer posts */
	TOP = 46,
	ROW = 30,
	LEAST_GAP = 170,
	MOST_GAP = 330,
	CROWDED_GAP = 230,	/* the widest with more than CROWD posts */
	CROWD = 4,
	COLUMN = 7,		/* of one character in a label, about */
	AROUND = 26,		/* what stays free beside a label on its arrow */
	HEAD = 8,		/* of an arrow */
};

struct picture {
	const struct html *h;
	const struct ladder_rows *l;
	const char *where, *point;
	int gap;
};

static int
post(const struct picture *p, size_t peer)
{
	return LEFT + MARGIN + (int)peer * p->gap;
}

static size_t
span_of(const struct picture *p, const struct ladder_row *r)
{
	if (r->from == LADDER_PEERS)
		return p->l->peer_count;
	return r->from == r->to ? 1 : r->from < r->to ? r->to - r->from : r->from - r->to;
}

/* As wide as the longest label wants it, within reason; what is longer is cut, and whole behind the pointer. */
static void
choose_gap(struct picture *p)
{
	int most = p->l->peer_count > CROWD ? CROWDED_GAP : MOST_GAP;

	p->gap = LEAST_GAP;
	for (size_t i = 0; i < p->l->count; i++) {
		size_t columns = p->l->rows[i].width < 200 ? p->l->rows[i].width : 200;
		int wanted = (int)(columns * COLUMN + AROUND) / (int)span_of(p, &p->l->rows[i]);

		p->gap = wanted > p->gap ? wanted : p->gap;
	}
	p->gap = p->gap < most ? p->gap : most;
}

static void
add_label(const struct picture *p, const struct ladder_row *r, int x, int y)
{
	size_t room = ((size_t)(p->gap * (int)span_of(p, r)) - AROUND) / COLUMN;
	struct buf shown = BUF_INIT;

	wrap_fit(slice_of(r->label), r->width < room ? r->width : room, &shown);
	buf_addf(p->h->out, "<text class=\"label\" x=\"%d\" y=\"%d\">", x, y - 6);
	escape_html(buf_slice(&shown), p->h->out);
	if (r->width > room) {
		html_raw(p->h, "<title>");
		html_text(p->h, r->label);
		html_raw(p->h, "</title>");
	}
	html_raw(p->h, "</text>");
	buf_release(&shown);
}

/* The number people find it by, and the time since the first. */
static void
add_left(const struct picture *p, const struct ladder_row *r, int y)
{
	const struct step *s = r->s;
	uint64_t number = spot_number(s->at);
	struct buf time = BUF_INIT;

	if (r->marked)
		buf_addf(p->h->out, "<circle cx=\"8\" cy=\"%d\" r=\"4\"/>", y - 4);
	if (number != 0)
		buf_addf(p->h->out, "<text class=\"at\" x=\"18\" y=\"%d\">#%llu</text>", y, (unsigned long long)number);
	ladder_seconds(p->l, s->time, p->point, &time);
	if (time.n > 0)
		buf_addf(p->h->out, "<text class=\"time\" x=\"%d\" y=\"%d\">%s</text>", LEFT - 6, y, time.p);
	buf_release(&time);
}

static void
add_arrow(const struct picture *p, const struct ladder_row *r, int y)
{
	struct buf *out = p->h->out;

	if (r->from == LADDER_PEERS) {		/* about nobody who takes part */
		int from = post(p, 0), to = post(p, p->l->peer_count - 1);

		buf_addf(out, "<path class=\"line\" d=\"M%d %dH%d\"/>", from, y, to);
		add_label(p, r, (from + to) / 2, y);
		return;
	}
	int from = post(p, r->from), to = post(p, r->to), way = to >= from ? 1 : -1;
	if (from == to) {			/* to itself */
		buf_addf(out, "<path class=\"line\" d=\"M%d %dh28v10h-%d\"/>"
		    "<path class=\"head\" d=\"M%d %dl%d -4v8z\"/>", from, y - 3,
		    28 - HEAD, from + 1, y + 7, HEAD);
		buf_addf(out, "<text class=\"label beside\" x=\"%d\" y=\"%d\">", from + 36, y + 4);
		html_text(p->h, r->label);
		html_raw(p->h, "</text>");
		return;
	}
	buf_addf(out, "<path class=\"line\" d=\"M%d %dH%d\"/><path class=\"head\" d=\"M%d %dl%d -4v8z\"/>", from, y,
	    to - way * HEAD, to - way, y, -way * HEAD);
	add_label(p, r, (from + to) / 2, y);
}

static void
add_row(const struct picture *p, const struct ladder_row *r, int y)
{
	buf_addf(p->h->out, "<g class=\"row%s%s%s\" id=\"%s-%zu\">", r->marked ? " marked" : "", r->copies > 0 ? " again" : "",
	    r->s->witness ? " witness" : "", p->where, (size_t)(r - p->l->rows) + 1);
	add_left(p, r, y + 4);
	add_arrow(p, r, y);
	html_raw(p->h, "</g>\n");
}

/* Who takes part, above the posts, and the posts. */
static void
add_posts(const struct picture *p, int bottom)
{
	for (size_t i = 0; i < p->l->peer_count; i++) {
		struct buf name = BUF_INIT;

		addr_format(&p->l->peers[i], true, &name);
		buf_addf(p->h->out, "<text class=\"peer\" x=\"%d\" y=\"18\">%s</text>"
		    "<path class=\"post\" d=\"M%d 26V%d\"/>\n", post(p, i), name.p,
		    post(p, i), bottom);
		buf_release(&name);
	}
}

/* What the last one sends to itself stands beside its post. */
static int
margin_right(const struct picture *p)
{
	for (size_t i = 0; i < p->l->count; i++)
		if (p->l->rows[i].from == p->l->rows[i].to && p->l->rows[i].from + 1 == p->l->peer_count)
			return p->gap;
	return MARGIN;
}

static void
draw(struct picture *p)
{
	choose_gap(p);
	int width = post(p, p->l->peer_count - 1) + margin_right(p), height = TOP + (int)p->l->count * ROW + 6;

	buf_addf(p->h->out, "<svg class=\"ladder\" xmlns=\"http://www.w3.org/2000/svg\" role=\"group\" width=\"%d\" height=\"%d\" "
	    "viewBox=\"0 0 %d %d\">\n", width, height, width, height);
	add_posts(p, height - 6);
	for (size_t i = 0; i < p->l->count; i++)
		add_row(p, &p->l->rows[i], TOP + (int)i * ROW + ROW / 2);
	html_raw(p->h, "</svg>\n");
}

/* A table in place of the drawing: without addresses, or with too many participants. */
static void
list(const struct picture *p)
{
	const struct html *h = p->h;

	html_raw(h, "<table class=\"steps\"><tbody>\n");
	for (size_t i = 0; i < p->l->count; i++) {
		const struct ladder_row *r = &p->l->rows[i];
		uint64_t number = spot_number(r->s->at);
		struct buf text = BUF_INIT;

		buf_addf(h->out, "<tr class=\"row%s%s\" id=\"%s-%zu\">", r->marked ? " marked" : "",
		    r->copies > 0 ? " again" : "", p->where, i + 1);
		if (number != 0)
			buf_addf(&text, "#%llu", (unsigned long long)number);
		html_cell(h, "n", buf_slice(&text).p);
		buf_reset(&text);
		ladder_seconds(p->l, r->s->time, p->point, &text);
		html_cell(h, "n", buf_slice(&text).p);
		html_cell(h, "", r->label);
		buf_reset(&text);
		if (r->s->src.family != 0) {
			addr_format(&r->s->src, true, &text);
			buf_addstr(&text, " → ");
			addr_format(&r->s->dst, true, &text);
		}
		html_cell(h, "", buf_slice(&text).p);
		html_raw(h, "</tr>\n");
		buf_release(&text);
	}
	html_raw(h, "</tbody></table>\n");
}

size_t
html_ladder_row(const struct ladder_rows *l, uint64_t message)
{
	for (size_t i = 0; message != 0 && i < l->count; i++)
		if (l->rows[i].s->at.message == message)
			return i + 1;
	return 0;
}

void
html_ladder(const struct html *h, const struct ladder_rows *l, bool drawable, const char *where)
{
	struct picture p = { .h = h, .l = l, .where = where, .point = decimal_point(h->k, h->arena) };

	if (l->count == 0)
		return;
	html_raw(h, "<section>\n");
	html_heading(h, "label.messages");
	html_raw(h, "<div class=\"wide drawing\" dir=\"ltr\">\n");
	if (drawable)
		draw(&p);
	else
		list(&p);
	html_raw(h, "</div>\n</section>\n");
}
