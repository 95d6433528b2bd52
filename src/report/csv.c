/* SPDX-License-Identifier: MIT */
/* Comma-separated values for spreadsheets (RFC 4180): the columns of TSV, no cell of which is taken for a formula. */
#include "report/columns.h"

static void
csv_begin(struct report *r)
{
	columns_begin(r, &csv_columns);
}

static void
csv_finding(struct report *r, const struct finding *f)
{
	columns_finding(r, &csv_columns, f);
}

static void
csv_calls_begin(struct report *r)
{
	columns_calls_begin(r, &csv_columns);
}

static void
csv_call(struct report *r, const struct call_line *line)
{
	columns_call(r, &csv_columns, line);
}

static void
csv_summary(struct report *r, const struct summary *s)
{
	columns_summary(r, &csv_columns, s);
}

const struct format_ops csv_format = {
	.begin = csv_begin, .finding = csv_finding, .calls_begin = csv_calls_begin, .call = csv_call,
	.summary = csv_summary,
};
