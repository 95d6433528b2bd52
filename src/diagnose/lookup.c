#include "diagnose/lookup.h"

#include <sys/stat.h>

#include "base/ascii.h"
#include "diagnose/single.h"
#include "text/text.h"

enum { MOST_CANDIDATES = 5 };	/* entries shown for a phrase that may mean several things */

static bool
is_code(struct slice s)
{
	return s.n == 3 && is_digit(s.p[0]) && is_digit(s.p[1]) && is_digit(s.p[2]);
}

static bool
is_class(struct slice s)
{
	return s.n == 3 && s.p[0] >= '1' && s.p[0] <= '7' && to_lower(s.p[1]) == 'x' && to_lower(s.p[2]) == 'x';
}

/* Ids are lower case; who types Q850.17 means the same. */
static const char *
find_id(struct knowledge *k, struct slice text, struct arena *a)
{
	struct entry e;
	char *id = arena_slice(a, text);

	for (char *p = id; *p; p++) {
		*p = to_lower(*p);
		if (!is_alnum(*p) && *p != '.' && *p != '-')
			return NULL;
	}
	return slice_chr(text, '.') != NULL && knowledge_entry(k, id, &e) ? id : NULL;
}

enum operand
operand_kind(struct knowledge *k, const char *text)
{
	struct slice s = slice_of(text), word = slice_trim(s);
	struct arena a = ARENA_INIT;
	struct stat st;
	enum operand kind = OPERAND_PHRASE;

	word = slice_cut(&word, ' ');
	if (strcmp(text, "-") == 0)
		return OPERAND_STDIN;
	if (is_code(word))
		return OPERAND_CODE;
	if (is_class(slice_trim(s)))
		return OPERAND_CLASS;
	if (slice_starts_nocase(slice_trim(s), SLICE("SIP/")))
		return OPERAND_STATUS_LINE;
	if (stat(text, &st) == 0)
		kind = OPERAND_FILE;
	else if (find_id(k, s, &a) != NULL)
		kind = OPERAND_ID;
	arena_release(&a);
	return kind;
}

static void
take_facts(struct knowledge *k, struct finding *f)
{
	struct entry e;

	if (!knowledge_entry(k, f->id, &e))
		return;
	f->severity = e.severity;
	f->party = e.party;
	f->retry = e.retry;
}

static void
emit(struct knowledge *k, struct finding *f, const struct finding_sink *sink)
{
	take_facts(k, f);
	sink->finding(sink->ctx, f);
	finding_release(f);
}

static bool
lookup_id(struct knowledge *k, const char *id, const struct finding_sink *sink)
{
	struct arena a = ARENA_INIT;
	const char *found = find_id(k, slice_of(id), &a);
	struct finding f;

	if (found != NULL) {
		finding_init(&f, found);
		emit(k, &f, sink);
	}
	arena_release(&a);
	return found != NULL;
}

/* The phrase proves its entry when it means nothing else; of several, the first is the usual one. */
static enum confidence
phrase_confidence(const struct match *m, bool first)
{
	if (!first)
		return CONFIDENCE_POSSIBLE;
	return m->others.n == 0 && (m->step == MATCH_EXACT || m->step == MATCH_PATTERN) ?
	    CONFIDENCE_PROVEN : CONFIDENCE_LIKELY;
}

static void
emit_phrase(struct knowledge *k, const char *id, const struct match *m, struct slice phrase, bool first,
    const struct finding_sink *sink)
{
	struct finding f;

	finding_init(&f, id);
	f.phrase = arena_slice(&f.arena, phrase);
	f.match = m->step;
	f.vendor = arena_strdup(&f.arena, m->vendor);
	f.confidence = phrase_confidence(m, first);
	if (m->phrase != NULL && (m->step == MATCH_FUZZY || m->step == MATCH_CONFUSABLE)) {
		struct evidence *e = finding_evidence(&f, EVIDENCE_PHRASE, NULL, m->phrase);

		e->key = m->step == MATCH_FUZZY ? "phrase.taken-for" : "phrase.look-alike";
		e->arg[0] = f.phrase;
		e->arg[1] = e->value;
	}
	emit(k, &f, sink);
}

/* A phrase without its code: all it may mean, best first. */
static bool
lookup_phrase(struct knowledge *k, struct slice phrase, const struct finding_sink *sink)
{
	struct arena a = ARENA_INIT;
	struct match m;
	bool known = phrase.n > 0 && knowledge_match(k, "", phrase, NULL, &a, &m) && m.id != NULL;

	if (known)
		emit_phrase(k, m.id, &m, phrase, true, sink);
	for (size_t i = 0; known && i < m.others.n && i + 1 < MOST_CANDIDATES; i++)
		emit_phrase(k, m.others.p[i], &m, phrase, false, sink);
	arena_release(&a);
	return known;
}

