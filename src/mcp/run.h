/* SPDX-License-Identifier: MIT */
/* A run of siperr, for one request: arguments and a text in, what it says out. */
#ifndef SIPERR_MCP_RUN_H
#define SIPERR_MCP_RUN_H

#include "base/buf.h"
#include "base/slice.h"

enum {
	RUN_OUTPUT = 1 << 20,	/* bytes that are read of what it says; the rest is left out */
	RUN_SECONDS = 60,	/* then it is ended */
};

enum run_status { RUN_FOUND, RUN_NOTHING, RUN_TROUBLE, RUN_LATE };

struct run {
	enum run_status status;
	struct buf out, err;	/* the caller's to release */
	bool cut;		/* it said more than RUN_OUTPUT */
};

/*
 * argv: as for execv, argv[0] and all. `folder`: where it runs; NULL: where we are. False, errno set: it could not be
 * started.
 */
bool run_siperr(const char *const *argv, const char *folder, struct slice input, struct run *r);

#endif
