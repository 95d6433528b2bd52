/* SPDX-License-Identifier: MIT */
#include "option_values.h"

#include <stdio.h>
#include <stdlib.h>

#include "diagnose/trace.h"
#include "nearest.h"

int
value_index(const char *list, const char *word)
{
	struct slice rest = slice_of(list);

	for (int i = 0; rest.n > 0; i++)
		if (slice_eq(slice_cut(&rest, ' '), slice_of(word)))
			return i;
	return -1;
}

void
options_fail(struct options *o, const char *key, const char *option, const char *value)
{
	if (o->error != NULL)
		return;
	o->error = key;
	o->error_option = option;
	o->error_value = value;
}

/* The words of a list; free() them with the strings. */
static struct strings
words_of(const char *list, char **memory)
{
	struct strings words = { NULL, 0 };
	char *at = *memory = xstrdup(list), *next;

	for (; *at != '\0'; at = next) {
		next = at + strcspn(at, " ");
		if (*next != '\0')
			*next++ = '\0';
		words.p = xrealloc(words.p, words.n + 1, sizeof *words.p);
		words.p[words.n++] = at;
	}
	return words;
}

static void
suggest_value(struct options *o, const char *list, const char *word)
{
	char *memory;
	struct strings words = words_of(list, &memory);
	const char *near = nearest(word, &words);

	if (near != NULL)
		snprintf(o->near, sizeof o->near, "%s", near);
	free(words.p);
	free(memory);
}

int
value_one_of(struct options *o, const char *option, const char *list, const char *word)
{
	int i = value_index(list, word);

	if (i < 0 && o->error == NULL) {
		suggest_value(o, list, word);
		options_fail(o, "usage.bad_value", option, word);
	}
	return i < 0 ? 0 : i;
}

void
value_append(struct strings *list, const char *text)
{
	list->p = xrealloc(list->p, list->n + 1, sizeof *list->p);
	list->p[list->n++] = text;
}

void
value_range(struct options *o, const char *option, const char *text, struct range *out)
{
	if (!range_parse(out, slice_of(text)))
		options_fail(o, "usage.bad_value", option, text);
}

uint64_t
value_number(struct options *o, const char *option, const char *text, uint64_t max)
{
	uint64_t n;

	if (!slice_to_u64(slice_of(text), max, &n) || n == 0) {
		options_fail(o, "usage.bad_value", option, text);
		return 0;
	}
	return n;
}

void
value_moment(struct options *o, const char *option, const char *text, struct moment *out)
{
	if (!moment_parse(out, slice_of(text)))
		options_fail(o, "usage.bad_value", option, text);
}

void
value_pattern(struct options *o, const char *option, const char *text, struct strings *list)
{
	if (text[0] == '\0' || strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789.-*?") != strlen(text))
		options_fail(o, "usage.bad_value", option, text);
	value_append(list, text);
}

void
value_why(struct options *o, const char *text)
{
	value_pattern(o, "--why", text, &o->why);
	if (o->error == NULL && !trace_has_rule(text) && !trace_has_span(text))
		options_fail(o, "usage.bad_value", "--why", text);
}

void
value_extract(struct options *o, const char *text)
{
	if (text[0] == '\0' || o->extract != NULL)
		options_fail(o, "usage.bad_value", "--extract", text);
	o->extract = text;
}

void
value_by(struct options *o, const char *text)
{
	char *memory;
	struct strings names = words_of(board_key_names, &memory);
	struct slice rest = slice_of(text);
	bool good = rest.n > 0;

	o->summary = true;
	while (good && rest.p != NULL) {
		struct slice word = slice_cut(&rest, ',');
		size_t key = 0;

		while (key < names.n && !slice_eq(word, slice_of(names.p[key])))
			key++;
		good = key < names.n;
		for (size_t i = 0; i < o->by.n; i++)
			good &= o->by.keys[i] != key;
		if (good)
			o->by.keys[o->by.n++] = (enum board_key)key;
	}
	free(names.p);
	free(memory);
	if (!good)
		options_fail(o, "usage.bad_value", "--by", text);
}
