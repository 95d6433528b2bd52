/* SPDX-License-Identifier: MIT */
/* What an entry says of each finding it stands for, until the evidence of one says otherwise. */
#ifndef SIPERR_DIAGNOSE_MESSAGE_ENTRY_FACTS_H
#define SIPERR_DIAGNOSE_MESSAGE_ENTRY_FACTS_H

#include "finding/finding.h"
#include "knowledge/knowledge.h"

/* Severity, party and retry, as the entry has them. */
static inline void
take_entry_facts(struct finding *f, const struct entry *e)
{
	f->severity = e->severity;
	f->party = e->party;
	f->retry = e->retry;
}

#endif
