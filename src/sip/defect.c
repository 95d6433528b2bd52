/* SPDX-License-Identifier: MIT */
#include "sip/defect.h"

#include "base/ascii.h"
#include "sip/fields.h"
#include "sip/start_line.h"

enum shape {
	SHAPE_FREE,		/* text */
	SHAPE_LIST,		/* tokens or more, with parameters: quotes must match */
	SHAPE_ADDRESS,		/* name-addr or addr-spec, perhaps several */
	SHAPE_NUMBER,
	SHAPE_VIA, SHAPE_CALL_ID, SHAPE_CSEQ, SHAPE_TYPE, SHAPE_AUTH, SHAPE_WARNING, SHAPE_REASON, SHAPE_DATE,
};

static const struct {
	uint8_t shape;
	bool single;
	uint32_t max;		/* of a number */
} rules[H_COUNT] = {
	[H_ALERT_INFO] = { SHAPE_LIST, false, 0 },
	[H_AUTHORIZATION] = { SHAPE_LIST, false, 0 },
	[H_CALL_ID] = { SHAPE_CALL_ID, true, 0 },
	[H_CALL_INFO] = { SHAPE_LIST, false, 0 },
	[H_CONTACT] = { SHAPE_ADDRESS, false, 0 },
	[H_CONTENT_LENGTH] = { SHAPE_NUMBER, true, UINT32_MAX },
	[H_CONTENT_TYPE] = { SHAPE_TYPE, true, 0 },
	[H_CSEQ] = { SHAPE_CSEQ, true, 0 },
	[H_DATE] = { SHAPE_DATE, true, 0 },
	[H_DIVERSION] = { SHAPE_ADDRESS, false, 0 },
	[H_ERROR_INFO] = { SHAPE_LIST, false, 0 },
	[H_EVENT] = { SHAPE_FREE, true, 0 },
	[H_EXPIRES] = { SHAPE_NUMBER, true, UINT32_MAX },
	[H_FROM] = { SHAPE_ADDRESS, true, 0 },
	[H_HISTORY_INFO] = { SHAPE_ADDRESS, false, 0 },
	[H_MAX_FORWARDS] = { SHAPE_NUMBER, true, 255 },
	[H_MIME_VERSION] = { SHAPE_FREE, true, 0 },
	[H_MIN_EXPIRES] = { SHAPE_NUMBER, true, UINT32_MAX },
	[H_MIN_SE] = { SHAPE_NUMBER, true, UINT32_MAX },
	[H_P_ASSERTED_IDENTITY] = { SHAPE_ADDRESS, false, 0 },
	[H_PATH] = { SHAPE_ADDRESS, false, 0 },
	[H_PROXY_AUTHENTICATE] = { SHAPE_AUTH, false, 0 },
	[H_PROXY_AUTHORIZATION] = { SHAPE_LIST, false, 0 },
	[H_RACK] = { SHAPE_FREE, true, 0 },
	[H_REASON] = { SHAPE_REASON, false, 0 },
	[H_RECORD_ROUTE] = { SHAPE_ADDRESS, false, 0 },
	[H_REFER_TO] = { SHAPE_ADDRESS, true, 0 },
	[H_REFERRED_BY] = { SHAPE_ADDRESS, true, 0 },
	[H_REMOTE_PARTY_ID] = { SHAPE_ADDRESS, false, 0 },
	[H_REPLACES] = { SHAPE_FREE, true, 0 },
	[H_REPLY_TO] = { SHAPE_ADDRESS, true, 0 },
	[H_RETRY_AFTER] = { SHAPE_NUMBER, true, UINT32_MAX },
	[H_ROUTE] = { SHAPE_ADDRESS, false, 0 },
	[H_RSEQ] = { SHAPE_NUMBER, true, UINT32_MAX },
	[H_SERVICE_ROUTE] = { SHAPE_ADDRESS, false, 0 },
	[H_SESSION_EXPIRES] = { SHAPE_NUMBER, true, UINT32_MAX },
	[H_SUBSCRIPTION_STATE] = { SHAPE_FREE, true, 0 },
	[H_TO] = { SHAPE_ADDRESS, true, 0 },
	[H_VIA] = { SHAPE_VIA, false, 0 },
	[H_WARNING] = { SHAPE_WARNING, false, 0 },
	[H_WWW_AUTHENTICATE] = { SHAPE_AUTH, false, 0 },
};

