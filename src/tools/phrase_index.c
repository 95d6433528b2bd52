/*
 * For the build only: phrases.res → the text of a bundle "index" with the phrases as they are looked up and the names of
 * the languages there are.
 *
 *     phrase_index FOLDER LANGUAGE…  >index.txt
 */
#include <stdio.h>
#include <stdlib.h>

#include <unicode/ures.h>

#include "knowledge/index.h"

static void
print_hex(struct slice block)
{
	for (size_t i = 0; i < block.n; i++)
		printf("%02x%s", (unsigned char)block.p[i], i % 48 == 47 ? "\n" : "");
}

int
main(int argc, char **argv)
{
	UErrorCode status = U_ZERO_ERROR;
	struct buf block = BUF_INIT;

	/* ICU takes a folder for one only by its absolute name. */
	char *folder = argc >= 2 ? realpath(argv[1], NULL) : NULL;
	if (folder == NULL)
		return 2;
	UResourceBundle *phrases = ures_openDirect(folder, "phrases", &status);
	if (U_FAILURE(status) || !index_build(phrases, &block)) {
		fprintf(stderr, "phrase_index: %s/phrases.res: %s\n", argv[1], u_errorName(status));
		return 2;
	}
	puts("index:table(nofallback) {\n    languages {");
	for (int i = 2; i < argc; i++)
		printf("        \"%s\",\n", argv[i]);
	puts("    }\n    phrases:bin {");
	print_hex(buf_slice(&block));
	puts("\n    }\n}");
	ures_close(phrases);
	free(folder);
	buf_release(&block);
	return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 2;
}
