#include "input/remark.h"

#include "base/ascii.h"

/* What to take from a line in which a row's anchor stands. */
enum take {
	TAKE_CODE,		/* the code after the anchor and the phrase after that */
	TAKE_STATUS,		/* "with status Forbidden [403]" */
	TAKE_GOT,		/* "Got 404 Not found on SIP register" */
	TAKE_CAUSE,		/* a cause's name or number after the anchor */
	TAKE_HANGUP,		/* a cause after "hangup cause", or in brackets */
	TAKE_REASON,		/* the words after the last " - " */
	TAKE_REST,		/* the words after the anchor */
	TAKE_WORDS,		/* the row's own words */
};

/* An anchor has at least seven bytes: the search looks at every fourth place. */
static const struct row {
	const char *anchor;
	enum take take;
	const char *needs;	/* must stand somewhere in the line too, in any case; NULL: nothing */
	const char *words;
} rows[] = {
	{ "SIP response ", TAKE_CODE, NULL, NULL },			/* Asterisk: Got SIP response 486 "Busy Here" back from */
	{ "response '", TAKE_CODE, "regist", NULL },			/* Asterisk: Fatal response '403' received from */
	{ "Status: ", TAKE_CODE, "sip", NULL },				/* tshark's list; SIP Status: 486 Busy Here */
	{ "status=", TAKE_CODE, "sip registration", NULL },			/* pjsua: SIP registration failed, status=403 (Forbidden) */
	{ "[reason=", TAKE_CODE, NULL, NULL },				/* pjsua: DISCONNECTED [reason=486 (Busy Here)] */
	{ "[terminated][", TAKE_CODE, NULL, NULL },			/* FreeSWITCH: entering state [terminated][486] */
	{ "INVITE with: ", TAKE_CODE, NULL, NULL },			/* FreeSWITCH: Responding to INVITE with: 480 */
	{ "with status ", TAKE_STATUS, "regist", NULL },		/* FreeSWITCH: Registration Failed with status Forbidden [403] */
	{ "on SIP register", TAKE_GOT, NULL, NULL },			/* Asterisk: Got 404 Not found on SIP register to service */
	{ "Error Code:", TAKE_CODE, "regist", NULL },			/* Polycom: Registration failed User: x, Error Code:403 Forbidden */
	{ "SIP code ", TAKE_CODE, NULL, NULL },
	{ "SIP error ", TAKE_CODE, NULL, NULL },
	{ "SIP status ", TAKE_CODE, NULL, NULL },
	{ "session closed: ", TAKE_CODE, NULL, NULL },			/* baresip */
	{ "HANGUPCAUSE", TAKE_CAUSE, NULL, NULL },			/* dialplan: HANGUPCAUSE=17 */
	{ "Hangup ", TAKE_HANGUP, NULL, NULL },				/* FreeSWITCH: Hangup sofia/… [CS_EXECUTE] [USER_BUSY] */
	{ "hangup ", TAKE_HANGUP, NULL, NULL },
	{ "cause: ", TAKE_CAUSE, NULL, NULL },
	{ "Cause: ", TAKE_CAUSE, NULL, NULL },				/* FreeSWITCH: Originate Failed.  Cause: USER_BUSY */
	{ "failed for '", TAKE_REASON, NULL, NULL },			/* Asterisk: Registration from … failed for '…' - Wrong password */
	{ "rejected because ", TAKE_REST, NULL, NULL },			/* Asterisk: Call from … rejected because extension not found */
	{ "rong password on auth", TAKE_WORDS, NULL, "Wrong password" },
	{ "No matching endpoint found", TAKE_WORDS, NULL, "No matching endpoint found" },
	{ "ailed to authenticate", TAKE_WORDS, NULL, "Failed to authenticate" },
	{ "SIP auth failure", TAKE_WORDS, NULL, "SIP auth failure" },	/* FreeSWITCH */
	{ "is now UNREACHABLE", TAKE_WORDS, NULL, "Peer is now UNREACHABLE" },
	{ "is now Unreachable", TAKE_WORDS, NULL, "Peer is now UNREACHABLE" },
	{ "no reply to our critical packet", TAKE_WORDS, NULL, "No reply to our critical packet" },
	{ "Retransmission timeout reached", TAKE_WORDS, NULL, "Retransmission timeout reached" },
	{ "Registration for '", TAKE_WORDS, "timed out", "Registration timed out" },
	{ "No response received from '", TAKE_WORDS, "registration", "No response received" },
	{ "registration failure (", TAKE_CODE, "sip", NULL },		/* OmniPCX: SIP registration failure (403: Forbidden) */
	{ "completed with code: ", TAKE_CODE, "sip:", NULL },		/* Kamailio: request sent to sip:… completed with code: 408 */
	/* Kamailio and OpenSIPS, by the function that says so. */
	{ "parse_msg", TAKE_WORDS, "error", "Bad SIP message" },
	{ "udp_send", TAKE_WORDS, "error", "Sending over UDP failed" },
	{ "tcp_send failed", TAKE_WORDS, NULL, "Sending over TCP failed" },
	{ "tcp_connect_blocking", TAKE_WORDS, "error", "Connecting over TCP failed" },
	{ "tcp_blocking_connect", TAKE_WORDS, "error", "Connecting over TCP failed" },
	{ "t_forward_nonack", TAKE_WORDS, "fail", "Request not sent on" },
	{ "msg_send: send()", TAKE_WORDS, "fail", "Request not sent on" },
	{ "sip_hostport2su", TAKE_WORDS, "resolve", "Host name not resolved" },
	{ "mk_proxy", TAKE_WORDS, "resolve", "Host name not resolved" },
	{ "uri2dst2", TAKE_WORDS, "no corresponding socket", "No corresponding socket" },
	{ "uri2sock", TAKE_WORDS, "no corresponding socket", "No corresponding socket" },
	{ "no corresponding listening socket", TAKE_WORDS, NULL, "No corresponding socket" },
	{ "tls_err_ret", TAKE_WORDS, "error", "TLS error" },
	{ "proto_tls:", TAKE_WORDS, "fail", "TLS error" },
	{ "tls_accept", TAKE_WORDS, "fail", "TLS error" },
	{ "PIKE - BLOCKing", TAKE_WORDS, NULL, "PIKE blocks the source" },
	{ "too many contacts for AOR", TAKE_WORDS, NULL, "Too many contacts for the AOR" },
};

