/* SPDX-License-Identifier: MIT */
/* What two messages say in their headers: those that may matter, each in the way that may. */
#include "diagnose/compare/differences.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "sip/fields.h"
#include "text/text.h"

enum way {
	THERE,			/* that it is there */
	AS_IT_IS,		/* what it says */
	LIST,			/* its elements, in whatever order */
	SEMICOLONS,		/* the same, divided by semicolons */
	NUMBER,			/* the number it begins with */
	HOW_MANY,		/* of how many elements it is */
	FIRST_WORD,		/* what stands before its parameters */
	CHALLENGE,		/* how credentials are asked for: nonces never */
	AUTH,			/* whether credentials are what was asked for */
	HOPS,			/* Max-Forwards: whether few are left */
	ELSEWHERE,		/* another file looks at it */
	NEVER,
};

/* What is not among them counts by being there. */
static const struct compared_header {
	enum header_id id;
	enum way way;
	enum rank rank;
} rows[] = {
	{ H_REQUIRE, LIST, RANK_REQUIRED },
	{ H_PROXY_REQUIRE, LIST, RANK_REQUIRED },
	{ H_AUTHORIZATION, AUTH, RANK_CREDENTIALS },
	{ H_PROXY_AUTHORIZATION, AUTH, RANK_CREDENTIALS },
	{ H_WWW_AUTHENTICATE, CHALLENGE, RANK_CREDENTIALS },
	{ H_PROXY_AUTHENTICATE, CHALLENGE, RANK_CREDENTIALS },
	{ H_P_ASSERTED_IDENTITY, ELSEWHERE, RANK_IDENTITY },
	{ H_REMOTE_PARTY_ID, ELSEWHERE, RANK_IDENTITY },
	{ H_DIVERSION, ELSEWHERE, RANK_IDENTITY },
	{ H_PRIVACY, SEMICOLONS, RANK_IDENTITY },
	{ H_IDENTITY, THERE, RANK_IDENTITY },
	{ H_CONTENT_TYPE, FIRST_WORD, RANK_BODY },
	{ H_CONTENT_ENCODING, AS_IT_IS, RANK_BODY },
	{ H_SESSION_EXPIRES, NUMBER, RANK_TIMER },
	{ H_MIN_SE, NUMBER, RANK_TIMER },
	{ H_EXPIRES, NUMBER, RANK_TIMER },
	{ H_MIN_EXPIRES, NUMBER, RANK_TIMER },
	{ H_ROUTE, HOW_MANY, RANK_ROUTE },
	{ H_RECORD_ROUTE, HOW_MANY, RANK_ROUTE },
	{ H_PATH, HOW_MANY, RANK_ROUTE },
	{ H_SERVICE_ROUTE, HOW_MANY, RANK_ROUTE },
	{ H_MAX_FORWARDS, HOPS, RANK_ROUTE },
	{ H_SUPPORTED, LIST, RANK_SUPPORTED },
	{ H_ALLOW, LIST, RANK_SUPPORTED },
	{ H_ACCEPT, LIST, RANK_SUPPORTED },
	{ H_ALLOW_EVENTS, LIST, RANK_OTHER },
	{ H_EVENT, FIRST_WORD, RANK_REQUIRED },
	{ H_SUBSCRIPTION_STATE, FIRST_WORD, RANK_OTHER },
	{ H_REASON, AS_IT_IS, RANK_OTHER },
	{ H_P_EARLY_MEDIA, AS_IT_IS, RANK_OTHER },
	{ H_PRIORITY, AS_IT_IS, RANK_OTHER },
	{ H_USER_AGENT, AS_IT_IS, RANK_PRODUCT },
	{ H_SERVER, AS_IT_IS, RANK_PRODUCT },
	{ H_CONTACT, ELSEWHERE, RANK_CONTACT },
	{ H_FROM, ELSEWHERE, RANK_NUMBER },
	{ H_TO, ELSEWHERE, RANK_NUMBER },
	{ H_VIA, ELSEWHERE, RANK_PATH },
	{ H_CALL_ID, NEVER, RANK_OTHER },
	{ H_CSEQ, NEVER, RANK_OTHER },
	{ H_CONTENT_LENGTH, NEVER, RANK_OTHER },
	{ H_CONTENT_LANGUAGE, NEVER, RANK_OTHER },
	{ H_CONTENT_DISPOSITION, NEVER, RANK_OTHER },
	{ H_ACCEPT_LANGUAGE, NEVER, RANK_OTHER },
	{ H_AUTHENTICATION_INFO, NEVER, RANK_OTHER },
	{ H_DATE, NEVER, RANK_OTHER },
	{ H_TIMESTAMP, NEVER, RANK_OTHER },
	{ H_MIME_VERSION, NEVER, RANK_OTHER },
	{ H_ORGANIZATION, NEVER, RANK_OTHER },
	{ H_SUBJECT, NEVER, RANK_OTHER },
	{ H_SESSION_ID, NEVER, RANK_OTHER },
	{ H_X_CID, NEVER, RANK_OTHER },
	{ H_P_CHARGING_VECTOR, NEVER, RANK_OTHER },
	{ H_X_ASTERISK_HANGUPCAUSE, NEVER, RANK_OTHER },	/* the code says the same */
};

