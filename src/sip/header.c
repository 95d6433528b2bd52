/* SPDX-License-Identifier: MIT */
/* Names of headers and methods, and the shapes that header values share: lists, parameters, Via. */
#include <stdlib.h>

#include "base/ascii.h"
#include "base/memory.h"
#include "sip/message.h"

static const struct name {
	struct slice name;
	char compact;
} names[H_COUNT] = {
#define HEADER(symbol, text, short_form) [H_##symbol] = { { text, sizeof text - 1 }, short_form },
#include "sip/header.def"
#undef HEADER
};

const char *
header_name(enum header_id id)
{
	return names[id].name.p;
}

/* Length, first and last letter tell nearly all names apart. */
enum { SLOTS = 256 };
static uint8_t slots[SLOTS];	/* ids by hash, the next free slot on a collision; filled before main() */
static uint8_t compact[26];

_Static_assert((int)H_COUNT < (int)SLOTS, "an id is a byte, and a search ends at a free slot");

static unsigned
slot_of(struct slice name)
{
	unsigned first = (unsigned char)(name.p[0] | 0x20), last = (unsigned char)(name.p[name.n - 1] | 0x20);

	return (unsigned)(name.n + first * 58 + last * 106) % SLOTS;
}

static void __attribute__((constructor))
fill_slots(void)
{
	for (unsigned id = 1; id < H_COUNT; id++) {
		unsigned i = slot_of(names[id].name);

		while (slots[i] != 0)
			i = (i + 1) % SLOTS;
		slots[i] = (uint8_t)id;
		if (names[id].compact != 0)
			compact[names[id].compact - 'a'] = (uint8_t)id;
	}
}

enum { SHORT = 32 };

/* Of up to 32 bytes. memcmp() of a fixed size needs no call: most names are written as we write them. */
static inline bool
same_bytes(const char *a, const char *b, size_t n)
{
	if (n > SHORT)
		return false;
	if (n >= 16)
		return memcmp(a, b, 16) == 0 && memcmp(a + n - 16, b + n - 16, 16) == 0;
	if (n >= 8)
		return memcmp(a, b, 8) == 0 && memcmp(a + n - 8, b + n - 8, 8) == 0;
	if (n >= 4)
		return memcmp(a, b, 4) == 0 && memcmp(a + n - 4, b + n - 4, 4) == 0;
	return n == 0 || (a[0] == b[0] && a[n / 2] == b[n / 2] && a[n - 1] == b[n - 1]);
}

static __attribute__((noinline)) enum header_id
find_id(struct slice name)
{
	if (name.n == 1)
		return is_alpha(name.p[0]) ? compact[to_lower(name.p[0]) - 'a'] : H_OTHER;
	if (name.n == 0)
		return H_OTHER;
	for (unsigned i = slot_of(name); slots[i] != 0; i = (i + 1) % SLOTS)
		if (slice_eq_nocase(names[slots[i]].name, name))
			return slots[i];
	return H_OTHER;
}

/* Nearly always the first slot has it, spelt so. */
enum header_id
header_id(struct slice name)
{
	if (name.n > 1) {
		enum header_id id = slots[slot_of(name)];
		struct slice known = names[id].name;

		if (known.n == name.n && same_bytes(known.p, name.p, name.n))
			return id;
	}
	return find_id(name);
}

enum method
method_id(struct slice name)
{
	static const struct {
		struct slice name;
		enum method id;
	} methods[] = {
#define METHOD(word) { { #word, sizeof #word - 1 }, METHOD_##word },
#include "sip/method.def"
#undef METHOD
	};

	for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
		if (methods[i].name.n == name.n && same_bytes(methods[i].name.p, name.p, name.n))
			return methods[i].id;
	return METHOD_OTHER;
}

/* Past a quoted string that begins at p, with its closing quote; the end when there is none. */
static const char *
skip_quoted(const char *p, const char *end)
{
	for (p++; p < end; p++) {
		if (*p == '\\')
			p++;
		else if (*p == '"')
			return p + 1;
	}
	return end;
}

/*
 * Past a comment, which may hold others; a parenthesis that is not closed soon is an ordinary byte. (Each element of a list
 * looks for itself: without a bound a list of parentheses would take quadratic time.)
 */
