/* SPDX-License-Identifier: MIT */
/*
 * Names of people that the input itself gives, users and display names, wherever they stand: "Max Page", "max.page",
 * "MaxPage", "MAX_PAGE" and "Page, Max" are one. All other names are words that nobody knows, and hidden as those.
 */
#include "base/ascii.h"
#include "base/literals.h"
#include "report/redact/pseudonym.h"
#include "report/redact/scan.h"
#include "report/redact/words.h"

enum { WORDS_OF_A_NAME = 6, PIECES_OF_A_PERSON = 4, COMPOUND_LONGEST = 64, PIECE_LONGEST = 64 };

/* Words that say that a display name is that of a thing: its other words are no person's. */
static bool
is_thing(struct slice word)
{
	return literals_have_nocase(&literals_thing, word);
}

static bool
is_name_mark(char c)
{
	return is_space(c) || is_one_of(c, ".,-_'+~*\\\"");
}

/* What stands between two words of a name: a blank, or a mark or two, or a blank that is percent-coded. */
static size_t
gap(struct slice s)
{
	size_t n = slice_span(slice_head(s, 3), is_name_mark);

	return n > 0 ? n : slice_starts(s, SLICE("%20")) ? 3 : 0;
}

static bool
looks_like_piece(struct slice word)
{
	for (size_t i = 0; i < word.n; i++)
		if (is_digit(word.p[i]))
			return false;
	return word.n > 1 && (is_upper(word.p[0]) || is_beyond_ascii(word.p[0])) && !is_thing(word);
}

/* The words of a name, each after the one before; how many there are, at most `most`. */
static size_t
take_pieces(struct slice name, struct slice *piece, size_t most)
{
	size_t count = 0;

	while (name.n > 0 && count < most) {
		size_t n = slice_span(name, word_char);

		if (n > 0)
			piece[count++] = slice_head(name, n);
		name = slice_skip(name, n > 0 ? n : 1);
	}
	return count;
}

static void
know(struct redact *r, enum known_kind kind, struct slice first, struct slice second)
{
	struct buf plain = BUF_INIT;

	known_plain(first, &plain);
	known_plain(second, &plain);
	if (plain.n > 2)
		known_add(&r->known, r->key, kind, buf_slice(&plain));
	buf_release(&plain);
}

void
meet_person(struct redact *r, struct slice name)
{
	struct slice piece[PIECES_OF_A_PERSON + 1];
	size_t count = take_pieces(name, piece, PIECES_OF_A_PERSON + 1);

	if (count < 2 || count > PIECES_OF_A_PERSON)
		return;
	know(r, KNOWN_NAME, piece[count - 1], slice_from(piece[0].p, slice_limit(piece[count - 2])));
	for (size_t i = 0; i < count; i++)
		if (!looks_like_piece(piece[i]))
			return;
	for (size_t i = 0; i < count; i++)
		know(r, KNOWN_PIECE, piece[i], SLICE_NONE);
}

static bool
is_compound_char(char c)
{
	return word_char(c) || word_joint(c);
}

/* What ends here is part of a word that names nobody as a whole: "Max" of "Max-Forwards". No such word is long. */
static bool
is_cut_off(struct slice text, size_t at)
{
	size_t from = at, to = at + slice_span(slice_head(slice_skip(text, at), COMPOUND_LONGEST), is_compound_char);

	while (from > 0 && at - from < COMPOUND_LONGEST && is_compound_char(text.p[from - 1]))
		from--;
	while (to > at && !word_char(text.p[to - 1]))
		to--;
	return to > at && word_is_known((struct slice){ text.p + from, to - from });
}

/* A host of several words may stand there with other marks than dots. */
static bool
is_known_whole(const struct redact *r, struct slice plain)
{
	return known_has(&r->known, r->key, KNOWN_NAME, plain) || known_has(&r->known, r->key, KNOWN_HOST, plain);
}

size_t
known_name(const struct redact *r, struct slice text)
{
	struct buf plain = BUF_INIT;
	size_t best = 0, at = 0;

	for (int i = 0; r->known.any && i < WORDS_OF_A_NAME; i++) {
		size_t n = slice_span(slice_skip(text, at), word_char);

		if (n == 0)
			break;
		known_plain((struct slice){ text.p + at, n }, &plain);
		at += n;
		if (plain.n > KNOWN_LONGEST)
			break;
		if (plain.n > 2 && !all_digits(buf_slice(&plain)) && is_known_whole(r, buf_slice(&plain)) &&
		    !is_cut_off(text, at))
			best = at;
		n = gap(slice_skip(text, at));
		if (n == 0)
			break;
		at += n;
	}
	buf_release(&plain);
	return best;
}

/* "Max": written as a name is; "max" and "MAX" only where they are somebody. */
static bool
is_known_piece(const struct scan *s, struct slice word)
{
	struct buf plain = BUF_INIT;
	bool known;

	if (word.n < 3 || !s->r->known.any)
		return false;
	known_plain(word, &plain);
	known = known_has(&s->r->known, s->r->key, KNOWN_PIECE, buf_slice(&plain));
	buf_release(&plain);
	return known && (((is_upper(word.p[0]) || is_beyond_ascii(word.p[0])) && !is_upper(word.p[1])) || says_person(s, word));
}

bool
take_person(struct scan *s, struct slice word)
{
	struct slice text = { word.p, word.n + s->rest.n };
	size_t n = known_name(s->r, text);
	const char *kind = "user";

	if (n == 0) {
		n = is_known_piece(s, slice_head(word, slice_span(word, word_char))) ? slice_span(word, word_char) :
		    usual_name(text);
		kind = "word";
	}
	/* Part of a word that names nobody as a whole, as "Max-Forwards" */
	if (n == 0 || (n < word.n && word_is_known(word)))
		return false;
	/* One word by itself may be a host. */
	if (n == word.n && add_known(s->r, word, s->out)) {
		s->rest = slice_skip(text, n);
		return true;
	}
	pseudonym_add(s->r->key, kind, slice_head(text, n), s->out);
	s->rest = slice_skip(text, n);
	return true;
}

/* Words that stand before an address and are no name. */
static bool
is_before_party(struct slice word)
{
	return literals_have_nocase(&literals_before_party, word) || is_thing(word);
}

static bool
is_in_piece(char c)
{
	return word_char(c) || c == '-' || c == '.' || c == '\'';
}

bool
take_unquoted(struct scan *s)
{
	struct slice rest = s->rest;
	size_t count = 0, length = 0;

	while (count < PIECES_OF_A_PERSON) {
		size_t n = slice_span(slice_head(rest, PIECE_LONGEST), is_in_piece);
		struct slice piece = slice_head(rest, n);

		if (n < 2 || !looks_like_piece(piece) || is_upper(piece.p[1]) || (count == 0 && is_before_party(piece)))
			return false;
		count++;
		length = (size_t)(piece.p + n - s->rest.p);
		rest = slice_skip(rest, n);
		n = slice_span(slice_head(rest, 2), is_space);
		rest = slice_skip(rest, n);
		if (rest.n > 0 && rest.p[0] == '<')
			break;
		if (n == 0)
			return false;
	}
	if (count < 2 || rest.n == 0 || rest.p[0] != '<' || !begins_uri(slice_skip(rest, 1)))
		return false;
	add_display(s->r, slice_head(s->rest, length), s->out);
	s->rest = slice_skip(s->rest, length);
	return true;
}
