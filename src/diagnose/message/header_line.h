/* SPDX-License-Identifier: MIT */
/* A header line without its message: explained as in one. */
#ifndef SIPERR_DIAGNOSE_MESSAGE_HEADER_LINE_H
#define SIPERR_DIAGNOSE_MESSAGE_HEADER_LINE_H

#include "finding/finding.h"
#include "knowledge/knowledge.h"

enum header_line {
	HEADER_LINE_NONE,	/* it is no header of SIP */
	HEADER_LINE_SILENT,	/* it is one, and says nothing about a failure */
	HEADER_LINE_KNOWN,	/* `out` is set; release it */
};

/* `text` is one line: "Reason: Q.850;cause=34", or a Warning's value alone. */
enum header_line header_line_read(struct knowledge *k, struct slice text, struct finding *out);

#endif
