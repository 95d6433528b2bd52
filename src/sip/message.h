/* SPDX-License-Identifier: MIT */
/*
 * The index of a message: one pass over its bytes finds the start line, every header line and the
 * body, and picks out the few values that following a call needs. Nothing is copied and nothing is
 * judged; a message that breaks the grammar still gets its index. libosip2's strict opinion is a
 * second step (sip/strict.h), asked for only where a finding is about the message.
 *
 * Where a part stands is an offset in `raw`, which the index does not own: PART() gives the bytes. So an index, and its
 * headers, may be copied with memcpy, and moved along with a copy of the bytes (message_copy()). Header values keep
 * their folding (RFC 3261 §7.3.1): use header_unfold() before showing one.
 */
#ifndef SIPERR_SIP_MESSAGE_H
#define SIPERR_SIP_MESSAGE_H

#include "base/slice.h"

enum header_id {
	H_OTHER,
#define HEADER(symbol, name, compact) H_##symbol,
#include "sip/header.def"
#undef HEADER
	H_COUNT
};

/* Canonical spelling ("Call-ID"); NULL for H_OTHER. */
const char *header_name(enum header_id id);

/* By full or compact name, in any case; H_OTHER when not known. Spaces around are the caller's. */
enum header_id header_id(struct slice name);

enum method {
	METHOD_OTHER,
#define METHOD(word) METHOD_##word,
#include "sip/method.def"
#undef METHOD
	METHOD_COUNT
};

/* Methods are case-sensitive (RFC 3261 §7.1): "invite" is METHOD_OTHER. */
enum method method_id(struct slice name);

/* 401 and 407 ask for credentials (RFC 3261 §22.1). */
static inline bool
code_is_challenge(int code)
{
	return code == 401 || code == 407;
}

/* A piece of a message: where it begins, counted from 1, and how long it is. `at` 0: it is not there. */
struct part {
	uint16_t at, n;
};

struct header {
	uint16_t id;		/* enum header_id */
	struct part name;	/* as spelt; the whole line where it has no colon */
	struct part value;	/* trimmed, still folded; not there where the line has no colon */
};

struct via {			/* RFC 3261 §20.42 */
	struct slice transport;	/* "UDP" */
	struct slice sent_by;	/* "host:port" as written */
	struct slice branch, received, rport;	/* p NULL: not there; n 0: there without a value */
};

/* One element of a Via header (see header_element()). False, with what could be read, when it isn't one. */
bool via_parse(struct via *out, struct slice element);
/* The branch tells its transaction from all others (§8.1.1.7); older clients give none that does. */
bool branch_is_unique(struct slice branch);

struct message {
	struct slice raw;
	uint64_t call_hash;		/* slice_hash() of the Call-ID, for all who look a message up by it … */
	uint64_t branch_hash;		/* … and of the top Via's branch */
	struct header *headers;		/* in their order; its own, reused by the next message_index(), or behind a copy */
	uint32_t header_count, header_cap;
	/* which of enum header_id are among them, a bit each: most that are asked for are not */
	uint64_t kinds[(H_COUNT + 63) / 64];

	int32_t content_length;		/* -1: none, not a number, or two that differ */
	uint32_t cseq;			/* 0 when has_cseq is false */
	uint16_t code;			/* response: 100–799 */
	uint8_t method, cseq_method;	/* enum method */
	bool is_response;
	bool has_cseq;
	bool lengths_differ;

	struct part start_line;
	struct part phrase;		/* response: as received, may be empty */
	struct part method_name;	/* request: of the start line; response: of the CSeq */
	struct part uri;		/* request: Request-URI */
	struct part call_id, from, to;	/* whole values */
	struct part from_tag, to_tag;
	struct {
		struct part transport, sent_by, branch, received, rport;	/* as in struct via, of the top one */
	} via;
	uint16_t via_count;		/* values of all Via headers */

	/* What rules ask for again and again, and is found on the way: the first of each, whole. */
	struct part contact, expires, agent;
	struct part auth;		/* the first challenge or credentials */

	struct part body;
	bool has_sdp;			/* a body of application/sdp … */
	/* … or of multipart, from its "v=0" on, with the line end before it where there is one … */
	struct part description;
	struct part connection;		/* … and the first c-line in it */
};

/* Larger messages are indexed up to here: raw is cut to it. */
#define MESSAGE_MAX (64u * 1024 - 2)

/* The bytes of a part; SLICE_NONE when it is not there. */
static inline struct slice
part_of(const struct message *m, struct part part)
{
	return part.at > 0 ? (struct slice){ m->raw.p + (part.at - 1), part.n } : SLICE_NONE;
}

/* PART(m, from_tag), PART(m, via.branch) */
#define PART(m, name) part_of((m), (m)->name)

static inline struct slice
header_value(const struct message *m, const struct header *h)
{
	return part_of(m, h->value);
}

