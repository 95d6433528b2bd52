/* SPDX-License-Identifier: MIT */
#include "knowledge/memo.h"

#include <stdlib.h>

#include "knowledge/entry/entry.h"
#include "knowledge/match/match.h"
#include "knowledge/store/state.h"
#include "knowledge/store/vendor.h"

enum { QUESTION_MAX = 512 };

static struct known_entry **
bucket_of(struct knowledge *k, const char *id)
{
	return &k->memo->entries[slice_hash(slice_of(id)) % KNOWN_ENTRIES];
}

static struct known_entry *
find_known(struct knowledge *k, const char *id)
{
	struct known_entry *e = *bucket_of(k, id);

	while (e != NULL && strcmp(e->id, id) != 0)
		e = e->next;
	return e;
}

/* What is known of the entry; a new one when that is nothing yet. */
static struct known_entry *
known(struct knowledge *k, const char *id)
{
	struct known_entry *e = find_known(k, id), **at = bucket_of(k, id);

	if (e != NULL)
		return e;
	e = arena_alloc(&k->arena, sizeof *e);
	e->id = arena_strdup(&k->arena, id);
	e->next = *at;
	return *at = e;
}

bool
knowledge_text(struct knowledge *k, const char *id, struct entry_text *out)
{
	struct known_entry *e = find_known(k, id);

	if (e == NULL || !e->has_text) {
		if (!read_text(k, id, &k->arena, out))	/* which leaves nothing there when it fails */
			return false;
		e = known(k, id);
		e->text = *out;
		e->has_text = true;
	}
	*out = e->text;
	return true;
}

bool
knowledge_entry(struct knowledge *k, const char *id, struct entry *out)
{
	struct known_entry *e = find_known(k, id);

	if (e == NULL || !e->has_facts) {
		if (!read_entry(k, id, &k->arena, out))
			return false;
		e = known(k, id);
		e->facts = *out;
		e->has_facts = true;
	}
	*out = e->facts;
	return true;
}

const char *
knowledge_title(struct knowledge *k, const char *id, struct arena *a)
{
	struct known_entry *e = find_known(k, id);

	if (e != NULL && e->title != NULL)
		return e->title;
	const char *title = read_title(k, id, a);
	if (title != NULL)
		known(k, id)->title = arena_strdup(&k->arena, title);
	return title;
}

const char *
knowledge_vendor(struct knowledge *k, struct slice agent)
{
	struct known_vendor *v;

	if (agent.n > QUESTION_MAX || slice_chr(agent, '\0') != NULL)
		return find_vendor(k, agent);
	v = &k->memo->vendors[slice_hash(agent) % KNOWN_VENDORS];
	if (v->agent == NULL || !slice_eq(slice_of(v->agent), agent)) {
		free(v->agent);
		v->agent = slice_dup(agent);
		v->vendor = find_vendor(k, agent);
	}
	return v->vendor;
}

static void
copy_match(struct match *out, const struct match *in, struct arena *a)
{
	*out = *in;
	out->id = arena_strdup(a, in->id);
	out->other_context = arena_strdup(a, in->other_context);
	out->vendor = arena_strdup(a, in->vendor);
	out->number = arena_strdup(a, in->number);
	out->phrase = arena_strdup(a, in->phrase);
	out->others.p = arena_alloc(a, in->others.n * sizeof *out->others.p);
	for (size_t i = 0; i < in->others.n; i++)
		out->others.p[i] = arena_strdup(a, in->others.p[i]);
}

static void
forget_match(struct known_match *m)
{
	if (m == NULL)
		return;
	free(m->question);
	arena_release(&m->arena);
	free(m);
}

static struct known_match *
ask(struct knowledge *k, struct slice question, struct slice context, struct slice phrase, const char *vendor)
{
	struct known_match *m = xcalloc(1, sizeof *m);

	m->question = slice_dup(question);
	m->found = find_match(k, context, phrase, vendor, &m->arena, &m->match);
	return m;
}

bool
knowledge_match(struct knowledge *k, const char *context, struct slice phrase, const char *vendor, struct arena *a,
    struct match *out)
{
	struct buf question = BUF_INIT;
	struct slice where = slice_of(context);

	if (phrase.n > QUESTION_MAX)
		return find_match(k, where, phrase, vendor, a, out);
	buf_addstr(&question, context);
	buf_addc(&question, '\n');
	buf_addstr(&question, vendor);
	buf_addc(&question, '\n');
	size_t head = question.n;
	buf_add(&question, phrase);
	/* As a C string it ends at a NUL; such a phrase is not worth remembering. */
	bool odd = phrase.n > 0 && memchr(question.p + head, '\0', phrase.n) != NULL;
	struct known_match **m = &k->memo->matches[slice_hash(buf_slice(&question)) % KNOWN_MATCHES];
	bool found;
	if (odd) {
		found = find_match(k, where, phrase, vendor, a, out);
	} else {
		if (*m == NULL || strcmp((*m)->question, question.p) != 0) {
			forget_match(*m);
			*m = ask(k, buf_slice(&question), where, phrase, vendor);
		}
		copy_match(out, &(*m)->match, a);
		found = (*m)->found;
	}
	buf_release(&question);
	return found;
}

struct memo *
memo_new(void)
{
	return xcalloc(1, sizeof(struct memo));
}

void
memo_free(struct memo *m)
{
	for (size_t i = 0; i < KNOWN_MATCHES; i++)
		forget_match(m->matches[i]);
	for (size_t i = 0; i < KNOWN_VENDORS; i++)
		free(m->vendors[i].agent);
	free(m);
}
