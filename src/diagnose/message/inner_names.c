/* SPDX-License-Identifier: MIT */
#include "diagnose/message/inner_names.h"

#include <stdio.h>

#include "base/ascii.h"
#include "diagnose/message/number.h"
#include "diagnose/message/pasted.h"
#include "diagnose/message/product_words.h"
#include "finding/ids.h"
#include "input/line/mention_code.h"

static bool
is_name_char(char c)
{
	return is_name_byte(c) || c == '.';
}

/* The next stretch of letters, digits and what joins them in names; empty at the end. */
static struct slice
next_name(struct slice *rest)
{
	struct slice word;
	size_t n = 0;

	while (rest->n > 0 && (!is_name_char(rest->p[0]) || rest->p[0] == '.'))
		*rest = slice_skip(*rest, 1);
	while (n < rest->n && is_name_char(rest->p[n]))
		n++;
	word = slice_head(*rest, n);
	*rest = slice_skip(*rest, n);
	while (word.n > 0 && word.p[word.n - 1] == '.')
		word.n--;
	return word;
}

/* "487 BUT NOBODY CANCELLED": capitals all over the text name nothing. */
static bool
is_shouted(struct slice text)
{
	enum { LEAST = 2 };
	size_t blanks = 0;

	for (size_t i = 0; i < text.n; i++) {
		blanks += text.p[i] == ' ';
		if (is_lower(text.p[i]) || text.p[i] == '_' || text.p[i] == '=')
			return false;
	}
	return blanks >= LEAST;
}

/* A word that can only be a name: "PJ_ETIMEDOUT", "170404", "LinphoneReasonBusy", "ECONNRESET". */
static bool
is_name(struct slice s)
{
	size_t digits = 0, upper = 0, lower = 0, inside = 0;

	for (size_t i = 0; i < s.n; i++) {
		digits += is_digit(s.p[i]);
		upper += is_upper(s.p[i]);
		lower += is_lower(s.p[i]);
		if (s.p[i] == '_' || (i > 0 && is_upper(s.p[i]) && is_lower(s.p[i - 1])))
			inside++;
	}
	return (digits == s.n && digits >= 5) || inside > 0 || (lower == 0 && upper >= 5);
}

/* The process that wrote the line, "opensips[31486]: " or Android's "I/flutter (31687): ", is no number of a product's. */
static bool
is_process(struct knowledge *k, struct slice text, struct slice word)
{
	const char *open = word.p - 1, *from;
	bool android = text.n > 2 && is_upper(text.p[0]) && text.p[1] == '/';

	if (open <= text.p || !is_digit(word.p[0]) || !(*open == '[' || (*open == '(' && android)) ||
	    !slice_starts(slice_from(slice_limit(word), slice_limit(text)), *open == '[' ? SLICE("]:") : SLICE("):")))
		return false;
	for (from = open; from > text.p && is_name_char(from[-1]);)
		from--;
	enum word is = knowledge_word(k, slice_from(from, open));
	return android || (from < open &&
	    (is == WORD_UNKNOWN || is == WORD_SIP || knowledge_product(k, slice_from(from, open), NULL) != NULL));
}

/* "D5", "RG1": a short code that means something only beside a status or its product. */
static bool
is_short_name(struct slice s, const struct dress *d, const char *vendor)
{
	bool digit = s.n > 0 && is_digit(s.p[s.n - 1]), upper = s.n > 0 && is_upper(s.p[0]);

	/* "V001" of a Speedport */
	if (s.n == 4 && upper && is_digit(s.p[1]) && is_digit(s.p[2]) && digit)
		return true;
	return s.n >= 2 && s.n <= 5 && digit && (vendor != NULL || (upper && d->kind == DRESS_CODE));
}

/* A number that means several things beside a status means the one that goes with it: "488 531000". */
static bool
name_of_code(struct knowledge *k, struct slice name, const struct dress *d, struct arena *a, struct match *out)
{
	char code[4] = "";

	if (d->kind != DRESS_CODE || d->at.p == name.p)
		return false;
	snprintf(code, sizeof code, "%u", d->number);
	return knowledge_phrase(k, code, name, a, out) && out->step == MATCH_EXACT && out->of_context;
}