enum { SHOWN_MOST = 1024 };

static const char *
text_of(struct differences *ds, struct slice value)
{
	return value.p == NULL ? NULL : text_identity(ds->arena, slice_trim(utf8_head_of_words(value, SHOWN_MOST)));
}

/* Of a header whose value never matters: only that the one message has it and the other has not. */
static void
differ_there(struct differences *ds, const char *name, enum rank rank, bool failing, bool good)
{
	struct difference *d = differ_value(ds, DIFFERENCE_HEADER, name, rank, failing ? "there" : NULL, good ? "there" : NULL);

	if (d != NULL)
		d->has_words = true;
}

/* All elements of all headers of that kind, without their parameters. */
static void
elements(const struct msg *m, enum header_id id, char divider, struct words *out)
{
	const struct message *index = msg_index(m);

	out->n = 0;
	for (const struct header *h = message_header(index, id); h != NULL; h = message_next(index, h)) {
		struct slice rest = header_value(index, h), element;

		while (divider == ';' && rest.n > 0)
			words_add(out, slice_trim(slice_cut(&rest, ';')));
		while (divider == ',' && header_element(&rest, &element))
			words_add(out, slice_trim(slice_cut(&element, ';')));
	}
}

static const char *
how_many(struct differences *ds, const struct msg *m, enum header_id id)
{
	const struct message *index = msg_index(m);
	size_t n = 0;

	for (const struct header *h = message_header(index, id); h != NULL; h = message_next(index, h)) {
		struct slice rest = header_value(index, h), element;

		while (header_element(&rest, &element))
			n++;
	}
	return n > 0 ? arena_printf(ds->arena, "%zu", n) : NULL;
}

/* MD5 is what nothing said means (RFC 7616 §3.3). */
static const char *
algorithm_text(struct differences *ds, struct slice scheme, struct slice algorithm)
{
	if (algorithm.n == 0 || slice_eq_nocase(algorithm, SLICE("MD5")))
		return text_of(ds, scheme);
	return arena_printf(ds->arena, "%s, %s", text_of(ds, scheme), text_of(ds, algorithm));
}

/* How credentials are asked for; NULL: they are not. */
static const char *
challenge_text(struct differences *ds, struct slice value)
{
	struct challenge c;

	return value.p == NULL || !challenge_next(&value, &c) ? text_of(ds, value) : algorithm_text(ds, c.scheme, c.algorithm);
}

/* The realm that was asked for last; empty where nobody asked. */
static struct slice
realm_asked(const struct msg *m)
{
	struct challenge c = { .realm = SLICE_NONE };

	while (m != NULL && !(m->is_response && (m->facts & MSG_CHALLENGE)))
		m = m->prev;
	if (m == NULL)
		return SLICE_NONE;
	struct slice rest = MSG(m, auth);
	return challenge_next(&rest, &c) ? c.realm : SLICE_NONE;
}

/*
 * "Digest, SHA-256, realm asterisk ≠ example.net, username 1001 ≠ 49301001": realm and user where they are not those of the
 * challenge and of From, which each server has its own of. NULL: there are no credentials.
 */
static const char *
credentials_text(struct differences *ds, const struct msg *m, struct slice value)
{
	struct credentials c;
	struct slice asked = realm_asked(m);
	struct uri from = { .user = SLICE_NONE };
	const char *text;

	if (value.p == NULL || !credentials_parse(&c, value))
		return text_of(ds, value);
	text = algorithm_text(ds, c.scheme, c.algorithm);
	if (asked.n > 0 && c.realm.n > 0 && !slice_eq(asked, c.realm))
		text = arena_printf(ds->arena, "%s, realm %s ≠ %s", text, text_of(ds, c.realm), text_of(ds, asked));
	if (c.username.n > 0 && uri_parse(&from, header_uri(MSG(m, from), NULL)) && from.user.n > 0 &&
	    !slice_eq(c.username, from.user))
		text = arena_printf(ds->arena, "%s, username %s ≠ %s", text, text_of(ds, c.username), text_of(ds, from.user));
	return text;
}

