/* SPDX-License-Identifier: MIT */
#include "finding/comparison.h"

const char *
difference_kind_token(enum difference_kind k)
{
	static const char *const tokens[DIFFERENCE_KINDS] = { "message", "header", "sdp", "time", "path" };

	return tokens[k];
}

const char *
difference_how_token(enum difference_how h)
{
	static const char *const tokens[] = { "value", "missing", "extra", "set", "order" };

	return tokens[h];
}

const char *
worsening_token(enum worsening_kind k)
{
	static const char *const tokens[] = { "ratio", "time", "finding", "code" };

	return tokens[k];
}
