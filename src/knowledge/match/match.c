/* SPDX-License-Identifier: MIT */
/*
 * From a phrase to its entry, in steps; the first that finds something ends it.
 *
 *   1. exact, pattern, look-alike letters: under this code or in this header, then for phrases whose code is not
 *      known, then in headers;
 *   2. the same under another code (both are then told): a phrase that is known word for word says more than a
 *      code that doesn't fit it;
 *      (in both, patterns with a {*} come last);
 *   3. typing errors, only in what belongs to this context: an exact phrase of another code is nearer than a
 *      similar one of this;
 *   4. the code's own entry, else that of its class.
 *
 * Within a step the nearest home wins, then a site's row, then the product asked about, then a row without a product.
 */
#include <stdlib.h>

#include "base/ascii.h"
#include "knowledge/bundle/resource.h"
#include "knowledge/match/match.h"
#include "knowledge/store/state.h"
#include "text/fold.h"
#include "text/text.h"

enum { CONFUSABLE_LEAST = 3 };	/* bytes of a phrase */

static void
add_row_number(void *arg, uint32_t row)
{
	struct hunt *h = arg;

	if (row < h->index->row_count)
		hunt_add(h, &h->index->rows[row], 0);
}

static void
hunt_exact(struct hunt *h)
{
	index_by_key(h->index, buf_slice(&h->key), add_row_number, h);
}

static void
hunt_closed(struct hunt *h)
{
	hunt_patterns(h, PATTERNS_CLOSED, false);
}

static void
hunt_open(struct hunt *h)
{
	hunt_patterns(h, PATTERNS_OPEN, false);
}

static void
hunt_open_confusable(struct hunt *h)
{
	if (!slice_is_ascii(h->phrase))
		hunt_patterns(h, PATTERNS_OPEN, true);
}

static size_t
count_digits(struct slice s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += is_digit(s.p[i]);
	return n;
}

/* A word without a digit is no code of several that were mistyped: "voll" is not V011. */
static void
add_lookalike(void *arg, uint32_t row)
{
	struct hunt *h = arg;

	if (row < h->index->row_count && (count_digits(h->phrase) > 0 ||
	    count_digits(slice_of(index_text(h->index, h->index->rows[row].phrase))) < 2))
		hunt_add(h, &h->index->rows[row], 0);
}

/* One letter that looks like a digit, or two, is no word: "200 O" is a 200 OK that was cut. */
static void
hunt_confusable(struct hunt *h)
{
	if (h->phrase.n < CONFUSABLE_LEAST)
		return;
	if (h->skeleton.n == 0)
		text_skeleton(h->phrase, &h->skeleton);
	index_by_skeleton(h->index, buf_slice(&h->skeleton), add_lookalike, h);
	if (h->n == 0 && !slice_is_ascii(h->phrase))
		hunt_patterns(h, PATTERNS_CLOSED, true);
}

static int
vendor_rank(const struct hunt *h, const struct candidate *c)
{
	struct slice vendor = slice_of(index_text(c->index, c->row->vendor));

	if (!slice_empty(h->vendor) && slice_eq(vendor, h->vendor))
		return 0;
	return slice_empty(vendor) ? 1 : 2;
}

/* Asked for without a code: it was seen without one. */
static bool
is_own_master(const struct hunt *h, const struct candidate *c)
{
	return slice_empty(h->context) && context_listed(index_text(c->index, c->row->contexts), SLICE("0"));
}

static bool
is_better(const struct hunt *h, const struct candidate *a, const struct candidate *b)
{
	if (a->distance != b->distance)
		return a->distance < b->distance;
	if (a->home != b->home)
		return a->home < b->home;
	if (a->row->flags != b->row->flags)
		return a->row->flags < b->row->flags;	/* a whole phrase before a pattern */
	if (a->row->length != b->row->length)
		return a->row->length > b->row->length;	/* the pattern that says more */
	if (a->store != b->store)
		return a->store < b->store;
	if (vendor_rank(h, a) != vendor_rank(h, b))
		return vendor_rank(h, a) < vendor_rank(h, b);
	return is_own_master(h, a) && !is_own_master(h, b);
}

