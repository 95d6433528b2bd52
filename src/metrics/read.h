/* SPDX-License-Identifier: MIT */
/*
 * A summary in JSON, read back to be added up with others: what `--summary --format json` writes, and nothing that is
 * computed from it. It may come from anywhere: every number is looked at (whole, not below zero, not beyond COUNT_MOST), and
 * so is whether they can be true together; a text is taken only as siperr would have written it.
 */
#ifndef SIPERR_METRICS_READ_H
#define SIPERR_METRICS_READ_H

#include "metrics/counts.h"

/* Longer than what siperr writes at most. */
enum { SUMMARY_MOST = 32 << 20 };

/*
 * One object; counts_free() it. NULL, and *wrong says where (`groups[3].attempts`), when it is no summary; nothing,
 * when it is no object of JSON.
 */
struct counts *counts_read(struct slice text, struct buf *wrong);

#endif
