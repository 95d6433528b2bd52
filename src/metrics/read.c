/* SPDX-License-Identifier: MIT */
#include "metrics/read.h"

#include <jansson.h>

#include "base/addr.h"
#include "base/buf.h"
#include "diagnose/calls/limits.h"

#define EXACT_MOST ((json_int_t)1 << 58)	/* µs: nine thousand years */

/* Where it reads, and whether all was well so far. A place is told by its keys, which are ours. */
struct reader {
	struct counts *c;
	struct buf *wrong;
	bool bad;
	const char *list;		/* "groups": what is read is its element `at`; NULL: the object itself */
	size_t at;
	struct arena arena;
};

static void
fail(struct reader *r, const char *key)
{
	if (r->bad)
		return;
	r->bad = true;
	if (r->list != NULL)
		buf_addf(r->wrong, "%s[%llu]%s", r->list, (unsigned long long)r->at, key != NULL ? "." : "");
	if (key != NULL)
		buf_addstr(r->wrong, key);
}

/* ---- values ---- */

static uint64_t
whole(struct reader *r, const json_t *value, const char *key, uint64_t most)
{
	json_int_t n = json_integer_value(value);

	if (!json_is_integer(value) || n < 0 || (uint64_t)n > most) {
		fail(r, key);
		return 0;
	}
	return (uint64_t)n;
}

static uint64_t
count(struct reader *r, const json_t *o, const char *key)
{
	return whole(r, json_object_get(o, key), key, COUNT_MOST);
}

static uint64_t
optional(struct reader *r, const json_t *o, const char *key)
{
	const json_t *value = json_object_get(o, key);

	return value != NULL ? whole(r, value, key, COUNT_MOST) : 0;
}

static const char *
text(struct reader *r, const json_t *o, const char *key)
{
	const char *value = json_string_value(json_object_get(o, key));

	if (value == NULL)
		fail(r, key);
	return value != NULL ? value : "";
}

/* The list, with at most so many elements; an empty one where there is none. */
static const json_t *
list(struct reader *r, const json_t *o, const char *key, size_t most)
{
	const json_t *value = json_object_get(o, key);

	r->list = NULL;
	if (!json_is_array(value) || json_array_size(value) > most)
		fail(r, key);
	r->list = key;
	r->at = 0;
	return value;
}

