/* SPDX-License-Identifier: MIT */
/*
 * What a trace showed of one Call-ID, as rules see it: its messages, and the transactions they form
 * (RFC 3261 §17.1.3, §17.2.3). Everything lives in the call's arena until the call was judged.
 *
 * A transaction here is that of one hop: the same request on its next hop has another branch, and a
 * capture at two points of the same hop shows two transactions with one branch. Functions to walk them
 * are in diagnose/calls/find.h; how a rule is written is said in diagnose/rules/rules.h.
 */
#ifndef SIPERR_DIAGNOSE_CALLS_CALL_H
#define SIPERR_DIAGNOSE_CALLS_CALL_H

#include "base/memory.h"
#include "diagnose/calls/limits.h"
#include "finding/finding.h"
#include "input/frame/frame.h"
#include "sip/message.h"

/* What one message brings, found in a single pass over its headers when it came. */
enum msg_fact {
	MSG_CONTACT = 1 << 0,
	MSG_SDP = 1 << 1,		/* a body of application/sdp, or one within multipart */
	MSG_CREDENTIALS = 1 << 2,	/* Authorization or Proxy-Authorization */
	MSG_CHALLENGE = 1 << 3,		/* WWW-Authenticate or Proxy-Authenticate */
	MSG_RSEQ = 1 << 4,		/* a reliable provisional response, RFC 3262 */
	MSG_SESSION_EXPIRES = 1 << 5,
	MSG_REASON = 1 << 6,
	MSG_RETRY_AFTER = 1 << 7,
	MSG_REQUIRE = 1 << 8,		/* Require or Proxy-Require */
	MSG_IDENTITY = 1 << 9,
	MSG_REPLACES = 1 << 10,		/* Replaces, or Refer-To with a Replaces in it */
	MSG_RECORD_ROUTE = 1 << 11,
	MSG_RPORT = 1 << 12,		/* the top Via has rport, with or without a value */
	MSG_INNER = 1 << 13,		/* sent-by or SDP names a private, shared or other inner address */
	MSG_BYTES_DIFFER = 1 << 14,	/* copy_of is set, but the bytes are not quite the same */
	MSG_LEG = 1 << 15,		/* X-CID or Session-ID: names the other leg or the session */
	MSG_HANGUP_CAUSE = 1 << 16,	/* X-Asterisk-HangupCauseCode */
	MSG_BODY = 1 << 17,		/* something stands behind the headers */
};

struct tx;

struct msg {
	struct msg *next, *prev;	/* messages of the call, in the order they came */
	struct msg *tx_next;		/* those of its transaction, in the same order */
	struct tx *tx;
	const struct msg *copy_of;	/* the first sending of the same message at this hop; NULL: this is it */
	uint64_t number;		/* in the trace, from 1 */
	struct place where;
	unsigned frame_flags;		/* enum frame_flag */
	unsigned facts;			/* enum msg_fact */
	bool is_response;
	int code;			/* of a response */
	enum method method;		/* a request's own, a response's CSeq method */
	uint32_t cseq;			/* 0 when has_cseq is false */
	bool has_cseq, is_shown;
	unsigned vias;			/* how many Via values it has */
	struct slice bytes;
	const char *shown_by;		/* private to incoming.c: is_shown: another file that showed it, too */
	const struct msg *plain_with;	/* private: see exchange_is_plain() */
	const struct message *index;	/* of the bytes */
};

struct call;

struct tx {
	struct call *call;
	struct tx *next;		/* transactions of the call, in the order they began */
	enum method method;
	uint32_t cseq;
	struct slice branch, sent_by, from_tag, to_tag;	/* to_tag: the request's; p NULL outside of a dialog */
	struct addr client, server;	/* who sent the request to whom; family 0 where not known */
	struct msg *first, *last;	/* its messages */
	const struct msg *request;	/* the first copy; NULL: only responses were seen */
	const struct msg *trying;	/* the first 100 */
	const struct msg *provisional;	/* the first 101–199 */
	const struct msg *final;	/* the first final response */
	const struct msg *success;	/* the first 2xx */
	const struct msg *last_final;	/* the last one that is no copy (forking: a further 2xx) */
	const struct msg *ack;		/* INVITE: an ACK with the same branch (to a failure) */
	unsigned request_copies;	/* how often the request was seen */
	unsigned final_copies;		/* how often `final` was seen */
};

