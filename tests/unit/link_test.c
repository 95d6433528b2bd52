/* SPDX-License-Identifier: MIT */
/* Link layers and tunnels: the same packet in each of them. */
#include "unit/packets.h"

#define MAC "\2\0\0\0\0\1\2\0\0\0\0\2"
#define IN_ETHERNET MAC "\x08\0"
#define WIFI_ADDRESSES MAC "\2\0\0\0\0\1" "\0\0"
#define SNAP "\xaa\xaa\3\0\0\0\x08\0"

struct row {
	int number;		/* link type, UDP port or protocol */
	struct slice header;	/* before IPv4 */
};

#define ROW(number, text) { number, { text, sizeof(text) - 1 } }

#define ZEROS_24 "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"

static const struct row links[] = {
	ROW(1, IN_ETHERNET),
	ROW(1, MAC "\x81\0\0\5\x08\0"),					/* 802.1Q */
	ROW(1, MAC "\x88\xa8\0\5\x81\0\0\6\x08\0"),			/* QinQ */
	ROW(1, MAC "\x91\0\0\5\x81\0\0\6\x08\0"),
	ROW(1, MAC "\x88\x47\0\1\0\x40\0\2\1\x40"),			/* two MPLS labels */
	ROW(1, MAC "\x88\x47\0\1\1\x40\0\0\0\0" IN_ETHERNET),		/* pseudowire with a control word */
	ROW(1, MAC "\x88\x47\0\1\1\x40" IN_ETHERNET),			/* and without */
	ROW(1, MAC "\x88\x64\x11\0\0\1\1\0\0\x21"),			/* PPPoE session */
	ROW(1, MAC "\x88\xe7\0\0\0\1" IN_ETHERNET),			/* provider backbone bridge */
	ROW(1, MAC "\1\0" SNAP),					/* 802.3 with a length */
	ROW(1, MAC "\x89\x26\0\5\0\3\x08\0"),				/* VN-Tag */
	ROW(1, MAC "\x89\x09\1\1\0\1\0\xa1\x08\0"),			/* Cisco metadata */
	ROW(1, MAC "\x89\x4f\x0f\xc2\1\1\0\0\x21\xff"),			/* NSH with IPv4 */
	ROW(1, MAC "\x89\x4f\x0f\xc3\1\3\0\0\x21\xff" "ctxt" IN_ETHERNET),
	ROW(1, MAC "\x88\xe5\0\0" "numb" "\x08\0"),			/* MACsec without encryption */
	ROW(1, MAC "\x88\xe5\x20\0" "numb" "channel1" "\x08\0"),
	ROW(1, MAC "\x89\x2f\0\0\0\1\x08\0"),				/* HSR */
	ROW(1, MAC "\xf1\xc1\0\0\0\1\x08\0"),				/* redundancy tag */
	ROW(1, MAC "\x89\x3f\0\0\0\5\0\0\x08\0"),			/* 802.1BR */
	ROW(1, MAC "\x89\x03\0\x60" IN_ETHERNET),			/* FabricPath */
	ROW(1, MAC "\xd2\x8b\0\1\0\x10" "timetime" "\x08\0"),		/* Arista's time, TAI in 64 bits */
	ROW(1, MAC "\xd2\x8b\0\1\1\x21" "timeti" "\x08\0"),		/* UTC in 48 */
	ROW(1, MAC "\x22\xf3\0\x3f\0\1\0\2" IN_ETHERNET),		/* TRILL */
	ROW(1, MAC "\x22\xf3\0\x7f\0\1\0\2" "optn" IN_ETHERNET),	/* with options */
	ROW(1, MAC "\x43\x05\x40\x0f\x32\0" "target" IN_ETHERNET),	/* B.A.T.M.A.N. */
	ROW(1, MAC "\x43\x05\x42\x0f\x32\0" "target" "source" "\1\0" IN_ETHERNET),
	ROW(1, "\1\0\x0c\0\0\0" "source" "\0\x90\xaa\xaa\3\0\0\x0c\0\x14\0\0\0\0" IN_ETHERNET),	/* ISL */
	ROW(1, "\3\0\x0c\0\0\0" "source" "\0\x90\xaa\xaa\3\0\0\x0c\0\x14\0\0\0\0" IN_ETHERNET),
	ROW(8, "\1" "compressed head"),					/* SLIP */
	ROW(167, "MGC\1" IN_ETHERNET),					/* Junos, PPPoE */
	ROW(6, "\x10\x40" MAC SNAP),					/* token ring */
	ROW(6, "\x10\x40" "\2\0\0\0\0\1\x82\0\0\0\0\2" "\6\0rout" SNAP),
	ROW(10, "\x50" MAC SNAP),
	ROW(122, "addressaddress12" SNAP),
	ROW(123, "\2\0\0\x20" SNAP),
	ROW(242, "\x08\0\0\0"),
	ROW(281, MAC "tags" "\x08\0"),
	ROW(282, "tags" IN_ETHERNET),
	ROW(284, MAC "tags" "\x08\0"),
	ROW(285, MAC "\xda\xda\0\0tags" "\x08\0"),
	ROW(100, SNAP),
	ROW(11, SNAP),							/* the same, as libpcap numbers it on most systems */
	ROW(107, "\x18\x41\3\xcc"),					/* frame relay */
	ROW(107, "\x18\x41\3\0\x80\0\0\0\x08\0"),
	ROW(107, "\x18\x41\x08\0"),
	ROW(240, "zzzz" IN_ETHERNET),
	ROW(241, "zzzz" "\x55\x55\x55\x55\x55\x55\x55\xd5" IN_ETHERNET),
	ROW(274, "\x55\x55\x55\x55\x55\x55\x55\xd5" IN_ETHERNET),
	ROW(259, "zzzzzzzz" IN_ETHERNET),
	ROW(197, "timetime" "\2\4\0\x99\0\0\0\x80" "zz" IN_ETHERNET),
	ROW(197, "timetime" "\x82\4\0\x99\0\0\0\x80" "\x83xxxxxxx" "\4yyyyyyy" "zz" IN_ETHERNET),	/* two extensions */
	ROW(197, "timetime" "\x16\4\0\x99\0\0\0\x80"),
	ROW(143, "\0\0\0\x99" "hc" IN_ETHERNET),
	ROW(143, "\1\4\0\x99" "extn" "hc" IN_ETHERNET),
	ROW(226, "\1\2\0\0" "leng" "zzzzzzzzzzzzzzzz"),
	ROW(178, "MGC\x81\0\0" IN_ETHERNET),
	ROW(130, "MGC\x80\0\0" "\0\x21"),
	ROW(137, "MGC\0" "zzzz" "zzzzzzzz" "zzzzzzzz"),			/* as much as may stand before it */
	ROW(194, "MGC\x80\0\3" "ext" "zzzzzzzz"),
	ROW(201, "MGC\2" "\2\0\0\0"),
	ROW(178, "MGC\x80\0\3" "ext" IN_ETHERNET),
	ROW(178, "MGC\1" IN_ETHERNET),
	ROW(178, "MGC\2" "\2\0\0\0"),
	ROW(179, "MGC\0\0\x21"),
	ROW(181, "MGC\0\x0f\0\x08\0"),
	ROW(117, "\x0d\2\0\0" "em0\0" "zzzz" "zzzz"),			/* 13 bytes, padded to 16 */
	ROW(109, "\2\0\0\0" "zzzz" "\0\0\0\0"),
	ROW(166, "\1\xff\3\0\x21"),
	ROW(0, "\2\0\0\0"),
	ROW(108, "\0\0\0\2"),
	ROW(12, ""),
	ROW(101, ""),
	ROW(228, ""),
	ROW(9, "\xff\3\0\x21"),
	ROW(9, "\x21"),							/* compressed */
	ROW(50, "\x0f\0\x08\0"),
	ROW(204, "\1\xff\3\0\x21"),
	ROW(104, "\x8f\0\x08\0"),
	ROW(51, "\x11\0\0\1\1\0\0\x21"),
	ROW(113, "\0\0\0\1\0\6" "\2\0\0\0\0\1\0\0" "\x08\0"),
	ROW(113, "\0\0\0\1\0\6" "\2\0\0\0\0\1\0\0" "\0\4" SNAP),
	ROW(276, "\x08\0\0\0\0\0\0\1\0\1\0\6\2\0\0\0\0\1\0\0"),
	ROW(105, "\x08\1\0\0" WIFI_ADDRESSES SNAP),
	ROW(105, "\x88\1\0\0" WIFI_ADDRESSES "\0\0" SNAP),		/* QoS */
	ROW(105, "\x88\1\0\0" WIFI_ADDRESSES "\x80\0" MAC "\7\0" SNAP),	/* the first of an A-MSDU */
	ROW(105, "\x08\3\0\0" WIFI_ADDRESSES "\2\0\0\0\0\4" SNAP),	/* between access points */
	ROW(127, "\0\0\x08\0\0\0\0\0" "\x08\1\0\0" WIFI_ADDRESSES SNAP),
	ROW(127, "\0\0\x09\0\2\0\0\0\x20" "\x88\1\0\0" WIFI_ADDRESSES "\0\0\0\0" SNAP),	/* header padded */
	ROW(192, "\0\0\x08\0\1\0\0\0" IN_ETHERNET),
	ROW(258, "\x0c\0\0\0\1\0\0\0\1\0\0\0" IN_ETHERNET),
	ROW(149, "\x6c\0\0\0\1\0\0\0\1\0\0\0" ZEROS_24 ZEROS_24 ZEROS_24 ZEROS_24 IN_ETHERNET),	/* PKTAP under Apple's own number */
	ROW(239, "\2\0\0\0" "\x05\0\x0a\0x\0\0\0" "\xff\0\x09\0"),	/* a prefix before the packet */
	ROW(219, "\0\1\1\x40"),
};

