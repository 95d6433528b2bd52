/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"

#include "base/ascii.h"

size_t
utf8_decode(struct slice s, uint32_t *character)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };

	if (s.n == 0)
		return 0;
	unsigned char lead = (unsigned char)s.p[0];
	size_t n = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
	if (n == 0 || n > s.n)
		return 0;
	uint32_t c = n == 1 ? lead : lead & (0x7fu >> n);
	for (size_t i = 1; i < n; i++) {
		if (!utf8_goes_on(s.p[i]))
			return 0;
		c = c << 6 | ((unsigned char)s.p[i] & 0x3f);
	}
	if (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff) || (n > 1 && c < least[n]))
		return 0;
	*character = c;
	return n;
}

struct slice
utf8_head(struct slice s, size_t most)
{
	if (s.n <= most)
		return s;
	size_t n = most;
	while (n > 0 && most - n < 3 && utf8_goes_on(s.p[n]))
		n--;
	return slice_head(s, n);
}

struct slice
utf8_head_of_words(struct slice s, size_t most)
{
	struct slice head = utf8_head(s, most);
	size_t n = head.n;

	if (n == s.n || is_space(s.p[n]))
		return head;
	while (n > 0 && !is_space(head.p[n - 1]))
		n--;
	return n >= head.n / 2 ? slice_head(head, n) : head;
}
