#include "input/plain.h"

#include "base/ascii.h"

struct plain {
	const char *at, *end;
	unsigned headers;
	uint64_t length;
	bool has_length, is_sipfrag;
};

/* The line of `at` ends in CRLF, with nothing before the CR that could be part of an altered line end. */
static bool
ends_plainly(const char *at, const char *feed)
{
	return feed - at >= 2 && feed[-1] == '\r' && feed[-2] != '\r' && feed[-2] != 'M';
}

/* A start line that is nothing but one: no escaped line ends, no second start line, no dots for CRs in it. */
static bool
is_plain_start(const struct text_view *view, const struct start *start)
{
	const char *feed = view->feed;

	if (feed == NULL || (start->at > view->begin && start->at[-1] != '\n') || !ends_plainly(start->at, feed) ||
	    feed[-2] == '.' || is_blank(feed[-2]))
		return false;
	for (const char *p = start->after; p < feed; p++)
		if (*p == ':' || *p == '/')
			return false;
	return true;
}

/* Where the name of the header at `p` ends, at its colon; NULL for any other line. */
static const char *
name_end(const char *p, const char *end)
{
	if (p == end || !is_alpha(*p))
		return NULL;
	while (p < end && (is_alpha(*p) || *p == '-'))
		p++;
	while (p < end && is_token(*p))
		p++;
	return p < end && *p == ':' ? p : NULL;
}

/* What of a header the end of the message depends on. */
static void
note(struct plain *m, struct slice name, struct slice value)
{
	char first = to_lower(name.p[0]);

	if (first == 'l' ? name.n == 1 : first == 'c' && name.n == 14 && slice_eq_nocase(name, SLICE("Content-Length"))) {
		value = slice_trim(value);
		m->has_length = slice_to_u64(slice_head(value, slice_digits(value, &m->length)), UINT32_MAX, &m->length);
	} else if (first == 'c' && (name.n == 1 || (name.n == 12 && slice_eq_nocase(name, SLICE("Content-Type"))))) {
		m->is_sipfrag = slice_starts_nocase(slice_trim(value), SLICE("message/sipfrag"));
	}
}

/* One header line; false when it has to be looked at more closely. */
static bool
take_header(struct plain *m)
{
	const char *colon = name_end(m->at, m->end), *feed;
	struct slice name;

	if (colon == NULL || (feed = memchr(colon, '\n', (size_t)(m->end - colon))) == NULL || !ends_plainly(colon, feed))
		return false;
	name = slice_from(m->at, colon);
	/* A wrapped "sip:…", prose with "http://". */
	if (name.n < 6 && !is_blank(colon[1]))
		return false;
	if (m->headers < 2 && !header_known(name))
		return false;
	note(m, name, slice_from(colon + 1, feed));
	m->headers++;
	m->at = feed + 1;
	return true;
}

bool
plain_message(const struct text_view *view, const struct start *start, struct draft *out)
{
	struct plain m = { .end = view->end };

	if (!is_plain_start(view, start))
		return false;
	m.at = view->feed + 1;
	for (;;) {
		if (m.end - m.at < 2)
			return false;
		if (m.at[0] == '\r' && m.at[1] == '\n')
			break;
		if (!take_header(&m))
			return false;
	}
	m.at += 2;
	if (m.headers < 2 || !m.has_length || (uint64_t)(m.end - m.at) < m.length ||
	    (m.length > 0 && !body_fits(m.at, m.length, m.end, m.is_sipfrag)))
		return false;
	*out = (struct draft){ .bytes = slice_from(start->at, m.at + m.length), .ended = true, .exact = true };
	out->end = slice_limit(out->bytes);
	return out->bytes.n <= GATHER_MAX;
}
