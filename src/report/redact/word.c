/* SPDX-License-Identifier: MIT */
/*
 * A word of a text: an address, a host, a number, a user at a host; a secret's name; one that names nobody and stays; or
 * else one that nobody knows, and that is hidden.
 */
#include <stdio.h>

#include "base/ascii.h"
#include "base/literals.h"
#include "report/redact/pseudonym.h"
#include "report/redact/scan.h"
#include "report/redact/words.h"

enum { WORD_LONGEST = 512 };

static bool
is_word(char c)
{
	return word_char(c) || word_joint(c) || c == '\'';
}

bool
all_digits(struct slice s)
{
	return slice_is_all(s, is_digit);
}

/*
 * "18.2.1", "0.125": a version or an amount, and not "555.123.4567", "06.12.34.56.78" or "555.1234567", which somebody
 * dials: those begin with 0, end in four digits behind three, or have more than a second has microseconds.
 */
static bool
is_amount(struct slice word)
{
	size_t group = 0, before = 0, dots = 0, longest = 0;

	if (word.n < 3 || (word.p[0] == '0' && word.p[1] != '.'))
		return false;
	for (size_t i = 0; i < word.n; i++) {
		if (is_digit(word.p[i])) {
			group++;
		} else if (word.p[i] == '.' && group > 0) {
			dots++;
			before = group;
			group = 0;
		} else {
			return false;
		}
		longest = group > longest ? group : longest;
	}
	if (dots == 0 || group == 0 || longest > 6 || word.n > 15)
		return false;
	return dots == 1 ? before < 6 : !(before == 3 && group == 4) && longest < 6;
}

/* "32ms", "2nd", "v1", "4xx": a number with what it counts. */
static bool
is_counted(struct slice piece)
{
	uint64_t n;
	size_t digits = slice_digits(piece, &n);

	if (digits == 0 && piece.n > 1 && (to_lower(piece.p[0]) == 'v' || to_lower(piece.p[0]) == 'x'))
		return piece.n < 7 && all_digits(slice_skip(piece, 1));
	return digits > 0 && digits < 6 && literals_have_nocase(&literals_unit_glued, slice_skip(piece, digits));
}

/* One letter says nothing, a short number neither. */
static bool
piece_stays(struct slice piece)
{
	if (all_digits(piece))
		return piece.n < 6;
	return (piece.n == 1 && is_alnum(piece.p[0])) || is_counted(piece) || word_is_known(piece);
}

/* One of the parts begins a name that the input gives, or is a number that is a user of it. */
static bool
names_somebody(const struct redact *r, struct slice word)
{
	bool letters = false, numbered = false;

	while (word.n > 0) {
		size_t n = slice_span(word, word_char);
		struct slice piece = slice_head(word, n);

		if (known_name(r, word) > 0)
			return true;
		if (n > 0 && all_digits(piece))
			numbered |= n > 2 && known_has(&r->known, r->key, KNOWN_NAME, piece);
		else
			letters |= n > 0;
		word = slice_skip(word, n > 0 ? n : 1);
	}
	return letters && numbered;
}

/* All of its parts stay: "no-answer", "chan_sip.c", "0-16". Many figures alone are a number. */
static bool
compound_stays(const struct redact *r, struct slice word)
{
	size_t digits = 0;
	bool known = false;

	if (slice_chr(word, '%') != NULL || names_somebody(r, word))
		return false;
	while (word.n > 0) {
		size_t n = slice_span(word, word_char);
		struct slice piece = slice_head(word, n);

		if (n > 0 && !piece_stays(piece))
			return false;
		known |= n > 1 && !all_digits(piece);
		digits += all_digits(piece) ? n : 0;
		word = slice_skip(word, n > 0 ? n : 1);
	}
	return known || (digits > 0 && digits < 6);
}

static bool
stays(const struct scan *s, struct slice word)
{
	if (all_digits(word))
		return word.n < 6 || (s->how & SCAN_COUNTERS);
	return is_amount(word) || word_is_known(word) || piece_stays(word);
}

/* "192.168.1", "172.20": the network that somebody has at home or at work. */
static bool
is_private_prefix(struct slice word)
{
	struct addr address;
	char whole[20];
	size_t dots = slice_count(word, '.');

	if (dots == 0 || dots > 2 || word.n > 11 ||
	    !(slice_starts(word, SLICE("192.168.")) || slice_starts(word, SLICE("172."))))
		return false;
	snprintf(whole, sizeof whole, "%.*s%s", (int)word.n, word.p, dots == 1 ? ".0.1" : ".1");
	return addr_parse(&address, slice_of(whole)) && addr_is_inner(&address);
}

