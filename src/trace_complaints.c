/* SPDX-License-Identifier: MIT */
#include "trace_complaints.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "base/literals.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "diagnose/message/party_numbers.h"
#include "diagnose/message/pasted.h"
#include "input/line/tone.h"
#include "input/stamp/stamp.h"
#include "text/text.h"
#include "trace_heard.h"

enum { COMPLAINTS_MOST = 64 };	/* lines that are looked up */

struct complaints {
	struct kept_complaint {
		struct line_sink sink;
		struct slice line, told, account;
	} p[COMPLAINTS_MOST];
	size_t count;
	struct said_to_work {
		struct slice line, account;
	} worked[COMPLAINTS_MOST];	/* lines that say that something works, of a log that begins with the last */
	size_t worked_count;
};

/* The line of a log is evidence: whom it is about, and what else stands in it. */
static void
tell_with_line(const struct line_sink *s, struct finding *f)
{
	enum { VALUE_MOST = 2000, SHOWN_MOST = 240 };
	const char *language = knowledge_language(s->p->k);
	struct evidence *all = xcalloc(f->evidence_count + 1, sizeof *all), *line = &all[f->evidence_count];
	struct arena a = ARENA_INIT;

	if (f->evidence_count > 0)
		memcpy(all, f->evidence, f->evidence_count * sizeof *all);
	*line = (struct evidence){ .kind = EVIDENCE_NOTE, .key = "mention" };
	line->value = text_shown(&a, utf8_head_of_words(s->said, VALUE_MOST), language);
	line->arg[0] = text_shown(&a, utf8_head_of_words(s->said, SHOWN_MOST), language);
	f->evidence = all;
	f->evidence_count++;
	program_finding(s->p, f);
	free(all);
	arena_release(&a);
}

static bool
has_witness(const struct finding *f)
{
	for (size_t i = 0; i < f->evidence_count; i++)
		if (f->evidence[i].kind == EVIDENCE_WITNESS)
			return true;
	return false;
}

void
on_line_finding(void *ctx, const struct finding *f)
{
	struct line_sink *s = ctx;
	struct finding placed = *f;

	s->known |= f->match != MATCH_WORDS;
	s->sure |= f->confidence != CONFIDENCE_POSSIBLE;
	s->phrased |= f->confidence != CONFIDENCE_POSSIBLE && f->match != MATCH_CODE && f->severity > SEVERITY_INFO;
	if (f->confidence != CONFIDENCE_POSSIBLE && f->severity > s->severity) {
		s->severity = f->severity;
		s->id = slice_hash(slice_of(f->id));
	}
	if (s->silent || (s->picky && f->confidence == CONFIDENCE_POSSIBLE))
		return;
	placed.has_where = true;
	placed.where.file = s->file;
	placed.where.line = s->line;
	placed.where.time = NO_TIME;
	if (s->said.n > 0 && f->confidence != CONFIDENCE_POSSIBLE && !has_witness(f))
		tell_with_line(s, &placed);
	else
		program_finding(s->p, &placed);
}

struct slice
line_of_program(struct slice line)
{
	return stamp_behind(line).n > 0 || slice_starts(line, SLICE("{")) ? line : SLICE_NONE;
}

/* The first of the words, or the end. */
static struct slice
up_to_mark(struct slice text)
{
	size_t n = 0;

	while (n < text.n && !is_one_of(text.p[n], ",;("))
		n++;
	return slice_trim(slice_head(text, n));
}

static struct slice
up_to_party(struct slice text)
{
	for (size_t i = 0; i < literals_reason_of.n; i++) {
		const char *at = slice_find(text, literals_reason_of.p[i]);

		if (at != NULL)
			text = slice_from(text.p, at);
	}
	return slice_trim(text);
}

/*
 * "registration failed: Request Timeout, next try in 30 s", "call failed due to Forbidden for sip:1@b": what is known,
 * without what the program adds.
 */
static struct slice
reason_in(struct slice line)
{
	struct slice rest = line;

	for (size_t i = 0; i < literals_reason_lead.n; i++) {
		struct slice lead = literals_reason_lead.p[i];
		const char *at = slice_find_nocase(line, lead);

		if (at != NULL)
			return up_to_party(up_to_mark(slice_from(at + lead.n, slice_limit(line))));
	}
	for (const char *colon; (colon = slice_find(rest, SLICE(": "))) != NULL;)
		rest = slice_from(colon + 2, slice_limit(rest));
	return rest.p > line.p ? up_to_mark(rest) : SLICE("");
}

/* "call to 3001 failed (No answer)": what ends the line in brackets; empty where nothing does. */
static struct slice
in_brackets(struct slice line)
{
	const char *open = line.n > 0 && slice_ends(line, SLICE(")")) ? memrchr(line.p, '(', line.n) : NULL;

	return open != NULL ? slice_from(open + 1, slice_limit(line) - 1) : SLICE("");
}

