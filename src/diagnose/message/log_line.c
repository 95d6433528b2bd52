/* SPDX-License-Identifier: MIT */
#include "diagnose/message/log_line.h"

#include <stdio.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "diagnose/message/method.h"
#include "finding/ids.h"
#include "input/line/undo.h"
#include "input/remark/witness.h"
#include "text/text.h"

enum { VALUE_MOST = 2000, SAID_MOST = 120 };

/* What its entry is called in its family: "403" of "code.403". */
static struct slice
name_of(const struct witness *w)
{
	struct slice name = w->entry;

	slice_cut(&name, '.');
	return name;
}

static const char *
code_id(struct knowledge *k, const struct witness *w, struct arena *a)
{
	char code[16];
	struct match match;

	snprintf(code, sizeof code, "%03u", w->number);
	if (knowledge_match(k, code, w->phrase, w->product.n > 0 ? arena_slice(a, w->product) : NULL, a, &match))
		return match.id;
	return arena_printf(a, "code.%s", code);
}

static const char *
cause_id(struct knowledge *k, struct slice name, struct arena *a)
{
	struct match match;

	return knowledge_match(k, "hangupcause", name, NULL, a, &match) ? match.id : NULL;
}

/* A client says that it could not register when its credentials were of no use, not when it was asked for them. */
static bool
is_refused_login(const struct witness *w)
{
	return w->is_registration && !w->is_success && w->severity.n == 0 && code_is_challenge((int)w->number);
}

static const char *
id_of(struct knowledge *k, const struct witness *w, struct arena *a)
{
	struct slice name = name_of(w);

	if (witness_is_of(w, SLICE("code")) && is_refused_login(w))
		return "auth.bad-credentials";
	if (witness_is_of(w, SLICE("code")) && w->number > 0)
		return code_id(k, w, a);
	if (witness_is_of(w, SLICE("q850")) && name.n > 0 && !is_digit(name.p[0]))
		return cause_id(k, name, a);
	return arena_slice(a, w->entry);
}

/* The line has words ("is circuit-busy") where others name the code. */
static bool
is_code_of_words(const struct witness *w)
{
	struct slice name = name_of(w);

	return w->number == 0 && name.n > 0 && is_digit(name.p[0]);
}

/* A cause that is told by name beats one that isn't, that beats a bare code, and all beat a consequence. */
static unsigned
rank_of(const struct told_line *l)
{
	unsigned rank = 3;

	if (id_is_bare(l->id))
		rank = is_code_of_words(l->witness) ? 0 : 1;
	if (told_line_is(l, TRAIT_VAGUE))
		rank = 2;
	/* "No one is available", "Everyone is busy/congested": how it ended for the caller, whatever it was. */
	if (l->witness->is_consequence && strcmp(l->id, "reason.callee-unavailable") == 0)
		rank = 0;
	if (l->cause != NULL)
		rank = 4;
	return rank + (l->witness->is_consequence ? 0 : 8);
}

bool
told_line_read(struct knowledge *k, const struct witness *w, struct arena *a, struct told_line *out)
{
	struct entry e;

	*out = (struct told_line){ .witness = w, .id = id_of(k, w, a) };
	if (out->id == NULL)
		return false;
	if (witness_is_of(w, SLICE("code")))
		out->code = (int)w->number;
	if (knowledge_entry(k, out->id, &e)) {
		out->severity = e.severity;
		out->traits = e.traits;
	} else if (out->code > 0) {
		out->severity = out->code < 400 ? SEVERITY_NOTICE : SEVERITY_ERROR;
	} else {
		return false;
	}
	severity_parse(&out->severity, w->severity);
	out->cause = w->cause.n > 0 ? arena_slice(a, w->cause) : NULL;
	out->rank = rank_of(out);
	return true;
}

void
told_line_evidence(struct knowledge *k, struct finding *f, const struct told_line *l)
{
	const char *language = knowledge_language(k);
	struct slice line = l->witness->line;
	struct evidence *e = finding_evidence(f, EVIDENCE_WITNESS, "log line",
	    text_shown(&f->arena, utf8_head_of_words(line, VALUE_MOST), language));

	e->key = "log-line";
	e->arg[0] = text_shown(&f->arena, utf8_head_of_words(l->witness->said, SAID_MOST), language);
	evidence_at(e, spot_of(0, &l->where));
}

static void
let_writer_act(const struct witness *w, struct finding *f)
{
	if (w->is_servers)
		f->party = PARTY_PROXY;
	else if (w->is_phones)
		f->party = PARTY_DEVICE;
}

