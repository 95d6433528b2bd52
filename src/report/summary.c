/* SPDX-License-Identifier: MIT */
#include "report/summary.h"

#include "report/colour.h"
#include "report/escape.h"
#include "report/format.h"
#include "report/json.h"
#include "report/wrap.h"
#include "text/text.h"

enum { WIDE = 80, COLUMN = 30, NARROW_COLUMN = 24, MOST_LINES = 20, BAR_LEAST = 10, BAR_MOST = 60 };

struct page {
	struct knowledge *k;
	struct redact *redact;
	struct buf *out;
	struct arena arena;
	size_t width;
	bool unicode, colour;
};

static const char *
number(struct page *p, double value, int decimals)
{
	return knowledge_number(p->k, value, decimals, &p->arena);
}

/* How wide names are: a narrow terminal keeps room for what stands behind the numbers. */
static size_t
name_column(const struct page *p)
{
	return p->width < WIDE ? NARROW_COLUMN : COLUMN;
}

static void
heading(struct page *p, const char *key)
{
	buf_addc(p->out, '\n');
	colour_text(p->colour, COLOUR_HEADING, knowledge_label(p->k, key, &p->arena), p->out);
	buf_addc(p->out, '\n');
}

/* "  name ………  value", the values in one column to the right of the longest name. */
static void
line(struct page *p, const char *name, size_t column, const char *value, const char *rest)
{
	struct buf label = BUF_INIT;

	escape_text(slice_of(name), &label);
	wrap_blanks(2, p->out);
	buf_add(p->out, buf_slice(&label));
	/* A name longer than its column takes of the room before the value; nothing is cut. */
	size_t used = text_width(buf_slice(&label)), width = text_width(slice_of(value)), end = column + 9;
	wrap_blanks(used + width < end ? end - used - width : 1, p->out);
	buf_addstr(p->out, value);
	if (rest != NULL && rest[0] != '\0') {
		buf_addstr(p->out, "  ");
		const struct wrap_place at = { p->width, column + 13, column + 13 };

		wrap_text(slice_of(rest), &at, knowledge_language(p->k), p->out);
	} else {
		buf_addc(p->out, '\n');
	}
	buf_release(&label);
}

static void
counts(struct page *p, const struct summary *s)
{
	const struct { const char *key; uint64_t n; bool always; } rows[] = {
		{ "summary.messages", s->messages, true }, { "summary.requests", s->requests, false },
		{ "summary.responses", s->responses, false }, { "summary.remarks", s->remarks, false },
		{ "summary.calls", s->calls, true }, { "summary.registrations", s->registrations, true },
		{ "summary.subscriptions", s->subscriptions, false }, { "summary.other", s->other, false },
		{ "summary.dropped", s->dropped_calls, false },
	};

	colour_text(p->colour, COLOUR_HEADING, knowledge_label(p->k, "summary.title", &p->arena), p->out);
	buf_addc(p->out, '\n');
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].always || rows[i].n > 0)
			line(p, knowledge_label(p->k, rows[i].key, &p->arena), name_column(p), number(p, (double)rows[i].n, 0), NULL);
	if (s->first_time != NO_TIME && s->last_time != NO_TIME && s->last_time > s->first_time)
		line(p, knowledge_label(p->k, "summary.seconds", &p->arena), name_column(p),
		    number(p, (double)(s->last_time - s->first_time) / 1e6, 1), NULL);
}

/* One piece of the bar; cells are shared out so that they add up and nothing that happened has none. */
static void
piece(struct page *p, size_t cells, const char *mark, enum colour c)
{
	colour_begin(p->colour, c, p->out);
	while (cells-- > 0)
		buf_addstr(p->out, mark);
	colour_end(p->colour, p->out);
}

