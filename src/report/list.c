/* SPDX-License-Identifier: MIT */
#include "report/list.h"

#include "report/colour.h"
#include "report/columns.h"
#include "report/escape.h"
#include "report/format.h"
#include "report/html.h"
#include "report/json.h"
#include "report/wrap.h"

struct list {
	struct knowledge *k;
	const struct list_options *o;
	struct buf *out;
	size_t column;		/* where titles begin */
};

/* NULL: the format has none. */
static const struct columns *
columns_of(const struct list_options *o)
{
	return o->format == FORMAT_TSV ? &tsv_columns : o->format == FORMAT_CSV ? &csv_columns : NULL;
}

static void
text_row(struct list *l, const char *id, struct arena *a)
{
	const char *title = knowledge_title(l->k, id, a);
	const struct wrap_margins at = { l->o->width, l->column, l->column, knowledge_is_right_to_left(l->k) };
	size_t n = strlen(id);

	colour_text(l->o->colour, COLOUR_HEADING, id, l->out);
	wrap_blanks(n < l->column ? l->column - n : 1, l->out);
	wrap_text(slice_of(title ? title : ""), &at, knowledge_language(l->k), l->out);
}

static void
brief_row(struct list *l, const char *id, struct arena *a)
{
	struct entry e = { .id = id };
	const char *title = knowledge_title(l->k, id, a);

	knowledge_entry(l->k, id, &e);
	buf_addf(l->out, "%s %s: ", severity_token(e.severity), id);
	add_own_cell(l->k, title ? title : "", l->out);
	buf_addc(l->out, '\n');
}

static void
json_notes(json_t *o, const struct entry_text *t)
{
	if (t->note_count == 0)
		return;
	json_t *notes = json_object();
	for (size_t i = 0; i < t->note_count; i++)
		json_add(notes, t->notes[i].vendor, t->notes[i].text);
	json_object_set_new(o, "notes", notes);
}

static void
json_row(struct list *l, const char *id, const struct entry *e, const struct entry_text *t,
    const struct strings *phrases)
{
	json_t *o = json_object();

	json_add(o, "id", id);
	json_add(o, "severity", severity_token(e->severity));
	json_add(o, "party", party_token(e->party));
	json_add(o, "retry", retry_token(e->retry));
	json_add(o, "lang", t->language);
	json_add(o, "title", t->title);
	json_add(o, "meaning", t->meaning);
	json_add_list(o, "causes", t->causes.p, t->causes.n);
	json_add_list(o, "fixes", t->fixes.p, t->fixes.n);
	json_notes(o, t);
	json_add_references(o, &e->references);
	json_add_list(o, "related", e->related.p, e->related.n);
	json_add_list(o, "phrases", phrases->p, phrases->n);
	json_line(o, l->out);
}

static void
cells(struct list *l, const struct columns *c, const struct strings *items, struct arena *a)
{
	struct buf all = BUF_INIT;

	for (size_t i = 0; i < items->n; i++)
		buf_addf(&all, "%s%s", i ? " | " : "", items->p[i]);
	columns_cell(c, arena_slice(a, buf_slice(&all)), l->out);
	buf_release(&all);
}

static void
columns_row(struct list *l, const char *id, const struct entry *e, const struct entry_text *t,
    const struct strings *phrases, struct arena *a)
{
	const struct columns *c = columns_of(l->o);

	c->escape(slice_of(id), l->out);
	columns_cell(c, severity_token(e->severity), l->out);
	columns_cell(c, party_token(e->party), l->out);
	columns_cell(c, retry_token(e->retry), l->out);
	columns_cell(c, t->language, l->out);
	columns_cell(c, t->title, l->out);
	columns_cell(c, t->meaning, l->out);
	cells(l, c, &t->causes, a);
	cells(l, c, &t->fixes, a);
	cells(l, c, &e->references, a);
	cells(l, c, &e->related, a);
	cells(l, c, phrases, a);
	buf_addstr(l->out, c->line_end);
}

static void
markdown_items(struct list *l, const char *key, const struct strings *items, struct arena *a)
{
	if (items->n == 0)
		return;
	buf_addf(l->out, "\n%s\n\n", knowledge_label(l->k, key, a));
	for (size_t i = 0; i < items->n; i++) {
		buf_addstr(l->out, "- ");
		escape_markdown_own(slice_of(items->p[i]), l->out);
		buf_addc(l->out, '\n');
	}
}

static void
markdown_row(struct list *l, const char *id, const struct entry *e, const struct entry_text *t, struct arena *a)
{
	buf_addf(l->out, "## %s — ", id);
	escape_markdown_own(slice_of(t->title), l->out);
	buf_addstr(l->out, "\n\n");
	escape_markdown_own(slice_of(t->meaning ? t->meaning : ""), l->out);
	buf_addc(l->out, '\n');
	markdown_items(l, "label.causes", &t->causes, a);
	markdown_items(l, "label.fixes", &t->fixes, a);
	markdown_items(l, "label.name_references", &e->references, a);
	buf_addc(l->out, '\n');
}

