/* SPDX-License-Identifier: MIT */
/* Files of every kind: pcap and pcapng, compressed or not, cut or broken, and what isn't a file. */
#include "input/input.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "unit/packets.h"

struct fixture {
	struct log log;
	bool good;
	struct buf b;
	char name[64];
};

static void
begin(struct fixture *f)
{
	*f = (struct fixture){ .b = BUF_INIT };
	strcpy(f->name, "/tmp/siperr-test-XXXXXX");
	close(mkstemp(f->name));
}

static void
end(struct fixture *f)
{
	unlink(f->name);
	buf_release(&f->b);
	log_release(&f->log);
}

static void
read_it(struct fixture *f)
{
	struct input_options o = { .live = false };
	struct sink sink = log_sink(&f->log);

	log_release(&f->log);
	f->good = input_read(f->name, &o, &sink);
}

/* Write the bytes to the file and read it. */
static void
read_bytes(struct fixture *f, struct slice bytes)
{
	FILE *out = fopen(f->name, "wb");

	assert_non_null(out);
	assert_int_equal(fwrite(bytes.p, 1, bytes.n, out), bytes.n);
	fclose(out);
	read_it(f);
}

static void
put32(struct buf *b, uint32_t n, bool big)
{
	char le[] = { (char)n, (char)(n >> 8), (char)(n >> 16), (char)(n >> 24) };
	char be[] = { le[3], le[2], le[1], le[0] };

	buf_add(b, (struct slice){ big ? be : le, 4 });
}

static void
put16(struct buf *b, uint16_t n, bool big)
{
	buf_addc(b, (char)(big ? n >> 8 : n));
	buf_addc(b, (char)(big ? n : n >> 8));
}

static void
pcap_header(struct buf *b, uint32_t magic, bool big, uint32_t link_type)
{
	put32(b, magic, big);
	put16(b, 2, big);
	put16(b, 4, big);
	put32(b, 0, big);
	put32(b, 0, big);
	put32(b, 65535, big);
	put32(b, link_type, big);
}

static void
pcap_packet(struct buf *b, bool big, uint32_t fraction, const char *message)
{
	struct buf p = BUF_INIT;

	build_udp4(&p, message);
	put32(b, 1700000000, big);
	put32(b, fraction, big);
	put32(b, (uint32_t)p.n, big);
	put32(b, (uint32_t)p.n, big);
	buf_add(b, buf_slice(&p));
	buf_release(&p);
}

static void
pcap_of_every_magic_is_read(void **state)
{
	static const struct { uint32_t magic; bool big; uint32_t fraction; } rows[] = {
		{ 0xa1b2c3d4, false, 7 }, { 0xa1b2c3d4, true, 7 }, { 0xa1b23c4d, false, 7999 }, { 0xa1b23c4d, true, 7999 },
	};
	struct fixture f;

	(void)state;
	begin(&f);
	for (size_t i = 0; i < COUNT(rows); i++) {
		buf_reset(&f.b);
		pcap_header(&f.b, rows[i].magic, rows[i].big, RAW_IP);
		pcap_packet(&f.b, rows[i].big, 0, OPTIONS);
		pcap_packet(&f.b, rows[i].big, rows[i].fraction, OK_200);
		read_bytes(&f, buf_slice(&f.b));
		assert_true(f.good);
		assert_int_equal(f.log.count, 2);
		assert_true(log_holds(&f.log, 1, OK_200));
		assert_int_equal(f.log.frame[1].where.packet, 2);
		assert_int_equal(f.log.frame[1].where.line, 0);
		assert_string_equal(f.log.frame[1].where.file, f.name);
		assert_true(f.log.frame[1].where.time == 1700000000000007);
	}
	end(&f);
}

static void
block(struct buf *b, uint32_t type, struct slice body, bool big)
{
	uint32_t n = (uint32_t)((body.n + 3) & ~(size_t)3) + 12;

	put32(b, type, big);
	put32(b, n, big);
	buf_add(b, body);
	while (b->n % 4 != 0)
		buf_addc(b, 0);
	put32(b, n, big);
}

static void
section(struct buf *b, bool big)
{
	struct buf body = BUF_INIT;

	put32(&body, 0x1a2b3c4d, big);
	put16(&body, 1, big);
	put16(&body, 0, big);
	put32(&body, 0xffffffff, big);
	put32(&body, 0xffffffff, big);
	block(b, 0x0a0d0d0a, buf_slice(&body), big);
	buf_release(&body);
}

static void
interface(struct buf *b, uint16_t link_type, uint32_t snaplen, bool big)
{
	struct buf body = BUF_INIT;

	put16(&body, link_type, big);
	put16(&body, 0, big);
	put32(&body, snaplen, big);
	block(b, 1, buf_slice(&body), big);
	buf_release(&body);
}