#define ROWS (sizeof rows / sizeof *rows)
#define MAX_LINE 4096

#define STRIDE 4

static uint32_t
load(const char *p)
{
	uint32_t word;

	memcpy(&word, p, sizeof word);
	return word;
}

static uint32_t
bit_of(uint32_t word)
{
	return word * 2654435761u >> 16;
}

void
remark_search_init(struct remark_search *search)
{
	memset(search, 0, sizeof *search);
	for (size_t i = 0; i < ROWS; i++)
		for (size_t shift = 0; shift < STRIDE; shift++) {
			uint32_t bit = bit_of(load(rows[i].anchor + shift));

			search->bits[bit / 64] |= UINT64_C(1) << bit % 64;
		}
}

/* The row whose anchor covers the four bytes at `p`; *at is where it begins. */
static const struct row *
row_around(const char *begin, const char *p, const char *end, const char **at)
{
	for (size_t i = 0; i < ROWS; i++)
		for (size_t shift = 0; shift < STRIDE; shift++)
			if (load(rows[i].anchor + shift) == load(p) && (size_t)(p - begin) >= shift &&
			    slice_starts(slice_from(p - shift, end), slice_of(rows[i].anchor))) {
				*at = p - shift;
				return &rows[i];
			}
	return NULL;
}

static const struct row *
next_row(const struct remark_search *search, const char **at, const char *end)
{
	const char *begin = *at;
	const struct row *row;

	for (const char *p = begin; end - p >= STRIDE; p += STRIDE) {
		uint32_t bit = bit_of(load(p));

		if (search->bits[bit / 64] >> bit % 64 & 1 && (row = row_around(begin, p, end, at)) != NULL)
			return row;
	}
	return NULL;
}

static struct slice
skip_any(struct slice s, const char *chars)
{
	while (s.n > 0 && strchr(chars, s.p[0]) && s.p[0])
		s = slice_skip(s, 1);
	return s;
}

/* The words up to what ends them. */
static struct slice
words_until(struct slice s, const char *stops)
{
	size_t n = 0;

	while (n < s.n && n < 120 && !strchr(stops, s.p[n]))
		n++;
	return slice_trim(slice_head(s, n));
}

static bool
set_code(struct remark *out, struct slice code, struct slice phrase)
{
	uint64_t value;

	if (slice_starts(phrase, SLICE("bytes")))
		return false;
	if (code.n != 3 || !slice_to_u64(code, 699, &value) || value < 100)
		return false;
	out->code = (int)value;
	memcpy(out->code_text, code.p, 3);
	out->context = (struct slice){ out->code_text, 3 };
	buf_add(&out->bytes, SLICE("SIP/2.0 "));
	buf_add(&out->bytes, code);
	buf_addc(&out->bytes, ' ');
	buf_add(&out->bytes, phrase);
	return true;
}

/* `486 "Busy Here" back`, `403 (Forbidden)`, `486 Busy Here |`, `[403]`. */
static bool
take_code(struct remark *out, struct slice rest)
{
	uint64_t value;
	struct slice code, phrase;
	size_t n;

	rest = skip_any(rest, " '\"([");
	n = slice_digits(rest, &value);
	code = slice_head(rest, n);
	phrase = slice_skip(rest, n);
	if (phrase.n > 0 && is_alpha(phrase.p[0]))
		return false;
	phrase = skip_any(phrase, " ");
	if (phrase.n > 0 && strchr("\"(", phrase.p[0]))
		phrase = words_until(slice_skip(phrase, 1), "\")]\r");
	else if (phrase.n > 0 && is_alpha(phrase.p[0]))
		phrase = words_until(phrase, "|,;\"[]()<>\r");
	else
		phrase = SLICE_NONE;
	return set_code(out, code, phrase);
}

