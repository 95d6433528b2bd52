/* SPDX-License-Identifier: MIT */
#include "sip/line.h"

#include "base/ascii.h"
#include "sip/message.h"
#include "sip/start_line.h"

/* Microsoft's own are told apart from what they are glued to, too. */
static const struct slice methods[] = {
#define METHOD(word) { #word, sizeof #word - 1 },
#include "sip/method.def"
	METHOD(SERVICE) METHOD(NEGOTIATE) METHOD(BENOTIFY)
#undef METHOD
};

/* The longest known method that ends the text; NULL when none does. */
static const char *
method_before(const char *begin, const char *end)
{
	const char *best = NULL;

	for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
		const char *at = end - methods[i].n;

		if (end > begin && methods[i].p[methods[i].n - 1] == end[-1] &&
		    slice_ends(slice_from(begin, end), methods[i]) && (best == NULL || at < best))
			best = at;
	}
	return best;
}

static bool
is_method_like(struct slice token)
{
	bool upper = false;

	for (size_t i = 0; i < token.n; i++)
		upper |= is_upper(token.p[i]);
	return upper && token.n >= 3 && token.n <= 40;
}

static const char *
skip_back(const char *begin, const char *p, bool blank)
{
	while (p > begin && p[-1] != '\n' && p[-1] != '\r' && is_blank(p[-1]) == blank)
		p--;
	return p;
}

static bool
has_scheme(struct slice uri)
{
	return slice_starts_nocase(uri, SLICE("sip:")) || slice_starts_nocase(uri, SLICE("sips:")) ||
	    slice_starts_nocase(uri, SLICE("tel:"));
}

/*
 * A URI with blanks in it, or without its scheme: whoever sent that is told so. Only behind a method that is known, and
 * where the line ends with the version.
 */
static const char *
find_broken_request(const char *begin, const char *version, const char *after, const char *end)
{
	enum { WORDS = 4 };
	const char *p = skip_back(begin, version, true);

	if (p == version || (after < end && !is_one_of(*after, "\r\n.\\#^<")))
		return NULL;
	for (int words = 0; words < WORDS && p > begin; words++) {
		const char *uri = skip_back(begin, p, false), *method_end = skip_back(begin, uri, true), *method = method_end;

		while (method > begin && is_token(method[-1]))
			method--;
		if (uri == p || method_end == uri)
			return NULL;
		if (method_id(slice_from(method, method_end)) != METHOD_OTHER)
			return has_scheme(slice_from(uri, p)) || (words == 0 && memchr(uri, '@', (size_t)(p - uri))) ? method : NULL;
		p = method_end;
	}
	return NULL;
}

static bool
find_request(struct start *out, const char *begin, const char *version)
{
	const char *uri_end = skip_back(begin, version, true);
	const char *uri = skip_back(begin, uri_end, false);
	const char *method_end = skip_back(begin, uri, true), *method = method_end, *known;

	if (uri_end == version || uri == uri_end || method_end == uri || !memchr(uri, ':', (size_t)(uri_end - uri)))
		return false;
	while (method > begin && is_token(method[-1]))
		method--;
	known = method_id(slice_from(method, method_end)) != METHOD_OTHER ? method : method_before(method, method_end);
	if (known == NULL && !is_method_like(slice_from(method, method_end)))
		return false;
	out->at = known ? known : method;
	out->response = false;
	return true;
}

static bool
ends_version(char c)
{
	return c != '/' && !is_alnum(c) && c != '-' && c != '_' && c != '+' && c != ')';
}

bool
start_find(struct start *out, const char *begin, const char *version, const char *end)
{
	const char *p = version + 4;
	struct status_line status;

	out->version = version;
	out->broken = false;
	if (status_line_read(&status, slice_from(version, end))) {
		out->at = version;
		out->after = status.code_end;
		out->response = true;
		return true;
	}
	while (p < end && (is_digit(*p) || (*p == '.' && p + 1 < end && is_digit(p[1]))))
		p++;
	/* A number that is no code: not a request's end either. */
	if (p < end && is_blank(*p) && end - p > 3 && is_digit(p[1]) && is_digit(p[2]) && is_digit(p[3]))
		return false;
	out->after = p;
	if (p < end && !ends_version(*p))
		return false;
	if (find_request(out, begin, version))
		return true;
	out->at = find_broken_request(begin, version, p, end);
	out->response = false;
	return out->at != NULL;
}
