/* SPDX-License-Identifier: MIT */
/* Files and streams: one trace of them all, whose findings go where those of the look-ups go. */
#include "options_check.h"
#include "program.h"
#include "trace_heard.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "diagnose/message/header_line.h"
#include "diagnose/message/single.h"
#include "diagnose/trace.h"
#include "extract/meet.h"
#include "input/input.h"
#include "input/order/merge.h"
#include "twice.h"

static const char *const trouble_keys[] = {
	[TROUBLE_OPEN] = "trouble.open", [TROUBLE_READ] = "trouble.read",
	[TROUBLE_CUT] = "trouble.cut", [TROUBLE_FORMAT] = "trouble.format",
	[TROUBLE_FOREIGN] = "trouble.foreign", [TROUBLE_NO_LIBPCAP] = "trouble.no_libpcap",
};

static void
on_trouble(void *ctx, const char *file, enum trouble what, const char *detail)
{
	struct program *p = ctx;

	if (file != NULL && strcmp(file, "-") == 0)
		file = NULL;
	say(p, file, trouble_keys[what], detail, NULL);
	p->trouble = true;
}

/* A file with a single message is a look-up of that message; so the first one is kept until a second comes. */
static void
on_frame(void *ctx, const struct frame *frame)
{
	struct program *p = ctx;

	hear_frame(p, frame);
	if (frame->kind != FRAME_WITNESS && frame->kind != FRAME_MENTION && p->frames++ == 0) {
		p->first_frame = *frame;
		buf_add(&p->first, frame->bytes);
	} else if (p->frames == 2) {
		buf_release(&p->first);
	}
	if (p->redact != NULL)
		meet_frame(p->redact, frame);
	trace_frame(p->trace, frame);
}

static void
on_soon(void *ctx, const struct frame *frame)
{
	const struct program *p = ctx;

	trace_soon(p->trace, frame);
}

static void
on_idle(void *ctx)
{
	struct program *p = ctx;

	trace_idle(p->trace);
}

static void
on_defer(void *ctx, struct docket **docket)
{
	const struct program *p = ctx;

	trace_defer(p->trace, docket);
}

static void
on_settle(void *ctx, struct docket *docket)
{
	const struct program *p = ctx;

	trace_settle(p->trace, docket);
}

static void
on_ease(void *ctx, struct docket *docket)
{
	const struct program *p = ctx;

	trace_ease(p->trace, docket);
}

/* Whom a frame names is noted for what is made unreadable, and so no frame comes while a finding is told. */
static struct sink
sink_of(struct program *p)
{
	return (struct sink){ p, on_frame, on_idle, on_trouble, on_soon, p->redact == NULL ? on_defer : NULL, on_settle, on_ease };
}

static void
tell_finding(void *ctx, const struct finding *f)
{
	struct program *p = ctx;

	p->shown += f->severity >= program_least(p, true);
	if (p->twice != NULL)
		trace_told(p->trace, f);
	program_finding(p, f);
}

static void
on_finding(void *ctx, const struct finding *f)
{
	const struct program *p = ctx;

	if (p->twice != NULL)
		twice_finding(p->twice, f);
	else
		tell_finding(ctx, f);
}

static void
tell_call(void *ctx, const struct call_line *line)
{
	struct program *p = ctx;

	p->found = true;
	if (!p->o.quiet)
		report_call(p->report, line);
}

static void
on_call(void *ctx, const struct call_line *line)
{
	const struct program *p = ctx;

	if (p->twice != NULL)
		twice_line(p->twice, line);
	else
		tell_call(ctx, line);
}

static void
on_mention(void *ctx, const struct frame *frame)
{
	hear_mention(ctx, frame);
}

static void
on_why(void *ctx, const struct why_call *why)
{
	struct program *p = ctx;

	p->found = true;
	if (!p->o.quiet)
		report_why(p->report, why);
}

static void
on_heard(void *ctx, struct slice call_id)
{
	const struct program *p = ctx;

	twice_heard(p->twice, call_id);
}

static void
open_trace(struct program *p)
{
	const struct finding_sink sink = { p, on_finding };
	const struct trace_options o = {
		.each = p->o.each, .all = p->o.all, .summary = p->o.summary || p->o.check || p->against != NULL, .by = p->o.by,
		.steps = p->o.ladder || (format_traits(p->o.format) & TRAIT_DRAWS),
		.filter = p->reads_good ? &p->good_filter : &p->o.filter, .against = p->against,
		.call = p->o.calls ? on_call : NULL, .mention = on_mention, .message = p->extract != NULL ? program_message : NULL,
		.why = p->o.why, .why_call = p->o.why.n > 0 ? on_why : NULL, .heard = p->twice != NULL ? on_heard : NULL,
	};

	if (p->trace == NULL)
		p->trace = trace_new(p->k, &o, &sink);
}

