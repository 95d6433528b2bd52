/* SPDX-License-Identifier: MIT */
/* The text of a site's file: what becomes a bundle is a sound one, and the same text makes the same. */
#include <stdint.h>
#include <stdlib.h>

#include "knowledge/bundle/check.h"
#include "knowledge/bundle/compile.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = { (const char *)data, size };
	struct arena a = ARENA_INIT;
	struct buf out = BUF_INIT;
	struct compile_fault fault = { NULL, 0, NULL };

	if (knowledge_compile(text, "a", &a, &out, &fault)) {
		if (!bundle_is_sound(buf_slice(&out)))
			abort();
	} else if (fault.label == NULL || fault.line == 0 || fault.word == NULL || out.n != 0) {
		abort();
	}
	buf_release(&out);
	arena_release(&a);
	return 0;
}
