/* SPDX-License-Identifier: MIT */
#include "sip/start_line.h"

#include "base/ascii.h"
#include "sip/header_line.h"

/* "SIP/2.0" in any case; its length, or 0. */
static size_t
version_length(struct slice s)
{
	size_t i = 4;

	if (slice_starts(s, SLICE("SIP/2.0")) && (s.n == 7 || !is_digit(s.p[7])))
		return 7;
	if (s.n < 7 || to_lower(s.p[0]) != 's' || !slice_starts_nocase(s, SLICE("SIP/")) || !is_digit(s.p[4]))
		return 0;
	while (i < s.n && is_digit(s.p[i]))
		i++;
	if (i + 1 >= s.n || s.p[i] != '.' || !is_digit(s.p[i + 1]))
		return 0;
	for (i++; i < s.n && is_digit(s.p[i]); i++)
		;
	return i;
}

/* May it stand behind a code? A tab, and what some write for the blank, are faults that hide nothing. */
static bool
ends_code(char c)
{
	return !is_alnum(c) && c != '_' && c != '/' && c != '=';
}

bool
status_line_read(struct status_line *out, struct slice s)
{
	size_t i = version_length(s);
	const char *end = slice_limit(s), *p = s.p + i;

	if (i == 0 || p == end || !is_blank(*p))
		return false;
	while (p < end && is_blank(*p))
		p++;
	if (end - p < 3 || !is_digit(p[0]) || !is_digit(p[1]) || !is_digit(p[2]) || p[0] < '1' || p[0] > '7' ||
	    (end - p > 3 && !ends_code(p[3])))
		return false;
	out->code = (p[0] - '0') * 100 + (p[1] - '0') * 10 + p[2] - '0';
	out->code_end = p + 3;
	return true;
}

/* Status-Line of RFC 3261 §7.2. Blanks may be doubled, the phrase and the blank before it missing. */
static bool
parse_status_line(struct message *m, struct slice line)
{
	struct status_line status;
	const char *p, *end = slice_limit(line);

	if (!status_line_read(&status, line))
		return false;
	p = status.code_end;
	if (p < end && (*p == ':' || *p == '-' || *p == ',' || *p == ';'))
		p++;
	m->is_response = true;
	m->code = (uint16_t)status.code;
	m->phrase = part_at(m, slice_trim(slice_from(p, end)));
	return true;
}

bool
status_line_is_broken(struct slice line)
{
	struct status_line status;
	size_t n = version_length(line);

	return n > 0 && n < line.n && is_blank(line.p[n]) && !status_line_read(&status, line);
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
	size_t n = slice_span(line, is_token), i;

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
	enum method method;
	size_t n = method_length(line, &method);
	const char *version;
	struct slice uri;

	if (n == 0)
		return false;
	while (line.n > 0 && is_blank(line.p[line.n - 1]))
		line.n--;
	version = last_version(line);
	if (version == NULL || version <= line.p + n)
		return false;
	uri = slice_trim(slice_from(line.p + n, version));
	m->method = (uint8_t)method;
	m->method_name = part_at(m, slice_head(line, n));
	m->uri = part_at(m, uri);
	return uri.n > 0 && (method != METHOD_OTHER || (slice_chr(uri, ' ') == NULL && slice_chr(uri, '\t') == NULL));
}

bool
start_line_parse(struct message *m, struct slice line)
{
	m->start_line = part_at(m, line);
	return parse_status_line(m, line) || parse_request_line(m, line);
}

static struct slice
first_line(struct slice raw)
{
	const char *end = memchr(raw.p, '\n', raw.n);

	raw = slice_from(raw.p, end != NULL ? end : slice_limit(raw));
	end = memchr(raw.p, '\r', raw.n);
	return end != NULL ? slice_from(raw.p, end) : raw;
}

bool
message_starts_broken(struct slice raw)
{
	struct slice line, rest;

	if (raw.n < 10 || !version_length(slice_head(raw, 16)))
		return false;
	line = first_line(raw);
	rest = slice_skip(raw, line.n);
	while (rest.n > 0 && (rest.p[0] == '\r' || rest.p[0] == '\n'))
		rest = slice_skip(rest, 1);
	return status_line_is_broken(line) && slice_chr(line, '\0') == NULL && header_starts(slice_head(rest, 256));
}

bool
message_may_start(struct slice raw)
{
	enum method method;

	return raw.n >= 10 && (version_length(slice_head(raw, 16)) > 0 || method_length(slice_head(raw, 128), &method) > 0);
}

bool
message_starts(struct slice raw)
{
	struct message m = { .raw = slice_head(raw, MESSAGE_MAX) };

	return message_may_start(raw) && start_line_parse(&m, first_line(m.raw));
}
