/* SPDX-License-Identifier: MIT */
/*
 * A growing string of bytes. Always NUL-terminated once something was added; `n` does not count
 * that NUL. Start with BUF_INIT, end with buf_release().
 */
#ifndef SIPERR_BASE_BUF_H
#define SIPERR_BASE_BUF_H

#include "base/slice.h"

struct buf {
	char *p;
	size_t n, cap;
};

#define BUF_INIT ((struct buf){ NULL, 0, 0 })

void buf_add(struct buf *b, struct slice s);
void buf_addstr(struct buf *b, const char *text);
void buf_addc(struct buf *b, char c);
void buf_add_character(struct buf *b, uint32_t c);	/* in UTF-8; half a surrogate pair, and what is none, as U+FFFD */
void buf_add_number(struct buf *b, uint64_t n);
void buf_add_be16(struct buf *b, unsigned n);		/* two bytes, four, in the order of networks */
void buf_add_be32(struct buf *b, uint32_t n);
size_t buf_add_text(struct buf *b, struct slice s);	/* and a NUL, which n does count; returns where it begins */
void buf_pad(struct buf *b, size_t to);			/* with NULs, until n divides by it */
void buf_addf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *buf_room(struct buf *b, size_t more);	/* at least `more` writable bytes at the end; add to n yourself */
void buf_reset(struct buf *b);			/* empty, memory kept */
void buf_release(struct buf *b);
char *buf_detach(struct buf *b);		/* the string, now yours to free(); b is empty ("" when it was) */

static inline struct slice
buf_slice(const struct buf *b)
{
	return (struct slice){ b->p ? b->p : "", b->n };
}

#endif
