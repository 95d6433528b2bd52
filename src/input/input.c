#include "input/input.h"

#include <stdlib.h>

#include "base/memory.h"
#include "input/capture.h"
#include "input/source.h"
#include "input/text.h"

enum { CHUNK = 256 * 1024 };

struct reader {
	struct source source;
	struct text_scanner *scanner;	/* of a text */
};

static void
text_idle(void *ctx)
{
	const struct reader *r = ctx;

	text_scanner_idle(r->scanner);
	r->source.sink->idle(r->source.sink->ctx);
}

static void
text_read(struct reader *r)
{
	struct source *s = &r->source;
	struct input_options o = *s->options;
	char *chunk = xmalloc(CHUNK);
	size_t n;

	o.live = o.live || s->live;
	r->scanner = text_scanner_new(s->file, &o, s->sink);
	s->idle = text_idle;
	s->idle_ctx = r;
	while ((n = source_read(s, chunk, CHUNK)) > 0) {
		source_holds_something(s);
		text_scanner_feed(r->scanner, (struct slice){ chunk, n });
	}
	text_scanner_end(r->scanner);
	free(chunk);
}

bool
input_read(const char *file, const struct input_options *o, const struct sink *sink)
{
	struct reader r = { .scanner = NULL };

	if (file != NULL && slice_eq(slice_of(file), SLICE("-")))
		file = NULL;
	if (!source_open(&r.source, file, o, sink))
		return false;
	if (capture_starts(source_peek(&r.source, 4)))
		capture_read(&r.source);
	else
		text_read(&r);
	source_close(&r.source);
	return !r.source.failed;
}
