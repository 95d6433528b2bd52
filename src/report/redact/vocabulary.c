/* SPDX-License-Identifier: MIT */
/* The list that src/tools/vocabulary.c made, sorted. */
#include "report/redact/words.h"

extern const uint64_t siperr_vocabulary[], siperr_vocabulary_end[];

static bool
has(uint64_t key)
{
	size_t low = 0, high = ((uintptr_t)siperr_vocabulary_end - (uintptr_t)siperr_vocabulary) / sizeof *siperr_vocabulary;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (siperr_vocabulary[middle] == key)
			return true;
		if (siperr_vocabulary[middle] < key)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

bool
word_is_known(struct slice word)
{
	enum { LONGEST = 128 };		/* bytes; none of them is longer */
	struct buf folded = BUF_INIT;
	bool known = word.n > 0;

	if (word.n > LONGEST)
		return false;

	word_fold(word, &folded);
	/* Folding may find several, with only punctuation of no ASCII between them. */
	for (struct slice rest = buf_slice(&folded); known && rest.n > 0;)
		known = has(word_key(slice_cut(&rest, ' ')));
	buf_release(&folded);
	return known;
}
