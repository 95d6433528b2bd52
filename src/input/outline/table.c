/* SPDX-License-Identifier: MIT */
#include "input/outline/table.h"

#include <string.h>

#include "base/ascii.h"
#include "input/line/column.h"
#include "input/stamp/stamp.h"
#include "sip/message.h"

enum { LEAST_CELLS = 2, LONGEST_CAUSE = 48, ROWS_AHEAD = 64 };
/* CUCM's own causes: 3 << 17 ends a leg that a transfer took apart, 7 << 16 one that left a conference. */
enum { LEAST_OWN_CAUSE = 1 << 18, OWN_SPLIT = 3 << 17, OWN_LEFT = 7 << 16 };

bool
table_cell(struct slice *rest, char mark, struct slice *cell)
{
	struct slice s = *rest;
	const char *close;

	if (s.p == NULL)
		return false;
	while (s.n > 0 && s.p[0] == ' ')
		s = slice_skip(s, 1);
	if (s.n > 1 && s.p[0] == '"' && (close = memchr(s.p + 1, '"', s.n - 1)) != NULL) {
		*cell = slice_from(s.p + 1, close);
		*rest = slice_from(close + 1, slice_limit(s));
		/* "" is a quote inside: what is left of the cell says nothing to us */
		while (rest->n > 1 && rest->p[0] == '"' && (close = memchr(rest->p + 1, '"', rest->n - 1)) != NULL)
			*rest = slice_from(close + 1, slice_limit(*rest));
		slice_cut(rest, mark);
		return true;
	}
	*rest = s;
	*cell = slice_trim(slice_cut(rest, mark));
	return true;
}

static void
read_names(struct table *t, struct slice line)
{
	size_t guess = 0, last_guess = 0, guessed_cause = 0;
	bool calls = false;
	struct slice cell;

	while (table_cell(&line, t->mark, &cell)) {
		struct column name = column_of(cell);

		t->cells++;
		if (t->column[TABLE_CODE] == 0 && column_is(&name, &literals_column_code))
			t->column[TABLE_CODE] = t->cells;
		else if (t->column[TABLE_CAUSE] == 0 && column_is(&name, &literals_column_cause))
			t->column[TABLE_CAUSE] = t->cells;
		else if (t->column[TABLE_OTHER_CAUSE] == 0 && column_is(&name, &literals_column_cause))
			t->column[TABLE_OTHER_CAUSE] = t->cells;
		else if (guess == 0 && column_is(&name, &literals_column_code_maybe))
			guess = t->cells;
		else if (last_guess == 0 && column_is(&name, &literals_column_code_hardly))
			last_guess = t->cells;
		else if (guessed_cause == 0 && column_is(&name, &literals_column_cause_maybe))
			guessed_cause = t->cells;
		else if (t->column[TABLE_METHOD] == 0 &&
		    (column_is(&name, &literals_column_method) || column_is(&name, &literals_column_method_maybe)))
			t->column[TABLE_METHOD] = t->cells;
		else if (t->column[TABLE_CALL] == 0 && column_is(&name, &literals_column_call))
			t->column[TABLE_CALL] = t->cells;
		calls |= column_is(&name, &literals_column_of_call);
	}
	calls |= t->column[TABLE_CALL] > 0;
	if (t->column[TABLE_CAUSE] == 0 && calls)
		t->column[TABLE_CAUSE] = guessed_cause;
	t->by_method = t->column[TABLE_CODE] == 0 && !calls && t->column[TABLE_METHOD] > 0;
	if (t->column[TABLE_CODE] == 0 && (calls || t->by_method))
		t->column[TABLE_CODE] = guess > 0 ? guess : last_guess;
	t->of_messages = t->column[TABLE_CODE] == 0 && t->column[TABLE_CAUSE] == 0 && t->column[TABLE_CALL] > 0;
	if (t->of_messages)
		t->column[TABLE_CODE] = t->column[TABLE_METHOD];
}

bool
table_names_code(struct slice key)
{
	struct column name = column_of(key);

	return column_is(&name, &literals_column_code);
}

static bool
is_number(struct slice cell)
{
	uint64_t value;

	return cell.n > 0 && slice_digits(cell, &value) == cell.n;
}

/* "USER_BUSY": two words at least, which no other column of such a row is. */
static bool
is_cause_name(struct slice cell)
{
	size_t bars = 0;

	for (size_t i = 0; i < cell.n; i++) {
		if (!is_upper(cell.p[i]) && cell.p[i] != '_')
			return false;
		bars += cell.p[i] == '_';
	}
	return bars > 0 && cell.n > 5;
}

/* "NO ANSWER", "BUSY": how a call ended, as Asterisk's records say it. */
static bool
is_disposition(struct slice cell)
{
	enum { LEAST = 4, LONGEST = 12 };
	size_t n = 0;

	while (n < cell.n && (is_upper(cell.p[n]) || cell.p[n] == ' '))
		n++;
	return n == cell.n && n >= LEAST && n <= LONGEST;
}

static bool
is_time(struct slice cell)
{
	enum stamp_time kind;
	int64_t time;

	return stamp_time(cell, &kind, &time) > 0;
}

