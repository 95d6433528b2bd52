/* SPDX-License-Identifier: MIT */
/* dialog.bye-failed, dialog.dropped: how a call ended, or failed to (RFC 3261 §15, RFC 3326). */
#include "base/literals.h"
#include "diagnose/rules/below.h"
#include "diagnose/rules/rules.h"
#include "sip/isup.h"

/* ---- dialog.bye-failed ---- */

/* Another BYE ended it, or both sides hung up at once and the second BYE met a dialog that was gone. */
static bool
is_over_already(const struct call *c, const struct tx *bye)
{
	bool gone = bye->final != NULL && bye->final->code == 481;

	for (const struct tx *t = c->txs; t != NULL; t = t->next)
		if (t != bye && t->method == METHOD_BYE && same_dialog(t->first, bye->request) &&
		    (t->request != NULL || !slice_eq(t->from_tag, bye->from_tag)) &&
		    (t->success != NULL || (gone && !slice_eq(t->from_tag, bye->from_tag))))
			return true;
	return false;
}

/* Where the sender got it from: the Contact of the other side (§12.2.1.1). */
static struct slice
target_of(const struct call *c, const struct msg *bye)
{
	const struct msg *ok = dialog_answer(c, bye);
	struct contact contact;

	return ok != NULL && ok->method == METHOD_INVITE && slice_eq(MSG(ok, from_tag), MSG(bye, from_tag)) &&
	    msg_contact(ok, &contact) ? contact.uri : SLICE_NONE;
}

/* It went where the INVITE had gone, and not to the Contact of the answer. */
static void
say_wrong_target(const struct call *c, struct verdict *v, const struct tx *t)
{
	struct slice target = target_of(c, t->request);
	const struct tx *setup = call_setup(c);

	if (target.p == NULL || t->request->vias != 1 || setup == NULL || uri_same(MSG(t->request, uri), target) ||
	    !uri_same(MSG(t->request, uri), MSG(setup->request, uri)))
		return;
	v->variant = "wrong-target";
	SAY(v, EVIDENCE_HEADER, "Request-URI", t->request, "bye-wrong-target", 0, verdict_id(v, t->request),
	    verdict_text(v, MSG(t->request, uri)), verdict_text(v, target));
}

/* The header whose tag it lacks, which no dialog can then match (§12.2.2), unless the other side has none either (§12.2.1.1). */
static const char *
lacks_tag(const struct call *c, const struct msg *bye)
{
	const struct tx *setup = call_setup(c);
	struct slice from = MSG(bye, from), to = MSG(bye, to);

	if (setup != NULL && (MSG(setup->request, from_tag).n == 0 || (setup->success != NULL && MSG(setup->success, to_tag).n == 0)))
		return NULL;
	if (from.n > 0 && MSG(bye, from_tag).n == 0 && slice_find(from, SLICE("...")) == NULL)
		return "From";
	return to.n > 0 && MSG(bye, to_tag).n == 0 && slice_find(to, SLICE("...")) == NULL ? "To" : NULL;
}

static void
say_no_tag(struct verdict *v, const struct tx *t, const char *header)
{
	v->variant = "no-tag";
	verdict_excludes(v, t->final, "peer-lost");
	SAY(v, EVIDENCE_HEADER, header, t->request, "bye-no-tag", 0, verdict_id(v, t->request), header);
}

/* Who no longer knows the call says 481, or that there is nobody: not that the BYE is wrong, forbidden or out of order. */
static bool
may_have_lost_call(unsigned code)
{
	return code == 481 || code == 404 || code == 410 || code == 604;
}

/* A hop that passed the BYE on, and gave up or said no because nothing came back from there: where it got lost. */
static void
say_silent_behind(const struct call *c, struct verdict *v, const struct tx *t)
{
	const struct tx *child = NULL;

	while ((child = tx_child(c, t, child)) != NULL) {
		if (child->final != NULL)
			say_silent_behind(c, v, child);
		else if (child->success == NULL && child->request_copies >= SILENT_BYE_COPIES && tx_is_unanswered(c, child, v->hosts)) {
			say_unanswered(c, v, child, "BYE");
			return;
		}
	}
}

