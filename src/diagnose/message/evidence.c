/* SPDX-License-Identifier: MIT */
#include "diagnose/message/evidence.h"

#include <stdio.h>
#include <stdlib.h>

#include "text/text.h"

static const char *
to_utf8(struct gather *g, const char *bytes)
{
	return text_shown(&g->f->arena, slice_of(bytes), knowledge_language(g->k));
}

const char *
gather_text(struct gather *g, struct slice value)
{
	return to_utf8(g, field_text(&g->f->arena, value));
}

struct evidence *
gather_header(struct gather *g, const char *name, struct slice value, const char *key)
{
	struct evidence *e = finding_evidence(g->f, EVIDENCE_HEADER, name, NULL);
	char *flat = header_unfold(slice_of(evidence_slice(&g->f->arena, value)));

	e->value = to_utf8(g, arena_strdup(&g->f->arena, flat));
	free(flat);
	e->key = key;
	e->message = g->number;
	return e;
}

const char *
gather_match(struct gather *g, const char *context, const char *text)
{
	struct match match;

	if (text == NULL || *text == '\0')
		return NULL;
	if (!knowledge_match(g->k, context, slice_of(text), g->f->vendor, &g->f->arena, &match))
		return NULL;
	return match.step == MATCH_CODE || match.step == MATCH_CLASS ? NULL : match.id;
}

const char *
gather_match_whole(struct gather *g, const char *context, const char *text)
{
	struct match match;

	if (!knowledge_match(g->k, context, slice_of(text), g->f->vendor, &g->f->arena, &match))
		return NULL;
	return match.step == MATCH_EXACT && match.other_context == NULL ? match.id : NULL;
}

const char *
gather_match_number(struct gather *g, const char *context, uint32_t number)
{
	char text[16];

	snprintf(text, sizeof text, "%u", number);
	return gather_match_whole(g, context, text);
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
gather_explain(struct gather *g, struct evidence *e, const char *id)
{
	struct entry entry;

	if (id == NULL || !knowledge_entry(g->k, id, &entry))
		return;
	e->entry = arena_strdup(&g->f->arena, id);
	if (!mirrors(g->f->code, id))
		finding_also(g->f, id);
}

const char *
gather_list(struct gather *g, enum header_id id)
{
	struct buf all = BUF_INIT;
	const char *text;

	for (const struct header *h = message_header(g->m, id); h != NULL; h = message_next(g->m, h)) {
		struct slice rest = header_value(g->m, h), element;

		while (header_element(&rest, &element)) {
			if (all.n > 0)
				buf_addstr(&all, ", ");
			buf_add(&all, element);
		}
	}
	text = gather_text(g, buf_slice(&all));
	buf_release(&all);
	return text;
}

enum strict_bytes
gather_bytes(const struct message *m, unsigned flags)
{
	static const enum header_id mandatory[] = { H_VIA, H_FROM, H_TO, H_CALL_ID, H_CSEQ };
	size_t there = 0;

	if (flags & FRAME_CUT)
		return STRICT_CUT;
	if (flags & FRAME_LABEL)
		return STRICT_FRAGMENT;
	if (flags & FRAME_EXACT)
		return STRICT_WIRE;
	for (size_t i = 0; i < sizeof mandatory / sizeof *mandatory; i++)
		there += message_header(m, mandatory[i]) != NULL;
	/* Who leaves out one line of a text leaves out more; the length is the first to go. */
	return there + 1 >= sizeof mandatory / sizeof *mandatory && m->content_length >= 0 ? STRICT_TEXT : STRICT_FRAGMENT;
}

void
gather_refused(struct gather *g, const struct header *h)
{
	if (h != NULL && g->refused_count < sizeof g->refused / sizeof *g->refused)
		g->refused[g->refused_count++] = h;
}

static void
add_defect(struct gather *g, const char *name, const char *value, const char *why)
{
	struct evidence *e = finding_evidence(g->f, EVIDENCE_DEFECT, name ? to_utf8(g, name) : NULL, value ? to_utf8(g, value) : NULL);

	e->key = why;
	e->arg[0] = e->name;
	e->arg[1] = e->value;
	e->number = (double)g->m->body.n;
	e->message = g->number;
}

static bool
is_named(const struct gather *g, const char *name)
{
	for (size_t i = 0; i < g->f->evidence_count; i++)
		if (g->f->evidence[i].kind == EVIDENCE_DEFECT && g->f->evidence[i].name != NULL && strcmp(g->f->evidence[i].name, name) == 0)
			return true;
	return false;
}

/* What libosip2 refused and our own parsers recovered, where nothing else says what is wrong with it. */
static void
add_refused(struct gather *g)
{
	for (size_t i = 0; i < g->refused_count; i++) {
		const char *name = header_name(g->refused[i]->id);
		char *value = header_unfold(header_value(g->m, g->refused[i]));

		if (!is_named(g, name))
			add_defect(g, name, arena_strdup(&g->f->arena, value), "defect.refused");
		free(value);
	}
	if (g->sdp_refused && !is_named(g, "SDP"))
		add_defect(g, "SDP", NULL, "defect.refused-sdp");
}

void
gather_defects(struct gather *g, const struct frame *frame)
{
	enum strict_bytes bytes = gather_bytes(g->m, frame->flags);
	struct strict strict;

	if (g->m->header_count == 0)	/* a start line alone claims to be nothing more */
		return;
	strict_check(g->m, bytes, &g->f->arena, &strict);
	for (size_t i = 0; i < strict.defect_count; i++)
		add_defect(g, strict.defects[i].name, strict.defects[i].value, strict.defects[i].why);
	if (bytes != STRICT_CUT)
		add_refused(g);
}
