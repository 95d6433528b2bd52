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

/* The product that such an agent (Server, User-Agent) is; where none is known, the finding keeps its own. */
static inline void
take_vendor(struct knowledge *k, struct finding *f, struct slice agent)
{
	const char *vendor = agent.n > 0 ? knowledge_vendor(k, agent) : NULL;

	if (vendor != NULL)
		f->vendor = arena_strdup(&f->arena, vendor);
}

#endif
