/* SPDX-License-Identifier: MIT */
#include "input/outline/outline.h"

#include "base/ascii.h"
#include "input/outline/icmp.h"
#include "sip/message.h"

enum {
	COPIES = 4,		/* of a request with nothing back: as many as RFC 3261 sends in 3.5 s */
	ANSWERS_BYE = 4,	/* of a 200 without an ACK, and then who answered hangs up … */
	ANSWERS = 8,		/* … or goes on */
};

#define COPIES_SPAN INT64_C(70000000)	/* µs: longer than 64*T1, these are no copies */
#define AGAIN_WITHIN INT64_C(32000000)	/* µs: who tries again later makes another call */

static bool
same_way(const struct outline_step *a, const struct outline_step *b)
{
	return slice_eq(a->from, b->from) && slice_eq(a->to, b->to) && slice_eq(a->call, b->call);
}

static bool
is_reverse(const struct outline_step *a, const struct outline_step *b)
{
	return slice_eq(a->from, b->to) && slice_eq(a->to, b->from) && slice_eq(a->call, b->call);
}

static bool
is_copy(const struct outline_step *a, const struct outline_step *b)
{
	return same_way(a, b) && slice_eq(a->what, b->what);
}

static bool
is(const struct outline_step *s, const char *method)
{
	return slice_eq(s->method, slice_of(method));
}

/* From one to the other; 0 where no times stand. */
static int64_t
gap(const struct outline_step *from, const struct outline_step *to)
{
	return from->time == INT64_MIN || to->time == INT64_MIN ? 0 : to->time - from->time;
}

/* Names of methods are words of other trades, too. */
static bool
is_about_sip(const struct outline_steps *all)
{
	for (size_t i = 0; i < all->count; i++)
		if (is(&all->step[i], "INVITE") || is(&all->step[i], "REGISTER") ||
		    slice_find_nocase(all->step[i].line, SLICE("sip")) != NULL)
			return true;
	return false;
}

/* An HTTP request has that name, a log line that level. */
static bool
may_be_other(const struct outline_step *s)
{
	return !is(s, "INVITE") && !is(s, "REGISTER") && !is(s, "BYE") && slice_find_nocase(s->what, SLICE("sip")) == NULL;
}

/* ---- silence ---- */

/* A copy of what was sent before, with nothing in between. */
static bool
is_again(const struct outline_steps *all, size_t i)
{
	for (size_t j = i; j-- > 0;) {
		const struct outline_step *t = &all->step[j];

		if (is_copy(t, &all->step[i]))
			return true;
		if (is_reverse(t, &all->step[i]) || (same_way(t, &all->step[i]) && is(t, "ACK")))
			return false;
	}
	return false;
}

/* Nothing came back since, and no ACK shows that something did which was not captured. A ping is sent again and again. */
static bool
is_unanswered(const struct outline_steps *all, size_t i)
{
	const struct outline_step *s = &all->step[i], *last = s;
	unsigned copies = 0;

	for (size_t j = i; j < all->count; j++) {
		const struct outline_step *t = &all->step[j];

		if (is_reverse(s, t) || (same_way(s, t) && (t->refused || is(t, "ACK"))))
			return false;
		if (is_copy(s, t)) {
			copies++;
			last = t;
		}
	}
	return copies >= COPIES && (is(s, "OPTIONS") || (gap(s, last) >= 0 && gap(s, last) <= COPIES_SPAN));
}

/* The request that a response from b to a can be to: the last one from a to b. */
static const struct outline_step *
asked_before(const struct outline_steps *all, size_t i)
{
	for (size_t j = i; j-- > 0;)
		if (is_reverse(&all->step[i], &all->step[j]) && all->step[j].method.n > 0 && !is(&all->step[j], "ACK"))
			return &all->step[j];
	return NULL;
}

/* A 200 to an INVITE, again and again: no ACK got there. */
static bool
is_unacked(const struct outline_steps *all, size_t i)
{
	const struct outline_step *s = &all->step[i], *asked = asked_before(all, i);
	unsigned copies = 0;

	if (s->code != 200 || asked == NULL || !is(asked, "INVITE"))
		return false;
	for (size_t j = i; j < all->count; j++) {
		const struct outline_step *t = &all->step[j];

		if (is_copy(s, t))
			copies++;
		else if (is_reverse(s, t) && is(t, "ACK"))
			copies = 0;
		else if (same_way(s, t) && is(t, "BYE"))
			return copies >= ANSWERS_BYE;
		else if (is_reverse(s, t) && !is_copy(t, asked))
			return false;
	}
	return copies >= ANSWERS;
}

