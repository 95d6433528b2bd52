/* SPDX-License-Identifier: MIT */
#include "diagnose/message/dress.h"

#include "base/ascii.h"
#include "diagnose/message/code_order.h"
#include "diagnose/message/number.h"
#include "diagnose/message/stranger.h"

enum { NEAR = 4 };

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
		return number_word_at_end(k, text);
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

/* Letters and digits in one piece. "SIP403" is two; "Q.850" comes as one. */
static void
add_mixed(struct knowledge *k, struct dress *d, struct slice text)
{
	struct number number;
	size_t letters = word_before_code(k, text);

	if (is_class(text))
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

	if ((unsigned char)text.p[0] < 0xe0 || number_word_at_end(k, text) != WORD_UNKNOWN)
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

/* What the words beside the token say, on one side, as long as they say anything; a bit for each kind. */
static unsigned
said_beside(const struct dress *d, size_t i, int step)
{
	unsigned said = 0;

	for (size_t n = 0, at = i; n < NEAR; n++) {
		if (step < 0 ? at == 0 : at + 1 >= d->count)
			break;
		at = step < 0 ? at - 1 : at + 1;
		if (d->tokens[at].kind != TOKEN_WORD || d->tokens[at].word == WORD_UNKNOWN || d->tokens[at].of_host)
			break;
		said |= 1u << d->tokens[at].word;
	}
	return said;
}

/*
 * "callref = 0x8123 Cause i = 0x82A9", "call 4 ended with cause 17", "call 123 failed, cause: 403": the words behind the first number say what the
 * second one is.
 */
static bool
labels_the_next(const struct dress *d, size_t i)
{
	const unsigned label = 1u << WORD_CODE | 1u << WORD_CAUSE;
	size_t at = i + 1;

	while (at < d->count && d->tokens[at].kind == TOKEN_WORD && d->tokens[at].word != WORD_UNKNOWN)
		at++;
	if (at == i + 1 || at >= d->count || d->tokens[at].kind == TOKEN_WORD)
		return false;
	struct slice between = slice_from(slice_limit(d->tokens[at - 1].text), d->tokens[at].text.p);
	if (slice_chr(between, '=') != NULL || (i > 0 && slice_chr(between, ':') != NULL && d->tokens[at - 1].word == WORD_CAUSE))
		return true;
	if (i == 0)
		return false;
	return d->tokens[i].value < CODE_MIN && (1u << d->tokens[at - 1].word & label) && between.n == slice_span(between, is_blank);
}

enum { SAYS_CODE = 1u << WORD_CODE | 1u << WORD_SIP, SAYS_CAUSE = 1u << WORD_CAUSE | 1u << WORD_ISDN };

static bool
is_word(const struct dress *d, size_t i, enum word word)
{
	return i < d->count && d->tokens[i].kind == TOKEN_WORD && d->tokens[i].word == word;
}

/* What stands between a thing and its number. */
static bool
numbers_line(struct knowledge *k, struct slice word)
{
	return knowledge_equals(k, word) || slice_eq_nocase(word, SLICE("code")) || slice_eq_nocase(word, SLICE("line")) ||
	    knowledge_numbers_things(k, word);
}

/* "extension 486", "your order number is 486", "area code 403", "the number of guests is 480" */
static bool
is_of_a_line(struct knowledge *k, const struct dress *d, size_t i)
{
	bool is = false;

	while (i > 0 && d->tokens[i - 1].kind == TOKEN_WORD && numbers_line(k, d->tokens[i - 1].text))
		is |= knowledge_equals(k, d->tokens[--i].text);
	return i > 0 && (is_word(d, i - 1, WORD_LINE) || (is && is_word(d, i - 1, WORD_UNIT)));
}

/* "№ 503 has 1000 subscribers": what has a number and is counted besides. */
static bool
is_of_counted(const struct dress *d, size_t i)
{
	if (i == 0 || d->tokens[i - 1].kind != TOKEN_WORD || !slice_eq(d->tokens[i - 1].text, SLICE("No")))
		return false;
	for (size_t at = i + 1; at < d->count; at++)
		if (d->tokens[at].kind == TOKEN_NUMBER && is_word(d, at + 1, WORD_UNIT))
			return true;
	return false;
}

/* "the number 503 is prime", "486 numaralı otobüs": beside other words it is the number of some thing. */
static bool
is_of_a_thing(struct knowledge *k, const struct dress *d, size_t i)
{
	bool numbered = is_of_counted(d, i), other = numbered;

	for (size_t at = i > 0 ? i - 1 : i + 1; at <= i + 1 && at < d->count; at += 2)
		numbered |= d->tokens[at].kind == TOKEN_WORD && knowledge_numbers_things(k, d->tokens[at].text);
	for (size_t at = 0; numbered && at < d->count; at++)
		other |= is_word(d, at, WORD_UNKNOWN);
	return other;
}

/* "account 503 not registered", "телефон 403 не зарегистрирован", "phone 404 is online": who, and not what was answered. */
static bool
is_of_a_party(struct knowledge *k, const struct dress *d, size_t i)
{
	size_t at = i + 1;

	if (i == 0 || d->tokens[i - 1].kind != TOKEN_WORD ||
	    !(knowledge_speaks_of_calls(k, d->tokens[i - 1].text) || knowledge_speaks_of_registering(k, d->tokens[i - 1].text)))
		return false;
	while (at < d->count && d->tokens[at].kind == TOKEN_WORD && (knowledge_negates(k, d->tokens[at].text) || numbers_line(k, d->tokens[at].text)))
		at++;	/* "is not" */
	return at < d->count && d->tokens[at].kind == TOKEN_WORD &&
	    (knowledge_tells_registered(k, d->tokens[at].text) || (at + 1 == d->count && knowledge_sounds_well(k, d->tokens[at].text)));
}

/* "Call 1 hangup request ignored", "Call 5: failed to hangup after 30 retries": which call it was. */
static bool
is_of_a_call(struct knowledge *k, const struct dress *d, size_t i)
{
	size_t at = i + 1;

	if (i == 0 || d->tokens[i - 1].kind != TOKEN_WORD || !knowledge_speaks_of_calls(k, d->tokens[i - 1].text) ||
	    slice_limit(d->tokens[i - 1].text) + 1 != d->tokens[i].text.p)
		return false;
	while (at < d->count && d->tokens[at].kind == TOKEN_WORD && d->tokens[at].word != WORD_UNKNOWN && d->tokens[at].word != WORD_CAUSE)
		at++;
	return is_word(d, at, WORD_CAUSE) && !is_word(d, at + 1, WORD_CAUSE) && slice_eq_nocase(d->tokens[at].text, SLICE("hangup"));
}

/* "error 17 in ISDN" */
static bool
names_isdn(const struct dress *d)
{
	for (size_t i = 0; i < d->count; i++)
		if (is_word(d, i, WORD_ISDN))
			return true;
	return false;
}

/* "Q.850 sebep 17": a standard of causes alone, and one number. */
static bool
names_q850(const struct dress *d)
{
	size_t numbers = 0, names = 0;

	for (size_t i = 0; i < d->count; i++) {
		numbers += d->tokens[i].kind != TOKEN_WORD;
		names += is_word(d, i, WORD_ISDN) && to_lower(d->tokens[i].text.p[0]) == 'q';
	}
	return numbers == 1 && names > 0;
}

/* "the 503 bus", "603 flight" */
static bool
is_of_a_journey(struct knowledge *k, const struct dress *d, size_t i)
{
	return is_word(d, i + 1, WORD_LINE) && knowledge_is_other_thing(k, d->tokens[i + 1].text);
}

/* "486 missed calls", "404 registered users": first of all, and what they are like stands between; not so "503 some calls". */
static bool
is_counted_so(struct knowledge *k, const struct dress *d, size_t i)
{
	struct slice like = i + 2 < d->count ? d->tokens[i + 1].text : SLICE_NONE;

	return i == 0 && is_word(d, i + 2, WORD_UNIT) && (is_word(d, i + 1, WORD_UNKNOWN) || knowledge_tells_registered(k, like)) &&
	    !knowledge_shows_code(k, like) && !knowledge_begins_aside(k, like) && !knowledge_tells_how_often(k, like);
}

/* What the number is; DRESS_NOTHING where it can be neither. */
static enum dress_kind
kind_of(struct knowledge *k, const struct dress *d, size_t i, bool *named)
{
	const struct dress_token *t = &d->tokens[i];
	unsigned said = said_beside(d, i, -1);

	if (!(said & (SAYS_CODE | SAYS_CAUSE)) && !labels_the_next(d, i))
		said |= said_beside(d, i, 1);
	if (t->value < CODE_MIN && names_q850(d))
		said |= 1u << WORD_ISDN;
	*named = (said & (SAYS_CODE | SAYS_CAUSE)) != 0;
	if (t->kind == TOKEN_CLASS)
		return DRESS_CLASS;
	/* "disconnects at 30 seconds" */
	if (is_word(d, i + 1, WORD_UNIT) || is_of_a_line(k, d, i) || is_of_a_call(k, d, i) || (!*named && (is_counted_so(k, d, i) || is_of_a_thing(k, d, i) || is_of_a_journey(k, d, i) || is_of_a_party(k, d, i)))) {
		*named = false;
		return DRESS_NOTHING;
	}
	bool cause = t->value >= 1 && t->value <= CAUSE_MAX, code = t->value >= CODE_MIN && t->value <= CODE_MAX &&
	    (t->text.n == 3 || t->text.n == 5 || is_alpha(t->text.p[0]));

	if ((said & 1u << WORD_ISDN && cause) || (*named && !code && cause && names_isdn(d)) || (said & 1u << WORD_CAUSE && !(said & 1u << WORD_SIP && code) && cause))
		return DRESS_CAUSE;
	return code ? DRESS_CODE : DRESS_NOTHING;
}

static void
take(struct dress *d, size_t i, enum dress_kind kind, bool named)
{
	d->kind = kind;
	d->number = d->tokens[i].value;
	d->at = d->tokens[i].text;
	d->named = named;
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
	out->named = false;
	out->count = 0;
	split(k, text, out);
	dress_tell_models(k, out);
	tell_units(k, out);
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
		enum dress_kind kind = out->tokens[i].kind != TOKEN_WORD ? kind_of(k, out, i, &named) : DRESS_NOTHING;

		if (kind != DRESS_NOTHING && (out->kind == DRESS_NOTHING || (named && !out->named) ||
		    (kind == DRESS_CODE && code_overtakes(k, out, i, named))))
			take(out, i, kind, named);
	}
}
