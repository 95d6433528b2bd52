/* SPDX-License-Identifier: MIT */
#include "report/format.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "finding/ids.h"
#include "report/escape.h"

static const char *
finding_name(const struct finding *f, struct arena *a)
{
	const char *phrase = f->phrase ? evidence_text(a, f->phrase) : "";

	if (f->code == 0)
		return phrase[0] ? phrase : NULL;
	return phrase[0] ? arena_printf(a, "%d %s", f->code, phrase) : arena_printf(a, "%d", f->code);
}

/* What the evidence says about the cause; NULL: nothing. */
static const struct fact *
fact_of(const struct finding *f, const char *token)
{
	for (size_t i = 0; i < f->fact_count; i++)
		if (strcmp(f->facts[i].token, token) == 0)
			return &f->facts[i];
	return NULL;
}

static void
add_notes(struct view *v, struct knowledge *k, const struct note *notes, size_t n, const char **to, size_t *count)
{
	for (size_t i = 0; v->product != NULL && i < n; i++)
		if (strcmp(notes[i].vendor, v->product) == 0)
			to[(*count)++] = format_label(k, "label.on_vendor", knowledge_vendor_name(k, v->product, v->arena),
			    notes[i].text, NULL, 0, v->arena);
}

static const struct cause_text no_cause;

/* Those of the entry's causes `from` … `to` that nothing was found out about. */
static void
add_open_causes(struct view *v, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		const struct cause_text *c = text_cause(&v->text, v->facts.causes[i].token);

		if (c != NULL && fact_of(v->f, c->token) == NULL)
			v->causes[v->cause_count++] = c->text;
	}
}

static void
add_causes(struct view *v)
{
	add_open_causes(v, 0, v->facts.first_causes);
	for (size_t i = 0; i < v->text.causes.n; i++)
		v->causes[v->cause_count++] = v->text.causes.p[i];
	add_open_causes(v, v->facts.first_causes, v->facts.cause_count);
}

/*
 * The cause that is decided needs none beside it; else all but those that are ruled out. The vendor's note comes first; of
 * a cause of Q.850, where it tells from which codes the product makes it and as which it leaves, behind those that say why.
 */
static void
set_causes(struct view *v, struct knowledge *k, const struct cause_text *cause)
{
	const struct entry_text *t = &v->text;

	v->causes = arena_alloc(v->arena, (t->causes.n + t->note_count + t->decided_count + 1) * sizeof *v->causes);
	if (cause != &no_cause)
		return;
	bool behind = id_is_of(finding_text(v->f), "q850");
	if (behind)
		add_causes(v);
	v->note_at = v->cause_count;
	add_notes(v, k, t->notes, t->note_count, v->causes, &v->cause_count);
	v->note_count = v->cause_count - v->note_at;
	if (!behind)
		add_causes(v);
}

static bool
names_product(struct view *v, struct knowledge *k, const char *text)
{
	return v->product != NULL && slice_find_nocase(slice_of(text),
	    slice_of(knowledge_vendor_name(k, v->product, v->arena))) != NULL;
}

/* A cause may ask for what the entry asks for anyway: it is said once, where it comes first. */
static void
add_fix(struct view *v, const char *text)
{
	for (size_t i = 0; i < v->fix_count; i++)
		if (strcmp(v->fixes[i], text) == 0)
			return;
	v->fixes[v->fix_count++] = text;
}

static void
set_fixes(struct view *v, struct knowledge *k, const struct cause_text *cause)
{
	const struct strings *general = &v->text.fixes;

	v->fixes = arena_alloc(v->arena, (cause->note_count + cause->fixes.n + v->text.advice_count + general->n + 1) * sizeof *v->fixes);
	add_notes(v, k, cause->notes, cause->note_count, v->fixes, &v->fix_count);
	for (size_t i = 0; i < cause->fixes.n; i++)
		add_fix(v, cause->fixes.p[i]);
	add_notes(v, k, v->text.advice, v->text.advice_count, v->fixes, &v->fix_count);
	/* The entry's own that name the product come before its others. */
	for (int named = 1; named >= 0; named--)
		for (size_t i = 0; i < general->n; i++)
			if (names_product(v, k, general->p[i]) == (named == 1))
				add_fix(v, general->p[i]);
}

