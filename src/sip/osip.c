/* SPDX-License-Identifier: MIT */
#include "sip/osip.h"

#include <stdio.h>
#include <stdlib.h>

#include <osipparser2/osip_parser.h>
#include <osipparser2/osip_port.h>
#include <osipparser2/sdp_message.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/memory.h"
#include "sip/osip_memory.h"
#include "sip/start_line.h"

void
osip_start(void)
{
	static bool done;

	if (done)
		return;
	done = true;
	osip_set_allocators(osip_memory_take, osip_memory_resize, osip_memory_give);
	osip_trace_initialize(TRACE_LEVEL0, stderr);	/* else its complaints go to stdout */
	parser_init();
}

/* What libosip2 takes from here on is given back by ended(): nothing of its is freed piece by piece. */
static void
begin(void)
{
	osip_start();
	osip_memory_begin();
}

/* The value as its parsers want it: unfolded, ended by a NUL. NULL when it is too long or holds one. */
static char *
as_string(struct slice value)
{
	begin();
	if (value.p == NULL || value.n > OSIP_VALUE_MAX || slice_chr(value, '\0') != NULL)
		return NULL;
	return header_unfold(value);
}

/* Of as_string(), which may have been NULL. */
static bool
ended(char *text, bool good)
{
	osip_memory_end();
	free(text);
	return good;
}

static struct slice
keep(struct arena *a, const char *text)
{
	return text != NULL ? slice_of(arena_strdup(a, text)) : SLICE_NONE;
}

/* A quoted string without its quotes. */
static struct slice
keep_unquoted(struct arena *a, const char *text)
{
	struct slice s = slice_trim(slice_of(text));

	if (text == NULL)
		return SLICE_NONE;
	if (s.n >= 2 && s.p[0] == '"' && s.p[s.n - 1] == '"')
		s = slice_head(slice_skip(s, 1), s.n - 2);
	return slice_of(arena_slice(a, s));
}

/* A URI in its text. (A %00 ends it for libosip2, so its callers keep one away.) */
static struct slice
keep_uri(struct arena *a, osip_uri_t *uri)
{
	struct slice kept = SLICE_NONE;
	char *text = NULL;

	if (uri != NULL && osip_uri_to_str(uri, &text) == 0)
		kept = keep(a, text);
	return kept;
}

static struct slice
keep_param(struct arena *a, osip_list_t *params, const char *name)
{
	char word[16];
	osip_generic_param_t *param = NULL;

	snprintf(word, sizeof word, "%s", name);	/* it wants its argument writable */
	if (osip_generic_param_get_byname(params, word, &param) != 0 || param == NULL)
		return SLICE_NONE;
	return param->gvalue != NULL ? keep_unquoted(a, param->gvalue) : (struct slice){ "", 0 };
}

/* The parts of a start line are divided by one blank each: anything else there it takes for a part. */
static bool
is_divided(struct slice line)
{
	struct status_line status;
	struct slice head = line;

	if (status_line_read(&status, line)) {
		if (status.code_end < slice_limit(line) && *status.code_end != ' ')
			return false;
		head = slice_head(line, (size_t)(status.code_end - line.p) + 2);
	}
	return slice_find(head, SLICE("  ")) == NULL && slice_chr(head, '\t') == NULL && slice_chr(line, '\0') == NULL;
}

bool
osip_start_line(struct osip_start *out, struct slice line, struct arena *a)
{
	struct buf text = BUF_INIT;
	osip_message_t *m = NULL;
	bool good;

	*out = (struct osip_start){ .is_response = false };
	if (line.n > OSIP_VALUE_MAX || !is_divided(line))
		return false;
	begin();
	buf_add(&text, line);
	/* Without a phrase, and a blank before it, it takes the next line for one. */
	if (slice_starts_nocase(line, SLICE("SIP/")) && slice_trim(line).n < sizeof "SIP/2.0 200")
		buf_addc(&text, ' ');
	buf_add(&text, SLICE("\r\n\r\n"));
	good = osip_message_init(&m) == 0 && osip_message_parse(m, text.p, text.n) == 0;
	if (good) {
		out->is_response = m->status_code != 0;
		out->code = m->status_code;
		out->phrase = keep(a, m->reason_phrase);
		out->method = keep(a, m->sip_method);
		out->uri = keep_uri(a, m->req_uri);
	}
	buf_release(&text);
	return ended(NULL, good);
}

