/* SPDX-License-Identifier: MIT */
#include "input/text/gather.h"

#include "base/ascii.h"
#include "input/line/wrapped.h"
#include "input/text/gather_job.h"
#include "sip/header_line.h"

static void
note_header(struct job *j, struct slice name)
{
	j->headers++;
	if (j->known < 2)
		j->known += header_known(name);
}

static bool
at_blanks(struct job *j)
{
	if (j->breaks == BREAKS_UNKNOWN)
		j->breaks = wrap_at_blanks(j->start) ? BREAKS_AT_BLANKS : BREAKS_AT_WIDTH;
	return j->breaks == BREAKS_AT_BLANKS;
}

static void
add_wrapped(struct job *j, struct slice text)
{
	struct slice last = j->before.text;
	bool blank = j->copy && !j->before.open && last.n > 0 && !is_blank(last.p[last.n - 1]) && (wrap_bare_via(last) || at_blanks(j));

	if (blank && !j->full && j->text->n >= 2) {
		j->text->n -= 2;
		buf_add(j->text, SLICE(" \r\n"));
	}
	gather_add(j, text, true);
}

/* Does a line that is no header belong to the value before it? Mailers, books and terminals wrap so. */
static bool
is_wrapped(struct job *j, const struct line *line)
{
	struct slice last = j->before.text;
	struct line next;
	unsigned blanks;

	bool border = border_line(line->text) && !wrap_open_quote(last) && !(line->text.p[0] == '"' && slice_ends(last, SLICE("=")));

	if (border || gather_is_start(line->text) || j->headers == 0)
		return false;
	if (j->before.open || last.n == 0 || is_one_of(last.p[last.n - 1], ",;:=") || is_blank(last.p[last.n - 1]) || wrap_bare_via(last))
		return true;
	if (gather_peek(j, &next, &blanks) != LINE_OK)
		return false;
	/* Cut at a width, and again: the value is longer than two lines. */
	if (last.n == line->text.n && last.n >= WRAP_NARROWEST)
		return true;
	return last.n + wrap_first_word(line->text) > 50 && (blanks > 0 || header_starts(slice_trim(next.text)));
}

/* Does a blank line not end the headers? Every line has one, or the next chunk follows. */
static enum gathered
is_gap(struct job *j, bool *gap)
{
	const struct form *form = j->r.form;
	struct line next;
	unsigned blanks;
	enum line_status status;

	*gap = false;
	if (!form->doubled && !form->chunks)
		return GATHERED_MESSAGE;
	status = gather_peek(j, &next, &blanks);
	if (status != LINE_OK)
		return status == LINE_MORE ? GATHERED_MORE : GATHERED_MESSAGE;
	if (gather_is_start(next.text))
		return GATHERED_MESSAGE;
	*gap = form->chunks ? next.prefixed : header_starts(slice_trim(next.text));
	return GATHERED_MESSAGE;
}

enum kind { KIND_BLANK, KIND_GAP, KIND_HEADER, KIND_FOLDED, KIND_WRAPPED, KIND_BODY, KIND_FOREIGN };

/* "Message-Body: v=0": records of Lync have the body in the last header's place. */
static size_t
body_label(const struct job *j, const struct line *line)
{
	static const struct slice label = SLICE("Message-Body: ");
	struct slice body = slice_skip(line->text, label.n);

	return j->headers > 0 && line->text.p == line->begin && slice_starts(line->text, label) &&
	    (gather_is_sdp(body) || gather_is_start(body)) ? label.n : 0;
}

/* Of a line that was cut at the width of the page nothing but the dot that is its end: headers go on below, or end there. */
static bool
is_last_dot(struct job *j, const struct line *line)
{
	struct reader ahead = j->r;
	struct line next;
	enum line_status status;

	if (!j->r.form->dots || !j->before.open || line->begin == j->r.at || *line->begin != '.')
		return false;
	status = reader_next(&ahead, &next);
	j->more |= status == LINE_MORE;
	return status == LINE_OK && (next.text.n == 0 || header_starts(next.text));
}

