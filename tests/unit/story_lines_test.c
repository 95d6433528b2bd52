/* SPDX-License-Identifier: MIT */
/* What a story keeps of its lines, and what ties it to a call: names, addresses, and where both stand. */
#include <string.h>

#include "story.h"

static struct knowledge *k;

/* The story that the lines make, of one Call-ID, a second apart; the stories are freed by who asked. */
static struct story *
story_of(struct stories *ss, const struct witness *lines, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct witness w = lines[i];

		w.call_id = SLICE("a@x");
		add_at(ss, w, SECONDS(100 + (int64_t)i), 1 + i);
	}
	return stories_next(ss, NULL);
}

static void
the_cause_counts_though_all_lines_are_kept(void **state)
{
	const struct witness lines[STORY_LINES + 1] = { { AFTER }, { AFTER }, { AFTER }, { AFTER }, { AFTER }, { AFTER }, { CAUSE } };
	struct stories *ss = stories_new(k);
	struct story *s = story_of(ss, lines, STORY_LINES + 1);

	(void)state;
	assert_int_equal(s->count, STORY_LINES + 1);
	assert_int_equal(s->line_count, STORY_LINES);
	assert_string_equal(s->best.id, "reason.account-unknown");
	stories_free(ss);
}

/* A log may say the same for days. */
static void
what_says_no_more_takes_no_memory(void **state)
{
	const struct witness lines[STORY_LINES] = { { CAUSE }, { CAUSE }, { CAUSE }, { CAUSE }, { CAUSE }, { CAUSE } };
	struct stories *ss = stories_new(k);
	struct story *s = story_of(ss, lines, STORY_LINES);
	struct arena before = s->arena;

	(void)state;
	assert_int_equal(s->line_count, STORY_LINES);	/* as grave as the first, and kept all the same */
	add_at(ss, (struct witness){ CAUSE, ID("a@x") }, SECONDS(200), 10);
	add_at(ss, (struct witness){ AFTER, ID("a@x") }, SECONDS(201), 11);
	assert_int_equal(s->count, STORY_LINES + 2);
	assert_int_equal(s->last.line, 11);
	assert_ptr_equal(s->arena.blocks, before.blocks);
	assert_int_equal(s->arena.used, before.used);
	stories_free(ss);
}

