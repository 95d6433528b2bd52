/* SPDX-License-Identifier: MIT */
/* A code with its phrase inside a line of text. */
#include "base/ascii.h"
#include "base/literals.h"
#include "diagnose/message/about.h"
#include "diagnose/message/entry_facts.h"
#include "diagnose/message/method.h"
#include "diagnose/message/number.h"
#include "diagnose/message/pasted.h"
#include "diagnose/message/single.h"
#include "text/text.h"

enum { PHRASE_WORDS_MAX = 8 };

/* A phrase in a line ends at the latest at one of these. */
static const char stops[] = ",;|<>\"`()[]{}\t\n";

static bool
is_stop(char c)
{
	return is_one_of(c, stops);
}

/* Where words after the code end: a stop, the end of a sentence, a dash, a drawn line. */
static struct slice
words_region(struct slice s)
{
	static const struct slice ends[] = { SLICE(". "), SLICE(" \xe2\x80\x94"), SLICE(" \xe2\x80\x93"),
	    SLICE(" \xe2\x94"), SLICE("\xe2\x80\x9d"), SLICE("\xc2\xbb") };
	size_t n = 0;

	while (n < s.n && !is_stop(s.p[n]))
		n++;
	s = slice_head(s, n);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		const char *end = slice_find(s, ends[i]);

		if (end != NULL)
			s = slice_from(s.p, end);
	}
	return s;
}

/* What stands between a code and its phrase. */
static struct slice
skip_joint(struct slice s)
{
	for (;;) {
		struct slice named = behind_label(s);

		if (named.p != s.p)
			s = named;
		else if (s.n > 0 && is_one_of(s.p[0], " :-,;|\t\"'(["))
			s = slice_skip(s, 1);
		else if (slice_starts(s, SLICE("\xe2\x80\x93")) || slice_starts(s, SLICE("\xe2\x80\x94")) ||
		    slice_starts(s, SLICE("\xe2\x80\x9c")))
			s = slice_skip(s, 3);
		else if (slice_starts(s, SLICE("\xc2\xab")))
			s = slice_skip(s, 2);
		else
			return s;
	}
}

static struct slice
without_point(struct slice s)
{
	s = slice_trim(s);
	while (s.n > 0 && is_one_of(s.p[s.n - 1], ".:!?'-"))
		s.n--;
	return slice_trim(s);
}

static bool
is_own(struct knowledge *k, struct finding *f, const char *code, struct slice words, bool patterns)
{
	struct match match;

	if (words.n < 2 || !knowledge_match(k, code, words, f->vendor, &f->arena, &match))
		return false;
	return match.other_context == NULL && (match.step == MATCH_EXACT || (patterns && match.step == MATCH_PATTERN));
}

/* The longest beginning of the words that is a phrase of the code; SLICE_NONE. `patterns`: they may be read as one. */
static struct slice
longest_beginning(struct knowledge *k, struct finding *f, const char *code, struct slice words, bool patterns)
{
	size_t ends[PHRASE_WORDS_MAX], count = 0;

	words = slice_trim(words);
	for (size_t i = 0; i < words.n && count < PHRASE_WORDS_MAX; i++)
		if (i + 1 == words.n || words.p[i + 1] == ' ' || words.p[i + 1] == '/')	/* "Request Timeout/INVITE from …" */
			ends[count++] = i + 1;
	if (is_own(k, f, code, without_point(words), patterns))
		return without_point(words);
	while (count > 0) {
		struct slice phrase = without_point(slice_head(words, ends[--count]));

		if (is_own(k, f, code, phrase, false))
			return phrase;
	}
	return SLICE_NONE;
}

