/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"

/* A look at it takes less than to work it out: tags and names are looked at byte by byte. */
const bool ascii_token[256] = {
	['0' ... '9'] = true, ['A' ... 'Z'] = true, ['a' ... 'z'] = true,
	['-'] = true, ['.'] = true, ['!'] = true, ['%'] = true, ['*'] = true, ['_'] = true, ['+'] = true, ['`'] = true,
	['\''] = true, ['~'] = true,
};
