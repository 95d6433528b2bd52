/* SPDX-License-Identifier: MIT */
#include "input/remark/witness.h"

#include "base/ascii.h"

/* "0x80A2", as ISDN has a cause: the highest bit of its last byte is set. 0: it is none. */
static unsigned
cause_in_hex(struct slice s)
{
	enum { CAUSE = 0x7f };
	int high, low;

	if (s.n != 6 || !slice_starts(s, SLICE("0x8")) || (high = hex_value(s.p[4])) < 8 || (low = hex_value(s.p[5])) < 0)
		return 0;
	return (unsigned)(high * 16 + low) & CAUSE;
}

/* "code.{n}" with 403 → "code.403". False when the number or name can't be one. */
static bool
fill_entry(const struct remark *r, struct witness *out, struct buf *entry)
{
	const char *open = slice_chr(r->entry, '{');
	struct slice value;
	uint64_t number = 0;

	out->entry = r->entry;
	if (open == NULL)
		return true;
	value = r->taken[TAKE_CODE].n > 0 ? r->taken[TAKE_CODE] : r->taken[TAKE_CAUSE];
	if (witness_is_of(out, SLICE("code"))) {
		if (!slice_to_u64(value, 999, &number) || number < 300 || number > 999)
			return false;
	} else if (slice_to_u64(value, 127, &number)) {
		if (number == 0)
			return false;
	} else if ((number = cause_in_hex(value)) == 0 && (value.n < 3 || !is_upper(value.p[0]))) {
		return false;
	}
	out->number = (unsigned)number;
	buf_reset(entry);
	buf_add(entry, slice_from(r->entry.p, open));
	if (number > 0)
		buf_add_number(entry, number);
	else
		buf_add(entry, value);
	out->entry = buf_slice(entry);
	return true;
}

/* "'<sip:1001@198.51.100.7:5060;transport=udp>'" → "1001@198.51.100.7:5060". */
static struct slice
bare(struct slice s)
{
	const char *open = slice_chr(s, '<');
	size_t n = 0;

	if (open != NULL)
		s = slice_from(open + 1, slice_limit(s));
	while (s.n > 0 && is_one_of(s.p[0], "'\"[("))
		s = slice_skip(s, 1);
	if (slice_starts_nocase(s, SLICE("sip:")))
		s = slice_skip(s, 4);
	else if (slice_starts_nocase(s, SLICE("sips:")))
		s = slice_skip(s, 5);
	while (n < s.n && !is_one_of(s.p[n], ";>'\","))
		n++;
	return slice_trim(slice_head(s, n));
}

static struct slice
host_of(struct slice s)
{
	const char *at = s.n > 0 ? memrchr(s.p, '@', s.n) : NULL;

	return at != NULL ? slice_from(at + 1, slice_limit(s)) : s;
}

bool
remark_witness(const struct remark *r, struct witness *out, struct buf *entry)
{
	/* Of a URI only its host: its user is whom one wanted to reach, and nobody of whom the line tells. */
	struct slice host = host_of(bare(r->taken[TAKE_HOST]));
	struct slice names[] = { bare(r->taken[TAKE_USER]), bare(r->taken[TAKE_TRUNK]), host };
	struct slice before = slice_from(r->line.p, r->said.p);

	*out = (struct witness){
		.kind = WITNESS_LINE, .product = r->product, .line = slice_trim(r->line), .said = slice_trim(r->said),
		.cause = r->cause,
		.severity = r->severity, .phrase = slice_trim(r->taken[TAKE_PHRASE]),
		.is_success = r->flags & REMARK_SUCCESS, .is_consequence = r->flags & REMARK_AFTER, .is_registration =
		    r->flags & REMARK_REGISTER,
		.is_no_call = r->flags & REMARK_OTHER, .is_servers = r->flags & REMARK_PROXY,
		.is_phones = r->flags & REMARK_DEVICE,
	};
	if (!fill_entry(r, out, entry))
		return false;
	for (size_t i = 0; i < 3 && out->name.n == 0; i++)
		out->name = names[i];
	out->detail = host;
	/* The words beside a code are its phrase where no tail explains them. */
	if (out->phrase.n == 0 && r->taken[TAKE_CODE].n > 0)
		out->phrase = slice_trim(r->taken[TAKE_WHY]);
	if (host.n > 0 && !addr_parse(&out->from, host))
		out->from.family = 0;
	out->call_id = r->taken[TAKE_CALL_ID].n > 0 ? r->taken[TAKE_CALL_ID] : remark_call_id(r->line);
	out->thread = remark_thread(before);
	if (out->thread.n == 0)
		out->thread = remark_thread(r->line);
	return true;
}
