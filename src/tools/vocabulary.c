/* SPDX-License-Identifier: MIT */
/*
 * For the build only: the words of the files named, sorted by the number they are kept under (report/redact/words.h).
 * Comments are left out, and so are examples and the sample lines of logs, lines of one string alone: they name somebody.
 *
 *     vocabulary FILE…  >vocabulary.bin
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/ascii.h"
#include "base/memory.h"
#include "report/redact/words.h"

struct list {
	uint64_t *keys;
	size_t n, cap;
};

/* A number names somebody, or stays by itself; so does an address. */
static bool
is_number(struct slice word)
{
	for (size_t i = 0; i < word.n; i++)
		if (!is_digit(word.p[i]) && !word_joint(word.p[i]))
			return false;
	return true;
}

static void
add(struct list *l, struct slice word)
{
	struct buf folded = BUF_INIT;

	if (is_number(word))
		return;
	word_fold(word, &folded);
	for (struct slice rest = buf_slice(&folded); rest.n > 0;) {
		struct slice part = slice_cut(&rest, ' ');

		if (part.n == 0)
			continue;
		GROW(l->keys, l->n, l->cap);
		l->keys[l->n++] = word_key(part);
	}
	buf_release(&folded);
}

/* "chan_sip.c" counts whole, and by its parts. */
static void
add_line(struct list *l, struct slice s)
{
	while (s.n > 0) {
		size_t n = 0, part = 0;

		while (n < s.n && (word_char(s.p[n]) || word_joint(s.p[n]))) {
			part = word_char(s.p[n]) ? part + 1 : 0;
			n++;
			if (part > 0 && (n == s.n || !word_char(s.p[n])))
				add(l, (struct slice){ s.p + n - part, part });
		}
		struct slice whole = slice_head(s, n);
		while (whole.n > 0 && !word_char(whole.p[whole.n - 1]))
			whole.n--;
		add(l, whole);
		s = slice_skip(s, n > 0 ? n : 1);
	}
}

static bool
is_left_out(struct slice line)
{
	return slice_starts(line, SLICE("//")) || slice_starts(line, SLICE("example {")) ||
	    (slice_starts(line, SLICE("\"")) && slice_ends(line, SLICE("\" },")));
}

static int
by_number(const void *a, const void *b)
{
	const uint64_t *left = a, *right = b;

	return *left < *right ? -1 : *left > *right;
}

int
main(int argc, char **argv)
{
	struct list l = { NULL, 0, 0 };
	char *line = NULL;
	size_t size = 0, unique = 0;
	ssize_t n;

	for (int i = 1; i < argc; i++) {
		FILE *f = fopen(argv[i], "r");

		if (f == NULL) {
			perror(argv[i]);
			return 2;
		}
		while ((n = getline(&line, &size, f)) > 0) {
			struct slice text = slice_trim((struct slice){ line, (size_t)n });

			if (!is_left_out(text))
				add_line(&l, text);
		}
		fclose(f);
	}
	if (l.n > 1)
		qsort(l.keys, l.n, sizeof *l.keys, by_number);
	for (size_t i = 0; i < l.n; i++)
		if (i == 0 || l.keys[i] != l.keys[i - 1])
			l.keys[unique++] = l.keys[i];
	fwrite(l.keys, sizeof *l.keys, unique, stdout);
	free(l.keys);
	free(line);
	return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 2;
}
