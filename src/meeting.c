/* SPDX-License-Identifier: MIT */
/* Whom a file names, before anything of it is shown under pseudonyms. */
#include "program.h"

#include <sys/stat.h>
#include <unistd.h>

#include "extract/meet.h"
#include "input/input.h"

static void
on_met(void *ctx, const struct frame *frame)
{
	const struct program *p = ctx;

	meet_frame(p->redact, frame);
}

static void
on_met_idle(void *ctx)
{
	(void)ctx;
}

/* It is said when the file is read for its calls. */
static void
on_met_trouble(void *ctx, const char *file, enum trouble what, const char *detail)
{
	(void)ctx;
	(void)file;
	(void)what;
	(void)detail;
}

void
meet_file(struct program *p, const char *name, int fd)
{
	const struct sink sink = { .ctx = p, .frame = on_met, .idle = on_met_idle, .trouble = on_met_trouble };
	struct input_options o = file_options(p);

	off_t at = fd >= 0 ? lseek(fd, 0, SEEK_CUR) : -1;
	struct stat st;

	if (p->redact == NULL || fd < 0 || *p->stop || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || at < 0)
		return;
	o.fd = fd;
	o.progress = false;
	input_read(name, &o, &sink);
	lseek(fd, at, SEEK_SET);
}
