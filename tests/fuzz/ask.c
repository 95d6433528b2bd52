/* SPDX-License-Identifier: MIT */
/*
 * What people and messages put into the words of a report: a time of --since, a From value, a reference, a mistyped word.
 * Input: a byte that says where the text ends a trace is (hours), then the text.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "diagnose/calls/moment.h"
#include "nearest.h"
#include "report/reference.h"
#include "report/who.h"

static volatile size_t seen;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *words[] = { "explain", "each", "ladder", "lang", "list", "auth.bad-credentials", "code.486" };
	static const struct strings list = { words, sizeof words / sizeof *words };
	struct buf out = BUF_INIT;
	struct moment m;

	if (size < 1)
		return 0;
	char *text = slice_dup((struct slice){ (const char *)data + 1, size - 1 });
	if (moment_parse(&m, slice_of(text)))
		for (enum zone zone = ZONE_UTC; zone <= ZONE_UNKNOWN; zone++)
			seen += moment_resolve(&m, data[0] * INT64_C(3600000000), zone) > 0;
	const struct finding f = { .has_call = true, .count = 1, .call = { .from = text, .to = text } };
	seen += who_of(text).n;
	who_add(&f, data[0] & 1, data[0], &out);
	seen += reference_read(text, &out).n;
	seen += nearest(text, &list) != NULL;
	free(text);
	buf_release(&out);
	return 0;
}