bool
header_is_single(enum header_id id)
{
	return rules[id].single;
}

/* Control characters may stand only behind a backslash (quoted-pair) or as folding and tabs. */
static bool
has_control(struct slice s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == '\\')
			i++;
		else if ((c < ' ' && !is_space((char)c)) || c == 0x7f)
			return true;
	}
	return false;
}

/* ",," or ";;" or one at an end, outside quotes and <…>. */
static bool
has_stray_separator(struct slice s)
{
	bool quoted = false, angle = false, empty = true;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (quoted) {
			i += c == '\\';
			quoted = c != '"';
			continue;
		}
		if (!angle && (c == ',' || c == ';')) {
			if (empty)
				return true;
			empty = true;
			continue;
		}
		quoted = c == '"';
		angle = c == '<' || (angle && c != '>');
		empty = empty && is_space(c);
	}
	return empty && s.n > 0;
}

static bool
port_is_good(struct slice port)
{
	uint64_t value;

	return port.p == NULL || (slice_to_u64(port, UINT16_MAX, &value) && value > 0);
}

/* Any scheme will do; only what the scheme of SIP promises is looked at. */
static bool
uri_is_good(struct slice uri)
{
	struct uri u;

	/* An @ in the user part is written %40. */
	return !slice_has_space(uri) && uri_parse(&u, uri) && port_is_good(u.port) && slice_chr(u.user, '@') == NULL;
}

/* A display name without quotes is tokens and blanks. */
static bool
display_is_good(struct slice name)
{
	if (name.n > 0 && name.p[0] == '"')
		return true;
	for (size_t i = 0; i < name.n; i++)
		if (!is_token(name.p[i]) && !is_space(name.p[i]))
			return false;
	return true;
}

static const char *
address_defect(struct slice element)
{
	struct slice display, uri = header_uri(element, &display);
	const char *open, *close;

	if (slice_eq(uri, SLICE("*")))
		return NULL;
	open = slice_chr(element, '<');
	/* A quoted name may hold one. */
	if (open != NULL)
		open = slice_chr(slice_from(slice_limit(display), slice_limit(element)), '<');
	/* The end of a bracket alone is no character of a URI or its parameters. */
	if (open == NULL)
		return uri_is_good(uri) && (display.n > 0 || slice_chr(element, '>') == NULL) ? NULL : "defect.bad-uri";
	close = slice_chr(slice_from(open, slice_limit(element)), '>');
	if (close == NULL)
		return "defect.unbalanced-bracket";
	if (!display_is_good(slice_trim(slice_from(element.p, open))))
		return "defect.bad-display-name";
	return uri_is_good(slice_from(open + 1, close)) ? NULL : "defect.bad-uri";
}

/* A comma where q has its point ("q=0,5") divides the header: what follows is the rest of the number, and no address. */
static bool
goes_on_as_q(struct slice before, struct slice element)
{
	struct slice q, rest = slice_trim(element);
	uint64_t number;
	size_t digits = slice_digits(rest, &number);

	return digits > 0 && (digits == rest.n || rest.p[digits] == ';') && header_param(before, ';', SLICE("q"), &q) && q.n == 1 &&
	    (q.p[0] == '0' || q.p[0] == '1') && slice_limit(q) == slice_limit(slice_trim(before));
}

static const char *
addresses_defect(enum header_id id, struct slice value)
{
	struct slice rest = value, element, before = { 0 };

	if (slice_trim(value).n == 0)
		return "defect.empty";
	if (has_stray_separator(value))
		return "defect.stray-separator";
	if (header_is_single(id))	/* a comma in it divides nothing */
		return address_defect(value);
	while (header_element(&rest, &element)) {
		const char *why = address_defect(element);

		if (why != NULL)
			return before.n > 0 && goes_on_as_q(before, element) ? "defect.q-comma" : why;
		before = element;
	}
	return NULL;
}

