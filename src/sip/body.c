/* SPDX-License-Identifier: MIT */
/* Finds a body by its content type, also inside multipart (RFC 2046 §5.1, RFC 5621). */
#include "sip/fields.h"

enum {
	MULTIPART_DEPTH = 3,
	BOUNDARY_MAX = 200,	/* RFC 2046 says 70 */
};

static bool find_part(struct slice type_header, struct slice body, struct slice type, int depth, struct slice *part);

/* The delimiter line "--boundary" at the start of a line; *after is what follows it. */
static const char *
find_delimiter(struct slice s, struct slice boundary, struct slice *after)
{
	const char *start = s.p, *hit;

	while ((hit = slice_find(s, boundary)) != NULL) {
		s = slice_from(hit + boundary.n, slice_limit(s));
		if (hit - start >= 2 && hit[-1] == '-' && hit[-2] == '-' &&
		    (hit - start == 2 || hit[-3] == '\n' || hit[-3] == '\r')) {
			*after = s;
			return hit - 2;
		}
	}
	return NULL;
}

/* Headers of a part up to its empty line; the Content-Type among them. *rest becomes the content. */
static struct slice
part_type(struct slice *rest)
{
	struct slice type = SLICE_NONE;

	slice_cut(rest, '\n');			/* what is left of the delimiter's line */
	while (rest->n > 0) {
		struct slice line = slice_trim(slice_cut(rest, '\n'));

		if (line.n == 0)
			break;
		if (slice_starts_nocase(line, SLICE("Content-Type:")))
			type = slice_trim(slice_skip(line, sizeof "Content-Type:" - 1));
	}
	return type;
}

static bool
find_in_parts(struct slice body, struct slice boundary, struct slice type, int depth, struct slice *part)
{
	struct slice at, after;

	if (boundary.n == 0 || boundary.n > BOUNDARY_MAX || find_delimiter(body, boundary, &at) == NULL)
		return false;
	for (;;) {
		const char *end;
		struct slice content, header;

		if (slice_starts(at, SLICE("--")))
			return false;
		end = find_delimiter(at, boundary, &after);
		content = end ? slice_from(at.p, end) : at;
		header = part_type(&content);
		if (find_part(header, content, type, depth + 1, part))
			return true;
		if (end == NULL)
			return false;
		at = after;
	}
}

static bool
find_part(struct slice type_header, struct slice body, struct slice type, int depth, struct slice *part)
{
	struct content_type t = { SLICE_NONE, SLICE_NONE };

	content_type_parse(&t, type_header);
	if (slice_eq_nocase(t.type, type) && body.n > 0) {
		*part = body;
		return true;
	}
	if (slice_starts_nocase(t.type, SLICE("multipart/")) && depth < MULTIPART_DEPTH)
		return find_in_parts(body, t.boundary, type, depth, part);
	if (t.type.n == 0 && slice_eq_nocase(type, SLICE("application/sdp")) && slice_starts(slice_trim(body), SLICE("v=0"))) {
		*part = body;
		return true;
	}
	return false;
}

bool
message_part(const struct message *m, struct slice type, struct slice *part)
{
	return find_part(message_value(m, H_CONTENT_TYPE), PART(m, body), type, 0, part);
}
