/* SPDX-License-Identifier: MIT */
/* Lines of a log put together: what belongs to one story, which line is its cause, and when it must be told. */
#include "story.h"

static struct knowledge *k;

static size_t
count(const struct stories *ss)
{
	size_t n = 0;

	for (struct story *s = stories_next(ss, NULL); s != NULL; s = stories_next(ss, s))
		n++;
	return n;
}

/* How many stories two lines make, so far apart in time, or in lines where neither has one. */
static size_t
stories_of(struct witness first, struct witness second, int64_t apart, uint64_t lines)
{
	struct stories *ss = stories_new(k);
	size_t n;

	add_at(ss, first, lines > 0 ? NO_TIME : SECONDS(100), 1);
	add_at(ss, second, lines > 0 ? NO_TIME : SECONDS(100) + apart, 1 + (lines > 0 ? lines : 1));
	n = count(ss);
	stories_free(ss);
	return n;
}

static void
a_call_id_binds_whatever_the_time(void **state)
{
	(void)state;
	assert_int_equal(stories_of((struct witness){ CAUSE, ID("a@x") }, (struct witness){ OTHER, ID("a@x") }, SECONDS(3000), 0), 1);
	assert_int_equal(stories_of((struct witness){ CAUSE, ID("a@x") }, (struct witness){ AFTER, ID("b@x") }, 0, 0), 2);
}

/* At once and of one program: a REGISTER's answer and a call's are two, and so are two registrars' accounts. */
static void
answers_to_different_things_are_two(void **state)
{
	const struct witness refused = { .entry = SLICE("code.404"), .number = 404, .is_registration = true };
	const struct witness ended = { .entry = SLICE("code.403"), .number = 403 };
	struct witness other = ended, account = { LOGIN, NAME("sip:1001@h.example") }, registrar = { LOGIN, HOST("h.example") };

	(void)state;
	assert_int_equal(stories_of(refused, ended, 0, 0), 2);
	other.is_registration = true;
	assert_int_equal(stories_of(refused, other, 0, 0), 1);
	other.is_registration = false;
	other.number = 404;
	assert_int_equal(stories_of(refused, other, 0, 0), 1);
	other.number = 403;
	other.entry = SLICE("reason.no-route");
	assert_int_equal(stories_of(refused, other, 0, 0), 1);
	/* Told by the request that the lines name, whatever follows from either. */
	other = (struct witness){ .entry = SLICE("code.403"), .number = 403, .line = SLICE("403 for REGISTER (7)"), .is_consequence = true };
	const struct witness call = { .entry = SLICE("code.404"), .number = 404, .line = SLICE("404 for INVITE (6)") };
	assert_int_equal(stories_of(call, other, 0, 0), 2);
	other.line = SLICE("403 for INVITE (7)");
	assert_int_equal(stories_of(call, other, 0, 0), 1);
	other.line = SLICE("403 came");
	assert_int_equal(stories_of(call, other, 0, 0), 1);
	assert_int_equal(stories_of(registrar, account, 0, 0), 1);
	assert_int_equal(stories_of(registrar, account, SECONDS(1), 0), 2);
	account.name = SLICE("sip:1001@g.example");
	assert_int_equal(stories_of(registrar, account, 0, 0), 2);
}

static void
a_thread_binds_for_a_while(void **state)
{
	const struct witness a = { CAUSE, THREAD("C-0000000b") }, b = { OTHER, THREAD("C-0000000b") };

	(void)state;
	assert_int_equal(stories_of(a, b, STORY_THREAD, 0), 1);
	assert_int_equal(stories_of(a, b, STORY_THREAD + 1, 0), 2);
	assert_int_equal(stories_of(a, b, 0, STORY_THREAD_LINES), 1);
	assert_int_equal(stories_of(a, b, 0, STORY_THREAD_LINES + 1), 2);
	assert_int_equal(stories_of(a, (struct witness){ AFTER, THREAD("C-0000000c") }, 0, 0), 2);
	/* Of another form, or none: it says nothing either way. */
	assert_int_equal(stories_of(a, (struct witness){ AFTER, THREAD("4711") }, 0, 0), 1);
	assert_int_equal(stories_of(a, (struct witness){ AFTER }, 0, 0), 1);
}