/* The cause that the evidence decides, where the entry knows it. */
static const struct cause_text *
decide(struct view *v)
{
	const struct fact *fact = finding_cause(v->f);
	const struct cause_text *cause = fact != NULL ? text_cause(&v->text, fact->token) : NULL;

	if (cause == NULL)
		return &no_cause;
	v->cause = fact;
	v->cause_text = cause->text;
	return cause;
}

/* The entry, read once: a trace tells the same few things again and again. */
static const struct known *
find_known(struct report *r, const char *id)
{
	struct arena *a = &r->known_arena;

	for (size_t i = 0; i < r->known_count; i++)
		if (strcmp(r->known[i].id, id) == 0)
			return &r->known[i];
	GROW(r->known, r->known_count, r->known_cap);
	struct known *k = &r->known[r->known_count++];
	*k = (struct known){ .id = arena_strdup(a, id) };
	knowledge_entry(r->k, id, &k->facts);
	if (!knowledge_text(r->k, id, &k->text))
		k->text = (struct entry_text){ .language = knowledge_language(r->k) };
	if (k->text.title == NULL || k->text.title[0] == '\0')
		k->text.title = k->id;
	return k;
}

void
view_open(struct view *v, struct report *r, const struct finding *f, struct arena *a)
{
	const struct known *k = find_known(r, finding_text(f));

	*v = (struct view){ .f = f, .arena = a, .facts = k->facts, .text = k->text };
	v->product = r->o.product != NULL ? r->o.product : f->vendor;
	v->name = finding_name(f, a);
	v->says_title = f->phrase != NULL && slice_eq_nocase(slice_of(f->phrase), slice_of(v->text.title));
	const struct cause_text *cause = decide(v);
	set_causes(v, r->k, cause);
	set_fixes(v, r->k, cause);
}

/* It speaks of certain requests, and INVITE is none of them: code.404/register. */
static bool
is_of_other_methods(const struct entry *e)
{
	for (size_t i = 0; i < e->methods.n; i++)
		if (strcmp(e->methods.p[i], "INVITE") == 0)
			return false;
	return e->methods.n > 0;
}

static bool
begins_no_call(const struct view *v)
{
	if (v->f->has_call && v->f->call.method != NULL)
		return strcmp(v->f->call.method, "INVITE") != 0;
	return entry_is(&v->facts, TRAIT_REGISTRATION) || is_of_other_methods(&v->facts);
}

const char *
view_party_label(struct knowledge *k, const struct view *v)
{
	enum party party = v->f->party;

	if (party == PARTY_CALLER && begins_no_call(v))
		return knowledge_label(k, "label.party_sender", v->arena);
	return token_label(k, "party", party_token(party), v->arena);
}

void
add_own_cell(struct knowledge *k, const char *text, struct buf *out)
{
	bool right = knowledge_is_right_to_left(k);

	buf_addstr(out, right ? MARK_RIGHT : "");
	buf_add(out, slice_of(text));
	buf_addstr(out, right ? MARK_ISOLATE_END : "");
}

const char *
argument(struct knowledge *k, const char *text, enum argument_style style, struct arena *a)
{
	bool isolated = style == ARGUMENTS_HTML || (style != ARGUMENTS_RAW && knowledge_is_right_to_left(k));
	struct buf out = BUF_INIT;

	if (text == NULL || style == ARGUMENTS_RAW)
		return text;
	buf_addstr(&out, isolated ? MARK_ISOLATE : "");	/* first strong isolate … */
	if (style == ARGUMENTS_MARKDOWN)
		escape_markdown(slice_of(text), &out);
	else
		escape_text(slice_of(text), &out);
	buf_addstr(&out, isolated ? MARK_ISOLATE_END : "");	/* … and its end */
	const char *copy = arena_slice(a, buf_slice(&out));
	buf_release(&out);
	return copy;
}

