/* SPDX-License-Identifier: MIT */
/* Several codes in what people write: which of them is asked about. For dress.c. */
#ifndef SIPERR_DIAGNOSE_MESSAGE_CODE_ORDER_H
#define SIPERR_DIAGNOSE_MESSAGE_CODE_ORDER_H

#include "diagnose/message/dress.h"

/* The code at token `i`, which a word beside it names one or not, instead of the earlier one that d holds. */
bool code_overtakes(struct knowledge *k, const struct dress *d, size_t i, bool named);

#endif
