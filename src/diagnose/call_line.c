/* SPDX-License-Identifier: MIT */
#include "diagnose/call_line.h"

#include "diagnose/calls/attempts.h"
#include "diagnose/calls/outcome.h"
#include "text/text.h"

const struct msg *
first_request(const struct call *c)
{
	const struct tx *setup = call_setup(c);

	if (setup != NULL)
		return setup->request;
	for (const struct msg *m = c->first; m != NULL; m = m->next)
		if (!m->is_response)
			return m;
	return c->first;
}

/* From the answer to the BYE; of a call without an answer, from the INVITE to its final response. */
static int64_t
duration(const struct call *c, const struct setup *s)
{
	if (s->answer == NULL)
		return s->invite != NULL && s->final != NULL ? msg_gap(s->invite, s->final) : NO_TIME;
	const struct tx *bye = dialog_request(c, s->answer, METHOD_BYE);
	return bye != NULL && bye->request != NULL ? msg_gap(s->answer, bye->request) : NO_TIME;
}

static void
take_parties(const struct call *c, struct call_line *out, struct arena *a)
{
	const struct msg *m = first_request(c);

	out->call = (struct call_info){
		.call_id = text_identity(a, c->id), .method = text_identity(a, MSG(m, method_name)),
		.from = shown(MSG(m, from), a), .to = shown(MSG(m, to), a),
		.ended_by = call_ended_by(c, a), .cseq = m->cseq, .has_cseq = m->has_cseq,
	};
}

void
call_line(const struct call *c, const struct finding *f, struct call_line *out, struct arena *a)
{
	const struct setup s = setup_of(c);
	const struct fact *cause = f != NULL ? finding_cause(f) : NULL;
	bool wrong = f != NULL && f->severity > SEVERITY_INFO;

	*out = (struct call_line){ .where = c->first->where, .duration = duration(c, &s), .severity = SEVERITY_INFO };
	if (f != NULL && f->has_call)
		out->call = f->call;
	else
		take_parties(c, out, a);
	out->outcome = setup_outcome(&s, f != NULL && f->severity >= SEVERITY_WARNING);
	if (!wrong)
		return;
	out->id = f->id;
	out->severity = f->severity;
	out->cause = cause != NULL ? cause->token : NULL;
}
