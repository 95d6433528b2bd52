/* SPDX-License-Identifier: MIT */
#include "sip/strict.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "sip/defect.h"
#include "sip/fields.h"
#include "sip/osip.h"
#include "sip/plain.h"
#include "sip/sdp.h"

enum {
	OSIP_HEADER_MAX = 256,		/* libosip2's lists are searched from their beginning each time */
};

struct grammar {
	const struct message *m;
	enum strict_bytes bytes;
	struct arena *arena;
	struct strict *out;
	bool bad[OSIP_HEADER_MAX];	/* headers by number that libosip2 need not see */
	bool plain[OSIP_HEADER_MAX];	/* see is_plain() */
	bool seen[H_COUNT];
};

static void
add_defect(struct grammar *g, enum defect_kind kind, const char *name, const char *value, const char *why)
{
	if (g->out->defect_count < DEFECT_MAX)
		g->out->defects[g->out->defect_count++] = (struct defect){ kind, name, value, why };
}

static void
add_header_defect(struct grammar *g, enum defect_kind kind, const struct header *h, const char *why)
{
	const char *name = header_name(h->id);
	char *value = h->value.at > 0 ? header_unfold(header_value(g->m, h)) : NULL;

	if (g->out->defect_count < DEFECT_MAX)
		add_defect(g, kind, name ? name : arena_slice(g->arena, header_spelt(g->m, h)),
		    arena_strdup(g->arena, value), why);
	free(value);
}

/* What is wrong with the header may come from the end of what was kept, or from the page that shows it. */
static bool
text_explains(const struct grammar *g, size_t i)
{
	const char *why;

	if (g->bytes != STRICT_WIRE && header_lost_brackets(g->m, &g->m->headers[i]))
		return true;
	if (g->bytes != STRICT_CUT)
		return false;
	why = header_defect(g->m, &g->m->headers[i]);
	return i + 1 == g->m->header_count || (why != NULL && slice_starts(slice_of(why), SLICE("defect.unbalanced")));
}

/* So written that neither we nor libosip2 have anything against it: most of what every message has is. */
static bool
is_plain(enum header_id id, struct slice value)
{
	struct slice uri, tag, method;
	uint32_t number;

	switch (id) {
	case H_VIA: return plain_via(value);
	case H_FROM: case H_TO: return plain_address(value, &uri, &tag);
	case H_CALL_ID: return plain_call_id(value);
	case H_CSEQ: return plain_cseq(value, &number, &method);
	default: return false;
	}
}

static void
check_headers(struct grammar *g)
{
	for (size_t i = 0; i < g->m->header_count; i++) {
		const struct header *h = &g->m->headers[i];
		bool plain = is_plain((enum header_id)h->id, header_value(g->m, h)), lost = text_explains(g, i);
		const char *why = lost || (plain && h->id != H_CSEQ) ? NULL : header_defect(g->m, h);
		bool again = header_is_single(h->id) && (g->seen[h->id] || (h->id == H_CONTENT_LENGTH && g->m->lengths_differ));

		g->seen[h->id] = true;
		if (why != NULL)
			add_header_defect(g, DEFECT_HEADER, h, why);
		if (again)
			add_header_defect(g, DEFECT_REPEATED, h, "defect.repeated");
		if (i < OSIP_HEADER_MAX) {
			g->plain[i] = plain;
			g->bad[i] = lost || why != NULL || again || (!plain && slice_chr(header_value(g->m, h), '\0') != NULL);
		}
	}
}

/* A request that sets up a dialog, or moves it, says where its sender is (RFC 3261 §8.1.1.8; 6665, 3515, 3311). */
static bool
needs_contact(const struct message *m)
{
	return !m->is_response && (m->method == METHOD_INVITE || m->method == METHOD_SUBSCRIBE || m->method == METHOD_REFER ||
	    m->method == METHOD_UPDATE);
}

static void
check_missing(struct grammar *g)
{
	static const enum header_id mandatory[] = { H_VIA, H_FROM, H_TO, H_CALL_ID, H_CSEQ };
	size_t there = 0;

	if (g->bytes == STRICT_CUT || g->bytes == STRICT_FRAGMENT)
		return;
	for (size_t i = 0; i < sizeof mandatory / sizeof *mandatory; i++)
		there += g->seen[mandatory[i]];
	if (there == 0)
		return;
	for (size_t i = 0; i < sizeof mandatory / sizeof *mandatory; i++)
		if (!g->seen[mandatory[i]])
			add_defect(g, DEFECT_MISSING, header_name(mandatory[i]), NULL, "defect.missing");
	if (needs_contact(g->m) && !g->seen[H_CONTACT])
		add_defect(g, DEFECT_MISSING, header_name(H_CONTACT), NULL, "defect.missing");
	if (!g->m->is_response && !g->seen[H_MAX_FORWARDS])
		add_defect(g, DEFECT_MISSING, header_name(H_MAX_FORWARDS), NULL, "defect.missing");
	if (g->m->body.n > 0 && g->m->content_length > 0 && !g->seen[H_CONTENT_TYPE])
		add_defect(g, DEFECT_MISSING, header_name(H_CONTENT_TYPE), NULL, "defect.no-content-type");
}

