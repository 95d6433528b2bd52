/* SPDX-License-Identifier: MIT */
/*
 * Times, which stay, and telephone numbers written in groups: "+49 (30) 123-4567", "555 123 4567". What stands in one
 * word is left to take_word().
 */
#include "base/ascii.h"
#include "report/redact/scan.h"
#include "report/redact/words.h"

/* The length of what fits the pattern at the start of s: 0 stands for a digit, + for more of them, all else for itself. */
static size_t
fit(struct slice s, const char *pattern)
{
	size_t n = 0;

	for (; *pattern; pattern++) {
		if (*pattern == '+') {
			while (n < s.n && is_digit(s.p[n]))
				n++;
		} else if (n < s.n && (*pattern == '0' ? is_digit(s.p[n]) : s.p[n] == *pattern)) {
			n++;
		} else {
			return 0;
		}
	}
	return n < s.n && (word_char(s.p[n]) || (word_joint(s.p[n]) && s.p[n] != '.')) &&
	    to_lower(s.p[n]) != 't' && to_lower(s.p[n]) != 'z' ? 0 : n;
}

bool
take_time(struct scan *s)
{
	static const char *const forms[] = {
		"0000-00-00", "0000/00/00", "00/00/0000", "00.00.0000", "00-00-0000", "00000000T", "00:00:00.0+", "00:00:00,0+",
		"00:00:00", "00:00", "1000000000.000+",
	};

	if (!is_digit(s->rest.p[0]))
		return false;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		size_t n = fit(s->rest, forms[i]);

		/* "49:30:123:456" */
		if (n == 0 || (n + 1 < s->rest.n && s->rest.p[n] == ':' && is_digit(s->rest.p[n + 1])))
			continue;
		buf_add(s->out, slice_head(s->rest, n));
		s->rest = slice_skip(s->rest, n);
		/* "…T10:00:00Z" */
		if (s->rest.n > 0 && (to_lower(s->rest.p[0]) == 't' || to_lower(s->rest.p[0]) == 'z')) {
			buf_addc(s->out, s->rest.p[0]);
			s->rest = slice_skip(s->rest, 1);
		}
		return true;
	}
	return false;
}

static bool
is_address_char(char c)
{
	return is_digit(c) || c == '.';
}

struct groups {
	size_t length;		/* in bytes, up to the last digit or bracket */
	size_t count, digits;
	size_t longest, shortest;
	bool marked;		/* begins with +, ( or 0: nothing but a number does */
};

static bool
is_divider(char c)
{
	return is_blank(c) || is_one_of(c, "+-./()");
}

static bool
is_divider_or_end(char c)
{
	return is_divider(c) || is_space(c) || c == ',' || c == '_' || c == ':';
}

/* "12:00:00 +0100", "…T12:00:00+01:00": the offset of a time zone is no number. */
static bool
is_zone(struct slice before)
{
	while (before.n > 0 && is_blank(before.p[before.n - 1]))
		before.n--;
	return before.n > 0 && is_digit(before.p[before.n - 1]);
}

/*
 * "+49 30", "0049 30": the beginning of a number, the rest of which stands elsewhere; nothing else begins so. Over the
 * end of a line, too.
 */
static bool
is_beginning(const struct scan *s, const struct groups *g)
{
	struct slice before = slice_from(s->text.p, s->rest.p);

	if (before.n > 0 && (word_char(before.p[before.n - 1]) || is_zone(before)))
		return false;
	if (s->rest.p[0] == '+')
		return s->rest.n > 1 && is_digit(s->rest.p[1]) && g->digits >= 2;
	return slice_starts(s->rest, SLICE("00")) && g->count >= 2 && g->digits >= 6;
}

/* Groups that together are a number of the input, whatever it looks like: their length, or 0. */
static size_t
known_groups(const struct scan *s)
{
	struct buf digits = BUF_INIT;
	struct slice text = slice_head(s->rest, 64);
	size_t at = 0, groups = 0, best = 0;

	while (s->r->known.any && at < text.n && digits.n < 20) {
		size_t n = slice_span(slice_skip(text, at), is_digit), marks;

		buf_add(&digits, (struct slice){ text.p + at, n });
		at += n;
		struct slice number = buf_slice(&digits);
		while (number.n > 0 && number.p[0] == '0')
			number = slice_skip(number, 1);
		if (++groups > 1 && known_has(&s->r->known, s->r->key, KNOWN_NUMBER, number))
			best = at;
		marks = slice_span(slice_head(slice_skip(text, at), 3), is_divider_or_end);
		if (n == 0 || marks == 0)
			break;
		at += marks;
	}
	buf_release(&digits);
	return best;
}

/* Digits in groups with at most three marks between two, as " (0) ". */
static void
measure(struct slice s, struct groups *g)
{
	size_t at = 0, marks = 0;

	*g = (struct groups){ .shortest = SIZE_MAX };
	g->marked = s.p[0] == '+' || s.p[0] == '(' || (s.p[0] == '0' && s.n > 1 && is_digit(s.p[1]));
	while (at < s.n && g->count < 16) {
		size_t n = 0;

		while (at + n < s.n && is_digit(s.p[at + n]))
			n++;
		if (n > 0) {
			g->longest = n > g->longest ? n : g->longest;
			g->shortest = n < g->shortest ? n : g->shortest;
			g->digits += n;
			g->count++;
			at += n;
			g->length = at;
			marks = 0;
		} else if ((is_divider(s.p[at]) || (s.p[0] == '+' && is_space(s.p[at]))) && marks < 3) {
			at++;
			marks++;
		} else {
			break;
		}
	}
}

/* "(10.0.0.1) 5060" is no number that somebody dials. */
static bool
holds_address(struct slice s)
{
	struct addr address;

	while (s.n > 0) {
		size_t n = slice_span(s, is_address_char);

		if (n > 0 && addr_parse(&address, slice_head(s, n)))
			return true;
		s = slice_skip(s, n > 0 ? n : 1);
	}
	return false;
}

bool
take_phone(struct scan *s)
{
	struct groups g;
	char first = s->rest.p[0];

	if ((s->how & SCAN_COUNTERS) || !(is_digit(first) || first == '+' || first == '('))
		return false;
	size_t known = known_groups(s);
	if (known > 0) {
		add_number(s->r, slice_head(s->rest, known), s->out);
		s->rest = slice_skip(s->rest, known);
		return true;
	}
	measure(slice_head(s->rest, 64), &g);
	if (is_beginning(s, &g) && g.digits <= 20 && !holds_address(slice_head(s->rest, g.length))) {
		add_number(s->r, slice_head(s->rest, g.length), s->out);
		s->rest = slice_skip(s->rest, g.length);
		return true;
	}
	if (g.count < 2 || g.digits < 7 || g.digits > 20)
		return false;
	struct slice number = slice_head(s->rest, g.length);
	if (slice_chr(number, ' ') == NULL && slice_chr(number, '(') == NULL && slice_chr(number, '/') == NULL)
		return false;	/* one word */
	if (!g.marked && !(g.count >= 3 && g.shortest >= 2 && g.longest >= 4 && g.digits >= 9 && g.digits <= 19))
		return false;
	if (number.n < s->rest.n && (word_char(s->rest.p[number.n]) || s->rest.p[number.n] == ':'))
		return false;
	if (holds_address(number))
		return false;
	s->rest = slice_skip(s->rest, number.n);
	return add_phone(s->r, number, s->out);
}