/* Each line has the time of the one before or an earlier one. */
static bool
begins_with_last(struct slice text)
{
	int64_t first = 0, last = 0;
	bool any = false;

	while (text.n > 0) {
		enum stamp_time kind;
		int64_t time;

		if (stamp_time(slice_trim(slice_cut(&text, '\n')), &kind, &time) == 0)
			continue;
		if (any && time > last)
			return false;
		first = any ? first : time;
		last = time;
		any = true;
	}
	return last < first;
}

/* `REGISTER timed out" registrar=a attempt=3`: what is said, without the pairs behind it; empty where there are none. */
static struct slice
without_pairs(struct slice said)
{
	for (size_t i = 1; i < said.n; i++) {
		size_t name = said.p[i - 1] == ' ' ? slice_span(slice_skip(said, i), is_name_byte) : 0;

		if (said.p[i] == '"')
			return slice_head(said, i);
		if (name > 0 && i + name < said.n && said.p[i + name] == '=')
			return slice_trim(slice_head(said, i));
	}
	return SLICE("");
}

struct slice
look_for_complaint(struct knowledge *k, struct slice line, const struct complaint *said, struct line_sink *s)
{
	const struct slice ways[] = { line, reason_in(line), in_brackets(line), without_pairs(said->said), said->said };
	const struct finding_sink sink = { s, on_line_finding };

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		if (ways[i].n > 0) {
			line = ways[i];
			if (lookup_words(k, line, &sink) && s->sure && s->severity > SEVERITY_INFO)
				break;
		}
	return line;
}

/* "account 403" in the one, and in the other somebody else's number, or none of those that could be a code. */
static bool
is_of_another(struct slice account, struct slice other)
{
	return account.n > 0 && !number_stands_in(account, other);
}

/* The line that says that something works may be about what failed: it names no number, or all that the other does. */
static bool
ends(const struct said_to_work *works, const struct kept_complaint *failed)
{
	bool names = works->account.n > 0 || names_number(works->line, ANY_CODE);

	if (is_of_another(works->account, failed->line) || (names && is_of_another(failed->account, works->line)))
		return false;
	return !names_number(works->line, ANY_CODE) || names_no_others(failed->line, ANY_CODE, works->line);
}

/* It works now: what failed of it before is over. */
static void
end_complaints(struct complaints *c, const struct said_to_work *works)
{
	size_t kept = 0;

	for (size_t i = 0; i < c->count; i++)
		if (!ends(works, &c->p[i]))
			c->p[kept++] = c->p[i];
	c->count = kept;
}

static bool
is_over(const struct complaints *c, const struct kept_complaint *failed)
{
	for (size_t i = 0; i < c->worked_count; i++)
		if (ends(&c->worked[i], failed))
			return true;
	return false;
}

/* The same was told of the same call, or of nobody named. */
static bool
is_told(const struct complaints *c, const struct kept_complaint *new)
{
	for (size_t i = 0; i < c->count; i++)
		if (c->p[i].sink.id == new->sink.id && names_no_others(new->line, ANY_CODE, c->p[i].line) &&
		    !is_of_another(new->account, c->p[i].line))
			return true;
	return false;
}

/* A line of a log of calls: the text names SIP, or the line has a time and a number. */
static bool
is_of_calls(struct slice line, bool sip)
{
	struct stamp stamp;

	if (tone_is_talk(line) || tone_is_code(line) || tone_is_web(line))
		return false;
	if (sip)
		return true;
	stamp_read(&stamp, line);
	return stamp.kind != STAMP_NO_TIME && names_number(line, ANY_CODE);
}

/* About nobody whom a line that was heard names; nobody whose number it names is no other. */
static bool
is_of_others(const struct program *p, struct slice line, struct slice account)
{
	struct slice heard = buf_slice(&p->heard);

	return heard.n == 0 || (account.n > 0 ? is_of_another(account, heard) :
	    names_others(line, ANY_CODE, heard));
}

static void
keep(struct complaints *c, const struct kept_complaint *new)
{
	if (new->sink.sure && new->sink.severity > SEVERITY_INFO && !is_told(c, new) && !is_over(c, new))
		c->p[c->count++] = *new;
}

static void
take_complaint(struct complaints *c, struct line_sink *s, struct slice line, const struct complaint *said)
{
	struct slice told = look_for_complaint(s->p->k, line, said, s);

	keep(c, &(struct kept_complaint){ *s, line, told, said->account });
}

static bool
is_label_char(char c)
{
	return is_alnum(c) || c == '.';
}

/* "hangup", "Q.850", "cause", "reason": leads to why a call ended. */
static bool
is_label(struct knowledge *k, struct slice word)
{
	enum word is = knowledge_word(k, word);

	return is == WORD_CAUSE || is == WORD_ISDN || knowledge_does_in_log(k, word, LOG_CAUSE) ||
	    literals_have_nocase(&literals_phrase_label, word);
}