static bool
say_refused(const struct call *c, struct verdict *v, const struct tx *t)
{
	v->at = t->final;
	SAY(v, EVIDENCE_MESSAGE, "BYE", t->final, "bye-refused", 0, verdict_id(v, t->request), verdict_start(v, t->final),
	    verdict_addr(v, &t->server));
	say_silent_behind(c, v, t);
	v->at = t->final;
	const char *untagged = lacks_tag(c, t->request);
	if (untagged != NULL && (may_have_lost_call(t->final->code) || t->final->code == 400))
		say_no_tag(v, t, untagged);
	else
		say_wrong_target(c, v, t);
	if (!may_have_lost_call(t->final->code))
		verdict_excludes(v, t->final, "peer-lost");
	verdict_also_code(v, t->final);
	return true;
}

bool
find_bye_failed(const struct call *c, struct verdict *v)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (t->method != METHOD_BYE || t->request == NULL)
			continue;
		look_at(v, t->request);
		if (!HOLDS(v, NOT_RESOLVED, t->success == NULL && !is_over_already(c, t)))
			continue;
		if (t->final != NULL && t->final->code >= 300 && !tx_is_challenged(t))
			return say_refused(c, v, t);
		if (!(given_up_in_dialog(c, v->network, t) || ENOUGH(v, SENT_OFTEN, t->request_copies, SILENT_BYE_COPIES)) ||
		    !HOLDS(v, UNANSWERED, tx_is_unanswered(c, t, v->hosts)))
			continue;
		if (!silence_is_sure(c, v, t)) {
			cannot_tell(c, v);
			continue;
		}
		say_unanswered(c, v, t, "BYE");
		verdict_excludes(v, t->request, "peer-lost");	/* who lost the call says 481 */
		return true;
	}
	return false;
}

/* ---- dialog.dropped ---- */

static bool
is_ordinary_cause(uint32_t cause)
{
	return cause == 0 || cause == 16 || cause == 26 || cause == 31;
}

enum ending { ENDING_UNKNOWN, ENDING_ORDINARY, ENDING_DROPPED };

/* What a phone and its P-CSCF say (3GPP TS 24.229 §7.2A.18): of the phone's, 1 is the user and 31 nothing special. */
static enum ending
ending_of_release(const struct reason *r)
{
	bool phone = slice_eq_nocase(r->protocol, SLICE("RELEASE_CAUSE"));

	if (!r->has_cause || (!phone && !slice_eq_nocase(r->protocol, SLICE("FAILURE_CAUSE"))))
		return ENDING_UNKNOWN;
	return phone && (r->cause == 1 || r->cause == 31) ? ENDING_ORDINARY : ENDING_DROPPED;
}

static enum ending
ending_of(const struct reason *r)
{
	if (reason_is_q850(r))
		return !r->has_cause ? ENDING_UNKNOWN : is_ordinary_cause(r->cause) ? ENDING_ORDINARY : ENDING_DROPPED;
	if (slice_eq_nocase(r->protocol, SLICE("SIP")))
		return r->has_cause && r->cause >= 400 && r->cause < 700 && r->cause != 487 ? ENDING_DROPPED : ENDING_UNKNOWN;
	if (slice_eq_nocase(r->protocol, SLICE("FreeSWITCH")) || slice_eq_nocase(r->protocol, SLICE("Asterisk")))
		return literals_have_nocase(&literals_ordinary_cause, r->text) || (r->has_cause && is_ordinary_cause(r->cause)) ?
		    ENDING_ORDINARY : ENDING_DROPPED;
	return slice_eq_nocase(r->protocol, SLICE("Preemption")) ? ENDING_DROPPED : ending_of_release(r);
}

/* The telephone network's own release, which the BYE carries (ITU-T Q.1912.5). */
static bool
has_isup_cause(const struct message *bye)
{
	struct slice body;
	struct isup isup;

	return bye->body.n > 0 && message_part(bye, SLICE("application/isup"), &body) && isup_cause(&isup, body) &&
	    !is_ordinary_cause(isup.cause);
}

/* Several Reasons are one cause, translated on the way: where one says that all is well, the others don't count. */
static bool
is_no_ordinary_end(const struct msg *bye)
{
	bool dropped = false;
	uint32_t cause;
	struct reason r;

	if (!(bye->facts & (MSG_REASON | MSG_HANGUP_CAUSE | MSG_BODY)))
		return false;
	struct reasons all = message_reasons(msg_index(bye));
	while (reasons_next(&all, &r)) {
		enum ending ending = ending_of(&r);

		if (ending == ENDING_ORDINARY)
			return false;
		dropped |= ending == ENDING_DROPPED;
	}
	dropped |= has_isup_cause(msg_index(bye));
	if (!dropped && field_number(msg_header(bye, H_X_ASTERISK_HANGUPCAUSECODE), &cause))
		dropped = !is_ordinary_cause(cause) && cause <= 127;
	return dropped;
}