static const struct candidate *
best_found(const struct hunt *h)
{
	const struct candidate *best = &h->found[0];

	for (size_t i = 1; i < h->n; i++)
		if (is_better(h, &h->found[i], best))
			best = &h->found[i];
	return best;
}

/* The first code a row was seen with. */
static const char *
code_of(const struct candidate *c, struct arena *a)
{
	struct slice rest = slice_of(index_text(c->index, c->row->contexts));

	while (!slice_empty(rest)) {
		struct slice word = slice_cut(&rest, ' ');

		if (is_code(word) && !slice_eq(word, SLICE("000")))
			return arena_slice(a, word);
	}
	return NULL;
}

/* The other entries the same phrase may mean, seen from here equally near. */
static void
add_others(const struct hunt *h, const struct candidate *best, struct arena *a, struct match *out)
{
	size_t cap = 0;

	for (size_t i = 0; i < h->n; i++) {
		const struct candidate *c = &h->found[i];
		const char *id = index_text(c->index, c->row->id);

		if (c->home == best->home && c->distance == best->distance && c->row->length == best->row->length &&
		    strcmp(id, out->id) != 0 && !strings_have(&out->others, id))
			strings_add(&out->others, &cap, arena_strdup(a, id), a);
	}
}

static void
take_best(const struct hunt *h, enum match_step step, struct arena *a, struct match *out)
{
	const struct candidate *c = best_found(h);
	const char *vendor = index_text(c->index, c->row->vendor);

	out->id = arena_strdup(a, index_text(c->index, c->row->id));
	out->step = step;
	out->of_context = c->home == HOME_OWN;
	out->phrase = arena_strdup(a, index_text(c->index, c->row->phrase));
	out->vendor = vendor[0] != '\0' ? arena_strdup(a, vendor) : NULL;
	if (c->number[0] != '\0')
		out->number = arena_strdup(a, c->number);
	if (c->home == HOME_ELSEWHERE && is_code(h->context))
		out->other_context = code_of(c, a);
	add_others(h, c, a, out);
}

static const struct step {
	enum match_step step;
	void (*hunt)(struct hunt *);
	enum home nearest, farthest;
} steps[] = {
	{ MATCH_EXACT, hunt_exact, HOME_OWN, HOME_HEADER },
	{ MATCH_PATTERN, hunt_closed, HOME_OWN, HOME_HEADER },
	{ MATCH_CONFUSABLE, hunt_confusable, HOME_OWN, HOME_HEADER },
	{ MATCH_PATTERN, hunt_open, HOME_OWN, HOME_HEADER },
	{ MATCH_CONFUSABLE, hunt_open_confusable, HOME_OWN, HOME_HEADER },
	{ MATCH_EXACT, hunt_exact, HOME_ELSEWHERE, HOME_SYMPTOM },
	{ MATCH_PATTERN, hunt_closed, HOME_ELSEWHERE, HOME_SYMPTOM },
	{ MATCH_CONFUSABLE, hunt_confusable, HOME_ELSEWHERE, HOME_SYMPTOM },
	{ MATCH_PATTERN, hunt_open, HOME_ELSEWHERE, HOME_SYMPTOM },
	{ MATCH_FUZZY, hunt_fuzzy, HOME_OWN, HOME_ANY },
};

static void
run(struct hunt *h, const struct step *step)
{
	h->n = 0;
	h->nearest = step->nearest;
	h->farthest = step->farthest;
	for (h->store = 0; h->store < h->k->store_count; h->store++) {
		h->index = store_index(&h->k->stores[h->store]);
		step->hunt(h);
	}
	if (step->hunt == hunt_fuzzy && hunt_is_ambiguous(h))
		h->n = 0;
}

/*
 * A {*} takes much: "Bad Request - {*}" also takes a mistyped "Bad Request - no route header". So what a whole phrase
 * says with a typing error goes before what an open pattern says in fewer letters.
 */
