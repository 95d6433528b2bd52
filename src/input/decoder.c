#include "input/decoder.h"

#include <stdlib.h>

#include "base/memory.h"
#include "input/layers.h"

struct decoder *
decoder_new(const char *file, const struct sink *sink)
{
	struct decoder *d = xcalloc(1, sizeof *d);

	d->sink = sink;
	d->place.file = file;
	d->fragments = fragments_new();
	d->tcp = tcp_new();
	d->sctp = sctp_new();
	return d;
}

void
decoder_packet(struct decoder *d, const struct packet *p)
{
	size_t whole = p->whole > p->bytes.n ? p->whole : p->bytes.n;

	d->place.packet++;
	d->place.time = p->time;
	d->link_type = p->link_type;
	fragments_expire(d);
	if (link_decode(d, p->link_type, (struct piece){ p->bytes, whole }))
		d->known_link = true;
}

void
decoder_message(struct decoder *d, const struct flow *f, struct slice bytes, unsigned flags)
{
	struct frame frame = { .kind = FRAME_MESSAGE, .flags = flags | FRAME_EXACT, .bytes = bytes, .where = d->place };

	frame.where.src = f->src;
	frame.where.dst = f->dst;
	frame.where.transport = f->transport;
	d->sink->frame(d->sink->ctx, &frame);
}

void
decoder_end(struct decoder *d)
{
	fragments_end(d);
	tcp_end(d);
}

bool
decoder_is_lost(const struct decoder *d, int *link_type)
{
	*link_type = d->link_type;
	return d->place.packet > 0 && !d->known_link;
}

void
decoder_free(struct decoder *d)
{
	fragments_free(d->fragments);
	tcp_free(d->tcp);
	sctp_free(d->sctp);
	free(d);
}
