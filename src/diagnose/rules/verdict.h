/* SPDX-License-Identifier: MIT */
/*
 * What a rule fills in when it holds: the finding with its evidence, the message it is about, what it proves of the entry's
 * causes; and by which names it asks its guards, so that --why can tell which of them held.
 */
#ifndef SIPERR_DIAGNOSE_VERDICT_H
#define SIPERR_DIAGNOSE_VERDICT_H

#include "diagnose/calls/find.h"
#include "diagnose/rules/why.h"
#include "finding/finding.h"
#include "sip/fields.h"

struct hosts;
struct recent;
struct seen;
struct spans;
struct streams;
struct witnesses;
struct network;

struct verdict {
	struct finding f;		/* evidence and confidence (proven unless said); id and the rest are filled in later */
	/* Given: */
	const struct msg *failure;	/* call_failure() of the call */
	const struct hosts *hosts;	/* who was seen with whom, diagnose/calls/hosts.h */
	const struct recent *recent;	/* requests of any call, diagnose/calls/recent.h */
	const struct spans *spans;	/* what is known beyond the call: diagnose/rules/spans.h */
	const struct witnesses *witnesses;	/* what the input holds beside SIP, diagnose/calls/witnesses.h */
	struct streams *streams;	/* room for streams_of(), rules/streams.h */
	const struct network *network;	/* what the network said, diagnose/rules/network.h */
	struct why *why;		/* takes down which guards held; NULL: nobody asks */
	/* Said, beside the finding's evidence and confidence; verdict_unsay() knows where this begins: */
	const struct msg *at;		/* the message it is about: place, code and phrase of the finding. Must be set */
	bool goes_along;		/* its evidence stands with the headline's where it is not the headline */
	bool is_mild;			/* severity info at most: it happened, and did no harm */
	const char *silent;		/* why it had to stay silent: an evidence key; NULL */
	const char *variant;		/* told by the text of <id>/<variant>, or of that id where it has a slash; NULL */
	const struct msg *explain;	/* its headers say more: what they name is added to the finding; NULL */
	enum severity severity;		/* in place of the entry's … */
	bool has_severity;		/* … where this says so */
	const struct msg *helper;	/* whose sender's product can help, where that isn't who has to act; NULL */
	bool has_party;			/* … then it is not the entry's or the cause's party who has to act, but … */
	enum party party;
	const struct seen *beside;	/* the first of the network's witnesses that it says; NULL: none */
};

/* Takes back what a rule that doesn't hold said without memory: the finding has neither evidence nor facts. */
void verdict_unsay(struct verdict *v);

/* "12": the number people find the message by, its packet's or line's. All results live in the verdict's arena. */
const char *verdict_id(struct verdict *v, const struct msg *m);
const char *verdict_spot(struct verdict *v, struct spot at);
const char *verdict_uint(struct verdict *v, uint64_t n);
/* Seconds with up to one decimal ("32", "0.5"); "?" for NO_TIME. */
const char *verdict_seconds(struct verdict *v, int64_t microseconds);
const char *verdict_text(struct verdict *v, struct slice value);	/* as people see it: unfolded, without quotes, UTF-8 */
const char *verdict_addr(struct verdict *v, const struct addr *a);	/* "192.0.2.1:5060", "?" when not known */
const char *verdict_start(struct verdict *v, const struct msg *m);	/* "INVITE", "486 Busy Here" */
const char *verdict_sent_by(struct verdict *v, const struct msg *m);	/* of its top Via: "192.0.2.1:5060" */

/* One fact: the message that shows it (or NULL), its pattern and what goes into it, {0} … {3} and {4}. */
struct evidence *verdict_say(struct verdict *v, enum evidence_kind kind, const char *name, const struct msg *m,
    const char *key, double number, const char *const arg[4]);
#define SAY(v, kind, name, m, key, number, ...) \
	verdict_say((v), (kind), (name), (m), (key), (number), (const char *const[4]){ __VA_ARGS__ })
/* A header of the message as evidence, name and value; nothing when it isn't there. */
void verdict_header(struct verdict *v, const struct msg *m, enum header_id id);
/* The message proves that the entry's cause `token` is the one, or excludes it; m may be NULL. */
void verdict_proves(struct verdict *v, const struct msg *m, const char *token);
void verdict_proves_spot(struct verdict *v, struct spot at, const char *token);	/* the same, by what is no message */
void verdict_excludes(struct verdict *v, const struct msg *m, const char *token);
void verdict_severity(struct verdict *v, enum severity severity);
/* A response that is part of it: its code goes to `also` ("code.481"). */
void verdict_also_code(struct verdict *v, const struct msg *response);

static inline void
verdict_stands_beside(struct verdict *v, const struct seen *s)
{
	if (v->beside == NULL)
		v->beside = s;
}

/* ---- guards ---- */

/* The message that the guards asked next are about. */
static inline void
look_at(struct verdict *v, const struct msg *m)
{
	if (v->why != NULL)
		why_look(v->why, m);
}

static inline bool
guard_holds(struct verdict *v, enum guard g, bool holds)
{
	if (v->why != NULL)
		why_note(v->why, g, holds);
	return holds;
}

/* `value` and `limit` in the guard's unit, or µs; NO_TIME: not known, and then it does not hold. */
static inline bool
guard_number(struct verdict *v, enum guard g, bool holds, int64_t value, int64_t limit)
{
	holds = holds && value != NO_TIME;
	if (v->why != NULL)
		why_note_number(v->why, g, holds, value, limit);
	return holds;
}

#define HOLDS(v, name, condition) guard_holds((v), GUARD_##name, (condition))
#define ENOUGH(v, name, value, least) guard_enough((v), GUARD_##name, (value), (least))
#define MORE(v, name, value, limit) guard_more((v), GUARD_##name, (value), (limit))
#define AT_MOST(v, name, value, most) guard_at_most((v), GUARD_##name, (value), (most))
#define BELOW(v, name, value, limit) guard_below((v), GUARD_##name, (value), (limit))

static inline bool
guard_enough(struct verdict *v, enum guard g, int64_t value, int64_t least)
{
	return guard_number(v, g, value >= least, value, least);
}

static inline bool
guard_more(struct verdict *v, enum guard g, int64_t value, int64_t limit)
{
	return guard_number(v, g, value > limit, value, limit);
}

static inline bool
guard_at_most(struct verdict *v, enum guard g, int64_t value, int64_t most)
{
	return guard_number(v, g, value <= most, value, most);
}

static inline bool
guard_below(struct verdict *v, enum guard g, int64_t value, int64_t limit)
{
	return guard_number(v, g, value < limit, value, limit);
}

/* call_goes_on() and tx_silence_is_sure() by name. */
bool outlasts(const struct call *c, struct verdict *v, const struct msg *after, int64_t wait);
bool silence_is_sure(const struct call *c, struct verdict *v, const struct tx *t);

/* The rule stays silent though all but time is there; says why. Returns false. */
bool cannot_tell(const struct call *c, struct verdict *v);

#endif
