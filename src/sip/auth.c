/* SPDX-License-Identifier: MIT */
/* Challenges and credentials: RFC 3261 §22, RFC 7616. */
#include "base/ascii.h"
#include "sip/fields.h"

/* "Digest realm=…": the scheme; *rest keeps the parameters. */
static bool
cut_scheme(struct slice *rest, struct slice *scheme)
{
	size_t n = 0;

	*rest = slice_trim(*rest);
	while (rest->n > 0 && (*rest->p == ',' || is_space(*rest->p)))
		*rest = slice_skip(*rest, 1);
	while (n < rest->n && !is_space(rest->p[n]) && rest->p[n] != ',')
		n++;
	*scheme = slice_head(*rest, n);
	*rest = slice_skip(*rest, n);
	return n > 0;
}

struct wanted {
	struct slice name;
	struct slice *to;
};

/* A quote begins it, and none ends it: the line was longer. */
static bool
is_cut(struct slice value, const char *end)
{
	return value.p != NULL && value.n > 0 && (value.p[0] == '"' || (value.p[-1] == '"' && slice_limit(value) == end));
}

static void
keep(const struct wanted *wanted, size_t n, struct slice name, struct slice value, const char *end)
{
	if (is_cut(value, end))
		return;
	for (size_t i = 0; i < n; i++)
		if (wanted[i].to->p == NULL && slice_eq_nocase(wanted[i].name, name))
			*wanted[i].to = value;
}

bool
challenge_next(struct slice *rest, struct challenge *out)
{
	struct slice name, value, stale = SLICE_NONE;
	const struct wanted wanted[] = {
		{ SLICE("realm"), &out->realm }, { SLICE("nonce"), &out->nonce }, { SLICE("opaque"), &out->opaque },
		{ SLICE("algorithm"), &out->algorithm }, { SLICE("qop"), &out->qop }, { SLICE("stale"), &stale },
	};

	*out = (struct challenge){ 0 };
	if (!cut_scheme(rest, &out->scheme))
		return false;
	for (;;) {
		struct slice before = *rest;

		if (!header_next_param(rest, ',', &name, &value))
			break;
		if (slice_has_space(name)) {		/* "Digest realm": the next challenge */
			*rest = before;
			break;
		}
		keep(wanted, sizeof wanted / sizeof *wanted, name, value, slice_limit(before));
	}
	out->stale = slice_eq_nocase(stale, SLICE("true"));
	return true;
}

static bool
parse_nc(struct slice s, uint32_t *out)
{
	enum { DIGITS = 8 };		/* RFC 7616 §3.4: exactly so many; fewer are read, too */
	uint64_t value;
	bool good = s.n <= DIGITS && s.n > 0 && slice_hex_digits(s, &value) == s.n;

	*out = good ? (uint32_t)value : 0;
	return good;
}

bool
credentials_parse(struct credentials *out, struct slice text)
{
	struct slice name, value, nc = SLICE_NONE;
	const struct wanted wanted[] = {
		{ SLICE("username"), &out->username }, { SLICE("realm"), &out->realm }, { SLICE("nonce"), &out->nonce },
		{ SLICE("uri"), &out->uri }, { SLICE("response"), &out->response }, { SLICE("algorithm"), &out->algorithm },
		{ SLICE("opaque"), &out->opaque }, { SLICE("cnonce"), &out->cnonce }, { SLICE("qop"), &out->qop },
		{ SLICE("nc"), &nc },
	};

	const char *end = slice_limit(text);

	*out = (struct credentials){ 0 };
	if (!cut_scheme(&text, &out->scheme))
		return false;
	while (header_next_param(&text, ',', &name, &value))
		keep(wanted, sizeof wanted / sizeof *wanted, name, value, end);
	out->has_nc = parse_nc(nc, &out->nc);
	return out->realm.p != NULL || out->response.p != NULL;
}
