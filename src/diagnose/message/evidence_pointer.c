/* SPDX-License-Identifier: MIT */
/* Where a response points to: other targets, pages and announcements that explain it, and the product that sent it. */
#include "diagnose/message/evidence.h"

static void
add_contacts(struct gather *g)
{
	if ((g->m->code < 300 || g->m->code > 399) && g->m->code != 485)
		return;
	for (const struct header *h = message_header(g->m, H_CONTACT); h != NULL; h = message_next(g->m, h)) {
		struct slice rest = header_value(g->m, h);
		struct contact c;
		bool by_osip;

		while (read_contact_next(&rest, &c, &g->f->arena, &by_osip)) {
			if (!by_osip)
				gather_refused(g, h);
			struct evidence *e = gather_header(g, "Contact", c.uri, c.q.n > 0 ? "contact.q" : "contact");

			e->arg[0] = gather_text(g, c.uri);
			e->arg[1] = gather_text(g, c.q);
		}
	}
}

static void
add_info(struct gather *g, enum header_id id, const char *key)
{
	for (const struct header *h = message_header(g->m, id); h != NULL; h = message_next(g->m, h)) {
		struct slice rest = header_value(g->m, h);
		struct info_uri u;

		while (info_uri_next(&rest, &u)) {
			struct evidence *e = gather_header(g, header_name(id), u.uri, key);

			e->arg[0] = gather_text(g, u.uri);
			e->arg[1] = gather_text(g, u.purpose);
			if (slice_eq_nocase(u.purpose, SLICE("jwscard")))	/* RFC 8688 §3.2 */
				e->key = "call-info.jwscard";
		}
	}
}

static void
add_geolocation_error(struct gather *g)
{
	struct slice value = message_value(g->m, H_GEOLOCATION_ERROR);
	struct geolocation_error error;
	struct evidence *e;
	const char *id;

	if (value.p == NULL)
		return;
	e = gather_header(g, header_name(H_GEOLOCATION_ERROR), value, "geolocation-error");
	if (!geolocation_error_parse(&error, value)) {
		e->arg[0] = gather_text(g, value);
		return;
	}
	e->arg[0] = gather_text(g, error.text.n > 0 ? error.text : value);
	id = gather_match_number(g, "geolocation-error", error.code);
	gather_explain(g, e, id ? id : gather_match(g, "geolocation-error", e->arg[0]));
}

static void
add_product(struct gather *g)
{
	enum header_id id = message_header(g->m, H_SERVER) ? H_SERVER : H_USER_AGENT;
	struct slice value = message_value(g->m, id);
	const char *name = g->f->vendor ? knowledge_vendor_name(g->k, g->f->vendor, &g->f->arena) : NULL;
	struct evidence *e;

	if (value.n == 0)
		return;
	e = gather_header(g, header_name(id), value, name ? "product" : NULL);
	e->arg[0] = name;
}

void
gather_pointers(struct gather *g)
{
	add_contacts(g);
	if (!g->m->is_response || g->m->code >= 300) {
		add_info(g, H_ERROR_INFO, "error-info");
		add_info(g, H_CALL_INFO, "call-info");
	}
	add_geolocation_error(g);
	add_product(g);
}
