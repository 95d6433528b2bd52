/* SPDX-License-Identifier: MIT */
#include "input/outline/printed.h"

#include "base/ascii.h"
#include "input/frame/dns.h"
#include "input/outline/lead.h"

enum { FIN = 1, SYN = 2, RST = 4, PUSH = 8, ACK = 16, DNS_PORT = 53, LINE_MOST = 2000 };

/* ---- the line ---- */

bool
printed_begins(struct slice line)
{
	return lead_behind(line).p != NULL;
}

/* "192.0.2.1.5060", "2001:db8::1.sip" */
static bool
read_end(struct slice word, struct addr *out)
{
	static const struct { struct slice name; uint16_t port; } services[] = {
		{ SLICE(".sip"), 5060 }, { SLICE(".sip-tls"), 5061 }, { SLICE(".domain"), DNS_PORT }, { SLICE(".http"), 80 },
		{ SLICE(".https"), 443 },
	};

	for (size_t i = 0; i < sizeof services / sizeof *services; i++)
		if (slice_ends(word, services[i].name)) {
			if (!addr_parse(out, slice_head(word, word.n - services[i].name.n)) || out->port != 0)
				return false;
			out->port = services[i].port;
			return true;
		}
	return addr_parse(out, word) && out->port != 0;
}

/* The two ends; *rest is what stands behind them. */
static bool
read_ends(struct slice line, struct printed *out, struct slice *rest)
{
	const char *arrow = slice_find(line, SLICE(" > ")), *begin, *colon;

	if (arrow == NULL)
		return false;
	begin = memrchr(line.p, ' ', (size_t)(arrow - line.p));
	*rest = slice_from(arrow + 3, slice_limit(line));
	colon = slice_find(*rest, SLICE(": "));
	if (colon == NULL || !read_end(slice_from(begin != NULL ? begin + 1 : line.p, arrow), &out->src) ||
	    !read_end(slice_from(rest->p, colon), &out->dst) || out->src.family != out->dst.family)
		return false;
	*rest = slice_from(colon + 2, slice_limit(line));
	return true;
}

/* The number behind the word, if it is there. */
static bool
number_behind(struct slice s, struct slice word, uint64_t *out)
{
	const char *at = slice_find(s, word);

	return at != NULL && slice_digits(slice_from(at + word.n, slice_limit(s)), out) > 0;
}

/* "Flags [P.], seq 1:801, ack 1, win 64240, length 800" */
static bool
read_segment(struct slice s, struct printed *out)
{
	const char *close = slice_chr(s, ']');
	uint64_t number;

	if (close == NULL)
		return false;
	for (const char *p = s.p; p < close; p++)
		out->flags |= *p == 'S' ? SYN : *p == 'F' ? FIN : *p == 'R' ? RST : *p == 'P' ? PUSH : *p == '.' ? ACK : 0;
	s = slice_from(close, slice_limit(s));
	out->tcp = true;
	out->opens = out->flags & SYN;
	out->seq = number_behind(s, SLICE(" seq "), &number) && !out->opens ? (uint32_t)number : 0;
	out->ack = number_behind(s, SLICE(" ack "), &number) && !out->opens ? (uint32_t)number : out->opens && (out->flags & ACK);
	if (!number_behind(s, SLICE(", length "), &number) || number > UINT16_MAX - 60)
		return false;
	out->length = (size_t)number;
	return true;
}

/* "[udp sum ok] ", "[bad udp cksum 0x0051 -> 0xf788!] " */
static struct slice
behind_checksum(struct slice s)
{
	const char *close = slice_starts(s, SLICE("[")) ? slice_find(s, SLICE("] ")) : NULL;

	return close != NULL && slice_find(slice_from(s.p, close), SLICE("udp ")) != NULL ? slice_from(close + 2, slice_limit(s)) : s;
}