/* The same of all, or of what stands behind the name of a phrase, where no sign parts them: "reason Busy Here", "Message Too Large". */
static struct slice
phrase_behind(struct knowledge *k, struct finding *f, const char *code, struct slice words, bool patterns)
{
	struct slice phrase = longest_beginning(k, f, code, words, patterns);
	size_t label = phrase.n == 0 ? literals_start_nocase(&literals_phrase_label, words) : 0;

	return label > 0 && label < words.n && is_blank(words.p[label]) ?
	    longest_beginning(k, f, code, slice_skip(words, label), patterns) : phrase;
}

/* "Busy Here (486)": likewise the words that end before the bracket. */
static struct slice
longest_ending(struct knowledge *k, struct finding *f, const char *code, struct slice before)
{
	struct slice words = slice_trim(before), longest = SLICE_NONE;
	size_t count = 0;

	for (size_t i = words.n; i-- > 0;)
		if (words.p[i] == '=' || words.p[i] == ':' || is_stop(words.p[i])) {
			words = slice_skip(words, i + 1);
			break;
		}
	for (size_t i = words.n; i-- > 0 && count < PHRASE_WORDS_MAX;) {
		struct slice phrase = slice_skip(words, i);

		if (i > 0 && words.p[i - 1] != ' ')
			continue;
		count++;
		if (is_own(k, f, code, phrase, false))
			longest = phrase;
	}
	return longest;
}

static void
add_line(struct knowledge *k, struct finding *f, const struct frame *frame)
{
	struct evidence *e = finding_evidence(f, EVIDENCE_NOTE, NULL, NULL);

	e->value = text_shown(&f->arena, slice_trim(frame->bytes), knowledge_language(k));
	e->key = "mention";
	e->arg[0] = e->value;
}

/* "… (SIP 486)": what stands before the bracket. */
static struct slice
before_bracket(struct slice line, const char *code)
{
	const char *open = code;

	while (open > line.p && (is_upper(open[-1]) || open[-1] == ' '))
		open--;
	return open > line.p && (open[-1] == '(' || open[-1] == '[') ? slice_from(line.p, open - 1) : SLICE_NONE;
}

/* The bytes as UTF-8 in the finding's arena. */
static struct slice
shown(struct knowledge *k, struct finding *f, struct slice bytes)
{
	return bytes.n > 0 ? slice_of(text_shown(&f->arena, bytes, knowledge_language(k))) : SLICE("");
}

/* The code at `rest`, and what follows it; what stands before it there, "SIP/2.0" or "0x", makes it sure. */
static bool
take_code(struct slice *rest, char code[4])
{
	bool sure = !is_digit(rest->p[0]) || rest->p[1] == 'x';

	if (sure && rest->p[1] == 'x')
		*rest = slice_skip(*rest, 2);
	else if (sure)
		while (rest->n > 0 && !is_blank(rest->p[0]))
			*rest = slice_skip(*rest, 1);
	*rest = slice_trim(*rest);
	if (rest->n >= 3)
		memcpy(code, rest->p, 3);
	return sure;
}

/* "486 Busy Here", and no words of the cells beside it. */
static struct slice
rest_of_cell(struct slice s)
{
	return s.n > 1 && (s.p[0] == ' ' || s.p[0] == '-' || s.p[0] == ':') ? skip_joint(s) : SLICE_NONE;
}

/* Of the cells of a table's row, the one that is a phrase of the code. */
static struct slice
phrase_in_cells(struct knowledge *k, struct finding *f, const char *code, struct slice row)
{
	while (row.n > 0) {
		struct slice cell = row;

		cell.n = 0;
		while (cell.n < row.n && !is_stop(row.p[cell.n]))
			cell.n++;
		row = slice_skip(row, cell.n < row.n ? cell.n + 1 : cell.n);
		while (cell.n > 0 && (is_blank(cell.p[0]) || cell.p[0] == ':' || cell.p[0] == '='))
			cell = slice_skip(cell, 1);	/* "\"n\":1106" */
		cell = slice_trim(cell);
		if (cell.n > 2 && !is_digit(cell.p[0]) && is_own(k, f, code, shown(k, f, cell), false))
			return shown(k, f, cell);
	}
	return SLICE_NONE;
}