/* "ATTENDED_TRANSFER" is the name of a cause; "Attended transfer: the caller hears music" speaks of one. */
static bool
is_spoken(struct slice part, const char *name)
{
	return name != NULL && is_name(slice_of(name)) && slice_chr(part, ' ') != NULL && slice_chr(slice_of(name), ' ') == NULL;
}

/* "AudioTrack::latency() not found", "set_dscp(): not implemented.": what a function of a program says of itself. */
static bool
follows_function(struct slice text, struct slice part)
{
	const char *p = part.p;

	while (p > text.p && (p[-1] == ' ' || p[-1] == ':'))
		p--;
	return p - text.p > 2 && p[-1] == ')' && p[-2] == '(' && is_name_char(p[-3]);
}

/* "res_srtp.c: SRTP unprotect failed with: …": what stands behind a colon, to the end, where it is known as a whole. */
static bool
known_behind(struct knowledge *k, struct slice text, const struct dress *d, struct arena *a, struct known *out)
{
	enum { LEAST = 16 };
	const char *end = slice_limit(text), *colon;

	/* "403 Forbidden: user not registered": the code tells whose phrase it is. */
	if (d->kind == DRESS_CODE && d->number >= LEAST_FAILURE)
		return false;
	for (struct slice rest = text; (colon = slice_find(rest, SLICE(": "))) != NULL; rest = slice_from(colon + 2, end)) {
		out->words = undress(slice_from(colon + 2, end));
		if (out->words.n < LEAST)
			return false;
		if (!follows_function(text, out->words) && knowledge_name(k, out->words, NULL, a, &out->match))
			return true;
	}
	return false;
}

/* ---- which number is a product's ---- */

static bool
is_number(struct slice word)
{
	return slice_span(word, is_digit) == word.n;
}

/* "FinalMicrosoftSubCode 540500", "err=171060", "error_code": what a program calls its codes. A postcode is none. */
static bool
ends_like_code(struct slice word)
{
	static const struct slice ends[] = { SLICE("code"), SLICE("status"), SLICE("cause"), SLICE("error"),
	    SLICE("err"), SLICE("exception") };

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		const char *end = word.n >= ends[i].n ? slice_limit(word) - ends[i].n : NULL;

		if (end != NULL && slice_eq_nocase(slice_from(end, slice_limit(word)), ends[i]) &&
		    (end == word.p || is_upper(*end) || end[-1] == '_'))
			return true;
	}
	return false;
}

static bool
says_code(const struct dress_token *t)
{
	return t->word == WORD_CODE || t->word == WORD_CAUSE || (t->kind == TOKEN_WORD && ends_like_code(t->text));
}

/* "192.0.2.1:13214", "PJSIP/20104", "sip:20104@h", "20104-0000002a": part of an address or a name. */
static bool
is_joined(struct slice text, struct slice word, const struct dress_token *before)
{
	const char *mark = word.p - 1, *after = slice_limit(word), *end = slice_limit(text);

	if (mark >= text.p && is_one_of(*mark, "/-_@+."))
		return true;
	if (mark > text.p && *mark == ':' && (is_alnum(mark[-1]) || mark[-1] == ']') && !(before != NULL && says_code(before)))
		return true;
	if (after == end)
		return false;
	return is_one_of(*after, "@-/_") || (is_one_of(*after, ".:") && end - after > 1 && is_digit(after[1]));
}

/* "CallException (31486)", "error [70004]", "I/flutter (31687): 70004", "504 569002", "call failed: 31486". */
static bool
is_set_apart(struct knowledge *k, struct slice text, struct slice word, const struct dress *d, const struct dress_token *before)
{
	struct slice words = slice_trim(slice_from(text.p, word.p));

	if (is_one_of(word.p[-1], "(["))
		return before->word != WORD_UNKNOWN || is_name(before->text);
	if (slice_ends(words, SLICE("):")) || slice_ends(words, SLICE("]:")))
		return true;
	if (slice_ends(words, SLICE(":")))
		return knowledge_does_in_log(k, before->text, LOG_FAILURE);
	return before->kind == TOKEN_NUMBER && d->kind == DRESS_CODE && d->at.p == before->text.p;
}

