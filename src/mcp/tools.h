/* SPDX-License-Identifier: MIT */
/* The tools that the server offers: what each takes, and the command line that answers it. */
#ifndef SIPERR_MCP_TOOLS_H
#define SIPERR_MCP_TOOLS_H

#include <jansson.h>

#include "base/memory.h"
#include "knowledge/knowledge.h"
#include "mcp/mcp.h"

enum { TOOL_ARGUMENTS = 48 };

/* A call of a tool as a run of siperr. */
struct tool_call {
	const char *argv[TOOL_ARGUMENTS + 1];	/* in the arena, or the tool's own */
	size_t count;
	struct slice input;		/* the text; part of the arguments */
	bool is_json;			/* what comes out: objects, a line each */
	const char *wrong;		/* key of what can't be done; NULL: nothing … */
	const char *about;		/* … and the argument that it is about */
};

/* "tools/list": an array. */
json_t *tools_list(struct knowledge *k, const struct mcp_options *o, struct arena *a);

/* False: no tool has that name. */
bool tools_call(const struct mcp_options *o, const char *name, json_t *arguments, struct arena *a, struct tool_call *c);

#endif