/* A name in capitals, "NO_ROUTE_DESTINATION", or a number that Q.850 has, behind two words that lead to it. */
static bool
is_cause(struct slice name, size_t labels)
{
	enum { LEAST = 6, LAST_CAUSE = 127 };
	size_t bars = 0;
	uint64_t number;

	if (slice_digits(name, &number) == name.n)
		return labels > 1 && number > 0 && number <= LAST_CAUSE;
	for (size_t i = 0; i < name.n; i++) {
		if (!is_upper(name.p[i]) && !is_digit(name.p[i]) && name.p[i] != '_')
			return false;
		bars += name.p[i] == '_';
	}
	return bars > 0 && name.n >= LEAST;
}

/* "causes: USER_BUSY,NO_ANSWER": which there may be, of a setting. */
static bool
begins_list(struct slice rest)
{
	struct slice next = slice_trim(slice_skip(rest, 1));

	return rest.n > 1 && is_one_of(rest.p[0], ",|") && (is_alnum(rest.p[1]) || rest.p[1] == ' ') && next.n > 0 && is_upper(next.p[0]);
}

/* "hangup cause NO_ROUTE_DESTINATION", "Q.850;cause=34", "reason: GWAPP_NO_ANSWER": what of the line tells why a call ended. */
static struct slice
cause_in(struct knowledge *k, struct slice line)
{
	const char *begin = NULL;
	size_t labels = 0;

	for (struct slice rest = line; rest.n > 0;) {
		struct slice name = slice_head(rest, slice_span(rest, is_name_byte));
		struct slice word = slice_head(rest, slice_span(rest, is_label_char));

		if (word.n == 0 && !(labels > 0 && is_one_of(rest.p[0], " :;=()[\"'_-")))
			labels = 0;
		if (labels > 0 && name.n > 0 && is_cause(name, labels))
			return begins_list(slice_skip(rest, name.n)) ? SLICE_NONE : slice_from(begin, slice_limit(name));
		if (word.n > 0 && is_label(k, word)) {
			begin = labels++ == 0 ? word.p : begin;
		} else if (word.n > 0) {
			labels = 0;
		}
		rest = slice_skip(rest, word.n > 0 ? word.n : 1);
	}
	return SLICE_NONE;
}

/* A cause by its number or name in a line that does not say that anything failed. */
static void
take_cause(struct complaints *c, struct line_sink *s, struct slice line, struct slice account)
{
	struct slice cause = line_of_program(line).n > 0 ? cause_in(s->p->k, line) : SLICE_NONE;
	const struct finding_sink sink = { s, on_line_finding };

	if (cause.n > 0 && lookup_words(s->p->k, cause, &sink))
		keep(c, &(struct kept_complaint){ *s, line, cause, account });
}

static void
read_complaints(struct complaints *c, struct program *p, const char *file, struct slice text)
{
	bool sip = tone_names_sip(text), turned = begins_with_last(text);
	uint64_t number = 0;
	unsigned asked = 0;

	for (struct slice rest = text; rest.n > 0 && asked < COMPLAINTS_MOST;) {
		struct slice line = slice_trim(slice_cut(&rest, '\n'));
		struct line_sink s = { .p = p, .file = file, .line = ++number, .silent = true, .picky = true,
		    .severity = SEVERITY_INFO };
		const struct complaint said = complaint_read(p->k, line);

		if (said.over && literals_stand_in(&literals_works_elsewhere, line))
			continue;
		if (said.over && !turned)
			end_complaints(c, &(struct said_to_work){ line, said.account });
		else if (said.over && c->worked_count < COMPLAINTS_MOST)
			c->worked[c->worked_count++] = (struct said_to_work){ line, said.account };
		if (!is_of_calls(line, sip) || (said.login && !tone_names_sip(line)) || !is_of_others(p, line, said.account))
			continue;
		asked += said.is;
		if (said.is)
			take_complaint(c, &s, line, &said);
		else if (c->count < COMPLAINTS_MOST)
			take_cause(c, &s, line, said.account);
	}
}

bool
tell_complaints(struct program *p, const char *file, struct slice text)
{
	struct complaints c = { .count = 0 };

	if (p->frames > 0 && heard_refusal(p))
		return false;
	read_complaints(&c, p, file, text);
	program_mode(p, false, false);
	for (size_t i = 0; i < c.count; i++) {
		const struct finding_sink teller = { &c.p[i].sink, on_line_finding };

		c.p[i].sink.silent = false;
		c.p[i].sink.said = line_of_program(c.p[i].line);
		lookup_words(p->k, c.p[i].told, &teller);
		report_answered(p->report);
	}
	program_mode(p, true, false);
	return c.count > 0;
}
