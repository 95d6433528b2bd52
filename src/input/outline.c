/* SPDX-License-Identifier: MIT */
#include "input/outline.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "base/memory.h"
#include "input/stamp.h"

enum {
	STEPS = 512, LINE_MOST = 400, NAME_MOST = 80,
	COPIES = 4,		/* of a request with nothing back: as many as RFC 3261 sends in 3.5 s */
	ANSWERS_BYE = 4,	/* of a 200 without an ACK, and then who answered hangs up … */
	ANSWERS = 8,		/* … or goes on */
};

#define COPIES_SPAN INT64_C(70000000)	/* µs: longer than 64*T1, these are no copies */

/* A message that is a line. */
struct step {
	struct slice line, from, to;
	struct slice what;	/* from method or code on */
	struct slice method;	/* of a request; else empty */
	unsigned code;
	int64_t time;
};

struct outline {
	struct step step[STEPS];
	size_t count;
};

/* ---- reading a line ---- */

static bool
is_name_end(char c)
{
	return c == ':' || c == ',' || c == '|' || c == ';';
}

/* The last word before an arrow, the first behind it; without the colon that ends it. */
static struct slice
word_before(struct slice s)
{
	const char *p;

	s = slice_trim(s);
	for (p = slice_limit(s); p > s.p && !is_blank(p[-1]) && p[-1] != '|'; p--)
		;
	return slice_from(p, slice_limit(s));
}

static struct slice
word_after(struct slice s, struct slice *rest)
{
	size_t n = 0;

	s = slice_trim(s);
	while (n < s.n && !is_blank(s.p[n]))
		n++;
	*rest = slice_skip(s, n);
	s = slice_head(s, n);
	while (s.n > 0 && is_name_end(s.p[s.n - 1]))
		s.n--;
	return s;
}

static bool
is_name(struct slice s)
{
	size_t letters = 0;

	for (size_t i = 0; i < s.n; i++)
		letters += is_alnum(s.p[i]);
	return letters > 0 && s.n <= NAME_MOST;
}

/* "INVITE sip:…", "SIP/2.0 200 OK", "486 Busy Here": what the line is about. */
static bool
read_what(struct slice s, struct step *out)
{
	static const struct slice methods[] = {
		SLICE("INVITE"), SLICE("ACK"), SLICE("BYE"), SLICE("CANCEL"), SLICE("REGISTER"), SLICE("OPTIONS"), SLICE("PRACK"),
		SLICE("UPDATE"), SLICE("INFO"), SLICE("SUBSCRIBE"), SLICE("NOTIFY"), SLICE("REFER"), SLICE("MESSAGE"), SLICE("PUBLISH"),
	};

	s = slice_trim(s);
	while (s.n > 0 && is_name_end(s.p[0]))
		s = slice_trim(slice_skip(s, 1));
	if (slice_starts(s, SLICE("SIP: ")))
		s = slice_skip(s, 5);
	if (slice_starts(s, SLICE("SIP/2.0 ")))
		s = slice_skip(s, 8);
	out->what = s;
	out->method = SLICE("");
	out->code = 0;
	if (s.n >= 3 && s.p[0] >= '1' && s.p[0] <= '6' && is_digit(s.p[1]) && is_digit(s.p[2]) &&
	    (s.n == 3 || (s.p[3] == ' ' && (s.n == 4 || !is_digit(s.p[4]))))) {
		out->code = (unsigned)((s.p[0] - '0') * 100 + (s.p[1] - '0') * 10 + s.p[2] - '0');
		return true;
	}
	for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
		if (slice_starts(s, methods[i]) && (s.n == methods[i].n || !is_alnum(s.p[methods[i].n])))
			out->method = methods[i];
	return out->method.n > 0;
}

/* Wireshark's list has the length before it: "SIP 569 Request: INVITE …". */
static struct slice
behind_length(struct slice s)
{
	static const struct slice labels[] = { SLICE("Request: "), SLICE("Status: ") };

	for (size_t i = 0; i < 2; i++) {
		const char *label = slice_find(slice_head(s, 60), labels[i]);

		if (label != NULL)
			return slice_skip(slice_from(label, slice_limit(s)), labels[i].n);
	}
	return s;
}

/* The first arrow of the line: how long it is, and whether it points to the left. */
static const char *
find_arrow(struct slice line, size_t *length, bool *left)
{
	static const struct { struct slice text; bool left; } arrows[] = {
		{ SLICE("\xe2\x86\x92"), false }, { SLICE("\xe2\x86\x90"), true }, { SLICE(" > "), false },
	};

	for (const char *p = line.p, *end = slice_limit(line); p < end; p++) {
		struct slice rest = slice_from(p, end);
		size_t n = 0;

		for (size_t i = 0; i < sizeof arrows / sizeof *arrows; i++)
			if (slice_starts(rest, arrows[i].text)) {
				*length = arrows[i].text.n;
				*left = arrows[i].left;
				return p;
			}
		while (n < rest.n && strchr("<-=>", rest.p[n]) != NULL && rest.p[n] != '\0')
			n++;
		if (n >= 2 && (rest.p[0] == '<') != (rest.p[n - 1] == '>')) {
			*length = n;
			*left = rest.p[0] == '<';
			return p;
		}
		p += n > 0 ? n - 1 : 0;
	}
	return NULL;
}