static bool
lookup_code(struct knowledge *k, const char *code, struct slice phrase, const struct finding_sink *sink)
{
	struct finding f;

	if (!diagnose_code(k, code, phrase, &f))
		return false;
	sink->finding(sink->ctx, &f);
	finding_release(&f);
	return true;
}

const char *
code_in_text(struct slice text, const char *from)
{
	const char *end = slice_limit(text);

	for (const char *p = from; end - p >= 3; p++) {
		bool begins = p == text.p || !(is_alnum(p[-1]) || p[-1] == '.' || p[-1] == '+' || p[-1] == '-');
		bool ends = end - p == 3 || !(is_alnum(p[3]) || ((p[3] == '.' || p[3] == '-') && end - p > 4 && is_alnum(p[4])));

		if (begins && ends && is_code(slice_from(p, p + 3)) && *p >= '1' && *p <= '6')
			return p;
	}
	return NULL;
}

/* The words after a code, without what divides them from it and what closes the text. */
static struct slice
words_after(struct slice text, const char *code)
{
	struct slice words = slice_from(code + 3, slice_limit(text));

	while (words.n > 0 && strchr(" -:([\"'", words.p[0]) != NULL)
		words = slice_skip(words, 1);
	while (words.n > 0 && strchr(" .)]\"'", words.p[words.n - 1]) != NULL)
		words.n--;
	return words;
}

/* "Registration error: 503 - Service Unavailable", as phones show it: a code, and behind it a phrase that is its own. */
static bool
lookup_pasted(struct knowledge *k, struct slice text, const struct finding_sink *sink)
{
	bool known = false;

	if (slice_find_nocase(text, SLICE("http")) != NULL)	/* which has codes and phrases of its own */
		return false;
	for (const char *at = text.p; !known && (at = code_in_text(text, at)) != NULL; at += 3) {
		struct slice words = words_after(text, at);
		struct arena a = ARENA_INIT;
		char code[4] = { at[0], at[1], at[2], '\0' };
		struct match m;

		if (words.n > 0 && knowledge_match(k, code, words, NULL, &a, &m) && m.other_context == NULL &&
		    (m.step == MATCH_EXACT || m.step == MATCH_PATTERN))
			known = lookup_code(k, code, words, sink);
		arena_release(&a);
	}
	return known;
}

static struct slice
skip_space(struct slice s)
{
	while (s.n > 0 && is_space(s.p[0]))
		s = slice_skip(s, 1);
	return s;
}

static bool
lookup_code_and_words(struct knowledge *k, struct slice text, const struct finding_sink *sink)
{
	char code[4] = "";

	if (!is_code(slice_head(text, 3)) || (text.n > 3 && !is_space(text.p[3])))
		return false;
	memcpy(code, text.p, 3);
	return lookup_code(k, code, slice_trim(slice_skip(text, 3)), sink);
}

/* "SIP/2.0 486 Busy Here" with or without headers after it; a message needs no file to be one. */
static bool
lookup_status_line(struct knowledge *k, struct slice text, const struct finding_sink *sink)
{
	struct message m = { .headers = NULL };
	struct frame frame = { .bytes = text, .where = { .time = NO_TIME } };
	struct finding f;
	bool known = message_index(&m, text) == MESSAGE_OK && m.is_response;

	if (known) {
		frame.flags = m.header_count == 0 ? FRAME_LABEL : 0;
		diagnose_message(k, &m, &frame, 0, &f);
		f.has_where = false;
		sink->finding(sink->ctx, &f);
		finding_release(&f);
	}
	message_release(&m);
	return known;
}

bool
lookup_operand(struct knowledge *k, enum operand kind, struct slice text, const struct finding_sink *sink)
{
	struct buf utf8 = BUF_INIT, id = BUF_INIT;
	bool known = false;

	/* A message keeps its bytes: what converts them is the diagnosis of its phrase and headers. */
	if (kind == OPERAND_STATUS_LINE)
		return lookup_status_line(k, skip_space(text), sink);
	text_to_utf8(text, knowledge_language(k), &utf8);
	struct slice s = slice_trim(buf_slice(&utf8));
	switch (kind) {
	case OPERAND_CODE:
		known = lookup_code_and_words(k, s, sink);
		break;
	case OPERAND_CLASS:
		buf_addstr(&id, "code.");
		buf_add(&id, s);
		known = lookup_id(k, id.p, sink);
		break;
	case OPERAND_ID:
		buf_add(&id, s);
		known = lookup_id(k, id.p, sink);
		break;
	default:
		known = lookup_phrase(k, s, sink) || lookup_pasted(k, s, sink);
		break;
	}
	buf_release(&utf8);
	buf_release(&id);
	return known;
}
