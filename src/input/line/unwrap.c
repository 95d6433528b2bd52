/* SPDX-License-Identifier: MIT */
#include "input/line/unwrap.h"

#include "base/ascii.h"

enum { NARROWEST = 40, WIDEST = 250, FIELDS_MOST = 40, COLUMNS = 80, BROKEN_MOST = 4 /* lines that one becomes in a mail */ };

/* "Mar  1 10:00:00": how lines of syslog begin. */
static bool
begins_with_month(struct slice line)
{
	static const struct slice months = SLICE("JanFebMarAprMayJunJulAugSepOctNovDec");
	const char *at = line.n > 6 ? slice_find(months, slice_head(line, 3)) : NULL;

	return at != NULL && (at - months.p) % 3 == 0 && line.p[3] == ' ' && (line.p[4] == ' ' || is_digit(line.p[4])) &&
	    (is_digit(line.p[5]) || line.p[5] == ' ');
}

/* `503 "Service Unavailable"`: no time begins like that. */
static bool
begins_with_code(struct slice line)
{
	return line.n > 4 && is_digit(line.p[0]) && is_digit(line.p[1]) && is_digit(line.p[2]) && line.p[3] == ' ' &&
	    !is_digit(line.p[4]);
}

/* A time stamp, a bracket, a name of a level: no line goes on like that. */
static bool
begins_line(struct slice line)
{
	return line.n == 0 || line.p[0] == '[' || line.p[0] == '<' ||
	    (is_digit(line.p[0]) && !begins_with_code(line)) || begins_with_month(line) ||
	    (line.n > 2 && is_upper(line.p[0]) && is_upper(line.p[1]) && is_upper(line.p[2]));
}

static struct slice
without_return(struct slice line)
{
	return line.n > 0 && line.p[line.n - 1] == '\r' ? slice_head(line, line.n - 1) : line;
}

/* "Thu Mar 05 2026 10:00:00": how a browser writes a time. */
static struct slice
without_weekday(struct slice line)
{
	static const struct slice days = SLICE("SunMonTueWedThuFriSat");
	const char *at = line.n > 4 && line.p[3] == ' ' ? slice_find(days, slice_head(line, 3)) : NULL;

	return at != NULL && (at - days.p) % 3 == 0 ? slice_skip(line, 4) : line;
}

/* "[2026-03-01 10:00:00]", "10:00:00.100", "Mar  1 10:00:00", "Thu Mar 05 2026 10:00:00"; the rest of an address, "100.7:5060", is none. */
static bool
begins_with_time(struct slice line)
{
	enum { WITHIN = 32 };
	const char *colon;

	if (line.n > 0 && line.p[0] == '[')
		line = slice_skip(line, 1);
	if (begins_with_month(without_weekday(line)))
		return true;
	if (line.n <= 8 || !is_digit(line.p[0]) || !is_digit(line.p[1]) || (colon = slice_chr(slice_head(line, WITHIN), ':')) == NULL)
		return false;
	if (!is_digit(colon[-1]))
		return false;
	while (colon > line.p && is_digit(colon[-1]))
		colon--;
	return colon == line.p || colon[-1] != '.';
}

static struct slice
without_quote(struct slice line)
{
	while (line.n > 0 && (line.p[0] == '>' || is_blank(line.p[0])))
		line = slice_skip(line, 1);
	return slice_trim(line);
}

/*
 * A piece of a line, of which *out is what came before. What is glued in the middle of a word keeps the blanks at the edge, but
 * an `indented` line's own.
 */
static void
add_piece(struct buf *out, struct slice joint, bool indented, struct slice line, struct slice piece)
{
	/* the edge was in front of a blank */
	bool before = out->n > 0 && (!indented || (piece.p == line.p + 1 && is_blank(line.p[0])));

	if (out->n > 0)
		buf_add(out, joint);
	buf_add(out, joint.n > 0 ? piece : slice_from(before ? line.p : piece.p, slice_limit(without_return(line))));
}

struct unwrap_edges
unwrap_edges(struct slice text)
{
	enum { FEW_LINES = 8 };
	size_t width = 0, lines = 0;
	bool one = true;

	if (slice_count(text, '\n') > FEW_LINES)
		return (struct unwrap_edges){ .timed = NARROWEST };
	while (text.n > 0 && is_space(text.p[text.n - 1]))
		text.n--;
	for (; text.n > 0; lines++) {
		struct slice line = without_return(slice_cut(&text, '\n'));

		width = lines == 0 ? line.n : width;
		one &= line.n == width || (line.n < width && text.n == 0);
	}
	one &= lines > 1 && lines <= 1 + BROKEN_MOST && width >= NARROWEST && width <= WIDEST;
	return (struct unwrap_edges){ .timed = NARROWEST, .bare = one ? width : COLUMNS };
}

