/* SPDX-License-Identifier: MIT */
#include "report/who.h"

#include "report/escape.h"
#include "text/text.h"

/* What follows the scheme of the URI in angle brackets, or of the value itself. */
static struct slice
after_scheme(struct slice value)
{
	const char *open = slice_chr(value, '<');

	if (open != NULL)
		value = slice_from(open + 1, slice_limit(value));
	value = slice_trim(value);
	const char *colon = slice_chr(value, ':');
	return colon != NULL ? slice_from(colon + 1, slice_limit(value)) : value;
}

/* What stands before either of the two. */
static struct slice
until_any(struct slice s, char one, char other)
{
	size_t n = 0;

	while (n < s.n && s.p[n] != one && s.p[n] != other && s.p[n] != '\0')
		n++;
	return slice_head(s, n);
}

struct slice
who_of(const char *party)
{
	struct slice rest = after_scheme(slice_of(party)), address;
	/* "<user>" stands for a name, and its bracket ends no URI. */
	const char *stand_in = slice_starts(rest, SLICE("<")) ? slice_chr(rest, '>') : NULL;
	size_t named = stand_in != NULL ? (size_t)(stand_in + 1 - rest.p) : 0;

	address = slice_head(rest, named + until_any(slice_skip(rest, named), '>', '?').n);
	const char *at = slice_chr(address, '@');

	if (at != NULL && at > address.p)
		return until_any(slice_from(address.p, at), ';', ':');
	if (at != NULL)
		address = slice_from(at + 1, slice_limit(address));
	return slice_trim(until_any(address, ';', ';'));
}

const struct addr *
peer_of(const struct finding *f)
{
	return f->code >= 300 ? &f->where.src : &f->where.dst;
}

static void
add_addresses(const struct finding *f, const char *arrow, struct buf *out)
{
	if (f->count > 1) {
		addr_format(peer_of(f), false, out);
		return;
	}
	if (f->where.src.family != 0)
		addr_format(&f->where.src, false, out);
	if (f->where.dst.family == 0)
		return;
	buf_addstr(out, arrow);
	addr_format(&f->where.dst, false, out);
}

void
who_add(const struct finding *f, bool unicode, size_t columns, struct buf *out)
{
	const char *arrow = unicode ? " → " : " -> ";
	bool one = f->has_call && f->count <= 1;
	struct slice from = one ? who_of(f->call.from) : SLICE_NONE, to = one ? who_of(f->call.to) : SLICE_NONE;
	struct buf who = BUF_INIT;

	if (from.n > 0)
		escape_text(from, &who);
	if (to.n > 0 && !slice_eq(from, to)) {
		buf_addstr(&who, arrow);
		escape_text(to, &who);
	}
	if (who.n == 0 && f->has_where)
		add_addresses(f, arrow, &who);
	/* "→ 192.0.2.2", where nobody is known to be in front of it. */
	struct slice whom = slice_trim(buf_slice(&who));
	if (text_width(whom) <= columns)
		buf_add(out, whom);
	buf_release(&who);
}
