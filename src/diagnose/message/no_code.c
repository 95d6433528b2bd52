/* SPDX-License-Identifier: MIT */
#include "diagnose/message/no_code.h"

#include "base/ascii.h"
#include "base/literals.h"
#include "diagnose/message/pasted.h"
#include "sip/message.h"

/* "404号房间" is a room; "404号错误" is error No. 404. */
static bool
numbers_a_thing(struct knowledge *k, struct slice behind)
{
	size_t sign = literals_start(&literals_numbering_sign, behind), n = 0;

	if (sign == 0)
		return false;
	while (n < behind.n && (unsigned char)behind.p[n] >= 0x80)
		n++;
	return n > sign && knowledge_word_at_end(k, slice_head(behind, n)) == WORD_UNKNOWN;
}

/* "asterisk[404]: ", "rtpengine[486]: ": what names the trade and is no word about a code. */
static bool
is_program(struct knowledge *k, struct slice word)
{
	enum { LEAST = 4 };
	enum word is = knowledge_word(k, word);

	return word.n >= LEAST && is_lower(word.p[0]) && method_id(word) == METHOD_OTHER &&
	    (is == WORD_SIP || knowledge_product(k, word, NULL) != NULL);
}

/* "<sip/404:CALL> ", "id=sip/404": a channel of Yate. */
static bool
is_channel_of_yate(struct slice text, struct slice word, struct slice behind)
{
	struct slice level = slice_starts(behind, SLICE(":")) ? slice_skip(behind, 1) : SLICE_NONE;

	return slice_eq(word, SLICE("sip")) && ((word.p > text.p && (word.p[-1] == '=' || word.p[-1] == '<')) ||
	    (level.n > 0 && is_upper(level.p[0]) && slice_starts(slice_skip(level, slice_span(level, is_upper)), SLICE(">"))));
}

/*
 * "Called SIP/404", "PJSIP/404-0000001f": a peer of Asterisk, and its channel, or one of Yate. Who asks for "SIP/404" means the
 * code.
 */
static bool
is_channel(struct slice text, struct slice word, struct slice behind)
{
	return slice_eq(word, SLICE("PJSIP")) || (slice_eq(word, SLICE("SIP")) && word.p > text.p) ||
	    is_channel_of_yate(text, word, behind);
}

/* "AOR '403'", "Contact 403/sip:403@192.0.2.4": whom Asterisk's log names. */
static bool
names_a_party(struct slice text, struct slice number)
{
	struct slice before = slice_from(text.p, number.p), behind = slice_from(slice_limit(number), slice_limit(text));

	if (slice_starts(behind, SLICE("/sip:")) || slice_starts(behind, SLICE("/sips:")))
		return true;
	return slice_ends(before, SLICE(" '")) && slice_starts(behind, SLICE("'")) &&
	    literals_have_nocase(&literals_named_party, word_before(text, number.p - 2));
}

/* "error in line 404 of main.c" */
static bool
is_line_of_source(struct slice before)
{
	size_t n = literals_end(&literals_source_line, slice_trim(before));

	return n > 0 && n < slice_trim(before).n;
}

/* "Bug #404", "call #404": behind a word that is none about a code. */
static bool
is_reference(struct knowledge *k, struct slice text, const char *mark)
{
	struct slice word;

	while (mark > text.p && is_space(mark[-1]))
		mark--;
	word = word_before(text, mark);
	enum word is = knowledge_word(k, word);

	return word.n > 0 && (is == WORD_UNKNOWN || (is != WORD_SIP && knowledge_speaks_of_calls(k, word)));
}

/* "CSeq", "callId", "call_id" */
static bool
names_identifier(struct slice word)
{
	static const struct slice names[] = { SLICE("CSeq"), SLICE("call-id"), SLICE("call_id") };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (slice_eq_nocase(word, names[i]))
			return true;
	return word.n > 2 && (slice_ends(word, SLICE("Id")) || slice_ends(word, SLICE("ID")));
}