static const char *
skip_comment(const char *p, const char *end)
{
	enum { COMMENT_MOST = 1024 };
	const char *start = p;
	unsigned depth = 0;

	if (end - p > COMMENT_MOST)
		end = p + COMMENT_MOST;
	if (memchr(p, ')', (size_t)(end - p)) == NULL)
		return p + 1;
	for (; p < end; p++) {
		if (*p == '\\')
			p++;
		else if (*p == '(')
			depth++;
		else if (*p == ')' && --depth == 0)
			return p + 1;
	}
	return start + 1;
}

static const char *
skip_angle(const char *p, const char *end)
{
	const char *close = memchr(p, '>', (size_t)(end - p));

	return close ? close + 1 : end;
}

/* The first `c` outside quotes, <…> and comments, or the end. */
static const char *
find_outside(struct slice s, char c)
{
	const char *p = s.p, *end = slice_limit(s);
	bool comments = true;

	while (p < end && *p != c) {
		if (*p == '"')
			p = skip_quoted(p, end);
		else if (*p == '<')
			p = skip_angle(p, end);
		else if (*p == '(' && comments) {
			const char *next = skip_comment(p, end);

			comments = next > p + 1;	/* each look ahead costs: once in vain is enough */
			p = next;
		} else
			p++;
	}
	return p;
}

bool
header_quotes_match(struct slice value)
{
	bool quoted = false;

	for (size_t i = 0; i < value.n; i++) {
		if (value.p[i] == '\\' && quoted)
			i++;
		else if (value.p[i] == '"')
			quoted = !quoted;
	}
	return !quoted;
}

bool
header_element(struct slice *rest, struct slice *element)
{
	while (rest->n > 0) {
		const char *end = slice_limit(*rest);
		const char *comma = slice_chr(*rest, ',') ? find_outside(*rest, ',') : end;

		*element = slice_trim(slice_from(rest->p, comma));
		*rest = comma < end ? slice_from(comma + 1, end) : SLICE_NONE;
		if (element->n > 0)
			return true;
	}
	return false;
}

struct slice
header_params(struct slice element)
{
	const char *end = slice_limit(element), *p = element.p, *angle = slice_chr(element, '<');

	/* The common case, `<uri>;params`, needs no look at each byte. */
	if (angle != NULL && slice_chr(slice_from(p, angle), '"') == NULL)
		p = skip_angle(angle, end);
	p = find_outside(slice_from(p, end), ';');
	return p < end ? slice_from(p + 1, end) : SLICE_NONE;
}

static struct slice
unquote(struct slice s)
{
	if (s.n == 0 || s.p[0] != '"')
		return s;
	s = slice_skip(s, 1);
	if (s.n > 0 && s.p[s.n - 1] == '"')
		s.n--;
	return s;
}

bool
header_next_param(struct slice *rest, char separator, struct slice *name, struct slice *value)
{
	while (rest->n > 0) {
		const char *p = rest->p, *end = slice_limit(*rest), *stop = slice_chr(*rest, separator), *equal;

		if (stop == NULL)
			stop = end;
		if (memchr(p, '"', (size_t)(stop - p)) != NULL)
			for (stop = p; stop < end && *stop != separator; )
				stop = *stop == '"' ? skip_quoted(stop, end) : stop + 1;
		equal = memchr(p, '=', (size_t)(stop - p));
		*name = slice_trim(slice_from(p, equal ? equal : stop));
		*value = equal ? unquote(slice_trim(slice_from(equal + 1, stop))) : (struct slice){ stop, 0 };
		*rest = stop < end ? slice_from(stop + 1, end) : SLICE_NONE;
		if (name->n > 0)
			return true;
	}
	return false;
}

bool
header_param(struct slice element, char separator, struct slice name, struct slice *value)
{
	struct slice rest = separator == ';' ? header_params(element) : element, found;

	while (header_next_param(&rest, separator, &found, value))
		if (slice_eq_nocase(found, name))
			return true;
	return false;
}

