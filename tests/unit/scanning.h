/* SPDX-License-Identifier: MIT */
/* A text as the scanner reads it, with the log lines of the knowledge, whose frames a log keeps. */
#ifndef SIPERR_TESTS_SCANNING_H
#define SIPERR_TESTS_SCANNING_H

#include "unit/packets.h"

#include "input/text/text.h"
#include "knowledge/knowledge.h"

static struct knowledge *k;

static inline int
open_knowledge(void **state)
{
	(void)state;
	k = knowledge_open(&(struct knowledge_options){ .language = "en" });
	return k == NULL;
}

static inline int
close_knowledge(void **state)
{
	(void)state;
	knowledge_close(k);
	return 0;
}

/* All of the text, in pieces of that size. */
static inline void
scan(struct slice text, size_t step, struct log *l)
{
	struct sink sink = log_sink(l);
	struct input_options options = { .remarks = knowledge_remarks(k) };
	struct text_scanner *s = text_scanner_new("f", &options, &sink);

	for (struct slice rest = text; rest.n > 0; rest = slice_skip(rest, step < rest.n ? step : rest.n))
		text_scanner_feed(s, slice_head(rest, step));
	text_scanner_end(s, false);
}

#endif
