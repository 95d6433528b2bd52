/* SPDX-License-Identifier: MIT */
#include "knowledge/word/lists.h"

#include "base/utf8.h"
#include "knowledge/store/state.h"

struct list_search {
	const struct phrase_index *index;
	const char *context;		/* of the rows that count */
	unsigned (*number)(const char *list);
	unsigned found;			/* bits 1u << number() */
};

static void
take_list(void *arg, uint32_t row)
{
	struct list_search *s = arg;
	const struct row *r = &s->index->rows[row];

	if (strcmp(index_text(s->index, r->contexts), s->context) == 0)
		s->found |= 1u << s->number(index_text(s->index, r->id));
}

unsigned
lists_of(struct knowledge *k, struct slice key, const char *context, unsigned (*number)(const char *list))
{
	struct list_search s = { .context = context, .number = number };

	for (size_t i = 0; i < k->store_count; i++) {
		s.index = store_index(&k->stores[i]);
		index_by_key(s.index, key, take_list, &s);
	}
	return s.found;
}

size_t
char_size(struct slice s)
{
	size_t n = 1;

	while (n < s.n && utf8_goes_on(s.p[n]))
		n++;
	return n;
}

bool
has_no_blanks(struct slice key)
{
	return key.n >= 3 && ((unsigned char)key.p[0] & 0xf0) == 0xe0 && char_size(key) == 3;
}
