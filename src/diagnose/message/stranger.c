/* SPDX-License-Identifier: MIT */
#include "diagnose/message/stranger.h"

#include "base/ascii.h"
#include "base/literals.h"

/* Chinese and Japanese set no blanks: a word that stands in another is one, too. */
static bool
holds_stranger(struct knowledge *k, const struct dress_token *t)
{
	enum { LEAST = 6, MOST = 15, CHAR = 3 };
	struct slice text = t->text;

	if (t->kind != TOKEN_WORD || (unsigned char)text.p[0] < 0xe0)
		return false;
	for (; text.n >= LEAST; text = slice_skip(text, CHAR))
		for (size_t n = LEAST; n <= MOST && n <= text.n; n += CHAR)
			if (knowledge_word(k, slice_head(text, n)) == WORD_STRANGER)
				return true;
	return false;
}

/* "port 5432", "127.0.0.1:6379": where mail, databases and shells listen. */
static bool
is_port_of_others(const struct dress *d, size_t i)
{
	static const struct slice ports[] = {
		SLICE("22"), SLICE("25"), SLICE("110"), SLICE("143"), SLICE("465"), SLICE("587"), SLICE("993"), SLICE("995"), SLICE("1433"),
		SLICE("1521"), SLICE("3306"), SLICE("3389"), SLICE("5432"), SLICE("6379"), SLICE("9200"), SLICE("11211"), SLICE("27017"),
	};
	struct slice text = d->tokens[i].text;
	bool named = i > 0 && ((text.n >= 4 && text.p[-1] == ':' && is_alnum(text.p[-2])) ||
	    literals_have_nocase(&literals_port_name, d->tokens[i - 1].text));

	for (size_t j = 0; named && j < sizeof ports / sizeof *ports; j++)
		if (slice_eq(text, ports[j]))
			return true;
	return false;
}

/* "trang web", "sito web": two words that are one name. */
static bool
begins_stranger(struct knowledge *k, const struct dress *d, size_t i)
{
	const struct dress_token *t = &d->tokens[i];

	return i + 1 < d->count && t[0].kind == TOKEN_WORD && t[1].kind == TOKEN_WORD &&
	    knowledge_word(k, slice_from(t[0].text.p, slice_limit(t[1].text))) == WORD_STRANGER;
}

bool
names_stranger(struct knowledge *k, const struct dress *d, size_t i)
{
	const struct dress_token *t = &d->tokens[i];

	return (t->kind == TOKEN_WORD && t->word == WORD_STRANGER) || holds_stranger(k, t) ||
	    begins_stranger(k, d, i) || is_port_of_others(d, i);
}