/* The packet within UDP to a port. */
static const struct row over_udp[] = {
	ROW(4789, "\x08\0\0\0\0\0\1\0" IN_ETHERNET),
	ROW(8472, "\x08\0\0\0\0\0\1\0" IN_ETHERNET),
	ROW(6081, "\0\0\x65\x58\0\0\1\0" IN_ETHERNET),
	ROW(6081, "\1\0\x08\0\0\0\1\0\0\0\0\0"),			/* an option */
	ROW(4790, "\x0c\0\0\1\0\0\1\0"),				/* VXLAN-GPE with IPv4 */
	ROW(4790, "\x0c\0\0\3\0\0\1\0" IN_ETHERNET),
	ROW(4790, "\x0c\0\0\4\0\0\1\0" "\x0f\xc2\1\1\0\0\x21\xff"),
	ROW(4790, "\x08\0\0\0\0\0\1\0" IN_ETHERNET),
	ROW(2152, "\x30\xff\x02\0\0\0\0\1"),
	ROW(2152, "\x32\xff\x02\0\0\0\0\1\0\7\0\0"),			/* sequence number */
	ROW(2152, "\x34\xff\x02\0\0\0\0\1\0\0\0\x85" "\1\0\0\0"),	/* an extension header */
	ROW(37008, "\1\0\0\1\1" IN_ETHERNET),
	ROW(37008, "\1\0\0\1\0\x0a\1\x30\1" IN_ETHERNET),		/* tags */
	ROW(1701, "\0\3\0\0" "\0\0\0\7" IN_ETHERNET),		/* version 3 */
	ROW(1701, "\0\3\0\0" "\0\0\0\7" "\x40\0\0\1" IN_ETHERNET),
	ROW(1701, "\0\2\0\1\0\1\xff\3\0\x21"),
	ROW(1701, "\x4a\2\1\0\0\1\0\1\0\0\0\0\0\2zz\0\x21"),		/* length, sequence, offset */
	ROW(6635, "\0\1\1\x40"),
	ROW(4341, "\x80\0\0\1\0\0\0\0"),				/* LISP */
	ROW(4754, "\0\0\x08\0"),					/* GRE */
	ROW(5247, "\0\x10\0\0\0\0\0\0" IN_ETHERNET),			/* CAPWAP */
	ROW(5247, "\0\x10\3\0\0\0\0\0" "\x08\1\0\0" WIFI_ADDRESSES SNAP),
	ROW(6080, "\0\4\0\0"),					/* GUE */
	ROW(6080, "\1\4\0\0zzzz"),
	ROW(6080, ""),
};

