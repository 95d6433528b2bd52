/* SPDX-License-Identifier: MIT */
/*
 * A made-up trace: the same calls every time, of the shapes a busy server sees, interleaved as their
 * times say. generate.c writes it in its forms.
 */
#ifndef SIPERR_BENCH_TRACE_H
#define SIPERR_BENCH_TRACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct trace_message {
	int64_t time;		/* µs since 1970 */
	uint32_t src, dst;	/* IPv4, host order */
	uint16_t src_port, dst_port;
	const char *bytes;	/* until the next one */
	size_t n;
};

struct bench_trace;

struct bench_trace *bench_trace_new(void);
void bench_trace_next(struct bench_trace *t, struct trace_message *out);	/* there is always a next one */
void bench_trace_free(struct bench_trace *t);

#endif
