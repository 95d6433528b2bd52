/* SPDX-License-Identifier: MIT */
/* Where and when it was seen. */
#include <time.h>

#include "report/escape.h"
#include "report/format.h"

void
add_place(const struct finding *f, struct buf *out)
{
	if (!f->has_where)
		return;
	escape_text(slice_of(f->where.file ? f->where.file : "-"), out);
	uint64_t packet = f->where.packet, at = packet > 0 ? packet : f->where.line;

	if (at > 0) {
		buf_addstr(out, packet > 0 ? ":#" : ":");
		buf_add_number(out, at);
	}
}

void
add_both_ends(const struct place *w, bool unicode, struct buf *out)
{
	if (w->src.family == 0 && w->dst.family == 0)
		return;
	addr_format(&w->src, true, out);
	if (w->src.family != 0)
		buf_addc(out, ' ');
	buf_addstr(out, unicode ? "→ " : "-> ");
	addr_format(&w->dst, true, out);
}

/* So many digits. printf() would take longer than all else of a line. */
static void
add_digits(struct buf *out, int number, size_t digits, const char *behind)
{
	char text[8];

	for (size_t i = digits; i > 0; i--, number /= 10)
		text[i - 1] = (char)('0' + number % 10);
	buf_add(out, (struct slice){ text, digits });
	buf_addstr(out, behind);
}

static void
add_date(struct buf *out, const struct tm *tm)
{
	int year = tm->tm_year + 1900;

	if (year < 0 || year > 9999)
		buf_addf(out, "%04d-", year);
	else
		add_digits(out, year, 4, "-");
	add_digits(out, tm->tm_mon + 1, 2, "-");
	add_digits(out, tm->tm_mday, 2, "T");
}

void
add_time(int64_t when, enum zone zone, struct buf *out)
{
	struct tm tm;

	if (when == NO_TIME)
		return;
	int64_t part = when % TIME_SECOND, seconds = when / TIME_SECOND;
	if (part < 0) {
		part += TIME_SECOND;
		seconds--;
	}
	if (zone == ZONE_NO_DATE)	/* midnight was counted on while reading; a clock shows only the day's part */
		seconds = (seconds % 86400 + 86400) % 86400;
	time_t t = (time_t)seconds;
	if (gmtime_r(&t, &tm) == NULL)
		return;
	if (zone != ZONE_NO_DATE)
		add_date(out, &tm);
	add_digits(out, tm.tm_hour, 2, ":");
	add_digits(out, tm.tm_min, 2, ":");
	add_digits(out, tm.tm_sec, 2, ".");
	add_digits(out, (int)part, 6, zone == ZONE_UTC ? "Z" : "");
}

void
add_clock(int64_t time, enum zone zone, struct buf *out)
{
	struct buf whole = BUF_INIT;

	add_time(time, zone, &whole);
	struct slice shown = buf_slice(&whole);
	const char *t = slice_chr(shown, 'T');
	if (t != NULL)
		shown = slice_from(t + 1, slice_limit(shown));
	buf_add(out, slice_head(shown, sizeof "14:05:06" - 1));
	if (shown.n > 0 && zone == ZONE_UTC)
		buf_addc(out, 'Z');
	buf_release(&whole);
}