/* "CSeq: 404 INVITE", "call id 404", "callId=404": the number of a request, or which call it was; not so "error id 404". */
static bool
is_identifier(struct knowledge *k, struct slice text, const char *number)
{
	const char *p = number;
	struct slice word, of;

	while (p > text.p && is_one_of(p[-1], " :=\""))
		p--;
	word = word_before(text, p);
	if (names_identifier(word))
		return true;
	for (p = word.p; p > text.p && is_one_of(p[-1], " -_"); p--)
		;
	of = word_before(text, p);
	return slice_eq_nocase(word, SLICE("id")) && of.n > 0 && knowledge_speaks_of_calls(k, of);
}

/*
 * What stands behind the number tells: a thing, ports of PJSIP's bridge ("Conf disconnect: 1 -x- 0"), the length of a
 * packet in Wireshark's list.
 */
static bool
is_told_behind(struct knowledge *k, struct slice behind)
{
	static const struct slice status = SLICE("Status: ");
	struct slice words = slice_trim(behind);

	return numbers_a_thing(k, behind) || slice_starts(behind, SLICE(" -x- ")) || slice_starts(words, SLICE("Request: ")) ||
	    (slice_starts(words, status) && words.n > status.n && is_digit(words.p[status.n]));
}

/*
 * A mark that stands right before the number tells: an event of CEF, a channel, a line as AudioCodes counts it
 * ("(sip_stack)(404)", "S=123").
 */
static bool
is_told_by_mark(struct slice text, struct slice behind, const char *mark)
{
	switch (*mark) {
	case '|': return slice_find(slice_from(text.p, mark), SLICE("CEF:")) != NULL;
	case '/': return is_channel(text, word_before(text, mark), behind);
	case '(': return mark[-1] == ')';
	case '=': return word_before(text, mark).n == 1;
	default: return false;
	}
}

/* The process of a syslog line, "pbx sshd[404]: ", or a line of a source file, "sofia_reg.c:505"; "SIP[404]: " is neither. */
static bool
is_process_or_line(struct knowledge *k, struct slice text, struct slice behind, const char *mark)
{
	enum { ENDING_MAX = 4 };
	struct slice word = word_before(text, mark);
	bool process = *mark == '[';

	if (process && literals_have(&literals_thread_level, word))	/* "VERBOSE[212]" */
		return true;
	if (word.n == 0 || (knowledge_word(k, word) != WORD_UNKNOWN && !(process && is_program(k, word))))
		return false;
	if (process)
		return (word.p > text.p || is_lower(word.p[0])) && slice_starts(behind, SLICE("]:"));
	return is_alpha(word.p[0]) && word.n <= ENDING_MAX && word.p > text.p && word.p[-1] == '.' &&
	    word_before(text, word.p - 1).n > 0;
}

/* " kamailio[12]: " or " kamailio 12 " of RFC 5424: the program that wrote a line of syslog. */
static bool
begins_program(struct slice s)
{
	size_t name;

	if (!slice_starts(s, SLICE(" ")))
		return false;
	s = slice_skip(s, 1);
	for (name = 0; name < s.n && (is_alnum(s.p[name]) || is_one_of(s.p[name], "_./-")); name++)
		;
	if (name == 0 || name >= s.n || !is_one_of(s.p[name], " ["))
		return false;
	struct slice pid = slice_skip(s, name + 1);
	size_t digits = slice_span(pid, is_digit);

	return digits > 0 && slice_starts(slice_skip(pid, digits), s.p[name] == '[' ? SLICE("]:") : SLICE(" "));
}

/* "hostname":" */
static bool
is_key_of_host(struct slice before)
{
	before = slice_trim(before);
	return slice_ends(before, SLICE(":")) &&
	    literals_end(&literals_host_key, slice_trim(slice_head(before, before.n - 1))) > 0;
}

