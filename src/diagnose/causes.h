/*
 * Which of an entry's causes the messages decide: each function states, for its family, what they prove and what
 * they exclude (verdict_proves(), verdict_excludes()). Tokens, texts and parties stand in locales/.
 *
 * They are asked when the rule or response is found, so they may look closely. A cause that might be wrong is not
 * stated: then the entry's causes stay open.
 */
#ifndef SIPERR_DIAGNOSE_CAUSES_H
#define SIPERR_DIAGNOSE_CAUSES_H

#include "diagnose/rules/rules.h"

/* dialog.missing-ack: why no ACK ended the repeating of this 2xx. Adds evidence of its own. */
void causes_of_missing_ack(const struct call *c, struct verdict *v, const struct msg *ok);

#endif
