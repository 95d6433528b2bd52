/* Which part of a finding is text of the input, and of what kind. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "report/redact.h"

typedef void redactor(struct redact *r, struct slice text, struct buf *out);

static const char *
hidden(struct redact *r, redactor *how, const char *text, struct arena *a)
{
	struct buf out = BUF_INIT;

	if (text == NULL)
		return NULL;
	how(r, slice_of(text), &out);
	const char *copy = arena_slice(a, buf_slice(&out));
	buf_release(&out);
	return copy;
}

static void
drop(struct redact *r, struct slice text, struct buf *out)
{
	(void)r;
	(void)text;
	buf_addstr(out, "***");
}

/* The headers whose values are names, identifiers or nothing but secrets; any other is plain text. */
static redactor *
header_redactor(const char *name)
{
	static const struct { const char *name; redactor *how; } rows[] = {
		{ "From", redact_party }, { "To", redact_party }, { "Contact", redact_party },
		{ "P-Asserted-Identity", redact_party }, { "P-Preferred-Identity", redact_party },
		{ "Remote-Party-ID", redact_party }, { "Diversion", redact_party }, { "Referred-By", redact_party },
		{ "Refer-To", redact_party }, { "History-Info", redact_party }, { "Reply-To", redact_party },
		{ "P-Called-Party-ID", redact_party }, { "Call-ID", redact_identifier },
		{ "In-Reply-To", redact_identifier }, { "Replaces", redact_identifier },
		{ "X-CID", redact_identifier }, { "Identity", drop }, { "Subject", drop },
	};

	for (size_t i = 0; name != NULL && i < sizeof rows / sizeof *rows; i++)
		if (slice_eq_nocase(slice_of(name), slice_of(rows[i].name)))
			return rows[i].how;
	return redact_text;
}

/* Rules name the user of credentials in the first argument, whatever it looks like. */
static redactor *
argument_redactor(const struct evidence *e, size_t i)
{
	bool credentials = e->name != NULL && (strcmp(e->name, "Authorization") == 0 ||
	    strcmp(e->name, "Proxy-Authorization") == 0);
	redactor *how = header_redactor(e->name);

	if (credentials && i == 0 && e->key != NULL && strncmp(e->key, "credentials", 11) == 0)
		return redact_user;
	return how == drop || how == redact_identifier ? how : redact_text;
}

static void
hide_evidence(struct redact *r, struct evidence *e, struct arena *a)
{
	for (size_t i = 0; i < 4; i++)
		e->arg[i] = hidden(r, argument_redactor(e, i), e->arg[i], a);
	e->value = hidden(r, e->kind == EVIDENCE_CALL ? redact_identifier : header_redactor(e->name), e->value, a);
	if (e->kind == EVIDENCE_MESSAGE)	/* a start line may stand in the name */
		e->name = hidden(r, redact_text, e->name, a);
}

/* A log names accounts and trunks as it likes, without a scheme or host. */
static redactor *
party_redactor(const char *party)
{
	return party != NULL && strpbrk(party, ":<@ ") == NULL ? redact_user : redact_party;
}

static void
hide_call(struct redact *r, struct call_info *c, struct arena *a)
{
	/* The parties first: they make the users known to everything after them. */
	c->from = hidden(r, party_redactor(c->from), c->from, a);
	c->to = hidden(r, party_redactor(c->to), c->to, a);
	c->call_id = hidden(r, redact_identifier, c->call_id, a);
	c->answered_by = hidden(r, redact_text, c->answered_by, a);
	c->ended_by = hidden(r, redact_text, c->ended_by, a);
}

static void *
copy_of(const void *array, size_t count, size_t size)
{
	void *copy = xmalloc(count * size);

	return count > 0 ? memcpy(copy, array, count * size) : copy;
}

void
redact_finding(struct redact *r, const struct finding *in, struct finding *out)
{
	*out = *in;
	out->arena = ARENA_INIT;
	out->evidence = copy_of(in->evidence, in->evidence_count, sizeof *in->evidence);
	out->also = copy_of(in->also, in->also_count, sizeof *in->also);
	out->facts = copy_of(in->facts, in->fact_count, sizeof *in->facts);
	out->steps = copy_of(in->steps, in->step_count, sizeof *in->steps);
	if (out->has_call)
		hide_call(r, &out->call, &out->arena);
	redact_address(r, &in->where.src, &out->where.src);
	redact_address(r, &in->where.dst, &out->where.dst);
	out->phrase = hidden(r, redact_text, in->phrase, &out->arena);
	for (size_t i = 0; i < out->evidence_count; i++)
		hide_evidence(r, &out->evidence[i], &out->arena);
	for (size_t i = 0; i < out->step_count; i++) {
		struct step *s = &out->steps[i];

		redact_address(r, &in->steps[i].src, &s->src);
		redact_address(r, &in->steps[i].dst, &s->dst);
		s->label = hidden(r, redact_text, s->label, &out->arena);
	}
}

void
redact_call(struct redact *r, const struct call_line *in, struct call_line *out, struct arena *a)
{
	*out = *in;
	hide_call(r, &out->call, a);
	redact_address(r, &in->where.src, &out->where.src);
	redact_address(r, &in->where.dst, &out->where.dst);
}

const char *
redact_name(struct redact *r, const char *name, struct arena *a)
{
	return hidden(r, redact_text, name, a);
}
