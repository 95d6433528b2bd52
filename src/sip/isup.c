/* SPDX-License-Identifier: MIT */
#include "sip/isup.h"

enum { CAUSE_INDICATORS = 0x12, MORE = 0x80 };

/* Q.763 tables 4 and following: messages that may carry a cause, and how long their fixed part is. */
static const struct kind {
	unsigned type;
	const char *name;
	unsigned fixed;
	bool variable;		/* the cause is the first of the mandatory parameters of variable length; else optional */
} kinds[] = {
	{ 0x06, "ACM", 2, false },
	{ 0x0c, "REL", 0, true },
	{ 0x10, "RLC", 0, false },
	{ 0x2c, "CPG", 1, false },
	{ 0x2f, "CFN", 0, true },
};

static unsigned
octet(struct slice s, size_t at)
{
	return at < s.n ? (unsigned char)s.p[at] : 0;
}

/* Q.850 §2.2: location, perhaps a recommendation, the cause. */
static bool
read_indicators(struct isup *out, struct slice s)
{
	size_t at = octet(s, 0) & MORE ? 1 : 2;

	out->location = octet(s, 0) & 15;
	out->cause = octet(s, at) & 127;
	return s.n > at && out->cause != 0;
}

/* What a pointer octet leads to: a parameter after its length. */
static struct slice
pointed_to(struct slice body, size_t pointer)
{
	size_t at = pointer + octet(body, pointer);

	if (octet(body, pointer) == 0 || at >= body.n)
		return SLICE_NONE;
	return slice_head(slice_skip(body, at + 1), octet(body, at));
}

static bool
read_optional(struct isup *out, struct slice body, size_t pointer)
{
	size_t at = pointer + octet(body, pointer);

	if (octet(body, pointer) == 0)
		return false;
	while (at + 1 < body.n && octet(body, at) != 0) {	/* 0: end of the optional parameters */
		size_t length = octet(body, at + 1);

		if (octet(body, at) == CAUSE_INDICATORS)
			return read_indicators(out, slice_head(slice_skip(body, at + 2), length));
		at += 2 + length;
	}
	return false;
}

bool
isup_cause(struct isup *out, struct slice body)
{
	if (slice_find(body, SLICE("\xef\xbf\xbd")) != NULL)	/* U+FFFD: a text in which the octets got lost */
		return false;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		const struct kind *k = &kinds[i];

		if (body.n == 0 || octet(body, 0) != k->type)
			continue;
		*out = (struct isup){ .name = k->name };
		return k->variable ? read_indicators(out, pointed_to(body, 1)) : read_optional(out, body, 1 + k->fixed);
	}
	return false;
}
