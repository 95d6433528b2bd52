/* SPDX-License-Identifier: MIT */
/*
 * osip_loop FILE: the processor time in seconds that osip_message_parse alone takes for the messages of `generate raw`,
 * which are in memory before the clock starts.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <osipparser2/osip_message.h>
#include <osipparser2/osip_parser.h>

static char *
slurp(const char *name, size_t *size)
{
	FILE *f = fopen(name, "rb");
	char *bytes;

	if (f == NULL || fseek(f, 0, SEEK_END) != 0)
		return NULL;
	*size = (size_t)ftell(f);
	rewind(f);
	bytes = malloc(*size + 1);
	if (bytes != NULL && fread(bytes, 1, *size, f) != *size)
		bytes = NULL;
	fclose(f);
	return bytes;
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int
main(int argc, char **argv)
{
	size_t size = 0, refused = 0, count = 0;
	char *bytes = argc == 2 ? slurp(argv[1], &size) : NULL;
	double start;

	if (bytes == NULL) {
		fputs("usage: osip_loop FILE\n", stderr);
		return 2;
	}
	osip_trace_initialize(TRACE_LEVEL0, stderr);
	parser_init();
	start = now();
	for (size_t at = 0; at + 4 <= size; count++) {
		osip_message_t *m;
		uint32_t n;

		memcpy(&n, bytes + at, 4);
		osip_message_init(&m);
		refused += osip_message_parse(m, bytes + at + 4, n) != 0;
		osip_message_free(m);
		at += 4 + n;
	}
	printf("%.6f\n", now() - start);
	fprintf(stderr, "%zu messages, %zu refused\n", count, refused);
	free(bytes);
	return 0;
}
