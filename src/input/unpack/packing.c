/* SPDX-License-Identifier: MIT */
#include "input/unpack/packing.h"

bool
unpack_fill(struct unpack *u)
{
	if (u->left > 0)
		return true;
	u->next = u->input;
	u->left = u->ended ? 0 : u->read(u->ctx, (char *)u->input, sizeof u->input);
	u->ended = u->left == 0;
	return u->left > 0;
}
