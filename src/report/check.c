/* SPDX-License-Identifier: MIT */
#include "report/check.h"

#include <math.h>
#include <stdlib.h>

#include "base/ascii.h"
#include "base/sort.h"
#include "report/escape.h"
#include "report/format.h"
#include "report/redact/redact.h"

/* A decimal number with an optional sign and fraction; no exponent, no locale. */
static bool
parse_number(double *out, struct slice s)
{
	bool negative = s.n > 0 && s.p[0] == '-';
	uint64_t whole, part = 0;
	double scale = 1;

	if (negative)
		s = slice_skip(s, 1);
	size_t n = slice_digits(s, &whole);
	if (n == 0 || n > 15)
		return false;
	s = slice_skip(s, n);
	if (s.n > 0) {
		if (s.p[0] != '.' || s.n > 10 || !slice_to_u64(slice_skip(s, 1), UINT64_MAX, &part))
			return false;
		for (size_t i = 1; i < s.n; i++)
			scale *= 10;
	}
	*out = ((double)whole + (double)part / scale) * (negative ? -1 : 1);
	return true;
}

bool
range_parse(struct range *out, struct slice text)
{
	struct slice rest = text;

	*out = (struct range){ .given = true, .low = 0, .high = INFINITY, .text = text.p, .n = text.n };
	if (rest.n > 0 && rest.p[0] == '@') {
		out->inside = true;
		rest = slice_skip(rest, 1);
	}
	if (slice_chr(rest, ':') == NULL)
		return parse_number(&out->high, rest) && out->high >= 0;
	struct slice low = slice_cut(&rest, ':');
	if (slice_eq(low, SLICE("~")))
		out->low = -INFINITY;
	else if (low.n > 0 && !parse_number(&out->low, low))
		return false;
	if (rest.n > 0 && !parse_number(&out->high, rest))
		return false;
	return out->low <= out->high && text.n > 1;
}

bool
range_alerts(const struct range *r, double value)
{
	bool within = value >= r->low && value <= r->high;

	return r->given && within == r->inside;
}

/* There are only as many ids as entries, so a list will do. */
static void
count_id(struct check *c, const struct finding *f)
{
	size_t i;

	for (i = 0; i < c->id_count && strcmp(c->ids[i].id, f->id) != 0; i++)
		;
	if (i == c->id_count) {
		struct buf place = BUF_INIT;
		struct arena a = ARENA_INIT;
		struct finding first = { .has_where = f->has_where, .where = f->where };

		if (c->redact != NULL)
			first.where.file = redacted(c->redact, redact_file, f->where.file, &a);
		GROW(c->ids, c->id_count, c->id_cap);
		add_place(&first, &place);
		arena_release(&a);
		c->ids[c->id_count++] = (struct check_id){ xstrdup(f->id), xstrdup(finding_text(f)), 0, f->severity, buf_detach(&place) };
	}
	c->ids[i].count += f->count;
}

void
check_finding(struct check *c, const struct finding *f)
{
	if (!c->seen || f->severity > c->worst)
		c->worst = f->severity;
	c->seen = true;
	if (f->severity >= SEVERITY_WARNING)
		count_id(c, f);
}

void
check_release(struct check *c)
{
	for (size_t i = 0; i < c->id_count; i++) {
		free(c->ids[i].id);
		free(c->ids[i].text);
		free(c->ids[i].place);
	}
	free(c->ids);
}

static double
failed_percent(const struct summary *s)
{
	double percent = 100.0 * (double)s->failed / (double)s->calls;

	return s->failed < s->calls && percent > 99.99 ? 99.99 : percent;
}

static enum check_status
status_of(const struct check *c, const struct summary *s)
{
	if (c->least > 0 && (s == NULL || s->calls < c->least))
		return CHECK_UNKNOWN;
	if (s != NULL && s->calls > 0 && (c->warning.given || c->critical.given)) {
		double percent = failed_percent(s);

		return range_alerts(&c->critical, percent) ? CHECK_CRITICAL :
		    range_alerts(&c->warning, percent) ? CHECK_WARNING : CHECK_OK;
	}
	if (!c->seen && (s == NULL || s->responses + s->remarks == 0))
		return c->left_out ? CHECK_OK : CHECK_UNKNOWN;
	return !c->seen || c->worst < SEVERITY_WARNING ? CHECK_OK :
	    c->worst == SEVERITY_WARNING ? CHECK_WARNING : CHECK_CRITICAL;
}

enum check_status
check_status(const struct check *c, const struct summary *s)
{
	enum check_status status = status_of(c, s);

	if (c->timed_out || c->interrupted)
		return CHECK_UNKNOWN;
	return c->trouble && status != CHECK_CRITICAL ? CHECK_UNKNOWN : status;
}

static int
by_count(const void *a, const void *b)
{
	const struct check_id *left = a, *right = b;

	if (left->count != right->count)
		return left->count > right->count ? -1 : 1;
	return strcmp(left->id, right->id);
}

