/* SPDX-License-Identifier: MIT */
/*
 * Files that are neither text nor a capture that siperr reads, told by their first bytes, so that they are named and not
 * read as text.
 */
#ifndef SIPERR_INPUT_SOURCE_FOREIGN_H
#define SIPERR_INPUT_SOURCE_FOREIGN_H

#include "base/slice.h"

enum { FOREIGN_MAGIC = 16 };	/* bytes that tell */

/* The first 4 bytes allow for one of them: it is worth waiting for the others. */
bool foreign_may_start(struct slice start);

/* "ZIP: unzip -p FILE | siperr": what it is, and what makes something of it that siperr reads. NULL: nothing known. */
const char *foreign_find(struct slice start);

#endif
