/* SPDX-License-Identifier: MIT */
/* transfer.failed: a REFER that led nowhere (RFC 3515), or a Replaces that names no dialog (RFC 3891). */
#include "diagnose/rules/below.h"
#include "diagnose/rules/rules.h"
#include "sip/start_line.h"

/* The code of the status line in a message/sipfrag; 0: none, or no NOTIFY of a REFER. */
static int
sipfrag_code(const struct msg *m)
{
	const struct message *index = msg_index(m);
	struct status_line status;

	if (!slice_starts_nocase(slice_trim(msg_header(m, H_CONTENT_TYPE)), SLICE("message/sipfrag")))
		return 0;
	return status_line_read(&status, slice_trim(PART(index, body))) ? status.code : 0;
}

static bool
is_notify(const struct msg *m)
{
	return !m->is_response && m->method == METHOD_NOTIFY && m->copy_of == NULL &&
	    slice_starts_nocase(msg_header(m, H_EVENT), SLICE("refer"));
}

/* Without an id, the NOTIFY belongs to any REFER of the dialog. */
static bool
belongs_to(const struct msg *notify, const struct tx *refer)
{
	struct slice id;
	uint64_t number = 0;

	if (!slice_eq(MSG(notify, to_tag), refer->from_tag))
		return false;
	if (!header_param(msg_header(notify, H_EVENT), ';', SLICE("id"), &id) || slice_digits(id, &number) == 0)
		return true;
	return number == refer->cseq;
}

/* It answers a NOTIFY that the trace lacks. */
static bool
answers_unseen(const struct msg *m, const struct tx *refer)
{
	return m->is_response && m->method == METHOD_NOTIFY && m->tx->request == NULL && slice_eq(MSG(m, to_tag), refer->from_tag);
}

/* What the transferee said last of the new call; *any: it said something at all. NULL: nothing final. */
static const struct msg *
outcome(const struct tx *refer, bool *any)
{
	const struct msg *last = NULL;

	*any = false;
	for (const struct msg *m = refer->request->next; m != NULL; m = m->next) {
		*any |= answers_unseen(m, refer);
		if (!is_notify(m) || !belongs_to(m, refer))
			continue;
		*any = true;
		if (sipfrag_code(m) >= 200)
			last = m;
	}
	return last;
}

/* RFC 4488, RFC 7614: no NOTIFY is wanted. */
static bool
wants_notify(const struct tx *refer)
{
	const struct message *request = msg_index(refer->request);
	const struct header *own = message_named(request, SLICE("Refer-Sub"));
	const struct header *granted = message_named(msg_index(refer->success), SLICE("Refer-Sub"));

	if ((own != NULL && slice_starts_nocase(header_value(request, own), SLICE("false"))) ||
	    (granted != NULL && slice_starts_nocase(header_value(msg_index(refer->success), granted), SLICE("false"))))
		return false;
	return !message_lists(request, H_REQUIRE, SLICE("nosub")) && !message_lists(request, H_REQUIRE, SLICE("explicitsub"));
}

static bool
tried_again(const struct tx *refer)
{
	for (const struct tx *t = tx_retry(refer); t != NULL; t = tx_retry(t))
		if (t->success != NULL)
			return true;
	return false;
}

static bool
find_refused(const struct call *c, struct verdict *v, const struct tx *refer)
{
	if (refer->final != NULL && refer->final->code >= 300) {
		if (!HOLDS(v, REFUSED_FOR_GOOD, !tx_is_challenged(refer) && !tx_succeeded(c, refer) && tx_retry(refer) == NULL))
			return false;
		v->at = refer->final;
		SAY(v, EVIDENCE_MESSAGE, "REFER", refer->final, "request-refused", 0, "REFER", verdict_id(v, refer->request),
		    verdict_start(v, refer->final), verdict_id(v, refer->final));
		verdict_also_code(v, refer->final);
		return true;
	}
	if (!HOLDS(v, UNANSWERED, refer->final == NULL && refer->trying == NULL) ||
	    !(given_up_in_dialog(c, v->network, refer) || ENOUGH(v, SENT_OFTEN, refer->request_copies, SILENT_COPIES)))
		return false;
	if (!outlasts(c, v, refer->request, TIMER_64_T1))
		return cannot_tell(c, v);
	say_unanswered(c, v, refer, "REFER");
	return true;
}

static bool
find_no_notify(const struct call *c, struct verdict *v, const struct tx *refer)
{
	const struct tx *bye = dialog_request(c, refer->success, METHOD_BYE);

	if (!HOLDS(v, NOTIFY_WANTED, wants_notify(refer)) ||
	    !HOLDS(v, WHOLE_MESSAGE, !((refer->request->frame_flags | refer->success->frame_flags) & (FRAME_CUT | FRAME_EXCERPT))))
		return false;
	if (!HOLDS(v, NOTHING_LET_GO, !connection_is_torn(v->network, refer->success)))
		return cannot_tell(c, v);
	if (bye != NULL ? !ENOUGH(v, TIME_ENOUGH, msg_gap(refer->success, bye->request), NOTIFY_BEFORE_BYE) ||
	    !HOLDS(v, NOTHING_LET_GO, !c->clipped) : !outlasts(c, v, refer->success, TIMER_64_T1))
		return bye == NULL && cannot_tell(c, v);
	v->at = refer->success;
	v->f.confidence = CONFIDENCE_LIKELY;
	SAY(v, EVIDENCE_MISSING, "NOTIFY", refer->success, "refer-no-notify", 0, verdict_id(v, refer->request),
	    verdict_start(v, refer->success), verdict_id(v, refer->success));
	return true;
}

