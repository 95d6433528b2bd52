/* SPDX-License-Identifier: MIT */
/* ICU asks for memory where it can't say that there was none: half of a text, a label that seems not to be there. */
#include <stdlib.h>

#include <unicode/uclean.h>

#include "base/memory.h"
#include "text/text.h"

static void *
allocate(const void *context, size_t size)
{
	(void)context;
	return xmalloc(size);
}

static void *
resize(const void *context, void *old, size_t size)
{
	(void)context;
	return xresize(old, size);
}

static void
release(const void *context, void *p)
{
	(void)context;
	free(p);
}

void
text_share_memory(void)
{
	UErrorCode status = U_ZERO_ERROR;

	u_setMemoryFunctions(NULL, allocate, resize, release, &status);
}
