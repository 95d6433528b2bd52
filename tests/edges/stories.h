/* SPDX-License-Identifier: MIT */
/* What no script shows: lines of a log put together and tied to calls, real time, the steps of a drawing. */
#include "diagnose/heard.h"

struct probe {
	const char *limit;
	double in, out;			/* the last value with which it holds, the first with which it does not */
	bool (*holds)(double value);
};

static void
add_line(struct stories *ss, struct witness w, double seconds, double line)
{
	struct frame frame = {
		.kind = FRAME_WITNESS, .witness = &w,
		.where = { .file = "x", .line = (uint64_t)line, .time = seconds < 0 ? NO_TIME : script_time(seconds) },
	};

	w.kind = WITNESS_LINE;
	if (w.line.n == 0)
		w.line = w.said = w.entry;
	stories_add(ss, &frame);
}

/* The two lines make one story: so many seconds apart, or, where they have no times, lines. */
static bool
are_one(struct witness first, struct witness second, double seconds, double lines)
{
	struct stories *ss = stories_new(script_knowledge());
	size_t n = 0;

	add_line(ss, first, lines > 0 ? -1 : 100, 1);
	add_line(ss, second, lines > 0 ? -1 : 100 + seconds, 1 + (lines > 0 ? lines : 1));
	for (struct story *s = stories_next(ss, NULL); s != NULL; s = stories_next(ss, s))
		n++;
	stories_free(ss);
	return n == 1;
}

#define CAUSE_LINE .entry = SLICE("reason.account-unknown")
#define OTHER_LINE .entry = SLICE("reason.no-transport")
#define AFTER_LINE .entry = SLICE("reason.send-failed"), .is_consequence = true
static const struct witness in_thread = { CAUSE_LINE, .thread = { "C-1", 3 } }, later_in_thread = { OTHER_LINE, .thread = { "C-1", 3 } };
static const struct witness named = { CAUSE_LINE, .name = { "1001", 4 } }, later_named = { OTHER_LINE, .name = { "1001", 4 } };
static const struct witness plain = { CAUSE_LINE }, follows = { AFTER_LINE }, other = { OTHER_LINE };

static bool threads_by_time(double v) { return are_one(in_thread, later_in_thread, v, 0); }
static bool threads_by_lines(double v) { return are_one(in_thread, later_in_thread, 0, v); }
static bool names_by_time(double v) { return are_one(named, later_named, v, 0); }
static bool names_by_lines(double v) { return are_one(named, later_named, 0, v); }
static bool time_alone(double v) { return are_one(plain, follows, v, 0); }
static bool lines_alone(double v) { return are_one(plain, follows, 0, v); }
static bool at_once(double v) { return are_one(plain, other, v, 0); }

/* A response stands for the line with its code. */
static bool
is_repeated_by(double seconds, double lines)
{
	struct stories *ss = stories_new(script_knowledge());
	struct place where = { .file = "x", .line = 1 + (uint64_t)lines, .time = lines > 0 ? NO_TIME : script_time(100 + seconds) };

	add_line(ss, (struct witness){ .entry = SLICE("code.486"), .number = 486 }, lines > 0 ? -1 : 100, 1);
	stories_failure(ss, 486, &where);
	bool shown = stories_next(ss, NULL)->shown_by_message;
	stories_free(ss);
	return shown;
}

static bool repeats_by_time(double v) { return is_repeated_by(v, 0); }
static bool repeats_by_lines(double v) { return is_repeated_by(0, v); }

static bool
waits(double seconds)
{
	struct stories *ss = stories_new(script_knowledge());

	add_line(ss, (struct witness){ CAUSE_LINE, .call_id = { "a", 1 } }, 100, 1);
	add_line(ss, (struct witness){ CAUSE_LINE, .call_id = { "b", 1 } }, 100 + seconds, 2);
	bool kept = stories_due(ss, STORY_WAITS) == NULL;
	stories_free(ss);
	return kept;
}

/* A registration that nobody answered is told mildly, as it worked so much later. */
static bool
recovers(double seconds)
{
	struct stories *ss = stories_new(script_knowledge());

	add_line(ss, (struct witness){ .entry = SLICE("reason.peer-timeout"), .name = { "1001", 4 }, .is_registration = true }, 100, 1);
	add_line(ss, (struct witness){ .name = { "1001", 4 }, .is_registration = true, .is_success = true }, 100 + seconds, 2);
	bool mild = story_severity(stories_next(ss, NULL)) == SEVERITY_NOTICE;
	stories_free(ss);
	return mild;
}

/* The line names the user of a call that failed, so long, or so many lines, before it. */
static bool
is_of_call(double seconds, double lines)
{
	static const char text[] = "INVITE sip:bob@example.net SIP/2.0\r\nFrom: <sip:alice@example.net>\r\nTo: <sip:bob@example.net>\r\n\r\n";
	struct stories *ss = stories_new(script_knowledge());
	struct message index = { .headers = NULL };
	struct msg invite = {
		.index = &index,
		.where = { .file = "x", .line = 1 + (uint64_t)lines, .time = lines > 0 ? NO_TIME : script_time(100 + seconds) },
	};
	struct call c = { .id = SLICE("c"), .kind = CALL_INVITE, .first = &invite, .last = &invite };

	message_index(&index, slice_of(text));
	add_line(ss, (struct witness){ CAUSE_LINE, .name = { "alice", 5 } }, lines > 0 ? -1 : 100, 1);
	bool found = story_of_call(ss, &c, NULL, NULL, NULL) != NULL;
	message_release(&index);
	stories_free(ss);
	return found;
}

