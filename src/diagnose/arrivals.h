/* SPDX-License-Identifier: MIT */
/*
 * What came, told and counted by itself, whatever becomes of its call: who remembers across calls is told of each message,
 * what belongs to no call is reported.
 */
#ifndef SIPERR_DIAGNOSE_ARRIVALS_H
#define SIPERR_DIAGNOSE_ARRIVALS_H

#include "diagnose/calls/filter.h"
#include "diagnose/heard.h"
#include "diagnose/judge.h"

struct arrivals {
	struct knowledge *k;
	const struct trace_options *o;
	const struct finding_sink *out;
	struct judge *judge;
	struct counts *metrics;		/* NULL when nobody wants the summary */
	const struct filter *filter;
	bool chooses;			/* the filter leaves calls out */
	bool hands_over;		/* messages are wanted as they come: no filter has to choose first */
	struct message index;		/* of a broken one */
	struct heard heard;		/* by log lines */
	uint64_t left_out, findings_left_out;	/* beside those of the calls */
	uint64_t responses, requests;
	bool refuses;			/* a code came that refuses something */
};

/* Does it belong to a call? Without a Call-ID it stands for itself. */
bool arrivals_belong(const struct arrivals *as, const struct message *m);

/* `m`: a message's index; NULL: it is broken. */
void arrivals_take(struct arrivals *as, const struct message *m, const struct frame *frame, uint64_t number);

void arrivals_release(struct arrivals *as);

#endif
