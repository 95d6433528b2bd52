/* SPDX-License-Identifier: MIT */
/* Zstandard, the same. */
#include <stdlib.h>

#include "base/memory.h"
#include "input/unpack/packing.h"

#define MAGIC { "\x28\xb5\x2f", 3 }

#if __has_include(<zstd.h>)
#include <zstd.h>

struct zstd {
	ZSTD_DCtx *(*create)(void);
	size_t (*free)(ZSTD_DCtx *);
	size_t (*set)(ZSTD_DCtx *, ZSTD_dParameter, int);
	size_t (*decompress)(ZSTD_DCtx *, ZSTD_outBuffer *, ZSTD_inBuffer *);
	unsigned (*is_error)(size_t);
	const char *(*name)(size_t);
	ZSTD_DCtx *context;
};

static bool
zstd_open(struct unpack *u)
{
	struct zstd *z = u->state = xcalloc(1, sizeof *z);

	if (!library_load(LIBRARY_ZSTD, &u->why))
		return false;
	u->why = "libzstd";
	if (!library_find(LIBRARY_ZSTD, "ZSTD_createDCtx", &z->create) || !library_find(LIBRARY_ZSTD, "ZSTD_freeDCtx", &z->free) ||
	    !library_find(LIBRARY_ZSTD, "ZSTD_DCtx_setParameter", &z->set) ||
	    !library_find(LIBRARY_ZSTD, "ZSTD_decompressStream", &z->decompress) ||
	    !library_find(LIBRARY_ZSTD, "ZSTD_isError", &z->is_error) || !library_find(LIBRARY_ZSTD, "ZSTD_getErrorName", &z->name))
		return false;
	z->context = z->create();
	return z->context != NULL && !z->is_error(z->set(z->context, ZSTD_d_windowLogMax, UNPACK_WINDOW_LOG));
}

static enum unpack_status
zstd_step(struct unpack *u)
{
	struct zstd *z = u->state;
	bool more = unpack_fill(u);
	ZSTD_inBuffer in = { u->next, u->left, 0 };
	ZSTD_outBuffer out = { u->to, u->room, 0 };
	size_t status;

	if (!more && !u->within)
		return UNPACK_END;
	status = z->decompress(z->context, &out, &in);
	u->next += in.pos;
	u->left -= in.pos;
	u->to += out.pos;
	u->room -= out.pos;
	if (z->is_error(status)) {
		u->why = z->name(status);
		return UNPACK_BROKEN;
	}
	u->within = status != 0;
	return !more && u->within && out.pos == 0 ? UNPACK_CUT : UNPACK_OK;
}

static void
zstd_close(struct unpack *u)
{
	struct zstd *z = u->state;

	if (z->context != NULL)
		z->free(z->context);
	free(z);
}

const struct packing packing_zstd = { MAGIC, zstd_open, zstd_step, zstd_close };

#else	/* built without libzstd's header: such a file is named */

static bool
zstd_open(struct unpack *u)
{
	u->why = "zstd";
	return false;
}

static enum unpack_status
zstd_step(struct unpack *u)
{
	(void)u;
	return UNPACK_BROKEN;
}

static void
zstd_close(struct unpack *u)
{
	(void)u;
}

const struct packing packing_zstd = { MAGIC, zstd_open, zstd_step, zstd_close };

#endif
