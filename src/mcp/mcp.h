/* SPDX-License-Identifier: MIT */
/*
 * A server of the Model Context Protocol on stdin and stdout (https://modelcontextprotocol.io, revisions 2024-11-05 to
 * 2025-06-18): programs that speak it ask what a person would ask on the command line. One message a line, JSON-RPC 2.0.
 *
 * Each request is answered by a run of siperr of its own, which reads what it was sent in its sandbox. What comes from the
 * wire is told between two lines that nobody can know beforehand, as data.
 */
#ifndef SIPERR_MCP_MCP_H
#define SIPERR_MCP_MCP_H

#include "base/buf.h"
#include "knowledge/knowledge.h"

struct mcp_options {
	const char *folder;	/* files below it may be named; NULL: none may, only text */
	const char *const *arguments;	/* what each run is told first: --redact, --knowledge … */
	size_t argument_count;
};

/* Until stdin ends, or answers can't be written any more; then false. */
bool mcp_serve(struct knowledge *k, const struct mcp_options *o);

/*
 * The answer to one message, a line without its end, added to *out with it; nothing for a notification. For mcp_serve(),
 * and for whoever tries what a message can do.
 */
void mcp_answer(struct knowledge *k, const struct mcp_options *o, struct slice message, struct buf *out);

#endif
