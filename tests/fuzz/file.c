/* SPDX-License-Identifier: MIT */
/* A whole file: what kind it is, compressed or not, capture, HEP or text. Input: the file's bytes. */
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "input/input.h"

static volatile size_t seen;

static void
touch_slice(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		seen += (unsigned char)s.p[i];
}

static void
touch(void *ctx, const struct frame *f)
{
	(void)ctx;
	touch_slice(f->bytes);
	if (f->kind == FRAME_WITNESS) {
		touch_slice(f->witness->line);
		touch_slice(f->witness->name);
	}
}

static void
trouble(void *ctx, const char *file, enum trouble what, const char *detail)
{
	(void)ctx;
	(void)file;
	seen += (size_t)what;
	touch_slice(slice_of(detail));
}

static void
idle(void *ctx)
{
	(void)ctx;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct sink sink = { NULL, touch, idle, trouble };
	int fd = memfd_create("fuzz", MFD_CLOEXEC);
	struct input_options o = { .fd = fd };

	if (fd > 0 && write(fd, data, size) == (ssize_t)size)
		input_read("fuzz", &o, &sink);
	if (fd >= 0)
		close(fd);
	return 0;
}
