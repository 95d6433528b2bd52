/* SPDX-License-Identifier: MIT */
/* zlib, with memory that does not fail. */
#ifndef SIPERR_INPUT_UNPACK_ZLIB_MEMORY_H
#define SIPERR_INPUT_UNPACK_ZLIB_MEMORY_H

#include <stdlib.h>
#include <zlib.h>

#include "base/memory.h"

static inline void *
zlib_allocate(void *opaque, uInt items, uInt size)
{
	(void)opaque;
	return xrealloc(NULL, items, size);
}

static inline void
zlib_free(void *opaque, void *p)
{
	(void)opaque;
	free(p);
}

#define ZLIB_STREAM { .zalloc = zlib_allocate, .zfree = zlib_free }

#endif
