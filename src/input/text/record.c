/* SPDX-License-Identifier: MIT */
#include "input/text/record.h"

#include "base/ascii.h"
#include "input/line/form.h"
#include "input/line/json.h"
#include "input/stamp/stamp.h"

enum { CELLS_MAX = 40 };

struct record {
	struct slice code, phrase, call_id, cseq, from, to;
	bool json;		/* the values are escaped as in JSON */
};

/* What the member of that name holds, a string or a number; else empty. */
static struct slice
json_value(struct slice line, struct slice name)
{
	struct slice value = member_named(line, name);

	return slice_starts(value, SLICE("\"")) ? string_at(value.p, slice_limit(value)) :
	    slice_head(value, slice_span(value, is_digit));
}

static bool
from_json(struct slice line, struct record *r)
{
	if (!slice_starts(line, SLICE("{")))
		return false;
	*r = (struct record){
		.code = json_value(line, SLICE("status_code")), .phrase = json_value(line, SLICE("status_msg")),
		.call_id = json_value(line, SLICE("call_id")), .cseq = json_value(line, SLICE("seq")),
		.from = json_value(line, SLICE("request_from")), .to = json_value(line, SLICE("response_to")), .json = true,
	};
	return true;
}

static bool
is_code(struct slice cell)
{
	uint64_t value;

	return cell.n == 3 && slice_to_u64(cell, 699, &value) && value >= 100;
}

/* The columns of sip.log: ts uid id.orig_h id.orig_p id.resp_h id.resp_p trans_depth method uri date request_from … */
static bool
from_columns(struct slice line, struct record *r)
{
	enum { FROM = 10, TO = 13, CALL_ID = 15, CSEQ = 16, CODE = 21, PHRASE = 22, LEAST = 26 };
	struct slice cells[CELLS_MAX];
	size_t count = 0;

	while (line.p != NULL && count < CELLS_MAX)
		cells[count++] = slice_cut(&line, '\t');
	if (count < LEAST || !is_code(cells[CODE]))
		return false;
	for (size_t i = 0; i < count; i++)
		if (slice_eq(cells[i], SLICE("-")) || slice_eq(cells[i], SLICE("(empty)")))
			cells[i] = SLICE_NONE;
	*r = (struct record){
		.code = cells[CODE], .phrase = cells[PHRASE], .call_id = cells[CALL_ID], .cseq = cells[CSEQ],
		.from = cells[FROM], .to = cells[TO],
	};
	return true;
}

static void
add(struct buf *out, const struct record *r, struct slice name, struct slice value)
{
	static const struct form json = { .level = 1 };
	size_t before;

	if (value.n == 0)
		return;
	buf_add(out, name);
	before = out->n;
	if (r->json)
		line_append(&json, value, out);
	else
		buf_add(out, value);
	/* A record holds no line ends; what an escape made of one would be read as another header. */
	for (size_t i = before; i < out->n; i++)
		if (out->p[i] == '\r' || out->p[i] == '\n')
			out->p[i] = ' ';
	buf_add(out, SLICE("\r\n"));
}

enum gathered
record_find(const struct text_view *view, const char *hit, struct draft *out, struct buf *text)
{
	struct slice before = line_before(view->begin, hit), line;
	const char *end = view->feed != NULL ? view->feed : view->end;
	struct record r;

	if (slice_chr(slice_head(before, 1), '{') == NULL && slice_chr(before, '\t') == NULL)
		return GATHERED_NONE;
	if (view->feed == NULL && !view->final)
		return GATHERED_MORE;
	line = slice_trim(slice_from(before.p, end));
	if (!from_json(line, &r) && !from_columns(line, &r))
		return GATHERED_NONE;
	if (!is_code(r.code) || r.call_id.n == 0 || r.cseq.n == 0)
		return GATHERED_NONE;
	buf_reset(text);
	buf_add(text, SLICE("SIP/2.0 "));
	buf_add(text, r.code);
	add(text, &r, SLICE(" "), r.phrase.n > 0 ? r.phrase : SLICE(" "));
	add(text, &r, SLICE("From: "), r.from);
	add(text, &r, SLICE("To: "), r.to);
	add(text, &r, SLICE("Call-ID: "), r.call_id);
	add(text, &r, SLICE("CSeq: "), r.cseq);
	buf_add(text, SLICE("\r\n"));
	*out = (struct draft){ .bytes = buf_slice(text), .end = end, .ended = true, .excerpt = true,
		.reversed = !r.json, .one_line = !r.json, .dissected = r.json ? STAMP_JSON : STAMP_TEXT };
	return GATHERED_MESSAGE;
}
