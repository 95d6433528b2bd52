/* Every phrase, title and text in every language, without regard to case, accents and look-alike letters. */
#include <stdlib.h>

#include "knowledge/bundle.h"
#include "text/text.h"

/* The best an entry has to show for itself; in the language of the output a little more. */
enum worth {
	WORTH_TEXT = 10,		/* all words somewhere in it */
	WORTH_PHRASE_PART = 20,
	WORTH_TITLE_PART = 30,
	WORTH_TITLE = 40,
	WORTH_PHRASE = 50,
	WORTH_ID = 60,
	WORTH_OWN_LANGUAGE = 1,
};

struct hit {
	const char *id;
	int worth;
	size_t order;		/* among equals as in a list */
};

struct search {
	struct slice wanted;	/* loosely folded */
	struct hit *hits;	/* one for each entry, sorted by id */
	size_t n;
	struct buf scratch;
	bool own_language;
};

static int
by_id(const void *left, const void *right)
{
	return strcmp(((const struct hit *)left)->id, ((const struct hit *)right)->id);
}

static int
by_worth(const void *left, const void *right)
{
	const struct hit *a = left, *b = right;

	if (a->worth != b->worth)
		return a->worth > b->worth ? -1 : 1;
	return (a->order > b->order) - (a->order < b->order);
}

static struct hit *
hit_of(const struct search *s, const char *id)
{
	struct hit key = { .id = id };

	return s->n > 0 ? bsearch(&key, s->hits, s->n, sizeof key, by_id) : NULL;
}

static void
raise_worth(struct hit *hit, int worth)
{
	if (worth > hit->worth)
		hit->worth = worth;
}

/* Whether each of the words stands in the text. */
static bool
has_words(struct slice folded, struct slice words)
{
	while (!slice_empty(words))
		if (slice_find(folded, slice_cut(&words, ' ')) == NULL)
			return false;
	return true;
}

static struct slice
folded(struct search *s, const char *text)
{
	buf_reset(&s->scratch);
	text_fold_loosely(slice_of(text), &s->scratch);
	return buf_slice(&s->scratch);
}

static void
search_phrases(struct search *s, const struct phrase_index *x)
{
	for (size_t i = 0; i < x->row_count; i++) {
		struct hit *hit = hit_of(s, index_text(x, x->rows[i].id));

		if (hit == NULL || hit->worth >= WORTH_PHRASE)
			continue;
		struct slice phrase = folded(s, index_text(x, x->rows[i].phrase));
		if (slice_eq(phrase, s->wanted))
			raise_worth(hit, WORTH_PHRASE);
		else if (has_words(phrase, s->wanted))
			raise_worth(hit, WORTH_PHRASE_PART);
	}
}

/* Meaning, causes, fixes and notes, one after another. */
static void
gather(UResourceBundle *r, struct arena *a, struct buf *out)
{
	int32_t n = ures_getSize(r);

	if (ures_getType(r) == URES_STRING) {
		const char *text = bundle_string(r, a);

		buf_addstr(out, text ? text : "");
		buf_addc(out, '\n');
		return;
	}
	for (int32_t i = 0; i < n; i++) {
		UErrorCode status = U_ZERO_ERROR;
		UResourceBundle *member = ures_getByIndex(r, i, NULL, &status);

		if (U_SUCCESS(status))
			gather(member, a, out);
		ures_close(member);
	}
}

static int
title_worth(struct search *s, UResourceBundle *text, struct arena *a)
{
	UResourceBundle *r = bundle_member(text, "title");
	const char *title = r ? bundle_string(r, a) : NULL;

	ures_close(r);
	if (title == NULL)
		return 0;
	struct slice t = folded(s, title);
	return slice_eq(t, s->wanted) ? WORTH_TITLE : has_words(t, s->wanted) ? WORTH_TITLE_PART : 0;
}

static void
search_entry(struct search *s, UResourceBundle *text, struct hit *hit)
{
	struct arena a = ARENA_INIT;
	struct buf all = BUF_INIT;
	int worth = title_worth(s, text, &a);

	if (worth == 0 && hit->worth < WORTH_TEXT + WORTH_OWN_LANGUAGE) {
		gather(text, &a, &all);
		buf_addc(&all, '\n');
		worth = has_words(folded(s, all.p), s->wanted) ? WORTH_TEXT : 0;
	}
	if (worth > 0)
		raise_worth(hit, worth + (s->own_language ? WORTH_OWN_LANGUAGE : 0));
	buf_release(&all);
	arena_release(&a);
}

static void
search_language(struct search *s, UResourceBundle *bundle)
{
	int32_t n = bundle ? ures_getSize(bundle) : 0;

	for (int32_t i = 0; i < n; i++) {
		UErrorCode status = U_ZERO_ERROR;
		UResourceBundle *r = ures_getByIndex(bundle, i, NULL, &status);
		struct hit *hit = U_SUCCESS(status) && ures_getType(r) == URES_TABLE ? hit_of(s, ures_getKey(r)) : NULL;

		if (hit != NULL)
			search_entry(s, r, hit);
		ures_close(r);
	}
}

static void
search_source(struct search *s, struct knowledge *k, struct source *from)
{
	struct arena a = ARENA_INIT;
	struct strings languages = source_languages(k, from, &a);

	search_phrases(s, source_index(from));
	for (size_t i = 0; i < languages.n; i++) {
		UResourceBundle *bundle = bundle_open(from, languages.p[i]);

		s->own_language = strcmp(language_tag(languages.p[i], &a), k->language) == 0;
		search_language(s, bundle);
		ures_close(bundle);
	}
	arena_release(&a);
}

static void
start(struct search *s, struct knowledge *k, struct slice text, struct arena *a)
{
	struct strings ids;

	knowledge_list(k, NULL, a, &ids);
	s->hits = xcalloc(ids.n, sizeof *s->hits);
	s->n = ids.n;
	for (size_t i = 0; i < ids.n; i++)
		s->hits[i] = (struct hit){ ids.p[i], slice_eq_nocase(slice_of(ids.p[i]), slice_trim(text)) ? WORTH_ID : 0, i };
	if (s->n > 0)
		qsort(s->hits, s->n, sizeof *s->hits, by_id);
}

void
knowledge_search(struct knowledge *k, struct slice text, struct arena *a, struct strings *ids)
{
	struct search s = { .n = 0 };
	struct buf wanted = BUF_INIT;
	struct match m;
	size_t cap = 0;

	*ids = (struct strings){ NULL, 0 };
	text_fold_loosely(text, &wanted);
	s.wanted = buf_slice(&wanted);
	if (wanted.n > 0) {
		start(&s, k, text, a);
		for (size_t i = 0; i < k->source_count; i++)
			search_source(&s, k, &k->sources[i]);
	}
	if (s.n > 0)
		qsort(s.hits, s.n, sizeof *s.hits, by_worth);
	for (size_t i = 0; i < s.n && s.hits[i].worth > 0; i++)
		strings_add(ids, &cap, s.hits[i].id, a);
	/* Nobody has it word for word: what it is nearest to. */
	if (ids->n == 0 && knowledge_match(k, "", text, NULL, a, &m))
		strings_add(ids, &cap, m.id, a);
	free(s.hits);
	buf_release(&wanted);
	buf_release(&s.scratch);
}
