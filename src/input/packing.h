/* SPDX-License-Identifier: MIT */
/* One way of compressing, for unpack.c: each stands in its own file, as a row of functions. */
#ifndef SIPERR_INPUT_PACKING_H
#define SIPERR_INPUT_PACKING_H

#include "input/unpack.h"

#define LIBRARY_XZ "liblzma.so.5"
#define LIBRARY_ZSTD "libzstd.so.1"
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

/* Loads the libraries of all packings, for library_open() to find. Before the first thread. */
void unpack_load(void);

/* A library that is loaded only when it is needed; NULL, with `why`. The functions are found in the order of their names. */
void *library_open(const char *name, const char **why);
bool library_find(void *library, const char *name, void *function);

#endif