const char *
match_sentence(struct knowledge *k, const struct finding *f, enum argument_style style, struct arena *a)
{
	const char *phrase = argument(k, f->phrase ? evidence_text(a, f->phrase) : "", style, a),
	    *code = arena_printf(a, "%d", f->code);

	if (f->match == MATCH_CLASS)
		return format_label(k, "label.match_class", code, arena_printf(a, "%d", f->code / 100 * 100), NULL, 0, a);
	if (f->match == MATCH_CODE && f->phrase != NULL && f->phrase[0] != '\0')
		return format_label(k, "label.match_code", phrase, code, NULL, 0, a);
	return NULL;
}

/* "32.4": digits, one point, digits; an address or a version of a product has more in it. */
static bool
is_decimal(const char *text)
{
	size_t whole = strspn(text, "0123456789"), part;

	if (whole == 0 || text[whole] != '.')
		return false;
	part = strspn(text + whole + 1, "0123456789");
	return part > 0 && text[whole + 1 + part] == '\0';
}

/* Rules write decimals with a point; the sentence has them as the language does. */
static void
localise(struct knowledge *k, const struct evidence *e, enum argument_style style, const char *args[4], struct arena *a)
{
	for (size_t i = 0; i < 4; i++) {
		args[i] = e->arg[i];
		if (args[i] != NULL && is_decimal(args[i]))
			args[i] = knowledge_number(k, strtod(args[i], NULL), 3, a);
		else
			args[i] = argument(k, evidence_text(a, args[i]), style, a);
	}
}

const char *
evidence_sentence(struct knowledge *k, const struct evidence *e, enum argument_style style, struct arena *a)
{
	const char *said = NULL, *entry = NULL, *args[4];

	localise(k, e, style, args, a);
	if (e->key != NULL) {
		/* Defects have their own section of the labels; the rest is evidence.<key>. */
		bool whole = strncmp(e->key, "defect.", 7) == 0 || strncmp(e->key, "evidence.", 9) == 0;

		said = knowledge_format(k, whole ? e->key : arena_printf(a, "evidence.%s", e->key), args,
		    e->number, a);
	}
	if (e->entry != NULL)
		entry = knowledge_title(k, e->entry, a);
	if (said == NULL || entry == NULL)
		return said ? said : entry;
	/* What the entry is called goes before the full stop. */
	struct slice sentence = slice_of(said);
	bool stop = slice_ends(sentence, SLICE("."));
	if (slice_ends(sentence, SLICE("。")))
		return arena_printf(a, "%.*s（%s）。", (int)(sentence.n - strlen("。")), said, entry);
	return arena_printf(a, "%.*s (%s)%s", (int)(sentence.n - stop), said, entry, stop ? "." : "");
}

const char *
evidence_token(enum evidence_kind kind)
{
	static const char *const tokens[] = {
		[EVIDENCE_HEADER] = "header", [EVIDENCE_TIMER] = "timer", [EVIDENCE_MISSING] = "missing",
		[EVIDENCE_MESSAGE] = "message", [EVIDENCE_SDP] = "sdp", [EVIDENCE_DEFECT] = "defect",
		[EVIDENCE_COUNT] = "count", [EVIDENCE_PHRASE] = "phrase", [EVIDENCE_CALL] = "call",
		[EVIDENCE_NOTE] = "note", [EVIDENCE_WITNESS] = "witness",
	};

	return tokens[kind];
}

const char *
format_label(struct knowledge *k, const char *key, const char *a0, const char *a1, const char *a2, double number,
    struct arena *a)
{
	const char *const arg[4] = { a0, a1, a2, NULL };

	return knowledge_format(k, key, arg, number, a);
}

const char *
token_label(struct knowledge *k, const char *kind, const char *token, struct arena *a)
{
	return knowledge_label(k, arena_printf(a, "token.%s.%s", kind, token), a);
}

