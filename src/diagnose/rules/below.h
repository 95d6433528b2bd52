/* SPDX-License-Identifier: MIT */
/*
 * For the rules of what goes wrong below SIP (refused.c, connection.c, dns.c, tls.c): which of the network's witnesses is about which
 * transaction. What is found to be about one is told with it, whatever the outcome: it is not told by itself.
 */
#ifndef SIPERR_DIAGNOSE_BELOW_H
#define SIPERR_DIAGNOSE_BELOW_H

#include "diagnose/rules/network.h"
#include "diagnose/rules/verdict.h"

/* Something that keeps a packet or connection from its end. */
bool is_refusal(const struct witness *w);
/* Of an association, not of a TCP connection. */
bool is_sctp(const struct witness *w);
/* A connection or association that nothing answered. */
bool is_silence(const struct witness *w);
void say_refusal(struct verdict *v, const struct seen *s);

/* The first error that came back for a request of the transaction; NULL. */
struct seen *refusal_of(const struct network *n, const struct tx *t);
/* Its receiver waited in vain for the other fragments; NULL. */
struct seen *lost_fragment_of(const struct network *n, const struct tx *t);
/* The error that came back for the response; NULL. */
struct seen *refused_response_of(const struct network *n, const struct msg *response);
/* It waited for a response as long as RFC 3261 lets it (timer F), and closed the connection itself, or it stayed open in silence. */
bool client_gave_up(const struct network *n, const struct msg *request);
/* The capture lost something of what was said on the message's connection in that time; it shows when it goes on. */
bool connection_lacks(const struct network *n, const struct msg *m, int64_t first, int64_t last);
/* … lately after the message. */
bool connection_is_torn(const struct network *n, const struct msg *m);
/*
 * So it is where the request is one of a dialog, and for as long the call heard nothing from anywhere: over a
 * connection it is sent once.
 */
bool given_up_in_dialog(const struct call *c, const struct network *n, const struct tx *t);
/* A later attempt of the same call that got a response; NULL. */
const struct tx *got_through(const struct call *c, const struct tx *t);
/* What went wrong below SIP for the one who gave this final response, while the request waited; NULL. */
struct seen *answerer_failed(const struct network *n, const struct call *c, const struct msg *final, enum witness_kind kind,
    bool (*fits)(const struct call *c, const struct witness *w));

bool dns_is_failure(const struct witness *w);
/* The same domain gave something to the same host after it had failed. */
bool dns_recovered(const struct network *n, const struct seen *failed, int64_t until);
/* Its domain has no address either, as far as the same host asked until then. */
bool dns_has_no_address(const struct network *n, const struct seen *failed, int64_t until);
bool tls_is_failure(const struct witness *w);
/* The witness as evidence, with the cause it proves. */
void say_dns(struct verdict *v, const struct seen *s);
void say_tls(struct verdict *v, const struct seen *s);
void say_service(struct verdict *v, const struct seen *s);

/* What was tried, and how often. */
void say_request(struct verdict *v, const struct msg *request);
/* The trace went on for as long as a timer runs. */
void say_wait(const struct call *c, struct verdict *v, const struct tx *t);
/* That nothing came back; of what was sent once, over a connection, with how long the trace went on. */
void say_unanswered(const struct call *c, struct verdict *v, const struct tx *t, const char *name);
/* The failure that followed from it. */
void say_answer_after(struct verdict *v, const struct msg *final);

struct spot seen_spot(const struct seen *s);
const char *verdict_host(struct verdict *v, const struct addr *a);	/* without its port */

#endif
