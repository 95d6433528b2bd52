/* SPDX-License-Identifier: MIT */
#include "diagnose/message/dress.h"

#include "base/ascii.h"
#include "diagnose/message/code_order.h"
#include "diagnose/message/number.h"
#include "diagnose/message/stranger.h"

static void
add(struct dress *d, int kind, struct slice text, unsigned value, enum word word)
{
	if (d->count < DRESS_TOKENS)
		d->tokens[d->count] = (struct dress_token){ .text = text, .value = value, .word = word };
	if (d->count < DRESS_TOKENS)
		d->tokens[d->count++].kind = kind;
}

static bool
is_class(struct slice text)
{
	return text.n == 3 && text.p[0] >= '1' && text.p[0] <= '7' && to_lower(text.p[1]) == 'x' && to_lower(text.p[2]) == 'x';
}

static bool
is_three_digits(struct slice s)
{
	return s.n == 3 && is_digit(s.p[0]) && is_digit(s.p[1]) && is_digit(s.p[2]);
}

/* A last character that takes three bytes, whatever stands before it: "SIPエラー" as well. */
static bool
ends_without_blanks(struct slice text)
{
	enum { CHAR = 3 };

	return text.n > CHAR && (unsigned char)text.p[text.n - CHAR] >= 0xe0;
}

/* "sipHangupCause", "lastSipCode", "SipReason": words that a program wrote in one; the last says what it is. */
static enum word
word_of_joined(struct knowledge *k, struct slice text)
{
	enum word word = WORD_UNKNOWN;
	const char *start = text.p, *end = slice_limit(text);

	for (const char *p = start + 1; p <= end; p++) {
		if (p < end && !(is_upper(*p) && is_lower(p[-1])))
			continue;
		word = knowledge_word(k, slice_from(start, p));
		if (word == WORD_UNKNOWN || word == WORD_STRANGER || word == WORD_LINE || (start == text.p && p == end))
			return WORD_UNKNOWN;
		start = p;
	}
	return word == WORD_CODE || word == WORD_CAUSE ? word : WORD_UNKNOWN;
}

/* "l'erreur", "dell'errore": an article that lost its vowel hides no word. */
static enum word
word_of(struct knowledge *k, struct slice text)
{
	enum { ARTICLE_MAX = 5 };
	enum word word = knowledge_word(k, text);
	const char *mark = word == WORD_UNKNOWN ? slice_chr(text, '\'') : NULL;

	if (word == WORD_UNKNOWN && ends_without_blanks(text))
		return knowledge_word_at_end(k, text);
	if (mark != NULL && mark - text.p <= ARTICLE_MAX) {
		word = knowledge_word(k, slice_from(mark + 1, slice_limit(text)));
		return word == WORD_UNIT ? WORD_UNKNOWN : word;	/* "Levi's 501" */
	}
	return word == WORD_UNKNOWN ? word_of_joined(k, text) : word;
}

static void
add_three_digits(struct dress *d, struct slice s)
{
	add(d, TOKEN_NUMBER, s, (unsigned)((s.p[0] - '0') * 100 + (s.p[1] - '0') * 10 + s.p[2] - '0'), WORD_UNKNOWN);
}

/* "SIP403": a word of `letters`, and three digits. */
static void
add_joined(struct dress *d, struct slice text, size_t letters, enum word word)
{
	add(d, TOKEN_WORD, slice_head(text, letters), 0, word);
	add_three_digits(d, slice_skip(text, letters));
}

/* "486busy", "503Service", "404Not Found": a failure with its phrase in one piece. */
static bool
is_code_with_word(struct knowledge *k, struct slice text)
{
	enum { CODE = 3, LEAST = 4 };

	if (text.n <= CODE || text.p[0] < '3' || text.p[0] > '6' || !is_three_digits(slice_head(text, CODE)))
		return false;
	/* Of three letters are other things as well, "433Mhz". */
	if (text.n < CODE + LEAST && !knowledge_opens_phrase(k, slice_skip(text, CODE)))
		return false;
	for (size_t i = CODE; i < text.n; i++)
		if (!is_alpha(text.p[i]))
			return false;
	return true;
}

/* "Error481", "code487": where the word and its failure part; 0: not so. "Code128" is a bar code. */
static size_t
word_before_code(struct knowledge *k, struct slice text)
{
	enum { CODE = 3, LEAST = 3 };
	size_t letters = slice_span(text, is_alpha);

	return letters >= LEAST && text.n == letters + CODE && is_three_digits(slice_skip(text, letters)) && text.p[letters] >= '3' &&
	    text.p[letters] <= '6' && word_of(k, slice_head(text, letters)) == WORD_CODE ? letters : 0;
}

/* "vendor giving 500s", "we keep seeing 480s": a verb for what is met stands before it; not so "every 480s". */
static bool
is_shown(struct knowledge *k, const struct dress *d)
{
	enum { LEAST = 6 };
	const struct dress_token *t = d->count > 0 ? &d->tokens[d->count - 1] : NULL;

	return t != NULL && t->kind == TOKEN_WORD && t->text.n >= LEAST &&
	    (t->word == WORD_CODE || (knowledge_shows_code(k, t->text) && !knowledge_begins_aside(k, t->text)));
}

