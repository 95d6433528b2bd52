/* SPDX-License-Identifier: MIT */
/* Which call a story belongs to: by Call-ID, else by address or name, else by a failure of its kind at its time. */
#include "base/ascii.h"
#include "diagnose/calls/limits.h"
#include "diagnose/story.h"
#include "diagnose/story_near.h"

static bool
is_of_kind(const struct story *s, const struct call *c)
{
	return !s->is_no_call && (!s->is_registration || c->kind == CALL_REGISTER || c->facts & HAS_REGISTER);
}

static bool
is_in_time(const struct story *s, const struct call *c, int64_t apart, uint64_t lines)
{
	const struct place *from = &c->first->where, *to = &c->last->where;

	if (is_near(&s->best.where, from, apart, lines) || is_near(&s->best.where, to, apart, lines))
		return true;
	if (from->time == NO_TIME || s->best.where.time == NO_TIME || from->time_of_day != s->best.where.time_of_day)
		return same_file(from->file, s->best.where.file) && from->line < s->best.where.line && s->best.where.line < to->line;
	return from->time < s->best.where.time && s->best.where.time < to->time;
}

/* The address stands at either end of one of the first messages. */
static bool
has_address(const struct call *c, const struct addr *a)
{
	enum { LOOKED_AT = 16 };
	size_t n = 0;

	for (const struct msg *m = c->first; m != NULL && n < LOOKED_AT; m = m->next, n++)
		if (addr_same_ip(&m->where.src, a) || addr_same_ip(&m->where.dst, a))
			return true;
	return false;
}

/* The name is the user or host of From, To or Request-URI. */
static bool
has_name(const struct call *c, struct slice name)
{
	const struct slice where[] = { MSG(c->first, from), MSG(c->first, to), MSG(c->first, uri) };

	if (name.n < 2)
		return false;
	for (size_t i = 0; i < 3; i++) {
		const char *at = slice_find(where[i], name), *end;

		if (at == NULL)
			continue;
		end = at + name.n;
		if ((at == where[i].p || is_one_of(at[-1], ":@")) &&
		    (end == slice_limit(where[i]) || is_one_of(*end, "@>;:")))
			return true;
	}
	return false;
}

bool
story_names_other(const struct story *s, const struct call *c)
{
	struct slice name = host_in(s->name).n < s->name.n ? slice_head(s->name, s->name.n - host_in(s->name).n - 1) : s->name;

	return name.n > 1 && !has_name(c, name);
}

/* A number that was dialled, which a call would show, unlike the name of a trunk. */
static bool
is_number(struct slice name)
{
	uint64_t number;

	return name.n > 2 && slice_digits(name.p[0] == '+' ? slice_skip(name, 1) : name, &number) == name.n - (name.p[0] == '+');
}

static bool
names_call_id(const struct story *s, const struct call *c)
{
	return slice_eq(s->call_id, c->id) || slice_eq(s->thread, c->id);	/* that of a call is never empty */
}

/* What a line with no Call-ID can be about: a call that did not succeed. A bare code is that of its failure. */
static bool
may_be_about(const struct story *s, const struct call *c, const struct msg *failure, const struct msg *success)
{
	if (s->call_id.n > 0 || success != NULL || !is_of_kind(s, c))
		return false;
	return s->best.code == 0 || (failure != NULL && failure->code == s->best.code) ||
	    (s->best.code == 408 && failure == NULL && (c->facts & HAS_SILENCE));
}

/* Nothing came, says the log that shows the requests, once their timer has run out: it names nobody, and means them. */
static bool
tells_silence(const struct story *s, const struct call *c)
{
	return s->best.code == 408 && (c->facts & HAS_SILENCE) && s->is_registration == (c->kind == CALL_REGISTER) &&
	    same_file(s->best.where.file, c->last->where.file) &&
	    is_near(&s->best.where, &c->last->where, TIMER_64_T1, STORY_CALL_LINES);
}

/* What a server says of its own trouble; a busy phone or a refusal is nobody's at that time. */
static bool
is_servers_failure(int code)
{
	return code == 408 || (code >= 477 && code <= 480) || (code >= 500 && code < 600);
}

/* The line gives that code, or says why what was offered is refused with such a code. */
static bool
is_about_code(const struct story *s, int code)
{
	return story_line_code(&s->best) == code ||
	    ((code == 415 || code == 488 || code == 606) && told_line_is(&s->best, TRAIT_OFFER));
}

/* The line names the other end of the message, or nobody. */
static bool
is_between(const struct story *s, const struct place *where)
{
	if (s->peer.family != 0)
		return addr_same_ip(&where->src, &s->peer) || addr_same_ip(&where->dst, &s->peer);
	return s->name.n == 0;
}

bool
story_is_of_response(const struct story *s, const struct message *m, const struct place *where)
{
	if (s->call_id.n > 0 || s->is_no_call || s->is_registration != (m->method == METHOD_REGISTER) || !is_between(s, where))
		return false;
	if (s->best.code != 0 && s->best.code != m->code)
		return false;
	return (is_servers_failure(m->code) || is_about_code(s, m->code)) &&
	    is_near(&s->best.where, where, STORY_TIME, STORY_TIME_LINES);
}

struct story *
story_of_call(const struct stories *ss, const struct call *c, const struct msg *failure, const struct msg *success,
    const struct story *after)
{
	for (struct story *s = stories_next(ss, after); s != NULL; s = s->next) {
		if (names_call_id(s, c))
			return s;
		if (!may_be_about(s, c, failure, success))
			continue;
		if (s->peer.family != 0 && c->has_addresses) {
			if (has_address(c, &s->peer) && (!is_number(s->name) || has_name(c, s->name)) &&
			    is_in_time(s, c, STORY_CALL, STORY_CALL_LINES))
				return s;
		} else if (s->name.n > 0) {
			if (has_name(c, s->name) && is_in_time(s, c, STORY_CALL, STORY_CALL_LINES))
				return s;
		} else if (failure != NULL && (is_servers_failure(failure->code) || is_about_code(s, failure->code)) &&
		    is_near(&s->best.where, &failure->where, STORY_TIME, STORY_TIME_LINES)) {
			return s;
		} else if (failure == NULL && tells_silence(s, c)) {
			return s;
		}
	}
	return NULL;
}
