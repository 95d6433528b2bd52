/* SPDX-License-Identifier: MIT */
/* Where a reference of an entry can be read: the one place that knows addresses. */
#ifndef SIPERR_REPORT_REFERENCE_H
#define SIPERR_REPORT_REFERENCE_H

#include "base/buf.h"

/*
 * Splits a reference as locales/entries.txt has it, "RFC 3261 §21.4.24" or "name https://…", into its name and its
 * address, which is added to *url: computed for RFCs (the section, too), for ITU-T and IANA; nothing where none is known.
 */
struct slice reference_read(const char *reference, struct buf *url);

#endif
