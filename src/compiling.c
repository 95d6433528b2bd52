/* SPDX-License-Identifier: MIT */
/* --compile-knowledge: the texts of a site's folder to the bundles that are read. */
#include "program.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/sort.h"
#include "knowledge/bundle/compile.h"

enum { TEXT_MAX = 16 << 20 };

static void
trouble(struct program *p, const char *path, const char *key, const char *why)
{
	say(p, path, key, why, NULL);
	p->trouble = true;
}

static bool
read_text(struct program *p, const char *path, struct buf *text)
{
	FILE *f = fopen(path, "r");
	size_t n = 0;

	if (f == NULL) {
		trouble(p, path, "trouble.open", strerror(errno));
		return false;
	}
	do {
		text->n += n;
		n = fread(buf_room(text, 65536), 1, 65536, f);
	} while (n > 0 && text->n < TEXT_MAX);
	if (ferror(f) || n > 0)
		trouble(p, path, "trouble.read", strerror(n > 0 ? EFBIG : errno));
	fclose(f);
	return !p->trouble;
}

/* Beside the old one, then in its place: whoever reads the folder meanwhile finds a whole bundle. */
static void
write_bundle(struct program *p, const char *path, struct slice bytes, struct arena *a)
{
	const char *beside = arena_printf(a, "%s.new", path);
	int fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
	FILE *f = fd >= 0 ? fdopen(fd, "w") : NULL;
	bool good = f != NULL && fwrite(bytes.p, 1, bytes.n, f) == bytes.n;

	good = f != NULL && fclose(f) == 0 && good;
	if (good && rename(beside, path) == 0)
		return;
	trouble(p, path, "trouble.write", strerror(errno));
	if (fd >= 0)
		unlink(beside);
}

static void
compile(struct program *p, const char *folder, struct slice name, struct arena *a)
{
	const char *stem = arena_slice(a, name), *path = arena_printf(a, "%s/%s.txt", folder, stem);
	struct buf text = BUF_INIT, bundle = BUF_INIT;
	struct compile_fault fault;

	if (read_text(p, path, &text)) {
		if (knowledge_compile(buf_slice(&text), stem, a, &bundle, &fault)) {
			write_bundle(p, arena_printf(a, "%s/%s.res", folder, stem), buf_slice(&bundle), a);
		} else {
			say(p, path, fault.label, arena_printf(a, "%zu", fault.line), fault.word);
			p->trouble = true;
		}
	}
	buf_release(&text);
	buf_release(&bundle);
}

static int
by_name(const void *left, const void *right)
{
	return strcmp(*(const char *const *)left, *(const char *const *)right);
}

void
compile_knowledge(struct program *p, const char *folder)
{
	struct arena a = ARENA_INIT;
	const char **names = NULL;
	size_t n = 0, cap = 0;
	DIR *d = opendir(folder);
	bool before = p->trouble, any = before;

	if (d == NULL) {
		trouble(p, folder, "trouble.open", strerror(errno));
		return;
	}
	for (struct dirent *e; (e = readdir(d)) != NULL;)
		if (e->d_name[0] != '.' && slice_ends(slice_of(e->d_name), SLICE(".txt"))) {
			GROW(names, n, cap);
			names[n++] = arena_strdup(&a, e->d_name);
		}
	closedir(d);
	if (n > 0)
		sort(names, n, sizeof *names, by_name);
	else
		trouble(p, folder, "trouble.knowledge", KNOWLEDGE_NO_TEXT);
	for (size_t i = 0; i < n; i++) {	/* each is tried, whatever became of the one before */
		p->trouble = false;
		compile(p, folder, slice_head(slice_of(names[i]), strlen(names[i]) - 4), &a);
		any |= p->trouble;
	}
	p->trouble |= any;
	free(names);
	arena_release(&a);
}