/* And from one, to whatever port the client has. */
static const struct row from_udp[] = {
	ROW(1701, "\0\2\0\1\0\1\xff\3\0\x21"), ROW(5247, "\0\x10\0\0\0\0\0\0" IN_ETHERNET),
};

/* The packet within an IP protocol. */
static const struct row over_ip[] = {
	ROW(4, ""),
	ROW(47, "\0\0\x08\0"),
	ROW(47, "\xb0\0\x08\0\0\0\0\0\0\0\0\1\0\0\0\2"),		/* checksum, key, sequence */
	ROW(47, "\0\0\x65\x58" IN_ETHERNET),
	ROW(47, "\x30\x81\x88\x0b\1\0\0\1\0\0\0\1\0\0\0\1\xff\3\0\x21"),	/* PPTP */
	ROW(47, "\x10\0\x88\xbe\0\0\0\1" "\x10\0\0\0\0\0\0\0" IN_ETHERNET),	/* ERSPAN II */
	ROW(47, "\0\0\x88\xbe" IN_ETHERNET),				/* ERSPAN I */
	ROW(47, "\x10\0\x22\xeb\0\0\0\1" "\x20\0\0\0\0\0\0\0\0\0\0\0" IN_ETHERNET),
	ROW(137, "\0\1\1\x40"),
	ROW(115, "\0\0\0\7" IN_ETHERNET),				/* L2TPv3 */
	ROW(115, "\0\0\0\7" "cookiegg" "\x40\0\0\1" IN_ETHERNET),
	ROW(97, "\x30\0" IN_ETHERNET),
	ROW(143, IN_ETHERNET),
};

