/* SPDX-License-Identifier: MIT */
#include "diagnose/message/pasted.h"

#include "base/ascii.h"

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
	while (s.n > 0 && strchr(" \t-:=,;/([{<\"'", s.p[0]) != NULL)
		s = slice_skip(s, 1);
	while (s.n > 0 && strchr(" \t.,;:)]}>\"'([{<-=/", s.p[s.n - 1]) != NULL && !closes_inside(s))
		s.n--;
	return s;
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

bool
names_source_file(struct slice text)
{
	static const struct slice endings[] = {
		SLICE("c"), SLICE("cc"), SLICE("cpp"), SLICE("go"), SLICE("java"), SLICE("js"), SLICE("lua"), SLICE("py"), SLICE("rs"),
	};
	const char *end = slice_limit(text);

	for (const char *p = text.p; p < end; p++) {
		const char *after = p + 1;
		struct slice ending;

		if (*p != '.' || word_before(text, p).n == 0)
			continue;
		while (after < end && is_alpha(*after))
			after++;
		ending = slice_from(p + 1, after);
		if (after == end || (*after != ':' && *after != ' '))
			continue;
		for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
			if (slice_eq(ending, endings[i]))
				return true;
	}
	return false;
}