/* The same where no quotes are: nothing hides a separator. */
static inline bool
next_bare_param(struct slice *rest, struct slice *name, struct slice *value)
{
	while (rest->n > 0) {
		const char *p = rest->p, *end = slice_limit(*rest), *stop = memchr(p, ';', rest->n), *equal;

		if (stop == NULL)
			stop = end;
		equal = slice_chr_near(slice_from(p, stop), '=');
		*name = slice_trim(slice_from(p, equal ? equal : stop));
		*value = equal ? slice_trim(slice_from(equal + 1, stop)) : (struct slice){ stop, 0 };
		*rest = stop < end ? slice_from(stop + 1, end) : SLICE_NONE;
		if (name->n > 0)
			return true;
	}
	return false;
}

static inline bool
is_word(struct slice name, struct slice word)
{
	return same_bytes(name.p, word.p, word.n) || slice_eq_nocase(name, word);
}

static struct slice *
via_param(struct via *via, struct slice name)
{
	switch (name.n) {
	case 5: return is_word(name, SLICE("rport")) ? &via->rport : NULL;
	case 6: return is_word(name, SLICE("branch")) ? &via->branch : NULL;
	case 8: return is_word(name, SLICE("received")) ? &via->received : NULL;
	default: return NULL;
	}
}

/* What stands there first counts. */
static inline void
keep_via_param(struct via *via, struct slice name, struct slice value)
{
	struct slice *to = via_param(via, name);

	if (to != NULL && to->p == NULL)
		*to = value;
}

static inline void
read_bare_params(struct via *via, struct slice params)
{
	struct slice name, value;

	while (next_bare_param(&params, &name, &value))
		keep_via_param(via, name, value);
}

static __attribute__((noinline)) void
read_quoted_params(struct via *via, struct slice params)
{
	struct slice name, value;

	while (header_next_param(&params, ';', &name, &value))
		keep_via_param(via, name, value);
}

/* `SIP/2.0/` in another case or version, or what stands in its place, cut off; true when it is SIP. */
static __attribute__((noinline)) bool
cut_protocol(struct slice *rest)
{
	struct slice protocol = slice_cut(rest, '/'), version = slice_cut(rest, '/');

	return slice_trim(version).n > 0 && slice_eq_nocase(slice_trim(protocol), SLICE("SIP"));
}

bool
branch_is_unique(struct slice branch)
{
	return slice_starts_nocase(branch, SLICE("z9hG4bK")) && branch.n > 7;
}

bool
via_parse(struct via *out, struct slice element)
{
	bool plain = slice_starts(element, SLICE("SIP/2.0/")), is_sip = true;
	struct slice rest = slice_skip(element, plain ? 8 : 0), sent;
	const char *semicolon;
	size_t n;

	*out = (struct via){ .transport = { element.p, 0 } };
	if (!plain)
		is_sip = cut_protocol(&rest);
	if (rest.p == NULL)
		return false;
	semicolon = slice_chr(rest, ';');
	sent = slice_trim(slice_from(rest.p, semicolon != NULL ? semicolon : slice_limit(rest)));
	n = slice_span(sent, is_token);
	out->transport = slice_head(sent, n);
	out->sent_by = slice_trim(slice_skip(sent, n));
	if (semicolon != NULL) {
		struct slice params = slice_from(semicolon + 1, slice_limit(rest));

		if (slice_chr(params, '"') == NULL)
			read_bare_params(out, params);
		else
			read_quoted_params(out, params);
	}
	return is_sip && n > 0 && out->sent_by.n > 0;
}

bool
header_is_folded(struct slice value)
{
	return slice_chr(value, '\n') != NULL || slice_chr(value, '\r') != NULL;
}

char *
header_unfold(struct slice value)
{
	const char *p = value.p, *end = slice_limit(value);
	char *text, *to;

	if (!header_is_folded(value))
		return slice_dup(value);
	to = text = xmalloc(value.n + 1);
	while (p < end) {
		const char *space = p;
		bool folded = false;

		for (; p < end && is_space(*p); p++)
			folded |= !is_blank(*p);
		if (folded) {
			*to++ = ' ';
		} else {
			memcpy(to, space, (size_t)(p - space));
			to += p - space;
		}
		if (p < end)
			*to++ = *p++;
	}
	*to = '\0';
	return text;
}
