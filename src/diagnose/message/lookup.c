/* SPDX-License-Identifier: MIT */
#include "diagnose/message/lookup.h"

#include <sys/stat.h>

#include "base/ascii.h"
#include "diagnose/message/asked.h"
#include "diagnose/message/number.h"
#include "diagnose/message/pasted.h"
#include "diagnose/message/product_words.h"
#include "input/outline/printed.h"
#include "input/stamp/stamp.h"
#include "text/text.h"

enum operand
operand_kind(const char *text)
{
	struct stat st;

	if (strcmp(text, "-") == 0)
		return OPERAND_STDIN;
	return stat(text, &st) == 0 ? OPERAND_FILE : OPERAND_WORDS;
}

bool
lookup_is_dress(struct knowledge *k, const char *word)
{
	return knowledge_word(k, slice_of(word)) != WORD_UNKNOWN || knowledge_product(k, slice_of(word), NULL) != NULL;
}

const char *
code_in_text(struct slice text, const char *from)
{
	const char *end = slice_limit(text);

	for (const char *p = from; end - p >= 3; p++) {
		bool begins = p == text.p || !(is_alnum(p[-1]) || p[-1] == '.' || p[-1] == '+' || p[-1] == '-');
		bool ends = end - p == 3 || !(is_alnum(p[3]) || ((p[3] == '.' || p[3] == '-') && end - p > 4 && is_alnum(p[4])));

		if (begins && ends && is_digit(p[0]) && is_digit(p[1]) && is_digit(p[2]) && *p >= '1' && *p <= '6')
			return p;
	}
	return NULL;
}

/* " (477/TM)" belongs to the phrase before it. */
static bool
ends_in_module(struct slice s)
{
	size_t i = s.n;

	if (i == 0 || s.p[--i] != ')')
		return false;
	while (i > 0 && is_alnum(s.p[i - 1]))
		i--;
	return i > 1 && s.p[i - 1] == '/' && is_digit(s.p[i - 2]);
}

/* Quotes, fences, bullets and brackets that people set around what they paste belong to nobody. */
static struct slice
unquote(struct slice s)
{
	static const char before[] = " \t\r\n\"'`>|*#([{<-", after[] = " \t\r\n\"'`>|*)]}.,;:!?";

	while (s.n > 0 && is_one_of(s.p[0], before))
		s = slice_skip(s, 1);
	while (s.n > 0 && is_one_of(s.p[s.n - 1], after) && !ends_in_module(s) && !closes_inside(s))
		s.n--;
	return s;
}

/* Of another program or thing, without a word of calls: what is said there is no affair of ours. */
static bool
is_foreign(struct asked *q)
{
	return !q->dress.names_sip && (q->dress.stranger || is_of_other_program(q->k, q->text)) &&
	    product_named(q->k, &q->dress) == NULL;
}

/* "500 SQL error": a code and a phrase that is known, with the very word that another program's text has. */
static bool
is_code_with_phrase(struct asked *q)
{
	struct slice code = slice_head(q->text, 3), phrase = slice_skip(q->text, 4);
	struct match m;
	struct dress d;

	if (phrase.n == 0 || !is_space(q->text.p[3]) ||
	    !knowledge_phrase(q->k, arena_slice(&q->arena, code), phrase, &q->arena, &m) || m.other_context != NULL || m.phrase == NULL)
		return false;
	dress_read(q->k, slice_of(m.phrase), &d);
	return d.stranger;
}

enum how { SURE, WHOLE, WORDS };

static const struct {
	enum how how;
	bool (*knows)(struct asked *);
} readings[] = {
#define READING(how, function) { how, function },
#include "diagnose/message/readings.def"
#undef READING
};

static bool
try_readings(struct asked *q, enum how first, enum how last)
{
	for (size_t i = 0; i < sizeof readings / sizeof *readings && !q->says_nothing; i++)
		if (readings[i].how >= first && readings[i].how <= last && readings[i].knows(q))
			return true;
	return false;
}

