/* SPDX-License-Identifier: MIT */
/*
 * Short numbers: an extension is somebody's, a code, a port, a payload type or an amount is nobody's. A number that is a
 * user of the input goes, unless what stands around it says that it counts something.
 */
#include "base/ascii.h"
#include "report/redact/scan.h"
#include "report/redact/words.h"

/* "extension 12", "Durchwahl 30": what follows is somebody's, known or not. */
static bool
is_extension_word(const struct redact *r, struct slice word)
{
	return r->k != NULL && knowledge_names_extension(r->k, word);
}

static bool
is_person_word(struct slice word)
{
	static const struct slice words[] = {
		SLICE("user"), SLICE("peer"), SLICE("endpoint"), SLICE("account"), SLICE("caller"), SLICE("callee"), SLICE("agent"),
		SLICE("station"), SLICE("phone"), SLICE("from"), SLICE("to"), SLICE("number"), SLICE("username"), SLICE("aor"),
	};

	return ONE_OF(word, words);
}

static bool
is_count_word(struct slice word)
{
	static const struct slice words[] = {
		SLICE("port"), SLICE("ports"), SLICE("rport"), SLICE("cause"), SLICE("type"), SLICE("pt"), SLICE("payload"),
		SLICE("rtpmap"), SLICE("fmtp"), SLICE("rtcp"), SLICE("candidate"), SLICE("ptime"), SLICE("maxptime"), SLICE("ttl"),
		SLICE("expires"), SLICE("cseq"), SLICE("seq"), SLICE("rseq"), SLICE("after"), SLICE("line"), SLICE("pid"),
		SLICE("thread"), SLICE("length"), SLICE("size"), SLICE("mtu"), SLICE("duration"), SLICE("timeout"), SLICE("timer"),
		SLICE("delay"), SLICE("every"), SLICE("least"), SLICE("most"), SLICE("max"), SLICE("min"), SLICE("version"),
		SLICE("refresh"), SLICE("retry"), SLICE("bytes"), SLICE("forwards"), SLICE("q"), SLICE("level"), SLICE("c"),
		SLICE("of"), SLICE("interval"), SLICE("se"), SLICE("count"), SLICE("ssrc"), SLICE("year"), SLICE("packet"),
	};

	return ONE_OF(word, words);
}

/* What an answer of three digits follows. */
static bool
is_code_word(struct slice word)
{
	static const struct slice words[] = {
		SLICE("code"), SLICE("status"), SLICE("response"), SLICE("answer"), SLICE("answered"), SLICE("reply"), SLICE("replied"),
		SLICE("reason"), SLICE("rejected"), SLICE("error"), SLICE("failed"), SLICE("failure"), SLICE("got"), SLICE("received"),
		SLICE("returned"), SLICE("returns"), SLICE("sent"), SLICE("sending"), SLICE("sends"), SLICE("with"), SLICE("a"),
		SLICE("an"), SLICE("the"), SLICE("sip"), SLICE("http"), SLICE("0"), SLICE("by"), SLICE("than"), SLICE("as"),
		SLICE("result"), SLICE("rc"), SLICE("final"), SLICE("cause"), SLICE("is"), SLICE("statuscode"), SLICE("hangup"),
	};

	return ONE_OF(word, words);
}

static bool
has_unit(struct slice after)
{
	static const struct slice units[] = {
		SLICE("ms"), SLICE("s"), SLICE("sec"), SLICE("secs"), SLICE("second"), SLICE("seconds"), SLICE("minutes"), SLICE("min"),
		SLICE("hours"), SLICE("bytes"), SLICE("byte"), SLICE("packets"), SLICE("times"), SLICE("kbit"),
		SLICE("Hz"), SLICE("kHz"), SLICE("us"), SLICE("messages"), SLICE("days"), SLICE("telephone-event"),
	};

	if (after.n > 0 && (after.p[0] == '%' || after.p[0] == '/'))
		return true;
	if (after.n == 0 || after.p[0] != ' ')
		return false;
	after = slice_skip(after, 1);
	return ONE_OF(slice_head(after, slice_span(after, word_char)), units) || slice_starts(after, SLICE("telephone-event"));
}

static bool
is_before_name(char c)
{
	return is_space(c) || is_one_of(c, "=:>\"'([<.#");
}

/* The last word before, with what stands between the two left out. */
static struct slice
word_before(struct slice before)
{
	size_t from;

	while (before.n > 0 && is_before_name(before.p[before.n - 1]))
		before.n--;
	for (from = before.n; from > 0 && word_char(before.p[from - 1]); from--)
		;
	return slice_skip(before, from);
}

/* The line of a description that lists payload types, times and rates. */
static bool
is_sdp_line(struct slice before)
{
	enum { LONGEST = 512 };		/* of a line that lists them */
	size_t from = before.n;

	while (from > 0 && before.n - from < LONGEST && before.p[from - 1] != '\n')
		from--;
	struct slice line = slice_skip(before, from);
	return line.n > 1 && line.p[1] == '=' && strchr("mtba", line.p[0]) != NULL;
}

/* ":5060" behind a host, "/8000" behind a codec, "[1001]" behind a program. */
static bool
is_glued(const struct redact *r, struct slice before)
{
	char last = before.n > 0 ? before.p[before.n - 1] : '\0', other = before.n > 1 ? before.p[before.n - 2] : '\0';

	if (last == ':' && (word_char(other) || other == ']')) {
		struct slice name = word_before(before);

		return !is_extension_word(r, name) && !is_person_word(name);
	}
	return last == '/' || last == '.' || (last == '[' && word_char(other));
}

