/* SPDX-License-Identifier: MIT */
/* --check: one line for a monitoring system and its exit status, as the Monitoring Plugins guidelines have it. */
#ifndef SIPERR_REPORT_CHECK_H
#define SIPERR_REPORT_CHECK_H

#include "finding/summary.h"
#include "finding/finding.h"
#include "report/report.h"

/* A threshold: "5", "5:20", "10:", "~:5", "@5:20" (guidelines, “Threshold and Ranges”). */
struct range {
	bool given, inside;		/* inside: alert when the value is in the range, ends included */
	double low, high;		/* ±INFINITY where open */
	const char *text;		/* as given, for the performance data; n bytes */
	size_t n;
};

bool range_parse(struct range *out, struct slice text);
bool range_alerts(const struct range *r, double value);

enum check_status { CHECK_OK, CHECK_WARNING, CHECK_CRITICAL, CHECK_UNKNOWN };

struct check {
	struct redact *redact;		/* NULL: nothing is hidden */
	struct range warning, critical;	/* on the percentage of failed calls */
	bool seen;			/* there was something to judge */
	bool trouble;			/* some input could not be read */
	bool interrupted;		/* not all was judged */
	enum severity worst;		/* of the findings so far */
	bool left_out;			/* filters left out all or some of what was judged */
	bool timed_out;
	uint64_t timeout, least;	/* seconds, and least number of calls; 0: none */
	struct check_id {		/* what is wrong, and how often: warnings and errors alone */
		char *id, *text;	/* the text that tells the first of them */
		uint64_t count;
		enum severity severity;
		char *place;		/* of the first: "trace.pcap:#12"; empty: not known */
	} *ids;
	size_t id_count, id_cap;
};

void check_finding(struct check *c, const struct finding *f);
void check_release(struct check *c);

/*
 * The status; `s` may be NULL when there was no trace. A range that was given and can be applied (there were calls)
 * decides instead of the worst finding. Trouble makes OK and WARNING unknown, for more might have been found; an interruption
 * makes all of them unknown.
 */
enum check_status check_status(const struct check *c, const struct summary *s);

/*
 * Sorts what was found, most frequent first, and adds the line, UTF-8, with its newline: numbers, ids, the gravest
 * finding and where it stands, performance data. The words are English, for monitoring systems look for them; titles are
 * in the language of `k`. `verbose`: each kind of finding has a line under it.
 */
void check_line(struct check *c, const struct summary *s, struct knowledge *k, bool verbose, struct buf *out);

#endif
