/* SPDX-License-Identifier: MIT */
#include "diagnose/board_values.h"

#include <time.h>

#include "base/ascii.h"
#include "diagnose/calls/outcome.h"
#include "diagnose/story.h"
#include "text/text.h"

static const char *
host_value(struct slice host, struct arena *a)
{
	char *text = text_identity(a, host);

	for (char *p = text; text != NULL && *p != '\0'; p++)
		*p = to_lower(*p);
	return board_value(a, text);
}

/* The address, else the host. */
static const char *
address_value(const struct addr *addr, struct slice host, struct arena *a)
{
	struct buf text = BUF_INIT;
	const char *value;

	if (addr->family == 0)
		return host_value(host, a);
	addr_format(addr, false, &text);
	value = board_value(a, text.p);
	buf_release(&text);
	return value;
}

/* "pbx.example.net:5060", "[2001:db8::1]:5060": without the port. */
static struct slice
without_port(struct slice sent_by)
{
	struct slice rest = sent_by;
	const char *close = slice_chr(sent_by, ']');

	return close != NULL ? slice_from(sent_by.p, close + 1) : slice_trim(slice_cut(&rest, ':'));
}

/* The INVITE that was answered, else the last one tried. */
static const struct tx *
way_taken(const struct call *c)
{
	const struct tx *last = NULL;

	for (const struct tx *t = c->txs; t != NULL; t = t->next)
		if (t->method == METHOD_INVITE && t->request != NULL && tx_is_initial(t) &&
		    (last == NULL || last->success == NULL || t->success != NULL))
			last = t;
	return last;
}

/* A parameter of a telephone number stands in the user part (RFC 3966 §3, RFC 3261 §19.1.6). */
static struct slice
trunk_group(const struct uri *uri)
{
	struct slice rest = uri->user;

	for (slice_cut(&rest, ';'); rest.n > 0;) {
		struct slice value = slice_cut(&rest, ';'), name = slice_cut(&value, '=');

		if (slice_eq_nocase(name, SLICE("tgrp")))
			return value;
	}
	return SLICE_NONE;
}

static const char *
trunk_value(const struct call *c, struct arena *a)
{
	const struct tx *way = way_taken(c);
	struct uri uri = { .host = SLICE_NONE };

	if (way == NULL)
		return BOARD_NOTHING;
	uri_parse(&uri, MSG(way->request, uri));
	struct slice group = trunk_group(&uri);
	return group.n > 0 ? board_value(a, text_identity(a, group)) : address_value(&way->request->where.dst, uri.host, a);
}

static const char *
prefix_value(const struct msg *invite, struct arena *a)
{
	char digits[32];
	size_t n = 0;
	struct uri uri;
	struct slice user;

	if (!uri_parse(&uri, MSG(invite, uri)))
		return BOARD_NOTHING;
	user = slice_cut(&uri.user, ';');
	bool plus = slice_starts(user, SLICE("+"));
	for (size_t i = plus; i < user.n; i++) {
		if (is_digit(user.p[i]) && n < sizeof digits)
			digits[n++] = user.p[i];
		else if (!is_digit(user.p[i]) && !is_one_of(user.p[i], "-.()"))	/* visual separators, RFC 3966 §5.1.1 */
			return BOARD_NOTHING;
	}
	if (n == 0)
		return BOARD_NOTHING;
	size_t shown_digits = n / 2 < BOARD_DIGITS ? (n + 1) / 2 : BOARD_DIGITS;
	return arena_printf(a, "%s%.*s", plus ? "+" : "", (int)shown_digits, digits);
}

static const char *
hour_value(const struct place *where, struct arena *a)
{
	int64_t hours, seconds = place_time(where);
	struct tm tm;

	if (seconds == NO_TIME)
		return BOARD_NOTHING;
	hours = seconds / 3600000000 - (seconds % 3600000000 < 0);
	time_t t = (time_t)hours * 3600;
	if (place_zone(where) == ZONE_NO_DATE)
		return arena_printf(a, "%02d:00", (int)((hours % 24 + 24) % 24));
	if (gmtime_r(&t, &tm) == NULL)
		return BOARD_NOTHING;
	return arena_printf(a, "%04d-%02d-%02dT%02d:00%s", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour,
	    place_zone(where) == ZONE_UTC ? "Z" : "");
}

void
board_values(const struct call *c, const struct setup *s, struct board_call *out, struct arena *a)
{
	const struct msg *invite = s->invite;

	out->values[BOARD_PEER] = address_value(&invite->where.src, without_port(MSG(invite, via.sent_by)), a);
	out->values[BOARD_TRUNK] = trunk_value(c, a);
	out->values[BOARD_PREFIX] = prefix_value(invite, a);
	out->values[BOARD_AGENT] = board_value(a, shown(MSG(invite, agent), a));
	out->values[BOARD_HOUR] = hour_value(&invite->where, a);
}

void
board_values_of_story(const struct story *s, struct board_call *out, struct arena *a)
{
	for (size_t i = 0; i < BOARD_KEYS; i++)
		out->values[i] = BOARD_NOTHING;
	out->values[BOARD_PEER] = address_value(&s->peer, SLICE_NONE, a);
	out->values[BOARD_HOUR] = hour_value(&s->first, a);
}
