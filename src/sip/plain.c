/* SPDX-License-Identifier: MIT */
#include "sip/plain.h"

#include "base/ascii.h"

enum { LONGEST = 1024, PORT_DIGITS = 5 };

/* Letters, digits, `.`, `-` and `_`: a bit each for the bytes below 64 and those above. */
static bool
is_plain(char c)
{
	static const uint64_t bits[2] = { UINT64_C(0x03ff600000000000), UINT64_C(0x07fffffe87fffffe) };
	unsigned char u = (unsigned char)c;

	return u < 128 && (bits[u >> 6] >> (u & 63) & 1);
}

/* The plain bytes at the start, cut off; false when there are none. */
static bool
cut_plain(struct slice *rest)
{
	size_t n = 0;

	while (n < rest->n && is_plain(rest->p[n]))
		n++;
	*rest = slice_skip(*rest, n);
	return n > 0;
}

static bool
cut(struct slice *rest, struct slice what)
{
	if (!slice_starts(*rest, what))
		return false;
	*rest = slice_skip(*rest, what.n);
	return true;
}

/* Words with a blank between them. */
static bool
cut_name(struct slice *rest)
{
	do {
		if (!cut_plain(rest))
			return false;
	} while (cut(rest, SLICE(" ")));
	return cut(rest, SLICE("\" "));
}

static bool
cut_port(struct slice *rest)
{
	uint64_t port;
	size_t digits = slice_digits(*rest, &port);

	*rest = slice_skip(*rest, digits);
	return digits > 0 && digits <= PORT_DIGITS && port > 0 && port <= UINT16_MAX;
}

bool
plain_address(struct slice value, struct slice *uri, struct slice *tag)
{
	struct slice rest = value;

	*tag = SLICE_NONE;
	if (value.n > LONGEST || (cut(&rest, SLICE("\"")) && !cut_name(&rest)) || !cut(&rest, SLICE("<")))
		return false;
	*uri = rest;
	if (!cut(&rest, SLICE("sip:")) || !cut_plain(&rest) || !cut(&rest, SLICE("@")) || !cut_plain(&rest) ||
	    (cut(&rest, SLICE(":")) && !cut_port(&rest)))
		return false;
	*uri = slice_head(*uri, uri->n - rest.n);
	if (!cut(&rest, SLICE(">")))
		return false;
	if (rest.n == 0)
		return true;
	if (!cut(&rest, SLICE(";tag=")))
		return false;
	*tag = rest;
	return cut_plain(&rest) && rest.n == 0;
}

bool
plain_call_id(struct slice value)
{
	struct slice rest = value;

	return value.n <= LONGEST && cut_plain(&rest) && (!cut(&rest, SLICE("@")) || cut_plain(&rest)) && rest.n == 0;
}

bool
plain_cseq(struct slice value, uint32_t *number, struct slice *method)
{
	uint64_t digits_say;
	size_t digits = slice_digits(value, &digits_say);
	struct slice rest = slice_skip(value, digits);
	bool good = digits > 0 && digits <= 9 && cut(&rest, SLICE(" ")) && rest.n <= 32 && slice_is_all(rest, is_upper);

	*number = (uint32_t)digits_say;
	*method = rest;
	return good;
}

bool
plain_via(struct slice value)
{
	struct slice rest = value;

	if (value.n > LONGEST || !cut(&rest, SLICE("SIP/2.0/")) || !cut_plain(&rest) || !cut(&rest, SLICE(" ")) ||
	    !cut_plain(&rest) || (cut(&rest, SLICE(":")) && !cut_port(&rest)))
		return false;
	while (cut(&rest, SLICE(";")))
		if (!cut_plain(&rest) || (cut(&rest, SLICE("=")) && !cut_plain(&rest)))
			return false;
	return rest.n == 0;
}