static void
say(struct outline *o, const struct outline_step *s, const char *entry)
{
	struct slice name = s->drawn ? SLICE_NONE : s->to;

	o->said[o->count++] = (struct outline_said){ .at = s->line.p, .witness = {
		.kind = WITNESS_LINE, .line = s->line, .said = s->line, .entry = slice_of(entry), .name = name,
		.detail = name, .call_id = s->call,
		.is_registration = is(s, "REGISTER"), .is_no_call = is(s, "OPTIONS"),
	} };
}

static bool
was_said(const struct outline *o, const struct outline_step *s)
{
	for (size_t i = 0; i < o->steps.count; i++)
		for (size_t n = 0; n < o->count; n++)
			if (o->steps.step[i].line.p == o->said[n].at && same_way(&o->steps.step[i], s) &&
			    (o->steps.step[i].code > 0) == (s->code > 0))
				return true;
	return false;
}

static const char *
entry_of(const struct outline_step *s)
{
	return is(s, "OPTIONS") ? "options.peer-down" : is(s, "BYE") ? "dialog.bye-failed" : "path.no-response";
}

/* ---- what was tried again ---- */

/* "sip:7@h" → "7"; empty: no number stands there. */
static struct slice
user_of(const struct outline_step *s)
{
	const char *uri = slice_find_nocase(s->what, SLICE("sip:")), *at;
	struct slice rest = uri != NULL ? slice_from(uri + 4, slice_limit(s->what)) : SLICE("");

	at = slice_chr(rest, '@');
	return at != NULL ? slice_from(rest.p, at) : SLICE("");
}

/* The same request of the same sender once more, to the same host or to another. */
static bool
is_next_try(const struct outline_step *first, const struct outline_step *s)
{
	struct slice a = user_of(first), b = user_of(s);

	return slice_eq(first->from, s->from) && slice_eq(first->method, s->method) && gap(first, s) <= AGAIN_WITHIN &&
	    (a.n == 0 || b.n == 0 || slice_eq(a, b));
}

/* It is answered with a 2xx. */
static bool
went_well(const struct outline_steps *all, size_t i)
{
	for (size_t j = i + 1; j < all->count; j++)
		if (is_reverse(&all->step[i], &all->step[j]) && all->step[j].code >= 200 && all->step[j].code < 300 &&
		    asked_before(all, j) == &all->step[i])
			return true;
	return false;
}

/* What a client mends and sends again to the same server; after another refusal the next request there may be another call's. */
static bool
is_mended(unsigned code)
{
	static const unsigned codes[] = { 401, 407, 415, 416, 420, 421, 422, 423, 428, 484, 488, 491, 494, 606 };

	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (code == codes[i])
			return true;
	return code < 400;
}

static bool
may_be_of_another_call(const struct outline_step *asked, const struct outline_step *refusal, const struct outline_step *s)
{
	struct slice user = user_of(asked);

	return same_way(asked, s) && !is_mended(refusal->code) && !(user.n > 0 && slice_eq(user, user_of(s)));
}

/* The refusal at `i`: a branch beside it, or a try after it, went well; a challenge is told where nobody answers it. */
static bool
is_settled(const struct outline_steps *all, size_t i)
{
	const struct outline_step *refusal = &all->step[i], *asked = asked_before(all, i);

	if (refusal->code < 300 || asked == NULL)
		return false;
	for (size_t j = i; refusal->code == 491 && j < all->count; j++)	/* whoever of the two comes through */
		if (is(&all->step[j], "INVITE") &&
		    (same_way(asked, &all->step[j]) || is_reverse(asked, &all->step[j])) && went_well(all, j))
			return true;
	for (size_t j = 0; j < all->count; j++) {
		const struct outline_step *t = &all->step[j];

		if (t == asked || t->method.n == 0 || !is_next_try(asked, t) || (j < i && same_way(asked, t)) ||
		    may_be_of_another_call(asked, refusal, t))
			continue;
		if ((code_is_challenge(refusal->code) && j > i && same_way(asked, t)) || went_well(all, j))
			return true;
	}
	return false;
}

/* ---- what the network says ---- */

/* It got through all the same, or another try did. */
static bool
is_overcome(const struct outline_steps *all, const struct outline_step *s)
{
	for (size_t i = (size_t)(s - all->step); i < all->count; i++)
		if (all->step[i].method.n > 0 && is_next_try(s, &all->step[i]) && went_well(all, i))
			return true;
	return false;
}

/* A response came to it, or to a copy. */
static bool
is_answered(const struct outline_steps *all, const struct outline_step *s)
{
	for (size_t i = 0; i < all->count; i++)
		if (is_reverse(s, &all->step[i]) && all->step[i].code > 0 && asked_before(all, i) != NULL &&
		    is_copy(asked_before(all, i), s))
			return true;
	return false;
}