static const char *
via_defect(struct slice value)
{
	struct slice rest = value, element;

	if (value.n == 0)
		return "defect.empty";
	if (has_stray_separator(value))
		return "defect.stray-separator";
	while (header_element(&rest, &element)) {
		struct via via;
		struct uri u = { 0 };
		struct slice text;

		if (!via_parse(&via, element))
			return "defect.bad-via";
		text = via.sent_by;
		for (size_t i = text.n; i > 0 && text.p[i - 1] != ']'; i--)
			if (text.p[i - 1] == ':')
				u.port = slice_trim(slice_skip(text, i));
		if (!port_is_good(u.port) || slice_chr(text, '/') != NULL)
			return "defect.bad-via";
	}
	return NULL;
}

static const char *
cseq_defect(const struct message *m, struct slice value)
{
	uint64_t number;
	size_t digits = slice_digits(value, &number);
	struct slice method = slice_trim(slice_skip(value, digits));

	/* No digits, no method, or nothing between them. */
	if (method.p == value.p + digits || slice_has_space(method))
		return "defect.bad-cseq";
	if (number > INT32_MAX)
		return "defect.too-large";
	if (!m->is_response && !slice_eq(method, PART(m, method_name)))
		return "defect.cseq-method";
	return NULL;
}

static const char *
number_defect(struct slice value, uint32_t max)
{
	uint64_t number;
	size_t digits = slice_digits(value, &number);

	if (digits == 0 || (digits < value.n && value.p[digits] != ';' && value.p[digits] != '(' && !is_space(value.p[digits])))
		return "defect.bad-number";
	return number > max ? "defect.too-large" : NULL;
}

static const char *
challenge_defect(struct slice value)
{
	struct challenge c;

	if (!header_quotes_match(value))
		return "defect.unbalanced-quote";
	while (challenge_next(&value, &c))
		if (slice_eq_nocase(c.scheme, SLICE("Digest")) && (c.realm.p == NULL || c.nonce.p == NULL))
			return "defect.bad-challenge";
	return NULL;
}

static const char *
warning_defect(struct slice value)
{
	struct warning w;

	if (!header_quotes_match(value))
		return "defect.unbalanced-quote";
	while (warning_next(&value, &w))
		if (w.code == 0 || w.agent.n == 0 || w.text.p[-1] != '"')
			return "defect.bad-warning";
	return NULL;
}

static const char *
reason_defect(struct slice value)
{
	struct reason r;

	if (!header_quotes_match(value))
		return "defect.unbalanced-quote";
	while (reason_next(&value, &r))
		if (r.protocol.n == 0)
			return "defect.bad-reason";
	return NULL;
}

static const char *
type_defect(struct slice value)
{
	struct content_type t;

	if (!header_quotes_match(value))
		return "defect.unbalanced-quote";
	return content_type_parse(&t, value) && !has_stray_separator(value) ? NULL : "defect.bad-content-type";
}

static const char *
shape_defect(const struct message *m, const struct header *h)
{
	struct slice value = header_value(m, h);

	switch ((enum shape)rules[h->id].shape) {
	case SHAPE_FREE:
		return NULL;
	case SHAPE_LIST:
		return header_quotes_match(value) ? NULL : "defect.unbalanced-quote";
	case SHAPE_ADDRESS:
		return header_quotes_match(value) ? addresses_defect(h->id, value) : "defect.unbalanced-quote";
	case SHAPE_NUMBER:
		return number_defect(value, rules[h->id].max);
	case SHAPE_VIA:
		return via_defect(value);
	case SHAPE_CALL_ID:
		return value.n == 0 ? "defect.empty" : slice_has_space(value) ? "defect.bad-call-id" : NULL;
	case SHAPE_CSEQ:
		return cseq_defect(m, value);
	case SHAPE_TYPE:
		return type_defect(value);
	case SHAPE_AUTH:
		return challenge_defect(value);
	case SHAPE_WARNING:
		return warning_defect(value);
	case SHAPE_REASON:
		return reason_defect(value);
	case SHAPE_DATE:
		return slice_ends(value, SLICE("GMT")) ? NULL : "defect.bad-date";
	}
	return NULL;
}

