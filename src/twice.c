/* SPDX-License-Identifier: MIT */
#include "twice.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/recall.h"
#include "finding/ids.h"

/* So many are kept; what comes beyond is told at once, and of so many it is remembered that it was. */
enum { HELD_MAX = 4096, PASSED_MAX = 1 << 16 };

struct held {
	uint64_t hash;			/* of its Call-ID */
	size_t files;			/* whose they are */
	struct finding finding;
};

struct held_line {
	uint64_t hash;
	size_t files;
	struct arena arena;
	struct call_line line;
};

/* What went out at once. */
struct passed {
	size_t files;			/* from which it came */
	enum severity severity;
};

struct twice {
	struct finding_sink out;
	void (*line)(void *ctx, const struct call_line *line);
	struct held *held;
	size_t count, cap;
	struct held_line *lines;
	size_t line_count, line_cap;
	struct recall passed_findings, passed_lines;
	size_t files;			/* the number of those being read */
	bool dated;
};

struct twice *
twice_new(const struct finding_sink *out, void (*line)(void *ctx, const struct call_line *line))
{
	struct twice *t = xcalloc(1, sizeof *t);

	t->out = *out;
	t->line = line;
	t->passed_findings = t->passed_lines = RECALL(struct passed, PASSED_MAX);
	t->dated = true;
	return t;
}

void
twice_free(struct twice *t)
{
	for (size_t i = 0; i < t->count; i++)
		finding_release(&t->held[i].finding);
	for (size_t i = 0; i < t->line_count; i++)
		arena_release(&t->lines[i].arena);
	free(t->held);
	free(t->lines);
	recall_release(&t->passed_findings);
	recall_release(&t->passed_lines);
	free(t);
}

void
twice_next(struct twice *t, bool dated)
{
	t->files++;
	t->dated = dated;
}

static bool
tells_line(const struct finding *f)
{
	for (size_t i = 0; i < f->evidence_count; i++)
		if (f->evidence[i].kind == EVIDENCE_WITNESS && f->evidence[i].name != NULL && strcmp(f->evidence[i].name, "log line") == 0)
			return !id_is_of(f->id, "code");
	return false;
}

/* Nothing came: that says no more where a log has it. */
static bool
tells_silence(const struct finding *f)
{
	return strcmp(f->id, "path.no-response") == 0 || strcmp(f->id, "reason.peer-timeout") == 0;
}

/* What a log says of it says more than a rule, a rule more than the reason in a phrase, and that more than the code alone. */
static int
depth(const struct finding *f)
{
	if (tells_line(f))
		return tells_silence(f) ? 2 : 3;
	if (id_is_of(f->id, "code"))
		return 0;
	return id_is_of(f->id, "reason") || id_is_of(f->id, "q850") ? 1 : 2;
}

/* Does `a` say more of the call than `b`? */
static bool
says_more(const struct finding *a, const struct finding *b)
{
	if (a->severity != b->severity)
		return a->severity > b->severity;
	if (strcmp(a->id, b->id) == 0 && (finding_cause(a) != NULL) != (finding_cause(b) != NULL))
		return finding_cause(a) != NULL;
	if (depth(a) != depth(b))
		return depth(a) > depth(b);
	if (a->confidence != b->confidence)
		return a->confidence < b->confidence;
	return finding_cause(a) != NULL && finding_cause(b) == NULL;
}

static bool
shows(const struct finding *f, const struct evidence *e)
{
	for (size_t i = 0; i < f->evidence_count; i++) {
		const struct evidence *have = &f->evidence[i];

		if (have->kind == EVIDENCE_WITNESS && have->value != NULL && e->value != NULL && strcmp(have->value, e->value) == 0)
			return true;
	}
	return false;
}

/* What the other file found beside: its ids, and what stood there beside messages. A place in that file is none in this one. */
static void
take_over(struct finding *f, const struct finding *other)
{
	if (other->severity > SEVERITY_INFO)
		finding_also(f, other->id);
	for (size_t i = 0; i < other->also_count; i++)
		finding_also(f, other->also[i]);
	for (size_t i = 0; i < other->evidence_count; i++)
		if (other->evidence[i].kind == EVIDENCE_WITNESS && !shows(f, &other->evidence[i]))
			evidence_at(finding_evidence_copy(f, &other->evidence[i]), (struct spot){ 0 });
}

/* Of the same call, from other files; NULL. */
static struct held *
find_held(struct twice *t, const struct finding *f, uint64_t hash)
{
	for (size_t i = 0; i < t->count; i++) {
		struct held *h = &t->held[i];

		if (h->hash == hash && h->files != t->files && strcmp(h->finding.call.call_id, f->call.call_id) == 0)
			return h;
	}
	return NULL;
}

/* The one of both that says more, in *out, with what the other one saw. */
static void
join(struct finding *out, const struct finding *held, const struct finding *f)
{
	bool first = says_more(held, f);

	finding_copy(out, first ? held : f);
	take_over(out, first ? f : held);
}

