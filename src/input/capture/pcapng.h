/* SPDX-License-Identifier: MIT */
/*
 * pcapng between a source and libpcap. libpcap refuses a file whose interfaces differ in link type or
 * snaplen; here all are made alike on the way, and each packet's own link type is kept for later.
 */
#ifndef SIPERR_INPUT_CAPTURE_PCAPNG_H
#define SIPERR_INPUT_CAPTURE_PCAPNG_H

#include "input/packet/decoder.h"
#include "input/source/source.h"

struct pcapng;

struct pcapng *pcapng_new(struct source *s);
size_t pcapng_read(struct pcapng *g, char *to, size_t size);	/* as source_read() */
void pcapng_tell(struct pcapng *g, struct packet *p);	/* what libpcap doesn't say of the next packet; once a packet */

/*
 * The next packet without libpcap, where the next block is one like most: its bytes last until the next call here. Only
 * for a long file, and after libpcap has opened it. False: what comes next is for libpcap, which reads to a packet.
 */
bool pcapng_plain(struct pcapng *g, struct packet *out);
void pcapng_free(struct pcapng *g);

#endif