static void
expect_message(struct log *l, const char *name, size_t row)
{
	if (!log_holds(l, 0, OK_200))
		fail_msg("%s row %zu: no message", name, row);
	assert_int_equal(l->count, 1);
	assert_int_equal(l->frame[0].where.src.ip[l->frame[0].where.src.family == 4 ? 3 : 15], 1);
	assert_int_equal(l->frame[0].where.src.port, 5060);
	assert_int_equal(l->frame[0].where.dst.port, 5070);
	assert_int_equal(l->frame[0].where.transport, TRANSPORT_UDP);
	assert_int_equal(l->frame[0].flags, FRAME_EXACT);
	log_release(l);
}

/* The packet within `wrap`ped rows; each also cut at every length, which must stay silent and whole. */
static void
try_rows(const char *name, const struct row *rows, size_t count, void (*wrap)(struct buf *, const struct row *), int link_type)
{
	struct log l = { 0 };
	struct sink sink = log_sink(&l);

	for (size_t i = 0; i < count; i++) {
		struct decoder *d = decoder_new("f", &sink);
		struct buf b = BUF_INIT;
		int type = link_type >= 0 ? link_type : rows[i].number;

		build_udp4(&b, OK_200);
		wrap(&b, &rows[i]);
		size_t whole = b.n;
		send(d, &b, type, 1);
		expect_message(&l, name, i);
		for (size_t n = 0; n < whole; n++) {
			build_udp4(&b, OK_200);
			wrap(&b, &rows[i]);
			b.n = n;
			send(d, &b, type, 1);
			assert_true(l.count == 0 || (l.frame[0].flags & FRAME_CUT));
			log_release(&l);
		}
		decoder_free(d);
		buf_release(&b);
	}
}

