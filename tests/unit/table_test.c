/* SPDX-License-Identifier: MIT */
/* Tables of calls: which column holds the code, which the cause, and where the cells of a row are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "input/outline/table.h"

static void
a_column_is_known_by_its_name(void **state)
{
	static const struct { const char *line; char mark; size_t cells, code, cause; } rows[] = {
		{ "call_id,caller,sip_code,duration", ',', 4, 3, 0 }, { "Start;Final SIP Code;Trunk", ';', 3, 2, 0 },
		{ "caller\thangup_cause", '\t', 2, 0, 2 }, { "| Caller | SIP-Code | Q.850 cause |", '|', 5, 3, 4 },
		{ "\"Caller\",\"Status\"", ',', 2, 2, 0 }, { "caller,\"a \"\"b\"\", c\",code", ',', 3, 3, 0 },
		{ "sip code,SIP response", ',', 2, 1, 0 }, { "FromURI,ToURI,Result,ErrorCode", ',', 4, 4, 0 },
		{ "caller,error,status", ',', 3, 2, 0 }, { "id;source_user_id;call_status;call_code", ';', 4, 4, 0 },
		{ "calldate,src,dst,disposition", ',', 4, 0, 4 }, { "calldate,disposition,hangup_cause", ',', 3, 0, 3 },
		{ "name,disposition", '\0', 0, 0, 0 },
		{ "{\"event\":\"a\",\"call_id\":\"b\",\"code\":486}", '\0', 0, 0, 0 }, { "[{\"event\":\"a\",\"call_id\":\"b\",\"code\":486}]", '\0', 0, 0, 0 },
		{ "callingPartyNumber,origCause_value,destCause_value", ',', 3, 0, 2 },
		/* that a column is of codes, others must say */
		{ "name,status,age", '\0', 0, 0, 0 }, { "url,status code", '\0', 0, 0, 0 }, { "sip_code", '\0', 0, 0, 0 }, { "", '\0', 0, 0, 0 },
		{ "caller, callee, duration", '\0', 0, 0, 0 }, { "a very long name that is of no column that anybody has ever seen sip code,x", '\0', 0, 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct table t = { .mark = '\0' };

		if (table_begins(&t, slice_of(rows[i].line)) != (rows[i].mark != '\0') || t.mark != rows[i].mark || t.cells != rows[i].cells ||
		    t.column[TABLE_CODE] != rows[i].code || t.column[TABLE_CAUSE] != rows[i].cause)
			fail_msg("%s: mark %d, %zu cells, code %zu, cause %zu", rows[i].line, t.mark, t.cells, t.column[TABLE_CODE],
			    t.column[TABLE_CAUSE]);
	}
}

static void
a_row_has_as_many_cells(void **state)
{
	static const struct { const char *line; bool is; const char *code, *cause; } rows[] = {
		{ "1,486,17", true, "486", "17" }, { "\"Doe, J\", \"486\" ,\"\"", true, "486", "" }, { "\"a \"\"b\"\", c\",404,3", true, "404", "3" },
		{ ",,", true, "", "" }, { "1,486", false, NULL, NULL }, { "1,486,17,2", false, NULL, NULL }, { "", false, NULL, NULL },
		{ "\"no end,486,17", true, "486", "17" },
	};
	struct table t;

	(void)state;
	assert_true(table_begins(&t, SLICE("caller,sip_code,hangup_cause")));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct slice value[TABLE_COLUMNS];

		if (table_row(&t, slice_of(rows[i].line), value) != rows[i].is)
			fail_msg("%s: %s row", rows[i].line, rows[i].is ? "no" : "a");
		if (rows[i].is && (!slice_eq(value[TABLE_CODE], slice_of(rows[i].code)) || !slice_eq(value[TABLE_CAUSE], slice_of(rows[i].cause))))
			fail_msg("%s: \"%.*s\", \"%.*s\"", rows[i].line, SLICE_ARG(value[TABLE_CODE]), SLICE_ARG(value[TABLE_CAUSE]));
	}
}

