/* SPDX-License-Identifier: MIT */
/* Options that can't do what they say beside others, or without them. */
#ifndef SIPERR_OPTIONS_CHECK_H
#define SIPERR_OPTIONS_CHECK_H

#include "options.h"

/* After all were read: sets o->error, unless it is set. */
void options_check(struct options *o);

/* --extract -: what is found is told nobody. */
bool options_take_stdout(const struct options *o);

/* The first of the options given that says something only of a trace; NULL: none. */
const char *options_for_traces(const struct options *o);

#endif
