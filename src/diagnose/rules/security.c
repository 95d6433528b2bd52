/* SPDX-License-Identifier: MIT */
/* security.*: addresses from which somebody scans for users or guesses passwords. Told of the address, not of each call. */
#include "diagnose/rules/security.h"

#include "base/recall.h"
#include "base/sort.h"
#include "diagnose/rules/attack.h"
#include "diagnose/rules/call_ids.h"
#include "diagnose/rules/spans.h"

enum {
	SUSPECTS = 1024, TRIED = 16, LONGEST_AGENT = 64, LONGEST_USER = 48,
	TELL_AT = 1000,			/* an input that never ends is told by then */
};

/* A user whose credentials were refused, and how often. */
struct tried {
	uint64_t user;
	unsigned times;
};

struct suspect {
	/* First what each call asks for: most of them suspect nobody. */
	struct addr server;
	bool welcome;			/* it registered, or had a call that was acknowledged */
	unsigned requests;		/* that count */
	unsigned refused;		/* requests with credentials */
	char agent[LONGEST_AGENT];	/* the scanner's User-Agent */
	struct addr addr;
	struct place where;		/* of the first request that counts */
	struct spot first, last;	/* such requests */
	uint64_t users[SCANNED_USERS];
	unsigned user_count, usual_count;	/* different users asked for, and those every scanner tries */
	unsigned unacked;
	struct tried tried[TRIED];
	unsigned tried_count;
	unsigned other_calls;		/* of those refused, how many had another Call-ID than the one before … */
	unsigned other_responses;	/* … and how many the same nonce and another response */
	uint64_t last_call, last_nonce, last_response;
	int64_t times[GUESSES];		/* of the latest ones, round */
	struct spot got_through;	/* the request with credentials that was accepted after refusals */
	char got_in_as[LONGEST_USER];	/* by that user name */
	bool trusted;			/* it was welcome without a guess before */
	bool told, told_guessing;	/* a scan that goes on may turn out to be more */
	struct call_ids calls;
};

void *
span_suspects_open(void)
{
	return span_table(RECALL(struct suspect, SUSPECTS));
}

/* So many within a short time: faster than a person types, or a phone tries again. */
static bool
is_fast(const struct suspect *s, struct verdict *v)
{
	int64_t newest = s->times[(s->refused - 1) % GUESSES], oldest = s->times[s->refused % GUESSES];

	return AT_MOST(v, NOT_LONG_AFTER, newest == NO_TIME || oldest == NO_TIME ? NO_TIME : newest - oldest, GUESSED_WITHIN);
}

/*
 * Other passwords, or other users: one phone that tries its one password again and again does not guess, nor does an
 * SBC whose users mistype.
 */
static bool
is_guessing(const struct suspect *s, struct verdict *v)
{
	if (!ENOUGH(v, AGAIN_AND_AGAIN, s->refused, GUESSES))
		return false;
	if (ENOUGH(v, OTHER_PASSWORDS, s->other_responses, OTHER_RESPONSES) || HOLDS(v, SCANNER_AGENT, s->agent[0] != '\0'))
		return true;
	if (ENOUGH(v, MANY_USERS, s->tried_count, GUESSED_USERS))
		return HOLDS(v, STRANGER, !s->welcome) || is_fast(s, v);
	return ENOUGH(v, OTHER_CALLS, s->other_calls + 1, GUESSES) && is_fast(s, v);
}

static bool
tries_each_a_little(const struct suspect *s)
{
	if (s->agent[0] != '\0' || s->other_responses >= OTHER_RESPONSES)
		return false;
	for (unsigned i = 0; i < s->tried_count; i++)
		if (s->tried[i].times > TRIES_EACH)
			return false;
	return true;
}

/* Many users, each tried once or twice: it may as well be the registrar that refuses everybody. */
static bool
may_be_the_registrar(const struct suspect *s)
{
	return s->tried_count >= REFUSED_USERS && tries_each_a_little(s);
}

