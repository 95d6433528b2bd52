/* SPDX-License-Identifier: MIT */
/*
 * For the build only: phrases.res, products.res, spoken.res, words.res, remarks.res and vendors.res → the text of a bundle
 * "index" with all phrases, log lines and products as they are looked for.
 *
 *     phrase_index FOLDER  >index.txt
 */
#include <stdio.h>
#include <stdlib.h>

#include <unicode/ures.h>

#include "knowledge/index/phrase_index.h"
#include "knowledge/index/remark_index.h"
#include "knowledge/index/vendor_index.h"

static void
print_hex(struct slice block)
{
	for (size_t i = 0; i < block.n; i++)
		printf("%02x%s", (unsigned char)block.p[i], i % 48 == 47 ? "\n" : "");
}

static void
print_block(const char *name, struct buf *block)
{
	printf("    %s:bin {", name);
	print_hex(buf_slice(block));
	puts("\n    }");
	buf_release(block);
}

static void
bad_remark(void *arg, const char *why, const char *pattern)
{
	*(bool *)arg = true;
	fprintf(stderr, "remarks.txt: \"%s\": %s\n", pattern, why);
}

int
main(int argc, char **argv)
{
	static const char *const names[INDEX_TABLES] = {
		[INDEX_PHRASES] = "phrases", [INDEX_PRODUCTS] = "products", [INDEX_SPOKEN] = "spoken", [INDEX_WORDS] = "words",
	};
	UResourceBundle *tables[INDEX_TABLES];
	UErrorCode status = U_ZERO_ERROR;
	struct buf block = BUF_INIT, remark_block = BUF_INIT, vendor_block = BUF_INIT;
	bool bad = false;

	/* ICU takes a folder for one only by its absolute name. */
	char *folder = argc >= 2 ? realpath(argv[1], NULL) : NULL;
	if (folder == NULL)
		return 2;
	for (size_t i = 0; i < INDEX_TABLES; i++)
		tables[i] = ures_openDirect(folder, names[i], &status);
	if (U_FAILURE(status) || !index_build(tables, &block)) {
		fprintf(stderr, "phrase_index: %s: %s\n", argv[1], u_errorName(status));
		return 2;
	}
	UResourceBundle *remarks = ures_openDirect(folder, "remarks", &status);
	if (U_FAILURE(status) || !remark_index_build(remarks, &remark_block, bad_remark, &bad) || bad) {
		fprintf(stderr, "phrase_index: %s/remarks.res: %s\n", argv[1], u_errorName(status));
		return 2;
	}
	UResourceBundle *vendors = ures_openDirect(folder, "vendors", &status);
	vendor_index_build(vendors, &vendor_block);
	if (U_FAILURE(status) || vendor_block.n == 0) {
		fprintf(stderr, "phrase_index: %s/vendors.res: %s\n", argv[1], u_errorName(status));
		return 2;
	}
	puts("index:table(nofallback) {");
	print_block("phrases", &block);
	print_block("remarks", &remark_block);
	print_block("vendors", &vendor_block);
	puts("}");
	for (size_t i = 0; i < INDEX_TABLES; i++)
		ures_close(tables[i]);
	ures_close(remarks);
	ures_close(vendors);
	free(folder);
	return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 2;
}
