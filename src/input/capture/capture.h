/* SPDX-License-Identifier: MIT */
/* Captures: libpcap reads packets from a source, the decoder finds the messages in them. */
#ifndef SIPERR_INPUT_CAPTURE_CAPTURE_H
#define SIPERR_INPUT_CAPTURE_CAPTURE_H

#include "input/source/source.h"

/* pcap with any of its magic numbers, or pcapng. */
bool capture_starts(struct slice bytes);

/* Read it to its end; trouble goes to the source. */
void capture_read(struct source *s);

/* A stream of HEP packets (hep_stream.c), as capture agents send them; each packet counts as one. */
bool hep_may_start(struct slice start);	/* its first 4 bytes … */
bool hep_starts(struct slice start);	/* … and its first 6 */
void hep_read(struct source *s);

void capture_idle(void *source);		/* as its idle, for both */

#endif
