/* SPDX-License-Identifier: MIT */
/*
 * Do the processors at hand share a cache? Where they do not, as on two chips or where a host moves a guest's processors about,
 * what one of them wrote takes the other four times as long to read: threads then better hand on what they are done with than
 * take turns at the same data. No system tells a guest so: it is tried out, in less than a millisecond.
 */
#ifndef SIPERR_BASE_NEAR_H
#define SIPERR_BASE_NEAR_H

#include <stdbool.h>

/* With a thread beside the caller's. True also where it can't be told, since the machine has other work. */
bool processors_are_near(void);

#endif
