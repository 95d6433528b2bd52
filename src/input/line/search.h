/* SPDX-License-Identifier: MIT */
/* The searches that go over every byte of a text; written for the vector unit, any compiler's. */
#ifndef SIPERR_INPUT_LINE_SEARCH_H
#define SIPERR_INPUT_LINE_SEARCH_H

#include "base/slice.h"

/* The first "SIP/" in any case that a digit follows, or NULL. */
const char *search_version(struct slice s);

/* Does a letter stand there, ASCII or not? Some other signs count, too. */
bool search_letter(struct slice s);

/* How many line feeds there are. */
size_t search_lines(struct slice s);

#endif