static enum kind
kind_of(struct job *j, struct line *line, struct slice *name)
{
	if (line->text.n == 0)
		return is_last_dot(j, line) ? KIND_WRAPPED : KIND_BLANK;
	if (is_blank(line->text.p[0])) {
		struct slice bare = slice_trim(line->text);

		if (bare.n == 0)
			return KIND_BLANK;
		if (!header_starts(bare))
			return j->headers > 0 && !border_line(bare) && !gather_is_start(bare) ? KIND_FOLDED : KIND_FOREIGN;
		/* A mailer's blank before a header; on the wire it would be folding. */
		if (!line->crlf || j->copy) {
			line->text = bare;
			j->again |= !j->copy;
		}
	}
	if (j->before.open && is_wrapped(j, line))
		return KIND_WRAPPED;
	if (body_label(j, line) > 0)
		return KIND_BODY;
	if (header_name_of(line->text, name) &&
	    ((name->n > 1 && header_known(*name)) || !wrap_open_quote(j->before.text) || !is_wrapped(j, line)))
		return KIND_HEADER;
	if (gather_is_sdp(line->text) && line->text.p[0] == 'v' && j->headers > 0)
		return KIND_BODY;
	if (is_blank(line->text.p[0]))
		return KIND_FOLDED;
	return (j->gap_before && line->prefixed && !border_line(line->text)) || is_wrapped(j, line) ?
	    KIND_WRAPPED : KIND_FOREIGN;
}

/* A blank line is a gap between headers (KIND_GAP), or their end. */
static enum gathered
take_blank(struct job *j, const struct line *line, enum kind *kind)
{
	bool gap;
	enum gathered got = is_gap(j, &gap);

	if (got == GATHERED_MORE)
		return got;
	j->again |= line->text.n > 0 && !j->copy;	/* of blanks, which would continue the header above */
	if (!gap)
		gather_add(j, SLICE(""), false);
	*kind = gap ? KIND_GAP : KIND_BLANK;
	return got;
}

/* A header of that name, or what goes on with one. */
static void
take_header(struct job *j, struct slice line, struct slice name, enum kind kind)
{
	if (kind == KIND_HEADER)
		note_header(j, name);
	if (kind == KIND_HEADER || kind == KIND_FOLDED)
		gather_add(j, line, false);
	else if (kind == KIND_WRAPPED)
		add_wrapped(j, line);
}

/* The body begins with the line that `here` stands before. */
static void
begin_body(struct job *j, const struct reader *here, const struct line *line)
{
	j->r = *here;
	j->r.at += body_label(j, line);
	j->again |= !j->copy;
	gather_add(j, SLICE(""), false);
}

/*
 * A terminal breaks an indented line at its edge, and the rest has no indent: the line before was as wide, and behind this one the
 * indent goes on.
 */
static bool
is_rest_at_edge(const struct job *j, const struct line *line)
{
	struct slice raw = line->text;
	struct reader ahead = j->r;
	size_t width = j->before.text.p != NULL ? (size_t)(slice_limit(j->before.text) - j->before.begin) : 0;
	struct line next;

	return j->r.form->prefix.n > 0 && slice_trim(j->r.form->prefix).n == 0 && j->r.form->tail.n == 0 && width >= WRAP_NARROWEST &&
	    raw.n > 0 && raw.n <= width && !is_blank(raw.p[0]) && !border_line(raw) && !gather_is_start(raw) &&
	    (raw.n == width || reader_next(&ahead, &next) == LINE_OK);
}

/* The headers up to their end; *body: a blank line or the first line of a body ended them. */
static enum gathered
gather_headers(struct job *j, bool *body)
{
	for (*body = false; !j->again;) {
		struct reader here = j->r;
		struct line line;
		struct slice name;
		enum line_status status = reader_next(&j->r, &line);

		bool rest = status == LINE_END && j->r.at > here.at && is_rest_at_edge(j, &line);
		if (status != LINE_OK && !rest)
			return gather_finish(j, &here, status);
		j->again |= (line.altered || rest) && !j->copy;
		j->before.open |= rest;
		enum kind kind = rest ? KIND_WRAPPED : kind_of(j, &line, &name);
		if (j->more || (kind == KIND_BLANK && take_blank(j, &line, &kind) == GATHERED_MORE))
			return GATHERED_MORE;
		take_header(j, line.text, name, kind);
		if (kind == KIND_FOREIGN)
			return gather_finish(j, &here, LINE_END);
		if (kind == KIND_BODY)
			begin_body(j, &here, &line);
		j->all_crlf &= line.crlf;
		if (kind == KIND_BLANK || kind == KIND_BODY) {
			*body = true;
			j->d->end = j->r.at;
			return GATHERED_MESSAGE;
		}
		j->gap_before = kind == KIND_GAP;
		if (kind != KIND_GAP)
			j->before = line;
		else
			j->again |= !j->copy;
	}
	return GATHERED_MESSAGE;
}

