/* SPDX-License-Identifier: MIT */
/*
 * The text format of Prometheus (exposition format 0.0.4), for the textfile collector of node_exporter: nothing but the
 * summary, counters from zero for each run, histograms, no time stamps. What each family is called and means is the same in
 * every language, for a collector takes no family whose help differs between two files.
 *
 * What is beyond the groups of the scoreboard has no labels, which no group has unless it is the only one.
 */
#include <stddef.h>
#include <stdio.h>

#include "report/escape.h"
#include "report/summary.h"

/* Bins of a histogram that end a bucket: those of 8 ms to 67 s, each twice the one before. */
enum { FIRST_BUCKET = 4 * 16 - 1, LAST_BUCKET = 17 * 16 - 1, BUCKET_BINS = 16 };

static void
family(struct buf *out, const char *name, const char *type, const char *help)
{
	buf_addf(out, "# HELP siperr_%s %s\n# TYPE siperr_%s %s\n", name, help, name, type);
}

/* Labels hold any text; a quote, a backslash and a line end are escaped. Ours has no line ends. */
static void
label(struct buf *out, const char *name, struct slice value)
{
	struct buf shown = BUF_INIT;

	escape_text(value, &shown);
	buf_addf(out, "%s=\"", name);
	for (size_t i = 0; i < shown.n; i++) {
		if (shown.p[i] == '"' || shown.p[i] == '\\')
			buf_addc(out, '\\');
		buf_addc(out, shown.p[i]);
	}
	buf_addc(out, '"');
	buf_release(&shown);
}

/* One sample; `key` NULL: without a label. */
static void
sample(struct buf *out, const char *name, const char *key, const char *value, uint64_t n)
{
	buf_addf(out, "siperr_%s", name);
	if (key != NULL) {
		buf_addc(out, '{');
		label(out, key, slice_of(value));
		buf_addc(out, '}');
	}
	buf_addf(out, " %llu\n", (unsigned long long)n);
}

static void
counter(struct buf *out, const char *name, const char *help, uint64_t n)
{
	family(out, name, "counter", help);
	sample(out, name, NULL, NULL, n);
}

static void
seen(struct buf *out, const struct summary *s)
{
	family(out, "messages_total", "counter", "SIP messages.");
	sample(out, "messages_total", "kind", "request", s->requests);
	sample(out, "messages_total", "kind", "response", s->responses);
	counter(out, "log_lines_total", "Log lines that state something.", s->remarks);
	family(out, "calls_total", "counter", "Calls, each by the one way it ended.");
	sample(out, "calls_total", "outcome", "answered", s->answered - s->failed_after_answer);
	sample(out, "calls_total", "outcome", "failed", s->failed);
	sample(out, "calls_total", "outcome", "cancelled", s->cancelled);
	sample(out, "calls_total", "outcome", "declined", s->declined);
	sample(out, "calls_total", "outcome", "unfinished", s->unfinished);
	counter(out, "calls_failed_after_answer_total", "Failed calls that had been answered.", s->failed_after_answer);
	counter(out, "registrations_total", "Registrations.", s->registrations);
	counter(out, "subscriptions_total", "Subscriptions.", s->subscriptions);
	counter(out, "other_transactions_total", "Dialogs and transactions of other kinds.", s->other);
	counter(out, "calls_dropped_total", "Calls let go early because too many were alive.", s->dropped_calls);
	counter(out, "calls_left_out_total", "Calls and the like that filters left out.", s->left_out);
}

static void
tallies(struct buf *out, const char *name, const char *help, const char *key, const struct tally *list, size_t n)
{
	if (n > 0)
		family(out, name, "counter", help);
	for (size_t i = 0; i < n; i++)
		sample(out, name, key, list[i].name, list[i].count);
}

