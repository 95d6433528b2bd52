/* SPDX-License-Identifier: MIT */
/* A summary as one object: for people's programs, and whole enough for --merge, which reads it again (metrics/read.c). */
#include <stdlib.h>

#include "metrics/shared.h"
#include "report/json.h"
#include "report/summary.h"

static void
add_number_or_null(json_t *o, const char *key, bool present, double value)
{
	json_object_set_new(o, key, present ? json_real(value) : json_null());
}

static json_t *
tallies_json(struct knowledge *k, const struct tally *list, size_t n, bool names, struct arena *a)
{
	json_t *array = json_array();
	struct buf first = BUF_INIT;

	for (size_t i = 0; i < n; i++) {
		const struct place *where = &list[i].first;
		json_t *o = json_object();

		json_add(o, names ? "name" : "id", list[i].name);
		if (!names) {
			json_add(o, "title", knowledge_title(k, tally_text(&list[i]), a));
			json_add(o, "text", list[i].text);
		}
		json_add_number(o, "count", list[i].count);
		buf_reset(&first);
		summary_first(&list[i], &first);
		json_add(o, "first", first.n ? first.p : NULL);
		if (list[i].has_first) {
			json_add(o, "file", where->file);
			if (where->line > 0)
				json_add_number(o, "line", where->line);
			if (where->packet > 0)
				json_add_number(o, "packet", where->packet);
			if (where->time != NO_TIME)
				json_object_set_new(o, "microseconds", json_integer(where->time));
		}
		json_array_append_new(array, o);
	}
	buf_release(&first);
	return array;
}

static json_t *
codes_json(const struct summary *s)
{
	json_t *array = json_array();

	for (size_t i = 0; i < s->code_count; i++) {
		json_t *o = json_object();

		json_add_number(o, "code", (uint64_t)s->codes[i].code);
		json_add(o, "method", s->codes[i].method);
		json_add_number(o, "count", s->codes[i].count);
		json_array_append_new(array, o);
	}
	return array;
}

/* A value that has nothing to be computed from is null, never 0. */
static json_t *
metrics_json(const struct summary *s)
{
	json_t *array = json_array();

	for (size_t i = 0; i < s->metric_count; i++) {
		const struct metric *m = &s->metrics[i];
		json_t *o = json_object();

		json_add(o, "name", m->name);
		json_add(o, "formula", m->formula);
		json_add(o, "unit", m->ratio ? "ratio" : "seconds");
		add_number_or_null(o, "value", m->present, m->value);
		if (m->ratio)
			json_add_number(o, "numerator", m->numerator);
		json_add_number(o, m->ratio ? "denominator" : "samples", m->denominator);
		if (!m->ratio)
			json_add_number(o, "microseconds", m->sum);
		json_array_append_new(array, o);
	}
	return array;
}

/* ---- the scoreboard ---- */

static json_t *
histogram_json(const struct histogram *h)
{
	json_t *o = json_object(), *bins = json_array();

	json_add_number(o, "samples", h->samples);
	json_add_number(o, "microseconds", h->sum);
	add_number_or_null(o, "median", h->samples > 0, histogram_quantile(h, 50) / 1e6);
	add_number_or_null(o, "p95", h->samples > 0, histogram_quantile(h, 95) / 1e6);
	for (size_t i = 0; i < h->count; i++)
		json_array_append_new(bins, json_pack("[I,I]", (json_int_t)h->bins[i].at, (json_int_t)h->bins[i].n));
	json_object_set_new(o, "bins", bins);
	return o;
}

static void
add_ratio(json_t *o, const char *key, const struct attempts *a, enum attempt_ratio which)
{
	double share = 0;
	bool present = attempt_ratio(a, which, &share);

	add_number_or_null(o, key, present, share);
}

static void
add_attempts(json_t *o, const struct attempts *a)
{
	json_add_number(o, "attempts", a->attempts);
	json_add_number(o, "with_final", a->with_final);
	json_add_number(o, "answered", a->answered);
	json_add_number(o, "failed", a->failed);
	json_add_number(o, "redirected", a->redirected);
	json_add_number(o, "effective", a->effective);
	json_add_number(o, "messages", a->messages);
	json_add_number(o, "retransmissions", a->retransmissions);
	add_ratio(o, "asr", a, RATIO_ASR);
	add_ratio(o, "ner", a, RATIO_NER);
	add_ratio(o, "ser", a, RATIO_SER);
	add_ratio(o, "retransmission_rate", a, RATIO_RETRANSMISSIONS);
	json_object_set_new(o, "pdd", histogram_json(&a->pdd));
	json_object_set_new(o, "srd", histogram_json(&a->srd));
}

