/* SPDX-License-Identifier: MIT */
/* Which files there are to read: those named, those in the folders named; several are one body of evidence. */
#include "program.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/crew.h"
#include "diagnose/calls/limits.h"
#include "input/order/order.h"

static bool
is_stdin(const char *file)
{
	return file == NULL || strcmp(file, "-") == 0;
}

/* The same file under another name counts once. */
static bool
is_there(const struct files *f, const struct stat *st)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->p[i].known && f->p[i].device == st->st_dev && f->p[i].inode == st->st_ino)
			return true;
	return false;
}

static void
append(struct files *f, const char *name)
{
	struct stat st;
	bool known = (is_stdin(name) ? fstat(STDIN_FILENO, &st) : stat(name, &st)) == 0;

	if (known && S_ISREG(st.st_mode) && is_there(f, &st))
		return;
	GROW(f->p, f->n, f->cap);
	f->p[f->n] = (struct named_file){ .name = is_stdin(name) ? NULL : arena_strdup(&f->arena, name), .fd = -1, .kept = -1 };
	if (known && S_ISREG(st.st_mode)) {
		f->p[f->n].known = true;
		f->p[f->n].device = st.st_dev;
		f->p[f->n].inode = st.st_ino;
	}
	f->n++;
}

/* Links are followed; what is hidden, or no regular file, is left alone. */
static void
append_folder(struct program *p, const char *folder)
{
	DIR *d = opendir(folder);
	const struct dirent *e;

	if (d == NULL) {
		say(p, folder, "trouble.open", strerror(errno), NULL);
		p->trouble = true;
		return;
	}
	while ((e = readdir(d)) != NULL) {
		const char *slash = folder[strlen(folder) - 1] == '/' ? "" : "/";
		const char *path = arena_printf(&p->files.arena, "%s%s%s", folder, slash, e->d_name);
		struct stat st;

		if (e->d_name[0] != '.' && stat(path, &st) == 0 && S_ISREG(st.st_mode))
			append(&p->files, path);
	}
	closedir(d);
}

void
add_file(struct program *p, const char *name)
{
	struct stat st;

	p->files.any = true;
	if (!is_stdin(name) && stat(name, &st) == 0 && S_ISDIR(st.st_mode))
		append_folder(p, name);
	else
		append(&p->files, name);
}

/* ---- several: each is read twice, so what is no regular file is kept in one without a name ---- */

static bool
copy_all(const struct program *p, int from, int to)
{
	char chunk[65536];
	struct pollfd wait = { .fd = from, .events = POLLIN };
	ssize_t n = 0;

	/* A pipe by name may have no writer yet; then a read would see its end. */
	while (!*p->stop && poll(&wait, 1, -1) < 0 && errno == EINTR)
		;
	while (!*p->stop && ((n = read(from, chunk, sizeof chunk)) > 0 || (n < 0 && errno == EINTR))) {
		for (ssize_t done = 0; done < n;) {
			ssize_t written = write(to, chunk + done, (size_t)(n - done));

			if (written < 0 && errno != EINTR)
				return false;
			done += written > 0 ? written : 0;
		}
	}
	return n >= 0;
}

static int
open_again(const char *name)
{
	return name == NULL ? dup(STDIN_FILENO) : open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
}

static void
keep_stream(struct program *p, struct named_file *f)
{
	int from;

	if (f->error != 0 || (f->known && f->name != NULL))
		return;
	from = f->fd >= 0 ? f->fd : open_again(f->name);
	if (from < 0 || f->known) {
		f->fd = from;
		return;
	}
	if (f->kept < 0 || !copy_all(p, from, f->kept)) {
		say(p, f->name, "trouble.read", strerror(errno), NULL);
		p->trouble = true;
	}
	close(from);
	f->fd = f->kept;
	f->kept = -1;
}

/* All files looked through, some beside each other. */
struct looks {
	const struct files *files;
	struct input_options options;
	struct survey *surveys;
	size_t next;
};

static bool
look_next(void *ctx, void *number)
{
	struct looks *l = ctx;

	*(size_t *)number = l->next++;
	return l->next < l->files->n;
}