const char *
header_defect(const struct message *m, const struct header *h)
{
	if (h->value.at == 0)
		return "defect.no-colon";
	if (!slice_is_all(header_spelt(m, h), is_token))
		return "defect.bad-header-name";
	if (has_control(header_value(m, h)))
		return "defect.control-character";
	return shape_defect(m, h);
}

static bool
has_brackets(const struct message *m)
{
	for (size_t i = 0; i < m->header_count; i++) {
		struct slice value = header_value(m, &m->headers[i]);

		if (slice_chr(value, '<') != NULL || slice_chr(value, '>') != NULL)
			return true;
	}
	return false;
}

bool
header_lost_brackets(const struct message *m, const struct header *h)
{
	static const struct slice schemes[] = { SLICE(" sip:"), SLICE(" sips:"), SLICE(" tel:") };
	struct slice value = slice_trim(header_value(m, h)), rest = value;
	const char *quote;

	if (rules[h->id].shape != SHAPE_ADDRESS || has_brackets(m))
		return false;
	if (slice_starts(value, SLICE("\"")) && (quote = slice_chr(slice_skip(value, 1), '"')) != NULL)
		rest = slice_trim(slice_from(quote + 1, slice_limit(value)));
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (slice_find(value, schemes[i]) != NULL)
			return true;
	return rest.n == 0 || rest.p[0] == ';';
}

/* The blanks of a start line are single, and none stands at its end. */
static bool
spaces_are_single(const struct message *m, bool exact)
{
	struct slice line = exact || m->is_response ? PART(m, start_line) : slice_trim(PART(m, start_line));
	struct slice head = m->is_response && m->phrase.n > 0 ?
	    slice_head(line, (size_t)(m->phrase.at - m->start_line.at)) : line;

	if (slice_chr(head, '\t') != NULL || slice_find(head, SLICE("  ")) != NULL)
		return false;
	return m->is_response || !exact || !slice_ends(line, SLICE(" "));
}

/* What follows the code of a status line is a blank, or nothing. */
static bool
blank_ends_code(const struct message *m)
{
	struct slice line = PART(m, start_line);
	struct status_line status;

	return !status_line_read(&status, line) || status.code_end == slice_limit(line) || is_blank(*status.code_end);
}

static struct slice
first_word(struct slice line)
{
	size_t n = 0;

	while (n < line.n && !is_blank(line.p[n]))
		n++;
	return slice_head(line, n);
}

const char *
start_line_defect(const struct message *m, bool exact)
{
	struct slice line = PART(m, start_line), version, uri = PART(m, uri);

	if (!m->is_response) {
		version = slice_head(m->raw, (size_t)m->start_line.at - 1 + m->start_line.n);
		version = slice_skip(version, (size_t)m->uri.at - 1 + m->uri.n);
	} else {
		version = first_word(line);
	}
	if (m->is_response && m->code == 0)
		return "defect.bad-code";
	if (!slice_eq_nocase(slice_trim(version), SLICE("SIP/2.0")))
		return "defect.bad-version";
	if (!slice_eq(slice_trim(version), SLICE("SIP/2.0")))
		return "defect.lower-version";
	if (has_control(PART(m, start_line)))
		return "defect.control-character";
	if (!spaces_are_single(m, exact))
		return "defect.start-line-blanks";
	if (m->is_response && !blank_ends_code(m))
		return "defect.no-blank-after-code";
	if (m->is_response)
		return exact && m->phrase.n == 0 && !slice_ends(line, SLICE(" ")) ? "defect.no-blank-after-code" : NULL;
	return uri_is_good(uri) ? NULL : "defect.bad-request-uri";
}
