/* SPDX-License-Identifier: MIT */
/*
 * What a site's folder says of entries in vain: a field that nobody reads, a word that is none of those known, a new
 * entry without what makes one, a text to be replaced that is nowhere. Read once, when the folder is opened.
 */
#include "knowledge/bundle/resource.h"
#include "knowledge/entry/layers.h"
#include "knowledge/store/state.h"

enum { TEXT_DEPTH = 5 };

struct site_check {
	struct knowledge *k;
	struct store *site;
	struct arena *a;
	struct site_faults *out;
	size_t cap;
	const char *file;	/* "root" */
	const char *id;
};

static void
fault(struct site_check *c, enum site_fault_kind kind, const char *where, const char *what)
{
	struct site_faults *f = c->out;

	if (f->n == c->cap) {
		c->cap = c->cap ? 2 * c->cap : 8;
		struct site_fault *wider = arena_alloc(c->a, c->cap * sizeof *wider);

		if (f->n > 0)
			memcpy(wider, f->p, f->n * sizeof *wider);
		f->p = wider;
	}
	f->p[f->n++] = (struct site_fault){ kind, arena_printf(c->a, "%s/%s.res", c->site->path, c->file),
		where != NULL ? arena_printf(c->a, "%s: %s", c->id, where) : c->id, what };
}

/* Calls `check` with each member; with none where it is no table. */
static void
each(struct site_check *c, UResourceBundle *table, void (*check)(struct site_check *c, const char *key, UResourceBundle *value))
{
	UResourceBundle *value = NULL;

	if (table == NULL || ures_getType(table) != URES_TABLE)
		return;
	for (int32_t i = 0; bundle_next(table, &i, &value);)
		check(c, arena_strdup(c->a, ures_getKey(value)), value);
}

static bool
is_one_of(const char *key, const char *const *names)
{
	for (size_t i = 0; names[i] != NULL; i++)
		if (strcmp(key, names[i]) == 0)
			return true;
	return false;
}

static bool
is_token(const char *field, struct slice value)
{
	enum severity severity;
	enum party party;
	enum retry retry;

	if (strcmp(field, "severity") == 0)
		return severity_parse(&severity, value);
	return strcmp(field, "party") == 0 ? party_parse(&party, value) : retry_parse(&retry, value);
}

static void
check_token(struct site_check *c, const char *where, const char *field, UResourceBundle *value)
{
	const char *s = bundle_string(value, c->a);

	if (s == NULL || !is_token(field, slice_of(s)))
		fault(c, SITE_NO_WORD, where, s != NULL ? s : "{ }");
}

static void
check_traits(struct site_check *c, UResourceBundle *value)
{
	struct strings words = bundle_strings(value, c->a);

	for (size_t i = 0; i < words.n; i++)
		if (strcmp(words.p[i], "*") != 0 && trait_of(slice_of(words.p[i])) == TRAITS)
			fault(c, SITE_NO_WORD, "traits", words.p[i]);
}

static void
check_cause_field(struct site_check *c, const char *key, UResourceBundle *value)
{
	if (strcmp(key, "party") == 0)
		check_token(c, "causes: party", key, value);
	else if (strcmp(key, "retry") == 0)
		check_token(c, "causes: retry", key, value);
	else
		fault(c, SITE_NO_FIELD, "causes", key);
}

static void
check_cause(struct site_check *c, const char *token, UResourceBundle *value)
{
	(void)token;
	each(c, value, check_cause_field);
}

static void
check_fact(struct site_check *c, const char *key, UResourceBundle *value)
{
	static const char *const tokens[] = { "severity", "party", "retry", NULL };
	static const char *const others[] = { "references", "related", "causes", "order", "methods", "general",
	    "denies", "example", NULL };

	if (is_one_of(key, tokens))
		check_token(c, key, key, value);
	else if (strcmp(key, "causes") == 0)
		each(c, value, check_cause);
	else if (strcmp(key, "traits") == 0)
		check_traits(c, value);
	else if (!is_one_of(key, others))
		fault(c, SITE_NO_FIELD, NULL, key);
}

static bool
table_has(UResourceBundle *table, const char *key)
{
	UResourceBundle *r = bundle_member(table, key);

	ures_close(r);
	return r != NULL;
}

/* Are there facts of the entry, of this or another store? */
static bool
is_known(struct site_check *c, const char *id)
{
	bool known = false;

	for (size_t i = 0; i < c->k->store_count && !known; i++)
		known = table_has(store_table(&c->k->stores[i], TABLE_ENTRIES), id);
	return known;
}

static bool
is_built_in(struct site_check *c, const char *id)
{
	return table_has(store_table(&c->k->stores[c->k->store_count - 1], TABLE_ENTRIES), id);
}

/* Has the entry that text, in some language of some store? */
static bool
has_text(struct site_check *c, const char *id, const char *field)
{
	bool found = false;

	for (size_t i = 0; i < c->k->store_count && !found; i++) {
		struct store *s = &c->k->stores[i];
		struct strings names = store_languages(s, c->a);

		for (size_t j = 0; j < names.n && !found; j++) {
			UResourceBundle *language = text_open(s, names.p[j], id), *entry = bundle_member(language, id);

			found = table_has(entry, field);
			ures_close(entry);
			ures_close(language);
		}
	}
	return found;
}

