/* SPDX-License-Identifier: MIT */
/* What in a text belongs to another protocol, so that no code and no failure in it is ours. For dress.c. */
#ifndef SIPERR_DIAGNOSE_MESSAGE_STRANGER_H
#define SIPERR_DIAGNOSE_MESSAGE_STRANGER_H

#include "diagnose/message/dress.h"

/* Token `i` of what was read names one: "nginx", "port 5432". */
bool names_stranger(struct knowledge *k, const struct dress *d, size_t i);

#endif
