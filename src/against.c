/* SPDX-License-Identifier: MIT */
/* --against: the files, or the call, that those of the operands are compared with. */
#include "program.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "diagnose/against.h"
#include "diagnose/trace.h"

/* Files and their folders change places: what reads files reads p->files. */
static void
swap_files(struct program *p)
{
	struct files files = p->files;

	p->files = p->good;
	p->good = files;
}

static bool
is_file(const char *name)
{
	return strcmp(name, "-") == 0 || access(name, F_OK) == 0;
}

void
name_good(struct program *p)
{
	const struct filter *fl = &p->o.filter;
	bool file;

	if (p->o.against == NULL)
		return;
	file = is_file(p->o.against);
	if (file) {
		swap_files(p);
		add_file(p, p->o.against);
		swap_files(p);
	}
	/* Numbers, Call-IDs and times are those of the call that failed. */
	p->good_filter = (struct filter){ .peers = fl->peers, .only = fl->only, .ignore = fl->ignore, .end = NO_TIME };
	p->against = against_new(file ? NULL : p->o.against, fl->calls.n + fl->numbers.n > 0);
}

/* Another trace: nothing of the first has to do with it. */
static void
read_good(struct program *p)
{
	bool live = p->live;

	p->trace = NULL;
	against_good(p->against);
	p->reads_good = true;
	swap_files(p);
	p->files.open = true;
	read_files(p);
	swap_files(p);
	p->reads_good = false;
	p->live = live;
	if (p->trace != NULL && !*p->stop)
		trace_end(p->trace);
}

/* What got worse from one trace to the other; false: too few calls to say anything. */
static bool
compare_traces(struct program *p, struct trace *asked)
{
	struct captures c;
	bool enough;

	if (p->trace == NULL || *p->stop)
		return false;
	const struct capture now = { trace_summary(asked), against_answers(p->against, false) };
	const struct capture good = { trace_summary(p->trace), against_answers(p->against, true) };
	enough = captures_compare(&now, &good, &c);
	if (enough && !p->o.quiet)
		report_captures(p->report, &c);
	arena_release(&c.arena);
	return enough;
}

static void
say_outcome(struct program *p, enum against_outcome outcome)
{
	p->found = false;
	p->trouble |= outcome == AGAINST_NO_GOOD && p->good.n == 0;
	if (outcome == AGAINST_NO_FAILING)
		say(p, NULL, "message.against_no_failing", NULL, NULL);
	else
		say(p, p->o.against, p->good.n > 0 ? "message.against_no_good" : "message.against_unknown", NULL, NULL);
}

void
compare_with_good(struct program *p)
{
	struct comparison c = { .count = 0 };
	enum against_outcome outcome;
	struct trace *asked = p->trace;
	bool one_call = p->good.n == 0 || p->o.filter.calls.n + p->o.filter.numbers.n > 0, told = false;

	if (p->against == NULL)
		return;
	if (p->trace != NULL && p->found && !*p->stop) {
		if (p->good.n > 0)
			read_good(p);
		outcome = against_compare(p->against, &c);
		if (outcome == AGAINST_COMPARED && !p->o.quiet)
			report_compare(p->report, &c);
		if (!one_call)
			told = compare_traces(p, asked);
		if (outcome != AGAINST_COMPARED && !told)
			say_outcome(p, outcome);
		arena_release(&c.arena);
	}
	if (asked != p->trace)
		trace_free(asked);
	against_free(p->against);
}
