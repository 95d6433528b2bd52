/* SPDX-License-Identifier: MIT */
/*
 * The method decides what a response means (RFC 3261 §8.1.3): a 404 to a REGISTER is an account that is not there, not
 * a number to dial again. What each means stands in locales/ as <id>/<method>, and for all codes of a class as
 * code.4xx/<method>; this picks it.
 */
#ifndef SIPERR_DIAGNOSE_MESSAGE_METHOD_H
#define SIPERR_DIAGNOSE_MESSAGE_METHOD_H

#include "finding/finding.h"
#include "knowledge/knowledge.h"
#include "sip/message.h"

/* `f` is about a response to that method: let it be told in the method's words. Nothing changes for INVITE. */
void tell_by_method(struct knowledge *k, struct finding *f, enum method method);
/* The same for a finding that is no code's: only where its own entry has a text for the method. */
void tell_rule_by_method(struct knowledge *k, struct finding *f, enum method method);
/* A response to that very method, whose code is meant for others, is told as what refuses it. */
void tell_foreign_code(struct knowledge *k, struct finding *f, enum method method);
/* Let it be told as `<id>/<variant>` ("rang"), or by a whole id ("code.301/register"). False: there is no such text. */
bool tell_as(struct knowledge *k, struct finding *f, const char *variant);
/* A code's finding as `<class>/<variant>`, or as any refusal's 4xx. False: there is no such text, or it is no code's. */
bool tell_as_class(struct knowledge *k, struct finding *f, const char *variant);

#endif
