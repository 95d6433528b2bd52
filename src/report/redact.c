#include "report/redact.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "report/names.h"

enum mode { MODE_TEXT, MODE_IDENTIFIER };

struct redact {
	struct pseudonyms names;
};

struct redact *
redact_new(void)
{
	return xcalloc(1, sizeof(struct redact));
}

void
redact_free(struct redact *r)
{
	pseudonyms_release(&r->names);
	free(r);
}

void
redact_address(struct redact *r, const struct addr *in, struct addr *out)
{
	pseudonym_address(&r->names, in, out);
}

static bool
is_word(char c)
{
	return is_alnum(c) || (unsigned char)c >= 0x80 || (c != '\0' && strchr(".-_+%~!*$&'", c) != NULL);
}

static bool
is_host_char(char c)
{
	return is_alnum(c) || c == '.' || c == '-' || c == '_';
}

static size_t
span(struct slice s, bool (*test)(char))
{
	size_t n = 0;

	while (n < s.n && test(s.p[n]))
		n++;
	return n;
}

/* A host at the start of *s, wherever its context says that it is one: after @ or the scheme of a URI. */
static void
take_host(struct redact *r, struct slice *s, struct buf *out)
{
	size_t n = span(*s, is_host_char);

	if (s->n > 0 && s->p[0] == '[') {
		const char *close = slice_chr(*s, ']');

		n = close ? (size_t)(close - s->p) + 1 : s->n;
	}
	names_add_host(&r->names, slice_head(*s, n), out);
	*s = slice_skip(*s, n);
}

static bool
not_in_uri(char c)
{
	return !(is_space(c) || c == '<' || c == '>' || c == '"' || c == ',');
}

/* The length of the scheme it begins with, colon included; 0 when there is none that names people. */
static size_t
scheme_length(struct slice s)
{
	static const struct slice schemes[] = { SLICE("sips:"), SLICE("sip:"), SLICE("tel:"), SLICE("mailto:") };

	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (slice_starts_nocase(s, schemes[i]))
			return schemes[i].n;
	return 0;
}

/* "sip:user:password@host": the user gets a pseudonym, a password goes. */
static bool
take_uri(struct redact *r, struct slice *s, struct buf *out)
{
	struct slice scheme = slice_head(*s, scheme_length(*s));

	if (scheme.n == 0)
		return false;
	buf_add(out, scheme);
	*s = slice_skip(*s, scheme.n);
	struct slice uri = slice_head(*s, span(*s, not_in_uri));
	const char *at = slice_chr(uri, '@');
	if (at != NULL) {
		struct slice user = slice_from(uri.p, at);

		*s = slice_skip(*s, user.n + 1);
		user = slice_cut(&user, ':');
		names_add_user(&r->names, slice_cut(&user, ';'), out);
		buf_addc(out, '@');
	} else if (to_lower(scheme.p[0]) == 't') {
		struct slice rest = uri;

		struct slice number = slice_cut(&rest, ';');
		names_add_user(&r->names, number, out);
		*s = slice_skip(*s, number.n);
		return true;
	}
	take_host(r, s, out);
	return true;
}

/* The value of a parameter, quoted or not. */
static struct slice
take_value(struct slice *s)
{
	struct slice value = *s;
	size_t n = 0;

	if (s->n > 0 && s->p[0] == '"') {
		const char *close = slice_chr(slice_skip(*s, 1), '"');

		n = close ? (size_t)(close - s->p) + 1 : s->n;
		*s = slice_skip(*s, n);
		return slice_head(slice_skip(value, 1), n > 1 && close ? n - 2 : n - 1);
	}
	while (n < s->n && !is_space(s->p[n]) && s->p[n] != ',' && s->p[n] != ';' && s->p[n] != '>')
		n++;
	*s = slice_skip(*s, n);
	return slice_head(value, n);
}

enum parameter { PARAMETER_OTHER, PARAMETER_SECRET, PARAMETER_USER, PARAMETER_RANDOM };

