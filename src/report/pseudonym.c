#include "report/pseudonym.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "base/memory.h"

static struct pseudonym *
find(const struct pseudonyms *p, struct slice key)
{
	size_t i = slice_hash(key) & (p->size - 1);

	while (p->table[i].key != NULL && !slice_eq((struct slice){ p->table[i].key, p->table[i].key_n }, key))
		i = (i + 1) & (p->size - 1);
	return &p->table[i];
}

static void
grow(struct pseudonyms *p)
{
	struct pseudonyms old = *p;

	p->size = old.size ? 2 * old.size : 64;
	p->table = xcalloc(p->size, sizeof *p->table);
	for (size_t i = 0; i < old.size; i++)
		if (old.table[i].key != NULL)
			*find(p, (struct slice){ old.table[i].key, old.table[i].key_n }) = old.table[i];
	free(old.table);
}

uint64_t
pseudonym_number(struct pseudonyms *p, enum pseudonym_kind kind, struct slice text, bool add)
{
	struct buf key = BUF_INIT;

	if (2 * p->count >= p->size)
		grow(p);
	buf_addc(&key, (char)('A' + (int)kind));
	for (size_t i = 0; i < text.n; i++)
		buf_addc(&key, to_lower(text.p[i]));
	struct pseudonym *slot = find(p, buf_slice(&key));
	if (slot->key == NULL && add) {
		*slot = (struct pseudonym){ key.p, key.n, ++p->last[kind] };
		p->count++;
		return slot->number;
	}
	buf_release(&key);
	return slot->number;
}

void
pseudonyms_release(struct pseudonyms *p)
{
	for (size_t i = 0; i < p->size; i++)
		free(p->table[i].key);
	free(p->table);
	*p = (struct pseudonyms){ 0 };
}

/* Blocks that belong to nobody where there are such: RFC 2544 for public IPv4, RFC 3849 for IPv6. */
static void
make_address(enum addr_scope scope, int family, uint64_t n, uint8_t *ip)
{
	static const struct { uint8_t v4, v4b, v6, v6b; } base[] = {
		[SCOPE_LINK_LOCAL] = { 169, 254, 0xfe, 0x80 }, [SCOPE_PRIVATE] = { 10, 0, 0xfd, 0x00 },
		[SCOPE_SHARED] = { 100, 64, 0xfd, 0x00 }, [SCOPE_PUBLIC] = { 198, 18, 0x20, 0x01 },
	};
	size_t size = family == 4 ? 4 : 16;

	ip[0] = family == 4 ? base[scope].v4 : base[scope].v6;
	ip[1] = family == 4 ? base[scope].v4b : base[scope].v6b;
	if (family == 6 && scope == SCOPE_PUBLIC) {
		ip[2] = 0x0d;
		ip[3] = 0xb8;
	}
	for (size_t i = size; n > 0 && i > 1; n >>= 8, i--)
		ip[i - 1] = (uint8_t)(ip[i - 1] + (n & 0xff));
}

void
pseudonym_address(struct pseudonyms *p, const struct addr *in, struct addr *out)
{
	enum addr_scope scope = addr_scope(in);

	*out = *in;
	if (scope == SCOPE_NONE || scope == SCOPE_UNSPECIFIED || scope == SCOPE_LOOPBACK || scope == SCOPE_MULTICAST)
		return;
	size_t size = in->family == 4 ? 4 : 16;
	int kind = (in->family == 4 ? PSEUDONYM_ADDRESS : PSEUDONYM_ADDRESS6) + (int)scope;
	/* In hexadecimal, so that folding case cannot make two addresses one. */
	struct buf key = BUF_INIT;
	for (size_t i = 0; i < size; i++)
		buf_addf(&key, "%02x", in->ip[i]);
	memset(out->ip, 0, sizeof out->ip);
	make_address(scope, in->family, pseudonym_number(p, (enum pseudonym_kind)kind, buf_slice(&key), true), out->ip);
	buf_release(&key);
}
