/*
 * Pseudonyms, so that a report can be given away: users, numbers, addresses and host names are replaced, the same thing
 * always by the same, numbered as they come up; credentials and keys are dropped. An address keeps what it is (private,
 * public, loopback), for a diagnosis may hang on it.
 */
#ifndef SIPERR_REPORT_REDACT_H
#define SIPERR_REPORT_REDACT_H

#include "finding/summary.h"
#include "finding/finding.h"

struct redact;

struct redact *redact_new(void);
void redact_free(struct redact *r);

/* Any text of the input. Users are recognised in URIs, numbers by their length, hosts by their form. */
void redact_text(struct redact *r, struct slice text, struct buf *out);

/* An identifier such as a Call-ID: hosts, addresses and numbers in it are replaced, the rest stays. */
void redact_identifier(struct redact *r, struct slice text, struct buf *out);

/* A From or To value: the display name too. */
void redact_party(struct redact *r, struct slice text, struct buf *out);

/* A user by itself, with or without its host. */
void redact_user(struct redact *r, struct slice text, struct buf *out);

void redact_address(struct redact *r, const struct addr *in, struct addr *out);

/* A copy without anything that names somebody; release it. What was not changed may still point into `in`. */
void redact_finding(struct redact *r, const struct finding *in, struct finding *out);

/* The same of a call's line; what was changed lives in the arena. */
void redact_call(struct redact *r, const struct call_line *in, struct call_line *out, struct arena *a);

/* A peer of the summary, "192.0.2.1:5060" or a host name. */
const char *redact_name(struct redact *r, const char *name, struct arena *a);

#endif