/* "cause 2F": in hexadecimal, as switches print it. */
static bool
is_hex_cause(const struct dress *d, struct slice text, unsigned *value)
{
	enum { SIZE = 2, MOST = '7' };

	if (d->count == 0 || d->tokens[d->count - 1].word != WORD_CAUSE || text.n != SIZE || !is_digit(text.p[0]) || text.p[0] > MOST ||
	    !is_upper(text.p[1]) || hex_value(text.p[1]) < 0)
		return false;
	*value = hex_byte(text.p);
	return true;
}

/* Letters and digits in one piece. "SIP403" is two; "Q.850" comes as one. */
static void
add_mixed(struct knowledge *k, struct dress *d, struct slice text)
{
	struct number number;
	size_t letters = word_before_code(k, text);
	unsigned cause;

	if (is_hex_cause(d, text, &cause))
		add(d, TOKEN_NUMBER, text, cause, WORD_UNKNOWN);
	else if (is_class(text))
		add(d, TOKEN_CLASS, text, (unsigned)(text.p[0] - '0'), WORD_UNKNOWN);
	else if (number_mixed(text, is_shown(k, d), &number))
		add(d, TOKEN_NUMBER, number.text, number.value, WORD_UNKNOWN);
	else if (slice_starts_nocase(text, SLICE("sip")) && is_three_digits(slice_skip(text, 3)))
		add_joined(d, text, 3, WORD_SIP);
	else if (letters > 0)
		add_joined(d, text, letters, WORD_CODE);
	else if (slice_starts(text, SLICE("No")) && is_three_digits(slice_skip(text, 2)))
		add_joined(d, text, 2, WORD_FILLER);	/* "№403" */
	else if (is_code_with_word(k, text)) {
		add_three_digits(d, slice_head(text, 3));
		add(d, TOKEN_WORD, slice_skip(text, 3), 0, word_of(k, slice_skip(text, 3)));
	} else
		add(d, TOKEN_WORD, text, 0, word_of(k, text));
}

/* "486路公交车", "603元": what is counted, in a language that sets no blanks, with no word for a code in the same piece. */
static bool
begins_with_unit(struct knowledge *k, struct slice text)
{
	enum { MOST = 9, CHAR = 3 };

	if ((unsigned char)text.p[0] < 0xe0 || knowledge_word_at_end(k, text) != WORD_UNKNOWN)
		return false;
	for (size_t n = text.n < MOST ? text.n - text.n % CHAR : MOST; n > 0; n -= CHAR) {
		enum word word = knowledge_word(k, slice_head(text, n));

		if (word != WORD_UNKNOWN)
			return word == WORD_UNIT;	/* the longest: "分机" is no minute */
	}
	return false;
}

/* "sip.example.com", "pbx@voip.example.net": two points, or one behind an @; "SIP.js" is a product. */
static bool
stands_in_host(struct slice text, struct slice word)
{
	const char *begin = word.p, *end = slice_limit(word), *limit = slice_limit(text);
	size_t points = 0;

	while (begin > text.p && (is_alnum(begin[-1]) || begin[-1] == '.' || begin[-1] == '-'))
		begin--;
	while (end < limit && (is_alnum(*end) || *end == '-' || (*end == '.' && limit - end > 1 && is_alnum(end[1]))))
		end++;
	for (const char *p = begin; p < end; p++)
		points += *p == '.';
	return points >= 2 || (points == 1 && begin > text.p && begin[-1] == '@');
}

static void
tell_hosts(struct slice text, struct dress *d)
{
	for (size_t i = 0; i < d->count; i++)
		if (d->tokens[i].kind == TOKEN_WORD && d->tokens[i].word == WORD_SIP)
			d->tokens[i].of_host = stands_in_host(text, d->tokens[i].text);
}

/* A number and what it counts are one, where no blank parts them. */
static void
tell_units(struct knowledge *k, struct dress *d)
{
	for (size_t i = 1; i < d->count; i++)
		if (d->tokens[i].kind == TOKEN_WORD && (d->tokens[i].word == WORD_UNKNOWN || d->tokens[i].word == WORD_CAUSE) &&
		    d->tokens[i - 1].kind == TOKEN_NUMBER && begins_with_unit(k, d->tokens[i].text))
			d->tokens[i].word = WORD_UNIT;
}

/* Where the piece of letters, or of letters and digits, that begins at `p` ends. */
static const char *
word_end(const char *p, const char *end)
{
	bool ascii = true;
	const char *start = p;

	for (; p < end; p++) {
		if ((unsigned char)*p >= 0x80)
			ascii = false;
		else if (is_digit(*p) ? !ascii : !is_alpha(*p) && *p != '\'')
			break;
	}
	/* "Q.850" */
	if (p == start + 1 && end - p >= 4 && *p == '.' && is_three_digits(slice_from(p + 1, p + 4)))
		return p + 4;
	while (p > start && p[-1] == '\'')
		p--;
	return p;
}

