/* SPDX-License-Identifier: MIT */
/*
 * A finding is data: which knowledge entry holds for which call, how sure that is, and the evidence.
 * Rules make findings, reports print them; neither knows the other. Text is not in it: a report asks
 * the knowledge for the entry's text in the reader's language.
 *
 * Everything a finding points to lives in its arena (finding_release() frees it) or is static.
 */
#ifndef SIPERR_FINDING_FINDING_H
#define SIPERR_FINDING_FINDING_H

#include "base/memory.h"
#include "base/place.h"
#include "finding/tokens.h"

/* One fact that shows it. `key` names a pattern `evidence.<key>` of locales/, filled with the arguments. */
struct evidence {
	enum evidence_kind {
		EVIDENCE_HEADER,	/* name: header, value: as received */
		EVIDENCE_TIMER,		/* name: "timer B", "64*T1", "Session-Expires"; value: seconds */
		EVIDENCE_MISSING,	/* name: what never came ("ACK", "final response") */
		EVIDENCE_MESSAGE,	/* name: start line or method; value where useful */
		EVIDENCE_SDP,		/* name: "codec", "connection", "direction", "profile" … */
		EVIDENCE_DEFECT,	/* name: header or part that is broken; value: as received */
		EVIDENCE_COUNT,		/* name: what was counted; value: the number */
		EVIDENCE_PHRASE,	/* name: NULL; value: the entry or code the phrase is usual for */
		EVIDENCE_CALL,		/* value: a Call-ID (findings that span calls) */
		EVIDENCE_NOTE,		/* something a reader must know: capture too short, no times in the trace */
		/* something beside SIP; name: "log line", "ICMP", "TCP", "DNS", "TLS", "media"; value: what it says */
		EVIDENCE_WITNESS,
	} kind;
	const char *name;
	const char *value;
	const char *key;		/* NULL: no text of its own */
	const char *arg[4];		/* {0} … {3}; NULL counts as "" */
	double number;			/* {4}, for plurals */
	const char *entry;		/* id of the entry that explains it (warning.304, q850.17); NULL: none */
	struct spot at;			/* that shows it; no packet and no line: not known, or as the finding's own message */
};

/*
 * What the evidence says about one of the causes that the entry lists by a token: that it is the one, or that it
 * can't be. The tokens and their texts stand in locales/.
 */
struct fact {
	const char *token;		/* "ack-lost" */
	bool holds;
	struct spot at;			/* that shows it */
};

/* A line of the ladder: one message of the call. */
struct step {
	struct spot at;
	int64_t time;
	struct addr src, dst;
	const char *label;		/* "INVITE (SDP)", "486 Busy Here" */
	bool marked;			/* it is the evidence */
	bool repeated;			/* a retransmission */
	bool witness;			/* no SIP message, but something beside */
};

struct call_info {			/* any may be NULL */
	const char *call_id, *method, *from, *to;
	const char *answered_by;	/* who produced the final response */
	const char *ended_by;		/* who sent the first BYE or CANCEL, with its Reason */
	uint32_t cseq;
	bool has_cseq;
};

/* One of the calls that were folded together. */
struct folded {
	const char *call_id, *from, *to;	/* NULL: not known */
	struct place where;
};

enum { FOLDED_SHOWN = 3 };

struct finding {
	struct arena arena;
	const char *id;			/* the entry */
	/* the entry whose text tells it, where its own does not fit: "code.404/register"; NULL */
	const char *told_as;
	enum severity severity;
	enum party party;
	enum retry retry;
	int code;			/* 0: none */
	const char *phrase;		/* as received, converted to UTF-8; NULL: none */
	enum match_step match;
	enum confidence confidence;
	const char *vendor;		/* token of the vendors table whose notes come first; NULL: not known */
	const char *other_code;		/* "404": the code the phrase belongs to, when it is not `code` */
	struct evidence *evidence;
	size_t evidence_count, evidence_cap;
	size_t left_out;		/* evidence beyond what a finding holds: a last one says how many */
	const char **also;
	size_t also_count, also_cap;
	struct fact *facts;		/* about its causes, in the order they were found */
	size_t fact_count, fact_cap;
	bool has_call;
	struct call_info call;
	bool has_where;
	struct place where;
	uint64_t message;		/* number of the message it is about; 0: none */
	uint64_t count;			/* folded together; 1 */
	struct folded *folded;		/* the first of them by time, at most FOLDED_SHOWN, when count > 1 */
	size_t folded_count;
	int64_t until;			/* when the last of them was; NO_TIME: not known */
	bool is_request;		/* the input was a request: explained, but nothing to diagnose */
	struct step *steps;		/* the ladder, when it was asked for */
	size_t step_count, step_cap;
};

void finding_init(struct finding *f, const char *id);
void finding_release(struct finding *f);
/* A copy that owns all it points to. */
void finding_copy(struct finding *out, const struct finding *in);
/* What it points to is copied into the arena. */
void call_info_keep(struct call_info *c, struct arena *a);

/*
 * What a finding holds at most: a message may name a thousand challenges, and say each at length. Evidence beyond that is
 * counted, and one of kind NOTE says so; a longer text is cut, and says how much is missing.
 */
enum { EVIDENCE_MAX = 64, EVIDENCE_MAX_ALIKE = 24, EVIDENCE_TEXT_MAX = 1024 };

/* The text, or its beginning of at most so many bytes and how many are left out. NULL stays NULL. */
const char *text_at_most(struct arena *a, const char *text, size_t most);
const char *evidence_text(struct arena *a, const char *text);
/* The same of a value as received, with its NUL. */
char *evidence_slice(struct arena *a, struct slice value);

/* Evidence of that kind at the end; fill in the rest through the pointer (valid until the next one). */
struct evidence *finding_evidence(struct finding *f, enum evidence_kind kind, const char *name, const char *value);
/* Another finding's, all of it. */
struct evidence *finding_evidence_copy(struct finding *f, const struct evidence *from);

/* The place that shows it. */
void evidence_at(struct evidence *e, struct spot at);

/* The entry whose text tells it. */
const char *finding_text(const struct finding *f);

/* An id for `also`, once; the headline's own id is left out. */
void finding_also(struct finding *f, const char *id);
struct step *finding_step(struct finding *f);

/*
 * That the cause `token` holds, or that it can't; what was said first about it counts. Fill in the place through the
 * pointer (valid until the next one).
 */
struct fact *finding_fact(struct finding *f, const char *token, bool holds);
/* The first cause that holds; NULL when the evidence decides none. */
const struct fact *finding_cause(const struct finding *f);

/* A call as one line of a list, healthy or not. */
struct call_line {
	struct call_info call;
	struct place where;		/* of its first message */
	enum outcome outcome;
	int64_t duration;		/* µs from the answer to the BYE, else to the final response; NO_TIME: not known */
	const char *id;			/* what was found; NULL: nothing wrong */
	const char *cause;		/* NULL: none decided */
	enum severity severity;
};

/* Where findings go. The finding is the sink's only until it returns. */
struct finding_sink {
	void *ctx;
	void (*finding)(void *ctx, const struct finding *f);
};

#endif
