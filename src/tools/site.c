/* SPDX-License-Identifier: MIT */
/*
 * For the build only: the knowledge as a site of plain pages, which needs no server: a folder a language, in it a page an
 * entry and an index of all, with what its search looks in.
 *
 *     site FOLDER
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "site.h"
#include "text/locale.h"

static void
make_folder(const char *path)
{
	if (mkdir(path, 0777) == 0 || errno == EEXIST)
		return;
	perror(path);
	exit(2);
}

static void
write_file(const struct site *s, const char *name, const struct buf *text)
{
	struct arena a = ARENA_INIT;
	const char *path = arena_printf(&a, "%s/%s", s->folder, name);
	FILE *f = fopen(path, "w");

	if (f == NULL || fwrite(text->p, 1, text->n, f) != text->n || fclose(f) != 0) {
		perror(path);
		exit(2);
	}
	arena_release(&a);
}

static void
write_language(struct site *s, size_t language)
{
	struct arena a = ARENA_INIT;
	struct buf out = BUF_INIT;
	struct strings ids;
	const char *tag = s->tags.p[language];
	char name[64];

	locale_name(slice_of(tag), name, sizeof name);
	s->k = knowledge_open(&(struct knowledge_options){ .language = name });
	s->tag = tag;
	knowledge_list(s->k, NULL, &a, &ids);
	make_folder(arena_printf(&a, "%s/%s", s->folder, tag));
	site_index(s, &out);
	write_file(s, arena_printf(&a, "%s/index.html", tag), &out);
	buf_reset(&out);
	site_words(s, &ids, &out);
	write_file(s, arena_printf(&a, "%s/words.js", tag), &out);
	for (size_t i = 0; i < ids.n; i++) {
		struct arena page = ARENA_INIT;

		buf_reset(&out);
		site_entry(s, ids.p[i], &out);
		write_file(s, arena_printf(&page, "%s/%s", tag, html_file(ids.p[i], &page)), &out);
		arena_release(&page);
	}
	knowledge_close(s->k);
	buf_release(&out);
	arena_release(&a);
}

int
main(int argc, char **argv)
{
	struct arena a = ARENA_INIT;
	struct buf out = BUF_INIT;
	struct site s = { .folder = argv[1], .tag = "en" };

	if (argc != 2)
		return 2;
	s.k = knowledge_open(&(struct knowledge_options){ .language = "en" });
	knowledge_languages(s.k, &a, &s.tags, &s.names);
	make_folder(s.folder);
	site_languages(&s, &out);
	write_file(&s, "index.html", &out);
	buf_reset(&out);
	buf_addstr(&out, html_style);
	write_file(&s, "style.css", &out);
	knowledge_close(s.k);
	for (size_t i = 0; i < s.tags.n; i++)
		write_language(&s, i);
	buf_release(&out);
	arena_release(&a);
	return 0;
}
