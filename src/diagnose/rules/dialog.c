/* SPDX-License-Identifier: MIT */
/* dialog.*: what must happen inside a dialog, and did not (RFC 3261 §12–§15). */
#include "base/ascii.h"
#include "base/literals.h"
#include "diagnose/calls/outcome.h"
#include "diagnose/rules/causes.h"
#include "diagnose/rules/rules.h"

/* ---- dialog.missing-ack ---- */

/* The BYE of the one who sent the 2xx. */
static const struct msg *
gave_up(const struct msg *ok)
{
	for (const struct msg *m = ok->next; m != NULL; m = m->next)
		if (!m->is_response && m->method == METHOD_BYE && slice_eq(MSG(m, from_tag), MSG(ok, to_tag)) &&
		    slice_eq(MSG(m, to_tag), MSG(ok, from_tag)))
			return m;
	return NULL;
}

/* "ACK Timeout" (Sofia, FreeSWITCH), "No ACK received": it names the ACK, and that it did not come. */
static bool
names_missing_ack(struct slice text)
{
	const char *ack = slice_find_nocase(text, SLICE("ack"));

	if (ack == NULL || (ack > text.p && is_alpha(ack[-1])) || (ack + 3 < slice_limit(text) && is_alpha(ack[3])))
		return false;
	return literals_stand_in(&literals_ack_missing, text);
}

static bool
says_no_ack(const struct msg *bye)
{
	struct reasons all;
	struct reason r;

	if (!(bye->facts & MSG_REASON))
		return false;
	all = message_reasons(msg_index(bye));
	while (reasons_next(&all, &r))
		if (names_missing_ack(r.text))
			return true;
	return false;
}

/* The last answer of who hung up: the one whose ACK is meant. */
static bool
is_last_answer(const struct msg *ok, const struct msg *bye)
{
	for (const struct msg *m = ok->next; m != NULL && m != bye; m = m->next)
		if (msg_is_answer(m) && m->cseq != ok->cseq && same_tags(m, ok))
			return false;
	return true;
}

/*
 * An ACK on another way than the one captured silences the sender just as well: it must have gone on sending
 * until 64*T1 or until it hung up.
 */
static bool
was_never_satisfied(const struct msg *ok, const struct msg *bye)
{
	const struct msg *last = msg_last_copy(ok);
	int64_t span = msg_gap(ok, last), rest = bye != NULL ? msg_gap(last, bye) : NO_TIME;

	if (gap_at_least(span, ANSWER_UNSATISFIED))
		return true;
	if (bye == NULL)
		return false;
	int64_t whole = msg_gap(ok, bye);
	if (whole == NO_TIME)
		return msg_copies(ok) >= ANSWER_COPIES;
	if (whole >= TIMER_64_T1 - ANSWER_TIMER_SLACK && whole <= TIMER_64_T1 + ANSWER_TIMER_SLACK)
		return true;
	return msg_copies(ok) >= ANSWER_COPIES && rest <= ANSWER_LAST_COPY;
}

/* An ACK that leaves the sender going on as before did not reach it. */
static bool
was_acked(const struct call *c, const struct msg *ok)
{
	const struct msg *ack = call_ack(c, ok);
	unsigned after = 0;

	if (ack == NULL)
		return false;
	for (const struct msg *m = msg_next_copy(ok); m != NULL; m = msg_next_copy(m))
		after += m->number > ack->number;
	return after < ANSWERS_AFTER_ACK;
}

static void
say_ack(struct verdict *v, const struct msg *ok, const struct msg *ack)
{
	if (ack != NULL) {
		if (finding_cause(&v->f) == NULL)
			v->f.confidence = CONFIDENCE_LIKELY;
		SAY(v, EVIDENCE_MESSAGE, "ACK", ack, "lost-ack", 0, verdict_id(v, ack), verdict_addr(v, &ack->where.dst));
		return;
	}
	for (const struct msg *m = ok->next; m != NULL; m = m->next)
		if (!m->is_response && m->method == METHOD_ACK) {
			SAY(v, EVIDENCE_MESSAGE, "ACK", m, "other-ack", 0, verdict_id(v, m));
			return;
		}
}

/* The ACK is meant for something else: another INVITE has its CSeq number, or another answer its tag. */
static bool
is_asked_for(const struct call *c, const struct msg *ack, const struct msg *ok)
{
	for (const struct msg *m = c->first; m != NULL; m = m->next)
		if (m->method == METHOD_INVITE && m->cseq == ack->cseq &&
		    (m->cseq != ok->cseq || (m->is_response && slice_eq(MSG(m, to_tag), MSG(ack, to_tag)))))
			return true;
	return false;
}

