/* SPDX-License-Identifier: MIT */
/* RTCP's sender reports (RFC 3550 §6.4.1): how many packets a source says it has sent, by the last one and one before. */
#include "packets.h"

#include "input/packet/flows.h"

enum { SECOND = 1000000 };

static void
take(void *ctx, const struct frame *f)
{
	*(struct media_flow *)ctx = f->witness->flow;
}

struct report_packet {
	double time;
	unsigned type, source, sent;	/* type: 200 sender report, 201 receiver report, less: RTP */
	size_t size;			/* 0: whole */
};

static void
add(struct flows *fs, const struct report_packet *p)
{
	static const struct addr a = { .family = 4, .ip = { 10, 0, 0, 1 }, .port = 4001 }, b = { .family = 4, .ip = { 10, 0, 0, 2 }, .port = 4003 };
	struct place at = { .packet = 1, .time = (int64_t)(p->time * SECOND) };
	char bytes[28] = { (char)0x80, (char)p->type };

	memcpy(bytes + 4, (char[]){ WORD(p->source) }, 4);
	memcpy(bytes + (p->type < 200 ? 8 : 20), (char[]){ WORD(p->type < 200 ? p->source : p->sent) }, 4);
	flows_add(fs, &at, &a, &b, flows_hash(&a, &b), (struct slice){ bytes, p->size > 0 ? p->size : sizeof bytes }, sizeof bytes);
}

static const struct row {
	const char *name;
	struct report_packet packets[5];
	size_t count;
	unsigned reports, before, last;
	double at_before, at_last;
} rows[] = {
	{ "one", { { 5, 200, 7, 250, 0 } }, 1, 1, 0, 250, 0, 5 },
	{ "three", { { 5, 200, 7, 250, 0 }, { 10, 200, 7, 500, 0 }, { 15, 200, 7, 750, 0 } }, 3, 2, 500, 750, 10, 15 },
	{ "the last one soon after another", { { 5, 200, 7, 250, 0 }, { 10, 200, 7, 500, 0 }, { 12.999, 200, 7, 650, 0 } }, 3, 2, 250, 650, 5, 12.999 },
	{ "not so soon", { { 5, 200, 7, 250, 0 }, { 10, 200, 7, 500, 0 }, { 13, 200, 7, 650, 0 } }, 3, 2, 500, 650, 10, 13 },
	{ "of who only receives", { { 5, 201, 7, 250, 0 } }, 1, 0, 0, 0, 0, 0 },
	{ "another source's is left", { { 5, 200, 7, 250, 0 }, { 10, 200, 8, 9000, 0 }, { 15, 200, 7, 750, 0 } }, 3, 2, 250, 750, 5, 15 },
	{ "that of the source of the packets counts", { { 5, 200, 8, 250, 0 }, { 6, 8, 7, 0, 0 }, { 10, 200, 7, 500, 0 }, { 15, 200, 8, 90, 0 }, { 16, 200, 7, 800, 0 } },
	    5, 2, 500, 800, 10, 16 },
	{ "cut short", { { 5, 200, 7, 250, 27 } }, 1, 0, 0, 0, 0, 0 },
};

static void
the_last_two_are_kept(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct row *r = &rows[i];
		struct media_flow f = { .reports = 99 };
		struct sink sink = { .ctx = &f, .frame = take };
		struct flows *fs = flows_new(&sink);

		for (size_t n = 0; n < r->count; n++)
			add(fs, &r->packets[n]);
		add(fs, &(struct report_packet){ r->packets[r->count - 1].time, 201, 7, 0, 0 });	/* one more: a single datagram is no flow */
		flows_end(fs);
		flows_free(fs);
		if (f.reports != r->reports || f.sent_last != r->last || (r->reports > 1 && f.sent_before != r->before) ||
		    (r->reports > 1 && f.report_before != (int64_t)(r->at_before * SECOND)) ||
		    (r->reports > 0 && f.report_last != (int64_t)(r->at_last * SECOND)))
			fail_msg("%s: %u reports, %u then %u", r->name, f.reports, f.sent_before, f.sent_last);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_last_two_are_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
