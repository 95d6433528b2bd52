/* SPDX-License-Identifier: MIT */
#include "input/text/gather_job.h"

#include "base/ascii.h"
#include "input/line/search.h"

void
gather_add(struct job *j, struct slice text, bool joined)
{
	if (!j->copy) {
		j->again |= joined;
		return;
	}
	if (joined && j->text->n >= 2)
		j->text->n -= 2;
	if (j->full || j->text->n + text.n + 2 > MESSAGE_MAX) {
		j->full = true;
		return;
	}
	line_append(j->r.form, text, j->text);
	buf_add(j->text, SLICE("\r\n"));
}

bool
gather_is_empty(const struct line *line)
{
	return slice_trim(line->text).n == 0;
}

/* The next line that is not empty, without moving on, and how many empty ones stand before it. */
enum line_status
gather_peek(struct job *j, struct line *out, unsigned *blanks)
{
	struct reader ahead = j->r;
	enum line_status status;

	*blanks = 0;
	while ((status = reader_next(&ahead, out)) == LINE_OK && gather_is_empty(out) && *blanks < 6)
		(*blanks)++;
	j->more |= status == LINE_MORE;
	return status;
}

bool
gather_is_start(struct slice text)
{
	struct start start;
	const char *version = NULL;

	text = slice_trim(text);
	if (text.n > 8 && slice_starts_nocase(text, SLICE("SIP/")))
		version = text.p;
	else if (text.n > 12 && is_upper(text.p[0]) && !slice_chr(slice_head(text, 4), ':'))
		version = search_version(slice_head(text, 2048));
	return version && start_find(&start, text.p, version, text.p + text.n) && start.at - text.p < 8;
}

bool
gather_is_sdp(struct slice text)
{
	return text.n >= 2 && is_lower(text.p[0]) && text.p[1] == '=';
}

enum gathered
gather_finish(struct job *j, const struct reader *here, enum line_status status)
{
	j->r = *here;
	j->d->end = here->at;
	j->d->ended = status == LINE_END && here->at != here->end;
	return status == LINE_MORE ? GATHERED_MORE : GATHERED_MESSAGE;
}
