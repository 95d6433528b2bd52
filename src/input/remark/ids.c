/* SPDX-License-Identifier: MIT */
/* What ties a log line to its call, whatever program wrote it. */
#include "base/ascii.h"
#include "input/remark/remark.h"

static bool
ends_token(char c)
{
	return (unsigned char)c <= ' ' || is_one_of(c, ",;()[]{}\"'<>");
}

/* The value that follows a name: `callid: x`, `call_id=x`, `"sipCallID": "x"`. */
static struct slice
value_after(struct slice rest)
{
	size_t n = 0;

	while (n < rest.n && n < 5 && is_one_of(rest.p[n], " :=\"'[<"))
		n++;
	rest = slice_skip(rest, n);
	if (n == 0)
		return SLICE_NONE;
	for (n = 0; n < rest.n && !ends_token(rest.p[n]);)
		n++;
	return n >= 3 ? slice_head(rest, n) : SLICE_NONE;
}

static struct slice
value_of(struct slice line, struct slice name)
{
	const char *at;
	struct slice value = SLICE_NONE, rest = line;

	while (value.n == 0 && (at = slice_find_nocase(rest, name)) != NULL) {
		rest = slice_from(at + name.n, slice_limit(line));
		value = value_after(rest);
	}
	return value;
}

/* "{1 102 INVITE a84b4c76e66710@192.0.2.4} ": what Kamailio's own configuration sets before each line as log_prefix. */
static struct slice
id_in_prefix(struct slice line)
{
	const char *open = slice_chr(line, '{');
	struct slice rest = open != NULL ? slice_from(open + 1, slice_limit(line)) : SLICE_NONE, type = slice_cut(&rest, ' '),
	    number = slice_cut(&rest, ' '), method = slice_cut(&rest, ' ');
	const char *close = slice_chr(rest, '}');

	if (type.n != 1 || number.n == 0 || slice_span(type, is_digit) + slice_span(number, is_digit) != 1 + number.n || method.n == 0 ||
	    slice_span(method, is_upper) != method.n || close == NULL || slice_chr(slice_from(rest.p, close), ' ') != NULL)
		return SLICE_NONE;
	return slice_from(rest.p, close);
}

/* Names in the order in which they are to be believed: some programs have an id of their own for a call, too. */
struct slice
remark_call_id(struct slice line)
{
	static const struct slice names[] = {
		{ "sipcallid", 9 }, { "sip_call_id", 11 }, { "call-id", 7 }, { "call_id", 7 }, { "callid", 6 },
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct slice value = value_of(line, names[i]);

		if (value.n > 0)
			return value;
	}
	return id_in_prefix(line);
}

/* 8-4-4-4-12 hexadecimal digits. */
static bool
is_uuid(struct slice s)
{
	if (s.n < 36)
		return false;
	for (size_t i = 0; i < 36; i++) {
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;

		if (dash ? s.p[i] != '-' : hex_value(s.p[i]) < 0)
			return false;
	}
	return true;
}

static struct slice
uuid_in(struct slice line)
{
	const char *dash;

	for (struct slice rest = line; (dash = slice_chr(rest, '-')) != NULL;
	    rest = slice_from(dash + 1, slice_limit(line)))
		if (dash - line.p >= 8 && is_uuid(slice_from(dash - 8, slice_limit(line))))
			return (struct slice){ dash - 8, 36 };
	return SLICE_NONE;
}

/* Letters and digits mixed, and neither a file's line nor a date: an id. */
static bool
is_id(struct slice s)
{
	bool digit = false, letter = false;

	if (s.n < 6 || s.n > 120)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if ((unsigned char)s.p[i] <= ' ' || s.p[i] == ':' || s.p[i] == '/')
			return false;
		digit |= is_digit(s.p[i]);
		letter |= is_alpha(s.p[i]);
	}
	return digit && letter;
}

static struct slice
id_in_brackets(struct slice line)
{
	const char *open, *close;

	for (struct slice rest = line; (open = slice_chr(rest, '[')) != NULL;) {
		rest = slice_from(open + 1, slice_limit(line));
		if ((close = slice_chr(rest, ']')) == NULL)
			break;
		if (is_id(slice_from(open + 1, close)))
			return slice_from(open + 1, close);
	}
	return SLICE_NONE;
}

/* What each branch of RFC 3261 begins with names a transaction. */
static struct slice
branch_in(struct slice line)
{
	const char *at = slice_find(line, SLICE("z9hG4bK"));
	size_t n = 0;

	if (at == NULL)
		return SLICE_NONE;
	line = slice_from(at, slice_limit(line));
	while (n < line.n && !ends_token(line.p[n]))
		n++;
	return slice_head(line, n);
}

struct slice
remark_thread(struct slice line)
{
	struct slice id = value_of(line, SLICE("callid"));

	if (id.n == 0)
		id = uuid_in(line);
	if (id.n == 0)
		id = id_in_brackets(line);
	return id.n > 0 ? id : branch_in(line);
}
