/* SPDX-License-Identifier: MIT */
/* Builds packets from the inside out, and keeps the frames that come of them, for the tests of src/input. */
#ifndef SIPERR_TESTS_PACKETS_H
#define SIPERR_TESTS_PACKETS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/memory.h"
#include "input/packet/decoder.h"

#define OK_200 "SIP/2.0 200 OK\r\nCall-ID: a@b\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n"
#define BUSY_486 "SIP/2.0 486 Busy Here\r\nCall-ID: c@d\r\nCSeq: 2 INVITE\r\nl: 3\r\n\r\nabc"
#define OPTIONS "OPTIONS sip:a@b SIP/2.0\r\nCall-ID: e@f\r\nCSeq: 3 OPTIONS\r\nContent-Length: 0\r\n\r\n"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { LOG_MAX = 32 };

struct log {
	size_t count;
	struct frame frame[LOG_MAX];	/* bytes are copies */
	size_t troubles, idles;
	enum trouble trouble;
	size_t witnesses, clocks, lacks;	/* those that only tell the time, or what the capture lost, are counted apart */
	const struct witness *witness[LOG_MAX];
	struct place seen[LOG_MAX];	/* where each witness stood */
	struct arena arena;		/* of the witnesses */
};

static inline void
log_witness(struct log *l, const struct frame *f)
{
	if (f->witness->kind == WITNESS_CLOCK) {
		l->clocks++;
	} else if (f->witness->kind == WITNESS_TCP && f->witness->what == TCP_LACKS) {
		l->lacks++;
	} else if (l->witnesses < LOG_MAX) {
		l->seen[l->witnesses] = f->where;
		l->witness[l->witnesses++] = witness_copy(&l->arena, f->witness);
	}
}

static inline void
log_frame(void *ctx, const struct frame *f)
{
	struct log *l = ctx;

	if (f->kind == FRAME_WITNESS) {
		log_witness(l, f);
		return;
	}
	if (l->count < LOG_MAX) {
		l->frame[l->count] = *f;
		l->frame[l->count].bytes.p = slice_dup(f->bytes);
	}
	l->count++;
}

static inline void
log_idle(void *ctx)
{
	((struct log *)ctx)->idles++;
}

static inline void
log_trouble(void *ctx, const char *file, enum trouble what, const char *detail)
{
	struct log *l = ctx;

	(void)file;
	(void)detail;
	l->trouble = what;
	l->troubles++;
}

static inline struct sink
log_sink(struct log *l)
{
	return (struct sink){ .ctx = l, .frame = log_frame, .idle = log_idle, .trouble = log_trouble };
}

static inline void
log_release(struct log *l)
{
	for (size_t i = 0; i < l->count && i < LOG_MAX; i++)
		free((char *)l->frame[i].bytes.p);
	arena_release(&l->arena);
	*l = (struct log){ 0 };
}

static inline bool
log_holds(const struct log *l, size_t i, const char *text)
{
	return i < l->count && slice_eq(l->frame[i].bytes, slice_of(text));
}

/* Put a header before what is there. */
static inline void
before(struct buf *b, struct slice header)
{
	buf_room(b, header.n);
	if (b->n > 0)
		memmove(b->p + header.n, b->p, b->n);
	memcpy(b->p, header.p, header.n);
	b->n += header.n;
}

#define BEFORE(b, ...) before((b), (struct slice){ (const char[]){ __VA_ARGS__ }, sizeof((const char[]){ __VA_ARGS__ }) })
#define HI(n) (char)((size_t)(n) >> 8)
#define LO(n) (char)(size_t)(n)
#define WORD(n) HI((size_t)(n) >> 16), LO((size_t)(n) >> 16), HI(n), LO(n)

static inline void
add_udp(struct buf *b, unsigned from, unsigned to)
{
	BEFORE(b, HI(from), LO(from), HI(to), LO(to), HI(b->n + 8), LO(b->n + 8), 0, 0);
}

struct tcp_header {
	unsigned from, to;
	uint32_t seq, ack;
	unsigned flags;
};

static inline void
add_tcp(struct buf *b, const struct tcp_header *t)
{
	BEFORE(b, HI(t->from), LO(t->from), HI(t->to), LO(t->to), WORD(t->seq), WORD(t->ack), 0x50, (char)t->flags, 0, 0, 0, 0, 0, 0);
}

/* 192.0.2.<from> to 192.0.2.<to>; `fragment` is flags and offset as on the wire. */
static inline void
add_ip4(struct buf *b, unsigned protocol, unsigned from, unsigned to, unsigned id, unsigned fragment)
{
	BEFORE(b, 0x45, 0, HI(b->n + 20), LO(b->n + 20), HI(id), LO(id), HI(fragment), LO(fragment), 64, (char)protocol, 0, 0,
	    (char)192, 0, 2, (char)from, (char)192, 0, 2, (char)to);
}

static inline void
add_ip6(struct buf *b, unsigned next)
{
	BEFORE(b, 0x60, 0, 0, 0, HI(b->n), LO(b->n), (char)next, 64,
	    0x20, 1, 0xd, (char)0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1,
	    0x20, 1, 0xd, (char)0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2);
}

static inline void
add_ethernet(struct buf *b, unsigned type)
{
	BEFORE(b, 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, HI(type), LO(type));
}

/* A UDP packet over IPv4 that holds `text`. */
static inline void
build_udp4(struct buf *b, const char *text)
{
	buf_addstr(b, text);
	add_udp(b, 5060, 5070);
	add_ip4(b, 17, 1, 2, 7, 0);
}

enum { RAW_IP = 101, ETHERNET = 1 };

/* Give the packet to the decoder, from a block of its exact size, and empty it. */
static inline void
send(struct decoder *d, struct buf *b, int link_type, int64_t time)
{
	char *exact = xmalloc(b->n);
	struct packet p = { .link_type = link_type, .bytes = { exact, b->n }, .whole = b->n, .time = time };

	if (b->n > 0)
		memcpy(exact, b->p, b->n);
	decoder_packet(d, &p);
	free(exact);
	buf_reset(b);
}

#endif
