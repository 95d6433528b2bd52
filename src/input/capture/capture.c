/* SPDX-License-Identifier: MIT */
#include "input/capture/capture.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/crew.h"
#include "input/capture/abreast.h"
#include "input/capture/batch.h"
#include "input/capture/pcap_library.h"
#include "input/capture/pcapng.h"
#include "input/capture/records.h"

enum { BUFFER = 256 * 1024, HANDS_MAX = 4 };

/* While one hand judges what came of a batch, which takes half of the time, the others get so many ready for it. */
enum { BATCHES_EACH = 2 };

/* A batch holds more, for a record that is so long; but what is made of as much as this stays in the cache until it is used. */
enum { FILLED = 128 * 1024 };

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
	struct pcap_reader *library;
	struct slice first;	/* comes before what the source has, for libpcap … */
	char *kept;		/* … and this is its memory, where it has one of its own */
	char head[RECORDS_HEAD];
	struct records records;
	bool plain;		/* what comes next is taken out by these, not by libpcap */
	struct slice rest;	/* begun, in the bytes of the batch before */
	struct batch moment;		/* what was captured at about the same time */
	struct batch *filling;
	struct packet waiting;	/* had no room in the batch before */
	bool waits;
	struct decoder *decoder;
	const struct sink *sink;
	bool defers;		/* what follows from a batch waits until the next one is decoded, beside it */
	char *buffer;		/* of the stream: without one of its own setvbuf() takes no size */
};

