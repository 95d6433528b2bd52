/* SPDX-License-Identifier: MIT */
/* One pattern against one line. */
#include "base/ascii.h"
#include "input/remark/remark.h"

enum { STEPS = 4000 };	/* of a pattern against a line, so that no line can make it slow */
enum { LEAST_CUT = 16 };	/* of the first literal text, where that is longer */

enum piece { PIECE_END, PIECE_LITERAL, PIECE_NUMBER, PIECE_WORD, PIECE_ANY };

struct matcher {
	struct slice line;
	struct slice *captures;
	size_t steps;
};

/* The placeholder or stretch of literal text that the pattern begins with; *text is a literal's. */
static enum piece
next_piece(struct slice *pattern, struct slice *text)
{
	static const struct { struct slice name; enum piece piece; } names[] = {
		{ { "{n}", 3 }, PIECE_NUMBER }, { { "{word}", 6 }, PIECE_WORD }, { { "{*}", 3 }, PIECE_ANY },
	};
	size_t n = 0;

	for (size_t i = 0; i < 3; i++)
		if (slice_starts(*pattern, names[i].name)) {
			*pattern = slice_skip(*pattern, names[i].name.n);
			return names[i].piece;
		}
	while (n < pattern->n) {
		struct slice rest = slice_skip(*pattern, n);

		if (slice_starts(rest, names[0].name) || slice_starts(rest, names[1].name) ||
		    slice_starts(rest, names[2].name))
			break;
		n++;
	}
	*text = slice_head(*pattern, n);
	*pattern = slice_skip(*pattern, n);
	return n > 0 ? PIECE_LITERAL : PIECE_END;
}

static size_t
number_length(struct slice s)
{
	size_t n = s.n > 1 && s.p[0] == '-' ? 1 : 0, from = n;

	while (n < s.n && is_digit(s.p[n]))
		n++;
	if (n == from)
		return 0;
	if (n + 1 < s.n && s.p[n] == '.' && is_digit(s.p[n + 1]))
		for (n++; n < s.n && is_digit(s.p[n]);)
			n++;
	return n;
}

static bool match_here(struct matcher *m, struct slice pattern, const char *at, size_t captured);

/* A placeholder of changing length: as short as what follows allows; a word before anything at all is the whole word. */
static bool
match_stretch(struct matcher *m, enum piece piece, struct slice pattern, const char *at, size_t captured)
{
	const char *end = m->line.p + m->line.n, *stop = end;
	struct slice rest = pattern, literal;
	enum piece next = next_piece(&rest, &literal);

	if (piece == PIECE_WORD)
		for (stop = at; stop < end && !is_space(*stop); stop++)
			;
	if (next == PIECE_END) {
		if (piece == PIECE_WORD && stop == at)
			return false;
		m->captures[captured] = slice_from(at, stop);
		return true;
	}
	for (const char *p = piece != PIECE_WORD ? at : next == PIECE_ANY && stop > at ? stop : at + 1; p <= stop; p++) {
		if (next == PIECE_LITERAL) {
			p = slice_find(slice_from(p, end), literal);
			if (p == NULL || p > stop)
				return false;
		}
		if (m->steps-- == 0) {
			m->steps = 1;
			return false;
		}
		if (match_here(m, pattern, p, captured + 1)) {
			m->captures[captured] = slice_from(at, p);
			return true;
		}
	}
	return false;
}

static bool
match_here(struct matcher *m, struct slice pattern, const char *at, size_t captured)
{
	const char *end = m->line.p + m->line.n;
	struct slice text;

	for (;;) {
		enum piece piece = next_piece(&pattern, &text);
		size_t n;

		switch (piece) {
		case PIECE_END:
			return true;
		case PIECE_LITERAL:
			if (!slice_starts(slice_from(at, end), text))
				return false;
			at += text.n;
			break;
		case PIECE_NUMBER:
			n = number_length(slice_from(at, end));
			if (n == 0 || captured == REMARK_TAKES)
				return false;
			m->captures[captured++] = slice_head(slice_from(at, end), n);
			at += n;
			if (pattern.n == 0 && at < end && is_upper(*at) && hex_value(*at) >= 0)	/* "hangup cause 2F" */
				return false;
			break;
		default:
			return captured < REMARK_TAKES && match_stretch(m, piece, pattern, at, captured);
		}
	}
}

/* A placeholder before the first literal text reaches back from it. */
static const char *
reach_back(const struct matcher *m, enum piece first, const char *at)
{
	const char *from = at;

	if (first == PIECE_ANY)
		return m->line.p;
	while (from > m->line.p && (first == PIECE_NUMBER ? is_digit(from[-1]) : !is_space(from[-1])))
		from--;
	return from;
}

bool
remark_fits(struct slice pattern, struct slice line, struct slice captures[REMARK_TAKES], struct slice *said)
{
	struct matcher m = { line, captures, STEPS };
	const char *end = slice_limit(line), *at = line.p;
	struct slice rest = pattern, literal;
	enum piece first = next_piece(&rest, &literal);

	if (first != PIECE_LITERAL && first != PIECE_END && next_piece(&rest, &literal) != PIECE_LITERAL)
		return false;
	if (first == PIECE_END)
		return false;
	while (m.steps > 1 && (at = slice_find(slice_from(at, end), literal)) != NULL) {
		const char *from = first == PIECE_LITERAL ? at : reach_back(&m, first, at);

		if (match_here(&m, pattern, from, 0)) {
			*said = slice_from(from, end);
			return true;
		}
		at++;
	}
	return false;
}

/* From `at` on: how much of the literal text there is when the line ends inside the pattern; 0: it does not. */
static size_t
cut_here(struct slice pattern, const char *at, const char *end)
{
	size_t said = 0, numbers = 0;
	enum piece piece;
	struct slice text = SLICE_NONE;

	while ((piece = next_piece(&pattern, &text)) != PIECE_END) {
		struct slice line = slice_from(at, end), rest = pattern, next = SLICE_NONE;
		const char *stop = end;

		switch (piece) {
		case PIECE_LITERAL:
			if (line.n < text.n)
				return slice_starts(text, line) ? said + line.n : 0;
			if (!slice_starts(line, text))
				return 0;
			at += text.n;
			said += text.n;
			break;
		case PIECE_NUMBER:
			numbers = number_length(line);
			if (numbers == 0)
				return line.n == 0 ? said : 0;
			at += numbers;
			break;
		default:
			if (piece == PIECE_WORD)
				for (stop = at; stop < end && !is_space(*stop); stop++)
					;
			at = next_piece(&rest, &next) == PIECE_LITERAL ? slice_find(slice_from(at, end), next) : NULL;
			if (at == NULL || at > stop)
				at = stop;
		}
	}
	return 0;
}

size_t
remark_cut(struct slice pattern, struct slice line)
{
	const char *end = slice_limit(line), *at = line.p;
	struct slice rest = pattern, literal = SLICE_NONE;
	size_t most = 0;

	if (next_piece(&rest, &literal) != PIECE_LITERAL)
		return 0;
	literal = slice_head(literal, LEAST_CUT);
	while ((at = slice_find(slice_from(at, end), literal)) != NULL) {
		size_t said = cut_here(pattern, at, end);

		most = said > most ? said : most;
		at++;
	}
	return most;
}
