/* SPDX-License-Identifier: MIT */
#include "diagnose/message/pasted.h"

#include "base/ascii.h"
#include "base/literals.h"

struct slice
word_before(struct slice text, const char *p)
{
	const char *start = p;

	while (start > text.p && (is_alnum(start[-1]) || start[-1] == '_' || start[-1] == '-'))
		start--;
	return slice_from(start, p);
}

bool
closes_inside(struct slice s)
{
	enum { LONGEST = 200 };	/* what is longer is no phrase */
	static const char pairs[] = "()[]{}<>";
	const char *closed = strchr(pairs, s.p[s.n - 1]);
	size_t opened = 0;

	if (s.p[s.n - 1] == '"')
		return s.n <= LONGEST && slice_count(s, '"') % 2 == 0;
	if (closed == NULL || (closed - pairs) % 2 == 0 || s.n > LONGEST)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		opened += s.p[i] == closed[-1];
		opened -= s.p[i] == closed[0] && opened > 0 && i + 1 < s.n;
	}
	return opened > 0;
}

struct slice
undress(struct slice s)
{
	while (s.n > 0 && is_one_of(s.p[0], " \t-:=,;/([{<\"'"))
		s = slice_skip(s, 1);
	while (s.n > 0 && is_one_of(s.p[s.n - 1], " \t.,;:)]}>\"'([{<-=/") && !closes_inside(s))
		s.n--;
	return s;
}

struct slice
behind_label(struct slice said)
{
	struct slice rest = said;
	bool named;

	for (size_t n; (n = literals_start_nocase(&literals_phrase_joint, rest)) > 0;)
		rest = slice_skip(rest, n);
	bool joined = rest.p > said.p;
	size_t label = literals_start_nocase(&literals_phrase_label, rest);
	rest = slice_skip(rest, label);
	if (label == 0 || rest.n < 2)
		return said;
	named = is_one_of(rest.p[0], "=:\"") || (rest.p[0] == ' ' && (joined || is_one_of(rest.p[1], "\"'")));
	return named ? slice_skip(rest, 1) : said;
}

static bool
is_program_char(char c)
{
	return is_alnum(c) || c == '_' || c == '-' || c == '.' || c == '/';
}

/* The last part of a path: "/usr/sbin/kamailio", "postfix/smtp". */
static bool
is_telephony(struct knowledge *k, struct slice program)
{
	bool is = false;

	for (struct slice rest = program; rest.n > 0 && !is;) {
		struct slice part = slice_cut(&rest, '/');

		for (struct slice name = part; name.n > 0 && !is;) {
			struct slice piece = slice_cut(&name, '-');

			is = knowledge_word(k, piece) == WORD_SIP || knowledge_vendor(k, piece) != NULL;
		}
	}
	return is;
}

bool
is_of_other_program(struct knowledge *k, struct slice text)
{
	enum { FARTHEST = 80, LEAST = 3 };
	const char *open = slice_chr(slice_head(text, FARTHEST < text.n ? FARTHEST : text.n), '[');
	struct slice program, behind;
	uint64_t pid;
	size_t lower = 0, digits;

	if (open == NULL)
		return false;
	program = slice_from(open, open);
	while (program.p > text.p && is_program_char(program.p[-1]))
		program = slice_from(program.p - 1, open);
	behind = slice_from(open + 1, slice_limit(text));
	digits = slice_digits(behind, &pid);
	for (size_t i = 0; i < program.n; i++)
		lower += is_lower(program.p[i]);
	/* "WARNING[3021]: " is a level of Asterisk and its thread. */
	return program.n >= LEAST && lower > 0 && digits > 0 && slice_starts(slice_skip(behind, digits), SLICE("]:")) &&
	    !is_telephony(k, program);
}

/* "ERROR", "[ERR]", "WARNING[3021]": somewhere in what stands before the message. */
static bool
tells_of_trouble(struct slice before)
{
	for (size_t i = 0; i < literals_trouble_level.n; i++) {
		const char *at = slice_find(before, literals_trouble_level.p[i]);

		if (at != NULL && (at == before.p || !is_alnum(at[-1])))
			return true;
	}
	return false;
}

/* " handle_request: ", ": t_relay(): ": the function that wrote the line is no part of what it says. */
static struct slice
without_function(struct slice s)
{
	size_t n = 0;

	while (s.n > 0 && is_one_of(s.p[0], "]: "))
		s = slice_skip(s, 1);
	n = slice_span(s, is_program_char);
	if (slice_starts(slice_skip(s, n), SLICE("()")))
		n += 2;
	else if (slice_chr(slice_head(s, n), '_') == NULL)
		return s;
	return n > 0 && slice_starts(slice_skip(s, n), SLICE(": ")) ? slice_skip(s, n + 2) : s;
}

/* A file of Asterisk or FreeSWITCH by its name; one of Kamailio by how that writes it: "[core/tcp_main.c:2876]: ". */
static bool
is_file_of_telephony(struct slice text, struct slice file, struct slice behind)
{
	const char *open = file.p;

	if (literals_start(&literals_telephony_file, file) > 0)
		return true;
	while (open > text.p && is_program_char(open[-1]))
		open--;
	return open > text.p && open[-1] == '[' && slice_starts(behind, SLICE("]: ")) && slice_find(behind, SLICE("(): ")) != NULL;
}

/* `level=error src=reg.go:88 msg="REGISTER timed out"`: what a line of pairs says, where its level tells of trouble. */
static struct slice
message_of_pairs(struct slice text)
{
	struct slice key = SLICE(" msg=\""), message;
	const char *at = slice_find(text, key);

	if (at == NULL || !literals_stand_in(&literals_trouble_pair, text))
		return SLICE_NONE;
	message = slice_from(at + key.n, slice_limit(text));
	return slice_cut(&message, '"');
}

struct slice
message_of_source(struct slice text)
{
	enum { FARTHEST = 160 };
	const char *end = slice_limit(text);

	for (const char *p = text.p; end - p > 4 && p - text.p < FARTHEST; p++) {
		const char *after = p + 2;
		struct slice file = word_before(text, p), message;
		uint64_t line;
		size_t digits;

		if (*p != '.' || file.n == 0 || to_lower(p[1]) != 'c')
			continue;
		while (after < end && is_alpha(*after))
			after++;
		if (after == end || *after != ':')
			continue;
		digits = slice_digits(slice_from(after + 1, end), &line);
		message = without_function(slice_from(after + 1 + digits, end));
		return digits > 0 && tells_of_trouble(slice_from(text.p, file.p)) &&
		    is_file_of_telephony(text, file, slice_from(after + 1 + digits, end)) ? message : SLICE_NONE;
	}
	return SLICE_NONE;
}

struct slice
message_of_line(struct slice text)
{
	struct slice said = message_of_pairs(text);

	return said.n > 0 ? said : message_of_source(text);
}

bool
names_source_file(struct slice text)
{
	const char *end = slice_limit(text);

	for (const char *p = text.p; p < end; p++) {
		const char *after = p + 1;

		if (*p != '.' || word_before(text, p).n == 0)
			continue;
		while (after < end && is_alpha(*after))
			after++;
		if (after < end && (*after == ':' || *after == ' ') && literals_have(&literals_source_ending, slice_from(p + 1, after)))
			return true;
	}
	return false;
}
