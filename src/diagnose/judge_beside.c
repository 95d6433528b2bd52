/* SPDX-License-Identifier: MIT */
/*
 * What the network shows of a failure, and what a log says of it, is one failure: they name one host at one time. It is told once,
 * the lines as evidence of what was seen. Two hosts, or two times, stay two.
 */
#include <string.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "diagnose/calls/limits.h"
#include "diagnose/judge_state.h"
#include "diagnose/line_explains.h"
#include "diagnose/rules/below.h"

/* What binds the two: nothing, or another host is named; no host is named; both name the host. */
enum bond { BOND_NONE, BOND_TIME, BOND_HOST };

enum { LOOKED_AT = 4096 };

static bool
is_of_host(char c)
{
	return is_alnum(c) || c == '-';
}

/* The name or address stands there as a whole, perhaps behind labels of its own. */
static bool
names(struct slice line, struct slice host)
{
	const char *at;

	for (; host.n > 0 && (at = slice_find(line, host)) != NULL; line = slice_from(at + host.n, slice_limit(line))) {
		const char *end = at + host.n, *limit = slice_limit(line);

		if ((at == line.p || !is_of_host(at[-1])) && (end == limit || !is_of_host(*end)) &&
		    (end + 1 >= limit || *end != '.' || !is_of_host(end[1])))
			return true;
	}
	return false;
}

static bool
story_names(const struct story *s, struct slice host)
{
	for (size_t i = 0; i < s->line_count; i++)
		if (names(s->lines[i].witness->line, host))
			return true;
	return false;
}

/* The server at any port where none is told; the client, which has many connections, at that port alone. */
static enum bond
bond_by_end(const struct addr *told, const struct witness *w)
{
	if (addr_same_ip(told, &w->to) && (told->port == 0 || w->to.port == 0 || told->port == w->to.port))
		return BOND_HOST;
	if (addr_same_ip(told, &w->from))
		return told->port != 0 && told->port == w->from.port ? BOND_HOST : BOND_TIME;
	return BOND_NONE;
}

/* By the addresses that the line was found to be about; *any: there are such. */
static enum bond
bond_by_ends(const struct story *s, const struct witness *w, bool *any)
{
	const struct witness *line = s->best.witness;
	const struct addr *const told[] = { &s->peer, &s->best.where.src, &s->best.where.dst, &line->from, &line->to };
	enum bond best = BOND_NONE;

	*any = false;
	for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
		if (told[i]->family == 0)
			continue;
		enum bond bond = bond_by_end(told[i], w);
		best = bond > best ? bond : best;
		*any = true;
	}
	return best;
}

/* A line has the address of neither, but that of somebody. */
static bool
names_somebody(const struct story *s)
{
	for (size_t i = 0; i < s->line_count; i++) {
		struct slice line = s->lines[i].witness->line;
		struct addr a;

		for (size_t at = 0; at < line.n; at++)
			if ((at == 0 || !is_of_host(line.p[at - 1])) && addr_read_dotted(&a, slice_skip(line, at)) > 0)
				return true;
	}
	return false;
}

static enum bond
bond_of(const struct story *s, const struct witness *w)
{
	struct buf host = BUF_INIT;
	enum bond bond;
	bool any;

	if (w->kind == WITNESS_DNS)
		return story_names(s, w->line) || story_names(s, dns_domain(w->name)) ? BOND_HOST : BOND_NONE;
	bond = bond_by_ends(s, w, &any);
	if (any)
		return bond;
	addr_format(&w->to, false, &host);
	bond = story_names(s, buf_slice(&host)) ? BOND_HOST : s->is_host || names_somebody(s) ? BOND_NONE : BOND_TIME;
	buf_release(&host);
	return bond;
}

/* When the same was seen for the last time. */
static int64_t
last_alike(const struct seen *first)
{
	const struct witness *w = first->witness;
	int64_t last = first->where.time;
	size_t looked = 0;

	for (const struct seen *s = first; s != NULL && looked < LOOKED_AT; s = network_after(s), looked++)
		if (s->witness->kind == w->kind && addr_same_ip(&s->witness->from, &w->from) && addr_eq(&s->witness->to, &w->to))
			last = s->where.time;
	return last;
}

bool
judge_is_beside(const struct story *s, const struct seen *seen)
{
	enum bond bond = bond_of(s, seen->witness);
	int64_t first = seen->where.time, time = s->best.where.time, last;

	if (bond == BOND_NONE)
		return false;
	if (time == NO_TIME || first == NO_TIME || s->best.where.time_of_day)
		return bond == BOND_HOST;
	last = last_alike(seen);
	if (bond == BOND_TIME)
		return time >= first - STORY_TIME && time <= last + STORY_TIME;
	return s->last.time >= first - STORY_CALL && s->first.time <= last + TIMER_64_T1;
}

/* The line says the same, or what it led to. */
static bool
says_same(const struct story *s, const char *id)
{
	return strcmp(s->best.id, id) == 0 || line_explains(s->best.id, id, LINE_IS_CONSEQUENCE);
}

void
judge_join_beside(struct judge *j, const struct seen *seen, struct finding *f)
{
	struct story *next;

	for (struct story *s = stories_next(j->stories, NULL); s != NULL; s = next) {
		next = stories_next(j->stories, s);
		if (s->call_id.n > 0 || !says_same(s, f->id) || !judge_is_beside(s, seen))
			continue;
		story_join(j->k, s, f);
		if (s != j->asked)
			stories_drop(j->stories, s);
	}
}

bool
judge_told_beside(struct judge *j, const struct story *s)
{
	bool told = false;
	size_t looked = 0;

	j->asked = s;
	for (struct seen *w = network_since(j->network, 0); w != NULL && !told && looked < LOOKED_AT; w = network_after(w), looked++)
		told = says_same(s, alone_id(w)) && judge_is_beside(s, w) && alone_tells(j->alone, w);
	j->asked = NULL;
	return told;
}

void
judge_take_beside(struct judge *j, const struct story *s, struct finding *f)
{
	size_t looked = 0;

	for (struct seen *w = network_since(j->network, 0); w != NULL && looked < LOOKED_AT; w = network_after(w), looked++) {
		struct verdict v = { .f = { .arena = ARENA_INIT } };

		if (says_same(s, alone_id(w)) && judge_is_beside(s, w) && alone_gives(j->alone, w, &v))
			for (size_t i = 0; i < v.f.evidence_count; i++)
				finding_evidence_copy(f, &v.f.evidence[i]);
		finding_release(&v.f);
	}
}