/* Not as many yet: the next ones tell. */
static bool
is_undecided(const struct suspect *s)
{
	struct verdict unasked = { .why = NULL };

	return s->tried_count < REFUSED_USERS && is_guessing(s, &unasked) && tries_each_a_little(s);
}

static bool
is_scanning(const struct suspect *s, struct verdict *v)
{
	unsigned signs;

	if (HOLDS(v, SCANNER_AGENT, s->agent[0] != '\0'))
		return true;
	if (!HOLDS(v, STRANGER, !s->welcome))
		return false;
	signs = ENOUGH(v, MANY_USERS, s->user_count, SCANNED_USERS);
	signs += ENOUGH(v, USUAL_USERS, s->usual_count, USUAL_USERS);
	signs += ENOUGH(v, NOTHING_ACKED, s->unacked, SCANS_UNACKED);
	return signs >= 2;
}

/* ---- what is told ---- */

static void
say_accepted(struct verdict *v, const struct suspect *s)
{
	if (s->got_through.message != 0)
		evidence_at(SAY(v, EVIDENCE_MESSAGE, NULL, NULL, "guess-accepted", 0,
		    verdict_spot(v, s->got_through), verdict_text(v, slice_of(s->got_in_as))), s->got_through);
}

static void
say_scan(struct verdict *v, const struct suspect *s)
{
	if (s->agent[0] != '\0')
		evidence_at(SAY(v, EVIDENCE_HEADER, "User-Agent", NULL, "scanner-agent", 0,
		    verdict_text(v, slice_of(s->agent))), s->first);
	if (s->user_count >= SCANNED_USERS)
		evidence_at(SAY(v, EVIDENCE_COUNT, "users", NULL, "scanner-users", SCANNED_USERS,
		    verdict_addr(v, &s->addr)), s->first);
	if (s->usual_count >= USUAL_USERS)
		evidence_at(SAY(v, EVIDENCE_COUNT, "users", NULL, "scanner-usual", s->usual_count, NULL), s->first);
	if (s->unacked >= SCANS_UNACKED)
		evidence_at(SAY(v, EVIDENCE_MISSING, "ACK", NULL, "scanner-unacked", s->unacked, NULL), s->first);
}

static void
say_guesses(struct verdict *v, const struct suspect *s, const struct addr *host)
{
	struct verdict unasked = { .why = NULL };

	evidence_at(SAY(v, EVIDENCE_COUNT, "requests", NULL, "guesses-refused", s->refused, verdict_addr(v, host),
	    verdict_spot(v, s->first), verdict_spot(v, s->last)), s->first);
	if (s->trusted || may_be_the_registrar(s))
		v->f.confidence = CONFIDENCE_POSSIBLE;
	if (may_be_the_registrar(s))
		finding_also(&v->f, "register.all-refused");
	if (is_scanning(s, &unasked))
		finding_also(&v->f, "security.scanner");
}

static void
tell(struct suspect *s, struct verdict *v, bool guesses, struct spans *spans)
{
	struct addr host = s->addr;

	host.port = 0;
	say_accepted(v, s);
	if (guesses) {
		say_guesses(v, s, &host);
	} else {
		evidence_at(SAY(v, EVIDENCE_COUNT, "requests", NULL, "scanner-source", s->requests, verdict_addr(v, &host),
		    verdict_spot(v, s->first), verdict_spot(v, s->last)), s->first);
		if (s->agent[0] == '\0')
			v->f.confidence = CONFIDENCE_LIKELY;
		say_scan(v, s);
	}
	say_call_ids(v, &s->calls);
	spans_report(spans, v);
	s->told = true;
	s->told_guessing = guesses;
}

/* One who guesses may scan as well: then that is told with it. */
static void
weigh(struct suspect *s, struct spans *spans, bool at_end)
{
	static const char *const ids[] = { "security.password-guessing", "security.scanner" };

	for (size_t i = 0; i < 2 && !(i == 0 ? s->told_guessing : s->told) && s->requests > 0; i++) {
		struct verdict v = spans_verdict_at(spans, ids[i], &s->where, s->first.message);

		if (i == 0 ? is_guessing(s, &v) : is_scanning(s, &v))
			tell(s, &v, i == 0, spans);
		else if (at_end)
			spans_held_back(spans, &v);
	}
}

