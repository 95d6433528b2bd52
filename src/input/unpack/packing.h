/* SPDX-License-Identifier: MIT */
/* One way of compressing, for unpack.c: each stands in its own file, as a row of functions. */
#ifndef SIPERR_INPUT_UNPACK_PACKING_H
#define SIPERR_INPUT_UNPACK_PACKING_H

#include "input/unpack/library.h"
#include "input/unpack/unpack.h"

#define UNPACK_WINDOW_LOG 26	/* 64 MB */

struct unpack {
	const struct packing *packing;
	void *state;			/* the packing's own */
	size_t (*read)(void *ctx, char *to, size_t size);
	void *ctx;
	const unsigned char *next;	/* compressed bytes at hand … */
	size_t left;			/* … and how many; the packing moves on over what it takes */
	bool ended;			/* no more will come */
	unsigned char *to;		/* where the next bytes go; moved on as well */
	size_t room;
	bool within;			/* a piece has begun and not ended */
	enum unpack_status status;	/* what stays so once it is not UNPACK_OK */
	const char *why;
	unsigned char input[64 * 1024];
};

struct packing {
	struct slice magic;
	bool (*open)(struct unpack *u);			/* false: with `why` */
	/* Take some input, or make some output, or both. At the end of a piece `within` becomes false. */
	enum unpack_status (*step)(struct unpack *u);
	void (*close)(struct unpack *u);		/* also after an open that failed */
};

extern const struct packing packing_gzip, packing_xz, packing_zstd;

/* See that there is input; false: no more. */
bool unpack_fill(struct unpack *u);

#endif
