/* SPDX-License-Identifier: MIT */
/* What stands around the words that somebody pasted: brackets and signs, and the program that wrote the line. */
#ifndef SIPERR_DIAGNOSE_MESSAGE_PASTED_H
#define SIPERR_DIAGNOSE_MESSAGE_PASTED_H

#include "knowledge/knowledge.h"

/* The word right before `p`, in the text; empty where none touches it. */
struct slice word_before(struct slice text, const char *p);

/* A line of syslog, "postfix/smtp[2211]: ", by a program that has no part in telephony. */
bool is_of_other_program(struct knowledge *k, struct slice text);

/* "app_queue.c: ", "sofia.c:8736 ": the file of a program that wrote a line of log. */
bool names_source_file(struct slice text);

/*
 * What such a line says of trouble, behind level, file and function: "… WARNING[2211] chan_sip.c:4187 retrans_pkt: …"; empty
 * where it tells of none, or the file is not known for one of telephony.
 */
struct slice message_of_source(struct slice text);

/* The same, or of a line of pairs: `level=error msg="REGISTER timed out"`. */
struct slice message_of_line(struct slice text);

/* "Forbidden (policy)": the bracket or quotation mark at its end was opened among the words, so it is none that people set around them. */
bool closes_inside(struct slice s);

/* Without what divides the words after a code from it and what closes the text. */
struct slice undress(struct slice s);

/*
 * What follows a code, without the name of a phrase before it: `reason="Forbidden"`, "text: Forbidden", "and reason Busy
 * Here"; all of it where none stands there, as in "Message Too Large".
 */
struct slice behind_label(struct slice said);

#endif
