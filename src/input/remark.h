/*
 * Remarks: lines of a log that only name a status code, a cause or an error, where no message stands.
 * What is looked for is a table of rows, in remark.c.
 */
#ifndef SIPERR_INPUT_REMARK_H
#define SIPERR_INPUT_REMARK_H

#include "base/buf.h"

/* Tells fast where no row can match. */
struct remark_search {
	uint64_t bits[1024];
};

void remark_search_init(struct remark_search *search);

struct remark {
	const char *line;	/* the line it stands in */
	struct slice context;	/* "486", "hangupcause", "remark" */
	int code;		/* 0: none */
	struct buf bytes;	/* "SIP/2.0 486 Busy Here", "NO_ROUTE_DESTINATION", the words; the caller's to release */
	char code_text[4];
};

/*
 * The first remark in whole lines from `from` on; the caller gives only text outside of messages. False when
 * there is none. *next is where to go on, after the line.
 */
bool remark_find(const struct remark_search *search, struct remark *out, struct slice text, const char *from,
    const char **next);

#endif
