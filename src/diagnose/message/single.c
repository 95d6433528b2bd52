/* SPDX-License-Identifier: MIT */
#include "diagnose/message/single.h"

#include <stdio.h>

#include "diagnose/message/entry_facts.h"
#include "diagnose/rules/causes.h"
#include "diagnose/message/evidence.h"
#include "diagnose/message/method.h"
#include "finding/ids.h"
#include "text/text.h"

/*
 * How sure the step makes it. The code itself and a phrase word by word prove; a phrase that had to be
 * guessed at, or that belongs to another code, has an alternative; a class is all that is left of a
 * code nobody knows.
 */
static enum confidence
confidence_of(const struct match *match)
{
	switch (match->step) {
	case MATCH_EXACT:
	case MATCH_CODE:
		return match->other_context ? CONFIDENCE_LIKELY : CONFIDENCE_PROVEN;
	case MATCH_CLASS:
		return CONFIDENCE_POSSIBLE;
	default:
		return CONFIDENCE_LIKELY;
	}
}

static void
set_entry(struct knowledge *k, struct finding *f, const char *id)
{
	struct entry entry;

	f->id = arena_strdup(&f->arena, id);
	if (!knowledge_entry(k, id, &entry))
		return;
	take_entry_facts(f, &entry);
}

/* How the phrase was understood, where that needs saying. */
static void
add_phrase_evidence(struct finding *f, const struct match *match, uint64_t number)
{
	if (match->other_context != NULL) {
		struct evidence *e = finding_evidence(f, EVIDENCE_PHRASE, NULL, match->other_context);

		e->key = "phrase.other-code";
		e->arg[0] = f->phrase;
		e->arg[1] = e->value;
		e->at.message = number;
		f->other_code = e->value;
	}
	if (match->phrase != NULL && (match->step == MATCH_FUZZY || match->step == MATCH_CONFUSABLE)) {
		struct evidence *e = finding_evidence(f, EVIDENCE_PHRASE, NULL, match->phrase);

		e->key = match->step == MATCH_FUZZY ? "phrase.taken-for" : "phrase.look-alike";
		e->arg[0] = f->phrase;
		e->arg[1] = e->value;
		e->at.message = number;
	}
	for (size_t i = 0; i < match->others.n; i++) {
		struct evidence *e = finding_evidence(f, EVIDENCE_PHRASE, NULL, match->others.p[i]);

		e->key = "phrase.also-means";
		e->arg[0] = f->phrase;
		e->entry = e->value;
		e->at.message = number;
	}
}

enum kind { KIND_NONE, KIND_BUSY, KIND_NO_ANSWER, KIND_REJECTED, KIND_NUMBER, KIND_MEDIA, KIND_CONGESTION };

