/* SPDX-License-Identifier: MIT */
#include "base/addr.h"

#include <arpa/inet.h>

#include "base/ascii.h"

static bool
parse_ip(struct addr *out, struct slice s)
{
	char text[INET6_ADDRSTRLEN];

	if (s.n == 0 || s.n >= sizeof text)
		return false;
	memcpy(text, s.p, s.n);
	text[s.n] = '\0';
	if (inet_pton(AF_INET, text, out->ip) == 1)
		out->family = 4;
	else if (inet_pton(AF_INET6, text, out->ip) == 1)
		out->family = 6;
	return out->family != 0;
}

size_t
addr_read_dotted(struct addr *out, struct slice s)
{
	const char *p = s.p, *end = slice_limit(s), *port;
	unsigned value, digits;

	*out = (struct addr){ 0 };
	for (int i = 0; i < 4; i++) {
		for (value = digits = 0; p < end && is_digit(*p) && digits < 4; p++, digits++)
			value = value * 10 + (unsigned)(*p - '0');
		if (digits == 0 || value > 255 || (digits > 1 && p[-(int)digits] == '0'))
			return 0;
		out->ip[i] = (uint8_t)value;
		if (i < 3 && (p == end || *p++ != '.'))
			return 0;
	}
	out->family = 4;
	if (p == end || *p != ':')
		return (size_t)(p - s.p);
	port = p + 1;
	for (value = digits = 0, p = port; p < end && is_digit(*p) && digits < 6; p++, digits++)
		value = value * 10 + (unsigned)(*p - '0');
	if (digits == 0 || digits > 5 || value > UINT16_MAX)
		return (size_t)(port - 1 - s.p);
	out->port = (uint16_t)value;
	return (size_t)(p - s.p);
}

size_t
addr_read_port(uint16_t *out, struct slice text)
{
	uint64_t value;
	size_t digits = slice_digits(text, &value);

	if (digits == 0 || value > UINT16_MAX)
		return 0;
	*out = (uint16_t)value;
	return digits;
}

/* The number after the last `mark`; *host is what stands before it. */
static bool
split_port(struct slice s, char mark, struct slice *host, uint16_t *port)
{
	const char *last = s.n > 0 ? memrchr(s.p, mark, s.n) : NULL;
	struct slice digits;

	if (last == NULL)
		return false;
	digits = slice_from(last + 1, slice_limit(s));
	*host = slice_from(s.p, last);
	return digits.n > 0 && addr_read_port(port, digits) == digits.n;
}

bool
addr_parse(struct addr *out, struct slice s)
{
	struct slice host = s;
	uint16_t port = 0;

	if (addr_read_dotted(out, s) == s.n && s.n > 0)
		return true;
	*out = (struct addr){ 0 };
	if (s.n > 0 && s.p[0] == '[') {
		const char *close = slice_chr(s, ']');

		if (close == NULL)
			return false;
		host = slice_from(s.p + 1, close);
		s = slice_from(close + 1, s.p + s.n);
		if (s.n > 0 && !(split_port(s, ':', &(struct slice){ 0 }, &port) && s.p[0] == ':'))
			return false;
	} else if (!parse_ip(out, s)) {
		/* One colon is IPv4 with a port; more colons and a dot, or four dots, is tcpdump's form. */
		if (!split_port(s, ':', &host, &port) || slice_chr(host, ':') != NULL)
			if (!split_port(s, '.', &host, &port))
				return false;
	} else {
		return true;
	}
	if (!parse_ip(out, host)) {
		*out = (struct addr){ 0 };
		return false;
	}
	out->port = port;
	return true;
}

static size_t
ip_size(const struct addr *a)
{
	return a->family == 4 ? 4 : a->family == 6 ? 16 : 0;
}

static enum addr_scope
scope4(const uint8_t *ip)
{
	if (ip[0] == 0)
		return SCOPE_UNSPECIFIED;
	if (ip[0] == 127)
		return SCOPE_LOOPBACK;
	if (ip[0] == 10 || (ip[0] == 172 && (ip[1] & 0xf0) == 16) ||
	    (ip[0] == 192 && (ip[1] == 168 || (ip[1] == 0 && ip[2] == 0 && ip[3] < 8))))
		return SCOPE_PRIVATE;
	if (ip[0] == 100 && (ip[1] & 0xc0) == 64)
		return SCOPE_SHARED;
	if (ip[0] == 169 && ip[1] == 254)
		return SCOPE_LINK_LOCAL;
	return (ip[0] & 0xf0) == 0xe0 ? SCOPE_MULTICAST : SCOPE_PUBLIC;
}

static enum addr_scope
scope6(const uint8_t *ip)
{
	static const uint8_t zero[16], mapped[12] = { [10] = 0xff, [11] = 0xff };

	if (memcmp(ip, zero, 16) == 0)
		return SCOPE_UNSPECIFIED;
	if (memcmp(ip, zero, 15) == 0 && ip[15] == 1)
		return SCOPE_LOOPBACK;
	if (memcmp(ip, mapped, 12) == 0)
		return scope4(ip + 12);
	if (ip[0] == 0xfe && (ip[1] & 0xc0) == 0x80)
		return SCOPE_LINK_LOCAL;
	if ((ip[0] & 0xfe) == 0xfc)
		return SCOPE_PRIVATE;
	return ip[0] == 0xff ? SCOPE_MULTICAST : SCOPE_PUBLIC;
}

enum addr_scope
addr_scope(const struct addr *a)
{
	return a->family == 4 ? scope4(a->ip) : a->family == 6 ? scope6(a->ip) : SCOPE_NONE;
}

bool
addr_is_inner(const struct addr *a)
{
	switch (addr_scope(a)) {
	case SCOPE_LOOPBACK:
	case SCOPE_LINK_LOCAL:
	case SCOPE_PRIVATE:
	case SCOPE_SHARED:
		return true;
	default:
		return false;
	}
}

uint64_t
addr_hash(const struct addr *a, bool with_port)
{
	char bytes[sizeof a->ip + sizeof a->port];
	size_t n = ip_size(a);
	uint32_t ip4;

	if (a->family == 4) {
		memcpy(&ip4, a->ip, sizeof ip4);
		return word_hash(ip4 | (uint64_t)(with_port ? a->port : 0) << 32);
	}
	memcpy(bytes, a->ip, n);
	if (with_port) {
		memcpy(bytes + n, &a->port, sizeof a->port);
		n += sizeof a->port;
	}
	return slice_hash((struct slice){ bytes, n });
}

void
addr_format(const struct addr *a, bool with_port, struct buf *out)
{
	char text[INET6_ADDRSTRLEN];

	if (a->family == 0)
		return;
	with_port = with_port && a->port != 0;
	if (a->family == 4) {
		for (int i = 0; i < 4; i++) {
			if (i > 0)
				buf_addc(out, '.');
			buf_add_number(out, a->ip[i]);
		}
	} else {
		inet_ntop(AF_INET6, a->ip, text, sizeof text);
		buf_addf(out, with_port ? "[%s]" : "%s", text);
	}
	if (with_port) {
		buf_addc(out, ':');
		buf_add_number(out, a->port);
	}
}
