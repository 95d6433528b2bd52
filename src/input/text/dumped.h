/* SPDX-License-Identifier: MIT */
/* Packets whose bytes a text prints: those of one text are taken apart as a capture's are, and what they show is handed on. */
#ifndef SIPERR_INPUT_TEXT_DUMPED_H
#define SIPERR_INPUT_TEXT_DUMPED_H

#include "input/text/scanner.h"

/*
 * s->packet holds the bytes of a dump that begins at `at` of the window, the end of the dump before it stood at `before`. False: it
 * is none of a packet, but of what somebody took out of one. When it was sent, the lines above it say.
 */
bool dumped_packet(struct text_scanner *s, const char *before, const char *at);

/* A packet that begins with IP, printed at `at` of the window, with the stamp that says when. */
struct packet;
void dumped_give(struct text_scanner *s, struct packet *p, const struct stamp *stamp, const char *at);

/* The text has ended: what waits for more packets is handed on, and the decoder is freed. */
void dumped_end(struct text_scanner *s);

#endif
