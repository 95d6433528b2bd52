/* SPDX-License-Identifier: MIT */
/*
 * The scoreboard: attempts to set a call up, counted in groups by what --by asks for (BOARD_…), and for each value of each
 * key how many calls it had and how many of them failed. Bounded: of groups and values those are kept whose names come
 * first (base/kept.h), what is beyond stands together in `others`. Boards of parts of a trace add up to that of the whole.
 */
#ifndef SIPERR_METRICS_BOARD_H
#define SIPERR_METRICS_BOARD_H

#include "base/kept.h"
#include "base/memory.h"
#include "metrics/histogram.h"

enum board_key {
#define BOARD_KEY(token, name) BOARD_##token,
#include "metrics/board.def"
#undef BOARD_KEY
	BOARD_KEYS
};

/* Their names in that order, a blank between them; and each. */
extern const char board_key_names[];
const char *board_key_name(enum board_key key);

/* What the board is by, in the order asked for. None: all attempts are one group. */
struct board_by {
	enum board_key keys[BOARD_KEYS];
	size_t n;
};

enum { BOARD_VALUE_MAX = 80 };		/* bytes of a value */
#define BOARD_NOTHING "-"		/* the value where a call has none */

/*
 * Attempts, or one of them. Ratios: SER answered ÷ (attempts − redirected), ASR answered ÷ with_final, NER effective ÷
 * with_final.
 */
struct attempts {
	uint64_t attempts;
	uint64_t with_final;		/* … a final response */
	uint64_t answered;
	uint64_t failed;		/* whose finding is a warning or an error */
	uint64_t redirected;		/* 3xx */
	uint64_t effective;		/* what the NER counts */
	uint64_t messages;		/* of these calls */
	uint64_t retransmissions;	/* … sent again */
	struct histogram pdd;		/* INVITE → 18x */
	struct histogram srd;		/* answered: INVITE → the first response but 100 */
};

void attempts_merge(struct attempts *to, const struct attempts *from);
void attempts_release(struct attempts *a);

struct group {
	char *name;			/* first: see base/kept.h; the values, '\n' between them */
	struct attempts a;
};

/* A value of one key. */
struct share {
	char *name;
	uint64_t calls, failed;
};

struct board {
	struct board_by by;
	struct kept groups;		/* struct group */
	struct attempts others;		/* beyond those that are kept */
	struct kept shares[BOARD_KEYS];	/* struct share; empty when `by` is */
};

/* The board lies still until board_release(). */
void board_init(struct board *b, const struct board_by *by);
void board_release(struct board *b);

/* What a call is counted under; in the arena. */
struct board_call {
	const char *values[BOARD_KEYS];	/* as board_value() makes them */
	bool failed;
};

/* Text of the input as a value: at most so long, nothing in it steers or divides; what is empty is BOARD_NOTHING. */
const char *board_value(struct arena *a, const char *text);

void board_add(struct board *b, const struct board_call *call, const struct attempts *a);
/* A whole group, by the values of the board's keys; and what one value had. */
void board_add_group(struct board *b, const char *const values[], const struct attempts *a);
void board_add_share(struct board *b, enum board_key key, const char *value, uint64_t calls, uint64_t failed);
bool board_same_keys(const struct board *x, const struct board *y);
/* False, nothing done, when they are by different keys. */
bool board_merge(struct board *to, const struct board *from);

/*
 * A board with other values in place of those; what gets the same value is counted together. `rename` answers in the arena or
 * with what it got. *out lies still until it is released.
 */
void board_renamed(const struct board *in, const char *(*rename)(void *ctx, enum board_key key, const char *value,
    struct arena *a), void *ctx, struct board *out);

/* The value of the i-th key of a group. */
struct slice group_value(const struct group *g, size_t i);
/* Most attempts first, then by name; free() the array. */
const struct group **board_sorted(const struct board *b);
/* All of it; release it. */
void board_total(const struct board *b, struct attempts *out);

#endif
