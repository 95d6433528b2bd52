/* Captures: libpcap reads packets from a source, the decoder finds the messages in them. */
#ifndef SIPERR_INPUT_CAPTURE_H
#define SIPERR_INPUT_CAPTURE_H

#include "input/source.h"

/* pcap with any of its magic numbers, or pcapng. */
bool capture_starts(struct slice bytes);

/* Read it to its end; trouble goes to the source. */
void capture_read(struct source *s);

#endif
