/* SPDX-License-Identifier: MIT */
/*
 * The packet decoder. Input: a byte of link type, then packets, each after two bytes of length (big
 * endian; the top bit: it was longer on the wire). Times are a fifth of a second apart.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "fuzz/touch.h"
#include "input/packet/decoder.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sink sink = { .frame = touch };
	struct packet p = { .time = 1700000000000000 };
	struct decoder *d = decoder_new("fuzz", &sink);

	if (size > 0) {
		p.link_type = data[0];
		data++;
		size--;
	}
	while (size > 2) {
		size_t n = (size_t)(data[0] & 0x7f) << 8 | data[1];
		bool cut = data[0] & 0x80;
		char *exact;

		data += 2;
		size -= 2;
		n = n < size ? n : size;
		exact = xmalloc(n);
		memcpy(exact, data, n);
		p.bytes = (struct slice){ exact, n };
		p.whole = cut ? n + 100 : n;
		p.time += 200000;
		decoder_packet(d, &p);
		free(exact);
		data += n;
		size -= n;
	}
	decoder_end(d);
	decoder_free(d);
	return 0;
}
