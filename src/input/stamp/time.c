/* SPDX-License-Identifier: MIT */
/* Times as lines of logs and dumps write them. */
#include "input/stamp/stamp.h"

#include "base/ascii.h"

/*
 * How times are written. Y year, M month and D day (one or two digits, the day a blank and one too), b month's name,
 * h m s; ~ what stands between date and time, _ blanks; the rest stands for itself. Rows are tried in order.
 */
static const char *const patterns[] = {
	"Y-M-D~h:m:s", "Y/M/D~h:m:s", "M/D/Y|h:m:s", "D/M/Y~h:m:s", "M/D/Y~h:m:s", "D-M-Y~h:m:s", "D.M.Y~h:m:s", "Y.M.D~h:m:s",
	"b_D_Y_h:m:s", "b_D,_Y_h:m:s", "D_b_Y~h:m:s", "D/b/Y:h:m:s", "D-b-Y~h:m:s",
	"b_D_h:m:s_Y", "b_D_h:m:s", "D_b_h:m:s", "M-D~h:m:s", "MDY_hms", "MDhms|", "YMDhms", "h:m:s",
};

struct moment {
	int year, month, day, hour, minute, second;
	bool has_year, has_day;
	bool slashes;	/* day, month and year, read in this order */
};

static const char *
number(const char *p, const char *end, int least, int most, int *out)
{
	int n = 0;

	for (*out = 0; p < end && n < most && is_digit(*p); n++)
		*out = *out * 10 + (*p++ - '0');
	return n >= least ? p : NULL;
}

static const char *
two(const char *p, const char *end, int *out)
{
	if (end - p < 2 || !is_digit(p[0]) || !is_digit(p[1]))
		return NULL;
	*out = (p[0] - '0') * 10 + p[1] - '0';
	return p + 2;
}

static const char *
month_name(const char *p, const char *end, int *out)
{
	static const char all[] = "janfebmaraprmayjunjulaugsepoctnovdec";

	if (end - p < 4 || is_alpha(p[3]) || !is_alpha(p[2]))
		return NULL;
	for (int i = 0; i < 12; i++)
		if (slice_eq_nocase((struct slice){ all + 3 * i, 3 }, (struct slice){ p, 3 })) {
			*out = i + 1;
			return p + 3;
		}
	return NULL;
}

static const char *
part(char kind, const char *p, const char *end, bool dense, struct moment *m)
{
	switch (kind) {
	case 'Y':
		m->has_year = true;
		return number(p, end, 4, 4, &m->year);
	case 'M':
		return number(p, end, dense ? 2 : 1, 2, &m->month);
	case 'D':
		m->has_day = true;
		return number(p, end, dense ? 2 : 1, 2, &m->day);
	case 'b':
		return month_name(p, end, &m->month);
	case 'h':
		return number(p, end, dense ? 2 : 1, 2, &m->hour);
	case 'm':
		return two(p, end, &m->minute);
	default:
		return two(p, end, &m->second);
	}
}

static const char *
match(const char *pattern, const char *p, const char *end, struct moment *m)
{
	bool dense = is_alpha(pattern[1]);

	for (; *pattern && p; pattern++) {
		if (*pattern == '_' || *pattern == '~') {
			const char *from = p;

			if (*pattern == '~' && p < end && is_one_of(*p, "T_-@|,"))
				p++;
			while (p < end && is_blank(*p))
				p++;
			p = p > from && p - from < 4 ? p : NULL;
		} else if (is_alpha(*pattern)) {
			p = part(*pattern, p, end, dense, m);
		} else {
			p = p < end && *p == *pattern ? p + 1 : NULL;
		}
	}
	return p;
}

static bool
is_sensible(const struct moment *m)
{
	return m->hour < 24 && m->minute < 60 && m->second < 61 && (!m->has_day ||
	    (m->month >= 1 && m->month <= 12 && m->day >= 1 && m->day <= 31)) &&
	    (!m->has_year || (m->year >= 1970 && m->year < 2200));
}

