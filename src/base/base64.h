/* SPDX-License-Identifier: MIT */
/* Bytes written as letters (RFC 4648): in mails, and in the tokens of Identity headers. */
#ifndef SIPERR_BASE_BASE64_H
#define SIPERR_BASE_BASE64_H

#include "base/buf.h"

enum base64 {
	BASE64_PLAIN,	/* RFC 4648 §4 */
	BASE64_URL,	/* §5; that of §4, which some write there, is read as well */
};

/* Adds the bytes that the letters of `text` stand for, up to the first other character; returns how many letters these are. */
size_t base64_add(struct slice text, enum base64 alphabet, struct buf *out);

#endif
