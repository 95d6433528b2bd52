/* SPDX-License-Identifier: MIT */
/* A line of a file or stream in which no message stands: it may be words to be looked up. */
#include "trace_numbers.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "diagnose/message/log_line.h"
#include "diagnose/message/sentence.h"
#include "input/line/tone.h"
#include "input/line/unwrap.h"
#include "input/outline/outline.h"
#include "input/outline/table.h"
#include "input/stamp/stamp.h"

/* "404    voip  up   up         ^1000$": a row of a table, whose first cell is no code. */
static bool
is_row(struct slice line)
{
	enum { GAPS = 3 };
	size_t gaps = 0;

	for (size_t i = 1; i + 1 < line.n; i++)
		gaps += line.p[i] == ' ' && line.p[i - 1] == ' ' && line.p[i + 1] != ' ';
	return gaps >= GAPS;
}

static bool
is_key_char(char c)
{
	return is_alnum(c) || c == '_' || c == ':' || c == '.' || c == '-';
}

/* "sl:200_replies = 488", "tm.4xx_transactions: 503": how many there were of what a program counts by groups. */
static bool
is_statistic(struct slice line)
{
	struct slice key = slice_head(line, slice_span(line, is_key_char)), rest = slice_trim(slice_skip(line, key.n));
	uint64_t value;

	if (key.n > 0 && key.p[key.n - 1] == ':')
		key.n--;
	else if (slice_starts(rest, SLICE("=")))
		rest = slice_trim(slice_skip(rest, 1));
	else
		return false;
	return (slice_chr(key, ':') != NULL || slice_chr(key, '.') != NULL) && slice_ends(key, SLICE("s")) &&
	    !slice_ends(key, SLICE("us")) && rest.n > 0 && slice_digits(rest, &value) == rest.n;
}

static bool
look_up_line(struct program *p, const char *file, struct slice line, uint64_t number, bool whole, bool silent)
{
	struct line_sink s = { .p = p, .file = file, .line = number, .said = line_of_program(line), .silent = silent,
	    .severity = SEVERITY_INFO };
	const struct finding_sink sink = { &s, on_line_finding };

	if (whole && tone_is_talk(line))
		return false;
	return (whole ? lookup_whole : lookup_words)(p->k, line, &sink) && (!silent || s.sure);
}

/* What is known of words of the only line, told as the answer to a question. */
static bool
answer_line(struct program *p, const char *file, struct slice words, struct slice line, uint64_t number)
{
	struct line_sink s = { .p = p, .file = file, .line = number, .said = line_of_program(line), .severity = SEVERITY_INFO };
	const struct finding_sink sink = { &s, on_line_finding };
	bool known;

	program_mode(p, false, false);
	known = lookup_words(p->k, words, &sink);
	report_answered(p->report);
	program_mode(p, true, false);
	return known;
}

/* "10:00:02 account 2 registered", about which only guesses tell more. */
static bool
says_it_works(struct program *p, struct slice line, const struct complaint *said)
{
	struct line_sink s = { .silent = true };
	const struct finding_sink sink = { &s, on_line_finding };

	if (said->passage)
		return true;
	if (!said->none || (said->calm && lookup_holds_failure(p->k, line)))
		return false;
	lookup_words(p->k, line, &sink);
	return !s.known && !s.sure;
}

/*
 * "We have 480 users and 503 phones, desk 404 is being moved": several numbers in a sentence, none of them a code that
 * somebody names. Who tells of a login has a 401, 403 or 407 among them.
 */
static bool
counts_things(struct program *p, struct slice line, const struct complaint *said)
{
	enum { NUMBERS = 3, LETTERS = 24 };
	struct slice rest = line;
	size_t numbers = 0, letters = 0;
	uint64_t value;

	while (rest.n > 0) {
		size_t digits = slice_digits(rest, &value), n = digits;

		if (digits == 0) {
			n = slice_span(rest, is_any_letter);
			const enum word word = knowledge_word(p->k, slice_head(rest, n));
			if (word == WORD_SIP || word == WORD_CODE)
				return false;
			letters += n;
		}
		if (digits == 3 && (value == 401 || value == 403 || value == 407))
			return false;
		numbers += digits == 3 && value >= 300 && value < 700;
		rest = slice_skip(rest, n > 0 ? n : 1);
	}
	return numbers >= NUMBERS && letters >= LETTERS && !lookup_names_failure(p->k, line) && !said->is;
}

/* Calls, counts and filters are not for words. */
static bool
takes_words(const struct program *p)
{
	return !p->o.check && !p->o.summary && !p->o.each && !p->o.calls && p->o.against == NULL && p->o.why.n == 0 &&
	    !filter_chooses_calls(&p->o.filter);
}

