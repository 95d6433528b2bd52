/* SPDX-License-Identifier: MIT */
/* What of a trace is asked for: calls by whatever names them, findings by their ids, and the times people write. */
#include <time.h>

#include "diagnose/calls/filter.h"
#include "script.h"
#include "unit/sip.h"

/* Three calls that fail, 1000 s after the epoch. */
#define TRACE \
	"0   a>b INVITE id=one uri=sip:1001@example.net\n" "0.1 b>a 486 id=one\n" "0.2 a>b ACK id=one branch=1\n" \
	"60  a>c INVITE id=two uri=sip:+493012345678@example.net\n" "60.1 c>a 404 id=two\n" "60.2 a>c ACK id=two branch=1\n" \
	"120 d>c INVITE id=three uri=sip:00493012345678@example.org\n" "120.1 c>d 503 id=three\n" "120.2 d>c ACK id=three branch=1\n"

static struct found
filtered(const struct filter *filter, struct trace_counts *counts)
{
	const struct trace_options o = { .filter = filter };
	struct found found = { .text = BUF_INIT, .causes = BUF_INIT };
	struct finding_sink sink = { &found, script_finding };
	struct trace *t = trace_new(script_knowledge(), &o, &sink);

	play(t, TRACE);
	trace_end(t);
	*counts = trace_counts(t);
	trace_free(t);
	buf_addc(&found.text, ' ');
	return found;
}

static void
expect_filtered(const struct filter *filter, const char *ids, unsigned left_out, unsigned findings_left_out)
{
	struct trace_counts counts;
	struct found found = filtered(filter, &counts);

	assert_string_equal(found.text.p, ids);
	assert_int_equal(counts.left_out, left_out);
	assert_int_equal(counts.findings_left_out, findings_left_out);
	found_release(&found);
}

#define ONE(text) { (const char *[]){ text }, 1 }
#define TWO(a, b) { (const char *[]){ a, b }, 2 }

static struct moment
moment(const char *text)
{
	struct moment m;

	if (!moment_parse(&m, slice_of(text)))
		fail_msg("%s is no time", text);
	return m;
}

static void
calls_are_chosen_by_what_names_them(void **state)
{
	(void)state;
	expect_filtered(&(struct filter){ .end = NO_TIME }, " code.486  code.404  code.503  ", 0, 0);
	expect_filtered(&(struct filter){ .calls = ONE("tw") }, " code.404  ", 2, 0);
	expect_filtered(&(struct filter){ .calls = TWO("one", "three") }, " code.486  code.503  ", 1, 0);
	expect_filtered(&(struct filter){ .numbers = ONE("1001") }, " code.486  ", 2, 0);
	expect_filtered(&(struct filter){ .numbers = ONE("001") }, " ", 3, 0);
	expect_filtered(&(struct filter){ .numbers = ONE("030 12345678") }, " code.404  code.503  ", 1, 0);
	expect_filtered(&(struct filter){ .numbers = ONE("+49 30 12345678") }, " code.404  code.503  ", 1, 0);
	expect_filtered(&(struct filter){ .numbers = ONE("+49 30 12345679") }, " ", 3, 0);
	/* Six digits that are the same make one number of two, five do not. */
	expect_filtered(&(struct filter){ .numbers = ONE("0 345678") }, " code.404  code.503  ", 1, 0);
	expect_filtered(&(struct filter){ .numbers = ONE("0 45678") }, " ", 3, 0);
	expect_filtered(&(struct filter){ .numbers = ONE("011 49 30 12345678") }, " code.404  code.503  ", 1, 0);
	expect_filtered(&(struct filter){ .numbers = ONE("0 030 12345678") }, " code.404  code.503  ", 1, 0);
	expect_filtered(&(struct filter){ .numbers = ONE("59 30 12345678") }, " ", 3, 0);
	expect_filtered(&(struct filter){ .numbers = ONE("1 30 12345678") }, " ", 3, 0);
	expect_filtered(&(struct filter){ .numbers = ONE("1001@example.net") }, " code.486  ", 2, 0);
	expect_filtered(&(struct filter){ .numbers = ONE("1001@example.com") }, " ", 3, 0);
}