/* ---- what is remembered ---- */

/* A new one takes the place of the oldest that did nothing lately. */
static struct suspect *
suspect_of(struct recall *all, const struct addr *a, struct spans *spans)
{
	uint64_t key = addr_hash(a, false);
	struct suspect *s = recall_yields(all, key);
	bool fresh;

	if (s != NULL)
		weigh(s, spans, false);
	s = recall_use(all, key, &fresh);
	if (fresh) {
		s->addr = *a;
		for (size_t i = 0; i < GUESSES; i++)
			s->times[i] = NO_TIME;
	}
	return s;
}

static void
count(struct suspect *s, const struct call *c, const struct tx *t)
{
	if (s->requests == 0) {
		s->where = t->request->where;
		s->first = msg_spot(t->request);
		s->server = t->server;
	}
	s->last = msg_spot(t->request);
	s->requests++;
	call_ids_add_once(&s->calls, c);
}

static void
note_user(struct suspect *s, const struct tx *t)
{
	struct uri uri = { .user = SLICE_NONE };

	uri_parse(&uri, t->method == METHOD_REGISTER ? header_uri(MSG(t->request, to), NULL) : MSG(t->request, uri));
	uint64_t hash = slice_hash(uri.user);
	if (uri.user.n == 0 || s->user_count >= SCANNED_USERS)
		return;
	for (unsigned i = 0; i < s->user_count; i++)
		if (s->users[i] == hash)
			return;
	s->users[s->user_count++] = hash;
	s->usual_count += is_usual_user(uri.user);
}

static bool
note_agent(struct suspect *s, const struct call *c, const struct tx *t)
{
	if (!(c->facts & (HAS_FAILURE | HAS_SILENCE | HAS_OPTIONS)) || !tx_is_initial(t))
		return false;
	struct slice agent = slice_head(MSG(t->request, agent), LONGEST_AGENT - 1);
	if (agent.n == 0 || !is_scanner_agent(agent))
		return false;
	memcpy(s->agent, agent.p, agent.n);
	s->agent[agent.n] = '\0';
	return true;
}

/* ---- what counts ---- */

/* Asked for somebody without a right to: not a trunk's calls that fail, nor phones that answer their challenge. */
static bool
asks_around(const struct call *c, const struct suspect *s, const struct tx *t)
{
	if (t->final == NULL || (c->facts & HAS_CREDENTIALS) || !tx_is_initial(t))
		return false;
	/* Who asks many hosts for one user each looks whether they are alive. */
	if (s->requests > 0 && !addr_eq(&s->server, &t->server))
		return false;
	return (t->method == METHOD_REGISTER || t->method == METHOD_INVITE || t->method == METHOD_SUBSCRIBE ||
	    t->method == METHOD_MESSAGE || t->method == METHOD_OPTIONS) && says_no_such_user(t->final->code);
}

static void
note_tried(struct suspect *s, uint64_t user)
{
	unsigned i = 0;

	while (i < s->tried_count && s->tried[i].user != user)
		i++;
	if (i == TRIED)
		return;
	if (i == s->tried_count)
		s->tried[s->tried_count++] = (struct tried){ user, 0 };
	s->tried[i].times++;
}

/*
 * With qop the response differs each time (RFC 7616 §3.4.1); then it says nothing of the password, nor where the line may
 * have had more.
 */
static void
note_refusal(struct suspect *s, const struct call *c, const struct tx *t)
{
	struct credentials sent;

	if (!first_credentials(t->request, &sent))
		return;
	uint64_t nonce = slice_hash(sent.nonce), response = slice_hash(sent.response);
	if (s->refused > 0) {
		s->other_calls += s->last_call != c->hash;
		s->other_responses += sent.cnonce.n == 0 && !(t->request->frame_flags & FRAME_CUT) && s->last_nonce == nonce &&
		    s->last_response != response;
	}
	s->last_call = c->hash;
	s->last_nonce = nonce;
	s->last_response = response;
	s->times[s->refused++ % GUESSES] = t->request->where.time;
	note_tried(s, slice_hash(sent.username));
}

