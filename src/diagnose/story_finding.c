/* SPDX-License-Identifier: MIT */
/* From a story to a finding of its own, or to the evidence of a call's. */
#include "diagnose/story.h"

#include <string.h>

#include "diagnose/line_explains.h"
#include "finding/ids.h"

enum { SHOWN = 3 };

/* The cause first, then what followed from it. Identical lines once. */
static void
add_lines(struct knowledge *k, const struct story *s, struct finding *f)
{
	size_t shown = 1;

	told_line_evidence(k, f, &s->best);
	for (size_t i = 0; i < s->line_count && shown < SHOWN; i++) {
		const struct told_line *l = &s->lines[i];

		if (l->witness == s->best.witness || slice_eq(l->witness->line, s->best.witness->line))
			continue;
		told_line_evidence(k, f, l);
		shown++;
	}
	if (s->is_over) {
		told_line_evidence(k, f, &s->success);
		f->evidence[f->evidence_count - 1].key = "log-success";
	}
}

/* A host that was asked and said nothing is where the request went, not where it came from. */
static void
add_peer(const struct story *s, struct place *where)
{
	if (addr_same_ip(&where->src, &s->peer) || addr_same_ip(&where->dst, &s->peer))
		return;
	if (told_line_is(&s->best, TRAIT_SILENT)) {
		if (where->dst.family == 0)
			where->dst = s->peer;
	} else if (where->src.family == 0) {
		where->src = s->peer;
	}
}

void
story_finding(struct knowledge *k, const struct story *s, struct finding *out)
{
	told_line_finding(k, &s->best, out);
	add_peer(s, &out->where);
	told_line_call(s->call_id, s->is_host ? SLICE_NONE : s->name, out);
	if (out->has_call && s->is_registration)
		out->call.method = "REGISTER";
	add_lines(k, s, out);
	out->severity = story_severity(s);
}

/* Who can't send, or hears nothing, may give the status itself; any other came from the peer, which was reached then. */
static bool
may_be_own(int code)
{
	return code == 0 || code == 408 || (code >= 477 && code <= 480) || (code >= 500 && code <= 504 && code != 501);
}

/* That the client wrote a response itself, or that a server sent it, leaves open why. */
static bool
is_decided(const struct finding *f)
{
	const struct fact *cause = finding_cause(f);

	return cause != NULL && strcmp(cause->token, "client-itself") != 0 && strcmp(cause->token, "server-waited") != 0;
}

/*
 * A line is nearer to the cause than the code, a challenge or silence that followed from it, not than what a rule proved
 * or the messages decide; where these leave it open, a line that only warns is, too.
 */
static bool
is_nearer(const struct told_line *l, const struct finding *f)
{
	bool proven = f->confidence == CONFIDENCE_PROVEN;
	bool silence = told_line_is(l, TRAIT_SILENT);

	if (id_is_bare(l->id) || strcmp(l->id, f->id) == 0)
		return false;
	if (id_is_bare(f->id))
		return (l->cause != NULL || !is_decided(f) || l->severity > f->severity) && !(silence && !may_be_own(f->code));
	if (silence)
		return false;
	if (line_explains(l->id, f->id, proven ? LINE_IS_CAUSE : LINE_IS_CAUSE | LINE_MAY_BE_CAUSE))
		return true;
	return line_explains_any(f->id) && (l->severity >= f->severity || (!proven && l->severity >= SEVERITY_WARNING));
}

/* `also` without the headline's own id. */
static void
drop_own(struct finding *f)
{
	size_t n = 0;

	for (size_t i = 0; i < f->also_count; i++)
		if (strcmp(f->also[i], f->id) != 0)
			f->also[n++] = f->also[i];
	f->also_count = n;
}

void
story_join(struct knowledge *k, const struct story *s, struct finding *f)
{
	const struct told_line *l = &s->best;
	size_t old = f->evidence_count;

	if (l->code > 0 && l->code == f->code)
		return;
	add_lines(k, s, f);
	if (!is_nearer(l, f)) {
		finding_also(f, arena_strdup(&f->arena, l->id));
		return;
	}
	const char *before = f->id;
	enum severity grave = f->severity;
	f->fact_count = 0;
	told_line_entry(k, l, f);
	if (f->severity < grave)
		f->severity = grave;
	drop_own(f);
	finding_also(f, before);
	/* What proves the headline stands first. */
	struct evidence *lines = arena_alloc(&f->arena, (f->evidence_count - old) * sizeof *lines);
	memcpy(lines, f->evidence + old, (f->evidence_count - old) * sizeof *lines);
	memmove(f->evidence + (f->evidence_count - old), f->evidence, old * sizeof *lines);
	memcpy(f->evidence, lines, (f->evidence_count - old) * sizeof *lines);
}
