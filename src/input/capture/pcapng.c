/* SPDX-License-Identifier: MIT */
#include "input/capture/pcapng.h"

#include <stdlib.h>

#include "base/memory.h"
#include "input/packet/bytes.h"

enum {
	BLOCK_INTERFACE = 1, BLOCK_OLD_PACKET = 2, BLOCK_SIMPLE_PACKET = 3, BLOCK_PACKET = 6,
	BUFFER = 256 * 1024,
	PACKET_HEAD = 28, PACKET_MAX = BUFFER / 2,	/* longer ones are libpcap's */
	OPTION_RESOLUTION = 9, OPTION_OFFSET = 14,	/* if_tsresol, if_tsoffset */
	HEAD = 16,		/* as much of a block as is looked at */
	INTERFACES_MAX = 65536,
	ALIKE_LINK_TYPE = 1, ALIKE_SNAPLEN = 262144,
};

struct interface {
	uint16_t link_type;
	uint16_t ticks;			/* so many are a microsecond; 0: its times are libpcap's to read */
};

struct pending {
	uint16_t link_type;
	bool timeless;
};

struct pcapng {
	struct source *source;
	char *buffer;			/* blocks are small, and asking the system for each is not */
	size_t buffer_n, buffer_at;
	bool big_endian;
	char head[HEAD];
	size_t head_n, head_at;		/* of it to hand on, and handed on */
	uint64_t left;			/* bytes of the block after its head */
	struct interface *interface;
	size_t interface_count, interface_cap;
	struct pending *packet;		/* those that libpcap has not yet returned */
	size_t packet_at, packet_count, packet_cap;
};

struct pcapng *
pcapng_new(struct source *s)
{
	struct pcapng *g = xcalloc(1, sizeof *g);

	g->source = s;
	g->buffer = xmalloc(BUFFER);
	return g;
}

void
pcapng_free(struct pcapng *g)
{
	free(g->buffer);
	free(g->interface);
	free(g->packet);
	free(g);
}

static uint16_t
get16(const struct pcapng *g, struct slice s, size_t at)
{
	return g->big_endian ? be16(s, at) : le16(s, at);
}

static uint32_t
get32(const struct pcapng *g, struct slice s, size_t at)
{
	return g->big_endian ? be32(s, at) : le32(s, at);
}

static void
put(struct pcapng *g, size_t at, size_t size, uint32_t value)
{
	for (size_t i = 0; i < size; i++)
		g->head[g->big_endian ? at + size - 1 - i : at + i] = (char)(value >> 8 * i);
}

/* What stands in the buffer from here on, of a long file `n` bytes or all that are left. */
static struct slice
peek(struct pcapng *g, size_t n)
{
	size_t left = g->buffer_n - g->buffer_at, more;

	if (left < n && n <= BUFFER && g->source->is_long) {
		memmove(g->buffer, g->buffer + g->buffer_at, left);
		g->buffer_at = 0;
		g->buffer_n = left;
		while (g->buffer_n < n && (more = source_read(g->source, g->buffer + g->buffer_n, BUFFER - g->buffer_n)) > 0)
			g->buffer_n += more;
	}
	return (struct slice){ g->buffer + g->buffer_at, g->buffer_n - g->buffer_at };
}

/* How an interface counts time: its options, which come after its head. */
static uint16_t
ticks_of(struct pcapng *g)
{
	struct slice options = slice_head(peek(g, (size_t)g->left), (size_t)g->left);
	uint16_t ticks = 1;

	if (g->left > PACKET_MAX || options.n < g->left)
		return 0;
	while (options.n >= 8 && get16(g, options, 0) != 0) {
		unsigned code = get16(g, options, 0), resolution = byte_at(options, 4);
		size_t n = get16(g, options, 2);

		if (code == OPTION_OFFSET || (code == OPTION_RESOLUTION && (n != 1 || (resolution != 6 && resolution != 9))))
			return 0;
		if (code == OPTION_RESOLUTION)
			ticks = resolution == 9 ? 1000 : 1;
		options = slice_skip(options, 4 + (n + 3) / 4 * 4);
	}
	return ticks;
}

static void
add_interface(struct pcapng *g, struct slice head)
{
	if (g->interface_count < INTERFACES_MAX) {
		GROW(g->interface, g->interface_count, g->interface_cap);
		g->interface[g->interface_count++] = (struct interface){ get16(g, head, 8), ticks_of(g) };
	}
	put(g, 8, 2, ALIKE_LINK_TYPE);
	put(g, 12, 4, ALIKE_SNAPLEN);
}