bool
printed_read(struct printed *out, struct slice line)
{
	struct slice behind = lead_behind(line), rest;
	uint64_t number;

	*out = (struct printed){ .tcp = false };
	if (!read_ends(slice_head(behind.p != NULL ? behind : line, LINE_MOST), out, &rest))
		return false;
	if (slice_starts(rest, SLICE("Flags [")))
		return read_segment(slice_skip(rest, 7), out);
	rest = behind_checksum(rest);
	if (slice_starts(rest, SLICE("UDP, length ")) && slice_digits(slice_skip(rest, 12), &number) > 0 && number < UINT16_MAX - 60) {
		out->length = (size_t)number;
		return out->length > 0;
	}
	if (out->src.port != DNS_PORT && out->dst.port != DNS_PORT)
		return false;
	out->dns = rest;
	return true;
}

/* ---- what it says ---- */

static struct slice
cut_word(struct slice *s)
{
	*s = slice_trim(*s);
	return slice_cut(s, ' ');
}

static struct slice
word_ending(struct slice line, const char *end)
{
	const char *p = end;

	while (p > line.p && !is_blank(p[-1]))
		p--;
	return slice_from(p, end);
}

static bool
is_end(struct slice word)
{
	struct addr a;

	return addr_parse(&a, word) || read_end(word, &a);
}

/* "192.0.2.1.5060 > 192.0.2.2.5060: ", "IP phone.lab.test.5060 > pbx.lab.test.sip: " */
static struct slice
info_of_tcpdump(struct slice line)
{
	struct addr ends[2];
	const char *arrow;

	for (struct slice rest = line; (arrow = slice_find(rest, SLICE(" > "))) != NULL;) {
		rest = slice_from(arrow + 3, slice_limit(line));
		struct slice behind = rest, dst = slice_cut(&behind, ' '), src = word_ending(line, arrow);
		struct slice before = slice_trim(slice_from(line.p, src.p)), kind = word_ending(before, slice_limit(before));

		if (!slice_ends(dst, SLICE(":")))
			continue;
		dst.n--;
		if (slice_eq(kind, SLICE("IP")) || slice_eq(kind, SLICE("IP6")) || (read_end(src, &ends[0]) && read_end(dst, &ends[1])))
			return slice_trim(behind);
	}
	return SLICE_NONE;
}

/* The seconds since the first packet; with a time of day, somebody may have written the line: "12:00:01 a -> b REGISTER 403". */
static bool
are_seconds(struct slice word)
{
	size_t n = slice_span(word, is_digit);

	return n > 0 && n < word.n && word.p[n] == '.' && n + 1 + slice_span(slice_skip(word, n + 1), is_digit) == word.n;
}

/* "    7   0.020000 192.0.2.1 → 192.0.2.2 TLSv1.2 61 Alert (Level: Fatal, Description: Handshake Failure)" */
static struct slice
info_of_tshark(struct slice line, struct slice arrow)
{
	const char *at = slice_find(line, arrow);
	struct slice rest, before, src, protocol, length;

	if (at == NULL)
		return SLICE_NONE;
	src = slice_trim(slice_from(line.p, at));
	src = word_ending(src, slice_limit(src));
	before = slice_trim(slice_from(line.p, src.p));
	rest = slice_from(at + arrow.n, slice_limit(line));
	if (!are_seconds(word_ending(before, slice_limit(before))) || !is_end(src) || !is_end(cut_word(&rest)))
		return SLICE_NONE;
	protocol = cut_word(&rest);
	length = cut_word(&rest);
	if (protocol.n < 2 || !is_upper(protocol.p[0]) || length.n == 0 || slice_span(length, is_digit) < length.n)
		return SLICE_NONE;
	rest = slice_trim(rest);
	if (slice_starts(protocol, SLICE("SIP")) && !slice_starts(rest, SLICE("Request: ")) && !slice_starts(rest, SLICE("Status: ")))
		return SLICE_NONE;	/* somebody's "a -> b SIP 486 Busy Here" */
	return slice_eq(protocol, SLICE("TCP")) || slice_eq(protocol, SLICE("UDP")) ? slice_head(rest, 0) : rest;
}

