/* SPDX-License-Identifier: MIT */
/*
 * What there is to draw of a call: its steps, further sendings of a message taken together, and between whom each goes.
 * The drawings, of characters or as a picture, begin with it.
 */
#ifndef SIPERR_REPORT_LADDER_ROWS_H
#define SIPERR_REPORT_LADDER_ROWS_H

#include "base/buf.h"
#include "finding/finding.h"

enum { LADDER_PEERS = 12 };	/* more columns than that nobody can read */

/* A line: a step, or its further sendings taken together. */
struct ladder_row {
	const struct step *s;
	const char *label;	/* escaped */
	size_t width;		/* of the label */
	bool turns;		/* it has letters that run from right to left: they must not turn the arrow around */
	size_t copies;		/* 0: the step itself */
	int64_t last;
	bool marked;
	size_t from, to;	/* of the peers; both LADDER_PEERS: a witness without an arrow */
};

struct ladder_rows {
	const struct finding *f;
	struct addr peers[LADDER_PEERS];
	size_t peer_count;
	struct ladder_row *rows;
	size_t count;
	struct arena arena;
};

struct ladder_signs {
	bool unicode;
	const char *point;	/* between seconds and milliseconds */
};

/*
 * Fills *l with the steps of the finding, which must outlive it; release it in any case. False: it can't be drawn,
 * messages lack their addresses, or there are too many participants.
 */
bool ladder_rows_make(struct ladder_rows *l, const struct finding *f, const struct ladder_signs *signs);
void ladder_rows_release(struct ladder_rows *l);

/* "1.250": seconds since the first step; nothing without a time. */
void ladder_seconds(const struct ladder_rows *l, int64_t time, const char *point, struct buf *out);

#endif
