/* SPDX-License-Identifier: MIT */
/* Findings to bytes: one format at a time, in the user's character set, with or without colour. */
#ifndef SIPERR_REPORT_REPORT_H
#define SIPERR_REPORT_REPORT_H

#include <stdio.h>

#include "finding/summary.h"
#include "finding/finding.h"
#include "finding/comparison.h"
#include "finding/why.h"
#include "knowledge/knowledge.h"
#include "text/text.h"

enum format {
#define FORMAT(token, name, traits) FORMAT_##token,
#include "report/formats.def"
#undef FORMAT
};

/* Their names in that order, a blank after each. */
extern const char format_names[];

enum format_trait {
	TRAIT_FOLDS = 1 << 0,	/* a file's findings, without being asked */
	TRAIT_LADDER = 1 << 1,	/* can draw the messages of a call */
	TRAIT_SUMMARY = 1 << 2,	/* has one for --summary */
	TRAIT_UTF8 = 1 << 3,	/* whatever the locale says */
	TRAIT_REMARKS = 1 << 4,	/* says itself what was left out; for the others stderr does */
	TRAIT_WHY = 1 << 5,	/* tells of the guards for --why */
	TRAIT_DRAWS = 1 << 6,	/* draws them without being asked */
	TRAIT_TURNS = 1 << 7,	/* its lines run from right to left where the language does */
	TRAIT_COMPARE = 1 << 9,	/* tells differences for --against */
	TRAIT_COUNTS = 1 << 8,	/* has a summary and nothing else: asks for one by itself */
};

unsigned format_traits(enum format f);

struct report_options {
	enum format format;
	bool colour;
	struct redact *redact;	/* NULL: nothing is hidden */
	bool explain;		/* text: everything, not what a small screen holds */
	bool fold;		/* findings alike are one in every format; text and markdown fold a file's anyway */
	bool each;		/* nothing is folded */
	bool summary;		/* the summary instead of the findings … */
	bool calls;		/* … a list of calls … */
	bool why;		/* … or what rules saw of them … */
	bool compare;		/* … or in what one differs from a good one */
	const char *product;	/* token: whose advice comes first; NULL: the product that the messages name */
	bool ladder;		/* text, markdown: draw the steps of each finding */
	size_t width;		/* columns to wrap at */
	const char *charset;	/* of the output; JSON is always UTF-8 */
	FILE *out;
};

struct report;

/* What is reported next: single look-ups, or the findings of a trace. */
struct report_mode {
	bool trace;		/* a total ends the text */
	bool live;		/* flush after each finding; repeated entries are explained once */
	enum severity least;	/* findings of less are not shown, but take part in the pseudonyms */
};

struct report_seen {
	uint64_t responses, requests;
	uint64_t calls, registrations, others;	/* calls that were judged, by what they were */
	uint64_t left_out;			/* calls and the like that the filter did not choose */
	uint64_t findings_left_out;
};

struct report *report_new(struct knowledge *k, const struct report_options *o);
void report_mode(struct report *r, const struct report_mode *mode);	/* look-ups, all severities, when not called */
void report_finding(struct report *r, const struct finding *f);
/* What was looked up has no further answers; those that follow belong to something else. */
void report_answered(struct report *r);
void report_summary(struct report *r, const struct summary *s);
/* A call of the list that --calls asks for. */
void report_call(struct report *r, const struct call_line *line);
/* What rules saw of a call: --why. */
void report_why(struct report *r, const struct why_call *why);
/* In what a call differs from a good one: --against. */
void report_compare(struct report *r, const struct comparison *c);
/* What got worse from a good trace to this one. */
void report_captures(struct report *r, const struct captures *c);
/* The trace has ended, and held that much: what was folded is told, the total will say so. */
void report_seen(struct report *r, const struct report_seen *seen);
/* The total or closing lines of the format, then a flush. False, errno set, when not all could be written. */
bool report_end(struct report *r);
void report_free(struct report *r);

#endif