static void
outcomes(struct page *p, const struct summary *s)
{
	const struct { const char *key, *mark, *ascii; uint64_t n; enum severity colour; } parts[] = {
		{ "summary.answered", "█", "#", s->answered - s->failed_after_answer, SEVERITY_INFO },
		{ "summary.failed", "▓", "x", s->failed, SEVERITY_ERROR },
		{ "summary.cancelled", "▒", "o", s->cancelled, SEVERITY_NOTICE },
		{ "summary.declined", "▒", "-", s->declined, SEVERITY_NOTICE },
		{ "summary.unfinished", "░", ".", s->unfinished, SEVERITY_WARNING },
	};
	uint64_t total = s->answered - s->failed_after_answer + s->failed + s->cancelled + s->declined + s->unfinished, before = 0;
	size_t room = p->width > BAR_MOST + 2 ? BAR_MOST : p->width > BAR_LEAST + 2 ? p->width - 2 : BAR_LEAST;

	if (total == 0)
		return;
	heading(p, "summary.outcomes");
	wrap_blanks(2, p->out);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		size_t from = (size_t)((double)before / (double)total * (double)room + 0.5);

		before += parts[i].n;
		size_t to = (size_t)((double)before / (double)total * (double)room + 0.5);
		piece(p, to - from, p->unicode ? parts[i].mark : parts[i].ascii, colour_of(parts[i].colour));
	}
	buf_addc(p->out, '\n');
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		const char *mark = p->unicode ? parts[i].mark : parts[i].ascii;

		line(p, arena_printf(&p->arena, "%s %s", mark, knowledge_label(p->k, parts[i].key, &p->arena)), name_column(p),
		    number(p, (double)parts[i].n, 0),
		    knowledge_percent(p->k, (double)parts[i].n / (double)total, 1, &p->arena));
	}
}

static const char *
shown(struct redact *r, redactor *how, const char *text, struct arena *a)
{
	return r != NULL ? redacted(r, how, text, a) : text;
}

static void
add_first(struct redact *r, const struct place *where, struct arena *a, struct buf *out)
{
	struct finding f = { .has_where = true, .where = *where };

	f.where.file = shown(r, redact_file, where->file, a);
	if (where->line > 0 || where->packet > 0)
		add_place(&f, out);
}

static void
findings(struct page *p, const struct summary *s)
{
	if (s->finding_count > 0)
		heading(p, "summary.findings");
	for (size_t i = 0; i < s->finding_count && i < MOST_LINES; i++) {
		const struct tally *t = &s->findings[i];
		const char *title = knowledge_title(p->k, t->name, &p->arena);
		struct buf rest = BUF_INIT;

		escape_own(slice_of(title ? title : ""), &rest);
		if (t->first.line > 0 || t->first.packet > 0) {
			buf_addstr(&rest, " (");
			add_first(p->redact, &t->first, &p->arena, &rest);
			buf_addstr(&rest, ")");
		}
		line(p, t->name, name_column(p), number(p, (double)t->count, 0), rest.p);
		buf_release(&rest);
	}
}

static void
codes(struct page *p, const struct summary *s)
{
	if (s->code_count > 0)
		heading(p, "summary.codes");
	for (size_t i = 0; i < s->code_count; i++) {
		const struct code_tally *c = &s->codes[i];
		char id[32];

		snprintf(id, sizeof id, "code.%d", c->code);
		line(p, arena_printf(&p->arena, "%d %s", c->code, c->method ? shown(p->redact, redact_text, c->method, &p->arena) : ""), name_column(p),
		    number(p, (double)c->count, 0), knowledge_title(p->k, id, &p->arena));
	}
}

static void
peers(struct page *p, const struct summary *s)
{
	if (s->peer_count > 0)
		heading(p, "summary.peers");
	for (size_t i = 0; i < s->peer_count && i < MOST_LINES; i++) {
		line(p, shown(p->redact, redact_text, s->peers[i].name, &p->arena), name_column(p), number(p, (double)s->peers[i].count, 0), NULL);
	}
}

static void
metrics(struct page *p, const struct summary *s)
{
	if (s->metric_count > 0)
		heading(p, "summary.metrics");
	for (size_t i = 0; i < s->metric_count; i++) {
		const struct metric *m = &s->metrics[i];
		const char *value = knowledge_label(p->k, "summary.none", &p->arena);

		if (m->present)
			value = m->ratio ? knowledge_percent(p->k, m->value, 1, &p->arena) :
			    seconds_label(p->k, m->value, 3, &p->arena);
		line(p, m->name, 18, value, !m->present ? m->formula : m->ratio ?
		    arena_printf(&p->arena, "%s, %llu/%llu", m->formula, (unsigned long long)m->numerator,
		    (unsigned long long)m->denominator) :
		    arena_printf(&p->arena, "%s, n = %llu", m->formula, (unsigned long long)m->denominator));
	}
}

