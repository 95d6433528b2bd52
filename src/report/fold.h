/* SPDX-License-Identifier: MIT */
/*
 * Findings alike in id, cause and peer, folded together: five thousand failed calls of one kind are one thing to mend.
 * At most FOLDS kinds are kept apart, of what comes after them only the number; so memory is bound.
 */
#ifndef SIPERR_REPORT_FOLD_H
#define SIPERR_REPORT_FOLD_H

#include "finding/finding.h"

enum { FOLDS = 4096 };

struct folds;

struct folds *folds_new(void);
void folds_free(struct folds *fs);

void folds_add(struct folds *fs, const struct finding *f);

/* How many kinds there are. */
size_t folds_count(const struct folds *fs);

/* All of them: the gravest first, then the most frequent, then the first; free() the array. */
const struct finding **folds_sorted(const struct folds *fs);

/* Hands them to the sink in that order, and is empty again. */
void folds_tell(struct folds *fs, const struct finding_sink *sink);

/* How many findings were of further kinds than can be kept apart. */
uint64_t folds_rest(const struct folds *fs);

#endif
