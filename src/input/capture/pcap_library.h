/* SPDX-License-Identifier: MIT */
/*
 * libpcap, loaded only when a capture is read: linking it would make every start slower by the dozen
 * libraries that come with it.
 */
#ifndef SIPERR_INPUT_CAPTURE_PCAP_LIBRARY_H
#define SIPERR_INPUT_CAPTURE_PCAP_LIBRARY_H

#include <stdio.h>

#include "input/packet/decoder.h"

/* Room for what libpcap says is wrong. */
#define PCAP_WHY_SIZE 256

/* False when it can't be loaded; why then tells the reason. */
bool pcap_library_load(char why[PCAP_WHY_SIZE]);

struct pcap_reader;

/* Reads what libpcap makes of the stream, which belongs to the reader from then on, also after a failure (NULL). */
struct pcap_reader *pcap_reader_open(FILE *stream, char why[PCAP_WHY_SIZE]);

enum pcap_status { PCAP_PACKET, PCAP_END, PCAP_CUT, PCAP_BROKEN };

/* The next packet; its bytes last until the next call. PCAP_CUT: the stream ended within a packet. */
enum pcap_status pcap_reader_next(struct pcap_reader *r, struct packet *out, char why[PCAP_WHY_SIZE]);

/* "USB_LINUX"; NULL when libpcap has no name for it. */
const char *pcap_link_name(int link_type);

/* What the packets are that don't say it themselves. */
int pcap_reader_link_type(const struct pcap_reader *r);

void pcap_reader_close(struct pcap_reader *r);

#endif
