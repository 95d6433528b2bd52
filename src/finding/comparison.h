/* SPDX-License-Identifier: MIT */
/*
 * What --against tells: in what a call that failed differs from one that went well. Plain data; nothing here is said to be
 * the cause, only to be different. All strings live in the comparison's arena.
 */
#ifndef SIPERR_FINDING_COMPARISON_H
#define SIPERR_FINDING_COMPARISON_H

#include "finding/finding.h"

enum difference_kind { DIFFERENCE_MESSAGE, DIFFERENCE_HEADER, DIFFERENCE_SDP, DIFFERENCE_TIME, DIFFERENCE_PATH,
    DIFFERENCE_KINDS };

enum difference_how {
	DIFFERS_VALUE,			/* both have one: `value`, `good` */
	DIFFERS_MISSING,		/* only the good one has: `good` */
	DIFFERS_EXTRA,			/* only the failing one has: `value` */
	DIFFERS_SET,			/* lists: `lacks` what the good one has, has `more`; either may be NULL */
	DIFFERS_ORDER,			/* the same list in another order: `value`, `good` */
};

struct difference {
	enum difference_kind kind;
	enum difference_how how;
	const char *in;			/* the message: "INVITE", "200 (INVITE)" */
	const char *name;		/* a header ("Supported"), or what else it is about: "codecs" … */
	bool is_label;			/* … which has the text difference.<name> */
	bool has_words;			/* the values are tokens with texts: compared.<value> */
	bool is_time;			/* the values are seconds */
	const char *value, *good;
	const char *lacks, *more;
	struct spot at, good_at;	/* message 0: there is none on that side */
};

struct compared_call {
	struct call_line line;
	const char *answer;		/* the response at which they part, "488 Not Acceptable Here"; NULL: none came */
	struct spot answer_at;
};

enum { DIFFERENCES_MOST = 12 };

struct comparison {
	struct arena arena;
	struct compared_call failing, good;
	const char *answered;		/* the request that was answered so, "INVITE"; NULL: neither was refused */
	struct difference list[DIFFERENCES_MOST];	/* what matters most first */
	size_t count, left_out;		/* beyond those */
	size_t messages;		/* pairs of messages that were compared */
	bool is_whole;			/* their headers are all there: false: only some of them could be compared */
};

/* What there is more of in one trace than in a good one, by more than chance explains. */
struct worsening {
	enum worsening_kind { WORSE_RATIO, WORSE_TIME, WORSE_FINDING, WORSE_CODE } kind;
	const char *name;		/* "ASR", "PDD", the id of an entry, "503 INVITE" */
	double value, good;		/* the share of 1; of a time its median in seconds */
	uint64_t count, of, good_count, good_of;	/* of a share; of a time how many, in both of each */
};

enum { WORSENINGS_MOST = 24 };

struct captures {
	struct arena arena;
	uint64_t calls, good_calls;	/* registrations and all else included */
	struct worsening list[WORSENINGS_MOST];
	size_t count;
};

const char *worsening_token(enum worsening_kind k);
const char *difference_kind_token(enum difference_kind k);
const char *difference_how_token(enum difference_how h);

#endif