void
summary_text(struct knowledge *k, const struct summary *s, struct redact *redact, size_t width, bool unicode,
    bool colour, struct buf *out)
{
	struct page p = { k, redact, out, ARENA_INIT, width < WRAP_WIDEST ? width : WRAP_WIDEST, unicode, colour };

	counts(&p, s);
	outcomes(&p, s);
	findings(&p, s);
	codes(&p, s);
	peers(&p, s);
	metrics(&p, s);
	arena_release(&p.arena);
}

static json_t *
tallies_json(struct knowledge *k, const struct tally *list, size_t n, const char *key, struct redact *redact,
    struct arena *a)
{
	json_t *array = json_array();
	struct buf first = BUF_INIT;

	for (size_t i = 0; i < n; i++) {
		json_t *o = json_object();
		bool is_id = strcmp(key, "id") == 0;

		json_add(o, key, is_id ? list[i].name : shown(redact, redact_text, list[i].name, a));
		if (is_id)
			json_add(o, "title", knowledge_title(k, list[i].name, a));
		json_add_number(o, "count", list[i].count);
		buf_reset(&first);
		add_first(redact, &list[i].first, a, &first);
		json_add(o, "first", first.n ? first.p : NULL);
		json_array_append_new(array, o);
	}
	buf_release(&first);
	return array;
}

static json_t *
codes_json(const struct summary *s, struct redact *redact, struct arena *a)
{
	json_t *array = json_array();

	for (size_t i = 0; i < s->code_count; i++) {
		json_t *o = json_object();

		json_add_number(o, "code", (uint64_t)s->codes[i].code);
		json_add(o, "method", shown(redact, redact_text, s->codes[i].method, a));
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
		json_object_set_new(o, "value", m->present ? json_real(m->value) : json_null());
		if (m->ratio)
			json_add_number(o, "numerator", m->numerator);
		json_add_number(o, m->ratio ? "denominator" : "samples", m->denominator);
		json_array_append_new(array, o);
	}
	return array;
}

static void
add_moment(json_t *o, const char *key, int64_t time, enum zone zone)
{
	struct buf text = BUF_INIT;

	add_time(time, zone, &text);
	json_add(o, key, text.p);
	buf_release(&text);
}

void
summary_json(struct knowledge *k, const struct summary *s, struct redact *redact, struct buf *out)
{
	struct arena a = ARENA_INIT;
	json_t *o = json_object();

	json_add_number(o, "messages", s->messages);
	json_add_number(o, "requests", s->requests);
	json_add_number(o, "responses", s->responses);
	json_add_number(o, "remarks", s->remarks);
	json_add_number(o, "calls", s->calls);
	json_add_number(o, "answered", s->answered);
	json_add_number(o, "failed_after_answer", s->failed_after_answer);
	json_add_number(o, "failed", s->failed);
	json_add_number(o, "cancelled", s->cancelled);
	json_add_number(o, "declined", s->declined);
	json_add_number(o, "unfinished", s->unfinished);
	json_add_number(o, "registrations", s->registrations);
	json_add_number(o, "subscriptions", s->subscriptions);
	json_add_number(o, "other", s->other);
	if (s->dropped_calls > 0)
		json_add_number(o, "dropped_calls", s->dropped_calls);
	add_moment(o, "first_time", s->first_time, s->zone);
	add_moment(o, "last_time", s->last_time, s->zone);
	json_object_set_new(o, "findings", tallies_json(k, s->findings, s->finding_count, "id", redact, &a));
	json_object_set_new(o, "codes", codes_json(s, redact, &a));
	json_object_set_new(o, "peers", tallies_json(k, s->peers, s->peer_count, "name", redact, &a));
	json_object_set_new(o, "metrics", metrics_json(s));
	json_line(o, out);
	arena_release(&a);
}