static bool
is_broken(struct slice line, struct unwrap_edges edges, bool timed)
{
	size_t n = without_return(line).n;

	return n >= NARROWEST && (timed ? n >= edges.timed : n == edges.bare);
}

/* The rest of a line may stand there. */
static bool
can_go_on(struct slice piece)
{
	return piece.n > 0 && piece.n <= WIDEST && !begins_with_time(piece) && !slice_starts_nocase(piece, SLICE("SIP/2.0 "));
}

/* "1128101233|sip  |4|…", "1128101235|sip  |…": as one line begins, so does the next, and no line's rest. */
static bool
begins_alike(struct slice line, struct slice piece)
{
	enum { ALIKE = 9 };
	size_t n = 0;

	while (n < line.n && n < piece.n && n < ALIKE && (line.p[n] == piece.p[n] || (is_digit(line.p[n]) && is_digit(piece.p[n]))))
		n++;
	return n == ALIKE;
}

bool
unwrap_record(struct slice *text, struct unwrap_edges edges, struct slice joint, const char **at, struct slice *below, struct buf *out)
{
	while (text->n > 0) {
		struct slice line = slice_cut(text, '\n'), last = without_quote(line);
		bool timed = begins_with_time(last);
		unsigned lines = 1;

		if (!is_broken(line, edges, timed) || last.n > WIDEST)
			continue;
		struct slice first = last;
		bool indented = last.p > line.p;
		*at = line.p;
		buf_reset(out);
		add_piece(out, joint, indented, line, last);
		for (; text->n > 0 && lines <= BROKEN_MOST && is_broken(line, edges, timed); lines++) {
			struct slice rest = *text;

			line = slice_cut(&rest, '\n');
			last = without_quote(line);
			if (!can_go_on(last) || begins_alike(first, last) || (edges.flush && last.p > line.p + 1))
				break;
			add_piece(out, joint, indented, line, last);
			*text = rest;
			*below = slice_from(lines == 1 ? line.p : below->p, slice_limit(line));
		}
		if (lines > 1)
			return true;
	}
	return false;
}

size_t
unwrap_width(struct slice text)
{
	size_t width = 0, full = 0, lines = 0, goes_on = 0;
	bool last_full = false;

	if (text.n > UNWRAP_PAGE || text.n < 2 * NARROWEST)	/* two full lines at least */
		return 0;
	for (struct slice rest = text; rest.n > 0;) {
		struct slice line = without_return(slice_cut(&rest, '\n'));

		lines++;
		if (line.n > width) {
			width = line.n;
			full = goes_on = 0;
			last_full = false;
		}
		goes_on += last_full && !begins_line(line);
		last_full = line.n == width;
		full += last_full;
	}
	return width >= NARROWEST && width <= WIDEST && full >= 2 && goes_on == full && lines > full ? width : 0;
}

void
unwrap_line(struct slice *text, size_t width, struct buf *out)
{
	bool more = true;

	buf_reset(out);
	while (more && text->n > 0) {
		struct slice line = without_return(slice_cut(text, '\n')), next = *text;

		buf_add(out, line);
		more = line.n == width && !begins_line(slice_cut(&next, '\n'));
	}
}

static bool
may_be_broken(struct slice line)
{
	line = without_return(line);
	return line.n >= NARROWEST && line.n <= WIDEST;
}

/* What stands behind the last line feed, which is taken off with it. */
static struct slice
cut_last_line(struct slice *text)
{
	const char *feed = memrchr(text->p, '\n', text->n);
	struct slice line = feed != NULL ? slice_from(feed + 1, slice_limit(*text)) : *text;

	*text = slice_from(text->p, feed != NULL ? feed : text->p);
	return line;
}

enum unwrap_end
unwrap_end(struct slice text)
{
	struct slice last = cut_last_line(&text);

	if (!may_be_broken(cut_last_line(&text)))
		return UNWRAP_WHOLE;
	if (last.n == 0)
		return UNWRAP_WIDE;
	return begins_with_time(without_quote(last)) ? UNWRAP_WHOLE : UNWRAP_WITHIN;
}

/* The line in place of those of the text, with as many line ends. */
static void
add_joined(struct buf *out, const struct buf *line, struct slice lines)
{
	buf_add(out, buf_slice(line));
	for (size_t n = slice_count(lines, '\n'); n > 0; n--)
		buf_addc(out, '\n');
}

