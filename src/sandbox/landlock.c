/* SPDX-License-Identifier: MIT */
/* Landlock by its system calls: linux/landlock.h of the machine that builds may be older than the kernel that runs. */
#include <fcntl.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sandbox/sandbox.h"

/* The same on all machines. */
enum { CREATE_RULESET = 444, ADD_RULE = 445, RESTRICT_SELF = 446 };

enum { ASK_VERSION = 1, RULE_PATH_BENEATH = 1 };

/* Kinds of access, a bit each, as each version of the interface knows them. */
enum {
	READ_FILE = 1 << 2,
	FILES_1 = (1 << 13) - 1,	/* run, write, read, list, remove, make */
	FILES_2 = 1 << 13,		/* move elsewhere */
	FILES_3 = 1 << 14,		/* shorten */
	FILES_5 = 1 << 15,		/* speak to a device */
	NET_4 = 3,			/* bind, connect */
	SCOPE_6 = 3			/* abstract sockets, signals */
};

struct ruleset {
	uint64_t files, net, scope;
};

struct path_rule {
	uint64_t allowed;
	int32_t fd;
} __attribute__((packed));

static long
version(void)
{
	return syscall(CREATE_RULESET, NULL, 0, ASK_VERSION);
}

static int
new_ruleset(long v)
{
	const struct ruleset r = {
		.files = (uint64_t)(FILES_1 | (v >= 2 ? FILES_2 : 0) | (v >= 3 ? FILES_3 : 0) | (v >= 5 ? FILES_5 : 0)),
		.net = v >= 4 ? NET_4 : 0,
		.scope = v >= 6 ? SCOPE_6 : 0,
	};
	size_t known = v >= 6 ? sizeof r : v >= 4 ? 2 * sizeof r.files : sizeof r.files;

	return (int)syscall(CREATE_RULESET, &r, known, 0);
}

/* What can't be opened now can't be later, either: that is said when its turn comes. */
static void
allow_reading(int ruleset, const char *path)
{
	struct path_rule rule = { .allowed = READ_FILE, .fd = open(path, O_PATH | O_CLOEXEC) };

	if (rule.fd < 0)
		return;
	syscall(ADD_RULE, ruleset, RULE_PATH_BENEATH, &rule, 0);
	close(rule.fd);
}

bool
sandbox_fence_files(const struct sandbox_later *later)
{
	long v = version();
	bool done;
	int ruleset;

	if (v < 1 || (ruleset = new_ruleset(v)) < 0)
		return false;
	for (size_t i = 0; i < later->n; i++)
		allow_reading(ruleset, later->paths[i]);
	done = syscall(RESTRICT_SELF, ruleset, 0) == 0;
	close(ruleset);
	return done;
}
