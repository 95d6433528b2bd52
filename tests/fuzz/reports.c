/* SPDX-License-Identifier: MIT */
/*
 * Every format. Input: a byte for the options, then messages, see feed.h. What comes out is UTF-8 without anything that
 * steers, JSON where it should be, and in TSV each line has the same columns.
 */
#include <jansson.h>
#include <stdint.h>
#include <stdio.h>

#include "base/utf8.h"
#include "fuzz/feed.h"
#include "report/escape.h"
#include "report/redact/redact.h"
#include "report/report.h"
#include "sip/osip.h"

static const enum format formats[] = {
#define FORMAT(token, name, traits) FORMAT_##token,
#include "report/formats.def"
#undef FORMAT
};

static void
take(void *ctx, const struct finding *f)
{
	report_finding(ctx, f);
}

static void
ignore(void *ctx, const struct finding *f)
{
	(void)ctx;
	(void)f;
}

static void
take_call(void *ctx, const struct call_line *line)
{
	report_call(ctx, line);
}

/* Nothing of the input gets to the terminal as it is. */
static void
check_text(struct slice s, bool colour)
{
	uint32_t c = 0, before = 0;

	while (s.n > 0) {
		size_t n = utf8_decode(s, &c);

		if (n == 0 || (c < ' ' && c != '\n' && c != '\t' && c != '\r' && !(colour && c == 033)) || (c >= 0x7f && c < 0xa0) ||
		    is_hidden(c, before))
			abort();
		before = c;
		s = slice_skip(s, n);
	}
}

/* Tags are ended, and nothing in text or between quotes begins one; a page is whole. */
static void
check_page(struct slice s)
{
	const char *style = slice_find(s, SLICE("<style>")), *after = slice_find(s, SLICE("</style>"));
	bool tag = false, quoted = false;

	if (s.n == 0)
		return;
	if (style == NULL || after == NULL || !slice_starts(s, SLICE("<!DOCTYPE html>\n")) || !slice_ends(s, SLICE("</html>\n")))
		abort();
	for (s = slice_from(after, slice_limit(s)); s.n > 0; s = slice_skip(s, 1)) {
		if ((s.p[0] == '<' && tag) || (s.p[0] == '>' && (!tag || quoted)))
			abort();
		if (slice_starts(s, SLICE("<script")) || slice_starts(s, SLICE("<style")))
			abort();
		tag = s.p[0] == '<' || (tag && s.p[0] != '>');
		quoted = tag && quoted != (s.p[0] == '"');
	}
	if (tag)
		abort();
}

static void
check_lines(enum format format, struct slice s)
{
	size_t columns = 0;

	while (s.n > 0) {
		struct slice line = slice_cut(&s, '\n');
		size_t n = 0;

		if (format == FORMAT_JSON) {
			json_t *object = json_loadb(line.p, line.n, 0, NULL);

			if (object == NULL)
				abort();
			json_decref(object);
		}
		for (size_t i = 0; i < line.n; i++)
			n += line.p[i] == '\t';
		if (format == FORMAT_TSV && columns != 0 && n != columns)
			abort();
		columns = n;
	}
}

static void
run(struct knowledge *k, struct slice messages, enum format format, unsigned flags, struct redact *redact)
{
	char *text = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&text, &n);
	bool calls = (flags & 8) && !(flags & 64) && !(format_traits(format) & TRAIT_COUNTS);	/* the program refuses both */
	const struct report_options o = { .format = format, .colour = flags & 1, .redact = redact, .explain = flags & 2,
		.fold = flags & 4, .calls = calls, .summary = flags & 64, .ladder = flags & 16, .width = flags & 32 ? 20 : 80, .charset = "UTF-8", .out = out };
	const struct trace_options t = { .all = true, .steps = flags & 16, .summary = o.summary,
		.by = { { BOARD_AGENT, BOARD_TRUNK, BOARD_PREFIX, BOARD_PEER }, flags & 1 ? 4 : 0 }, .call = calls ? take_call : NULL };
	struct report *r = report_new(k, &o);
	const struct finding_sink sink = { r, calls || o.summary ? ignore : take };
	struct trace *trace = trace_new(k, &t, &sink);

	report_mode(r, &(struct report_mode){ .trace = true, .live = flags & 128 });
	feed_messages(trace, messages);
	trace_end(trace);
	if (o.summary && (format_traits(format) & TRAIT_SUMMARY))
		report_summary(r, trace_summary(trace));
	report_seen(r, &(struct report_seen){ .calls = 1 });
	report_end(r);
	trace_free(trace);
	report_free(r);
	fclose(out);
	check_text((struct slice){ text, n }, flags & 1);
	check_lines(format, (struct slice){ text, n });
	if (format == FORMAT_HTML)
		check_page((struct slice){ text, n });
	free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct knowledge_options language = { .language = "en" };
	static const uint64_t key[2] = { 1, 2 };
	static struct knowledge *k;

	if (size == 0)
		return 0;
	if (k == NULL) {
		osip_start();
		k = knowledge_open(&language);
	}
	char *text = xmalloc(size);
	memcpy(text, data + 1, size - 1);
	struct redact *r = redact_new(k, key);
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		run(k, (struct slice){ text, size - 1 }, formats[i], data[0], i % 2 == (data[0] & 1u) ? r : NULL);
	redact_free(r);
	free(text);
	return 0;
}
