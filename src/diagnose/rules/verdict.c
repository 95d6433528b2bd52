/* SPDX-License-Identifier: MIT */
#include "diagnose/rules/verdict.h"

#include "sip/reading.h"
#include "text/text.h"

void
verdict_unsay(struct verdict *v)
{
	const size_t said = offsetof(struct verdict, at);

	memset((char *)v + said, 0, sizeof *v - said);
	v->f.confidence = CONFIDENCE_PROVEN;
}

const char *
verdict_id(struct verdict *v, const struct msg *m)
{
	return verdict_spot(v, msg_spot(m));
}

const char *
verdict_spot(struct verdict *v, struct spot at)
{
	return verdict_uint(v, spot_number(at));
}

const char *
verdict_uint(struct verdict *v, uint64_t n)
{
	return arena_printf(&v->f.arena, "%llu", (unsigned long long)n);
}

const char *
verdict_seconds(struct verdict *v, int64_t microseconds)
{
	if (microseconds == NO_TIME)
		return "?";
	long long tenths = (microseconds + 50000) / 100000;

	if (tenths % 10 == 0)
		return arena_printf(&v->f.arena, "%lld", tenths / 10);
	return arena_printf(&v->f.arena, "%lld.%lld", tenths / 10, tenths % 10);
}

const char *
verdict_text(struct verdict *v, struct slice value)
{
	return text_shown(&v->f.arena, slice_of(evidence_text(&v->f.arena, field_text(&v->f.arena, value))), NULL);
}

const char *
verdict_addr(struct verdict *v, const struct addr *a)
{
	struct buf b = BUF_INIT;

	if (a->family == 0)
		return "?";
	addr_format(a, true, &b);
	char *text = arena_slice(&v->f.arena, buf_slice(&b));
	buf_release(&b);
	return text;
}

const char *
verdict_start(struct verdict *v, const struct msg *m)
{
	const struct message *index = msg_index(m);

	if (!m->is_response)
		return verdict_text(v, PART(index, method_name));
	return arena_printf(&v->f.arena, "%d %s", m->code, verdict_text(v, PART(index, phrase)));
}

const char *
verdict_sent_by(struct verdict *v, const struct msg *m)
{
	struct slice rest = msg_header(m, H_VIA), element;
	struct via via;

	if (!header_element(&rest, &element))
		return "";
	read_via(&via, element, &v->f.arena);
	return verdict_text(v, via.sent_by);
}

struct evidence *
verdict_say(struct verdict *v, enum evidence_kind kind, const char *name, const struct msg *m, const char *key,
    double number, const char *const arg[4])
{
	struct evidence *e = finding_evidence(&v->f, kind, name, NULL);

	e->key = key;
	e->number = number;
	if (m != NULL)
		evidence_at(e, msg_spot(m));
	for (int i = 0; i < 4; i++)
		e->arg[i] = arg[i];
	return e;
}

void
verdict_header(struct verdict *v, const struct msg *m, enum header_id id)
{
	struct slice value = msg_header(m, id);

	if (value.p == NULL)
		return;
	const char *text = verdict_text(v, value);
	evidence_at(finding_evidence(&v->f, EVIDENCE_HEADER, header_name(id), text), msg_spot(m));
}

static void
state_at(struct verdict *v, struct spot at, const char *token, bool holds)
{
	struct fact *fact = finding_fact(&v->f, token, holds);

	fact->at = at;
}

static void
state(struct verdict *v, const struct msg *m, const char *token, bool holds)
{
	if (m != NULL)
		state_at(v, msg_spot(m), token, holds);
	else
		finding_fact(&v->f, token, holds);
}

void
verdict_proves(struct verdict *v, const struct msg *m, const char *token)
{
	state(v, m, token, true);
}

void
verdict_proves_spot(struct verdict *v, struct spot at, const char *token)
{
	state_at(v, at, token, true);
}

void
verdict_excludes(struct verdict *v, const struct msg *m, const char *token)
{
	state(v, m, token, false);
}

void
verdict_severity(struct verdict *v, enum severity severity)
{
	v->severity = severity;
	v->has_severity = true;
}

void
verdict_also_code(struct verdict *v, const struct msg *response)
{
	finding_also(&v->f, arena_printf(&v->f.arena, "code.%d", response->code));
}

bool
outlasts(const struct call *c, struct verdict *v, const struct msg *after, int64_t wait)
{
	bool known = c->now != NO_TIME && after->where.time != NO_TIME;

	return guard_number(v, GUARD_TRACE_GOES_ON, call_goes_on(c, after, wait), known ? c->now - after->where.time : NO_TIME, wait);
}

bool
silence_is_sure(const struct call *c, struct verdict *v, const struct tx *t)
{
	bool sure = tx_silence_is_sure(c, t, &v->f.confidence);

	if (v->why != NULL && !outlasts(c, v, t->request, TIMER_64_T1))
		ENOUGH(v, SENT_TO_THE_END, t->request_copies, SILENT_COPIES_AT_END);
	return sure;
}

bool
cannot_tell(const struct call *c, struct verdict *v)
{
	v->silent = c->now == NO_TIME ? "no-times" : "too-short";
	return false;
}
