/* SPDX-License-Identifier: MIT */
#include "mcp/run.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/place.h"

/* A program that is itself, and no environment but what makes two runs alike. */
static _Noreturn void
become(const char *const *argv, const char *folder, int in, int out, int err)
{
	static char locale[] = "LC_ALL=C.UTF-8", zone[] = "TZ=UTC", terminal[] = "TERM=dumb";
	static char *const environment[] = { locale, zone, terminal, NULL };
	char *copy[64];
	size_t n = 0;

	for (; n < sizeof copy / sizeof *copy - 1 && argv[n] != NULL; n++)
		memcpy(&copy[n], &argv[n], sizeof copy[n]);	/* execve's arguments are not const, but stay as they are */
	copy[n] = NULL;
	if ((folder == NULL || chdir(folder) == 0) && dup2(in, STDIN_FILENO) >= 0 && dup2(out, STDOUT_FILENO) >= 0 &&
	    dup2(err, STDERR_FILENO) >= 0)
		execve("/proc/self/exe", copy, environment);
	_exit(127);
}

/* The text as a file that has no name. */
static int
file_of(struct slice text)
{
	int fd = memfd_create("text", MFD_CLOEXEC);
	size_t done = 0;

	while (fd >= 0 && done < text.n) {
		ssize_t n = write(fd, text.p + done, text.n - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			close(fd);
			return -1;
		}
		done += (size_t)n;
	}
	if (fd >= 0)
		lseek(fd, 0, SEEK_SET);
	return fd;
}

/* Takes what is there; false: that was the end of it. */
static bool
take(int fd, struct buf *to, bool *cut)
{
	char bytes[16 * 1024];
	ssize_t n = read(fd, bytes, sizeof bytes);
	size_t room = RUN_OUTPUT - to->n;

	if (n < 0)
		return errno == EINTR;
	*cut |= (size_t)n > room;
	buf_add(to, (struct slice){ bytes, (size_t)n < room ? (size_t)n : room });
	return n > 0;
}

/* Reads stdout and stderr of the program to their ends. False: its time was over before. */
static bool
read_both(int out, int err, struct run *r)
{
	struct pollfd fds[] = { { .fd = out, .events = POLLIN }, { .fd = err, .events = POLLIN } };
	int64_t end = clock_now() + RUN_SECONDS * TIME_SECOND;

	while (fds[0].fd >= 0 || fds[1].fd >= 0) {
		int64_t left = (end - clock_now()) / 1000;

		if (left <= 0)
			return false;
		if (poll(fds, 2, (int)left) < 0 && errno != EINTR)
			return false;
		for (int i = 0; i < 2; i++)
			if (fds[i].fd >= 0 && fds[i].revents != 0 && !take(fds[i].fd, i == 0 ? &r->out : &r->err, &r->cut))
				fds[i].fd = -1;
	}
	return true;
}

static enum run_status
status_of(pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return RUN_TROUBLE;
	if (!WIFEXITED(status))
		return RUN_TROUBLE;
	return WEXITSTATUS(status) == 0 ? RUN_FOUND : WEXITSTATUS(status) == 1 ? RUN_NOTHING : RUN_TROUBLE;
}

static void
close_all(const int *fds, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (fds[i] >= 0)
			close(fds[i]);
}

bool
run_siperr(const char *const *argv, const char *folder, struct slice input, struct run *r)
{
	enum { IN, OUT, OUT_END, ERR, ERR_END, FDS };
	int fds[FDS] = { -1, -1, -1, -1, -1 };
	pid_t child = -1;
	int error;

	*r = (struct run){ .status = RUN_TROUBLE };
	fds[IN] = file_of(input);
	if (fds[IN] >= 0 && pipe2(&fds[OUT], O_CLOEXEC) == 0 && pipe2(&fds[ERR], O_CLOEXEC) == 0)
		child = fork();
	error = errno;
	if (child == 0)
		become(argv, folder, fds[IN], fds[OUT_END], fds[ERR_END]);
	if (child > 0) {
		close_all((int[]){ fds[OUT_END], fds[ERR_END] }, 2);
		fds[OUT_END] = fds[ERR_END] = -1;
		bool late = !read_both(fds[OUT], fds[ERR], r);
		if (late)
			kill(child, SIGKILL);
		r->status = status_of(child);
		if (late)
			r->status = RUN_LATE;
	}
	close_all(fds, FDS);
	errno = error;
	return child > 0;
}
