/* SPDX-License-Identifier: MIT */
/* The edges of the scoreboard. */
#include "metrics/shared.h"

/* So many groups of one call each: none stands among the others. */
static bool
groups_have_room(double n)
{
	const struct attempts one = { .attempts = 1 };
	struct board b;
	char name[16];
	const char *values[] = { name };

	board_init(&b, &(struct board_by){ { BOARD_PEER }, 1 });
	for (unsigned i = 0; i < (unsigned)n; i++) {
		snprintf(name, sizeof name, "%u", i);
		board_add_group(&b, values, &one);
	}
	bool room = b.others.attempts == 0;
	board_release(&b);
	return room;
}

/* Numbers that differ in the digit of that place alone have prefixes of their own. */
static bool
prefix_reaches(double place)
{
	static const struct trace_options o = { .summary = true, .by = { { BOARD_PREFIX }, 1 } };
	struct found found = { .text = BUF_INIT, .causes = BUF_INIT, .silent = BUF_INIT, .said = BUF_INIT };
	const struct finding_sink sink = { &found, script_finding };
	struct buf script = BUF_INIT;
	struct trace *t = trace_new(script_knowledge(), &o, &sink);

	for (int i = 1; i <= 2; i++) {
		buf_addf(&script, "%d a>b INVITE id=%d uri=sip:", i, i);
		for (unsigned digit = 1; digit <= 12; digit++)
			buf_addc(&script, digit == (unsigned)place ? (char)('0' + i) : '5');
		buf_addstr(&script, "@b\n");
	}
	play(t, script.p);
	trace_end(t);
	bool apart = trace_summary(t)->board->groups.n == 2;
	trace_free(t);
	found_release(&found);
	buf_release(&script);
	return apart;
}

/* Failing calls with a value and others without; is it said? */
static bool
is_told(uint64_t with, uint64_t failed, uint64_t rest_with, uint64_t rest)
{
	const struct attempts attempts = { .attempts = failed + rest, .failed = failed };
	const char *values[] = { "" };
	struct shared list[SHARED_MOST];
	struct board b;

	board_init(&b, &(struct board_by){ { BOARD_PEER }, 1 });
	board_add_group(&b, values, &attempts);
	board_add_share(&b, BOARD_AGENT, "x", with + rest_with, with);
	bool told = board_shared(&b, list) > 0;
	board_release(&b);
	return told;
}

static bool failing_enough(double n) { return is_told((uint64_t)n, (uint64_t)n, 0, 1000); }
static bool others_enough(double n) { return is_told(1000, 1000, 0, (uint64_t)n); }
static bool share_enough(double percent) { return is_told((uint64_t)percent * 100, 10000, 100, 100000); }
static bool share_apart(double percent) { return is_told(20 * (uint64_t)percent, 10000, 2000, 10000); }