struct slice
printed_info(struct slice line)
{
	struct slice info;

	line = slice_head(line, LINE_MOST);
	info = info_of_tcpdump(line);
	if (info.p == NULL)
		info = info_of_tshark(line, SLICE(" \xe2\x86\x92 "));
	if (info.p == NULL)
		info = info_of_tshark(line, SLICE(" -> "));
	return slice_starts(info, SLICE("Flags [")) || slice_starts(behind_checksum(info), SLICE("UDP, ")) ? slice_head(info, 0) : info;
}

/* ---- the DNS ---- */

/* "SRV? _sip._udp.lab.test." */
static bool
read_question(struct slice *s, struct printed_dns *out)
{
	struct slice rest = slice_trim(*s), type = cut_word(&rest), name = cut_word(&rest);

	if (type.n < 2 || type.p[type.n - 1] != '?')
		return false;
	out->type = dns_type_named(slice_head(type, type.n - 1));
	out->name = slice_ends(name, SLICE(".")) ? slice_head(name, name.n - 1) : name;
	*s = rest;
	return out->type != 0 && out->name.n > 0;
}

/* "NXDomain*-", "ServFail$" */
static bool
read_code(struct slice word, unsigned *out)
{
	static const struct { struct slice name; unsigned code; } codes[] = {
		{ SLICE("FormErr"), 1 }, { SLICE("ServFail"), 2 }, { SLICE("NXDomain"), 3 }, { SLICE("NotImp"), 4 },
		{ SLICE("Refused"), 5 },
	};

	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (slice_starts(word, codes[i].name)) {
			*out = codes[i].code;
			return true;
		}
	return false;
}

/* "0/1/0", which only an answer has; the first is how many records answer it. */
static bool
read_counts(struct slice word, unsigned *out)
{
	uint64_t answers, others;
	size_t n = slice_digits(word, &answers);

	if (n == 0 || n > 3 || !slice_starts(slice_skip(word, n), SLICE("/")))
		return false;
	word = slice_skip(word, n + 1);
	n = slice_digits(word, &others);
	if (n == 0 || !slice_starts(slice_skip(word, n), SLICE("/")))
		return false;
	*out = (unsigned)answers;
	return true;
}

/* "SRV pbx.lab.test.:5060 10 0" */
static struct slice
read_target(struct slice records)
{
	const char *srv = slice_find(records, SLICE("SRV ")), *colon;
	struct slice rest = srv != NULL ? slice_from(srv + 4, slice_limit(records)) : SLICE("");

	rest = slice_cut(&rest, ' ');
	colon = memrchr(rest.p, ':', rest.n);
	rest = colon != NULL ? slice_from(rest.p, colon) : SLICE("");
	return rest.n > 1 && slice_ends(rest, SLICE(".")) ? slice_head(rest, rest.n - 1) : rest;
}

bool
printed_dns_read(struct printed_dns *out, struct slice text)
{
	struct slice rest = text, word = cut_word(&rest);
	uint64_t id;
	size_t n = slice_digits(word, &id);

	*out = (struct printed_dns){ .id = (unsigned)id };
	if (n == 0 || id > UINT16_MAX || slice_find(text, SLICE("[|domain]")) != NULL)
		return false;
	out->cut = slice_chr(slice_skip(word, n), '|') != NULL;
	for (int words = 0; words < 6 && rest.n > 0; words++) {
		struct slice before = rest;

		if (out->type == 0 && read_question(&rest, out))
			continue;
		rest = before;
		word = cut_word(&rest);
		if (read_code(word, &out->code))
			out->cut |= slice_chr(word, '|') != NULL;
		else if (read_counts(word, &out->records)) {
			out->answer = true;
			out->target = read_target(rest);
			return true;
		}
	}
	return out->type != 0 && out->code == 0;
}
