#include "sip/message.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "base/memory.h"

/* Gives one line at a time, whatever ends it: CRLF, LF, CR, or CRs before an LF as some loggers write them. */
struct lines {
	const char *p, *end;
	const char *lf;		/* the next LF, or end: searched once for all the CRs before it */
	bool lf_only;		/* the first line ended in LF, so a CR by itself ends none */
};

/* A line of a text in which a CR may end it. */
static struct slice
cut_at_cr(struct lines *l)
{
	const char *start = l->p, *cr = memchr(start, '\r', (size_t)(l->lf - start)), *p;

	if (cr == NULL) {
		l->p = l->lf < l->end ? l->lf + 1 : l->end;
		return slice_from(start, l->lf);
	}
	for (p = cr; p < l->lf && *p == '\r'; p++)
		;
	l->p = p == l->lf && p < l->end ? p + 1 : cr + 1;
	return slice_from(start, cr);
}

static bool
next_line(struct lines *l, struct slice *line)
{
	const char *start = l->p, *end;

	if (start >= l->end)
		return false;
	if (l->lf == NULL || l->lf < start) {
		l->lf = memchr(start, '\n', (size_t)(l->end - start));
		if (l->lf == NULL)
			l->lf = l->end;
	}
	if (!l->lf_only) {
		*line = cut_at_cr(l);
		return true;
	}
	for (end = l->lf; end > start && end[-1] == '\r'; end--)
		;
	*line = slice_from(start, end);
	l->p = l->lf < l->end ? l->lf + 1 : l->end;
	return true;
}

/* "SIP/2.0" in any case; its length, or 0. */
static size_t
version_length(struct slice s)
{
	size_t i = 4;

	if (s.n < 7 || !slice_starts_nocase(s, SLICE("SIP/")) || !is_digit(s.p[4]))
		return 0;
	while (i < s.n && is_digit(s.p[i]))
		i++;
	if (i + 1 >= s.n || s.p[i] != '.' || !is_digit(s.p[i + 1]))
		return 0;
	for (i++; i < s.n && is_digit(s.p[i]); i++)
		;
	return i;
}

/* Status-Line of RFC 3261 §7.2. Blanks may be doubled, the phrase and the blank before it missing. */
static bool
parse_status_line(struct message *m, struct slice line)
{
	size_t i = version_length(line), digits;
	uint64_t code;

	if (i == 0 || i == line.n || !is_blank(line.p[i]))
		return false;
	while (i < line.n && is_blank(line.p[i]))
		i++;
	digits = slice_digits(slice_skip(line, i), &code);
	i += digits;
	if (digits != 3 || code < 100 || code > 799 || (i < line.n && !is_blank(line.p[i])))
		return false;
	m->is_response = true;
	m->code = (int)code;
	m->phrase = slice_trim(slice_skip(line, i));
	return true;
}

/* Where the version at the end of a request line begins, or NULL. */
static const char *
last_version(struct slice line)
{
	const char *p = slice_limit(line);

	while (p > line.p && !is_blank(p[-1]))
		p--;
	return version_length(slice_from(p, slice_limit(line))) == (size_t)(slice_limit(line) - p) && p > line.p ? p : NULL;
}

/* The method of a request line, when what follows it may be a URI. */
static size_t
method_length(struct slice line, enum method *method)
{
	size_t n = 0, i;

	while (n < line.n && is_token(line.p[n]))
		n++;
	if (n == 0 || n == line.n || !is_blank(line.p[n]))
		return 0;
	*method = method_id(slice_head(line, n));
	if (*method != METHOD_OTHER)
		return n;
	for (i = n + 1; i < line.n && (is_alnum(line.p[i]) || line.p[i] == '+' || line.p[i] == '-' || line.p[i] == '.'); i++)
		;
	return i > n + 1 && i < line.n && line.p[i] == ':' ? n : 0;
}