bool
osip_address(struct osip_address *out, struct slice value, struct arena *a)
{
	char *text = as_string(value), *again = NULL;
	osip_from_t *from = NULL;
	bool good = false;

	*out = (struct osip_address){ .uri = SLICE_NONE };
	if (text != NULL && strstr(text, "%00") == NULL && osip_from_init(&from) == 0 && osip_from_parse(from, text) == 0) {
		out->uri = keep_uri(a, from->url);
		out->tag = keep_param(a, &from->gen_params, "tag");
		if (osip_from_to_str(from, &again) == 0)
			out->text = keep(a, again);
		good = out->uri.n > 0 && out->text.n > 0;
	}
	return ended(text, good);
}

bool
osip_call_id_value(struct slice *out, struct slice value, struct arena *a)
{
	char *text = as_string(value), *again = NULL;
	osip_call_id_t *id = NULL;
	bool good = false;

	*out = SLICE_NONE;
	if (text != NULL && osip_call_id_init(&id) == 0 && osip_call_id_parse(id, text) == 0 &&
	    osip_call_id_to_str(id, &again) == 0) {
		*out = keep(a, again);
		good = out->n > 0;
	}
	return ended(text, good);
}

bool
osip_cseq_value(uint32_t *number, struct slice *method, struct slice value, struct arena *a)
{
	char *text = as_string(value);
	osip_cseq_t *cseq = NULL;
	uint64_t n = 0;
	bool good = false;

	*number = 0;
	*method = SLICE_NONE;
	if (text != NULL && osip_cseq_init(&cseq) == 0 && osip_cseq_parse(cseq, text) == 0) {
		*method = keep(a, cseq->method);
		good = slice_to_u64(slice_trim(slice_of(cseq->number)), UINT32_MAX, &n) && slice_is_all(*method, is_token);
		*number = (uint32_t)n;
	}
	return ended(text, good);
}

bool
osip_via_value(struct via *out, struct slice element, struct arena *a)
{
	char *text = as_string(element);
	osip_via_t *via = NULL;
	bool good = false;

	*out = (struct via){ .transport = SLICE_NONE };
	if (text != NULL && osip_via_init(&via) == 0 && osip_via_parse(via, text) == 0 && via->protocol != NULL &&
	    via->host != NULL) {
		out->transport = keep(a, via->protocol);
		out->sent_by = slice_of(arena_printf(a, strchr(via->host, ':') != NULL ? "[%s]%s%s" : "%s%s%s", via->host,
		    via->port != NULL ? ":" : "", via->port != NULL ? via->port : ""));
		out->branch = keep_param(a, &via->via_params, "branch");
		out->received = keep_param(a, &via->via_params, "received");
		out->rport = keep_param(a, &via->via_params, "rport");
		good = true;
	}
	return ended(text, good);
}

bool
osip_contact_value(struct contact *out, struct slice element, struct arena *a)
{
	char *text = as_string(element);
	osip_contact_t *contact = NULL;
	struct slice expires;
	uint64_t seconds;
	bool good = false;

	*out = (struct contact){ .star = false };
	if (text != NULL && strstr(text, "%00") == NULL && osip_contact_init(&contact) == 0 &&
	    osip_contact_parse(contact, text) == 0) {
		out->display = keep_unquoted(a, contact->displayname);
		out->star = contact->url == NULL && slice_eq(out->display, SLICE("*"));
		out->uri = out->star ? out->display : keep_uri(a, contact->url);
		out->q = keep_param(a, &contact->gen_params, "q");
		expires = keep_param(a, &contact->gen_params, "expires");
		out->has_expires = slice_to_u64(expires, UINT32_MAX, &seconds);
		out->expires = out->has_expires ? (uint32_t)seconds : 0;
		uri_parse(&out->parts, out->uri);
		good = out->uri.n > 0;
	}
	return ended(text, good);
}

bool
osip_challenge(struct challenge *out, struct slice value, struct arena *a)
{
	char *text = as_string(value);
	osip_www_authenticate_t *w = NULL;
	bool good = false;

	*out = (struct challenge){ .stale = false };
	if (text != NULL && header_quotes_match(value) && osip_www_authenticate_init(&w) == 0 &&
	    osip_www_authenticate_parse(w, text) == 0) {
		out->scheme = keep(a, w->auth_type);
		out->realm = keep_unquoted(a, w->realm);
		out->nonce = keep_unquoted(a, w->nonce);
		out->opaque = keep_unquoted(a, w->opaque);
		out->algorithm = keep_unquoted(a, w->algorithm);
		out->qop = keep_unquoted(a, w->qop_options);
		out->stale = slice_eq_nocase(keep_unquoted(a, w->stale), SLICE("true"));
		good = out->scheme.n > 0;
	}
	return ended(text, good);
}

