/* SPDX-License-Identifier: MIT */
#include "diagnose/message/evidence.h"

#include <stdio.h>
#include <stdlib.h>

#include "sip/defect.h"
#include "text/text.h"

static const char *
to_utf8(struct collect *c, const char *bytes)
{
	return text_shown(&c->f->arena, slice_of(bytes), knowledge_language(c->k));
}

const char *
collect_text(struct collect *c, struct slice value)
{
	return to_utf8(c, field_text(&c->f->arena, value));
}

struct evidence *
collect_header(struct collect *c, const char *name, struct slice value, const char *key)
{
	struct evidence *e = finding_evidence(c->f, EVIDENCE_HEADER, name, NULL);
	char *flat = header_unfold(slice_of(evidence_slice(&c->f->arena, value)));

	e->value = to_utf8(c, arena_strdup(&c->f->arena, flat));
	free(flat);
	e->key = key;
	e->at.message = c->number;
	return e;
}

const char *
collect_match(struct collect *c, const char *context, const char *text)
{
	struct match match;

	if (text == NULL || *text == '\0')
		return NULL;
	if (!knowledge_match(c->k, context, slice_of(text), c->f->vendor, &c->f->arena, &match))
		return NULL;
	return match.step == MATCH_CODE || match.step == MATCH_CLASS ? NULL : match.id;
}

static bool
match_whole(struct collect *c, const char *context, const char *text, struct match *match)
{
	return knowledge_match(c->k, context, slice_of(text), c->f->vendor, &c->f->arena, match) && match->step == MATCH_EXACT;
}

const char *
collect_match_whole(struct collect *c, const char *context, const char *text)
{
	struct match match;

	return match_whole(c, context, text, &match) && match.other_context == NULL ? match.id : NULL;
}

const char *
collect_match_number(struct collect *c, const char *context, uint32_t number)
{
	struct match match;
	char text[16];

	snprintf(text, sizeof text, "%u", number);
	return match_whole(c, context, text, &match) && match.of_context ? match.id : NULL;
}

/* The causes and codes that say no more than the status itself (RFC 3398 §7.2.4.1, §8.2.6.1). */
static bool
mirrors(int code, const char *id)
{
	static const struct {
		int code;
		const char *id;
	} pairs[] = {
		{ 403, "q850.21" }, { 404, "q850.1" }, { 408, "q850.18" }, { 410, "q850.22" }, { 480, "q850.31" },
		{ 484, "q850.28" }, { 486, "q850.17" }, { 487, "q850.16" }, { 500, "q850.127" }, { 504, "q850.102" },
		{ 600, "q850.17" }, { 603, "q850.21" }, { 604, "q850.1" },
	};
	char own[16];

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (pairs[i].code == code && strcmp(pairs[i].id, id) == 0)
			return true;
	snprintf(own, sizeof own, "code.%03d", code);
	return strcmp(own, id) == 0;
}

void
collect_explain(struct collect *c, struct evidence *e, const char *id)
{
	struct entry entry;

	if (id == NULL || !knowledge_entry(c->k, id, &entry))
		return;
	e->entry = arena_strdup(&c->f->arena, id);
	if (!mirrors(c->f->code, id))
		finding_also(c->f, id);
}

const char *
collect_list(struct collect *c, enum header_id id)
{
	struct buf all = BUF_INIT;
	const char *text;

	for (const struct header *h = message_header(c->m, id); h != NULL; h = message_next(c->m, h)) {
		struct slice rest = header_value(c->m, h), element;

		while (header_element(&rest, &element)) {
			if (all.n > 0)
				buf_addstr(&all, ", ");
			buf_add(&all, element);
		}
	}
	text = collect_text(c, buf_slice(&all));
	buf_release(&all);
	return text;
}

enum strict_bytes
collect_bytes(const struct message *m, unsigned flags)
{
	static const enum header_id mandatory[] = { H_VIA, H_FROM, H_TO, H_CALL_ID, H_CSEQ };
	size_t there = 0;

	if (flags & FRAME_CUT)
		return STRICT_CUT;
	if (flags & FRAME_EXCERPT)
		return STRICT_FRAGMENT;
	if (flags & FRAME_EXACT)
		return STRICT_WIRE;
	for (size_t i = 0; i < sizeof mandatory / sizeof *mandatory; i++)
		there += message_header(m, mandatory[i]) != NULL;
	/* Who leaves out one line of a text leaves out more; the length is the first to go. */
	return there + 1 >= sizeof mandatory / sizeof *mandatory && m->content_length >= 0 ? STRICT_TEXT : STRICT_FRAGMENT;
}

void
collect_refused(struct collect *c, const struct header *h)
{
	if (h != NULL && c->refused_count < sizeof c->refused / sizeof *c->refused)
		c->refused[c->refused_count++] = h;
}

static void
add_defect(struct collect *c, const char *name, const char *value, const char *why)
{
	struct evidence *e = finding_evidence(c->f, EVIDENCE_DEFECT, name ? to_utf8(c, name) : NULL, value ? to_utf8(c, value) : NULL);

	e->key = why;
	e->arg[0] = e->name;
	e->arg[1] = e->value;
	e->number = (double)c->m->body.n;
	e->at.message = c->number;
}

static bool
is_named(const struct collect *c, const char *name)
{
	for (size_t i = 0; i < c->f->evidence_count; i++)
		if (c->f->evidence[i].kind == EVIDENCE_DEFECT && c->f->evidence[i].name != NULL &&
		    strcmp(c->f->evidence[i].name, name) == 0)
			return true;
	return false;
}

/* What libosip2 refused and our own parsers recovered, where nothing else says what is wrong with it. */
static void
add_refused(struct collect *c, bool wire)
{
	for (size_t i = 0; i < c->refused_count; i++) {
		const char *name = header_name(c->refused[i]->id);
		char *value = header_unfold(header_value(c->m, c->refused[i]));

		if (!is_named(c, name) && (wire || !header_lost_brackets(c->m, c->refused[i])))
			add_defect(c, name, arena_strdup(&c->f->arena, value), "defect.refused");
		free(value);
	}
	if (c->sdp_refused && !is_named(c, "SDP"))
		add_defect(c, "SDP", NULL, "defect.refused-sdp");
}

void
collect_defects(struct collect *c, const struct frame *frame)
{
	enum strict_bytes bytes = collect_bytes(c->m, frame->flags);
	struct strict strict;

	if (c->m->header_count == 0)	/* a start line alone claims to be nothing more */
		return;
	strict_check(c->m, bytes, &c->f->arena, &strict);
	for (size_t i = 0; i < strict.defect_count; i++)
		add_defect(c, strict.defects[i].name, strict.defects[i].value, strict.defects[i].why);
	if (bytes != STRICT_CUT)
		add_refused(c, bytes == STRICT_WIRE);
}