/* Request-Line of RFC 3261 §7.1. */
static bool
parse_request_line(struct message *m, struct slice line)
{
	size_t n = method_length(line, &m->method);
	const char *version;

	if (n == 0)
		return false;
	while (line.n > 0 && is_blank(line.p[line.n - 1]))
		line.n--;
	version = last_version(line);
	if (version == NULL || version <= line.p + n)
		return false;
	m->method_name = slice_head(line, n);
	m->uri = slice_trim(slice_from(line.p + n, version));
	if (m->uri.n == 0)
		return false;
	return m->method != METHOD_OTHER || (slice_chr(m->uri, ' ') == NULL && slice_chr(m->uri, '\t') == NULL);
}

static bool
parse_start_line(struct message *m, struct slice line)
{
	m->start_line = line;
	return parse_status_line(m, line) || parse_request_line(m, line);
}

bool
message_starts(struct slice raw)
{
	struct message m = { 0 };
	struct lines lines = { .p = raw.p, .end = slice_limit(raw) };
	struct slice line;

	if (raw.n < 10 || (!version_length(slice_head(raw, 16)) && method_length(slice_head(raw, 128), &m.method) == 0))
		return false;
	return next_line(&lines, &line) && parse_start_line(&m, line);
}

/* The last word, when it is a token; so a damaged number doesn't cost the method. */
static struct slice
cseq_method(struct slice value)
{
	size_t start = value.n;

	while (start > 0 && is_token(value.p[start - 1]))
		start--;
	return start == 0 || is_blank(value.p[start - 1]) ? slice_skip(value, start) : SLICE_NONE;
}

static void
pick_cseq(struct message *m, struct slice value)
{
	uint64_t number;
	size_t digits = slice_digits(value, &number);
	struct slice method = cseq_method(slice_skip(value, digits));

	m->has_cseq = digits > 0 && number <= UINT32_MAX;
	m->cseq = m->has_cseq ? (uint32_t)number : 0;
	m->cseq_method = method_id(method);
	if (m->is_response) {
		m->method_name = method;
		m->method = m->cseq_method;
	}
}

/* What nearly all of them look like, `"name" <uri>;tag=token` and no more; false for the rest. */
static bool
plain_tag(struct slice value, struct slice *tag)
{
	const char *end = slice_limit(value), *p = value.p, *angle = slice_chr(value, '>');

	if (angle == NULL || end - angle < 6 || !slice_starts(slice_from(angle + 1, end), SLICE(";tag=")))
		return false;
	/* The `>` may stand in a quoted name, and so may anything. */
	if (*p == '"' && memchr(p, '\\', (size_t)(angle - p)) == NULL)
		p = memchr(p + 1, '"', (size_t)(angle - p - 1));
	else if (*p != '<')
		return false;
	if (p == NULL || memchr(p + 1, '"', (size_t)(angle - p - 1)) || memchr(p, '<', (size_t)(angle - p)) == NULL)
		return false;
	for (p = angle + 6; p < end; p++)
		if (!is_token(*p))
			return false;
	*tag = slice_from(angle + 6, end);
	return tag->n > 0;
}

static void
pick_tagged(struct slice *header, struct slice *tag, struct slice value)
{
	*header = value;
	if (!plain_tag(value, tag) && !header_param(value, ';', SLICE("tag"), tag))
		*tag = SLICE_NONE;
}

/* What following a call needs; of a header that stands there twice, the first counts. */
static void
pick(struct message *m, const struct header *h)
{
	struct slice rest = h->value, element;
	uint64_t number;

	switch (h->id) {
	case H_VIA:
		if (m->via.transport.p == NULL && header_element(&rest, &element))
			via_parse(&m->via, element);
		break;
	case H_FROM:
		if (m->from.p == NULL)
			pick_tagged(&m->from, &m->from_tag, h->value);
		break;
	case H_TO:
		if (m->to.p == NULL)
			pick_tagged(&m->to, &m->to_tag, h->value);
		break;
	case H_CALL_ID:
		if (m->call_id.p == NULL)
			m->call_id = h->value;
		break;
	case H_CSEQ:
		if (!m->has_cseq)
			pick_cseq(m, h->value);
		break;
	case H_CONTENT_LENGTH:
		if (m->content_length < 0 && slice_to_u64(h->value, INT32_MAX, &number))
			m->content_length = (int64_t)number;
		break;
	default:
		break;
	}
}

