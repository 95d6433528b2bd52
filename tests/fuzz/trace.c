/* SPDX-License-Identifier: MIT */
/* Calls and rules. Input: messages, see feed.h. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "fuzz/feed.h"
#include "sip/osip.h"

static volatile size_t seen;

static void
touch(const char *text)
{
	if (text != NULL)
		seen += strlen(text);
}

static void
take(void *ctx, const struct finding *f)
{
	(void)ctx;
	touch(f->id);
	touch(f->phrase);
	touch(f->call.answered_by);
	touch(f->call.ended_by);
	for (size_t i = 0; i < f->evidence_count; i++) {
		touch(f->evidence[i].value);
		for (int k = 0; k < 4; k++)
			touch(f->evidence[i].arg[k]);
	}
	for (size_t i = 0; i < f->step_count; i++)
		touch(f->steps[i].label);
}

static void
run(struct knowledge *k, struct slice rest, const struct trace_options *o)
{
	const struct finding_sink sink = { NULL, take };
	struct trace *t = trace_new(k, o, &sink);

	feed_messages(t, rest);
	trace_idle(t);
	trace_end(t);
	if (o->summary)
		seen += trace_summary(t)->messages;
	trace_free(t);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct knowledge_options language = { .language = "en" };
	static const struct trace_options full = { .all = true, .summary = true, .steps = true }, each = { .each = true };
	static struct knowledge *k;
	char *text = xmalloc(size);

	if (k == NULL) {
		osip_start();
		k = knowledge_open(&language);
	}
	memcpy(text, data, size);
	run(k, (struct slice){ text, size }, &full);
	run(k, (struct slice){ text, size }, &each);
	free(text);
	return 0;
}