/*
 * Credentials accepted after refusals; where scanners are known by their name, others may share the address: the
 * request must have the name, too.
 */
static bool
got_through(const struct suspect *s, const struct tx *t)
{
	return s->refused > 0 && (t->request->facts & MSG_CREDENTIALS) &&
	    (s->agent[0] == '\0' || is_scanner_agent(slice_head(MSG(t->request, agent), LONGEST_AGENT - 1)));
}

static void
note_success(struct suspect *s, const struct tx *t)
{
	bool guessed = got_through(s, t);
	struct credentials sent;

	s->welcome = true;
	s->trusted |= !guessed || s->refused < GUESSES;
	if (!guessed || !first_credentials(t->request, &sent) || sent.username.n == 0)
		return;
	struct slice user = slice_head(sent.username, LONGEST_USER - 1);
	memcpy(s->got_in_as, user.p, user.n);
	s->got_in_as[user.n] = '\0';
	s->got_through = msg_spot(t->request);
}

static void
take(struct suspect *s, const struct call *c, const struct tx *t)
{
	if (t->success != NULL && (t->method == METHOD_REGISTER ||
	    (t->method == METHOD_INVITE && call_ack(c, t->success) != NULL))) {
		note_success(s, t);
		return;
	}
	if (t->method == METHOD_ACK || t->method == METHOD_BYE || t->method == METHOD_CANCEL)
		return;
	bool refused = refuses_credentials(t), asks = asks_around(c, s, t), scans = note_agent(s, c, t);
	if (!refused && !asks && !scans)
		return;
	count(s, c, t);
	if (refused)
		note_refusal(s, c, t);
	if (!asks)
		return;
	note_user(s, t);
	s->unacked += is_unacked_failure(c, t);
}

/*
 * Where a text names no addresses, a scanner is known by its name, and by what it put into Via. Of others the address
 * there may be one of many phones that are called so behind their NATs.
 */
static struct addr
source_addr(const struct tx *t)
{
	struct addr via;

	if (t->client.family == 0 && is_scanner_agent(MSG(t->request, agent)) && addr_parse(&via, t->sent_by))
		return via;
	return t->client;
}

void
span_suspects_call(void *state, const struct call *c, struct spans *spans)
{
	const struct tx *first = c->txs;

	while (first != NULL && (first->request == NULL || !tx_is_initial(first) || first->method == METHOD_ACK))
		first = first->next;
	if (first == NULL)
		return;
	struct addr from = source_addr(first);
	if (from.family == 0)
		return;
	struct suspect *s = suspect_of(state, &from, spans);
	unsigned before = s->refused, requests = s->requests;
	for (const struct tx *t = first; t != NULL; t = t->next) {
		if (t->request == NULL)
			continue;
		struct addr client = source_addr(t);
		if (addr_same_ip(&client, &from))
			take(s, c, t);
	}
	if (s->agent[0] != '\0' && s->requests > requests)
		spans_expect_refusal(spans, true);
	if (s->requests >= TELL_AT || (spans_live(spans) && !is_undecided(s)) || s->refused - before >= GUESSES)
		weigh(s, spans, false);
}

bool
host_is_welcome(const struct spans *spans, const struct addr *a)
{
	const struct suspect *s = recall_find(spans_state(spans, SPAN_suspects), addr_hash(a, false));

	return s != NULL && s->welcome;
}

static int
by_first(const void *a, const void *b)
{
	const struct suspect *x = *(struct suspect *const *)a, *y = *(struct suspect *const *)b;

	return (x->first.message > y->first.message) - (x->first.message < y->first.message);
}

void
span_suspects_end(void *state, struct spans *spans)
{
	struct suspect *order[SUSPECTS];
	size_t n = 0;

	for (struct suspect *s = recall_next(state, NULL); s != NULL; s = recall_next(state, s))
		order[n++] = s;
	sort(order, n, sizeof *order, by_first);
	for (size_t i = 0; i < n; i++)
		weigh(order[i], spans, true);
}
