/* SPDX-License-Identifier: MIT */
/* How far a long file is read, on stderr when that is a terminal. */
#ifndef SIPERR_INPUT_SOURCE_PROGRESS_H
#define SIPERR_INPUT_SOURCE_PROGRESS_H

#include <stdint.h>

struct progress;

/* NULL when there is nobody to show it to. Nothing is shown in the first two seconds. */
struct progress *progress_new(const char *file, int64_t size);
void progress_add(struct progress *p, uint64_t bytes);
void progress_free(struct progress *p);	/* takes the line away */

#endif