/* Why the new call failed, where the fragment has its Reason as well. */
static void
say_reason(struct verdict *v, const struct msg *notify)
{
	struct message inner = { .headers = NULL };
	unsigned q850 = 0;

	if (message_index(&inner, slice_trim(PART(msg_index(notify), body))) == MESSAGE_OK)
		q850 = message_q850(&inner);
	if (q850 > 0) {
		const char *cause = verdict_uint(v, q850);
		struct evidence *e = SAY(v, EVIDENCE_HEADER, "Reason", notify, "reason.q850", 0, "Q.850", cause, "");
		e->value = verdict_text(v, message_value(&inner, H_REASON));
		e->entry = arena_printf(&v->f.arena, "q850.%s", cause);
		finding_also(&v->f, e->entry);
	}
	message_release(&inner);
}

static bool
find_bad_outcome(struct verdict *v, const struct tx *refer, const struct msg *last)
{
	if (!HOLDS(v, OUTCOME_FAILED, last != NULL && sipfrag_code(last) >= 300))
		return false;
	struct slice body = slice_trim(PART(msg_index(last), body));
	struct slice status = slice_trim(slice_skip(slice_cut(&body, '\n'), 8));

	v->at = last;
	struct evidence *e = SAY(v, EVIDENCE_MESSAGE, "NOTIFY", last, "refer-outcome", 0, verdict_id(v, last),
	    verdict_text(v, status), verdict_id(v, refer->request), verdict_text(v, msg_header(refer->request, H_REFER_TO)));
	e->value = verdict_text(v, status);
	e->entry = arena_printf(&v->f.arena, "code.%d", sipfrag_code(last));
	finding_also(&v->f, e->entry);
	verdict_excludes(v, last, "refer-refused");
	say_reason(v, last);
	return true;
}

/* What is told of a REFER that the trace lacks: it begins later. */
static bool
find_news_alone(const struct call *c, struct verdict *v)
{
	const struct msg *last = NULL;

	for (const struct msg *m = c->first; m != NULL; m = m->next)
		if (is_notify(m) && MSG(m, to_tag).n > 0 && sipfrag_code(m) >= 200)
			last = m;
	look_at(v, last);
	if (!HOLDS(v, OUTCOME_FAILED, last != NULL && sipfrag_code(last) >= 300))
		return false;
	struct slice body = slice_trim(PART(msg_index(last), body));

	v->at = last;
	const char *status = verdict_text(v, slice_trim(slice_cut(&body, '\n')));
	evidence_at(finding_evidence(&v->f, EVIDENCE_HEADER, "message/sipfrag", status), msg_spot(last));
	finding_also(&v->f, arena_printf(&v->f.arena, "code.%d", sipfrag_code(last)));
	say_reason(v, last);
	return true;
}

/* The INVITE was to take the place of a call that its target does not know. */
static bool
find_not_replaced(struct verdict *v)
{
	const struct msg *final = v->failure;
	const struct msg *request = final != NULL ? final->tx->request : NULL;

	if (request == NULL || request->method != METHOD_INVITE)
		return false;
	look_at(v, final);
	if (!HOLDS(v, CODE_FITS, final->code == 481) || !HOLDS(v, NAMES_IT, msg_header(request, H_REPLACES).p != NULL))
		return false;
	v->at = final;
	SAY(v, EVIDENCE_MESSAGE, "INVITE", final, "request-refused", 0, "INVITE", verdict_id(v, request),
	    verdict_start(v, final), verdict_id(v, final));
	verdict_header(v, request, H_REPLACES);
	return true;
}

/* News of a REFER show that it was accepted, though its answer was not seen. */
static bool
find_not_done(const struct call *c, struct verdict *v, const struct tx *refer)
{
	bool told;
	const struct msg *last = outcome(refer, &told);

	if (told && (refer->success != NULL || refer->final == NULL))
		return find_bad_outcome(v, refer, last);
	return refer->success != NULL ? find_no_notify(c, v, refer) : find_refused(c, v, refer);
}

bool
find_transfer_failed(const struct call *c, struct verdict *v)
{
	for (const struct tx *t = c->txs; t != NULL && (c->facts & HAS_REFER); t = t->next) {
		if (t->method != METHOD_REFER || t->request == NULL || tx_parent(c, t) != NULL)
			continue;
		look_at(v, t->request);
		if (!HOLDS(v, NOT_RESOLVED, !tried_again(t)))
			continue;
		if (find_not_done(c, v, t))
			return true;
	}
	if (find_not_replaced(v) || (!(c->facts & HAS_REFER) && find_news_alone(c, v)))
		return true;
	return HOLDS(v, HAS_REFER, (c->facts & HAS_REFER) != 0) && false;
}
