/* From a story to a finding of its own, or to the evidence of a call's. */
#include "diagnose/story.h"

#include "text/text.h"

enum { SHOWN = 3, VALUE_MOST = 2000, SAID_MOST = 240 };

static struct slice
cut(struct slice s, size_t most)
{
	if (s.n <= most)
		return s;
	while (most > 0 && ((unsigned char)s.p[most] & 0xc0) == 0x80)
		most--;
	return slice_head(s, most);
}

static void
add_line(struct knowledge *k, struct finding *f, const struct told_line *l)
{
	const char *language = knowledge_language(k);
	struct slice line = l->witness->line;
	struct evidence *e = finding_evidence(f, EVIDENCE_WITNESS, "log line",
	    text_shown(&f->arena, cut(line, VALUE_MOST), language));

	e->key = "log-line";
	e->arg[0] = text_shown(&f->arena, cut(line, SAID_MOST), language);
	e->line = l->where.line;
	e->packet = l->where.packet;
}

/* The cause first, then what followed from it. Identical lines once. */
static void
add_lines(struct knowledge *k, const struct story *s, struct finding *f)
{
	size_t shown = 1;

	add_line(k, f, &s->best);
	for (size_t i = 0; i < s->line_count && shown < SHOWN; i++) {
		const struct told_line *l = &s->lines[i];

		if (l->witness == s->best.witness || slice_eq(l->witness->line, s->best.witness->line))
			continue;
		add_line(k, f, l);
		shown++;
	}
}

static void
take_entry(struct knowledge *k, const struct told_line *l, struct finding *f)
{
	const struct known_cause *cause;
	struct entry e;

	f->id = arena_strdup(&f->arena, l->id);
	f->severity = l->severity;
	f->party = PARTY_NOBODY;
	f->retry = RETRY_NO;
	if (knowledge_entry(k, l->id, &e)) {
		f->party = e.party;
		f->retry = e.retry;
	}
	f->match = MATCH_PATTERN;
	f->confidence = CONFIDENCE_LIKELY;
	if (l->cause != NULL) {
		finding_fact(f, arena_strdup(&f->arena, l->cause), true)->line = l->where.line;
		if (knowledge_entry(k, l->id, &e) && (cause = entry_cause(&e, l->cause)) != NULL)
			f->party = cause->party;
	}
	if (l->witness->is_servers)
		f->party = PARTY_PROXY;
	else if (l->witness->is_phones)
		f->party = PARTY_DEVICE;
}

static void
take_vendor(const struct told_line *l, struct finding *f)
{
	if (f->vendor == NULL && l->witness->product.n > 0)
		f->vendor = arena_slice(&f->arena, l->witness->product);
}

static bool
is_registration(const struct story *s)
{
	return s->is_registration || slice_find(s->best.witness->line, SLICE("REGISTER")) != NULL;
}

/* The account, trunk or number; a host alone is the peer, not that. */
static const char *
account(const struct story *s, struct arena *a)
{
	const char *name = s->name.n > 0 && !s->is_host ? text_shown(a, s->name, NULL) : NULL;

	return name == NULL || strchr(name, '@') == NULL ? name : arena_printf(a, "sip:%s", name);
}

void
story_finding(struct knowledge *k, const struct story *s, struct finding *out)
{
	const struct told_line *l = &s->best;

	finding_init(out, NULL);
	take_entry(k, l, out);
	take_vendor(l, out);
	out->code = l->code;
	if (l->code > 0 && l->witness->phrase.n > 0)
		out->phrase = text_shown(&out->arena, l->witness->phrase, knowledge_language(k));
	out->has_where = true;
	out->where = l->where;
	out->where.file = arena_strdup(&out->arena, l->where.file);
	if (out->where.src.family == 0)
		out->where.src = s->peer;
	if (s->call_id.n > 0 || (s->name.n > 0 && !s->is_host)) {
		out->has_call = true;
		out->call.call_id = s->call_id.n > 0 ? text_identity(&out->arena, s->call_id) : NULL;
		out->call.from = account(s, &out->arena);
		out->call.method = is_registration(s) ? "REGISTER" : NULL;
	}
	add_lines(k, s, out);
}

/* A line is nearer to the cause than the code, a challenge or silence that followed from it, not than what a rule proved. */
static bool
is_nearer(const struct told_line *l, const struct finding *f)
{
	static const char *const outward[] = { "code.", "auth.bad-credentials", "auth.challenge-ignored", "path.no-response",
		"path.not-forwarded", "q850." };
	static const char *const no_nearer[] = { "code.", "q850.", "reason.peer-timeout", "reason.send-failed" };
	struct slice id = slice_of(l->id);

	if (slice_eq(id, slice_of(f->id)))
		return false;
	for (size_t i = 0; i < sizeof no_nearer / sizeof *no_nearer; i++)
		if (slice_starts(id, slice_of(no_nearer[i])) && !slice_starts(slice_of(f->id), SLICE("code.")))
			return false;
	if (slice_starts(id, SLICE("code.")) || slice_starts(id, SLICE("q850.")))
		return false;
	for (size_t i = 0; i < sizeof outward / sizeof *outward; i++)
		if (slice_starts(slice_of(f->id), slice_of(outward[i])))
			return l->severity >= f->severity;
	return false;
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
	f->fact_count = 0;
	take_entry(k, l, f);
	drop_own(f);
	finding_also(f, before);
	take_vendor(l, f);
	/* What proves the headline stands first. */
	struct evidence *lines = arena_alloc(&f->arena, (f->evidence_count - old) * sizeof *lines);
	memcpy(lines, f->evidence + old, (f->evidence_count - old) * sizeof *lines);
	memmove(f->evidence + (f->evidence_count - old), f->evidence, old * sizeof *lines);
	memcpy(f->evidence, lines, (f->evidence_count - old) * sizeof *lines);
}
