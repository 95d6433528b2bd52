#include "input/gunzip.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

#include "base/memory.h"

enum { INPUT = 64 * 1024 };

struct gunzip {
	size_t (*read)(void *ctx, char *to, size_t size);
	void *ctx;
	z_stream z;
	bool within;			/* a member has begun and not ended */
	enum gunzip_status status;	/* what stays so once it is not GUNZIP_OK */
	const char *why;
	unsigned char input[INPUT];
};

struct gunzip *
gunzip_new(size_t (*read)(void *ctx, char *to, size_t size), void *ctx)
{
	struct gunzip *g = xcalloc(1, sizeof *g);

	g->read = read;
	g->ctx = ctx;
	g->within = true;
	g->z.next_in = g->input;
	if (inflateInit2(&g->z, 15 + 16) != Z_OK) {
		g->status = GUNZIP_BROKEN;
		g->why = "inflateInit2";
	}
	return g;
}

void
gunzip_give(struct gunzip *g, struct slice bytes)
{
	memcpy(g->input, bytes.p, bytes.n);
	g->z.avail_in = (uInt)bytes.n;
}

static bool
fill(struct gunzip *g)
{
	if (g->z.avail_in > 0)
		return true;
	g->z.next_in = g->input;
	g->z.avail_in = (uInt)g->read(g->ctx, (char *)g->input, sizeof g->input);
	return g->z.avail_in > 0;
}

/* Another member, or what gzip(1) ignores after the last one. */
static enum gunzip_status
next_member(struct gunzip *g)
{
	if (!fill(g) || *g->z.next_in != 0x1f)
		return GUNZIP_END;
	inflateReset(&g->z);
	g->within = true;
	return GUNZIP_OK;
}

static enum gunzip_status
step(struct gunzip *g)
{
	int status;

	if (!g->within)
		return next_member(g);
	if (!fill(g))
		return GUNZIP_CUT;
	status = inflate(&g->z, Z_NO_FLUSH);
	if (status == Z_STREAM_END)
		g->within = false;
	if (status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR)
		return GUNZIP_OK;
	g->why = g->z.msg != NULL ? g->z.msg : zError(status);
	return GUNZIP_BROKEN;
}

enum gunzip_status
gunzip_read(struct gunzip *g, char *to, size_t size, size_t *n, const char **why)
{
	uInt room = size < UINT_MAX ? (uInt)size : UINT_MAX;

	g->z.next_out = (unsigned char *)to;
	g->z.avail_out = room;
	while (g->status == GUNZIP_OK && g->z.avail_out == room && room > 0)
		g->status = step(g);
	*n = room - g->z.avail_out;
	*why = g->why;
	/* What was made before the trouble comes first. */
	return *n > 0 ? GUNZIP_OK : g->status;
}

void
gunzip_free(struct gunzip *g)
{
	inflateEnd(&g->z);
	free(g);
}