static void
wrap_link(struct buf *b, const struct row *r)
{
	before(b, r->header);
}

static void
wrap_udp(struct buf *b, const struct row *r)
{
	/* GTP's length covers what follows its first eight bytes. */
	before(b, r->header);
	if (r->number == 2152) {
		b->p[2] = HI(b->n - 8);
		b->p[3] = LO(b->n - 8);
	}
	add_udp(b, 40000, (unsigned)r->number);
	add_ip4(b, 17, 8, 9, 1, 0);
}

static void
wrap_udp_answer(struct buf *b, const struct row *r)
{
	before(b, r->header);
	add_udp(b, (unsigned)r->number, 40000);
	add_ip4(b, 17, 8, 9, 1, 0);
}

static void
wrap_ip4(struct buf *b, const struct row *r)
{
	before(b, r->header);
	add_ip4(b, (unsigned)r->number, 8, 9, 1, 0);
}

static void
wrap_ip6(struct buf *b, const struct row *r)
{
	before(b, r->header);
	add_ip6(b, (unsigned)r->number);
}

static void
every_link_type_leads_to_ip(void **state)
{
	(void)state;
	try_rows("links", links, COUNT(links), wrap_link, -1);
}

static void
tunnels_over_udp_are_opened(void **state)
{
	(void)state;
	try_rows("over_udp", over_udp, COUNT(over_udp), wrap_udp, RAW_IP);
	try_rows("from_udp", from_udp, COUNT(from_udp), wrap_udp_answer, RAW_IP);
}

static void
tunnels_over_ip_are_opened(void **state)
{
	(void)state;
	try_rows("over_ip", over_ip, COUNT(over_ip), wrap_ip4, RAW_IP);
	try_rows("over_ip", over_ip, COUNT(over_ip), wrap_ip6, RAW_IP);
}

static void
ipv6_extension_headers_are_passed(void **state)
{
	static const struct row rows[] = {
		ROW(17, ""),
		ROW(0, "\x11\0\1\4\0\0\0\0"),
		ROW(60, "\x2b\0\1\4\0\0\0\0" "\x11\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
		ROW(44, "\x11\0\0\0\0\0\0\1"),			/* an atomic fragment */
		ROW(51, "\x11\4\0\0\0\0\0\1\0\0\0\1zzzzzzzzzzzz"),
	};
	struct log l = { 0 };
	struct sink sink = log_sink(&l);

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct decoder *d = decoder_new("f", &sink);
		struct buf b = BUF_INIT;

		buf_addstr(&b, OK_200);
		add_udp(&b, 5060, 5070);
		before(&b, rows[i].header);
		add_ip6(&b, (unsigned)rows[i].number);
		send(d, &b, 229, 1);
		expect_message(&l, "IPv6", i);
		decoder_free(d);
		buf_release(&b);
	}
}

/* MikroTik's GRE says how long the frame is. */
static void
ethernet_over_ip_has_a_length(void **state)
{
	struct log l = { 0 };
	struct sink sink = log_sink(&l);
	struct decoder *d = decoder_new("f", &sink);
	struct buf b = BUF_INIT;

	(void)state;
	build_udp4(&b, OK_200);
	before(&b, SLICE(IN_ETHERNET));
	size_t length = b.n;
	buf_addstr(&b, "padding");
	BEFORE(&b, 0x20, 1, 0x64, 0, HI(length), LO(length), 0x0c, 0);
	add_ip4(&b, 47, 8, 9, 1, 0);
	send(d, &b, RAW_IP, 1);
	expect_message(&l, "EoIP", 0);
	decoder_free(d);
	buf_release(&b);
}

