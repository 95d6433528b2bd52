#include "input/words.h"

#include "base/ascii.h"
#include "input/search.h"

static const char *const names[] = {
#define HEADER(symbol, name, compact) name,
#include "sip/header.def"
#undef HEADER
	"Accept-Resource-Priority", "Allow-Header", "P-Access-Network-Info", "P-Charging-Function-Addresses",
	"P-Preferred-Identity", "Feature-Caps", "Flow-Timer", "Info-Package", "Join", "Max-Breadth", "Resource-Priority",
	"SIP-ETag", "SIP-If-Match", "Target-Dialog", "X-Serialnumber",
};

static const char compact_names[] = "abcdefijklmorstuvxy";

#define WORD(text) { text, sizeof(text) - 1 }

static const struct slice methods[] = {
	WORD("INVITE"), WORD("ACK"), WORD("BYE"), WORD("CANCEL"), WORD("OPTIONS"), WORD("REGISTER"), WORD("PRACK"),
	WORD("SUBSCRIBE"), WORD("NOTIFY"), WORD("PUBLISH"), WORD("INFO"), WORD("REFER"), WORD("MESSAGE"), WORD("UPDATE"),
	WORD("SERVICE"), WORD("NEGOTIATE"), WORD("BENOTIFY"),
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The headers every message has; the whole list is only searched for others. */
static bool
is_common(struct slice name)
{
	switch (name.n) {
	case 2: return slice_eq_nocase(name, SLICE("To"));
	case 3: return slice_eq_nocase(name, SLICE("Via"));
	case 4: return slice_eq_nocase(name, SLICE("From")) || slice_eq_nocase(name, SLICE("CSeq"));
	case 7: return slice_eq_nocase(name, SLICE("Call-ID")) || slice_eq_nocase(name, SLICE("Contact"));
	case 12: return slice_eq_nocase(name, SLICE("Max-Forwards")) || slice_eq_nocase(name, SLICE("Record-Route"));
	default: return false;
	}
}

bool
header_known(struct slice name)
{
	if (name.n == 1)
		return strchr(compact_names, to_lower(name.p[0])) != NULL && is_alpha(name.p[0]);
	if (is_common(name))
		return true;
	for (size_t i = 0; i < COUNT(names); i++)
		if (to_lower(names[i][0]) == to_lower(name.p[0]) && slice_eq_nocase(slice_of(names[i]), name))
			return true;
	return false;
}

bool
header_name_of(struct slice line, struct slice *name)
{
	size_t i = 0, end;

	if (line.n < 2 || !is_alpha(line.p[0]))
		return false;
	while (i < line.n && (is_alpha(line.p[i]) || line.p[i] == '-'))
		i++;
	while (i < line.n && is_token(line.p[i]))
		i++;
	end = i;
	while (i < line.n && is_blank(line.p[i]))
		i++;
	if (i == line.n || line.p[i] != ':')
		return false;
	*name = slice_head(line, end);
	/* "sip:…" on a line of its own is a wrapped value, "http://" is prose. */
	if (end < 6 && i + 1 < line.n && !is_blank(line.p[i + 1]) && (slice_eq_nocase(*name, SLICE("sip")) ||
	    slice_eq_nocase(*name, SLICE("sips")) || slice_eq_nocase(*name, SLICE("tel")) || line.p[i + 1] == '/'))
		return false;
	return true;
}

bool
header_starts(struct slice line)
{
	struct slice name;

	return header_name_of(line, &name) && header_known(name);
}

const char *
header_somewhere(struct slice line)
{
	const char *end = line.p + (line.n < 400 ? line.n : 400);

	for (const char *colon = line.p; (colon = memchr(colon, ':', (size_t)(end - colon))) != NULL; colon++) {
		const char *name_end = colon, *p;

		while (name_end > line.p && is_blank(name_end[-1]))
			name_end--;
		for (p = name_end; p > line.p && is_token(p[-1]); p--)
			;
		if (name_end - p > 1 && header_starts(slice_from(p, line.p + line.n)))
			return p;
	}
	return NULL;
}

/* The longest known method that ends the text; NULL when none does. */
static const char *
method_before(const char *begin, const char *end)
{
	const char *best = NULL;

	for (size_t i = 0; i < COUNT(methods); i++) {
		const char *at = end - methods[i].n;

		if (end > begin && methods[i].p[methods[i].n - 1] == end[-1] && slice_ends(slice_from(begin, end), methods[i]) &&
		    (best == NULL || at < best))
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
find_request(struct start *out, const char *begin, const char *version)
{
	const char *uri_end = skip_back(begin, version, true);
	const char *uri = skip_back(begin, uri_end, false);
	const char *method_end = skip_back(begin, uri, true), *method = method_end, *known;

	if (uri_end == version || uri == uri_end || method_end == uri || !memchr(uri, ':', (size_t)(uri_end - uri)))
		return false;
	while (method > begin && is_token(method[-1]))
		method--;
	known = method_before(method, method_end);
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

	out->version = version;
	while (p < end && (is_digit(*p) || (*p == '.' && p + 1 < end && is_digit(p[1]))))
		p++;
	if (p < end && *p == ' ') {
		while (p < end && *p == ' ')
			p++;
		if (end - p >= 3 && is_digit(p[0]) && is_digit(p[1]) && is_digit(p[2])) {
			out->at = version;
			out->after = p + 3;
			out->response = true;
			return p[0] >= '1' && p[0] <= '7' && (end - p == 3 || !is_alnum(p[3]));
		}
	}
	out->after = p;
	return (p == end || ends_version(*p)) && find_request(out, begin, version);
}

bool
start_somewhere(struct slice line)
{
	const char *hit, *end = line.p + line.n;
	struct start start;

	for (struct slice rest = line; (hit = search_version(rest)) != NULL; rest = slice_from(hit + 4, end))
		if (start_find(&start, line.p, hit, end))
			return true;
	return false;
}

/* "[2026-…", "21:04:11", "Nov 21 …": how log lines begin. */
static bool
begins_with_time(struct slice line)
{
	size_t i = 0, digits = 0;

	while (i < line.n && (line.p[i] == '[' || line.p[i] == '*' || line.p[i] == '.'))
		i++;
	for (; i < line.n && is_digit(line.p[i]); i++)
		digits++;
	return (digits == 2 || digits == 4) && i + 1 < line.n && strchr(":-/", line.p[i]) && is_digit(line.p[i + 1]);
}

bool
border_line(struct slice line)
{
	static const char *const starts[] = {
		"---", "===", "~~~", "***", "___", "<---", "```", "]]>", "}", "|||", "--end", "--start", "$$", "</", "U ", "T ", "I ",
		"recv ", "send ", "Frame ", "[Time:", "#", "\"", "'", "+++", "<1", "//", "--\0",
	};

	for (size_t i = 0; i < COUNT(starts); i++)
		if (line.n > 0 && line.p[0] == starts[i][0] && slice_starts(line, slice_of(starts[i])))
			return true;
	return begins_with_time(line);
}
