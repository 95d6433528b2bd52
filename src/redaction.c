/* SPDX-License-Identifier: MIT */
/* The key of the pseudonyms: of a file, so that another run has the same ones, or drawn by lot. */
#include "program.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "report/redact/redact.h"

/* As much of the file as makes a key; -1, errno set, when it can't be read. */
static ssize_t
read_start(const char *file, char *room, size_t size)
{
	int fd = open(file, O_RDONLY | O_CLOEXEC);
	size_t n = 0;
	ssize_t got = 0;

	if (fd < 0)
		return -1;
	while (n < size && (got = read(fd, room + n, size - n)) > 0)
		n += (size_t)got;
	int error = errno;
	close(fd);
	errno = error;
	return got < 0 ? -1 : (ssize_t)n;
}

static bool
key_of_file(struct program *p, uint64_t key[2])
{
	char content[REDACT_KEY_MOST];
	ssize_t n = read_start(p->o.redact_key, content, sizeof content);

	/* Not by its name: that may say whose key it is. */
	if (n < 0)
		say(p, "--redact-key", "trouble.open", strerror(errno), NULL);
	else if (!redact_key((struct slice){ content, (size_t)n }, key))
		say(p, "--redact-key", "trouble.short_key", NULL, NULL);
	else
		return true;
	return false;
}

static bool
key_by_lot(struct program *p, uint64_t key[2])
{
	if (getrandom(key, 2 * sizeof *key, 0) == (ssize_t)(2 * sizeof *key))
		return true;
	say(p, NULL, "trouble.read", strerror(errno), NULL);
	return false;
}

bool
open_redaction(struct program *p)
{
	uint64_t key[2];

	if (!p->o.redact)
		return true;
	if (!(p->o.redact_key != NULL ? key_of_file(p, key) : key_by_lot(p, key))) {
		p->trouble = true;
		return false;
	}
	p->redact = redact_new(p->k, key);
	p->check.redact = p->redact;
	return true;
}
