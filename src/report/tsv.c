/* SPDX-License-Identifier: MIT */
/* Tab-separated values: a header line, then one line a finding, the columns always the same. */
#include "report/columns.h"

static void
tsv_begin(struct report *r)
{
	columns_begin(r, &tsv_columns);
}

static void
tsv_finding(struct report *r, const struct finding *f)
{
	columns_finding(r, &tsv_columns, f);
}

static void
tsv_calls_begin(struct report *r)
{
	columns_calls_begin(r, &tsv_columns);
}

static void
tsv_call(struct report *r, const struct call_line *line)
{
	columns_call(r, &tsv_columns, line);
}

static void
tsv_summary(struct report *r, const struct summary *s)
{
	columns_summary(r, &tsv_columns, s);
}

const struct format_ops tsv_format = {
	.begin = tsv_begin, .finding = tsv_finding, .calls_begin = tsv_calls_begin, .call = tsv_call,
	.summary = tsv_summary,
};