static void
check_body(struct grammar *g)
{
	const struct message *m = g->m;
	struct slice part;
	struct sdp sdp;

	if (g->bytes == STRICT_CUT)
		return;
	if (m->raw.n >= MESSAGE_MAX) {
		add_defect(g, DEFECT_SIZE, NULL, NULL, "defect.size");
		return;
	}
	if (g->bytes == STRICT_WIRE && m->content_length >= 0 && (uint64_t)m->content_length != m->body.n)
		add_defect(g, DEFECT_LENGTH, header_name(H_CONTENT_LENGTH),
		    arena_printf(g->arena, "%lld", (long long)m->content_length),
		    (uint64_t)m->content_length > m->body.n ? "defect.length-long" : "defect.length-short");
	if (!message_part(m, SLICE("application/sdp"), &part))
		return;
	if (!sdp_parse(&sdp, part))
		add_defect(g, DEFECT_BODY, "SDP", NULL, "defect.bad-sdp");
	else if (sdp.bad_line.p != NULL)
		add_defect(g, DEFECT_BODY, "SDP", arena_slice(g->arena, sdp.bad_line), "defect.bad-sdp");
}

/* The headers libosip2 parses itself; of the others it has no opinion. */
static bool
osip_knows(enum header_id id)
{
	switch (id) {
	case H_VIA: case H_FROM: case H_TO: case H_CALL_ID: case H_CSEQ: case H_CONTACT: case H_ROUTE:
	case H_RECORD_ROUTE: case H_CONTENT_TYPE:
		return true;
	default:
		return false;
	}
}

static bool
osip_sees(const struct grammar *g, size_t i)
{
	const struct header *h = &g->m->headers[i];

	return osip_knows(h->id) && !g->bad[i] && h->value.n <= OSIP_VALUE_MAX;
}

static void
add_flat(struct buf *text, struct slice value)
{
	char *flat;

	if (!header_is_folded(value)) {
		buf_add(text, value);
		return;
	}
	flat = header_unfold(value);
	buf_addstr(text, flat);
	free(flat);
}

/*
 * A clean message made from what is good, for libosip2: CRLF, one line a header, no body. Its own
 * framing swallows the line after a status line without phrase, and its speed falls with the size.
 */
static void
rebuild(const struct grammar *g, size_t count, struct buf *text)
{
	const struct message *m = g->m;

	if (m->is_response)
		buf_addf(text, "SIP/2.0 %03d x\r\n", m->code);
	else
		buf_addf(text, "%.*s sip:x SIP/2.0\r\n", SLICE_ARG(PART(m, method_name)));
	for (size_t i = 0; i < count; i++) {
		if (!osip_sees(g, i))
			continue;
		buf_addstr(text, header_name(m->headers[i].id));
		buf_add(text, SLICE(": "));
		add_flat(text, header_value(m, &m->headers[i]));
		buf_add(text, SLICE("\r\n"));
	}
	buf_addstr(text, "Content-Length: 0\r\n\r\n");
}

/* Which header made libosip2 refuse the message. */
static void
name_refused(struct grammar *g, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (osip_sees(g, i) && !osip_takes((enum header_id)g->m->headers[i].id, header_value(g->m, &g->m->headers[i])))
			add_header_defect(g, DEFECT_HEADER, &g->m->headers[i], "defect.refused");
}

/* May the bytes be given to it as they are? Its time is quadratic in some things, and it misreads a bare code. */
static bool
may_ask_whole(const struct grammar *g)
{
	const struct message *m = g->m;

	if (g->bytes != STRICT_WIRE || m->raw.n >= MESSAGE_MAX || m->header_count > OSIP_HEADER_MAX ||
	    slice_chr(m->raw, '\0') != NULL || (m->is_response && m->phrase.n == 0))
		return false;
	for (size_t i = 0; i < m->header_count; i++)
		if (m->headers[i].value.n > OSIP_VALUE_MAX)
			return false;
	return true;
}

static bool
takes_rebuilt(const struct grammar *g, size_t count)
{
	struct buf text = BUF_INIT;
	bool good;

	rebuild(g, count, &text);
	good = osip_takes_message(buf_slice(&text));
	buf_release(&text);
	return good;
}

/* A response in which libosip2 would find nothing to refuse once it was rebuilt: most are so, and need not be asked about. */
static bool
is_surely_taken(const struct grammar *g)
{
	const struct message *m = g->m;

	if (!m->is_response || m->code < 100 || m->code > 699 || m->header_count > OSIP_HEADER_MAX)
		return false;
	for (size_t i = 0; i < m->header_count; i++)
		if (osip_sees(g, i) && !g->plain[i])
			return false;
	return true;
}

/* The bytes as they were received; where it refuses them, or they are no wire's, a message of what is good in them. */
static void
ask_osip(struct grammar *g)
{
	size_t count = g->m->header_count < OSIP_HEADER_MAX ? g->m->header_count : OSIP_HEADER_MAX;

	g->out->accepted = is_surely_taken(g) || (may_ask_whole(g) && osip_takes_message(g->m->raw)) || takes_rebuilt(g, count);
	if (!g->out->accepted)
		name_refused(g, count);
	g->out->accepted = g->out->accepted && g->out->defect_count == 0;
}

void
strict_check(const struct message *m, enum strict_bytes bytes, struct arena *arena, struct strict *out)
{
	struct grammar g = { .m = m, .bytes = bytes, .arena = arena, .out = out };
	const char *why = start_line_defect(m, bytes == STRICT_WIRE);

	*out = (struct strict){ .defects = arena_alloc(arena, DEFECT_MAX * sizeof *out->defects) };
	if (why != NULL)
		add_defect(&g, DEFECT_START_LINE, NULL, arena_slice(arena, PART(m, start_line)), why);
	check_headers(&g);
	check_body(&g);
	ask_osip(&g);
	check_missing(&g);
}
