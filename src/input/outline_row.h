/* SPDX-License-Identifier: MIT */
/* A line of an outline that is the row of a table: "1,0.5,192.0.2.1,192.0.2.2,SIP,569,Request: INVITE sip:1@b", or an object of JSON. */
#ifndef SIPERR_INPUT_OUTLINE_ROW_H
#define SIPERR_INPUT_OUTLINE_ROW_H

#include "base/slice.h"

/* The two addresses, and the cell with method or code, which stands behind them. */
struct outline_row {
	struct slice from, to, what;
};

bool outline_row_read(struct outline_row *out, struct slice line);

#endif
