/* SPDX-License-Identifier: MIT */
/*
 * Pseudonyms, so that a report can be given away: users, numbers, addresses and host names are replaced, the same thing
 * always by the same; credentials and keys are dropped; of all other text of the input only words stay that name
 * nobody. An address keeps what it is (private, public, loopback), for a diagnosis may hang on it. Whom the messages name is
 * remembered, in a table that does not grow (known.h), and goes from every other place even where it is made of words.
 */
#ifndef SIPERR_REPORT_REDACT_REDACT_H
#define SIPERR_REPORT_REDACT_REDACT_H

#include "finding/finding.h"
#include "finding/comparison.h"
#include "finding/why.h"
#include "finding/summary.h"
#include "knowledge/knowledge.h"

struct redact;

/*
 * With one key there are always the same pseudonyms. `k` knows the phrases that stay whole, and the
 * words for an extension in any language; NULL: none do.
 */
struct redact *redact_new(struct knowledge *k, const uint64_t key[2]);
void redact_free(struct redact *r);

/* The key that the content of a file makes; false when it is shorter than REDACT_KEY_LEAST bytes. */
enum { REDACT_KEY_LEAST = 16, REDACT_KEY_MOST = 4096 };
bool redact_key(struct slice content, uint64_t key[2]);

/* Any text of the input. */
void redact_text(struct redact *r, struct slice text, struct buf *out);

/* The same of a header whose numbers count something: CSeq, Expires. */
void redact_counters(struct redact *r, struct slice text, struct buf *out);

/* An identifier such as a Call-ID: hosts, addresses, numbers and words in it are replaced, random digits stay. */
void redact_identifier(struct redact *r, struct slice text, struct buf *out);

/* A From or To value, or several: the display names too. */
void redact_party(struct redact *r, struct slice text, struct buf *out);

/* A user by itself, with or without its host. */
void redact_user(struct redact *r, struct slice text, struct buf *out);

/* The value of Authorization: of a scheme other than Digest all is dropped. */
void redact_credentials(struct redact *r, struct slice text, struct buf *out);

/* The value of the header of that name as what it is. */
void redact_header(struct redact *r, struct slice name, struct slice value, struct buf *out);

/* Whom a header names is known from now on, before anything of it is shown; one that names nobody is passed over. */
void redact_meet(struct redact *r, struct slice name, struct slice value);

/* A reason phrase: one that is known word for word stays. */
void redact_phrase(struct redact *r, struct slice phrase, struct buf *out);

/* The name of a file: "file-7k3mx9q2.pcap". "-" stays. */
void redact_file(struct redact *r, struct slice name, struct buf *out);

void redact_address(struct redact *r, const struct addr *in, struct addr *out);

/* A copy without anything that names somebody; release it. What was not changed may still point into `in`. */
void redact_finding(struct redact *r, const struct finding *in, struct finding *out);

/* The same of a call's line; what was changed lives in the arena. */
void redact_why(struct redact *r, const struct why_call *in, struct why_call *out, struct arena *a);
void redact_call(struct redact *r, const struct call_line *in, struct call_line *out, struct arena *a);

/* The same of a comparison; release its arena. What was not changed still points into `in`. */
void redact_comparison(struct redact *r, const struct comparison *in, struct comparison *out);

/* Text of the summary or of a message on stderr, in the arena; NULL stays NULL. */
typedef void redactor(struct redact *r, struct slice text, struct buf *out);
const char *redacted(struct redact *r, redactor *how, const char *text, struct arena *a);

#endif
