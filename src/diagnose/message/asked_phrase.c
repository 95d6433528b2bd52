/* SPDX-License-Identifier: MIT */
/* Which of the words beside a code are its phrase, and which of any words are one. */
#include "base/ascii.h"
#include "base/literals.h"
#include "diagnose/message/asked.h"
#include "diagnose/message/pasted.h"
#include "diagnose/message/product_words.h"
#include "finding/ids.h"

enum { MOST_PHRASE_WORDS = 12 };

static bool
is_phrase_of(struct asked *q, const char *code, struct slice words, enum match_step step)
{
	struct match m;
	struct entry e;

	if (words.n == 0 || !knowledge_phrase(q->k, code, words, &q->arena, &m) || m.other_context != NULL || m.step != step)
		return false;
	/* "Rejected" fits any code, but says 603, or is a cause: that is no phrase of 403. */
	if (id_is_of(m.id, "q850") && !m.of_context)
		return false;
	/* "không đăng ký được, lỗi 403": that something failed, and not why; the code says more. */
	if (!m.of_context && strstr(m.id, code) == NULL && knowledge_entry(q->k, m.id, &e) && e.general != NULL)
		return false;
	return !id_is_of(m.id, "code") || id_is_code(m.id, code);
}

/* "503 Registrar unavailable" is not what Asterisk means by "503 Unavailable". */
static bool
is_whole_phrase(struct asked *q, const char *code, struct slice words, const struct dress_token *skipped)
{
	const char *named;
	struct match m;

	if (skipped == NULL || skipped->word == WORD_CODE || skipped->word == WORD_SIP ||
	    !knowledge_phrase(q->k, code, words, &q->arena, &m) || m.vendor == NULL)
		return true;
	named = product_named(q->k, &q->dress);
	return named != NULL && strcmp(named, m.vendor) == 0;
}

bool
asked_labels(const struct dress *d, size_t begin, size_t end)
{
	for (size_t i = begin; i < end; i++)
		if (d->tokens[i].word != WORD_CODE && d->tokens[i].word != WORD_SIP)
			return false;
	return true;
}

/* `403, reason "Forbidden"`: what follows is called so. */
static bool
is_label(const struct dress *d, size_t i)
{
	return i + 1 < d->count && literals_have_nocase(&literals_phrase_label, d->tokens[i].text);
}

/* The longest beginning of what follows the number, or one word more, that is a phrase of the code. */
static struct slice
known_behind(struct asked *q, const char *code, bool apart, enum match_step step)
{
	const struct dress *d = &q->dress;
	size_t at = dress_place(d), first = at + 1 + apart;
	size_t last = d->count - at > MOST_PHRASE_WORDS ? at + MOST_PHRASE_WORDS : d->count - 1;
	const struct dress_token *skipped = apart ? &d->tokens[at + 1] : NULL;

	for (size_t end = last; end >= first; end--) {
		struct slice s = undress(slice_from(d->tokens[first].text.p, slice_limit(d->tokens[end].text)));

		/* "480 error" */
		if (!asked_labels(d, first, end + 1) && is_phrase_of(q, code, s, step) && is_whole_phrase(q, code, s, skipped))
			return s;
	}
	return SLICE_NONE;
}

/* The same, or the longest ending of what goes before it. What a phrase is called stands between more likely than not. */
static struct slice
known_beside(struct asked *q, const char *code, enum match_step step)
{
	const struct dress *d = &q->dress;
	size_t at = dress_place(d), last;
	bool named = is_label(d, at + 1);
	struct slice behind = known_behind(q, code, named, step);

	if (behind.n == 0)
		behind = known_behind(q, code, !named, step);
	if (behind.n > 0)
		return behind;
	/* "Bad Request (SIP 400)": what stands between them is no part of it. */
	for (last = at; last > 0 && (d->tokens[last - 1].word == WORD_CODE || d->tokens[last - 1].word == WORD_SIP); last--)
		;
	for (size_t end = at; end > 0 && end + 2 > last; end--)
		for (size_t begin = end > MOST_PHRASE_WORDS ? end - MOST_PHRASE_WORDS : 0; begin < end; begin++) {
			struct slice s = undress(slice_from(d->tokens[begin].text.p, slice_limit(d->tokens[end - 1].text)));

			if (!asked_labels(d, begin, end) && is_phrase_of(q, code, s, step))
				return s;
		}
	return SLICE_NONE;
}

