/*
 * Calls and rules. Input: messages, each under a line "@ms who whom" — milliseconds since the one before
 * (none: no time), two letters for the addresses ('?': none); lines end in LF.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "diagnose/trace.h"
#include "sip/strict.h"

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

static struct addr
address(struct slice who)
{
	struct addr a = { .family = 4, .ip = { 192, 0, 2, 0 }, .port = 5060 };

	if (who.n == 0 || who.p[0] == '?')
		return (struct addr){ .family = 0 };
	a.ip[3] = (uint8_t)who.p[0];
	return a;
}

static void
add_message(struct trace *t, struct slice head, struct slice bytes, int64_t *now)
{
	char *exact = xmalloc(bytes.n);
	struct frame frame = { .kind = FRAME_MESSAGE, .flags = FRAME_EXACT, .where.transport = TRANSPORT_UDP };
	uint64_t ms;

	memcpy(exact, bytes.n > 0 ? bytes.p : "", bytes.n);
	frame.bytes = (struct slice){ exact, bytes.n };
	frame.where.time = NO_TIME;
	if (slice_digits(head, &ms) > 0)
		frame.where.time = *now += (int64_t)(ms % 100000000) * 1000;
	slice_cut(&head, ' ');
	frame.where.src = address(slice_cut(&head, ' '));
	frame.where.dst = address(head);
	trace_frame(t, &frame);
	free(exact);
}

static void
run(struct knowledge *k, struct slice rest, const struct trace_options *o)
{
	const struct finding_sink sink = { NULL, take };
	struct trace *t = trace_new(k, o, &sink);
	int64_t now = 1700000000000001;

	while (rest.n > 0) {
		struct slice head = slice_cut(&rest, '\n');
		const char *next = slice_find(rest, SLICE("\n@"));
		struct slice bytes = next != NULL ? slice_from(rest.p, next + 1) : rest;

		rest = slice_skip(rest, bytes.n);
		add_message(t, slice_skip(head, 1), bytes, &now);
	}
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
		strict_init();
		k = knowledge_open(&language);
	}
	memcpy(text, data, size);
	run(k, (struct slice){ text, size }, &full);
	run(k, (struct slice){ text, size }, &each);
	free(text);
	return 0;
}
