/* SPDX-License-Identifier: MIT */
#include "input/line/tone.h"

#include "base/ascii.h"
#include "base/literals.h"
#include "input/line/mention_code.h"

enum { ENOUGH = 2 };	/* so many signs make a document */

static struct slice
next_line(struct slice *rest)
{
	return slice_trim(slice_cut(rest, '\n'));
}

/* "* fixed: …", "- Added …". */
static bool
is_change(struct slice line)
{
	if (line.n < 6 || (line.p[0] != '*' && line.p[0] != '-' && line.p[0] != '+') || !is_blank(line.p[1]))
		return false;
	line = slice_trim(slice_skip(line, 1));
	while (line.n > 0 && (line.p[0] == '[' || line.p[0] == '*' || line.p[0] == '`'))
		line = slice_skip(line, 1);
	return literals_start_nocase(&literals_change, line) > 0;
}

/* "21.4.4 403 Forbidden", "### 4.2 486 Busy Here": the heading of a section. */
static bool
is_section(struct slice line)
{
	unsigned dots = 0;
	size_t i = 0;

	while (line.n > 0 && (line.p[0] == '#' || is_blank(line.p[0])))
		line = slice_skip(line, 1);
	for (; i < line.n && (is_digit(line.p[i]) || line.p[i] == '.'); i++)
		dots += line.p[i] == '.';
	if (dots == 0 || dots > 3 || i >= 10 || i + 4 >= line.n || !is_blank(line.p[i]))
		return false;
	line = slice_skip(line, i + 1);
	i = slice_span(line, is_digit);
	return i > 0 && (i == line.n || line.p[i] != '.');	/* a time and an address are none */
}

/* `name("…` and `name('…`: a call. */
static bool
has_call(struct slice line)
{
	const char *end = line.p + line.n, *open;

	for (; (open = slice_chr(line, '(')) != NULL; line = slice_from(open + 1, end))
		if (open > line.p && end - open > 1 && is_alnum(open[-1]) && (open[1] == '"' || open[1] == '\''))
			return true;
	return false;
}

/* The bracket that the last one closes stands apart from the word before it: "undefined (reading 'x')" calls nothing. */
static bool
ends_in_aside(struct slice line)
{
	static const struct slice keywords[] = { SLICE("if"), SLICE("while"), SLICE("for"), SLICE("switch"),
	    SLICE("print"), SLICE("return") };
	const char *p = line.p + line.n, *end;
	size_t open = 0;

	do {
		if (--p == line.p)
			return false;
		open += *p == ')';
		open -= *p == '(' && open > 0;
	} while (open > 0);
	if (p[-1] != ' ')
		return false;
	end = --p;
	while (p > line.p && is_alnum(p[-1]))
		p--;
	for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
		if (slice_eq(slice_from(p, end), keywords[i]))
			return false;
	return end > p;
}

/* `"payload": {`: an object of JSON begins. One named by a number belongs to the description of an interface: `"404": {`. */
static bool
opens_object(struct slice line)
{
	return line.p[0] == '"' && !is_digit(line.p[1]) && (slice_ends(line, SLICE("\": {")) || slice_ends(line, SLICE("\":{")));
}

/* `{ key => value }`: not so "INVITE => 503", which begins with a method and ends in a number. */
static bool
points_in_code(struct slice line)
{
	const char *arrow = slice_find(line, SLICE(" => "));

	return arrow != NULL && !(slice_span(line, is_upper) == (size_t)(arrow - line.p) && is_digit(arrow[4]));
}

bool
tone_is_code(struct slice line)
{
	line = slice_trim(line);
	/* "sip.Status-Code == 486": what Wireshark is asked to show. */
	if (line.n < 3 || opens_object(line) || (slice_starts(line, SLICE("sip.")) && line.p[line.n - 1] != ';'))
		return false;
	if (line.p[line.n - 1] == ';' || line.p[line.n - 1] == '{' || slice_starts(line, SLICE("//")) ||
	    slice_starts(line, SLICE("/*")) || slice_starts(line, SLICE("case ")) || slice_starts(line, SLICE("return ")))
		return true;
	if ((slice_ends(line, SLICE("')")) || slice_ends(line, SLICE("\")"))) && !ends_in_aside(line))
		return slice_chr(line, '(') != NULL;
	return slice_find(line, SLICE("==")) != NULL || slice_find(line, SLICE("#define")) != NULL ||
	    slice_find(line, SLICE("printf")) != NULL || slice_find(line, SLICE("!= ")) != NULL ||
	    points_in_code(line) || slice_find(line, SLICE("assert")) != NULL || has_call(line);
}

/* "RFC 3261", "RFC3261". */
static unsigned
count_rfcs(struct slice line)
{
	unsigned count = 0;
	const char *hit;

	for (; (hit = slice_find(line, SLICE("RFC"))) != NULL; line = slice_from(hit + 3, line.p + line.n)) {
		struct slice after = slice_trim(slice_from(hit + 3, line.p + line.n));

		count += after.n > 3 && is_digit(after.p[0]);
	}
	return count;
}

static unsigned
count_signs(struct slice line, const struct literals *signs)
{
	unsigned count = 0;

	for (size_t i = 0; i < signs->n; i++)
		count += slice_find(line, signs->p[i]) != NULL;
	return count;
}

