/* SPDX-License-Identifier: MIT */
#include "options_check.h"
#include "program.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "diagnose/trace.h"
#include "report/escape.h"
#include "report/format.h"
#include "report/redact/redact.h"

/* What the system or the knowledge says of a failure, in the language of the text; what is not known, as it is. */
static const char *
in_own_words(struct program *p, const char *why, struct arena *a)
{
	static const struct { int error; const char *key; } rows[] = {
		{ ENOENT, "system.no_entry" },
		{ EACCES, "system.access" },
		{ EPERM, "system.permission" },
		{ EISDIR, "system.folder" },
		{ ENOTDIR, "system.no_folder" },
		{ ENOSPC, "system.no_space" },
		{ EDQUOT, "system.quota" },
		{ EFBIG, "system.large" },
		{ EIO, "system.io" },
		{ ELOOP, "system.loop" },
		{ ENAMETOOLONG, "system.name" },
		{ EMFILE, "system.files" },
		{ EROFS, "system.read_only" },
		{ EBADF, "system.closed" },
	};

	if (why == NULL)
		return NULL;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (strcmp(why, strerror(rows[i].error)) == 0)
			return knowledge_label(p->k, rows[i].key, a);
	if (strcmp(why, KNOWLEDGE_NO_TEXT) == 0)
		return knowledge_label(p->k, "system.no_text", a);
	if (strcmp(why, KNOWLEDGE_DAMAGED) == 0)
		return knowledge_label(p->k, "system.damaged", a);
	return strcmp(why, KNOWLEDGE_NO_BUNDLE) == 0 ? knowledge_label(p->k, "system.no_bundle", a) : why;
}

void
say_lines(struct program *p, struct buf *text)
{
	struct out err;

	out_open(&err, stderr, p->charset);
	if (knowledge_is_right_to_left(p->k))
		out_turn(&err);
	out_write(&err, text);
	out_close(&err);
}

void
say(struct program *p, const char *about, const char *key, const char *a0, const char *a1)
{
	struct arena a = ARENA_INIT;
	bool trouble = strncmp(key, "trouble.", 8) == 0;

	/* Before there is a key, a folder's name is left out. */
	if (p->o.redact && p->redact == NULL && trouble && about != NULL && about[0] != '-')
		about = NULL;
	if (p->redact != NULL) {
		about = redacted(p->redact, trouble ? redact_file : redact_text, about, &a);
		a0 = strcmp(key, "message.encrypted") == 0 ? redacted(p->redact, redact_text, a0, &a) : a0;
	}
	const char *const arg[4] = {
		argument(p->k, trouble ? in_own_words(p, a0, &a) : a0, ARGUMENTS_TEXT, &a),
		argument(p->k, a1, ARGUMENTS_TEXT, &a), NULL, NULL };
	struct buf text = BUF_INIT;

	if (p->o.quiet && p->o.error == NULL) {
		arena_release(&a);
		return;
	}
	buf_addstr(&text, "siperr: ");
	if (about != NULL) {
		escape_text(slice_of(about), &text);
		buf_addstr(&text, ": ");
	}
	escape_own(slice_of(knowledge_format(p->k, key, arg, 0, &a)), &text);
	buf_addc(&text, '\n');
	say_lines(p, &text);
	buf_release(&text);
	arena_release(&a);
}

bool
is_silent(const struct program *p)
{
	return p->o.quiet || options_take_stdout(&p->o);
}

void
write_failed(struct program *p)
{
	say(p, NULL, "trouble.write", strerror(errno), NULL);
	p->trouble = true;
}

void
print(struct program *p, struct buf *text, const char *charset)
{
	struct out out;

	if (p->o.quiet)
		return;
	out_open(&out, stdout, charset);
	if (p->o.action != ACTION_COMPLETION && (format_traits(p->o.format) & TRAIT_TURNS) && !p->o.check &&
	    knowledge_is_right_to_left(p->k))
		out_turn(&out);
	out_write(&out, text);
	if (!out_flush(&out))
		write_failed(p);
	out_close(&out);
}

void
program_finding(void *ctx, const struct finding *f)
{
	struct program *p = ctx;

	if (f->is_request)
		return;
	p->found = true;
	check_finding(&p->check, f);
	if (!is_silent(p) && !p->o.check && !p->o.summary && p->o.against == NULL &&
	    !((p->o.calls || p->o.why.n > 0) && p->trace != NULL))
		report_finding(p->report, f);
}

struct input_options
file_options(const struct program *p)
{
	return (struct input_options){
		.remarks = knowledge_remarks(p->k), .stop = p->stop, .progress = !p->o.quiet && isatty(STDERR_FILENO), .fd = -1,
		.hands = p->o.jobs,
	};
}

enum severity
program_least(const struct program *p, bool trace)
{
	return p->o.has_min ? p->o.min : trace && !p->o.all ? SEVERITY_NOTICE : SEVERITY_INFO;
}

void
program_mode(struct program *p, bool trace, bool live)
{
	const struct report_mode mode = {
		.trace = trace, .live = live,
		.least = program_least(p, trace),
	};

	report_mode(p->report, &mode);
}

int
print_check(struct program *p)
{
	const struct summary *s = p->trace != NULL ? trace_summary(p->trace) : NULL;
	struct buf line = BUF_INIT;

	p->check.trouble = p->trouble;
	p->check.timed_out = p->timed_out;
	p->check.interrupted = p->interrupted;
	p->check.left_out = p->left_out;
	check_line(&p->check, s, p->k, p->o.verbose, &line);
	print(p, &line, p->charset);
	buf_release(&line);
	return (int)check_status(&p->check, s);
}
