/* SPDX-License-Identifier: MIT */
/* Which digits in what people write may be a code or a cause, and how they write them else. */
#ifndef SIPERR_DIAGNOSE_MESSAGE_NUMBER_H
#define SIPERR_DIAGNOSE_MESSAGE_NUMBER_H

#include "knowledge/knowledge.h"

/* What may be a status code, from where to where it tells a failure or a redirect, and what a cause of Q.850. */
enum { CODE_MIN = 100, LEAST_FAILURE = 300, MOST_FAILURE = 699, CODE_MAX = 799, CAUSE_MAX = 127 };

struct number {
	struct slice text;	/* where it stands */
	unsigned value;
};

/* Digits in `text` that are no part of an address, a time or a version, and count nothing, number no line and no process. */
bool number_is_free(struct knowledge *k, struct slice text, struct slice number);

/* Does the word that ends what stands before a number say that it did not come: "no 401 Unauthorized", "sin 401"? */
bool number_is_lacking(struct knowledge *k, struct slice before);

/*
 * A piece of letters and digits that is a number: "0x480", "4O4", "503s"; "480s" are seconds, unless they are `shown`,
 * by the words before it.
 */
bool number_mixed(struct slice text, bool shown, struct number *out);

/* What begins at `p` in `text`, and no letter before it, is a code digit by digit: "4-8-6", "four oh three". */
bool number_spelt(struct slice text, const char *p, struct number *out);

#endif
