/* SPDX-License-Identifier: MIT */
/*
 * A product or a layer named beside a number or a name of its own: "EMM cause 22", "RELEASE_CAUSE;cause=2",
 * "hangup cause 802", "yeti 1505", "JsSIP: Terminated", "ImsReasonInfo 510". The number alone would say something else,
 * or nothing.
 *
 * `text` is plain (text_plain()), `d` what dress_read() made of it. False, *out left alone, when nothing is known.
 */
#ifndef SIPERR_DIAGNOSE_MESSAGE_PRODUCT_WORDS_H
#define SIPERR_DIAGNOSE_MESSAGE_PRODUCT_WORDS_H

#include "diagnose/message/inner_names.h"

/* The protocol of a Reason header (RFC 3326, 3GPP TS 24.229 §7.2A.18) at the beginning, without the header's name. */
bool product_cause(struct knowledge *k, struct slice text, const struct dress *d, struct arena *a, struct match *out);

/* A product of vendors.txt; out->words is what it shows, without the product. */
bool product_words(struct knowledge *k, struct slice text, const struct dress *d, struct arena *a, struct known *out);

/* The first product that a word names; NULL. */
const char *product_named(struct knowledge *k, const struct dress *d);

#endif