bool
table_guess(struct table *t, struct slice line)
{
	struct slice last[4] = { SLICE_NONE, SLICE_NONE, SLICE_NONE, SLICE_NONE }, cell;	/* the nearest is the last of them */
	struct table found = { .mark = ',' };

	if (slice_chr(line, ',') == NULL)
		return false;
	while (table_cell(&line, found.mark, &cell)) {
		found.cells++;
		if (found.column[TABLE_CAUSE] == 0 && is_number(last[3]) && is_number(last[2]) && is_time(last[1]) &&
		    (is_cause_name(cell) || (is_disposition(cell) && (is_time(last[0]) || last[0].n == 0))))
			found.column[TABLE_CAUSE] = found.cells;
		memmove(last, last + 1, 3 * sizeof *last);
		last[3] = cell;
	}
	if (found.column[TABLE_CAUSE] == 0)
		return false;
	*t = found;
	return true;
}

bool
table_begins(struct table *t, struct slice line)
{
	static const char marks[] = { ',', ';', '\t', '|' };

	if (slice_starts(line, SLICE("{\"")) || slice_starts(line, SLICE("[{")))	/* JSON names its members in each line */
		return false;
	for (size_t i = 0; i < sizeof marks; i++) {
		struct table found = { .mark = marks[i] };

		if (slice_chr(line, marks[i]) == NULL)
			continue;
		read_names(&found, line);
		if (found.cells >= LEAST_CELLS && (found.column[TABLE_CODE] > 0 || found.column[TABLE_CAUSE] > 0)) {
			*t = found;
			return true;
		}
	}
	return false;
}

/* HTTP and RTSP have OPTIONS, too. */
static bool
is_of_sip(struct slice cell)
{
	enum method method = method_id(cell);

	return method != METHOD_OTHER && method != METHOD_OPTIONS;
}

bool
table_row(const struct table *t, struct slice line, struct slice value[TABLE_COLUMNS])
{
	size_t cells = 0;
	struct slice cell;

	for (size_t c = 0; c < TABLE_COLUMNS; c++)
		value[c] = SLICE_NONE;
	while (table_cell(&line, t->mark, &cell)) {
		cells++;
		for (size_t c = 0; c < TABLE_COLUMNS; c++)
			if (cells == t->column[c])
				value[c] = cell;
	}
	if (value[TABLE_CAUSE].n == 0 || slice_eq(value[TABLE_CAUSE], SLICE("0")))
		value[TABLE_CAUSE] = value[TABLE_OTHER_CAUSE];
	if (t->by_method && !is_of_sip(value[TABLE_METHOD]))
		value[TABLE_CODE] = SLICE_NONE;
	return cells == t->cells;
}

void
table_note(struct table *t, const struct slice value[TABLE_COLUMNS])
{
	struct slice cell = value[TABLE_CODE];
	enum method method = method_id(cell);

	if (cell.n == 0 || !is_digit(cell.p[0]))
		t->probe = method == METHOD_OPTIONS || (t->probe && method == METHOD_OTHER);
}

bool
table_fails(const struct table *t, const struct slice value[TABLE_COLUMNS], struct slice follow)
{
	struct slice cell = value[TABLE_CODE], next[TABLE_COLUMNS];

	if (cell.n == 0 || !is_digit(cell.p[0]) || cell.p[0] < '4' || slice_starts(cell, SLICE("487")) || t->probe)
		return false;
	for (int i = 0; i < ROWS_AHEAD && follow.n > 0; i++) {
		if (!table_row(t, slice_trim(slice_cut(&follow, '\n')), next))
			return true;
		enum method method = method_id(next[TABLE_METHOD]);
		if (slice_eq(next[TABLE_CALL], value[TABLE_CALL]) && method != METHOD_OTHER && method != METHOD_ACK &&
		    method != METHOD_BYE)
			return false;
	}
	return true;
}

enum table_cause
table_cause(struct slice cell)
{
	static const struct slice normal[] = { SLICE("NORMAL_CLEARING"), SLICE("NormalClearing"), SLICE("NORMAL") };
	bool small = false, words = false;
	uint64_t number;

	if (cell.n == 0 || cell.n > LONGEST_CAUSE)
		return TABLE_TELLS_NOTHING;
	if (slice_to_u64(cell, 127, &number))
		return number > 0 && number != 16 && number != 31 ? TABLE_TELLS : TABLE_TELLS_NOTHING;
	if (slice_to_u64(cell, UINT32_MAX, &number))
		return number >= LEAST_OWN_CAUSE && number != OWN_SPLIT && number != OWN_LEFT ? TABLE_TELLS : TABLE_TELLS_NOTHING;
	for (size_t i = 0; i < cell.n; i++) {
		if (!is_alnum(cell.p[i]) && cell.p[i] != '_' && cell.p[i] != ' ')
			return TABLE_TELLS_NOTHING;
		small |= is_lower(cell.p[i]);
		words |= cell.p[i] == ' ';
	}
	if (words && !is_disposition(cell))	/* "NO ANSWER" */
		return TABLE_TELLS_NOTHING;
	for (size_t i = 0; i < sizeof normal / sizeof *normal; i++)
		if (slice_eq_nocase(cell, normal[i]))
			return TABLE_TELLS_NOTHING;
	return is_digit(cell.p[0]) ? TABLE_TELLS_NOTHING : small ? TABLE_MAY_TELL : TABLE_TELLS;
}
