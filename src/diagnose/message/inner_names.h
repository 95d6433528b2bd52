/* SPDX-License-Identifier: MIT */
/*
 * Names and texts of products that stand inside of other words: "registration failed: PJ_ETIMEDOUT",
 * "FinalSIPCode 500 FinalMicrosoftSubCode 540500 (…)".
 *
 * `text` is plain (text_plain()), `d` what dress_read() made of it; slices point into it. False when nothing is known.
 */
#ifndef SIPERR_DIAGNOSE_MESSAGE_INNER_NAMES_H
#define SIPERR_DIAGNOSE_MESSAGE_INNER_NAMES_H

#include "diagnose/message/dress.h"

struct known {
	struct match match;
	struct slice words;	/* the part of the text that is known */
};

/* The first that can be nothing but a name; one that means several things, as the code or the text beside it says. */
bool inner_name(struct knowledge *k, struct slice text, const struct dress *d, struct arena *a, struct known *out);

/*
 * `word`, a number in `text`: is it told as a product's? Else it may be a port, an extension or a telephone. `of_product`:
 * the product whose number it is stands beside it.
 */
bool number_is_told(struct knowledge *k, struct slice text, const struct dress *d, struct slice word, bool of_product);

/* A name of three words or more with low lines: "CODE_SIP_CLIENT_ERROR". */
bool joined_name(struct knowledge *k, struct slice text, struct arena *a, struct known *out);

/* The part between two marks that is known whole; the longest where there are several. */
bool known_part(struct knowledge *k, struct slice text, struct arena *a, struct known *out);

#endif