static void
a_row_may_come_without_names(void **state)
{
	static const struct { const char *line; size_t cells, cause; } rows[] = {
		{ "\"A\",\"1001\",\"2002\",\"2026-03-10 10:00:00\",\"\",\"2026-03-10 10:00:04\",\"4\",\"0\",\"USER_BUSY\",\"51c7\"", 10, 9 },
		{ "1001,2026-03-10 10:00:04,4,0,CALL_REJECTED", 5, 5 },
		/* Asterisk's, answered or not */
		{ "\"404\",\"2026-03-10 10:00:00\",\"2026-03-10 10:00:04\",\"2026-03-10 10:08:00\",503,486,\"ANSWERED\",\"DOCUMENTATION\"", 8, 7 },
		{ "\"404\",\"2026-03-10 10:00:00\",,\"2026-03-10 10:00:04\",4,0,\"NO ANSWER\",\"DOCUMENTATION\"", 8, 7 },
		{ "404,2026-03-10 10:00:00,,2026-03-10 10:00:04,4,0,No Answer", 0, 0 }, { "404,2026-03-10 10:00:00,,2026-03-10 10:00:04,4,0,BYE", 0, 0 },
		{ "404,2026-03-10 10:00:00,,2026-03-10 10:00:04,4,0,NO ANSWER FOR LONG", 0, 0 },
		/* an end, two lengths and a cause, in this order */
		{ "1001,2026-03-10 10:00:04,4,CALL_REJECTED", 0, 0 }, { "1001,x,4,0,CALL_REJECTED", 0, 0 },
		{ "1001,2026-03-10 10:00:04,4,0,REJECTED", 0, 0 }, { "1001,2026-03-10 10:00:04,4,0,Call_Rejected", 0, 0 },
		{ "1001,2026-03-10 10:00:04,4,,CALL_REJECTED", 0, 0 }, { "2026-03-10 10:00:04 4 0 CALL_REJECTED", 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct table t = { .mark = '\0' };

		if (table_guess(&t, slice_of(rows[i].line)) != (rows[i].cells > 0) || t.cells != rows[i].cells || t.column[TABLE_CAUSE] != rows[i].cause)
			fail_msg("%s: %zu cells, cause %zu", rows[i].line, t.cells, t.column[TABLE_CAUSE]);
	}
	assert_true(table_names_code(SLICE("finalSipCode")));
	assert_false(table_names_code(SLICE("finalCode")));
}

/* A row is a message: methods and the codes of responses stand in one column. */
static void
a_table_of_messages_tells_what_failed_for_good(void **state)
{
	static const struct { const char *row, *follow; bool is; } rows[] = {
		{ "INVITE,a", "", false }, { "503,a", "ACK,a\n", true }, { "404 Not Found,a", "", true }, { "200,a", "", false }, { "180,a", "", false },
		/* the request comes again, with credentials or for the next carrier; that of another call says nothing */
		{ "407,a", "ACK,a\r\nINVITE,a\r\n", false }, { "503,a", "INVITE,b\nACK,a\nINVITE,a\n", false }, { "503,a", "INVITE,b\nBYE,a\n", true },
		{ "503,a", "\nINVITE,a\n", true }, { "302,a", "", false }, { "CANCEL,a", "", false }, { "487,a", "", false },
		{ "OPTIONS,p", "", false }, { "404,p", "", false }, { "REGISTER,r", "", false }, { "403,r", "", true },
	};
	struct slice value[TABLE_COLUMNS];
	struct table t;

	(void)state;
	assert_true(table_begins(&t, SLICE("method,callid")));
	assert_true(t.of_messages);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_true(table_row(&t, slice_of(rows[i].row), value));
		table_note(&t, value);
		if (table_fails(&t, value, slice_of(rows[i].follow)) != rows[i].is)
			fail_msg("%zu: %s", i, rows[i].row);
	}
	/* without the call, or with a column of codes, it is none */
	assert_false(table_begins(&t, SLICE("method,caller")));
	assert_true(table_begins(&t, SLICE("method,reply,callid")));
	assert_false(t.of_messages);
}

/* Either side of a call may have ended it. */
static void
a_row_may_have_the_causes_of_both_sides(void **state)
{
	static const struct { const char *line, *cause; } rows[] = {
		{ "4001,17,0", "17" }, { "4001,0,41", "41" }, { "4001,,41", "41" }, { "4001,16,41", "16" }, { "4001,0,0", "0" }, { "4001,0,", "" },
		{ "4001,00,41", "00" },
	};
	struct slice value[TABLE_COLUMNS];
	struct table t;

	(void)state;
	assert_true(table_begins(&t, SLICE("callingPartyNumber,origCause_value,destCause_value")));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_true(table_row(&t, slice_of(rows[i].line), value));
		if (!slice_eq(value[TABLE_CAUSE], slice_of(rows[i].cause)))
			fail_msg("%s: \"%.*s\"", rows[i].line, SLICE_ARG(value[TABLE_CAUSE]));
	}
}

