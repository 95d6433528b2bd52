/* SPDX-License-Identifier: MIT */
/*
 * Reads several files as one body of evidence, in the order that input/order/order.h gives them: what goes to the sink comes
 * in the order of its time, whichever file it stands in.
 */
#ifndef SIPERR_INPUT_ORDER_MERGE_H
#define SIPERR_INPUT_ORDER_MERGE_H

#include "input/order/order.h"

/*
 * Read the files of one trace: `count` of them, as order_files() put them. Options as for input_read(). False when
 * there was trouble.
 */
bool merge_read(const struct ordered *files, size_t count, const struct input_options *o, const struct sink *sink);

#endif
