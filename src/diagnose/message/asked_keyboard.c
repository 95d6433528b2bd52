/* SPDX-License-Identifier: MIT */
/* What somebody typed without switching the keyboard: "pfyzn" for "занят", "игын рукк" for "busy here". */
#include "base/ascii.h"
#include "diagnose/message/asked.h"
#include "text/text.h"

enum { LEAST_LETTERS = 4, KEYS = 36, UKRAINIAN = 4 };

/* What a key gives by itself, and what it gives on the other keyboard, Russian first; the Ukrainian one differs by a few. */
static const struct slice keys = SLICE("qwertyuiop[]asdfghjkl;'zxcvbnm,.`/?&"), shifted = SLICE("{}:\"<>~"), unshifted = SLICE("[];',.`");
static const char *const russian[KEYS] = {
	"й", "ц", "у", "к", "е", "н", "г", "ш", "щ", "з", "х", "ъ", "ф", "ы", "в", "а", "п", "р", "о", "л", "д", "ж", "э",
	"я", "ч", "с", "м", "и", "т", "ь", "б", "ю", "ё", ".", ",", "?",
};
static const struct {
	char key;
	const char *letter;
} ukrainian[UKRAINIAN] = { { 's', "і" }, { ']', "ї" }, { '\'', "є" }, { '`', "'" } };

static const char *
of_key(char c, bool in_ukraine)
{
	const char *at = slice_chr(shifted, c);

	c = at != NULL ? unshifted.p[at - shifted.p] : to_lower(c);
	for (size_t i = 0; in_ukraine && i < UKRAINIAN; i++)
		if (ukrainian[i].key == c)
			return ukrainian[i].letter;
	at = slice_chr(keys, c);
	return at != NULL ? russian[at - keys.p] : NULL;
}

/* Typed on a Latin keyboard, meant in Cyrillic. False: it can't be. */
static bool
to_cyrillic(struct slice text, bool in_ukraine, struct buf *out)
{
	size_t letters = 0;

	for (size_t i = 0; i < text.n; i++) {
		const char *letter = of_key(text.p[i], in_ukraine);

		if ((unsigned char)text.p[i] >= 0x80)
			return false;
		letters += is_alpha(text.p[i]);
		if (letter != NULL)
			buf_addstr(out, letter);
		else
			buf_addc(out, text.p[i]);
	}
	return letters >= LEAST_LETTERS;
}

/* The key of the letter of two bytes at `p`. */
static char
key_of(const char *p)
{
	for (size_t i = 0; i < UKRAINIAN; i++)
		if (memcmp(ukrainian[i].letter, p, 2) == 0)
			return ukrainian[i].key;
	for (size_t i = 0; i < KEYS; i++)
		if (memcmp(russian[i], p, 2) == 0)
			return keys.p[i];
	return '\0';
}

/* The other way round; upper case is folded away before. */
static bool
to_latin(struct slice text, struct buf *out)
{
	size_t letters = 0;

	for (size_t i = 0; i < text.n; i++) {
		char key = i + 1 < text.n && (unsigned char)text.p[i] >= 0x80 ? key_of(text.p + i) : '\0';

		if (is_alpha(text.p[i]) || ((unsigned char)text.p[i] >= 0x80 && key == '\0'))
			return false;
		letters += key != '\0';
		buf_addc(out, key != '\0' ? key : text.p[i]);
		i += key != '\0';
	}
	return letters >= LEAST_LETTERS;
}

/* Some words in Cyrillic are English ones on the other keyboard: "цуку" is "were". Those are no talk. */
static bool
is_known(struct asked *q, struct slice typed, bool as_talk)
{
	struct asked inner = *q;
	bool known;

	inner.text = inner.raw = inner.utf8 = slice_of(arena_slice(&inner.arena, typed));
	inner.is_guess = true;
	dress_read(q->k, inner.text, &inner.dress);
	known = by_dress_alone(&inner) || by_exact_phrase(&inner) || by_dress(&inner) || by_typing_error(&inner) ||
	    (as_talk && by_words(&inner));
	q->arena = inner.arena;
	return known;
}

/* "the weather is nice": a word of three letters that people put around codes was meant as it stands. */
static bool
is_meant_so(const struct asked *q)
{
	enum { LEAST = 3 };

	for (size_t i = 0; i < q->dress.count; i++)
		if (q->dress.tokens[i].kind == TOKEN_WORD && q->dress.tokens[i].text.n >= LEAST && q->dress.tokens[i].word != WORD_UNKNOWN)
			return true;
	return false;
}

bool
by_other_keyboard(struct asked *q)
{
	struct buf folded = BUF_INIT, typed = BUF_INIT;
	bool known = false;

	if (is_meant_so(q))
		return false;
	known = to_cyrillic(q->utf8, false, &typed) && is_known(q, buf_slice(&typed), true);
	buf_reset(&typed);
	known = known || (to_cyrillic(q->utf8, true, &typed) && is_known(q, buf_slice(&typed), true));
	text_fold(q->utf8, &folded);
	buf_reset(&typed);
	known = known || (to_latin(buf_slice(&folded), &typed) && is_known(q, buf_slice(&typed), false));
	buf_release(&folded);
	buf_release(&typed);
	return known;
}