/* "sip-503 kamailio[12]: …", "hostname":"sbc-486": the last part of a host's name. */
static bool
ends_host(struct slice text, struct slice number, struct slice behind)
{
	const char *begin = number.p;

	while (begin > text.p && (is_alnum(begin[-1]) || begin[-1] == '-'))
		begin--;
	if (number.p - begin < 2 || number.p[-1] != '-')
		return false;
	if (begin == text.p || begin[-1] == ' ')
		return begins_program(behind);
	return begin[-1] == '"' && slice_starts(behind, SLICE("\"")) && is_key_of_host(slice_from(text.p, begin - 1));
}

static bool
is_key_char(char c)
{
	return is_alnum(c) || is_one_of(c, "_:.-");
}

/* The next part of a name that a program made: "rcv", "requests" of "rcv_requests"; "active", "Calls" of "activeCalls". */
static struct slice
next_part(struct slice *name)
{
	size_t n = 0;

	while (name->n > 0 && !is_alpha(name->p[0]))
		*name = slice_skip(*name, 1);
	while (n < name->n && is_alpha(name->p[n]) && (n == 0 || !is_upper(name->p[n]) || is_upper(name->p[n - 1])))
		n++;
	struct slice part = slice_head(*name, n);
	*name = slice_skip(*name, n);
	return part;
}

/* "requests", "calls"; not "status", "address", nor what may be of a code: "codes", "causes". */
static bool
is_plural(struct knowledge *k, struct slice part)
{
	enum { LEAST = 4 };
	enum word is = knowledge_word(k, part);

	return part.n >= LEAST && slice_ends(part, SLICE("s")) && !is_one_of(part.p[part.n - 2], "sui") &&
	    is != WORD_CODE && is != WORD_CAUSE && is != WORD_ISDN;
}

/*
 * "core:rcv_requests_register = 503", "active_calls: 486", "calls=486": how many there are of a thing, under a name that a
 * program gave it.
 */
static bool
is_counted(struct knowledge *k, struct slice before)
{
	bool glued = slice_ends(before, SLICE("=")), many = false, code = false;
	const char *end = slice_limit(before), *p;
	size_t parts = 0;

	while (end > before.p && is_one_of(end[-1], " :=\""))
		end--;
	for (p = end; p > before.p && is_key_char(p[-1]); p--)
		;
	for (struct slice rest = slice_from(p, end), part; (part = next_part(&rest)).n > 0; parts++) {
		enum word is = knowledge_word(k, part);

		code = is == WORD_CODE || is == WORD_CAUSE;	/* the last of them, "calls_status: 486" */
		many |= is_plural(k, part);
	}
	return many && !code && end < slice_limit(before) && (parts > 1 || glued);
}

static bool
is_mark_of_tally(char c)
{
	return is_one_of(c, " :=\"");
}

/* "sip_invite_503: 0", "replies.503=12": how often there was that code. */
static bool
is_tallied(struct slice before, struct slice behind)
{
	size_t name = before.n, marks = slice_span(behind, is_mark_of_tally);
	uint64_t count;

	while (name > 0 && is_key_char(before.p[name - 1]))
		name--;
	struct slice rest = slice_skip(behind, marks);
	size_t digits = slice_digits(rest, &count);

	return name + 1 < before.n && is_alpha(before.p[name]) && is_one_of(before.p[before.n - 1], "_.") && marks > 0 && digits > 0 &&
	    (digits == rest.n || is_one_of(rest.p[digits], " ,;}\r\n"));
}

/* "BYE", "INVITE", "call", "answered": what a log says that somebody did. */
static bool
is_deed(struct knowledge *k, struct slice word)
{
	const unsigned deeds = 1u << LOG_SUBJECT | 1u << LOG_WORKS;
	enum method method = method_id(word);

	return word.n > 0 && ((method != METHOD_OTHER && is_upper(word.p[0])) || (knowledge_log_word(k, word) & deeds) != 0);
}

static struct slice
word_behind_blank(struct slice text, const char *p)
{
	return p > text.p && p[-1] == ' ' ? word_before(text, p - 1) : SLICE_NONE;
}

