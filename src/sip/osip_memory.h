/* SPDX-License-Identifier: MIT */
/*
 * The memory of libosip2, for each thread by itself. What it takes while it parses one message or value lies side by side
 * in a room and is given back all at once: freeing its many small parts one by one takes longer than reading them, and it
 * loses some where a message says a thing twice (a second Content-Type in a part of a body). What the room can't hold is
 * allocated; under AddressSanitizer all of it, so that each block is watched.
 */
#ifndef SIPERR_SIP_OSIP_MEMORY_H
#define SIPERR_SIP_OSIP_MEMORY_H

#include <stddef.h>

/* For osip_set_allocators(): like malloc(), realloc() and free(), but they never fail; any thread may call them. */
void *osip_memory_take(size_t size);
void *osip_memory_resize(void *p, size_t size);
void osip_memory_give(void *p);

/* From here on what is taken counts, and need not be given back piece by piece, … */
void osip_memory_begin(void);
/* … until here, where all of it goes. */
void osip_memory_end(void);

#endif