static unsigned
weigh_line(struct slice line)
{
	return count_rfcs(line) + is_change(line) + is_section(line) + tone_is_code(line) +
	    count_signs(line, &literals_document_sign) + ENOUGH * count_signs(line, &literals_document_sure);
}

bool
tone_is_document(struct slice text)
{
	unsigned weight = 0;

	while (text.n > 0 && weight < ENOUGH) {
		struct slice line = next_line(&text);

		weight += line.n > 0 ? weigh_line(line) : 0;
	}
	return weight >= ENOUGH;
}

/* "http" somewhere but in the address of a page that explains: "https://…/docs/errors/13224". */
static bool
speaks_of_http(struct slice line)
{
	const char *end = slice_limit(line), *hit;

	for (; (hit = slice_find_nocase(line, SLICE("http"))) != NULL; line = slice_from(hit + 4, end)) {
		struct slice address = slice_from(hit, end);
		size_t n = 0;

		while (n < address.n && !is_one_of(address.p[n], " \t\"'<>)"))
			n++;
		address.n = n;
		if (slice_find(address, SLICE("://")) == NULL || !literals_stand_in(&literals_manual_page, address))
			return true;
		hit += n - 4;
	}
	return false;
}

/* "docker pull" asks a registry; "docker[811]:" passes on what a container says, unless the daemon itself answers. */
static bool
speaks_of_docker(struct slice line)
{
	static const struct slice name = SLICE("docker");
	bool daemon = slice_find_nocase(line, SLICE("daemon")) != NULL;
	const char *end = slice_limit(line), *hit;

	for (; (hit = slice_find_nocase(line, name)) != NULL; line = slice_from(hit + name.n, end))
		if (daemon || hit + name.n == end || hit[name.n] != '[')
			return true;
	return false;
}

bool
tone_is_web(struct slice line)
{
	return speaks_of_http(line) || speaks_of_docker(line) || literals_stand_in(&literals_web, line);
}

bool
tone_holds_http(struct slice text)
{
	return slice_find(text, SLICE("HTTP/1")) != NULL || slice_find(text, SLICE("HTTP/2")) != NULL;
}

/* "May 12 10:00:00", "12/May/2025", "12 May": the month, with a day beside it. */
static bool
is_month(struct slice line, const char *hit, const char *after)
{
	const char *end = slice_limit(line);

	if (hit - line.p > 1 && is_one_of(hit[-1], " -/") && is_digit(hit[-2]))
		return true;
	while (after < end && is_one_of(*after, " -/"))
		after++;
	return after < end && is_digit(*after);
}

/* The word stands in the line by itself, not as a part of "sip-if", and is no month. */
static bool
has_word(struct slice line, struct slice word)
{
	const char *end = line.p + line.n, *hit;

	for (struct slice rest = line; (hit = slice_find_nocase(rest, word)) != NULL; rest = slice_from(hit + 1, end)) {
		const char *after = hit + word.n;

		if ((hit == line.p || (!is_alnum(hit[-1]) && !is_one_of(hit[-1], "'-"))) &&
		    (after == end || (!is_alnum(*after) && *after != '-')) &&
		    !(slice_eq(word, SLICE("may")) && is_month(line, hit, after)))
			return true;
	}
	return false;
}

static bool
has_any_word(struct slice line, const struct literals *words)
{
	for (size_t i = 0; i < words->n; i++)
		if (has_word(line, words->p[i]))
			return true;
	return false;
}

bool
tone_is_hypothetical(struct slice line)
{
	return has_any_word(line, &literals_supposed) && !has_any_word(line, &literals_told);
}

bool
tone_is_scan(struct slice line)
{
	const char *version = slice_find(line, SLICE("SIP/2.0 "));

	return version != NULL && literals_stand_in(&literals_scan_finding, slice_from(version, slice_limit(line)));
}

static bool
is_name(char c)
{
	return is_alnum(c) || c == '_' || c == ':';
}

/* `responses_total{code="404"} 12`: what a monitor counts. */
static bool
is_metric(struct slice line)
{
	size_t name = slice_span(line, is_name);
	struct slice rest = slice_skip(line, name);
	const char *close = slice_find(rest, SLICE("\"} "));

	return name > 0 && rest.n > 0 && rest.p[0] == '{' && close != NULL && slice_limit(rest) - close > 3 && is_digit(close[3]);
}

static bool
has_word_that_begins(struct slice text, struct slice begin)
{
	for (const char *at = text.p; (at = slice_find_nocase(slice_from(at, slice_limit(text)), begin)) != NULL; at++)
		if (at == text.p || !is_any_alnum(at[-1]))
			return true;
	return false;
}

bool
tone_names_sip(struct slice text)
{
	return slice_find(text, SLICE("INVITE")) != NULL || slice_find(text, SLICE("REGISTER ")) != NULL ||
	    has_word_that_begins(text, SLICE("sip")) || has_word_that_begins(text, SLICE("voip"));
}

/* A failure's code stands behind other words. */
static bool
names_code_within(struct slice line)
{
	for (size_t i = 1; i < line.n; i++)
		if (code_is_at(line, line.p + i))
			return true;
	return false;
}

bool
tone_is_talk(struct slice line)
{
	return is_metric(line) || tone_is_web(line) || tone_is_code(line) || (tone_is_hypothetical(line) && names_code_within(line)) ||
	    tone_is_document(line);
}
