/* SPDX-License-Identifier: MIT */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"

enum { AT_FIRST = 32 };		/* most of what is formatted fits */

char *
buf_room(struct buf *b, size_t more)
{
	if (more >= b->cap - b->n) {
		size_t cap = b->cap ? b->cap : 64;

		while (cap - b->n <= more)
			cap *= 2;
		b->p = xrealloc(b->p, cap, 1);
		b->cap = cap;
	}
	return b->p + b->n;
}

void
buf_add(struct buf *b, struct slice s)
{
	char *at = buf_room(b, s.n);

	if (s.n > 0)
		memcpy(at, s.p, s.n);
	b->n += s.n;
	b->p[b->n] = '\0';
}

void
buf_addstr(struct buf *b, const char *text)
{
	buf_add(b, slice_of(text));
}

void
buf_addc(struct buf *b, char c)
{
	buf_add(b, (struct slice){ &c, 1 });
}

void
buf_add_character(struct buf *b, uint32_t c)
{
	char bytes[4];
	size_t n = 0;

	if (c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		c = 0xfffd;
	if (c < 0x80) {
		bytes[n++] = (char)c;
	} else if (c < 0x800) {
		bytes[n++] = (char)(0xc0 | c >> 6);
	} else if (c < 0x10000) {
		bytes[n++] = (char)(0xe0 | c >> 12);
	} else {
		bytes[n++] = (char)(0xf0 | c >> 18);
		bytes[n++] = (char)(0x80 | (c >> 12 & 0x3f));
	}
	if (c >= 0x800)
		bytes[n++] = (char)(0x80 | (c >> 6 & 0x3f));
	if (c >= 0x80)
		bytes[n++] = (char)(0x80 | (c & 0x3f));
	buf_add(b, (struct slice){ bytes, n });
}

void
buf_add_number(struct buf *b, uint64_t n)
{
	char digits[20], *p = digits + sizeof digits;

	do
		*--p = (char)('0' + n % 10);
	while ((n /= 10) > 0);
	buf_add(b, slice_from(p, digits + sizeof digits));
}

void
buf_add_be16(struct buf *b, unsigned n)
{
	buf_addc(b, (char)(n >> 8));
	buf_addc(b, (char)n);
}

void
buf_add_be32(struct buf *b, uint32_t n)
{
	buf_add_be16(b, n >> 16);
	buf_add_be16(b, n & 0xffff);
}

size_t
buf_add_text(struct buf *b, struct slice s)
{
	size_t at = b->n;

	buf_add(b, s);
	buf_addc(b, '\0');
	return at;
}

void
buf_pad(struct buf *b, size_t to)
{
	while (b->n % to != 0)
		buf_addc(b, '\0');
}

void
buf_addf(struct buf *b, const char *format, ...)
{
	va_list args, again;

	va_start(args, format);
	va_copy(again, args);
	char *at = buf_room(b, AT_FIRST);
	size_t room = b->cap - b->n;
	int n = vsnprintf(at, room, format, args);
	va_end(args);
	if (n < 0)
		memory_end();
	if ((size_t)n >= room)
		vsnprintf(buf_room(b, (size_t)n), (size_t)n + 1, format, again);
	va_end(again);
	b->n += (size_t)n;
}

void
buf_reset(struct buf *b)
{
	b->n = 0;
	if (b->p != NULL)
		b->p[0] = '\0';
}

void
buf_release(struct buf *b)
{
	free(b->p);
	*b = BUF_INIT;
}

char *
buf_detach(struct buf *b)
{
	char *text = b->p ? b->p : slice_dup(SLICE_NONE);

	*b = BUF_INIT;
	return text;
}