/* Script address a is 192.0.2.<letter>; the third call has none of a and b. */
static void
an_address_counts_with_and_without_its_port(void **state)
{
	struct line l = script_line(SLICE("0 a>c INVITE"));
	struct buf a = BUF_INIT, c = BUF_INIT;

	(void)state;
	addr_format(&l.src, false, &a);
	addr_format(&l.dst, true, &c);
	expect_filtered(&(struct filter){ .peers = ONE(a.p) }, " code.486  code.404  ", 1, 0);
	expect_filtered(&(struct filter){ .peers = ONE(c.p) }, " code.404  code.503  ", 1, 0);
	buf_addstr(&a, ":5099");
	expect_filtered(&(struct filter){ .peers = ONE(a.p) }, " ", 3, 0);
	buf_release(&a);
	buf_release(&c);
}

static void
different_filters_all_hold(void **state)
{
	(void)state;
	expect_filtered(&(struct filter){ .numbers = ONE("03012345678"), .calls = ONE("three") }, " code.503  ", 2, 0);
	expect_filtered(&(struct filter){ .numbers = ONE("1001"), .calls = ONE("three") }, " ", 3, 0);
}

static void
a_call_counts_by_the_time_of_its_first_message(void **state)
{
	(void)state;
	expect_filtered(&(struct filter){ .since = moment("1970-01-01T00:17:40Z") }, " code.404  code.503  ", 1, 0);
	expect_filtered(&(struct filter){ .since = moment("1970-01-01T00:17:40.1Z") }, " code.503  ", 2, 0);
	expect_filtered(&(struct filter){ .until = moment("1970-01-01T01:17:41+01:00") }, " code.486  code.404  ", 1, 0);
	expect_filtered(&(struct filter){ .since = moment("-1m"), .end = INT64_C(1120200001) }, " code.503  ", 2, 0);
	expect_filtered(&(struct filter){ .since = moment("-61s"), .end = INT64_C(1120200001) }, " code.404  code.503  ", 1, 0);
}

static void
findings_are_chosen_by_id(void **state)
{
	(void)state;
	expect_filtered(&(struct filter){ .only = ONE("code.4*") }, " code.486  code.404  ", 0, 1);
	expect_filtered(&(struct filter){ .only = ONE("media.*") }, " ", 0, 3);
	expect_filtered(&(struct filter){ .ignore = ONE("code.404") }, " code.486  code.503  ", 0, 0);
	expect_filtered(&(struct filter){ .ignore = TWO("code.404", "code.5*") }, " code.486  ", 0, 0);
}

static void
keep_number(void *ctx, const struct frame *frame, uint64_t number)
{
	struct buf *numbers = &((struct found *)ctx)->silent;

	(void)frame;
	buf_addf(numbers, " %u", (unsigned)number);
}