static bool
is_id(const char *id)
{
	return id[0] != '\0' && strlen(id) <= 128 &&
	    strspn(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/-") == strlen(id);
}

/* Is it a value as board_value() writes them? Another one stands in no summary of siperr's. */
static bool
is_value(struct reader *r, const char *value)
{
	return strcmp(board_value(&r->arena, value), value) == 0;
}

static bool
is_address(const char *name)
{
	struct addr addr;
	struct buf again = BUF_INIT;
	bool same = addr_parse(&addr, slice_of(name));

	if (same)
		addr_format(&addr, true, &again);
	same = same && strcmp(again.p, name) == 0;
	buf_release(&again);
	return same;
}

/* ---- what was seen ---- */

static void
read_edge(struct reader *r, const json_t *o, const char *key)
{
	static const struct { const char *name; enum zone zone; } zones[] = {
		{ "utc", ZONE_UTC }, { "no-date", ZONE_NO_DATE }, { "local", ZONE_UNKNOWN },
	};
	const json_t *value = json_object_get(o, key), *time = json_array_get(value, 0);
	const char *zone = json_string_value(json_array_get(value, 1));
	json_int_t t = json_integer_value(time);

	if (value == NULL)
		return;
	for (size_t i = 0; zone != NULL && json_is_integer(time) && i < sizeof zones / sizeof *zones; i++)
		if (strcmp(zone, zones[i].name) == 0 && t >= -EXACT_MOST && t <= EXACT_MOST) {
			counts_edge(r->c, t, zones[i].zone);
			return;
		}
	fail(r, key);
}

static void
read_seen(struct reader *r, const json_t *o)
{
	struct summary *s = &r->c->s;

#define COUNT(name) s->name = count(r, o, #name);
#include "finding/summary_counts.def"
#undef COUNT
	s->dropped_calls = optional(r, o, "dropped_calls");
	s->left_out = optional(r, o, "left_out");
	s->findings_left_out = optional(r, o, "findings_left_out");
	read_edge(r, o, "first_exact");
	read_edge(r, o, "last_exact");
	if (s->failed_after_answer > s->answered || s->failed_after_answer > s->failed)
		fail(r, "failed_after_answer");
}

static void
read_tally(struct reader *r, const json_t *o, bool names, struct kept *to)
{
	const char *key = names ? "name" : "id", *name = text(r, o, key);
	const json_t *time = json_object_get(o, "microseconds");
	json_int_t t = json_integer_value(time);
	struct place first = {
		.file = json_string_value(json_object_get(o, "file")), .line = optional(r, o, "line"),
		.packet = optional(r, o, "packet"),
		.time = time != NULL ? t : NO_TIME,
	};

	if (names ? !is_address(name) : !is_id(name))
		fail(r, key);
	if (time != NULL && (!json_is_integer(time) || t < -EXACT_MOST || t > EXACT_MOST))
		fail(r, "microseconds");
	const char *told = names ? NULL : json_string_value(json_object_get(o, "text"));

	if (told != NULL && !is_id(told))
		fail(r, "text");
	uint64_t n = count(r, o, "count");
	if (!r->bad)
		tallies_add(to, name, told, n, &first);
}

static void
read_tallies(struct reader *r, const json_t *o, const char *key, bool names, struct kept *to)
{
	const json_t *array = list(r, o, key, to->most);

	for (; !r->bad && r->at < json_array_size(array); r->at++)
		read_tally(r, json_array_get(array, r->at), names, to);
}

static void
read_codes(struct reader *r, const json_t *o)
{
	const json_t *array = list(r, o, "codes", (size_t)COUNTED_CODES * COUNTED_METHODS);

	for (; !r->bad && r->at < json_array_size(array); r->at++) {
		const json_t *one = json_array_get(array, r->at);
		uint64_t code = whole(r, json_object_get(one, "code"), "code", COUNTED_CODES - 1);
		const char *name = text(r, one, "method");
		unsigned method = 0;

		while (method < COUNTED_METHODS && strcmp(counted_method(method), name) != 0)
			method++;
		if (method == COUNTED_METHODS)
			fail(r, "method");
		else
			r->c->codes[code][method] += count(r, one, "count");
	}
}

/* ---- metrics: what they were computed from ---- */

static const json_t *
metric(struct reader *r, const json_t *array, const char *name)
{
	for (r->at = 0; r->at < json_array_size(array); r->at++) {
		const json_t *one = json_array_get(array, r->at);
		const char *called = json_string_value(json_object_get(one, "name"));

		if (called != NULL && strcmp(called, name) == 0)
			return one;
	}
	fail(r, name);
	return NULL;
}

static void
read_metrics(struct reader *r, const json_t *o)
{
	enum { MOST_METRICS = 64 };
	static const char *const means[MEANS] = { "SRD", "SRD failed", "SDD", "SDT", "RRD", "ACD", "PDD" };
	const json_t *array = list(r, o, "metrics", MOST_METRICS);
	struct counts *c = r->c;

	c->effective = count(r, metric(r, array, "SEER"), "numerator");
	c->ineffective = count(r, metric(r, array, "ISA"), "numerator");
	c->completed = count(r, metric(r, array, "SCR"), "numerator");
	c->network_effective = count(r, metric(r, array, "NER"), "numerator");
	c->with_final = count(r, metric(r, array, "ASR"), "denominator");
	c->registers_failed = count(r, metric(r, array, "IRA"), "numerator");
	c->registers = count(r, metric(r, array, "IRA"), "denominator");
	uint64_t tried = count(r, metric(r, array, "SER"), "denominator");
	if (tried > c->s.calls)
		fail(r, "denominator");
	c->redirected = c->s.calls - tried;
	for (size_t i = 0; i < MEANS; i++) {
		const json_t *one = metric(r, array, means[i]);

		c->means[i].n = count(r, one, "samples");
		c->means[i].sum = whole(r, json_object_get(one, "microseconds"), "microseconds", TIMES_MOST);
	}
}

/* ---- the scoreboard ---- */

static void
read_histogram(struct reader *r, const json_t *o, const char *key, uint64_t most, struct histogram *to)
{
	const json_t *h = json_object_get(o, key), *bins = json_object_get(h, "bins");
	size_t n = json_array_size(bins);

	if (!json_is_array(bins) || n > HISTOGRAM_BINS)
		fail(r, key);
	for (size_t i = 0; !r->bad && i < n; i++) {
		const json_t *bin = json_array_get(bins, i);
		uint64_t at = whole(r, json_array_get(bin, 0), key, HISTOGRAM_BINS - 1);

		if (to->count > 0 && at <= to->bins[to->count - 1].at)
			fail(r, key);
		histogram_fill(to, (unsigned)at, whole(r, json_array_get(bin, 1), key, COUNT_MOST));
	}
	to->sum = whole(r, json_object_get(h, "microseconds"), key, TIMES_MOST);
	if (count(r, h, "samples") != to->samples || to->samples > most || to->sum / HISTOGRAM_LONGEST > to->samples)
		fail(r, key);
}

static void
read_attempts(struct reader *r, const json_t *o, struct attempts *a)
{
	a->attempts = count(r, o, "attempts");
	a->with_final = count(r, o, "with_final");
	a->answered = count(r, o, "answered");
	a->failed = count(r, o, "failed");
	a->redirected = count(r, o, "redirected");
	a->effective = count(r, o, "effective");
	a->messages = count(r, o, "messages");
	a->retransmissions = count(r, o, "retransmissions");
	if (a->with_final > a->attempts || a->failed > a->attempts)
		fail(r, "attempts");
	if (a->answered > a->with_final || a->redirected > a->with_final || a->effective > a->with_final)
		fail(r, "with_final");
	if (a->retransmissions > a->messages)
		fail(r, "messages");
	read_histogram(r, o, "pdd", a->attempts, &a->pdd);
	read_histogram(r, o, "srd", a->answered, &a->srd);
}

static void
read_by(struct reader *r, const json_t *o)
{
	const json_t *array = list(r, o, "by", BOARD_KEYS);
	struct board_by by = { .n = 0 };

	for (; !r->bad && r->at < json_array_size(array); r->at++) {
		const char *name = json_string_value(json_array_get(array, r->at));
		size_t key = 0;

		while (name != NULL && key < BOARD_KEYS && strcmp(board_key_name((enum board_key)key), name) != 0)
			key++;
		for (size_t i = 0; i < by.n; i++)
			if (by.keys[i] == key)
				fail(r, NULL);
		if (name == NULL || key == BOARD_KEYS)
			fail(r, NULL);
		else if (!r->bad)
			by.keys[by.n++] = (enum board_key)key;
	}
	r->c->board.by = by;
}

static void
read_groups(struct reader *r, const json_t *o)
{
	const json_t *array = list(r, o, "groups", BOARD_GROUPS), *others = json_object_get(o, "others");
	struct board *b = &r->c->board;

	for (; !r->bad && r->at < json_array_size(array); r->at++) {
		const json_t *one = json_array_get(array, r->at);
		const char *values[BOARD_KEYS] = { NULL };
		struct attempts a = { 0 };

		for (size_t i = 0; i < b->by.n; i++) {
			const char *key = board_key_name(b->by.keys[i]);

			values[i] = text(r, one, key);
			if (!is_value(r, values[i]))
				fail(r, key);
		}
		read_attempts(r, one, &a);
		if (!r->bad)
			board_add_group(b, values, &a);
		attempts_release(&a);
	}
	r->list = NULL;
	if (others != NULL && !r->bad)
		read_attempts(r, others, &b->others);
}

static void
read_shares(struct reader *r, const json_t *o)
{
	const json_t *shares = json_object_get(o, "shares");

	for (size_t key = 0; !r->bad && key < BOARD_KEYS; key++) {
		const json_t *array = list(r, shares, board_key_name((enum board_key)key), BOARD_GROUPS);

		for (; !r->bad && r->at < json_array_size(array); r->at++) {
			const json_t *row = json_array_get(array, r->at);
			const char *value = json_string_value(json_array_get(row, 0));
			uint64_t calls = whole(r, json_array_get(row, 1), NULL, COUNT_MOST),
			    failed = whole(r, json_array_get(row, 2), NULL, calls);

			if (value == NULL || !is_value(r, value))
				fail(r, NULL);
			else if (!r->bad)
				board_add_share(&r->c->board, (enum board_key)key, value, calls, failed);
		}
	}
}

/* The calls of the scoreboard are those that were counted, and no value has more of them than there are. */
static void
check_board(struct reader *r)
{
	const struct board *b = &r->c->board;
	struct attempts all;

	r->list = NULL;
	board_total(b, &all);
	if (all.attempts != r->c->s.calls)
		fail(r, "groups");
	for (size_t key = 0; key < BOARD_KEYS; key++)
		for (size_t i = 0; i < b->shares[key].n; i++) {
			const struct share *s = b->shares[key].items[i];

			if (s->failed > all.failed || s->calls - s->failed > all.attempts - all.failed)
				fail(r, "shares");
		}
	attempts_release(&all);
}

static void
read_all(struct reader *r, const json_t *o)
{
	read_seen(r, o);
	read_tallies(r, o, "findings", false, &r->c->findings);
	read_tallies(r, o, "peers", true, &r->c->peers);
	read_codes(r, o);
	read_metrics(r, o);
	read_by(r, o);
	read_groups(r, o);
	if (r->c->board.by.n > 0)
		read_shares(r, o);
	if (!r->bad)
		check_board(r);
	if (!counts_hold(r->c))
		fail(r, "groups");
}

struct counts *
counts_read(struct slice bytes, struct buf *wrong)
{
	static const struct board_by nothing;
	json_t *o = json_loadb(bytes.p, bytes.n, JSON_REJECT_DUPLICATES, NULL);
	struct reader r = { .wrong = wrong };

	if (!json_is_object(o)) {
		json_decref(o);
		return NULL;
	}
	r.c = counts_new(&nothing);
	read_all(&r, o);
	json_decref(o);
	arena_release(&r.arena);
	if (!r.bad)
		return r.c;
	counts_free(r.c);
	return NULL;
}
