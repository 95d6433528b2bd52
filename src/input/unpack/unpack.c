/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/memory.h"
#include "input/unpack/packing.h"

static const struct packing *
recognise(struct slice magic)
{
	static const struct packing *const all[] = { &packing_gzip, &packing_xz, &packing_zstd };

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (slice_starts(magic, all[i]->magic) || (magic.n == UNPACK_MAGIC - 1 && slice_starts(all[i]->magic, magic)))
			return all[i];	/* or what a cut left of one */
	return NULL;
}

struct unpack *
unpack_new(struct slice magic, size_t (*read)(void *ctx, char *to, size_t size), void *ctx)
{
	const struct packing *packing = recognise(magic);
	struct unpack *u;

	if (packing == NULL)
		return NULL;
	u = xcalloc(1, sizeof *u);
	u->packing = packing;
	u->read = read;
	u->ctx = ctx;
	u->within = true;
	memcpy(u->input, magic.p, magic.n);
	u->next = u->input;
	u->left = magic.n;
	if (!packing->open(u))
		u->status = UNPACK_BROKEN;
	return u;
}

enum unpack_status
unpack_read(struct unpack *u, char *to, size_t size, size_t *n, const char **why)
{
	u->to = (unsigned char *)to;
	u->room = size;
	while (u->status == UNPACK_OK && u->room == size && size > 0)
		u->status = u->packing->step(u);
	*n = size - u->room;
	*why = u->why;
	/* What was made before the trouble comes first. */
	return *n > 0 ? UNPACK_OK : u->status;
}

void
unpack_free(struct unpack *u)
{
	u->packing->close(u);
	free(u);
}