static bool
mistyped_says_more(struct hunt *h)
{
	static const struct step fuzzy = { MATCH_FUZZY, hunt_fuzzy, HOME_OWN, HOME_ANY };
	struct candidate open = *best_found(h);

	if (open.home > HOME_ANY)
		return false;
	run(h, &fuzzy);
	if (h->n > 0 && best_found(h)->row->length > open.row->length)
		return true;
	h->n = 0;
	GROW(h->found, h->n, h->cap);
	h->found[h->n++] = open;
	return false;
}

/* A name is what it is: typing errors make another of it. Neither do they make a phrase that is said for sure. */
enum { NAME_STEPS = 4, SURE_STEPS = 9, STEPS = sizeof steps / sizeof steps[0] };

static bool
run_steps(struct hunt *h, size_t count, struct arena *a, struct match *out)
{
	for (size_t i = 0; i < count; i++) {
		enum match_step step = steps[i].step;

		run(h, &steps[i]);
		if (h->n == 0)
			continue;
		if (steps[i].hunt == hunt_open && mistyped_says_more(h))
			step = MATCH_FUZZY;
		take_best(h, step, a, out);
		return true;
	}
	return false;
}

/* "486 Busy Here" under 486: the code once more says nothing. */
static struct slice
without_code(struct slice phrase, struct slice code)
{
	struct slice s = slice_trim(phrase);

	if (is_code(code) && slice_starts(s, code) && s.n > code.n && !is_alnum(s.p[code.n]))
		return slice_skip(s, code.n);
	return s;
}

static bool
match_phrase(struct knowledge *k, struct slice context, struct slice phrase, const char *vendor, size_t count,
    struct arena *a, struct match *out)
{
	struct slice own = phrase_without_module(without_code(phrase, context));
	struct hunt h = { .k = k, .context = context, .vendor = slice_of(vendor), .phrase = own };
	uint64_t number;
	bool found = false;

	text_fold(own, &h.key);
	h.is_number = slice_to_u64(buf_slice(&h.key), UINT64_MAX, &number);
	if (h.key.n > 0)
		found = run_steps(&h, count, a, out);
	buf_release(&h.key);
	buf_release(&h.skeleton);
	free(h.found);
	free(h.table);
	return found;
}

bool
entry_exists(struct knowledge *k, const char *id)
{
	for (size_t i = 0; i < k->store_count; i++) {
		UResourceBundle *r = bundle_member(store_table(&k->stores[i], TABLE_ENTRIES), id);

		ures_close(r);
		if (r != NULL)
			return true;
	}
	return false;
}

/* RFC 3261 §8.1.3.2: an unknown final response is treated as the x00 of its class. */
static bool
match_code(struct knowledge *k, struct slice code, struct arena *a, struct match *out)
{
	const char *id = arena_printf(a, "code.%.*s", SLICE_ARG(code));

	out->step = MATCH_CODE;
	if (!entry_exists(k, id)) {
		id = arena_printf(a, "code.%cxx", code.p[0]);
		out->step = MATCH_CLASS;
		if (code.n != 3 || !entry_exists(k, id))
			return false;
	}
	out->id = id;
	return true;
}

bool
find_match(struct knowledge *k, struct slice context, struct slice phrase, const char *vendor, struct arena *a,
    struct match *out)
{
	*out = (struct match){ .id = NULL };
	if (match_phrase(k, context, phrase, vendor, index_is_private(context) ? NAME_STEPS : STEPS, a, out))
		return true;
	if (is_code(context) && match_code(k, context, a, out))
		return true;
	*out = (struct match){ .id = NULL };
	return false;
}

bool
knowledge_phrase(struct knowledge *k, const char *context, struct slice phrase, struct arena *a, struct match *out)
{
	*out = (struct match){ .id = NULL };
	return match_phrase(k, slice_of(context), phrase, NULL, SURE_STEPS, a, out);
}
