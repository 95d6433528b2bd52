#include "knowledge/bundle.h"

static struct strings
member_strings(UResourceBundle *table, const char *key, struct arena *a)
{
	UResourceBundle *r = bundle_member(table, key);
	struct strings s = bundle_strings(r, a);

	ures_close(r);
	return s;
}

static const char *
member_string(UResourceBundle *table, const char *key, struct arena *a)
{
	UResourceBundle *r = bundle_member(table, key);
	const char *s = r ? bundle_string(r, a) : NULL;

	ures_close(r);
	return s;
}

static struct slice
member_token(UResourceBundle *table, const char *key, struct arena *a)
{
	return slice_of(member_string(table, key, a));
}

/*
 * `order { "ack-lost", "*" }`: the most likely first (a bundle keeps no order of its own), "*" is where those stand that
 * have no token.
 */
static void
order_causes(struct known_cause *causes, struct entry *out, struct strings order)
{
	size_t placed = 0;

	for (size_t i = 0; i < order.n; i++) {
		if (strcmp(order.p[i], "*") == 0)
			out->first_causes = placed;
		for (size_t k = placed; k < out->cause_count; k++)
			if (strcmp(causes[k].token, order.p[i]) == 0) {
				struct known_cause found = causes[k];

				memmove(&causes[placed + 1], &causes[placed], (k - placed) * sizeof *causes);
				causes[placed++] = found;
				break;
			}
	}
}

/* `causes { <token> { party { "network" } } … }`: a cause without a party has the entry's. */
static void
take_causes(UResourceBundle *facts, struct arena *a, struct entry *out)
{
	UResourceBundle *table = bundle_member(facts, "causes");
	int32_t n = table ? ures_getSize(table) : 0;
	struct known_cause *causes = n > 0 ? arena_alloc(a, (size_t)n * sizeof *causes) : NULL;

	for (int32_t i = 0; i < n; i++) {
		UErrorCode status = U_ZERO_ERROR;
		UResourceBundle *r = ures_getByIndex(table, i, NULL, &status);

		if (U_SUCCESS(status)) {
			struct known_cause *c = &causes[out->cause_count++];

			*c = (struct known_cause){ arena_strdup(a, ures_getKey(r)), out->party };
			party_parse(&c->party, member_token(r, "party", a));
		}
		ures_close(r);
	}
	out->causes = causes;
	out->first_causes = out->cause_count;
	order_causes(causes, out, member_strings(facts, "order", a));
	ures_close(table);
}

/* A site's entry may leave out what it doesn't change; then the next source has it. */
static void
take_facts(UResourceBundle *facts, struct arena *a, struct entry *out, bool *has)
{
	if (!has[0])
		has[0] = severity_parse(&out->severity, member_token(facts, "severity", a));
	if (!has[1])
		has[1] = party_parse(&out->party, member_token(facts, "party", a));
	if (!has[2])
		has[2] = retry_parse(&out->retry, member_token(facts, "retry", a));
	if (out->references.n == 0)
		out->references = member_strings(facts, "references", a);
	if (out->related.n == 0)
		out->related = member_strings(facts, "related", a);
	if (out->cause_count == 0)
		take_causes(facts, a, out);
	out->of_calls |= member_token(facts, "calls", a).n > 0;
}

bool
read_entry(struct knowledge *k, const char *id, struct arena *a, struct entry *out)
{
	bool has[3] = { false, false, false }, found = false;

	*out = (struct entry){ .severity = SEVERITY_ERROR, .party = PARTY_NOBODY, .retry = RETRY_NO };
	for (size_t i = 0; i < k->source_count; i++) {
		UResourceBundle *facts = bundle_member(source_table(&k->sources[i], TABLE_ENTRIES), id);

		if (facts != NULL) {
			take_facts(facts, a, out, has);
			found = true;
		}
		ures_close(facts);
	}
	if (found)
		out->id = arena_strdup(a, id);
	return found;
}

