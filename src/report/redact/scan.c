/* SPDX-License-Identifier: MIT */
#include "report/redact/scan.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "report/redact/pseudonym.h"
#include "report/redact/words.h"

struct redact *
redact_new(struct knowledge *k, const uint64_t key[2])
{
	struct redact *r = xcalloc(1, sizeof *r);

	memcpy(r->key, key, sizeof r->key);
	r->k = k;
	return r;
}

void
redact_free(struct redact *r)
{
	free(r);
}

/* Sixteen bytes at a time, whatever is left over filled up with zeros; the length is part of it. */
bool
redact_key(struct slice content, uint64_t key[2])
{
	key[0] = 0x7369706572720002u;
	key[1] = content.n;
	if (content.n < REDACT_KEY_LEAST)
		return false;
	for (; content.n > 0; content = slice_skip(content, 16)) {
		char block[17] = { 0 };
		uint64_t next[2];

		memcpy(block, content.p, content.n < 16 ? content.n : 16);
		for (int i = 0; i < 2; i++) {
			block[16] = (char)i;
			next[i] = slice_keyed_hash(key, (struct slice){ block, sizeof block });
		}
		memcpy(key, next, sizeof next);
	}
	return true;
}

static bool
recognise(struct scan *s)
{
	static bool (*const recognisers[])(struct scan *) = {
		take_display, take_uri, take_hardware, take_ipv6, take_time, take_phone, take_spelt, take_word,
	};

	for (size_t i = 0; i < sizeof recognisers / sizeof *recognisers; i++)
		if (recognisers[i](s))
			return true;
	return false;
}

void
redact_scan(struct redact *r, struct slice text, unsigned how, struct buf *out)
{
	struct scan s = { r, text, text, out, how };

	while (s.rest.n > 0) {
		if (recognise(&s))
			continue;
		buf_addc(out, s.rest.p[0]);
		s.rest = slice_skip(s.rest, 1);
	}
}

void
redact_text(struct redact *r, struct slice text, struct buf *out)
{
	redact_scan(r, text, 0, out);
}

void
redact_counters(struct redact *r, struct slice text, struct buf *out)
{
	redact_scan(r, text, SCAN_COUNTERS, out);
}

void
redact_identifier(struct redact *r, struct slice text, struct buf *out)
{
	redact_scan(r, text, SCAN_IDENTIFIER, out);
}

void
redact_user(struct redact *r, struct slice text, struct buf *out)
{
	add_user_at_host(r, text, out);
}

void
redact_credentials(struct redact *r, struct slice text, struct buf *out)
{
	struct slice rest = slice_trim(text), scheme = slice_head(rest, slice_span(rest, word_char));

	if (slice_eq_nocase(scheme, SLICE("Digest"))) {
		redact_text(r, text, out);
		return;
	}
	if (word_is_known(scheme)) {
		buf_add(out, scheme);
		buf_addc(out, ' ');
	}
	buf_addstr(out, "***");
}

void
redact_file(struct redact *r, struct slice name, struct buf *out)
{
	static const struct slice kinds[] = {
		SLICE(".pcap"), SLICE(".pcapng"), SLICE(".cap"), SLICE(".txt"), SLICE(".log"), SLICE(".csv"), SLICE(".json"),
		SLICE(".sip"), SLICE(".gz"), SLICE(".xz"), SLICE(".zst"),
	};
	struct slice stem = name;
	bool found = true;

	if (slice_eq(name, SLICE("-"))) {
		buf_add(out, name);
		return;
	}
	while (found) {
		found = false;
		for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
			if (stem.n > kinds[i].n && slice_ends(stem, kinds[i])) {
				stem.n -= kinds[i].n;
				found = true;
			}
	}
	/* The same file by another way to it is the same. */
	for (size_t i = stem.n; i > 0; i--)
		if (stem.p[i - 1] == '/') {
			stem = slice_skip(stem, i);
			break;
		}
	pseudonym_add(r->key, "file", stem, out);
	buf_add(out, slice_from(slice_limit(stem), slice_limit(name)));
}

void
redact_address(struct redact *r, const struct addr *in, struct addr *out)
{
	meet_address(r, in);
	pseudonym_address(r->key, in, out);
}

const char *
redacted(struct redact *r, redactor *how, const char *text, struct arena *a)
{
	struct buf out = BUF_INIT;

	if (text == NULL)
		return NULL;
	how(r, slice_of(text), &out);
	const char *copy = arena_slice(a, buf_slice(&out));
	buf_release(&out);
	return copy;
}