static void
a_name_binds_and_parts(void **state)
{
	const struct witness a = { CAUSE, NAME("1001@sip.example.net") }, b = { OTHER, NAME("1001") };

	(void)state;
	assert_int_equal(stories_of(a, b, STORY_NAME, 0), 1);
	assert_int_equal(stories_of(a, b, STORY_NAME + 1, 0), 2);
	assert_int_equal(stories_of(a, (struct witness){ AFTER, NAME("1002") }, 0, 0), 2);
	assert_int_equal(stories_of(a, (struct witness){ AFTER, NAME("100") }, 0, 0), 2);
}

/* A far side refuses, and what that does to its channel follows at once: one call. What is no consequence is another's. */
static void
a_channel_follows_the_host_that_refused(void **state)
{
	const struct witness refused = { .entry = SLICE("code.486"), .number = 486, HOST("192.0.2.1:5060") };
	const struct witness busy = { AFTER, NAME("SIP/trunk-0000000d") };
	struct witness login = { LOGIN, HOST("192.0.2.1:5060") };

	(void)state;
	assert_int_equal(stories_of(refused, busy, STORY_AT_ONCE, 0), 1);
	assert_int_equal(stories_of(refused, busy, 0, 1), 1);
	assert_int_equal(stories_of(refused, busy, STORY_AT_ONCE + 1, 0), 2);
	assert_int_equal(stories_of(refused, busy, 0, 2), 2);
	assert_int_equal(stories_of(refused, (struct witness){ OTHER, NAME("SIP/trunk-0000000d") }, 0, 0), 2);
	assert_int_equal(stories_of(refused, (struct witness){ AFTER, HOST("192.0.2.2:5060") }, 0, 0), 2);
	assert_int_equal(stories_of(login, busy, 0, 0), 2);
}