/* The call was up: somebody answered, and nobody had given it up before. */
static const struct msg *
answer_before(const struct call *c, const struct msg *bye)
{
	const struct msg *ok = dialog_answer(c, bye);

	if (ok == NULL || ok->method != METHOD_INVITE || ok->number > bye->number || tx_cancel(c, ok->tx) != NULL)
		return NULL;
	return ok;
}

/* The description or the bearer it leads to is refused: 488 and its like, or what they are in Q.850 (RFC 3398 §8.2.6.1). */
static bool
is_about_media(const struct reason *r)
{
	if (slice_eq_nocase(r->protocol, SLICE("SIP")))
		return r->cause == 415 || r->cause == 488 || r->cause == 606;
	return r->cause == 58 || r->cause == 65 || r->cause == 70 || r->cause == 79 || r->cause == 88;
}

static bool
refuses_media(const struct msg *bye)
{
	struct reasons all = message_reasons(msg_index(bye));
	struct reason r = { .protocol = SLICE_NONE };

	if (field_number(msg_header(bye, H_X_ASTERISK_HANGUPCAUSECODE), &r.cause) && is_about_media(&r))
		return true;
	while (reasons_next(&all, &r))
		if (r.has_cause && is_about_media(&r))
			return true;
	return false;
}

static bool
names_status(const struct msg *bye, unsigned code)
{
	struct reasons all = message_reasons(msg_index(bye));
	struct reason r;

	while (reasons_next(&all, &r))
		if (slice_eq_nocase(r.protocol, SLICE("SIP")) && r.has_cause && r.cause == code)
			return true;
	return false;
}

/* The other side refused what the one who hangs up had just asked for within the call: that is why. */
static const struct msg *
refused_before(const struct call *c, const struct msg *bye)
{
	const struct msg *last = NULL;

	for (const struct tx *t = c->txs; t != NULL; t = t->next)
		if (t->request != NULL && t->final != NULL && t->final->code >= 400 && !tx_is_challenged(t) && !tx_is_initial(t) &&
		    t->method != METHOD_BYE && t->final->number < bye->number && msg_gap(t->final, bye) <= DROPPED_AT_ONCE &&
		    slice_eq(MSG(t->request, from_tag), MSG(bye, from_tag)) && names_status(bye, t->final->code))
			last = t->final;
	return last;
}

bool
find_dropped(const struct call *c, struct verdict *v)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		const struct msg *bye = t->method == METHOD_BYE ? t->request : NULL;
		const struct msg *ok = bye != NULL ? answer_before(c, bye) : NULL;

		if (bye == NULL)
			continue;
		look_at(v, bye);
		if (!HOLDS(v, ANSWERED_BEFORE, ok != NULL) || !HOLDS(v, NO_ORDINARY_END, is_no_ordinary_end(bye)))
			continue;
		int64_t talk = msg_gap(ok, bye);
		v->at = bye;
		v->explain = bye;
		v->has_party = call_setup(c) != NULL;	/* who hung up knows why */
		const struct msg *refusal = refused_before(c, bye);
		v->party = sent_by_caller(c, bye) == (refusal == NULL) ? PARTY_CALLER : PARTY_CALLEE;
		bool at_once = talk != NO_TIME && talk <= DROPPED_AT_ONCE && refuses_media(bye);
		SAY(v, EVIDENCE_MESSAGE, "BYE", bye, at_once ? "dropped-at-once" : "dropped", 0, verdict_id(v, bye),
		    verdict_seconds(v, talk));
		if (at_once)
			verdict_proves(v, bye, "answer-unsuited");
		if (refusal != NULL)
			SAY(v, EVIDENCE_MESSAGE, NULL, refusal, "request-refused", 0, verdict_start(v, refusal->tx->request),
			    verdict_id(v, refusal->tx->request), verdict_start(v, refusal), verdict_id(v, refusal));
		return true;
	}
	return false;
}
