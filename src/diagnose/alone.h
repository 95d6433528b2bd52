/* SPDX-License-Identifier: MIT */
/*
 * What the network said and no call explains: a phone whose every attempt to connect is refused, a registrar whose name
 * does not resolve, TLS that never comes about. There may be no SIP message at all. Each such trouble (who, to whom,
 * of what kind) is told once, a minute after it began, so that calls which it belongs to were judged.
 * Also an address whose refusals no call suffered from: each had somewhere else to go.
 */
#ifndef SIPERR_DIAGNOSE_ALONE_H
#define SIPERR_DIAGNOSE_ALONE_H

#include "diagnose/rules/network.h"
#include "diagnose/rules/spans.h"

struct alone;

struct alone *alone_new(const struct network *n, const struct hosts *hosts, spans_report_to *report, void *ctx);
void alone_free(struct alone *a);
/* A SIP message came, of whatever call. */
void alone_message(struct alone *a, const struct message *m, const struct place *where);
/* A call that is judged: an address that refuses one after the other is told, though each went on elsewhere. */
void alone_call(struct alone *a, const struct call *c, const struct recent *recent);
/* The id of what is told of that witness. */
const char *alone_id(const struct seen *s);
/* The same, with the witness as evidence. */
const char *alone_say(struct verdict *v, const struct seen *s);
/* A call tells of it, which gets it as evidence: it is told no more. False: it was, or is not worth it. */
bool alone_gives(struct alone *a, struct seen *s, struct verdict *v);
/* Somebody else tells of it: it is told now, if it is worth it. True: it was told, sooner or now. */
bool alone_tells(struct alone *a, struct seen *s);
/* The trace has come to that time. */
void alone_due(struct alone *a, int64_t now);
void alone_end(struct alone *a);

#endif
