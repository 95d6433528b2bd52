/* SPDX-License-Identifier: MIT */
/* --extract: the file for the messages is opened before anything is read, and what waits for its turn has one, too. */
#include "options_check.h"
#include "program.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "extract/extract.h"

static bool
is_input(const struct program *p, const struct stat *st)
{
	for (size_t i = 0; i < p->files.n; i++)
		if (p->files.p[i].known && p->files.p[i].device == st->st_dev && p->files.p[i].inode == st->st_ino)
			return true;
	return false;
}

/* Empty from now on; NULL, and said, when it can't be written or is read, too. */
static FILE *
open_output(struct program *p)
{
	const char *name = p->o.extract;
	int fd = open(name, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY, 0666);
	struct stat st;
	FILE *file;

	if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
		if (is_input(p, &st)) {
			say(p, name, "trouble.is_input", NULL, NULL);
			close(fd);
			return NULL;
		}
		if (ftruncate(fd, 0) != 0) {
			say(p, name, "trouble.open", strerror(errno), NULL);
			close(fd);
			return NULL;
		}
	}
	file = fd >= 0 ? fdopen(fd, "w") : NULL;
	if (file == NULL)
		say(p, name, "trouble.open", strerror(errno), NULL);
	return file;
}

void
open_extraction(struct program *p)
{
	bool to_stdout = options_take_stdout(&p->o);
	struct extract_options o = { .redact = p->redact };

	if (p->o.extract == NULL)
		return;
	o.capture = slice_ends(slice_of(p->o.extract), SLICE(".pcap"));
	o.out = p->extract_file = to_stdout ? stdout : open_output(p);
	if (o.out != NULL && o.capture && filter_chooses(&p->o.filter) &&
	    (o.waiting = p->extract_waiting = tmpfile()) == NULL)
		say(p, p->o.extract, "trouble.open", strerror(errno), NULL);
	if (o.out == NULL || (o.waiting == NULL && o.capture && filter_chooses(&p->o.filter)))
		p->trouble = true;
	else
		p->extract = extract_new(&o);
}

void
program_message(void *ctx, const struct frame *frame, uint64_t number)
{
	struct program *p = ctx;

	if (p->extract == NULL)
		return;
	p->extracted = true;
	extract_message(p->extract, frame, number);
	if (p->live)
		extract_flush(p->extract);
}

void
close_extraction(struct program *p)
{
	if (p->extract != NULL && !extract_end(p->extract)) {
		say(p, options_take_stdout(&p->o) ? NULL : p->o.extract, "trouble.write", strerror(errno), NULL);
		p->trouble = true;
	}
	if (p->extract != NULL)
		extract_free(p->extract);
	if (p->extract_file != NULL && p->extract_file != stdout && fclose(p->extract_file) != 0 && !p->trouble) {
		say(p, p->o.extract, "trouble.write", strerror(errno), NULL);
		p->trouble = true;
	}
	if (p->extract_waiting != NULL)
		fclose(p->extract_waiting);
}
