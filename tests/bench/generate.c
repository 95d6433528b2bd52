/* SPDX-License-Identifier: MIT */
/*
 * generate text|pcap|log|raw|media|other MEGABYTES: writes a trace of about that size to stdout, the same one every time.
 *   text  one message after another, each below a line with time and addresses (as sngrep saves them)
 *   pcap  Ethernet, IPv4, UDP
 *   log   the log of a program that does other things; a message now and then
 *   raw   for osip_loop: each message after its length in four bytes (host order)
 *   media as pcap, with five hundred packets of RTP after each message, of a thousand streams
 *   other the same packets, but to a port where nobody looks for media
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "trace.h"

static uint64_t written;

static void
put(const void *bytes, size_t n)
{
	if (fwrite(bytes, 1, n, stdout) != n) {
		perror("generate");
		exit(2);
	}
	written += n;
}

static void
put32(uint32_t n)
{
	put(&n, sizeof n);
}

static void
put_time(int64_t time)
{
	time_t seconds = (time_t)(time / 1000000);
	struct tm tm;
	char text[64];
	size_t n;

	gmtime_r(&seconds, &tm);
	n = strftime(text, sizeof text, "%Y/%m/%d %H:%M:%S", &tm);
	n += (size_t)snprintf(text + n, sizeof text - n, ".%06d", (int)(time % 1000000));
	put(text, n);
}

static void
put_text(const struct trace_message *m)
{
	char line[128];
	int n;

	put_time(m->time);
	n = snprintf(line, sizeof line, " %u.%u.%u.%u:%u -> %u.%u.%u.%u:%u\n", m->src >> 24, m->src >> 16 & 255, m->src >> 8 & 255,
	    m->src & 255, m->src_port, m->dst >> 24, m->dst >> 16 & 255, m->dst >> 8 & 255, m->dst & 255, m->dst_port);
	put(line, (size_t)n);
	put(m->bytes, m->n);
	put("\n\n", 2);
}

static void
put_raw(const struct trace_message *m)
{
	put32((uint32_t)m->n);
	put(m->bytes, m->n);
}

static void
put_be(unsigned char *at, uint32_t value, size_t size)
{
	for (size_t i = 0; i < size; i++)
		at[i] = (unsigned char)(value >> 8 * (size - 1 - i));
}

static void
put_packet(const struct trace_message *m)
{
	unsigned char header[42] = { [0] = 2, [6] = 2, [12] = 8, [14] = 0x45, [22] = 64, [23] = 17 };
	uint32_t n = (uint32_t)(m->n + sizeof header);

	put_be(header + 16, (uint32_t)m->n + 28, 2);
	put_be(header + 26, m->src, 4);
	put_be(header + 30, m->dst, 4);
	put_be(header + 34, m->src_port, 2);
	put_be(header + 36, m->dst_port, 2);
	put_be(header + 38, (uint32_t)m->n + 8, 2);
	put32((uint32_t)(m->time / 1000000));
	put32((uint32_t)(m->time % 1000000));
	put32(n);
	put32(n);
	put(header, sizeof header);
	put(m->bytes, m->n);
}

enum { STREAMS = 1000, BETWEEN = 500, AUDIO = 160 };

static void
put_audio(const struct trace_message *message, uint16_t port)
{
	static uint32_t n;
	static int64_t start;
	struct trace_message sip = *message;

	if (start == 0)
		start = message->time;
	sip.time = start + n / STREAMS * 20000;		/* fifty packets a second in each stream */
	put_packet(&sip);
	for (int i = 0; i < BETWEEN; i++, n++) {
		unsigned char bytes[12 + AUDIO] = { 0x80, 8 };
		uint32_t stream = n % STREAMS;
		struct trace_message m = {
			.time = start + n / STREAMS * 20000 + i, .src = 0x0a010000 + stream, .dst = 0x0a020000 + stream % 50, .src_port = 10000,
			.dst_port = port != 0 ? port : (uint16_t)(20000 + 2 * stream), .bytes = (char *)bytes, .n = sizeof bytes,
		};

		put_be(bytes + 2, n / STREAMS, 2);
		put_be(bytes + 8, stream + 1, 4);
		put_packet(&m);
	}
}

static void
put_media(const struct trace_message *m)
{
	put_audio(m, 0);
}

static void
put_other(const struct trace_message *m)
{
	put_audio(m, 53);
}

static void
put_pcap_header(void)
{
	static const uint32_t header[] = { 0xa1b2c3d4, 0x00040002, 0, 0, 65535, 1 };

	put(header, sizeof header);
}

/* Two thousand lines of something else, then one message. */
static void
put_log(const struct trace_message *m)
{
	static const char *const lines[] = {
		"pbx[1234]: VERBOSE[2345][C-%08x] pbx.c: Executing [s@macro-dial:%u] Set(\"Local/2001\", \"CDR(userfield)=x\") in new stack",
		"pbx[1234]: DEBUG[2345]: res_rtp.c: Got RTP packet, SSRC %08x, sequence %u, timestamp 160, payload 8, 160 bytes",
		"kernel: eth0: link up, 1000 Mbps, full duplex, lpa 0x%04x, queue %u",
		"nginx: 10.0.0.9 - - \"GET /provisioning/%08x.cfg HTTP/1.1\" 200 %u \"-\" \"phone/1.0\"",
		"systemd[1]: Started Session %u of user pbx (%u).",
		"pbx[1234]: NOTICE[2345]: manager.c: event %x queued for %u listeners",
	};
	char line[256];

	for (unsigned i = 0; i < 2000; i++) {
		int n;

		put_time(m->time + i);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		n = snprintf(line, sizeof line, lines[i % 6], i * 2654435761u, i);
#pragma GCC diagnostic pop
		put(" host ", 6);
		put(line, (size_t)n);
		put("\n", 1);
	}
	put_text(m);
}

int
main(int argc, char **argv)
{
	static const struct { const char *name; void (*put)(const struct trace_message *); } forms[] = {
		{ "text", put_text }, { "pcap", put_packet }, { "log", put_log }, { "raw", put_raw },
		{ "media", put_media }, { "other", put_other },
	};
	enum { FORMS = sizeof forms / sizeof *forms };
	struct bench_trace *t = bench_trace_new();
	struct trace_message m;
	uint64_t size = argc == 3 ? strtoull(argv[2], NULL, 10) * 1000000 : 0;
	size_t i = 0;

	while (argc == 3 && i < FORMS && strcmp(argv[1], forms[i].name) != 0)
		i++;
	if (size == 0 || i == FORMS) {
		fputs("usage: generate text|pcap|log|raw|media|other MEGABYTES\n", stderr);
		return 2;
	}
	if (forms[i].put == put_packet || forms[i].put == put_media || forms[i].put == put_other)
		put_pcap_header();
	while (written < size) {
		bench_trace_next(t, &m);
		forms[i].put(&m);
	}
	bench_trace_free(t);
	return fflush(stdout) == 0 ? 0 : 2;
}
