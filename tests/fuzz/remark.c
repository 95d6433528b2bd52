/* SPDX-License-Identifier: MIT */
/*
 * Log lines: the first line of the input is a pattern, the rest is looked at with it, and with the rows that are known.
 * What is taken lies in the line, and what is found in a text is what the line by itself gives.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/buf.h"
#include "input/remark/witness.h"
#include "knowledge/knowledge.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must_lie_in(struct slice part, struct slice line)
{
	if (part.n > 0 && (part.p < line.p || part.p + part.n > line.p + line.n))
		abort();
}

static void
look_at(const struct remark_table *table, struct slice line)
{
	struct remark remark;
	struct witness w;
	struct buf entry = BUF_INIT;

	must_lie_in(remark_call_id(line), line);
	must_lie_in(remark_thread(line), line);
	if (!remark_match(table, line, &remark))
		return;
	for (size_t i = 0; i < TAKE_COUNT; i++)
		must_lie_in(remark.taken[i], line);
	if (remark_witness(&remark, &w, &entry) && w.entry.n == 0)
		abort();
	buf_release(&entry);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct knowledge *k;
	struct slice captures[REMARK_TAKES] = { { NULL, 0 } }, said, text, pattern, rest;
	char *copy = malloc(size + 1);
	struct remark remark;
	const char *from;

	if (k == NULL)
		k = knowledge_open(&(struct knowledge_options){ .language = "en" });
	if (size > 0)
		memcpy(copy, data, size);
	text = (struct slice){ copy, size };
	pattern = slice_cut(&text, '\n');
	if (text.n > 0 && remark_fits(pattern, text, captures, &said))
		for (size_t i = 0; i < REMARK_TAKES; i++)
			must_lie_in(captures[i], text);
	for (rest = text; rest.n > 0;)
		look_at(knowledge_remarks(k), slice_cut(&rest, '\n'));
	from = text.p;
	while (text.n > 0 && remark_find(knowledge_remarks(k), text, from, &remark, &from)) {
		must_lie_in(remark.line, text);
		if (from <= remark.line.p)
			abort();
	}
	free(copy);
	return 0;
}
