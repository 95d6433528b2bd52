/* SPDX-License-Identifier: MIT */
#include "input/text/plain.h"

#include "base/ascii.h"
#include "input/line/search.h"
#include "sip/header_line.h"

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

static bool
is_name(struct slice name)
{
	return slice_is_all(name, is_token) && is_alpha(name.p[0]);
}

/* The line at `at`, up to the one at `next`, is the header read last and needs no closer look. */
static bool
is_plain_header(const struct message *m, const char *at, const struct header *h, const char *next)
{
	struct slice name = header_spelt(m, h);
	const char *colon = slice_limit(name);

	if (h->value.at == 0 || name.p != at || *colon != ':' || next[-1] != '\n' || !ends_plainly(colon, next - 1))
		return false;
	/* A wrapped "sip:…", prose with "http://". */
	if (name.n < 6 && !is_blank(colon[1]))
		return false;
	return h->id != H_OTHER || (is_name(name) && (m->header_count > 2 || header_known(name)));
}

/* All header lines, up to the body; false when one of them, or what ends them, has to be looked at more closely. */
static bool
read_headers(struct message *m, struct message_reader *r)
{
	const struct header *h;
	const char *at;
	unsigned lengths = 0;

	for (at = r->at; (h = message_read(m, r)) != NULL; at = r->at) {
		lengths += h->id == H_CONTENT_LENGTH;
		if (r->folded || !is_plain_header(m, at, h, r->at))
			return false;
	}
	return r->at - at == 2 && *at == '\r' && m->header_count >= 2 && lengths == 1 && m->content_length >= 0;
}

bool
plain_message(const struct text_view *view, const struct start *start, struct message *index, struct draft *out)
{
	struct message_reader r;
	uint64_t length;

	if (!is_plain_start(view, start) || message_begin(index, &r, slice_from(start->at, view->end)) != MESSAGE_OK ||
	    !read_headers(index, &r))
		return false;
	length = (uint64_t)index->content_length;
	if ((uint64_t)(view->end - r.at) < length || (length > 0 && !body_fits(r.at, length, view->end,
	    slice_starts_nocase(message_value(index, H_CONTENT_TYPE), SLICE("message/sipfrag")))))
		return false;
	index->raw = slice_from(start->at, r.at + length);
	if (index->raw.n > MESSAGE_MAX)
		return false;
	message_set_body(index, (struct slice){ r.at, length });
	*out = (struct draft){
		.bytes = index->raw, .end = r.at + length, .ended = true, .exact = true, .index = index,
		.lines = 1 + index->header_count + 1 + search_lines((struct slice){ r.at, length }),
	};
	return true;
}