/* A line of a mail or a chat that names a failure by its number: "since yesterday error 503 on each call". */
static bool
names_code(struct program *p, const char *file, struct slice line)
{
	return !tone_is_talk(line) && !is_row(line) && !is_statistic(line) && lookup_names_failure(p->k, line) &&
	    look_up_line(p, file, line, 0, false, true);
}

/* What led to another try that went well is no failure. */
static bool
is_known(struct program *p, const char *file, struct slice line, bool list, const struct outline *o)
{
	struct table row;

	return line.n > 0 && !outline_settles(o, line.p) && !lookup_lacks_code(p->k, line) && !table_guess(&row, line) &&
	    !line_numbers_things(p, line) && !line_lists_causes(p, line) &&
	    (list ? look_up_line(p, file, line, 0, true, true) : names_code(p, file, line));
}

/* Those lines of the text that are known: of a list, or of what somebody wrote. */
static void
tell_lines(struct program *p, const char *file, struct slice text, bool list, const struct outline *o)
{
	uint64_t number = 0;

	program_mode(p, false, false);
	while (text.n > 0) {
		struct slice line = slice_trim(slice_cut(&text, '\n'));

		number++;
		if (is_known(p, file, line, list, o))
			look_up_line(p, file, line, number, list, false);
		report_answered(p->report);
	}
	program_mode(p, true, false);
}

/*
 * "2026-03-01 10:00:00 registration failed: Request Timeout, next try in 30 s": all of it, where that is sure, or the
 * reason it names.
 */
static struct slice
surest(struct program *p, struct slice line, const struct complaint *said)
{
	struct line_sink s = { .p = p, .silent = true, .picky = true, .severity = SEVERITY_INFO };
	struct slice way = said->is ? look_for_complaint(p->k, line, said, &s) : line;

	return s.sure ? way : line;
}

/* "Mar 11 14:07:05 …": a month is no word of the question; MAR is a request of Diameter's. */
static struct slice
without_time(struct slice line)
{
	struct slice rest = stamp_behind(line);

	return rest.n > 0 ? rest : line;
}

/* An object of JSON, or a piece of a message on one line: nobody asks anything with it, and only what is sure is told of it. */
static bool
is_data(struct slice line)
{
	static const struct slice headers[] = { SLICE("Via: SIP/"), SLICE("Call-ID: "), SLICE("CSeq: "), SLICE(": <sip:") };

	if (slice_starts(line, SLICE("{\"")) || slice_starts(line, SLICE("[{\"")))
		return true;
	for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
		if (slice_find_nocase(line, headers[i]) != NULL)
			return true;
	return false;
}

bool
program_line(void *ctx, const char *file, struct slice line)
{
	struct program *p = ctx;
	struct table row;	/* of a list of calls, which tells more than its words */
	struct finding f;
	bool known;

	if (!takes_words(p) || is_statistic(line) || tone_is_scan(line) || table_guess(&row, line))
		return false;
	/* A line of a log has a place and a time. */
	if ((known = log_line_finding(p->k, line, LINE_WHOLE, &f))) {
		bool tells = f.severity > SEVERITY_INFO;

		finding_release(&f);
		if (tells)
			return false;
	}
	const struct complaint said = complaint_read(p->k, line);
	if (says_it_works(p, line, &said) || counts_things(p, line, &said) || line_numbers_things(p, line) || line_lists_causes(p, line) ||
	    (is_data(line) && !look_up_line(p, file, line, 1, false, true)))
		return false;
	return answer_line(p, file, known ? line : without_time(surest(p, line, &said)), line, 1);
}

/* An object of JSON that was printed over several lines says what it says on one. */
static bool
tell_object(struct program *p, const char *file, struct slice text)
{
	struct buf joined = BUF_INIT;
	bool known = false;

	text = slice_trim(text);
	if (text.n < 2 || text.n > LOOKUP_MAX || text.p[0] != '{' || text.p[text.n - 1] != '}')
		return false;
	while (text.n > 0) {
		buf_add(&joined, slice_trim(slice_cut(&text, '\n')));
		buf_addc(&joined, ' ');
	}
	if (!tone_is_talk(buf_slice(&joined)) && knowledge_speaks_of_calls(p->k, buf_slice(&joined)) &&
	    look_up_line(p, file, buf_slice(&joined), 0, false, true))
		known = answer_line(p, file, buf_slice(&joined), buf_slice(&joined), 1);
	buf_release(&joined);
	return known;
}

