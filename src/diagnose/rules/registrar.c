/* SPDX-License-Identifier: MIT */
/* register.all-refused: a registrar that suddenly refuses everybody has lost its users, realm or database. */
#include "base/recall.h"
#include "diagnose/rules/call_ids.h"
#include "diagnose/rules/security.h"
#include "diagnose/rules/spans.h"

enum { REGISTRARS = 64, USERS = 32, LONGEST_NAME = 64 };

struct refused_user {
	uint64_t user, source;		/* hashes */
	unsigned times;
	int64_t time;
	struct spot spot;
};

struct registrar {
	struct addr addr;		/* family 0: it wrote the log, which names only who asked */
	char name[LONGEST_NAME];	/* what it was asked as */
	struct addr client;		/* who was refused last */
	struct place where;
	bool proven, told;
	int64_t proven_at;
	struct refused_user users[USERS];	/* the latest, oldest first */
	size_t count;
	struct call_ids calls;
};

void *
span_registrars_open(void)
{
	return span_table(RECALL(struct registrar, REGISTRARS));
}

static struct registrar *
registrar_of(struct recall *all, const struct tx *t)
{
	bool fresh;
	struct registrar *r = recall_use(all, addr_hash(&t->server, true), &fresh);
	struct uri asked;

	if (!fresh)
		return r;
	r->addr = t->server;
	if (uri_parse(&asked, MSG(t->request, uri)) && asked.host.n > 0 && asked.host.n < LONGEST_NAME)
		memcpy(r->name, asked.host.p, asked.host.n);
	return r;
}

static const char *
name_of(struct verdict *v, const struct registrar *r)
{
	return r->addr.family != 0 || r->name[0] == '\0' ? verdict_addr(v, &r->addr) : verdict_text(v, slice_of(r->name));
}

static void
forget_oldest(struct registrar *r, size_t n)
{
	memmove(r->users, r->users + n, (r->count - n) * sizeof *r->users);
	r->count -= n;
}

/* Forgets refusals before that time; calls are judged when they are sure, so later ones may be noted already. */
static void
forget_before(struct registrar *r, int64_t time)
{
	size_t n = 0;

	for (size_t i = 0; i < r->count; i++)
		if (r->users[i].time >= time)
			r->users[n++] = r->users[i];
	r->count = n;
}

/* Refused with credentials: challenged again for the nonce just issued, or a 403. */
static bool
is_refused(const struct tx *t)
{
	return t->method == METHOD_REGISTER && tx_has_credentials(t) && t->final != NULL &&
	    (tx_is_challenged(t) || t->final->code == 403) && tx_retry(t) == NULL;
}

static void
note(struct registrar *r, const struct call *c, const struct tx *t)
{
	uint64_t user = slice_hash(header_uri(MSG(t->request, to), NULL));

	r->client = t->client;
	forget_before(r, t->request->where.time - REFUSED_WITHIN);
	for (size_t i = 0; i < r->count; i++)
		if (r->users[i].user == user) {
			r->users[i].times++;
			return;
		}
	if (r->count == USERS)
		forget_oldest(r, 1);
	if (r->count == 0) {
		r->where = t->request->where;
		if (r->addr.family == 0)
			r->where.src = r->addr;		/* who asked is not who refuses */
		r->calls.count = 0;
	}
	r->users[r->count++] = (struct refused_user){ user, addr_hash(&t->client, false), 1, t->request->where.time,
	    msg_spot(t->request) };
	call_ids_add(&r->calls, c);
}

/* Each once or twice, and not all of them from one place that nobody knows: that one may be guessing. */
static bool
is_proven(const struct registrar *r, struct verdict *v)
{
	size_t users = 0, sources = 1;

	for (size_t i = 0; i < r->count; i++) {
		users += r->users[i].times <= TRIES_EACH;
		sources += r->users[i].source != r->users[0].source;
	}
	return ENOUGH(v, MANY_USERS, (int64_t)r->count, REFUSED_USERS) &&
	    AT_MOST(v, NOT_LONG_AFTER, r->users[r->count - 1].time - r->users[0].time, REFUSED_WITHIN) &&
	    HOLDS(v, FEW_TRIES_EACH, users == r->count) &&
	    HOLDS(v, NOT_ONE_STRANGER, sources > 1 || host_is_welcome(v->spans, &r->client));
}

static struct verdict
verdict_about(const struct registrar *r, struct spans *s)
{
	struct verdict v = spans_verdict_at(s, spans_id(SPAN_registrars), &r->where, r->users[0].spot.message);

	v.spans = s;
	return v;
}

static void
tell(struct registrar *r, struct spans *s)
{
	struct verdict v = verdict_about(r, s);
	const struct refused_user *first = &r->users[0], *last = &r->users[r->count - 1];

	is_proven(r, &v);
	r->told = true;
	v.f.confidence = CONFIDENCE_LIKELY;
	evidence_at(SAY(&v, EVIDENCE_COUNT, "users", NULL, "registrar-refuses", (double)r->count, name_of(&v, r),
	    verdict_spot(&v, first->spot), verdict_spot(&v, last->spot), verdict_seconds(&v, last->time - first->time)), first->spot);
	say_call_ids(&v, &r->calls);
	spans_report(s, &v);
}

/*
 * To somebody who looks on a refusal is judged at once, and a success when its call is over: one may have come in between.
 * Once a success is judged that came later, or a refusal so much later, none did.
 */
static bool
may_tell(const struct registrar *r, const struct tx *t, const struct spans *s)
{
	int64_t since = t->request->where.time - r->proven_at;

	return r->proven && !r->told && (!spans_live(s) || since > (t->success != NULL ? 0 : CALL_ENDED));
}

static void
weigh(struct registrar *r, struct spans *s)
{
	struct verdict v = verdict_about(r, s);
	bool before = r->proven;

	r->proven = is_proven(r, &v);
	if (r->proven && !before)
		r->proven_at = r->users[r->count - 1].time;
}

/* Somebody was let in: whoever was refused before does not count. */
static void
accept(struct registrar *r, int64_t time, struct spans *s)
{
	size_t count = r->count;

	if (r->told && r->users[r->count - 1].time < time)
		r->told = r->proven = false;
	forget_before(r, time);
	if (!r->told && (!r->proven || r->count < count))
		weigh(r, s);
}

void
span_registrars_end(void *state, struct spans *s)
{
	for (struct registrar *r = recall_next(state, NULL); r != NULL; r = recall_next(state, r)) {
		if (r->told || r->count == 0)
			continue;
		if (r->proven) {
			tell(r, s);
			continue;
		}
		struct verdict v = verdict_about(r, s);
		is_proven(r, &v);
		spans_held_back(s, &v);
	}
}

void
span_registrars_call(void *state, const struct call *c, struct spans *s)
{
	if (!(c->facts & HAS_REGISTER))
		return;
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (t->method != METHOD_REGISTER || t->request == NULL || t->request->where.time == NO_TIME || tx_parent(c, t) != NULL ||
		    (t->server.family == 0 && t->client.family == 0))
			continue;
		struct registrar *r = registrar_of(state, t);
		if (may_tell(r, t, s))
			tell(r, s);
		if (t->success != NULL) {
			accept(r, t->request->where.time, s);
		} else if (is_refused(t) && !r->told) {
			note(r, c, t);
			if (!r->proven)
				weigh(r, s);
			if (may_tell(r, t, s))
				tell(r, s);
		}
	}
}
