/* SPDX-License-Identifier: MIT */
/* Behind the headers of a message that is put together from lines of a text: where its body ends. */
#include "base/ascii.h"
#include "input/line/search.h"
#include "input/line/wrapped.h"
#include "input/text/gather_job.h"

bool
body_fits(const char *at, uint64_t length, const char *end, bool is_sipfrag)
{
	struct slice body = { at, length };
	const char *after = at + length;

	if (!is_sipfrag)
		for (const char *p; (p = search_version(body)) != NULL; body = slice_from(p + 4, after)) {
			const char *line = p;

			while (line > at && line[-1] != '\n')
				line--;
			if (gather_is_start(slice_head(slice_from(line, after), 2048)))
				return false;
		}
	return after == end || after[-1] == '\n' || is_space(*after) || slice_chr(SLICE("\"'}]<|-"), *after) ||
	    gather_is_start(slice_head(slice_from(after, end), 2048));
}

struct tally {
	uint64_t crlf, lf;	/* how long the body is so far if its lines ended so */
};

/* Without the blanks that a terminal's copy pads lines with; in SDP only a name or a title may end with one. */
static size_t
length_of(const struct job *j, const struct line *line)
{
	size_t n = line->text.n;

	if (j->is_sdp && !line->crlf && n > 1 && line->text.p[0] != 's' && line->text.p[0] != 'i')
		while (n > 2 && is_blank(line->text.p[n - 1]))
			n--;
	return n;
}

/* Has the body all that Content-Length says? The last line end may be missing. */
static bool
is_complete(const struct job *j, const struct tally *t)
{
	return j->has_length && (t->crlf >= j->length || t->lf == j->length || t->crlf + 2 == j->length + 2);
}

/* A line of SDP that a terminal cut goes on in this one: as long, or before the next, or the last that is missing. */
static bool
goes_on(struct job *j, const struct line *line, const struct tally *t)
{
	struct line next;
	unsigned blanks;

	if (!j->is_sdp || !j->has_length || t->crlf == 0 || j->before.text.n < WRAP_NARROWEST || gather_is_empty(line) ||
	    gather_is_sdp(line->text) || border_line(line->text) || gather_is_start(line->text))
		return false;
	return line->text.n == j->before.text.n || t->lf + line->text.n == j->length || t->crlf + line->text.n == j->length ||
	    (gather_peek(j, &next, &blanks) == LINE_OK && blanks == 0 && gather_is_sdp(next.text));
}

/* Does the line end the body, as far as its shape tells? */
static bool
ends_body(struct job *j, const struct line *line, const struct tally *t)
{
	struct line next;
	unsigned blanks;

	if (gather_is_start(line->text))
		return !(j->is_sipfrag && t->crlf == 0);
	if (gather_is_empty(line)) {
		if (j->r.form->doubled && gather_peek(j, &next, &blanks) == LINE_OK)
			return !gather_is_sdp(next.text) && !(j->is_sipfrag && t->crlf == 0 && gather_is_start(next.text));
		if (!j->has_length || j->is_sdp || !j->has_type)
			return true;
		return gather_peek(j, &next, &blanks) != LINE_OK || gather_is_start(next.text) || border_line(next.text);
	}
	if (j->is_sdp || !j->has_type)
		return !gather_is_sdp(line->text) && (!j->before.open || border_line(line->text));
	return border_line(line->text) && (!j->has_length || slice_starts(line->text, SLICE("-----")) ||
	    slice_starts(line->text, SLICE("<---")) || is_digit(line->text.p[0]) || line->text.p[0] == '[');
}

static enum gathered
gather_body(struct job *j)
{
	struct tally tally = { 0, 0 };

	while (!is_complete(j, &tally)) {
		struct reader here = j->r;
		struct line line;
		enum line_status status = reader_next(&j->r, &line);
		bool joined = j->before.open;

		if (status != LINE_OK) {
			/* Only where every line kept its CR can the rest be missed for sure. */
			j->d->cut = status == LINE_END && here.at == here.end && j->has_length && j->all_crlf && !j->copy;
			return gather_finish(j, &here, status);
		}
		if (goes_on(j, &line, &tally))
			joined = true;
		else if (ends_body(j, &line, &tally) && !j->more) {
			if (!gather_is_empty(&line) || !j->r.form->doubled)
				return gather_finish(j, &here, LINE_END);
			j->r = here;
			return gather_finish(j, &here, LINE_END);
		}
		if (j->more)
			return GATHERED_MORE;
		j->again |= !j->copy && (line.altered || line.crlf != j->all_crlf);
		if (gather_is_empty(&line) && j->r.form->doubled)
			continue;
		gather_add(j, line.text, joined);
		size_t n = length_of(j, &line);
		tally.crlf += n + (joined ? 0 : 2);
		tally.lf += n + (joined ? 0 : 1);
		j->before = line;
	}
	j->d->end = j->r.at;
	j->d->ended = true;
	return GATHERED_MESSAGE;
}

/* Nothing says whether a body follows: SDP shows itself. */
static enum gathered
maybe_body(struct job *j)
{
	struct reader ahead = j->r;
	struct line line;
	enum line_status status = reader_next(&ahead, &line);

	if (status == LINE_MORE)
		return GATHERED_MORE;
	if (status != LINE_OK || !slice_starts(line.text, SLICE("v=0"))) {
		j->d->ended = true;
		return GATHERED_MESSAGE;
	}
	return gather_body(j);
}

enum gathered
gather_after_headers(struct job *j)
{
	bool plain = !j->copy && j->all_crlf && j->r.form->escape.n == 0;

	if (j->has_length && j->length == 0) {
		j->d->ended = j->d->exact = true;
		return GATHERED_MESSAGE;
	}
	if (!j->has_length && !j->has_type)
		return maybe_body(j);
	if (plain && j->has_length) {
		if ((uint64_t)(j->r.end - j->r.at) < j->length) {
			if (!j->r.final)
				return GATHERED_MORE;
		} else if (body_fits(j->r.at, j->length, j->r.end, j->is_sipfrag)) {
			j->r.at += j->length;
			j->d->end = j->r.at;
			j->d->ended = j->d->exact = true;
			return GATHERED_MESSAGE;
		}
	}
	return gather_body(j);
}