static bool calls_by_time(double v) { return is_of_call(v, 0); }
static bool calls_by_lines(double v) { return is_of_call(0, v); }

static void
count_judged(void *ctx, struct call *c)
{
	(void)c;
	++*(unsigned *)ctx;
}

/* A call that is over is told when nothing more comes for so long. */
static bool
is_told_in_the_quiet(double seconds)
{
	static const char *const lines[] = { "- a>b INVITE", "- b>a 486", "- a>b ACK branch=1" };
	unsigned judged = 0;
	struct calls *cs = calls_new(count_judged, &judged);

	for (size_t i = 0; i < 3; i++) {
		struct line l = script_line(slice_of(lines[i]));
		struct message index = { 0 };
		struct buf bytes = BUF_INIT;

		script_message(&l, &bytes);
		struct frame frame = { .kind = FRAME_MESSAGE, .bytes = buf_slice(&bytes), .where = { .time = NO_TIME, .src = l.src, .dst = l.dst } };
		assert_int_equal(message_index(&index, frame.bytes), MESSAGE_OK);
		calls_add(cs, &index, &frame, i + 1);
		message_release(&index);
		buf_release(&bytes);
	}
	calls_waited(cs, (int64_t)(seconds * 1e6 + 0.5));
	bool told = judged > 0;
	calls_end(cs, NULL);
	calls_free(cs);
	return told;
}

static void
count_steps(void *ctx, const struct finding *f)
{
	*(size_t *)ctx += f->step_count;
}

/* What the network said so long before the call is drawn with it. */
static bool
is_drawn(double seconds)
{
	static const struct trace_options drawn = { .steps = true };
	struct buf script = BUF_INIT;
	size_t steps = 0;
	struct finding_sink sink = { &steps, count_steps };
	struct trace *t = trace_new(script_knowledge(), &drawn, &sink);

	template_expand(SLICE("0 a>b NET closed\n" "{v} a>b INVITE\n" "{v+1} b>a 486\n" "{v+1.1} a>b ACK branch=1\n"),
	    &(struct values){ seconds, 0 }, &script);
	play(t, script.p);
	trace_end(t);
	trace_free(t);
	buf_release(&script);
	return steps == 4;
}

/* A fragment with the code of another one before it: the same failure, or the next. */
static bool
repeats_fragment(double seconds)
{
	const int64_t times[] = { SECONDS(1000), SECONDS(1000) + (int64_t)llround(seconds * 1e6) };
	struct heard h = { .count = 0 };
	bool covered = false;

	for (size_t i = 0; i < 2; i++) {
		const struct frame frame = { .kind = FRAME_MENTION, .bytes = SLICE("closed: 404"), .where = { .time = times[i] } };
		struct finding f;

		finding_init(&f, "code.404");
		f.code = 404;
		covered = heard_covers(&h, script_knowledge(), &frame, &f);
		finding_release(&f);
	}
	heard_release(&h);
	return covered;
}

static const struct probe probes[] = {
	{ "STORY_FRAGMENT", 5, 5.000001, repeats_fragment },
	{ "STORY_THREAD", 60, 60.000001, threads_by_time },
	{ "STORY_THREAD_LINES", 2000, 2001, threads_by_lines },
	{ "STORY_NAME", 5, 5.000001, names_by_time },
	{ "STORY_TIME_LINES", 8, 9, names_by_lines },
	{ "STORY_TIME", 0.999, 0.999001, time_alone },
	{ "STORY_TIME_LINES", 8, 9, lines_alone },
	{ "STORY_AT_ONCE", 0.1, 0.100001, at_once },
	{ "STORY_CALL", 5, 5.000001, calls_by_time },
	{ "STORY_CALL_LINES", 200, 201, calls_by_lines },
	{ "STORY_REPEATS", 5, 5.000001, repeats_by_time },
	{ "STORY_REPEATS_LINES", 200, 201, repeats_by_lines },
	{ "STORY_WAITS", 64, 64.000001, waits },
	{ "STORY_RECOVERS", 300, 300.000001, recovers },
	{ "QUIET", 2, 1.999999, is_told_in_the_quiet },
	{ "STEP_BEFORE", 1, 1.000001, is_drawn },
	{ "BOARD_GROUPS", 2000, 2001, groups_have_room },
	{ "BOARD_DIGITS", 4, 5, prefix_reaches },
	{ "COMPARED_LONG", 1, 0.999999, waits_longer },
	{ "COMPARED_TIMES", 4, 3, takes_times_as_long },
	{ "COMPARED_COPIES", 2, 1, is_sent_again },
	{ "COMPARED_LARGER", 200, 199, is_larger },
	{ "COMPARED_HOPS_LEFT", 9, 10, has_few_hops_left },
	{ "COMPARED_DIGITS", 2, 1, has_digits_more },
	{ "COMPARED_SHORT", 6, 7, is_short },
	{ "WORSE_CALLS", 10, 9, calls_enough },
	{ "WORSE_CALLS", 10, 9, good_calls_enough },
	{ "WORSE_PERCENT", 150, 149, worse_by_half },
	{ "WORSE_CHANCE", 10001, 10000, less_than_chance },
	{ "SHARED_CALLS", 10, 9, failing_enough },
	{ "SHARED_CALLS", 10, 9, others_enough },
	{ "SHARED_PERCENT", 20, 19, share_enough },
	{ "SHARED_RATIO", 200, 199, share_apart },
};
