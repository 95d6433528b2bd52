/* SPDX-License-Identifier: MIT */
/* --summary: the counts and metrics of a trace, as the formats have them. Nothing in a summary needs hiding any more. */
#ifndef SIPERR_REPORT_SUMMARY_H
#define SIPERR_REPORT_SUMMARY_H

#include "metrics/board.h"
#include "report/format.h"

void summary_text(struct report *r, const struct summary *s);
/* One object; null where a denominator is empty. Holds all that --merge adds up (metrics/read.h). */
void summary_json(struct report *r, const struct summary *s);

/* What the parts of the text share. */
struct summary_page {
	struct knowledge *k;
	struct buf *out;
	struct arena arena;
	size_t width;
	bool unicode, colour;
};

void summary_heading(struct summary_page *p, const char *key);
/* The groups of the scoreboard as a table, and what the failing calls share; nothing, where it is by nothing. */
void board_text(struct summary_page *p, const struct board *b);

/* "trace.txt:12"; nothing where the place is not known. */
void summary_first(const struct tally *t, struct buf *out);

/* A ratio of an attempt's numbers. False: the denominator is empty. */
enum attempt_ratio { RATIO_ASR, RATIO_NER, RATIO_SER, RATIO_RETRANSMISSIONS, ATTEMPT_RATIOS };
bool attempt_ratio(const struct attempts *a, enum attempt_ratio which, double *out);

#endif
