/* SPDX-License-Identifier: MIT */
/*
 * What bodies say of the cause: ISUP that SIP carries (Q.1912.5, RFC 3372), what an IMS core asks for (3GPP TS 24.229
 * §7.6), a Reason within message/sipfrag (RFC 3420).
 */
#include <stdio.h>

#include "diagnose/message/evidence.h"
#include "sip/isup.h"

/* Q.850 §2.2.3, the keys as for the locations of RFC 8606. */
static const char *
location_key(unsigned location)
{
	static const char *const keys[16] = {
		[0] = "location.user", [1] = "location.local-private", [2] = "location.local", [3] = "location.transit",
		[4] = "location.remote-local", [5] = "location.remote-private", [7] = "location.international",
		[10] = "location.interworking",
	};

	return keys[location & 15];
}

static void
collect_isup(struct collect *c)
{
	struct slice body;
	struct isup isup;

	if (!message_part(c->m, SLICE("application/isup"), &body) || !isup_cause(&isup, body))
		return;
	const char *value = arena_printf(&c->f->arena, "%s, cause %u", isup.name, isup.cause);
	struct evidence *e = collect_header(c, "ISUP", slice_of(value), "isup-cause");

	e->arg[0] = isup.name;
	e->arg[1] = arena_printf(&c->f->arena, "%u", isup.cause);
	collect_explain(c, e, arena_printf(&c->f->arena, "q850.%u", isup.cause));
	if (location_key(isup.location) != NULL)
		collect_header(c, "ISUP", slice_of(value), location_key(isup.location));
}

/* The text of the first element of that name, without attributes. */
static struct slice
element(struct slice xml, const char *name)
{
	char tag[32];
	int n = snprintf(tag, sizeof tag, "<%s>", name);
	const char *p = slice_find_nocase(xml, (struct slice){ tag, (size_t)n });

	if (p == NULL)
		return SLICE_NONE;
	struct slice rest = slice_from(p + n, xml.p + xml.n);
	return slice_trim(slice_cut(&rest, '<'));
}

/* RFC 3261 has no word for it: register again, or call as an emergency (TS 24.229 §5.1.2A.1.6, §5.1.6.8). */
static void
collect_ims(struct collect *c)
{
	struct slice xml;

	if (!message_part(c->m, SLICE("application/3gpp-ims+xml"), &xml))
		return;
	struct slice type = element(xml, "type"), reason = element(xml, "reason"), action = element(xml, "action");
	bool restores = slice_eq_nocase(type, SLICE("restoration")), is_emergency = slice_eq_nocase(type, SLICE("emergency"));
	if (!restores && !is_emergency)
		return;
	const char *value = arena_printf(&c->f->arena, "%.*s %.*s %.*s", SLICE_ARG(type), SLICE_ARG(action), SLICE_ARG(reason));
	struct evidence *e = collect_header(c, "3gpp-ims+xml", slice_of(value), restores ? "ims-restoration" : "ims-emergency");

	e->arg[0] = collect_text(c, reason);
	e->arg[1] = collect_text(c, action);
	if (restores)
		collect_explain(c, e, "reason.registration-expired");
}

static void
collect_fragment(struct collect *c)
{
	struct message inner = { .headers = NULL };
	struct slice fragment;

	if (message_part(c->m, SLICE("message/sipfrag"), &fragment) &&
	    message_index(&inner, slice_trim(fragment)) == MESSAGE_OK) {
		struct collect within = *c;

		within.m = &inner;
		collect_reasons(&within);
	}
	message_release(&inner);
}

void
collect_bodies(struct collect *c)
{
	if (c->m->body.n == 0 || message_header(c->m, H_CONTENT_TYPE) == NULL)
		return;
	collect_isup(c);
	collect_ims(c);
	collect_fragment(c);
}
