/* SPDX-License-Identifier: MIT */
/* The zone of TZ, for mktime() and localtime_r(). */
#ifndef SIPERR_BASE_ZONE_H
#define SIPERR_BASE_ZONE_H

/* Before the first of them: the C library takes UTC where it has no memory to read the zone, and does not tell. */
void zone_read(void);

#endif
