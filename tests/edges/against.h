/* SPDX-License-Identifier: MIT */
/* Two calls, and two traces, that differ by so much: for limits_test.c, and how calls are compared for compare_test.c. */
#include "diagnose/against.h"

static inline void
against_nothing(void *ctx, const struct finding *f)
{
	(void)ctx;
	(void)f;
}

static inline void
against_play(struct against *a, const char *lines)
{
	const struct trace_options o = { .against = a };
	const struct finding_sink sink = { NULL, against_nothing };
	struct trace *t = trace_new(script_knowledge(), &o, &sink);

	play(t, lines);
	trace_end(t);
	trace_free(t);
}

/* Release the arena of *out. */
static inline enum against_outcome
against_scripts(const char *failing, const char *good, struct comparison *out, struct against **a)
{
	*a = against_new(NULL, true);
	against_play(*a, failing);
	against_good(*a);
	against_play(*a, good);
	return against_compare(*a, out);
}

#ifdef LIMITS_TEST

static const char good_call[] = "0 a>b INVITE uri=sip:123@b\n0.2 b>a 180\n1 b>a 200\n1.1 a>b ACK\n";

/* Does the call differ in this? */
static bool
differs(const char *name, const char *failing, const char *good)
{
	struct comparison c = { .count = 0 };
	struct against *a;
	bool found = false;

	assert_int_equal(against_scripts(failing, good, &c, &a), AGAINST_COMPARED);
	for (size_t i = 0; i < c.count; i++)
		found |= strcmp(c.list[i].name, name) == 0;
	arena_release(&c.arena);
	against_free(a);
	return found;
}

static bool
differs_at(const char *name, const char *script, double value)
{
	struct buf lines = BUF_INIT;

	template_expand(slice_of(script), &(struct values){ value, 0 }, &lines);
	bool found = differs(name, lines.p, good_call);
	buf_release(&lines);
	return found;
}

static bool waits_longer(double s) { return differs_at("time-response", "0 a>b INVITE uri=sip:123@b\n{v} b>a 503\n", s); }

static bool
takes_times_as_long(double times)
{
	struct buf lines = BUF_INIT;

	buf_addf(&lines, "0 a>b INVITE uri=sip:123@b\n%.6f b>a 503\n", 0.5 * times);
	bool found = differs("time-response", lines.p, "0 a>b INVITE uri=sip:123@b\n0.5 b>a 180\n1 b>a 200\n1.1 a>b ACK\n");
	buf_release(&lines);
	return found;
}

static bool
is_sent_again(double copies)
{
	struct buf lines = BUF_INIT;

	for (unsigned i = 0; i <= (unsigned)copies; i++)
		buf_addf(&lines, "0.%u a>b INVITE uri=sip:123@b\n", i);
	buf_addstr(&lines, "0.8 b>a 503\n");
	bool found = differs("copies", lines.p, good_call);
	buf_release(&lines);
	return found;
}

static bool
is_larger(double by)
{
	char failing[256], good[256];

	snprintf(failing, sizeof failing, "0 a>b INVITE uri=sip:123@b size=%u\n0.2 b>a 503\n", 1250 + (unsigned)by);
	snprintf(good, sizeof good, "0 a>b INVITE uri=sip:123@b size=1250\n0.2 b>a 180\n1 b>a 200\n1.1 a>b ACK\n");
	return differs("size", failing, good);
}

static bool
has_few_hops_left(double hops)
{
	char failing[128];

	snprintf(failing, sizeof failing, "0 a>b INVITE uri=sip:123@b hops=%u\n0.2 b>a 503\n", (unsigned)hops);
	return differs("Max-Forwards", failing, good_call);
}

static bool
has_digits_more(double digits)
{
	char failing[128];

	snprintf(failing, sizeof failing, "0 a>b INVITE uri=sip:+4930123456%.*s@b\n0.2 b>a 503\n", (int)digits, "777777");
	return differs("uri-digits", failing, "0 a>b INVITE uri=sip:+4930123456@b\n0.2 b>a 180\n1 b>a 200\n1.1 a>b ACK\n");
}

static bool
is_short(double digits)
{
	char failing[128];

	snprintf(failing, sizeof failing, "0 a>b INVITE uri=sip:%.*s@b\n0.2 b>a 503\n", (int)digits, "7777777");
	return !differs("uri-number", failing, good_call);
}

/* So many of so many calls have a finding, in the good trace other ones. */
static bool
got_worse(uint64_t k, uint64_t n, uint64_t good_k, uint64_t good_n)
{
	static const struct answers none;
	struct tally here = { .name = "x", .count = k }, there = { .name = "x", .count = good_k };
	struct board b;
	struct captures out;

	board_init(&b, &(struct board_by){ .n = 0 });
	const struct summary now = { .calls = n, .findings = &here, .finding_count = 1, .board = &b };
	const struct summary good = { .calls = good_n, .findings = &there, .finding_count = 1, .board = &b };
	captures_compare(&(struct capture){ &now, &none }, &(struct capture){ &good, &none }, &out);
	bool told = out.count > 0;
	arena_release(&out.arena);
	board_release(&b);
	return told;
}

static bool calls_enough(double n) { return got_worse((uint64_t)n, (uint64_t)n, 0, 10000); }
static bool good_calls_enough(double n) { return got_worse(10000, 10000, 0, (uint64_t)n); }
static bool worse_by_half(double percent) { return got_worse(200 * (uint64_t)percent, 100000, 20000, 100000); }
static bool less_than_chance(double to_one) { return got_worse(1, 10, 0, 10 * (uint64_t)to_one - 10); }

#endif
