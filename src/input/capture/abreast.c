/* SPDX-License-Identifier: MIT */
#include "input/capture/abreast.h"

static void
step(struct abreast_member *m)
{
	int64_t before = m->packet.time;

	m->over = !m->next(m->ctx, &m->packet);
	m->packet.moved = 0;
	if (m->packet.timeless)		/* it comes when the one before it came */
		m->packet.time = before;
	else
		m->packet.time += m->shift;
	m->packets++;
}

static struct abreast_member *
earliest(const struct abreast *a)
{
	struct abreast_member *best = NULL;

	for (size_t i = 0; i < a->member_count; i++)
		if (!a->members[i]->over && (best == NULL || a->members[i]->packet.time < best->packet.time))
			best = a->members[i];
	return best;
}

static void
read_all(struct abreast *a, struct decoder *d)
{
	struct abreast_member *m;

	for (size_t i = 0; i < a->member_count; i++)
		step(a->members[i]);
	while ((m = earliest(a)) != NULL) {
		decoder_turn_to(d, m->file, m->packets - 1);
		decoder_packet(d, &m->packet);
		step(m);
	}
	a->over = true;
}

void
abreast_read(struct abreast *a)
{
	while (!a->over && a->opened < a->count)
		a->open(a->ctx, a->opened++);
}

void
abreast_join(struct abreast *a, struct abreast_member *m, struct decoder *d)
{
	m->shift = a->shifts[a->opened - 1];
	m->packets = 0;
	a->members[a->member_count++] = m;
	abreast_read(a);
	if (!a->over)
		read_all(a, d);
}
