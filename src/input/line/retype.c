/* SPDX-License-Identifier: MIT */
#include "input/line/retype.h"

#include "base/ascii.h"
#include "base/base64.h"
#include "input/line/waits.h"

/* A line longer than this is handed on as it is; fewer digits are no message. */
enum { LONGEST = 1024 * 1024, FEWEST_DIGITS = 80, FEWEST_RETURNS = 4 };

#define NO_BREAK SLICE("\xc2\xa0")

static bool
ends_in_dollars(struct slice head)
{
	int lines = 0;

	for (; lines < 5; lines++) {
		const char *feed = memchr(head.p, '\n', head.n);

		if (feed == NULL)
			break;
		if (feed == head.p || feed[-1] != '$')
			return false;
		head = slice_from(feed + 1, slice_limit(head));
	}
	return lines > 1;
}

static bool
ends_in_returns(struct slice head)
{
	int lines = 0;

	if (memchr(head.p, '\n', head.n) != NULL)
		return false;
	for (const char *p = head.p; lines < FEWEST_RETURNS && (p = memchr(p, '\r', (size_t)(slice_limit(head) - p))) != NULL; p++)
		lines++;
	return lines == FEWEST_RETURNS;
}

void
retype_look(struct retype *r, struct slice head)
{
	static const struct {
		struct slice text;
		int kind;
	} signs[] = {
		/* No branch begins with 3D. */
		{ SLICE("branch=3Dz9hG4bK"), RETYPE_QUOTED }, { SLICE("ontent-Transfer-Encoding: quoted-printable"), RETYPE_QUOTED },
		{ SLICE("ontent-Transfer-Encoding: base64"), RETYPE_BASE64 }, { SLICE("data: !!binary |"), RETYPE_BASE64 },
		{ SLICE("\"__REALTIME_TIMESTAMP\""), RETYPE_NUMBERS }, { SLICE("-[ RECORD "), RETYPE_RECORDS },
		/* SIP/2.0, INVITE, REGISTER, OPTIONS */
		{ SLICE("\"U0lQLzIuMC"), RETYPE_STRINGS }, { SLICE("\"SU5WSVRFI"), RETYPE_STRINGS },
		{ SLICE("\"UkVHSVNURVIg"), RETYPE_STRINGS },
		{ SLICE("\"T1BUSU9OUy"), RETYPE_STRINGS },
		/* SIP/2.0 */
		{ SLICE("5349502f322e30"), RETYPE_DIGITS }, { SLICE("5349502F322E30"), RETYPE_DIGITS },
		{ SLICE("char peer"), RETYPE_DIGITS }, { SLICE("char pkt"), RETYPE_DIGITS },
	};

	if (ends_in_dollars(head)) {
		r->kind = RETYPE_DOLLARS;
		return;
	}
	if (ends_in_returns(head)) {
		r->kind = RETYPE_RETURNS;
		return;
	}
	if (waits_look(head)) {
		r->kind = RETYPE_WAITS;
		return;
	}
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (slice_find(head, signs[i].text)) {
			r->kind = signs[i].kind;
			return;
		}
}

/* The escape at `text`, which begins with "="; how long it is, 0 for none. */
static size_t
take_quoted(struct slice text, struct buf *out)
{
	if (slice_starts(text, SLICE("=C2=A0"))) {
		buf_addc(out, ' ');
		return 6;
	}
	if (text.n < 3 || hex_value(text.p[1]) < 0 || hex_value(text.p[2]) < 0)
		return 0;
	buf_addc(out, (char)hex_byte(text.p + 1));
	return 3;
}

static void
add_quoted(struct slice line, struct buf *out)
{
	struct slice bare = slice_trim(line);
	bool soft = slice_ends(bare, SLICE("="));
	size_t n;

	line = soft ? slice_from(line.p, slice_limit(bare) - 1) : line;
	for (size_t i = 0; i < line.n; i += n ? n : 1) {
		n = line.p[i] == '=' ? take_quoted(slice_skip(line, i), out) : 0;
		if (n == 0)
			buf_addc(out, line.p[i]);
	}
	if (!soft)
		buf_addc(out, '\n');
}

static bool
is_padding(char c)
{
	return c == '=';
}

/* A whole line: a multiple of four letters, "=" at its end where it is the last. */
static bool
add_base64_line(struct slice line, struct buf *out)
{
	size_t before = out->n, n = base64_add(line, BASE64_PLAIN, out);

	if (line.n > 0 && line.n % 4 == 0 && line.n - n < 3 && slice_span(slice_skip(line, n), is_padding) == line.n - n)
		return true;
	out->n = before;
	return false;
}

