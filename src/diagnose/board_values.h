/* SPDX-License-Identifier: MIT */
/*
 * Under what a call is counted on the scoreboard.
 *
 * peer	the address, without its port, that sent the first INVITE; where the trace has no addresses, the host of its top Via
 * trunk	where the call was sent: the trunk group that the Request-URI names (tgrp, RFC 4904 §5), else the address, without
 *		its port, else the host of the Request-URI; of the INVITE that was answered, else of the last one tried
 * prefix	the first BOARD_DIGITS digits of the number in the first Request-URI, with the + before them; of a shorter one half
 * agent	User-Agent of the first INVITE
 * hour	the hour in which the first INVITE was sent, as the trace tells times
 */
#ifndef SIPERR_DIAGNOSE_BOARD_VALUES_H
#define SIPERR_DIAGNOSE_BOARD_VALUES_H

#include "diagnose/calls/attempts.h"
#include "metrics/board.h"

struct story;

/* Fills out->values, in the arena. */
void board_values(const struct call *c, const struct setup *s, struct board_call *out, struct arena *a);
/* Of a call that only log lines tell of. */
void board_values_of_story(const struct story *s, struct board_call *out, struct arena *a);

#endif
