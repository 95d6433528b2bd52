/* SPDX-License-Identifier: MIT */
/* URIs: "sip:user:password@host;parameters?headers", "tel:+49…", "https://user@host/path?query#fragment". */
#include "base/ascii.h"
#include "report/redact/scan.h"
#include "report/redact/words.h"

/* So far a URI, or a name before one, is looked through for what tells its parts; what is longer is text and hidden as that. */
enum { LOOKED_THROUGH = 1024 };

static bool
not_in_uri(char c)
{
	return !(is_space(c) || c == '<' || c == '>' || c == '"' || c == ',');
}

static bool
is_scheme_char(char c)
{
	return is_alnum(c) || c == '+' || c == '-' || c == '.';
}

/* The length of the scheme it begins with, colon and slashes included; 0 when there is none that names people. */
static size_t
scheme_length(struct slice s)
{
	static const struct slice schemes[] = {
		SLICE("sips:"), SLICE("sip:"), SLICE("tel:"), SLICE("mailto:"), SLICE("xmpp:"), SLICE("pres:"), SLICE("im:"),
		SLICE("h323:"), SLICE("callto:"), SLICE("skype:"), SLICE("fax:"), SLICE("sms:"), SLICE("msrp:"),
	};
	size_t n = slice_span(slice_head(s, 16), is_scheme_char);

	if (n > 1 && slice_starts(slice_skip(s, n), SLICE("://")))
		return n + 3;
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (slice_starts_nocase(s, schemes[i]))
			return schemes[i].n;
	return 0;
}

bool
begins_uri(struct slice text)
{
	return scheme_length(text) > 0;
}

static bool
is_port_char(char c)
{
	return is_digit(c) || c == ':';
}

/* "user:password;parameter": the user gets a pseudonym, the rest goes. */
static void
add_userinfo(struct scan *s, struct slice info)
{
	struct slice user = slice_cut(&info, ':');

	add_user(s->r, slice_cut(&user, ';'), s->out);
}

/* All that may follow the host, and a port, in a URI of the web names pages, and who asks for them. */
static void
drop_path(struct scan *s)
{
	enum { PORT = 16 };
	size_t n = slice_span(s->rest, is_port_char);

	if (n > PORT || n == s->rest.n || !is_one_of(s->rest.p[n], "/?#;"))
		return;
	buf_add(s->out, slice_head(s->rest, ++n));
	s->rest = slice_skip(s->rest, n);
	n = slice_span(s->rest, not_in_uri);
	if (n > 0)
		buf_addstr(s->out, "***");
	s->rest = slice_skip(s->rest, n);
}

/* Headers within a URI of SIP, up to its end: they may name anybody. */
static void
drop_headers(struct scan *s)
{
	struct slice near = slice_head(s->rest, LOOKED_THROUGH);
	const char *mark = slice_chr(slice_head(near, slice_span(near, not_in_uri)), '?');
	struct slice headers = mark != NULL ? slice_head(slice_from(mark, slice_limit(s->rest)), LOOKED_THROUGH) : SLICE_NONE;

	if (mark == NULL || slice_chr(slice_head(headers, slice_span(headers, not_in_uri)), '=') == NULL)
		return;
	struct slice before = slice_from(s->rest.p, mark), rest = slice_skip(s->rest, before.n);
	redact_scan(s->r, before, 0, s->out);
	buf_addstr(s->out, "?***");
	s->rest = slice_skip(rest, slice_span(rest, not_in_uri));
}

/* The last @ before what can't be in a user; a password may have one. */
static const char *
at_sign(struct slice uri, bool web)
{
	const char *at = NULL;

	for (size_t i = 0; i < uri.n && !(web && is_one_of(uri.p[i], "/?#")); i++) {
		if (uri.p[i] == '?' && at != NULL)
			break;
		if (uri.p[i] == '@')
			at = uri.p + i;
	}
	return at;
}

