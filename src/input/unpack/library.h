/* SPDX-License-Identifier: MIT */
/*
 * Libraries that only some inputs need, loaded once, all of them before the first untrusted byte (library_load_all) and
 * none for a look-up of words: linking them would make every start slower. In a static build (SIPERR_STATIC) they are
 * linked in, and nothing is loaded.
 */
#ifndef SIPERR_INPUT_UNPACK_LIBRARY_H
#define SIPERR_INPUT_UNPACK_LIBRARY_H

#include <stdbool.h>

enum library { LIBRARY_PCAP, LIBRARY_XZ, LIBRARY_ZSTD, LIBRARIES };

/* Those that are not there are no trouble until they are asked for. Before the first thread. */
void library_load_all(void);

/* False when it can't be had; *why says the reason then and lasts. From any thread. */
bool library_load(enum library which, const char **why);

/* Puts the address of the function into the pointer to it that `function` points to. False, and NULL there: it has none. */
bool library_find(enum library which, const char *name, void *function);

#endif
