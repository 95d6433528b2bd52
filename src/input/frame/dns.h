/* SPDX-License-Identifier: MIT */
/* The records of the DNS that lead to a SIP server (RFC 3263), by number and name (RFC 1035 §3.2.2, RFC 2782, RFC 3403, RFC 3596). */
#ifndef SIPERR_INPUT_FRAME_DNS_H
#define SIPERR_INPUT_FRAME_DNS_H

#include "base/slice.h"

enum dns_type { DNS_TYPE_NONE, DNS_TYPE_A = 1, DNS_TYPE_AAAA = 28, DNS_TYPE_SRV = 33, DNS_TYPE_NAPTR = 35 };

/* "SRV"; NULL: it is none of these. */
const char *dns_type_name(unsigned type);

/* DNS_TYPE_NONE: it is none of these. */
enum dns_type dns_type_named(struct slice name);

#endif
