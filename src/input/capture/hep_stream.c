/* SPDX-License-Identifier: MIT */
/*
 * HEP as it comes over UDP, written one after another: socat -u UDP-RECV:9060 -. Version 3 says how
 * long a packet is; of versions 1 and 2 the SIP message in it does, by its Content-Length.
 */
#include "input/capture/capture.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "base/memory.h"
#include "input/packet/decoder.h"
#include "input/packet/layers.h"
#include "sip/message.h"

enum {
	HEP_HEADER = 6,
	PACKET_MAX = 65536,
	LINE_MAX_BYTES = 8 * 1024,	/* a start line is not longer */
	HEP_BUFFER = 2 * PACKET_MAX,
	NO_PACKET = 0, NOT_WHOLE = 1,	/* no length of a packet */
};

static bool
is_hep3(struct slice s)
{
	return slice_starts(s, SLICE("HEP3"));
}

bool
hep_may_start(struct slice s)
{
	return is_hep3(s) || hep_old_header(s) > 0;
}

bool
hep_starts(struct slice s)
{
	return s.n >= HEP_HEADER && hep_may_start(s) && (!is_hep3(s) || be16(s, 4) >= HEP_HEADER);
}

/* Where the next packet may start, beyond the first byte; the last bytes stay, as they may become one. */
static struct slice
next_start(struct slice s)
{
	do
		s = slice_skip(s, 1);
	while (s.n >= 4 && !hep_may_start(s));
	return s;
}

/* How long the message is, with its body; without a usable Content-Length it ends where the next packet starts. */
static size_t
message_length(struct slice s, size_t headers)
{
	struct message m = { .headers = NULL };
	int64_t body = -1;

	if (message_index(&m, slice_head(s, headers)) != MESSAGE_NOT_SIP && m.content_length <= PACKET_MAX)
		body = m.content_length;
	message_release(&m);
	if (body >= 0)
		return headers + (size_t)body;
	s = slice_skip(s, headers);
	while (s.n >= 4 && !hep_may_start(s)) {
		s = slice_skip(s, 1);
		headers++;
	}
	return s.n >= 4 ? headers : headers + s.n;
}

/* False also where the first line has not ended, and is not too long yet: then *line is false. */
static bool
message_begins(struct slice message, bool *line)
{
	*line = message.n > 0 && (!is_alpha(*message.p) || message.n >= LINE_MAX_BYTES ||
	    slice_chr(message, '\n') != NULL);
	return *line && message_starts(slice_head(message, LINE_MAX_BYTES));
}

static size_t
old_length(struct slice s)
{
	size_t header = hep_old_header(s), total;
	struct slice message = slice_skip(s, header);
	const char *end;
	bool line;

	if (!message_begins(message, &line))
		return line ? NO_PACKET : NOT_WHOLE;
	end = slice_find(slice_head(message, PACKET_MAX), SLICE("\r\n\r\n"));
	if (end == NULL)
		return s.n < PACKET_MAX ? NOT_WHOLE : NO_PACKET;
	total = header + message_length(message, (size_t)(end - message.p) + 4);
	if (total > PACKET_MAX)
		return NO_PACKET;
	return total <= s.n ? total : NOT_WHOLE;
}

static size_t
packet_length(struct slice s)
{
	if (!hep_starts(s))
		return NO_PACKET;
	if (!is_hep3(s))
		return old_length(s);
	return be16(s, 4) <= s.n ? be16(s, 4) : NOT_WHOLE;
}

/* Whole packets at the front; returns how much is done with. What is none is passed over. */
static size_t
hep_packets(struct decoder *d, struct slice all)
{
	struct slice s = all;

	while (s.n >= HEP_HEADER) {
		size_t length = packet_length(s);

		if (length == NOT_WHOLE)
			break;
		if (length == NO_PACKET) {
			s = next_start(s);
			continue;
		}
		decoder_hep(d, slice_head(s, length));
		s = slice_skip(s, length);
	}
	return all.n - s.n;
}

void
hep_read(struct source *s)
{
	struct decoder *d = decoder_new(s->file, s->sink);
	char *bytes = xmalloc(HEP_BUFFER);
	size_t n = 0, more, done;

	s->idle = capture_idle;
	s->idle_ctx = s;
	while ((more = source_read(s, bytes + n, HEP_BUFFER - n)) > 0) {
		source_holds_something(s);
		n += more;
		done = hep_packets(d, (struct slice){ bytes, n });
		n -= done;
		memmove(bytes, bytes + done, n);
	}
	if (n >= HEP_HEADER && !s->failed && !source_is_stopped(s))
		source_trouble(s, TROUBLE_CUT, NULL);
	decoder_end(d);
	decoder_free(d);
	free(bytes);
}
