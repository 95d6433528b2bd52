/* SPDX-License-Identifier: MIT */
/* What somebody asked, read for a cause of Q.850 or of another protocol: by its number, its name, or both. */
#include "diagnose/message/asked.h"
#include "diagnose/message/pasted.h"
#include "diagnose/message/product_words.h"
#include "finding/ids.h"

enum { MOST_DRESS = 4 };

/* "EMM cause 22": a cause of another layer than ISDN. */
bool
by_named_cause(struct asked *q)
{
	struct match m;

	return product_cause(q->k, q->text, &q->dress, &q->arena, &m) && answer_match(q, &m, q->text);
}

/* "lock release: 7" in a line of a program's source is no cause; one that it calls so is, where Q.850 has it. */
bool
asked_dressed_cause(struct asked *q)
{
	const struct dress *d = &q->dress;
	bool of_source = names_source_file(q->raw), called = !of_source;

	for (size_t i = 0; i < d->count && !called; i++)
		called = d->tokens[i].kind == TOKEN_WORD && knowledge_does_in_log(q->k, d->tokens[i].text, LOG_CAUSE);
	return d->named && called && (answer_id(q, arena_printf(&q->arena, "q850.%u", d->number), MATCH_EXACT, CONFIDENCE_PROVEN) ||
	    (!of_source && answer_id(q, "q850.unassigned", MATCH_EXACT, CONFIDENCE_PROVEN)));
}

/* "ISUP: no circuit available", "hangup reason: CALL_REJECTED": where a cause is named as one, it is that of Q.850. */
bool
by_cause_name(struct asked *q)
{
	const struct dress *d = &q->dress;
	bool named = false;
	struct match m;

	for (size_t i = 0; i < MOST_DRESS && i + 1 < d->count; i++) {
		struct slice rest = undress(slice_from(d->tokens[i + 1].text.p, slice_limit(q->text)));
		enum word word = d->tokens[i].word;

		if (d->tokens[i].kind != TOKEN_WORD || (word != WORD_CAUSE && word != WORD_ISDN && word != WORD_CODE))
			return false;
		named |= word != WORD_CODE;
		if (!named || !(knowledge_phrase(q->k, "reason/q.850", rest, &q->arena, &m) ||
		    knowledge_name(q->k, rest, NULL, &q->arena, &m)))
			continue;
		for (size_t j = 0; m.step == MATCH_EXACT && j <= m.others.n; j++) {
			const char *id = j == 0 ? m.id : m.others.p[j - 1];

			if (id_is_of(id, "q850"))
				return answer_id(q, id, MATCH_EXACT, CONFIDENCE_LIKELY);
		}
	}
	return false;
}

/* The words are the name of that cause. */
static bool
names_cause(struct asked *q, struct slice words, const char *id)
{
	struct match m;

	if (knowledge_name(q->k, words, NULL, &q->arena, &m) && strcmp(m.id, id) == 0)
		return true;
	if (!knowledge_phrase(q->k, "reason/q.850", words, &q->arena, &m))
		return false;
	for (size_t i = 0; i <= m.others.n; i++)
		if (strcmp(i < m.others.n ? m.others.p[i] : m.id, id) == 0)
			return true;
	return false;
}

/*
 * "No user responding (18)", "34 - No circuit available", "Reason code: 21 (Call rejected)", "cause = USER BUSY [17]": a
 * cause's name beside its number.
 */
bool
by_numbered_cause(struct asked *q)
{
	const struct dress *d = &q->dress;
	const struct dress_token *number = d->tokens, *last = &d->tokens[d->count > 0 ? d->count - 1 : 0], *first = d->tokens;
	const char *id;

	while (number < last && number->kind == TOKEN_WORD && number->word != WORD_UNKNOWN)
		number++;
	if (number->kind != TOKEN_NUMBER)
		number = last;
	if (d->count < 2 || number->kind != TOKEN_NUMBER)
		return false;
	id = arena_printf(&q->arena, "q850.%u", number->value);
	if (number != last)
		return names_cause(q, undress(slice_from(slice_limit(number->text), slice_limit(q->text))), id) &&
		    answer_id(q, id, MATCH_EXACT, CONFIDENCE_PROVEN);
	for (; first < last; first++) {
		if (names_cause(q, undress(slice_from(first == d->tokens ? q->text.p : first->text.p, number->text.p)), id))
			return answer_id(q, id, MATCH_EXACT, CONFIDENCE_PROVEN);
		if (first->word != WORD_CAUSE && first->word != WORD_CODE && first->word != WORD_ISDN)
			break;
	}
	return false;
}