/* A status line that names no call, and the log lines above it. */
static void
a_status_line_alone_has_its_lines(void **state)
{
	const struct { struct witness w; int code; int64_t later; bool is_of; } rows[] = {
		{ { CAUSE }, 503, 0, true },
		{ { CAUSE }, 503, STORY_TIME, true },
		{ { CAUSE }, 503, STORY_TIME + 1, false },
		{ { CAUSE }, 486, 0, false },
		{ { CAUSE, ID("a@x") }, 503, 0, false },
		{ { CAUSE, NAME("1001") }, 503, 0, false },
		{ { CAUSE, HOST("192.0.2.2"), FROM(2) }, 503, 0, true },
		{ { CAUSE, HOST("192.0.2.3"), FROM(3) }, 503, 0, false },
		{ { LOGIN }, 503, 0, false },
		{ { DOWN }, 503, 0, false },
		{ { .entry = SLICE("code.500"), .number = 500 }, 503, 0, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct place where = { .file = "x", .line = 2, .time = SECONDS(100) + rows[i].later, .dst = { .family = 4, .ip = { 192, 0, 2, 2 } } };
		struct message m = { .is_response = true, .code = rows[i].code };
		struct stories *ss = stories_new(k);

		add_at(ss, rows[i].w, SECONDS(100), 1);
		if (story_is_of_response(stories_next(ss, NULL), &m, &where) != rows[i].is_of)
			fail_msg("row %zu", i);
		stories_free(ss);
	}
}

static void
an_account_tells_more_than_a_host(void **state)
{
	const struct { struct witness lines[2]; const char *name; bool is_host; } rows[] = {
		{ { { CAUSE, HOST("192.0.2.9") }, { AFTER, NAME("1001") } }, "1001", false },
		{ { { CAUSE, NAME("1001") }, { AFTER, HOST("192.0.2.9") } }, "1001", false },
		{ { { CAUSE, NAME("1001") }, { AFTER, NAME("1002") } }, "1001", false },
		{ { { CAUSE, HOST("192.0.2.9") }, { AFTER, HOST("192.0.2.8") } }, "192.0.2.9", true },
		{ { { CAUSE, HOST("192.0.2.9") }, { AFTER } }, "192.0.2.9", true },
		{ { { CAUSE }, { AFTER, HOST("192.0.2.8") } }, "192.0.2.8", true },
		{ { { CAUSE }, { AFTER } }, "", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct stories *ss = stories_new(k);
		struct story *s = story_of(ss, rows[i].lines, 2);

		if (!slice_eq(s->name, slice_of(rows[i].name)) || s->is_host != rows[i].is_host)
			fail_msg("row %zu: %.*s", i, SLICE_ARG(s->name));
		stories_free(ss);
	}
}

/* What came first stands: a peer, a channel; one line about a registration, or about a call, makes the story that. */
static void
a_story_takes_what_any_line_tells(void **state)
{
	const struct witness lines[] = {
		{ CAUSE }, { AFTER, THREAD("C-0000000b"), FROM(1) }, { AFTER, THREAD("C-0000000b"), FROM(2), .is_no_call = true },
		{ AFTER, .line = SLICE("REGISTER attempt 2 failed"), .said = SLICE("x") },
	};
	struct stories *ss = stories_new(k);
	struct story *s = story_of(ss, lines, 1);

	(void)state;
	assert_false(s->is_registration || s->is_no_call);
	s = story_of(ss, lines, 4);
	assert_true(slice_eq(s->thread, SLICE("C-0000000b")));
	assert_int_equal(s->peer.ip[3], 1);
	assert_true(s->is_registration);
	assert_false(s->is_no_call);	/* the others are about a call */
	stories_free(ss);
	ss = stories_new(k);
	assert_true(story_of(ss, &lines[2], 1)->is_no_call);
	stories_free(ss);
}

/* An account that a success names nobody of is the only one that the log's registrations named: `other` is one more, or none. */
static bool
is_ended_beside(struct witness other)
{
	struct stories *ss = stories_new(k);

	add_at(ss, (struct witness){ SILENT, NAME("1001") }, SECONDS(100), 1);
	add_at(ss, other, SECONDS(110), 2);
	add_at(ss, (struct witness){ REGISTERED }, SECONDS(120), 3);
	bool over = stories_next(ss, NULL)->is_over;
	stories_free(ss);
	return over;
}

static void
only_registrations_name_accounts(void **state)
{
	(void)state;
	assert_false(is_ended_beside((struct witness){ SILENT, NAME("1002") }));
	assert_false(is_ended_beside((struct witness){ SILENT, NAME("10") }));
	assert_true(is_ended_beside((struct witness){ SILENT, NAME("1001@example.net") }));
	assert_true(is_ended_beside((struct witness){ CAUSE, NAME("1002") }));
	assert_true(is_ended_beside((struct witness){ SILENT, HOST("example.net") }));
	assert_true(is_ended_beside((struct witness){ SILENT, NAME("1") }));
}

/* Where the line stands, and the call: seconds and line, whether the seconds are those of a day. */
struct stands { int64_t seconds; uint64_t line; bool of_day; };

static struct place
place_of(struct stands s)
{
	return (struct place){ .file = "x", .line = s.line, .time = s.seconds < 0 ? NO_TIME : SECONDS(s.seconds), .time_of_day = s.of_day };
}

static bool
stands_in_call(struct stands line, struct stands first, struct stands last)
{
	struct stories *ss = stories_new(k);
	struct message index = invite_of("<sip:1001@example.net>", "", "");
	struct msg bye = { .where = place_of(last) }, invite = { .where = place_of(first), .next = &bye, .index = &index };
	struct call c = { .id = SLICE("c"), .kind = CALL_INVITE, .first = &invite, .last = &bye };
	struct witness w = { CAUSE, NAME("1001"), .kind = WITNESS_LINE, .line = SLICE("x"), .said = SLICE("x") };
	struct frame frame = { .kind = FRAME_WITNESS, .witness = &w, .where = place_of(line) };

	stories_add(ss, &frame);
	bool found = story_of_call(ss, &c, NULL, NULL, NULL) != NULL;
	stories_free(ss);
	message_release(&index);
	return found;
}

static void
a_line_stands_within_its_call(void **state)
{
	const struct stands first = { 1000, 10000, false }, last = { 3000, 30000, false }, none = { -1, 20000, false };

	(void)state;
	/* By time, whatever the lines, and by lines where either has no time, or one has only that of the day. */
	assert_true(stands_in_call((struct stands){ 2000, 50000, false }, first, last));
	assert_false(stands_in_call((struct stands){ 5000, 20000, false }, first, last));
	assert_false(stands_in_call((struct stands){ 500, 20000, false }, first, last));
	assert_true(stands_in_call(none, first, last));
	assert_true(stands_in_call((struct stands){ 2000, 20000, false }, (struct stands){ -1, 10000, false }, (struct stands){ -1, 30000, false }));
	assert_false(stands_in_call((struct stands){ 2000, 50000, false }, (struct stands){ -1, 10000, false }, (struct stands){ -1, 30000, false }));
	assert_true(stands_in_call((struct stands){ 5000, 20000, true }, first, last));
	assert_false(stands_in_call((struct stands){ 2000, 50000, true }, first, last));
	/* Near either end is enough. */
	assert_true(stands_in_call((struct stands){ 1000 - STORY_CALL / SECONDS(1), 1, false }, first, last));
	assert_true(stands_in_call((struct stands){ 3000 + STORY_CALL / SECONDS(1), 1, false }, first, last));
	assert_false(stands_in_call((struct stands){ 1000 - STORY_CALL / SECONDS(1) - 1, 1, false }, first, last));
	assert_false(stands_in_call((struct stands){ 3000 + STORY_CALL / SECONDS(1) + 1, 1, false }, first, last));
}

static void
a_name_stands_whole_in_from_to_or_uri(void **state)
{
	static const struct { const char *name, *from, *to, *uri; bool taken; } rows[] = {
		{ "1001", "<sip:1001@example.net>", "", "", true },
		{ "1001", "", "<sip:1001@example.net>;tag=x", "", true },
		{ "1001", "", "", "sip:1001@example.net", true },
		{ "1001", "1001", "", "", true },
		{ "example.net", "<sip:1001@example.net>", "", "", true },
		{ "example.net", "<sip:example.net:5062>", "", "", true },
		{ "example.net", "", "", "sip:1001@example.net;transport=tcp", true },
		{ "example.net", "", "", "sip:1001@example.net", true },
		{ "example", "<sip:1001@example.net>", "", "", false },
		{ "ample.net", "<sip:1001@example.net>", "", "", false },
		{ "100", "<sip:1001@example.net>", "", "", false },
		{ "001", "<sip:1001@example.net>", "", "", false },
		{ "1001", "<sip:21001@example.net>", "<sip:1001@example.net>", "", true },
		{ "1", "<sip:1@example.net>", "", "", false },
		{ "12", "<sip:12@example.net>", "", "", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct stories *ss = stories_new(k);
		struct message index = invite_of(rows[i].from, rows[i].to, rows[i].uri);
		struct msg invite = { .where = { .file = "x", .line = 2, .time = NO_TIME }, .index = &index };
		struct call c = { .id = SLICE("c"), .kind = CALL_INVITE, .first = &invite, .last = &invite };

		add_at(ss, (struct witness){ CAUSE, .name = slice_of(rows[i].name) }, NO_TIME, 1);
		if ((story_of_call(ss, &c, NULL, NULL, NULL) != NULL) != rows[i].taken)
			fail_msg("%s in %s%s%s", rows[i].name, rows[i].from, rows[i].to, rows[i].uri);
		stories_free(ss);
		message_release(&index);
	}
}

int
main(void)
{
	static const struct knowledge_options english = { .language = "en" };
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_cause_counts_though_all_lines_are_kept),
		cmocka_unit_test(what_says_no_more_takes_no_memory),
		cmocka_unit_test(a_status_line_alone_has_its_lines),
		cmocka_unit_test(an_account_tells_more_than_a_host),
		cmocka_unit_test(a_story_takes_what_any_line_tells),
		cmocka_unit_test(only_registrations_name_accounts),
		cmocka_unit_test(a_line_stands_within_its_call),
		cmocka_unit_test(a_name_stands_whole_in_from_to_or_uri),
	};

	k = knowledge_open(&english);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	knowledge_close(k);
	return failed;
}
