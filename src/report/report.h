/* Findings to bytes: one format at a time, in the user's character set, with or without colour. */
#ifndef SIPERR_REPORT_REPORT_H
#define SIPERR_REPORT_REPORT_H

#include <stdio.h>

#include "diagnose/summary.h"
#include "finding/finding.h"
#include "knowledge/knowledge.h"
#include "text/text.h"

enum format { FORMAT_TEXT, FORMAT_BRIEF, FORMAT_JSON, FORMAT_TSV, FORMAT_MARKDOWN };

struct report_options {
	enum format format;
	bool colour;
	bool redact;
	bool explain;		/* text: everything, not what a small screen holds */
	bool ladder;		/* text, markdown: draw the steps of each finding */
	size_t width;		/* columns to wrap at */
	const char *charset;	/* of the output; JSON is always UTF-8 */
	FILE *out;
};

struct report;

/* What is reported next: single look-ups, or the findings of a trace. */
struct report_mode {
	bool trace;		/* repeated entries are explained once, a total ends the text */
	bool live;		/* flush after each finding */
	enum severity least;	/* findings of less are not shown, but take part in the pseudonyms */
};

struct report *report_new(struct knowledge *k, const struct report_options *o);
void report_mode(struct report *r, const struct report_mode *mode);	/* look-ups, all severities, when not called */
void report_finding(struct report *r, const struct finding *f);
/* What was looked up has no further answers; those that follow belong to something else. */
void report_answered(struct report *r);
void report_summary(struct report *r, const struct summary *s);
/* How much the trace held, for the total; before report_end(). */
void report_seen(struct report *r, uint64_t responses, uint64_t requests);
/* The total or closing lines of the format, then a flush. False, errno set, when not all could be written. */
bool report_end(struct report *r);
void report_free(struct report *r);

#endif
