/* The operands that are no file: a code, a class, a status line, an entry id, a phrase or symptom. */
#ifndef SIPERR_DIAGNOSE_LOOKUP_H
#define SIPERR_DIAGNOSE_LOOKUP_H

#include "finding/finding.h"
#include "knowledge/knowledge.h"

enum operand {
	OPERAND_STDIN,		/* "-" */
	OPERAND_CODE,		/* three digits; the words after it are its phrase */
	OPERAND_CLASS,		/* 1xx … 7xx */
	OPERAND_STATUS_LINE,	/* begins with SIP/ */
	OPERAND_FILE,
	OPERAND_ID,
	OPERAND_PHRASE,
};

/* What the operand is, in the contract's order; looks whether a file of that name is there. */
enum operand operand_kind(struct knowledge *k, const char *text);

/* The first number that may be a status code, a word of its own, at or after `from` in the text; NULL: none. */
const char *code_in_text(struct slice text, const char *from);

/* One finding or more to the sink; false when it is not known. Not for OPERAND_STDIN and OPERAND_FILE. */
bool lookup_operand(struct knowledge *k, enum operand kind, struct slice text, const struct finding_sink *sink);

#endif
