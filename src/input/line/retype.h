/* SPDX-License-Identifier: MIT */
/*
 * What a program that copied a whole text did to its characters: a no-break space for a blank, a mail's
 * quoted-printable and base64, the dollar signs of cat -A, the bytes as hexadecimal digits or as numbers, or as base64 in a
 * string of JSON, a CR alone for a line end. All but the first is told by a sign in the first piece of the text.
 */
#ifndef SIPERR_INPUT_LINE_RETYPE_H
#define SIPERR_INPUT_LINE_RETYPE_H

#include "base/buf.h"

struct retype {
	enum {
		RETYPE_NONE,
		RETYPE_DOLLARS,		/* cat -A: a dollar sign ends each line */
		RETYPE_QUOTED,		/* quoted-printable (RFC 2045 §6.7) */
		RETYPE_BASE64,		/* parts of a mail (RFC 2045 §6.8), YAML */
		RETYPE_RETURNS,		/* lines end with CR, none with LF */
		RETYPE_DIGITS,		/* a message a line, two digits a byte; or "0x49, 0x4e, " (followed streams) */
		RETYPE_RECORDS,		/* psql's expanded display: "\r   +" where a value goes on in the next line */
		RETYPE_STRINGS,		/* JSON: {"data":"SU5WSVRF…"} */
		RETYPE_NUMBERS,		/* journalctl -o json: "MESSAGE":[73,78,…] where the text has a CR */
		RETYPE_WAITS,		/* tcpdump -ttt: each time is how long it was since the packet before */
	} kind;
	bool done;		/* something was changed: the bytes are not the wire's */
	bool in_array;		/* the last line was one of "0x49, 0x4e, " */
	enum { PART_PLAIN, PART_HEAD, PART_BODY } part;	/* of a mail in base64: the header that says so was seen, the empty line */
	int64_t passed;		/* RETYPE_WAITS: since the first packet, µs */
	struct buf half;	/* a line, or a character, that is not there as a whole */
	struct buf text;	/* result */
};

/* Looks for the signs: `head` is the begin of the text. */
void retype_look(struct retype *r, struct slice head);

/* The next piece as it was before, valid until the next call; often `bytes` itself. */
struct slice retype(struct retype *r, struct slice bytes, bool final);
void retype_release(struct retype *r);

#endif
