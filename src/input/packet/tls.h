/* SPDX-License-Identifier: MIT */
/*
 * TLS (RFC 5246, 8446) as far as it can be read without keys: one direction's hello, alerts in the clear, and how much
 * went over it. Nothing but the first handshake record and the beginning of a client's second is held, so no record is
 * too long and no stream too.
 */
#ifndef SIPERR_INPUT_PACKET_TLS_H
#define SIPERR_INPUT_PACKET_TLS_H

#include "base/slice.h"
#include "input/frame/tls.h"

enum { TLS_RECORD_MAX = 16384 + 2048, TLS_NAME_MAX = 128 };

struct tls {
	bool begun;			/* its first handshake record was seen … */
	bool client, server;		/* … which is a ClientHello, a ServerHello */
	bool is_13;			/* ServerHello: TLS 1.3 was chosen */
	bool sip;			/* ClientHello: ALPN (RFC 7301) offers "sip/2", as IANA has it, or "sip" */
	bool ciphered;			/* ChangeCipherSpec was seen: what follows is encrypted */
	bool has_alert;			/* a fatal alert in the clear */
	bool answered;			/* a client's first handshake record behind its hello was seen … */
	bool no_certificate;		/* … which is a Certificate without one (RFC 5246 §7.4.6) */
	bool broken;			/* no TLS after all, or bytes are missing */
	unsigned alert;
	unsigned data;			/* records of application data; in TLS 1.3 also the rest of the handshake, and alerts … */
	unsigned long_data;		/* … those among them that are too long for an alert */
	char name[TLS_NAME_MAX];	/* ClientHello: server name asked for, NUL-terminated; "": none */
};

bool tls_starts(struct slice bytes);	/* at least 3 bytes */

/*
 * Take the record at the front: returns how many bytes to drop, *skip how many more to drop unseen; 0: *need bytes
 * have to be there first. Sets broken where it is no TLS.
 */
size_t tls_take(struct tls *t, struct slice bytes, size_t *need, uint64_t *skip);

/*
 * Application data went both ways. `before`: the server's long_data when the client's first record of data came, which
 * in TLS 1.3 ends the handshake.
 */
bool tls_is_good(const struct tls *client, const struct tls *server, unsigned before);

#endif
