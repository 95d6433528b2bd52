/* SPDX-License-Identifier: MIT */
#include "metrics/tallies.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/sort.h"

struct item {
	char *name;			/* first: see base/kept.h */
	char *text;			/* as in struct tally */
	uint64_t count;
	bool has_first;
	struct place first;		/* its file is the item's */
};

static void
leave(void *ctx, void *item)
{
	struct item *i = item;

	(void)ctx;
	free((char *)i->first.file);
	free(i->text);
}

void
tallies_init(struct kept *t, size_t most)
{
	*t = (struct kept){ .size = sizeof(struct item), .most = most, .leave = leave };
}

/* 0 or more where b is no earlier. */
static int
compare_places(const struct place *a, const struct place *b)
{
	if (a->time != b->time)		/* a place without a time comes last */
		return a->time == NO_TIME || (b->time != NO_TIME && a->time > b->time) ? 1 : -1;
	int files = strcmp(a->file ? a->file : "-", b->file ? b->file : "-");
	if (files != 0)
		return files;
	if (a->packet != b->packet)
		return a->packet > b->packet ? 1 : -1;
	return a->line != b->line ? a->line > b->line ? 1 : -1 : 0;
}

static void
note_first(struct item *i, const struct place *where)
{
	if (i->has_first && compare_places(&i->first, where) <= 0)
		return;
	free((char *)i->first.file);
	i->has_first = true;
	i->first = *where;
	i->first.file = where->file != NULL ? xstrdup(where->file) : NULL;	/* the finding may have its own */
}

/* One text tells all, or each its own. */
static void
note_text(struct item *i, const char *text)
{
	if (i->count == 0)
		i->text = text != NULL ? xstrdup(text) : NULL;
	if (i->text == NULL || (text != NULL && strcmp(i->text, text) == 0))
		return;
	free(i->text);
	i->text = NULL;
}

void
tallies_add(struct kept *t, const char *name, const char *text, uint64_t count, const struct place *first)
{
	struct item *i = kept_use(t, name);

	if (i == NULL)
		return;
	note_text(i, text);
	i->count += count;
	if (first != NULL && (first->line > 0 || first->packet > 0))
		note_first(i, first);
}

void
tallies_merge(struct kept *to, const struct kept *from)
{
	for (size_t i = 0; i < from->n; i++) {
		const struct item *one = from->items[i];

		tallies_add(to, one->name, one->text, one->count, one->has_first ? &one->first : NULL);
	}
}

bool
tallies_hold(const struct kept *t, uint64_t most)
{
	for (size_t i = 0; i < t->n; i++)
		if (((const struct item *)t->items[i])->count > most)
			return false;
	return true;
}

static int
by_count(const void *a, const void *b)
{
	const struct tally *x = a, *y = b;

	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	return strcmp(x->name, y->name);
}

struct tally *
tallies_sorted(const struct kept *t, size_t *count)
{
	struct tally *out = xcalloc(t->n, sizeof *out);

	for (size_t i = 0; i < t->n; i++) {
		const struct item *one = t->items[i];

		out[i] = (struct tally){ one->name, one->text, one->count, one->has_first, one->first };
	}
	*count = t->n;
	if (t->n > 0)
		sort(out, t->n, sizeof *out, by_count);
	return out;
}
