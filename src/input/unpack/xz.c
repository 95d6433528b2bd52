/* SPDX-License-Identifier: MIT */
/* xz, the same; its library is loaded only for it (input/unpack/library.h). */
#include <stdlib.h>

#include "base/memory.h"
#include "input/unpack/packing.h"

#define MAGIC { "\xfd" "7z", 3 }

#if __has_include(<lzma.h>)
#include <lzma.h>

#define MEMORY ((uint64_t)66 << 20)	/* the window, and what the decoder needs beside it */

struct xz {
	lzma_ret (*open)(lzma_stream *, uint64_t, uint32_t);
	lzma_ret (*code)(lzma_stream *, lzma_action);
	void (*end)(lzma_stream *);
	lzma_stream stream;
};

static void *
allocate(void *opaque, size_t count, size_t size)
{
	(void)opaque;
	return xrealloc(NULL, count, size);
}

static void
release(void *opaque, void *p)
{
	(void)opaque;
	free(p);
}

static bool
xz_open(struct unpack *u)
{
	static const lzma_allocator memory = { allocate, release, NULL };
	struct xz *x = u->state = xcalloc(1, sizeof *x);

	x->stream.allocator = &memory;
	if (!library_load(LIBRARY_XZ, &u->why))
		return false;
	u->why = "liblzma";
	return library_find(LIBRARY_XZ, "lzma_stream_decoder", &x->open) && library_find(LIBRARY_XZ, "lzma_code", &x->code) &&
	    library_find(LIBRARY_XZ, "lzma_end", &x->end) && x->open(&x->stream, MEMORY, LZMA_CONCATENATED) == LZMA_OK;
}

static const char *
words(lzma_ret status)
{
	switch (status) {
	case LZMA_MEMLIMIT_ERROR: return "xz: window > 64 MB";
	case LZMA_MEM_ERROR: return "xz: LZMA_MEM_ERROR";
	case LZMA_OPTIONS_ERROR: return "xz: LZMA_OPTIONS_ERROR";
	case LZMA_FORMAT_ERROR: return "xz: LZMA_FORMAT_ERROR";
	default: return "xz: LZMA_DATA_ERROR";
	}
}

static enum unpack_status
xz_step(struct unpack *u)
{
	struct xz *x = u->state;
	bool more = unpack_fill(u);
	lzma_ret status;

	x->stream.next_in = u->next;
	x->stream.avail_in = u->left;
	x->stream.next_out = u->to;
	x->stream.avail_out = u->room;
	status = x->code(&x->stream, more ? LZMA_RUN : LZMA_FINISH);
	u->next = x->stream.next_in;
	u->left = x->stream.avail_in;
	u->to = x->stream.next_out;
	u->room = x->stream.avail_out;
	switch (status) {
	case LZMA_OK:
		return UNPACK_OK;
	case LZMA_STREAM_END:
		return UNPACK_END;
	case LZMA_BUF_ERROR:
		return more ? UNPACK_OK : UNPACK_CUT;
	default:
		u->why = words(status);
		return UNPACK_BROKEN;
	}
}

static void
xz_close(struct unpack *u)
{
	struct xz *x = u->state;

	if (x->end != NULL)
		x->end(&x->stream);
	free(x);
}

const struct packing packing_xz = { MAGIC, xz_open, xz_step, xz_close };

#else	/* built without liblzma's header: such a file is named */

static bool
xz_open(struct unpack *u)
{
	u->why = "xz";
	return false;
}

static enum unpack_status
xz_step(struct unpack *u)
{
	(void)u;
	return UNPACK_BROKEN;
}

static void
xz_close(struct unpack *u)
{
	(void)u;
}

const struct packing packing_xz = { MAGIC, xz_open, xz_step, xz_close };

#endif
