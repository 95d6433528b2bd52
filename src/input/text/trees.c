/* SPDX-License-Identifier: MIT */
#include "input/text/trees.h"

#include "base/ascii.h"
#include "input/outline/tree.h"
#include "input/text/dissected_icmp.h"
#include "input/text/told.h"

/* What stands in the window behind the tree, up to the next one. */
static struct slice
behind_tree(const struct text_scanner *s, struct slice tree)
{
	enum { HEADERS_WITHIN = 4000 };
	struct slice rest = slice_head(slice_from(slice_limit(tree), s->window.p + s->window.n), HEADERS_WITHIN);
	const char *next = tree_find(rest, s->tree);

	return slice_from(rest.p, next != NULL ? next : slice_limit(rest));
}

/* Two headers or more of the message stand below its start line, which ends the tree as far as it was looked at. */
static bool
quotes_message(const struct text_scanner *s, struct slice tree)
{
	struct slice rest;
	const char *first;

	if (!tree_has_sip(tree, s->tree))
		return false;
	rest = behind_tree(s, tree);
	if (s->tree != STAMP_TREE)
		return slice_find(rest, SLICE("msg_hdr\"")) != NULL || slice_find(tree, SLICE("msg_hdr\"")) != NULL;
	first = slice_find(rest, SLICE("\n    Message Header"));
	rest = slice_from(first != NULL ? first + 1 : slice_limit(rest), slice_limit(rest));
	slice_cut(&rest, '\n');
	return slice_starts(rest, SLICE("        ")) && slice_find(rest, SLICE("\n        ")) != NULL;
}

/* An error that quotes no message; one that does is told with it. */
static void
take_icmp(struct text_scanner *s, struct slice tree)
{
	struct witness w;
	struct frame frame = { .kind = FRAME_WITNESS, .witness = &w };
	struct stamp stamp;

	if (quotes_message(s, tree) || !dissected_icmp(tree, s->tree, &w, &stamp) || w.what == WHAT_NONE)
		return;
	text_pass_on(s);
	text_count_lines(s, (size_t)(tree.p - s->window.p));
	text_place(s, &stamp, &frame);
	s->sink->frame(s->sink->ctx, &frame);
}

/* Below its fields a packet's bytes may stand, which tell all. */
static void
take_tree(struct text_scanner *s, struct slice tree)
{
	struct printed p;
	struct stamp stamp;

	if (s->tree == STAMP_TREE && slice_find(tree, SLICE("\n0000  ")) != NULL)
		return;
	if (tree_has_icmp(tree, s->tree))
		take_icmp(s, tree);
	else if (tree_read(&p, tree, s->tree, &stamp))
		told_give(s, &p, tree, &stamp);
}

/* The message begins on the line behind the lines: of what stands there up to its headers the last tree is a part. */
static const char *
end_of_start_line(const struct text_scanner *s, const char *to)
{
	enum { LINE_MOST = 64 * 1024 };
	struct slice line = slice_head(slice_from(to, s->window.p + s->window.n), LINE_MOST);
	const char *headers;

	line = slice_cut(&line, '\n');
	headers = slice_find(line, SLICE("msg_hdr\""));
	return headers != NULL ? headers : slice_limit(line);
}

void
trees_take(struct text_scanner *s, struct slice lines, bool whole)
{
	const char *begin = lines.p, *to = slice_limit(lines), *at;

	if (s->prints != PRINTS_TREE)
		return;
	if (s->treed > s->done)
		begin = s->window.p + s->treed - 1;
	if (whole)
		to = end_of_start_line(s, to);
	for (at = tree_find(slice_from(begin, to), s->tree); at != NULL;) {
		const char *next = tree_find(slice_from(at + 1, to), s->tree);

		if (next == NULL && !whole)
			break;
		take_tree(s, slice_from(at, next != NULL ? next : to));
		at = next;
	}
	s->treed = at == NULL ? 0 : (size_t)(at - s->window.p) + 1;
}

void
trees_end(struct text_scanner *s)
{
	const char *end = s->window.p + s->window.n;

	if (s->treed > 0)
		trees_take(s, slice_from(end, end), true);
}
