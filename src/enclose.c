/* SPDX-License-Identifier: MIT */
/* Before the first byte of the input: all files are opened, all that is loaded late is loaded, the rest is given up. */
#include "program.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/zone.h"
#include "input/input.h"
#include "sandbox/sandbox.h"

/* 0, 1 and 2 mean something, even where they are closed. */
static int
above_standard(int fd)
{
	int other;

	if (fd < 0 || fd > STDERR_FILENO)
		return fd;
	other = fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	close(fd);
	return other;
}

/* A pipe by name is not waited for here: its writer may be busy with another of our files. */
static int
open_now(const char *name)
{
	struct stat st;
	bool pipe = stat(name, &st) == 0 && S_ISFIFO(st.st_mode);
	int fd = above_standard(open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY | (pipe ? O_NONBLOCK : 0)));

	if (fd >= 0 && pipe)
		fcntl(fd, F_SETFL, 0);
	return fd;
}

/* Where there are no more descriptors, it is opened in its turn. */
static void
open_file(struct named_file *f)
{
	f->fd = open_now(f->name);
	if (f->fd < 0 && errno != EMFILE && errno != ENFILE)
		f->error = errno;
}

/* A file without a name for what is no plain file (a pipe): where several are named, each is read twice. */
static int
keeping_file(void)
{
	FILE *file = tmpfile();
	int fd = file != NULL ? fcntl(fileno(file), F_DUPFD_CLOEXEC, STDERR_FILENO + 1) : -1;

	if (file != NULL)
		fclose(file);
	return fd;
}

/* How many files stay open: some descriptors are left for those that are opened in their turn, libraries and pipes. */
static size_t
held_at_most(void)
{
	enum { SPARE = 48 };
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= SANDBOX_FILES + SPARE)
		return SANDBOX_FILES;
	return limit.rlim_cur > SPARE ? (size_t)limit.rlim_cur - SPARE : 0;
}

/* So many of them stay open; those beyond are among `names`, of which there are *n. */
static void
open_files(struct files *all, size_t held, const char **names, size_t *n)
{
	all->open = true;
	for (size_t i = 0; i < all->n; i++) {
		struct named_file *f = &all->p[i];

		if (f->name != NULL && i < held)
			open_file(f);
		if (f->name != NULL && f->fd < 0 && f->error == 0)
			names[(*n)++] = f->name;
		if (all->n > 1 && !f->known)
			f->kept = keeping_file();
	}
}

void
enclose(struct program *p)
{
	size_t held = held_at_most() / (p->good.n > 0 ? 2 : 1);
	const char **names;
	struct sandbox_later later = { NULL, 0 };

	if (p->files.open)
		return;
	names = xcalloc(p->files.n + p->good.n + 1, sizeof *names);
	later.paths = names;
	open_files(&p->files, held, names, &later.n);
	open_files(&p->good, held, names, &later.n);
	open_extraction(p);
	input_load();
	zone_read();
	sandbox_enter(&later);
	free(names);
}