static ssize_t
capture_bytes(void *cookie, char *to, size_t size)
{
	struct capture *c = cookie;
	size_t n = c->first.n < size ? c->first.n : size;

	if (n > 0) {
		memcpy(to, c->first.p, n);
		c->first = slice_skip(c->first, n);
		return (ssize_t)n;
	}
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

/* False at the end, and when something is wrong: that is said. */
static bool
packet_next(struct capture *c, struct packet *out)
{
	char why[PCAP_WHY_SIZE] = "";
	if (c->pcapng != NULL && !source_is_stopped(c->source) && pcapng_plain(c->pcapng, out)) {
		source_holds_something(c->source);
		return true;
	}
	enum pcap_status status = source_is_stopped(c->source) ? PCAP_END : pcap_reader_next(c->library, out, why);

	if (status != PCAP_PACKET) {
		if (status != PCAP_END && !c->source->failed && !source_is_stopped(c->source))
			source_trouble(c->source, status == PCAP_CUT ? TROUBLE_CUT : TROUBLE_FORMAT, why);
		return false;
	}
	source_holds_something(c->source);
	if (c->pcapng != NULL)
		pcapng_tell(c->pcapng, out);
	return true;
}

/* ---- a long file, in batches that a crew shares ---- */

/* Behind what the batch before left of them, as many as it has room for; false: those are the last. */
static bool
bytes_read(struct capture *c, struct batch *b)
{
	size_t n = 1, most;

	b->used = c->rest.n;
	if (b->used > 0)
		memmove(b->bytes, c->rest.p, b->used);	/* it may be the same batch */
	most = b->used < FILLED ? FILLED : b->size;
	while (b->used < most && (n = source_read(c->source, b->bytes + b->used, most - b->used)) > 0)
		b->used += n;
	return n > 0;
}

static bool
take_plain(struct capture *c, struct batch *b)
{
	bool more = bytes_read(c, b);
	enum record what = RECORD_PACKET;

	c->rest = (struct slice){ b->bytes, b->used };
	while (b->count < BATCH_PACKETS && (what = records_next(&c->records, &c->rest, &b->packets[b->count])) == RECORD_PACKET)
		b->count++;
	if (b->count > 0)
		source_holds_something(c->source);
	if (what == RECORD_PACKET || (what == RECORD_PART && more))
		return true;
	if (c->rest.n == 0)
		return false;
	c->plain = false;	/* from here on libpcap says what is wrong */
	c->kept = slice_dup(c->rest);
	c->first = (struct slice){ c->kept, c->rest.n };
	return true;
}

static bool
take_library(struct capture *c, struct batch *b)
{
	while (c->waits || packet_next(c, &c->waiting)) {
		c->waits = !batch_add(b, &c->waiting);
		if (c->waits)
			return true;
	}
	return false;
}

static bool
take(void *ctx, void *piece)
{
	struct capture *c = ctx;
	struct batch *b = piece;

	batch_empty(b);
	c->filling = b;
	return c->plain ? take_plain(c, b) : take_library(c, b);
}

static void
prepare(void *ctx, void *piece)
{
	(void)ctx;
	batch_peel(piece);
}

static void
deliver(void *ctx, void *piece)
{
	const struct capture *c = ctx;
	struct batch *b = piece;

	if (c->defers)
		c->sink->defer(c->sink->ctx, &b->docket);
	if (!source_is_stopped(c->source))
		batch_decode(b, c->decoder);
	if (c->defers)
		c->sink->defer(c->sink->ctx, NULL);
	else
		batch_tell(b, c->sink);
}

static void
settle(void *ctx, void *piece)
{
	const struct capture *c = ctx;
	struct batch *b = piece;

	if (!c->defers)
		return;
	c->sink->settle(c->sink->ctx, b->docket);
	batch_tell(b, c->sink);
}

static void
ease(void *ctx, void *piece)
{
	const struct capture *c = ctx;
	struct batch *b = piece;

	if (c->defers)
		c->sink->ease(c->sink->ctx, b->docket);
}

static void
take_trouble(void *ctx, const char *file, enum trouble what, const char *detail)
{
	const struct capture *c = ctx;

	batch_trouble(c->filling, file, what, detail);
}

static void
batches_read(struct capture *c, unsigned hands)
{
	static const struct crew_work work = { .take = take, .prepare = prepare, .deliver = deliver, .settle = settle, .ease = ease };
	const struct sink later = { .ctx = c, .trouble = take_trouble };
	struct crew_work mine = work;
	unsigned count = hands > 1 ? BATCHES_EACH * hands : 1;
	struct batch *batches = xcalloc(count, sizeof *batches);

	mine.ctx = c;
	for (unsigned i = 0; i < count; i++)
		batch_init(&batches[i]);
	c->sink = c->source->sink;
	c->defers = hands > 1 && c->sink->defer != NULL;
	c->source->sink = &later;
	crew_run(&mine, batches, sizeof *batches, count, hands);
	c->source->sink = c->sink;
	for (unsigned i = 0; i < count; i++)
		batch_release(&batches[i]);
	free(batches);
}

/* ---- a short file or what is captured now, a moment at a time ---- */

static void
moment_end(void *ctx)
{
	struct capture *c = ctx;

	batch_peel(c->filling);
	batch_decode(c->filling, c->decoder);
	batch_tell(c->filling, c->sink);
	batch_empty(c->filling);
}

static void
moment_idle(void *ctx)
{
	struct capture *c = ctx;

	moment_end(c);
	c->sink->idle(c->sink->ctx);
}

static void
moments_read(struct capture *c)
{
	struct source *s = c->source;
	const struct sink later = { .ctx = c, .trouble = take_trouble };
	struct batch *b = &c->moment;
	struct packet p;

	batch_init(b);
	batch_empty(b);
	c->filling = b;
	c->sink = s->sink;
	s->sink = &later;
	s->idle = moment_idle;
	s->lull = moment_end;
	s->idle_ctx = c;
	while (packet_next(c, &p)) {
		if (b->count > 0 && (p.timeless ||
		    (p.time > b->packets[0].time && (uint64_t)p.time - (uint64_t)b->packets[0].time > LATE_MOST)))
			moment_end(c);
		if (!batch_add(b, &p)) {
			moment_end(c);
			batch_add(b, &p);
		}
	}
	moment_end(c);
	s->sink = c->sink;
	s->idle = capture_idle;
	s->lull = NULL;
	s->idle_ctx = s;
	batch_release(b);
}

static void
packets_read(struct capture *c)
{
	unsigned asked = c->source->options->hands, hands = asked < HANDS_MAX ? asked : HANDS_MAX;

	if (c->source->is_long && (hands > 1 || c->plain))
		batches_read(c, hands > 1 ? hands : 1);
	else
		moments_read(c);
}

/* The one that captures which follow each other share, or one for this alone. */
static struct decoder *
decoder_of(const struct source *s)
{
	struct decoder **shared = s->options->decoder;

	if (shared == NULL) {
		struct decoder *d = decoder_new(s->file, s->sink);

		decoder_note_ways(d, s->options->ways);
		return d;
	}
	if (*shared == NULL)
		*shared = decoder_new(s->file, s->sink);
	else
		decoder_next_file(*shared, s->file);
	return *shared;
}

static bool
member_next(void *ctx, struct packet *out)
{
	return packet_next(ctx, out);
}

static void
join(struct capture *c, struct decoder *d)
{
	struct abreast_member m = { .file = c->source->file, .next = member_next, .ctx = c };

	abreast_join(c->source->options->abreast, &m, d);
}

static void
capture_decode(struct capture *c)
{
	struct decoder *d;
	int link_type;
	char why[80];

	c->library = reader_open(c);
	if (c->library == NULL)
		return;
	c->plain = c->source->is_long && c->pcapng == NULL &&
	    records_open(&c->records, (struct slice){ c->head, sizeof c->head }, pcap_reader_link_type(c->library));
	d = c->decoder = decoder_of(c->source);
	if (c->source->options->abreast != NULL)
		join(c, d);
	else
		packets_read(c);
	if (decoder_is_lost(d, &link_type)) {
		const char *name = pcap_link_name(link_type);
		snprintf(why, sizeof why, name != NULL ? "LINKTYPE %d (%s)" : "LINKTYPE %d", link_type, name);
		source_trouble(c->source, TROUBLE_FORMAT, why);
	}
	if (c->source->options->decoder == NULL) {
		decoder_end(d);
		decoder_free(d);
	}
	pcap_reader_close(c->library);
}

/* No more than that goes to libpcap when it opens the file: the source then stands at the first record. */
static void
head_read(struct capture *c)
{
	size_t n = 0, more;

	while (n < sizeof c->head && (more = source_read(c->source, c->head + n, sizeof c->head - n)) > 0)
		n += more;
	c->first = (struct slice){ c->head, n };
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
	else if (s->is_long)
		head_read(&c);
	capture_decode(&c);
	if (c.pcapng != NULL)
		pcapng_free(c.pcapng);
	free(c.buffer);
	free(c.kept);
}