/* At most five ids, the rest as a number. */
static void
add_findings(struct check *c, struct buf *out)
{
	enum { SHOWN = 5 };

	if (c->id_count > 1)
		sort(c->ids, c->id_count, sizeof *c->ids, by_count);
	for (size_t i = 0; i < c->id_count && i < SHOWN; i++)
		buf_addf(out, "%s %s %llu", i ? "," : ":", c->ids[i].id, (unsigned long long)c->ids[i].count);
	if (c->id_count > SHOWN)
		buf_addf(out, ", %zu more", c->id_count - SHOWN);
}

/* Labels of performance data: lower case, and nothing that would need quoting. */
static void
add_label(const char *name, struct buf *out)
{
	for (; *name; name++)
		buf_addc(out, is_alnum(*name) ? to_lower(*name) : '_');
}

static void
add_range(const struct range *r, struct buf *out)
{
	buf_addc(out, ';');
	if (r->given)
		escape_text((struct slice){ r->text, r->n }, out);
}

static void
add_performance(const struct check *c, const struct summary *s, struct buf *out)
{
	buf_addf(out, " | calls=%llu failed=%llu answered=%llu cancelled=%llu registrations=%llu",
	    (unsigned long long)s->calls, (unsigned long long)s->failed, (unsigned long long)s->answered,
	    (unsigned long long)s->cancelled, (unsigned long long)s->registrations);
	if (s->calls > 0) {
		buf_addf(out, " failed_percent=%.2f%%", failed_percent(s));
		add_range(&c->warning, out);
		add_range(&c->critical, out);
		buf_addstr(out, ";0;100");
	}
	for (size_t i = 0; i < s->metric_count; i++) {
		const struct metric *m = &s->metrics[i];

		if (!m->present)
			continue;
		buf_addc(out, ' ');
		add_label(m->name, out);
		buf_addf(out, m->ratio ? "=%.2f%%" : "=%.3fs", m->ratio ? 100 * m->value : m->value);
	}
}

/* The gravest, of several the most frequent; the ids are sorted by that. */
static const struct check_id *
gravest(const struct check *c)
{
	const struct check_id *found = NULL;

	for (size_t i = 0; i < c->id_count; i++)
		if (found == NULL || c->ids[i].severity > found->severity)
			found = &c->ids[i];
	return found;
}

/* A bar would end the words and begin the performance data. */
static void
add_words(const char *text, struct buf *out)
{
	size_t start = out->n;

	escape_text(slice_of(text), out);
	for (size_t i = start; i < out->n; i++)
		if (out->p[i] == '|')
			out->p[i] = '/';
}

static void
add_kind(const struct check_id *id, struct knowledge *k, struct buf *out)
{
	struct arena a = ARENA_INIT;
	const char *title = knowledge_title(k, id->text, &a);

	add_words(title != NULL ? title : id->id, out);
	if (id->place[0] != '\0') {
		buf_addstr(out, " (");
		add_words(id->place, out);
		buf_addc(out, ')');
	}
	arena_release(&a);
}

static void
add_state(struct check *c, const struct summary *s, enum check_status status, struct buf *out)
{
	if (s != NULL && s->calls > 0) {
		buf_addf(out, "%llu of %llu call%s failed", (unsigned long long)s->failed,
		    (unsigned long long)s->calls, s->calls == 1 ? "" : "s");
		add_findings(c, out);
	} else if (c->id_count > 0) {
		buf_addstr(out, s == NULL ? "what was looked up" :
		    s->messages == 0 && s->remarks > 0 ? "lines of a log" : "no calls");
		add_findings(c, out);
	} else if (c->seen) {
		buf_addf(out, "nothing wrong, worst finding: %s", severity_token(c->worst));
	} else {
		buf_addstr(out, status == CHECK_UNKNOWN ? "no SIP response in the input" : "nothing wrong");
	}
}

void
check_line(struct check *c, const struct summary *s, struct knowledge *k, bool verbose, struct buf *out)
{
	static const char *const words[] = { "OK", "WARNING", "CRITICAL", "UNKNOWN" };
	enum check_status status = check_status(c, s);

	buf_addf(out, "SIPERR %s - ", words[status]);
	add_state(c, s, status, out);
	const struct check_id *worst = gravest(c);
	if (worst != NULL) {
		buf_addstr(out, "; ");
		add_kind(worst, k, out);
	}
	if (c->least > 0 && (s == NULL || s->calls < c->least))
		buf_addf(out, " (fewer than %llu calls)", (unsigned long long)c->least);
	if (c->timed_out)
		buf_addf(out, " (not done after %llu s)", (unsigned long long)c->timeout);
	else if (c->interrupted)
		buf_addstr(out, " (interrupted)");
	else if (c->trouble)
		buf_addstr(out, " (some of the input could not be read)");
	if (c->left_out)
		buf_addstr(out, " (filtered)");
	if (s != NULL)
		add_performance(c, s, out);
	buf_addc(out, '\n');
	for (size_t i = 0; verbose && i < c->id_count; i++) {
		buf_addf(out, "%s %s %llu: ", severity_token(c->ids[i].severity), c->ids[i].id,
		    (unsigned long long)c->ids[i].count);
		add_kind(&c->ids[i], k, out);
		buf_addc(out, '\n');
	}
}
