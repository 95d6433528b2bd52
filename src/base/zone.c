/* SPDX-License-Identifier: MIT */
#include "base/zone.h"

#include <errno.h>
#include <time.h>

#include "base/memory.h"

void
zone_read(void)
{
	errno = 0;
	tzset();
	if (errno == ENOMEM)
		memory_end();
}