/*
 * What a program says in a line that no row knows; the names and numbers before it are of the program, its source and
 * the message it worked on.
 */
static void
keep_message_of_line(struct asked *q)
{
	struct slice message = unquote(message_of_source(q->text));

	q->of_line = message.n > 0;
	if (!q->of_line)
		return;
	q->text = message;
	dress_read(q->k, message, &q->dress);
}

/* "hi all, ", "buenas, ": nothing before the comma but words that say nothing, of no call and no registration. */
static bool
is_greeting(struct knowledge *k, struct slice clause)
{
	struct dress d;

	dress_read(k, clause, &d);
	for (size_t i = 0; i < d.count; i++)
		if (d.tokens[i].kind != TOKEN_WORD || (d.tokens[i].word != WORD_FILLER && !knowledge_shows_code(k, d.tokens[i].text)) ||
		    knowledge_negates(k, d.tokens[i].text))
			return false;
	return d.count > 0 && !knowledge_speaks_of_calls(k, clause) && !knowledge_speaks_of_registering(k, clause);
}

/* "Subject: Re: no sound", "ticket 4711: no sound": what a mail or a ticket is about; "ticket: 404" is its number. */
static struct slice
subject_of(struct knowledge *k, struct slice text)
{
	enum { HEAD_MAX = 24 };
	const char *colon;

	while ((colon = slice_chr(text, ':')) != NULL && colon - text.p <= HEAD_MAX && colon + 1 < slice_limit(text) &&
	    is_space(colon[1])) {
		struct slice head = slice_trim(slice_from(text.p, colon)), rest = head, word = slice_cut(&rest, ' ');

		if (!knowledge_heads_mail(k, word) || knowledge_word(k, head) == WORD_LINE)
			break;
		text = unquote(slice_trim(slice_from(colon + 1, slice_limit(text))));
	}
	return text;
}

/* Without the time before a line of a log, what makes it a mail's subject, and a greeting: "hi all, 503 service unavalible". */
static struct slice
without_preface(struct knowledge *k, struct slice text)
{
	enum { GREETING_MAX = 24 };
	struct slice rest = stamp_behind(text);
	const char *comma;

	/* A number alone behind a time is one of a table. */
	text = subject_of(k, rest.n > slice_span(rest, is_digit) ? rest : text);
	comma = slice_chr(text, ',');
	if (comma == NULL || comma - text.p > GREETING_MAX)
		return text;
	rest = slice_trim(slice_from(comma + 1, slice_limit(text)));
	return rest.n > 0 && is_greeting(k, slice_from(text.p, comma)) ? unquote(rest) : text;
}

/* q->text is empty where nothing stands there. */
static void
read_text(struct asked *q, struct buf *utf8, struct buf *plain)
{
	text_to_utf8(q->raw, knowledge_language(q->k), utf8);
	text_plain(buf_slice(utf8), plain);
	q->utf8 = slice_trim(buf_slice(utf8));
	q->text = without_preface(q->k, unquote(buf_slice(plain)));
	if (q->text.n > 0)
		dress_read(q->k, q->text, &q->dress);
	if (q->dress.stranger && is_code_with_phrase(q))
		q->dress.stranger = false;
}

static void
forget_text(struct asked *q, struct buf *utf8, struct buf *plain)
{
	arena_release(&q->arena);
	buf_release(utf8);
	buf_release(plain);
}

/* In what a line of a log says, its beginning says more than a phrase that is a part of it. */
static bool
look_into_line(struct asked *q)
{
	keep_message_of_line(q);
	return q->of_line && (by_error_text(q) || by_cut_line(q));
}

static bool
is_no_digit(char c)
{
	return !is_digit(c);
}

/*
 * Of a packet's line, "12:00:00.1 IP 192.0.2.1.40000 > 192.0.2.2.5060: Flags [.], ack 411, win 502, length 0": what numbers there
 * count are bytes and packets, so that only a status or the words of an error say something.
 */
