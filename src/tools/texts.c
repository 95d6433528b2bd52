/* SPDX-License-Identifier: MIT */
/*
 * For the build only: the pieces of each language, ICU bundles → the block of packed texts (knowledge/texts.h).
 *
 *     texts FOLDER LANGUAGE…  >texts.bin
 *
 * FOLDER/LANGUAGE.lst names the pieces of a language, FOLDER/LANGUAGE/NAME.res is one.
 */
#include "knowledge/texts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include "base/buf.h"
#include "base/memory.h"

struct pack {
	const char *folder;	/* absolute: ICU takes a folder for one only by that */
	struct buf languages, ids, pieces, packed;
	uint32_t piece_count;
};

static void
fail(const char *what, const char *why)
{
	fprintf(stderr, "texts: %s: %s\n", what, why);
	exit(2);
}

static void
read_file(const char *path, struct buf *out)
{
	FILE *f = fopen(path, "rb");
	char bytes[4096];
	size_t n;

	if (f == NULL)
		fail(path, "cannot be read");
	while ((n = fread(bytes, 1, sizeof bytes, f)) > 0)
		buf_add(out, (struct slice){ bytes, n });
	fclose(f);
}

static void
add_bytes(struct buf *out, const void *p, size_t n)
{
	buf_add(out, (struct slice){ p, n });
}

static void
pad(struct buf *out, size_t to)
{
	while (out->n % to != 0)
		buf_addc(out, '\0');
}

/* ICU's package of one bundle: a header, its table of contents with one name in it, the bundle (ICU's ucmndata.h). */
static void
make_package(uint32_t number, struct slice res, struct buf *out)
{
	static const uint16_t one = 1;
	const unsigned char head[32] = {
		32, 0, 0xda, 0x27, 20, 0, 0, 0, *(const unsigned char *)&one == 0, 0, 2, 0, 'C', 'm', 'n', 'D', 1, 0, 0, 0, 3,
	};
	uint32_t contents[3] = { 1, sizeof contents, 0 };
	struct buf name = BUF_INIT;

	if (*(const unsigned char *)&one == 0)
		fail("package", "not written for this order of bytes");
	buf_addf(&name, TEXTS_PACKAGE "/" TEXTS_BUNDLE ".res", number);
	buf_addc(&name, '\0');
	while ((sizeof contents + name.n) % 16 != 0)
		buf_addc(&name, '\0');
	contents[2] = (uint32_t)(sizeof contents + name.n);
	add_bytes(out, head, sizeof head);
	add_bytes(out, contents, sizeof contents);
	buf_add(out, buf_slice(&name));
	buf_add(out, res);
	buf_release(&name);
}

static void
add_piece(struct pack *p, const char *path)
{
	struct buf res = BUF_INIT, package = BUF_INIT;

	read_file(path, &res);
	make_package(p->piece_count, buf_slice(&res), &package);
	uLongf size = compressBound(package.n);
	unsigned char *packed = xmalloc(size);
	if (compress2(packed, &size, (const Bytef *)package.p, package.n, Z_BEST_COMPRESSION) != Z_OK)
		fail(path, "cannot be packed");
	struct texts_piece piece = { (uint32_t)p->packed.n, (uint32_t)size, (uint32_t)package.n };
	add_bytes(&p->pieces, &piece, sizeof piece);
	add_bytes(&p->packed, packed, size);
	free(packed);
	buf_release(&res);
	buf_release(&package);
}

static void
add_ids(struct pack *p, const char *folder, const char *name, struct buf *ids)
{
	UErrorCode status = U_ZERO_ERROR;
	UResourceBundle *r = ures_openDirect(folder, name, &status);
	int32_t n = U_SUCCESS(status) ? ures_getSize(r) : 0;

	for (int32_t i = 0; i < n; i++) {
		UResourceBundle *member = ures_getByIndex(r, i, NULL, &status);
		struct texts_id id = { texts_hash(slice_of(ures_getKey(member))), p->piece_count };

		add_bytes(ids, &id, sizeof id);
		ures_close(member);
	}
	ures_close(r);
}

static int
by_hash(const void *left, const void *right)
{
	const struct texts_id *a = left, *b = right;

	return (a->hash > b->hash) - (a->hash < b->hash);
}

static void
add_language(struct pack *p, const char *name)
{
	struct buf list = BUF_INIT, ids = BUF_INIT;
	struct arena a = ARENA_INIT;
	const char *folder = arena_printf(&a, "%s/%s", p->folder, name);
	struct texts_language language = { .ids.at = (uint32_t)p->ids.n };

	if (strlen(name) >= sizeof language.name)
		fail(name, "too long a name");
	memcpy(language.name, name, strlen(name));
	read_file(arena_printf(&a, "%s.lst", folder), &list);
	for (struct slice rest = buf_slice(&list); rest.n > 0;) {
		const char *piece = arena_slice(&a, slice_cut(&rest, '\n'));

		add_ids(p, folder, piece, &ids);
		add_piece(p, arena_printf(&a, "%s/%s.res", folder, piece));
		p->piece_count++;
	}
	language.ids.n = (uint32_t)(ids.n / sizeof(struct texts_id));
	if (language.ids.n == 0)
		fail(name, "no texts in it");
	struct texts_id *row = (struct texts_id *)(void *)ids.p;
	qsort(row, language.ids.n, sizeof *row, by_hash);
	for (size_t i = 1; i < language.ids.n; i++)
		if (row[i].hash == row[i - 1].hash)
			fail(name, "two texts have one name, or names of one hash");
	buf_add(&p->ids, buf_slice(&ids));
	add_bytes(&p->languages, &language, sizeof language);
	buf_release(&list);
	buf_release(&ids);
	arena_release(&a);
}

/* What was counted from the start of its own part is counted from the start of the block. */
static void
write_block(struct pack *p)
{
	size_t languages = p->languages.n / sizeof(struct texts_language);
	struct texts_head head = { .magic = TEXTS_MAGIC, .languages = { sizeof head, (uint32_t)languages } };
	uint32_t ids = (uint32_t)(sizeof head + p->languages.n), packed;

	head.pieces = (struct texts_part){ ids + (uint32_t)p->ids.n, p->piece_count };
	packed = head.pieces.at + (uint32_t)p->pieces.n;
	for (size_t i = 0; i < languages; i++)
		((struct texts_language *)(void *)p->languages.p)[i].ids.at += ids;
	for (size_t i = 0; i < p->piece_count; i++)
		((struct texts_piece *)(void *)p->pieces.p)[i].at += packed;
	pad(&p->packed, 16);
	fwrite(&head, sizeof head, 1, stdout);
	fwrite(p->languages.p, 1, p->languages.n, stdout);
	fwrite(p->ids.p, 1, p->ids.n, stdout);
	fwrite(p->pieces.p, 1, p->pieces.n, stdout);
	fwrite(p->packed.p, 1, p->packed.n, stdout);
}

int
main(int argc, char **argv)
{
	struct pack p = { .folder = argc >= 3 ? realpath(argv[1], NULL) : NULL };

	if (p.folder == NULL)
		return 2;
	for (int i = 2; i < argc; i++)
		add_language(&p, argv[i]);
	write_block(&p);
	buf_release(&p.languages);
	buf_release(&p.ids);
	buf_release(&p.pieces);
	buf_release(&p.packed);
	free((char *)(uintptr_t)p.folder);
	return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 2;
}