enum call_kind { CALL_INVITE, CALL_REGISTER, CALL_SUBSCRIBE, CALL_OPTIONS, CALL_OTHER };

/* Summed over all messages of a call: the cheap test before a rule is run. */
enum call_fact {
	HAS_INVITE = 1 << 0,
	HAS_FAILURE = 1 << 1,		/* a final response ≥ 300 */
	HAS_CHALLENGE = 1 << 2,		/* a 401 or 407 */
	HAS_REDIRECT = 1 << 3,		/* a 3xx */
	HAS_CREDENTIALS = 1 << 4,
	HAS_CANCEL = 1 << 5,
	HAS_BYE = 1 << 6,
	HAS_REPEATED_REQUEST = 1 << 7,
	HAS_REPEATED_FINAL = 1 << 8,
	HAS_REPEATED_PROVISIONAL = 1 << 9,
	HAS_RSEQ = 1 << 10,
	HAS_SESSION_TIMER = 1 << 11,	/* a 2xx with Session-Expires */
	HAS_ANSWER = 1 << 12,		/* a 2xx to an INVITE */
	HAS_TWO_ANSWERS = 1 << 13,	/* 2xx with different To tags to one INVITE */
	HAS_ANSWER_WITHOUT_CONTACT = 1 << 14,
	HAS_SDP = 1 << 15,
	HAS_REASON = 1 << 16,		/* a response with Reason */
	HAS_REGISTER = 1 << 17,
	HAS_OPTIONS = 1 << 18,
	HAS_REFER = 1 << 19,
	HAS_NOTIFY = 1 << 20,
	HAS_SUBSCRIBE = 1 << 21,
	HAS_SILENCE = 1 << 22,		/* a transaction without a final response (known when judged) */
	HAS_RETRY_AFTER = 1 << 23,
	HAS_INNER = 1 << 24,		/* a request or SDP with an inner address */
	HAS_HOPS = 1 << 25,		/* one branch at two places, or one request with several branches */
	HAS_SLOW_SETUP = 1 << 26,	/* more than 11 s from a request to what follows it in its transaction */
	HAS_IN_DIALOG = 1 << 27,	/* a request with both tags, other than ACK and BYE */
	HAS_LEG = 1 << 28,		/* an INVITE that names the other leg or the session */
};

struct eased;

struct call {
	struct arena arena;
	struct slice id;		/* Call-ID */
	enum call_kind kind;		/* by its first message */
	unsigned facts;			/* enum call_fact */
	struct msg *first, *last;
	struct tx *txs, *tx_last;
	unsigned message_count, tx_count;
	bool has_times;			/* every message has one */
	bool has_addresses;		/* every message has source and destination */
	bool clipped;			/* messages were let go: nothing may be said to be missing */
	bool leapt;			/* while it waited nothing came for hours, of any call: that is no waiting */
	bool trace_over;		/* judged because the input ended */
	int64_t now;			/* when judged: how far the trace goes; NO_TIME without times */

	struct eased *eased;		/* what was found out beforehand: diagnose/ease.h; NULL */

	/* Private to calls.c. */
	uint64_t hash;
	struct call *older, *newer;
	unsigned queue;
	bool ended;			/* it waits to be judged: diagnose/docket.h */
	unsigned pending;		/* transactions without a final response */
	int64_t touched;
	uint64_t touched_number;
	size_t size;
	bool answered, acked, hung_up, interval;
};

/*
 * Add the message indexed in `m` to the call. NULL when it is the capture's duplicate of one before
 * (identical bytes between the same addresses within DUPLICATE_WITHIN; in one file only where `fine`, that is where the
 * times of the trace are finer than seconds).
 */
struct msg *call_add(struct call *c, const struct message *m, const struct frame *frame, uint64_t number, bool fine);

/* The bytes of a part of the message, by its name in struct message: MSG(m, from_tag), MSG(m, via.branch). */
#define MSG(m, name) PART((m)->index, name)

/* The index of a message's bytes; lives until the call was judged. */
static inline const struct message *
msg_index(const struct msg *m)
{
	return m->index;
}

/* A 401 or 407; NULL is none. */
static inline bool
is_challenge(const struct msg *m)
{
	return m != NULL && code_is_challenge(m->code);
}

/* Where it stands, for evidence. */
struct spot msg_spot(const struct msg *m);

/* The message as the frame it came in, for diagnose_message(). */
struct frame msg_frame(const struct msg *m);

#endif