/* "geo:52.5,13.4;u=35" (RFC 5870): where somebody is. */
static bool
take_location(struct scan *s)
{
	struct slice rest = slice_skip(s->rest, 4);
	size_t n = 0;

	if (!slice_starts_nocase(s->rest, SLICE("geo:")))
		return false;
	while (n < rest.n && (not_in_uri(rest.p[n]) || rest.p[n] == ','))
		n++;
	buf_add(s->out, slice_head(s->rest, 4));
	buf_addstr(s->out, "***");
	s->rest = slice_skip(rest, n);
	return true;
}

bool
take_uri(struct scan *s)
{
	if (take_location(s))
		return true;
	struct slice scheme = slice_head(s->rest, scheme_length(s->rest));
	bool web = slice_ends(scheme, SLICE("//"));

	if (scheme.n == 0 || scheme.p == NULL)
		return false;
	buf_add(s->out, scheme);
	s->rest = slice_skip(s->rest, scheme.n);
	struct slice near = slice_head(s->rest, LOOKED_THROUGH), uri = slice_head(near, slice_span(near, not_in_uri));
	const char *at = at_sign(uri, web);
	if (at != NULL) {
		struct slice user = slice_from(uri.p, at);

		s->rest = slice_skip(s->rest, user.n + 1);
		add_userinfo(s, user);
		buf_addc(s->out, '@');
	} else if (!web && slice_chr(SLICE("sSmM"), scheme.p[0]) == NULL) {
		struct slice rest = uri, number = slice_cut(&rest, ';');

		add_user(s->r, number, s->out);
		s->rest = slice_skip(s->rest, number.n);
		return true;
	}
	take_host(s);
	if (web)
		drop_path(s);
	else
		drop_headers(s);
	return true;
}

/* "\"Alice Smith\" <sip:…": a name in quotes before an address, whatever the header. */
bool
take_display(struct scan *s)
{
	size_t end = 1, next;

	if (s->rest.p[0] != '"')
		return false;
	while (end < s->rest.n && end < LOOKED_THROUGH && s->rest.p[end] != '"')
		end += s->rest.p[end] == '\\' ? 2 : 1;
	if (end >= s->rest.n || end >= LOOKED_THROUGH)
		return false;
	for (next = end + 1; next < s->rest.n && is_space(s->rest.p[next]); next++)
		;
	if (next == s->rest.n || s->rest.p[next] != '<' || end == 1)
		return false;
	buf_addc(s->out, '"');
	add_display(s->r, slice_head(slice_skip(s->rest, 1), end - 1), s->out);
	buf_addc(s->out, '"');
	s->rest = slice_skip(s->rest, end + 1);
	return true;
}

/* Up to the comma that ends one of several values: none in quotes or angle brackets does. */
static size_t
value_length(struct slice s)
{
	bool quoted = false, bracketed = false;

	for (size_t i = 0; i < s.n; i++) {
		if (quoted && s.p[i] == '\\')
			i++;
		else if (s.p[i] == '"')
			quoted = !quoted;
		else if (!quoted && (s.p[i] == '<' || s.p[i] == '>'))
			bracketed = s.p[i] == '<';
		else if (!quoted && !bracketed && s.p[i] == ',')
			return i;
	}
	return s.n;
}

static void
add_party(struct redact *r, struct slice text, struct buf *out)
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
			add_display(r, display, out);
			buf_addstr(out, "\" ");
		}
		text = slice_from(open, slice_limit(text));
	}
	redact_scan(r, text, 0, out);
}

void
redact_party(struct redact *r, struct slice text, struct buf *out)
{
	while (text.n > 0) {
		size_t n = value_length(text);

		add_party(r, n < text.n ? slice_head(text, n) : text, out);
		text = slice_skip(text, n);
		if (text.n > 0) {
			buf_addstr(out, ", ");
			text = slice_trim(slice_skip(text, 1));
		}
	}
}