/*
 * Is the error about the request? Wireshark's list does not say so: it is about what its reader sent last, to that host where it
 * names one, if nobody answered; else it may as well be about media.
 */
static bool
is_about_request(const struct outline_steps *all, const struct outline_icmp *icmp, const struct outline_step *s, struct slice line)
{
	const struct outline_step *last = NULL;

	if (s->line.p > line.p || s->method.n == 0)
		return false;
	if (icmp->told.n == 0)
		return outline_icmp_is_about(icmp, s->to);
	for (size_t i = 0; i < all->count && all->step[i].line.p < line.p; i++)
		if (all->step[i].method.n > 0 && slice_eq(all->step[i].from, icmp->told) &&
		    (icmp->host.n == 0 || slice_eq(all->step[i].to, icmp->host)))
			last = &all->step[i];
	return last != NULL && is_copy(last, s) && !is(s, "ACK") && !is_answered(all, s);
}

/* Once for each host; remarks know the port of SIP. */
static void
say_refused(struct outline *o, const struct outline_step *s, const struct outline_icmp *icmp, struct slice line)
{
	struct slice host = icmp->host.n > 0 ? icmp->host : s->to;

	for (size_t i = 0; i < o->count; i++)
		if (slice_eq(o->said[i].witness.name, host))
			return;
	if (o->count == OUTLINE_SAYS || is_overcome(&o->steps, s) || slice_eq(icmp->port, SLICE("5060")) ||
	    slice_eq(icmp->port, SLICE("sip")))
		return;
	say(o, s, "path.refused");
	o->said[o->count - 1].at = line.p;
	o->said[o->count - 1].witness.line = o->said[o->count - 1].witness.said = line;
	o->said[o->count - 1].witness.name = o->said[o->count - 1].witness.detail = host;
	o->said[o->count - 1].witness.cause = slice_of(refusal_cause(icmp->what));
}

/* What the network says of requests before. */
static void
look_for_icmp(struct outline *o, struct slice text)
{
	while (text.n > 0) {
		struct slice line = slice_trim(slice_cut(&text, '\n'));
		struct outline_icmp icmp = outline_icmp_read(line);

		for (size_t i = 0; icmp.what != WHAT_NONE && icmp.host.n + icmp.told.n > 0 && i < o->steps.count; i++) {
			struct outline_step *s = &o->steps.step[i];

			if (!is_about_request(&o->steps, &icmp, s, line))
				continue;
			s->refused = true;
			say_refused(o, s, &icmp, line);
		}
	}
}

/* ---- all of it ---- */

void
outline_read(struct outline *out, struct slice text)
{
	const struct outline_steps *all = &out->steps;

	out->count = 0;
	steps_read(&out->steps, text);
	if (!is_about_sip(all))
		out->steps.count = 0;
	look_for_icmp(out, text);
	for (size_t i = 0; i < all->count && out->count < OUTLINE_SAYS; i++) {
		const struct outline_step *s = &all->step[i];

		if ((s->method.n > 0 ? is(s, "ACK") || may_be_other(s) : s->code != 200) || is_again(all, i))
			continue;
		if (s->method.n > 0 && is_unanswered(all, i))
			say(out, s, entry_of(s));
		else if (s->code == 200 && !was_said(out, s) && is_unacked(all, i))
			say(out, s, "dialog.missing-ack");
	}
}

static const struct outline_step *
find_step(const struct outline *o, const char *at)
{
	for (size_t i = 0; i < o->steps.count; i++)
		if (o->steps.step[i].line.p <= at && at <= slice_limit(o->steps.step[i].line))
			return &o->steps.step[i];
	return NULL;
}

bool
outline_settles(const struct outline *o, const char *at)
{
	const struct outline_step *s = find_step(o, at);

	return s != NULL && is_settled(&o->steps, (size_t)(s - o->steps.step));
}

bool
outline_makes_up(const struct outline *o, const char *at)
{
	const struct outline_step *s = find_step(o, at);

	return s != NULL && !code_is_challenge(s->code) && is_settled(&o->steps, (size_t)(s - o->steps.step));
}

struct slice
outline_refusal(const struct outline *o, size_t i)
{
	const struct outline_step *s = &o->steps.step[i];

	return s->code >= 300 && !s->logged && !s->tabled && asked_before(&o->steps, i) != NULL &&
	    !is_settled(&o->steps, i) ? s->what : SLICE_NONE;
}

bool
outline_is_sure(const struct outline *o, const char *at)
{
	const struct outline_step *s = find_step(o, at);

	return s != NULL && s->code > 0 && !s->logged;
}
