#include "input/text.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/memory.h"

struct text_scanner {
	const char *file;
	const struct input_options *options;
	const struct sink *sink;
	struct buf window;	/* bytes not yet decided on */
	uint64_t line;		/* number of the first line in the window */
};

struct text_scanner *
text_scanner_new(const char *file, const struct input_options *o, const struct sink *sink)
{
	struct text_scanner *s = xcalloc(1, sizeof *s);

	s->file = file;
	s->options = o;
	s->sink = sink;
	s->line = 1;
	return s;
}

/* "SIP/2.0 nnn" or "METHOD uri SIP/2.0" at the start of the line. */
static bool
is_start_line(struct slice line)
{
	if (slice_starts(line, SLICE("SIP/")))
		return line.n >= 11 && line.p[7] == ' ' && is_digit(line.p[8]);
	return line.n > 0 && is_upper(line.p[0]) && slice_ends(slice_trim(line), SLICE(" SIP/2.0"));
}

static void
hand_on(struct text_scanner *s, struct slice bytes)
{
	struct frame frame = { .kind = FRAME_MESSAGE, .bytes = slice_head(bytes, 64 * 1024) };

	frame.where.file = s->file;
	frame.where.line = s->line;
	frame.where.time = NO_TIME;
	s->sink->frame(s->sink->ctx, &frame);
}

/* Messages one after another: each ends where the next start line stands. */
static void
scan(struct text_scanner *s)
{
	struct slice rest = buf_slice(&s->window);
	const char *start = NULL;
	uint64_t at = s->line, number = s->line;

	while (rest.n > 0) {
		struct slice line = slice_cut(&rest, '\n');

		if (is_start_line(line)) {
			s->line = at;
			if (start)
				hand_on(s, slice_from(start, line.p));
			start = line.p;
			at = number;
		}
		number++;
	}
	s->line = at;
	if (start)
		hand_on(s, slice_from(start, s->window.p + s->window.n));
	s->line = number;
	buf_reset(&s->window);
}

void
text_scanner_feed(struct text_scanner *s, struct slice bytes)
{
	buf_add(&s->window, bytes);
}

void
text_scanner_idle(struct text_scanner *s)
{
	(void)s;
}

void
text_scanner_end(struct text_scanner *s)
{
	scan(s);
	buf_release(&s->window);
	free(s);
}
