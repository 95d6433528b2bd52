/* SPDX-License-Identifier: MIT */
/* How requests and responses of a call belong together, asked of small calls: each line of a script is one message. */
#include "script.h"

#include "diagnose/calls/calls.h"
#include "diagnose/calls/find.h"

/* What is asked of the n-th transaction or message; the answer is the number of another, 0 for none, or 1 for yes. */
enum question {
	PARENT, CHILD, RETRY, CANCEL_OF, CANCELLED, OTHER_POINT, SUCCEEDED, WENT_WELL, RANG, SETUP, FIRST_SIGHT, UNANSWERED, ONE_SIDED,
	ACK_OF, ANSWER_OF, BYE_AFTER, ELSEWHERE, BY_CALLER, LAST_COPY, COPIES, INITIAL,
	TX, COPY_OF, FACT, KIND, PENDING, WAITS, HUNG_UP, ADDRESSES,	/* FACT: n is the fact */
};

struct row {
	enum question question;
	const char *script;
	unsigned n;
	int answer;
};

static const struct tx *
tx_of(const struct call *c, unsigned n)
{
	const struct tx *t = c->txs;

	while (t != NULL && --n > 0)
		t = t->next;
	return t;
}

static const struct msg *
msg_of(const struct call *c, unsigned n)
{
	const struct msg *m = c->first;

	while (m != NULL && --n > 0)
		m = m->next;
	return m;
}

static int
number_of_tx(const struct call *c, const struct tx *wanted)
{
	int n = 1;

	for (const struct tx *t = c->txs; t != NULL && t != wanted; t = t->next)
		n++;
	return wanted != NULL ? n : 0;
}

static int
number_of_msg(const struct call *c, const struct msg *wanted)
{
	int n = 1;

	for (const struct msg *m = c->first; m != NULL && m != wanted; m = m->next)
		n++;
	return wanted != NULL ? n : 0;
}

static int
answer_to(const struct call *c, const struct row *r)
{
	const struct tx *t = tx_of(c, r->n);
	const struct msg *m = msg_of(c, r->n);

	switch (r->question) {
	case PARENT: return number_of_tx(c, tx_parent(c, t));
	case CHILD: return number_of_tx(c, tx_child(c, t, NULL));
	case RETRY: return number_of_tx(c, tx_retry(t));
	case CANCEL_OF: return number_of_tx(c, tx_cancel(c, t));
	case CANCELLED: return number_of_tx(c, tx_cancelled(c, t));
	case OTHER_POINT: return number_of_tx(c, tx_other_point(c, t, NULL));
	case SUCCEEDED: return tx_succeeded(c, t);
	case WENT_WELL: return tx_went_well(c, t);
	case RANG: return tx_rang(c, t);
	case SETUP: return number_of_tx(c, call_setup(c));
	case FIRST_SIGHT: return tx_is_first_sight(c, t);
	case UNANSWERED: return tx_is_unanswered(c, t, NULL);
	case ONE_SIDED: return number_of_msg(c, call_is_one_sided(c));
	case ACK_OF: return number_of_msg(c, call_ack(c, m));
	case ANSWER_OF: return number_of_msg(c, dialog_answer(c, m));
	case BYE_AFTER: return number_of_tx(c, dialog_request(c, m, METHOD_BYE));
	case ELSEWHERE: return number_of_msg(c, msg_elsewhere(c, m, NULL));
	case BY_CALLER: return sent_by_caller(c, m);
	case LAST_COPY: return number_of_msg(c, msg_last_copy(m));
	case COPIES: return (int)msg_copies(m);
	case INITIAL: return tx_is_initial(t);
	case TX: return number_of_tx(c, m->tx);
	case COPY_OF: return number_of_msg(c, m->copy_of);
	case FACT: return (c->facts & r->n) != 0;
	case KIND: return (int)c->kind;
	case PENDING: return (int)c->pending;
	case WAITS: return c->interval;
	case HUNG_UP: return c->hung_up;
	case ADDRESSES: return c->has_addresses;
	}
	return -1;
}

static void
judge(void *ctx, struct call *c)
{
	const struct row *r = ctx;
	int answer = answer_to(c, r);

	if (answer != r->answer)
		fail_msg("question %d of %u: %d instead of %d:\n%s", (int)r->question, r->n, answer, r->answer, r->script);
}

