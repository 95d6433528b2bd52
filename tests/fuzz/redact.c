/* SPDX-License-Identifier: MIT */
/*
 * Redaction. Input: any text; a name that no dictionary has is set into it, at the place that the first byte says, between
 * blanks, and must be gone afterwards, whatever stands around it and whatever the text is taken for.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "report/redact/redact.h"

#define NAME "zqxjkvw"

static redactor *const ways[] = {
	redact_text, redact_counters, redact_identifier, redact_party, redact_user, redact_credentials, redact_file,
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const uint64_t key[2] = { 1, 2 };
	struct redact *r = redact_new(NULL, key);
	struct buf text = BUF_INIT;
	size_t at = size > 0 ? 1 + data[0] % size : 0;

	if (size > 0)
		buf_add(&text, slice_from((const char *)data + 1, (const char *)data + at));
	buf_addstr(&text, " " NAME " ");
	buf_add(&text, slice_from((const char *)data + at, (const char *)data + size));
	char *exact = xmalloc(text.n);	/* a read past its end is seen */
	memcpy(exact, text.p, text.n);
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		struct buf once = BUF_INIT, twice = BUF_INIT;

		ways[i](r, (struct slice){ exact, text.n }, &once);
		if (slice_find_nocase(buf_slice(&once), SLICE(NAME)) != NULL)
			abort();
		/* What came before says where a name stands, not what stands for it: the lengths may differ by the kind. */
		ways[i](r, (struct slice){ exact, text.n }, &twice);
		if (once.n > 48 * text.n || twice.n > 48 * text.n)
			abort();
		buf_release(&once);
		buf_release(&twice);
	}
	free(exact);
	buf_release(&text);
	redact_free(r);
	return 0;
}
