/* SPDX-License-Identifier: MIT */
/* --summary: the counts and metrics of a trace, as the formats have them. Nothing in a summary needs hiding any more. */
#ifndef SIPERR_REPORT_SUMMARY_H
#define SIPERR_REPORT_SUMMARY_H

#include "metrics/board.h"
#include "report/format.h"

void summary_text(struct report *r, const struct summary *s);
/* One object; null where a denominator is empty. Holds all that --merge adds up (metrics/read.h). */
void summary_json(struct report *r, const struct summary *s);

/* A number with its name, a label's key. */
struct summary_row {
	const char *key;
	uint64_t n;
	enum severity severity;		/* of an outcome */
};

enum { SUMMARY_COUNTS = 9, SUMMARY_OUTCOMES = 5 };

/* What was seen, as far as there was any; returns how many rows. */
size_t summary_counts(const struct summary *s, struct summary_row rows[SUMMARY_COUNTS]);
/* How calls ended, each once; returns their sum. */
uint64_t summary_outcomes(const struct summary *s, struct summary_row rows[SUMMARY_OUTCOMES]);
/* "73.6 %", "1.250 s", "n/a"; and what it is made of: "RFC 6076 §4.6, 14/19". */
const char *metric_value(struct knowledge *k, const struct metric *m, struct arena *a);
const char *metric_basis(const struct metric *m, struct arena *a);

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
