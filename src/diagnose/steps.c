/* SPDX-License-Identifier: MIT */
#include "diagnose/steps.h"

#include <stdlib.h>

#include "diagnose/calls/outcome.h"
#include "input/frame/witness.h"
#include "text/text.h"

enum { MOST_WITNESSES = 32, MOST_HOPS = 16 };

static bool
is_evidence(const struct finding *f, const struct msg *m)
{
	for (size_t i = 0; i < f->evidence_count; i++)
		if (f->evidence[i].at.message == m->number)
			return true;
	return f->message == m->number;
}

static const char *
label_of(const struct msg *m, struct arena *a)
{
	const struct message *index = msg_index(m);
	const char *sdp = m->facts & MSG_SDP ? " (SDP)" : "";

	if (!m->is_response)
		return arena_printf(a, "%s%s", shown(PART(index, method_name), a), sdp);
	const char *phrase = shown(PART(index, phrase), a);
	return arena_printf(a, "%d%s%s%s", m->code, *phrase != '\0' ? " " : "", phrase, sdp);
}

static void
add_message(const struct msg *m, struct finding *f)
{
	struct step *s = finding_step(f);

	s->at = msg_spot(m);
	s->time = m->where.time;
	s->src = m->where.src;
	s->dst = m->where.dst;
	s->label = label_of(m, &f->arena);
	s->marked = is_evidence(f, m);
	s->repeated = m->copy_of != NULL;
}

/* Names of protocols, the same in every language; a log line by what it states. NULL: nothing to draw. */
static const char *
witness_label(const struct witness *w, struct arena *a)
{
	static const char *const names[SERVICE_UPGRADE_UNANSWERED + 1] = {
		[ICMP_PORT_CLOSED] = "ICMP port unreachable", [ICMP_HOST_UNREACHABLE] = "ICMP unreachable",
		[ICMP_FILTERED] = "ICMP prohibited", [ICMP_TOO_BIG] = "ICMP too big",
		[ICMP_REASSEMBLY] = "ICMP reassembly time exceeded", [ICMP_TTL] = "ICMP time exceeded",
		[TCP_REFUSED] = "TCP RST to SYN", [TCP_SILENT] = "TCP SYN unanswered", [TCP_RESET] = "TCP RST", [TCP_CLOSED] = "TCP FIN",
		[SCTP_REFUSED] = "SCTP ABORT to INIT", [SCTP_SILENT] = "SCTP INIT unanswered",
		[SCTP_ABORTED] = "SCTP ABORT", [SCTP_CLOSED] = "SCTP SHUTDOWN",
		[DNS_NXDOMAIN] = "DNS NXDOMAIN", [DNS_SERVFAIL] = "DNS SERVFAIL", [DNS_REFUSED] = "DNS REFUSED",
		[DNS_EMPTY] = "DNS no records", [DNS_SILENT] = "DNS unanswered", [DNS_CUT] = "DNS truncated",
		[TLS_ALERT] = "TLS alert", [TLS_CLOSED_IN_HANDSHAKE] = "TLS closed in handshake",
		[TLS_UNANSWERED] = "TLS ClientHello unanswered",
		[SERVICE_HTTP] = "HTTP", [SERVICE_UPGRADE_REFUSED] = "HTTP", [SERVICE_OTHER] = "?",
	};
	const char *name = names[w->what];
	const char *more = text_shown(a, w->kind == WITNESS_TLS ? w->detail : w->name, NULL);

	if (w->kind == WITNESS_LINE)
		return w->entry.n == 0 ? NULL : arena_printf(a, "%.*s%s%.*s", SLICE_ARG(w->product), w->product.n ? ": " : "",
		    SLICE_ARG(w->entry));
	if (name == NULL)
		return NULL;
	return arena_printf(a, "%s%s%s", name, *more != '\0' ? " " : "", more);
}

static bool
is_drawn(const struct finding *f, const struct seen *seen)
{
	for (size_t i = 0; i < f->step_count; i++)
		if (f->steps[i].witness && f->steps[i].at.message == seen->number)
			return true;
	return false;
}