static bool
take_status(struct remark *out, struct slice rest)
{
	struct slice phrase = words_until(rest, "[\r");
	const char *open = slice_chr(rest, '[');

	return open && set_code(out, words_until(slice_from(open + 1, rest.p + rest.n), "]"), phrase);
}

static bool
take_got(struct remark *out, struct slice before)
{
	const char *got = slice_find(before, SLICE("Got "));
	struct slice rest;

	if (got == NULL)
		return false;
	rest = slice_from(got + 4, before.p + before.n);
	return set_code(out, slice_head(rest, 3), slice_trim(slice_skip(rest, 3)));
}

/* A name in capitals with an underscore or a number of at most three digits. */
static bool
set_cause(struct remark *out, struct slice rest)
{
	size_t n = 0;
	bool name = false;
	uint64_t number;

	rest = skip_any(rest, " :=([\"'");
	while (n < rest.n && (is_upper(rest.p[n]) || is_digit(rest.p[n]) || rest.p[n] == '_')) {
		name |= rest.p[n] == '_';
		n++;
	}
	if (n == 0 || (n < rest.n && is_alpha(rest.p[n])))
		return false;
	if (!name && !(slice_to_u64(slice_head(rest, n), 127, &number) && number > 0))
		return false;
	out->context = SLICE("hangupcause");
	buf_add(&out->bytes, slice_head(rest, n));
	return true;
}

static bool
take_hangup(struct remark *out, struct slice rest)
{
	const char *open;

	if (slice_starts_nocase(rest, SLICE("cause")))
		return set_cause(out, slice_skip(rest, 5));
	/* States ("[CS_EXECUTE]") stand in brackets too. */
	for (; (open = slice_chr(rest, '[')) != NULL; rest = slice_from(open + 1, rest.p + rest.n))
		if (!slice_starts(slice_from(open, rest.p + rest.n), SLICE("[CS_")) &&
		    set_cause(out, slice_from(open, rest.p + rest.n)))
			return true;
	return false;
}

static bool
set_words(struct remark *out, struct slice words)
{
	words = words_until(words, "'\"\r(");
	if (words.n < 4)
		return false;
	out->context = SLICE("remark");
	buf_add(&out->bytes, words);
	return true;
}

static bool
take_reason(struct remark *out, struct slice rest)
{
	const char *dash, *last = NULL;

	for (struct slice s = rest; (dash = slice_find(s, SLICE(" - "))) != NULL; s = slice_from(last, rest.p + rest.n))
		last = dash + 3;
	return last && set_words(out, slice_from(last, rest.p + rest.n));
}

static bool
take(struct remark *out, const struct row *row, struct slice line, const char *at)
{
	struct slice rest = slice_skip(slice_from(at, line.p + line.n), strlen(row->anchor));

	if (row->needs && !slice_find_nocase(line, slice_of(row->needs)))
		return false;
	switch (row->take) {
	case TAKE_CODE: return take_code(out, rest);
	case TAKE_STATUS: return take_status(out, rest);
	case TAKE_GOT: return take_got(out, slice_from(line.p, at));
	case TAKE_CAUSE: return set_cause(out, rest);
	case TAKE_HANGUP: return take_hangup(out, rest);
	case TAKE_REASON: return take_reason(out, rest);
	case TAKE_REST: return set_words(out, rest);
	case TAKE_WORDS: return set_words(out, slice_of(row->words));
	}
	return false;
}

bool
remark_find(const struct remark_search *search, struct remark *out, struct slice text, const char *from, const char **next)
{
	const char *end = text.p + text.n, *p = from;
	const struct row *row;

	out->bytes = BUF_INIT;
	out->code = 0;
	while ((row = next_row(search, &p, end)) != NULL) {
		const char *low = p - text.p > MAX_LINE ? p - MAX_LINE : text.p;
		const char *begin = memrchr(low, '\n', (size_t)(p - low));
		const char *feed = memchr(p, '\n', end - p < MAX_LINE ? (size_t)(end - p) : MAX_LINE);
		struct slice line;

		begin = begin ? begin + 1 : low;
		line = slice_from(begin, feed ? feed : end - p < MAX_LINE ? end : p + MAX_LINE);
		if (take(out, row, line, p)) {
			out->line = begin;
			*next = feed ? feed + 1 : line.p + line.n;
			return true;
		}
		buf_reset(&out->bytes);
		p += 4;
	}
	buf_release(&out->bytes);
	*next = end;
	return false;
}