static void
ask(const struct row *r)
{
	struct calls *cs = calls_new(judge, (void *)r);
	struct slice rest = slice_of(r->script);

	for (uint64_t number = 1; rest.n > 0; number++) {
		struct message index = { 0 };
		struct buf text = BUF_INIT, bytes = BUF_INIT;

		buf_addf(&text, "%d ", (int)number);
		buf_add(&text, slice_trim(slice_cut(&rest, '\n')));
		struct line l = script_line(buf_slice(&text));
		script_message(&l, &bytes);
		struct frame frame = {
			.kind = FRAME_MESSAGE, .bytes = buf_slice(&bytes),
			.where = { .time = script_time(l.time), .src = l.src, .dst = l.dst, .packet = number },
		};
		assert_int_equal(message_index(&index, frame.bytes), MESSAGE_OK);
		calls_add(cs, &index, &frame, number);
		message_release(&index);
		buf_release(&bytes);
		buf_release(&text);
	}
	calls_end(cs, NULL);
	calls_free(cs);
}

#define HOP "a>p INVITE\np>b INVITE branch=x via=1\n"

static const struct row rows[] = {
	/* RFC 3261 §16.6: a proxy adds a Via; what adds none is known by its address. */
	{ PARENT, HOP, 2, 1 },
	{ PARENT, HOP, 1, 0 },
	{ PARENT, "a>p INVITE via=1\np>b INVITE branch=x\n", 2, 0 },
	{ PARENT, "a>p INVITE\np>b INVITE branch=x\n", 2, 1 },
	{ PARENT, "a>p INVITE\nq>b INVITE branch=x\n", 2, 0 },
	{ PARENT, "a>p:5070 INVITE\np>b INVITE branch=x\n", 2, 0 },
	{ PARENT, "p>p INVITE\np>p INVITE branch=x\n", 2, 0 },
	{ PARENT, "p>b INVITE branch=x via=1\na>p INVITE\n", 1, 0 },
	{ PARENT, "a>p INVITE\np>b INVITE branch=x via=1 cseq=2\n", 2, 0 },
	{ PARENT, "a>p INVITE\np>b INVITE branch=x via=1 from=g\n", 2, 0 },
	{ PARENT, "a>p INVITE\np>b OPTIONS branch=x via=1\n", 2, 0 },
	{ PARENT, "a>p INVITE\np>a 404\np>b INVITE branch=x via=1\n", 2, 0 },
	{ PARENT, "a>p INVITE\np>a 300\np>b INVITE branch=x via=1\n", 2, 0 },
	{ PARENT, "a>p INVITE\np>a 200\np>b INVITE branch=x via=1\n", 2, 1 },
	{ PARENT, HOP "p>a 404\n", 2, 1 },
	{ PARENT, HOP "b>c INVITE branch=y via=2\n", 3, 2 },
	{ PARENT, HOP "p>d INVITE branch=y via=1\nd>e INVITE branch=z via=2\n", 4, 3 },
	{ PARENT, HOP "p>d INVITE branch=y via=1\nb>e INVITE branch=z via=2\n", 4, 2 },
	{ CHILD, HOP, 1, 2 },
	{ CHILD, HOP, 2, 0 },
	{ CHILD, HOP "b>c INVITE branch=y via=2\n", 2, 3 },

	/* The next attempt: of the same method, after the final response, by the same sender. */
	{ RETRY, "a>b INVITE\nb>a 401\na>b INVITE cseq=2\n", 1, 2 },
	{ RETRY, "a>b INVITE\nb>a 401\na>b OPTIONS cseq=2\n", 1, 0 },
	{ RETRY, "a>b INVITE\na>b INVITE cseq=2\nb>a 401\n", 1, 0 },
	{ RETRY, "a>b INVITE\na>b INVITE cseq=2\n", 1, 2 },
	{ RETRY, "a>b INVITE\nb>a 401\na>b INVITE cseq=2 to=t\n", 1, 0 },
	{ RETRY, "a>b INVITE\nb>a 401\na>b INVITE cseq=2 from=g\n", 1, 2 },
	{ RETRY, "a>b INVITE\nb>a 401\nd>b INVITE cseq=2 from=g\n", 1, 0 },
	{ RETRY, "a>b INVITE\nb>a 401\na:61000>b INVITE cseq=2 from=g\n", 1, 0 },
	{ RETRY, "a>b INVITE\nb>a 401\nd>b INVITE cseq=2\n", 1, 2 },
	{ RETRY, "a>b INVITE to=t\nb>a 491\na>b INVITE cseq=2 to=t\n", 1, 2 },
	{ RETRY, "a>b INVITE to=t\nb>a 491\na>b INVITE cseq=2 to=t from=g\n", 1, 0 },
	{ RETRY, "?>? INVITE\n?>? 401\n?>? INVITE cseq=2 from=g\n", 1, 2 },
	{ RETRY, "?>? INVITE sentby=h.example\n?>? 401 sentby=h.example\n?>? INVITE cseq=2 from=g sentby=H.example\n", 1, 2 },
	{ RETRY, "?>? INVITE sentby=h.example\n?>? 401 sentby=h.example\n?>? INVITE cseq=2 from=g sentby=i.example\n", 1, 0 },
	{ RETRY, "?>? INVITE novia\n?>? 401 novia\n?>? INVITE cseq=2 from=g novia\n", 1, 0 },
	{ RETRY, "?>? INVITE to=t\n?>? 491\n?>? INVITE cseq=2 from=g to=t\n", 1, 0 },
	{ RETRY, "a>b INVITE sentby=h.example\nb>a 401 sentby=h.example\nd>b INVITE cseq=2 from=g sentby=h.example\n", 1, 0 },

	/* §9.1: the same branch and number. */
	{ CANCEL_OF, "a>b INVITE\na>b CANCEL\n", 1, 2 },
	{ CANCEL_OF, "a>b INVITE\na>b CANCEL branch=y\n", 1, 0 },
	{ CANCEL_OF, "a>b INVITE\na>b CANCEL cseq=2 branch=1\n", 1, 0 },
	{ CANCEL_OF, "a>b INVITE\nd>b CANCEL\n", 1, 0 },
	{ CANCEL_OF, "a>b INVITE\n?>b CANCEL\n", 1, 2 },
	{ CANCEL_OF, "?>b INVITE\na>b CANCEL\n", 1, 2 },
	{ CANCEL_OF, "a>b INVITE\na>b OPTIONS branch=1\n", 1, 0 },
	{ CANCELLED, "a>b INVITE\na>b CANCEL\n", 2, 1 },
	{ CANCELLED, "a>b INVITE branch=y\na>b CANCEL\n", 2, 0 },
	{ CANCELLED, "a>b INVITE cseq=2 branch=1\na>b CANCEL\n", 2, 0 },
	{ CANCELLED, "d>b INVITE\na>b CANCEL\n", 2, 0 },
	{ CANCELLED, "?>b INVITE\na>b CANCEL\n", 2, 1 },
	{ CANCELLED, "a>b INVITE\n?>b CANCEL\n", 2, 1 },
	{ CANCELLED, "a>b OPTIONS branch=1\na>b CANCEL\n", 2, 0 },

	{ OTHER_POINT, "a>x INVITE\na>b INVITE\n", 1, 2 },
	{ OTHER_POINT, "a>x INVITE\na>b INVITE branch=y\n", 1, 0 },
	{ OTHER_POINT, "a>x INVITE novia\na>b INVITE novia\n", 1, 0 },
	{ OTHER_POINT, "a>x INVITE branch=y\na>b INVITE branch=y cseq=2\n", 1, 0 },
	{ FIRST_SIGHT, "a>b INVITE\na>d INVITE branch=y\n", 1, 1 },
	{ FIRST_SIGHT, "a>b INVITE\na>d INVITE branch=y\n", 2, 0 },
	{ FIRST_SIGHT, "a>b INVITE\na>d INVITE branch=y cseq=2\n", 2, 1 },

	{ SUCCEEDED, HOP "b>p 200 branch=x via=1\n", 1, 1 },
	{ SUCCEEDED, HOP "b>p 180 branch=x via=1\n", 1, 0 },
	{ SUCCEEDED, "a>b INVITE\nb>a 401\na>b INVITE cseq=2\nb>a 200 cseq=2\n", 1, 0 },
	{ WENT_WELL, "a>b REGISTER\nb>a 401 REGISTER\na>b REGISTER cseq=2\nb>a 200 REGISTER cseq=2\n", 1, 1 },
	{ WENT_WELL, "a>b REGISTER\nb>a 200 REGISTER\na>b REGISTER cseq=2\nb>a 401 REGISTER cseq=2\n", 2, 0 },
	{ WENT_WELL, "a>b REGISTER\nb>a 401 REGISTER\na>b OPTIONS cseq=2\nb>a 200 OPTIONS cseq=2\n", 1, 0 },
	{ WENT_WELL, "a>b INVITE\nb>a 401\na>b INVITE cseq=2 to=t\nb>a 200 cseq=2\n", 1, 0 },
	{ WENT_WELL, "a>b INVITE\nb>a 401\na>b INVITE cseq=2 from=g\nb>a 200 cseq=2 from=g\n", 1, 1 },
	{ WENT_WELL, "a>b INVITE to=t\nb>a 491\na>b INVITE to=t cseq=2\nb>a 200 cseq=2\n", 1, 1 },
	{ WENT_WELL, "a>b INVITE to=t\nb>a 491\nb>a INVITE from=t to=f cseq=7\na>b 200 from=t to=f cseq=7\n", 1, 0 },
	{ RANG, "a>b INVITE\nb>a 180\n", 1, 1 },
	{ RANG, "a>b INVITE\nb>a 183\n", 1, 0 },
	{ RANG, "a>b INVITE\nb>a 183\nb>a 180\n", 1, 1 },
	{ RANG, HOP "b>p 180 branch=x via=1\n", 1, 1 },
	{ RANG, "a>b INVITE\nb>a 401\na>b INVITE cseq=2\nb>a 180 cseq=2\n", 1, 0 },

	/* The last attempt at the beginning of the call, where it was sent first. */
	{ SETUP, "a>b INVITE\nb>a 200\na>b INVITE to=t cseq=2\n", 1, 1 },
	{ SETUP, "a>b INVITE\nb>a 401\na>b INVITE cseq=2\n", 1, 2 },
	{ SETUP, HOP, 1, 1 },
	{ SETUP, "a>x INVITE\na>b INVITE\n", 1, 1 },
	{ SETUP, "a>b OPTIONS\nb>a 200 OPTIONS\n", 1, 0 },
	{ SETUP, "b>a 200\n", 1, 0 },
	{ BY_CALLER, "a>b INVITE\nb>a 200\na>b BYE\n", 3, 1 },
	{ BY_CALLER, "a>b INVITE\nb>a 200\nb>a BYE from=t to=f\n", 3, 0 },
	{ BY_CALLER, "a>b INVITE\nb>a 200\n", 2, 0 },
	{ BY_CALLER, "a>b INVITE\nb>a 200\nb>a BYE from=t to=f\na>b 200 BYE from=t to=f\n", 4, 1 },
	{ INITIAL, "a>b INVITE\n", 1, 1 },
	{ INITIAL, "a>b INVITE to=t\n", 1, 0 },
	{ INITIAL, "b>a 200\n", 1, 1 },
	{ INITIAL, "b>a 200 BYE\n", 1, 0 },

	{ UNANSWERED, "a>b INVITE\n", 1, 1 },
	{ UNANSWERED, "a>b INVITE\nb>a 100\n", 1, 0 },
	{ UNANSWERED, "a>b INVITE\nb>a 180\n", 1, 0 },
	{ UNANSWERED, "a>b INVITE\nb>a 486\n", 1, 0 },
	{ UNANSWERED, "a>x INVITE\na>b INVITE\nb>a 100\n", 1, 0 },
	{ UNANSWERED, "a>x INVITE\na>b INVITE\nb>a 180\n", 1, 0 },
	{ UNANSWERED, "a>x INVITE\na>b INVITE\nb>a 486\n", 1, 0 },
	{ UNANSWERED, "a>x INVITE\na>b INVITE\n", 1, 1 },
	{ UNANSWERED, "a>b INVITE\na>b ACK\n", 1, 0 },
	{ UNANSWERED, "b>a 486\n", 1, 0 },
	{ ONE_SIDED, "a>b INVITE\na>b ACK\n", 1, 2 },
	{ ONE_SIDED, "a>b INVITE\nb>a 200\na>b ACK\n", 1, 0 },
	{ ONE_SIDED, "a>b INVITE\na>b ACK to=-\n", 1, 0 },
	{ ONE_SIDED, "a>b INVITE\na>b BYE\n", 1, 0 },
	{ ONE_SIDED, "a>b INVITE\na>b ACK\na>b ACK branch=y\n", 1, 2 },

	/* Dialogs: §12 */
	{ ACK_OF, "a>b INVITE\nb>a 200\na>b ACK\n", 2, 3 },
	{ ACK_OF, "a>b INVITE\nb>a 200\na>b ACK to=u\n", 2, 0 },
	{ ACK_OF, "a>b INVITE\nb>a 200\na>b ACK from=g\n", 2, 0 },
	{ ACK_OF, "a>b INVITE\nb>a 200\na>b ACK cseq=2\n", 2, 0 },
	{ ACK_OF, "a>b INVITE\nb>a 200\na>b BYE cseq=1\n", 2, 0 },
	{ ANSWER_OF, "a>b INVITE\nb>a 200\na>b BYE\n", 3, 2 },
	{ ANSWER_OF, "a>b INVITE\nb>a 200\nb>a BYE from=t to=f\n", 3, 2 },
	{ ANSWER_OF, "a>b INVITE\nb>a 200\na>b BYE to=u\n", 3, 0 },
	{ ANSWER_OF, "a>b INVITE\nb>a 200\na>b BYE from=g\n", 3, 0 },
	{ ANSWER_OF, "a>b INVITE\nb>a 200\nb>a BYE from=t to=g\n", 3, 0 },
	{ ANSWER_OF, "a>b INVITE\nb>a 200\nb>a BYE from=u to=f\n", 3, 0 },
	{ ANSWER_OF, "a>b INVITE\nb>a 180\na>b BYE\n", 3, 0 },
	{ ANSWER_OF, "a>b INVITE\nb>a 299\na>b BYE\n", 3, 2 },
	{ ANSWER_OF, "a>b INVITE\nb>a 300\na>b BYE\n", 3, 0 },
	{ ANSWER_OF, "a>b SUBSCRIBE\nb>a 200 SUBSCRIBE\nb>a NOTIFY from=t to=f\n", 3, 2 },
	{ ANSWER_OF, "a>b OPTIONS\nb>a 200 OPTIONS\na>b BYE\n", 3, 0 },
	{ BYE_AFTER, "a>b INVITE\nb>a 200\na>b BYE\n", 2, 2 },
	{ BYE_AFTER, "a>b INVITE\nb>a 200\nb>a BYE from=t to=f\n", 2, 2 },
	{ BYE_AFTER, "a>b INVITE\nb>a 200\na>b BYE to=u\n", 2, 0 },
	{ BYE_AFTER, "a>b BYE\na>b INVITE\nb>a 200\n", 3, 0 },
	{ BYE_AFTER, "a>b INVITE\nb>a 200\nb>a 200 BYE\n", 2, 0 },
	{ BYE_AFTER, "a>b INVITE\nb>a 200\na>b INFO\n", 2, 0 },

	{ ELSEWHERE, HOP "b>p 200 branch=x via=1\np>a 200\n", 4, 3 },
	{ ELSEWHERE, HOP "b>p 200 branch=x via=1\np>a 202\n", 4, 0 },
	{ ELSEWHERE, HOP "b>p 200 branch=x via=1 to=u\np>a 200\n", 4, 0 },
	{ ELSEWHERE, HOP, 1, 2 },
	{ ELSEWHERE, "a>p INVITE\np>b INVITE branch=x via=1 cseq=2\n", 1, 0 },
	{ ELSEWHERE, "a>p INVITE\np>b INVITE branch=x via=1 from=g\n", 1, 0 },
	{ ELSEWHERE, "a>p INVITE\np>b OPTIONS branch=x via=1\n", 1, 0 },
	{ COPIES, "a>b INVITE\na>b INVITE\nb>a 200\na>b INVITE\n", 1, 3 },
	{ COPIES, "a>b INVITE\na>b INVITE\nb>a 200\na>b INVITE\n", 2, 3 },
	{ COPIES, "a>b INVITE\na>b INVITE\nb>a 200\na>b INVITE\n", 3, 1 },
	{ LAST_COPY, "a>b INVITE\na>b INVITE\nb>a 200\na>b INVITE\n", 1, 4 },
	{ LAST_COPY, "a>b INVITE\na>b INVITE\nb>a 200\na>b INVITE\n", 3, 3 },
};

