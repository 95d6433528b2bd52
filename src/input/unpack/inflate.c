/* SPDX-License-Identifier: MIT */
#include "input/unpack/inflate.h"

#include <stdlib.h>

#include "base/memory.h"
#include "input/unpack/zlib_memory.h"

enum { STEP = 4096 };

struct inflater {
	z_stream z;
	bool broken;
};

struct inflater *
inflater_new(void)
{
	struct inflater *i = xcalloc(1, sizeof *i);

	i->z = (z_stream)ZLIB_STREAM;
	i->broken = inflateInit2(&i->z, -15) != Z_OK;
	return i;
}

void
inflater_free(struct inflater *i)
{
	if (i == NULL)
		return;
	inflateEnd(&i->z);
	free(i);
}

void
inflater_break(struct inflater *i)
{
	i->broken = true;
}

/* All that `bytes` give; what is beyond `max` is made, since later pieces may refer to it, and dropped. */
static int
feed(z_stream *z, struct slice bytes, size_t max, struct buf *out)
{
	char spare[STEP] = { 0 };
	int status = Z_OK;

	z->next_in = (unsigned char *)(uintptr_t)bytes.p;
	z->avail_in = (uInt)bytes.n;
	do {
		bool keep = out->n < max;
		size_t room = keep && max - out->n < STEP ? max - out->n : STEP;
		char *to = keep ? buf_room(out, room) : spare;

		z->next_out = (unsigned char *)to;
		z->avail_out = (uInt)room;
		status = inflate(z, Z_SYNC_FLUSH);
		if (keep)
			out->n += room - z->avail_out;
	} while (status == Z_OK && (z->avail_in > 0 || z->avail_out == 0));
	if (out->p != NULL)
		out->p[out->n] = '\0';
	return status;
}

bool
inflater_message(struct inflater *i, struct slice packed, size_t max, struct buf *out)
{
	int status;

	if (i->broken)
		return false;
	status = feed(&i->z, packed, max, out);
	if (status == Z_OK || status == Z_BUF_ERROR)
		status = feed(&i->z, SLICE("\0\0\xff\xff"), max, out);
	if (status == Z_STREAM_END)	/* a last block, as RFC 7692 §7.2.3.4 allows: the next message begins anew */
		inflateReset(&i->z);
	i->broken = status != Z_OK && status != Z_BUF_ERROR && status != Z_STREAM_END;
	return !i->broken;
}

bool
inflate_piece(struct slice packed, size_t max, struct buf *out)
{
	z_stream z = ZLIB_STREAM;
	int status;

	if (inflateInit2(&z, 15 + 32) != Z_OK)
		return false;
	status = feed(&z, packed, max, out);
	inflateEnd(&z);
	return (status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR) && out->n > 0;
}
