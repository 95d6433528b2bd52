/* SPDX-License-Identifier: MIT */
/* A bundle of a site's: what is said to be sound is read by ICU from end to end. */
#include <stdint.h>
#include <stdlib.h>

#include <unicode/uclean.h>
#include <unicode/udata.h>
#include <unicode/ures.h>

#include "base/memory.h"
#include "knowledge/bundle/check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static volatile unsigned sum;

static void
add(const void *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		sum += ((const unsigned char *)bytes)[i];
}

static void
walk(UResourceBundle *r)
{
	UErrorCode status = U_ZERO_ERROR;
	const char *key = ures_getKey(r);
	int32_t n = 0;

	add(key, key != NULL ? strlen(key) : 0);
	switch (ures_getType(r)) {
	case URES_STRING: {
		const UChar *s = ures_getString(r, &n, &status);
		add(s, 2 * (size_t)n + 2);
		return;
	}
	case URES_BINARY: {
		const uint8_t *b = ures_getBinary(r, &n, &status);
		add(b, (size_t)n);
		return;
	}
	case URES_INT_VECTOR: {
		const int32_t *v = ures_getIntVector(r, &n, &status);
		add(v, 4 * (size_t)n);
		return;
	}
	case URES_INT:
		sum += (unsigned)ures_getInt(r, &status);
		return;
	default:
		break;
	}
	for (int32_t i = 0; i < ures_getSize(r); i++) {
		UResourceBundle *member = ures_getByIndex(r, i, NULL, &status);
		UErrorCode again = U_ZERO_ERROR;

		if (U_FAILURE(status))
			abort();
		if (ures_getKey(member) != NULL) {	/* and by its key */
			UResourceBundle *same = ures_getByKey(r, ures_getKey(member), NULL, &again);
			if (U_FAILURE(again))
				abort();
			ures_close(same);
		}
		walk(member);
		ures_close(member);
	}
}

/* ICU takes it from a package: a header as that of a bundle, a table of one entry, its name, the bundle. */
static void *
package(struct slice bundle)
{
	static const uint8_t header[32] = { 32, 0, 0xda, 0x27, 20, 0, 0, 0, 0, 0, 2, 0, 'C', 'm', 'n', 'D', 1 };
	const uint32_t contents[3] = { 1, sizeof contents, 32 };
	char *p = xcalloc(1, sizeof header + 32 + bundle.n);

	memcpy(p, header, sizeof header);
	memcpy(p + 32, contents, sizeof contents);
	memcpy(p + 32 + sizeof contents, "fuzz/one.res", 13);
	memcpy(p + 64, bundle.p, bundle.n);
	return p;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice bytes = { (const char *)data, size };
	UErrorCode status = U_ZERO_ERROR;

	if (!bundle_is_sound(bytes))
		return 0;
	void *p = package(bytes);
	udata_setFileAccess(UDATA_NO_FILES, &status);
	udata_setAppData("fuzz", p, &status);
	UResourceBundle *r = ures_openDirect("fuzz", "one", &status);
	if (U_FAILURE(status))
		abort();
	walk(r);
	ures_close(r);
	u_cleanup();
	free(p);
	return 0;
}