/* One that IANA lists; 101 is none, and is dialled more often. */
static bool
is_code(struct slice number)
{
	static const struct { uint16_t from, to; } codes[] = {
		{ 100, 100 }, { 180, 183 }, { 199, 200 }, { 202, 202 }, { 204, 204 }, { 300, 302 }, { 305, 305 }, { 380, 380 },
		{ 400, 417 }, { 420, 425 }, { 428, 430 }, { 433, 433 }, { 436, 440 }, { 469, 470 }, { 477, 491 }, { 493, 494 },
		{ 500, 505 }, { 513, 513 }, { 555, 555 }, { 580, 580 }, { 600, 600 }, { 603, 608 },
	};
	uint64_t n;

	for (size_t i = 0; slice_to_u64(number, 999, &n) && i < sizeof codes / sizeof *codes; i++)
		if (n >= codes[i].from && n <= codes[i].to)
			return true;
	return false;
}

/* What somebody does, and no answer. */
static bool
is_verb(struct slice word)
{
	static const struct slice verbs[] = {
		SLICE("is"), SLICE("was"), SLICE("calls"), SLICE("called"), SLICE("has"), SLICE("did"), SLICE("does"),
		SLICE("answers"), SLICE("dials"), SLICE("dialed"), SLICE("dialled"), SLICE("hung"), SLICE("hangs"), SLICE("rings"),
		SLICE("registered"), SLICE("unregistered"), SLICE("reachable"), SLICE("online"), SLICE("offline"),
		SLICE("transferred"), SLICE("joined"), SLICE("left"),
	};

	return ONE_OF(word, verbs);
}

static struct slice
word_after(struct slice after)
{
	after = after.n > 0 && after.p[0] == ' ' ? slice_skip(after, 1) : SLICE_NONE;
	return slice_head(after, slice_span(after, word_char));
}

/* "*404", "404#", "Ann <404>": somebody dials that, or it stands where the number of a name does; "<134>" begins a line of syslog. */
static bool
is_dialled(struct slice before, struct slice number, struct slice after)
{
	enum { HIGHEST_PRIORITY = 191 };
	char last = before.n > 0 ? before.p[before.n - 1] : '\0', next = after.n > 0 ? after.p[0] : '\0';
	uint64_t n = 0;

	if (last == '<' && next == '>')
		return !(slice_to_u64(number, 999, &n) && n <= HIGHEST_PRIORITY && (before.n == 1 || before.p[before.n - 2] == '\n'));
	return last == '*' || next == '#';
}

/* 486 Busy Here, "answered with 486": a number that may be an answer, where one would stand. */
static bool
reads_as_code(const struct scan *s, struct slice number, struct slice name, struct slice after)
{
	static const struct slice joints[] = { SLICE("at"), SLICE("and"), SLICE("or"), SLICE("to") };

	if (number.n != 3 || !is_code(number))
		return false;
	if (is_code_word(name))
		return true;
	struct slice next = word_after(after);
	if (slice_empty(name))
		return !is_verb(next) && !ONE_OF(next, joints);
	after = after.n > 0 && after.p[0] == ' ' ? slice_skip(after, 1) : SLICE_NONE;
	return after.n > 0 && (after.p[0] == '(' || is_upper(after.p[0])) && known_name(s->r, after) == 0;
}

bool
is_extension(const struct scan *s, struct slice number)
{
	struct slice before = slice_from(s->text.p, number.p), name = word_before(before);
	struct slice after = slice_from(slice_limit(number), slice_limit(s->text));

	if (number.n < 2 || is_glued(s->r, before))
		return false;
	if (!(s->how & SCAN_COUNTERS) && number.n > 2 && is_dialled(before, number, after) &&
	    known_has(&s->r->known, s->r->key, KNOWN_NAME, number))
		return true;
	if (is_extension_word(s->r, name))
		return true;
	if ((s->how & SCAN_COUNTERS) || !known_has(&s->r->known, s->r->key, KNOWN_NAME, number))
		return false;
	if ((s->how & SCAN_IDENTIFIER) || is_person_word(name))
		return number.n > 2 || is_person_word(name);
	return number.n > 2 && !is_count_word(name) && !is_sdp_line(before) && !has_unit(after) &&
	    !reads_as_code(s, number, name, after);
}

bool
says_person(const struct scan *s, struct slice word)
{
	static const struct slice places[] = { SLICE("from"), SLICE("to"), SLICE("phone"), SLICE("number"), SLICE("station") };
	static const struct slice articles[] = { SLICE("the"), SLICE("a"), SLICE("an"), SLICE("this"), SLICE("that") };
	struct slice name = word_before(slice_from(s->text.p, word.p));

	if (ONE_OF(name, articles))
		return false;
	return (is_person_word(name) && !ONE_OF(name, places)) ||
	    is_verb(word_after(slice_from(slice_limit(word), slice_limit(s->text))));
}

static bool
is_letter(char c)
{
	return word_char(c) && !is_digit(c);
}

struct slice
glued_extension(const struct scan *s, struct slice word)
{
	size_t n = slice_span(word, is_letter), marks = n < word.n && (word.p[n] == '.' || word.p[n] == '-');
	struct slice name = slice_head(word, n), number = slice_skip(word, n + marks), before = slice_from(s->text.p, word.p);

	if (n == 0 || !all_digits(number) || number.n < 2 || number.n > 6)
		return SLICE_NONE;
	if (is_extension_word(s->r, name))
		return number;
	while (before.n > 0 && !word_char(before.p[before.n - 1]))
		before.n--;
	if (!slice_eq_nocase(name, SLICE("x")) || marks > 0)
		return SLICE_NONE;
	return (before.n > 0 && is_digit(before.p[before.n - 1])) || known_has(&s->r->known, s->r->key, KNOWN_NAME, number) ?
	    number : SLICE_NONE;
}