/* What is known by its form goes before what its parts say; a word that nobody knows may be anybody's name. */
void
add_whole(struct scan *s, struct slice word)
{
	if (all_digits(word) && word.n < 6) {
		if (is_extension(s, word))
			pseudonym_add(s->r->key, "user", word, s->out);
		else
			buf_add(s->out, word);
		return;
	}
	if (word.n == 0 || (!(all_digits(word) && (s->how & SCAN_COUNTERS)) && add_known(s->r, word, s->out)) ||
	    add_address(s->r, word, s->out) || add_spelled(s->r, word, s->out))
		return;
	struct slice glued = glued_extension(s, word);
	if (glued.p != NULL) {
		buf_add(s->out, slice_from(word.p, glued.p));
		pseudonym_add(s->r->key, "user", glued, s->out);
		return;
	}
	if (is_private_prefix(word)) {
		pseudonym_add(s->r->key, "net", word, s->out);
		return;
	}
	if (stays(s, word)) {
		buf_add(s->out, word);
		return;
	}
	if (is_host_name(word)) {
		add_host(s->r, word, s->out);
		return;
	}
	if (add_hardware(s->r, word, s->out) || add_phone(s->r, word, s->out))
		return;
	if (compound_stays(s->r, word))
		buf_add(s->out, word);
	else if (slice_chr(word, '%') != NULL)
		add_user(s->r, word, s->out);
	else
		pseudonym_add(s->r->key, "word", word, s->out);
}

/* "PJSIP/alice-0000002a": the name of a channel. */
static bool
take_channel(struct scan *s, struct slice word)
{
	struct slice rest = slice_skip(s->rest, 1), name = slice_head(rest, slice_span(rest, is_word));

	if (!literals_have_nocase(&literals_channel_kind, word) || s->rest.n < 2 || s->rest.p[0] != '/' ||
	    name.n == 0 || slice_eq(name, SLICE("2.0")) ||
	    (word_is_known(name) && !(all_digits(name) && known_has(&s->r->known, s->r->key, KNOWN_NAME, name))))
		return false;
	buf_add(s->out, word);
	buf_addc(s->out, '/');
	s->rest = slice_skip(rest, name.n);
	const char *dash = NULL;
	for (size_t i = 0; i < name.n; i++)
		dash = name.p[i] == '-' && name.n - i > 6 ? name.p + i : dash;
	struct slice user = dash != NULL && dash > name.p ? slice_from(name.p, dash) : name;
	add_user(s->r, user, s->out);
	buf_add(s->out, is_dice(slice_skip(name, user.n + 1)) || all_digits(slice_skip(name, user.n + 1)) ?
	    slice_skip(name, user.n) : SLICE_NONE);
	return true;
}

/* Logs set names between quotation marks: '1001' is a user, however short. */
static bool
is_quoted_number(const struct scan *s, bool quoted, struct slice word)
{
	return quoted && all_digits(word) && word.n > 1 && s->rest.n > 0 && s->rest.p[0] == '\'';
}

bool
take_word(struct scan *s)
{
	bool quoted = false, any = false;
	size_t marks = 0;

	for (; s->rest.n > 0 && is_one_of(s->rest.p[0], "'.-_*~!$&"); any = true) {
		quoted = s->rest.p[0] == '\'';
		buf_addc(s->out, s->rest.p[0]);
		s->rest = slice_skip(s->rest, 1);
	}
	/* A longer one is several. */
	struct slice word = slice_head(s->rest, slice_span(slice_head(s->rest, WORD_LONGEST), is_word));
	if (word.n == 0)
		return any;
	if (take_unquoted(s))
		return true;
	s->rest = slice_skip(s->rest, word.n);
	if (s->rest.n > 1 && s->rest.p[0] == '@' && (is_host_char(s->rest.p[1]) || s->rest.p[1] == '[')) {
		if (s->how & SCAN_IDENTIFIER)
			add_parts(s, word);
		else
			add_user(s->r, word, s->out);
		buf_addc(s->out, '@');
		s->rest = slice_skip(s->rest, 1);
		take_host(s);
		return true;
	}
	if (take_secret(s, word) || take_parameter(s, word) || take_channel(s, word))
		return true;
	/* A full stop or a quotation mark behind a name belongs to the sentence. */
	while (marks < word.n && is_one_of(word.p[word.n - 1 - marks], ".'!*&-_~$+%"))
		marks++;
	struct slice name = slice_head(word, word.n - marks), tail = slice_skip(word, name.n);
	s->rest = (struct slice){ tail.p, tail.n + s->rest.n };
	if (is_quoted_number(s, quoted, name))
		add_user(s->r, name, s->out);
	else if (s->how & SCAN_IDENTIFIER)
		add_parts(s, name);
	else if (take_person(s, name))
		return true;
	else
		add_whole(s, name);
	buf_add(s->out, tail);
	s->rest = slice_skip(s->rest, tail.n);
	return true;
}
