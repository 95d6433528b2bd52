/* SPDX-License-Identifier: MIT */
/* Telephone numbers that two lines of a log name: whether they can be about one call. */
#ifndef SIPERR_DIAGNOSE_MESSAGE_PARTY_NUMBERS_H
#define SIPERR_DIAGNOSE_MESSAGE_PARTY_NUMBERS_H

#include "base/slice.h"

/* What `code` may be beside one: any number that a status code could be. */
enum { ANY_CODE = -1 };

/* The line names a number that is not the code. */
bool names_number(struct slice line, int code);
/* Each of those that it names stands in the other line, too; true where it names none. */
bool names_no_others(struct slice line, int code, struct slice other);
/* It names some, and none of them stands in the other line. */
bool names_others(struct slice line, int code, struct slice other);

/* The number stands there, or ends a longer one there: "0049…" and "49…" are one, "201" is none of "2025-05-12". */
bool number_stands_in(struct slice number, struct slice text);

#endif
