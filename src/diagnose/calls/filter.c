/* SPDX-License-Identifier: MIT */
#include "diagnose/calls/filter.h"

#include <fnmatch.h>

#include "base/ascii.h"

enum { LEAST_DIGITS = 6 };	/* shorter numbers are extensions: they are no end of a longer one */

bool
filter_chooses_calls(const struct filter *fl)
{
	return fl->calls.n + fl->numbers.n + fl->peers.n > 0 || fl->since.kind != MOMENT_NONE ||
	    fl->until.kind != MOMENT_NONE;
}

bool
filter_chooses(const struct filter *fl)
{
	return filter_chooses_calls(fl) || fl->only.n > 0;
}

/* A date asked of a trace that has only clocks needs the last day, too; which it is, nobody knows before. */
bool
filter_needs_end(const struct filter *fl)
{
	return fl->since.kind != MOMENT_NONE || fl->until.kind != MOMENT_NONE;
}

static bool
has_call_id(const struct filter *fl, struct slice id)
{
	for (size_t i = 0; i < fl->calls.n; i++)
		if (slice_find(id, slice_of(fl->calls.p[i])) != NULL)
			return true;
	return fl->calls.n == 0;
}

/* The next digit of a number from its end; -1: none is left, -2: it is no number. */
static int
last_digit(struct slice *s)
{
	while (s->n > 0) {
		char c = s->p[--s->n];

		if (is_digit(c))
			return c - '0';
		if (!is_one_of(c, "+-.() /"))
			return -2;
	}
	return -1;
}

/* "+49 30 1234567", "00493012345 67" and "030 1234567" are one number: they end in the same digits but for leading zeros. */
static bool
same_number(struct slice a, struct slice b)
{
	size_t same = 0;
	int x, y;

	do {
		x = last_digit(&a);
		y = last_digit(&b);
		same += x >= 0 && x == y;
	} while (x >= 0 && x == y);
	if (x == -2 || y == -2 || same < LEAST_DIGITS)
		return false;
	/* One has come to its end, or to the zeros that stand for what the other has. */
	return x == -1 || y == -1 || (x == 0 && last_digit(&a) <= 0) || (y == 0 && last_digit(&b) <= 0);
}

static bool
is_user(struct slice value, struct slice wanted)
{
	struct uri uri;

	uri_parse(&uri, header_uri(value, NULL));	/* what can be read of a broken one will do */
	if (slice_chr(wanted, '@') != NULL) {
		const char *at = slice_chr(wanted, '@');

		return slice_eq_nocase(uri.user, slice_from(wanted.p, at)) &&
		    slice_eq_nocase(uri.host, slice_from(at + 1, slice_limit(wanted)));
	}
	return slice_eq_nocase(uri.user, wanted) || same_number(uri.user, wanted);
}

static bool
has_number(const struct filter *fl, struct slice from, struct slice to, struct slice uri)
{
	for (size_t i = 0; i < fl->numbers.n; i++) {
		struct slice wanted = slice_of(fl->numbers.p[i]);

		if (is_user(from, wanted) || is_user(to, wanted) || is_user(uri, wanted))
			return true;
	}
	return fl->numbers.n == 0;
}

/* The address of a packet; where the trace shows none, the host that the message names. */
static bool
is_peer(const char *wanted, const struct place *where, struct slice sent_by)
{
	struct addr a, named;

	if (!addr_parse(&a, slice_of(wanted)))
		return slice_starts_nocase(sent_by, slice_of(wanted));
	if (where->src.family != 0 || where->dst.family != 0)
		return (addr_same_ip(&a, &where->src) && (a.port == 0 || a.port == where->src.port)) ||
		    (addr_same_ip(&a, &where->dst) && (a.port == 0 || a.port == where->dst.port));
	return addr_parse(&named, sent_by) && addr_same_ip(&a, &named) && (a.port == 0 || a.port == named.port);
}

static bool
has_peer(const struct filter *fl, const struct place *where, struct slice sent_by)
{
	for (size_t i = 0; i < fl->peers.n; i++)
		if (is_peer(fl->peers.p[i], where, sent_by))
			return true;
	return fl->peers.n == 0;
}

/* A time without a zone counts as it stands in its file. */
static bool
is_in_time(const struct filter *fl, const struct place *where)
{
	enum zone zone = place_zone(where);
	int64_t time = place_time(where), end = fl->end == NO_TIME ? NO_TIME : fl->end - where->moved;

	if (time == NO_TIME)
		return true;
	int64_t since = moment_resolve(&fl->since, end, zone), until = moment_resolve(&fl->until, end, zone);
	return (since == NO_TIME || time >= since) && (until == NO_TIME || time <= until);
}

bool
filter_call(const struct filter *fl, const struct call *c)
{
	bool number = fl->numbers.n == 0, peer = fl->peers.n == 0;

	if (!has_call_id(fl, c->id) || !is_in_time(fl, &c->first->where))
		return false;
	for (const struct msg *m = c->first; m != NULL && !(number && peer); m = m->next) {
		number = number || has_number(fl, MSG(m, from), MSG(m, to), MSG(m, uri));
		peer = peer || has_peer(fl, &m->where, MSG(m, via.sent_by));
	}
	return number && peer;
}

bool
filter_message(const struct filter *fl, const struct message *m, const struct place *where)
{
	if (!is_in_time(fl, where))
		return false;
	if (m == NULL)
		return fl->calls.n + fl->numbers.n == 0 && has_peer(fl, where, SLICE_NONE);
	return has_call_id(fl, PART(m, call_id)) && has_number(fl, PART(m, from), PART(m, to), PART(m, uri)) &&
	    has_peer(fl, where, PART(m, via.sent_by));
}

bool
filter_names(const struct strings *patterns, const char *id)
{
	for (size_t i = 0; i < patterns->n; i++)
		if (fnmatch(patterns->p[i], id, 0) == 0)
			return true;
	return false;
}

bool
filter_ignores(const struct filter *fl, const char *id)
{
	return fl->ignore.n > 0 && id != NULL && filter_names(&fl->ignore, id);
}

bool
filter_finding(const struct filter *fl, const struct finding *f)
{
	if (fl->only.n == 0 || filter_names(&fl->only, f->id))
		return true;
	for (size_t i = 0; i < f->also_count; i++)
		if (filter_names(&fl->only, f->also[i]))
			return true;
	return false;
}

static bool
names_call(const struct filter *fl, const struct finding *f)
{
	for (size_t i = 0; i < f->evidence_count; i++)
		if (f->evidence[i].kind == EVIDENCE_CALL && has_call_id(fl, slice_of(f->evidence[i].value)))
			return true;
	return fl->calls.n == 0;
}

bool
filter_span(const struct filter *fl, const struct finding *f)
{
	if (filter_ignores(fl, f->id) || !filter_finding(fl, f) || fl->numbers.n > 0)
		return false;
	return names_call(fl, f) && (!f->has_where || (is_in_time(fl, &f->where) && has_peer(fl, &f->where, SLICE_NONE)));
}

bool
filter_line(const struct filter *fl, const struct finding *f)
{
	struct slice account = f->has_call ? slice_of(f->call.from) : SLICE_NONE;

	return !filter_ignores(fl, f->id) && is_in_time(fl, &f->where) && has_peer(fl, &f->where, SLICE_NONE) &&
	    has_call_id(fl, f->has_call ? slice_of(f->call.call_id) : SLICE_NONE) && has_number(fl, account, account, account);
}
