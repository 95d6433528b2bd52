/* SPDX-License-Identifier: MIT */
#include "input/line/column.h"

#include "base/ascii.h"

struct column
column_of(struct slice cell)
{
	struct column c = { .n = 0 };

	for (size_t i = 0; i < cell.n; i++) {
		if (!is_alnum(cell.p[i]))
			continue;
		if (c.n == COLUMN_NAME_MOST)
			return (struct column){ .n = 0 };
		c.name[c.n++] = to_lower(cell.p[i]);
	}
	return c;
}

bool
column_is(const struct column *c, const struct literals *names)
{
	return literals_have(names, (struct slice){ c->name, c->n });
}
