/* SPDX-License-Identifier: MIT */
/* The libraries of library.h, in a static build: their functions by name. */
#include "input/unpack/library.h"

#ifdef SIPERR_STATIC

#include <lzma.h>
#include <pcap/pcap.h>
#include <stddef.h>
#include <string.h>
#include <zstd.h>

typedef void (*any_function)(void);

static const struct linked {
	enum library library;
	const char *name;
	any_function function;
} linked[] = {
#define PCAP(f) { LIBRARY_PCAP, #f, (any_function)f }
#define XZ(f) { LIBRARY_XZ, #f, (any_function)f }
#define ZSTD(f) { LIBRARY_ZSTD, #f, (any_function)f }
	PCAP(pcap_fopen_offline), PCAP(pcap_next_ex), PCAP(pcap_datalink), PCAP(pcap_geterr), PCAP(pcap_close),
	PCAP(pcap_datalink_val_to_name),
	XZ(lzma_stream_decoder), XZ(lzma_code), XZ(lzma_end),
	ZSTD(ZSTD_createDCtx), ZSTD(ZSTD_freeDCtx), ZSTD(ZSTD_DCtx_setParameter), ZSTD(ZSTD_decompressStream), ZSTD(ZSTD_isError),
	ZSTD(ZSTD_getErrorName),
};

void
library_load_all(void)
{
}

bool
library_load(enum library which, const char **why)
{
	(void)which;
	(void)why;
	return true;
}

bool
library_find(enum library which, const char *name, void *function)
{
	any_function found = NULL;

	for (size_t i = 0; i < sizeof linked / sizeof *linked && found == NULL; i++)
		if (linked[i].library == which && strcmp(linked[i].name, name) == 0)
			found = linked[i].function;
	memcpy(function, &found, sizeof found);
	return found != NULL;
}

/*
 * libpcap can capture from D-Bus, and libdbus, which comes with that, asks systemd for sockets; siperr only reads files,
 * so nobody ever calls these. No static libsystemd exists.
 */
int sd_listen_fds(int unset_environment);
int sd_is_socket(int fd, int family, int type, int listening);

int
sd_listen_fds(int unset_environment)
{
	(void)unset_environment;
	return 0;
}

int
sd_is_socket(int fd, int family, int type, int listening)
{
	(void)fd;
	(void)family;
	(void)type;
	(void)listening;
	return 0;
}

#endif
