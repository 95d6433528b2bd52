/* SPDX-License-Identifier: MIT */
/*
 * Giving up what reading a trace does not need, before its first byte is read: whoever finds a flaw in a parser gets a
 * process that can read what was named on the command line and write what is open, and no more.
 *
 * Two fences, each where the kernel has it. A filter of system calls (seccomp): no file is opened for writing, none that
 * is not open already unless `later` says so, no socket, no program, no signal to others; what is not allowed fails with
 * EACCES or EPERM, as if the system had refused it. And a rule set of files (Landlock): of what is opened later, only the
 * files named. Both hold for all threads and cannot be taken back. A kernel without one or both is no trouble.
 *
 * Before: libraries loaded, the time zone read, every file open that can be. Not in a build for sanitizers, which need
 * calls of their own, nor with SIPERR_NO_SANDBOX defined (make SANDBOX=no: valgrind).
 */
#ifndef SIPERR_SANDBOX_SANDBOX_H
#define SIPERR_SANDBOX_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

/* So many files are opened before; those beyond are opened in their turn. */
enum { SANDBOX_FILES = 512 };

/* What holds. */
enum sandbox {
	SANDBOX_NONE,
	SANDBOX_CALLS,		/* the filter of system calls */
	SANDBOX_FILES_TOO	/* and the rule set of files */
};

/* Files that will be opened for reading later, by name; none: no file will. */
struct sandbox_later {
	const char *const *paths;
	size_t n;
};

/* Once, with one thread running or several; the second time nothing is done. Returns what holds from now on. */
enum sandbox sandbox_enter(const struct sandbox_later *later);

/* What sandbox_enter() would reach here; tried in a child. */
enum sandbox sandbox_here(void);

/* The parts: for sandbox.c alone. False: the kernel has it not. */
bool sandbox_filter_calls(bool opens_later);
bool sandbox_fence_files(const struct sandbox_later *later);

#endif
