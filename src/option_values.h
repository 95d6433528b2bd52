/* SPDX-License-Identifier: MIT */
/* The values of options, each read as its kind: what is none fails by options_fail(), and the value is 0 or left as it was. */
#ifndef SIPERR_OPTION_VALUES_H
#define SIPERR_OPTION_VALUES_H

#include "options.h"

/* What is wrong with the call: the label's key, the option and its value; the first that is said stays. */
void options_fail(struct options *o, const char *key, const char *option, const char *value);

/* The position of `word` among the words of `list`; -1 when it is not one of them. */
int value_index(const char *list, const char *word);

/* One of the fixed words as its number; the enums keep the order of the lists. */
int value_one_of(struct options *o, const char *option, const char *list, const char *word);

/* Puts the text, which is not copied, at the end of a list that is the options' to free. */
void value_append(struct strings *list, const char *text);
/* "10", "5:20", "~:3", "@1:2": what alerts, as the monitoring plugins' guidelines write it. */
void value_range(struct options *o, const char *option, const char *text, struct range *out);
/* 1 to `max`. */
uint64_t value_number(struct options *o, const char *option, const char *text, uint64_t max);
/* "2026-03-01T12:00:00Z", "14:05" on the trace's last day, "-15m" from its end. */
void value_moment(struct options *o, const char *option, const char *text, struct moment *out);

/* An id, or a pattern of ids: letters, digits, dots, hyphens, and * for any. */
void value_pattern(struct options *o, const char *option, const char *text, struct strings *list);

/* --why: rules there are; --extract: once; --by: keys of the scoreboard, divided by commas, each once. */
void value_why(struct options *o, const char *text);
void value_extract(struct options *o, const char *text);
void value_by(struct options *o, const char *text);

#endif
