/* SPDX-License-Identifier: MIT */
/*
 * For the build only: the bundles of a folder → the block that free text is ranked by (knowledge/rank/ranking.h).
 *
 *     ranking FOLDER LANGUAGE…  >ranking.bin
 */
#include <stdio.h>
#include <stdlib.h>

#include <unicode/ures.h>

#include "knowledge/rank/ranking.h"

enum { LANGUAGES_MAX = 64 };

static UResourceBundle *
open_bundle(const char *folder, const char *name)
{
	UErrorCode status = U_ZERO_ERROR;
	UResourceBundle *r = ures_openDirect(folder, name, &status);

	if (U_FAILURE(status)) {
		fprintf(stderr, "ranking: %s/%s.res: %s\n", folder, name, u_errorName(status));
		exit(2);
	}
	return r;
}

int
main(int argc, char **argv)
{
	UResourceBundle *languages[LANGUAGES_MAX];
	struct buf block = BUF_INIT;
	/* ICU takes a folder for one only by its absolute name. */
	char *folder = argc >= 2 ? realpath(argv[1], NULL) : NULL;
	int count = argc - 2;

	if (folder == NULL || count > LANGUAGES_MAX)
		return 2;
	struct ranking_sources from = {
		.phrases = open_bundle(folder, "phrases"), .products = open_bundle(folder, "products"),
		.spoken = open_bundle(folder, "spoken"),
		.concepts = open_bundle(folder, "concepts"), .languages = languages, .count = (size_t)count,
	};
	for (int i = 0; i < count; i++)
		languages[i] = open_bundle(folder, argv[i + 2]);
	ranking_build(&from, &block);
	fwrite(block.p, 1, block.n, stdout);
	for (int i = 0; i < count; i++)
		ures_close(languages[i]);
	ures_close(from.phrases);
	ures_close(from.products);
	ures_close(from.spoken);
	ures_close(from.concepts);
	free(folder);
	buf_release(&block);
	return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 2;
}