static void
codes(struct buf *out, const struct summary *s)
{
	if (s->code_count > 0)
		family(out, "responses_total", "counter", "SIP responses by status code and method.");
	for (size_t i = 0; i < s->code_count; i++)
		buf_addf(out, "siperr_responses_total{code=\"%d\",method=\"%s\"} %llu\n", s->codes[i].code, s->codes[i].method,
		    (unsigned long long)s->codes[i].count);
}

static void
metrics(struct buf *out, const struct summary *s, bool ratio, const char *name, const char *help)
{
	bool any = false;

	for (size_t i = 0; i < s->metric_count; i++) {
		const struct metric *m = &s->metrics[i];

		if (m->ratio != ratio || !m->present)
			continue;
		if (!any)
			family(out, name, "gauge", help);
		any = true;
		buf_addf(out, "siperr_%s{", name);
		label(out, "metric", slice_of(m->name));
		buf_addf(out, "} %.9g\n", m->value);
	}
}

/* Only a time whose zone is known is one of the world's. */
static void
edge(struct buf *out, const char *name, const char *help, const struct edge_of_trace *e)
{
	if (e->time == NO_TIME || e->zone != ZONE_UTC || e->time < 0)
		return;
	family(out, name, "gauge", help);
	buf_addf(out, "siperr_%s %lld.%06lld\n", name, (long long)(e->time / TIME_SECOND), (long long)(e->time % TIME_SECOND));
}

/* ---- the scoreboard ---- */

/* `g` NULL: no labels, but for `le` perhaps. */
static void
labels(struct buf *out, const struct board *b, const struct group *g, const char *le)
{
	size_t n = g != NULL ? b->by.n : 0;

	if (n == 0 && le == NULL)
		return;
	buf_addc(out, '{');
	for (size_t i = 0; i < n; i++) {
		buf_addstr(out, i > 0 ? "," : "");
		label(out, board_key_name(b->by.keys[i]), group_value(g, i));
	}
	if (le != NULL)
		buf_addf(out, "%sle=\"%s\"", n > 0 ? "," : "", le);
	buf_addc(out, '}');
}

/* A family of the scoreboard: one number, or one histogram, of struct attempts for each group. */
struct series {
	struct buf *out;
	const struct board *b;
	const char *name;
	size_t at;		/* where in struct attempts it stands */
};

/* Calls `tell` for each group, and for what is beyond them. */
static void
each_group(const struct series *s, void (*tell)(const struct series *s, const struct group *g, const void *value))
{
	for (size_t i = 0; i < s->b->groups.n; i++) {
		const struct group *g = s->b->groups.items[i];

		tell(s, g, (const char *)&g->a + s->at);
	}
	if (s->b->others.attempts > 0)
		tell(s, NULL, (const char *)&s->b->others + s->at);
}

/* "siperr_<name><suffix>{…} ", what stands before a value. */
static void
begin_line(const struct series *s, const struct group *g, const char *suffix, const char *le)
{
	buf_addf(s->out, "siperr_%s%s", s->name, suffix);
	labels(s->out, s->b, g, le);
	buf_addc(s->out, ' ');
}

static void
tell_line(const struct series *s, const struct group *g, const char *suffix, const char *le, uint64_t n)
{
	begin_line(s, g, suffix, le);
	buf_addf(s->out, "%llu\n", (unsigned long long)n);
}

static void
tell_count(const struct series *s, const struct group *g, const void *value)
{
	tell_line(s, g, "", NULL, *(const uint64_t *)value);
}

static void
tell_histogram(const struct series *s, const struct group *g, const void *value)
{
	const struct histogram *h = value;
	uint64_t n = 0;
	size_t i = 0;

	for (unsigned bucket = FIRST_BUCKET; bucket <= LAST_BUCKET; bucket += BUCKET_BINS) {
		char le[32];

		for (; i < h->count && h->bins[i].at <= bucket; i++)
			n += h->bins[i].n;
		snprintf(le, sizeof le, "%.9g", (double)histogram_end(bucket) / TIME_SECOND);
		tell_line(s, g, "_bucket", le, n);
	}
	tell_line(s, g, "_bucket", "+Inf", h->samples);
	begin_line(s, g, "_sum", NULL);
	buf_addf(s->out, "%llu.%06llu\n", (unsigned long long)(h->sum / TIME_SECOND), (unsigned long long)(h->sum % TIME_SECOND));
	tell_line(s, g, "_count", NULL, h->samples);
}