/*
 * The code answered a REGISTER, and means what it means there; but a timeout and a transport's error nobody may have sent: a
 * client takes them for 408 and 503 (RFC 3261 §8.1.3.1). A line that names no number has its entry's. How grave it is, the
 * line says.
 */
static void
tell_as_registration(struct knowledge *k, const struct told_line *l, struct finding *f)
{
	if (!l->witness->is_registration || l->code == 408 || l->code == 503)
		return;
	if (l->code > 0)
		tell_by_method(k, f, METHOD_REGISTER);
	else if (!tell_as(k, f, "register"))
		return;
	f->severity = l->severity;
	let_writer_act(l->witness, f);
}

void
told_line_entry(struct knowledge *k, const struct told_line *l, struct finding *f)
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
		finding_fact(f, arena_strdup(&f->arena, l->cause), true)->at.line = l->where.line;
		if (knowledge_entry(k, l->id, &e) && (cause = entry_cause(&e, l->cause)) != NULL)
			f->party = cause->party;
	}
	let_writer_act(l->witness, f);
	if (f->vendor == NULL && l->witness->product.n > 0)
		f->vendor = arena_slice(&f->arena, l->witness->product);
}

void
told_line_call(struct slice call_id, struct slice account, struct finding *f)
{
	const char *name;

	if (call_id.n == 0 && account.n == 0)
		return;
	f->has_call = true;
	f->call.call_id = call_id.n > 0 ? text_identity(&f->arena, call_id) : NULL;
	if (account.n == 0)
		return;
	name = text_shown(&f->arena, account, NULL);
	f->call.from = strchr(name, '@') != NULL ? arena_printf(&f->arena, "sip:%s", name) : name;
}

void
told_line_finding(struct knowledge *k, const struct told_line *l, struct finding *out)
{
	finding_init(out, NULL);
	told_line_entry(k, l, out);
	out->code = l->code;
	tell_as_registration(k, l, out);
	if (l->code > 0 && l->witness->phrase.n > 0)
		out->phrase = text_shown(&out->arena, l->witness->phrase, knowledge_language(k));
	out->has_where = true;
	out->where = l->where;
	out->where.file = arena_strdup(&out->arena, l->where.file);
}

static bool
is_known(struct knowledge *k, struct slice line, enum line_kind kind, struct remark *out)
{
	if (kind == LINE_CUT)
		return remark_match_cut(knowledge_remarks(k), line, out);
	if (kind == LINE_PART)
		return remark_match_part(knowledge_remarks(k), line, out);
	return remark_match(knowledge_remarks(k), line, out) &&
	    (out->flags & REMARK_TAIL) == (kind == LINE_TAIL ? REMARK_TAIL : 0);
}

/* "Anmeldung der Internetrufnummer nicht erfolgreich": where a name stands in a line of success, who types it says "not". */
static bool
is_denied(struct knowledge *k, const struct witness *w)
{
	return w->is_success && knowledge_negates(k, w->name);
}

/* "Call-ID '1-47": a value at the end of a line that was cut is only its beginning. */
static struct slice
uncut(struct slice value, struct slice line, enum line_kind kind)
{
	return kind == LINE_CUT && slice_limit(value) == slice_limit(slice_trim(line)) ? SLICE_NONE : value;
}

bool
log_line_finding(struct knowledge *k, struct slice line, enum line_kind kind, struct finding *out)
{
	struct arena a = ARENA_INIT;
	struct buf entry = BUF_INIT, plain = BUF_INIT;
	struct remark remark;
	struct witness w;
	struct told_line l;
	bool fits = is_known(k, line, kind, &remark) || (undo_string(line, &plain) && is_known(k, buf_slice(&plain), kind, &remark));
	bool known = fits && remark_witness(&remark, &w, &entry) && !is_denied(k, &w) &&
	    told_line_read(k, &w, &a, &l);

	if (known) {
		l.where = (struct place){ .time = NO_TIME };
		told_line_finding(k, &l, out);
		told_line_call(uncut(w.call_id, line, kind), slice_eq(w.name, w.detail) ? SLICE_NONE : uncut(w.name, line, kind), out);
		told_line_evidence(k, out, &l);
		out->has_where = false;
		if (kind == LINE_CUT || kind == LINE_PART)
			out->confidence = CONFIDENCE_POSSIBLE;
	}
	arena_release(&a);
	buf_release(&entry);
	buf_release(&plain);
	return known;
}