/* Days since 1970-01-01 of a date of the Gregorian calendar (Howard Hinnant's days_from_civil). */
static int64_t
days_from(int year, int month, int day)
{
	int y = month <= 2 ? year - 1 : year;
	int era = y / 400, of_era = y - era * 400;
	int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * INT64_C(146097) + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static const char *
fraction(const char *p, const char *end, int64_t *time)
{
	enum { FINEST = 6 };	/* digits of a microsecond; what is finer is left out */
	const char *digit = p + 1;
	int64_t value = 0;

	if (p == end || (*p != '.' && *p != ',' && *p != ':'))
		return p;
	while (digit < end && is_digit(*digit))
		digit++;
	/* A colon before it is Linphone's; elsewhere it begins the text. Behind a comma an address or a port is the next column. */
	if (digit == p + 1 || (*p == ':' && digit - p != 4) || (*p == ',' && (digit - p == 5 || digit - p == 6 ||
	    (end - digit > 1 && *digit == '.' && is_digit(digit[1])))))
		return p;
	p++;
	for (int i = 0; i < FINEST; i++)
		value = value * 10 + (digit - p > i ? p[i] - '0' : 0);
	*time += value;
	return digit;
}

/* " PM", "a.m." at `p`: what follows it, and the hour by the clock of a day; `p` itself where nothing of the kind stands there. */
static const char *
half_day(const char *p, const char *end, struct moment *m)
{
	const char *half = p + (p < end && is_blank(*p));
	bool dots = end - half > 3 && half[1] == '.' && half[3] == '.';
	char letter = end - half > 1 ? to_lower(half[0]) : 0, next = letter ? to_lower(half[dots ? 2 : 1]) : 0;
	const char *after = half + (dots ? 4 : 2);

	if ((letter != 'a' && letter != 'p') || next != 'm' || (after < end && is_alnum(*after)) || m->hour < 1 || m->hour > 12)
		return p;
	m->hour = m->hour % 12 + (letter == 'p' ? 12 : 0);
	/* Who counts hours so writes the month first. */
	if (m->slashes && m->day <= 12) {
		int day = m->month;

		m->month = m->day;
		m->day = day;
	}
	return after;
}

/* Two digits at `p`, or -1. */
static int
two_digits(const char *p, const char *end)
{
	int value;

	return two(p, end, &value) != NULL ? value : -1;
}

/* "Z", "UTC", "GMT" at `p`: what follows it; `p` itself where nothing of the kind stands there. */
static const char *
zone_name(const char *p, const char *end)
{
	struct slice rest = slice_from(p, end);
	size_t n = slice_starts(rest, SLICE("UTC")) || slice_starts(rest, SLICE("GMT")) ? 3 : slice_starts(rest, SLICE("Z")) ? 1 : 0;

	return n > 0 && (n == rest.n || !is_alpha(rest.p[n])) ? p + n : p;
}

/*
 * "+02:00", "-0530", "GMT+0800", "Z", behind a blank at most: *time becomes UTC. A time of day, a number of bytes or a
 * telephone number is none: zones are quarters of an hour away, up to fourteen hours. *known: a zone stands there.
 */
static const char *
zone(const char *p, const char *end, int64_t *time, bool *known)
{
	const char *name = p + (p < end && *p == ' '), *sign = zone_name(name, end), *minute;
	int hours = end - sign > 3 && (*sign == '+' || *sign == '-') ? two_digits(sign + 1, end) : -1, minutes;

	*known = sign > name;
	if (*known)
		p = sign;
	if (hours < 0 || hours > 14)
		return p;
	minute = sign + 3 + (sign[3] == ':');
	minutes = two_digits(minute, end);
	if (minutes < 0 || minutes % 15 != 0 || minutes > 45 ||
	    (end - minute > 2 && (is_alnum(minute[2]) || minute[2] == ':' || minute[2] == '.')))
		return p;
	*known = true;
	*time -= (*sign == '+' ? 1 : -1) * (hours * 3600 + minutes * 60) * TIME_SECOND;
	return minute + 2;
}

/* 1700000000.123456, or the same in milliseconds. */
static size_t
epoch(struct slice text, int64_t *time)
{
	uint64_t value;
	size_t n = slice_digits(text, &value);
	const char *end = text.p + text.n;

	if (n == 13 && value < UINT64_C(4102444800000) && value > UINT64_C(900000000000)) {
		*time = (int64_t)value * 1000;
		return n;
	}
	if (n != 10 || n == text.n || text.p[n] != '.' || value > UINT64_C(4102444800) || value < 900000000)
		return 0;
	*time = (int64_t)value * TIME_SECOND;
	return (size_t)(fraction(text.p + n, end, time) - text.p);
}

size_t
stamp_epoch(struct slice text, int64_t *time)
{
	uint64_t value;
	size_t n = slice_digits(slice_head(text, 20), &value);
	uint64_t unit = n == 10 ? 1 : n == 13 ? 1000 : n == 16 ? 1000000 : n == 19 ? 1000000000 : 0;

	if (unit == 0 || value / unit < 900000000 || value / unit > UINT64_C(4102444800))
		return 0;
	*time = unit < 1000000000 ? (int64_t)(value * (1000000 / unit)) : (int64_t)(value / 1000);
	return n == 10 ? (size_t)(fraction(text.p + n, slice_limit(text), time) - text.p) : n;
}

/* "2026-03-01 10:00:02", "2026/03/01T10:00:02", which most are: the first two patterns, each digit in its place. */
static const char *
whole_date(const char *p, const char *end, struct moment *m)
{
	int century;

	if (end - p < 19 || p[4] != p[7] || (p[4] != '-' && p[4] != '/') || (p[10] != ' ' && p[10] != 'T') || p[13] != ':' ||
	    p[16] != ':' || !two(p, end, &century) || !two(p + 2, end, &m->year) || !two(p + 5, end, &m->month) ||
	    !two(p + 8, end, &m->day) || !two(p + 11, end, &m->hour) || !two(p + 14, end, &m->minute) || !two(p + 17, end, &m->second))
		return NULL;
	m->year += 100 * century;
	m->has_year = m->has_day = true;
	return p + 19;
}

/* "0520160404.048|", as Polycom writes month, day and time: no second of an epoch, though from September on it could be one. */
static const char *
month_first(struct slice text, struct moment *m)
{
	if (text.n < 15 || text.p[10] != '.' || text.p[14] != '|')
		return NULL;
	*m = (struct moment){ .year = 1972 };
	return match("MDhms", text.p, text.p + 10, m) == text.p + 10 && is_sensible(m) ? text.p + 10 : NULL;
}

/* Can the pattern match text that begins with so many digits and then `next`? Spares most of the tries. */
static bool
may_match(const char *pattern, size_t digits, char next)
{
	switch (pattern[0]) {
	case 'b': return digits == 0;
	case 'Y': return pattern[1] == 'M' ? digits == 14 && next == '.' : digits == 4 && next == pattern[1];	/* Yate's are dense */
	case 'M': return pattern[1] == 'D' ? digits == (pattern[2] == 'Y' ? 8 : 10) :
	    (digits == 2 || (digits == 1 && next == '/')) && next == pattern[1];
	case 'D': return digits > 0 && digits <= 2 && (next == pattern[1] || (pattern[1] == '_' && is_blank(next)));
	default: return digits > 0 && digits <= 2 && next == ':';
	}
}

/* Behind the date and time that begin the text, with so many digits at its begin, and what they are; NULL: it begins with none. */
static const char *
find_moment(struct slice text, size_t digits, struct moment *m)
{
	const char *end = slice_limit(text), *p = digits == 4 ? whole_date(text.p, end, m) : NULL;

	if (p != NULL && !is_sensible(m))
		p = NULL;
	for (size_t i = 0; i < sizeof patterns / sizeof *patterns && p == NULL; i++) {
		if (!may_match(patterns[i], digits, text.p[digits]))
			continue;
		*m = (struct moment){ .year = 1972, .month = 1, .day = 1 };
		p = match(patterns[i], text.p, end, m);
		m->slashes = patterns[i][0] == 'D' && patterns[i][3] == '/' && patterns[i][2] == 'M';
		if (p && !is_sensible(m))
			p = NULL;
	}
	return p;
}

/* "00:34:56:…" is a hardware address, and what another digit follows no time. */
static bool
goes_on(const char *p, const char *end)
{
	if (p < end && is_digit(*p))
		return true;
	return end - p > 2 && *p == ':' && hex_value(p[1]) >= 0 && hex_value(p[2]) >= 0 &&
	    (end - p == 3 || p[3] == ':' || !is_alnum(p[3]));
}

size_t
stamp_time(struct slice text, enum stamp_time *kind, int64_t *time)
{
	const char *end = slice_limit(text), *p = NULL;
	struct moment m = { .year = 0 };
	uint64_t number_there;
	size_t digits = slice_digits(slice_head(text, 16), &number_there);
	size_t n = 0;

	*kind = STAMP_DATE;
	if (digits == 10)
		p = month_first(text, &m);
	if (digits >= 10 && p == NULL)
		n = epoch(text, time);
	if (n > 0 || text.n < 8 || digits == text.n)
		return n;
	if (p == NULL)
		p = find_moment(text, digits, &m);
	if (p == NULL || goes_on(p, end))
		return 0;
	*kind = m.has_year ? STAMP_DATE : m.has_day ? STAMP_DAY : STAMP_CLOCK;
	*time = 0;
	p = half_day(fraction(p, end, time), end, &m);
	*time += (m.hour * 3600 + m.minute * 60 + m.second) * TIME_SECOND;
	if (m.has_year)
		*time += days_from(m.year, m.month, m.day) * TIME_DAY;
	else if (m.has_day)
		*time += (days_from(1972, m.month, m.day) - days_from(1972, 1, 1)) * TIME_DAY;
	if (*kind == STAMP_DATE) {
		bool known;

		p = zone(p, end, time, &known);
		*kind = known ? STAMP_DATE : STAMP_LOCAL;
	}
	return (size_t)(p - text.p);
}

/* "  1300  1312 D ", "1403-1510  ": between time and level of a line of Android's logcat; its length without the level, 0: none. */
static size_t
thread_length(struct slice text)
{
	struct slice s = text;
	uint64_t number;

	for (size_t numbers = 1; numbers <= 3; numbers++) {	/* the user, where there are several; process, thread */
		size_t digits;

		s = slice_skip(s, slice_span(s, is_blank));
		digits = slice_digits(s, &number);
		s = slice_skip(s, digits);
		if (digits == 0 || s.n < 3)
			return 0;
		if (numbers == 1 && s.p[0] == '-' && (digits = slice_digits(slice_skip(s, 1), &number)) > 0) {
			s = slice_skip(s, 1 + digits);
			return s.n > 2 && (s.p[0] == '/' || (s.p[0] == ' ' && s.p[1] == ' ')) ? text.n - s.n : 0;
		}
		if (numbers > 1 && s.p[0] == ' ' && is_one_of(s.p[1], "VDIWEFA") && s.p[2] == ' ')
			return text.n - s.n + 1;
		if (!is_blank(s.p[0]))
			return 0;
	}
	return 0;
}

struct slice
stamp_behind(struct slice line)
{
	enum stamp_time kind;
	int64_t time;
	size_t stamp = stamp_time(line, &kind, &time);
	struct slice rest = slice_trim(slice_skip(line, stamp));

	return stamp > 0 ? slice_skip(rest, thread_length(rest)) : rest;
}