/* Those of the calls that are taken, once each; of several filters all hold. */
static void
messages_are_those_of_what_is_chosen(void **state)
{
	const struct { struct filter filter; const char *numbers; } rows[] = {
		{ { .end = NO_TIME }, "1 2 3 4 5 6 7 8 9" },
		{ { .only = ONE("code.404"), .end = NO_TIME }, "4 5 6" }, { { .only = ONE("media.*"), .end = NO_TIME }, "" },
		{ { .calls = ONE("one"), .end = NO_TIME }, "1 2 3" },
		{ { .calls = ONE("one"), .only = ONE("code.404"), .end = NO_TIME }, "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct trace_options o = { .filter = &rows[i].filter, .message = keep_number };
		struct found found = { .text = BUF_INIT };
		struct finding_sink sink = { &found, script_finding };
		struct trace *t = trace_new(script_knowledge(), &o, &sink);

		play(t, TRACE);
		trace_end(t);
		trace_free(t);
		assert_string_equal(found.silent.n > 0 ? found.silent.p + 1 : "", rows[i].numbers);
		found_release(&found);
	}
}

static void
an_ignored_rule_leaves_the_headline_to_the_next(void **state)
{
	static const char script[] = "0 a>b INVITE\n" "0.1 b>a 503 | Reason: Q.850;cause=16\n" "0.2 a>b ACK branch=1\n";
	const struct filter filter = { .ignore = ONE("reason.contradicts-status"), .end = NO_TIME };
	struct found all = found_in(script, &(struct trace_options){ .filter = NULL });
	struct found without = found_in(script, &(struct trace_options){ .filter = &filter });

	(void)state;
	assert_non_null(strstr(all.text.p, " reason.contradicts-status "));
	assert_null(strstr(without.text.p, "contradicts"));
	assert_int_equal(without.count, 1);
	found_release(&all);
	found_release(&without);
}

/* What several calls say together names them, and perhaps a place. */
static void
a_finding_of_several_calls_is_chosen_as_they_are(void **state)
{
	struct evidence e = { .kind = EVIDENCE_CALL, .value = "two@b" };
	struct line l = script_line(SLICE("0 a>b OPTIONS"));
	struct finding f = {
		.id = "options.peer-down", .evidence = &e, .evidence_count = 1, .has_where = true,
		.where = { .time = 1000000000, .src = l.src, .dst = l.dst },
	}, nowhere = f;
	const struct { bool here, anywhere; struct filter filter; } rows[] = {
		{ true, true, { .end = NO_TIME } }, { true, true, { .only = ONE("options.*") } }, { false, false, { .only = ONE("code.*") } },
		{ false, false, { .ignore = ONE("options.*") } }, { true, true, { .ignore = ONE("code.*") } },
		{ true, true, { .calls = ONE("two") } }, { false, false, { .calls = ONE("three") } }, { false, false, { .numbers = ONE("1001") } },
		{ true, true, { .peers = ONE("203.0.113.98") } }, { false, true, { .peers = ONE("203.0.113.99") } },
		{ true, true, { .since = moment("1970-01-01T00:16:40Z") } }, { false, true, { .since = moment("1970-01-01T00:16:41Z") } },
	};

	(void)state;
	nowhere.has_where = false;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (filter_span(&rows[i].filter, &f) != rows[i].here || filter_span(&rows[i].filter, &nowhere) != rows[i].anywhere)
			fail_msg("row %zu", i);
}

/* Where a trace shows no addresses, the host of the Via counts; a line of a log has neither Call-ID nor number. */
static void
a_single_message_or_line_is_chosen(void **state)
{
	static const char text[] = "INVITE sip:300000@example.net SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1:5062\r\nFrom: <sip:a@h>\r\n"
	    "To: <sip:b@h>\r\nCall-ID: one\r\n\r\n";
	const struct { struct filter filter; bool message, line; } rows[] = {
		{ { .end = NO_TIME }, true, true }, { { .calls = ONE("one") }, true, false }, { { .calls = ONE("two") }, false, false },
		{ { .numbers = ONE("+49 300000") }, true, false }, { { .numbers = ONE("+49 200000") }, false, false },
		{ { .peers = ONE("192.0.2.1") }, true, false }, { { .peers = ONE("192.0.2.1:5062") }, true, false },
		{ { .peers = ONE("192.0.2.1:5061") }, false, false }, { { .peers = ONE("192.0.2.2") }, false, false },
		{ { .peers = ONE("192.0.2.2:5062") }, false, false }, { { .peers = ONE("203.0.113.97") }, false, true },
	};
	struct message m = { 0 };
	struct line l = script_line(SLICE("0 a>c INVITE"));
	const struct place nowhere = { .time = NO_TIME }, where = { .time = NO_TIME, .src = l.src, .dst = l.dst };

	(void)state;
	assert_int_equal(message_index(&m, slice_of(text)), MESSAGE_OK);
	for (size_t i = 0; i < COUNT(rows); i++)
		if (filter_message(&rows[i].filter, &m, &nowhere) != rows[i].message ||
		    filter_message(&rows[i].filter, NULL, &where) != rows[i].line)
			fail_msg("row %zu", i);
	message_release(&m);
}

static void
times_are_read_as_people_write_them(void **state)
{
	static const struct { const char *text; int kind; int64_t time; } rows[] = {
		{ "1970-01-02", MOMENT_DATE, INT64_C(86400000000) }, { "1970-01-01T00:01", MOMENT_DATE, 60000000 },
		{ "1970-01-01 00:00:01.5Z", MOMENT_DATE, 1500000 }, { "1970-01-01T02:00:00+0200", MOMENT_DATE, 0 },
		{ "1969-12-31T22:00:00-02:00", MOMENT_DATE, 0 }, { "07:08", MOMENT_CLOCK, INT64_C(25680000000) },
		{ "07:08:09", MOMENT_CLOCK, INT64_C(25689000000) }, { "-15m", MOMENT_BEFORE_END, 900000000 },
		{ "-2h", MOMENT_BEFORE_END, INT64_C(7200000000) }, { "-1d", MOMENT_BEFORE_END, INT64_C(86400000000) },
		{ "-90s", MOMENT_BEFORE_END, 90000000 }, { "-9999999d", MOMENT_BEFORE_END, INT64_C(863999913600000000) },
		{ "00:00", MOMENT_CLOCK, 0 }, { "23:59:60", MOMENT_CLOCK, INT64_C(86400000000) }, { " 07:08 ", MOMENT_CLOCK, INT64_C(25680000000) },
		{ "00:00:01,25", MOMENT_CLOCK, 1250000 }, { "00:00:00.1234569", MOMENT_CLOCK, 123456 }, { "-0s", MOMENT_BEFORE_END, 0 },
		{ "1970-12-31", MOMENT_DATE, 364 * INT64_C(86400000000) }, { "1970-01-31", MOMENT_DATE, 30 * INT64_C(86400000000) },
		{ "1970-01-01T00:00z", MOMENT_DATE, 0 }, { "1970-01-01T14:59+14:59", MOMENT_DATE, 0 },
	};
	static const char *const bad[] = {
		"", "yesterday", "24:00", "7:08", "07:60", "-15", "-m", "-15x", "1970-13-01", "1970-00-01", "1970-01-01T", "1970-01-01T07",
		"1970-01-01T07:08X", "07:08Z1", "-99999999d",
		"23:59:61", "07:08:", "07:08:09.", "07:08:09.x", "07:08x", "07-08", "1970-01-32", "1970-01-00", "1970-1-01", "19700101", "1970-01-01Z",
		"1970-01-01T00:00+15:00", "1970-01-01T00:00+02:60", "1970-01-01T00:00+02", "1970-01-01T00:00+", "-", "-1w", "-1ss", "-1",
	};
	struct moment m;

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		m = moment(rows[i].text);
		if ((int)m.kind != rows[i].kind || m.time != rows[i].time)
			fail_msg("%s is %d %lld", rows[i].text, m.kind, (long long)m.time);
	}
	for (size_t i = 0; i < COUNT(bad); i++)
		if (moment_parse(&m, slice_of(bad[i])))
			fail_msg("%s is taken for a time", bad[i]);
}

