/* SPDX-License-Identifier: MIT */
/* What a line of an outline is about, whichever way it is written, and when it was. For outline/step.c and outline/drawn.c. */
#ifndef SIPERR_INPUT_OUTLINE_WHAT_H
#define SIPERR_INPUT_OUTLINE_WHAT_H

#include "input/outline/step.h"

/* Signs that may stand between names and what they do. */
static inline bool
is_name_end(char c)
{
	return c == ':' || c == ',' || c == '|' || c == ';';
}

/* "INVITE sip:…", "SIP/2.0 200 OK", "486 Busy Here": fills in what, method and code. False: the text begins with none of them. */
bool outline_what(struct slice s, struct outline_step *out);

/* The time that stands in what is before it on its line, if any. */
void outline_time(struct slice before, struct outline_step *out);

#endif
