/* SPDX-License-Identifier: MIT */
#include "base/base64.h"

#include "base/ascii.h"

static int
value_of(char c, enum base64 alphabet)
{
	if (is_alpha(c))
		return is_upper(c) ? c - 'A' : c - 'a' + 26;
	if (is_digit(c))
		return c - '0' + 52;
	if (c == '+' || (c == '-' && alphabet == BASE64_URL))
		return 62;
	return c == '/' || (c == '_' && alphabet == BASE64_URL) ? 63 : -1;
}

size_t
base64_add(struct slice text, enum base64 alphabet, struct buf *out)
{
	unsigned bits = 0, count = 0;
	size_t n = 0;

	for (int value; n < text.n && (value = value_of(text.p[n], alphabet)) >= 0; n++) {
		bits = (bits << 6 | (unsigned)value) & 0xffff;
		count += 6;
		if (count >= 8) {
			count -= 8;
			buf_addc(out, (char)(bits >> count & 0xff));
		}
	}
	return n;
}
