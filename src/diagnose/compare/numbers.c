/* SPDX-License-Identifier: MIT */
/* Who is called and who calls, by form: how the number is written, what kind of host stands behind it. */
#include "diagnose/compare/differences.h"

#include "base/ascii.h"
#include "sip/fields.h"
#include "text/text.h"

/* "+49 30 …": the digits, without what only divides them; false where it is no number. */
static bool
digits_of(struct slice user, char *out, size_t size, size_t *n)
{
	*n = 0;
	for (size_t i = slice_starts(user, SLICE("+")); i < user.n; i++) {
		if (is_digit(user.p[i]) && *n < size)
			out[(*n)++] = user.p[i];
		else if (!is_digit(user.p[i]) && !is_one_of(user.p[i], "-.()"))
			return false;
	}
	return *n > 0;
}

static struct slice
user_of(const struct uri *uri)
{
	struct slice rest = uri->user;

	return slice_cut(&rest, ';');
}

/* How a user part is written as a number: a token, whose text is compared.<token>. */
static const char *
form_of(const struct uri *uri)
{
	char digits[32];
	size_t n;
	struct slice user = user_of(uri);

	if (user.n == 0)
		return "no-user";
	if (slice_eq_nocase(user, SLICE("anonymous")) || slice_ends(uri->host, SLICE(".invalid")))
		return "anonymous";
	if (!digits_of(user, digits, sizeof digits, &n))
		return "user-name";
	if (user.p[0] == '+')
		return "number-plus";
	if (n <= COMPARED_SHORT)
		return "number-short";
	if (digits[0] == '0')
		return digits[1] == '0' ? "number-00" : "number-0";
	return "number-plain";
}

/* Inner or public, as the address of the host itself is: that of another network is another, and says nothing. */
static bool
is_own(const char *kind, const struct addr *own)
{
	return own->family != 0 && strcmp(kind, addr_is_inner(own) ? "host-inner" :
	    addr_scope(own) == SCOPE_PUBLIC ? "host-public" : "") == 0;
}

bool
kinds_fit(const char *failing, const struct addr *failing_own, const char *good, const struct addr *good_own)
{
	return failing != NULL && good != NULL && is_own(failing, failing_own) && is_own(good, good_own);
}

/* What kind of host it is, as such a token; NULL: there is none. */
static const char *
host_kind(struct slice host)
{
	struct addr a;

	if (host.n == 0)
		return NULL;
	if (!addr_parse(&a, host))
		return "host-name";
	return addr_is_inner(&a) ? "host-inner" : addr_scope(&a) == SCOPE_PUBLIC ? "host-public" : "host-other";
}

/* A number that goes on as the other one ends has digits too few, or too many. */
static void
compare_length(struct differences *ds, const char *name, const struct uri *failing, const struct uri *good)
{
	char f[32], g[32];
	size_t f_n, g_n;

	if (!digits_of(user_of(failing), f, sizeof f, &f_n) || !digits_of(user_of(good), g, sizeof g, &g_n))
		return;
	size_t least = f_n < g_n ? f_n : g_n, most = f_n < g_n ? g_n : f_n;
	if (most - least < COMPARED_DIGITS || least < COMPARED_SHORT || memcmp(f, g, COMPARED_SHORT) != 0)
		return;
	differ_label(ds, DIFFERENCE_HEADER, name, RANK_NUMBER, arena_printf(ds->arena, "%zu", f_n),
	    arena_printf(ds->arena, "%zu", g_n), false);
}

/* Names of hosts say something only at one server: another one has its own. */
static bool
same_server(const struct pair *p)
{
	return addr_same_ip(&p->failing->where.dst, &p->good->where.dst);
}

static const char *
host_text(struct differences *ds, struct slice host)
{
	char *text = text_identity(ds->arena, host);

	for (char *p = text; *p != '\0'; p++)
		*p = to_lower(*p);
	return text;
}

static void
compare_host(struct differences *ds, const char *kind_name, const char *name, enum rank rank, const struct uri *failing,
    const struct uri *good)
{
	const struct place *f_at = &ds->now.failing->where, *g_at = &ds->now.good->where;
	const char *f = host_kind(failing->host), *g = host_kind(good->host);
	bool called = strcmp(kind_name, "uri-host-kind") == 0;

	/* Behind From stands the caller's address, or the server's. */
	if (kinds_fit(f, called ? &f_at->dst : &f_at->src, g, called ? &g_at->dst : &g_at->src) ||
	    (strcmp(kind_name, "from-host-kind") == 0 && kinds_fit(f, &f_at->dst, g, &g_at->dst)))
		return;
	if (differ_label(ds, DIFFERENCE_HEADER, kind_name, rank, f, g, true) != NULL || f == NULL || strcmp(f, "host-name") != 0)
		return;
	if (name != NULL && same_server(&ds->now))
		differ_label(ds, DIFFERENCE_HEADER, name, rank, host_text(ds, failing->host), host_text(ds, good->host), false);
}

