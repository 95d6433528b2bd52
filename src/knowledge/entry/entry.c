/* SPDX-License-Identifier: MIT */
/* An entry put together of what the site's folders and the built-in knowledge say of it. */
#include "knowledge/entry/entry.h"
#include "knowledge/bundle/resource.h"
#include "knowledge/entry/layers.h"
#include "knowledge/store/language.h"
#include "knowledge/store/state.h"

static struct slice
token_at(UResourceBundle *facts, const char *key, struct arena *a)
{
	UResourceBundle *r = bundle_member(facts, key);
	const char *s = r != NULL ? bundle_string(r, a) : NULL;

	ures_close(r);
	return slice_of(s);
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

/* The nearest layer's order as it stands: here "*" is no list of another. */
static struct strings
order_of(const struct layers *facts, struct arena *a)
{
	struct layers order;
	struct strings out = { NULL, 0 };

	layers_member(facts, "order", a, &order);
	if (order.n > 0)
		out = bundle_strings(order.r[0], a);
	layers_close(&order);
	return out;
}

/*
 * `causes { <token> { party { "network" } retry { "later" } from { "asterisk" } } … }`: party and retry that a cause doesn't
 * say are the entry's.
 */
static void
take_causes(const struct layers *facts, struct arena *a, struct entry *out)
{
	struct layers table, one;

	layers_member(facts, "causes", a, &table);
	struct strings tokens = layers_keys(&table, a);
	struct known_cause *causes = tokens.n > 0 ? arena_alloc(a, tokens.n * sizeof *causes) : NULL;
	for (size_t i = 0; i < tokens.n; i++) {
		causes[i] = (struct known_cause){ tokens.p[i], out->party, out->retry, { NULL, 0 } };
		layers_member(&table, tokens.p[i], a, &one);
		for (size_t j = one.n; j-- > 0;) {
			party_parse(&causes[i].party, token_at(one.r[j], "party", a));
			retry_parse(&causes[i].retry, token_at(one.r[j], "retry", a));
		}
		causes[i].from = layers_strings(&one, "from", a);
		layers_close(&one);
	}
	layers_close(&table);
	out->causes = causes;
	out->cause_count = out->first_causes = tokens.n;
	order_causes(causes, out, order_of(facts, a));
}

/* The nearest comes last; a word that there is not changes nothing. */
static void
take_tokens(const struct layers *facts, struct arena *a, struct entry *out)
{
	for (size_t i = facts->n; i-- > 0;) {
		severity_parse(&out->severity, token_at(facts->r[i], "severity", a));
		party_parse(&out->party, token_at(facts->r[i], "party", a));
		retry_parse(&out->retry, token_at(facts->r[i], "retry", a));
		out->denies |= token_at(facts->r[i], "denies", a).n > 0;
	}
}

enum trait
trait_of(struct slice word)
{
	static const char *const words[TRAITS] = {
#define TRAIT(name, word) [TRAIT_##name] = word,
#include "knowledge/traits.def"
#undef TRAIT
	};
	enum trait t = 0;

	while (t < TRAITS && !slice_eq(word, slice_of(words[t])))
		t++;
	return t;
}

static unsigned
traits_at(const struct layers *facts, struct arena *a)
{
	struct strings words = layers_strings(facts, "traits", a);
	unsigned traits = 0;

	for (size_t i = 0; i < words.n; i++) {
		enum trait t = trait_of(slice_of(words.p[i]));

		traits |= t < TRAITS ? 1u << t : 0;
	}
	return traits;
}

bool
read_entry(struct knowledge *k, const char *id, struct arena *a, struct entry *out)
{
	struct layers facts;

	*out = (struct entry){ .severity = SEVERITY_ERROR, .party = PARTY_NOBODY, .retry = RETRY_NO };
	layers_of_facts(k, id, a, &facts);
	if (facts.n > 0) {
		out->id = arena_strdup(a, id);
		take_tokens(&facts, a, out);
		out->references = layers_strings(&facts, "references", a);
		out->related = layers_strings(&facts, "related", a);
		out->methods = layers_strings(&facts, "methods", a);
		out->example = layers_string(&facts, "example", a, NULL);
		out->traits = traits_at(&facts, a);
		out->general = layers_string(&facts, "general", a, NULL);
		take_causes(&facts, a, out);
	}
	layers_close(&facts);
	return out->id != NULL;
}

/* `replace { { "as it stands", "as it should" }, … }`: a text of the entry, wherever it stands; none: left out. */
struct swap {
	const char *old, *new;
};

struct reading {
	struct arena *a;
	struct swap *swaps;	/* those of the farthest layer first */
	size_t swap_count;
};

static void
take_swaps(UResourceBundle *rows, struct reading *rd)
{
	struct swap *all = arena_alloc(rd->a, (rd->swap_count + (size_t)ures_getSize(rows) + 1) * sizeof *all);
	UResourceBundle *r = NULL;

	if (rd->swap_count > 0)
		memcpy(all, rd->swaps, rd->swap_count * sizeof *all);
	rd->swaps = all;
	for (int32_t i = 0; bundle_next(rows, &i, &r);) {
		struct strings row = bundle_strings(r, rd->a);

		if (row.n == 2)
			all[rd->swap_count++] = (struct swap){ row.p[0], row.p[1] };
	}
}

static void
find_swaps(const struct layers *text, struct reading *rd)
{
	struct layers rows;

	layers_member(text, "replace", rd->a, &rows);
	for (size_t i = rows.n; i-- > 0;)
		take_swaps(rows.r[i], rd);
	layers_close(&rows);
}

static const char *
swapped(const struct reading *rd, const char *s)
{
	for (size_t i = 0; s != NULL && i < rd->swap_count; i++)
		if (strcmp(s, rd->swaps[i].old) == 0)
			s = rd->swaps[i].new;
	return s;
}

static struct strings
list_at(const struct layers *l, const char *key, const struct reading *rd)
{
	struct strings list = layers_strings(l, key, rd->a);
	size_t n = 0;

	for (size_t i = 0; i < list.n; i++) {
		list.p[n] = swapped(rd, list.p[i]);
		n += list.p[n][0] != '\0';
	}
	list.n = n;
	return list;
}

/* A table of one text a vendor. */
static const struct note *
notes_at(const struct layers *text, const char *key, const struct reading *rd, size_t *count)
{
	struct layers table;

	layers_member(text, key, rd->a, &table);
	struct strings vendors = layers_keys(&table, rd->a);
	struct note *notes = vendors.n > 0 ? arena_alloc(rd->a, vendors.n * sizeof *notes) : NULL;
	for (size_t i = 0; i < vendors.n; i++) {
		const char *s = swapped(rd, layers_string(&table, vendors.p[i], rd->a, NULL));

		if (s != NULL && s[0] != '\0')
			notes[(*count)++] = (struct note){ vendors.p[i], s };
	}
	layers_close(&table);
	return notes;
}

/* `decided { <token> { text { … } fixes { … } notes { asterisk { … } } } … }`. */
static void
take_decided(const struct layers *text, const struct reading *rd, struct entry_text *out)
{
	struct layers table, one;

	layers_member(text, "decided", rd->a, &table);
	struct strings tokens = layers_keys(&table, rd->a);
	struct cause_text *decided = tokens.n > 0 ? arena_alloc(rd->a, tokens.n * sizeof *decided) : NULL;
	for (size_t i = 0; i < tokens.n; i++) {
		layers_member(&table, tokens.p[i], rd->a, &one);
		const char *said = swapped(rd, layers_string(&one, "text", rd->a, NULL));

		if (said != NULL) {
			struct cause_text *c = &decided[out->decided_count++];

			*c = (struct cause_text){ tokens.p[i], said, list_at(&one, "fixes", rd), NULL, 0 };
			c->notes = notes_at(&one, "notes", rd, &c->note_count);
		}
		layers_close(&one);
	}
	layers_close(&table);
	out->decided = decided;
}

bool
read_text(struct knowledge *k, const char *id, struct arena *a, struct entry_text *out)
{
	struct reading rd = { a, NULL, 0 };
	struct layers text;
	size_t at = 0;

	*out = (struct entry_text){ .language = NULL };
	layers_of_text(k, id, a, &text);
	out->title = layers_string(&text, "title", a, &at);
	if (out->title != NULL) {
		find_swaps(&text, &rd);
		out->language = language_tag(text.language[at], a);
		out->meaning = swapped(&rd, layers_string(&text, "meaning", a, NULL));
		out->causes = list_at(&text, "causes", &rd);
		out->fixes = list_at(&text, "fixes", &rd);
		out->look = list_at(&text, "look", &rd);
		out->notes = notes_at(&text, "notes", &rd, &out->note_count);
		out->advice = notes_at(&text, "advice", &rd, &out->advice_count);
		take_decided(&text, &rd, out);
	}
	layers_close(&text);
	if (out->meaning == NULL)
		out->meaning = "";
	return out->title != NULL;
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
read_title(struct knowledge *k, const char *id, struct arena *a)
{
	for (size_t i = 0; i < k->store_count; i++) {
		for (size_t step = 0; step < k->chain.n; step++) {
			UResourceBundle *text = bundle_member(store_text(&k->stores[i], step, k->chain.name[step], id), id);
			UResourceBundle *r = bundle_member(text, "title");
			const char *title = r != NULL ? bundle_string(r, a) : NULL;

			ures_close(r);
			ures_close(text);
			if (title != NULL)
				return title;
		}
	}
	return NULL;
}
