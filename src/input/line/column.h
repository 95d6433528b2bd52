/* SPDX-License-Identifier: MIT */
/*
 * What a column or a field is called, however it is written: by its letters and digits alone, small, as the lists
 * `column_…` of locales/literals.txt have it. "Final SIP Code" and "final_sip_code" are one.
 */
#ifndef SIPERR_INPUT_LINE_COLUMN_H
#define SIPERR_INPUT_LINE_COLUMN_H

#include "base/literals.h"

enum { COLUMN_NAME_MOST = 32 };

struct column {
	char name[COLUMN_NAME_MOST];
	size_t n;
};

/* Of the cell; a text too long for a name gives an empty one. */
struct column column_of(struct slice cell);

/* Is it one of them? */
bool column_is(const struct column *c, const struct literals *names);

#endif
