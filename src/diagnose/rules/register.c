/* SPDX-License-Identifier: MIT */
/* register.*: bindings that are refused, run out, or lose their way through a NAT (RFC 3261 §10, RFC 5626). */
#include "base/recall.h"
#include "diagnose/calls/outcome.h"
#include "diagnose/rules/below.h"
#include "diagnose/rules/rules.h"
#include "diagnose/rules/spans.h"

enum { REGISTRATIONS = 4096 };

/* What is remembered of a registration between one REGISTER and the next, by the To URI. */
struct registration {
	uint64_t call;			/* hash of the Call-ID */
	struct addr source;
	uint32_t asked, granted;
	uint32_t cseq;			/* of the last REGISTER seen … */
	bool lacks_some;		/* … since the 2xx some were not: each counts one on (RFC 3261 §10.2) */
	int64_t time;			/* of the 2xx */
	struct spot spot;
	struct addr old_source;		/* where it came from before, and until when */
	int64_t moved;
	struct spot moved_by;		/* the REGISTER from the new port */
	struct spot silent;		/* an INVITE to `source` that nobody answered */
	/* Valid while the call is judged that brought it. */
	uint64_t gap_by;		/* the late REGISTER */
	struct registration_gap {
		uint32_t asked, granted;
		int64_t length;
		struct spot granted_by;
	} gap;
	struct spot lost_by;		/* the REGISTER that shows the lost way */
	struct spot lost_invite;
	struct addr lost_from, lost_to;
};

void *
span_registrations_open(void)
{
	return span_table(RECALL(struct registration, REGISTRATIONS));
}

void
span_registrations_end(void *state, struct spans *s)
{
	(void)state;
	(void)s;
}

static uint64_t
user_of(const struct msg *m)
{
	return slice_hash(header_uri(MSG(m, to), NULL));
}

/* The expiry asked for: of the Contact, else of Expires. False: nothing is said. */
static bool
expires_of(const struct msg *m, uint32_t *out)
{
	struct contact contact;

	if (msg_contact(m, &contact) && contact.has_expires) {
		*out = contact.expires;
		return true;
	}
	return field_number(MSG(m, expires), out);
}

/*
 * What the REGISTER was granted: its answer lists the bindings of all devices (RFC 3261 §10.3, step 8). A registrar may write
 * the only one otherwise than it was asked for; of several that are none of the client's nothing can be told.
 */
static bool
granted_of(const struct tx *t, uint32_t *out)
{
	const struct message *index = msg_index(t->success);
	struct contact own, found = { .has_expires = false };
	bool any = msg_contact(t->request, &own), is_own = false;
	unsigned count = 0;

	for (const struct header *h = message_header(index, H_CONTACT); h != NULL; h = message_next(index, h)) {
		struct slice rest = header_value(index, h);
		struct contact contact;

		while (!is_own && contact_next(&rest, &contact)) {
			found = contact;
			is_own = any && uri_same(contact.uri, own.uri);
			count++;
		}
	}
	if (count > 1 && !is_own)
		return false;
	*out = found.expires;
	return found.has_expires || field_number(msg_header(t->success, H_EXPIRES), out);
}

static bool
same_port(const struct addr *a, const struct addr *b)
{
	return a->port == b->port;
}

static void
note_gap(struct registration *r, const struct tx *t)
{
	int64_t since = r->time == NO_TIME || t->request->where.time == NO_TIME ? NO_TIME : t->request->where.time - r->time;

	if (r->granted == 0 || since == NO_TIME || since < SECONDS(r->granted) + REGISTER_LATE || r->lacks_some)
		return;
	r->gap_by = t->request->number;
	r->gap = (struct registration_gap){ r->asked, r->granted, since, r->spot };
}

/* Where the registrar saw it come from: also where the trace shows the request before a router changed its source. */
static const struct tx *
as_it_came(const struct call *c, const struct tx *t)
{
	const struct tx *seen = t;

	for (const struct tx *n = tx_other_point(c, t, NULL); n != NULL; n = tx_other_point(c, t, n))
		if (n->request != NULL && addr_eq(&n->server, &t->server) && n->first->number > seen->first->number)
			seen = n;
	return seen;
}

static void
note_move(struct registration *r, const struct tx *t)
{
	if (r->source.family == 0 || !addr_same_ip(&r->source, &t->client) || same_port(&r->source, &t->client))
		return;
	r->old_source = r->source;
	r->moved = t->request->where.time;
	r->moved_by = msg_spot(t->request);
	if (r->silent.message != 0) {
		r->lost_by = msg_spot(t->request);
		r->lost_invite = r->silent;
		r->lost_from = r->source;
		r->lost_to = t->client;
	}
}