static inline struct slice
header_spelt(const struct message *m, const struct header *h)
{
	return part_of(m, h->name);
}

/* Where the slice stands in `raw`, of which it is a piece. */
static inline struct part
part_at(const struct message *m, struct slice s)
{
	return s.p != NULL ? (struct part){ (uint16_t)(s.p - m->raw.p + 1), (uint16_t)s.n } : (struct part){ 0, 0 };
}

enum message_status {
	MESSAGE_OK,
	MESSAGE_BROKEN,		/* a response whose start line has no code that can be; `code` is 0 */
	MESSAGE_NOT_SIP,	/* the start line is none of SIP (RFC 3261 §7.1, §7.2) */
};

/*
 * Index `raw`. `m->headers` must be NULL or what an earlier call on the same struct left: the array
 * is reused. Lines end in CRLF, LF or CR; the headers end at an empty line or at the end of `raw`.
 */
enum message_status message_index(struct message *m, struct slice raw);
/* For whoever reads the headers one by one, below: what stands behind them, a piece of raw. */
void message_set_body(struct message *m, struct slice body);
void message_release(struct message *m);

/* Likewise of header lines without the start line of their message; it counts as a response with code 0. */
void message_index_headers(struct message *m, struct slice raw);

/*
 * A copy of the index for a copy of its bytes, in room for message_size() bytes that is aligned for pointers. It is
 * gone with the room: message_release() is not for it.
 */
size_t message_size(const struct message *m);
struct message *message_copy(void *room, const struct message *m, const char *bytes);

/*
 * The same a header at a time, for whoever decides on the way whether the bytes are a message at all. `r` is
 * set by message_begin(); message_read() gives what it added to the index last, NULL after the last header:
 * then `r->at` is where the body begins. The body is the caller's to set.
 */
struct message_reader {
	const char *at, *end;	/* the line after what was read; the end of the bytes */
	const char *feed;	/* private: the next LF of a text with CRs, or end */
	bool lf_only;		/* the first line ended in LF, so a CR by itself ends none */
	bool folded;		/* the header read last stood on more than one line */
};
enum message_status message_begin(struct message *m, struct message_reader *r, struct slice raw);
const struct header *message_read(struct message *m, struct message_reader *r);

/*
 * True when the bytes begin with a start line: "SIP/x.y 100" … "SIP/x.y 799", then a blank or the end of
 * the line, or "METHOD uri SIP/x.y". A URI with blanks in it passes only after a method of enum method.
 * Cheap: looks at the first line only, and not to its end when its beginning can't be one.
 */
bool message_starts(struct slice raw);
/* Whether its first bytes could begin one: what is asked of each datagram. */
bool message_may_start(struct slice raw);

/* Or with one that is broken (MESSAGE_BROKEN), and a header that is known stands below. */
bool message_starts_broken(struct slice raw);

/* The first header of that kind, or the next after `after`; NULL when there is none. */
const struct header *message_header(const struct message *m, enum header_id id);
const struct header *message_next(const struct message *m, const struct header *after);
struct slice message_value(const struct message *m, enum header_id id);	/* SLICE_NONE when not there */
const struct header *message_named(const struct message *m, struct slice name);	/* any header, by name */

/*
 * One element of a comma-separated header value at a time; quoted strings, <…> and (comments) hold
 * their commas. *rest starts as the whole value. False when nothing is left.
 */
bool header_element(struct slice *rest, struct slice *element);

/* Is each quote in it closed? A backslash in quotes takes the byte behind it along. */
bool header_quotes_match(struct slice value);

/*
 * The parameter `name` (any case) of one element: after the first `;` outside quotes and <…>, or, for
 * credentials, pass what follows the scheme and separator ','. Quotes are taken off, escapes stay.
 * False when it is not there; *value is empty (p not NULL) for one without a value.
 */
bool header_param(struct slice element, char separator, struct slice name, struct slice *value);

/* All of them: what stands after the first `;` outside quotes and <…>, then one parameter at a time. */
struct slice header_params(struct slice element);
bool header_next_param(struct slice *rest, char separator, struct slice *name, struct slice *value);

/* The URI of a name-addr or addr-spec, without <> and header parameters; the display name where asked. */
struct slice header_uri(struct slice element, struct slice *display);

/* Parts of a SIP, SIPS or TEL URI; missing ones are SLICE_NONE. */
struct uri {
	struct slice scheme, user, host, port, params;
};
bool uri_parse(struct uri *out, struct slice text);

/*
 * Do both lead to the same place? As RFC 3261 §19.1.4 compares them, but leniently where it says that they may differ:
 * a port that is left out is the scheme's own, and a parameter that only one of them has is passed over.
 */
bool uri_same(struct slice a, struct slice b);

/* Does it go on in a further line? */
bool header_is_folded(struct slice value);
/* Folded lines joined by one space, into a fresh string to free(). */
char *header_unfold(struct slice value);

#endif
