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
	bool ladder;		/* text, markdown: draw the steps of each finding */
	bool live;		/* flush after each finding */
	bool trace;		/* findings of a trace: repeated entries are explained once, a total ends the text */
	size_t width;		/* columns to wrap at */
	const char *charset;	/* of the output; JSON is always UTF-8 */
	FILE *out;
};

struct report;

struct report *report_new(struct knowledge *k, const struct report_options *o);
void report_finding(struct report *r, const struct finding *f);
void report_summary(struct report *r, const struct summary *s);
/* The total or closing lines of the format, then a flush. False when not all could be written. */
bool report_end(struct report *r);
void report_free(struct report *r);

#endif
