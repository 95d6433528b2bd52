/* SPDX-License-Identifier: MIT */
/* Where a response points to: other targets, pages and announcements that explain it, and the product that sent it. */
#include "diagnose/message/evidence.h"

static void
add_contacts(struct collect *c)
{
	if ((c->m->code < 300 || c->m->code > 399) && c->m->code != 485)
		return;
	for (const struct header *h = message_header(c->m, H_CONTACT); h != NULL; h = message_next(c->m, h)) {
		struct slice rest = header_value(c->m, h);
		struct contact one;
		bool by_osip;

		while (read_contact_next(&rest, &one, &c->f->arena, &by_osip)) {
			if (!by_osip)
				collect_refused(c, h);
			struct evidence *e = collect_header(c, "Contact", one.uri, one.q.n > 0 ? "contact.q" : "contact");

			e->arg[0] = collect_text(c, one.uri);
			e->arg[1] = collect_text(c, one.q);
		}
	}
}

static void
add_info(struct collect *c, enum header_id id, const char *key)
{
	for (const struct header *h = message_header(c->m, id); h != NULL; h = message_next(c->m, h)) {
		struct slice rest = header_value(c->m, h);
		struct info_uri u;

		while (info_uri_next(&rest, &u)) {
			struct evidence *e = collect_header(c, header_name(id), u.uri, key);

			e->arg[0] = collect_text(c, u.uri);
			e->arg[1] = collect_text(c, u.purpose);
			if (slice_eq_nocase(u.purpose, SLICE("jwscard")))	/* RFC 8688 §3.1 */
				e->key = "call-info.jwscard";
		}
	}
}

static void
add_geolocation_error(struct collect *c)
{
	struct slice value = message_value(c->m, H_GEOLOCATION_ERROR);
	struct geolocation_error error;
	struct evidence *e;
	const char *id;

	if (value.p == NULL)
		return;
	e = collect_header(c, header_name(H_GEOLOCATION_ERROR), value, "geolocation-error");
	if (!geolocation_error_parse(&error, value)) {
		e->arg[0] = collect_text(c, value);
		return;
	}
	e->arg[0] = collect_text(c, error.text.n > 0 ? error.text : value);
	id = collect_match_number(c, "geolocation-error", error.code);
	collect_explain(c, e, id ? id : collect_match(c, "geolocation-error", e->arg[0]));
}

static void
add_product(struct collect *c)
{
	enum header_id id;
	struct slice value = message_agent(c->m, &id);
	const char *name = c->f->vendor ? knowledge_vendor_name(c->k, c->f->vendor, &c->f->arena) : NULL;
	struct evidence *e;

	if (value.n == 0)
		return;
	e = collect_header(c, header_name(id), value, name ? "product" : NULL);
	e->arg[0] = name;
}

void
collect_pointers(struct collect *c)
{
	add_contacts(c);
	if (!c->m->is_response || c->m->code >= 300) {
		add_info(c, H_ERROR_INFO, "error-info");
		add_info(c, H_CALL_INFO, "call-info");
	}
	add_geolocation_error(c);
	add_product(c);
}