/* What of the headers the end of the message depends on, as the reader of all messages reads it. */
static void
read_headers(struct job *j, const char *start)
{
	enum message_status status;
	struct message_reader r;
	struct slice type;

	j->index_end = NULL;
	status = message_begin(j->index, &r, j->copy ? buf_slice(j->text) : slice_from(start, j->d->end));
	if (status == MESSAGE_NOT_SIP)
		return;
	while (message_read(j->index, &r) != NULL)
		;
	j->index_end = status == MESSAGE_OK ? r.at : NULL;
	j->has_length = j->index->content_length >= 0;
	j->length = j->has_length ? (uint64_t)j->index->content_length : 0;
	type = message_value(j->index, H_CONTENT_TYPE);
	j->has_type = type.p != NULL;
	j->is_sdp = slice_starts_nocase(type, SLICE("application/sdp"));
	j->is_sipfrag = slice_starts_nocase(type, SLICE("message/sipfrag"));
}

/* The index is that of the whole message where its bytes were left where they stand. */
static void
hand_over_index(struct job *j)
{
	struct message *index = j->index;

	if (j->copy || j->index_end == NULL || j->index_end > slice_limit(j->d->bytes))
		return;
	index->raw = j->d->bytes;
	message_set_body(index, slice_from(j->index_end, slice_limit(j->d->bytes)));
	j->d->index = index;
}

/* Does more of the header line have to follow? */
static bool
is_unfinished(struct slice line)
{
	struct slice rest;
	const char *open;

	line = slice_trim(line);
	if (line.n == 0 || is_one_of(line.p[line.n - 1], ",;:=@<") || wrap_open_quote(line))
		return line.n > 0;
	for (rest = line; (open = slice_chr(rest, '<')) != NULL; rest = slice_from(open + 1, slice_limit(line)))
		if (slice_chr(slice_from(open, slice_limit(line)), '>') == NULL)
			return true;
	return false;
}

static enum gathered
gather_once(struct job *j, const char *start, const struct line *first)
{
	bool body;
	enum gathered got;

	buf_reset(j->text);
	j->all_crlf = j->before.crlf;
	j->again |= first->altered && !j->copy;
	gather_add(j, first->text, false);
	got = gather_headers(j, &body);
	/* Of a message in one string somebody may have left one header alone. */
	if (j->known < (j->r.form->escape.n > 1 ? 1 : 2) && !(got == GATHERED_MORE))
		return GATHERED_NONE;
	j->d->excerpt |= j->known < 2;
	if (got == GATHERED_MESSAGE && !j->again)
		read_headers(j, start);
	/* Copied while it was being written, or as far as somebody marked it: the input ends within a header line. */
	if (got == GATHERED_MESSAGE && !body && j->r.at == j->r.end)
		j->d->cut |= is_unfinished(j->before.text) || (!j->has_length && j->r.end[-1] != '\n');
	if (got == GATHERED_MESSAGE && body && !j->again)
		got = gather_after_headers(j);
	if (got != GATHERED_MESSAGE || j->again)
		return got;
	j->d->bytes = j->copy ? buf_slice(j->text) : slice_from(start, j->d->end);
	j->d->cut |= j->full || j->d->bytes.n > MESSAGE_MAX;
	j->d->bytes = slice_head(j->d->bytes, MESSAGE_MAX);
	j->d->exact &= !j->copy && j->all_crlf && !j->d->cut;
	hand_over_index(j);
	return GATHERED_MESSAGE;
}

static bool
is_plain(const struct form *form)
{
	return form->prefix.n == 0 && form->tail.n == 0 && form->escape.n == 0 && form->suffix.n == 0 && !form->dots && !form->doubled;
}

enum gathered
gather(struct draft *d, const struct form *form, const char *start, const char *end, bool final, struct buf *text,
    struct message *index)
{
	struct form bare = *form;
	struct reader r = { .form = &bare, .at = start, .end = end, .final = final };
	struct line first;

	bare.prefix = bare.tail = SLICE_NONE;
	if (reader_next(&r, &first) != LINE_OK)
		return GATHERED_MORE;
	r.form = form;
	for (int pass = is_plain(form) ? 0 : 1;; pass++) {
		struct job job = { .d = d, .r = r, .text = text, .start = r, .copy = pass > 0, .before = first, .index = index };
		enum gathered got;

		*d = (struct draft){ .end = r.at };
		got = gather_once(&job, start, &first);
		if (!job.again || pass > 0)
			return got;
	}
}