static void
board(struct buf *out, const struct board *b)
{
	static const struct { const char *name, *help; size_t at; } counts[] = {
		{ "attempts_total", "Attempts to set a call up.", offsetof(struct attempts, attempts) },
		{ "attempts_final_total", "Attempts with a final response, the denominator of ASR and NER.",
		offsetof(struct attempts, with_final) },
		{ "attempts_answered_total", "Attempts that were answered, the numerator of ASR and SER.",
		offsetof(struct attempts, answered) },
		{ "attempts_failed_total", "Attempts with a finding of severity warning or error.",
		offsetof(struct attempts, failed) },
		{ "attempts_redirected_total", "Attempts answered by 3xx, which SER leaves out.",
		offsetof(struct attempts, redirected) },
		{ "attempts_effective_total", "Attempts that the network served, the numerator of NER.",
		offsetof(struct attempts, effective) },
		{ "call_messages_total", "SIP messages of these attempts.", offsetof(struct attempts, messages) },
		{ "retransmissions_total", "SIP messages that were sent again.", offsetof(struct attempts, retransmissions) },
	}, times[] = {
		{ "post_dial_delay_seconds", "Time from INVITE to the first 18x.", offsetof(struct attempts, pdd) },
		{ "session_request_delay_seconds",
		"Time from INVITE to the first response but 100, of answered attempts.",
		offsetof(struct attempts, srd) },
	};

	if (b->groups.n == 0)
		return;
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		family(out, counts[i].name, "counter", counts[i].help);
		each_group(&(struct series){ out, b, counts[i].name, counts[i].at }, tell_count);
	}
	for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
		family(out, times[i].name, "histogram", times[i].help);
		each_group(&(struct series){ out, b, times[i].name, times[i].at }, tell_histogram);
	}
}

/* As labels will show it: what looks alike is one group, for a series must not stand there twice. */
static const char *
as_shown(void *ctx, enum board_key key, const char *value, struct arena *a)
{
	struct buf shown = BUF_INIT;
	const char *kept;

	(void)ctx;
	(void)key;
	escape_text(slice_of(value), &shown);
	kept = arena_slice(a, buf_slice(&shown));
	buf_release(&shown);
	return kept;
}

static void
prometheus_summary(struct report *r, const struct summary *s)
{
	struct buf *out = &r->text;
	struct board shown;

	seen(out, s);
	tallies(out, "findings_total", "Findings by id.", "id", s->findings, s->finding_count);
	codes(out, s);
	tallies(out, "failures_total", "Findings of severity warning or error by the address that sent the failure.",
	    "peer", s->peers, s->peer_count);
	metrics(out, s, true, "metric_ratio", "Ratios of the whole trace, by the names of RFC 6076 and ITU-T E.425.");
	metrics(out, s, false, "metric_mean_seconds", "Mean times of the whole trace, by the names of RFC 6076.");
	edge(out, "trace_first_timestamp_seconds", "When the trace begins.", &s->first);
	edge(out, "trace_last_timestamp_seconds", "When the trace ends.", &s->last);
	board_renamed(s->board, as_shown, NULL, &shown);
	board(out, &shown);
	board_release(&shown);
}

/* A look-up is no trace, and has nothing to count. */
static void
prometheus_finding(struct report *r, const struct finding *f)
{
	(void)r;
	(void)f;
}

const struct format_ops prometheus_format = { .finding = prometheus_finding, .summary = prometheus_summary };
