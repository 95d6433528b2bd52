/* SPDX-License-Identifier: MIT */
#include "diagnose/message/sentence.h"

#include "base/ascii.h"
#include "finding/ids.h"

/* Letters, blanks and a few signs: sentences, and no log. */
static bool
is_prose(struct slice text)
{
	enum { PER_CENT = 96 };
	size_t like = 0;

	for (size_t i = 0; i < text.n; i++)
		like += is_any_letter(text.p[i]) || is_digit(text.p[i]) || is_one_of(text.p[i], " \n,.'?!-");
	return 100 * like >= PER_CENT * text.n;
}

/* A sentence ends here, or the comma of a greeting. */
static bool
ends_sentence(struct slice text, size_t n)
{
	enum { GREETING = 24 };
	bool last = n + 1 == text.n, broken = !last && text.p[n + 1] == '\n';

	if (is_one_of(text.p[n], ".?!"))
		return last || broken || text.p[n + 1] == ' ';
	return broken && (text.p[n] == '\n' || (n < GREETING && text.p[n] == ','));
}

static struct slice
next_sentence(struct slice *rest)
{
	struct slice sentence;
	size_t n = 0;

	while (n < rest->n && !ends_sentence(*rest, n))
		n++;
	sentence = slice_trim(slice_head(*rest, n));
	*rest = slice_skip(*rest, n < rest->n ? n + 1 : n);
	return sentence;
}

/* The sentence on one line. */
static struct slice
on_one_line(struct slice sentence, struct buf *out)
{
	buf_reset(out);
	for (size_t i = 0; i < sentence.n; i++)
		buf_addc(out, sentence.p[i] == '\n' ? ' ' : sentence.p[i]);
	return buf_slice(out);
}

/* How well the sentence is known as a complaint: 0 where it is too short or of something else. */
static double
complains(struct knowledge *k, struct slice line)
{
	enum { BLANKS = 3 };
	struct guess guess;

	if (slice_count(line, ' ') < BLANKS || knowledge_rank(k, line, &guess, 1) == 0)
		return 0;
	return id_is_of(guess.id, "symptom") ? guess.score : 0;
}

struct slice
sentence_of_complaint(struct knowledge *k, struct slice text, struct buf *out)
{
	enum { LONGEST = 1024 };
	static const double least = 0.5, least_of_the_well = 0.65;
	double score = knowledge_sounds_well(k, text) ? least_of_the_well : least;
	struct slice best = SLICE_NONE;

	if (text.n > LONGEST || !is_prose(text) || !knowledge_speaks_of_calls(k, text))
		return SLICE_NONE;
	for (struct slice rest = text; rest.n > 0;) {
		struct slice sentence = next_sentence(&rest);
		double fit = complains(k, on_one_line(sentence, out));

		if (fit >= score) {
			best = sentence;
			score = fit;
		}
	}
	on_one_line(best, out);
	return best;
}