static size_t
widest(struct slice text)
{
	size_t width = 0;

	while (text.n > 0) {
		size_t n = without_return(slice_cut(&text, '\n')).n;

		width = n > width ? n : width;
	}
	return width;
}

bool
unwrap_text(struct slice text, struct slice joint, struct buf *out)
{
	struct unwrap_edges edges = unwrap_edges(text);
	size_t width = unwrap_width(text);
	bool few = edges.bare > 0;
	const char *from = text.p, *at, *end = slice_limit(text);
	struct buf line = BUF_INIT;
	struct slice below;

	buf_reset(out);
	edges.flush = true;
	edges.timed = widest(text);
	edges.bare = edges.timed == COLUMNS ? COLUMNS : 0;
	while (width > 0 && text.n > 0) {
		unwrap_line(&text, width, &line);
		at = text.n > 0 ? text.p : end;
		add_joined(out, &line, slice_from(from, at));
		from = at;
	}
	while (width == 0 && few && unwrap_record(&text, edges, joint, &at, &below, &line)) {
		buf_add(out, slice_from(from, at));
		from = text.n > 0 ? text.p : end;
		add_joined(out, &line, slice_from(at, from));
	}
	buf_release(&line);
	if (out->n == 0)
		return false;
	buf_add(out, slice_from(from, end));
	return true;
}

/* `"status": 486,`; as a console of JavaScript's shows it, `status: 486,`. */
static bool
is_member(struct slice line)
{
	size_t n = 0;

	while (n < line.n && is_name_byte(line.p[n]))
		n++;
	if (n > 1 && n + 2 < line.n && line.p[n] == ':' && line.p[n + 1] == ' ')
		return true;
	return line.n > 4 && line.p[0] == '"' && slice_find(line, SLICE("\":")) != NULL;
}

/* "FLAGS: IP", as kamcmd shows what it is told. */
static bool
is_shown(struct slice line)
{
	size_t n = 0;

	while (n < line.n && is_upper(line.p[n]))
		n++;
	return n > 1 && n + 2 < line.n && line.p[n] == ':' && line.p[n + 1] == ' ';
}

/* The members and the brace that ends them, or begins others; false when something else stands there. */
static bool
add_members(struct slice *text, bool shown, struct buf *out)
{
	for (size_t i = 0; i < FIELDS_MOST; i++) {
		struct slice line = slice_trim(slice_cut(text, '\n'));

		if (line.n > 0 && (line.p[0] == '}' || (shown && line.p[line.n - 1] == '{'))) {
			buf_add(out, line);
			return i > 0;
		}
		if (shown ? !is_shown(line) : !is_member(line))
			return false;
		buf_add(out, line);
		buf_add(out, SLICE(" "));
	}
	return false;
}

bool
unwrap_fields(struct slice *text, const char **at, struct buf *out)
{
	const char *open;
	bool shown;

	while ((open = slice_find(*text, SLICE("{\n"))) != NULL) {
		struct slice before = slice_from(text->p, open), rest = slice_skip(slice_from(open, slice_limit(*text)), 2);
		const char *feed = memrchr(before.p, '\n', before.n);
		struct slice line = slice_from(feed != NULL ? feed + 1 : before.p, open + 1);

		*text = rest;
		buf_reset(out);
		buf_add(out, line);
		shown = is_shown(slice_trim(line));
		bool bare = line.n == 1;	/* an object that nothing stands before */
		if ((line.n < NARROWEST && !shown && !bare) || !add_members(&rest, shown, out))
			continue;
		*at = line.p;
		*text = rest;
		return true;
	}
	return false;
}

/* "AccountID: 101", "Cause-txt: Busy". */
static bool
is_event_field(struct slice line)
{
	size_t n = 0;

	while (n < line.n && (is_alnum(line.p[n]) || line.p[n] == '-'))
		n++;
	return n > 1 && n < line.n && line.p[n] == ':';
}

bool
unwrap_event(struct slice *text, struct slice *event, struct buf *out)
{
	while (text->n > 0) {
		struct slice line = without_return(slice_cut(text, '\n'));

		if (!slice_starts(line, SLICE("Event: ")))
			continue;
		*event = line;
		buf_reset(out);
		buf_add(out, line);
		for (size_t i = 0; i < FIELDS_MOST && text->n > 0; i++) {
			struct slice rest = *text;

			line = without_return(slice_cut(&rest, '\n'));
			if (!is_event_field(line) || slice_starts(line, SLICE("Event: ")))
				break;
			buf_addc(out, ' ');
			buf_add(out, line);
			*event = slice_from(event->p, slice_limit(line));
			*text = rest;
		}
		return true;
	}
	return false;
}
