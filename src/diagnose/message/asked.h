/* SPDX-License-Identifier: MIT */
/*
 * One question under way, for lookup.c: the readings it tries one after another (readings.def, in asked_*.c) and how they
 * answer (answer.c). Only for src/diagnose/message.
 *
 * A reading says whether it was one; then what it knows has gone to the sink, the best first. What it needs on the way
 * lies in the question's arena.
 */
#ifndef SIPERR_DIAGNOSE_MESSAGE_ASKED_H
#define SIPERR_DIAGNOSE_MESSAGE_ASKED_H

#include "diagnose/message/dress.h"
#include "finding/finding.h"
#include "sip/message.h"

struct asked {
	struct knowledge *k;
	const struct finding_sink *sink;
	struct slice raw;	/* as given */
	struct slice utf8;	/* the same in UTF-8 */
	struct slice text;	/* plain, without what people set around a quotation */
	struct dress dress;
	struct arena arena;
	bool says_nothing;	/* understood, and no matter of a failure */
	bool of_line;		/* `text` is what a program says in a line of its log: words in it are no phrase of a response */
	bool is_guess;		/* known by likeness alone, or maybe about something else: no answer is more than possible */
};

/* ---- answers ---- */

/* Releases it. */
void answer_finding(struct asked *q, struct finding *f);

/* False: there is no such entry. */
bool answer_id(struct asked *q, const char *id, enum match_step step, enum confidence confidence);

/* All that a phrase may mean, best first; true. */
bool answer_match(struct asked *q, const struct match *m, struct slice phrase);

/* `phrase` is what is known of what was received; `method`: what it answered, an INVITE where nobody says. False: it is no code. */
bool answer_code(struct asked *q, const char *code, struct slice phrase, struct slice received, enum method method);

/*
 * The words lead to that entry, which says no more than that something failed; the code that stands with them does, and is
 * the answer. False: the entry says more, or no code stands there.
 */
bool answer_code_instead(struct asked *q, const char *id);

/* "Anruf fehlgeschlagen": the entry says that something failed, and not why. */
bool asked_leaves_open(struct asked *q, const char *id);

/* ---- a code apart from the words around it ---- */

/* "(486)", "[603]": the number, a part of the text, stands in brackets. */
bool asked_is_bracketed(struct slice text, struct slice number);
/* A failure, at one end of the words or set apart from them: not "user 403 cannot register". */
bool asked_stands_apart(struct asked *q);
/* "101" of "SIP/101 is unreachable": it begins with the name of a peer of Asterisk's, not with a version of SIP. SLICE_NONE. */
struct slice asked_peer(struct slice text);
/* The entry is about a registration, and the words are not: "refused, 403" says nothing of one, "cannot register, 403" does. */
bool asked_registration_unsaid(struct asked *q, const char *id);

/* ---- what a number may be that is maybe no code ---- */

/* Who called or was called, or who lacks something: what is said besides is what is wrong. */
bool asked_may_be_party(struct asked *q);
/* Whose it is, whom to call, how many, or a code of another program. `phrase`: what is known of it. */
bool asked_may_be_other(struct asked *q, struct slice phrase);

/* ---- words beside a code ---- */

/* The phrase of the code of q->dress that stands beside it; empty: none that is known. */
struct slice asked_phrase(struct asked *q, const char *code);

/* What is said beside the code and its phrase (n 0: none); and whether words that say something stand in it. */
struct slice asked_beside(struct asked *q, struct slice phrase);
bool asked_is_told_more(struct asked *q, struct slice beside);

/* The method of what is said to have failed; nobody says: an INVITE. "503 three times" says nothing but how often. */
enum method asked_method(struct asked *q, struct slice phrase);

/* "my REGISTER is rejected with 404": the one request that the words name; an INVITE where they name none, or several. */
enum method asked_only_method(const struct dress *d);

/* The entries that fit the words best. Returns how many. */
size_t asked_rank(struct asked *q, struct slice words, struct guess *best, size_t most);

/* The token begins when, where or with whom something was met, or what came after it: "503 since noon", "488 then goes idle". */
bool asked_begins_aside(const struct asked *q, size_t at);
/* A code ends talk of calls of at least so many words. */
bool asked_ends_call_talk(struct asked *q, size_t least_words);

/* "incoming works but outgoing doesn't": the clause that tells which way fails; empty where it is not so. */
struct slice asked_failing_way(struct asked *q);

/* What stands set off behind words that only say that it was shown; nothing where none does. */
struct slice asked_set_off(struct asked *q);

/* "200 OK but no audio", "200 OK, no ACK": what is said beside a code that is no failure is what went wrong. */
void asked_trouble_beside(struct asked *q, struct slice phrase);

/* These tokens only say that a code is meant: "SIP error" before it is no phrase. */
bool asked_labels(const struct dress *d, size_t begin, size_t end);

/* A Q.850 cause whose number the dress has: "cause 17". False: none, or nobody calls it one. */
bool asked_dressed_cause(struct asked *q);

/* ---- the readings, in readings.def with what each takes ---- */

#define READING(how, function) bool function(struct asked *q);
#include "diagnose/message/readings.def"
#undef READING

#endif