static bool
has_fact(struct site_check *c, const char *id, const char *field)
{
	bool found = false;

	for (size_t i = 0; i < c->k->store_count && !found; i++) {
		UResourceBundle *entry = bundle_member(store_table(&c->k->stores[i], TABLE_ENTRIES), id);

		found = table_has(entry, field);
		ures_close(entry);
	}
	return found;
}

/* What is built in has it all; a new entry has to bring it, be it spread over several folders. */
static void
check_facts(struct site_check *c, const char *id, UResourceBundle *value)
{
	static const char *const facts[] = { "severity", "party", "retry", NULL };
	static const char *const texts[] = { "title", "meaning", "causes", "fixes", NULL };
	struct strings missing = { NULL, 0 };
	size_t cap = 0;

	c->id = id;
	each(c, value, check_fact);
	if (is_built_in(c, id))
		return;
	for (size_t i = 0; facts[i] != NULL; i++)
		if (!has_fact(c, id, facts[i]))
			strings_add(&missing, &cap, facts[i], c->a);
	for (size_t i = 0; texts[i] != NULL; i++)
		if (!has_text(c, id, texts[i]))
			strings_add(&missing, &cap, texts[i], c->a);
	if (missing.n > 0)
		fault(c, SITE_INCOMPLETE, NULL, knowledge_join(c->k, &missing, c->a));
}

static void
check_decided_field(struct site_check *c, const char *key, UResourceBundle *value)
{
	static const char *const fields[] = { "text", "fixes", "notes", NULL };

	(void)value;
	if (!is_one_of(key, fields))
		fault(c, SITE_NO_FIELD, "decided", key);
}

static void
check_decided(struct site_check *c, const char *token, UResourceBundle *value)
{
	struct layers facts, causes;

	layers_of_facts(c->k, c->id, c->a, &facts);
	layers_member(&facts, "causes", c->a, &causes);
	struct strings tokens = layers_keys(&causes, c->a);
	layers_close(&causes);
	layers_close(&facts);
	if (!strings_have(&tokens, token))
		fault(c, SITE_NO_FIELD, "decided", token);
	else
		each(c, value, check_decided_field);
}

/* Does the text stand anywhere in the resource? decided, cause, fixes, fix: no text lies deeper. */
static bool
says(UResourceBundle *r, const char *text, int depth, struct arena *a)
{
	UResourceBundle *part = NULL;
	bool found = false;

	if (r != NULL && ures_getType(r) == URES_STRING) {
		const char *s = bundle_string(r, a);

		return s != NULL && strcmp(s, text) == 0;
	}
	for (int32_t i = 0; depth > 0 && !found && bundle_next(r, &i, &part);) {
		const char *key = ures_getKey(part);

		found = (key == NULL || strcmp(key, "replace") != 0) && says(part, text, depth - 1, a);
	}
	ures_close(part);
	return found;
}

/* In the language of this file, in any store. */
static bool
entry_says(struct site_check *c, const char *text)
{
	bool found = false;

	for (size_t i = 0; i < c->k->store_count && !found; i++) {
		UResourceBundle *language = text_open(&c->k->stores[i], c->file, c->id), *entry = bundle_member(language, c->id);

		found = says(entry, text, TEXT_DEPTH, c->a);
		ures_close(entry);
		ures_close(language);
	}
	return found;
}

static void
check_replace(struct site_check *c, UResourceBundle *rows)
{
	UResourceBundle *r = NULL;

	for (int32_t i = 0; bundle_next(rows, &i, &r);) {
		struct strings row = bundle_strings(r, c->a);

		if (row.n != 2)
			fault(c, SITE_NO_WORD, "replace", row.n > 0 ? row.p[0] : "{ }");
		else if (!entry_says(c, row.p[0]))
			fault(c, SITE_NOT_SAID, "replace", row.p[0]);
	}
}

static void
check_text_field(struct site_check *c, const char *key, UResourceBundle *value)
{
	static const char *const fields[] = { "title", "meaning", "causes", "fixes", "look", "notes", "advice", NULL };

	if (strcmp(key, "decided") == 0)
		each(c, value, check_decided);
	else if (strcmp(key, "replace") == 0)
		check_replace(c, value);
	else if (!is_one_of(key, fields))
		fault(c, SITE_NO_FIELD, NULL, key);
}

/* A string is a label of siperr's own. */
static void
check_text(struct site_check *c, const char *id, UResourceBundle *value)
{
	if (ures_getType(value) != URES_TABLE)
		return;
	c->id = id;
	if (!is_known(c, id))
		fault(c, SITE_INCOMPLETE, NULL, "entries.txt");
	each(c, value, check_text_field);
}

static void
check_site(struct site_check *c)
{
	struct strings languages = store_languages(c->site, c->a);

	c->file = "entries";
	each(c, store_table(c->site, TABLE_ENTRIES), check_facts);
	for (size_t i = 0; i < languages.n; i++) {
		UResourceBundle *language = bundle_open(c->site, languages.p[i]);

		c->file = languages.p[i];
		each(c, language, check_text);
		ures_close(language);
	}
}

struct site_faults
knowledge_site_faults(struct knowledge *k, struct arena *a)
{
	struct site_faults out = { NULL, 0 };
	struct site_check c = { .k = k, .a = a, .out = &out };

	for (size_t i = 0; i + 1 < k->store_count; i++) {	/* the last is built in */
		c.site = &k->stores[i];
		check_site(&c);
	}
	return out;
}
