/* gzip (RFC 1952) as it comes, any number of members one after another. */
#ifndef SIPERR_INPUT_GUNZIP_H
#define SIPERR_INPUT_GUNZIP_H

#include "base/slice.h"

struct gunzip;

/* `read` gives compressed bytes, 0 at their end. */
struct gunzip *gunzip_new(size_t (*read)(void *ctx, char *to, size_t size), void *ctx);

/* Bytes that were read already and come first; at most 16. */
void gunzip_give(struct gunzip *g, struct slice bytes);

enum gunzip_status { GUNZIP_OK, GUNZIP_END, GUNZIP_CUT, GUNZIP_BROKEN };

/* Up to `size` bytes, *n of them; *n is 0 only with a status other than GUNZIP_OK. *why: zlib's words, when broken. */
enum gunzip_status gunzip_read(struct gunzip *g, char *to, size_t size, size_t *n, const char **why);

void gunzip_free(struct gunzip *g);

#endif