static bool
stands_there(struct spot evidence, struct spot step)
{
	return (step.packet != 0 && evidence.packet == step.packet) || (step.line != 0 && evidence.line == step.line);
}

/* From who failed to who had sent: the way the bad news went. `number` keeps one from being drawn twice. */
static void
add_witness(const struct seen *seen, struct finding *f, size_t *count)
{
	const char *label = witness_label(seen->witness, &f->arena);

	if (label == NULL || *count == MOST_WITNESSES || is_drawn(f, seen))
		return;
	struct step *s = finding_step(f);
	s->at = spot_of(seen->number, &seen->where);
	s->time = seen->where.time;
	s->label = label;
	s->witness = true;
	if (seen->witness->kind != WITNESS_LINE && seen->witness->kind != WITNESS_DNS) {
		s->src = seen->witness->to;
		s->dst = seen->witness->from;
	}
	for (size_t i = 0; i < f->evidence_count; i++)
		s->marked |= f->evidence[i].kind == EVIDENCE_WITNESS && stands_there(f->evidence[i].at, s->at);
	(*count)++;
}

/* Both ends are those of a hop that the call took, and it was going on. */
static bool
is_of_hop(const struct seen *seen, const struct tx *t)
{
	const struct witness *w = seen->witness;

	if (!((addr_eq(&w->from, &t->client) && addr_eq(&w->to, &t->server)) ||
	    (addr_eq(&w->from, &t->server) && addr_eq(&w->to, &t->client))))
		return false;
	return seen->where.time == NO_TIME || t->call->first->where.time == NO_TIME ||
	    (seen->where.time >= t->call->first->where.time - STEP_BEFORE &&
	    (t->call->now == NO_TIME || seen->where.time <= t->call->now));
}

static void
add_of_hop(const struct tx *t, const struct witnesses *ws, struct finding *f, size_t *count)
{
	static const enum witness_kind kinds[] = { WITNESS_ICMP, WITNESS_TCP, WITNESS_TLS, WITNESS_SERVICE };

	for (size_t k = 0; k < sizeof kinds / sizeof *kinds && t->server.family != 0; k++) {
		const struct seen *s = NULL;

		while (*count < MOST_WITNESSES && (s = witnesses_of_addr(ws, kinds[k], &t->server, s)) != NULL)
			if (is_of_hop(s, t))
				add_witness(s, f, count);
	}
}

static void
add_witnesses(const struct call *c, const struct witnesses *ws, struct finding *f)
{
	size_t count = 0, hops = 0;

	for (const struct seen *s = NULL; (s = witnesses_of_call_id(ws, c->id, s)) != NULL && count < MOST_WITNESSES;)
		add_witness(s, f, &count);
	for (const struct tx *t = c->txs; t != NULL && hops < MOST_HOPS; t = t->next, hops++)
		add_of_hop(t, ws, f, &count);
}

/* By time; what has none stays behind what it came behind. */
static void
put_in_order(struct step *steps, size_t messages, size_t n)
{
	for (size_t i = messages; i < n; i++) {
		struct step s = steps[i];
		size_t at = i;

		while (at > 0 && s.time != NO_TIME && steps[at - 1].time != NO_TIME && steps[at - 1].time > s.time) {
			steps[at] = steps[at - 1];
			at--;
		}
		steps[at] = s;
	}
}

void
steps_add(const struct call *c, const struct witnesses *ws, struct finding *f)
{
	for (const struct msg *m = c->first; m != NULL; m = m->next)
		add_message(m, f);
	size_t messages = f->step_count;
	if (witnesses_any(ws))
		add_witnesses(c, ws, f);
	put_in_order(f->steps, messages, f->step_count);
	for (size_t i = 0; i < f->step_count; i++)
		if (f->steps[i].witness)
			f->steps[i].at.message = 0;	/* it is no message: people find it by its packet or line */
}
