/* SPDX-License-Identifier: MIT */
/* What a line of a log is about, by its words: a call or a registration. */
#ifndef SIPERR_DIAGNOSE_MESSAGE_ABOUT_H
#define SIPERR_DIAGNOSE_MESSAGE_ABOUT_H

#include "knowledge/knowledge.h"

enum about { ABOUT_NEITHER, ABOUT_CALL, ABOUT_REGISTRATION };

/*
 * What the word nearest to `at` says that names one of them (words.txt, log_subject and registration): a code there answers
 * an INVITE or a REGISTER. "register: 403 Forbidden" is about a registration.
 */
enum about about_at(struct knowledge *k, struct slice line, size_t at);

/*
 * Which requests the line names by their methods: those of a call (INVITE, BYE, CANCEL; INFO and MESSAGE are levels of logs,
 * too), or REGISTER; neither where it names none, or both.
 */
enum about about_requests(struct slice line);

/* Such a line says that a registration failed, and the code is one that asks for credentials: they were of no use. */
bool about_refused_login(struct knowledge *k, struct slice line, int code);

#endif