/* What a part says of itself stays, what it holds is decoded. */
static void
add_base64(struct retype *r, struct slice line)
{
	struct slice bare = slice_trim(line);

	if (r->part == PART_BODY && add_base64_line(bare, &r->text))
		return;
	if (r->part == PART_BODY)
		buf_addc(&r->text, '\n');
	if (slice_starts_nocase(bare, SLICE("Content-Transfer-Encoding:")))
		r->part = slice_find_nocase(bare, SLICE("base64")) ? PART_HEAD : PART_PLAIN;
	else if (slice_ends(bare, SLICE(": !!binary |")))	/* Wireshark's followed streams in YAML */
		r->part = PART_BODY;
	else if (bare.n == 0)
		r->part = r->part == PART_HEAD ? PART_BODY : PART_PLAIN;
	else if (r->part == PART_BODY)
		r->part = PART_PLAIN;
	buf_add(&r->text, line);
	buf_addc(&r->text, '\n');
}

/* "msg | SIP/2.0 486 Busy Here\r   +" without what stands for the line end. */
static void
add_record_line(struct slice line, struct buf *out)
{
	struct slice text = line;

	if (text.n > 0 && text.p[text.n - 1] == '+') {
		text = slice_head(text, text.n - 1);
		while (text.n > 0 && text.p[text.n - 1] == ' ')
			text = slice_head(text, text.n - 1);
		if (slice_ends(text, SLICE("\\r")))
			text = slice_head(text, text.n - 2);
	}
	buf_add(out, text);
	buf_addc(out, '\n');
}

static void
add_undollared(struct slice line, struct buf *out)
{
	buf_add(out, slice_ends(line, SLICE("$")) ? slice_head(line, line.n - 1) : line);
	buf_addc(out, '\n');
}

/* "0x49, 0x4e, 0x56 };" */
static bool
add_array_line(struct slice line, struct buf *out)
{
	if (line.n < 4 || !slice_starts(line, SLICE("0x")))
		return false;
	for (; line.n >= 4 && slice_starts(line, SLICE("0x")) && hex_value(line.p[2]) >= 0 && hex_value(line.p[3]) >= 0;
	    line = slice_trim(slice_skip(line, line.n > 4 && line.p[4] == ',' ? 5 : 4)))
		buf_addc(out, (char)hex_byte(line.p + 2));
	return true;
}

static void
add_digits(struct retype *r, struct slice line)
{
	struct slice bare = slice_trim(line);
	bool in_array = add_array_line(bare, &r->text);
	size_t n = 0;

	if (r->in_array && !in_array)
		buf_addc(&r->text, '\n');
	r->in_array = in_array;
	if (in_array)
		return;
	while (n < bare.n && hex_value(bare.p[n]) >= 0)
		n++;
	if (n < bare.n || n < FEWEST_DIGITS || n % 2 != 0)
		buf_add(&r->text, line);
	else
		for (size_t i = 0; i < n; i += 2)
			buf_addc(&r->text, (char)hex_byte(bare.p + i));
	buf_addc(&r->text, '\n');
}

/* One byte of a text, as JSON writes it in a string. */
static void
add_escaped(unsigned char byte, struct buf *out)
{
	switch (byte) {
	case '\r': buf_addstr(out, "\\r"); return;
	case '\n': buf_addstr(out, "\\n"); return;
	case '\t': buf_addstr(out, "\\t"); return;
	case '"': case '\\': buf_addc(out, '\\'); break;
	}
	buf_addc(out, (char)byte);
}

/* "MESSAGE" : [ 73, 78 ] becomes "MESSAGE" : "IN". */
static void
add_numbers(struct slice line, struct buf *out)
{
	static const struct slice key = SLICE("\"MESSAGE\"");
	const char *at = slice_find(line, key);
	struct slice rest = slice_from(at ? at + key.n : slice_limit(line), slice_limit(line));

	while (rest.n > 0 && (rest.p[0] == ':' || is_blank(rest.p[0])))
		rest = slice_skip(rest, 1);
	if (rest.n == 0 || rest.p[0] != '[' || memchr(rest.p, ']', rest.n) == NULL) {
		buf_add(out, line);
		buf_addc(out, '\n');
		return;
	}
	buf_add(out, slice_from(line.p, rest.p));
	buf_addc(out, '"');
	for (rest = slice_skip(rest, 1); rest.n > 0 && rest.p[0] != ']';) {
		uint64_t byte;
		size_t n = slice_digits(rest, &byte);

		if (n > 0)
			add_escaped((unsigned char)byte, out);
		rest = slice_skip(rest, n ? n : 1);
	}
	buf_addc(out, '"');
	buf_add(out, slice_skip(rest, 1));
	buf_addc(out, '\n');
}

