/* SPDX-License-Identifier: MIT */
#include "extract/extract.h"

#include <errno.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/sort.h"
#include "extract/hide.h"
#include "extract/packets.h"
#include "extract/record.h"
#include "extract/wire.h"
#include "sip/message.h"

/* A message that waits: its number, and where it stands in the file. */
struct waits {
	uint64_t number;
	off_t at;
};

/* What stands there, before its bytes. The file is read by this run alone. */
struct waiting {
	struct place where;
	unsigned flags;
	size_t n;
};

struct extract {
	struct extract_options o;
	struct packets *packets;	/* NULL: lines */
	struct waits *waits;
	size_t count, cap;
	off_t end;			/* of the file of those that wait */
	struct message index, laid;	/* of the message hidden, or laid out as on the wire */
	struct buf hidden, wire, text;
	int error;			/* errno of the first that failed */
};

struct extract *
extract_new(const struct extract_options *o)
{
	struct extract *x = xcalloc(1, sizeof *x);

	x->o = *o;
	if (o->capture)
		x->packets = packets_new(&x->text);
	return x;
}

static void
failed(struct extract *x)
{
	if (x->error == 0)
		x->error = errno != 0 ? errno : EIO;
}

static void
write_text(struct extract *x)
{
	if (x->error == 0 && x->text.n > 0 && fwrite(x->text.p, 1, x->text.n, x->o.out) != x->text.n)
		failed(x);
	buf_reset(&x->text);
}

/* The index of what was hidden is another than that of the message. */
static void
hide(struct extract *x, struct frame *frame)
{
	const struct frame in = *frame;

	buf_reset(&x->hidden);
	hide_message(x->o.redact, in.index, in.bytes, &x->hidden);
	frame->bytes = buf_slice(&x->hidden);
	redact_address(x->o.redact, &in.where.src, &frame->where.src);
	redact_address(x->o.redact, &in.where.dst, &frame->where.dst);
	frame->index = message_index(&x->index, frame->bytes) == MESSAGE_OK ? &x->index : NULL;
}

/* What a text showed of it, as a packet carries it. */
static void
lay_out(struct extract *x, struct frame *frame)
{
	buf_reset(&x->wire);
	wire_message(frame->index, frame->bytes, frame->flags & FRAME_CUT, &x->wire);
	frame->bytes = buf_slice(&x->wire);
	frame->index = message_index(&x->laid, frame->bytes) == MESSAGE_OK ? &x->laid : NULL;
}

static void
put(struct extract *x, const struct frame *in)
{
	struct frame frame = *in;

	if (x->packets != NULL && frame.index != NULL && !(frame.flags & FRAME_EXACT))
		lay_out(x, &frame);
	if (x->o.redact != NULL)
		hide(x, &frame);
	if (x->packets != NULL)
		packets_add(x->packets, &frame, &x->text);
	else
		record_add(&frame, &x->text);
	write_text(x);
}

static void
keep(struct extract *x, const struct frame *frame, uint64_t number)
{
	struct waiting kept;

	memset(&kept, 0, sizeof kept);
	kept.where = frame->where;
	kept.flags = frame->flags;
	kept.n = frame->bytes.n;
	if (fwrite(&kept, sizeof kept, 1, x->o.waiting) != 1 ||
	    fwrite(frame->bytes.p, 1, kept.n, x->o.waiting) != kept.n) {
		failed(x);
		return;
	}
	GROW(x->waits, x->count, x->cap);
	x->waits[x->count++] = (struct waits){ number, x->end };
	x->end += (off_t)(sizeof kept + kept.n);
}

void
extract_message(struct extract *x, const struct frame *frame, uint64_t number)
{
	if (x->error != 0)
		return;
	if (x->o.waiting != NULL)
		keep(x, frame, number);
	else
		put(x, frame);
}

/* The message as it was kept; false where it can't be read again. */
static bool
fetch(struct extract *x, const struct waits *w, struct buf *bytes)
{
	struct waiting kept;
	struct message index = { .headers = NULL };
	struct frame frame = { .kind = FRAME_MESSAGE };
	bool read;

	if (fseeko(x->o.waiting, w->at, SEEK_SET) != 0 || fread(&kept, sizeof kept, 1, x->o.waiting) != 1)
		return false;
	buf_reset(bytes);
	read = fread(buf_room(bytes, kept.n), 1, kept.n, x->o.waiting) == kept.n;
	if (!read)
		return false;
	bytes->n = kept.n;
	frame.bytes = buf_slice(bytes);
	frame.flags = kept.flags;
	frame.where = kept.where;
	if (message_index(&index, frame.bytes) == MESSAGE_OK)
		frame.index = &index;
	put(x, &frame);
	message_release(&index);
	return true;
}

static int
by_number(const void *a, const void *b)
{
	const struct waits *x = a, *y = b;

	return x->number < y->number ? -1 : x->number > y->number;
}

bool
extract_flush(struct extract *x)
{
	if (fflush(x->o.out) != 0)
		failed(x);
	errno = x->error;
	return x->error == 0;
}

bool
extract_end(struct extract *x)
{
	struct buf bytes = BUF_INIT;

	sort(x->waits, x->count, sizeof *x->waits, by_number);
	for (size_t i = 0; i < x->count && x->error == 0; i++)
		if (!fetch(x, &x->waits[i], &bytes))
			failed(x);
	buf_release(&bytes);
	write_text(x);		/* of a capture without a message, its head */
	return extract_flush(x);
}

void
extract_free(struct extract *x)
{
	packets_free(x->packets);
	free(x->waits);
	message_release(&x->index);
	message_release(&x->laid);
	buf_release(&x->hidden);
	buf_release(&x->wire);
	buf_release(&x->text);
	free(x);
}
