/* SPDX-License-Identifier: MIT */
/*
 * What people type, paste or pipe and is no message: one understanding for an operand, a line of stdin and a line of a
 * file. In this order: an entry id; a status line, whatever stands before it; a header line; a phrase; a name of a stack
 * or product; a code or cause in everyday dress; a line of a log; the same inside of other words; typing errors; free
 * text, ranked.
 */
#ifndef SIPERR_DIAGNOSE_LOOKUP_H
#define SIPERR_DIAGNOSE_LOOKUP_H

#include "finding/finding.h"
#include "knowledge/knowledge.h"

enum operand {
	OPERAND_STDIN,		/* "-" */
	OPERAND_FILE,		/* a file or folder of that name is there */
	OPERAND_WORDS,
};

/* What the operand is, in the contract's order. */
enum operand operand_kind(const char *text);

/*
 * One finding or more to the sink, the best first; false when nothing is known. Bytes of any character set, at most
 * LOOKUP_MAX of them are looked at.
 */
enum { LOOKUP_MAX = 4096 };
bool lookup_words(struct knowledge *k, struct slice text, const struct finding_sink *sink);
/* The same only where the text is nothing but the question: no answer is taken out of a sentence. */
bool lookup_whole(struct knowledge *k, struct slice text, const struct finding_sink *sink);

/* Does a word beside a number of the text say that it is the code of a failure, and nothing that it is another thing's? */
bool lookup_names_failure(struct knowledge *k, struct slice text);

/* Or is a number in it one by what stands around it, whether or not a word says so? */
bool lookup_holds_failure(struct knowledge *k, struct slice text);

/* Does it say that a code did not come: "no 403", "sin 401"? The first number of three digits is looked at. */
bool lookup_lacks_code(struct knowledge *k, struct slice text);

/* Does the operand stand by itself, whatever follows it: a code, a class, an id? */
bool lookup_is_closed(struct knowledge *k, const char *text);

/* Is the word a part of what is said about the number after it ("error", "cause", "Q.850", a product)? */
bool lookup_is_dress(struct knowledge *k, const char *word);

/* The first number that may be a status code, a word of its own, at or after `from` in the text; NULL: none. */
const char *code_in_text(struct slice text, const char *from);

#endif
