/* Which thing has which number: the memory behind redaction. */
#ifndef SIPERR_REPORT_PSEUDONYM_H
#define SIPERR_REPORT_PSEUDONYM_H

#include "base/addr.h"
#include "base/buf.h"

enum pseudonym_kind {
	PSEUDONYM_USER, PSEUDONYM_NUMBER, PSEUDONYM_HOST,
	PSEUDONYM_ADDRESS,	/* + enum addr_scope: each scope is counted by itself … */
	PSEUDONYM_ADDRESS6 = PSEUDONYM_ADDRESS + SCOPE_PUBLIC + 1,	/* … and each family */
	PSEUDONYM_KINDS = PSEUDONYM_ADDRESS6 + SCOPE_PUBLIC + 1,
};

struct pseudonym {
	char *key;		/* kind, then the text in lower case */
	size_t key_n;
	uint64_t number;
};

struct pseudonyms {
	struct pseudonym *table;	/* open addressing; size is a power of two */
	size_t count, size;
	uint64_t last[PSEUDONYM_KINDS];
};

/* The number of that thing, from 1 on; 0 when it is new and `add` is false. ASCII case is folded. */
uint64_t pseudonym_number(struct pseudonyms *p, enum pseudonym_kind kind, struct slice text, bool add);
void pseudonyms_release(struct pseudonyms *p);

/* The address that stands for *in: of the same family and scope, made from its number. */
void pseudonym_address(struct pseudonyms *p, const struct addr *in, struct addr *out);

#endif