static enum parameter
parameter_kind(struct slice name)
{
	static const struct { const char *name; enum parameter kind; } rows[] = {
		{ "response", PARAMETER_SECRET }, { "nonce", PARAMETER_SECRET }, { "cnonce", PARAMETER_SECRET },
		{ "nextnonce", PARAMETER_SECRET }, { "rspauth", PARAMETER_SECRET }, { "opaque", PARAMETER_SECRET },
		{ "password", PARAMETER_SECRET }, { "secret", PARAMETER_SECRET }, { "token", PARAMETER_SECRET },
		{ "key", PARAMETER_SECRET }, { "username", PARAMETER_USER }, { "o", PARAMETER_USER },
		{ "tag", PARAMETER_RANDOM }, { "branch", PARAMETER_RANDOM },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (slice_eq_nocase(name, slice_of(rows[i].name)))
			return rows[i].kind;
	return PARAMETER_OTHER;
}

/* Letters and digits that somebody threw dice for; with a dot or @ in it, it names a host after all. */
static bool
is_random(struct slice value)
{
	return slice_chr(value, '@') == NULL && slice_chr(value, '.') == NULL;
}

static void
add_user_at_host(struct redact *r, struct slice value, struct buf *out)
{
	struct slice user = slice_cut(&value, '@');

	if (slice_eq(user, SLICE("-")))
		buf_addc(out, '-');
	else
		names_add_user(&r->names, user, out);
	if (value.p != NULL) {
		buf_addc(out, '@');
		names_add_host(&r->names, value, out);
	}
}

/* "name=value" whose name says what the value is. */
static bool
take_parameter(struct redact *r, struct slice word, struct slice *s, struct buf *out)
{
	enum parameter kind = s->n > 1 && s->p[0] == '=' ? parameter_kind(word) : PARAMETER_OTHER;
	struct slice rest = slice_skip(*s, 1);
	const char *quote = rest.n > 0 && rest.p[0] == '"' ? "\"" : "";

	if (kind == PARAMETER_OTHER)
		return false;
	struct slice value = take_value(&rest);
	if (kind == PARAMETER_RANDOM && !is_random(value))
		return false;
	*s = rest;
	buf_add(out, word);
	buf_addf(out, "=%s", quote);
	if (kind == PARAMETER_SECRET)
		buf_addstr(out, "***");
	else if (kind == PARAMETER_RANDOM)
		buf_add(out, value);
	else
		add_user_at_host(r, value, out);
	buf_addstr(out, quote);
	return true;
}

/* What follows the word: authorisation schemes of one word, keys of RFC 4568. */
static bool
take_secret(struct slice word, struct slice *s, struct buf *out)
{
	bool key = s->n > 1 && s->p[0] == ':' && slice_eq_nocase(word, SLICE("inline"));
	bool scheme = s->n > 1 && is_blank(s->p[0]) &&
	    (slice_eq_nocase(word, SLICE("Basic")) || slice_eq_nocase(word, SLICE("Bearer")));

	if (!key && !scheme)
		return false;
	buf_add(out, word);
	buf_addc(out, s->p[0]);
	*s = slice_skip(*s, 1);
	take_value(s);
	buf_addstr(out, "***");
	return true;
}

/* "2026-03-01": the time of a log line, no number to dial. */
static bool
is_date(struct slice word)
{
	for (size_t i = 0; i < word.n; i++)
		if (i == 4 || i == 7 ? word.p[i] != '-' : !is_digit(word.p[i]))
			return false;
	return word.n == 10;
}

static bool
add_whole(struct redact *r, struct slice word, struct buf *out)
{
	if (is_date(word)) {
		buf_add(out, word);
		return true;
	}
	if (names_add_address(&r->names, word, out))
		return true;
	if (names_is_host(word)) {
		names_add_host(&r->names, word, out);
		return true;
	}
	return names_add_phone(&r->names, word, out) || names_add_known(&r->names, word, out);
}

/* The parts of an identifier between its punctuation; what is no name in it stays, so that it can be told from others. */
static void
add_parts(struct redact *r, struct slice word, struct buf *out)
{
	while (word.n > 0) {
		size_t n = 0;

		while (n < word.n && word.p[n] != '-' && word.p[n] != '_' && word.p[n] != '~' && word.p[n] != '+')
			n++;
		if (!add_whole(r, slice_head(word, n), out))
			buf_add(out, slice_head(word, n));
		if (n < word.n)
			buf_addc(out, word.p[n++]);
		word = slice_skip(word, n);
	}
}

static void
take_word(struct redact *r, enum mode mode, struct slice *s, struct buf *out)
{
	struct slice word;
	size_t dots = 0;

	/* Logs set names between quotation marks; none begins with one. */
	while (s->n > 0 && s->p[0] == '\'') {
		buf_addc(out, '\'');
		*s = slice_skip(*s, 1);
	}
	word = slice_head(*s, span(*s, is_word));
	*s = slice_skip(*s, word.n);
	if (s->n > 1 && s->p[0] == '@') {
		*s = slice_skip(*s, 1);
		if (mode == MODE_IDENTIFIER)
			add_parts(r, word, out);
		else
			names_add_user(&r->names, word, out);
		buf_addc(out, '@');
		take_host(r, s, out);
		return;
	}
	if (take_secret(word, s, out) || take_parameter(r, word, s, out))
		return;
	/* A full stop or a quotation mark after a name belongs to the sentence. */
	while (dots < word.n && strchr(".'!", word.p[word.n - 1 - dots]) != NULL)
		dots++;
	struct slice name = slice_head(word, word.n - dots);
	if (!add_whole(r, name, out)) {
		if (mode == MODE_IDENTIFIER)
			add_parts(r, name, out);
		else
			buf_add(out, name);
	}
	buf_add(out, slice_skip(word, name.n));
}

static bool
is_ipv6_char(char c)
{
	return hex_value(c) >= 0 || c == ':' || c == '.';
}

/* An IPv6 address, in brackets (with a port behind it) or bare. */
static bool
take_ipv6(struct redact *r, struct slice *s, struct buf *out)
{
	size_t n = span(*s, is_ipv6_char);

	if (s->p[0] == '[') {
		const char *close = slice_chr(slice_head(*s, 48), ']');

		n = close ? (size_t)(close - s->p) + 1 : 0;
	} else if (n > 45 || slice_chr(slice_head(*s, n), ':') == NULL) {
		return false;
	}
	while (n > 0 && s->p[0] != '[' && s->p[n - 1] == '.')
		n--;
	if (n < 3 || !names_add_address(&r->names, slice_head(*s, n), out))
		return false;
	*s = slice_skip(*s, n);
	return true;
}

static void
scan(struct redact *r, enum mode mode, struct slice s, struct buf *out)
{
	while (s.n > 0) {
		if (take_uri(r, &s, out) || take_ipv6(r, &s, out))
			continue;
		if (is_word(s.p[0])) {
			take_word(r, mode, &s, out);
		} else {
			buf_addc(out, s.p[0]);
			s = slice_skip(s, 1);
		}
	}
}

void
redact_text(struct redact *r, struct slice text, struct buf *out)
{
	scan(r, MODE_TEXT, text, out);
}

void
redact_identifier(struct redact *r, struct slice text, struct buf *out)
{
	scan(r, MODE_IDENTIFIER, text, out);
}

void
redact_user(struct redact *r, struct slice text, struct buf *out)
{
	add_user_at_host(r, text, out);
}

void
redact_party(struct redact *r, struct slice text, struct buf *out)
{
	const char *open = slice_chr(text, '<');

	if (open != NULL) {
		struct slice display = slice_trim(slice_from(text.p, open));

		while (display.n > 0 && display.p[0] == '"')
			display = slice_skip(display, 1);
		while (display.n > 0 && display.p[display.n - 1] == '"')
			display.n--;
		if (display.n > 0) {
			buf_addc(out, '"');
			names_add_user(&r->names, display, out);
			buf_addstr(out, "\" ");
		}
		text = slice_from(open, text.p + text.n);
	}
	scan(r, MODE_TEXT, text, out);
}