static struct header *
new_header(struct message *m)
{
	if (m->header_count == m->header_cap) {
		m->header_cap = m->header_cap ? 2 * m->header_cap : 64;
		m->headers = xrealloc(m->headers, m->header_cap, sizeof *m->headers);
	}
	return &m->headers[m->header_count++];
}

/* slice_trim() without the call: this is done twice for every line of a trace. */
static inline struct slice
trim(const char *p, const char *end)
{
	while (p < end && is_space(*p))
		p++;
	while (end > p && is_space(end[-1]))
		end--;
	return slice_from(p, end);
}

static void
add_header(struct message *m, struct slice line)
{
	const char *end = slice_limit(line), *colon = line.p;
	struct header *h = new_header(m);

	while (colon < end && *colon != ':')
		colon++;
	h->name = trim(line.p, colon);
	if (colon == end) {
		h->id = H_OTHER;
		h->value = SLICE_NONE;
		return;
	}
	h->value = trim(colon + 1, end);
	h->id = header_id(h->name);
	pick(m, h);
}

/* Header lines, each with the lines folded into it, up to the empty line. */
static void
index_headers(struct message *m, struct lines *lines)
{
	struct slice line, whole = SLICE_NONE;

	while (next_line(lines, &line) && line.n > 0) {
		if (is_blank(line.p[0]) && whole.p != NULL) {
			whole = slice_from(whole.p, slice_limit(line));
			continue;
		}
		if (whole.p != NULL)
			add_header(m, whole);
		whole = line;
	}
	if (whole.p != NULL)
		add_header(m, whole);
}

enum message_status
message_index(struct message *m, struct slice raw)
{
	struct header *headers = m->headers;
	size_t cap = m->header_cap;
	struct lines lines;
	struct slice line;

	raw = slice_head(raw, MESSAGE_MAX);
	*m = (struct message){ .raw = raw, .headers = headers, .header_cap = cap, .content_length = -1 };
	lines = (struct lines){ .p = raw.p, .end = slice_limit(raw) };
	while (lines.p < lines.end && (*lines.p == '\r' || *lines.p == '\n'))
		lines.p++;		/* RFC 3261 §7.5: to be ignored */
	if (!next_line(&lines, &line) || !parse_start_line(m, line))
		return MESSAGE_NOT_SIP;
	lines.lf_only = lines.p[-1] == '\n';
	index_headers(m, &lines);
	m->body = lines.p < lines.end ? slice_from(lines.p, lines.end) : (struct slice){ slice_limit(raw), 0 };
	return MESSAGE_OK;
}

void
message_release(struct message *m)
{
	free(m->headers);
	*m = (struct message){ 0 };
}

const struct header *
message_header(const struct message *m, enum header_id id)
{
	for (size_t i = 0; i < m->header_count; i++)
		if (m->headers[i].id == id)
			return &m->headers[i];
	return NULL;
}

const struct header *
message_next(const struct message *m, const struct header *after)
{
	const struct header *end = m->headers + m->header_count;

	for (const struct header *h = after + 1; h < end; h++)
		if (h->id == after->id && (h->id != H_OTHER || slice_eq_nocase(h->name, after->name)))
			return h;
	return NULL;
}

struct slice
message_value(const struct message *m, enum header_id id)
{
	const struct header *h = message_header(m, id);

	return h ? h->value : SLICE_NONE;
}

const struct header *
message_named(const struct message *m, struct slice name)
{
	enum header_id id = header_id(name);

	if (id != H_OTHER)
		return message_header(m, id);
	for (size_t i = 0; i < m->header_count; i++)
		if (slice_eq_nocase(m->headers[i].name, name))
			return &m->headers[i];
	return NULL;
}
