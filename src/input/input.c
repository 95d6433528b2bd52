#include "input/input.h"

#include <stdlib.h>

#include "base/memory.h"
#include "input/capture.h"
#include "input/source.h"
#include "input/text.h"

enum { CHUNK = 256 * 1024 };

struct text_reader {
	struct source *source;
	struct text_scanner *scanner;
};

static void
text_idle(void *ctx)
{
	const struct text_reader *r = ctx;

	text_scanner_idle(r->scanner);
	r->source->sink->idle(r->source->sink->ctx);
}

static void
text_read(struct source *s)
{
	struct input_options o = *s->options;
	struct text_reader r = { .source = s };
	char *chunk = xmalloc(CHUNK);
	size_t n;

	o.live = o.live || s->live;
	r.scanner = text_scanner_new(s->file, &o, s->sink);
	s->idle = text_idle;
	s->idle_ctx = &r;
	while ((n = source_read(s, chunk, CHUNK)) > 0)
		text_scanner_feed(r.scanner, (struct slice){ chunk, n });
	text_scanner_end(r.scanner);
	free(chunk);
}

bool
input_read(const char *file, const struct input_options *o, const struct sink *sink)
{
	struct source s;

	if (file != NULL && slice_eq(slice_of(file), SLICE("-")))
		file = NULL;
	if (!source_open(&s, file, o, sink))
		return false;
	if (capture_starts(source_peek(&s, 4)))
		capture_read(&s);
	else
		text_read(&s);
	source_close(&s);
	return !s.failed;
}
