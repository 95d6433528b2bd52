/* SPDX-License-Identifier: MIT */
/* The cause in an ISUP message. Input: the message. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "sip/isup.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *exact = xmalloc(size);
	struct isup isup;

	memcpy(exact, data, size);
	if (isup_cause(&isup, (struct slice){ exact, size }) && (isup.cause == 0 || isup.cause > 127 || isup.location > 15))
		abort();
	free(exact);
	return 0;
}