static void
note_success(struct registration *r, const struct call *c, const struct tx *t)
{
	uint32_t asked = 0, granted = 0;
	bool has_asked = expires_of(t->request, &asked), has_granted = granted_of(t, &granted);
	const struct tx *seen = as_it_came(c, t);

	/* Under another Call-ID it may have been restarted; then only too short a grant is somebody's fault. */
	if (r->call == c->hash || (addr_eq(&r->source, &seen->client) && r->asked > r->granted))
		note_gap(r, t);
	note_move(r, seen);
	r->call = c->hash;
	r->lacks_some = false;
	r->source = seen->client;
	r->asked = has_asked ? asked : 0;
	/* Without a word of time the registrar's choice counts (RFC 3261 §10.2.1.1); one that only asks what there is has no Contact. */
	r->granted = has_granted && (has_asked ? asked != 0 : MSG(t->request, contact).n > 0) ? granted : 0;
	r->time = t->success->where.time;
	r->spot = msg_spot(t->success);
	r->silent = (struct spot){ 0 };
}

static void
note_register(struct recall *all, const struct call *c, const struct tx *t)
{
	bool fresh;
	struct registration *r = recall_use(all, user_of(t->request), &fresh);

	if (fresh || (r->call != c->hash && !addr_same_ip(&r->source, &as_it_came(c, t)->client)))
		*r = (struct registration){ .time = NO_TIME };
	note_success(r, c, t);
	r->cseq = t->cseq;
}

static void
note_number(struct recall *all, const struct call *c, const struct tx *t)
{
	struct registration *r = recall_find(all, user_of(t->first));

	if (r == NULL || r->call != c->hash)
		return;
	r->lacks_some |= r->cseq != 0 && t->cseq > r->cseq && t->cseq - r->cseq > 1;
	r->cseq = t->cseq;
}

/* One that was not sent again, so that something came of it, or the answer alone: the capture lacks a packet. */
static bool
is_seen_in_part(const struct tx *t)
{
	return t->request == NULL ? t->success != NULL : t->final == NULL && t->request_copies == 1;
}

/* How long the binding lasts from there is not known. */
static void
note_part(struct recall *all, const struct tx *t)
{
	struct registration *r = recall_find(all, user_of(t->request != NULL ? t->request : t->success));

	if (r != NULL)
		r->granted = 0;
}

/* Sent again and again, or, over a connection, once, and nothing that followed on an answer. */
static bool
is_left_alone(const struct call *c, const struct tx *t)
{
	return t->request_copies >= SILENT_COPIES || (msg_is_reliable(t->request) && !tx_was_acked(c, t) && tx_cancel(c, t) == NULL);
}

static bool
is_silent_invite(const struct call *c, const struct tx *t)
{
	return t->method == METHOD_INVITE && t->request != NULL && tx_is_initial(t) && t->final == NULL &&
	    t->trying == NULL && t->provisional == NULL && is_left_alone(c, t) && t->server.family != 0 &&
	    call_goes_on(c, t->request, TIMER_64_T1);
}

static void
note_silence(struct recall *all, const struct tx *t)
{
	for (struct registration *r = recall_next(all, NULL); r != NULL; r = recall_next(all, r))
		if (addr_eq(&r->source, &t->server) && r->spot.message < t->request->number)
			r->silent = msg_spot(t->request);
}

void
span_registrations_call(void *state, const struct call *c, struct spans *s)
{
	(void)s;
	if (!(c->facts & (HAS_REGISTER | HAS_SILENCE)) && (c->txs == NULL || c->txs->method != METHOD_REGISTER))
		return;
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (t->method == METHOD_REGISTER)
			note_number(state, c, t);
		if (t->method == METHOD_REGISTER && t->request != NULL && t->success != NULL && tx_parent(c, t) == NULL)
			note_register(state, c, t);
		else if (t->method == METHOD_REGISTER && is_seen_in_part(t))
			note_part(state, t);
		else if (is_silent_invite(c, t))
			note_silence(state, t);
	}
}

static const struct msg *
message_numbered(const struct call *c, uint64_t number)
{
	for (const struct msg *m = c->first; m != NULL && number != 0; m = m->next)
		if (m->number == number)
			return m;
	return NULL;
}

/* ---- register.gap ---- */

