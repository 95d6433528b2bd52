/* SPDX-License-Identifier: MIT */
/*
 * Compressed input as it comes: gzip (RFC 1952), xz, zstd (RFC 8878), any number of pieces one after another. What was
 * said before is kept up to 64 MB, as much as these programs do by themselves; a file that needs more is refused.
 */
#ifndef SIPERR_INPUT_UNPACK_UNPACK_H
#define SIPERR_INPUT_UNPACK_UNPACK_H

#include "base/slice.h"

struct unpack;

enum { UNPACK_MAGIC = 3 };	/* bytes at the start that tell */

/* NULL: not compressed. `read` gives compressed bytes, 0 at their end; `magic`, read already, comes before them. */
struct unpack *unpack_new(struct slice magic, size_t (*read)(void *ctx, char *to, size_t size), void *ctx);

enum unpack_status { UNPACK_OK, UNPACK_END, UNPACK_CUT, UNPACK_BROKEN };

/* Up to `size` bytes, *n of them; *n is 0 only with a status other than UNPACK_OK. *why: the library's words, when broken. */
enum unpack_status unpack_read(struct unpack *u, char *to, size_t size, size_t *n, const char **why);

void unpack_free(struct unpack *u);

#endif
