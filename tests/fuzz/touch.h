/* SPDX-License-Identifier: MIT */
/* For the fuzz targets that take frames: reads every byte that a frame points to, so that a sanitizer sees a bad one. */
#ifndef SIPERR_TESTS_FUZZ_TOUCH_H
#define SIPERR_TESTS_FUZZ_TOUCH_H

#include "input/frame/frame.h"

static volatile size_t seen;

static inline void
touch_slice(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		seen += (unsigned char)s.p[i];
}

/* The frame of a sink. */
static inline void
touch(void *ctx, const struct frame *f)
{
	(void)ctx;
	touch_slice(f->bytes);
	if (f->kind != FRAME_WITNESS)
		return;
	touch_slice(f->witness->line);
	touch_slice(f->witness->name);
	touch_slice(f->witness->detail);
}

#endif
