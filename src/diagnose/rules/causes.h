/* SPDX-License-Identifier: MIT */
/*
 * Which of an entry's causes the messages decide: each function states, for its family, what they prove and what
 * they exclude (verdict_proves(), verdict_excludes()). Tokens, texts and parties stand in locales/.
 *
 * They are asked when the rule or response is found, so they may look closely. A cause that might be wrong is not
 * stated: then the entry's causes stay open.
 */
#ifndef SIPERR_DIAGNOSE_RULES_CAUSES_H
#define SIPERR_DIAGNOSE_RULES_CAUSES_H

#include "diagnose/calls/digest.h"
#include "diagnose/rules/verdict.h"
#include "knowledge/knowledge.h"

/* dialog.missing-ack: why no ACK ended the repeating of this 2xx. Adds evidence of its own. */
void causes_of_missing_ack(const struct call *c, struct verdict *v, const struct msg *ok);
/* That the network keeps it from where it has to go; `ack`: the one that was sent, or NULL. */
void say_ack_refused(struct verdict *v, const struct msg *ok, const struct msg *ack);

/*
 * auth.bad-credentials: what is wrong with the credentials, made for the challenge `asked`. `means_login`: the refusal
 * is another challenge or speaks of the login, so when nothing is wrong with them the password is. Adds evidence.
 */
void causes_of_bad_credentials(const struct call *c, struct verdict *v, const struct sent *sent, const struct asked *asked,
    bool means_login);
/* Can be seen from the credentials alone that no server takes them. */
bool causes_show_bad_credentials(const struct sent *sent, const struct asked *asked);

/* auth.stale-nonce, round after round from `first` to `last`. */
void causes_of_stale_rounds(struct verdict *v, const struct tx *first, const struct tx *last);

/* What a code says the cause is, for any method (METHOD_OTHER) or that one. */
struct code_cause {
	int code;
	enum method method;
	const char *token;
};
/*
 * The cause that the response's code says, of several the last, so a row for a method stands behind that for all; NULL: none.
 * The causes of other codes are excluded. Whether the code alone proves it, the caller knows.
 */
const char *cause_of_code(struct verdict *v, const struct msg *final, const struct code_cause *rows, size_t n);

/* extension.refused: who wanted the extension that the response names, or what it wants. */
void causes_of_refused_extension(struct verdict *v, const struct msg *final);

/* A response, by what stands in it; `entry` is the one that tells it. */
void causes_in_response(const struct message *m, const struct entry *entry, struct finding *f);
/* The same response as the end of a call, by what went before it. */
void causes_of_failure(const struct call *c, const struct msg *final, const struct spans *spans, const struct entry *entry,
    struct finding *f);

/* Who has to act, and whether trying again helps, are the cause's where the evidence decides the cause. */
void causes_take_facts(const struct entry *entry, struct finding *f);

#endif
