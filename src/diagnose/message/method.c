/* SPDX-License-Identifier: MIT */
#include "diagnose/message/method.h"
#include "diagnose/message/entry_facts.h"
#include "finding/ids.h"

static const char *const variants[METHOD_COUNT] = {
	[METHOD_BYE] = "bye", [METHOD_OPTIONS] = "options", [METHOD_REGISTER] = "register", [METHOD_PRACK] = "prack",
	[METHOD_SUBSCRIBE] = "subscribe", [METHOD_NOTIFY] = "notify", [METHOD_PUBLISH] = "publish", [METHOD_INFO] = "info",
	[METHOD_REFER] = "refer", [METHOD_MESSAGE] = "message", [METHOD_UPDATE] = "update", [METHOD_CANCEL] = "cancel",
};

static void
take_variant(struct finding *f, const struct entry *e)
{
	f->told_as = arena_strdup(&f->arena, e->id);
	take_entry_facts(f, e);
}

bool
tell_as(struct knowledge *k, struct finding *f, const char *variant)
{
	struct entry e;

	if (!knowledge_entry(k, strchr(variant, '/') != NULL ? variant : arena_printf(&f->arena, "%s/%s", f->id, variant), &e))
		return false;
	take_variant(f, &e);
	return true;
}

/* Of the code's class, of 4xx for any refusal. */
static bool
variant_of_class(struct knowledge *k, struct arena *a, int code, const char *variant, struct entry *out)
{
	return knowledge_entry(k, arena_printf(a, "code.%dxx/%s", code / 100, variant), out) ||
	    (code >= 400 && knowledge_entry(k, arena_printf(a, "code.4xx/%s", variant), out));
}

/* The nearest: the code's own for this method, that for any request but a call, then those of its class. */
static bool
variant_of_code(struct knowledge *k, struct finding *f, const char *variant, struct entry *out, bool *own)
{
	struct arena *a = &f->arena;

	*own = knowledge_entry(k, arena_printf(a, "code.%d/%s", f->code, variant), out) ||
	    knowledge_entry(k, arena_printf(a, "code.%d/other", f->code), out);
	return *own || variant_of_class(k, a, f->code, variant, out) ||
	    knowledge_entry(k, arena_printf(a, "code.%dxx/other", f->code / 100), out);
}

bool
tell_as_class(struct knowledge *k, struct finding *f, const char *variant)
{
	unsigned code = id_code(f->id);
	struct entry e;

	if (code == 0 || !variant_of_class(k, &f->arena, (int)code, variant, &e))
		return false;
	take_variant(f, &e);
	return true;
}

/* Does the entry's text say that it is about others than that? */
static bool
leaves_out(const struct entry *e, enum method method)
{
	for (size_t i = 0; i < e->methods.n; i++)
		if (method_id(slice_of(e->methods.p[i])) == method)
			return false;
	return e->methods.n > 0;
}

/* Does the entry speak of other requests, or of the person called? Then it says nothing about one that is none of them. */
static bool
is_of_others(struct knowledge *k, const struct finding *f, enum method method)
{
	struct entry e;

	if (!knowledge_entry(k, f->id, &e))
		return true;
	return leaves_out(&e, method) || (e.party == PARTY_CALLEE && id_is_of(f->id, "reason"));
}

void
tell_foreign_code(struct knowledge *k, struct finding *f, enum method method)
{
	struct entry e;

	if (method == METHOD_INVITE && id_is_of(f->id, "code") && knowledge_entry(k, f->id, &e) && leaves_out(&e, method))
		tell_as_class(k, f, "foreign");
}

/*
 * A 5xx is the server's fault (RFC 3261 §21.5): outside of a dialog, where no text says what it means to this method,
 * the code's own is nearer to the truth than that of a refusal.
 */
static bool
keep_server_fault(struct knowledge *k, struct finding *f, const struct entry *variant, enum method method)
{
	struct entry own;

	if (f->code / 100 != 5 || !slice_starts(slice_of(variant->id), SLICE("code.4xx/")) ||
	    (method != METHOD_SUBSCRIBE && method != METHOD_PUBLISH && method != METHOD_MESSAGE) ||
	    !knowledge_entry(k, f->id, &own))
		return false;
	take_entry_facts(f, &own);
	f->severity = variant->severity;
	return true;
}

void
tell_rule_by_method(struct knowledge *k, struct finding *f, enum method method)
{
	if (variants[method] != NULL)
		tell_as(k, f, variants[method]);
}

/* What the phrase stands for elsewhere is said of calls. */
static void
drop_other_meanings(struct finding *f)
{
	size_t n = 0;

	for (size_t i = 0; i < f->evidence_count; i++)
		if (f->evidence[i].key == NULL || strcmp(f->evidence[i].key, "phrase.also-means") != 0)
			f->evidence[n++] = f->evidence[i];
	f->evidence_count = n;
}

void
tell_by_method(struct knowledge *k, struct finding *f, enum method method)
{
	const char *variant = variants[method];
	struct entry e;
	bool own;

	if (variant != NULL)
		drop_other_meanings(f);
	if (variant == NULL || f->code < 300 || tell_as(k, f, variant) || !variant_of_code(k, f, variant, &e, &own))
		return;
	bool is_code = id_is_of(f->id, "code");
	if (is_code ? own || is_of_others(k, f, method) : is_of_others(k, f, method)) {
		if (!is_code)
			f->id = arena_printf(&f->arena, "code.%d", f->code);
		if (!keep_server_fault(k, f, &e, method))
			take_variant(f, &e);
	} else if (e.severity < f->severity) {
		f->severity = e.severity;
	}
}