static bool
is_of_packet(struct asked *q, struct slice *info)
{
	*info = printed_info(q->utf8);
	if (info->p == NULL || slice_starts(*info, SLICE("Status: ")))
		return false;
	return !slice_starts(*info, SLICE("SIP")) || slice_find(*info, SLICE("SIP/2.0 ")) == NULL;
}

static bool
look_into_packet(struct asked *q, struct slice info)
{
	q->text = info;
	dress_read(q->k, info, &q->dress);
	if (info.n == 0)
		return false;
	return by_error_text(q) || by_inner_name(q) || (slice_span(info, is_no_digit) == info.n && by_part(q));
}

static bool
look_up(struct knowledge *k, struct slice text, enum how last, const struct finding_sink *sink)
{
	struct asked q = { .k = k, .sink = sink, .raw = slice_head(text, LOOKUP_MAX) };
	struct buf utf8 = BUF_INIT, plain = BUF_INIT;
	bool known = false;

	read_text(&q, &utf8, &plain);
	if (q.text.n > 0) {
		bool foreign = is_foreign(&q);
		struct slice info;

		known = try_readings(&q, SURE, SURE);
		if (!known && is_of_packet(&q, &info))
			known = look_into_packet(&q, info);
		else if (!known && !foreign)
			known = look_into_line(&q) || try_readings(&q, WHOLE, last);
	}
	forget_text(&q, &utf8, &plain);
	return known;
}

bool
lookup_words(struct knowledge *k, struct slice text, const struct finding_sink *sink)
{
	return look_up(k, text, WORDS, sink);
}

bool
lookup_whole(struct knowledge *k, struct slice text, const struct finding_sink *sink)
{
	return look_up(k, text, WHOLE, sink);
}

static bool
holds_failure(struct knowledge *k, struct slice text, bool named)
{
	struct asked q = { .k = k, .raw = slice_head(text, LOOKUP_MAX) };
	struct buf utf8 = BUF_INIT, plain = BUF_INIT;
	bool holds;

	read_text(&q, &utf8, &plain);
	/* "state 0x404" is nobody's code, unless a word says so. */
	holds = q.text.n > 0 && q.dress.kind == DRESS_CODE &&
	    (q.dress.named || (!named && q.dress.at.n == 3 && slice_chr(q.dress.at, 'x') == NULL)) && !is_foreign(&q) &&
	    q.dress.number >= LEAST_FAILURE && q.dress.number <= MOST_FAILURE;
	forget_text(&q, &utf8, &plain);
	return holds;
}

bool
lookup_names_failure(struct knowledge *k, struct slice text)
{
	return holds_failure(k, text, true);
}

bool
lookup_holds_failure(struct knowledge *k, struct slice text)
{
	return holds_failure(k, text, false);
}

bool
lookup_lacks_code(struct knowledge *k, struct slice text)
{
	for (struct slice rest = text; rest.n > 0;) {
		size_t word = 0;

		if (slice_span(rest, is_digit) == 3)
			return number_is_lacking(k, slice_from(text.p, rest.p));
		while (word < rest.n && !is_blank(rest.p[word]))
			word++;
		rest = slice_trim(slice_skip(rest, word));
	}
	return false;
}

bool
lookup_is_closed(struct knowledge *k, const char *text)
{
	struct slice s = slice_of(text);
	struct entry e;
	struct arena a = ARENA_INIT;
	bool number = s.n == 3 && is_digit(s.p[0]) && (to_lower(s.p[1]) == 'x' || is_digit(s.p[1])) &&
	    (to_lower(s.p[2]) == 'x' || is_digit(s.p[2]));
	bool closed = number;

	if (!closed && slice_chr(s, '.') != NULL && slice_chr(s, ' ') == NULL) {
		char *id = arena_slice(&a, s);

		for (char *p = id; *p != '\0'; p++)
			*p = to_lower(*p);
		closed = knowledge_entry(k, id, &e);
	}
	arena_release(&a);
	return closed;
}