/* A table of one text a vendor. */
static const struct note *
member_notes(UResourceBundle *text, const char *key, struct arena *a, size_t *count)
{
	UResourceBundle *table = bundle_member(text, key);
	int32_t n = table ? ures_getSize(table) : 0;
	struct note *notes = n > 0 ? arena_alloc(a, (size_t)n * sizeof *notes) : NULL;

	for (int32_t i = 0; i < n; i++) {
		UErrorCode status = U_ZERO_ERROR;
		UResourceBundle *r = ures_getByIndex(table, i, NULL, &status);
		const char *s = U_SUCCESS(status) ? bundle_string(r, a) : NULL;

		if (s != NULL)
			notes[(*count)++] = (struct note){ arena_strdup(a, ures_getKey(r)), s };
		ures_close(r);
	}
	ures_close(table);
	return notes;
}

/* `decided { <token> { text { … } fixes { … } notes { asterisk { … } } } … }`. */
static void
take_decided(UResourceBundle *text, struct arena *a, struct entry_text *out)
{
	UResourceBundle *table = bundle_member(text, "decided");
	int32_t n = table ? ures_getSize(table) : 0;
	struct cause_text *decided = n > 0 ? arena_alloc(a, (size_t)n * sizeof *decided) : NULL;

	for (int32_t i = 0; i < n; i++) {
		UErrorCode status = U_ZERO_ERROR;
		UResourceBundle *r = ures_getByIndex(table, i, NULL, &status);
		const char *said = U_SUCCESS(status) ? member_string(r, "text", a) : NULL;

		if (said != NULL) {
			struct cause_text *c = &decided[out->decided_count++];

			*c = (struct cause_text){ arena_strdup(a, ures_getKey(r)), said, member_strings(r, "fixes", a), NULL, 0 };
			c->notes = member_notes(r, "notes", a, &c->note_count);
		}
		ures_close(r);
	}
	out->decided = decided;
	ures_close(table);
}

static void
take_text(UResourceBundle *text, const char *language, struct arena *a, struct entry_text *out)
{
	if (out->title == NULL && (out->title = member_string(text, "title", a)) != NULL)
		out->language = language_tag(language, a);
	if (out->meaning == NULL)
		out->meaning = member_string(text, "meaning", a);
	if (out->causes.n == 0)
		out->causes = member_strings(text, "causes", a);
	if (out->fixes.n == 0)
		out->fixes = member_strings(text, "fixes", a);
	if (out->note_count == 0)
		out->notes = member_notes(text, "notes", a, &out->note_count);
	if (out->decided_count == 0)
		take_decided(text, a, out);
}

static bool
text_is_whole(const struct entry_text *t)
{
	return t->title != NULL && t->meaning != NULL && t->causes.n > 0 && t->fixes.n > 0;
}

/* Sites first, each in all the languages that will do; what one lacks, the next gives. */
bool
read_text(struct knowledge *k, const char *id, struct arena *a, struct entry_text *out)
{
	*out = (struct entry_text){ .language = NULL };
	for (size_t i = 0; i < k->source_count; i++) {
		for (size_t step = 0; step < k->chain_count && !text_is_whole(out); step++) {
			UResourceBundle *text = bundle_member(source_text(k, &k->sources[i], step), id);

			if (text != NULL)
				take_text(text, k->chain[step], a, out);
			ures_close(text);
		}
	}
	if (out->title == NULL)
		return false;
	if (out->meaning == NULL)
		out->meaning = "";
	return true;
}

const struct known_cause *
entry_cause(const struct entry *e, const char *token)
{
	for (size_t i = 0; i < e->cause_count; i++)
		if (strcmp(e->causes[i].token, token) == 0)
			return &e->causes[i];
	return NULL;
}

const struct cause_text *
text_cause(const struct entry_text *t, const char *token)
{
	for (size_t i = 0; i < t->decided_count; i++)
		if (strcmp(t->decided[i].token, token) == 0)
			return &t->decided[i];
	return NULL;
}

const char *
knowledge_title(struct knowledge *k, const char *id, struct arena *a)
{
	for (size_t i = 0; i < k->source_count; i++) {
		for (size_t step = 0; step < k->chain_count; step++) {
			UResourceBundle *text = bundle_member(source_text(k, &k->sources[i], step), id);
			const char *title = text ? member_string(text, "title", a) : NULL;

			ures_close(text);
			if (title != NULL)
				return title;
		}
	}
	return NULL;
}
