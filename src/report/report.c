/* SPDX-License-Identifier: MIT */
#include "report/report.h"

#include <stdlib.h>

#include "report/format.h"
#include "report/redact/redact.h"
#include "report/summary_redact.h"

const char format_names[] =
#define FORMAT(token, name, traits) #name " "
#include "report/formats.def"
#undef FORMAT
    ;

static const struct {
	const struct format_ops *ops;
	unsigned traits;
} formats[] = {
#define FORMAT(token, name, traits) { &name##_format, traits },
#include "report/formats.def"
#undef FORMAT
};

unsigned
format_traits(enum format f)
{
	return formats[f].traits;
}

struct report *
report_new(struct knowledge *k, const struct report_options *o)
{
	struct report *r = xcalloc(1, sizeof *r);

	r->o = *o;
	r->k = k;
	r->format = formats[o->format].ops;
	r->redact = o->redact;
	out_open(&r->out, o->out, format_traits(o->format) & TRAIT_UTF8 ? NULL : o->charset);
	if ((format_traits(o->format) & TRAIT_TURNS) && knowledge_is_right_to_left(k))
		out_turn(&r->out);
	return r;
}

/* A summary stands by itself: the header line of TSV comes with the first finding, or at the end. */
static void
begin(struct report *r)
{
	if (!r->begun && r->format->begin != NULL)
		r->format->begin(r);
	r->begun = true;
}

void
report_mode(struct report *r, const struct report_mode *mode)
{
	r->mode = *mode;
	r->had_trace |= mode->trace;
}

static void
tell(void *ctx, const struct finding *f)
{
	struct report *r = ctx;

	begin(r);
	r->findings++;
	r->format->finding(r, f);
	out_write(&r->out, &r->text);
	if (r->mode.live)
		out_flush(&r->out);
}

/* A file is told when it was read to its end; a stream, and a look-up, at once. */
static bool
is_folded(const struct report *r)
{
	return r->mode.trace && !r->o.each && (r->o.fold || ((format_traits(r->o.format) & TRAIT_FOLDS) && !r->mode.live));
}

static void
take(struct report *r, const struct finding *f)
{
	if (f->severity < r->mode.least)
		return;
	if (!r->mode.trace && r->has_answer)
		r->others++;
	else
		r->by_severity[f->severity] += f->count;
	r->has_answer = !r->mode.trace;
	if (!is_folded(r)) {
		tell(r, f);
		return;
	}
	if (r->folds == NULL)
		r->folds = folds_new();
	folds_add(r->folds, f);
}

void
report_finding(struct report *r, const struct finding *f)
{
	struct finding hidden;

	if (r->redact == NULL) {
		take(r, f);
		return;
	}
	redact_finding(r->redact, f, &hidden);
	take(r, &hidden);
	finding_release(&hidden);
}

/* r->text is the line of a call that began then. Of a stream each is told as it comes. */
static void
tell_call(struct report *r, int64_t time)
{
	bool waits = call_lines_add(&r->lines, time, buf_slice(&r->text)) && !r->mode.live;

	buf_reset(&r->text);
	if (waits)
		return;
	call_lines_take(&r->lines, &r->text);
	out_write(&r->out, &r->text);
	if (r->mode.live)
		out_flush(&r->out);
}

void
report_call(struct report *r, const struct call_line *line)
{
	struct call_line hidden;
	struct arena a = ARENA_INIT;

	if (!r->calls_begun && r->format->calls_begin != NULL)
		r->format->calls_begin(r);
	r->calls_begun = true;
	out_write(&r->out, &r->text);
	if (r->redact != NULL) {
		redact_call(r->redact, line, &hidden, &a);
		line = &hidden;
	}
	r->format->call(r, line);
	tell_call(r, line->where.time);
	arena_release(&a);
}

void
report_why(struct report *r, const struct why_call *why)
{
	struct why_call hidden;
	struct arena a = ARENA_INIT;

	if (r->redact != NULL) {
		redact_why(r->redact, why, &hidden, &a);
		why = &hidden;
	}
	r->calls_begun = true;
	r->format->why(r, why);
	out_write(&r->out, &r->text);
	if (r->mode.live)
		out_flush(&r->out);
	arena_release(&a);
}

void
report_compare(struct report *r, const struct comparison *c)
{
	struct comparison hidden;

	if (r->redact != NULL) {
		redact_comparison(r->redact, c, &hidden);
		c = &hidden;
	}
	r->format->compare(r, c);
	out_write(&r->out, &r->text);
	r->pages++;
	if (r->redact != NULL)
		arena_release(&hidden.arena);
}

void
report_captures(struct report *r, const struct captures *c)
{
	r->format->captures(r, c);
	out_write(&r->out, &r->text);
}

void
report_answered(struct report *r)
{
	r->has_answer = false;
	if (r->format->answered != NULL)
		r->format->answered(r);
	out_write(&r->out, &r->text);
}

void
report_summary(struct report *r, const struct summary *s)
{
	struct hidden_summary hidden;

	if (r->redact != NULL) {
		summary_hide(r->redact, s, &hidden);
		r->format->summary(r, &hidden.s);
		hidden_summary_release(&hidden);
	} else {
		r->format->summary(r, s);
	}
	if (r->format->left_out != NULL && r->seen.left_out + r->seen.findings_left_out > 0) {
		buf_addc(&r->text, '\n');
		r->format->left_out(r);
	}
	out_write(&r->out, &r->text);
}

void
report_seen(struct report *r, const struct report_seen *seen)
{
	const struct finding_sink sink = { r, tell };

	r->seen = *seen;
	if (r->folds == NULL)
		return;
	folds_tell(r->folds, &sink);
	r->unfolded = folds_rest(r->folds);
}

/* A list of calls without a call: its heading, or what there was instead. */
static void
tell_no_call(struct report *r)
{
	if (r->format->end != NULL)
		r->format->end(r);
	else if (r->format->calls_begin != NULL)
		r->format->calls_begin(r);
}

bool
report_end(struct report *r)
{
	report_answered(r);
	call_lines_take(&r->lines, &r->text);
	if (r->calls_begun || r->o.why) {
		if (r->calls_begun && r->format->left_out != NULL)
			r->format->left_out(r);
	} else if (r->o.calls) {
		tell_no_call(r);
	} else if (!r->o.summary && !r->o.compare) {
		begin(r);
		if (r->format->end != NULL)
			r->format->end(r);
	}
	if (r->format->close != NULL)
		r->format->close(r);
	out_write(&r->out, &r->text);
	return out_flush(&r->out);
}

void
report_free(struct report *r)
{
	for (size_t i = 0; i < r->explained.n; i++)
		free((char *)r->explained.p[i]);
	free(r->explained.p);
	if (r->folds != NULL)
		folds_free(r->folds);
	sheet_release(&r->answer.sheet);
	free(r->known);
	call_lines_release(&r->lines);
	arena_release(&r->known_arena);
	buf_release(&r->text);
	out_close(&r->out);
	free(r);
}
