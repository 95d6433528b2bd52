/* SPDX-License-Identifier: MIT */
/* The numbers of TLS and DTLS: what a record holds (RFC 8446 §5.1), and which message of the handshake begins in it (§4). */
#ifndef SIPERR_INPUT_FRAME_TLS_H
#define SIPERR_INPUT_FRAME_TLS_H

enum tls_content { TLS_TYPE_CHANGE_CIPHER = 20, TLS_TYPE_ALERT = 21, TLS_TYPE_HANDSHAKE = 22, TLS_TYPE_DATA = 23 };

enum tls_handshake { TLS_CLIENT_HELLO = 1, TLS_SERVER_HELLO = 2, TLS_CERTIFICATE = 11 };

enum { TLS_HEADER = 5, DTLS_HEADER = 13 };	/* bytes before what a record holds */

enum { TLS_FATAL = 2 };		/* the level of an alert that ends the connection */

#endif