/* "BYE from 486", "answered by 404": who it was; of two numbers, "call from 403 to 404", others tell. */
static bool
is_led_to_party(struct knowledge *k, struct slice text, struct slice number)
{
	struct slice link = word_behind_blank(text, number.p);

	return link.n > 0 && !slice_has(slice_from(slice_limit(number), slice_limit(text)), is_digit) &&
	    knowledge_does_in_log(k, link, LOG_PARTY) && is_deed(k, word_behind_blank(text, link.p));
}

/* An arrow at the beginning, and what it points to; SLICE_NONE. */
static struct slice
behind_arrow(struct slice s)
{
	static const struct slice arrows[] = { SLICE("->"), SLICE("=>"), SLICE("\xe2\x86\x92") };

	s = slice_skip(s, slice_span(s, is_blank));
	for (size_t i = 0; i < sizeof arrows / sizeof *arrows; i++)
		if (slice_starts(s, arrows[i])) {
			s = slice_skip(s, arrows[i].n);
			return slice_skip(s, slice_span(s, is_blank));
		}
	return SLICE_NONE;
}

/* "403" of "INVITE 403 -> 486": who calls; after a challenge or a redirection the same call goes on with another code. */
static bool
is_caller(struct knowledge *k, struct slice text, struct slice number)
{
	enum { LEAST_REFUSED = 400, UNAUTHORIZED = 401, PROXY_UNAUTHORIZED = 407, LEAST_DIGITS = 2 };
	struct slice to = behind_arrow(slice_from(slice_limit(number), slice_limit(text)));
	uint64_t value;

	return slice_digits(number, &value) == number.n && value >= LEAST_REFUSED && value != UNAUTHORIZED && value != PROXY_UNAUTHORIZED &&
	    slice_span(to, is_digit) >= LEAST_DIGITS && is_deed(k, word_behind_blank(text, number.p));
}

/* The number that an arrow leads from to this one; empty. */
static struct slice
before_arrow(struct slice text, struct slice number)
{
	const char *p = number.p, *end;

	while (p > text.p && (is_blank(p[-1]) || is_one_of(p[-1], "-=>\xe2\x86\x92")))
		p--;
	for (end = p; p > text.p && is_digit(p[-1]); p--)
		;
	return end > p && behind_arrow(slice_from(end, slice_limit(text))).p == number.p ? slice_from(p, end) : SLICE_NONE;
}

/* "BYE 403 -> 486" goes from one to the other; "INVITE 403 -> 486", "call 403 -> 486": 486 is what came of it. */
static bool
is_callee(struct knowledge *k, struct slice text, struct slice from)
{
	enum method method = method_id(word_behind_blank(text, from.p));

	return from.n > 0 && is_caller(k, text, from) && method != METHOD_INVITE && method != METHOD_OTHER;
}

static bool
is_party(struct knowledge *k, struct slice text, struct slice number)
{
	struct slice from = before_arrow(text, number);

	return is_led_to_party(k, text, number) || is_caller(k, text, number) || is_callee(k, text, from);
}

bool
number_is_no_code(struct knowledge *k, struct slice text, struct slice number)
{
	struct slice before = slice_from(text.p, number.p), behind = slice_from(slice_limit(number), slice_limit(text));
	const char *mark = number.p - 1;

	/* "ms-diagnostics: 504": Microsoft's own number */
	if (names_a_party(text, number) || is_told_behind(k, behind) || slice_ends(slice_trim(before), SLICE("diagnostics:")) ||
	    is_line_of_source(before) || ends_host(text, number, behind) || is_identifier(k, text, number.p) ||
	    is_counted(k, before) || is_tallied(before, behind) || is_party(k, text, number))
		return true;
	if (mark <= text.p)
		return false;
	if (*mark == '#')
		return is_reference(k, text, mark);
	return is_told_by_mark(text, behind, mark) || ((*mark == '[' || *mark == ':') && is_process_or_line(k, text, behind, mark));
}