/* What a status code or a cause is about (RFC 3398 §7.2.4.1), for those that leave no doubt. */
static enum kind
kind_of(const char *id)
{
	static const struct { const char *id; enum kind kind; } rows[] = {
		{ "code.486", KIND_BUSY }, { "code.600", KIND_BUSY }, { "q850.17", KIND_BUSY }, { "code.480", KIND_NO_ANSWER },
		{ "code.408", KIND_NO_ANSWER }, { "q850.18", KIND_NO_ANSWER }, { "q850.19", KIND_NO_ANSWER }, { "code.403", KIND_REJECTED },
		{ "code.603", KIND_REJECTED }, { "q850.21", KIND_REJECTED }, { "code.404", KIND_NUMBER }, { "code.410", KIND_NUMBER },
		{ "code.484", KIND_NUMBER }, { "code.604", KIND_NUMBER }, { "q850.1", KIND_NUMBER }, { "q850.22", KIND_NUMBER },
		{ "q850.28", KIND_NUMBER }, { "code.488", KIND_MEDIA }, { "code.606", KIND_MEDIA }, { "code.415", KIND_MEDIA },
		{ "code.503", KIND_CONGESTION },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (strcmp(rows[i].id, id) == 0)
			return rows[i].kind;
	return KIND_NONE;
}

/* "488 Rejected", "404 Busy": words for any code, which mean another one, or a cause of another kind. */
static bool
is_of_other_code(const char *code, const struct match *match, struct arena *a)
{
	if (match->of_context || id_is_code(match->id, code))
		return false;
	if (!id_is_of(match->id, "q850"))
		return id_is_of(match->id, "code");
	enum kind said = kind_of(match->id), kind = kind_of(arena_printf(a, "code.%s", code));

	return said != KIND_NONE && kind != KIND_NONE && said != kind;
}

/*
 * The code stands above the phrase (RFC 3261 §7.2: the phrase is for people): words that are only another code's own
 * are told, but the entry stays with the code.
 */
static void
keep_code(struct knowledge *k, struct finding *f, const char *code, struct match *match)
{
	bool named = match->other_context != NULL && id_is_of(match->id, "code");
	const char *said = match->id;
	struct match own;

	if ((!named && !is_of_other_code(code, match, &f->arena)) || !knowledge_match(k, code, SLICE(""), f->vendor, &f->arena, &own) ||
	    strcmp(own.id, said) == 0)
		return;
	match->id = own.id;
	match->step = own.step;
	match->others = (struct strings){ NULL, 0 };
	if (!named) {
		match->others.p = arena_alloc(&f->arena, sizeof *match->others.p);
		match->others.p[match->others.n++] = said;
	}
}

static bool
apply_match(struct knowledge *k, struct finding *f, const char *context, struct slice phrase, uint64_t number)
{
	struct match match;

	if (!knowledge_match(k, context, phrase, f->vendor, &f->arena, &match))
		return false;
	keep_code(k, f, context, &match);
	set_entry(k, f, match.id);
	f->match = match.step;
	f->confidence = confidence_of(&match);
	if (f->vendor == NULL && match.vendor != NULL)
		f->vendor = arena_strdup(&f->arena, match.vendor);
	add_phrase_evidence(f, &match, number);
	return true;
}

/* Nothing known, not even the class: the code by itself, as grave as its first digit says. */
static void
apply_nothing(struct finding *f, int code)
{
	f->id = arena_printf(&f->arena, "code.%03d", code);
	f->match = MATCH_CLASS;
	f->confidence = CONFIDENCE_POSSIBLE;
	f->severity = code < 300 ? SEVERITY_INFO : code < 400 ? SEVERITY_NOTICE : SEVERITY_ERROR;
	f->party = PARTY_NOBODY;
	f->retry = RETRY_NO;
}

static void
set_phrase(struct knowledge *k, struct finding *f, struct slice bytes)
{
	bytes = slice_trim(bytes);
	if (bytes.n > 0)
		f->phrase = text_shown(&f->arena, bytes, knowledge_language(k));
}

static const char *
call_id_text(struct collect *c)
{
	struct slice id;

	if (c->m->call_id.at == 0)
		return NULL;
	if (!read_call_id(&id, PART(c->m, call_id), &c->f->arena))
		collect_refused(c, message_header(c->m, H_CALL_ID));
	return text_identity(&c->f->arena, id);
}

static const char *
address_text(struct collect *c, enum header_id id)
{
	const struct header *h = message_header(c->m, id);
	struct reading_address address;

	if (h == NULL || h->value.at == 0)
		return NULL;
	if (!read_address(&address, header_value(c->m, h), &c->f->arena))
		collect_refused(c, h);
	return collect_text(c, address.uri);
}

static void
set_cseq(struct collect *c)
{
	struct call_info *call = &c->f->call;
	struct reading_cseq cseq = { .method = PART(c->m, method_name) };

	if (message_header(c->m, H_CSEQ) != NULL && !read_cseq(&cseq, c->m, &c->f->arena))
		collect_refused(c, message_header(c->m, H_CSEQ));
	if (!c->m->is_response)		/* the start line's counts */
		cseq.method = PART(c->m, method_name);
	call->method = cseq.method.n > 0 ? text_identity(&c->f->arena, cseq.method) : NULL;
	call->cseq = cseq.number;
	call->has_cseq = cseq.has_number;
}

static void
set_call(struct collect *c)
{
	const struct message *m = c->m;
	struct call_info *call = &c->f->call;

	if (m->header_count == 0)
		return;
	c->f->has_call = m->call_id.at > 0 || m->has_cseq || m->from.at > 0;
	call->call_id = call_id_text(c);
	call->from = address_text(c, H_FROM);
	call->to = address_text(c, H_TO);
	set_cseq(c);
}

/* An id is headline or also, not both. */
static void
take_headline(struct collect *c, const char *id)
{
	struct finding *f = c->f;
	size_t n = 0;

	set_entry(c->k, f, id);
	for (size_t i = 0; i < f->also_count; i++)
		if (strcmp(f->also[i], f->id) != 0)
			f->also[n++] = f->also[i];
	f->also_count = n;
}

/*
 * A phrase that is only the code's own says less than a header written to name the error. A phrase of
 * its own says more, whatever the headers add.
 */
static void
refine(struct collect *c)
{
	struct finding *f = c->f;
	bool bare = f->match == MATCH_CODE || f->match == MATCH_CLASS ||
	    (f->match == MATCH_EXACT && id_is_of(f->id, "code"));

	if (c->refined == NULL || !bare || id_is_of(c->refined, "code"))
		return;
	take_headline(c, c->refined);
}

static void
collect_all(struct collect *c, const struct frame *frame)
{
	collect_warnings(c);
	collect_reasons(c);
	collect_bodies(c);
	if (c->m->is_response) {
		collect_demands(c);
		collect_challenges(c);
	}
	collect_pointers(c);
	collect_media(c);
	collect_defects(c, frame);
}

static void
state_causes(struct knowledge *k, const struct message *m, struct finding *f)
{
	struct entry entry;

	if (!knowledge_entry(k, finding_text(f), &entry) || entry.cause_count == 0)
		return;
	causes_in_response(m, &entry, f);
	causes_take_facts(&entry, f);
}

/* Behind a status line that somebody wrote down, what follows a dash is the writer's. */
static struct slice
without_comment(struct slice phrase)
{
	static const struct slice dashes[] = { SLICE(" \xe2\x80\x94 "), SLICE(" \xe2\x80\x93 ") };

	for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
		const char *dash = slice_find(phrase, dashes[i]);

		if (dash != NULL)
			phrase = slice_from(phrase.p, dash);
	}
	return phrase;
}