/* ESP with null encryption and a check value of `icv` bytes around what is in the buffer. */
static void
add_esp(struct buf *b, unsigned next, size_t icv, const char *value)
{
	size_t padding = (4 - (b->n + 2) % 4) % 4;

	BEFORE(b, 0, 0, 0x3e, (char)0x9a, 0, 0, 0, 1);
	for (size_t i = 0; i < padding; i++)
		buf_addc(b, (char)(i + 1));
	buf_addc(b, (char)padding);
	buf_addc(b, (char)next);
	buf_add(b, (struct slice){ value, icv });
}

static void
esp_without_encryption_is_opened(void **state)
{
	static const char value[] = "0123456789abcdef0123456789abcdef";
	static const size_t sizes[] = { 0, 8, 12, 16, 24, 32 };
	struct log l = { 0 };
	struct sink sink = log_sink(&l);

	(void)state;
	for (size_t i = 0; i < COUNT(sizes) * 3; i++) {
		struct decoder *d = decoder_new("f", &sink);
		struct buf b = BUF_INIT;
		bool tunnel = i % 3 == 1, udp = i % 3 == 2;

		buf_addstr(&b, OK_200);
		add_udp(&b, 5060, 5070);
		if (tunnel)
			add_ip4(&b, 17, 1, 2, 7, 0);
		add_esp(&b, tunnel ? 4 : 17, sizes[i / 3], value);
		if (udp)			/* RFC 3948 */
			add_udp(&b, 4500, 4500);
		add_ip4(&b, udp ? 17 : 50, 1, 2, 1, 0);
		send(d, &b, RAW_IP, 1);
		expect_message(&l, "ESP", i);
		decoder_free(d);
		buf_release(&b);
	}
}

static void
encrypted_esp_is_left(void **state)
{
	struct log l = { 0 };
	struct sink sink = log_sink(&l);
	struct decoder *d = decoder_new("f", &sink);
	struct buf b = BUF_INIT;

	(void)state;
	for (unsigned seed = 1; seed < 5000; seed++) {
		uint32_t x = seed * 2654435761u;

		for (int i = 0; i < 96; i++, x = x * 1103515245 + 12345)
			buf_addc(&b, (char)(x >> 16));
		add_ip4(&b, 50, 1, 2, 1, 0);
		send(d, &b, RAW_IP, 1);
	}
	buf_addstr(&b, OK_200);		/* a length that lies, a padding that is none */
	add_udp(&b, 5060, 5070);
	b.p[5]++;
	add_esp(&b, 17, 12, "0123456789ab");
	add_ip4(&b, 50, 1, 2, 1, 0);
	send(d, &b, RAW_IP, 1);
	assert_int_equal(l.count, 0);
	decoder_free(d);
	buf_release(&b);
}

static void
tunnels_without_end_are_left(void **state)
{
	struct log l = { 0 };
	struct sink sink = log_sink(&l);
	struct decoder *d = decoder_new("f", &sink);
	struct buf b = BUF_INIT;

	(void)state;
	build_udp4(&b, OK_200);
	for (int i = 0; i < 40; i++)
		add_ip4(&b, 4, 1, 2, 1, 0);
	send(d, &b, RAW_IP, 1);
	build_udp4(&b, OK_200);
	for (int i = 0; i < 2000; i++)
		BEFORE(&b, 51, 0, 0, 0, 0, 0, 0, 0);
	add_ip6(&b, 51);
	send(d, &b, RAW_IP, 1);
	assert_int_equal(l.count, 0);
	decoder_free(d);
	buf_release(&b);
}