/* Meant for this answer, yet with a CSeq number or a tag that no answer has (§13.2.2.4): it is dropped where it arrives. */
static const struct msg *
misshapen_ack(const struct call *c, const struct msg *ok)
{
	for (const struct msg *m = ok->next; m != NULL; m = m->next)
		if (!m->is_response && m->method == METHOD_ACK && m->vias == 1 && slice_eq(MSG(m, from_tag), MSG(ok, from_tag)) &&
		    !is_asked_for(c, m, ok))
			return m;
	return NULL;
}

/* "No ACK" is said only where there is none. */
static void
say_missing_ack(const struct call *c, struct verdict *v, const struct msg *ok, const struct msg *bye)
{
	const struct msg *last = msg_last_copy(ok), *ack = call_ack(c, ok), *wrong = ack == NULL ? misshapen_ack(c, ok) : NULL;
	bool came = ack != NULL || wrong != NULL;
	const char *key = bye != NULL ? came ? "answer-again-bye" : "no-ack-bye" : came ? "answer-again" : "no-ack";

	v->at = ok;
	SAY(v, came ? EVIDENCE_COUNT : EVIDENCE_MISSING, came ? "200" : "ACK", ok, key, msg_copies(ok), verdict_id(v, ok),
	    verdict_id(v, last), verdict_seconds(v, msg_gap(ok, bye != NULL ? bye : last)), verdict_start(v, ok));
	if (wrong != NULL) {
		v->has_party = true;
		v->party = sent_by_caller(c, wrong) ? PARTY_CALLER : PARTY_CALLEE;
	} else
		causes_of_missing_ack(c, v, ok);
	verdict_header(v, ok, H_CONTACT);
	say_ack(v, ok, ack);
	say_ack_refused(v, ok, ack);
}

/* Who answered says so itself, whatever was seen of an ACK on its way. */
static bool
say_stated(const struct call *c, struct verdict *v, const struct msg *ok, const struct msg *bye)
{
	const struct msg *ack = call_ack(c, ok);

	if (ack == NULL) {
		say_missing_ack(c, v, ok, bye);
	} else {
		v->at = ok;
		SAY(v, EVIDENCE_MESSAGE, "BYE", bye, "dropped", 0, verdict_id(v, bye), verdict_seconds(v, msg_gap(ok, bye)));
		causes_of_missing_ack(c, v, ok);
		verdict_header(v, ok, H_CONTACT);
	}
	verdict_header(v, bye, H_REASON);
	return true;
}

bool
find_missing_ack(const struct call *c, struct verdict *v)
{
	if (!(c->facts & (HAS_REPEATED_FINAL | HAS_BYE)))
		return false;
	for (const struct msg *ok = c->first; ok != NULL; ok = ok->next) {
		if (!msg_is_answer(ok) || ok->copy_of != NULL)
			continue;
		look_at(v, ok);
		const struct msg *bye = c->facts & HAS_BYE ? gave_up(ok) : NULL;
		if (bye != NULL && says_no_ack(bye) && is_last_answer(ok, bye))
			return say_stated(c, v, ok, bye);
		if (!ENOUGH(v, SENT_OFTEN, msg_copies(ok), ANSWER_AGAIN) || !HOLDS(v, NO_ACK_ARRIVED, !was_acked(c, ok)))
			continue;
		bool at_end = bye == NULL && !outlasts(c, v, ok, TIMER_64_T1);
		if (at_end && !ENOUGH(v, SENT_TO_THE_END, msg_copies(ok), ANSWER_COPIES_AT_END)) {
			cannot_tell(c, v);
			continue;
		}
		if (!HOLDS(v, NOTHING_LET_GO, !c->clipped) || (!at_end && !HOLDS(v, NEVER_SATISFIED, was_never_satisfied(ok, bye))))
			continue;
		if (at_end)
			v->f.confidence = CONFIDENCE_LIKELY;
		say_missing_ack(c, v, ok, bye);
		return true;
	}
	return false;
}

/* ---- dialog.failure-not-acked ---- */

bool
find_failure_not_acked(const struct call *c, struct verdict *v)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (t->method != METHOD_INVITE || t->final == NULL || t->final->code < 300)
			continue;
		look_at(v, t->final);
		if (!ENOUGH(v, SENT_OFTEN, t->final_copies, FAILURE_COPIES) ||
		    !HOLDS(v, NO_ACK_ARRIVED, t->ack == NULL && call_ack(c, t->final) == NULL) ||
		    !HOLDS(v, NOTHING_LET_GO, !c->clipped))
			continue;
		const struct msg *last = msg_last_copy(t->final);
		v->at = t->final;
		SAY(v, EVIDENCE_MISSING, "ACK", t->final, "no-ack", t->final_copies, verdict_id(v, t->final),
		    verdict_id(v, last), verdict_seconds(v, msg_gap(t->final, last)), verdict_start(v, t->final));
		return true;
	}
	return false;
}

