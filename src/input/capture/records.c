/* SPDX-License-Identifier: MIT */
#include "input/capture/records.h"

#define MICROSECONDS UINT32_C(0xa1b2c3d4)
#define NANOSECONDS UINT32_C(0xa1b23c4d)
enum {
	RECORD_HEAD = 16, CAPTURED_MAX = RECORD_MAX - RECORD_HEAD,
	USB_LINUX_MMAPPED = 220,	/* libpcap works out lengths of its own */
};

/* Four bytes as a number in this machine's order. */
static uint32_t
word(struct slice s, size_t at)
{
	uint32_t n;

	memcpy(&n, s.p + at, sizeof n);
	return n;
}

bool
records_open(struct records *r, struct slice head, int link_type)
{
	static const uint16_t version[] = { 2, 4 };

	if (head.n < RECORDS_HEAD || memcmp(head.p + 4, version, sizeof version) != 0 || link_type == USB_LINUX_MMAPPED)
		return false;
	*r = (struct records){ link_type, word(head, 16), word(head, 0) == NANOSECONDS };
	return (r->nanoseconds || word(head, 0) == MICROSECONDS) && r->snaplen > 0;
}

enum record
records_next(const struct records *r, struct slice *bytes, struct packet *out)
{
	uint32_t seconds, part, captured;

	if (bytes->n < RECORD_HEAD)
		return RECORD_PART;
	seconds = word(*bytes, 0);
	part = word(*bytes, 4);
	captured = word(*bytes, 8);
	if (captured > r->snaplen || captured > CAPTURED_MAX || seconds > INT32_MAX || part >= (r->nanoseconds ? 1000000000 : 1000000))
		return RECORD_ODD;
	if (bytes->n - RECORD_HEAD < captured)
		return RECORD_PART;
	*out = (struct packet){
		.link_type = r->link_type,
		.bytes = { bytes->p + RECORD_HEAD, captured },
		.whole = word(*bytes, 12),
		.time = (int64_t)seconds * TIME_SECOND + (r->nanoseconds ? part / 1000 : part),
	};
	*bytes = slice_skip(*bytes, RECORD_HEAD + captured);
	return RECORD_PACKET;
}