/* Without the end there is no clock of its day, and no time before it. */
static void
some_times_need_the_end(void **state)
{
	static const struct { const char *text; bool needs; } rows[] = { { "10:00", true }, { "-1m", true }, { "1970-01-10T10:00", false }, { "1970-01-10T10:00Z", false } };
	const struct moment none = { .kind = MOMENT_NONE };

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct moment m = moment(rows[i].text);

		assert_int_equal(moment_needs_end(&m), rows[i].needs);
		assert_int_equal(moment_resolve(&m, NO_TIME, ZONE_UTC) == NO_TIME, rows[i].needs);
		assert_int_equal(moment_resolve(&m, NO_TIME, ZONE_UNKNOWN) == NO_TIME, rows[i].needs);
		assert_true(moment_resolve(&m, NO_TIME, ZONE_NO_DATE) == NO_TIME);
		assert_true(moment_resolve(&m, 86400000000, ZONE_NO_DATE) != NO_TIME);
	}
	assert_false(moment_needs_end(&none));
	assert_true(moment_resolve(&none, 1, ZONE_UTC) == NO_TIME);
}

/* What stands for which day, and in which zone. */
static void
times_resolve_by_the_end_and_the_zone(void **state)
{
	const int64_t hour = INT64_C(3600000000), day = 24 * hour, end = 10 * day + 12 * hour;
	const struct moment clock = moment("10:00"), date = moment("1970-01-10T10:00"), zoned = moment("1970-01-10T10:00Z");

	(void)state;
	setenv("TZ", "XYZ-2", 1);	/* two hours east of UTC */
	tzset();
	assert_true(moment_resolve(&clock, end, ZONE_UTC) == 10 * day + 8 * hour);
	assert_true(moment_resolve(&clock, end, ZONE_UNKNOWN) == 10 * day + 10 * hour);
	assert_true(moment_resolve(&clock, end, ZONE_NO_DATE) == 10 * day + 10 * hour);
	assert_true(moment_resolve(&clock, NO_TIME, ZONE_UTC) == NO_TIME);
	assert_true(moment_resolve(&date, end, ZONE_UTC) == 9 * day + 8 * hour);
	assert_true(moment_resolve(&date, end, ZONE_UNKNOWN) == 9 * day + 10 * hour);
	assert_true(moment_resolve(&zoned, end, ZONE_UTC) == 9 * day + 10 * hour);
	assert_true(moment_resolve(&zoned, end, ZONE_UNKNOWN) == 9 * day + 12 * hour);
	setenv("TZ", "UTC", 1);
	tzset();
}

