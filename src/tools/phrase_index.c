/*
 * For the build only: phrases.res, products.res and words.res → the text of a bundle "index" with all phrases as they are looked up and the names of
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
	enum { TABLES = 3 };
	static const char *const names[TABLES] = { "phrases", "products", "words" };
	UResourceBundle *tables[TABLES];
	UErrorCode status = U_ZERO_ERROR;
	struct buf block = BUF_INIT;

	/* ICU takes a folder for one only by its absolute name. */
	char *folder = argc >= 2 ? realpath(argv[1], NULL) : NULL;
	if (folder == NULL)
		return 2;
	for (size_t i = 0; i < TABLES; i++)
		tables[i] = ures_openDirect(folder, names[i], &status);
	if (U_FAILURE(status) || !index_build(tables, TABLES, &block)) {
		fprintf(stderr, "phrase_index: %s: %s\n", argv[1], u_errorName(status));
		return 2;
	}
	puts("index:table(nofallback) {\n    languages {");
	for (int i = 2; i < argc; i++)
		printf("        \"%s\",\n", argv[i]);
	puts("    }\n    phrases:bin {");
	print_hex(buf_slice(&block));
	puts("\n    }\n}");
	for (size_t i = 0; i < TABLES; i++)
		ures_close(tables[i]);
	free(folder);
	buf_release(&block);
	return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 2;
}