static void
whole_row(struct list *l, const char *id, struct arena *a)
{
	struct entry e = { .id = id };
	struct entry_text t = { .language = NULL };
	struct strings phrases = { NULL, 0 };

	knowledge_entry(l->k, id, &e);
	if (!knowledge_text(l->k, id, &t))
		t = (struct entry_text){ .language = knowledge_language(l->k) };
	if (t.title == NULL)
		t.title = id;
	if (l->o->format == FORMAT_MARKDOWN) {
		markdown_row(l, id, &e, &t, a);
		return;
	}
	knowledge_phrases(l->k, id, a, &phrases);
	if (l->o->format == FORMAT_JSON)
		json_row(l, id, &e, &t, &phrases);
	else
		columns_row(l, id, &e, &t, &phrases, a);
}

static void
list_entries(struct knowledge *k, const char *title, const struct strings *ids, const struct list_options *o, struct buf *out)
{
	struct list l = { k, o, out, 0 };

	if (o->format == FORMAT_HTML) {
		html_list(k, title, ids, out);
		return;
	}
	for (size_t i = 0; i < ids->n; i++)
		if (strlen(ids->p[i]) + 2 > l.column)
			l.column = strlen(ids->p[i]) + 2;
	buf_addstr(out, o->format == FORMAT_TEXT ? MARK_TABLE : "");
	if (columns_of(o) != NULL)
		columns_header(columns_of(o),
		    "id severity party retry lang title meaning causes fixes references related phrases", out);
	for (size_t i = 0; i < ids->n; i++) {
		struct arena a = ARENA_INIT;

		if (o->format == FORMAT_TEXT)
			text_row(&l, ids->p[i], &a);
		else if (o->format == FORMAT_BRIEF)
			brief_row(&l, ids->p[i], &a);
		else
			whole_row(&l, ids->p[i], &a);
		arena_release(&a);
	}
	buf_addstr(out, o->format == FORMAT_TEXT ? MARK_TABLE_END : "");
}

/* What has no more than a name: languages, products. */
static void
list_names(struct knowledge *k, const struct strings *tokens, const struct strings *names, const char *key,
    const struct list_options *o, struct buf *out)
{
	const struct columns *c = columns_of(o);

	if (o->format == FORMAT_HTML) {
		html_names(k, "siperr --list", tokens, names, out);
		return;
	}
	buf_addstr(out, o->format == FORMAT_TEXT ? MARK_TABLE : "");
	if (c != NULL)
		buf_addf(out, "%s%cname%s", key, c->divider, c->line_end);
	for (size_t i = 0; i < tokens->n; i++) {
		if (o->format == FORMAT_JSON) {
			json_t *row = json_object();

			json_add(row, key, tokens->p[i]);
			json_add(row, "name", names->p[i]);
			json_line(row, out);
		} else if (c != NULL) {
			c->escape(slice_of(tokens->p[i]), out);
			columns_cell(c, names->p[i], out);
			buf_addstr(out, c->line_end);
		} else {
			buf_addf(out, "%s%-7s %s\n", o->format == FORMAT_MARKDOWN ? "- " : "", tokens->p[i], names->p[i]);
		}
	}
}

void
list_kind(struct knowledge *k, const char *kind, const struct list_options *o, struct buf *out)
{
	struct arena a = ARENA_INIT;
	struct strings ids, names;

	if (kind != NULL && strcmp(kind, "languages") == 0) {
		knowledge_languages(k, &a, &ids, &names);
		list_names(k, &ids, &names, "lang", o, out);
	} else if (kind != NULL && strcmp(kind, "products") == 0) {
		knowledge_products(k, &a, &ids, &names);
		list_names(k, &ids, &names, "id", o, out);
	} else if (knowledge_list(k, kind, &a, &ids)) {
		list_entries(k, "siperr --list", &ids, o, out);
	}
	arena_release(&a);
}

bool
list_search(struct knowledge *k, struct slice text, const struct list_options *o, struct buf *out)
{
	struct arena a = ARENA_INIT;
	struct buf utf8 = BUF_INIT;
	struct strings ids;

	text_to_utf8(text, knowledge_language(k), &utf8);
	knowledge_search(k, buf_slice(&utf8), &a, &ids);
	if (ids.n > 0)
		list_entries(k, buf_slice(&utf8).p, &ids, o, out);
	buf_release(&utf8);
	arena_release(&a);
	return ids.n > 0;
}
