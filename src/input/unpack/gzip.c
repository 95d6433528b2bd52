/* SPDX-License-Identifier: MIT */
/* gzip, read as a stream: one row of unpack.h. */
#include <limits.h>
#include <stdlib.h>

#include "base/memory.h"
#include "input/unpack/packing.h"
#include "input/unpack/zlib_memory.h"

static bool
gzip_open(struct unpack *u)
{
	z_stream *z = u->state = xcalloc(1, sizeof *z);

	*z = (z_stream)ZLIB_STREAM;
	u->why = "inflateInit2";
	return inflateInit2(z, 15 + 16) == Z_OK;
}

/* Another member, or what gzip(1) ignores after the last one. */
static enum unpack_status
next_member(struct unpack *u)
{
	if (!unpack_fill(u) || *u->next != 0x1f)
		return UNPACK_END;
	inflateReset(u->state);
	u->within = true;
	return UNPACK_OK;
}

static enum unpack_status
gzip_step(struct unpack *u)
{
	z_stream *z = u->state;
	uInt room = u->room < UINT_MAX ? (uInt)u->room : UINT_MAX;
	int status;

	if (!u->within)
		return next_member(u);
	if (!unpack_fill(u))
		return UNPACK_CUT;
	z->next_in = (unsigned char *)(uintptr_t)u->next;
	z->avail_in = (uInt)u->left;
	z->next_out = u->to;
	z->avail_out = room;
	status = inflate(z, Z_NO_FLUSH);
	u->next = z->next_in;
	u->left = z->avail_in;
	u->to = z->next_out;
	u->room -= room - z->avail_out;
	if (status == Z_STREAM_END)
		u->within = false;
	if (status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR)
		return UNPACK_OK;
	u->why = z->msg != NULL ? z->msg : zError(status);
	return UNPACK_BROKEN;
}

static void
gzip_close(struct unpack *u)
{
	inflateEnd(u->state);
	free(u->state);
}

const struct packing packing_gzip = { { "\x1f\x8b\x08", 3 }, gzip_open, gzip_step, gzip_close };
