/* SPDX-License-Identifier: MIT */
/* Which part of a finding is text of the input, and of what kind. */
#include <stdlib.h>
#include <string.h>

#include "base/literals.h"
#include "base/memory.h"
#include "report/redact/scan.h"
#include "report/redact/words.h"

static void
drop(struct redact *r, struct slice text, struct buf *out)
{
	(void)r;
	(void)text;
	buf_addstr(out, "***");
}

/* "X-User: 404": a short number by itself is whom the header is about. */
static void
redact_own(struct redact *r, struct slice text, struct buf *out)
{
	if (text.n > 1 && all_digits(text))
		redact_user(r, text, out);
	else
		redact_text(r, text, out);
}

/* A header of a name that is in no list and says that somebody is in it. */
static bool
is_about_party(struct slice name)
{
	while (name.n > 0) {
		struct slice part = slice_cut(&name, '-');

		if (literals_have_nocase(&literals_party_header, part))
			return true;
	}
	return false;
}

/* The headers whose values are names, identifiers, numbers that count, or nothing but secrets; any other is plain text. */
static redactor *
header_redactor(struct slice name)
{
	static const struct { const char *name; redactor *how; } rows[] = {
		{ "From", redact_party }, { "To", redact_party }, { "Contact", redact_party },
		{ "P-Asserted-Identity", redact_party }, { "P-Preferred-Identity", redact_party },
		{ "Remote-Party-ID", redact_party }, { "Diversion", redact_party }, { "Referred-By", redact_party },
		{ "Refer-To", redact_party }, { "History-Info", redact_party }, { "Reply-To", redact_party },
		{ "P-Called-Party-ID", redact_party }, { "P-Associated-URI", redact_party },
		{ "P-Served-User", redact_party }, { "P-Profile-Key", redact_party }, { "P-Refused-URI-List", redact_party },
		{ "Target-Dialog", redact_identifier }, { "Session-ID", redact_identifier }, { "Call-ID", redact_identifier },
		{ "In-Reply-To", redact_identifier }, { "Replaces", redact_identifier }, { "Join", redact_identifier },
		{ "X-CID", redact_identifier }, { "Authorization", redact_credentials },
		{ "Proxy-Authorization", redact_credentials }, { "CSeq", redact_counters }, { "RSeq", redact_counters },
		{ "RAck", redact_counters }, { "Expires", redact_counters }, { "Min-Expires", redact_counters },
		{ "Session-Expires", redact_counters }, { "Min-SE", redact_counters }, { "Content-Length", redact_counters },
		{ "Max-Forwards", redact_counters }, { "Retry-After", redact_counters }, { "Timestamp", redact_counters },
		{ "Identity", drop }, { "Subject", drop }, { "User-to-User", drop }, { "Cookie", drop }, { "Set-Cookie", drop },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (slice_eq_nocase(name, slice_of(rows[i].name)))
			return rows[i].how;
	return is_about_party(name) ? redact_own : redact_text;
}

/* A header of a name that is in no list, and of the form of one that names a party: Max Page <sip:…>. */
static bool
looks_like_party(struct slice value)
{
	const char *open = slice_chr(value, '<');
	struct slice display = open != NULL ? slice_from(value.p, open) : SLICE_NONE;

	return open != NULL && slice_chr(display, '=') == NULL && slice_chr(display, ';') == NULL &&
	    slice_chr(display, ':') == NULL && begins_uri(slice_from(open + 1, slice_limit(value)));
}

void
redact_header(struct redact *r, struct slice name, struct slice value, struct buf *out)
{
	redactor *how = header_redactor(name);

	((how == redact_text || how == redact_own) && looks_like_party(value) ? redact_party : how)(r, value, out);
}

void
redact_meet(struct redact *r, struct slice name, struct slice value)
{
	uint64_t hash = slice_hash(value), *met = &r->met[hash % VALUES_MET];
	redactor *how = header_redactor(name);
	struct buf nowhere = BUF_INIT;

	if (*met == hash || (how != redact_party && how != redact_credentials && how != redact_own && !looks_like_party(value)))
		return;
	*met = hash;
	redact_header(r, name, value, &nowhere);
	buf_release(&nowhere);
}

/* Rules name the user of credentials in the first argument, whatever it looks like. */
static redactor *
argument_redactor(const struct evidence *e, size_t i)
{
	redactor *how = header_redactor(slice_of(e->name));

	if (how == redact_credentials)
		return i == 0 && e->key != NULL && strncmp(e->key, "credentials", 11) == 0 ? redact_user : redact_text;
	return how == redact_party ? redact_text : how;
}

static void
hide_evidence(struct redact *r, struct evidence *e, struct arena *a)
{
	const char *name = e->name;

	for (size_t i = 0; i < 4; i++)
		e->arg[i] = redacted(r, argument_redactor(e, i), e->arg[i], a);
	e->value = redacted(r, e->kind == EVIDENCE_CALL ? redact_identifier : header_redactor(slice_of(name)), e->value, a);
	e->name = redacted(r, redact_text, name, a);	/* a start line, or a header that somebody made up */
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
	c->from = redacted(r, party_redactor(c->from), c->from, a);
	c->to = redacted(r, party_redactor(c->to), c->to, a);
	c->call_id = redacted(r, redact_identifier, c->call_id, a);
	c->method = redacted(r, redact_text, c->method, a);
	c->answered_by = redacted(r, redact_text, c->answered_by, a);
	c->ended_by = redacted(r, redact_text, c->ended_by, a);
}

static void
hide_place(struct redact *r, struct place *p, struct arena *a)
{
	const struct place in = *p;

	p->file = redacted(r, redact_file, in.file, a);
	redact_address(r, &in.src, &p->src);
	redact_address(r, &in.dst, &p->dst);
}

/* A phrase that is known word for word names nobody, even where a user is called by one of its words. */
void
redact_phrase(struct redact *r, struct slice phrase, struct buf *out)
{
	struct arena a = ARENA_INIT;
	struct match m;

	if (phrase.n > 0 && r->k != NULL && knowledge_phrase(r->k, "", phrase, &a, &m) && m.step == MATCH_EXACT)
		buf_add(out, phrase);
	else
		redact_text(r, phrase, out);
	arena_release(&a);
}

void
redact_finding(struct redact *r, const struct finding *in, struct finding *out)
{
	*out = *in;
	out->arena = ARENA_INIT;
	out->evidence = array_copy(in->evidence, in->evidence_count, sizeof *in->evidence);
	out->also = array_copy(in->also, in->also_count, sizeof *in->also);
	out->facts = array_copy(in->facts, in->fact_count, sizeof *in->facts);
	out->steps = array_copy(in->steps, in->step_count, sizeof *in->steps);
	if (out->has_call)
		hide_call(r, &out->call, &out->arena);
	hide_place(r, &out->where, &out->arena);
	out->phrase = redacted(r, redact_phrase, in->phrase, &out->arena);
	for (size_t i = 0; i < out->evidence_count; i++)
		hide_evidence(r, &out->evidence[i], &out->arena);
	for (size_t i = 0; i < out->step_count; i++) {
		struct step *s = &out->steps[i];

		redact_address(r, &in->steps[i].src, &s->src);
		redact_address(r, &in->steps[i].dst, &s->dst);
		s->label = redacted(r, redact_text, s->label, &out->arena);
	}
}

void
redact_call(struct redact *r, const struct call_line *in, struct call_line *out, struct arena *a)
{
	*out = *in;
	hide_call(r, &out->call, a);
	hide_place(r, &out->where, a);
}

void
redact_why(struct redact *r, const struct why_call *in, struct why_call *out, struct arena *a)
{
	*out = *in;
	hide_call(r, &out->call, a);
	hide_place(r, &out->where, a);
}

static void
hide_compared(struct redact *r, struct compared_call *c, struct arena *a)
{
	const struct call_line in = c->line;

	redact_call(r, &in, &c->line, a);
	c->answer = redacted(r, redact_text, c->answer, a);
}

/* What siperr says of a value in a word, or as a number, names nobody. */
static void
hide_difference(struct redact *r, struct difference *d, struct arena *a)
{
	redactor *how = header_redactor(slice_of(d->name));

	d->in = redacted(r, redact_text, d->in, a);
	if (!d->is_label)
		d->name = redacted(r, redact_text, d->name, a);
	if (d->has_words || d->is_time)
		return;
	d->value = redacted(r, how, d->value, a);
	d->good = redacted(r, how, d->good, a);
	d->lacks = redacted(r, how, d->lacks, a);
	d->more = redacted(r, how, d->more, a);
}

void
redact_comparison(struct redact *r, const struct comparison *in, struct comparison *out)
{
	*out = *in;
	out->arena = ARENA_INIT;
	hide_compared(r, &out->failing, &out->arena);
	hide_compared(r, &out->good, &out->arena);
	out->answered = redacted(r, redact_text, out->answered, &out->arena);
	for (size_t i = 0; i < out->count; i++)
		hide_difference(r, &out->list[i], &out->arena);
}
