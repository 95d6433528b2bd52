/* SPDX-License-Identifier: MIT */
/*
 * Up to four files that are one body of evidence: what comes of them, and in which order, is the same whatever order they
 * are named in. Input: the files' bytes, one after the other, with a byte 0x1c between them.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "diagnose/calls/limits.h"
#include "input/order/merge.h"
#include "input/order/order.h"

#define FILES 4

static const char *const names[FILES] = { "a", "b", "c", "d" };

struct told {
	uint64_t hash;
	size_t frames;
};

static void
mix(struct told *t, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;

	for (size_t i = 0; i < n; i++)
		t->hash = (t->hash ^ p[i]) * 0x100000001b3u;
}

static void
take(void *ctx, const struct frame *f)
{
	struct told *t = ctx;
	struct slice s = f->kind == FRAME_WITNESS ? f->witness->line : f->bytes;

	mix(t, &f->kind, sizeof f->kind);
	mix(t, s.p, s.n);
	mix(t, &f->where.time, sizeof f->where.time);
	mix(t, f->where.file, f->where.file != NULL ? strlen(f->where.file) : 0);
	t->frames++;
}

static void
idle(void *ctx)
{
	(void)ctx;
}

static void
trouble(void *ctx, const char *file, enum trouble what, const char *detail)
{
	(void)ctx;
	(void)file;
	(void)what;
	(void)detail;
}

static struct told
read_all(const int *fds, const size_t *order, size_t n)
{
	struct told told = { 0xcbf29ce484222325u, 0 };
	const struct sink sink = { .ctx = &told, .frame = take, .idle = idle, .trouble = trouble };
	struct survey surveys[FILES];
	struct ordered files[FILES];
	size_t left;

	for (size_t i = 0; i < n; i++) {
		struct input_options o = { .fd = fds[order[i]] };

		survey_read(&surveys[i], names[order[i]], &o, DUPLICATE_WITHIN);
	}
	left = order_files(surveys, n, files);
	for (size_t i = 0, end; i < left; i = end) {
		struct input_options o = { .fd = -1 };

		for (end = i + 1; end < left && files[end].trace == files[i].trace; end++)
			;
		merge_read(files + i, end - i, &o, &sink);
	}
	for (size_t i = 0; i < n; i++)
		survey_release(&surveys[i]);
	return told;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const size_t orders[][FILES] = { { 0, 1, 2, 3 }, { 3, 2, 1, 0 }, { 2, 0, 3, 1 } };
	int fds[FILES];
	size_t n = 0;
	struct told first = { 0, 0 };

	for (const uint8_t *end = data + size; n < FILES; data = data < end ? data + 1 : end) {
		const uint8_t *cut = data < end && n + 1 < FILES ? memchr(data, 0x1c, (size_t)(end - data)) : NULL;
		size_t length = (size_t)((cut != NULL ? cut : end) - data);

		fds[n] = memfd_create(names[n], MFD_CLOEXEC);
		if (fds[n] <= 0 || write(fds[n], data, length) != (ssize_t)length)
			abort();
		n++;
		data += length;
		if (cut == NULL)
			break;
	}
	for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
		size_t order[FILES], count = 0;
		struct told told;

		for (size_t k = 0; k < FILES; k++)
			if (orders[i][k] < n)
				order[count++] = orders[i][k];
		told = read_all(fds, order, count);
		if (i == 0)
			first = told;
		else if (told.hash != first.hash || told.frames != first.frames)
			abort();
	}
	while (n > 0)
		close(fds[--n]);
	return 0;
}