static bool
is_cause_char(char c)
{
	return is_any_name_byte(c) || c == ' ';
}

/* A cause of Q.850 in a table, by number or name. */
static void
diagnose_cause(struct knowledge *k, const struct frame *frame, struct finding *out)
{
	struct slice rest = slice_skip(frame->bytes, frame->at), name = slice_trim(slice_head(rest, slice_span(rest, is_cause_char)));
	struct match match;
	struct entry e;
	uint64_t number;

	if (slice_to_u64(name, 127, &number))
		out->id = arena_printf(&out->arena, "q850.%u", (unsigned)number);
	else if (knowledge_match(k, "hangupcause", name, NULL, &out->arena, &match) &&
	    (match.step == MATCH_EXACT || !is_digit(name.p[0])))
		out->id = match.id;
	if (out->id == NULL || !knowledge_entry(k, out->id, &e)) {
		out->id = NULL;
		return;
	}
	take_entry_facts(out, &e);
	out->match = MATCH_EXACT;
	out->confidence = CONFIDENCE_LIKELY;
	out->has_where = true;
	out->where = frame->where;
	add_line(k, out, frame);
}

/* The code answers a REGISTER: a refusal as its text has it, or credentials that were of no use. */
static void
tell_registration(struct knowledge *k, const struct frame *frame, struct finding *f)
{
	struct entry e;

	if (!about_refused_login(k, frame->bytes, f->code) || !knowledge_entry(k, "auth.bad-credentials", &e)) {
		tell_by_method(k, f, METHOD_REGISTER);
		return;
	}
	f->id = "auth.bad-credentials";
	take_entry_facts(f, &e);
	f->confidence = CONFIDENCE_LIKELY;
}

static bool
speaks_of_sip(struct knowledge *k, struct slice line)
{
	return slice_find_nocase(line, SLICE("sip")) != NULL || knowledge_speaks_of_calls(k, line) || knowledge_names_registration(k, line);
}

void
diagnose_mention(struct knowledge *k, const struct frame *frame, struct finding *out)
{
	struct slice rest = slice_skip(frame->bytes, frame->at), region, phrase;
	char code[4] = "";
	bool sure = take_code(&rest, code) || frame->flags & (FRAME_CELL | FRAME_DRAWN);
	struct finding found;

	finding_init(out, NULL);
	if (frame->flags & FRAME_CAUSE) {
		diagnose_cause(k, frame, out);
		return;
	}
	if (code[0] == '\0' || ((frame->flags & FRAME_LONG) && !speaks_of_sip(k, frame->bytes)) ||
	    number_is_lacking(k, slice_head(frame->bytes, frame->at)))
		return;
	region = slice_skip(rest, 3);
	region = shown(k, out, words_region(frame->flags & FRAME_CELL ? rest_of_cell(region) : skip_joint(region)));
	/* "Job 503 account locked" is anybody's, and so is a pattern that takes it. */
	phrase = phrase_behind(k, out, code, region, sure || knowledge_speaks_of_calls(k, frame->bytes));
	if (phrase.n == 0 && frame->flags & FRAME_CELL)
		phrase = phrase_in_cells(k, out, code, frame->bytes);
	if (phrase.n == 0 && !sure)
		phrase = longest_ending(k, out, code, shown(k, out, before_bracket(frame->bytes, rest.p)));
	if (phrase.n == 0 && !sure)
		return;
	if (phrase.n == 0)
		phrase = frame->flags & FRAME_CELL ? SLICE("") : without_point(region);
	if (!diagnose_code(k, code, phrase, &found))
		return;
	if (about_at(k, frame->bytes, frame->at) == ABOUT_REGISTRATION)
		tell_registration(k, frame, &found);
	found.has_where = true;
	found.where = frame->where;
	add_line(k, &found, frame);
	finding_release(out);
	*out = found;
}