const char *
guard_sentence(struct knowledge *k, enum guard g, struct arena *a)
{
	return knowledge_label(k, arena_printf(a, "guard.%s", guard_id(g)), a);
}

const char *
seconds_label(struct knowledge *k, double seconds, int decimals, struct arena *a)
{
	return format_label(k, "label.seconds", knowledge_number(k, seconds, decimals, a), NULL, NULL, 0, a);
}

const char *
duration_label(struct knowledge *k, int64_t duration, struct arena *a)
{
	if (duration == NO_TIME)
		return NULL;
	return seconds_label(k, (double)duration / (double)TIME_SECOND, duration < TIME_SECOND ? 2 : 1, a);
}

const char *
decimal_point(struct knowledge *k, struct arena *a)
{
	struct slice half = slice_of(knowledge_number(k, 0.5, 1, a));
	uint32_t c;
	size_t digit = utf8_decode(half, &c);

	return arena_slice(a, slice_head(slice_skip(half, digit), half.n - 2 * digit));
}

/* "14 calls and 3 registrations"; of single responses, those; NULL when there was nothing but log lines. */
static const char *
all_seen(struct report *r, struct arena *a)
{
	const struct report_seen *s = &r->seen;
	const struct { const char *key; uint64_t n; } rows[] = {
		{ "message.calls", s->calls }, { "message.registrations", s->registrations }, { "message.others", s->others },
	};
	const char *items[3];
	struct strings parts = { items, 0 };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].n > 0)
			items[parts.n++] = format_label(r->k, rows[i].key, NULL, NULL, NULL, (double)rows[i].n, a);
	if (parts.n > 0)
		return knowledge_join(r->k, &parts, a);
	return s->responses > 0 ? format_label(r->k, "message.responses", NULL, NULL, NULL, (double)s->responses, a) : NULL;
}

const char *
total_sentence(struct report *r, struct arena *a)
{
	static const char *const keys[] = {
		"message.total_info", "message.total_notice", "message.total_warning", "message.total_error",
	};
	const char *items[4];
	struct strings parts = { items, 0 };
	const struct report_seen *seen = &r->seen;
	uint64_t findings = r->findings - r->others;

	/* A list of calls that is empty says what there was instead. */
	if (r->o.calls)
		return all_seen(r, a) == NULL ? NULL :
		    format_label(r->k, "message.total_only", all_seen(r, a), NULL, NULL, 0, a);
	if (r->folds != NULL)	/* they may be told only now */
		findings += folds_count(r->folds);
	/* A single message needs no total, and nothing at all has none. */
	if (!r->had_trace || seen->responses + findings == 0 || (seen->responses + seen->requests <= 1 && findings <= 1))
		return NULL;
	for (int s = SEVERITY_ERROR; s >= SEVERITY_INFO; s--)
		if (r->by_severity[s] > 0)
			items[parts.n++] = format_label(r->k, keys[s], NULL, NULL, NULL, (double)r->by_severity[s], a);
	const char *of = all_seen(r, a);
	if (parts.n == 0 && seen->findings_left_out > 0)	/* something was, and is not to be shown */
		return NULL;
	if (parts.n == 0)
		return format_label(r->k, "message.total_none", of, NULL, NULL, 0, a);
	return format_label(r->k, of != NULL ? "message.total" : "message.total_only",
	    knowledge_join(r->k, &parts, a), of, NULL, 0, a);
}

const char *
unfolded_sentence(struct report *r, struct arena *a)
{
	return format_label(r->k, "message.unfolded", NULL, NULL, NULL, (double)r->unfolded, a);
}

const char *
left_out_label(struct report *r, bool findings, struct arena *a)
{
	return format_label(r->k, findings ? "message.left_out_findings" : "message.left_out_calls", NULL, NULL, NULL,
	    (double)(findings ? r->seen.findings_left_out : r->seen.left_out), a);
}