/* The sentence of a short text that complains of something, as a guess. */
static void
tell_question(struct program *p, const char *file, struct slice text)
{
	struct buf line = BUF_INIT;
	struct slice sentence = sentence_of_complaint(p->k, text, &line);

	if (sentence.n > 0)
		answer_line(p, file, buf_slice(&line), SLICE_NONE, 1 + slice_count(slice_from(text.p, sentence.p), '\n'));
	buf_release(&line);
}

/*
 * Several lines in which the scanner found nothing: an object; a list of codes or phrases, if most of them are some; else what
 * somebody wrote, where few lines name a code.
 */
static void
tell_text(struct program *p, const char *file, struct slice text)
{
	enum { MANY = 32, FEW = 3, TALK = 8 };
	struct outline *o;
	size_t lines = 0, known = 0, named = 0;

	o = xcalloc(1, sizeof *o);
	outline_read(o, text);
	for (struct slice rest = text; rest.n > 0 && lines <= MANY;) {
		struct slice line = slice_trim(slice_cut(&rest, '\n'));

		lines += line.n > 0;
		known += is_known(p, file, line, true, o);
		named += is_known(p, file, line, false, o);
	}
	if (lines >= 2 && lines <= MANY) {
		if (2 * known >= lines)
			tell_lines(p, file, text, true, o);
		else if (named > 0 && named <= FEW && !tone_is_web(text) && knowledge_speaks_of_calls(p->k, text))
			tell_lines(p, file, text, false, o);
		else
			named = known = 0;
	}
	if (lines >= 2 && named + known == 0 && !tone_is_document(text))
		tell_complaints(p, file, text);
	if (lines >= 2 && lines <= TALK && named + known == 0 && p->shown == 0 && !tone_is_document(text))
		tell_question(p, file, text);
	free(o);
}

/* More than one of the lines is known by itself. */
static bool
is_list(struct program *p, const char *file, struct slice text)
{
	size_t known = 0;

	while (text.n > 0)
		known += look_up_line(p, file, slice_trim(slice_cut(&text, '\n')), 0, true, true);
	return known > 1;
}

static bool
is_log_line(struct program *p, struct slice line)
{
	struct finding f;
	bool known = log_line_finding(p->k, line, LINE_WHOLE, &f);

	if (known)
		finding_release(&f);
	return known;
}

/* A text of a few pages, and what it would be if its lines had been broken where they end. */
struct pages {
	const char *file;
	struct slice text, whole;	/* as it stands; with its broken lines put together */
	bool broken;			/* there are some … */
	bool single;			/* … and all of it is one */
};

/*
 * The text is one line that was broken: what is known of that, or of the line as a mail breaks it, where only so a
 * program wrote it.
 */
static void
tell_broken(struct program *p, const struct pages *t)
{
	struct buf spaced = BUF_INIT;
	struct slice line = slice_trim(t->whole);

	if ((p->log_lines > 0 && p->o.all) || is_list(p, t->file, t->text))
		return;
	if (!is_log_line(p, line) && unwrap_text(t->text, SLICE(" "), &spaced) && is_log_line(p, slice_trim(buf_slice(&spaced))))
		line = slice_trim(buf_slice(&spaced));
	if (!tone_is_talk(line))
		program_line(p, t->file, line);
	buf_release(&spaced);
}

/* Nothing of it was told yet. A line that says it all is not broken, whatever stands below it: a prompt, "Thanks". */
static void
tell_all(struct program *p, const struct pages *t)
{
	if (t->broken && !tone_is_document(t->text) && tell_complaints(p, t->file, t->text))
		return;
	if (t->single)
		tell_broken(p, t);
	else if (!tell_object(p, t->file, t->text))
		tell_text(p, t->file, t->whole);
}

/* Messages or known lines stand in it, or in a file beside it: what other lines say besides. */
static void
tell_rest(struct program *p, const struct pages *t)
{
	if (t->single && p->frames == 0 && p->shown == 0)
		tell_broken(p, t);
	tell_complaints(p, t->file, t->single ? t->text : t->whole);
}

void
program_lines(void *ctx, const char *file, struct slice text)
{
	struct program *p = ctx;
	struct buf joined = BUF_INIT;
	struct pages t = { .file = file, .text = text, .whole = text };

	if (!takes_words(p))
		return;
	if (unwrap_text(text, SLICE(""), &joined)) {
		t.whole = buf_slice(&joined);
		t.broken = true;
		t.single = slice_chr(slice_trim(t.whole), '\n') == NULL;
	}
	if (p->frames > 0 || p->log_lines > 0 || p->shown > 0)
		tell_rest(p, &t);
	else
		tell_all(p, &t);
	buf_release(&joined);
}