static void
a_cause_tells_more_than_an_ordinary_end(void **state)
{
	static const struct { const char *cell; enum table_cause is; } rows[] = {
		{ "USER_BUSY", TABLE_TELLS }, { "17", TABLE_TELLS }, { "127", TABLE_TELLS }, { "BUSY", TABLE_TELLS }, { "SIP480", TABLE_TELLS },
		{ "NO ANSWER", TABLE_TELLS }, { "No Answer", TABLE_TELLS_NOTHING }, { "NO ANSWER FOR LONG", TABLE_TELLS_NOTHING },
		{ "user_busy", TABLE_MAY_TELL }, { "UserBusy", TABLE_MAY_TELL }, { "INTEGEr", TABLE_MAY_TELL },
		{ "", TABLE_TELLS_NOTHING }, { "0", TABLE_TELLS_NOTHING }, { "16", TABLE_TELLS_NOTHING }, { "31", TABLE_TELLS_NOTHING },
		{ "128", TABLE_TELLS_NOTHING }, { "393216", TABLE_TELLS_NOTHING }, { "458752", TABLE_TELLS_NOTHING },
		{ "262143", TABLE_TELLS_NOTHING }, { "262144", TABLE_TELLS }, { "83886081", TABLE_TELLS }, { "4930123456789", TABLE_TELLS_NOTHING }, { "NORMAL_CLEARING", TABLE_TELLS_NOTHING },
		{ "normal_clearing", TABLE_TELLS_NOTHING }, { "NormalClearing", TABLE_TELLS_NOTHING }, { "Normal", TABLE_TELLS_NOTHING },
		{ "user busy", TABLE_TELLS_NOTHING }, { "4XX", TABLE_TELLS_NOTHING }, { "user-busy", TABLE_TELLS_NOTHING },
		{ "A_NAME_OF_FORTY_EIGHT_LETTERS_IS_THE_LONGEST_ONE", TABLE_TELLS }, { "A_NAME_OF_FORTY_NINE_LETTERS_IS_LONGER_THAN_NAMES", TABLE_TELLS_NOTHING },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (table_cause(slice_of(rows[i].cell)) != rows[i].is)
			fail_msg("%s: %d", rows[i].cell, table_cause(slice_of(rows[i].cell)));
}

/* The columns of HTTP are called alike. */
static void
a_method_says_that_a_row_is_of_sip(void **state)
{
	static const struct { const char *line, *code; } rows[] = {
		{ "INVITE,10.0.0.2,486", "486" }, { "REGISTER,10.0.0.2,403", "403" }, { "GET,10.0.0.2,404", "" }, { "OPTIONS,10.0.0.2,408", "" },
		{ ",10.0.0.2,500", "" },
	};
	struct slice value[TABLE_COLUMNS];
	struct table t;

	(void)state;
	assert_true(table_begins(&t, SLICE("method,peer,code")));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_true(table_row(&t, slice_of(rows[i].line), value));
		if (!slice_eq(value[TABLE_CODE], slice_of(rows[i].code)))
			fail_msg("%s: \"%.*s\"", rows[i].line, SLICE_ARG(value[TABLE_CODE]));
	}
	assert_true(table_begins(&t, SLICE("method,from_user,code")));
	assert_true(table_row(&t, SLICE("OPTIONS,100,408"), value));
	assert_true(slice_eq(value[TABLE_CODE], SLICE("408")));
	assert_false(table_begins(&t, SLICE("method,peer,latency")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_column_is_known_by_its_name),
		cmocka_unit_test(a_row_has_as_many_cells),
		cmocka_unit_test(a_row_may_come_without_names),
		cmocka_unit_test(a_cause_tells_more_than_an_ordinary_end),
		cmocka_unit_test(a_row_may_have_the_causes_of_both_sides),
		cmocka_unit_test(a_table_of_messages_tells_what_failed_for_good),
		cmocka_unit_test(a_method_says_that_a_row_is_of_sip),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