/* One message from a caller at 203.0.113.97:5060 to 203.0.113.98:5070, or of unknown addresses, with this in its Via. */
static const struct { const char *calls, *numbers, *peers, *to, *sent_by; bool known, taken; } messages[] = {
	{ NULL, NULL, NULL, "bob", "h.example", true, true },
	{ "c", NULL, NULL, "bob", "h.example", true, true },
	{ "d", NULL, NULL, "bob", "h.example", true, false },
	{ NULL, "bob", NULL, "bob", "h.example", true, true },
	{ NULL, "BOB", NULL, "bob", "h.example", true, true },
	{ NULL, "bo", NULL, "bob", "h.example", true, false },
	{ NULL, "bob@example.net", NULL, "bob", "h.example", true, true },
	{ NULL, "bob@EXAMPLE.NET", NULL, "bob", "h.example", true, true },
	{ NULL, "bo@example.net", NULL, "bob", "h.example", true, false },
	{ NULL, "bob@example", NULL, "bob", "h.example", true, false },
	/* Digits from the end, six of them; zeros stand for what the other begins with. */
	{ NULL, "123456", NULL, "+49123456", "h.example", true, true },
	{ NULL, "23456", NULL, "+49123456", "h.example", true, false },
	{ NULL, "23456", NULL, "23456", "h.example", true, true },
	{ NULL, "00491234567", NULL, "+491234567", "h.example", true, true },
	{ NULL, "0301234567", NULL, "+49301234567", "h.example", true, true },
	{ NULL, "8301234567", NULL, "+49301234567", "h.example", true, false },
	{ NULL, "10301234567", NULL, "+49301234567", "h.example", true, false },
	{ NULL, "+49301234567", NULL, "0301234567", "h.example", true, true },
	{ NULL, "+49301234567", NULL, "10301234567", "h.example", true, false },
	{ NULL, "+49 (30) 123-45.67/8", NULL, "+493012345678", "h.example", true, true },
	{ NULL, "1234567", NULL, "x1234567", "h.example", true, false },
	{ NULL, "x1234567", NULL, "1234567", "h.example", true, false },
	/* Either end; where no address is known, what Via names. */
	{ NULL, NULL, "203.0.113.97", "bob", "h.example", true, true },
	{ NULL, NULL, "203.0.113.97:5060", "bob", "h.example", true, true },
	{ NULL, NULL, "203.0.113.97:5070", "bob", "h.example", true, false },
	{ NULL, NULL, "203.0.113.98", "bob", "h.example", true, true },
	{ NULL, NULL, "203.0.113.98:5070", "bob", "h.example", true, true },
	{ NULL, NULL, "203.0.113.98:5060", "bob", "h.example", true, false },
	{ NULL, NULL, "203.0.113.99", "bob", "203.0.113.99", true, false },
	{ NULL, NULL, "203.0.113.99", "bob", "203.0.113.99", false, true },
	{ NULL, NULL, "203.0.113.99:5060", "bob", "203.0.113.99:5060", false, true },
	{ NULL, NULL, "203.0.113.99:5061", "bob", "203.0.113.99:5060", false, false },
	{ NULL, NULL, "203.0.113.98", "bob", "203.0.113.99", false, false },
	{ NULL, NULL, "h.example", "bob", "H.example", true, true },
	{ NULL, NULL, "i.example", "bob", "h.example", true, false },
	/* All that is asked for. */
	{ "c", "bob", "h.example", "bob", "h.example", true, true },
	{ "c", "bob", "i.example", "bob", "h.example", true, false },
	{ "d", "bob", "h.example", "bob", "h.example", true, false },
};

static void
a_message_is_chosen_by_all_that_is_asked_for(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(messages); i++) {
		const char *calls[] = { messages[i].calls }, *numbers[] = { messages[i].numbers }, *peers[] = { messages[i].peers };
		const struct filter filter = { .calls = { calls, messages[i].calls != NULL }, .numbers = { numbers, messages[i].numbers != NULL },
			.peers = { peers, messages[i].peers != NULL }, .end = NO_TIME };
		struct place where = { .time = NO_TIME };
		struct message m = { 0 };
		struct buf text = BUF_INIT;

		if (messages[i].known) {
			where.src = (struct addr){ .family = 4, .ip = { 203, 0, 113, 97 }, .port = 5060 };
			where.dst = (struct addr){ .family = 4, .ip = { 203, 0, 113, 98 }, .port = 5070 };
		}
		buf_addf(&text, "INVITE sip:zoe@other.example SIP/2.0\r\nVia: SIP/2.0/UDP %s;branch=z9hG4bK-1\r\nFrom: <sip:alice@a.example>;tag=1\r\n"
		    "To: <sip:%s@example.net>\r\nCall-ID: c\r\nCSeq: 1 INVITE\r\n\r\n", messages[i].sent_by, messages[i].to);
		assert_int_equal(message_index(&m, buf_slice(&text)), MESSAGE_OK);
		if (filter_message(&filter, &m, &where) != messages[i].taken)
			fail_msg("row %zu", i);
		message_release(&m);
		buf_release(&text);
	}
}

