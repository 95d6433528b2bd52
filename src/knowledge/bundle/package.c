/* SPDX-License-Identifier: MIT */
#include "knowledge/bundle/package.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <unicode/udata.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/sort.h"
#include "knowledge/bundle/check.h"
#include "knowledge/bundle/icu_file.h"
#include "knowledge/bundle/resource.h"
#include "knowledge/knowledge.h"

enum { NAME_SIZE = 32, ALIGNMENT = 16, ENTRY_MAX = 63 };

/* A package that ICU knows. */
struct known {
	struct known *next;
	char name[NAME_SIZE];
	struct buf files;	/* the names of its bundles, and where they begin */
	struct buf bytes;	/* all of it; the bundles end it */
};

static struct known *all_known;

struct reading {
	struct arena *a;
	const struct package_sink *sink;
	const char *folder;
	struct strings names;
	size_t cap;
	size_t bytes;		/* of all that were read */
};

static void
bad(const struct reading *r, const char *path, const char *why)
{
	r->sink->bad(r->sink->ctx, path, why);
}

/* ---- which files ---- */

/* "es_MX.res": a name that is a locale's or a table's, and nothing that could be a path. */
static bool
is_bundle(struct slice file, struct slice *name)
{
	if (!slice_ends(file, SLICE(".res")))
		return false;
	*name = slice_head(file, file.n - 4);
	for (size_t i = 0; i < name->n; i++)
		if (!is_alnum(name->p[i]) && name->p[i] != '_' && name->p[i] != '-')
			return false;
	return name->n > 0 && name->n <= ENTRY_MAX;
}

static int
by_name(const void *left, const void *right)
{
	return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static bool
list_folder(struct reading *r)
{
	DIR *d = opendir(r->folder);

	if (d == NULL && errno == ENOMEM)
		memory_end();
	if (d == NULL) {
		bad(r, r->folder, strerror(errno));
		return false;
	}
	for (struct dirent *e; (e = readdir(d)) != NULL && r->names.n < PACKAGE_FILES;) {
		struct slice name;

		if (is_bundle(slice_of(e->d_name), &name))
			strings_add(&r->names, &r->cap, arena_slice(r->a, name), r->a);
	}
	closedir(d);
	if (r->names.n == 0)
		bad(r, r->folder, KNOWLEDGE_NO_BUNDLE);
	else
		sort(r->names.p, r->names.n, sizeof *r->names.p, by_name);
	return r->names.n > 0;
}

/* ---- a file ---- */

/* False: errno says why, 0 where it is no bundle. A pipe by that name is not waited for. */
static bool
read_whole(struct reading *r, const char *path, struct buf *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat st;
	ssize_t n = -1;

	if (fd < 0)
		return false;
	if (fstat(fd, &st) == 0) {
		errno = 0;
		if (S_ISREG(st.st_mode) && st.st_size > 0 && (uint64_t)st.st_size <= PACKAGE_BYTES - r->bytes) {
			while (out->n < (size_t)st.st_size &&
			    (n = read(fd, buf_room(out, (size_t)st.st_size - out->n), (size_t)st.st_size - out->n)) > 0)
				out->n += (size_t)n;
		}
	}
	close(fd);
	r->bytes += out->n;
	return n > 0;
}

/* Adds the bundle's bytes; false, and said, where it is none. */
static bool
add_bundle(struct reading *r, const char *name, struct buf *to)
{
	const char *path = arena_printf(r->a, "%s/%s.res", r->folder, name);
	struct buf file = BUF_INIT;
	bool sound;

	if (!read_whole(r, path, &file)) {
		bad(r, path, errno != 0 ? strerror(errno) : KNOWLEDGE_DAMAGED);
		buf_release(&file);
		return false;
	}
	sound = bundle_is_sound(buf_slice(&file));
	if (sound)
		buf_add(to, buf_slice(&file));
	else
		bad(r, path, KNOWLEDGE_DAMAGED);
	buf_release(&file);
	return sound;
}

/* ---- the package: a header, a table of contents, the names, the bundles; offsets are from the table on ---- */

/* `at`: where each bundle begins in `bundles`. */
static void
put_together(const struct strings *names, const size_t *at, const struct buf *bundles, const char *package, struct buf *out)
{
	struct buf text = BUF_INIT;
	size_t contents, first;

	for (size_t i = 0; i < names->n; i++) {
		buf_addf(&text, "%s/%s.res", package, names->p[i]);
		buf_addc(&text, '\0');
	}
	icu_header(out, "CmnD", 1);
	contents = out->n;
	first = sizeof(uint32_t) * (1 + 2 * names->n);
	size_t begin = (first + text.n + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	icu_word(out, names->n);
	for (size_t i = 0, name = 0; i < names->n; i++) {
		icu_word(out, first + name);
		icu_word(out, begin + at[i]);
		name += strlen(text.p + name) + 1;
	}
	buf_add(out, buf_slice(&text));
	while (out->n < contents + begin)
		buf_addc(out, '\0');
	buf_add(out, buf_slice(bundles));
	buf_release(&text);
}

static bool
holds(const struct known *k, const struct buf *files, const struct buf *bundles)
{
	return slice_eq(buf_slice(&k->files), buf_slice(files)) &&
	    slice_eq(slice_skip(buf_slice(&k->bytes), k->bytes.n - bundles->n), buf_slice(bundles));
}

/* The package with these bundles; NULL: ICU would not have it. */
static struct known *
known_as(const struct strings *names, const size_t *at, const struct buf *bundles)
{
	static unsigned count;
	UErrorCode status = U_ZERO_ERROR;
	struct buf files = BUF_INIT;
	struct known *k = all_known;

	for (size_t i = 0; i < names->n; i++)
		buf_addf(&files, "%s %zu\n", names->p[i], at[i]);
	while (k != NULL && !holds(k, &files, bundles))
		k = k->next;
	if (k != NULL) {
		buf_release(&files);
		return k;
	}
	k = xcalloc(1, sizeof *k);
	snprintf(k->name, sizeof k->name, "siperr_site_%u", count++);
	k->files = files;
	put_together(names, at, bundles, k->name, &k->bytes);
	k->next = all_known;
	all_known = k;
	udata_setAppData(k->name, k->bytes.p, &status);
	return U_SUCCESS(status) ? k : NULL;
}

struct package
package_read(const char *folder, struct arena *a, const struct package_sink *sink)
{
	struct reading r = { .a = a, .sink = sink, .folder = folder };
	struct package p = { NULL, { NULL, 0 } };
	struct buf bundles = BUF_INIT;
	const struct known *known;
	size_t *at;

	if (!list_folder(&r))
		return p;
	p.bundles.p = arena_alloc(a, r.names.n * sizeof *p.bundles.p);
	at = xcalloc(r.names.n, sizeof *at);
	for (size_t i = 0; i < r.names.n; i++) {
		buf_pad(&bundles, ALIGNMENT);
		at[p.bundles.n] = bundles.n;
		if (add_bundle(&r, r.names.p[i], &bundles))
			p.bundles.p[p.bundles.n++] = r.names.p[i];
	}
	if (p.bundles.n > 0 && (known = known_as(&p.bundles, at, &bundles)) != NULL)
		p.name = arena_strdup(a, known->name);
	free(at);
	buf_release(&bundles);
	return p;
}