static void
forget(struct twice *t, struct held *h)
{
	finding_release(&h->finding);
	*h = t->held[--t->count];
}

static void
pass(const struct twice *t, struct recall *r, uint64_t hash, enum severity severity)
{
	*(struct passed *)recall_use(r, hash, NULL) = (struct passed){ t->files, severity };
}

/* Other files told as much of that call, which could not wait. */
static bool
has_passed(const struct twice *t, const struct recall *r, uint64_t hash, enum severity severity)
{
	const struct passed *p = recall_find(r, hash);

	return p != NULL && p->files != t->files && severity <= p->severity;
}

void
twice_finding(struct twice *t, const struct finding *f)
{
	bool named = f->has_call && f->call.call_id != NULL;
	uint64_t hash = named ? slice_hash(slice_of(f->call.call_id)) : 0;
	struct held *h = named ? find_held(t, f, hash) : NULL;
	struct finding both;

	if (named && h == NULL && has_passed(t, &t->passed_findings, hash, f->severity))
		return;
	if (!named || (h == NULL && (t->dated || t->count == HELD_MAX))) {
		if (named && !t->dated)
			pass(t, &t->passed_findings, hash, f->severity);
		t->out.finding(t->out.ctx, f);
		return;
	}
	if (h != NULL) {
		join(&both, &h->finding, f);
		forget(t, h);
	} else {
		finding_copy(&both, f);
	}
	if (t->dated) {
		t->out.finding(t->out.ctx, &both);
		finding_release(&both);
	} else {
		GROW(t->held, t->count, t->cap);
		t->held[t->count++] = (struct held){ hash, t->files, both };
	}
}

void
twice_heard(struct twice *t, struct slice call_id)
{
	uint64_t hash = slice_hash(call_id);

	for (size_t i = 0; t->dated && i < t->count; i++) {
		struct held *h = &t->held[i];
		const struct finding *f = &h->finding;

		if (h->hash != hash || h->files == t->files || !slice_eq(slice_of(f->call.call_id), call_id) ||
		    !id_is_of(f->id, "media") || tells_line(f))
			continue;
		forget(t, h);
		return;
	}
}

/* ---- lines of calls ---- */

static struct held_line *
find_line(struct twice *t, const struct call_line *line, uint64_t hash)
{
	for (size_t i = 0; i < t->line_count; i++) {
		struct held_line *h = &t->lines[i];

		if (h->hash == hash && h->files != t->files && strcmp(h->line.call.call_id, line->call.call_id) == 0)
			return h;
	}
	return NULL;
}

static void
copy_line(struct held_line *h, const struct call_line *line)
{
	struct arena *a = &h->arena;
	struct call_line *l = &h->line;

	*l = *line;
	call_info_keep(&l->call, a);
	l->where.file = arena_strdup(a, l->where.file);
	l->id = arena_strdup(a, l->id);
	l->cause = arena_strdup(a, l->cause);
}

/* Who found more says what is wrong, who saw its end how it ended. */
static void
join_lines(struct call_line *line, const struct call_line *held)
{
	if (held->severity > line->severity) {
		line->id = held->id;
		line->cause = held->cause;
		line->severity = held->severity;
		line->outcome = held->outcome;
	} else if (line->outcome == OUTCOME_UNFINISHED) {
		line->outcome = held->outcome;
	}
	if (line->call.ended_by == NULL)
		line->call.ended_by = held->call.ended_by;
	if (line->duration == NO_TIME)
		line->duration = held->duration;
}

void
twice_line(struct twice *t, const struct call_line *line)
{
	bool named = line->call.call_id != NULL;
	uint64_t hash = named ? slice_hash(slice_of(line->call.call_id)) : 0;
	struct held_line *h = named ? find_line(t, line, hash) : NULL, fresh = { .hash = hash, .arena = ARENA_INIT };
	struct call_line both = *line;

	if (h != NULL)
		join_lines(&both, &h->line);
	else if (named && has_passed(t, &t->passed_lines, hash, line->severity))
		return;
	if (t->dated || !named || (h == NULL && t->line_count == HELD_MAX)) {
		if (!t->dated && named)
			pass(t, &t->passed_lines, hash, line->severity);
		t->line(t->out.ctx, &both);
	} else {
		copy_line(&fresh, &both);
		fresh.files = t->files;
	}
	if (h != NULL) {
		arena_release(&h->arena);
		*h = t->lines[--t->line_count];
	}
	if (fresh.files > 0) {
		GROW(t->lines, t->line_count, t->line_cap);
		t->lines[t->line_count++] = fresh;
	}
}

void
twice_end(struct twice *t)
{
	for (size_t i = 0; i < t->line_count; i++) {
		t->line(t->out.ctx, &t->lines[i].line);
		arena_release(&t->lines[i].arena);
	}
	t->line_count = 0;
	for (size_t i = 0; i < t->count; i++) {
		t->out.finding(t->out.ctx, &t->held[i].finding);
		finding_release(&t->held[i].finding);
	}
	t->count = 0;
}