static void
look_through(void *ctx, void *number)
{
	const struct looks *l = ctx;
	size_t i = *(size_t *)number;
	const struct named_file *f = &l->files->p[i];
	struct input_options o = l->options;

	o.fd = f->fd;
	o.error = f->error;
	survey_read(&l->surveys[i], f->name, &o, DUPLICATE_WITHIN);
}

static struct survey *
survey_all(struct program *p)
{
	struct looks looks = { &p->files, file_options(p), xcalloc(p->files.n, sizeof *looks.surveys), 0 };
	const struct crew_work work = { .ctx = &looks, .take = look_next, .prepare = look_through };
	unsigned hands = p->o.jobs < p->files.n ? p->o.jobs : (unsigned)p->files.n;
	size_t *numbers = xcalloc(p->files.n, sizeof *numbers);	/* a long file keeps nobody from the next ones */

	looks.options.hands = 1;	/* there are threads enough */
	for (size_t i = 0; i < p->files.n; i++)
		keep_stream(p, &p->files.p[i]);
	crew_run(&work, numbers, sizeof *numbers, (unsigned)p->files.n, hands);
	free(numbers);
	return looks.surveys;
}

static void
note_end(struct program *p, const struct survey *s)
{
	if (s->last > p->o.filter.end)	/* NO_TIME is less than any */
		p->o.filter.end = s->last;
}

/* A file is looked through once more; a stream has its end now. */
static void
find_end(struct program *p, const struct named_file *f)
{
	struct input_options o = file_options(p);
	struct survey s;

	if (!f->known) {
		p->o.filter.end = (int64_t)time(NULL) * TIME_SECOND;
		return;
	}
	o.fd = f->fd >= 0 ? dup(f->fd) : open_again(f->name);
	if (o.fd < 0)
		return;
	survey_read(&s, f->name, &o, DUPLICATE_WITHIN);
	note_end(p, &s);
	if (s.clock == CLOCK_LOCAL)	/* by itself it is read as it stands there */
		p->o.filter.end -= s.local;
	survey_release(&s);
	close(o.fd);
}

static void
meet_all(struct program *p)
{
	for (size_t i = 0; p->redact != NULL && i < p->files.n; i++) {
		const struct named_file *f = &p->files.p[i];
		int fd = f->fd >= 0 ? dup(f->fd) : f->error == 0 && f->known ? open_again(f->name) : -1;

		meet_file(p, f->name, fd);
		if (fd >= 0)
			close(fd);
	}
}

static void
read_several(struct program *p)
{
	struct survey *surveys = survey_all(p);
	struct ordered *order = xcalloc(p->files.n, sizeof *order);
	size_t n = order_files(surveys, p->files.n, order);

	meet_all(p);
	expect_twice(p, order, n);
	for (size_t i = 0; i < p->files.n; i++)
		note_end(p, &surveys[i]);
	for (size_t from = 0, to; from < n && !*p->stop; from = to) {
		for (to = from + 1; to < n && order[to].trace == order[from].trace; to++)
			;
		read_stretch(p, order + from, to - from, to == n);
	}
	/* What a text says in words, its messages and those of a file beside it may have told. */
	for (size_t i = 0; i < n && !p->deaf && !*p->stop; i++)
		if (order[i].survey->pages.n > 0)
			program_lines(p, order[i].survey->file, buf_slice(&order[i].survey->pages));
	for (size_t i = 0; i < p->files.n; i++)
		survey_release(&surveys[i]);
	free(surveys);
	free(order);
}

void
read_files(struct program *p)
{
	if (!p->files.any)
		append(&p->files, NULL);
	enclose(p);
	if (p->files.n == 1 && filter_needs_end(&p->o.filter))
		find_end(p, &p->files.p[0]);
	if (p->files.n == 1)
		meet_all(p);
	if (p->files.n == 1)
		read_trace(p, &p->files.p[0]);
	else if (p->files.n > 1)
		read_several(p);
	else if (!p->trouble)
		say(p, NULL, "message.no_sip", NULL, NULL);
}

static void
release(struct files *f)
{
	for (size_t i = 0; i < f->n; i++) {
		if (f->p[i].fd >= 0)
			close(f->p[i].fd);
		if (f->p[i].kept >= 0)
			close(f->p[i].kept);
	}
	free(f->p);
	arena_release(&f->arena);
}

void
release_files(struct program *p)
{
	release(&p->files);
	release(&p->good);
}