/* The words stand right behind the code. */
static bool
follow_code(const struct dress *d, struct slice words)
{
	const char *behind = slice_limit(d->at);

	return words.p >= behind && undress(slice_from(behind, words.p)).n == 0;
}

/* "Forbidden: user" of "403 Forbidden: user not registered" is no "Forbidden User": the colon ends the code's own phrase. */
static bool
cuts_remark(struct asked *q, const char *code, struct slice words)
{
	struct slice rest = slice_from(slice_limit(words), slice_limit(q->text)), own = words;
	struct match m;

	own = slice_cut(&own, ':');
	return own.n < words.n && undress(rest).n > 0 && knowledge_phrase(q->k, code, own, &q->arena, &m) && m.step == MATCH_EXACT &&
	    id_is_code(m.id, code);
}

/* "user bussy 486": all that stands before a code at the end is its phrase, misspelt. */
static struct slice
misspelt_before(struct asked *q, const char *code)
{
	const struct dress *d = &q->dress;
	size_t last = d->count;
	struct slice words;
	struct match m;

	if (last == 0 || d->tokens[--last].text.p != d->at.p)
		return SLICE_NONE;
	while (last > 0 && (d->tokens[last - 1].word == WORD_CODE || d->tokens[last - 1].word == WORD_SIP))
		last--;
	if (last == 0 || last > MOST_PHRASE_WORDS)
		return SLICE_NONE;
	words = undress(slice_from(d->tokens[0].text.p, slice_limit(d->tokens[last - 1].text)));
	return words.n > 0 && knowledge_match(q->k, code, words, NULL, &q->arena, &m) && m.step == MATCH_FUZZY &&
	    m.of_context ? words : SLICE_NONE;
}

/* Word for word where one is; a pattern with a {*} takes more than belongs to it, unless the other lacks a word before it. */
struct slice
asked_phrase(struct asked *q, const char *code)
{
	struct slice exact = known_beside(q, code, MATCH_EXACT), pattern, misspelt = misspelt_before(q, code);

	if (misspelt.n > exact.n)
		return misspelt;
	if (exact.n > 0 && cuts_remark(q, code, exact))
		exact = SLICE_NONE;
	if (exact.n > 0 && follow_code(&q->dress, exact))
		return exact;
	pattern = known_beside(q, code, MATCH_PATTERN);
	return exact.n == 0 || (pattern.n > exact.n && slice_limit(pattern) == slice_limit(exact)) ? pattern : exact;
}

/* From `p` on the words that begin with a capital. */
static struct slice
capitals(struct slice text, const char *p)
{
	const char *start = p, *last = p, *end = slice_limit(text);

	while (p < end && is_upper(*p)) {
		while (p < end && (is_alpha(*p) || *p == '-' || *p == '/'))
			p++;
		last = p;
		if (p == end || *p != ' ')
			break;
		p++;
	}
	return slice_from(start, last);
}

/* A failure as the registry calls it, or the name of one; a single word is long enough to be no other. */
static bool
is_failure(struct asked *q, struct slice words, struct match *m)
{
	enum { LEAST = 8 };
	struct entry e;

	if (slice_chr(words, ' ') == NULL && words.n < LEAST)
		return false;
	if (knowledge_phrase(q->k, "", words, &q->arena, m) && m->step == MATCH_EXACT && id_is_of(m->id, "code"))
		return knowledge_entry(q->k, m->id, &e) && e.severity > SEVERITY_INFO;
	/* "Registering" is a state, whatever phones that are stuck in it show. */
	return slice_chr(words, ' ') != NULL && knowledge_name(q->k, words, NULL, &q->arena, m) &&
	    m->step == MATCH_EXACT && !id_is_of(m->id, "reason") &&
	    knowledge_entry(q->k, m->id, &e) && e.severity > SEVERITY_INFO;
}

/* "il telefono mostra Not Found quando chiamo": a phrase as phones show it, among words of whatever language. */
bool
by_written_phrase(struct asked *q)
{
	const char *end = slice_limit(q->text);

	for (const char *p = q->text.p; p < end; p++) {
		struct slice run = capitals(q->text, p);
		bool begins = p == q->text.p || !is_alnum(p[-1]);

		for (struct slice words = run; begins && words.n > 0; slice_cut(&words, ' ')) {
			struct match m;

			if ((p > q->text.p || slice_chr(words, ' ') != NULL) && is_failure(q, words, &m)) {
				q->is_guess = true;
				return answer_match(q, &m, words);
			}
		}
		p += run.n;
	}
	return false;
}