/* Who gives no answer was asked, and is where the request went; who is refused asked. */
static void
who_is_silent_was_asked(void **state)
{
	const struct { struct witness w; bool asked; } rows[] = {
		{ { .entry = SLICE("reason.peer-timeout"), HOST("192.0.2.1"), FROM(1) }, true },
		{ { SENT, HOST("192.0.2.1"), FROM(1) }, true },
		{ { CAUSE, HOST("192.0.2.1"), FROM(1) }, false },
		{ { .entry = SLICE("path.tls-failed"), HOST("192.0.2.1"), FROM(1) }, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct stories *ss = stories_new(k);
		struct finding f;

		add_at(ss, rows[i].w, SECONDS(100), 1);
		story_finding(k, stories_next(ss, NULL), &f);
		assert_int_equal(f.where.dst.family, rows[i].asked ? 4 : 0);
		assert_int_equal(f.where.src.family, rows[i].asked ? 0 : 4);
		finding_release(&f);
		stories_free(ss);
	}
}

static void
time_alone_binds_what_follows_from_it(void **state)
{
	const struct witness a = { CAUSE }, after = { AFTER }, other = { OTHER };

	(void)state;
	assert_int_equal(stories_of(a, after, STORY_TIME, 0), 1);
	assert_int_equal(stories_of(a, after, STORY_TIME + 1, 0), 2);
	assert_int_equal(stories_of(a, after, 0, STORY_TIME_LINES), 1);
	assert_int_equal(stories_of(a, after, 0, STORY_TIME_LINES + 1), 2);
	assert_int_equal(stories_of(a, a, STORY_TIME, 0), 1);
	assert_int_equal(stories_of(a, other, STORY_AT_ONCE, 0), 1);
	assert_int_equal(stories_of(a, other, STORY_AT_ONCE + 1, 0), 2);
	assert_int_equal(stories_of((struct witness){ CAUSE, PRODUCT("asterisk") }, (struct witness){ AFTER, PRODUCT("kamailio") },
	    0, 0), 2);
}

static void
the_cause_is_the_story(void **state)
{
	struct stories *ss = stories_new(k);
	struct finding f;

	(void)state;
	add_at(ss, (struct witness){ AFTER, ID("a@x") }, NO_TIME, 1);
	add_at(ss, (struct witness){ .entry = SLICE("code.403"), .number = 403, ID("a@x") }, NO_TIME, 2);
	add_at(ss, (struct witness){ .entry = SLICE("auth.bad-credentials"), ID("a@x") }, NO_TIME, 3);
	add_at(ss, (struct witness){ CAUSE, ID("a@x"), NAME("1001") }, NO_TIME, 4);
	add_at(ss, (struct witness){ OTHER, ID("a@x") }, NO_TIME, 5);
	assert_int_equal(count(ss), 1);
	story_finding(k, stories_next(ss, NULL), &f);
	assert_string_equal(f.id, "reason.account-unknown");
	assert_int_equal(f.confidence, CONFIDENCE_LIKELY);
	assert_int_equal(f.where.line, 4);
	assert_string_equal(f.call.call_id, "a@x");
	assert_string_equal(f.call.from, "1001");
	assert_null(f.phrase);
	assert_int_equal(f.evidence_count, 3);
	assert_int_equal(f.evidence[0].at.line, 4);
	finding_release(&f);
	add_at(ss, (struct witness){ .entry = SLICE("path.tls-failed"), .cause = SLICE("expired"), ID("a@x") }, NO_TIME, 6);
	story_finding(k, stories_next(ss, NULL), &f);
	assert_string_equal(f.id, "path.tls-failed");
	assert_string_equal(finding_cause(&f)->token, "expired");
	assert_int_equal(f.party, PARTY_CALLEE);
	finding_release(&f);
	stories_free(ss);
}

/* A notice, and the same as a consequence that is an error: the first tells what, the second how grave. */
static void
the_gravest_line_says_how_grave(void **state)
{
	struct stories *ss = stories_new(k);
	struct finding f;

	(void)state;
	add_at(ss, (struct witness){ .entry = SLICE("reason.media-relay-failed"), .severity = SLICE("notice"), ID("a@x") }, NO_TIME, 1);
	add_at(ss, (struct witness){ .entry = SLICE("reason.media-relay-failed"), .is_consequence = true, ID("a@x") }, NO_TIME, 2);
	add_at(ss, (struct witness){ .entry = SLICE("reason.media-relay-failed"), .severity = SLICE("notice"), ID("a@x") }, NO_TIME, 3);
	assert_int_equal(count(ss), 1);
	story_finding(k, stories_next(ss, NULL), &f);
	assert_int_equal(f.severity, SEVERITY_ERROR);
	assert_int_equal(f.where.line, 1);
	finding_release(&f);
	stories_free(ss);
}

/* Where the line itself says whom it was sent to, the address is not where it came from. */
static void
a_destination_is_no_source(void **state)
{
	struct stories *ss = stories_new(k);
	struct witness w = { CAUSE, FROM(7), .kind = WITNESS_LINE, .line = SLICE("x"), .said = SLICE("x") };
	struct frame frame = { .kind = FRAME_WITNESS, .witness = &w, .where = { .file = "x", .line = 1, .time = NO_TIME } };
	struct finding f;

	(void)state;
	stories_add(ss, &frame);
	story_finding(k, stories_next(ss, NULL), &f);
	assert_true(addr_same_ip(&f.where.src, &w.from));
	finding_release(&f);
	stories_drop(ss, stories_next(ss, NULL));
	frame.where.dst = w.from;
	stories_add(ss, &frame);
	story_finding(k, stories_next(ss, NULL), &f);
	assert_int_equal(f.where.src.family, 0);
	assert_true(addr_same_ip(&f.where.dst, &w.from));
	finding_release(&f);
	stories_free(ss);
}

static void
what_is_unknown_or_no_trouble_makes_no_story(void **state)
{
	struct stories *ss = stories_new(k);

	(void)state;
	add_at(ss, (struct witness){ .entry = SLICE("reason.of-nobody") }, NO_TIME, 1);
	add_at(ss, (struct witness){ .entry = SLICE("q850.NORMAL_CLEARING") }, NO_TIME, 2);
	add_at(ss, (struct witness){ .entry = SLICE("q850.NO_SUCH_NAME") }, NO_TIME, 3);
	add_at(ss, (struct witness){ CAUSE, .severity = SLICE("info") }, NO_TIME, 4);
	assert_int_equal(count(ss), 0);
	add_at(ss, (struct witness){ .entry = SLICE("q850.USER_BUSY") }, NO_TIME, 5);
	assert_int_equal(count(ss), 1);
	stories_free(ss);
}

static bool
is_shown(struct witness w, int code, int64_t apart, uint64_t lines, bool message_first)
{
	struct stories *ss = stories_new(k);
	struct place where = { .file = "x", .line = 1 + lines, .time = lines > 0 ? NO_TIME : SECONDS(100) + apart };
	bool shown;

	if (message_first)
		stories_failure(ss, code, &where);
	add_at(ss, w, lines > 0 ? NO_TIME : SECONDS(100), 1);
	if (!message_first)
		stories_failure(ss, code, &where);
	shown = stories_next(ss, NULL)->shown_by_message;
	stories_free(ss);
	return shown;
}

static void
a_message_stands_for_the_line_that_repeats_it(void **state)
{
	const struct witness busy = { .entry = SLICE("code.486"), .number = 486 }, cause = { .entry = SLICE("q850.17") };

	(void)state;
	for (int first = 0; first < 2; first++) {
		assert_true(is_shown(busy, 486, STORY_REPEATS, 0, first));
		assert_false(is_shown(busy, 486, STORY_REPEATS + 1, 0, first));
		assert_true(is_shown(busy, 486, 0, STORY_REPEATS_LINES, first));
		assert_false(is_shown(busy, 486, 0, STORY_REPEATS_LINES + 1, first));
		assert_false(is_shown(busy, 480, 0, 0, first));
		assert_true(is_shown(cause, 480, 0, 0, first));
		assert_false(is_shown((struct witness){ CAUSE }, 403, 0, 0, first));
	}
}

/* The line names an address; the call is between 192.0.2.1 and 192.0.2.2. */
static bool
is_of_call(uint8_t last, uint64_t line, struct place first, struct place end)
{
	struct stories *ss = stories_new(k);
	struct addr a = { .family = 4, .ip = { 192, 0, 2, 1 } }, b = { .family = 4, .ip = { 192, 0, 2, 2 } }, peer = { .family = 4, .ip = { 192, 0, 2, last } };
	struct msg bye = { .where = end }, invite = { .where = first, .next = &bye };
	struct call c = { .id = SLICE("c"), .kind = CALL_INVITE, .first = &invite, .last = &bye, .has_addresses = true };
	bool found;

	invite.where.src = bye.where.src = a;
	invite.where.dst = bye.where.dst = b;
	add_at(ss, (struct witness){ CAUSE, .from = peer }, NO_TIME, line);
	found = story_of_call(ss, &c, NULL, NULL, NULL) != NULL;
	stories_free(ss);
	return found;
}

static void
an_address_ties_a_line_to_a_call(void **state)
{
	const struct place first = { .file = "x", .line = 1000, .time = NO_TIME }, end = { .file = "x", .line = 3000, .time = NO_TIME };

	(void)state;
	assert_true(is_of_call(1, 2000, first, end));
	assert_true(is_of_call(2, 2000, first, end));
	assert_false(is_of_call(3, 2000, first, end));
	assert_false(is_of_call(1, 3000 + STORY_CALL_LINES + 1, first, end));
}

/* A name counts where there is no address on either side. */
static void
a_name_ties_a_line_to_a_call(void **state)
{
	static const struct { bool in_line, in_call; uint8_t user; bool taken; } rows[] = {
		{ false, false, '1', true }, { false, true, '1', true }, { true, false, '1', true }, { true, true, '1', false },
		{ false, true, '2', false }, { true, false, '2', false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct stories *ss = stories_new(k);
		char from[] = "<sip:100X@example.net>";
		from[8] = (char)rows[i].user;
		struct message index = invite_of(from, "", "");
		struct msg invite = { .where = { .file = "x", .line = 2, .time = NO_TIME }, .index = &index };
		struct call c = { .id = SLICE("c"), .kind = CALL_INVITE, .first = &invite, .last = &invite, .has_addresses = rows[i].in_call };
		struct witness w = { CAUSE, NAME("1001") };

		if (rows[i].in_line)
			w.from = (struct addr){ .family = 4, .ip = { 192, 0, 2, 1 } };
		add_at(ss, w, NO_TIME, 1);
		if ((story_of_call(ss, &c, NULL, NULL, NULL) != NULL) != rows[i].taken)
			fail_msg("row %zu", i);
		stories_free(ss);
		message_release(&index);
	}
}

/* A line with nothing but its time is of a call that a server could not serve. */
static void
time_ties_a_line_to_a_failure_of_the_server(void **state)
{
	static const struct { int code; bool taken; } rows[] = {
		{ 407, false }, { 408, true }, { 409, false }, { 476, false }, { 477, true }, { 480, true }, { 481, false }, { 486, false },
		{ 499, false }, { 500, true }, { 503, true }, { 599, true }, { 600, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct stories *ss = stories_new(k);
		struct msg failure = { .where = { .file = "x", .line = 2, .time = NO_TIME }, .is_response = true, .code = rows[i].code };
		struct call c = { .id = SLICE("c"), .kind = CALL_INVITE, .first = &failure, .last = &failure };

		add_at(ss, (struct witness){ CAUSE }, NO_TIME, 1);
		if ((story_of_call(ss, &c, &failure, NULL, NULL) != NULL) != rows[i].taken)
			fail_msg("%d", rows[i].code);
		stories_free(ss);
	}
}

/* One of which only the response was seen is a registration as well. */
static void
a_line_of_a_registration_is_of_no_other_call(void **state)
{
	static const struct { enum call_kind kind; unsigned facts; bool taken; } rows[] = {
		{ CALL_INVITE, 0, false }, { CALL_REGISTER, 0, true }, { CALL_OTHER, HAS_REGISTER, true }, { CALL_REGISTER, HAS_REGISTER, true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct stories *ss = stories_new(k);
		struct message index = invite_of("<sip:1001@example.net>", "", "");
		struct msg m = { .where = { .file = "x", .line = 2, .time = NO_TIME }, .index = &index };
		struct call c = { .id = SLICE("c"), .kind = rows[i].kind, .facts = rows[i].facts, .first = &m, .last = &m };

		add_at(ss, (struct witness){ CAUSE, NAME("1001"), .is_registration = true }, NO_TIME, 1);
		if ((story_of_call(ss, &c, NULL, NULL, NULL) != NULL) != rows[i].taken)
			fail_msg("row %zu", i);
		stories_free(ss);
		message_release(&index);
	}
}

static void
the_oldest_is_due_in_time(void **state)
{
	struct stories *ss = stories_new(k);

	(void)state;
	assert_null(stories_due(ss, 0));
	add_at(ss, (struct witness){ CAUSE, ID("a@x") }, SECONDS(100), 1);
	assert_non_null(stories_due(ss, 0));
	add_at(ss, (struct witness){ CAUSE, ID("b@x") }, SECONDS(100) + STORY_WAITS, 2);
	assert_null(stories_due(ss, STORY_WAITS));
	add_at(ss, (struct witness){ CAUSE, ID("c@x") }, SECONDS(100) + STORY_WAITS + 1, 3);
	assert_ptr_equal(stories_due(ss, STORY_WAITS), stories_next(ss, NULL));
	stories_free(ss);
}

static void
no_log_keeps_more_than_its_bound(void **state)
{
	struct stories *ss = stories_new(k);
	char id[32];
	struct story *s;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		snprintf(id, sizeof id, "%d@x", i);
		add_at(ss, (struct witness){ CAUSE, .call_id = slice_of(id) }, NO_TIME, 1);
		while ((s = stories_due(ss, STORY_WAITS)) != NULL)
			stories_drop(ss, s);
	}
	assert_int_equal(count(ss), 4096);
	for (int i = 0; i < 20000; i++)
		add_at(ss, (struct witness){ CAUSE, ID("one@x") }, NO_TIME, 1);
	assert_true(count(ss) <= 4097);
	stories_free(ss);
}

/* How grave the story of the first line is after the second. */
static enum severity
after(struct witness failure, struct witness success, int64_t apart)
{
	struct stories *ss = stories_new(k);
	enum severity severity;
	struct finding f;

	add_at(ss, failure, SECONDS(100), 1);
	add_at(ss, success, SECONDS(100) + apart, 2);
	story_finding(k, stories_next(ss, NULL), &f);
	severity = f.severity;
	assert_int_equal(f.evidence_count, severity == SEVERITY_NOTICE ? 2 : 1);
	finding_release(&f);
	stories_free(ss);
	return severity;
}

static void
a_success_ends_the_story_of_the_same_thing(void **state)
{
	const struct { struct witness failure, success; } rows[] = {
		{ { SILENT, NAME("1001@sip.example.net") }, { REGISTERED, NAME("1001@sip.example.net") } },
		{ { SILENT, NAME("1001@sip.example.net") }, { REGISTERED, NAME("1001") } },
		{ { SILENT, NAME("1001@sip.example.net") }, { REGISTERED, HOST("sip.example.net") } },
		{ { LOGIN, NAME("1001"), FROM(1) }, { REGISTERED, NAME("1001"), FROM(1) } },
		{ { SILENT, NAME("1001"), FROM(1) }, { REGISTERED, NAME("1001"), FROM(2) } },
		{ { SENT, HOST("[2001:db8::5]:5060") }, { REGISTERED, NAME("201@example.net") } },
		{ { SILENT }, { REGISTERED, NAME("201@example.net") } },
		{ { SILENT, NAME("1001") }, { REGISTERED } },
		{ { DOWN, NAME("trunk-a") }, { REACHED, NAME("trunk-a") } },
		{ { SENT, ID("a@x") }, { WORKS, ID("a@x") } },
		{ { SENT, THREAD("C-0000000b") }, { WORKS, THREAD("C-0000000b") } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (after(rows[i].failure, rows[i].success, SECONDS(1)) != SEVERITY_NOTICE)
			fail_msg("row %zu", i);
}

static void
a_success_of_something_else_ends_no_story(void **state)
{
	const struct { struct witness failure, success; } rows[] = {
		{ { SILENT, NAME("1001@sip.example.net") }, { REGISTERED, NAME("1002@sip.example.net") } },
		{ { SILENT, NAME("1001@sip.example.net") }, { REGISTERED, NAME("1001@sip.example.org") } },
		{ { SILENT, NAME("1001@sip.example.net") }, { REGISTERED, HOST("sip.example.org") } },
		{ { LOGIN, NAME("1001"), FROM(1) }, { REGISTERED, NAME("1001"), FROM(2) } },
		{ { SILENT, NAME("1001"), PRODUCT("asterisk") }, { REGISTERED, NAME("1001"), PRODUCT("freeswitch") } },
		{ { DOWN, NAME("trunk-a") }, { REACHED, NAME("trunk-b") } },
		{ { DOWN, NAME("trunk-a") }, { REACHED } },
		{ { DOWN, HOST("192.0.2.8") }, { REACHED, HOST("192.0.2.7") } },
		{ { SENT, HOST("192.0.2.9") }, { REACHED, HOST("192.0.2.9") } },
		{ { SENT, ID("a@x") }, { WORKS, ID("b@x") } },
		{ { SENT, ID("a@x") }, { REGISTERED, NAME("1001") } },
		{ { SENT, NAME("1001") }, { WORKS, NAME("1001") } },
		{ { CAUSE, NAME("1001") }, { REGISTERED, NAME("1001") } },
		{ { SILENT, NAME("1001") }, { WORKS, NAME("1001") } },
		{ { .entry = SLICE("reason.media-timeout"), ID("a@x") }, { WORKS, ID("a@x") } },
		{ { .entry = SLICE("security.scanner"), .severity = SLICE("error"), .is_registration = true, NAME("1001") },
		    { REGISTERED, NAME("1001") } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (after(rows[i].failure, rows[i].success, SECONDS(1)) != SEVERITY_ERROR)
			fail_msg("row %zu", i);
}

static void
a_success_counts_for_a_while(void **state)
{
	const struct witness silent = { SILENT, NAME("1001") }, registered = { REGISTERED, NAME("1001") };
	const struct witness sent = { SENT, NAME("1001") };

	(void)state;
	assert_int_equal(after(silent, registered, STORY_RECOVERS), SEVERITY_NOTICE);
	assert_int_equal(after(silent, registered, STORY_RECOVERS + 1), SEVERITY_ERROR);
	assert_int_equal(after(sent, registered, STORY_WAITS), SEVERITY_NOTICE);
	assert_int_equal(after(sent, registered, STORY_WAITS + 1), SEVERITY_ERROR);
}

static void
what_fails_after_a_success_is_a_story_of_its_own(void **state)
{
	struct stories *ss = stories_new(k);

	(void)state;
	add_at(ss, (struct witness){ REGISTERED, NAME("1001") }, SECONDS(100), 1);
	add_at(ss, (struct witness){ SILENT, NAME("1001") }, SECONDS(101), 2);
	add_at(ss, (struct witness){ REGISTERED, NAME("1001") }, SECONDS(102), 3);
	add_at(ss, (struct witness){ SILENT, NAME("1001") }, SECONDS(103), 4);
	assert_int_equal(count(ss), 2);
	assert_int_equal(story_severity(stories_next(ss, NULL)), SEVERITY_NOTICE);
	assert_int_equal(story_severity(stories_next(ss, stories_next(ss, NULL))), SEVERITY_ERROR);
	stories_free(ss);
}

/* Whose connection failed is not said: where the log tells of one account only, it was that one's. */
static void
a_host_is_of_the_only_account(void **state)
{
	struct stories *ss = stories_new(k);

	(void)state;
	add_at(ss, (struct witness){ SENT, HOST("192.0.2.9") }, SECONDS(100), 1);
	add_at(ss, (struct witness){ SENT, HOST("example.net") }, SECONDS(102), 2);
	add_at(ss, (struct witness){ SILENT, NAME("202@example.org") }, SECONDS(104), 3);
	add_at(ss, (struct witness){ REGISTERED, NAME("201@example.net") }, SECONDS(106), 4);
	struct story *first = stories_next(ss, NULL), *second = stories_next(ss, first), *third = stories_next(ss, second);
	assert_int_equal(story_severity(first), SEVERITY_ERROR);
	assert_int_equal(story_severity(second), SEVERITY_NOTICE);
	assert_int_equal(story_severity(third), SEVERITY_ERROR);
	stories_free(ss);
}

int
main(void)
{
	static const struct knowledge_options english = { .language = "en" };
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_call_id_binds_whatever_the_time), cmocka_unit_test(answers_to_different_things_are_two),
		cmocka_unit_test(a_thread_binds_for_a_while),
		cmocka_unit_test(a_name_binds_and_parts),
		cmocka_unit_test(a_channel_follows_the_host_that_refused),
		cmocka_unit_test(who_is_silent_was_asked),
		cmocka_unit_test(time_alone_binds_what_follows_from_it),
		cmocka_unit_test(the_cause_is_the_story),
		cmocka_unit_test(the_gravest_line_says_how_grave),
		cmocka_unit_test(a_destination_is_no_source),
		cmocka_unit_test(what_is_unknown_or_no_trouble_makes_no_story),
		cmocka_unit_test(a_message_stands_for_the_line_that_repeats_it),
		cmocka_unit_test(an_address_ties_a_line_to_a_call),
		cmocka_unit_test(a_name_ties_a_line_to_a_call),
		cmocka_unit_test(time_ties_a_line_to_a_failure_of_the_server),
		cmocka_unit_test(a_success_ends_the_story_of_the_same_thing),
		cmocka_unit_test(a_success_of_something_else_ends_no_story),
		cmocka_unit_test(a_success_counts_for_a_while),
		cmocka_unit_test(what_fails_after_a_success_is_a_story_of_its_own),
		cmocka_unit_test(a_host_is_of_the_only_account),
		cmocka_unit_test(a_line_of_a_registration_is_of_no_other_call),
		cmocka_unit_test(the_oldest_is_due_in_time),
		cmocka_unit_test(no_log_keeps_more_than_its_bound),
	};

	k = knowledge_open(&english);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	knowledge_close(k);
	return failed;
}
