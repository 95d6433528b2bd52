/* SPDX-License-Identifier: MIT */
#include "report/reference.h"

#include "base/ascii.h"

/* "RFC 3261 §21.4.24" → https://www.rfc-editor.org/rfc/rfc3261#section-21.4.24 */
static void
add_rfc(struct slice rest, struct buf *url)
{
	uint64_t number;
	size_t digits = slice_digits(rest, &number);

	if (digits == 0)
		return;
	buf_addf(url, "https://www.rfc-editor.org/rfc/rfc%llu", (unsigned long long)number);
	rest = slice_trim(slice_skip(rest, digits));
	if (!slice_starts(rest, SLICE("§")))
		return;
	rest = slice_skip(rest, sizeof "§" - 1);
	buf_addstr(url, rest.n > 0 && is_digit(rest.p[0]) ? "#section-" : "#appendix-");
	buf_add(url, rest);
}

/* "ITU-T Q.850" → https://www.itu.int/rec/T-REC-Q.850 */
static void
add_itu(struct slice rest, struct buf *url)
{
	buf_addstr(url, "https://www.itu.int/rec/T-REC-");
	buf_add(url, slice_cut(&rest, ' '));
}

/* "3GPP TS 24.229 §5.1" → https://www.3gpp.org/dynareport/24229.htm */
static void
add_3gpp(struct slice rest, struct buf *url)
{
	struct slice number = slice_cut(&rest, ' '), series = slice_cut(&number, '.');

	buf_addstr(url, "https://www.3gpp.org/dynareport/");
	buf_add(url, series);
	buf_add(url, number);
	buf_addstr(url, ".htm");
}

struct slice
reference_read(const char *reference, struct buf *url)
{
	struct slice all = slice_of(reference);
	const char *own = slice_find(all, SLICE(" https://"));

	if (own != NULL) {
		buf_add(url, slice_from(own + 1, slice_limit(all)));
		return slice_from(all.p, own);
	}
	if (slice_starts(all, SLICE("RFC ")))
		add_rfc(slice_skip(all, 4), url);
	else if (slice_starts(all, SLICE("ITU-T ")))
		add_itu(slice_skip(all, 6), url);
	else if (slice_starts(all, SLICE("3GPP TS ")))
		add_3gpp(slice_skip(all, 8), url);
	else if (slice_eq(all, SLICE("IANA SIP Parameters")))
		buf_addstr(url, "https://www.iana.org/assignments/sip-parameters");
	return all;
}
