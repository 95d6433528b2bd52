/* SPDX-License-Identifier: MIT */
/* --merge: summaries that runs on several machines wrote as JSON, a line each, added up to what one run would have said. */
#include "program.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "metrics/read.h"

/* What is read now: a file, the line it is at, and whether it was said already that something is wrong with it. */
struct reading {
	struct program *p;
	const struct named_file *file;
	struct counts *sum;		/* of all files so far; NULL: nothing */
	size_t lines, parts;		/* … and how many lines were not empty */
	bool said;
};

/* One line of a file is named; that others are wrong as well goes without saying. */
static void
say_wrong(struct reading *r, const char *key, const char *detail)
{
	struct arena a = ARENA_INIT;
	const char *name = r->file->name;

	if (!r->said)
		say(r->p, r->lines > 0 ? arena_printf(&a, "%s:%zu", name != NULL ? name : "-", r->lines) : name, key, detail,
		    NULL);
	r->said = r->p->trouble = true;
	arena_release(&a);
}

/* What can't be added is left out whole. */
static void
add_part(struct reading *r, struct slice line)
{
	struct buf wrong = BUF_INIT;
	struct counts *part = counts_read(line, &wrong);

	r->parts++;
	if (part == NULL) {
		say_wrong(r, wrong.n > 0 ? "trouble.summary" : "trouble.no_summary", wrong.p);
	} else if (r->sum == NULL) {
		r->sum = part;
		part = NULL;
	} else if (!board_same_keys(&r->sum->board, &part->board)) {
		say_wrong(r, "trouble.summary_by", NULL);
	} else if (!counts_merge(r->sum, part)) {
		say_wrong(r, "trouble.summary", "calls");
	}
	counts_free(part);
	buf_release(&wrong);
}

/* All whole lines of what was read; the rest goes to the front. */
static void
add_lines(struct reading *r, struct buf *text, bool at_end)
{
	struct slice rest = buf_slice(text);

	while (rest.n > 0 && (at_end || slice_chr(rest, '\n') != NULL)) {
		struct slice line = slice_trim(slice_cut(&rest, '\n'));

		r->lines++;
		if (line.n > 0)
			add_part(r, line);
	}
	if (rest.n > 0)
		memmove(text->p, rest.p, rest.n);
	text->n = rest.n;
}

static void
read_parts(struct reading *r, int fd)
{
	enum { CHUNK = 1 << 16 };
	struct buf text = BUF_INIT;
	ssize_t n = 0;

	while (!*r->p->stop && text.n <= SUMMARY_MOST) {
		n = read(fd, buf_room(&text, CHUNK), CHUNK);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		bool ends = memchr(text.p + text.n, '\n', (size_t)n) != NULL;
		text.n += (size_t)n;
		if (ends)
			add_lines(r, &text, false);
	}
	if (n < 0)
		say_wrong(r, "trouble.read", strerror(errno));
	else if (text.n > SUMMARY_MOST)
		say_wrong(r, "trouble.no_summary", NULL);
	else if (!*r->p->stop)
		add_lines(r, &text, true);
	buf_release(&text);
}

static void
read_file(struct reading *r)
{
	const struct named_file *f = r->file;
	int fd = f->fd >= 0 || f->error != 0 ? f->fd : f->name == NULL ? dup(STDIN_FILENO) :
	    open(f->name, O_RDONLY | O_CLOEXEC);

	r->lines = r->parts = 0;
	r->said = false;
	if (fd < 0) {
		say_wrong(r, "trouble.open", strerror(f->error != 0 ? f->error : errno));
		return;
	}
	read_parts(r, fd);
	if (r->parts == 0 && !*r->p->stop)	/* of that machine there is nothing, and nobody shall think it was quiet */
		say_wrong(r, "trouble.no_summary", NULL);
	if (fd != f->fd)
		close(fd);
}

static void
tell_sum(struct program *p, struct counts *sum)
{
	const struct summary *s = counts_summary(sum);
	const struct report_seen seen = {
		s->responses, s->requests, s->calls, s->registrations, s->other, s->left_out, s->findings_left_out };

	p->found = s->responses > 0;
	tell_seen(p, &seen, s);
}

void
merge_summaries(struct program *p)
{
	const struct strings *lists[] = { &p->o.files, &p->o.operands };
	struct reading r = { .p = p };

	for (size_t i = 0; i < 2; i++)
		for (size_t n = 0; n < lists[i]->n; n++)
			add_file(p, lists[i]->p[n]);
	if (!p->files.any)
		add_file(p, "-");
	enclose(p);
	for (size_t i = 0; i < p->files.n && !*p->stop; i++) {
		r.file = &p->files.p[i];
		read_file(&r);
	}
	if (*p->stop) {
		say(p, NULL, *p->stop == STOP_MEMORY ? "trouble.memory" : "message.interrupted", NULL, NULL);
		p->trouble = true;
	}
	if (r.sum != NULL && counts_hold(r.sum))
		tell_sum(p, r.sum);
	counts_free(r.sum);
}
