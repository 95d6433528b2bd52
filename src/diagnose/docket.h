/* SPDX-License-Identifier: MIT */
/*
 * What waits for the judge: what came, in its order, and with it the calls that ended. It is filled where calls are put
 * together and heard where they are judged, which may be another thread than that of the next docket.
 */
#ifndef SIPERR_DIAGNOSE_DOCKET_H
#define SIPERR_DIAGNOSE_DOCKET_H

#include "base/memory.h"
#include "diagnose/arrivals.h"

struct docket;

struct docket *docket_new(void);
void docket_free(struct docket *d);

/* To be filled anew. `pool` is where calls live that begin: it gets what those lived in that were heard. */
void docket_open(struct docket *d, struct arena_pool *pool);
/* A message comes; docket_kept() says by and by what its call keeps of it, or docket_came() is told instead. Calls may end before. */
size_t docket_slot(struct docket *d);
void docket_kept(struct docket *d, size_t slot, const struct msg *m);
/* Something came; it is copied. */
void docket_came(struct docket *d, size_t slot, const struct message *m, const struct frame *frame, uint64_t number);
/* Nothing comes to this call any more. It is freed when it was judged, if it `ended`. */
void docket_call(struct docket *d, struct call *c);

/* What its calls tell by themselves is found out beforehand (diagnose/ease.h), by a thread that has `k` for itself. */
void docket_ease(struct docket *d, struct knowledge *k);
/* All of it, in its order. Then it is empty. */
void docket_hear(struct docket *d, struct arrivals *as);

#endif