/* "31486 busy", "569002 (actively refused it)", "31005: error": behind a number that begins the text stands what it means. */
static bool
is_explained(struct knowledge *k, struct slice text, const struct dress *d, struct slice word, size_t next)
{
	struct slice rest = slice_trim(slice_from(slice_limit(word), slice_limit(text)));
	struct arena a = ARENA_INIT;
	struct match m;
	bool known;

	if (slice_empty(rest) || is_one_of(rest.p[0], ":-(),;.!?") || (next < d->count && says_code(&d->tokens[next])))
		return true;
	known = knowledge_name(k, rest, NULL, &a, &m) || (knowledge_phrase(k, "", rest, &a, &m) && m.step == MATCH_EXACT);
	arena_release(&a);
	return known;
}

/*
 * A number of so many digits is a port, an extension or a telephone as well: one of a product's stands alone, begins the
 * text, goes with the product, or a word says that it is a code.
 */
bool
number_is_told(struct knowledge *k, struct slice text, const struct dress *d, struct slice word, bool of_product)
{
	const struct dress_token *before = NULL;
	size_t i = 0;

	while (i < d->count && d->tokens[i].text.p < word.p)
		before = &d->tokens[i++];
	if (is_joined(text, word, before))
		return false;
	if (before == NULL)
		return is_explained(k, text, d, word, i + 1);
	return of_product || says_code(before) || is_set_apart(k, text, word, d, before) ||
	    (slice_limit(word) == slice_limit(text) && knowledge_shows_code(k, before->text));
}

/* ---- names ---- */

/* "192.0.2.7:32001 refused the call" */
static bool
is_rest_of_address(struct slice text, struct slice part)
{
	struct slice number = slice_head(part, slice_span(part, is_digit));

	return number.n > 0 && is_joined(text, number, NULL);
}

/* What somebody sees happen, or that something failed or ended. */
static bool
leaves_open(struct knowledge *k, const char *id)
{
	struct entry e;

	return id_is_of(id, "symptom") || (knowledge_entry(k, id, &e) && e.general != NULL);
}

/* The longer says more; but what happens says less than why it does: "cannot register: Account locked", "Call ended: Offline". */
static bool
says_more(struct knowledge *k, const struct match *m, struct slice part, const struct known *best)
{
	bool open, before;

	if (best->words.n == 0)
		return true;
	open = leaves_open(k, m->id);
	before = leaves_open(k, best->match.id);
	return open == before ? part.n > best->words.n : before;
}

/* All that stands behind a colon: "Call ended: Gone". */
static bool
ends_remark(struct slice text, struct slice part)
{
	return part.p - text.p > 2 && part.p[-1] == ' ' && part.p[-2] == ':' && slice_limit(part) == slice_limit(text);
}

/* Where a part of the text may begin or end. */
static bool
is_mark(struct slice rest)
{
	return is_one_of(rest.p[0], ":;[]()\"|") || slice_starts(rest, SLICE(" - "));
}

static size_t
next_mark(struct slice rest, size_t n)
{
	while (n < rest.n && !is_mark(slice_skip(rest, n)))
		n++;
	return n;
}

/* What is known of the part; of one that holds a mark, "Service Unavailable (restarting)", only word for word. */
static bool
is_known_part(struct knowledge *k, struct slice part, bool whole, struct arena *a, struct match *m)
{
	if (knowledge_name(k, part, NULL, a, m) && (whole || m->step == MATCH_EXACT))
		return true;
	return knowledge_phrase(k, "", part, a, m) && m->step == MATCH_EXACT;
}

bool
known_part(struct knowledge *k, struct slice text, struct arena *a, struct known *out)
{
	enum { LEAST = 8, LEAST_REMARK = 4, LONGEST = 200, MOST_MARKS = 4 };

	out->words = SLICE_NONE;
	for (struct slice rest = text; rest.n > 0; rest = slice_skip(rest, next_mark(rest, 0) + 1)) {
		size_t end = 0;

		for (size_t marks = 0; marks <= MOST_MARKS && end < rest.n && end <= LONGEST && !(marks > 0 && is_mark(rest)); marks++) {
			struct match m;
			struct slice part;

			end = next_mark(rest, marks == 0 ? 0 : end + 1);
			part = undress(slice_head(rest, end));
			if (part.n < (ends_remark(text, part) ? LEAST_REMARK : LEAST) || part.n == text.n ||
			    follows_function(text, part) || is_rest_of_address(text, part) || slice_find(part, SLICE("\":")) != NULL)
				continue;
			if (is_known_part(k, part, marks == 0, a, &m) && !is_spoken(part, m.phrase) && says_more(k, &m, part, out))
				*out = (struct known){ m, part };
		}
	}
	return out->words.n > 0;
}

