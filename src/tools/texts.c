/* SPDX-License-Identifier: MIT */
/*
 * For the build only: the pieces of each language, ICU bundles → the block of packed texts (knowledge/store/texts.h).
 *
 *     texts FOLDER LANGUAGE…  >texts.bin
 *
 * FOLDER/LANGUAGE.lst names the pieces of a language, FOLDER/LANGUAGE/NAME.res is one. Those of the first language are not
 * packed, nor is of each other the one named "common".
 */
#include "knowledge/store/texts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include "base/buf.h"
#include "base/memory.h"

enum { SAMPLE = 8 * 1024, SAMPLE_BIT = 1024, ALIGNED = 16 };

struct pack {
	const char *folder;	/* absolute: ICU takes a folder for one only by that */
	struct buf languages, ids, pieces, samples, packed;
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
	while ((sizeof contents + name.n) % ALIGNED != 0)
		buf_addc(&name, '\0');
	contents[2] = (uint32_t)(sizeof contents + name.n);
	add_bytes(out, head, sizeof head);
	add_bytes(out, contents, sizeof contents);
	buf_add(out, buf_slice(&name));
	buf_add(out, res);
	buf_release(&name);
}

/* Packs the bytes behind those that are there; how many they are then. */
static uint32_t
add_packed(struct pack *p, struct slice bytes, struct slice sample)
{
	z_stream z = { .next_in = (z_const Bytef *)(uintptr_t)bytes.p, .avail_in = (uInt)bytes.n };
	uInt room;

	if (deflateInit2(&z, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY) != Z_OK)
		fail("zlib", "no memory");
	deflateSetDictionary(&z, (const Bytef *)sample.p, (uInt)sample.n);
	room = (uInt)deflateBound(&z, bytes.n) + 16;
	z.next_out = (Bytef *)buf_room(&p->packed, room);
	z.avail_out = room;
	if (deflate(&z, Z_FINISH) != Z_STREAM_END)
		fail("zlib", "it cannot be packed");
	p->packed.n += z.total_out;
	uint32_t packed = (uint32_t)z.total_out;
	deflateEnd(&z);
	return packed;
}

static void
add_piece(struct pack *p, struct slice res, bool packed, struct slice sample)
{
	struct buf package = BUF_INIT;
	struct texts_piece piece;

	make_package(p->piece_count++, res, &package);
	if (!packed)
		buf_pad(&p->packed, ALIGNED);
	piece = (struct texts_piece){ .at = (uint32_t)p->packed.n, .size = (uint32_t)package.n,
		.sample = (uint32_t)(p->samples.n / sizeof(struct texts_sample)) - 1 };
	if (packed)
		piece.packed = add_packed(p, buf_slice(&package), sample);
	else
		buf_add(&p->packed, buf_slice(&package));
	add_bytes(&p->pieces, &piece, sizeof piece);
	buf_release(&package);
}

/* A bit out of each of some pieces, evenly over the language. */
static void
add_sample(struct pack *p, const struct buf *pieces, size_t n, struct buf *sample)
{
	struct texts_sample s = { .at = (uint32_t)p->packed.n };
	size_t bits = SAMPLE / SAMPLE_BIT;

	for (size_t i = 0; i < bits; i++) {
		struct slice piece = buf_slice(&pieces[i * n / bits]);

		buf_add(sample, slice_head(slice_skip(piece, piece.n / 3), SAMPLE_BIT));
	}
	s.size = (uint32_t)sample->n;
	buf_add(&p->packed, buf_slice(sample));
	add_bytes(&p->samples, &s, sizeof s);
}

static void
add_ids(struct pack *p, const char *folder, const char *name, uint32_t number, struct buf *ids)
{
	UErrorCode status = U_ZERO_ERROR;
	UResourceBundle *r = ures_openDirect(folder, name, &status);
	int32_t n = U_SUCCESS(status) ? ures_getSize(r) : 0;

	for (int32_t i = 0; i < n; i++) {
		UResourceBundle *member = ures_getByIndex(r, i, NULL, &status);
		struct texts_id id = { texts_hash(slice_of(ures_getKey(member))), p->piece_count + number };

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
	struct buf list = BUF_INIT, ids = BUF_INIT, sample = BUF_INIT, *pieces = NULL;
	size_t n = 0, cap = 0, common = SIZE_MAX;
	struct arena a = ARENA_INIT;
	const char *folder = arena_printf(&a, "%s/%s", p->folder, name);
	struct texts_language language = { .ids.at = (uint32_t)p->ids.n };

	if (strlen(name) >= sizeof language.name)
		fail(name, "too long a name");
	memcpy(language.name, name, strlen(name));
	read_file(arena_printf(&a, "%s.lst", folder), &list);
	for (struct slice rest = buf_slice(&list); rest.n > 0;) {
		const char *piece = arena_slice(&a, slice_cut(&rest, '\n'));

		GROW(pieces, n, cap);
		if (strcmp(piece, "common") == 0)
			common = n;
		pieces[n] = BUF_INIT;
		read_file(arena_printf(&a, "%s/%s.res", folder, piece), &pieces[n++]);
		add_ids(p, folder, piece, (uint32_t)n - 1, &ids);
	}
	if (n == 0)
		fail(name, "no texts in it");
	add_sample(p, pieces, n, &sample);
	for (size_t i = 0; i < n; i++) {
		add_piece(p, buf_slice(&pieces[i]), p->languages.n > 0 && i != common, buf_slice(&sample));
		buf_release(&pieces[i]);
	}
	free(pieces);
	buf_release(&sample);
	language.ids.n = (uint32_t)(ids.n / sizeof(struct texts_id));
	if (language.ids.n == 0)
		fail(name, "no names in it");
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
	head.samples = (struct texts_part){ head.pieces.at + (uint32_t)p->pieces.n,
	    (uint32_t)(p->samples.n / sizeof(struct texts_sample)) };
	while ((head.samples.at + p->samples.n) % ALIGNED != 0)
		buf_addc(&p->samples, '\0');
	packed = head.samples.at + (uint32_t)p->samples.n;
	for (size_t i = 0; i < languages; i++)
		((struct texts_language *)(void *)p->languages.p)[i].ids.at += ids;
	for (size_t i = 0; i < p->piece_count; i++)
		((struct texts_piece *)(void *)p->pieces.p)[i].at += packed;
	for (size_t i = 0; i < head.samples.n; i++)
		((struct texts_sample *)(void *)p->samples.p)[i].at += packed;
	buf_pad(&p->packed, ALIGNED);
	fwrite(&head, sizeof head, 1, stdout);
	fwrite(p->languages.p, 1, p->languages.n, stdout);
	fwrite(p->ids.p, 1, p->ids.n, stdout);
	fwrite(p->pieces.p, 1, p->pieces.n, stdout);
	fwrite(p->samples.p, 1, p->samples.n, stdout);
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
	buf_release(&p.samples);
	buf_release(&p.packed);
	free((char *)(uintptr_t)p.folder);
	return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 2;
}