/*
 * What kind of input it is: `live` is no plain file, so there may be more to come while we read; `is_long` is
 * more than somebody would ask. Neither, where the file can't be asked.
 */
static void
look_at_input(const struct named_file *file, bool *live, bool *is_long)
{
	struct stat st;
	int fd = file->name == NULL ? STDIN_FILENO : file->fd;
	bool known = (fd >= 0 ? fstat(fd, &st) : stat(file->name, &st)) == 0;
	bool plain = known && S_ISREG(st.st_mode);

	*live = known && !plain;
	*is_long = plain && st.st_size >= INPUT_LONG;
}

void
expect_twice(struct program *p, const struct ordered *files, size_t n)
{
	const struct finding_sink sink = { p, tell_finding };

	for (size_t i = 0; i < n && p->twice == NULL && !p->o.each; i++)
		if (!files[i].survey->empty && !ordered_has_dates(&files[i]))
			p->twice = twice_new(&sink, tell_call);
}

void
read_stretch(struct program *p, const struct ordered *files, size_t count, bool is_last)
{
	const struct sink sink = sink_of(p);
	const struct input_options o = file_options(p);
	bool good;

	open_trace(p);
	program_mode(p, true, false);
	if (p->twice != NULL) {
		twice_next(p->twice, ordered_has_dates(&files[0]));
		trace_next(p->trace, ordered_has_dates(&files[0]));
	}
	good = merge_read(files, count, &o, &sink);
	if (!good)
		p->trouble = true;
	if (!is_last)
		trace_break(p->trace);
	program_mode(p, false, false);
}

void
read_trace(struct program *p, const struct named_file *file)
{
	const struct sink sink = sink_of(p);
	const struct word_sink words = { p, program_line, program_lines };
	struct input_options o = file_options(p);
	bool is_long, good;

	if (*p->stop)
		return;
	look_at_input(file, &o.live, &is_long);
	o.fd = file->fd;
	o.error = file->error;
	o.words = is_long ? NULL : &words;
	o.progress = o.progress && !o.live;
	open_trace(p);
	p->live |= o.live;
	if (o.live)
		trace_live(p->trace);
	program_mode(p, true, o.live);
	good = input_read(file->name, &o, &sink);
	if (!good)
		p->trouble = true;
	program_mode(p, false, false);
}

/* A file without a name, in memory: none is made on disk once enclose() was here. */
static FILE *
keep_text(struct slice text)
{
	int fd = memfd_create("pasted", MFD_CLOEXEC);
	FILE *file = fd >= 0 ? fdopen(fd, "w+") : NULL;

	if (file == NULL && fd >= 0)
		close(fd);
	if (file == NULL || (fwrite(text.p, 1, text.n, file) == text.n && fflush(file) == 0))
		return file;
	fclose(file);
	return NULL;
}

void
read_pasted(struct program *p, struct slice text)
{
	const struct sink sink = sink_of(p);
	struct input_options o = file_options(p);
	FILE *file;

	enclose(p);
	file = keep_text(text);
	if (file == NULL) {
		say(p, NULL, "trouble.read", strerror(errno), NULL);
		p->trouble = true;
	} else {
		o.progress = false;
		o.fd = fileno(file);
		meet_file(p, NULL, fileno(file));
		open_trace(p);
		program_mode(p, true, false);
		input_read(NULL, &o, &sink);
		program_mode(p, false, false);
	}
	if (file != NULL)
		fclose(file);
}

/* A request alone tells no failure, but the Reason of a BYE or CANCEL says why it was sent (RFC 3326). */
static void
look_up_reason(struct program *p, const struct message *m)
{
	const struct header *h = message_header(m, H_REASON);
	struct buf line = BUF_INIT;
	struct finding f;

	if (h == NULL)
		return;
	buf_addstr(&line, "Reason: ");
	buf_add(&line, header_value(m, h));
	if (header_line_read(p->k, buf_slice(&line), &f) == HEADER_LINE_KNOWN) {
		f.has_where = true;
		f.where = p->first_frame.where;
		program_mode(p, false, false);
		program_finding(p, &f);
		finding_release(&f);
	}
	buf_release(&line);
}

