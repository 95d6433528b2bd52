/* SPDX-License-Identifier: MIT */
/* Runs a fuzz target over its saved inputs, in TAP: each file of the folder named by argv[1], in its name's order. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int
visible(const struct dirent *e)
{
	return e->d_name[0] != '.';
}

/* The whole file in a block of exactly its size, so that a read past its end is seen. */
static uint8_t *
slurp(const char *path, size_t *size)
{
	FILE *f = fopen(path, "rb");
	uint8_t *data = NULL;

	if (f == NULL)
		return NULL;
	if (fseek(f, 0, SEEK_END) == 0) {
		*size = (size_t)ftell(f);
		rewind(f);
		data = malloc(*size ? *size : 1);
		if (data != NULL && fread(data, 1, *size, f) != *size) {
			free(data);
			data = NULL;
		}
	}
	fclose(f);
	return data;
}

int
main(int argc, char **argv)
{
	struct dirent **entries;
	int n = argc > 1 ? scandir(argv[1], &entries, visible, alphasort) : -1;

	if (n <= 0) {
		printf("1..1\nnot ok 1 - no saved inputs in %s\n", argc > 1 ? argv[1] : "(no folder)");
		return 1;
	}
	printf("1..%d\n", n);
	for (int i = 0; i < n; i++) {
		char path[4096];
		size_t size = 0;

		snprintf(path, sizeof path, "%s/%s", argv[1], entries[i]->d_name);
		uint8_t *data = slurp(path, &size);
		printf("# %s\n", entries[i]->d_name);
		fflush(stdout);
		if (data != NULL)
			LLVMFuzzerTestOneInput(data, size);
		printf("%s %d - %s\n", data ? "ok" : "not ok", i + 1, entries[i]->d_name);
		free(data);
		free(entries[i]);
	}
	free(entries);
	return 0;
}
