/* SPDX-License-Identifier: MIT */
/*
 * A summary in JSON that somebody wrote. What is taken can be told in every format, is written again as it was read, and
 * may be added to itself.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "metrics/read.h"
#include "report/report.h"

static const enum format formats[] = {
#define FORMAT(token, name, traits) FORMAT_##token,
#include "report/formats.def"
#undef FORMAT
};

static struct knowledge *k;

/* free() it. */
static char *
told(struct counts *c, enum format format)
{
	char *text = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&text, &n);
	const struct report_options o = { .format = format, .summary = true, .width = 80, .charset = "UTF-8", .out = out };
	struct report *r = report_new(k, &o);

	report_summary(r, counts_summary(c));
	report_end(r);
	report_free(r);
	fclose(out);
	return text;
}

static struct counts *
read_again(const char *json)
{
	struct buf wrong = BUF_INIT;
	struct counts *c = counts_read(slice_of(json), &wrong);

	if (c == NULL)
		abort();
	buf_release(&wrong);
	return c;
}

static void
check(struct counts *c)
{
	char *first = told(c, FORMAT_JSON), *second;
	struct counts *again = read_again(first);

	second = told(again, FORMAT_JSON);
	if (strcmp(first, second) != 0)
		abort();
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (format_traits(formats[i]) & TRAIT_SUMMARY)
			free(told(c, formats[i]));
	if (counts_merge(again, c))
		counts_free(read_again((free(second), second = told(again, FORMAT_JSON))));
	counts_free(again);
	free(first);
	free(second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct knowledge_options language = { .language = "en" };
	char *text = xmalloc(size + 1);
	struct buf wrong = BUF_INIT;
	struct counts *c;

	if (k == NULL)
		k = knowledge_open(&language);
	memcpy(text, data, size);
	c = counts_read((struct slice){ text, size }, &wrong);
	if (c != NULL && wrong.n > 0)
		abort();
	if (c != NULL)
		check(c);
	counts_free(c);
	buf_release(&wrong);
	free(text);
	return 0;
}
