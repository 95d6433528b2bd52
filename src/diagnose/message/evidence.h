/* SPDX-License-Identifier: MIT */
/*
 * Evidence out of one message's headers and body, added to a finding about it. Each file of evidence_*.c
 * reads one group of them; what they share is here. Not for rules: they pick their own evidence.
 */
#ifndef SIPERR_DIAGNOSE_MESSAGE_EVIDENCE_H
#define SIPERR_DIAGNOSE_MESSAGE_EVIDENCE_H

#include "finding/finding.h"
#include "input/frame.h"
#include "knowledge/knowledge.h"
#include "sip/reading.h"
#include "sip/strict.h"

struct gather {
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
const char *gather_text(struct gather *g, struct slice value);

/* Evidence of a header: its name as it is written, its value. */
struct evidence *gather_header(struct gather *g, const char *name, struct slice value, const char *key);

/* libosip2 refused the header: it is to be named. */
void gather_refused(struct gather *g, const struct header *h);

/* The entry the text leads to in that context; NULL when it is not known, or only by its code. */
const char *gather_match(struct gather *g, const char *context, const char *text);
/* The same for a text or a number that only matches whole, and in no other context. */
const char *gather_match_whole(struct gather *g, const char *context, const char *text);
const char *gather_match_number(struct gather *g, const char *context, uint32_t number);

/* `id`, when there is such an entry, explains the evidence; it goes to `also` unless it only mirrors the code. */
void gather_explain(struct gather *g, struct evidence *e, const char *id);

/* All values of a list header joined: "100rel, timer". */
const char *gather_list(struct gather *g, enum header_id id);

/* What the bytes of a message out of such a frame are (enum frame_flag), so what may be held against it. */
enum strict_bytes gather_bytes(const struct message *m, unsigned flags);

void gather_reasons(struct gather *g);		/* Reason, hangup causes */
void gather_bodies(struct gather *g);		/* ISUP, 3GPP IMS, sipfrag */
void gather_warnings(struct gather *g);		/* Warning, and what vendors call their error */
void gather_demands(struct gather *g);		/* what is supported, required, allowed, accepted; times */
void gather_challenges(struct gather *g);
void gather_pointers(struct gather *g);		/* Contact on 3xx, Error-Info, Call-Info, Server … */
void gather_media(struct gather *g);		/* SDP */
void gather_defects(struct gather *g, const struct frame *frame);

#endif
