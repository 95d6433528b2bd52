/* SPDX-License-Identifier: MIT */
/*
 * Secrets, by the word before them: parameters of credentials, "pwd=…", "pass: …", "\"api_key\": \"…\"", keys of SDP and
 * ICE, authorisation schemes of one word.
 */
#include "base/ascii.h"
#include "base/literals.h"
#include "report/redact/pseudonym.h"
#include "report/redact/scan.h"
#include "report/redact/words.h"

/* From here on: the end of what stands in quotes, or of an unquoted value; the quotes are left out of the result. */
static struct slice
take_value(struct slice *rest)
{
	struct slice value = *rest;
	char quote = rest->n > 0 ? rest->p[0] : '\0';
	size_t n = 0;

	if (quote == '"' || quote == '\'') {
		for (n = 1; n < value.n && value.p[n] != quote; n++)
			n += value.p[n] == '\\' && n + 1 < value.n;
		size_t end = n < value.n ? n + 1 : value.n;
		*rest = slice_skip(*rest, end);
		return slice_head(slice_skip(value, 1), n - 1);
	}
	while (n < rest->n && !is_space(rest->p[n]) && !is_one_of(rest->p[n], ",;>\""))
		n++;
	*rest = slice_skip(*rest, n);
	return slice_head(value, n);
}

enum parameter {
	PARAMETER_OTHER,
	PARAMETER_SECRET,	/* behind = only: the word means other things, too */
	PARAMETER_PASSWORD,	/* behind = or : */
	PARAMETER_USER, PARAMETER_RANDOM, PARAMETER_HOST,
	PARAMETER_NAME,		/* behind = or :, somebody's, of several words perhaps */
};

static enum parameter
parameter_kind(struct slice name)
{
	static const struct { const struct literals *names; enum parameter kind; } rows[] = {
		{ &literals_parameter_secret, PARAMETER_SECRET },
		{ &literals_parameter_password, PARAMETER_PASSWORD },
		{ &literals_parameter_user, PARAMETER_USER },
		{ &literals_parameter_random, PARAMETER_RANDOM },
		{ &literals_parameter_host, PARAMETER_HOST },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (literals_have_nocase(rows[i].names, name))
			return rows[i].kind;
	if (literals_end_nocase(&literals_name_ending, name))
		return PARAMETER_NAME;
	return literals_end_nocase(&literals_secret_ending, name) ? PARAMETER_PASSWORD : PARAMETER_OTHER;
}

/* Letters and digits in one piece that somebody threw dice for; with a dot or @ in it, it names a host after all. */
static bool
is_random(struct slice value)
{
	for (size_t i = 0; i < value.n; i++)
		if (!is_alnum(value.p[i]) && !is_one_of(value.p[i], "-_~+*"))
			return false;
	return true;
}

static void
add_value(struct scan *s, enum parameter kind, struct slice value)
{
	switch (kind) {
	case PARAMETER_RANDOM:
		if (holds_somebody(s->r, value))
			pseudonym_add(s->r->key, "word", value, s->out);
		else
			buf_add(s->out, value);
		break;
	case PARAMETER_NAME: add_display(s->r, value, s->out); break;
	case PARAMETER_USER: add_user_at_host(s->r, value, s->out); break;
	case PARAMETER_HOST: add_host(s->r, value, s->out); break;
	default: buf_addstr(s->out, "***"); break;
	}
}

enum { RANDOM_LONGEST = 1024 };

/* "=", ": ", "\": \"", " => ": what may stand between a name and its value; its length, and whether = is in it. */
static size_t
divider(struct slice s, bool *equals)
{
	size_t n = 0;
	bool colon = false;

	*equals = false;
	if (n < s.n && (s.p[n] == '"' || s.p[n] == '\''))
		n++;
	while (n < s.n && is_blank(s.p[n]))
		n++;
	for (; n < s.n && is_one_of(s.p[n], "=:>"); n++) {
		*equals |= s.p[n] == '=';
		colon |= s.p[n] == ':';
	}
	while (n < s.n && is_blank(s.p[n]))
		n++;
	return *equals || colon ? n : 0;
}

static bool
is_in_name(char c)
{
	return word_char(c) || is_one_of(c, " .'-_+");
}

/* A name without quotes: up to what can't be in one. */
static struct slice
take_words(struct slice *rest)
{
	struct slice value = slice_head(*rest, slice_span(*rest, is_in_name));

	value = slice_trim(value);
	*rest = slice_skip(*rest, (size_t)(slice_limit(value) - rest->p));
	return value;
}

bool
take_parameter(struct scan *s, struct slice word)
{
	bool equals;
	size_t n = divider(s->rest, &equals);
	enum parameter kind = n > 0 ? parameter_kind(word) : PARAMETER_OTHER;
	struct slice between = slice_head(s->rest, n), rest = slice_skip(s->rest, n);

	bool loose = kind == PARAMETER_PASSWORD || kind == PARAMETER_NAME;

	if (kind == PARAMETER_OTHER || rest.n == 0 || (!loose && !equals))
		return false;
	/* What only means something as a parameter is written as one. */
	if (!loose && (between.n != 1 || is_space(rest.p[0])))
		return false;
	const char *quote = rest.p[0] == '"' ? "\"" : rest.p[0] == '\'' ? "'" : "";
	/* What may turn out to be none is not looked through to the end of all. */
	struct slice end = kind == PARAMETER_RANDOM ? slice_skip(rest, RANDOM_LONGEST) : SLICE_NONE;
	if (end.p != NULL && end.n > 0)
		rest.n -= end.n;
	struct slice value = kind == PARAMETER_NAME && *quote == '\0' ? take_words(&rest) : take_value(&rest);
	if ((kind == PARAMETER_RANDOM && !is_random(value)) ||
	    (kind == PARAMETER_USER && slice_eq_nocase(value, SLICE("phone"))) || (value.n == 0 && *quote == '\0'))
		return false;
	s->rest = slice_from(rest.p, slice_limit(s->rest));
	buf_add(s->out, word);
	buf_add(s->out, between);
	buf_addstr(s->out, quote);
	add_value(s, kind, value);
	buf_addstr(s->out, quote);
	return true;
}

static size_t
until_line_end(struct slice s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] != '\r' && s.p[n] != '\n')
		n++;
	return n;
}

