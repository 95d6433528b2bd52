/* SPDX-License-Identifier: MIT */
/* --against: in what a call differs from a good one, as the formats say it. */
#ifndef SIPERR_REPORT_COMPARE_H
#define SIPERR_REPORT_COMPARE_H

#include "finding/comparison.h"
#include "report/format.h"

/* A comparison of two calls, and one of two captures, added to the report's text in one format each. */
void compare_text(struct report *r, const struct comparison *c);
void compare_markdown(struct report *r, const struct comparison *c);
void compare_json(struct report *r, const struct comparison *c);

void captures_text(struct report *r, const struct captures *c);
void captures_markdown(struct report *r, const struct captures *c);
void captures_json(struct report *r, const struct captures *c);

/* What got worse: "ASR: 62.1% (36/58); in the good trace: 97% (64/66)" */
const char *worsening_sentence(struct knowledge *k, const struct worsening *w, enum argument_style style, struct arena *a);
/* That nothing is, and of how many calls each. */
const char *not_worse_sentence(struct knowledge *k, const struct captures *c, struct arena *a);

/* One difference in words; in the arena. */
const char *difference_sentence(struct knowledge *k, const struct difference *d, enum argument_style style, struct arena *a);
/* What was compared, where nothing differs. */
const char *alike_sentence(struct knowledge *k, const struct comparison *c, struct arena *a);

#endif