static bool
read_step(struct slice line, struct step *out)
{
	struct slice behind, rest, other;
	struct stamp stamp;
	const char *arrow;
	size_t n;
	bool left;

	line = slice_trim(slice_head(line, LINE_MOST));
	if (line.n < 8 || (arrow = find_arrow(line, &n, &left)) == NULL)
		return false;
	out->line = line;
	out->from = word_before(slice_from(line.p, arrow));
	behind = slice_from(arrow + n, slice_limit(line));
	/* "a ---> INVITE ---> b" */
	if (read_what(behind, out) && (arrow = find_arrow(out->what, &n, &left)) != NULL) {
		out->to = word_after(slice_from(arrow + n, slice_limit(line)), &rest);
		out->what = slice_trim(slice_from(out->what.p, arrow));
	} else {
		out->to = word_after(behind, &rest);
		if (!read_what(behind_length(rest), out))
			return false;
	}
	if (left) {
		other = out->from;
		out->from = out->to;
		out->to = other;
	}
	stamp_read(&stamp, slice_from(line.p, out->what.p));
	out->time = stamp.kind != STAMP_NO_TIME ? stamp.time : INT64_MIN;
	return is_name(out->from) && is_name(out->to) && !slice_eq(out->from, out->to);
}

/* ---- what several of them show ---- */

static bool
same_way(const struct step *a, const struct step *b)
{
	return slice_eq(a->from, b->from) && slice_eq(a->to, b->to);
}

static bool
is_reverse(const struct step *a, const struct step *b)
{
	return slice_eq(a->from, b->to) && slice_eq(a->to, b->from);
}

static bool
is_copy(const struct step *a, const struct step *b)
{
	return same_way(a, b) && slice_eq(a->what, b->what);
}

static bool
is(const struct step *s, const char *method)
{
	return slice_eq(s->method, slice_of(method));
}

static bool
was_sent_before(const struct outline *o, size_t i)
{
	for (size_t j = 0; j < i; j++)
		if (is_copy(&o->step[j], &o->step[i]))
			return true;
	return false;
}

/* Names of methods are words of other trades, too. */
static bool
is_about_sip(const struct outline *o)
{
	for (size_t i = 0; i < o->count; i++)
		if (is(&o->step[i], "INVITE") || slice_find_nocase(o->step[i].line, SLICE("sip")) != NULL)
			return true;
	return false;
}

/* An HTTP request has that name, a log line that level. */
static bool
may_be_other(const struct step *s)
{
	return !is(s, "INVITE") && !is(s, "REGISTER") && !is(s, "BYE") && slice_find_nocase(s->what, SLICE("sip")) == NULL;
}

/* Nothing came back since, and no ACK shows that something did which was not captured. */
static bool
is_unanswered(const struct outline *o, size_t i)
{
	const struct step *s = &o->step[i], *last = s;
	unsigned copies = 0;

	for (size_t j = i; j < o->count; j++) {
		const struct step *t = &o->step[j];

		if (is_reverse(s, t) || (same_way(s, t) && is(t, "ACK")))
			return false;
		if (is_copy(s, t)) {
			copies++;
			last = t;
		}
	}
	return copies >= COPIES && (s->time == INT64_MIN || last->time == INT64_MIN || (last->time >= s->time && last->time - s->time <= COPIES_SPAN));
}

/* The request that a response from b to a can be to: the last one from a to b. */
static const struct step *
asked_before(const struct outline *o, size_t i)
{
	for (size_t j = i; j-- > 0;)
		if (is_reverse(&o->step[i], &o->step[j]) && o->step[j].method.n > 0 && !is(&o->step[j], "ACK"))
			return &o->step[j];
	return NULL;
}

/* A 200 to an INVITE, again and again: no ACK got there. */
static bool
is_unacked(const struct outline *o, size_t i)
{
	const struct step *s = &o->step[i], *asked = asked_before(o, i);
	unsigned copies = 0;

	if (s->code != 200 || asked == NULL || !is(asked, "INVITE"))
		return false;
	for (size_t j = i; j < o->count; j++) {
		const struct step *t = &o->step[j];

		if (is_copy(s, t))
			copies++;
		else if (is_reverse(s, t) && is(t, "ACK"))
			copies = 0;
		else if (same_way(s, t) && is(t, "BYE"))
			return copies >= ANSWERS_BYE;
		else if (is_reverse(s, t) && !is_copy(t, asked))
			return false;
	}
	return copies >= ANSWERS;
}

static void
say(struct outline_said *out, const struct step *s, const char *entry)
{
	*out = (struct outline_said){ .at = s->line.p, .witness = {
		.kind = WITNESS_LINE, .line = s->line, .said = s->line, .entry = slice_of(entry), .name = s->to, .detail = s->to,
		.is_registration = is(s, "REGISTER"), .is_no_call = is(s, "OPTIONS"),
	} };
}

static const char *
entry_of(const struct step *s)
{
	return is(s, "OPTIONS") ? "options.peer-down" : is(s, "BYE") ? "dialog.bye-failed" : "path.no-response";
}

static size_t
judge(const struct outline *o, struct outline_said said[OUTLINE_SAYS])
{
	size_t found = 0;

	for (size_t i = 0; i < o->count && found < OUTLINE_SAYS; i++) {
		const struct step *s = &o->step[i];

		if (s->method.n > 0 ? is(s, "ACK") || may_be_other(s) : s->code != 200)
			continue;
		if (was_sent_before(o, i))
			continue;
		if (s->method.n > 0 && is_unanswered(o, i))
			say(&said[found++], s, entry_of(s));
		else if (s->code == 200 && is_unacked(o, i))
			say(&said[found++], s, "dialog.missing-ack");
	}
	return found;
}

size_t
outline_find(struct slice text, struct outline_said said[OUTLINE_SAYS])
{
	struct outline *o = xcalloc(1, sizeof *o);
	size_t found;

	while (text.n > 0 && o->count < STEPS)
		o->count += read_step(slice_cut(&text, '\n'), &o->step[o->count]);
	found = is_about_sip(o) ? judge(o, said) : 0;
	free(o);
	return found;
}