/* A line "Authorization: …" in a text. Digest credentials name what is secret in them; of all others nothing stays. */
static bool
take_credentials(struct scan *s)
{
	size_t n = 0;

	while (n < s->rest.n && (is_blank(s->rest.p[n]) || s->rest.p[n] == ':' || s->rest.p[n] == '='))
		n++;
	struct slice behind = slice_skip(s->rest, n), value = slice_head(behind, until_line_end(behind));
	if (n == 0 || behind.n == 0 || slice_starts_nocase(behind, SLICE("Digest ")))
		return false;
	/* "Authorization header", "Authorization required": a sentence, not a header. */
	if (memchr(s->rest.p, ':', n) == NULL && slice_chr(value, ' ') == NULL)
		return false;
	buf_add(s->out, slice_head(s->rest, n));
	redact_credentials(s->r, value, s->out);
	s->rest = slice_skip(behind, value.n);
	return true;
}

/* Whose one word behind is the whole secret; a challenge has parameters there. */
static bool
is_scheme(struct slice word)
{
	static const struct slice schemes[] = {
		SLICE("Basic"), SLICE("Bearer"), SLICE("NTLM"), SLICE("Negotiate"), SLICE("Kerberos"), SLICE("TLS-DSK"),
		SLICE("mikey"), SLICE("ApiKey"), SLICE("HMAC"), SLICE("Hawk"), SLICE("IDENTIFIED"),
	};

	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (slice_eq_nocase(word, schemes[i]))
			return true;
	return false;
}

bool
take_secret(struct scan *s, struct slice word)
{
	struct slice rest = slice_skip(s->rest, 1), value;

	if (slice_eq_nocase(word, SLICE("Authorization")) || slice_eq_nocase(word, SLICE("Proxy-Authorization"))) {
		buf_add(s->out, word);
		if (take_credentials(s))
			return true;
		s->out->n -= word.n;
		s->out->p[s->out->n] = '\0';
		return false;
	}
	if (s->rest.n < 2 || !is_blank(s->rest.p[0]) || !is_scheme(word))
		return false;
	while (rest.n > 0 && is_blank(rest.p[0]))
		rest = slice_skip(rest, 1);
	struct slice after = rest;
	value = take_value(&after);
	if (value.n == 0 || (slice_chr(value, '=') != NULL && after.n > 0 && after.p[0] == '"') || word_is_known(value))
		return false;
	buf_add(s->out, word);
	buf_addstr(s->out, " ***");
	s->rest = after;
	return true;
}
