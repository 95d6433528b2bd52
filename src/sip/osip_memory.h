/* SPDX-License-Identifier: MIT */
/*
 * The memory of libosip2. It loses some where a message says a thing twice (a second Content-Type in a part of a body), so
 * what it takes while it parses is remembered, and given back whole afterwards. For each thread by itself.
 */
#ifndef SIPERR_SIP_OSIP_MEMORY_H
#define SIPERR_SIP_OSIP_MEMORY_H

#include <stddef.h>

/* For osip_set_allocators(): like malloc(), realloc() and free(), but they never fail. */
void *osip_memory_take(size_t size);
void *osip_memory_resize(void *p, size_t size);
void osip_memory_give(void *p);

/* From here on what is taken counts, … */
void osip_memory_begin(void);
/* … until here, where all of it that was not given back goes. */
void osip_memory_end(void);

#endif