/* "Direct Routing", "IP Office": where a product's name of several words ends; NULL: none begins there, or other words say more. */
static const char *
product_end(struct knowledge *k, const char *p, const char *end)
{
	size_t n;
	const char *after, *last;

	if (knowledge_product(k, slice_from(p, end), &n) == NULL)
		return NULL;
	after = last = p + n;
	if (slice_chr(slice_head(slice_from(p, end), n), ' ') == NULL)
		return NULL;
	while (last[-1] != ' ')
		last--;
	return knowledge_word(k, slice_from(p, word_end(p, end))) == WORD_UNKNOWN &&
	    knowledge_word(k, slice_from(last, after)) == WORD_UNKNOWN ? after : NULL;
}

/* Digits of other scripts are none of the letters: text_plain() made them ASCII. */
static void
split(struct knowledge *k, struct slice text, struct dress *d)
{
	const char *p = text.p, *end = slice_limit(text);

	while (p < end) {
		const char *start = p, *name;
		struct number spelt;
		uint64_t value;
		size_t digits;

		if (number_spelt(text, p, &spelt)) {
			add(d, TOKEN_NUMBER, spelt.text, spelt.value, WORD_UNKNOWN);
			p = slice_limit(spelt.text);
		} else if (is_digit(*p)) {
			digits = slice_digits(slice_from(p, end), &value);
			p += digits;
			if (p < end && is_alpha(*p)) {
				p = word_end(p, end);
				add_mixed(k, d, slice_from(start, p));
			} else if (digits <= 9 && number_is_free(k, text, slice_from(start, p))) {
				add(d, TOKEN_NUMBER, slice_from(start, p), (unsigned)value, WORD_UNKNOWN);
			} else {
				add(d, TOKEN_WORD, slice_from(start, p), 0, WORD_UNKNOWN);
			}
		} else if (is_any_letter(*p) && (name = product_end(k, p, end)) != NULL) {
			p = name;
			add(d, TOKEN_WORD, slice_from(start, p), 0, WORD_UNKNOWN);
		} else if (is_any_letter(*p)) {
			p = word_end(p, end);
			add_mixed(k, d, slice_from(start, p));
		} else {
			p++;
		}
	}
}

static void
take(struct dress *d, size_t i, enum dress_kind kind, bool named)
{
	d->kind = kind;
	d->number = d->tokens[i].value;
	d->at = d->tokens[i].text;
	d->named = named;
}

/* "staus 503", "hangup casue 34": in so few words, what leads to a number names it. */
static void
tell_misspelt(struct knowledge *k, struct dress *d)
{
	enum { MOST = 4 };

	for (size_t i = 1; i < d->count && d->count <= MOST; i++)
		if (d->tokens[i].kind == TOKEN_NUMBER && d->tokens[i - 1].kind == TOKEN_WORD && d->tokens[i - 1].word == WORD_UNKNOWN) {
			d->tokens[i - 1].word = knowledge_word_meant(k, d->tokens[i - 1].text);
			d->retyped |= d->tokens[i - 1].word != WORD_UNKNOWN;
		}
}

/* Only one number, and beside it words of the trade alone. */
static bool
is_alone(const struct dress *d)
{
	size_t numbers = 0;

	for (size_t i = 0; i < d->count; i++) {
		if (d->tokens[i].kind != TOKEN_WORD)
			numbers++;
		else if (d->tokens[i].word == WORD_UNKNOWN)
			return false;
	}
	return numbers == 1;
}

void
dress_read(struct knowledge *k, struct slice text, struct dress *out)
{
	out->kind = DRESS_NOTHING;
	out->stranger = out->of_sip = out->names_sip = false;
	out->named = out->retyped = false;
	out->count = 0;
	split(k, text, out);
	dress_tell_models(k, out);
	tell_units(k, out);
	tell_misspelt(k, out);
	tell_hosts(text, out);
	for (size_t i = 0; i < out->count; i++)
		out->stranger |= names_stranger(k, out, i);
	out->alone = is_alone(out);
	for (size_t i = 0; i < out->count; i++)
		out->names_sip |= out->tokens[i].kind == TOKEN_WORD && out->tokens[i].word == WORD_SIP;
	for (size_t i = 0; i < out->count; i++)
		out->of_sip |= out->tokens[i].kind == TOKEN_WORD && (1u << out->tokens[i].word & SAYS_CODE) != 0;
	for (size_t i = 0; i < out->count; i++) {
		bool named;
		enum dress_kind kind = out->tokens[i].kind != TOKEN_WORD ? dress_kind_of(k, out, i, &named) : DRESS_NOTHING;

		if (kind != DRESS_NOTHING && (out->kind == DRESS_NOTHING || (named && !out->named) ||
		    (kind == DRESS_CODE && code_overtakes(k, out, i, named))))
			take(out, i, kind, named);
	}
}