bool
find_register_gap(const struct call *c, struct verdict *v)
{
	const struct recall *all = spans_state(v->spans, SPAN_registrations);

	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (t->method != METHOD_REGISTER || t->request == NULL)
			continue;
		const struct registration *r = recall_find(all, user_of(t->request));
		const struct msg *late = r != NULL ? message_numbered(c, r->gap_by) : NULL;
		look_at(v, late != NULL ? late : t->request);
		if (!HOLDS(v, REGISTERED_LATE, late != NULL) || !HOLDS(v, NOTHING_LET_GO,
		    !connection_lacks(v->network, late, late->where.time - r->gap.length, late->where.time + PEER_PATIENCE)))
			continue;
		v->at = late;
		if (r->gap.asked > r->gap.granted)
			SAY(v, EVIDENCE_HEADER, "Expires", late, "granted-less", 0, verdict_uint(v, r->gap.asked),
		    verdict_uint(v, r->gap.granted), verdict_spot(v, r->gap.granted_by));
		SAY(v, EVIDENCE_TIMER, "REGISTER", late, "registered-late", 0, verdict_id(v, late),
		    verdict_seconds(v, r->gap.length), verdict_seconds(v, r->gap.length - SECONDS(r->gap.granted)));
		return true;
	}
	return false;
}

/* ---- register.nat-expired ---- */

static bool
say_lost(struct verdict *v, const struct msg *at, struct spot invite, struct spot again, const struct addr *from,
    const struct addr *to)
{
	v->at = at;
	v->f.confidence = CONFIDENCE_LIKELY;
	evidence_at(SAY(v, EVIDENCE_MISSING, "response", NULL, "binding-silent", 0, verdict_spot(v, invite),
	    verdict_addr(v, from)), invite);
	evidence_at(SAY(v, EVIDENCE_MESSAGE, "REGISTER", NULL, "binding-moved", 0, verdict_spot(v, again),
	    verdict_addr(v, to), verdict_addr(v, from)), again);
	return true;
}

/* Who had that address, and has registered from another since. */
static const struct registration *
moved_from(const struct recall *all, const struct tx *invite)
{
	for (const struct registration *r = recall_next(all, NULL); r != NULL; r = recall_next(all, r))
		if (r->moved_by.message > invite->request->number && addr_eq(&r->old_source, &invite->server))
			return r;
	return NULL;
}

/* Judged last is the REGISTER, or the INVITE that waited for its timer. */
bool
find_nat_expired(const struct call *c, struct verdict *v)
{
	const struct recall *all = spans_state(v->spans, SPAN_registrations);

	if (!(c->facts & (HAS_REGISTER | HAS_SILENCE)))
		return HOLDS(v, HAS_REGISTER, false);
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (t->method == METHOD_REGISTER && t->request != NULL) {
			const struct registration *r = recall_find(all, user_of(t->request));
			const struct msg *again = r != NULL ? message_numbered(c, r->lost_by.message) : NULL;
			look_at(v, t->request);
			if (HOLDS(v, WAY_LOST, again != NULL))
				return say_lost(v, again, r->lost_invite, r->lost_by, &r->lost_from, &r->lost_to);
		}
		if (!is_silent_invite(c, t))
			continue;
		look_at(v, t->request);
		const struct registration *r = moved_from(all, t);
		if (HOLDS(v, WAY_LOST, r != NULL))
			return say_lost(v, t->request, msg_spot(t->request), r->moved_by, &r->old_source, &r->source);
	}
	return false;
}

/* ---- register.interval-loop ---- */

bool
find_register_interval_loop(const struct call *c, struct verdict *v)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		uint32_t least, asked;

		if (t->method != METHOD_REGISTER || t->final == NULL)
			continue;
		look_at(v, t->final);
		if (!HOLDS(v, CODE_FITS, t->final->code == 423))
			continue;
		const struct tx *next = tx_parent(c, t) == NULL ? tx_retry(t) : NULL;
		if (!HOLDS(v, TRIED_AGAIN, next != NULL && next->request != NULL) ||
		    !HOLDS(v, NOT_RESOLVED, next->success == NULL) ||
		    !HOLDS(v, INTERVALS_GIVEN, field_number(msg_header(t->final, H_MIN_EXPIRES), &least) &&
		    expires_of(next->request, &asked) && asked > 0) || !BELOW(v, INTERVAL_LOW, SECONDS(asked), SECONDS(least)))
			continue;
		v->at = t->final;
		SAY(v, EVIDENCE_HEADER, "Min-Expires", next->request, "interval-still-low", 0, "Min-Expires",
		    verdict_uint(v, least), verdict_uint(v, asked), verdict_id(v, next->request));
		verdict_also_code(v, t->final);
		return true;
	}
	return false;
}