static void
enhanced_packet(struct buf *b, uint32_t number, const char *message, bool ethernet, bool big)
{
	struct buf p = BUF_INIT, body = BUF_INIT;

	build_udp4(&p, message);
	if (ethernet)
		add_ethernet(&p, 0x800);
	put32(&body, number, big);
	put32(&body, 0, big);
	put32(&body, 7, big);
	put32(&body, (uint32_t)p.n, big);
	put32(&body, (uint32_t)p.n, big);
	buf_add(&body, buf_slice(&p));
	block(b, 6, buf_slice(&body), big);
	buf_release(&body);
	buf_release(&p);
}

/* libpcap alone refuses such a file. */
static void
pcapng_may_mix_link_types_and_snaplens(void **state)
{
	struct fixture f;

	(void)state;
	for (int big = 0; big < 2; big++) {
		begin(&f);
		section(&f.b, big);
		interface(&f.b, 1, 65535, big);
		interface(&f.b, 101, 262144, big);
		block(&f.b, 5, SLICE("\0\0\0\0\0\0\0\0\0\0\0\0"), big);	/* statistics */
		enhanced_packet(&f.b, 0, OPTIONS, true, big);
		enhanced_packet(&f.b, 1, OK_200, false, big);
		interface(&f.b, 101, 96, big);
		enhanced_packet(&f.b, 2, BUSY_486, false, big);
		section(&f.b, big);
		interface(&f.b, 101, 0, big);
		enhanced_packet(&f.b, 0, OK_200, false, big);
		read_bytes(&f, buf_slice(&f.b));
		assert_true(f.good);
		assert_int_equal(f.log.count, 4);
		assert_true(log_holds(&f.log, 0, OPTIONS));
		assert_true(log_holds(&f.log, 1, OK_200));
		assert_true(log_holds(&f.log, 2, BUSY_486));
		assert_true(log_holds(&f.log, 3, OK_200));
		assert_int_equal(f.log.frame[1].where.time, 7);
		end(&f);
	}
}

/* The one kind of packet that has no time: what there is of it is not of 1970. */
static void
a_simple_packet_has_no_time(void **state)
{
	struct fixture f;
	struct buf p = BUF_INIT, body = BUF_INIT;

	(void)state;
	begin(&f);
	section(&f.b, false);
	interface(&f.b, 101, 0, false);
	build_udp4(&p, OK_200);
	put32(&body, (uint32_t)p.n, false);
	buf_add(&body, buf_slice(&p));
	block(&f.b, 3, buf_slice(&body), false);
	enhanced_packet(&f.b, 0, OPTIONS, false, false);
	block(&f.b, 3, buf_slice(&body), false);
	read_bytes(&f, buf_slice(&f.b));
	assert_true(f.good);
	assert_int_equal(f.log.count, 3);
	assert_true(f.log.frame[0].where.time == NO_TIME);
	assert_int_equal(f.log.frame[1].where.time, 7);
	assert_true(f.log.frame[2].where.time == NO_TIME);
	buf_release(&p);
	buf_release(&body);
	end(&f);
}

static void
a_cut_capture_gives_what_is_there(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	pcap_header(&f.b, 0xa1b2c3d4, false, RAW_IP);
	pcap_packet(&f.b, false, 0, OPTIONS);
	size_t first = f.b.n;
	pcap_packet(&f.b, false, 0, OK_200);
	for (size_t n = 4; n < f.b.n; n += 3) {
		read_bytes(&f, slice_head(buf_slice(&f.b), n));
		assert_int_equal(f.log.count, n >= first);
		assert_int_equal(f.good, n == 24 || n == first);
		assert_int_equal(f.log.troubles, !f.good);
		if (!f.good)
			assert_int_equal(f.log.trouble, TROUBLE_CUT);
	}
	end(&f);
}

static void
a_cut_pcapng_gives_what_is_there(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	section(&f.b, false);
	interface(&f.b, 101, 0, false);
	enhanced_packet(&f.b, 0, OPTIONS, false, false);
	size_t first = f.b.n;
	enhanced_packet(&f.b, 0, OK_200, false, false);
	for (size_t n = 4; n < f.b.n; n += 3) {
		read_bytes(&f, slice_head(buf_slice(&f.b), n));
		assert_int_equal(f.log.count, n >= first);
		assert_int_equal(f.log.troubles, !f.good);
		assert_true(!f.good || n == 48 || n == first);
		if (!f.good && n != 28)		/* a section without interfaces */
			assert_int_equal(f.log.trouble, TROUBLE_CUT);
	}
	end(&f);
}

static void
a_wrong_packet_length_is_said_to_be_wrong(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	pcap_header(&f.b, 0xa1b2c3d4, false, RAW_IP);
	pcap_packet(&f.b, false, 0, OK_200);
	for (int i = 0; i < 4; i++)
		put32(&f.b, 0xfffffff0, false);
	read_bytes(&f, buf_slice(&f.b));
	assert_false(f.good);
	assert_int_equal(f.log.count, 1);
	assert_int_equal(f.log.trouble, TROUBLE_FORMAT);
	end(&f);
}

