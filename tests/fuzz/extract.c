/* SPDX-License-Identifier: MIT */
/*
 * What --extract writes. Input: the first byte says how the frame was found, the rest is a message, in which a name that no
 * dictionary has is set at the place that the second byte says. Under pseudonyms it must be gone, as a packet and as a line.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "extract/extract.h"
#include "sip/message.h"

#define NAME "zqxjkvw"

static void
write_one(struct slice bytes, unsigned how, struct redact *r, bool capture)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	const struct extract_options o = { .out = out, .capture = capture, .redact = r };
	struct message m = { .headers = NULL };
	struct frame frame = { .kind = FRAME_MESSAGE, .flags = how & 31, .bytes = bytes };

	if (out == NULL)
		return;
	frame.where.time = how & 32 ? NO_TIME : (int64_t)how * 1000003;
	if (how & 64)
		addr_parse(&frame.where.src, SLICE("[2001:db8::1]:5061"));
	frame.index = message_index(&m, bytes) == MESSAGE_OK ? &m : NULL;
	struct extract *x = extract_new(&o);
	extract_message(x, &frame, 1);
	if (!extract_end(x))
		abort();
	extract_free(x);
	fclose(out);
	if (r != NULL && slice_find_nocase((struct slice){ text, size }, SLICE(NAME)) != NULL)
		abort();
	if (size > 64 * bytes.n + 1024)
		abort();
	message_release(&m);
	free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const uint64_t key[2] = { 1, 2 };
	struct buf text = BUF_INIT;

	if (size < 3)
		return 0;
	const char *from = (const char *)data + 2, *at = from + data[1] % (size - 1), *to = (const char *)data + size;
	buf_add(&text, slice_from(from, at));
	buf_addstr(&text, " " NAME " ");
	buf_add(&text, slice_from(at, to));
	char *exact = xmalloc(text.n);	/* a read past its end is seen */
	memcpy(exact, text.p, text.n);
	for (int i = 0; i < 4; i++) {
		struct redact *r = redact_new(NULL, key);

		write_one((struct slice){ exact, text.n }, data[0], i & 1 ? r : NULL, i & 2);
		redact_free(r);
	}
	free(exact);
	buf_release(&text);
	return 0;
}
