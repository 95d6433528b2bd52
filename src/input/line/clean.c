/* SPDX-License-Identifier: MIT */
#include "input/line/clean.h"

#include "base/ascii.h"
#include "input/line/json.h"
#include "input/line/lines.h"
#include "input/line/search.h"
#include "sip/header_line.h"

/* A JSON line longer than this is handed on as it is. */
#define JSON_LINE_MAX (256u * 1024)

/* What lies over the text shows in so many bytes; a mail's own headers stand before it. */
enum { FIRST_LOOK = 16384, FEWEST = 8 };

/* The first half of a pair waits for the second, which alone stands for nothing (RFC 2781 §2.2). */
static void
add_utf16_unit(struct cleaner *c, unsigned unit)
{
	if (unit >= 0xd800 && unit < 0xdc00) {
		c->surrogate = unit;
	} else if (unit >= 0xdc00 && unit < 0xe000) {
		buf_add_character(&c->text, c->surrogate ? 0x10000 + ((c->surrogate - 0xd800) << 10) + (unit - 0xdc00) : 0xfffd);
		c->surrogate = 0;
	} else {
		buf_add_character(&c->text, unit);
		c->surrogate = 0;
	}
}

static struct slice
from_utf16(struct cleaner *c, struct slice bytes)
{
	bool little = c->state == CLEAN_UTF16LE;

	buf_reset(&c->text);
	for (size_t i = 0; i < bytes.n; i++) {
		buf_addc(&c->head, bytes.p[i]);
		if (c->head.n == 2) {
			unsigned low = (unsigned char)c->head.p[little ? 0 : 1], high = (unsigned char)c->head.p[little ? 1 : 0];

			add_utf16_unit(c, high << 8 | low);
			buf_reset(&c->head);
		}
	}
	return buf_slice(&c->text);
}

/* The states of an escape sequence: CSI (ECMA-48 §5.4), OSC, or a single letter. */
static bool
in_colour(struct cleaner *c, char byte)
{
	switch (c->colour) {
	case COLOUR_NONE:
		if (byte != '\033')
			return false;
		c->colour = COLOUR_ESCAPE;
		return true;
	case COLOUR_ESCAPE:
		c->colour = byte == '[' ? COLOUR_CSI : byte == ']' ? COLOUR_OSC : COLOUR_NONE;
		return byte != '\n';
	case COLOUR_CSI:
		if (byte >= 0x20 && byte < 0x40)
			return true;
		c->colour = COLOUR_NONE;
		return byte >= 0x40 && byte < 0x7f;
	case COLOUR_OSC:
		if (byte == '\a' || byte == '\n' || byte == '\033')
			c->colour = byte == '\033' ? COLOUR_ESCAPE : COLOUR_NONE;
		return byte != '\n';
	}
	return false;
}

static struct slice
without_colour(struct cleaner *c, struct slice bytes)
{
	struct buf out;

	if (c->colour == COLOUR_NONE && (bytes.n == 0 || memchr(bytes.p, '\033', bytes.n) == NULL))
		return bytes;
	out = bytes.p == c->text.p ? BUF_INIT : c->text;
	buf_reset(&out);
	for (size_t i = 0; i < bytes.n; i++)
		if (!in_colour(c, bytes.p[i]))
			buf_addc(&out, bytes.p[i]);
	if (bytes.p == c->text.p)
		buf_release(&c->text);
	c->text = out;
	c->coloured = true;
	return buf_slice(&c->text);
}

/* The raw string value of the key `name` in a JSON line; false when there is none. */
static bool
json_value(struct slice line, struct slice name, struct slice *value)
{
	struct slice rest = member_named(line, name);

	while (rest.p != NULL && !slice_starts(rest, SLICE("\"")))
		rest = member_named(rest, name);
	*value = rest.p != NULL ? string_at(rest.p, slice_limit(rest)) : SLICE_NONE;
	return value->p != NULL;
}

/* What a log driver calls the line itself, and when it was written. */
static const struct slice texts[] = {
	SLICE("log"), SLICE("message"), SLICE("MESSAGE"), SLICE("msg"), SLICE("line"), SLICE("text"),
	SLICE("textPayload"), SLICE("@message"),
};
static const struct slice times[] = { SLICE("time"), SLICE("timestamp"), SLICE("@timestamp"), SLICE("ts"), SLICE("date") };

/* One line of text is the value of that key, no whole message. */
static bool
json_text(struct slice line, struct slice name, struct slice *text)
{
	const char *feed;

	if (line.n == 0 || line.p[0] != '{' || !json_value(line, name, text))
		return false;
	feed = slice_find(*text, SLICE("\\n"));
	return feed == NULL || feed + 2 == slice_limit(*text);
}

/* The key under which the line holds a start line alone; a whole message in one string is no affair of this. */
static struct slice
key_of(struct slice line)
{
	struct slice text;

	for (size_t k = 0; search_version(line) != NULL && k < sizeof texts / sizeof *texts; k++)
		if (json_text(line, texts[k], &text) && search_version(text) != NULL)
			return texts[k];
	return SLICE_NONE;
}