void
diagnose_message(struct knowledge *k, const struct message *m, const struct frame *frame, uint64_t number,
    struct finding *out)
{
	struct collect c = { .k = k, .m = m, .f = out, .number = number };
	char code[8];

	finding_init(out, NULL);
	out->message = number;
	out->has_where = true;
	out->where = frame->where;
	out->is_request = !m->is_response;
	take_vendor(k, out, message_agent(m, NULL));
	set_call(&c);
	if (m->is_response && m->code == 0) {
		set_entry(k, out, "response.malformed");	/* the start line's defect says the rest */
		out->confidence = CONFIDENCE_PROVEN;
	} else if (m->is_response) {
		struct reading_status status;

		read_status(&status, m, &out->arena);	/* where it is refused, the start line's defect says why */
		snprintf(code, sizeof code, "%03d", status.code);
		out->code = status.code;
		set_phrase(k, out, m->header_count == 0 ? without_comment(status.phrase) : status.phrase);
		if (!apply_match(k, out, code, slice_of(out->phrase), number))
			apply_nothing(out, status.code);
	} else {
		out->id = "request";
		out->severity = SEVERITY_INFO;
		out->party = PARTY_NOBODY;
		out->retry = RETRY_NO;
	}
	collect_all(&c, frame);
	if (m->is_response && m->code != 0) {
		refine(&c);
		tell_by_method(k, out, m->cseq_method);
		tell_foreign_code(k, out, m->cseq_method);
		state_causes(k, m, out);
	}
	for (size_t i = 0; i < out->evidence_count; i++)
		if (out->evidence[i].at.message != 0)
			evidence_at(&out->evidence[i], spot_of(number, &frame->where));
}

void
diagnose_headers(struct knowledge *k, const struct frame *frame, struct finding *out)
{
	struct message m = { .headers = NULL };
	struct collect c = { .k = k, .m = &m, .f = out };

	message_index_headers(&m, frame->bytes);
	finding_init(out, NULL);
	out->has_where = true;
	out->where = frame->where;
	take_vendor(k, out, message_agent(&m, NULL));
	set_call(&c);
	collect_warnings(&c);
	collect_reasons(&c);
	collect_pointers(&c);
	if (c.refined == NULL && out->also_count > 0)
		c.refined = out->also[0];
	if (c.refined != NULL) {
		take_headline(&c, c.refined);
		out->confidence = CONFIDENCE_PROVEN;
	}
	message_release(&m);
}

/* Code and phrase as a status line of them says: what is asked about is read as what is received is. */
static void
read_asked(uint64_t *code, struct slice *phrase, struct arena *a)
{
	struct message m = { .code = (uint16_t)*code };
	struct reading_status status;

	if (slice_chr(*phrase, '\n') != NULL || slice_chr(*phrase, '\r') != NULL)
		return;
	m.raw = slice_head(slice_of(arena_printf(a, "SIP/2.0 %03d %.*s", m.code, SLICE_ARG(*phrase))), MESSAGE_MAX);
	m.start_line = part_at(&m, m.raw);
	if (read_status(&status, &m, a)) {
		*code = (uint64_t)status.code;
		*phrase = status.phrase;
	}
}

bool
diagnose_code(struct knowledge *k, const char *code, struct slice phrase, struct finding *out)
{
	uint64_t number;

	finding_init(out, NULL);
	if (slice_to_u64(slice_of(code), 999, &number))
		read_asked(&number, &phrase, &out->arena);
	else
		number = 0;
	out->code = (int)number;
	set_phrase(k, out, phrase);
	if (apply_match(k, out, code, slice_of(out->phrase), 0))
		return true;
	finding_release(out);
	return false;
}
