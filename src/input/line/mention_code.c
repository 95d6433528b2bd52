/* SPDX-License-Identifier: MIT */
#include "input/line/mention_code.h"

#include <string.h>

#include "base/ascii.h"
#include "base/literals.h"

enum { WORDS_MOST = 40 };		/* characters that an arrow has room for */

/* Codes that HTTP has, too. */
bool
code_is_of_web(const char *code)
{
	static const char *const codes[] = {
		"300", "301", "302", "303", "305", "307", "308", "400", "401", "402", "403", "404", "405", "406", "407", "408", "409",
		"410", "411", "412", "413", "414", "415", "416", "417", "421", "422", "423", "428", "429", "431", "500", "501", "502",
		"503", "504", "505", "511",
	};

	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (memcmp(code, codes[i], 3) == 0)
			return true;
	return false;
}

/* "SIP  428  Status: 486 Busy Here": the length of a packet in Wireshark's list. */
bool
code_is_length(struct slice after)
{
	struct slice s = after;

	while (s.n > 0 && is_one_of(s.p[0], " \",\t"))
		s = slice_skip(s, 1);
	return slice_starts(s, SLICE("Request: ")) || (slice_starts(s, SLICE("Status: ")) && s.n > 8 && is_digit(s.p[8]));
}

static bool
begins_words(struct slice s)
{
	if (code_is_length(s))
		return false;
	while (s.n > 0 && is_one_of(s.p[0], " :-\"'(,;|\t"))
		s = slice_skip(s, 1);
	return s.n > 2 && !slice_starts_nocase(s, SLICE("byte")) && (is_alpha(s.p[0]) || (unsigned char)s.p[0] >= 0xc0);
}

/* "Busy Here (486)", "Forbidden [403]", "Bad Request (SIP 400)": the words stand before it. */
static bool
is_closed(struct slice line, const char *code)
{
	const char *open = code;

	while (open > line.p && (is_upper(open[-1]) || open[-1] == ' '))
		open--;
	return open - line.p > 3 && (open[-1] == '(' || open[-1] == '[') && slice_limit(line) - code > 3 &&
	    (code[3] == ')' || code[3] == ']');
}

/* Within a drawn arrow: "<-----486 Busy Here----", "<---503---". */
static bool
is_drawn(struct slice line, const char *p)
{
	const char *q = p;

	while (q > line.p && (q[-1] == '-' || q[-1] == '='))
		q--;
	if (p - q < 2 || slice_limit(line) - p < 5 || (q > line.p && q[-1] == '!'))
		return false;
	return (q > line.p && q[-1] == '<') || slice_find(slice_from(p, slice_limit(line)), SLICE("->")) != NULL;
}

static bool
is_dash(char c)
{
	return c == '-' || c == '=';
}

/* Nothing but the code in it. */
bool
code_is_arrow(struct slice line, const char *p)
{
	return is_drawn(line, p) && p[3] == p[-1] && p[4] == p[-1];
}

/* The line goes on behind the words, and has one head: "<-- 503 Service Unavail-|", "|-- 486 Busy -->|". */
bool
code_is_within_arrow(struct slice line, const char *p)
{
	const char *end = slice_limit(line), *q = p, *r = p + 3, *shaft;
	bool left;

	if (q > line.p && q[-1] == ' ')
		q--;
	for (shaft = q; q > line.p && is_dash(q[-1]); q--)
		;
	if (shaft - q < 2 || q == line.p || q[-1] == '!')
		return false;
	left = q[-1] == '<';
	while (r < end && (is_alpha(*r) || is_one_of(*r, " ./'")))
		r++;
	for (shaft = r; r < end && is_dash(*r); r++)
		;
	if (r == shaft || shaft - p > WORDS_MOST)
		return false;
	return r < end && *r == '>' ? !left : left && (r == end || *r == '|');
}

/* "[ice.c:janus_ice_cb_nice_recv:404]", "sipcall.cpp   :404]": from the number's colon back to the one behind the file. */
static const char *
without_function_before(struct slice line, const char *p)
{
	const char *q = p - 1;

	while (q > line.p && is_name_byte(q[-1]))
		q--;
	if (q < p - 1 && q > line.p && q[-1] == ':' && p[-1] == ':')
		return q;
	for (q = p - 1; q > line.p && q[-1] == ' '; q--)
		;
	return q + 1;
}

bool
code_is_source_line(struct slice line, const char *p)
{
	enum { PACKAGES = 3 };		/* "org.example.sip.Call" */
	size_t dots = 0;
	const char *end, *last;
	bool bracket;

	/* "processResponse().634", as Java's loggers write it */
	if (slice_ends(slice_from(line.p, p), SLICE("().")))
		return true;
	while (p > line.p && p[-1] == ' ')
		p--;
	/* "timers.c:404", "timers.c(404)" */
	if (p == line.p || (p[-1] != ':' && p[-1] != '('))
		return false;
	bracket = p[-1] == '(';
	p = without_function_before(line, p);
	for (last = end = --p; p > line.p && (is_alnum(p[-1]) || is_one_of(p[-1], "._$-")); p--)
		if (p[-1] == '.' && ++dots == 1)
			last = p;
	if (dots == 0 || last == p + 1)
		return false;
	if (literals_have(&literals_source_ending_counted, slice_from(last, end)))
		return true;
	/* An exception says what it is about. */
	return !bracket && dots >= PACKAGES && is_upper(*last) && slice_find(slice_from(last, end), SLICE("Exception")) == NULL &&
	    slice_find(slice_from(last, end), SLICE("Error")) == NULL;
}

bool
code_is_at(struct slice line, const char *p)
{
	const char *end = slice_limit(line);

	return end - p >= 3 && *p >= '3' && *p <= '6' && is_digit(p[1]) && is_digit(p[2]) && (p == line.p || !is_alnum(p[-1])) &&
	    (end - p == 3 || !is_alnum(p[3]));
}

/* A code by itself with words beside it that may be its phrase: 300–699, no part of a number, name or reference. */
bool
code_stands_at(struct slice line, const char *p)
{
	const char *end = slice_limit(line);

	if (end - p < 6 && !is_closed(line, p))
		return false;
	if (!code_is_at(line, p) || (p > line.p && !is_drawn(line, p) && is_one_of(p[-1], ".+-#/$_@")) || code_is_source_line(line, p))
		return false;
	/* "sip[612]: ": a program's process, as syslog names it. */
	if (p - line.p > 1 && p[-1] == '[' && is_alnum(p[-2]) && slice_starts(slice_from(p + 3, end), SLICE("]:")))
		return false;
	return is_closed(line, p) || code_is_arrow(line, p) || code_is_within_arrow(line, p) || begins_words(slice_from(p + 3, end));
}

/* "0x480 Número …": how one make of phones shows a code. */
bool
code_is_hexadecimal(struct slice line)
{
	return line.n > 8 && slice_starts(line, SLICE("0x")) && line.p[2] >= '4' && line.p[2] <= '6' && is_digit(line.p[3]) &&
	    is_digit(line.p[4]) && line.p[5] == ' ' && (is_alpha(line.p[6]) || (unsigned char)line.p[6] >= 0xc0);
}
