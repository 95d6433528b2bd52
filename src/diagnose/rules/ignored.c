/* SPDX-License-Identifier: MIT */
#include "diagnose/rules/ignored.h"

/* What makes a client stop sending the request: any response to an INVITE, else the final one. */
static const struct msg *
stops_resending(const struct tx *t)
{
	const struct msg *m = t->final;

	if (t->method == METHOD_INVITE && t->trying != NULL && (m == NULL || t->trying->number < m->number))
		m = t->trying;
	if (t->method == METHOD_INVITE && t->provisional != NULL && (m == NULL || t->provisional->number < m->number))
		m = t->provisional;
	return m;
}

/* The copies of the request that came after the response, and the last of them. NULL: too few. */
static const struct msg *
sent_on(const struct tx *t, const struct msg *response, unsigned *count)
{
	const struct msg *last = NULL;

	*count = 0;
	for (const struct msg *m = msg_next_copy(t->request); m != NULL; m = msg_next_copy(m)) {
		int64_t gap = msg_gap(response, m);

		if (m->number > response->number && (gap == NO_TIME || gap > 0)) {
			++*count;
			last = m;
		}
	}
	if (*count < LOST_RESPONSE_COPIES && (last == NULL || !gap_at_least(msg_gap(response, last), LOST_RESPONSE_AFTER + 1)))
		return NULL;
	return last;
}

/* When the next copy was due, had nothing come (§17.1.1.2, §17.1.2.2). */
static int64_t
next_due(const struct tx *t, const struct msg *last)
{
	const struct msg *before = t->request;

	for (const struct msg *m = msg_next_copy(t->request); m != NULL && m != last; m = msg_next_copy(m))
		before = m;
	int64_t gap = msg_gap(before, last);
	if (gap == NO_TIME || gap < T1)
		return T1;
	return t->method != METHOD_INVITE && 2 * gap > T2 ? T2 : 2 * gap;
}

/* It goes to another host than the one that asked, which thus can't have it. */
static bool
goes_astray(const struct msg *response, const struct tx *t)
{
	return t->client.family != 0 && response->where.dst.family != 0 && !addr_same_ip(&response->where.dst, &t->client);
}

/* A response after the last copy ended it: it was acted upon, or the sender stopped in the middle of its schedule. */
static bool
ended_after(const struct call *c, const struct tx *t, const struct msg *last, unsigned count)
{
	const struct msg *m = last->tx_next;
	const struct tx *next = tx_retry(t);

	/* It was acted upon: then it, or a copy that the trace lacks, came. */
	if ((t->ack != NULL && t->ack->number > last->number) ||
	    (next != NULL && next->request != NULL && next->request->number > last->number &&
	    (next->request->facts & MSG_CREDENTIALS)))
		return true;
	while (m != NULL && (!m->is_response || goes_astray(m, t)))
		m = m->tx_next;
	if (m == NULL)
		return false;
	if (t->success != NULL && t->method == METHOD_INVITE && call_ack(c, t->success) != NULL)
		return true;
	/* Where the trace ends before the next copy, one that came after the response may just have crossed it. */
	int64_t due = next_due(t, last);
	return call_goes_on(c, last, due + 1) ? gap_at_least(TIMER_64_T1 - msg_gap(t->request, last), due) :
	    count < LOST_RESPONSE_COPIES;
}

bool
response_ignored(const struct call *c, const struct tx *t, struct ignored *out)
{
	*out = (struct ignored){ .response = stops_resending(t) };
	if (out->response == NULL || t->request == NULL || t->request_copies < 2)
		return false;
	out->last = sent_on(t, out->response, &out->copies);
	return out->last != NULL && !ended_after(c, t, out->last, out->copies);
}