static void
add_packet(struct pcapng *g, size_t interface, bool timeless)
{
	if (g->packet_at == g->packet_count)
		g->packet_at = g->packet_count = 0;
	GROW(g->packet, g->packet_count, g->packet_cap);
	g->packet[g->packet_count++] = (struct pending){
		interface < g->interface_count ? g->interface[interface].link_type : UINT16_MAX, timeless,
	};
}

void
pcapng_tell(struct pcapng *g, struct packet *p)
{
	bool known = g->packet_at < g->packet_count;

	p->link_type = known ? g->packet[g->packet_at].link_type : -1;
	p->timeless = known && g->packet[g->packet_at].timeless;
	g->packet_at += known;
}

/* As source_read(), from a buffer: blocks are read in small pieces. */
static size_t
bytes_read(struct pcapng *g, char *to, size_t size)
{
	if (g->buffer_at == g->buffer_n) {
		if (size >= BUFFER)
			return source_read(g->source, to, size);
		g->buffer_at = 0;
		g->buffer_n = source_read(g->source, g->buffer, BUFFER);
	}
	if (size > g->buffer_n - g->buffer_at)
		size = g->buffer_n - g->buffer_at;
	memcpy(to, g->buffer + g->buffer_at, size);
	g->buffer_at += size;
	return size;
}

/* At least `n` bytes of the head; false at the end of the file. */
static bool
head_fill(struct pcapng *g, size_t n)
{
	while (g->head_n < n) {
		size_t more = bytes_read(g, g->head + g->head_n, n - g->head_n);

		if (more == 0)
			return false;
		g->head_n += more;
	}
	return true;
}

static void
head_look(struct pcapng *g, struct slice head)
{
	switch (get32(g, head, 0)) {
	case BLOCK_INTERFACE:
		add_interface(g, head);
		break;
	case BLOCK_OLD_PACKET:
		add_packet(g, get16(g, head, 8), false);
		break;
	case BLOCK_SIMPLE_PACKET:
		add_packet(g, 0, true);
		break;
	case BLOCK_PACKET:
		add_packet(g, get32(g, head, 8), false);
		break;
	}
}

/* The next block's head. What can't be right is handed on all the same: libpcap says what is wrong with it. */
static void
head_read(struct pcapng *g)
{
	struct slice head;
	size_t want;

	g->head_n = g->head_at = 0;
	if (!head_fill(g, 12))
		return;
	if (be32((struct slice){ g->head, 4 }, 0) == 0x0a0d0d0a) {
		g->big_endian = be32((struct slice){ g->head, 12 }, 8) == 0x1a2b3c4d;
		g->interface_count = 0;		/* a new section has its own */
	}
	head = (struct slice){ g->head, HEAD };
	g->left = get32(g, head, 4);
	want = g->left < HEAD ? 12 : HEAD;
	g->left = g->left > want ? g->left - want : 0;
	if (head_fill(g, want) && want == HEAD)
		head_look(g, head);
}

size_t
pcapng_read(struct pcapng *g, char *to, size_t size)
{
	size_t n;

	if (g->head_at == g->head_n && g->left == 0)
		head_read(g);
	if (g->head_at < g->head_n) {
		n = g->head_n - g->head_at < size ? g->head_n - g->head_at : size;
		memcpy(to, g->head + g->head_at, n);
		g->head_at += n;
		return n;
	}
	n = bytes_read(g, to, g->left < size ? (size_t)g->left : size);
	g->left = n > 0 ? g->left - n : 0;
	return n;
}

bool
pcapng_plain(struct pcapng *g, struct packet *out)
{
	struct slice block;
	size_t length, captured;
	uint32_t number;
	uint64_t time;

	if (!g->source->is_long || g->head_at < g->head_n || g->left > 0)
		return false;
	block = peek(g, PACKET_HEAD);
	if (block.n < PACKET_HEAD || get32(g, block, 0) != BLOCK_PACKET)
		return false;
	length = get32(g, block, 4);
	number = get32(g, block, 8);
	captured = get32(g, block, 20);
	if (length > PACKET_MAX || length % 4 != 0 || captured > length || length < PACKET_HEAD + (captured + 3) / 4 * 4 + 4 ||
	    number >= g->interface_count || g->interface[number].ticks == 0)
		return false;
	block = slice_head(peek(g, length), length);
	if (block.n < length || get32(g, block, length - 4) != length)
		return false;
	time = (uint64_t)get32(g, block, 12) << 32 | get32(g, block, 16);
	*out = (struct packet){
		.link_type = g->interface[number].link_type, .bytes = { block.p + PACKET_HEAD, captured },
		.whole = get32(g, block, 24),
		.time = (int64_t)(time / g->interface[number].ticks),
	};
	g->buffer_at += length;
	return true;
}