bool
joined_name(struct knowledge *k, struct slice text, struct arena *a, struct known *out)
{
	enum { LEAST = 2 };

	for (struct slice rest = text; (out->words = next_name(&rest)).n > 0;) {
		if (slice_count(out->words, '_') >= LEAST && knowledge_name(k, out->words, NULL, a, &out->match))
			return true;
	}
	return false;
}

/* What stands in brackets behind it, where it is known as a whole. */
static bool
known_brackets(struct knowledge *k, struct slice text, struct arena *a, struct known *out)
{
	const char *open = slice_chr(text, '(');

	if (open == NULL)
		return false;
	out->words = undress(slice_from(open + 1, slice_limit(text)));
	return knowledge_phrase(k, "", out->words, a, &out->match) && out->match.step <= MATCH_PATTERN;
}

static bool
may_mean(const struct match *m, const char *id)
{
	bool may = strcmp(m->id, id) == 0;

	for (size_t i = 0; i < m->others.n; i++)
		may |= strcmp(m->others.p[i], id) == 0;
	return may;
}

/* "UnallocatedNumber" as people write it, "Unallocated Number". */
static struct slice
parted(struct arena *a, struct slice name)
{
	char *words = arena_alloc(a, 2 * name.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < name.n; i++) {
		if (i > 0 && is_upper(name.p[i]) && is_lower(name.p[i - 1]))
			words[n++] = ' ';
		words[n++] = name.p[i];
	}
	return (struct slice){ words, n };
}

/* "HangupCause.UnallocatedNumber", "StatusCode.BusyHere": a member of what a program calls its causes or codes. */
static bool
is_member(struct knowledge *k, struct slice word, struct arena *a, struct match *m)
{
	static const struct slice kinds[] = { SLICE("cause"), SLICE("causes"), SLICE("status"), SLICE("reason"),
	    SLICE("code"), SLICE("codes") };
	const char *end = slice_limit(word), *dot = end;
	struct slice kind;

	while (dot > word.p && dot[-1] != '.')
		dot--;
	if (dot == word.p)
		return false;
	kind = slice_from(word.p, dot - 1);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (kind.n >= kinds[i].n && slice_eq_nocase(slice_skip(kind, kind.n - kinds[i].n), kinds[i]))
			return knowledge_phrase(k, "", parted(a, slice_from(dot, end)), a, m) && m->step == MATCH_EXACT;
	return false;
}

bool
inner_name(struct knowledge *k, struct slice text, const struct dress *d, struct arena *a, struct known *out)
{
	const char *vendor = product_named(k, d);
	bool shouted = is_shouted(text);

	if (known_behind(k, text, d, a, out))
		return true;
	for (struct slice rest = text, word; (word = next_name(&rest)).n > 0;) {
		struct match m;

		if ((!is_name(word) && !is_short_name(word, d, vendor)) || is_process(k, text, word) ||
		    code_is_source_line(text, word.p) || (shouted && is_alpha(word.p[0])))
			continue;
		if (!name_of_code(k, word, d, a, &m) && !knowledge_name(k, word, vendor, a, &m) && !is_member(k, word, a, &m))
			continue;
		if (is_number(word) &&
		    !number_is_told(k, text, d, word, vendor != NULL && m.vendor != NULL && strcmp(vendor, m.vendor) == 0))
			continue;
		/* "569002 (… actively refused it)" */
		if (m.others.n == 0 || !(known_brackets(k, text, a, out) || known_part(k, text, a, out)) ||
		    !may_mean(&m, out->match.id))
			*out = (struct known){ m, word };
		return true;
	}
	return false;
}
