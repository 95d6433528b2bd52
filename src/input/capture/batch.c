/* SPDX-License-Identifier: MIT */
#include "input/capture/batch.h"

#include <stdlib.h>

#include "input/capture/records.h"
#include "input/packet/flows.h"

/* The longest record fits; and what two of a crew have at hand stays in the cache of their processors. */
enum { BYTES = 768 * 1024 };

/* More come in between where nobody captures calls, but somebody wants to keep us busy. */
enum { PASSED_MOST = 256 };

_Static_assert((int)BYTES >= (int)RECORD_MAX, "a record that is plain fits");

/*
 * How many packets before its own a layer, with what is remembered of its flow, and a message are fetched: when the batch is
 * decoded, its first layers have left the cache again, and whoever delivered the batch before may have the flow in another.
 */
enum { LAYER_AHEAD = 8, CALL_AHEAD = 4, MESSAGE_AHEAD = 2, INDEX_FETCHED = 512 };

void
batch_init(struct batch *b)
{
	*b = (struct batch){
		.packets = xmalloc(BATCH_PACKETS * sizeof *b->packets), .layers = xmalloc(BATCH_PACKETS * sizeof *b->layers),
		.bytes = xmalloc(BYTES), .size = BYTES,
	};
}

void
batch_empty(struct batch *b)
{
	b->count = b->used = 0;
	b->indexes.pool = &b->pool;
	arena_release(&b->indexes);
}

void
batch_release(struct batch *b)
{
	for (size_t i = 0; i < b->notice_count; i++)
		free(b->notices[i].detail);
	batch_empty(b);
	arena_pool_release(&b->pool);
	message_release(&b->index);
	free(b->packets);
	free(b->layers);
	free(b->bytes);
}

bool
batch_add(struct batch *b, const struct packet *p)
{
	size_t n = p->bytes.n;

	if (b->count == BATCH_PACKETS || (b->count > 0 && b->size - b->used < n))
		return false;
	if (b->size < n) {	/* nothing points into its bytes yet */
		b->bytes = xrealloc(b->bytes, n, 1);
		b->size = n;
	}
	b->packets[b->count] = *p;
	b->packets[b->count++].bytes.p = b->bytes + b->used;
	memcpy(b->bytes + b->used, p->bytes.p, n);
	b->used += n;
	return true;
}

void
batch_trouble(struct batch *b, const char *file, enum trouble what, const char *detail)
{
	if (b->notice_count < BATCH_NOTICES)
		b->notices[b->notice_count++] = (struct notice){ file, what, detail != NULL ? xstrdup(detail) : NULL };
}

static bool
is_late(const struct packet *p, const struct packet *before)
{
	return before->time > p->time && (uint64_t)before->time - (uint64_t)p->time <= LATE_MOST && !before->timeless && !p->timeless;
}

void
batch_order(struct batch *b)
{
	for (size_t i = 1; i < b->count; i++) {
		struct packet late = b->packets[i];
		size_t to = i;

		while (to > 0 && i - to < PASSED_MOST && is_late(&late, &b->packets[to - 1])) {
			to--;
			b->packets[to].moved--;
		}
		if (to == i)
			continue;
		memmove(b->packets + to + 1, b->packets + to, (i - to) * sizeof late);
		late.moved += (int)(i - to);
		b->packets[to] = late;
	}
}

void
batch_peel(struct batch *b)
{
	batch_order(b);
	for (size_t i = 0; i < b->count; i++) {
		struct layer *l = &b->layers[i];

		packet_peel(l, &b->packets[i], &b->index);
		if (l->kind == LAYER_MESSAGE)
			l->index = message_copy(arena_room(&b->indexes, message_size(l->index)), l->index, l->piece.bytes.p);
	}
}

/* Whoever takes that message fetches what it will need. */
static void
announce(const struct layer *l, const struct sink *to)
{
	const struct frame soon = {
		.kind = FRAME_MESSAGE, .bytes = l->piece.bytes, .index = l->index, .where = { .src = l->flow.src, .dst = l->flow.dst },
	};

	if (to->soon != NULL)
		to->soon(to->ctx, &soon);
}

static void
fetch_ahead(const struct batch *b, const struct decoder *d, size_t i)
{
	const struct layer *call = i + CALL_AHEAD < b->count ? &b->layers[i + CALL_AHEAD] : NULL;
	const struct layer *far = i + LAYER_AHEAD < b->count ? &b->layers[i + LAYER_AHEAD] : NULL;
	const struct layer *near = i + MESSAGE_AHEAD < b->count ? &b->layers[i + MESSAGE_AHEAD] : NULL;

	if (far != NULL) {
		memory_fetch(far, sizeof *far);
		if (far->kind == LAYER_MEDIA)
			flows_fetch(d->flows, far->hash);
	}
	if (call != NULL && call->kind == LAYER_MESSAGE)
		announce(call, d->sink);
	if (near != NULL && near->kind == LAYER_MESSAGE) {
		memory_fetch(near->piece.bytes.p, near->piece.bytes.n);
		memory_fetch(near->index, INDEX_FETCHED);
	}
}

void
batch_decode(struct batch *b, struct decoder *d)
{
	for (size_t i = 0; i < b->count; i++) {
		fetch_ahead(b, d, i);
		decoder_peeled(d, &b->packets[i], &b->layers[i]);
	}
}

void
batch_tell(struct batch *b, const struct sink *to)
{
	for (size_t i = 0; i < b->notice_count; i++) {
		struct notice *n = &b->notices[i];

		to->trouble(to->ctx, n->file, n->what, n->detail);
		free(n->detail);
	}
	b->notice_count = 0;
}
