/* SPDX-License-Identifier: MIT */
/* What --version says: name and version, the licence, the libraries, and what it gives up before it reads a trace. */
#include "program.h"

#include <jansson.h>
#include <zlib.h>

#include "sandbox/sandbox.h"
#include "text/locale.h"

void
version_text(struct program *p, struct buf *out)
{
	static const char *const keys[] = {
		[SANDBOX_NONE] = "sandbox.none", [SANDBOX_CALLS] = "sandbox.calls", [SANDBOX_FILES_TOO] = "sandbox.files",
	};
	struct arena a = ARENA_INIT;

	buf_addf(out, "siperr %s\nMIT License\n", SIPERR_VERSION);
	buf_addf(out, "libosip2 %s, ICU %s, jansson %s, zlib %s\n", SIPERR_OSIP_VERSION, locale_icu_version(), JANSSON_VERSION,
	    zlibVersion());
	buf_addf(out, "%s\n", knowledge_label(p->k, keys[sandbox_here()], &a));
	arena_release(&a);
}