static json_t *
keys_json(const struct board_by *by)
{
	json_t *array = json_array();

	for (size_t i = 0; i < by->n; i++)
		json_array_append_new(array, json_string(board_key_name(by->keys[i])));
	return array;
}

static json_t *
groups_json(const struct board *b, struct arena *a)
{
	json_t *array = json_array();
	const struct group **groups = board_sorted(b);

	for (size_t i = 0; i < b->groups.n; i++) {
		json_t *o = json_object();

		for (size_t key = 0; key < b->by.n; key++)
			json_add(o, board_key_name(b->by.keys[key]), arena_slice(a, group_value(groups[i], key)));
		add_attempts(o, &groups[i]->a);
		json_array_append_new(array, o);
	}
	free(groups);
	return array;
}

/* All values of all keys, for who adds up. */
static json_t *
shares_json(const struct board *b)
{
	json_t *o = json_object();

	for (size_t key = 0; key < BOARD_KEYS; key++) {
		json_t *array = json_array();

		for (size_t i = 0; i < b->shares[key].n; i++) {
			const struct share *s = b->shares[key].items[i];
			json_t *row = json_array();

			json_array_append_new(row, json_string(s->name));
			json_array_append_new(row, json_integer((json_int_t)s->calls));
			json_array_append_new(row, json_integer((json_int_t)s->failed));
			json_array_append_new(array, row);
		}
		json_object_set_new(o, board_key_name((enum board_key)key), array);
	}
	return o;
}

static json_t *
shared_json(const struct board *b)
{
	struct shared list[SHARED_MOST];
	size_t n = board_shared(b, list);
	json_t *array = json_array();

	for (size_t i = 0; i < n; i++) {
		json_t *o = json_object();

		json_add(o, "key", board_key_name(list[i].key));
		json_add(o, "value", list[i].value);
		json_add_number(o, "failed", list[i].failed);
		json_add_number(o, "failed_of", list[i].failed_of);
		json_add_number(o, "rest", list[i].rest);
		json_add_number(o, "rest_of", list[i].rest_of);
		json_array_append_new(array, o);
	}
	return array;
}

static void
add_board(json_t *o, const struct board *b, struct arena *a)
{
	json_object_set_new(o, "by", keys_json(&b->by));
	json_object_set_new(o, "groups", groups_json(b, a));
	if (b->others.attempts > 0) {
		json_t *others = json_object();

		add_attempts(others, &b->others);
		json_object_set_new(o, "others", others);
	}
	if (b->by.n == 0)
		return;
	json_object_set_new(o, "shared", shared_json(b));
	json_object_set_new(o, "shares", shares_json(b));
}

/* ---- the whole ---- */

static void
add_edge(json_t *o, const char *key, const struct edge_of_trace *e)
{
	struct buf text = BUF_INIT;

	add_time(e->time, e->zone, &text);
	json_add(o, key, text.p);
	buf_release(&text);
}

/* The same as a number, which knows of midnight where the text has no date. */
static void
add_exact(json_t *o, const char *key, const struct edge_of_trace *e)
{
	static const char *const zones[] = { [ZONE_UTC] = "utc", [ZONE_NO_DATE] = "no-date", [ZONE_UNKNOWN] = "local" };
	json_t *row;

	if (e->time == NO_TIME)
		return;
	row = json_array();
	json_array_append_new(row, json_integer(e->time));
	json_array_append_new(row, json_string(zones[e->zone]));
	json_object_set_new(o, key, row);
}

static void
add_seen(json_t *o, const struct summary *s)
{
#define COUNT(name) json_add_number(o, #name, s->name);
#include "finding/summary_counts.def"
#undef COUNT
	if (s->dropped_calls > 0)
		json_add_number(o, "dropped_calls", s->dropped_calls);
	if (s->left_out > 0)
		json_add_number(o, "left_out", s->left_out);
	if (s->findings_left_out > 0)
		json_add_number(o, "findings_left_out", s->findings_left_out);
	add_edge(o, "first_time", &s->first);
	add_edge(o, "last_time", &s->last);
	add_exact(o, "first_exact", &s->first);
	add_exact(o, "last_exact", &s->last);
}

void
summary_json(struct report *r, const struct summary *s)
{
	struct arena a = ARENA_INIT;
	json_t *o = json_object();

	add_seen(o, s);
	json_object_set_new(o, "findings", tallies_json(r->k, s->findings, s->finding_count, false, &a));
	json_object_set_new(o, "codes", codes_json(s));
	json_object_set_new(o, "peers", tallies_json(r->k, s->peers, s->peer_count, true, &a));
	json_object_set_new(o, "metrics", metrics_json(s));
	add_board(o, s->board, &a);
	json_line(o, &r->text);
	arena_release(&a);
}