/* ---- dialog.no-contact ---- */

bool
find_no_contact(const struct call *c, struct verdict *v)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (t->method != METHOD_INVITE || t->success == NULL || !tx_is_initial(t))
			continue;
		look_at(v, t->success);
		if (!HOLDS(v, NO_CONTACT, !(t->success->facts & MSG_CONTACT)) || !HOLDS(v, WHOLE_MESSAGE, msg_is_whole(t->success)))
			continue;
		v->at = t->success;
		SAY(v, EVIDENCE_MISSING, "Contact", t->success, "no-contact", 0, verdict_start(v, t->success),
		    verdict_id(v, t->success));
		return true;
	}
	return false;
}

/* ---- dialog.glare ---- */

static bool
is_glare(const struct tx *t)
{
	return t->final != NULL && t->final->code == 491 && (t->method == METHOD_INVITE || t->method == METHOD_UPDATE);
}

/* The most of one side with nothing in between that got through. */
static unsigned
glares_in_a_row(const struct call *c, struct slice sender)
{
	unsigned n = 0, most = 0;

	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (!slice_eq(t->from_tag, sender) || (t->method != METHOD_INVITE && t->method != METHOD_UPDATE))
			continue;
		n = t->success != NULL ? 0 : n + (is_glare(t) && tx_is_first_sight(c, t));
		most = n > most ? n : most;
	}
	return most;
}

/* Time enough to try again, with the dialog still there. */
static bool
had_time(const struct call *c, struct verdict *v, const struct tx *glare)
{
	const struct tx *bye = dialog_request(c, glare->final, METHOD_BYE);

	if (bye != NULL)
		return ENOUGH(v, TIME_ENOUGH, msg_gap(glare->final, bye->request), GLARE_WAIT);
	return outlasts(c, v, glare->final, GLARE_WAIT);
}

bool
find_glare(const struct call *c, struct verdict *v)
{
	const struct tx *last = NULL;

	for (const struct tx *t = c->txs; t != NULL; t = t->next)
		if (is_glare(t) && tx_parent(c, t) == NULL)
			last = t;
	if (!HOLDS(v, CODE_FITS, last != NULL))
		return false;
	unsigned n = glares_in_a_row(c, last->from_tag);
	look_at(v, last->final);
	if (!ENOUGH(v, AGAIN_AND_AGAIN, n, GLARES_IN_A_ROW) &&
	    (!HOLDS(v, NOT_RESOLVED, !glare_is_settled(c, last)) || !had_time(c, v, last)))
		return false;
	v->at = last->final;
	SAY(v, EVIDENCE_COUNT, "491", last->final, n < GLARES_IN_A_ROW ? "glare-left" : "glare-again", n,
	    verdict_id(v, last->request != NULL ?
	    last->request : last->final), verdict_id(v, last->final));
	verdict_also_code(v, last->final);
	return true;
}

/* ---- dialog.cseq-too-low ---- */

/* An earlier request of the same side with a higher number, at the same hop. */
static const struct tx *
higher_before(const struct call *c, const struct tx *low)
{
	for (const struct tx *t = c->txs; t != low; t = t->next)
		if (t->request != NULL && t->cseq > low->cseq && slice_eq(t->from_tag, low->from_tag) &&
		    (t->to_tag.p == NULL || slice_eq(t->to_tag, low->to_tag)) && addr_eq(&t->client, &low->client) &&
		    t->request->number < low->request->number)
			return t;
	return NULL;
}

bool
find_cseq_too_low(const struct call *c, struct verdict *v)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next) {
		if (t->final == NULL || t->request == NULL || t->method == METHOD_CANCEL)
			continue;
		look_at(v, t->final);
		if (!HOLDS(v, CODE_FITS, t->final->code == 500) || !HOLDS(v, HAS_IN_DIALOG, t->to_tag.p != NULL))
			continue;
		const struct tx *high = higher_before(c, t);
		if (!HOLDS(v, HIGHER_CSEQ_BEFORE, high != NULL))
			continue;
		v->at = t->final;
		SAY(v, EVIDENCE_HEADER, "CSeq", t->request, "cseq-low", 0, verdict_uint(v, t->cseq), verdict_id(v, t->request),
		    verdict_uint(v, high->cseq), verdict_id(v, high->request));
		verdict_also_code(v, t->final);
		return true;
	}
	return false;
}
