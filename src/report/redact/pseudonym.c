/* SPDX-License-Identifier: MIT */
#include "report/redact/pseudonym.h"

#include "base/ascii.h"
#include "report/redact/words.h"

static uint64_t
pseudonym_hash(const uint64_t key[2], struct slice text)
{
	struct buf folded = BUF_INIT;

	word_fold(text, &folded);
	uint64_t hash = slice_keyed_hash(key, buf_slice(&folded));
	buf_release(&folded);
	return hash;
}

void
pseudonym_add(const uint64_t key[2], const char *kind, struct slice text, struct buf *out)
{
	/* Neither l nor o, which read as digits. */
	static const char letters[] = "abcdefghijkmnpqrstuvwxyz23456789";
	uint64_t hash = pseudonym_hash(key, text);

	buf_addf(out, "%s-", kind);
	for (int i = 0; i < 8; i++, hash >>= 5)
		buf_addc(out, letters[hash & 31]);
}

/* Blocks of which a pseudonym is: how many bits at the front stay. */
static const struct block {
	uint8_t front[2], bits, size;	/* of the front; 4 or 16 bytes in all */
} blocks[] = {
	{ { 10, 0 }, 8, 4 }, { { 172, 16 }, 12, 4 }, { { 192, 168 }, 16, 4 }, { { 100, 64 }, 10, 4 }, { { 169, 254 }, 16, 4 },
};

static uint32_t
load(const uint8_t *ip)
{
	return (uint32_t)ip[0] << 24 | (uint32_t)ip[1] << 16 | (uint32_t)ip[2] << 8 | ip[3];
}

static void
store(uint32_t n, uint8_t *ip)
{
	for (int i = 3; i >= 0; i--, n >>= 8)
		ip[i] = (uint8_t)n;
}

static const struct block *
block_of(const uint8_t *ip)
{
	for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
		const uint8_t front[4] = { blocks[i].front[0], blocks[i].front[1], 0, 0 };

		if (((load(ip) ^ load(front)) >> (32 - blocks[i].bits)) == 0)
			return &blocks[i];
	}
	return NULL;
}

/* The same `bits` bits in another order of things, one to one: a Feistel network whose halves differ by a bit at most. */
static uint32_t
permuted(const uint64_t key[2], uint32_t n, unsigned bits)
{
	enum { ROUNDS = 8 };
	unsigned low_bits = bits / 2, high_bits = bits - low_bits;
	uint32_t low = n & ((1u << low_bits) - 1), high = n >> low_bits;

	for (uint32_t i = 0; i < ROUNDS; i++) {
		const uint32_t words[3] = { i % 2 == 0 ? low : high, i, bits };
		uint64_t f = slice_keyed_hash(key, (struct slice){ (const char *)words, sizeof words });

		if (i % 2 == 0)
			high ^= (uint32_t)f & ((1u << high_bits) - 1);
		else
			low ^= (uint32_t)f & ((1u << low_bits) - 1);
	}
	return high << low_bits | low;
}

static void
address4(const uint64_t key[2], const uint8_t *in, uint8_t *out)
{
	const struct block *b = block_of(in);
	uint64_t hash = slice_keyed_hash(key, (struct slice){ (const char *)in, 4 });

	if (b != NULL) {
		uint32_t rest = UINT32_MAX >> b->bits;

		store((load(in) & ~rest) | permuted(key, load(in) & rest, 32u - b->bits), out);
	} else {
		store(0xf0000000u | (uint32_t)(hash % 0x0fffffffu), out);	/* never 255.255.255.255 */
	}
}

static void
address6(const uint64_t key[2], enum addr_scope scope, const uint8_t *in, uint8_t *out)
{
	static const uint8_t public[4] = { 0x20, 0x01, 0x0d, 0xb8 }, local[4] = { 0xfe, 0x80 }, unique[4] = { 0xfd, 0x00 };
	uint64_t hash = slice_keyed_hash(key, (struct slice){ (const char *)in, 16 });

	memset(out, 0, 16);
	memcpy(out, scope == SCOPE_PUBLIC ? public : scope == SCOPE_LINK_LOCAL ? local : unique, sizeof public);
	for (int i = 15; i >= 10; i--, hash >>= 8)
		out[i] = (uint8_t)hash;
}

void
pseudonym_address(const uint64_t key[2], const struct addr *in, struct addr *out)
{
	static const uint8_t mapped[12] = { [10] = 0xff, [11] = 0xff };
	enum addr_scope scope = addr_scope(in);

	*out = *in;
	if (scope == SCOPE_NONE || scope == SCOPE_UNSPECIFIED || scope == SCOPE_LOOPBACK || scope == SCOPE_MULTICAST)
		return;
	if (in->family == 4)
		address4(key, in->ip, out->ip);
	else if (memcmp(in->ip, mapped, sizeof mapped) == 0)
		address4(key, in->ip + sizeof mapped, out->ip + sizeof mapped);
	else
		address6(key, scope, in->ip, out->ip);
}
