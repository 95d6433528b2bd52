/* SPDX-License-Identifier: MIT */
/* A whole file: what kind it is, compressed or not, capture, HEP or text. Input: the file's bytes. */
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz/touch.h"
#include "input/input.h"

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
	const struct sink sink = { .frame = touch, .idle = idle, .trouble = trouble };
	int fd = memfd_create("fuzz", MFD_CLOEXEC);
	struct input_options o = { .fd = fd };

	if (fd > 0 && write(fd, data, size) == (ssize_t)size)
		input_read("fuzz", &o, &sink);
	if (fd >= 0)
		close(fd);
	return 0;
}
