/* SPDX-License-Identifier: MIT */
/* Messages on a TCP stream. Input: a byte for the size of the pieces, a byte for after how many comes a gap (0: none), the stream. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "input/packet/stream.h"

static volatile size_t seen;

static void
touch(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		seen += (unsigned char)s.p[i];
}

static void
message(void *ctx, struct slice bytes, unsigned flags, bool websocket)
{
	(void)ctx;
	seen += flags + websocket;
	touch(bytes);
}

static void
hep(void *ctx, struct slice packet)
{
	(void)ctx;
	touch(packet);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct stream s = STREAM_INIT;
	struct stream_out out = { NULL, message, hep };

	for (size_t at = 2, count = 0; at < size; count++) {
		size_t n = data[0] ? data[0] : size;
		char *exact;

		n = n < size - at ? n : size - at;
		exact = xmalloc(n);
		memcpy(exact, data + at, n);
		if (data[1] != 0 && count == data[1])
			stream_gap(&s, &out);
		stream_data(&s, &out, (struct slice){ exact, n });
		free(exact);
		at += n;
	}
	stream_end(&s, &out);
	stream_release(&s);
	return 0;
}