static struct buf
gzipped(struct slice bytes)
{
	struct buf out = BUF_INIT;
	z_stream z = { 0 };

	assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
	z.next_in = (unsigned char *)bytes.p;
	z.avail_in = (uInt)bytes.n;
	z.next_out = (unsigned char *)buf_room(&out, bytes.n + 200);
	z.avail_out = (uInt)bytes.n + 200;
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	out.n = bytes.n + 200 - z.avail_out;
	deflateEnd(&z);
	return out;
}

static void
gzip_is_opened_also_in_members(void **state)
{
	struct fixture f;
	struct buf one, two;

	(void)state;
	begin(&f);
	pcap_header(&f.b, 0xa1b2c3d4, false, RAW_IP);
	pcap_packet(&f.b, false, 0, OPTIONS);
	one = gzipped(slice_head(buf_slice(&f.b), 30));
	two = gzipped(slice_skip(buf_slice(&f.b), 30));
	buf_add(&one, buf_slice(&two));
	read_bytes(&f, buf_slice(&one));
	assert_true(f.good);
	assert_true(log_holds(&f.log, 0, OPTIONS));
	buf_add(&one, SLICE("\0\0\0\0"));		/* padding, as on tapes */
	read_bytes(&f, buf_slice(&one));
	assert_true(f.good);
	buf_release(&one);
	buf_release(&two);
	one = gzipped(SLICE(OPTIONS));
	read_bytes(&f, buf_slice(&one));
	assert_true(f.good);
	assert_int_equal(f.log.count, 1);
	assert_int_equal(f.log.frame[0].where.line, 1);
	buf_release(&one);
	end(&f);
}

static void
a_cut_gzip_gives_what_is_there(void **state)
{
	struct fixture f;
	struct buf z;

	(void)state;
	begin(&f);
	z = gzipped(SLICE(OPTIONS));
	read_bytes(&f, slice_head(buf_slice(&z), z.n - 4));
	assert_false(f.good);
	assert_int_equal(f.log.count, 1);
	assert_int_equal(f.log.troubles, 1);
	assert_int_equal(f.log.trouble, TROUBLE_CUT);
	memset(z.p + 20, 0xff, 8);
	read_bytes(&f, buf_slice(&z));
	assert_false(f.good);
	assert_int_equal(f.log.trouble, TROUBLE_FORMAT);
	buf_release(&z);
	end(&f);
}

static void
what_is_no_file_is_trouble(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	unlink(f.name);
	read_it(&f);
	assert_false(f.good);
	assert_int_equal(f.log.trouble, TROUBLE_OPEN);
	assert_int_equal(mkdir(f.name, 0700), 0);
	read_it(&f);
	assert_false(f.good);
	assert_int_equal(f.log.trouble, TROUBLE_READ);
	rmdir(f.name);
	end(&f);
}

static void
an_empty_file_is_no_trouble(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f);
	read_bytes(&f, SLICE(""));
	assert_true(f.good);
	assert_int_equal(f.log.count, 0);
	read_bytes(&f, SLICE("\xd4"));
	assert_true(f.good);
	end(&f);
}

/* A pipe that stays open: frames come before its end, and idle is told. */
static void
a_live_capture_is_read_as_it_comes(void **state)
{
	struct fixture f;
	pid_t child;
	struct input_options o = { .live = true };

	(void)state;
	begin(&f);
	unlink(f.name);
	assert_int_equal(mkfifo(f.name, 0600), 0);
	pcap_header(&f.b, 0xa1b2c3d4, false, RAW_IP);
	pcap_packet(&f.b, false, 0, OK_200);
	child = fork();
	if (child == 0) {
		FILE *out = fopen(f.name, "wb");

		fwrite(f.b.p, 1, f.b.n, out);
		fflush(out);
		usleep(1300000);
		fwrite(f.b.p + 24, 1, f.b.n - 24, out);
		fclose(out);
		_exit(0);
	}
	struct sink sink = log_sink(&f.log);
	assert_true(input_read(f.name, &o, &sink));
	assert_int_equal(f.log.count, 2);
	assert_int_equal(f.log.idles, 1);
	end(&f);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(pcap_of_every_magic_is_read),
		cmocka_unit_test(pcapng_may_mix_link_types_and_snaplens),
		cmocka_unit_test(a_simple_packet_has_no_time),
		cmocka_unit_test(a_cut_capture_gives_what_is_there),
		cmocka_unit_test(a_cut_pcapng_gives_what_is_there),
		cmocka_unit_test(a_wrong_packet_length_is_said_to_be_wrong),
		cmocka_unit_test(gzip_is_opened_also_in_members),
		cmocka_unit_test(a_cut_gzip_gives_what_is_there),
		cmocka_unit_test(what_is_no_file_is_trouble),
		cmocka_unit_test(an_empty_file_is_no_trouble),
		cmocka_unit_test(a_live_capture_is_read_as_it_comes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
