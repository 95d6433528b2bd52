/* SPDX-License-Identifier: MIT */
#include "diagnose/explain.h"

#include "diagnose/calls/find.h"
#include "diagnose/calls/outcome.h"
#include "diagnose/message/entry_facts.h"
#include "diagnose/message/method.h"
#include "diagnose/message/single.h"
#include "diagnose/rules/causes.h"
#include "finding/ids.h"
#include "sip/reading.h"
#include "text/text.h"

void
explain_response(struct knowledge *k, const struct msg *m, struct finding *f)
{
	struct frame frame = msg_frame(m);
	struct message asked = *msg_index(m);

	asked.cseq_method = m->method;	/* of its request, where it has no CSeq of its own */
	diagnose_message(k, &asked, &frame, m->number, f);
}

/* The facts of its entry; a rule whose entry is not there is still a warning. */
void
explain_entry(struct knowledge *k, struct finding *f, const struct verdict *v)
{
	struct entry e;

	f->severity = SEVERITY_WARNING;
	f->party = PARTY_NOBODY;
	f->retry = RETRY_NO;
	if (knowledge_entry(k, f->id, &e)) {
		take_entry_facts(f, &e);
		causes_take_facts(&e, f);
	}
	if (v->has_severity)
		f->severity = v->severity;
	if (v->is_mild)
		f->severity = SEVERITY_INFO;
}

/* What the headers of a message name: ids for `also`, and the sentences. An error among them makes it one. */
static void
add_headers_of(struct knowledge *k, const struct msg *m, struct finding *out)
{
	struct finding f;
	struct entry e;

	explain_response(k, m, &f);
	for (size_t i = 0; i < f.evidence_count; i++) {
		const struct evidence *from = &f.evidence[i];

		if (from->kind != EVIDENCE_HEADER || from->entry == NULL)
			continue;
		evidence_at(finding_evidence_copy(out, from), msg_spot(m));
	}
	for (size_t i = 0; i < f.also_count; i++) {
		finding_also(out, f.also[i]);
		if (knowledge_entry(k, f.also[i], &e) && e.severity > out->severity && out->severity >= SEVERITY_WARNING)
			out->severity = e.severity;
	}
	finding_release(&f);
}

void
explain_verdict(struct knowledge *k, struct verdict *v, struct finding *out)
{
	*out = v->f;
	v->f = (struct finding){ .arena = ARENA_INIT };
	explain_entry(k, out, v);
	if (v->has_party)
		out->party = v->party;
	out->match = MATCH_NONE;
	if (v->explain != NULL)
		add_headers_of(k, v->explain, out);
	if (v->at == NULL)
		return;
	out->has_where = true;
	out->where = v->at->where;
	out->message = v->at->number;
	if (v->at->is_response) {
		struct reading_status status;

		read_status(&status, msg_index(v->at), &out->arena);
		out->code = status.code;
		out->phrase = shown(status.phrase, &out->arena);
		tell_rule_by_method(k, out, v->at->method);
	}
	if (v->variant != NULL)
		tell_as(k, out, v->variant);
}

/* What whoever has to act sent; NULL: nothing of theirs is known for sure. A request that came over a proxy tells only who began it. */
static const struct msg *
sent_by_who_acts(const struct call *c, const struct msg *at, enum party party)
{
	const struct tx *t = at->tx, *setup = t != NULL && tx_is_initial(t) ? t : call_setup(c);
	const struct msg *request = setup != NULL ? setup->request : NULL;

	switch (party) {
	case PARTY_CALLER:
		return request != NULL && request->vias == 1 ? request : NULL;
	case PARTY_NETWORK:	/* who sends in vain is asked to look */
		return !at->is_response && at->vias == 1 ? at : NULL;
	case PARTY_CALLEE:
		return setup != NULL ? setup->final : NULL;
	case PARTY_PROXY: case PARTY_REGISTRAR: case PARTY_PROVIDER:
		return at->is_response ? at : NULL;
	default:
		return NULL;
	}
}

void
explain_product(struct knowledge *k, const struct call *c, const struct verdict *v, struct finding *f)
{
	const struct msg *m = v->helper != NULL ? v->helper : v->at != NULL ? sent_by_who_acts(c, v->at, f->party) : NULL;

	take_vendor(k, f, m != NULL ? message_agent(msg_index(m), NULL) : SLICE_NONE);
}

/* Whoever cancelled may have said why: a phone of a ring group that another one answered for has missed nothing. */
static void
explain_cancel(struct knowledge *k, const struct call *c, const struct msg *m, struct finding *f)
{
	const struct tx *cancel = tx_cancel(c, m->tx);

	if (cancel == NULL || cancel->request == NULL || !(cancel->request->facts & MSG_REASON))
		return;
	add_headers_of(k, cancel->request, f);
	for (size_t i = 0; i < f->also_count; i++)
		if (strcmp(f->also[i], "reason.completed-elsewhere") == 0) {
			f->also[i] = "code.487";
			f->id = "reason.completed-elsewhere";
			explain_entry(k, f, &(struct verdict){ .at = NULL });
		}
}

/*
 * Nothing can cross the INVITE that begins a call, it belongs to no call that could be missing, and a change within one
 * calls nobody elsewhere.
 */
static void
tell_by_dialog(struct knowledge *k, const struct msg *m, struct finding *f)
{
	bool initial = tx_is_initial(m->tx);

	if (initial && strcmp(f->id, "reason.dialog-unknown") == 0) {
		f->id = arena_printf(&f->arena, "code.%d", f->code);
		explain_entry(k, f, &(struct verdict){ .at = NULL });
	}
	if (initial ? strcmp(f->id, "code.491") == 0 : m->code < 400 && id_is_of(f->id, "code"))
		tell_as_class(k, f, initial ? "foreign" : "other");
}

/* A phone that rang until time was over is no fault of anybody's. */
void
explain_failure(struct knowledge *k, const struct spans *spans, const struct call *c, const struct msg *m, struct finding *f)
{
	struct entry e;

	if (m->method == METHOD_INVITE && (m->code == 408 || m->code == 480) && tx_rang(c, m->tx))
		tell_as(k, f, "rang");
	if (m->method == METHOD_INVITE && m->tx->request != NULL)
		tell_by_dialog(k, m, f);
	if (m->method == METHOD_INVITE && m->code == 487)
		explain_cancel(k, c, m, f);
	const struct tx *parent = m->code == 503 ? tx_parent(c, m->tx) : NULL;
	if (parent != NULL && parent->final != NULL && parent->final->code == 500)
		finding_also(f, "code.500");
	if (knowledge_entry(k, finding_text(f), &e)) {
		causes_of_failure(c, m, spans, &e, f);
		causes_take_facts(&e, f);
	}
}