/* {"log":"text\n","stream":"stderr","time":"…"} becomes "… text". */
static void
add_json_line(const struct cleaner *c, struct buf *out, struct slice line)
{
	static const struct form json = { .level = 1 };
	struct slice text, time;

	if (c->json_key.n == 0 || !json_text(line, c->json_key, &text)) {
		buf_add(out, line);
		return;
	}
	for (size_t i = 0; i < sizeof times / sizeof *times; i++)
		if (json_value(line, times[i], &time) && (time.p < text.p || time.p >= slice_limit(text))) {
			buf_add(out, time);
			buf_addc(out, ' ');
			break;
		}
	if (slice_ends(text, SLICE("\\n")))
		text.n -= 2;
	if (text.n > 0)
		line_append(&json, text, out);
}

/* Whether the line that follows is there, or none will be. */
static bool
has_next(struct slice rest, bool final)
{
	return final || rest.n >= JSON_LINE_MAX || memchr(rest.p, '\n', rest.n) != NULL;
}

/*
 * Lines of JSON hold a message line by line where a start line stands in this one and a header in the next. What else is
 * JSON stays as it is: other keys of it tell something, too. False when the next line is still to come.
 */
static bool
learn_key(struct cleaner *c, struct slice line, struct slice rest, bool final)
{
	struct slice key = c->json_key.n > 0 ? SLICE_NONE : key_of(line), header;

	if (key.n == 0)
		return true;
	if (!has_next(rest, final))
		return false;
	if (json_text(slice_cut(&rest, '\n'), key, &header) && header_starts(header))
		c->json_key = key;
	return true;
}

static struct slice
from_json_lines(struct cleaner *c, struct slice bytes, bool final)
{
	struct slice rest;

	buf_add(&c->head, bytes);
	buf_reset(&c->text);
	for (rest = buf_slice(&c->head); rest.n > 0;) {
		const char *feed = memchr(rest.p, '\n', rest.n);
		struct slice line = slice_from(rest.p, feed ? feed : slice_limit(rest)),
		    after = slice_skip(rest, line.n + (feed != NULL));

		if ((feed == NULL && !final && rest.n < JSON_LINE_MAX) || !learn_key(c, line, after, final))
			break;
		add_json_line(c, &c->text, line);
		if (feed)
			buf_addc(&c->text, '\n');
		rest = after;
	}
	if (rest.n > 0)
		memmove(c->head.p, rest.p, rest.n);
	c->head.n = rest.n;
	return buf_slice(&c->text);
}

/* Which of it all lies over the text is decided by its first bytes. */
static struct slice
look_at_start(struct cleaner *c, struct slice head)
{
	c->state = CLEAN_PLAIN;
	if (slice_starts(head, SLICE("\xef\xbb\xbf"))) {
		head = slice_skip(head, 3);
	} else if (slice_starts(head, SLICE("\xff\xfe"))) {
		c->state = CLEAN_UTF16LE;
		head = slice_skip(head, 2);
	} else if (slice_starts(head, SLICE("\xfe\xff"))) {
		c->state = CLEAN_UTF16BE;
		head = slice_skip(head, 2);
	} else if (head.n > 7 && head.p[0] && !head.p[1] && head.p[2] && !head.p[3] && head.p[4] && !head.p[5]) {
		c->state = CLEAN_UTF16LE;
	}
	if (c->state == CLEAN_PLAIN)
		retype_look(&c->retype, slice_head(head, FIRST_LOOK));
	/* `head` serves one of them at a time. */
	c->json_lines = c->state == CLEAN_PLAIN && (slice_starts(head, SLICE("{\"")) || c->retype.kind == RETYPE_NUMBERS);
	if (slice_starts(head, SLICE("{\"log\":\"")))
		c->json_key = texts[0];
	return head;
}

static struct slice
clean_piece(struct cleaner *c, struct slice bytes, bool final)
{
	if (c->state != CLEAN_PLAIN)
		bytes = from_utf16(c, bytes);
	bytes = retype(&c->retype, bytes, final);
	c->coloured |= c->retype.done;
	bytes = without_colour(c, bytes);
	if (!c->json_lines)
		return bytes;
	if (bytes.p == c->text.p && bytes.n > 0) {
		struct slice all;
		struct buf copy = BUF_INIT;

		buf_add(&copy, bytes);
		all = from_json_lines(c, buf_slice(&copy), final);
		buf_release(&copy);
		return all;
	}
	return from_json_lines(c, bytes, final);
}

static struct slice
clean_begin(struct cleaner *c, bool final)
{
	struct slice all;
	struct buf start = c->head;

	c->head = BUF_INIT;
	all = clean_piece(c, look_at_start(c, buf_slice(&start)), final);
	/* What is handed out must outlive `start`. */
	if (all.p != c->text.p) {
		buf_reset(&c->text);
		buf_add(&c->text, all);
	}
	buf_release(&start);
	return buf_slice(&c->text);
}

struct slice
clean(struct cleaner *c, struct slice bytes, bool final)
{
	if (c->state != CLEAN_START)
		return clean_piece(c, bytes, final);
	buf_add(&c->head, bytes);
	return c->head.n >= FIRST_LOOK || final ? clean_begin(c, final) : SLICE("");
}

struct slice
clean_pause(struct cleaner *c)
{
	return c->state == CLEAN_START && c->head.n >= FEWEST ? clean_begin(c, false) : SLICE("");
}

void
clean_release(struct cleaner *c)
{
	retype_release(&c->retype);
	buf_release(&c->head);
	buf_release(&c->text);
}
