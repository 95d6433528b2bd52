/* SPDX-License-Identifier: MIT */
/* What ICU's files begin with (unicode/udata.h), for those that are written here: a bundle, a package of bundles. */
#ifndef SIPERR_KNOWLEDGE_BUNDLE_ICU_FILE_H
#define SIPERR_KNOWLEDGE_BUNDLE_ICU_FILE_H

#include "base/buf.h"

/* 32 bytes: for this machine's byte order; `format` has four letters ("ResB"), then its version. */
void icu_header(struct buf *out, const char *format, unsigned char version);

/* 32 bits of this machine's byte order. */
void icu_word(struct buf *out, size_t value);

#endif
