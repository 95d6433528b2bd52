/* SPDX-License-Identifier: MIT */
/* Warning (RFC 3261 §20.43), and the headers in which vendors name their error. */
#include "base/ascii.h"
#include "diagnose/message/evidence.h"

/* RFC 5630 §5.3: the 480 that comes with them is about the scheme, and not about who is called. */
static bool
is_about_scheme(const struct collect *c, const struct warning *w)
{
	return c->m->code == 480 && (w->code == 380 || w->code == 381);
}

static void
add_warning(struct collect *c, const struct warning *w, struct slice value)
{
	const char *text = collect_text(c, w->text), *id = NULL, *key = "warning";
	struct evidence *e;

	if (w->code == 0)
		key = "warning.text";
	else if (w->code == 399)
		key = "warning.miscellaneous";
	if (w->code == 0 || w->code == 399)
		id = collect_match(c, "warning", text);
	if (id == NULL && w->code != 0)
		id = arena_printf(&c->f->arena, "warning.%d", w->code);
	e = collect_header(c, "Warning", value, key);
	e->arg[0] = arena_printf(&c->f->arena, "%d", w->code);
	e->arg[1] = collect_text(c, w->agent);
	e->arg[2] = text;
	collect_explain(c, e, id);
	if (c->refined == NULL && is_about_scheme(c, w))
		c->refined = e->entry;
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
add_warnings(struct collect *c)
{
	for (const struct header *h = message_header(c->m, H_WARNING); h != NULL; h = message_next(c->m, h)) {
		const char *at = header_value(c->m, h).p, *end = slice_limit(header_value(c->m, h));
		struct slice rest = header_value(c->m, h);
		struct warning w;

		while (rest.n > 0 && warning_next(&rest, &w)) {
			add_warning(c, &w, piece(at, end, rest));
			if (rest.p == NULL)
				break;
			at = rest.p;
		}
	}
}

/* ms-diagnostics and its kin: a number, a reason and who says so. */
static void
add_diagnostics(struct collect *c, const struct header *h, const char *context)
{
	struct ms_diagnostics d;
	bool numbered = ms_diagnostics_parse(&d, header_value(c->m, h));
	const char *key = d.source.n > 0 ? "ms-diagnostics.source" : "ms-diagnostics";
	struct evidence *e = collect_header(c, collect_text(c, header_spelt(c->m, h)), header_value(c->m, h), key);
	const char *id = numbered ? collect_match_number(c, context, d.id) : NULL;

	e->arg[0] = numbered ? arena_printf(&c->f->arena, "%u", d.id) : "";
	e->arg[1] = collect_text(c, d.reason.n > 0 ? d.reason : header_value(c->m, h));
	e->arg[2] = collect_text(c, d.source);
	if (id == NULL)
		id = collect_match(c, context, e->arg[1]);
	collect_explain(c, e, id);
	if (c->refined == NULL)
		c->refined = e->entry;
}

/* A header whose text names the error: X-Reason, P-Registrar-Error. */
static void
add_text(struct collect *c, const struct header *h, const char *context, const char *key)
{
	struct evidence *e = collect_header(c, collect_text(c, header_spelt(c->m, h)), header_value(c->m, h), key);
	uint32_t number;
	const char *id = NULL;

	e->arg[0] = collect_text(c, header_value(c->m, h));
	if (field_number(header_value(c->m, h), &number))
		id = collect_match_number(c, context, number);
	collect_explain(c, e, id ? id : collect_match(c, context, e->arg[0]));
	if (c->refined == NULL)
		c->refined = e->entry;
}

/* AlertMsg-Error (RFC 8876 §5.2): a number, and its text as a parameter. */
static void
add_alert_error(struct collect *c, const struct header *h)
{
	struct slice value = header_value(c->m, h), text;
	struct evidence *e = collect_header(c, collect_text(c, header_spelt(c->m, h)), value, "error-text");

	e->arg[0] = collect_text(c, header_param(value, ';', SLICE("message"), &text) ? text : value);
	if (c->m->code != 425)	/* which says so itself */
		collect_explain(c, e, collect_match(c, "alertmsg-error", e->arg[0]));
}

/* Headers that name what is refused, or what would pass, and whom the words of a code can't name. */
static bool
names_what(const struct collect *c, struct slice name)
{
	return (c->m->code == 417 && slice_eq_nocase(name, SLICE("Accept-Resource-Priority"))) ||
	    (c->m->code == 470 && slice_eq_nocase(name, SLICE("Permission-Missing")));
}

/* Headers known by name only; what begins with X-MS- has the shape of ms-diagnostics or is plain text. */
static void
add_vendor_header(struct collect *c, const struct header *h)
{
	struct slice name = header_spelt(c->m, h), value = header_value(c->m, h);

	if (h->id == H_MS_DIAGNOSTICS || h->id == H_MS_DIAGNOSTICS_PUBLIC)
		add_diagnostics(c, h, "ms-diagnostics");
	else if (h->id == H_P_REGISTRAR_ERROR)
		add_text(c, h, "p-registrar-error", "error-text");
	else if (h->id != H_OTHER || value.n == 0)
		return;
	else if (slice_eq_nocase(name, SLICE("ms-diagnostics-extended")) || slice_eq_nocase(name, SLICE("ms-client-diagnostics")))
		add_diagnostics(c, h, "ms-diagnostics");
	else if (slice_eq_nocase(name, SLICE("X-Remote-Reason")))
		add_diagnostics(c, h, "x-remote-reason");
	else if (slice_eq_nocase(name, SLICE("X-Reason")))
		add_text(c, h, "x-reason", "error-text");
	else if (slice_eq_nocase(name, SLICE("X-Twilio-Error")))
		add_text(c, h, "x-twilio-error", "error-text");
	else if (slice_eq_nocase(name, SLICE("AlertMsg-Error")))
		add_alert_error(c, h);
	else if (names_what(c, name))
		collect_header(c, collect_text(c, name), value, NULL);
	else if (slice_starts_nocase(name, SLICE("X-MS-")) && is_digit(value.p[0]))
		add_diagnostics(c, h, "ms-diagnostics");
	else if (slice_starts_nocase(name, SLICE("X-MS-")))
		collect_header(c, collect_text(c, name), value, "x-ms");
}

void
collect_warnings(struct collect *c)
{
	add_warnings(c);
	for (size_t i = 0; i < c->m->header_count; i++)
		add_vendor_header(c, &c->m->headers[i]);
}