/* Any of From, To and the Request-URI. */
static void
a_user_stands_in_any_of_three(void **state)
{
	static const struct { const char *wanted; bool taken; } users[] = { { "alice", true }, { "bob", true }, { "zoe", true }, { "carol", false } };
	struct message m = { 0 };

	(void)state;
	assert_int_equal(message_index(&m, SLICE("INVITE sip:zoe@h SIP/2.0\r\nFrom: <sip:alice@h>;tag=1\r\nTo: <sip:bob@h>\r\nCall-ID: c\r\n\r\n")), MESSAGE_OK);
	for (size_t i = 0; i < COUNT(users); i++) {
		const struct filter filter = { .numbers = { (const char *[]){ users[i].wanted }, 1 }, .end = NO_TIME };

		assert_int_equal(filter_message(&filter, &m, &(struct place){ .time = NO_TIME }), users[i].taken);
	}
	message_release(&m);
}

/* Of a log that names one end only, that one counts, and not what Via names. */
static void
one_known_end_is_enough(void **state)
{
	static const struct { const char *peer; bool taken; } rows[] = { { "203.0.113.97", true }, { "203.0.113.97:5060", true }, { "203.0.113.99", false } };
	const struct addr known = { .family = 4, .ip = { 203, 0, 113, 97 }, .port = 5060 };
	struct message m = { 0 };

	(void)state;
	assert_int_equal(message_index(&m, SLICE("INVITE sip:zoe@h SIP/2.0\r\nVia: SIP/2.0/UDP 203.0.113.99:5060\r\nCall-ID: c\r\n\r\n")), MESSAGE_OK);
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct filter filter = { .peers = { (const char *[]){ rows[i].peer }, 1 }, .end = NO_TIME };

		assert_int_equal(filter_message(&filter, &m, &(struct place){ .time = NO_TIME, .src = known }), rows[i].taken);
		assert_int_equal(filter_message(&filter, &m, &(struct place){ .time = NO_TIME, .dst = known }), rows[i].taken);
	}
	message_release(&m);
}

/* Of a URI that breaks off, what is there counts. */
static void
a_user_is_read_from_a_broken_uri(void **state)
{
	const struct filter filter = { .numbers = ONE("1001"), .end = NO_TIME };
	struct message m = { 0 };

	(void)state;
	assert_int_equal(message_index(&m, SLICE("INVITE sip:zoe@h SIP/2.0\r\nFrom: <sip:alice@h>;tag=1\r\nTo: <sip:1001@>\r\nCall-ID: c\r\n\r\n")), MESSAGE_OK);
	assert_true(filter_message(&filter, &m, &(struct place){ .time = NO_TIME }));
	message_release(&m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(calls_are_chosen_by_what_names_them),
		cmocka_unit_test(an_address_counts_with_and_without_its_port),
		cmocka_unit_test(different_filters_all_hold),
		cmocka_unit_test(a_call_counts_by_the_time_of_its_first_message),
		cmocka_unit_test(findings_are_chosen_by_id),
		cmocka_unit_test(messages_are_those_of_what_is_chosen),
		cmocka_unit_test(an_ignored_rule_leaves_the_headline_to_the_next),
		cmocka_unit_test(a_finding_of_several_calls_is_chosen_as_they_are),
		cmocka_unit_test(a_single_message_or_line_is_chosen),
		cmocka_unit_test(times_are_read_as_people_write_them),
		cmocka_unit_test(some_times_need_the_end),
		cmocka_unit_test(times_resolve_by_the_end_and_the_zone),
		cmocka_unit_test(a_message_is_chosen_by_all_that_is_asked_for),
		cmocka_unit_test(a_user_stands_in_any_of_three),
		cmocka_unit_test(one_known_end_is_enough),
		cmocka_unit_test(a_user_is_read_from_a_broken_uri),
	};

	setenv("TZ", "UTC", 1);
	tzset();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
