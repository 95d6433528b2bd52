/* SPDX-License-Identifier: MIT */
#include "diagnose/message/method.h"
#include "diagnose/message/entry_facts.h"

static const char *const variants[METHOD_UPDATE + 1] = {
	[METHOD_BYE] = "bye", [METHOD_OPTIONS] = "options", [METHOD_REGISTER] = "register", [METHOD_PRACK] = "prack",
	[METHOD_SUBSCRIBE] = "subscribe", [METHOD_NOTIFY] = "notify", [METHOD_PUBLISH] = "publish", [METHOD_INFO] = "info",
	[METHOD_REFER] = "refer", [METHOD_MESSAGE] = "message", [METHOD_UPDATE] = "update",
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

static bool
variant_of_code(struct knowledge *k, struct finding *f, const char *variant, struct entry *out, bool *own)
{
	*own = knowledge_entry(k, arena_printf(&f->arena, "code.%d/%s", f->code, variant), out);
	return *own || variant_of_class(k, &f->arena, f->code, variant, out);
}

bool
tell_as_class(struct knowledge *k, struct finding *f, const char *variant)
{
	struct slice id = slice_of(f->id);
	struct entry e;
	uint64_t code;

	if (!slice_starts(id, SLICE("code.")) || !slice_to_u64(slice_skip(id, 5), 699, &code) ||
	    !variant_of_class(k, &f->arena, (int)code, variant, &e))
		return false;
	take_variant(f, &e);
	return true;
}

/* Does the entry speak of a call, or of the person called? Then it says nothing about a request that is none. */
static bool
is_of_calls(struct knowledge *k, const struct finding *f)
{
	struct entry e;

	if (!knowledge_entry(k, f->id, &e))
		return true;
	return e.of_calls || (e.party == PARTY_CALLEE && slice_starts(slice_of(f->id), SLICE("reason.")));
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

void
tell_by_method(struct knowledge *k, struct finding *f, enum method method)
{
	const char *variant = variants[method];
	struct entry e;
	bool own;

	if (variant == NULL || f->code < 300 || tell_as(k, f, variant) || !variant_of_code(k, f, variant, &e, &own))
		return;
	bool is_code = slice_starts(slice_of(f->id), SLICE("code."));
	if (is_code ? own || is_of_calls(k, f) : is_of_calls(k, f)) {
		if (!is_code)
			f->id = arena_printf(&f->arena, "code.%d", f->code);
		if (!keep_server_fault(k, f, &e, method))
			take_variant(f, &e);
	} else if (e.severity < f->severity) {
		f->severity = e.severity;
	}
}