/* The input was one message and the trace had nothing to say about it: then it is looked up as it stands. */
static void
look_up_first(struct program *p)
{
	struct message m = { .headers = NULL };
	struct finding f;

	p->first_frame.bytes = buf_slice(&p->first);
	if (message_index(&m, p->first_frame.bytes) == MESSAGE_OK && m.is_response) {
		diagnose_message(p->k, &m, &p->first_frame, 1, &f);
		program_mode(p, false, false);
		program_finding(p, &f);
		finding_release(&f);
	} else if (!m.is_response && m.header_count > 0) {
		look_up_reason(p, &m);
	}
	message_release(&m);
}

/* Nothing to diagnose: why. */
static void
say_encrypted(struct program *p, const struct addr *server)
{
	struct buf text = BUF_INIT;

	addr_format(server, true, &text);
	say(p, NULL, "message.encrypted", text.p, NULL);
	buf_release(&text);
}

static void
say_nothing(struct program *p, const struct trace_counts *counts, uint64_t requests)
{
	char left[24];

	snprintf(left, sizeof left, "%llu", (unsigned long long)counts->left_out + counts->findings_left_out);
	if (counts->left_out + counts->findings_left_out > 0) {
		if (!p->o.check)
			say(p, NULL, "message.nothing_left", left, NULL);
	} else if (requests > 0) {
		say(p, NULL, p->frames == 1 ? "message.is_request" : "message.only_requests", NULL, NULL);
	} else if (trace_encrypted(p->trace) != NULL) {
		say_encrypted(p, trace_encrypted(p->trace));
	} else if (!p->trouble) {
		say(p, NULL, "message.no_sip", NULL, NULL);
	}
}

/* Formats for programs have no place for it: what was left out is said on stderr. */
static void
say_left_out(struct program *p, uint64_t left_out, uint64_t findings_left_out)
{
	char calls[24], findings[24];

	if (left_out + findings_left_out == 0 || (format_traits(p->o.format) & TRAIT_REMARKS) || p->o.check)
		return;
	snprintf(calls, sizeof calls, "%llu", (unsigned long long)left_out);
	snprintf(findings, sizeof findings, "%llu", (unsigned long long)findings_left_out);
	say(p, NULL, "message.left_out", calls, findings);
}

void
tell_seen(struct program *p, const struct report_seen *seen, const struct summary *s)
{
	if (p->found)
		say_left_out(p, seen->left_out, seen->findings_left_out);
	report_seen(p->report, seen);
	if (s != NULL && !p->o.quiet)
		report_summary(p->report, s);
}

/* By a signal, by --timeout or for want of memory: what is sure is told, the rest was not judged. */
static void
interrupt(struct program *p)
{
	p->trouble = true;
	if (*p->stop == STOP_TIME)
		p->timed_out = true;
	else
		p->interrupted = true;
	if (p->trace != NULL)
		trace_interrupt(p->trace);
	if (p->interrupted)
		say(p, NULL, *p->stop == STOP_MEMORY ? "trouble.memory" : "message.interrupted", NULL, NULL);
}

void
end_trace(struct program *p)
{
	program_mode(p, true, p->live);
	if (*p->stop)
		interrupt(p);
	if (p->trace == NULL)
		return;
	if (!*p->stop)
		trace_end(p->trace);
	if (p->twice != NULL)
		twice_end(p->twice);
	uint64_t responses = trace_responses(p->trace), requests = trace_requests(p->trace);
	struct trace_counts counts = trace_counts(p->trace);
	bool filtered = counts.left_out + counts.findings_left_out > 0;
	p->left_out = filtered;
	if (responses > 0 && (!filtered || p->shown > 0 || p->o.filter.only.n == 0))
		p->found = true;
	if (p->extracted && options_take_stdout(&p->o))
		p->found = true;	/* that is what was asked for */
	if (!filtered && p->frames == 1 && p->shown == 0 && p->first_frame.kind == FRAME_MESSAGE)
		look_up_first(p);
	if (!p->found)
		say_nothing(p, &counts, requests);
	const struct report_seen seen = {
		responses, requests, counts.calls, counts.registrations, counts.others, counts.left_out, counts.findings_left_out };
	tell_seen(p, &seen, p->o.summary ? trace_summary(p->trace) : NULL);
}

void
close_trace(struct program *p)
{
	if (p->trace != NULL)
		trace_free(p->trace);
	if (p->twice != NULL)
		twice_free(p->twice);
	buf_release(&p->first);
	buf_release(&p->heard);
}
