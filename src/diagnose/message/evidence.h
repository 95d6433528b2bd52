/* SPDX-License-Identifier: MIT */
/*
 * Evidence out of one message's headers and body, added to a finding about it. Each file of evidence_*.c
 * reads one group of them; what they share is here. Not for rules: they pick their own evidence.
 */
#ifndef SIPERR_DIAGNOSE_MESSAGE_EVIDENCE_H
#define SIPERR_DIAGNOSE_MESSAGE_EVIDENCE_H

#include "finding/finding.h"
#include "input/frame/frame.h"
#include "knowledge/knowledge.h"
#include "sip/reading.h"
#include "sip/strict.h"

struct collect {
	struct knowledge *k;
	const struct message *m;
	struct finding *f;
	uint64_t number;	/* of the message */
	const struct header *refused[8];	/* headers that libosip2 refused, so that their values were recovered */
	size_t refused_count;
	bool sdp_refused;
	const char *refined;	/* an entry that a header names outright, for a finding that has only its code's; NULL */
};

/* A header's bytes as people read them: unfolded, unquoted, UTF-8. In the finding's arena. */
const char *collect_text(struct collect *c, struct slice value);

/* Evidence of a header: its name as it is written, its value. */
struct evidence *collect_header(struct collect *c, const char *name, struct slice value, const char *key);

/* libosip2 refused the header: it is to be named. */
void collect_refused(struct collect *c, const struct header *h);

/* The entry the text leads to in that context; NULL when it is not known, or only by its code. */
const char *collect_match(struct collect *c, const char *context, const char *text);
/* The same for a text that only matches whole, and in no other context. */
const char *collect_match_whole(struct collect *c, const char *context, const char *text);
/* The same for a number, which each header counts by itself: what another product means by it is none of this one's. */
const char *collect_match_number(struct collect *c, const char *context, uint32_t number);

/* `id`, when there is such an entry, explains the evidence; it goes to `also` unless it only mirrors the code. */
void collect_explain(struct collect *c, struct evidence *e, const char *id);

/* All values of a list header joined: "100rel, timer". */
const char *collect_list(struct collect *c, enum header_id id);

/* What the bytes of a message out of such a frame are (enum frame_flag), so what may be held against it. */
enum strict_bytes collect_bytes(const struct message *m, unsigned flags);

void collect_reasons(struct collect *c);		/* Reason, hangup causes */
void collect_bodies(struct collect *c);		/* ISUP, 3GPP IMS, sipfrag */
void collect_warnings(struct collect *c);		/* Warning, and what vendors call their error */
void collect_demands(struct collect *c);		/* what is supported, required, allowed, accepted; times */
void collect_challenges(struct collect *c);
void collect_pointers(struct collect *c);		/* Contact on 3xx, Error-Info, Call-Info, Server … */
void collect_media(struct collect *c);		/* SDP */
void collect_defects(struct collect *c, const struct frame *frame);

#endif