/* Does a message begin here? */
static bool
begins_message(struct slice text)
{
	return slice_find(slice_cut(&text, '\n'), SLICE("SIP/2.0")) != NULL;
}

/* A string that is a message in base64 becomes one that is the message. */
static void
add_strings(struct slice line, struct buf *out)
{
	enum { SHORTEST = 60 };
	struct buf bytes = BUF_INIT;

	for (const char *quote; (quote = slice_chr(line, '"')) != NULL;) {
		struct slice string = slice_from(quote + 1, slice_limit(line));
		size_t n;

		buf_add(out, slice_from(line.p, quote + 1));
		buf_reset(&bytes);
		n = base64_add(string, BASE64_PLAIN, &bytes);
		if (n >= SHORTEST && begins_message(buf_slice(&bytes))) {
			for (size_t i = 0; i < bytes.n; i++)
				add_escaped((unsigned char)bytes.p[i], out);
			string = slice_skip(string, n);
			string = slice_skip(string, slice_span(string, is_padding));
		}
		line = string;
	}
	buf_release(&bytes);
	buf_add(out, line);
	buf_addc(out, '\n');
}

static void
add_line(struct retype *r, struct slice line)
{
	switch (r->kind) {
	case RETYPE_DOLLARS: add_undollared(line, &r->text); break;
	case RETYPE_QUOTED: add_quoted(line, &r->text); break;
	case RETYPE_BASE64: add_base64(r, line); break;
	case RETYPE_DIGITS: add_digits(r, line); break;
	case RETYPE_RECORDS: add_record_line(line, &r->text); break;
	case RETYPE_STRINGS: add_strings(line, &r->text); break;
	case RETYPE_NUMBERS: add_numbers(line, &r->text); break;
	case RETYPE_WAITS: waits_add(&r->passed, line, &r->text); break;
	default: break;
	}
}

static struct slice
by_lines(struct retype *r, struct slice bytes, bool final)
{
	struct slice rest;

	buf_add(&r->half, bytes);
	buf_reset(&r->text);
	for (rest = buf_slice(&r->half); rest.n > 0;) {
		const char *feed = memchr(rest.p, '\n', rest.n);

		if (feed == NULL && !final && rest.n < LONGEST)
			break;
		add_line(r, slice_from(rest.p, feed ? feed : slice_limit(rest)));
		rest = feed ? slice_from(feed + 1, slice_limit(rest)) : SLICE_NONE;
	}
	if (rest.n > 0)
		memmove(r->half.p, rest.p, rest.n);
	r->half.n = rest.n;
	r->done = true;
	return buf_slice(&r->text);
}

/* An LF that does stand behind a CR is the same line end. */
static struct slice
by_returns(struct retype *r, struct slice bytes)
{
	buf_reset(&r->text);
	for (size_t i = 0; i < bytes.n; i++)
		if (bytes.p[i] != '\n' || i == 0 || bytes.p[i - 1] != '\r')
			buf_addc(&r->text, bytes.p[i] == '\r' ? '\n' : bytes.p[i]);
	r->done = true;
	return buf_slice(&r->text);
}

/* A piece may end between the two bytes of the character. */
static struct slice
with_blanks(struct retype *r, struct slice bytes, bool final)
{
	struct slice rest;

	if (r->half.n == 0 && (bytes.n == 0 || memchr(bytes.p, NO_BREAK.p[0], bytes.n) == NULL))
		return bytes;
	buf_add(&r->half, bytes);
	buf_reset(&r->text);
	for (rest = buf_slice(&r->half); rest.n > 0;) {
		const char *at = memchr(rest.p, NO_BREAK.p[0], rest.n);

		buf_add(&r->text, slice_from(rest.p, at ? at : slice_limit(rest)));
		rest = at ? slice_from(at, slice_limit(rest)) : SLICE_NONE;
		if (rest.n == 1 && !final)
			break;
		if (rest.n == 0)
			continue;
		r->done |= slice_starts(rest, NO_BREAK);
		buf_addc(&r->text, slice_starts(rest, NO_BREAK) ? ' ' : rest.p[0]);
		rest = slice_skip(rest, slice_starts(rest, NO_BREAK) ? 2 : 1);
	}
	if (rest.n > 0)
		r->half.p[0] = rest.p[0];
	r->half.n = rest.n;
	return buf_slice(&r->text);
}

struct slice
retype(struct retype *r, struct slice bytes, bool final)
{
	return r->kind == RETYPE_NONE ? with_blanks(r, bytes, final) : r->kind == RETYPE_RETURNS ? by_returns(r, bytes) :
	    by_lines(r, bytes, final);
}

void
retype_release(struct retype *r)
{
	buf_release(&r->half);
	buf_release(&r->text);
}
