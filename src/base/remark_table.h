/* SPDX-License-Identifier: MIT */
/*
 * Remarks: log lines that state what happened to a call, a registration or a connection. Which lines these are, a
 * table of patterns says, which is only data: src/knowledge makes it from locales/remarks.txt, src/input looks for it.
 *
 * A pattern is literal text in which {n} stands for a number, {word} for characters without a blank and {*} for any
 * or none; it may begin anywhere in a line. Of the rows that fit a line the one with the most literal text counts. A
 * row that is a tail (an error text of the system or of OpenSSL) explains the part of another row's line that is
 * taken as `why`; by itself it counts only in a line that has one of the table's words.
 */
#ifndef SIPERR_BASE_REMARK_TABLE_H
#define SIPERR_BASE_REMARK_TABLE_H

#include <string.h>

#include "base/slice.h"

/* What a placeholder stands for. */
enum remark_take {
	TAKE_NOTHING,
	TAKE_CALL_ID,
	TAKE_HOST,		/* a host, an address or a URI of the other side */
	TAKE_TRUNK,		/* a trunk, gateway, peer or endpoint */
	TAKE_USER,		/* a user, number or address of record */
	TAKE_CODE,		/* a SIP status code: {n} of the entry */
	TAKE_CAUSE,		/* a cause's number or name: {n} or {word} of the entry */
	TAKE_PHRASE,		/* the phrase of a response */
	TAKE_WHY,		/* words that a tail may explain */
	TAKE_COUNT
};

enum remark_flag {
	REMARK_TAIL = 1,
	REMARK_AFTER = 2,	/* only a consequence of what other lines tell */
	REMARK_REGISTER = 4,	/* about a registration, not a call */
	REMARK_OTHER = 8,	/* about neither: a peer, a service, the server itself */
	REMARK_PROXY = 16,	/* who wrote the line has to act: a server … */
	REMARK_DEVICE = 32,	/* … or a phone */
	REMARK_INNER = 64,	/* a tail that never counts by itself */
	REMARK_SUCCESS = 128,	/* something works: what failed of it before is over */
};

enum { REMARK_TAKES = 10, REMARK_ANCHOR = 7, REMARK_BITS = 65536, REMARK_FILTERS = 2 };

/*
 * Texts are offsets into the table's. The anchor is the rarest stretch of the pattern's literal text, one with a letter
 * if there is any.
 */
struct remark_row {
	uint32_t pattern, entry, cause, severity, product;
	uint16_t anchor_at;	/* in the pattern */
	uint16_t literal;	/* how much literal text it has */
	uint8_t flags, takes[REMARK_TAKES];
};

/* Four bytes of an anchor. */
struct remark_piece {
	uint32_t bytes;		/* as loaded from memory */
	uint16_t row, shift;	/* of the piece in the anchor */
};

/* Rows are found by pieces, sorted by their bytes; `bits` tells fast where there is none. */
struct remark_table {
	const struct remark_table *next;	/* more rows, of less weight; NULL */
	const uint32_t *bits;			/* REMARK_FILTERS of them, one after the other */
	const struct remark_piece *pieces;
	size_t piece_count;
	const struct remark_row *rows;
	size_t row_count;
	const char *texts;
	bool numbers;		/* an anchor has no letter */
	uint32_t words;		/* "sip tls opensips": the words that a tail needs near it */
};

static inline uint32_t
remark_load(const char *p)
{
	uint32_t word;

	memcpy(&word, p, sizeof word);
	return word;
}

/* The bit of four bytes in each filter. */
static inline uint32_t
remark_bit(uint32_t bytes, int filter)
{
	return filter == 0 ? bytes * UINT32_C(2654435761) >> 16 : REMARK_BITS + (bytes * UINT32_C(2246822519) >> 16);
}

#endif
