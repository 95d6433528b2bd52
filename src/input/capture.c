/* SPDX-License-Identifier: MIT */
#include "input/capture.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "input/bytes.h"
#include "input/decoder.h"
#include "input/pcap_library.h"
#include "input/pcapng.h"

enum { BUFFER = 256 * 1024 };

bool
capture_starts(struct slice s)
{
	static const uint32_t magic[] = {
		0xa1b2c3d4,	/* microseconds */
		0xa1b23c4d,	/* nanoseconds */
		0xa1b2cd34,	/* Kuznetzov's */
		0xa1e2cb12,	/* Navtel's */
	};

	if (s.n < 4)
		return false;
	for (size_t i = 0; i < sizeof magic / sizeof *magic; i++)
		if (be32(s, 0) == magic[i] || le32(s, 0) == magic[i])
			return true;
	return be32(s, 0) == 0x0a0d0d0a;
}

struct capture {
	struct source *source;
	struct pcapng *pcapng;	/* NULL: it is none */
	char *buffer;		/* of the stream: without one of its own setvbuf() takes no size */
};

static ssize_t
capture_bytes(void *cookie, char *to, size_t size)
{
	struct capture *c = cookie;

	return (ssize_t)(c->pcapng != NULL ? pcapng_read(c->pcapng, to, size) : source_read(c->source, to, size));
}

void
capture_idle(void *ctx)
{
	const struct source *s = ctx;

	s->sink->idle(s->sink->ctx);
}

static struct pcap_reader *
reader_open(struct capture *c)
{
	cookie_io_functions_t functions = { .read = capture_bytes };
	FILE *stream = fopencookie(c, "r", functions);
	char why[PCAP_WHY_SIZE] = "";
	bool is_stub = source_peek(c->source, 12).n < 12;	/* libpcap calls that no capture at all */
	struct pcap_reader *r;

	if (stream == NULL) {
		source_trouble(c->source, TROUBLE_READ, strerror(errno));
		return NULL;
	}
	c->buffer = xmalloc(BUFFER);
	setvbuf(stream, c->buffer, _IOFBF, BUFFER);
	r = pcap_reader_open(stream, why);
	if (r == NULL && !c->source->failed && !source_is_stopped(c->source))
		source_trouble(c->source, is_stub || strstr(why, "truncated") != NULL ? TROUBLE_CUT : TROUBLE_FORMAT, why);
	return r;
}

static void
packets_read(struct capture *c, struct pcap_reader *r, struct decoder *d)
{
	char why[PCAP_WHY_SIZE] = "";
	struct packet p;
	enum pcap_status status;

	while (!source_is_stopped(c->source) && (status = pcap_reader_next(r, &p, why)) != PCAP_END) {
		if (status != PCAP_PACKET) {
			if (!c->source->failed && !source_is_stopped(c->source))
				source_trouble(c->source, status == PCAP_CUT ? TROUBLE_CUT : TROUBLE_FORMAT, why);
			break;
		}
		source_holds_something(c->source);
		if (c->pcapng != NULL)
			p.link_type = pcapng_link_type(c->pcapng);
		decoder_packet(d, &p);
	}
}

/* The one that captures which follow each other share, or one for this alone. */
static struct decoder *
decoder_of(const struct source *s)
{
	struct decoder **shared = s->options->decoder;

	if (shared == NULL)
		return decoder_new(s->file, s->sink);
	if (*shared == NULL)
		*shared = decoder_new(s->file, s->sink);
	else
		decoder_next_file(*shared, s->file);
	return *shared;
}

static void
capture_decode(struct capture *c)
{
	struct pcap_reader *r = reader_open(c);
	struct decoder *d;
	int link_type;
	char why[80];

	if (r == NULL)
		return;
	d = decoder_of(c->source);
	packets_read(c, r, d);
	if (decoder_is_lost(d, &link_type)) {
		const char *name = pcap_link_name(link_type);
		snprintf(why, sizeof why, name != NULL ? "LINKTYPE %d (%s)" : "LINKTYPE %d", link_type, name);
		source_trouble(c->source, TROUBLE_FORMAT, why);
	}
	if (c->source->options->decoder == NULL) {
		decoder_end(d);
		decoder_free(d);
	}
	pcap_reader_close(r);
}

void
capture_read(struct source *s)
{
	struct capture c = { .source = s };
	char why[PCAP_WHY_SIZE] = "";

	if (!pcap_library_load(why)) {
		source_trouble(s, TROUBLE_NO_LIBPCAP, why);
		return;
	}
	s->idle = capture_idle;
	s->idle_ctx = s;
	if (be32(source_peek(s, 4), 0) == 0x0a0d0d0a)
		c.pcapng = pcapng_new(s);
	capture_decode(&c);
	if (c.pcapng != NULL)
		pcapng_free(c.pcapng);
	free(c.buffer);
}