#define SEEN(script, fact, is) { FACT, script, fact, is }

/* What a message is put to when it comes, and what that says of the call. */
static const struct row arrivals[] = {
	/* RFC 3261 §17.1.3, §17.2.3: branch, sent-by, CSeq; where there is no branch, the From tag. */
	{ TX, "a>b INVITE\nb>a 200\n", 2, 1 },
	{ TX, "a>b INVITE\nb>a 200 branch=y\n", 2, 2 },
	{ TX, "a>b INVITE\nb>a 200 cseq=2 branch=1\n", 2, 2 },
	{ TX, "a>b INVITE\nb>a 200 OPTIONS branch=1\n", 2, 2 },
	{ TX, "a>b INVITE novia\nb>a 200 novia\n", 2, 1 },
	{ TX, "a>b INVITE novia\nb>a 200 novia from=g\n", 2, 2 },
	{ TX, "a>b INVITE\nb>a 200 novia\n", 2, 1 },
	{ TX, "a>b INVITE\nb>a 200 from=g\n", 2, 1 },
	{ TX, "a>b INVITE sentby=H.example\nb>a 200 sentby=h.example\n", 2, 1 },
	{ TX, "a>b INVITE sentby=h.example\nb>a 200 sentby=i.example\n", 1, 1 },
	{ TX, "a>b INVITE sentby=h.example\nd>a 200 sentby=i.example\n", 2, 2 },
	{ TX, "a>b INVITE sentby=h.example branch=x\nb>a 200 sentby=i.example branch=y\n", 2, 2 },
	{ TX, "a>b INVITE\nd>a 200\n", 2, 1 },
	{ TX, "a>x INVITE\na>b INVITE\nb>a 200\n", 3, 2 },
	{ TX, "a>x INVITE\na>b INVITE\nx>a 200\n", 3, 1 },
	{ TX, "a>b INVITE\na>b INVITE\n", 2, 1 },
	{ TX, "a>b INVITE\nd>b INVITE sentby=203.0.113.97:5060\n", 2, 2 },
	{ TX, "a>b INVITE\na>d INVITE\n", 2, 2 },
	{ TX, "a>b INVITE\n?>b INVITE sentby=203.0.113.97:5060\n", 2, 1 },
	{ TX, "a>b REGISTER\nb>a 401 REGISTER\na>b REGISTER | Authorization: Digest realm=\"r\"\n", 3, 2 },
	{ TX, "a>b REGISTER\nb>a 401 REGISTER\na>b REGISTER | Proxy-Authorization: Digest realm=\"r\"\n", 3, 2 },
	{ TX, "a>b REGISTER\nb>a 401 REGISTER\na>b REGISTER\n", 3, 1 },
	{ TX, "a>b REGISTER\na>b REGISTER | Authorization: Digest realm=\"r\"\n", 2, 1 },
	{ TX, "a>b REGISTER\nb>a 200 REGISTER\na>b REGISTER | Authorization: Digest realm=\"r\"\n", 3, 1 },
	{ TX, "a>b REGISTER\nb>a 300 REGISTER\na>b REGISTER | Authorization: Digest realm=\"r\"\n", 3, 2 },
	/* §17.1.1.3: the ACK to a failure has the branch of its INVITE. */
	{ TX, "a>b INVITE\nb>a 486\na>b ACK branch=1\n", 3, 1 },
	{ TX, "a>b INVITE\nb>a 200\na>b ACK\n", 3, 2 },
	{ TX, "a>b INVITE novia\nb>a 486 novia\na>b ACK novia\n", 3, 2 },
	{ TX, "a>b INVITE\nb>a 486\nd>b ACK branch=1 sentby=203.0.113.97:5060\n", 3, 2 },
	{ TX, "a>b OPTIONS branch=1\nb>a 486 OPTIONS branch=1\na>b ACK branch=1\n", 3, 2 },
	/* Copies: final responses with the same tag, provisional ones with the same bytes. */
	{ COPY_OF, "a>b INVITE\na>b INVITE\n", 2, 1 },
	{ COPY_OF, "a>b INVITE\na>b INVITE | X: y\n", 2, 1 },
	{ COPY_OF, "a>b INVITE\nb>a 180\nb>a 180\n", 3, 2 },
	{ COPY_OF, "a>b INVITE\nb>a 180\nb>a 180 phrase=Other\n", 3, 0 },
	{ COPY_OF, "a>b INVITE\nb>a 180\nb>a 183\n", 3, 0 },
	{ COPY_OF, "a>b INVITE\nb>a 200\nb>a 200 | X: y\n", 3, 2 },
	{ COPY_OF, "a>b INVITE\nb>a 200\nb>a 200 to=u\n", 3, 0 },
	{ COPY_OF, "a>b INVITE\nb>a 199\nb>a 199 | X: y\n", 3, 0 },
	SEEN("a>b INVITE\nb>a 180\nb>a 180\n", HAS_REPEATED_PROVISIONAL, 1),
	SEEN("a>b INVITE\nb>a 180\nb>a 183\n", HAS_REPEATED_PROVISIONAL, 0),
	SEEN("a>b INVITE\na>b INVITE\n", HAS_REPEATED_REQUEST, 1),
	SEEN("a>b INVITE\na>b INVITE branch=y\n", HAS_REPEATED_REQUEST, 0),
	SEEN("a>b INVITE\nb>a 486\nb>a 486\n", HAS_REPEATED_FINAL, 1),
	SEEN("a>b INVITE\nb>a 486\nb>a 200\n", HAS_REPEATED_FINAL, 0),
	SEEN("a>b INVITE\nb>a 200\nb>a 200 to=u\n", HAS_TWO_ANSWERS, 1),
	SEEN("a>b INVITE\nb>a 200\nb>a 200\n", HAS_TWO_ANSWERS, 0),
	SEEN("a>b SUBSCRIBE\nb>a 200 SUBSCRIBE\nb>a 200 SUBSCRIBE to=u\n", HAS_TWO_ANSWERS, 0),
	SEEN("a>b INVITE\nb>a 200\n", HAS_ANSWER, 1),
	SEEN("a>b OPTIONS\nb>a 200 OPTIONS\n", HAS_ANSWER, 0),
	SEEN("a>b INVITE\nb>a 200\n", HAS_ANSWER_WITHOUT_CONTACT, 0),
	SEEN("a>b INVITE\nb>a 200 contact=-\n", HAS_ANSWER_WITHOUT_CONTACT, 1),
	SEEN("a>b INVITE\nb>a 200 | Session-Expires: 90\n", HAS_SESSION_TIMER, 1),
	SEEN("a>b INVITE\nb>a 422 | Session-Expires: 90\n", HAS_SESSION_TIMER, 0),
	SEEN("a>b INVITE\nb>a 401\n", HAS_CHALLENGE, 1),
	SEEN("a>b INVITE\nb>a 407\n", HAS_CHALLENGE, 1),
	SEEN("a>b INVITE\nb>a 403\n", HAS_CHALLENGE, 0),
	SEEN("a>b INVITE\nb>a 300\n", HAS_FAILURE, 1),
	SEEN("a>b INVITE\nb>a 299\n", HAS_FAILURE, 0),
	SEEN("a>b INVITE\nb>a 399\n", HAS_REDIRECT, 1),
	SEEN("a>b INVITE\nb>a 400\n", HAS_REDIRECT, 0),
	SEEN("a>b INVITE to=t\n", HAS_IN_DIALOG, 1),
	SEEN("a>b INVITE\na>b ACK\n", HAS_IN_DIALOG, 0),
	SEEN("a>b INVITE\na>b BYE\n", HAS_IN_DIALOG, 0),
	SEEN(HOP, HAS_HOPS, 1),
	SEEN("a>p INVITE\np>b INVITE branch=x via=1 cseq=2\n", HAS_HOPS, 0),
	SEEN("a>p INVITE\np>b OPTIONS branch=x via=1\n", HAS_HOPS, 0),
	SEEN("a>p INVITE\np>b INVITE branch=x via=1 from=g\n", HAS_HOPS, 0),
	SEEN("a>b INVITE\nb>a 486 | Reason: Q.850;cause=17\n", HAS_REASON, 1),
	SEEN("a>b INVITE | Reason: Q.850;cause=17\nb>a 486\n", HAS_REASON, 0),
	SEEN("a>b INVITE | Authorization: Digest realm=\"r\"\n", HAS_CREDENTIALS, 1),
	SEEN("a>b INVITE sdp=pcma\n", HAS_SDP, 1),
	SEEN("a>b INVITE\nb>a 180 | RSeq: 7\n", HAS_RSEQ, 1),
	SEEN("a>b INVITE\nb>a 503 | Retry-After: 7\n", HAS_RETRY_AFTER, 1),
	{ KIND, "a>b INVITE\n", 1, CALL_INVITE }, { KIND, "a>b ACK\n", 1, CALL_INVITE }, { KIND, "a>b BYE\n", 1, CALL_INVITE },
	{ KIND, "a>b CANCEL\n", 1, CALL_INVITE }, { KIND, "a>b PRACK\n", 1, CALL_INVITE }, { KIND, "b>a 486\n", 1, CALL_INVITE },
	{ KIND, "a>b REGISTER\n", 1, CALL_REGISTER }, { KIND, "a>b SUBSCRIBE\n", 1, CALL_SUBSCRIBE }, { KIND, "a>b NOTIFY\n", 1, CALL_SUBSCRIBE },
	{ KIND, "a>b OPTIONS\n", 1, CALL_OPTIONS }, { KIND, "a>b MESSAGE\n", 1, CALL_OTHER }, { KIND, "a>b OPTIONS\na>b INVITE cseq=2\n", 1, CALL_OPTIONS },
	{ PENDING, "a>b INVITE\n", 1, 1 }, { PENDING, "a>b INVITE\nb>a 100\n", 1, 1 }, { PENDING, "a>b INVITE\nb>a 486\n", 1, 0 },
	{ PENDING, "a>b INVITE\nb>a 486\nb>a 486\n", 1, 0 }, { PENDING, "a>b INVITE\nb>a 200\na>b ACK\n", 1, 0 },
	{ PENDING, "a>b INVITE\na>b OPTIONS cseq=2\n", 1, 2 },
	{ WAITS, "a>b INVITE\nb>a 422\n", 1, 1 }, { WAITS, "a>b INVITE\nb>a 423\n", 1, 1 }, { WAITS, "a>b INVITE\nb>a 421\n", 1, 0 },
	{ WAITS, "a>b INVITE\nb>a 424\n", 1, 0 }, { WAITS, "a>b INVITE\nb>a 503 | Retry-After: 7\n", 1, 1 }, { WAITS, "a>b INVITE\nb>a 503\n", 1, 0 },
	{ WAITS, "a>b INVITE\nb>a 500 | Retry-After: 7\n", 1, 0 },
	{ HUNG_UP, "a>b BYE\n", 1, 0 }, { HUNG_UP, "a>b BYE\nb>a 200 BYE\n", 1, 1 }, { HUNG_UP, "a>b BYE\nb>a 481 BYE\n", 1, 1 },
	{ HUNG_UP, "a>b INVITE\nb>a 200\n", 1, 0 },
	{ ADDRESSES, "a>b INVITE\n", 1, 1 }, { ADDRESSES, "a>b INVITE\n?>a 200\n", 1, 0 }, { ADDRESSES, "a>b INVITE\nb>? 200\n", 1, 0 },
};

static void
a_message_finds_its_transaction(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof arrivals / sizeof *arrivals; i++)
		ask(&arrivals[i]);
}

static void
what_belongs_together_is_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		ask(&rows[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_message_finds_its_transaction),
		cmocka_unit_test(what_belongs_together_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