bool
osip_credentials(struct credentials *out, struct slice value, struct arena *a)
{
	char *text = as_string(value);
	osip_authorization_t *w = NULL;
	bool good = false;

	*out = (struct credentials){ .has_nc = false };
	if (text != NULL && header_quotes_match(value) && osip_authorization_init(&w) == 0 && osip_authorization_parse(w, text) == 0) {
		out->scheme = keep(a, w->auth_type);
		out->username = keep_unquoted(a, w->username);
		out->realm = keep_unquoted(a, w->realm);
		out->nonce = keep_unquoted(a, w->nonce);
		out->uri = keep_unquoted(a, w->uri);
		out->response = keep_unquoted(a, w->response);
		out->algorithm = keep_unquoted(a, w->algorithm);
		out->opaque = keep_unquoted(a, w->opaque);
		out->cnonce = keep_unquoted(a, w->cnonce);
		out->qop = keep_unquoted(a, w->message_qop);
		good = out->scheme.n > 0;
	}
	return ended(text, good);
}

bool
osip_type(struct content_type *out, struct slice value, struct arena *a)
{
	char *text = as_string(value);
	osip_content_type_t *type = NULL;
	bool good = false;

	*out = (struct content_type){ .type = SLICE_NONE };
	if (text != NULL && osip_content_type_init(&type) == 0 && osip_content_type_parse(type, text) == 0 &&
	    type->type != NULL && type->subtype != NULL) {
		out->type = slice_of(arena_printf(a, "%s/%s", type->type, type->subtype));
		out->boundary = keep_param(a, &type->gen_params, "boundary");
		good = true;
	}
	return ended(text, good);
}

/* sdp_message_parse() looks past the end of a text whose last line breaks off: more than one NUL ends it. */
static char *
as_description(struct slice text)
{
	enum { NULS = 16 };

	if (text.n == 0 || text.n > OSIP_VALUE_MAX || slice_chr(text, '\0') != NULL)
		return NULL;
	return memcpy(xcalloc(text.n + NULS, 1), text.p, text.n);
}

bool
osip_sdp(struct slice *out, struct slice text, struct arena *a)
{
	char *copy = as_description(text), *again = NULL;
	sdp_message_t *sdp = NULL;
	bool good = false;

	*out = SLICE_NONE;
	begin();
	if (copy != NULL && sdp_message_init(&sdp) == 0 && sdp_message_parse(sdp, copy) == 0 &&
	    sdp_message_to_str(sdp, &again) == 0) {
		*out = keep(a, again);
		good = out->n > 0;
	}
	return ended(copy, good);
}

bool
osip_takes_message(struct slice raw)
{
	osip_message_t *m = NULL;

	begin();
	return ended(NULL, osip_message_init(&m) == 0 && osip_message_parse(m, raw.p, raw.n) == 0);
}

/* One of its parsers on one value. Init and parse have one type per header, hence the macro. */
static bool
takes_value(enum header_id id, const char *value)
{
	bool good = true;

#define TRY(type) do { \
	osip_##type##_t *parsed = NULL; \
	if (osip_##type##_init(&parsed) == 0) \
		good = osip_##type##_parse(parsed, value) == 0; \
} while (0)
	switch (id) {
	case H_VIA: TRY(via); break;
	case H_FROM: TRY(from); break;
	case H_TO: TRY(to); break;
	case H_CALL_ID: TRY(call_id); break;
	case H_CSEQ: TRY(cseq); break;
	case H_CONTACT: TRY(contact); break;
	case H_ROUTE: TRY(route); break;
	case H_RECORD_ROUTE: TRY(record_route); break;
	case H_CONTENT_TYPE: TRY(content_type); break;
	default: break;
	}
#undef TRY
	return good;
}

/* Headers that are one value, commas and all. */
static bool
is_whole(enum header_id id)
{
	return id == H_CONTENT_TYPE || id == H_CALL_ID || id == H_CSEQ || id == H_FROM || id == H_TO;
}

bool
osip_takes(enum header_id id, struct slice value)
{
	struct slice rest = is_whole(id) ? SLICE_NONE : value, element = value;

	if (!is_whole(id) && !header_element(&rest, &element))
		return true;
	do {
		char *text = as_string(element);

		if (!ended(text, text == NULL || takes_value(id, text)))
			return false;
	} while (header_element(&rest, &element));
	return true;
}
