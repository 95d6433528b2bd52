/* SPDX-License-Identifier: MIT */
#include "diagnose/around.h"

#include "diagnose/call_line.h"
#include "diagnose/calls/outcome.h"
#include "diagnose/explain.h"
#include "sip/reading.h"
#include "text/text.h"

static void
add_code_to_also(struct knowledge *k, const struct msg *failure, struct finding *f)
{
	struct finding code;

	explain_response(k, failure, &code);
	finding_also(f, arena_printf(&f->arena, "code.%d", failure->code));
	finding_also(f, code.id);
	finding_release(&code);
}

/* Evidence of a rule that goes along with the headline. Its strings live until the finding was handed out. */
static void
add_evidence(const struct verdict *v, struct finding *f)
{
	for (size_t i = 0; v->goes_along && i < v->f.evidence_count; i++)
		*finding_evidence(f, v->f.evidence[i].kind, NULL, NULL) = v->f.evidence[i];
}

void
around_also(struct knowledge *k, const struct filter *filter, const struct trial *t, enum rule head, struct finding *f)
{
	for (size_t n = 0; n < t->ran_count; n++) {
		enum rule r = t->ran[n];
		const struct finding *lesser = &t->verdicts[r].f;

		if (!t->holds[r] || r == head)
			continue;
		if (r == RULE_code && t->failure != NULL)
			add_code_to_also(k, t->failure, f);
		else
			finding_also(f, lesser->id);
		add_evidence(&t->verdicts[r], f);
		for (size_t i = 0; i < lesser->also_count; i++)
			if (!filter_ignores(filter, lesser->also[i]))
				finding_also(f, lesser->also[i]);
	}
}

/* What could not be told, and why. */
void
around_notes(const struct trial *t, struct finding *f)
{
	for (size_t i = 0; i < t->ran_count; i++) {
		enum rule r = t->ran[i];

		if (t->holds[r] || t->verdicts[r].silent == NULL)
			continue;
		struct evidence *e = finding_evidence(f, EVIDENCE_NOTE, NULL, NULL);

		e->key = t->verdicts[r].silent;
		e->arg[0] = rule_info[r].id;
	}
}

/* Challenges that were answered are normal, and shown only where everything is. */
void
around_challenges(const struct call *c, struct finding *f)
{
	for (const struct tx *t = c->txs; t != NULL; t = t->next)
		if (tx_is_challenged(t) && tx_retry(t) != NULL)
			finding_also(f, arena_printf(&f->arena, "code.%d", t->final->code));
}

static const char *
address_shown(struct slice value, struct arena *a)
{
	struct reading_address address;

	if (value.p == NULL)
		return shown(value, a);
	read_address(&address, value, a);
	return shown(address.text, a);
}

void
around_call(const struct call *c, const struct msg *answer, struct finding *f)
{
	const struct msg *m = first_request(c);
	struct reading_cseq cseq;
	struct slice id;

	read_call_id(&id, c->id, &f->arena);
	read_cseq(&cseq, msg_index(m), &f->arena);
	f->has_call = true;
	f->call = (struct call_info){
		.call_id = text_identity(&f->arena, id), .method = text_identity(&f->arena, MSG(m, method_name)),
		.from = address_shown(MSG(m, from), &f->arena), .to = address_shown(MSG(m, to), &f->arena),
		.answered_by = answer != NULL ? call_answered_by(c, answer, &f->arena) : NULL,
		.ended_by = call_ended_by(c, &f->arena),
		.cseq = cseq.number, .has_cseq = cseq.has_number,
	};
}

/* Behind a B2BUA the far leg tells who really answered, and with what. */
void
around_far_leg(const struct legs *legs, const struct trial *t, const struct msg *answer, struct finding *f)
{
	const struct leg *far = legs_behind(legs, t->call);

	if (far == NULL || answer == NULL || answer->method != METHOD_INVITE || far->answered_by[0] == '\0')
		return;
	f->call.answered_by = arena_strdup(&f->arena, far->answered_by);
	if (t->failure == answer && far->code >= 300)
		finding_also(f, arena_printf(&f->arena, "code.%d", far->code));
}
