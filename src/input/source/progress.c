/* SPDX-License-Identifier: MIT */
#include "input/source/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"

struct progress {
	const char *name;	/* the last part of the file's */
	uint64_t size, done, asked;
	int64_t next;		/* µs */
	bool shown;
};

enum {
	FIRST = 2000000, EACH = 250000,	/* µs */
	ASK_BYTES = 1024 * 1024,	/* the clock is not read more often than this */
};

struct progress *
progress_new(const char *file, int64_t size)
{
	struct progress *p;
	const char *slash;

	if (size <= ASK_BYTES || !isatty(STDERR_FILENO))
		return NULL;
	p = xcalloc(1, sizeof *p);
	slash = file != NULL ? strrchr(file, '/') : NULL;
	p->name = file == NULL ? "-" : slash != NULL ? slash + 1 : file;
	p->size = (uint64_t)size;
	p->next = clock_now() + FIRST;
	return p;
}

/* A name from the command line may hold anything; only printable ASCII is shown. */
static void
put_name(const char *name)
{
	for (int i = 0; i < 40 && name[i] != '\0'; i++)
		putc(name[i] >= ' ' && name[i] <= '~' ? name[i] : '?', stderr);
}

void
progress_add(struct progress *p, uint64_t bytes)
{
	int64_t now;

	p->done += bytes;
	if (p->done - p->asked < ASK_BYTES)
		return;
	p->asked = p->done;
	now = clock_now();
	if (now < p->next)
		return;
	p->next = now + EACH;
	p->shown = true;
	flockfile(stderr);	/* several files may be read at once */
	fputc('\r', stderr);
	put_name(p->name);
	fprintf(stderr, " %3u %% %llu/%llu MB", (unsigned)(p->done >= p->size ? 100 : p->done * 100 / p->size),
	    (unsigned long long)p->done / 1000000, (unsigned long long)p->size / 1000000);
	funlockfile(stderr);
}

void
progress_free(struct progress *p)
{
	if (p->shown)
		fputs("\r\x1b[K", stderr);
	free(p);
}
