/* SPDX-License-Identifier: MIT */
/*
 * A site's folder, read whole and at once: each bundle in it is checked, and those that are sound are put together to one
 * package in memory, as ICU takes it. No file of the folder is looked at again.
 */
#ifndef SIPERR_KNOWLEDGE_BUNDLE_PACKAGE_H
#define SIPERR_KNOWLEDGE_BUNDLE_PACKAGE_H

#include "base/memory.h"
#include "base/strings.h"

/* What a folder may hold: bundles, bytes of them. */
enum { PACKAGE_FILES = 1000, PACKAGE_BYTES = 64 << 20 };

/* What is not used: a file of the folder or the folder itself, and why (strerror's words, or KNOWLEDGE_…). */
struct package_sink {
	void *ctx;
	void (*bad)(void *ctx, const char *path, const char *why);
};

struct package {
	const char *name;	/* for ICU, in place of a path; NULL: the folder is of no use */
	struct strings bundles;	/* their names, sorted: "entries", "root" */
};

/* ICU keeps what it was given for as long as it runs, and so are packages kept: one with the same bytes is used again. */
struct package package_read(const char *folder, struct arena *a, const struct package_sink *sink);

#endif