static const char *
number_of(struct differences *ds, struct slice value)
{
	uint32_t n;

	return field_number(value, &n) ? arena_printf(ds->arena, "%u", n) : text_of(ds, value);
}

/* Max-Forwards: it matters only where one of the two is nearly used up; one more hop makes no difference that counts. */
static void
compare_hops(struct differences *ds, struct slice failing, struct slice good, enum rank rank)
{
	uint32_t f, g;

	if (failing.p != NULL && good.p != NULL && (!field_number(failing, &f) || !field_number(good, &g) ||
	    (f < COMPARED_HOPS_LEFT) == (g < COMPARED_HOPS_LEFT)))
		return;
	differ_value(ds, DIFFERENCE_HEADER, header_name(H_MAX_FORWARDS), rank, number_of(ds, failing), number_of(ds, good));
}

/* What one of the two says, in the way of its row; NULL: it has no such header. */
static const char *
told_by(struct differences *ds, const struct msg *m, enum header_id id, enum way way)
{
	struct slice value = msg_header(m, id), rest = value;

	switch (way) {
	case FIRST_WORD: return text_of(ds, slice_cut(&rest, ';'));
	case NUMBER: return number_of(ds, value);
	case HOW_MANY: return how_many(ds, m, id);
	case AUTH: return credentials_text(ds, m, value);
	case CHALLENGE: return challenge_text(ds, value);
	default: return text_of(ds, value);
	}
}

static void
compare_elements(struct differences *ds, const struct compared_header *row, char divider)
{
	struct words failing, good;

	elements(ds->now.failing, row->id, divider, &failing);
	elements(ds->now.good, row->id, divider, &good);
	differ_list(ds, DIFFERENCE_HEADER, header_name(row->id), row->rank, &failing, &good, false);
}

static void
compare_row(struct differences *ds, const struct compared_header *row)
{
	const struct msg *f = ds->now.failing, *g = ds->now.good;
	struct slice failing = msg_header(f, row->id), good = msg_header(g, row->id);
	const char *name = header_name(row->id);

	if (failing.p == NULL && good.p == NULL)
		return;
	if (row->id == H_CONTENT_TYPE && (failing.p == NULL || good.p == NULL) && ((f->facts ^ g->facts) & MSG_SDP))
		return;		/* the description is what is missing */
	switch (row->way) {
	case ELSEWHERE: case NEVER:
		break;
	case THERE:
		differ_there(ds, name, row->rank, failing.p != NULL, good.p != NULL);
		break;
	case LIST:
		compare_elements(ds, row, ',');
		break;
	case SEMICOLONS:
		compare_elements(ds, row, ';');
		break;
	case HOPS:
		compare_hops(ds, failing, good, row->rank);
		break;
	default:
		differ_value(ds, DIFFERENCE_HEADER, name, row->rank, told_by(ds, f, row->id, row->way),
		    told_by(ds, g, row->id, row->way));
		break;
	}
}

static bool
is_row(enum header_id id)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].id == id)
			return true;
	return false;
}

/* What only one of them has, of all that has no row. */
static void
compare_rest(struct differences *ds, const struct msg *m, const struct msg *other, bool is_failing)
{
	const struct message *index = msg_index(m);

	for (size_t i = 0; i < index->header_count; i++) {
		const struct header *h = &index->headers[i];
		struct slice name = header_spelt(index, h), value = header_value(index, h);

		if (value.p == NULL || (h->id != H_OTHER && is_row((enum header_id)h->id)) || message_named(index, name) != h)
			continue;
		if (h->id != H_OTHER ? msg_header(other, (enum header_id)h->id).p != NULL :
		    message_named(msg_index(other), name) != NULL)
			continue;
		const char *spelt = h->id != H_OTHER ? header_name((enum header_id)h->id) : text_of(ds, name);
		differ_there(ds, spelt, RANK_OTHER, is_failing, !is_failing);
	}
}

void
compare_headers(struct differences *ds)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		compare_row(ds, &rows[i]);
	compare_rest(ds, ds->now.failing, ds->now.good, true);
	compare_rest(ds, ds->now.good, ds->now.failing, false);
}
