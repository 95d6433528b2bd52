/* SPDX-License-Identifier: MIT */
#include "input/source/source.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "input/source/progress.h"
#include "input/unpack/unpack.h"

enum { IDLE_MS = 1000, LULL_MS = 50 };

void
source_trouble(struct source *s, enum trouble what, const char *detail)
{
	s->failed = true;
	s->sink->trouble(s->sink->ctx, s->file, what, detail);
}

void
source_holds_something(const struct source *s)
{
	if (s->options->empty != NULL)
		*s->options->empty = false;
}

bool
source_is_stopped(const struct source *s)
{
	return s->options->stop != NULL && *s->options->stop;
}

static bool
open_fd(struct source *s)
{
	s->fd = -1;
	if (s->options->error != 0) {
		errno = s->options->error;
		return false;
	}
	if (s->options->fd > 0) {
		s->fd = dup(s->options->fd);
		return s->fd >= 0 && (lseek(s->fd, 0, SEEK_SET) == 0 || errno == ESPIPE);
	}
	if (s->file == NULL) {
		s->fd = STDIN_FILENO;
		return true;
	}
	do {	/* a FIFO waits here for its writer */
		s->fd = open(s->file, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	} while (s->fd < 0 && errno == EINTR && !source_is_stopped(s));
	return s->fd >= 0;
}

static size_t
read_packed(void *ctx, char *to, size_t size);

bool
source_open(struct source *s, const char *file, const struct input_options *o, const struct sink *sink)
{
	struct stat st;
	struct slice magic;

	*s = (struct source){ .file = file, .options = o, .sink = sink };
	if (!open_fd(s)) {
		if (!source_is_stopped(s))
			source_trouble(s, TROUBLE_OPEN, strerror(errno));
		return false;
	}
	if (fstat(s->fd, &st) != 0)
		st.st_mode = 0;
	s->size = S_ISREG(st.st_mode) ? st.st_size : 0;
	s->is_long = s->size >= INPUT_LONG;
	s->live = !S_ISREG(st.st_mode) && !S_ISBLK(st.st_mode);
	if (o->progress && !s->live)
		s->progress = progress_new(file, st.st_size);
	magic = source_peek(s, UNPACK_MAGIC);
	s->unpack = unpack_new(magic, read_packed, s);
	if (s->unpack != NULL)
		s->peeked_n = 0;
	return true;
}

/* Wait until there is something to read; false when asked to stop. */
static bool
wait_for_bytes(struct source *s)
{
	struct pollfd p = { .fd = s->fd, .events = POLLIN };
	bool wants_lull = s->lull != NULL;

	while (!source_is_stopped(s)) {
		int n = poll(&p, 1, wants_lull ? LULL_MS : IDLE_MS);

		if (n > 0 || (n < 0 && errno != EINTR))
			return true;
		if (n == 0 && wants_lull) {
			wants_lull = false;
			s->lull(s->idle_ctx);
		} else if (n == 0 && s->idle != NULL) {
			s->idle(s->idle_ctx);
		}
	}
	return false;
}

static size_t
read_raw(struct source *s, char *to, size_t size)
{
	ssize_t n;

	do {
		if (s->ended || source_is_stopped(s) || (s->live && !wait_for_bytes(s)))
			return 0;
		n = read(s->fd, to, size);
	} while (n < 0 && (errno == EINTR || errno == EAGAIN));
	if (n < 0)
		source_trouble(s, TROUBLE_READ, strerror(errno));
	if (n <= 0) {
		s->ended = true;
		return 0;
	}
	if (s->progress != NULL)
		progress_add(s->progress, (uint64_t)n);
	return (size_t)n;
}

static size_t
read_packed(void *ctx, char *to, size_t size)
{
	return read_raw(ctx, to, size);
}

static size_t
read_unpacked(struct source *s, char *to, size_t size)
{
	const char *why = NULL;
	size_t n = 0;

	switch (unpack_read(s->unpack, to, size, &n, &why)) {
	case UNPACK_OK:
	case UNPACK_END:
		break;
	case UNPACK_CUT:
		if (!s->failed && !source_is_stopped(s))
			source_trouble(s, TROUBLE_CUT, NULL);
		break;
	case UNPACK_BROKEN:
		if (!s->failed)
			source_trouble(s, TROUBLE_FORMAT, why);
		break;
	}
	return n;
}

struct slice
source_peek(struct source *s, size_t n)
{
	if (n > sizeof s->peeked)
		n = sizeof s->peeked;
	while (s->peeked_n < n) {
		char *to = s->peeked + s->peeked_n;
		size_t more = s->unpack != NULL ? read_unpacked(s, to, n - s->peeked_n) : read_raw(s, to, n - s->peeked_n);

		if (more == 0)
			break;
		s->peeked_n += more;
	}
	return (struct slice){ s->peeked, s->peeked_n };
}

size_t
source_read(struct source *s, char *to, size_t size)
{
	size_t left = s->peeked_n - s->peeked_at;

	if (left > 0) {
		left = left < size ? left : size;
		memcpy(to, s->peeked + s->peeked_at, left);
		s->peeked_at += left;
		return left;
	}
	return s->unpack != NULL ? read_unpacked(s, to, size) : read_raw(s, to, size);
}

void
source_close(struct source *s)
{
	if (s->progress != NULL)
		progress_free(s->progress);
	if (s->unpack != NULL)
		unpack_free(s->unpack);
	if ((s->file != NULL || s->options->fd > 0) && s->fd >= 0)
		close(s->fd);
}
