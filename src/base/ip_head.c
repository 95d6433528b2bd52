/* SPDX-License-Identifier: MIT */
#include "base/ip_head.h"

enum {
	IP4_FIRST = 0x45,		/* version, and a header of five words */
	IP6_FIRST = 0x60,
	HOPS = 64,			/* RFC 1700: of a packet that has gone nowhere yet */
	SUM_AT = 10,			/* where the checksum stands */
};

static struct slice
bytes_of(const struct addr *a)
{
	return (struct slice){ (const char *)a->ip, a->family == 4 ? 4 : sizeof a->ip };
}

uint32_t
ip_sum(struct slice piece, uint32_t sum)
{
	for (size_t i = 0; i < piece.n; i++)
		sum += i % 2 ? (unsigned char)piece.p[i] : (uint32_t)(unsigned char)piece.p[i] << 8;
	return sum;
}

uint16_t
ip_sum_folded(uint32_t sum)
{
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	return (uint16_t)~sum;
}

uint32_t
ip_sum_ends(const struct addr *src, const struct addr *dst)
{
	return ip_sum(bytes_of(dst), ip_sum(bytes_of(src), 0));
}

static void
add_ip4(const struct ip_head *h, struct buf *out)
{
	size_t at = out->n;
	uint16_t sum;

	buf_addc(out, IP4_FIRST);
	buf_addc(out, 0);
	buf_add_be16(out, (unsigned)(IP4_HEAD + h->length));
	buf_add_be16(out, h->id);
	buf_add_be16(out, 0);
	buf_addc(out, HOPS);
	buf_addc(out, (char)h->protocol);
	buf_add_be16(out, 0);
	buf_add(out, bytes_of(h->src));
	buf_add(out, bytes_of(h->dst));
	sum = ip_sum_folded(ip_sum((struct slice){ out->p + at, IP4_HEAD }, 0));
	out->p[at + SUM_AT] = (char)(sum >> 8);
	out->p[at + SUM_AT + 1] = (char)sum;
}

static void
add_ip6(const struct ip_head *h, struct buf *out)
{
	buf_add_be32(out, (uint32_t)IP6_FIRST << 24);
	buf_add_be16(out, (unsigned)h->length);
	buf_addc(out, (char)h->protocol);
	buf_addc(out, HOPS);
	buf_add(out, bytes_of(h->src));
	buf_add(out, bytes_of(h->dst));
}

void
ip_head_add(const struct ip_head *h, struct buf *out)
{
	if (h->src->family == 4)
		add_ip4(h, out);
	else
		add_ip6(h, out);
}
