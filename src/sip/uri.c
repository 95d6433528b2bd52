/* SPDX-License-Identifier: MIT */
/* URIs of RFC 3261 §19.1 and RFC 3966, as far as a diagnosis looks into them. */
#include "base/ascii.h"
#include "sip/message.h"

/*
 * The bracket that closes the one at `open`; NULL: none. What somebody put in place of a name stands in brackets of its own,
 * "<sip:<user>@<host>>", if each of them is closed.
 */
static const char *
closing(const char *open, const char *end)
{
	const char *first = memchr(open, '>', (size_t)(end - open));
	size_t depth = 0;

	if (first == NULL || memchr(open + 1, '<', (size_t)(first - open - 1)) == NULL)
		return first;
	for (const char *p = open; p < end && *p != ',' && *p != '"'; p++) {
		depth += *p == '<';
		if (*p == '>' && --depth == 0)
			return p;
	}
	return first;
}

struct slice
header_uri(struct slice element, struct slice *display)
{
	const char *end = slice_limit(element), *p = element.p, *open, *close;
	struct slice none = SLICE_NONE;

	if (display == NULL)
		display = &none;
	*display = SLICE_NONE;
	if (element.n > 0 && *p == '"') {
		for (p++; p < end && *p != '"'; p++)
			if (*p == '\\')
				p++;
		p = p < end ? p : end;
		*display = slice_from(element.p + 1, p);
	}
	open = p < end ? memchr(p, '<', (size_t)(end - p)) : NULL;
	if (open == NULL) {
		struct slice rest = slice_from(p, end);

		return slice_trim(slice_cut(&rest, ';'));
	}
	if (display->p == NULL)
		*display = slice_trim(slice_from(p, open));
	close = closing(open, end);
	return slice_trim(slice_from(open + 1, close ? close : end));
}

/* host [":" port]; what follows is left in *rest. */
static void
parse_host(struct uri *out, struct slice *rest)
{
	const char *p = rest->p, *end = slice_limit(*rest), *host = p;

	if (p < end && *p == '[') {
		const char *close = memchr(p, ']', (size_t)(end - p));

		p = close ? close + 1 : end;
	}
	while (p < end && *p != ':' && *p != ';' && *p != '?')
		p++;
	out->host = slice_from(host, p);
	if (p < end && *p == ':') {
		const char *port = ++p;

		while (p < end && *p != ';' && *p != '?')
			p++;
		out->port = slice_from(port, p);
	}
	*rest = slice_from(p, end);
}

static const char *
last_at(struct slice s)
{
	for (size_t i = s.n; i > 0; i--)
		if (s.p[i - 1] == '@')
			return s.p + i - 1;
	return NULL;
}

static bool
parse_scheme(struct uri *out, struct slice *rest)
{
	if (slice_chr(*rest, ':') == NULL)
		return false;
	out->scheme = slice_cut(rest, ':');
	if (out->scheme.n == 0 || !is_alpha(out->scheme.p[0]))
		return false;
	for (size_t i = 1; i < out->scheme.n; i++)
		if (!is_alnum(out->scheme.p[i]) && out->scheme.p[i] != '+' && out->scheme.p[i] != '-' &&
		    out->scheme.p[i] != '.')
			return false;
	return true;
}

bool
uri_parse(struct uri *out, struct slice text)
{
	struct slice rest = slice_trim(text), user;
	const char *at;

	*out = (struct uri){ 0 };
	if (!parse_scheme(out, &rest))
		return false;
	if (!slice_eq_nocase(out->scheme, SLICE("sip")) && !slice_eq_nocase(out->scheme, SLICE("sips"))) {
		out->user = slice_cut(&rest, ';');	/* tel:, urn: … have no host */
		out->params = rest;
		return out->user.n > 0;
	}
	at = last_at(rest);	/* the user part may hold ; and ? (RFC 4475 §3.1.1.9), a header part no bare @ */
	if (at != NULL) {
		user = slice_from(rest.p, at);
		rest = slice_from(at + 1, slice_limit(rest));
		out->user = slice_cut(&user, ':');	/* without the password */
	}
	parse_host(out, &rest);
	if (rest.n > 0 && rest.p[0] == ';') {
		rest = slice_skip(rest, 1);
		out->params = slice_cut(&rest, '?');
	}
	return out->host.n > 0;
}

static bool
same_unescaped(struct slice a, struct slice b, bool any_case)
{
	while (a.n > 0 && b.n > 0) {
		char x = slice_take_percent(&a), y = slice_take_percent(&b);

		if (any_case ? to_lower(x) != to_lower(y) : x != y)
			return false;
	}
	return a.n == 0 && b.n == 0;
}

static struct slice
own_port(const struct uri *u)
{
	if (u->port.n > 0)
		return u->port;
	return slice_eq_nocase(u->scheme, SLICE("sips")) ? SLICE("5061") : SLICE("5060");
}

static bool
find_param(struct slice params, struct slice name, struct slice *value)
{
	while (params.n > 0) {
		*value = slice_cut(&params, ';');
		struct slice own = slice_cut(value, '=');

		if (same_unescaped(own, name, true))
			return true;
	}
	return false;
}

enum { MOST_PARAMS = 64 };

/* Those that both have. */
static bool
same_params(const struct uri *a, const struct uri *b)
{
	struct slice rest = a->params, theirs;

	for (int i = 0; rest.n > 0 && i < MOST_PARAMS; i++) {
		struct slice value = slice_cut(&rest, ';'), name = slice_cut(&value, '=');

		if (name.n > 0 && find_param(b->params, name, &theirs) && !same_unescaped(value, theirs, true))
			return false;
	}
	return true;
}

bool
uri_same(struct slice a, struct slice b)
{
	struct uri x, y;

	if (!uri_parse(&x, a) || !uri_parse(&y, b))
		return slice_eq(a, b);
	return slice_eq_nocase(x.scheme, y.scheme) && same_unescaped(x.user, y.user, false) &&
	    slice_eq_nocase(x.host, y.host) && slice_eq(own_port(&x), own_port(&y)) && same_params(&x, &y);
}
