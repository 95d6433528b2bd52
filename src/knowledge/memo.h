/* SPDX-License-Identifier: MIT */
/* Questions asked before and their answers: a trace asks the same few over and over. */
#ifndef SIPERR_KNOWLEDGE_MEMO_H
#define SIPERR_KNOWLEDGE_MEMO_H

#include "knowledge/knowledge.h"

struct known_entry {
	struct known_entry *next;
	const char *id;
	struct entry facts;
	struct entry_text text;
	const char *title;	/* NULL: not asked for, or there is none */
	bool has_facts, has_text;	/* which of them was asked for */
};

struct known_match {
	char *question;
	struct arena arena;
	struct match match;
	bool found;
};

struct known_vendor {
	char *agent;		/* NULL: free */
	const char *vendor;
};

enum { KNOWN_ENTRIES = 256, KNOWN_MATCHES = 128, KNOWN_VENDORS = 64 };

struct memo {
	struct known_entry *entries[KNOWN_ENTRIES];	/* by hash; there are no more than there are entries */
	struct known_match *matches[KNOWN_MATCHES];	/* by hash, NULL: free; a newer one takes the place of an older */
	struct known_vendor vendors[KNOWN_VENDORS];	/* likewise */
};

struct memo *memo_new(void);
void memo_free(struct memo *m);

#endif