static void
a_capture_of_an_unknown_link_type_is_lost(void **state)
{
	struct log l = { 0 };
	struct sink sink = log_sink(&l);
	struct decoder *d = decoder_new("f", &sink);
	struct buf b = BUF_INIT;
	int type;

	(void)state;
	assert_false(decoder_is_lost(d, &type));
	build_udp4(&b, OK_200);
	send(d, &b, 147, 1);
	assert_int_equal(l.count, 0);
	assert_true(decoder_is_lost(d, &type));
	assert_int_equal(type, 147);
	build_udp4(&b, OK_200);		/* anybody's own, and not Apple's */
	send(d, &b, 149, 1);
	assert_true(decoder_is_lost(d, &type));
	build_udp4(&b, OK_200);
	send(d, &b, RAW_IP, 1);
	assert_false(decoder_is_lost(d, &type));
	log_release(&l);
	decoder_free(d);
	buf_release(&b);
}

/* What Wireshark saves of decrypted SIP over TLS. */
static void
exported_pdus_keep_their_addresses(void **state)
{
	struct log l = { 0 };
	struct sink sink = log_sink(&l);
	struct decoder *d = decoder_new("f", &sink);
	struct buf b = BUF_INIT;

	(void)state;
	buf_addstr(&b, OK_200);
	BEFORE(&b, 0, 12, 0, 4, 's', 'i', 'p', 0, 0, 20, 0, 4, 10, 0, 0, 1, 0, 21, 0, 4, 10, 0, 0, 2, 0, 24, 0, 4, 0, 0, 0, 2,
	    0, 25, 0, 4, 0, 0, 0x13, (char)0xc5, 0, 26, 0, 4, 0, 0, 0x13, (char)0xc6, 0, 0, 0, 0);
	send(d, &b, 252, 1);
	assert_true(log_holds(&l, 0, OK_200));
	assert_int_equal(l.frame[0].where.src.ip[3], 1);
	assert_int_equal(l.frame[0].where.dst.port, 5062);
	assert_int_equal(l.frame[0].where.transport, TRANSPORT_TCP);
	log_release(&l);
	decoder_free(d);
	buf_release(&b);
}

/* FOU: an IP packet right in a datagram, known by its own header alone. */
static void
a_datagram_may_be_a_packet(void **state)
{
	static const struct { size_t at; char is; bool found; } rows[] = {
		{ 8, 64, true }, { 8, 65, false }, { 3, 0, false }, { 9, 47, false }, { 0, 0x46, false },
	};
	struct log l = { 0 };
	struct sink sink = log_sink(&l);

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct decoder *d = decoder_new("f", &sink);
		struct buf b = BUF_INIT;
		uint32_t sum = 0;

		build_udp4(&b, OK_200);
		for (size_t n = 0; n < 20; n += 2)
			sum += (uint32_t)((unsigned char)b.p[n] << 8 | (unsigned char)b.p[n + 1]);
		sum = ~((sum & 0xffff) + (sum >> 16));
		b.p[10] = HI(sum & 0xffff);
		b.p[11] = LO(sum);
		b.p[rows[i].at] = rows[i].is;
		add_udp(&b, 50000, 5555);
		add_ip4(&b, 17, 8, 9, 1, 0);
		send(d, &b, RAW_IP, 1);
		if (rows[i].found)
			expect_message(&l, "FOU", i);
		else
			assert_int_equal(l.count, 0);
		log_release(&l);
		decoder_free(d);
		buf_release(&b);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_datagram_may_be_a_packet),
		cmocka_unit_test(every_link_type_leads_to_ip),
		cmocka_unit_test(tunnels_over_udp_are_opened),
		cmocka_unit_test(tunnels_over_ip_are_opened),
		cmocka_unit_test(ipv6_extension_headers_are_passed),
		cmocka_unit_test(ethernet_over_ip_has_a_length),
		cmocka_unit_test(esp_without_encryption_is_opened),
		cmocka_unit_test(encrypted_esp_is_left),
		cmocka_unit_test(tunnels_without_end_are_left),
		cmocka_unit_test(a_capture_of_an_unknown_link_type_is_lost),
		cmocka_unit_test(exported_pdus_keep_their_addresses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
