/* SPDX-License-Identifier: MIT */
#include "input/unpack/library.h"

#ifndef SIPERR_STATIC

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

static struct library_state {
	const char *const names[4];	/* the first that is there */
	void *handle;
	bool tried;
	char why[256];
} libraries[LIBRARIES] = {
	[LIBRARY_PCAP] = { .names = { "libpcap.so.0.8", "libpcap.so.1", "libpcap.so" } },
	[LIBRARY_XZ] = { .names = { "liblzma.so.5" } },
	[LIBRARY_ZSTD] = { .names = { "libzstd.so.1" } },
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void
try(struct library_state *l)
{
	l->tried = true;
	for (size_t i = 0; l->names[i] != NULL && l->handle == NULL; i++)
		if ((l->handle = dlopen(l->names[i], RTLD_NOW | RTLD_LOCAL)) == NULL && i == 0)
			snprintf(l->why, sizeof l->why, "%s", dlerror());
}

bool
library_load(enum library which, const char **why)
{
	struct library_state *l = &libraries[which];
	bool loaded;

	pthread_mutex_lock(&lock);
	if (!l->tried)
		try(l);
	loaded = l->handle != NULL;
	pthread_mutex_unlock(&lock);
	if (!loaded)
		*why = l->why;
	return loaded;
}

bool
library_find(enum library which, const char *name, void *function)
{
	void *found = dlsym(libraries[which].handle, name);

	memcpy(function, &found, sizeof found);	/* ISO C has no cast from void * to a function */
	return found != NULL;
}

void
library_load_all(void)
{
	const char *why;

	for (int i = 0; i < LIBRARIES; i++)
		library_load((enum library)i, &why);
}

#endif
