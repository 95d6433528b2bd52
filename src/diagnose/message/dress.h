/* SPDX-License-Identifier: MIT */
/*
 * A code or a cause as people write it: "SIP error 503", "(403)", "Q.850 34", "hangup_cause=19", "Request Timeout (408)",
 * "код ответа 486", "原因值38", "0x480". Which words stand around codes is knowledge (locales/words.txt); what may
 * stand between them and the number is decided here.
 */
#ifndef SIPERR_DIAGNOSE_MESSAGE_DRESS_H
#define SIPERR_DIAGNOSE_MESSAGE_DRESS_H

#include "knowledge/knowledge.h"

enum { DRESS_TOKENS = 96 };	/* more is no code in dress */

struct dress_token {
	enum { TOKEN_WORD, TOKEN_NUMBER, TOKEN_CLASS } kind;
	struct slice text;	/* where it stands */
	enum word word;		/* what a word says */
	bool of_host;		/* it stands in a host's name, "sip.example.com", and says nothing of a number */
	unsigned value;		/* of a number */
};

struct dress {
	enum dress_kind {
		DRESS_NOTHING,
		DRESS_CODE,	/* `number` is a SIP status, 100 to 799 */
		DRESS_CAUSE,	/* of Q.850, 1 to 127 */
		DRESS_CLASS,	/* 4xx: `number` is 4 */
	} kind;
	unsigned number;
	struct slice at;	/* the number itself */
	bool named;		/* a word beside it says that it is one */
	bool retyped;		/* it does but for a typing error: "staus 503" */
	bool alone;		/* nothing stands around it but words that people put there */
	bool stranger;		/* another protocol is named */
	bool names_sip;		/* a word of SIP or telephony by IP stands somewhere */
	bool of_sip;		/* somewhere a word says that it is about SIP or about codes */
	struct dress_token tokens[DRESS_TOKENS];
	size_t count;
};

/* `text` is plain (text_plain()); slices point into it. */
void dress_read(struct knowledge *k, struct slice text, struct dress *out);

/* The token of the number itself; the count where there is none. */
static inline size_t
dress_place(const struct dress *d)
{
	size_t at = 0;

	while (at < d->count && d->tokens[at].text.p != d->at.p)
		at++;
	return at;
}

/* Words that say of a number beside them that it is a code, or a cause. */
enum { SAYS_CODE = 1u << WORD_CODE | 1u << WORD_SIP, SAYS_CAUSE = 1u << WORD_CAUSE | 1u << WORD_ISDN };

/* For dress_read(): what the number at token `i` is, DRESS_NOTHING where it can be neither; *named: a word beside it says so. */
enum dress_kind dress_kind_of(struct knowledge *k, const struct dress *d, size_t i, bool *named);

/* The number at token `i` is whom somebody called, or who did: "calling 404", "call from 301 to 302", "403 calls 404". */
bool dress_is_reached(struct knowledge *k, const struct dress *d, size_t i);
/* It is who does what people at a telephone do: "301 hears nothing", "403 can't call 404". */
bool dress_acts(struct knowledge *k, const struct dress *d, size_t i);
/* It is whose call or registration failed, as a log says it: "registration of 403 failed", "call to extension 486 was rejected". */
bool dress_is_subject(struct knowledge *k, const struct dress *d, size_t i);
/* Or maybe who lacks something: "302 has no audio". */
bool dress_lacks(struct knowledge *k, const struct dress *d, size_t i);
/* Or whose it may be, and what is wrong with him follows: "doorphone 486 doesn't ring". */
bool dress_is_held(struct knowledge *k, const struct dress *d, size_t i);

/* For dress_read(): letters and digits behind a telephone or who makes it are its model, "Yealink T42", "VVX 500", and no code. */
void dress_tell_models(struct knowledge *k, struct dress *d);

#endif