/* A URI of each. False: one of them can't be read. */
static bool
both(struct slice failing, struct slice good, struct uri *f, struct uri *g)
{
	return uri_parse(f, failing) && uri_parse(g, good);
}

static void
compare_identity(struct differences *ds, enum header_id id, const char *form)
{
	struct slice failing = msg_header(ds->now.failing, id), good = msg_header(ds->now.good, id);
	struct uri f, g;

	if (failing.p == NULL || good.p == NULL)
		differ_value(ds, DIFFERENCE_HEADER, header_name(id), RANK_IDENTITY,
		    failing.p != NULL ? text_identity(ds->arena, failing) : NULL,
		    good.p != NULL ? text_identity(ds->arena, good) : NULL);
	else if (both(header_uri(failing, NULL), header_uri(good, NULL), &f, &g))
		differ_label(ds, DIFFERENCE_HEADER, form, RANK_IDENTITY, form_of(&f), form_of(&g), true);
}

static bool
is_secure(const struct uri *uri)
{
	return slice_eq_nocase(uri->scheme, SLICE("sips"));
}

static const char *
transport_of(struct differences *ds, struct slice value)
{
	struct slice transport;

	return header_param(header_uri(value, NULL), ';', SLICE("transport"), &transport) ? host_text(ds, transport) : "udp";
}

static void
compare_contact(struct differences *ds)
{
	const struct msg *failing = ds->now.failing, *good = ds->now.good;
	struct contact f, g;

	if (MSG(failing, contact).p == NULL || MSG(good, contact).p == NULL) {
		differ_value(ds, DIFFERENCE_HEADER, header_name(H_CONTACT), RANK_CONTACT,
		    MSG(failing, contact).p != NULL ? text_identity(ds->arena, MSG(failing, contact)) : NULL,
		    MSG(good, contact).p != NULL ? text_identity(ds->arena, MSG(good, contact)) : NULL);
		return;
	}
	if (!msg_contact(failing, &f) || !msg_contact(good, &g))
		return;
	compare_host(ds, "contact-host", NULL, RANK_CONTACT, &f.parts, &g.parts);
	differ_label(ds, DIFFERENCE_HEADER, "contact-scheme", RANK_CONTACT, is_secure(&f.parts) ? "sips" : "sip",
	    is_secure(&g.parts) ? "sips" : "sip", false);
	if (!is_secure(&f.parts) && !is_secure(&g.parts))
		differ_label(ds, DIFFERENCE_HEADER, "contact-transport", RANK_CONTACT, transport_of(ds, f.uri),
		    transport_of(ds, g.uri), false);
}

void
compare_numbers(struct differences *ds)
{
	const struct msg *failing = ds->now.failing, *good = ds->now.good;
	struct uri f, g;

	compare_contact(ds);
	compare_identity(ds, H_P_ASSERTED_IDENTITY, "identity-number");
	compare_identity(ds, H_REMOTE_PARTY_ID, "party-number");
	compare_identity(ds, H_DIVERSION, "diversion-number");
	if (failing->is_response)
		return;
	/* Within a dialog it is what the other side's Contact says. */
	if (MSG(failing, to_tag).p == NULL && both(MSG(failing, uri), MSG(good, uri), &f, &g)) {
		if (differ_label(ds, DIFFERENCE_HEADER, "uri-number", RANK_NUMBER, form_of(&f), form_of(&g), true) == NULL)
			compare_length(ds, "uri-digits", &f, &g);
		compare_host(ds, "uri-host-kind", "uri-host", RANK_NUMBER, &f, &g);
		differ_label(ds, DIFFERENCE_HEADER, "uri-scheme", RANK_NUMBER, text_identity(ds->arena, f.scheme),
		    text_identity(ds->arena, g.scheme), false);
	}
	if (MSG(failing, to_tag).p == NULL &&
	    both(header_uri(MSG(failing, from), NULL), header_uri(MSG(good, from), NULL), &f, &g)) {
		differ_label(ds, DIFFERENCE_HEADER, "from-number", RANK_IDENTITY, form_of(&f), form_of(&g), true);
		compare_host(ds, "from-host-kind", "from-host", RANK_IDENTITY, &f, &g);
	}
}
