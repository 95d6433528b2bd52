/* SPDX-License-Identifier: MIT */
/* Warning (RFC 3261 §20.43), and the headers in which vendors name their error. */
#include "base/ascii.h"
#include "diagnose/message/evidence.h"

static void
add_warning(struct gather *g, const struct warning *w, struct slice value)
{
	const char *text = gather_text(g, w->text), *id = NULL, *key = "warning";
	struct evidence *e;

	if (w->code == 0)
		key = "warning.text";
	else if (w->code == 399)
		key = "warning.miscellaneous";
	if (w->code == 0 || w->code == 399)
		id = gather_match(g, "warning", text);
	if (id == NULL && w->code != 0)
		id = arena_printf(&g->f->arena, "warning.%d", w->code);
	e = gather_header(g, "Warning", value, key);
	e->arg[0] = arena_printf(&g->f->arena, "%d", w->code);
	e->arg[1] = gather_text(g, w->agent);
	e->arg[2] = text;
	gather_explain(g, e, id);
}

/* What stands between two positions of a list, without the comma. */
static struct slice
piece(const char *from, const char *end, struct slice rest)
{
	struct slice s = slice_trim(slice_from(from, rest.p ? rest.p : end));

	while (s.n > 0 && s.p[s.n - 1] == ',')
		s = slice_trim(slice_head(s, s.n - 1));
	return s;
}

static void
add_warnings(struct gather *g)
{
	for (const struct header *h = message_header(g->m, H_WARNING); h != NULL; h = message_next(g->m, h)) {
		const char *at = header_value(g->m, h).p, *end = slice_limit(header_value(g->m, h));
		struct slice rest = header_value(g->m, h);
		struct warning w;

		while (rest.n > 0 && warning_next(&rest, &w)) {
			add_warning(g, &w, piece(at, end, rest));
			if (rest.p == NULL)
				break;
			at = rest.p;
		}
	}
}

/* ms-diagnostics and its kin: a number, a reason and who says so. */
static void
add_diagnostics(struct gather *g, const struct header *h, const char *context)
{
	struct ms_diagnostics d;
	bool numbered = ms_diagnostics_parse(&d, header_value(g->m, h));
	const char *key = d.source.n > 0 ? "ms-diagnostics.source" : "ms-diagnostics";
	struct evidence *e = gather_header(g, gather_text(g, header_spelt(g->m, h)), header_value(g->m, h), key);
	const char *id = numbered ? gather_match_number(g, context, d.id) : NULL;

	e->arg[0] = numbered ? arena_printf(&g->f->arena, "%u", d.id) : "";
	e->arg[1] = gather_text(g, d.reason.n > 0 ? d.reason : header_value(g->m, h));
	e->arg[2] = gather_text(g, d.source);
	if (id == NULL)
		id = gather_match(g, context, e->arg[1]);
	gather_explain(g, e, id);
	if (g->refined == NULL)
		g->refined = e->entry;
}

/* A header whose text names the error: X-Reason, P-Registrar-Error. */
static void
add_text(struct gather *g, const struct header *h, const char *context, const char *key)
{
	struct evidence *e = gather_header(g, gather_text(g, header_spelt(g->m, h)), header_value(g->m, h), key);
	uint32_t number;
	const char *id = NULL;

	e->arg[0] = gather_text(g, header_value(g->m, h));
	if (field_number(header_value(g->m, h), &number))
		id = gather_match_number(g, context, number);
	gather_explain(g, e, id ? id : gather_match(g, context, e->arg[0]));
	if (g->refined == NULL)
		g->refined = e->entry;
}

/* Headers known by name only; what begins with X-MS- has the shape of ms-diagnostics or is plain text. */
static void
add_vendor_header(struct gather *g, const struct header *h)
{
	struct slice name = header_spelt(g->m, h), value = header_value(g->m, h);

	if (h->id == H_MS_DIAGNOSTICS || h->id == H_MS_DIAGNOSTICS_PUBLIC)
		add_diagnostics(g, h, "ms-diagnostics");
	else if (h->id == H_P_REGISTRAR_ERROR)
		add_text(g, h, "p-registrar-error", "error-text");
	else if (h->id != H_OTHER || value.n == 0)
		return;
	else if (slice_eq_nocase(name, SLICE("ms-diagnostics-extended")))
		add_diagnostics(g, h, "ms-diagnostics");
	else if (slice_eq_nocase(name, SLICE("X-Remote-Reason")))
		add_diagnostics(g, h, "x-remote-reason");
	else if (slice_eq_nocase(name, SLICE("X-Reason")))
		add_text(g, h, "x-reason", "error-text");
	else if (slice_eq_nocase(name, SLICE("X-Twilio-Error")))
		add_text(g, h, "x-twilio-error", "error-text");
	else if (slice_eq_nocase(name, SLICE("AlertMsg-Error")))
		add_text(g, h, "alertmsg-error", "error-text");
	else if (slice_starts_nocase(name, SLICE("X-MS-")) && is_digit(value.p[0]))
		add_diagnostics(g, h, "ms-diagnostics");
	else if (slice_starts_nocase(name, SLICE("X-MS-")))
		gather_header(g, gather_text(g, name), value, "x-ms");
}

void
gather_warnings(struct gather *g)
{
	add_warnings(g);
	for (size_t i = 0; i < g->m->header_count; i++)
		add_vendor_header(g, &g->m->headers[i]);
}
